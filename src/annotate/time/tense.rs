//! The direction of a time without a year: from the tense of its clause.

use super::Reader;
use crate::text::TokenKind;

/// Which way a time lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// How far a cue may be.
pub(super) const REACH: usize = 20;
/// How far the verb may be that a date stands beside.
pub(super) const NEAR: usize = 3;

impl Reader<'_> {
    /// The tense nearest before the token in its sentence, or else the first after it.
    pub(super) fn direction(&self, at: usize) -> Direction {
        self.direction_within(at, REACH)
    }

    /// The same within so many tokens; near ones are looked for before the time only.
    pub(super) fn direction_within(&self, at: usize, reach: usize) -> Direction {
        let mut from = at;
        while from > 0 && at - from < reach && !self.c.sentence_starts(from) {
            from -= 1;
            if let Some(direction) = self.cue(from) {
                return direction;
            }
        }
        if reach < REACH {
            return Direction::Unknown;
        }
        for next in at + 1..(at + REACH).min(self.c.len()) {
            if self.c.sentence_starts(next) {
                break;
            }
            if let Some(direction) = self.cue(next) {
                return direction;
            }
        }
        Direction::Unknown
    }

    /// Whether the clause before the token tells a plan.
    pub(super) fn planned(&self, at: usize) -> bool {
        self.direction_within(at, REACH - 1) == Direction::Future
    }

    fn cue(&self, at: usize) -> Option<Direction> {
        if self.c.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        if self.c.is(at, self.v.future) && !self.c.capital(at) {
            // `had been scheduled to expire Friday` looks ahead from the past.
            let before = self.c.has_before(at, self.v.plan_past);
            return Some(if before { Direction::Past } else { Direction::Future });
        }
        if self.c.is(at, self.v.past) {
            return Some(Direction::Past);
        }
        let word = self.c.text(at);
        (word.len() > 4 && word.ends_with("ed")).then_some(Direction::Past)
    }
}
