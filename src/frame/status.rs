//! How somebody holds an office: `former`, `acting`, `-elect`. The scope is the noun and name that it goes with.

use super::classes::Reader;
use super::scope::Scoped;
use crate::annotate::Range;
use crate::text::{TokenKind, source::offset};

/// A way of holding an office, or of not holding it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Held before.
    Former,
    /// Held at the time that is told.
    Then,
    /// Held for another.
    Acting,
    /// To be held.
    Incoming,
    /// About to be given up.
    Outgoing,
    /// Wished for, or claimed.
    WouldBe,
    /// Held by somebody who has died.
    Late,
}

impl Status {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Former => "former",
            Self::Then => "then",
            Self::Acting => "acting",
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
            Self::WouldBe => "would-be",
            Self::Late => "late",
        }
    }

    fn of(value: &str) -> Option<Self> {
        Some(match value {
            "former" => Self::Former,
            "then" => Self::Then,
            "acting" => Self::Acting,
            "incoming" => Self::Incoming,
            "outgoing" => Self::Outgoing,
            "would-be" => Self::WouldBe,
            "late" => Self::Late,
            _ => return None,
        })
    }
}

/// The words of status in a sentence, by start.
#[must_use]
pub fn statuses(reader: &Reader<'_>, sentence: Range) -> Vec<Scoped<Status>> {
    let end = sentence.end as usize;
    let mut found: Vec<Scoped<Status>> = Vec::new();
    let mut at = sentence.start as usize;
    while at < end {
        let entry = reader.entry(reader.classes.status, at);
        let Some((count, kind)) = entry.and_then(|(count, value)| Some((count, Status::of(value)?))) else {
            at += 1;
            continue;
        };
        let behind = behind(reader, sentence, at);
        let fits = match behind {
            Some(_) => true,
            None => leads(reader, at, count, kind, end),
        };
        if fits {
            let words = Range::new(offset(at), offset((at + count).min(end)));
            let stop = noun_end(reader, at + count, end);
            found.push(Scoped { words, kind, scope: Range::new(offset(behind.unwrap_or(at)), offset(stop)) });
        }
        at += count;
    }
    found
}

/// `president-elect`: the start of the noun before it.
fn behind(reader: &Reader<'_>, sentence: Range, at: usize) -> Option<usize> {
    if !reader.is(reader.classes.status_after, at) {
        return None;
    }
    let start = sentence.start as usize;
    let mut first = at;
    while first > start && at - first < NOUN {
        let before = first - 1;
        let joint = reader.text.walk().is_joint(before);
        if !joint && (!reader.is_word(before) || reader.is(reader.classes.function, before) || reader.finite(before)) {
            break;
        }
        first = before;
    }
    (first < at).then_some(first)
}

/// Whether a noun or name that can be held follows, and the word is no other: `late on Monday`, `and then`.
fn leads(reader: &Reader<'_>, at: usize, count: usize, kind: Status, end: usize) -> bool {
    let walk = reader.text.walk();
    let joint = walk.is_joint(at + count);
    let next = at + count + usize::from(joint);
    let noun = next < end
        && reader.is_word(next)
        && !reader.is(reader.classes.function, next)
        && !reader.finite(next)
        && reader.time(next).is_none();
    if !noun {
        return false;
    }
    let led = at.checked_sub(1).is_some_and(|before| {
        reader.is(reader.classes.determiner, before)
            || reader.token(before).is_some_and(|token| token.kind == TokenKind::Possessive)
    });
    match kind {
        Status::Then => joint || led,
        Status::Late => led && reader.capital(next),
        Status::WouldBe => joint || count == 1 || walk.is_joint(at + 1),
        // A word of two letters is one only where it is joined: `ex-president`.
        Status::Former => joint || reader.word(at).len() > 2,
        Status::Acting | Status::Incoming | Status::Outgoing => true,
    }
}

/// Whether a word ends a name rather than a noun: a capitalised one that no rule knows.
fn names(reader: &Reader<'_>, at: usize) -> bool {
    reader.capital(at) && reader.text.words.get(at).is_none_or(|word| word.0 == 0)
}

/// The end of the noun and name that start at `at`, and of another joined to a noun by `and`.
fn noun_end(reader: &Reader<'_>, at: usize, end: usize) -> usize {
    let walk = reader.text.walk();
    let mut next = at;
    while next < end && next - at < NOUN {
        let of = reader.is(reader.classes.noun_link, next);
        let goes = match reader.token(next).map(|token| token.kind) {
            Some(TokenKind::Word) => of || !(reader.is(reader.classes.function, next) || reader.finite(next)),
            Some(TokenKind::Possessive) => true,
            Some(TokenKind::Mark) => walk.is_joint(next) || (reader.word(next) == "." && reader.capital(next - 1)),
            _ => false,
        };
        // `former senator and Secretary of State Weber` held both; a name before the conjunction ends what is former.
        // An article begins another.
        let joins = next > at
            && reader.is(reader.classes.coordinator, next)
            && !names(reader, next - 1)
            && !reader.is(reader.classes.function, next + 1);
        if !goes && !joins {
            break;
        }
        next += 1;
    }
    while next > at && reader.is(reader.classes.noun_link, next - 1) {
        next -= 1;
    }
    next.max(at.min(end))
}

/// A noun with its name has at most so many tokens.
const NOUN: usize = 12;
