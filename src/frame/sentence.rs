//! A sentence with its clauses and all that is read from them: done once for each sentence that states anything.

use super::attribution::{Attribution, indirect};
use super::classes::Reader;
use super::clause::{Clause, clauses, sentence_of};
use super::modality::{Supposition, suppositions};
use super::negation::{Denial, denials};
use super::scope::Scoped;
use super::status::{Status, statuses};
use crate::annotate::{Content, Range};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A sentence as frames see it.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range,
    /// Its clauses, without gaps.
    pub clauses: Vec<Clause>,
    /// What it denies, by start of the words.
    pub denials: Vec<Scoped<Denial>>,
    /// What it supposes, by start of the words.
    pub suppositions: Vec<Scoped<Supposition>>,
    /// How offices are held, by start of the words.
    pub statuses: Vec<Scoped<Status>>,
    /// What it attributes without quotation marks.
    pub attributions: Vec<Attribution>,
    /// The tokens that are supposed, in order, merged.
    pub supposed: Vec<Range>,
    /// The tokens that are attributed, in order, merged.
    pub attributed: Vec<Range>,
    /// The times in it: the number of each note.
    pub times: Vec<u32>,
    /// The utterances that ask, by number.
    pub questions: Vec<u32>,
    /// Whether it tells what was said by mistake: `An earlier version of this article misstated …`.
    pub corrects: bool,
}

/// Reads a sentence.
#[must_use]
pub fn sentence(reader: &Reader<'_>, tokens: Range) -> Sentence {
    let clauses = clauses(reader, tokens);
    let mut found = Vec::new();
    for clause in &clauses {
        denials(reader, clause, &mut |denial| found.push(denial));
    }
    let notes = &reader.text.notes;
    let first = notes.partition_point(|note| note.tokens.start < tokens.start);
    let own = notes.iter().enumerate().skip(first).take_while(|(_, note)| note.tokens.start < tokens.end);
    let times = own.filter(|(_, note)| matches!(note.content, Content::Time(_)));
    let suppositions = suppositions(reader, tokens, &clauses);
    let attributions = indirect(reader, tokens, &clauses);
    Sentence {
        tokens,
        denials: found,
        supposed: merged(suppositions.iter().map(|mark| mark.scope)),
        attributed: merged(attributions.iter().map(|one| one.scope)),
        suppositions,
        statuses: statuses(reader, tokens),
        attributions,
        times: times.map(|(at, _)| crate::text::source::offset(at)).collect(),
        questions: questions(reader, &clauses),
        corrects: (tokens.start as usize..tokens.end as usize)
            .any(|at| reader.starts(reader.classes.correction, at).is_some()),
        clauses,
    }
}

/// The utterances that end with a question mark.
fn questions(reader: &Reader<'_>, clauses: &[Clause]) -> Vec<u32> {
    let mut asking = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let last = clauses.get(at + 1).is_none_or(|next| next.utterance != clause.utterance);
        let tokens = clause.tokens;
        let mark = || (tokens.start..tokens.end).rev().take(3).any(|at| reader.word(at as usize) == "?");
        if last && mark() {
            asking.push(clause.utterance);
        }
    }
    asking
}

/// Ranges in order, those that touch in one.
fn merged(ranges: impl Iterator<Item = Range>) -> Vec<Range> {
    let mut ranges: Vec<Range> = ranges.collect();
    ranges.sort_unstable();
    let mut out: Vec<Range> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Whether one of some merged ranges shares a token with `tokens`.
#[must_use]
pub fn covers(ranges: &[Range], tokens: Range) -> bool {
    let at = ranges.partition_point(|range| range.end <= tokens.start);
    ranges.get(at).is_some_and(|range| range.start < tokens.end)
}

impl Sentence {
    /// The number of the clause around a token.
    #[must_use]
    pub fn clause(&self, token: u32) -> usize {
        let at = self.clauses.partition_point(|clause| clause.tokens.end <= token);
        at.min(self.clauses.len().saturating_sub(1))
    }
}

/// The sentences of a text that were read so far.
#[derive(Debug)]
pub struct Sentences<'r, 'a> {
    /// The text.
    pub reader: &'r Reader<'a>,
    read: BTreeMap<u32, Rc<Sentence>>,
}

impl<'r, 'a> Sentences<'r, 'a> {
    /// None is read yet.
    #[must_use]
    pub const fn new(reader: &'r Reader<'a>) -> Self {
        Self { reader, read: BTreeMap::new() }
    }

    /// The sentence that holds a token.
    pub fn of(&mut self, token: u32) -> Rc<Sentence> {
        let tokens = sentence_of(&self.reader.text.sentences, token);
        let reader = self.reader;
        Rc::clone(self.read.entry(tokens.start).or_insert_with(|| Rc::new(sentence(reader, tokens))))
    }
}
