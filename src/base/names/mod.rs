//! The index of names: a word trie laid out in one open-addressing table, used straight from the image.
//!
//! Each key is the chained hash of the first few words of a name; its slot says which names end there and
//! whether longer ones go on. A small filter by first words comes before the table, so that most words of a text
//! touch nothing else. Hyphens are not part of keys. The table keeps parts of hashes only: a hit is verified
//! against the letters of the name itself, so that a collision can never link anything.

mod build;
mod find;

pub use build::{NameTables, build};
pub use find::{Name, NameHit};

use crate::text::{TokenKind, fold, tokenize};

/// Bit 31 of a slot: longer names go on.
const MORE: u32 = 1 << 31;
/// A name's sort.
const SORT: u16 = 3;
/// The last of those with the same words.
const LAST: u16 = 4;
/// Found in any case.
const ANY_CASE: u16 = 8;
/// Has a time of use.
const DATED: u16 = 16;

/// The words of a name as keys.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct NameKey {
    /// Folded words joined by single spaces.
    pub folded: String,
    /// Hash of each word.
    pub hashes: Vec<u64>,
    /// Whether the first word starts with a capital.
    pub capital: bool,
    /// Whether any word does.
    pub capitals: bool,
}

impl NameKey {
    /// The key of a name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut key = Self::default();
        for token in tokenize(name) {
            let word = token.span.of(name);
            if token.kind == TokenKind::Mark && hyphen(word) {
                continue;
            }
            if key.hashes.is_empty() {
                key.capital = token.capital();
            } else {
                key.folded.push(' ');
            }
            key.folded.push_str(&fold::fold(word));
            key.capitals |= token.capital();
            key.hashes.push(token.hash);
        }
        key
    }

    /// The chained hashes of its first word, its first two, and so on.
    pub fn states(&self) -> impl Iterator<Item = u64> + '_ {
        self.hashes.iter().scan(0, |state, &hash| {
            *state = fold::chain(*state, hash);
            Some(*state)
        })
    }
}

/// Whether a mark is passed over in names.
fn hyphen(mark: &str) -> bool {
    matches!(mark, "-" | "‐" | "‑" | "–")
}

/// Bits of the filter for a first word, and the word of the filter in which they are.
fn filter_bits(word: u64, any_case: bool, words: usize) -> (usize, u64) {
    let hash = fold::chain(word, if any_case { 2 } else { 1 });
    let bit = |shift: u32| 1_u64 << (hash >> shift & 63);
    (super::image::slots::home(hash, words), bit(0) | bit(6) | bit(12) | bit(18))
}
