//! The index of names: a word trie laid out in one open-addressing table.
//!
//! Each key is the chained hash of the first few words of a name; the slot says which names end there
//! and whether longer ones go on. Hyphens are not part of keys. A hit is verified against the name
//! itself, so that a collision of hashes can never link anything.

use super::image::{Base, NameRecord, NameSlot};
use super::model::{Model, NameSort};
use crate::calendar::Days;
use crate::text::{Span, TokenKind, Walk, fold, tokenize};
use std::collections::BTreeMap;

/// The finished tables of an index.
#[derive(Debug, Default)]
pub struct NameTables {
    /// The trie; a power of two in length, at most half full.
    pub slots: Vec<NameSlot>,
    /// The names, those of one key side by side.
    pub records: Vec<NameRecord>,
}

/// The words of a name as keys, with the case that each must have.
#[derive(Debug, PartialEq, Eq)]
pub struct NameKey {
    /// Folded words joined by single spaces.
    pub folded: String,
    /// Hash of each word.
    pub hashes: Vec<u64>,
    /// Bit n: word n starts with a capital.
    pub capitals: u32,
    /// Bit n: word n is all capitals, and longer than one letter.
    pub shouted: u32,
}

impl NameKey {
    /// The key of a name; `common` names have no case.
    #[must_use]
    pub fn new(name: &str, common: bool) -> Self {
        let mut key = Self { folded: String::new(), hashes: Vec::new(), capitals: 0, shouted: 0 };
        for token in tokenize(name) {
            let word = token.span.of(name);
            if token.kind == TokenKind::Mark && matches!(word, "-" | "‐" | "‑" | "–") {
                continue;
            }
            if !key.folded.is_empty() {
                key.folded.push(' ');
            }
            key.folded.push_str(&fold::fold(word));
            let bit = 1_u32.checked_shl(u32::try_from(key.hashes.len()).unwrap_or(u32::MAX)).unwrap_or(0);
            if token.capital() && !common {
                key.capitals |= bit;
                if token.all_capitals() && word.chars().filter(|c| c.is_alphabetic()).count() > 1 {
                    key.shouted |= bit;
                }
            }
            key.hashes.push(token.hash);
        }
        key
    }
}

/// Builds the tables. `text` stores a string in the image and gives its place.
pub fn build(model: &Model, mut text: impl FnMut(&str) -> Span) -> NameTables {
    let mut by_key: BTreeMap<u64, (bool, Vec<NameRecord>)> = BTreeMap::new();
    for name in &model.names {
        let common = model
            .entities
            .get(name.entity.index())
            .and_then(|entity| model.schema.kinds.get(entity.kind.index()))
            .is_some_and(|kind| kind.common);
        let key = NameKey::new(&name.text, common);
        let Some((_, head)) = key.hashes.split_last() else { continue };
        let mut state = 0;
        for &hash in head {
            state = fold::chain(state, hash);
            by_key.entry(state).or_default().0 = true;
        }
        state = fold::chain(state, key.hashes[head.len()]);
        let (folded, written) = (text(&key.folded), text(&name.text));
        by_key.entry(state).or_default().1.push(NameRecord {
            folded: folded.start,
            folded_len: folded.len(),
            text: written.start,
            text_len: written.len(),
            entity: name.entity.0,
            capitals: key.capitals,
            shouted: key.shouted,
            first: name.used.first.0,
            last: name.used.last.0,
            sort: u32::from(name.sort as u8),
        });
    }
    let size = (by_key.len() * 2 + 2).next_power_of_two();
    let mut tables = NameTables { slots: vec![NameSlot::default(); size], records: Vec::new() };
    for (key, (more, records)) in by_key {
        let first = u32::try_from(tables.records.len()).unwrap_or(u32::MAX);
        let count = u16::try_from(records.len()).unwrap_or(u16::MAX);
        tables.records.extend(records);
        let mut at = slot(key, size);
        while tables.slots[at].key != 0 {
            at = (at + 1) & (size - 1);
        }
        tables.slots[at] = NameSlot { key, first, count, more: u16::from(more) };
    }
    tables
}

fn slot(key: u64, size: usize) -> usize {
    usize::try_from(key >> 9).unwrap_or(0) & (size - 1)
}

/// A name found in a text: all the entities that it may mean.
#[derive(Debug, Clone, Copy)]
pub struct NameHit<'a> {
    /// Just past its last token.
    pub end: usize,
    /// The names with these words; each with its entity.
    pub records: &'a [NameRecord],
}

impl NameRecord {
    /// How the name names.
    #[must_use]
    pub fn name_sort(&self) -> NameSort {
        NameSort::from_u8(u8::try_from(self.sort).unwrap_or(1))
    }

    /// When the name is used.
    #[must_use]
    pub fn used(&self) -> Days {
        Days { first: crate::calendar::Day(self.first), last: crate::calendar::Day(self.last) }
    }
}

impl Base {
    /// The longest name that starts at token `at`, with at least one record whose case agrees.
    #[must_use]
    pub fn name_at<'a>(&'a self, text: Walk<'_>, at: usize) -> Option<NameHit<'a>> {
        let slots = self.name_slots();
        let size = slots.len();
        if !size.is_power_of_two() {
            return None;
        }
        let mut state = 0;
        let mut next = at;
        let mut best = None;
        let mut words = Vec::new();
        loop {
            let token = text.tokens.get(next)?;
            state = fold::chain(state, token.hash);
            let Some(found) = probe(slots, size, state) else { break };
            words.push(next);
            if found.count > 0
                && let Some(records) =
                    self.name_records().get(found.first as usize..found.first as usize + usize::from(found.count))
                && records.iter().any(|record| self.agrees(record, text, &words))
            {
                best = Some(NameHit { end: next + 1, records });
            }
            if found.more == 0 {
                break;
            }
            next = text.next(next);
            if next >= text.tokens.len() || text.tokens[next].break_before() {
                break;
            }
        }
        best
    }

    /// Whether the tokens are the record's words, in a case that names it.
    #[must_use]
    pub fn agrees(&self, record: &NameRecord, text: Walk<'_>, words: &[usize]) -> bool {
        let folded = self.text(record.folded, record.folded_len);
        let mut parts = folded.split(' ');
        for (index, &at) in words.iter().enumerate() {
            let (Some(token), Some(part)) = (text.tokens.get(at), parts.next()) else { return false };
            let bit = 1_u32.checked_shl(u32::try_from(index).unwrap_or(u32::MAX)).unwrap_or(0);
            if (record.capitals & bit != 0 && !token.capital()) || (record.shouted & bit != 0 && !token.all_capitals())
            {
                return false;
            }
            let word = token.span.of(text.text);
            let same = if word.is_ascii() { word.eq_ignore_ascii_case(part) } else { fold::fold(word) == part };
            if !same {
                return false;
            }
        }
        parts.next().is_none()
    }
}

fn probe(slots: &[NameSlot], size: usize, key: u64) -> Option<&NameSlot> {
    let mut at = slot(key, size);
    for _ in 0..size {
        let found = slots.get(at)?;
        if found.key == key {
            return Some(found);
        }
        if found.key == 0 {
            return None;
        }
        at = (at + 1) & (size - 1);
    }
    None
}
