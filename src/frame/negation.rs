//! What a clause denies: words that deny, and how far that reaches.

use super::classes::Reader;
use super::clause::Clause;
use super::scope::Scoped;
use crate::annotate::Range;
use crate::text::{TokenKind, source::offset};

/// How something is denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// `not`, `never`, `none`.
    Not,
    /// `no longer`: it was so, and is not.
    Ended,
    /// `without`: up to the next comma.
    Without,
    /// `falsely`, `hoax`.
    False,
    /// `denied`, `failed to`.
    Verb,
}

impl Denial {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Ended => "ended",
            Self::Without => "without",
            Self::False => "false",
            Self::Verb => "verb",
        }
    }

    fn of(value: &str) -> Option<Self> {
        Some(match value {
            "none" => return None,
            "ended" => Self::Ended,
            "without" => Self::Without,
            "false" => Self::False,
            "verb" => Self::Verb,
            _ => Self::Not,
        })
    }
}

/// The denials in a clause. Each reaches from its words to the end of the clause.
pub fn denials(reader: &Reader<'_>, clause: &Clause, push: &mut impl FnMut(Scoped<Denial>)) {
    let end = clause.tokens.end as usize;
    let mut at = clause.tokens.start as usize;
    while at < end {
        let Some((count, value)) = reader.entry(reader.classes.negation, at) else {
            at += 1;
            continue;
        };
        if let Some(kind) = Denial::of(value).filter(|_| !label(reader, at)) {
            let words = Range::new(offset(at), offset((at + count).min(end)));
            let reach = match kind {
                Denial::Without => (at + count..end).find(|&next| reader.word(next) == ",").unwrap_or(end),
                _ => end,
            };
            push(Scoped { words, kind, scope: Range::new(words.start, offset(reach).max(words.end)) });
        }
        at += count;
    }
}

/// `No. 10` denies nothing.
fn label(reader: &Reader<'_>, at: usize) -> bool {
    reader.capital(at)
        && reader.word(at + 1) == "."
        && reader.token(at + 2).is_some_and(|token| token.kind == TokenKind::Number)
}
