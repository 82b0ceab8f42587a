//! Who says it: speech told with a verb of saying, with `that` or without, before or behind what is said, and by
//! `according to`. For words in quotation marks see [`super::speaker`].

use super::classes::Reader;
use super::clause::{Clause, Link};
use super::speaker::{noun_after, noun_before};
use crate::annotate::Range;
use crate::text::{TokenKind, source::offset};

/// What somebody else is said to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribution {
    /// What is attributed.
    pub scope: Range,
    /// The words that attribute: the verb, `according to`, `reportedly`.
    pub words: Range,
    /// Who says it, where the sentence tells.
    pub speaker: Option<Range>,
    /// The number of the quotation, for words in quotation marks.
    pub quotation: Option<u32>,
}

/// What is said follows within so many tokens of its verb, behind who is told, where and when.
const TOLD: usize = 18;

/// All that a sentence attributes without quotation marks, in order of the words.
#[must_use]
pub fn indirect(reader: &Reader<'_>, sentence: Range, clauses: &[Clause]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for at in sentence.start as usize..sentence.end as usize {
        let clause = || clause_at(clauses, offset(at));
        let one = if let Some(count) = reader.starts(reader.classes.source, at) {
            source(reader, sentence, at, count)
        } else if reader.is(reader.classes.hearsay, at) {
            let words = Range::new(offset(at), offset(at + 1));
            let scope = clause().map_or(words, |clause| clause.tokens);
            Some(Attribution { scope, words, speaker: None, quotation: None })
        } else if !reader.capital(at) && reader.is(reader.classes.reporting, at) {
            clause().and_then(|clause| said(reader, sentence, clauses, clause, at))
        } else {
            None
        };
        let says =
            |one: &Attribution| (one.scope.start..one.scope.end).take(REACH).any(|at| reader.is_word(at as usize));
        found.extend(one.filter(says));
    }
    found
}

/// The clause around a token.
fn clause_at(clauses: &[Clause], token: u32) -> Option<&Clause> {
    let at = clauses.partition_point(|clause| clause.tokens.end <= token);
    clauses.get(at).filter(|clause| clause.tokens.contains(token))
}

/// `According to Roe, …`, `…, according to Roe`: the sentence but for the source itself.
fn source(reader: &Reader<'_>, sentence: Range, at: usize, count: usize) -> Option<Attribution> {
    let words = Range::new(offset(at), offset(at + count));
    let speaker = noun_after(reader, at + count, sentence.end as usize);
    let end = speaker.map_or(words.end, |speaker| speaker.end);
    let before = Range::new(sentence.start, words.start);
    // At the start of the sentence, or of an utterance in it, what is said follows.
    let leads = (before.start..before.end)
        .map(|at| at as usize)
        .take(4)
        .all(|at| !reader.is_word(at) || reader.is(reader.classes.coordinator, at));
    let scope = if leads { Range::new(end, sentence.end) } else { Range::new(sentence.start, words.start) };
    (scope.start < scope.end).then_some(Attribution { scope, words, speaker, quotation: None })
}

fn said(reader: &Reader<'_>, sentence: Range, clauses: &[Clause], clause: &Clause, at: usize) -> Option<Attribution> {
    let words = Range::new(offset(at), offset(at + 1));
    let participle = reader.word(at).ends_with("ing");
    let infinitive = at > 0 && reader.is(reader.classes.to, at - 1);
    if !participle && !infinitive && !reader.speaks(at) {
        return None;
    }
    // Speech in quotation marks ends with them.
    let quotation = reader.quotation(words.start).and_then(|at| reader.text.quotations.get(at));
    let end = quotation.map_or(sentence.end, |quotation| quotation.tokens.end.min(sentence.end)) as usize;
    let passive = at > 0 && reader.is(reader.classes.be, at - 1) && reader.is(reader.classes.to, at + 1);
    if passive {
        let scope = Range::new(clause.tokens.start, stop(reader, clauses, at + 1, end));
        return Some(Attribution { scope, words, speaker: None, quotation: None });
    }
    let speaker = || if participle || infinitive { None } else { noun_before(reader, at, sentence.start as usize) };
    let kind = reader.value(reader.classes.reporting, at).unwrap_or("");
    if let Some(from) = that(reader, at, end, kind) {
        let scope = Range::new(offset(from), stop(reader, clauses, from, end));
        return Some(Attribution { scope, words, speaker: speaker(), quotation: None });
    }
    // `…, Roe said`, `…, said Roe`.
    if let Some(behind) = behind(reader, clause, at, end, kind) {
        return Some(behind);
    }
    let next = skipped(reader, at + 1, end);
    let follows = matches!(kind, "say" | "tell")
        && next < end
        && !reader.quotes(next)
        && (reader.subject_verb(next, end) || (kind == "say" && reader.is(reader.classes.pronoun, next)));
    if !follows {
        return None;
    }
    // Without a subject it is no verb, but for the second of two: `alleged tweets`, `denied it and claimed he won`.
    let speaker = speaker();
    let second = at > 0 && reader.is(reader.classes.coordinator, at - 1);
    if speaker.is_none() && !(participle || infinitive || second) {
        return None;
    }
    let scope = Range::new(offset(next), stop(reader, clauses, next, end));
    Some(Attribution { scope, words, speaker, quotation: None })
}

