//! Comments of articles that speak to this program: `<!-- factlint: … -->`, in plain text `[factlint: …]`.

use crate::text::{Span, source::offset};

/// The word that they begin with.
pub const MARK: &str = "factlint:";

/// Whether a source can have any.
#[must_use]
pub fn any(source: &str) -> bool {
    memchr::memmem::find(source.as_bytes(), MARK.as_bytes()).is_some()
}

/// Where text between two marks stands within a part of the source, with the marks, if it begins with the word.
#[must_use]
pub fn between(source: &str, part: Span, open: &str, close: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = part.start as usize;
    let end = (part.end as usize).min(source.len());
    while let Some(start) = source.get(at..end).and_then(|rest| rest.find(open)).map(|start| at + start) {
        let inside = start + open.len();
        let Some(len) = source.get(inside..end).and_then(|rest| rest.find(close)) else { break };
        if source.get(inside..inside + len).is_some_and(|text| text.trim_start().starts_with(MARK)) {
            found.push(Span::new(offset(start), offset(inside + len + close.len())));
        }
        at = inside + len + close.len();
    }
    found
}

/// What a comment says behind the word.
#[must_use]
pub fn words(comment: &str) -> &str {
    let inside = comment.trim_start_matches("<!--").trim_end_matches("-->");
    let inside = inside.trim().trim_start_matches('[').trim_end_matches(']');
    inside.trim().strip_prefix(MARK).unwrap_or(inside).trim()
}
