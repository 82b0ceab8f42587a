//! Places for people: lines and columns of a source, or paragraphs and characters of a text that was taken out of one.

use crate::document::{Location, Paragraphs};
use crate::text::{LineColumn, LineIndex};
use std::sync::OnceLock;

/// The text that spans point into, and what its places are called. Lines are counted once, and only where something is
/// to be told of them.
#[derive(Debug)]
pub struct Places<'a> {
    /// The text.
    pub text: &'a str,
    paragraphs: Option<&'a Paragraphs>,
    lines: OnceLock<LineIndex>,
}

impl<'a> Places<'a> {
    /// The places of a text, in lines; in paragraphs, if it was extracted and has them.
    #[must_use]
    pub const fn new(text: &'a str, paragraphs: Option<&'a Paragraphs>) -> Self {
        Self { text, paragraphs, lines: OnceLock::new() }
    }

    /// The paragraphs of an extracted text.
    #[must_use]
    pub const fn paragraphs(&self) -> Option<&'a Paragraphs> {
        self.paragraphs
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn line(&self, at: u32) -> LineColumn {
        self.lines.get_or_init(|| LineIndex::new(self.text)).locate(self.text, at)
    }

    /// Paragraph and character of a byte offset in an extracted text.
    #[must_use]
    pub fn location(&self, at: u32) -> Option<Location> {
        Some(self.paragraphs?.locate(self.text, at))
    }
}
