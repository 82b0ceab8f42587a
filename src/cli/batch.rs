//! `factlint batch`: JSON Lines in, one row out for each row in, in order, none lost.

use super::Exit;
use super::args::Batch;
use super::check::verdict;
use super::output::Failure;
use super::setup::{engine, on_threads, rows};
use crate::calendar::parse_day;
use crate::check::Options;
use crate::engine::Engine;
use crate::outcome::{Outcome, Places};
use crate::read::{Markup, Text, markup_named};
use crate::report::safe_json::line as line_of;
use crate::report::{Stamp, json};
use rayon::prelude::*;
use serde::Deserialize;
use std::io::{BufRead as _, Write as _};

/// A row of input; absent and `null` are the same.
#[derive(Debug, Deserialize)]
struct Input {
    id: serde_json::Value,
    text: String,
    published: Option<String>,
    format: Option<String>,
}

/// How many rows are checked before they are written out.
const CHUNK: usize = 512;

/// Checks all rows.
///
/// # Errors
/// If the input cannot be opened or read, the rules or facts cannot be used, or standard output cannot
/// be written.
pub fn run(args: &Batch) -> Result<Exit, Failure> {
    let engine = engine(&args.sources)?;
    let stamp = Stamp::of(&engine);
    let mut input = rows(args.file.as_deref())?;
    let mut out = std::io::stdout().lock();
    let mut exit = Exit::Clean;
    let mut line = 0;
    loop {
        let mut rows: Vec<(usize, Vec<u8>)> = Vec::new();
        while rows.len() < CHUNK {
            let mut bytes = Vec::new();
            if input.read_until(b'\n', &mut bytes)? == 0 {
                break;
            }
            line += 1;
            if !bytes.trim_ascii().is_empty() {
                rows.push((line, bytes));
            }
        }
        if rows.is_empty() {
            break;
        }
        let done: Vec<(String, Exit)> = if args.threads == Some(1) {
            rows.iter().map(|(line, bytes)| row(args, &engine, &stamp, *line, bytes)).collect()
        } else {
            on_threads(args.threads, || {
                rows.par_iter().map(|(line, bytes)| row(args, &engine, &stamp, *line, bytes)).collect()
            })?
        };
        for (text, of_row) in done {
            exit = exit.max(of_row);
            out.write_all(text.as_bytes())?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(exit)
}

/// The output row of an input row.
fn row(args: &Batch, engine: &Engine, stamp: &Stamp, line: usize, bytes: &[u8]) -> (String, Exit) {
    match checked(args, engine, stamp, bytes) {
        Ok(done) => done,
        Err((id, error)) => (line_of(&serde_json::json!({ "id": id, "line": line, "error": error })), Exit::Fault),
    }
}

fn checked(
    args: &Batch,
    engine: &Engine,
    stamp: &Stamp,
    bytes: &[u8],
) -> Result<(String, Exit), (serde_json::Value, String)> {
    let none = |error: String| (serde_json::Value::Null, error);
    let input: Input =
        serde_json::from_slice(bytes).map_err(|error| none(format!("the row cannot be read: {error}")))?;
    let own = |error: String| (serde_json::Value::Null, error);
    let published = input.published.as_deref().map(parse_day).transpose().map_err(|error| own(error.to_string()))?;
    let markup: &dyn Markup = match input.format.as_deref() {
        None => &Text,
        Some(name) => markup_named(name).map_err(|error| own(error.to_string()))?,
    };
    let options = Options { as_of: args.days.as_of, known_at: args.days.known_at, ..Options::default() };
    let outcome = Outcome::of(engine.check_text(markup, &input.text, published, options), std::sync::Arc::default());
    let places = Places::new(&input.text, None);
    let mut row = json::row(stamp, &places, &outcome);
    row.id = Some(&input.id);
    let text = line_of(&row);
    engine.base.intact().map_err(|error| own(error.to_string()))?;
    let exit = args.fail_on.map_or(Exit::Clean, |fail_on| verdict(&outcome, fail_on));
    Ok((text, exit))
}
