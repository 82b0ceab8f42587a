//! Last names alone: who has been named in full is called by the last word of the name from there on.
//!
//! That holds as long as nobody else of that name is in the article. Where it names somebody else in full, who is not
//! in the base (`James Smith`), the last name may be theirs: then nobody is meant by it who is.

use super::mention::{Candidate, Mention};
use crate::annotate::Annotated;
use crate::base::{Base, NameHit};
use crate::text::{Token, TokenKind};
use std::collections::{HashMap, HashSet};

/// A last name has at least so many letters.
const FEWEST: usize = 3;

/// The last names of people whom an article has named in full.
#[derive(Debug, Default)]
pub struct Surnames {
    /// By the hash of the word; nobody where two people share it.
    known: HashMap<u64, Option<Candidate>>,
    /// Last names that stand behind a first name which is not that of anybody in the base.
    others: HashSet<u64>,
}

impl Surnames {
    /// A name of several words that can only be somebody's: from here on the last word names the same.
    pub fn learn(&mut self, text: &Annotated<'_>, base: &Base, hit: NameHit, candidates: &[Candidate]) {
        let [who] = candidates else { return };
        let last = hit.end.saturating_sub(1);
        let Some(token) = text.tokens.get(last).filter(|_| hit.end > hit.start + 1) else { return };
        if !is_name(token) || !unknown(text, last) || !base.schema().is_personal(who.kind) {
            return;
        }
        let known = self.known.entry(token.hash).or_insert(Some(*who));
        if known.is_some_and(|known| known.entity != who.entity) {
            *known = None;
        }
    }

    /// Who is meant by the word at `at`, if it is a last name that stands alone.
    pub fn at(&mut self, text: &Annotated<'_>, base: &Base, at: usize) -> Option<Candidate> {
        let token = text.tokens.get(at).filter(|token| is_name(token))?;
        let known = self.known.get(&token.hash).copied();
        if !self.veto(text, base, at) && !follows(text, base, at) { known.flatten() } else { None }
    }

    /// Notes whether the word at `at` stands behind a first name that nobody in the base has with it.
    pub fn veto(&mut self, text: &Annotated<'_>, base: &Base, at: usize) -> bool {
        let Some(token) = text.tokens.get(at).filter(|token| is_name(token) && glued(token)) else { return false };
        let behind = at.checked_sub(1).is_some_and(|before| given(text, base, before));
        if behind {
            self.others.insert(token.hash);
        }
        behind
    }

    /// Takes back what has turned out to be a name of others: last names known from a full name, and single words that
    /// name a person where the article never names that person in full nor by a title.
    pub fn settle(&self, text: &Annotated<'_>, base: &Base, found: &mut Vec<Mention>) {
        if self.others.is_empty() {
            return;
        }
        let personal = |one: &Candidate| base.schema().is_personal(one.kind);
        let full: HashSet<_> = found
            .iter()
            .filter(|mention| mention.tokens.end > mention.tokens.start + 1)
            .flat_map(|mention| mention.candidates.iter().map(|one| one.entity))
            .collect();
        let ends: HashSet<u32> = found
            .iter()
            .filter(|mention| mention.candidates.iter().any(|one| !personal(one)))
            .map(|mention| mention.tokens.end)
            .collect();
        found.retain(|mention| {
            let single = mention.tokens.end == mention.tokens.start + 1;
            let hash = text.tokens.get(mention.tokens.start as usize).map_or(0, |token| token.hash);
            !single
                || !self.others.contains(&hash)
                || !mention.candidates.iter().all(personal)
                || (!mention.surname
                    && (mention.candidates.iter().any(|one| full.contains(&one.entity))
                        || ends.contains(&mention.tokens.start)))
        });
    }
}

/// Whether a word may be a last name.
fn is_name(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.capital() && token.span.len() as usize >= FEWEST
}

fn glued(token: &Token) -> bool {
    token.space_before() && !token.break_before()
}

/// Whether no rule knows the word.
fn unknown(text: &Annotated<'_>, at: usize) -> bool {
    text.words.get(at).is_none_or(|word| word.0 == 0)
}

/// Whether a first name of somebody may stand here: a capitalised word that neither a rule nor the base knows.
fn given(text: &Annotated<'_>, base: &Base, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.capital() && !token.all_capitals())
        && unknown(text, at)
        && base.name_at(text.walk().walk(), at).is_none()
}

/// Whether another capitalised word follows that is unknown: then it is part of some longer name.
fn follows(text: &Annotated<'_>, base: &Base, at: usize) -> bool {
    text.tokens.get(at + 1).is_some_and(glued) && given(text, base, at + 1)
}
