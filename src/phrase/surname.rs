//! Last names that stand alone for somebody whom the article has named in full before, where a pattern asks for one.
//!
//! A last name that the article also gives to somebody whom the base does not hold names nobody.

use super::board::Board;
use crate::annotate::Range;
use crate::base::{Base, EntityId};
use crate::text::{TokenKind, fold, source::offset};
use std::collections::BTreeMap;

/// Last names have at least so many letters; what is shorter is a suffix or an initial.
const SHORTEST: usize = 3;

/// Who bears the last names of an article.
#[derive(Debug, Default)]
pub struct Surnames {
    bearers: BTreeMap<String, Bearers>,
}

/// Who bears one last name.
#[derive(Debug, Default)]
struct Bearers {
    /// People of the base, with the token at which each is named in full first.
    known: Vec<(EntityId, u32)>,
    /// Whether somebody else is named in full, too.
    stranger: bool,
}

impl Surnames {
    /// Gathers the last names of all who are named in full.
    #[must_use]
    pub fn gather(board: &Board<'_>, base: &Base) -> Self {
        let mut found = Self::default();
        let schema = base.schema();
        let mut covered = vec![false; board.text.tokens.len()];
        for mention in board.mentions {
            let people: Vec<EntityId> = mention
                .candidates
                .iter()
                .map(|candidate| candidate.entity)
                .filter(|&entity| schema.is_personal(base.kind_of(entity)))
                .collect();
            let last = (mention.tokens.start..mention.tokens.end).rev().find(|&at| board.last_name(at));
            let Some(last) = last.and_then(|last| board.whole_surname(last)) else { continue };
            if people.is_empty() || last.start <= mention.tokens.start {
                continue;
            }
            for at in mention.tokens.start..mention.tokens.end {
                if let Some(covered) = covered.get_mut(at as usize) {
                    *covered = true;
                }
            }
            let bearers = found.bearers.entry(board.folded(last)).or_default();
            for person in people {
                if !bearers.known.iter().any(|(known, _)| *known == person) {
                    bearers.known.push((person, mention.tokens.start));
                }
            }
        }
        // Whoever else bears one of these names in full.
        for at in 0..offset(board.text.tokens.len()) {
            if covered.get(at as usize) == Some(&false)
                && board.last_name(at)
                && board.named_before(at)
                && let Some(whole) = board.whole_surname(at)
                && let Some(bearers) = found.bearers.get_mut(&board.folded(whole))
            {
                bearers.stranger = true;
            }
        }
        found
    }

    /// Whom a last name means that stands alone at these tokens.
    fn of(&self, name: &str, at: u32) -> Vec<EntityId> {
        let Some(bearers) = self.bearers.get(name).filter(|bearers| !bearers.stranger) else { return Vec::new() };
        bearers.known.iter().filter(|(_, named)| *named < at).map(|(person, _)| *person).collect()
    }
}

impl Board<'_> {
    /// Whether a token may be a last name, or the last part of one.
    fn last_name(&self, at: u32) -> bool {
        self.text.tokens.get(at as usize).is_some_and(|token| {
            token.kind == TokenKind::Word
                && token.capital()
                && !token.all_capitals()
                && token.span.len() >= offset(SHORTEST)
        })
    }

    /// A last name with all its parts: `Ocasio-Cortez`.
    fn whole_surname(&self, at: u32) -> Option<Range> {
        let walk = self.text.walk();
        let (mut start, mut end) = (at, at + 1);
        while start >= 2 && walk.is_joint(start as usize - 1) && self.last_name(start - 2) {
            start -= 2;
        }
        while walk.is_joint(end as usize) && self.last_name(end + 1) {
            end += 2;
        }
        self.last_name(start).then_some(Range::new(start, end))
    }

    /// Whether a first name stands right before the token: a capitalised word that no rule and no list knows, or an initial.
    fn named_before(&self, at: u32) -> bool {
        let tokens = &self.text.tokens;
        let glued =
            |at: u32| tokens.get(at as usize).is_some_and(|token| token.space_before() && !token.break_before());
        let Some(before) = at.checked_sub(1).filter(|_| glued(at)) else { return false };
        let unknown = |at: u32| self.text.words.get(at as usize).is_none_or(|word| word.0 == 0);
        let starts = self.text.sentences.binary_search_by_key(&before, |sentence| sentence.start).is_ok();
        match tokens.get(before as usize) {
            Some(token) if token.kind == TokenKind::Word => token.capital() && unknown(before) && !starts,
            // `John F. Ryan`
            Some(token) if token.kind == TokenKind::Mark && !token.space_before() => before
                .checked_sub(1)
                .and_then(|initial| tokens.get(initial as usize))
                .is_some_and(|initial| initial.capital() && initial.span.len() == 1),
            _ => false,
        }
    }

    fn folded(&self, tokens: Range) -> String {
        fold::fold(tokens.span(&self.text.tokens).of(&self.text.document.text))
    }

    /// The last name that stands alone at a token, to the left or to the right of a position, and whom it means.
    #[must_use]
    pub fn surname(&self, at: u32, base: &Base) -> Option<(Range, Vec<EntityId>)> {
        let whole = self.last_name(at).then(|| self.whole_surname(at)).flatten()?;
        let tokens = &self.text.tokens;
        let behind = tokens.get(whole.end as usize).is_some_and(|token| {
            token.kind == TokenKind::Word && token.capital() && token.space_before() && !token.break_before()
        });
        if behind || self.named_before(whole.start) {
            return None;
        }
        let people = self.surnames(base).of(&self.folded(whole), whole.start);
        (!people.is_empty()).then_some((whole, people))
    }
}
