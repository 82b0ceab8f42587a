//! `factlint times`: JSON Lines in, one row out for each expression of time.

use super::Exit;
use super::args::Times;
use super::output::{Failure, complain};
use super::setup::rows;
use crate::annotate::{Classes, annotate};
use crate::calendar::Day;
use crate::document::Document;
use crate::embedded;
use serde::Deserialize;
use std::io::{BufRead as _, Write as _};

/// A row of input; absent and `null` are the same.
#[derive(Debug, Deserialize)]
struct Input {
    doc: serde_json::Value,
    dct: Option<String>,
    text: String,
}

/// Reads the times of all rows.
///
/// # Errors
/// If the input cannot be opened or read, or standard output cannot be written.
pub fn run(args: &Times) -> Result<Exit, Failure> {
    let program = embedded::rules()?;
    let classes = Classes::resolve(&program.lexicon)?;
    let mut input = rows(args.file.as_deref())?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut exit = Exit::Clean;
    let (mut line, mut bytes) = (0, Vec::new());
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        line += 1;
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let row: Input = match serde_json::from_slice(&bytes) {
            Ok(row) => row,
            Err(error) => {
                complain(&format!("error: line {line}: the row cannot be read: {error}"));
                exit = Exit::Fault;
                continue;
            }
        };
        let written = match row.dct.as_deref().map(day) {
            None => None,
            Some(Some(day)) => Some(day),
            Some(None) => {
                complain(&format!("error: line {line}: `dct` is not a day: write YYYY-MM-DD, with or without a time"));
                exit = Exit::Fault;
                continue;
            }
        };
        // Code points are counted once, along with the expressions.
        let (mut byte, mut points) = (0, 0);
        let mut count = |to: usize| {
            points += row.text.get(byte..to).map_or(0, |part| part.chars().count());
            byte = to;
            points
        };
        let document = Document::plain(row.text.clone(), written);
        let annotated = annotate(&document, &program.lexicon, &classes);
        for timex in &annotated.timexes {
            let span = timex.tokens.span(&annotated.tokens);
            let (start, end) = (count(span.start as usize), count(span.end as usize));
            let (kind, value) = (timex.kind.name(), &timex.value);
            let row = serde_json::json!({ "doc": row.doc, "start": start, "end": end, "type": kind, "value": value });
            writeln!(out, "{row}")?;
        }
    }
    out.flush()?;
    Ok(exit)
}

/// The day of `YYYY-MM-DD…` or `YYYYMMDD…`.
fn day(text: &str) -> Option<Day> {
    let digits: String = text.chars().filter(|&c| c != '-').take(8).collect();
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Day::from_ymd(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}
