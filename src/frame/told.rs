//! The frame of a claim: what its clause does to it.

use super::classes::Reader;
use super::negation::Denial;
use super::scope::{Scoped, reaching};
use super::sentence::{Sentence, covers};
use super::status::Status;
use super::window::{Row, presumed, window};
use crate::annotate::{Annotated, Content, Note, Range, TimeNote, note::TimeBasis};
use crate::calendar::{Day, Days, Window};
use crate::lang::guard::Guard;

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

impl Mood {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Hypothetical => "hypothetical",
            Self::Question => "question",
        }
    }
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The writer's.
    Own,
    /// Somebody's, in quotation marks or a block quotation.
    Quoted,
    /// Somebody's, told in the writer's words.
    Attributed,
}

impl Voice {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Quoted => "quoted",
            Self::Attributed => "attributed",
        }
    }
}

/// The frame of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The tokens of the clause.
    pub clause: Range,
    /// Asserted, supposed or asked.
    pub mood: Mood,
    /// The writer's own words, or somebody else's.
    pub voice: Voice,
    /// Words that deny and reach the claim, at most two.
    pub denials: Vec<Scoped<Denial>>,
    /// A word of status that the claim stands behind, or holds.
    pub status: Option<Scoped<Status>>,
    /// The tense of the clause, as a row of the table of windows.
    pub tense: Row,
    /// The row that gives the window: that of the tense, unless the clause tells a date.
    pub row: Row,
    /// The time that it is about; none where the publication date is needed and not known.
    pub window: Option<Window>,
    /// The time of what a noun phrase of the clause takes for granted, where the clause tells no date.
    pub presupposed: Option<Window>,
    /// The date that it tells, if it tells one.
    pub date: Option<Range>,
}

impl Frame {
    /// Whether it does what a rule minds.
    #[must_use]
    pub fn does(&self, guard: Guard) -> bool {
        match guard {
            Guard::Quoted => self.voice == Voice::Quoted,
            Guard::Attributed => self.voice == Voice::Attributed,
            Guard::Denied => !self.denials.is_empty(),
            Guard::Supposed => self.mood == Mood::Hypothetical,
            Guard::Asked => self.mood == Mood::Question,
            Guard::Planned => matches!(self.tense, Row::Future | Row::WasToBe),
            Guard::Status => self.status.is_some(),
        }
    }

    /// Leaves aside what the clause does: for what its words take for granted. What stands in quotation marks is
    /// still somebody's.
    pub fn grant(&mut self) {
        self.mood = Mood::Asserted;
        self.denials.clear();
        if self.voice == Voice::Attributed {
            self.voice = Voice::Own;
        }
    }

    /// Whether the words are somebody else's.
    #[must_use]
    pub const fn quoted(&self) -> bool {
        !matches!(self.voice, Voice::Own)
    }
}

/// The frame of the claim whose words are `own`, in the clause around `anchor`. Its own words tell it no date.
#[must_use]
pub fn frame(reader: &Reader<'_>, sentence: &Sentence, anchor: u32, own: Range, published: Option<Day>) -> Frame {
    let number = sentence.clause(anchor);
    let clause = sentence.clauses.get(number);
    let tokens = clause.map_or(sentence.tokens, |clause| clause.tokens);
    let row = clause.map_or(Row::Present, |clause| clause.tense.row);
    let asks = clause.is_some_and(|clause| sentence.questions.binary_search(&clause.utterance).is_ok());
    let mood = match (asks, covers(&sentence.supposed, own)) {
        (true, _) => Mood::Question,
        (false, true) => Mood::Hypothetical,
        (false, false) => Mood::Asserted,
    };
    let default = published.and_then(|published| window(row, published));
    let mut frame = Frame {
        clause: tokens,
        mood,
        voice: voice(reader, sentence, anchor),
        denials: reaching(&sentence.denials, tokens.start.min(own.start), own, 2),
        status: status(reader, sentence, own),
        tense: row,
        row,
        window: default,
        presupposed: published.map(|published| presumed(row, published)),
        date: None,
    };
    let head = clause.and_then(|clause| sentence.clauses.get(clause.resumes?)).map(|head| head.tokens);
    let weekday = told(reader, sentence, &mut frame, head, anchor, own, published);
    if frame.row == Row::Vague {
        frame.presupposed = published.map(|published| presumed(Row::Vague, published));
    }
    // What is told to have been on a day about publication is told of those who are in office then.
    let lately = |window: Window, reported: Window| frame.row == Row::Explicit && reported.outer.covers(window.outer);
    if let Some(reported) = published.map(|published| presumed(Row::Reported, published))
        && (weekday || frame.window.is_some_and(|window| lately(window, reported)))
    {
        frame.presupposed = Some(reported);
    }
    frame
}