/// The token behind the `that` which leads what is said. Before a verb it is no such word: `told a crowd that had
/// come`, but `I think that is so`.
fn that(reader: &Reader<'_>, at: usize, end: usize, kind: &str) -> Option<usize> {
    for next in at + 1..end.min(at + TOLD) {
        if reader.is(reader.classes.that, next) {
            let verb = reader.finite(next + 1) || possessive(reader, next + 1);
            return match (verb, kind) {
                (false, _) => Some(next + 1),
                (true, "say") if next == at + 1 => Some(next),
                (true, _) => None,
            };
        }
        let parts = reader.parts(next) && reader.word(next) != ",";
        // `added to the advantages that they have`
        let adds = kind == "speak" && reader.is(reader.classes.to, next);
        // `I think it’s some of that`
        let contracted = reader.is(reader.classes.pronoun, next) && possessive(reader, next + 1);
        if adds || contracted || parts || reader.finite(next) || reader.subordinate(next) {
            return None;
        }
    }
    None
}

fn possessive(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| token.kind == TokenKind::Possessive)
}

/// Where what is said ends: at a clause that goes on in the writer's voice (`, but …`, `, and …` with a subject and
/// a verb), at a semicolon, at the end of the utterance.
fn stop(reader: &Reader<'_>, clauses: &[Clause], from: usize, end: usize) -> u32 {
    let first = clauses.partition_point(|clause| clause.tokens.end <= offset(from));
    let own = clauses.get(first).map(|clause| clause.utterance);
    let next = clauses.iter().skip(first + 1).take(NEAR).find(|clause| {
        let word = clause.tokens.start as usize;
        let contrast = clause.link == Link::Subordinate && reader.is(reader.classes.contrast, word);
        let apart = matches!(clause.link, Link::Coordinate | Link::Apart | Link::Resumed);
        contrast || apart || Some(clause.utterance) != own
    });
    next.map_or(offset(end), |clause| clause.tokens.start).min(offset(end))
}

/// So many clauses are looked at behind a verb of saying.
const NEAR: usize = 64;

/// What is said before its verb, parted from it by a comma.
fn behind(reader: &Reader<'_>, clause: &Clause, at: usize, end: usize, kind: &str) -> Option<Attribution> {
    let words = Range::new(offset(at), offset(at + 1));
    let start = clause.tokens.start as usize;
    // `…, said Roe`
    let word = reader.word(at);
    let told = word.ends_with('s') || word.ends_with("ed") || reader.is(reader.classes.past_form, at);
    // `told` is followed by who is told.
    let inverted =
        at > start && told && kind != "tell" && reader.word(at - 1) == "," && !reader.subject_verb(at + 1, end);
    let (comma, speaker) = if inverted && at > start + 2 {
        match noun_after(reader, at + 1, end) {
            Some(speaker) => (at - 1, Some(speaker)),
            // `Roe, the mayor, said on Monday`
            None => return None,
        }
    } else {
        let object = if kind == "tell" { noun_after(reader, at + 1, end) } else { None };
        let next = skipped(reader, object.map_or(at + 1, |object| object.end as usize), end);
        if next < end && !reader.parts(next) {
            return None;
        }
        let speaker = noun_before(reader, at, start)?;
        let comma = (speaker.start as usize).checked_sub(1).filter(|&comma| comma > start)?;
        if reader.word(comma) != "," {
            return None;
        }
        (comma, Some(speaker))
    };
    // A clause stands before it, not just when or where it was said.
    let said = Range::new(clause.tokens.start, offset(comma));
    let told = (said.start..said.end).rev().take(REACH).any(|at| reader.finite(at as usize));
    told.then_some(Attribution { scope: said, words, speaker, quotation: None })
}

/// So far back a verb is looked for in what was said.
const REACH: usize = 60;

/// Passes over when and where something was said: `on Monday`, `in Geneva`, `in an interview`, and adverbs.
fn skipped(reader: &Reader<'_>, from: usize, end: usize) -> usize {
    let mut at = from;
    let mut led = false;
    while at < end && at < from + TOLD {
        if let Some(time) = reader.time(at) {
            at = (time.end as usize).max(at + 1);
            led = false;
        } else if reader.is(reader.classes.preposition, at) {
            at += 1;
            led = true;
        } else if led
            && !reader.subordinate(at)
            && !reader.parts(at)
            && !reader.finite(at)
            && !reader.is(reader.classes.pronoun, at)
        {
            // The noun after a preposition: up to its last small word or its name.
            at += 1;
            let more = reader.is_word(at)
                && (reader.capital(at) == reader.capital(at - 1) || reader.is(reader.classes.determiner, at - 1))
                && !reader.is(reader.classes.determiner, at)
                && !reader.finite(at);
            led = more;
        } else if reader.word(at).ends_with("ly") || reader.is(reader.classes.beside_verb, at) {
            at += 1;
        } else {
            break;
        }
    }
    at
}
