//! Near misses: capitalised words that no name has, one slip away from a name.
//!
//! A name of one word, and a name that is not a person's, has to be long. A person's name may be short, for
//! its other words are right; but many people have names that are close to those of others. So a slip in it
//! needs [evidence](Evidence): the right name elsewhere in the article, a title before it, a rare name.

use super::evidence::Evidence;
use super::mention::Mention;
use super::mixed::Mixed;
use super::run::{self, Run};
use crate::annotate::{Annotated, Range};
use crate::base::near::{self, MOST};
use crate::base::{Base, EntityId, Name, NameSort};
use crate::rules::Lexicon;
use crate::text::{fold, source::offset};
use std::collections::BTreeMap;

/// A word or two that are one slip away from a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelling {
    /// The tokens as written.
    pub tokens: Range,
    /// The name as the base spells it.
    pub right: String,
    /// Whose name it is.
    pub entity: EntityId,
}

/// A form that stands in the article as often as this is what its author means to write.
const MEANT: usize = 3;

/// All near misses of names outside the mentions.
#[must_use]
pub fn misspellings(text: &Annotated<'_>, mentions: &[Mention], base: &Base, lexicon: &Lexicon) -> Vec<Misspelling> {
    let finder = Finder { text, base, evidence: Evidence::new(text, mentions, base, lexicon) };
    let mixed = Mixed::new(text, base, lexicon);
    let mut found: Vec<Misspelling> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut free = vec![true; text.tokens.len()];
    for mention in mentions {
        // One word of a name may well name something else: `Paris Hylton`.
        let long = mention.tokens.end - mention.tokens.start > 1;
        for at in mention.tokens.start..mention.tokens.end {
            if let Some(free) = free.get_mut(at as usize) {
                *free &= !long;
            }
        }
    }
    let mut at = 0;
    while at < text.tokens.len() {
        if !finder.capital(at) {
            at += 1;
            continue;
        }
        let slip = || finder.several(at, &free).or_else(|| finder.single(at, mentions));
        let miss = if free[at] { slip() } else { None };
        let miss = miss.or_else(|| mixed.at(at, &finder.evidence));
        at += 1;
        if let Some(miss) = miss {
            at = miss.tokens.end as usize;
            *seen.entry(finder.folded(miss.tokens)).or_default() += 1;
            found.push(miss);
        }
    }
    found.retain(|miss| seen.get(&finder.folded(miss.tokens)).is_none_or(|count| *count < MEANT));
    found
}

/// What near misses are found in.
struct Finder<'a> {
    text: &'a Annotated<'a>,
    base: &'a Base,
    evidence: Evidence<'a>,
}

