//! Times in a text as TIMEX3 annotations: what is a date, a time of day, a length or a repeated time, and
//! what it stands for.
//!
//! One pass over the tokens, left to right; each recogniser gives what starts at a token. News is read from
//! its day of publication, a narrative from the time last told. Which of both a text is, it tells itself:
//! a narrative is full of years, and hardly says `yesterday` or `last month`.

mod dates;
mod lengths;
mod relative;
mod tense;
mod value;
mod words;

pub use words::Vocabulary;

use crate::calendar::Day;
use crate::rules::{Lexicon, lexicon::Words};
use crate::text::{Span, tokenize};
use value::Point;
use words::Cursor;

/// The types of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A day or something longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// Again and again.
    Set,
}

impl Kind {
    /// As TIMEX3 writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// An expression of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// Its bytes in the text.
    pub span: Span,
    /// Its type.
    pub kind: Kind,
    /// Its value, as TIMEX3 writes it.
    pub value: String,
}

/// What may belong to an expression to the left of its core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    Nothing,
    /// `early`, `the end of`; an article before those only.
    Part,
    /// The same, and an article.
    Article,
    /// `about`, `more than`; an article too.
    Length,
}

/// What a recogniser found from a token on.
#[derive(Debug, Clone)]
struct Hit {
    start: usize,
    end: usize,
    kind: Kind,
    value: String,
    left: Left,
    /// The time that it tells, for those after it.
    point: Option<Point>,
    /// Whether it names its year.
    full: bool,
    /// Whether it is told from the day of writing.
    deictic: bool,
}

impl Hit {
    fn date(start: usize, end: usize, point: Point, left: Left) -> Self {
        let value = point.text();
        Self { start, end, kind: Kind::Date, value, left, point: Some(point), full: false, deictic: false }
    }

    fn other(start: usize, end: usize, kind: Kind, value: impl Into<String>, left: Left) -> Self {
        Self { start, end, kind, value: value.into(), left, point: None, full: false, deictic: false }
    }

    fn full(mut self) -> Self {
        self.full = true;
        self
    }

    fn deictic(mut self) -> Self {
        self.deictic = true;
        self
    }
}

/// A year to stand on where nothing tells the time.
const NO_YEAR: Point = Point::Year(0);

struct Reader<'a> {
    c: Cursor<'a>,
    v: &'a Vocabulary,
    /// The day of writing.
    written: Option<Day>,
    narrative: bool,
    /// The time last told.
    told: Point,
    /// The quarter last told.
    quarter: Option<Point>,
    /// Whether and where a range may go on: just past the last expression.
    last: Option<(usize, Point)>,
}

