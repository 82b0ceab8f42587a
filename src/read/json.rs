//! JSON and JSON Lines: articles in the fields of records.
//!
//! The text of a field is decoded from its escapes, each character mapped to the bytes that it was written as, and read
//! as the format that its record names.

mod pointer;
mod record;
mod string;

pub use pointer::{Pointer, PointerError};

use super::{Articles, ReadError, Reader, Settings, utf8};
use record::Record;
use serde_json::value::RawValue;

/// The reader of JSON: one record, or a list of records.
#[derive(Debug, Clone, Copy)]
pub struct Json;

/// The reader of JSON Lines: a record on each line.
#[derive(Debug, Clone, Copy)]
pub struct JsonLines;

/// Where records have what makes an article. The first of the usual names that a record has, where none are given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Where the text is; all of them make one article, in the order of the source.
    pub texts: Vec<Pointer>,
    /// Where the title is.
    pub title: Option<Pointer>,
    /// Where the day of publication is.
    pub published: Option<Pointer>,
}

impl Reader for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn sniff(&self, source: &[u8]) -> bool {
        is_record(start(source)) && !JsonLines.sniff(source)
    }

    fn is_collection(&self) -> bool {
        true
    }

    fn read(&self, source: &[u8], settings: Settings<'_>) -> Articles {
        let text = match utf8(source) {
            Ok(text) => text,
            Err(error) => return vec![Err(error)],
        };
        let body = text.trim_start_matches('\u{FEFF}');
        let whole: &RawValue = match serde_json::from_str(body) {
            Ok(whole) => whole,
            Err(error) => return vec![Err(damaged(&error, 0))],
        };
        if !whole.get().starts_with('[') {
            return vec![Record::new(text, 1 + lines(text, 0, start_of(whole, text)), whole).document(settings)];
        }
        let records: Vec<&RawValue> = match serde_json::from_str(whole.get()) {
            Ok(records) => records,
            Err(error) => return vec![Err(damaged(&error, 0))],
        };
        let (mut at, mut line) = (0, 1);
        let document = |value| {
            let start = start_of(value, text);
            line += lines(text, at, start);
            at = start;
            Record::new(text, line, value).document(settings)
        };
        records.into_iter().map(document).collect()
    }
}

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn sniff(&self, source: &[u8]) -> bool {
        let head = start(source);
        let line = memchr::memchr(b'\n', head).map(|end| head.split_at(end));
        line.is_some_and(|(line, rest)| {
            is_record(line) && line.trim_ascii_end().ends_with(b"}") && is_record(rest.trim_ascii_start())
        })
    }

    fn is_collection(&self) -> bool {
        true
    }

    fn read(&self, source: &[u8], settings: Settings<'_>) -> Articles {
        let text = match utf8(source) {
            Ok(text) => text,
            Err(error) => return vec![Err(error)],
        };
        let lines = text.trim_start_matches('\u{FEFF}').split('\n').enumerate();
        lines
            .filter(|(_, line)| !line.trim_ascii().is_empty())
            .map(|(number, line)| {
                let value = serde_json::from_str(line).map_err(|error| damaged(&error, number))?;
                Record::new(text, number + 1, value).document(settings)
            })
            .collect()
    }
}

/// Where a value stands in the text that it is a part of.
fn start_of(value: &RawValue, text: &str) -> usize {
    value.get().as_ptr().addr().saturating_sub(text.as_ptr().addr())
}

/// How many lines end between two places.
fn lines(text: &str, from: usize, to: usize) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes().get(from..to).unwrap_or(&[])).count()
}

/// A source behind its mark of byte order and blank lines.
fn start(head: &[u8]) -> &[u8] {
    head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head).trim_ascii_start()
}

/// Whether a record opens here, with its first name, or a list of such.
fn is_record(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"[").map_or(head, <[u8]>::trim_ascii_start);
    head.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// An error of a parser that began so many lines below the first.
fn damaged(error: &serde_json::Error, above: usize) -> ReadError {
    let text = error.to_string();
    // The parser names the place at the end, as seen from where it began.
    let why = text.rsplit_once(" at line ").map_or(text.as_str(), |(why, _)| why);
    let hint = if why == "trailing characters" { "; if each line is a record, say `--input-format jsonl`" } else { "" };
    ReadError::Json { line: error.line() + above, column: error.column(), why: format!("{why}{hint}") }
}

#[cfg(test)]
mod tests;
