//! What a clause supposes: conditions with what follows from them, possibility, wishes.

use super::classes::Reader;
use super::clause::{Clause, Link, first_word};
use super::scope::Scoped;
use crate::annotate::Range;
use crate::text::source::offset;

/// How something is supposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supposition {
    /// `if`, `unless`, `Should they win`: reaches what follows from it, too.
    Condition,
    /// `whether`, `as if`, `even if`.
    Concession,
    /// `could`, `perhaps`.
    Possible,
    /// `would`, `should`.
    Would,
    /// `hopes to`, `calls for`.
    Wish,
}

impl Supposition {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Concession => "concession",
            Self::Possible => "possible",
            Self::Would => "would",
            Self::Wish => "wish",
        }
    }

    /// What the value of a word in its class says; `none` supposes nothing.
    fn of(value: &str) -> Option<Self> {
        Some(match value {
            "none" => return None,
            "condition" => Self::Condition,
            "concession" => Self::Concession,
            "would" => Self::Would,
            "wish" => Self::Wish,
            _ => Self::Possible,
        })
    }
}

/// All that a sentence supposes, by start of the words.
#[must_use]
pub fn suppositions(reader: &Reader<'_>, sentence: Range, clauses: &[Clause]) -> Vec<Scoped<Supposition>> {
    let mut found = Vec::new();
    let first = first_word(reader, sentence);
    for (number, clause) in clauses.iter().enumerate() {
        let end = clause.tokens.end as usize;
        let mut at = clause.tokens.start as usize;
        if at <= first && first < end && inverted(reader, sentence, first) {
            let words = Range::new(offset(first), offset(first + 1));
            found.push(Scoped {
                words,
                kind: Supposition::Condition,
                scope: conditional(reader, clauses, number, words),
            });
            at = first + 1;
        }
        while at < end {
            // `May` is a month, unless it starts the clause.
            let small = !reader.capital(at) || offset(at) == clause.tokens.start || at == first;
            let entry = reader.entry(reader.classes.hypothetical, at);
            let Some((count, value)) = entry.filter(|(_, value)| small && (*value != "wish" || reader.verb_like(at)))
            else {
                at += 1;
                continue;
            };
            let Some(kind) = Supposition::of(value) else {
                at += count;
                continue;
            };
            let words = Range::new(offset(at), offset((at + count).min(end)));
            let scope = match kind {
                Supposition::Condition => conditional(reader, clauses, number, words),
                Supposition::Wish => Range::new(words.start, clause.tokens.end),
                _ => clause.tokens,
            };
            found.push(Scoped { words, kind, scope });
            // What waited for its verb before a relative clause has it here.
            if let Some(head) = clause.resumes.and_then(|head| clauses.get(head)).filter(|_| kind != Supposition::Wish)
            {
                found.push(Scoped { words, kind, scope: head.tokens });
            }
            at += count;
        }
    }
    found
}

/// The clause of a condition together with what follows from it, which stands behind it or before it.
fn conditional(reader: &Reader<'_>, clauses: &[Clause], number: usize, words: Range) -> Range {
    let own = clauses.get(number).map_or(words, |clause| clause.tokens);
    if let Some(main) = clauses.get(number + 1).filter(|next| next.link == Link::Main) {
        return Range::new(own.start, main.tokens.end);
    }
    let before = number.checked_sub(1).and_then(|before| clauses.get(before));
    // `He asked if it was so.`
    let asks = (words.start as usize)
        .checked_sub(1)
        .is_some_and(|at| reader.is(reader.classes.asking, at) || (at > 0 && reader.is(reader.classes.asking, at - 1)));
    let joined = clauses.get(number).filter(|clause| clause.link == Link::Subordinate).map(|clause| clause.utterance);
    match before.filter(|before| !asks && own.start == words.start && Some(before.utterance) == joined) {
        Some(before) => Range::new(before.tokens.start, own.end),
        None => own,
    }
}

/// `Should they win, …`, `Were it not for …`, `Had they known, …`: a subject follows, and nothing is asked.
fn inverted(reader: &Reader<'_>, sentence: Range, at: usize) -> bool {
    let end = sentence.end as usize;
    reader.capital(at)
        && reader.is(reader.classes.inverted, at)
        && reader.subject(at + 1)
        && !(end.saturating_sub(3)..end).any(|at| reader.word(at) == "?")
}
