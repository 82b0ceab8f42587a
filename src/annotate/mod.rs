//! Standoff marks on a document's text: sentences, numbers, times, quotations, mentions, clauses.
//!
//! Annotators see tokens and the lexicon, never a format and never the rules. Each recogniser is one
//! file with one entry point; all of them run in one fixed order, so that the same text always has
//! the same notes.

mod age;
pub mod annotated;
mod cardinal;
pub mod classes;
#[cfg(test)]
pub(crate) mod fixture;
mod fraction;
mod measure;
mod money;
mod multiple;
pub mod note;
mod number;
mod numeral;
mod ordinal;
mod period;
mod position;
pub mod quotation;
mod scan;
mod sentence;
mod share;
mod time;
pub mod tolerance;
mod vague;
mod vote;
mod weekday;

pub use annotated::{Annotated, annotate};
pub use classes::{Classes, MissingClasses};
pub use note::{Amount, Content, Measure, Note, Part, Position, TimeBasis, TimeNote, Timex, TimexKind, Vote};
pub use quotation::Quotation;

use crate::text::Span;

/// A half-open range of token numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// First token.
    pub start: u32,
    /// Just past the last token.
    pub end: u32,
}

impl Range {
    /// A range of tokens.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Whether the token is in it.
    #[must_use]
    pub const fn contains(self, token: u32) -> bool {
        self.start <= token && token < self.end
    }

    /// The bytes from the first token's start to the last token's end.
    #[must_use]
    pub fn span(self, tokens: &[crate::text::Token]) -> Span {
        let first = tokens.get(self.start as usize);
        let last = self.end.checked_sub(1).and_then(|at| tokens.get(at as usize));
        match (first, last) {
            (Some(first), Some(last)) if self.start < self.end => first.span.hull(last.span),
            (Some(first), _) => Span::new(first.span.start, first.span.start),
            _ => Span::default(),
        }
    }
}
