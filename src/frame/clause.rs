//! The clauses of a sentence: they follow each other without a gap.

use super::classes::Reader;
use super::tense::{Tense, tense};
use crate::annotate::{Quotation, Range};
use crate::text::{TokenKind, source::offset};

/// A part of a sentence with its own verb, as far as the words show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its tokens.
    pub tokens: Range,
    /// What it is to the clause before it.
    pub link: Link,
    /// For one that goes on behind a relative clause: the number of the clause that it goes on.
    pub resumes: Option<usize>,
    /// The number of the utterance: what is said in quotation marks, and who says it, are two.
    pub utterance: u32,
    /// Its tense; where it has no verb, the sentence's.
    pub tense: Tense,
}

/// How a clause is joined to what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// It is the first.
    First,
    /// By a word that makes it part of another: `which`, `if`.
    Subordinate,
    /// By `and` or its like, with a subject of its own.
    Coordinate,
    /// It is what a clause at the start of the sentence leads up to: `If it rains, …`
    Main,
    /// It goes on the clause before a relative clause.
    Resumed,
    /// By a semicolon or dash.
    Apart,
    /// What is said, or who says it, as a quotation mark shows.
    Speech,
}

/// The clauses of a sentence.
#[must_use]
pub fn clauses(reader: &Reader<'_>, sentence: Range) -> Vec<Clause> {
    let mut split = Split::new(reader, sentence);
    split.run();
    let mut found = split.found;
    // A clause without a verb has the tense of the sentence.
    let whole = found.iter().map(|clause| &clause.tense).find(|tense| tense.words.is_some()).map(|tense| tense.row);
    if let Some(row) = whole {
        for clause in &mut found {
            if clause.tense.words.is_none() {
                clause.tense.row = row;
            }
        }
    }
    found
}

struct Split<'r, 'a> {
    reader: &'r Reader<'a>,
    sentence: Range,
    found: Vec<Clause>,
    start: u32,
    link: Link,
    resumes: Option<usize>,
    utterance: u32,
    /// Whether the clause has had its verb.
    verb: bool,
    /// Whether the first word of the sentence leads up to a main clause: `If`, `While`.
    leads: bool,
    /// Whether it does if a verb follows: `After they left, …`, but `After 1994, …`
    led: bool,
    /// The clause before a relative clause that waits for its verb.
    waiting: Option<usize>,
}

impl<'r, 'a> Split<'r, 'a> {
    fn new(reader: &'r Reader<'a>, sentence: Range) -> Self {
        Self {
            reader,
            sentence,
            found: Vec::new(),
            start: sentence.start,
            link: Link::First,
            resumes: None,
            utterance: 0,
            verb: false,
            leads: false,
            led: false,
            waiting: None,
        }
    }

    /// Sees whether the word leads up to a main clause.
    fn lead(&mut self, at: usize) {
        let reader = self.reader;
        let first =
            reader.capital(at) && (reader.is(reader.classes.subordinate, at) || reader.is(reader.classes.inverted, at));
        let preposition = reader.is(reader.classes.preposition, at);
        (self.leads, self.led) = (first && !preposition, first && preposition);
    }

    fn run(&mut self) {
        let reader = self.reader;
        self.lead(first_word(reader, self.sentence));
        let quotations = &reader.text.quotations;
        let mut next = quotations.partition_point(|found| found.tokens.start < self.sentence.start);
        // Where quotations that are speech end within this sentence.
        let mut closing: Vec<u32> = Vec::new();
        if let Some(outer) = reader.quotation(self.sentence.start).and_then(|at| quotations.get(at))
            && outer.tokens.start < self.sentence.start
            && outer.tokens.end < self.sentence.end
            && !outer.block
        {
            closing.push(outer.tokens.end + 1);
        }
        for at in self.sentence.start..self.sentence.end {
            // The marks belong to what is said.
            while let Some(quotation) = quotations.get(next).filter(|found| found.tokens.start <= at + 1) {
                if quotation.tokens.start == at + 1 && !quotation.block && speech(reader, self.sentence, quotation) {
                    self.cut(at, Link::Speech);
                    closing.push(quotation.tokens.end + 1);
                }
                next += 1;
            }
            while closing.last().is_some_and(|&end| end <= at) {
                closing.pop();
                self.cut(at, Link::Speech);
            }
            self.token(at);
        }
        self.cut(self.sentence.end, Link::First);
    }

