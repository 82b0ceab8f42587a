//! The tense of a clause, as a row of the table of windows.

use super::classes::Reader;
use super::clause::first_word;
use super::window::Row;
use crate::annotate::Range;
use crate::text::{TokenKind, source::offset};

/// A tense and the words that show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tense {
    /// The row.
    pub row: Row,
    /// The words; none where the clause has no verb that is seen.
    pub words: Option<Range>,
}

/// The tense of the first verb of the tokens; the present where none is seen.
#[must_use]
pub fn tense(reader: &Reader<'_>, tokens: Range) -> Tense {
    let first = first_word(reader, tokens);
    let found = (tokens.start as usize..tokens.end as usize).find_map(|at| verb(reader, first, at));
    found.map_or(Tense { row: Row::Present, words: None }, |(row, words)| Tense { row, words: Some(words) })
}

fn verb(reader: &Reader<'_>, first: usize, at: usize) -> Option<(Row, Range)> {
    let classes = &reader.classes;
    let token = reader.token(at)?;
    if token.kind != TokenKind::Word || (token.capital() && at != first) {
        return None;
    }
    let one = Range::new(offset(at), offset(at + 1));
    // Adverbs and negations may stand between the auxiliary and what it goes with.
    let after = |at: usize| {
        let passed = |next: usize| reader.word(next).ends_with("ly") || reader.is(classes.negation, next);
        (at + 1..at + 3).find(|&next| !passed(next)).unwrap_or(at + 1)
    };
    let plan = |next: usize| {
        (reader.word(next) == "to" || reader.is(classes.planned, next)).then(|| Range::new(one.start, offset(next + 1)))
    };
    let next = after(at);
    if reader.is(classes.future, at) {
        return Some((Row::Future, one));
    }
    // `has been due`, `had been scheduled`: a plan, too.
    let been = (matches!(reader.word(next), "been")).then(|| after(next)).and_then(plan);
    if reader.is(classes.have, at) {
        return Some(been.map_or((Row::Perfect, one), |words| (Row::Future, words)));
    }
    if reader.is(classes.present, at) {
        return Some(plan(next).map_or((Row::Present, one), |words| (Row::Future, words)));
    }
    if reader.is(classes.past, at) {
        return Some(plan(next).map_or((Row::Past, one), |words| (Row::WasToBe, words)));
    }
    if reader.is(classes.had, at) {
        return Some(been.map_or((Row::Past, one), |words| (Row::WasToBe, words)));
    }
    let word = reader.word(at);
    let past = reader.is(classes.past_form, at) || (word.len() > 3 && word.ends_with("ed"));
    if let Some(count) = reader.starts(classes.planning, at).filter(|_| !word.ends_with("ing")) {
        let row = if past { Row::WasToBe } else { Row::Future };
        return Some((row, Range::new(one.start, offset(at + count))));
    }
    if past && reader.is(classes.reporting, at) {
        return Some((Row::Reported, one));
    }
    if past && reader.verb_like(at) {
        return Some((Row::Past, one));
    }
    reader.is(classes.modal, at).then_some((Row::Present, one))
}
