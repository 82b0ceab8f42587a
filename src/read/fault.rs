//! Why a source, or an article in it, cannot be read.

use super::MARKUPS;
use thiserror::Error;

/// Why an article cannot be read; what it says follows the name of the source.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Not UTF-8.
    #[error("is not UTF-8: line {line}, byte {at} starts no character; {}", other(*.looks))]
    Utf8 {
        /// 1-based line.
        line: usize,
        /// 0-based byte.
        at: usize,
        /// The name of the format that the source looks like.
        looks: Option<&'static str>,
    },
    /// Too long for 32-bit offsets.
    #[error("has {len} bytes; at most {} can be checked: split it", u32::MAX)]
    Long {
        /// Its length.
        len: usize,
    },
    /// No archive.
    #[error("is no DOCX file, which is a ZIP archive: {why}; save it as DOCX, without a password")]
    NoArchive {
        /// What the archive's reader says.
        why: String,
    },
    /// A part of an archive is not there or cannot be unpacked.
    #[error("is no whole DOCX file: `{part}` in it cannot be unpacked: {why}; save it anew")]
    Part {
        /// The part's name.
        part: String,
        /// What the archive's reader says.
        why: String,
    },
    /// An archive that unpacks to more than any article has.
    #[error("unpacks to more than {} MB, which no article does: take pictures and old changes out, or split it", most / 1_000_000)]
    Bomb {
        /// The most bytes that are unpacked.
        most: u64,
    },
    /// A part of an archive is no XML.
    #[error("is no whole DOCX file: `{part}` in it is damaged at byte {at}: {why}; save it anew")]
    Xml {
        /// The part's name.
        part: String,
        /// 0-based byte of the part.
        at: u64,
        /// What is wrong.
        why: String,
    },
    /// No JSON.
    #[error("is no JSON: line {line}, column {column}: {why}")]
    Json {
        /// 1-based line.
        line: usize,
        /// 1-based byte in the line.
        column: usize,
        /// What is wrong.
        why: String,
    },
    /// A record that holds no article.
    #[error("line {line}: the record has {what}")]
    Record {
        /// 1-based line on which the record starts.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}

fn other(looks: Option<&str>) -> String {
    match looks {
        Some(format) => format!("it looks like {format}: say `--input-format {format}`"),
        None => "convert it to UTF-8".to_owned(),
    }
}

/// A name that is not that of a format of texts.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{name}` is not a format: write {}", choices())]
pub struct UnknownMarkup {
    /// The name.
    pub name: String,
}

fn choices() -> String {
    let names: Vec<String> = MARKUPS.iter().map(|markup| format!("`{}`", markup.name())).collect();
    let (last, rest) = names.split_last().map_or(("", &[][..]), |(last, rest)| (last.as_str(), rest));
    format!("{} or {last}", rest.join(", "))
}