    fn token(&mut self, at: u32) {
        let reader = self.reader;
        let here = at as usize;
        let end = self.sentence.end as usize;
        if reader.finite(here) {
            self.verb = true;
            return;
        }
        if reader.is_word(here) {
            let comma = here > 0 && reader.word(here - 1) == ",";
            if reader.subordinate(here) {
                let relative = comma && reader.is(reader.classes.relative, here);
                let head = !self.verb;
                self.cut(at, Link::Subordinate);
                self.waiting = self.found.len().checked_sub(1).filter(|_| relative && head);
            } else if reader.is(reader.classes.coordinator, here)
                && self.verb
                && (comma || reader.is(reader.classes.pronoun, here + 1))
                && reader.subject_verb(here + 1, end)
            {
                self.cut(at, Link::Coordinate);
            }
            return;
        }
        if self.apart(here) {
            self.cut(at + 1, Link::Apart);
        } else if reader.word(here) == "," {
            if let Some(head) = self.waiting.filter(|_| self.verb && reader.finite(here + 1)) {
                self.cut(at + 1, Link::Resumed);
                self.resumes = Some(head);
            } else if (self.leads || self.verb && self.led) && reader.subject_verb(here + 1, end) {
                (self.leads, self.led) = (false, false);
                self.cut(at + 1, Link::Main);
            }
        }
    }

    /// Whether a semicolon or a dash with spaces stands here.
    fn apart(&self, at: usize) -> bool {
        let word = self.reader.word(at);
        let spaced =
            || self.reader.token(at).is_some_and(|token| token.kind == TokenKind::Mark && token.space_before());
        word == ";" || (matches!(word, "—" | "–") && spaced())
    }

    /// Ends the clause at hand before `at`; the next is joined to it by `link`.
    fn cut(&mut self, at: u32, link: Link) {
        if at > self.start && at <= self.sentence.end {
            let tokens = Range::new(self.start, at);
            self.found.push(Clause {
                tokens,
                link: self.link,
                resumes: self.resumes,
                utterance: self.utterance,
                tense: tense(self.reader, tokens),
            });
            self.start = at;
            self.resumes = None;
            self.waiting = None;
            self.verb = false;
        }
        if at < self.sentence.end {
            self.link = if self.found.is_empty() { Link::First } else { link };
        }
        if link == Link::Speech {
            self.utterance += 1;
            self.lead(first_word(self.reader, Range::new(at, self.sentence.end)));
        }
    }
}

/// The first word of a sentence, behind marks.
#[must_use]
pub fn first_word(reader: &Reader<'_>, sentence: Range) -> usize {
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    (start..end.min(start + 4)).find(|&at| reader.is_word(at)).unwrap_or(start)
}

/// Whether quoted words are a sentence or part of one that somebody says, and not a few words within another's
/// sentence: they end as speech does, and nothing but a comma or colon leads up to them.
fn speech(reader: &Reader<'_>, sentence: Range, quotation: &Quotation) -> bool {
    let tokens = quotation.tokens;
    let last = tokens.end.checked_sub(1).map_or("", |last| reader.word(last as usize));
    let ends = quotation.doubtful
        || tokens.end > sentence.end
        || matches!(last, "," | "." | "!" | "?" | "…" | "—" | "–" | "-" | ";" | "...");
    let led = match tokens.start.checked_sub(2) {
        Some(before) if before >= sentence.start => {
            matches!(reader.word(before as usize), "," | ":" | "“" | "‘" | "\"")
        }
        _ => true,
    };
    ends && led
}

/// The sentence that holds a token.
#[must_use]
pub fn sentence_of(sentences: &[Range], token: u32) -> Range {
    let at = sentences.partition_point(|sentence| sentence.end <= token);
    sentences.get(at).copied().filter(|sentence| sentence.contains(token)).unwrap_or(Range::new(token, token + 1))
}

/// Whether a token is the first of a clause, so that its capital says nothing.
#[must_use]
pub fn opens(clause: &Clause, at: usize) -> bool {
    offset(at) == clause.tokens.start
}
