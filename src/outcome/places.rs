//! Places for people: lines and columns of a source, or paragraphs and characters of a text that was taken out of one.

use crate::document::{Location, Paragraphs};
use crate::text::{LineColumn, LineIndex};
use std::sync::OnceLock;

/// The text of a file. Its lines are counted once, however many articles it holds, and only where something is to be
/// told of them.
#[derive(Debug, Default)]
pub struct FileText {
    text: String,
    /// The bytes of a file that is no text.
    bytes: Vec<u8>,
    lines: OnceLock<LineIndex>,
}

impl FileText {
    /// A text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self { text, bytes: Vec::new(), lines: OnceLock::new() }
    }

    /// Any file.
    #[must_use]
    pub fn of_bytes(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(text),
            Err(other) => Self { bytes: other.into_bytes(), ..Self::default() },
        }
    }

    /// The bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        if self.bytes.is_empty() { self.text.as_bytes() } else { &self.bytes }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl PartialEq for FileText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.bytes == other.bytes
    }
}

/// The text that spans point into, and what its places are called.
#[derive(Debug)]
pub struct Places<'a> {
    /// The text.
    pub text: &'a str,
    paragraphs: Option<&'a Paragraphs>,
    lines: Lines<'a>,
}

/// The lines of a text, counted here or with the file.
#[derive(Debug)]
enum Lines<'a> {
    Own(OnceLock<LineIndex>),
    Shared(&'a OnceLock<LineIndex>),
}

impl<'a> Places<'a> {
    /// The places of a text, in lines; in paragraphs, if it was extracted and has them.
    #[must_use]
    pub const fn new(text: &'a str, paragraphs: Option<&'a Paragraphs>) -> Self {
        Self { text, paragraphs, lines: Lines::Own(OnceLock::new()) }
    }

    /// The places of a file.
    #[must_use]
    pub fn of(file: &'a FileText) -> Self {
        Self { text: &file.text, paragraphs: None, lines: Lines::Shared(&file.lines) }
    }

    /// The paragraphs of an extracted text.
    #[must_use]
    pub const fn paragraphs(&self) -> Option<&'a Paragraphs> {
        self.paragraphs
    }

    /// The lines, which are counted now if they were not before.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        match &self.lines {
            Lines::Own(lines) => lines.get_or_init(|| LineIndex::new(self.text)),
            Lines::Shared(lines) => lines.get_or_init(|| LineIndex::new(self.text)),
        }
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn line(&self, at: u32) -> LineColumn {
        self.lines().locate(self.text, at)
    }

    /// Paragraph and character of a byte offset in an extracted text.
    #[must_use]
    pub fn location(&self, at: u32) -> Option<Location> {
        Some(self.paragraphs?.locate(self.text, at))
    }
}
