//! Words that change what is said, with the words that they reach.

use crate::annotate::Range;

/// Some words, what they do, and how far they reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scoped<K> {
    /// The words.
    pub words: Range,
    /// What they do.
    pub kind: K,
    /// The tokens that they reach.
    pub scope: Range,
}

impl<K> Scoped<K> {
    /// Whether it reaches one of the tokens.
    #[must_use]
    pub const fn reaches(&self, tokens: Range) -> bool {
        self.scope.start < tokens.end && tokens.start < self.scope.end
    }
}

/// Those of some marks, by start, that reach one of the tokens; at most `most` of them, so that a claim never costs
/// more than its sentence. None is looked for before `from`.
pub fn reaching<K: Copy>(marks: &[Scoped<K>], from: u32, tokens: Range, most: usize) -> Vec<Scoped<K>> {
    let first = marks.partition_point(|mark| mark.words.start < from);
    let last = marks.partition_point(|mark| mark.words.start < tokens.end);
    let near = marks.get(first..last).unwrap_or(&[]);
    near.iter().rev().take(NEAR).filter(|mark| mark.reaches(tokens)).take(most).copied().collect()
}

/// So many marks are looked at before a claim: no clause of people has more.
const NEAR: usize = 64;