/// All expressions of time in a text, in order; none overlaps another.
#[must_use]
pub fn read(text: &str, written: Option<Day>, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Vec<Timex> {
    let tokens = tokenize(text);
    let words = lexicon.words(&tokens);
    let walk = Words { text, tokens: &tokens, words: &words };
    let c = Cursor { words: walk, lexicon, vocabulary };
    let hits = Reader::new(c, written, written.is_none()).all();
    let full = hits.iter().filter(|hit| hit.full).count();
    let deictic = hits.iter().filter(|hit| hit.deictic).count();
    let narrative = full >= 8 && full > deictic * 3;
    let hits = if narrative && written.is_some() { Reader::new(c, written, true).all() } else { hits };
    let span = |hit: &Hit| {
        let (first, last) = (tokens.get(hit.start)?, tokens.get(hit.end.checked_sub(1)?)?);
        Some(Span::new(first.span.start, last.span.end))
    };
    hits.into_iter().filter_map(|hit| Some(Timex { span: span(&hit)?, kind: hit.kind, value: hit.value })).collect()
}

impl<'a> Reader<'a> {
    fn new(c: Cursor<'a>, written: Option<Day>, narrative: bool) -> Self {
        let told = written.map_or(NO_YEAR, Point::of_day);
        Self { c, v: c.vocabulary, written, narrative, told, quarter: None, last: None }
    }

    /// What `now` is: the day of writing in news, the time last told in a narrative.
    fn anchor(&self) -> Point {
        if self.narrative { self.told } else { self.now() }
    }

    /// The day of writing.
    fn now(&self) -> Point {
        self.written.map_or(self.told, Point::of_day)
    }

    fn all(mut self) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let (mut at, mut floor) = (0, 0);
        while at < self.c.len() {
            let Some(mut hit) = self.at(at) else {
                at += 1;
                continue;
            };
            self.extend(&mut hit, floor);
            if let Some(point) = hit.point {
                self.tell(&hit, point);
            }
            self.last = hit.point.map(|point| (hit.end, point));
            at = hit.end.max(at + 1);
            floor = at;
            hits.push(hit);
        }
        hits
    }

    /// Keeps the time told for those after it. A year by the way does not move the story on, and a quarter
    /// told beside the one a year later is there for comparison.
    fn tell(&mut self, hit: &Hit, point: Point) {
        let by_the_way = self.narrative
            && matches!(point, Point::Year(_))
            && hit.full
            && !self.c.has_before(hit.start, self.v.story)
            && !self.c.is(hit.start, self.v.story)
            && !self.c.sentence_starts(hit.start)
            || self.narrative && matches!(point, Point::Year(_)) && self.planned(hit.start);
        let by_the_way = by_the_way && self.told != NO_YEAR;
        if !by_the_way {
            self.told = point;
        }
        if let Point::Quarter(year, quarter) = point
            && self.quarter != Some(Point::Quarter(year.saturating_add(1), quarter))
            && year <= self.now().year()
        {
            self.quarter = Some(point);
        }
    }

    /// The expression whose core starts at a token.
    fn at(&self, at: usize) -> Option<Hit> {
        self.holiday(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.month(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.numeric(at))
            .or_else(|| self.range_end(at))
            .or_else(|| self.set(at))
            .or_else(|| self.which(at))
            .or_else(|| self.year_earlier(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.century(at))
            .or_else(|| self.length(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.year(at))
            .or_else(|| self.season(at))
            .or_else(|| self.definite(at))
            .or_else(|| self.day_word(at))
            .or_else(|| self.refer(at))
            .or_else(|| self.plural(at))
    }

    /// Takes in what belongs to it on the left.
    fn extend(&self, hit: &mut Hit, floor: usize) {
        let c = &self.c;
        let before = |end: usize, class| c.before(end, class).filter(|&start| start >= floor && start < end);
        if hit.left == Left::Nothing {
            return;
        }
        if hit.left == Left::Length {
            if let Some(start) = before(hit.start, self.v.the) {
                hit.start = start;
                return;
            }
            if let Some(start) = before(hit.start, self.v.about) {
                hit.start = start;
            }
            return;
        }
        let mut article = hit.left == Left::Article;
        for _ in 0..3 {
            let from = hit.start;
            if article && let Some(start) = before(hit.start, self.v.the) {
                hit.start = start;
            }
            let joint = if hit.start > 0 && c.words.is_joint(hit.start - 1) { hit.start - 1 } else { hit.start };
            if let Some(start) = before(joint, self.v.early) {
                hit.start = start;
                article = true;
            }
            if hit.start == from {
                break;
            }
        }
        if let Some(start) = before(hit.start, self.v.around) {
            hit.start = start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn times(text: &str, written: Option<(i32, u32, u32)>) -> Vec<String> {
        let lexicon = crate::annotate::fixture::lexicon();
        let vocabulary = Vocabulary::resolve(lexicon).expect("the word files have every class");
        let written = written.and_then(|(year, month, day)| Day::from_ymd(year, month, day));
        read(text, written, lexicon, &vocabulary)
            .iter()
            .map(|timex| format!("{} {}", timex.span.of(text), timex.value))
            .collect()
    }

    #[test]
    fn reads_each_kind_of_expression() {
        for (text, found) in [
            ("It closed on 3 May 2011.", "3 May 2011 2011-05-03"),
            ("It reopens at 6:30 p.m. tomorrow.", "6:30 p.m. tomorrow 2015-06-11T18:30"),
            ("After half a century it shut.", "half a century P50Y"),
            ("They rang two decades ago.", "two decades ago 199"),
            ("The choir sings every Monday.", "every Monday XXXX-WXX-1"),
            ("A plan for the 1990s.", "the 1990s 199"),
            ("He fell in the fifth century BC.", "the fifth century BC BC04"),
            ("She left in the summer of 1987.", "the summer of 1987 1987-SU"),
            ("The shop sold less in the first quarter.", "the first quarter 2015-Q1"),
            ("He saw it recently.", "recently PAST_REF"),
        ] {
            assert_eq!(times(text, Some((2015, 6, 10))), [found], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(\\PC|(1990|May|the|last|two|years|ago|quarter|BC|-|s|of|a|[0-9]{1,12}| ){1,6}){0,12}") {
            for written in [None, Day::from_ymd(2015, 6, 10)] {
                let lexicon = crate::annotate::fixture::lexicon();
                let vocabulary = Vocabulary::resolve(lexicon).expect("the word files have every class");
                let mut end = 0;
                for timex in read(&text, written, lexicon, &vocabulary) {
                    prop_assert!(timex.span.start >= end && timex.span.end > timex.span.start);
                    end = timex.span.end;
                }
            }
        }
    }
}
