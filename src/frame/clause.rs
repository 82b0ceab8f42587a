//! Clauses and their frames.

use super::classes::Reader;
use super::window::{Row, window};
use crate::annotate::{Content, Range, note::TimeBasis};
use crate::calendar::{Day, Days, Window};
use crate::text::{TokenKind, source::offset};

/// What a clause does with what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mood {
    /// Says that it is so.
    Asserted,
    /// Says that it would be, or if it were.
    Hypothetical,
    /// Asks whether it is.
    Question,
}

/// The frame of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The tokens of the clause.
    pub clause: Range,
    /// Asserted, supposed or asked.
    pub mood: Mood,
    /// Whether the words are somebody else's.
    pub quoted: bool,
    /// The words that deny in it.
    pub negations: Vec<Range>,
    /// The row of the table of windows.
    pub row: Row,
    /// The time that it is about; none where the publication date is needed and not known.
    pub window: Option<Window>,
    /// The date that it tells, if it tells one.
    pub date: Option<Range>,
}

/// The frame of the clause around `anchor`; `own` tokens are the claim's and tell it no date.
#[must_use]
pub fn frame(reader: &Reader<'_>, anchor: u32, own: Range, published: Option<Day>) -> Frame {
    let text = reader.text;
    let sentence = sentence_of(&text.sentences, anchor);
    let clause = clause_of(reader, sentence, anchor);
    let tense = tense(reader, clause).or_else(|| tense(reader, sentence)).unwrap_or(Row::Present);
    let hypothetical = supposed(reader, clause);
    let question = (sentence.start..sentence.end).rev().take(3).any(|at| reader.word(at as usize) == "?");
    let mood = if question {
        Mood::Question
    } else if hypothetical {
        Mood::Hypothetical
    } else {
        Mood::Asserted
    };
    let at = text.quotations.partition_point(|quotation| quotation.end <= anchor);
    let quoted = text.quotations.get(at).is_some_and(|quotation| quotation.contains(anchor));
    let from = text.negations.partition_point(|negation| negation.start < clause.start);
    let negations = text.negations[from..].iter().copied().take_while(|negation| negation.start < clause.end).collect();
    let default = published.and_then(|published| window(tense, published));
    let mut frame = Frame { clause, mood, quoted, negations, row: tense, window: default, date: None };
    told(reader, &mut frame, anchor, own, published);
    frame
}

/// Looks for a date in the clause, the nearest to the anchor.
fn told(reader: &Reader<'_>, frame: &mut Frame, anchor: u32, own: Range, published: Option<Day>) {
    let notes = &reader.text.notes;
    let from = notes.partition_point(|note| note.tokens.start < frame.clause.start);
    let times = notes[from..].iter().take_while(|note| note.tokens.start < frame.clause.end).filter_map(|note| {
        match &note.content {
            Content::Time(time) if !(own.contains(note.tokens.start) && own.contains(note.tokens.end - 1)) => {
                Some((note.tokens, time))
            }
            _ => None,
        }
    });
    let nearest =
        times.min_by_key(
            |(tokens, _)| if tokens.start > anchor { tokens.start - anchor } else { anchor.saturating_sub(tokens.end) },
        );
    let Some((tokens, note)) = nearest else { return };
    match note.time {
        Some(time) if note.from != TimeBasis::Guess => {
            frame.row = Row::Explicit;
            frame.window = Some(Window::of(time));
            frame.date = Some(tokens);
        }
        _ => {
            // A bare weekday is of the week of publication; other dates may be of any year.
            let at = notes.partition_point(|note| note.tokens.start < tokens.start);
            let weekday = notes[at..]
                .iter()
                .take_while(|note| note.tokens.start == tokens.start)
                .any(|note| matches!(note.content, Content::Weekday(_)));
            if !weekday {
                let near = frame.row != Row::Past && frame.row != Row::WasToBe;
                frame.row = Row::Vague;
                frame.window = frame.window.zip(published).map(|(window, published)| {
                    let around = Days { first: published.plus_months(-12), last: published.plus_months(12) };
                    Window { outer: if near { window.outer.hull(around) } else { Days::ALL }, ..window }
                });
            }
        }
    }
}

/// The sentence that holds a token.
#[must_use]
pub fn sentence_of(sentences: &[Range], token: u32) -> Range {
    let at = sentences.partition_point(|sentence| sentence.end <= token);
    sentences.get(at).copied().filter(|sentence| sentence.contains(token)).unwrap_or(Range::new(token, token + 1))
}

/// The clause around a token: up to the next word that starts another, or a semicolon or dash.
fn clause_of(reader: &Reader<'_>, sentence: Range, anchor: u32) -> Range {
    let breaks = |at: u32| {
        let at = at as usize;
        reader.is(reader.classes.subordinate, at)
            && !reader.text.tokens.get(at).is_some_and(crate::text::Token::capital)
    };
    let cuts = |at: u32| {
        let token = reader.text.tokens.get(at as usize);
        token.is_some_and(|token| token.kind == TokenKind::Mark && token.space_before())
            && matches!(reader.word(at as usize), "—" | "–")
            || matches!(reader.word(at as usize), ";")
    };
    let mut start = anchor;
    while start > sentence.start && !breaks(start) && !cuts(start - 1) {
        start -= 1;
    }
    let mut end = anchor + 1;
    while end < sentence.end && !breaks(end) && !cuts(end) {
        end += 1;
    }
    Range::new(start, end)
}

/// The row that the first verb of the tokens shows.
fn tense(reader: &Reader<'_>, tokens: Range) -> Option<Row> {
    let classes = &reader.classes;
    for at in tokens.start as usize..tokens.end as usize {
        let token = reader.text.tokens.get(at)?;
        if token.kind != TokenKind::Word || (token.capital() && offset(at) != tokens.start) {
            continue;
        }
        // Adverbs may stand between the auxiliary and what it goes with.
        let next = (at + 1..at + 3).find(|&next| !reader.word(next).ends_with("ly")).unwrap_or(at + 1);
        let plans = reader.word(next) == "to" || reader.is(classes.planned, next);
        if reader.is(classes.future, at) {
            return Some(Row::Future);
        }
        if reader.is(classes.have, at) {
            return Some(Row::Perfect);
        }
        if reader.is(classes.present, at) {
            return Some(if plans { Row::Future } else { Row::Present });
        }
        if reader.is(classes.past, at) {
            return Some(if plans { Row::WasToBe } else { Row::Past });
        }
        if reader.is(classes.had, at) {
            return Some(Row::Past);
        }
        let word = reader.word(at);
        let past = reader.is(classes.past_form, at) || (word.len() > 3 && word.ends_with("ed"));
        if past && reader.is(classes.reporting, at) {
            return Some(Row::Reported);
        }
        if past && verb_like(reader, at) {
            return Some(Row::Past);
        }
        if reader.is(classes.modal, at) {
            return Some(Row::Present);
        }
    }
    None
}

/// Whether a form in -ed stands as a verb, not before a noun as in `the proposed treaty`.
fn verb_like(reader: &Reader<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| reader.word(at));
    !matches!(before, "the" | "a" | "an" | "of" | "as" | "and" | "its" | "his" | "her" | "their" | "this" | "that")
}

/// Whether the clause supposes: `if`, `would`; `May` is a month.
fn supposed(reader: &Reader<'_>, clause: Range) -> bool {
    (clause.start as usize..clause.end as usize).any(|at| {
        let small = reader.text.tokens.get(at).is_some_and(|token| !token.capital() || offset(at) == clause.start);
        small && reader.starts(reader.classes.hypothetical, at).is_some()
    })
}