/// The times that are told near a claim, the latest first: any of them may be that of a noun phrase.
#[must_use]
pub fn nearby(text: &Annotated<'_>, anchor: u32) -> Vec<Days> {
    let notes = &text.notes;
    let from = notes.partition_point(|note| note.tokens.start + BEFORE < anchor);
    let mut times: Vec<Days> = notes[from..]
        .iter()
        .take_while(|note| note.tokens.start < anchor + BEHIND)
        .filter_map(|note| match &note.content {
            Content::Time(TimeNote { time: Some(time), from, .. }) if *from != TimeBasis::Guess => Some(time.days()),
            _ => None,
        })
        .collect();
    times.sort_unstable_by_key(|days| std::cmp::Reverse(*days));
    times.dedup();
    times
}

/// What is told so many tokens before or behind a noun phrase may give it its time.
const BEFORE: u32 = 120;
const BEHIND: u32 = 60;

fn voice(reader: &Reader<'_>, sentence: &Sentence, anchor: u32) -> Voice {
    if reader.quotation(anchor).is_some() {
        return Voice::Quoted;
    }
    if covers(&sentence.attributed, Range::new(anchor, anchor + 1)) { Voice::Attributed } else { Voice::Own }
}

/// The word of status right before the claim's words, or among them.
fn status(reader: &Reader<'_>, sentence: &Sentence, own: Range) -> Option<Scoped<Status>> {
    let near = reaching(&sentence.statuses, sentence.tokens.start, own, 4);
    let joined = (own.start as usize).checked_sub(1).is_some_and(|at| reader.is(reader.classes.coordinator, at));
    near.into_iter().find(|status| joined || status.words.end + 2 >= own.start)
}

/// Looks for a date in the clause, the nearest to the anchor; in the clause that it goes on, too. Whether that is a bare
/// weekday, which is of the week of publication.
fn told(
    reader: &Reader<'_>,
    sentence: &Sentence,
    frame: &mut Frame,
    head: Option<Range>,
    anchor: u32,
    own: Range,
    published: Option<Day>,
) -> bool {
    let notes = &reader.text.notes;
    let at = |number: &u32| notes.get(*number as usize);
    let inside = |note: &Note| {
        let start = note.tokens.start;
        frame.clause.contains(start) || head.is_some_and(|head| head.contains(start))
    };
    let foreign = |note: &Note| !(own.contains(note.tokens.start) && own.contains(note.tokens.end - 1));
    // The nearest on either side, so that a claim never costs more than what stands next to it.
    let here = sentence.times.partition_point(|number| at(number).is_some_and(|note| note.tokens.start <= anchor));
    let (before, after) = sentence.times.split_at(here);
    let wanted = |note: &&Note| inside(note) && foreign(note);
    let left = before.iter().rev().take(NEAR).filter_map(at).filter(wanted);
    let right = after.iter().take(NEAR).filter_map(at).filter(wanted);
    let far = |note: &Note| {
        if note.tokens.start > anchor { note.tokens.start - anchor } else { anchor.saturating_sub(note.tokens.end) }
    };
    let nearest = left.chain(right).min_by_key(|note| (far(note), note.tokens.start));
    let Some(Note { tokens, content: Content::Time(TimeNote { time, from, .. }) }) = nearest else {
        return false;
    };
    let tokens = *tokens;
    match *time {
        Some(time) if *from != TimeBasis::Guess => {
            frame.row = Row::Explicit;
            frame.window = Some(Window::of(time));
            frame.date = Some(tokens);
            false
        }
        _ => {
            // A bare weekday is of the week of publication; other dates may be of any year.
            let first = notes.partition_point(|note| note.tokens.start < tokens.start);
            let weekday = notes[first..]
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
            weekday
        }
    }
}

/// So many times are looked at on either side of a claim.
const NEAR: usize = 32;