impl<'a> Finder<'a> {
    fn word(&self, at: usize) -> &'a str {
        run::word(self.text, at)
    }

    fn capital(&self, at: usize) -> bool {
        run::capital(self.text, at)
    }

    fn folded(&self, tokens: Range) -> String {
        let words = (tokens.start..tokens.end).map(|at| fold::fold(self.word(at as usize)));
        words.collect::<Vec<_>>().join(" ")
    }

    /// A name of several words that starts here, with a slip in one of them; the longest.
    fn several(&self, at: usize, free: &[bool]) -> Option<Misspelling> {
        let walk = self.text.walk();
        let Run { hashes, words, places, count } = Run::<MOST>::read(self.text, at, true, |at| free[at]);
        (2..=count).rev().filter(|&count| self.capital(places[count - 1])).find_map(|count| {
            let tokens = Range::new(offset(at), offset(places[count - 1] + 1));
            let near = self.base.near_words(&hashes[..count], &words[..count]);
            let near: Vec<_> = near.into_iter().filter(|(name, _)| name.sort != NameSort::Demonym).collect();
            let (first, slipped) = near.first()?;
            let same = near.iter().all(|(name, at)| name.entity == first.entity && at == slipped);
            // `Jean-Marie Hentzau` does not begin at `Marie`.
            let whole = at == 0 || !walk.walk().is_joint(at - 1);
            let sound = same && whole && self.convinces(tokens, first, *slipped, places[*slipped]);
            sound.then(|| Misspelling { tokens, right: first.text.to_owned(), entity: first.entity })
        })
    }

    /// Whether the words are a slip of the name and not another name.
    fn convinces(&self, tokens: Range, name: &Name<'_>, slipped: usize, place: usize) -> bool {
        let written = self.folded(tokens);
        if self.base.has_name(tokens.span(&self.text.tokens).of(&self.text.document.text)) {
            return false;
        }
        let key = crate::base::names::NameKey::new(name.text);
        let right = key.folded.split(' ').nth(slipped).unwrap_or_default();
        if self.evidence.same_name(self.word(place), right) {
            return false;
        }
        if self.base.schema().is_personal(self.base.kind_of(name.entity)) {
            let goes_on = self.capital_unknown(tokens.end as usize)
                && !key.folded.split(' ').any(|word| word == fold::fold(self.word(tokens.end as usize)));
            self.evidence.convinces(tokens, name, &key, slipped, place, goes_on)
        } else {
            near::slip(&without_hyphens(&written), &key.folded)
        }
    }

    /// A long name of one word, that stands here with a slip.
    fn single(&self, at: usize, mentions: &[Mention]) -> Option<Misspelling> {
        let word = self.word(at);
        // A capitalised word of the language is no slip; `HillaryClinton` is a tag, not a slip.
        let known = self.text.words.get(at).is_some_and(|word| word.0 != 0);
        if word.len() + 1 < near::SHORTEST || known || camel(word) || self.in_longer_name(at) {
            return None;
        }
        let named = mentions.partition_point(|mention| mention.tokens.end as usize <= at);
        if mentions.get(named).is_some_and(|mention| mention.tokens.start as usize <= at) {
            return None;
        }
        let written = fold::fold(word);
        // `South Koreas` is no slip of `South Korean`: what belongs to a place has many forms.
        let names: Vec<_> =
            self.base.near_names(&written).into_iter().filter(|name| name.sort != NameSort::Demonym).collect();
        let name = names.first().filter(|first| names.iter().all(|name| name.entity == first.entity))?;
        let other = self.base.has_name(&written) || self.evidence.same_name(word, &fold::fold(name.text));
        let hash = self.text.tokens.get(at).map(|token| token.hash);
        // Somebody's name, of whom the article goes on to speak by it alone.
        let somebody = |at: usize| self.text.tokens.get(at).map(|token| token.hash) == hash && self.in_longer_name(at);
        let tokens = Range::new(offset(at), offset(at + 1));
        (!other && !(0..self.text.tokens.len()).any(somebody)).then(|| Misspelling {
            tokens,
            right: name.text.to_owned(),
            entity: name.entity,
        })
    }

    /// Whether a name that the base does not know goes on here.
    fn capital_unknown(&self, at: usize) -> bool {
        let glued = self.text.tokens.get(at).is_some_and(|token| token.space_before() && !token.break_before());
        glued && self.capital(at) && self.text.words.get(at).is_none_or(|word| word.0 == 0)
    }

    /// Whether a word is part of a longer name: `Nelson Lichtenstein`.
    fn in_longer_name(&self, at: usize) -> bool {
        let glued = self.text.tokens.get(at).is_some_and(|token| token.space_before() && !token.break_before());
        let starts = |at: usize| self.text.sentences.binary_search_by_key(&at, |one| one.start as usize).is_ok();
        let walk = self.text.walk().walk();
        let known = |at: usize| self.base.name_at(walk, at).is_some();
        let before = at > 0
            && glued
            && self.capital(at - 1)
            && self.text.words.get(at - 1).is_none_or(|word| word.0 == 0)
            && !starts(at - 1)
            && !known(at - 1);
        before || (self.capital_unknown(at + 1) && !known(at + 1))
    }
}

/// Hyphens between words are no words.
fn without_hyphens(folded: &str) -> String {
    folded.split(' ').filter(|word| !matches!(*word, "-" | "‐" | "‑" | "–")).collect::<Vec<_>>().join(" ")
}

/// Whether a small letter is followed by a capital.
fn camel(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}
