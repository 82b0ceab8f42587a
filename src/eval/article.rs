//! What a rule may ask of the rest of the article: how often somebody is named in it.

use crate::text::Token;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The article as expressions see it. Its words are counted once, when the first rule asks.
#[derive(Debug)]
pub struct Article<'a> {
    tokens: &'a [Token],
    capitals: OnceCell<BTreeMap<u64, u32>>,
}

impl<'a> Article<'a> {
    /// The article of these tokens.
    #[must_use]
    pub const fn new(tokens: &'a [Token]) -> Self {
        Self { tokens, capitals: OnceCell::new() }
    }

    /// How often a word stands in it with a capital, by the hash of the word.
    #[must_use]
    pub fn capitals(&self, word: u64) -> u32 {
        let counts = self.capitals.get_or_init(|| {
            let mut counts = BTreeMap::new();
            for token in self.tokens.iter().filter(|token| token.capital()) {
                *counts.entry(token.hash).or_insert(0) += 1;
            }
            counts
        });
        counts.get(&word).copied().unwrap_or(0)
    }
}
