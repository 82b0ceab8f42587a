//! What a recogniser of times found from a token on.

use crate::annotate::note::{TimeBasis, TimexKind};
use crate::calendar::{Days, Grain, Point};

/// What may belong to an expression to the left of its core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    Nothing,
    /// `early`, `the end of`; an article before those only.
    Part,
    /// The same, and an article.
    Article,
    /// `about`, `more than`; an article too.
    Length,
}

/// The date in an expression, as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub start: usize,
    pub end: usize,
    /// The days meant, where words or publication fix them.
    pub days: Option<(Days, Grain)>,
    pub from: TimeBasis,
}

/// A TIMEX3 value. Many expressions are read only to see what they are, so that a point is written last.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Point(Point),
    Text(String),
}

impl Value {
    pub fn text(self) -> String {
        match self {
            Self::Point(point) => point.text(),
            Self::Text(text) => text,
        }
    }
}

/// An expression of time. Tokens count from the start of its block.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "four marks that go with each other in any way")]
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
    pub kind: TimexKind,
    /// Its TIMEX3 value.
    pub value: Value,
    pub left: Left,
    /// The time that it tells, for those after it.
    pub point: Option<Point>,
    /// Whether it names its year.
    pub full: bool,
    /// Whether it is told from the day of writing.
    pub deictic: bool,
    /// Whether it is the second end of a range whose first is the expression before it.
    pub joined: bool,
    /// For such an end: the byte where the separator of the range should stand.
    pub gap: Option<u32>,
    /// Whether its number may as well count something.
    pub countable: bool,
    pub said: Option<Said>,
}

impl Hit {
    pub fn date(start: usize, end: usize, point: Point, left: Left) -> Self {
        let value = Value::Point(point);
        Self { point: Some(point), ..Self::new(start, end, TimexKind::Date, value, left) }
    }

    pub fn other(start: usize, end: usize, kind: TimexKind, value: impl Into<String>, left: Left) -> Self {
        Self::new(start, end, kind, Value::Text(value.into()), left)
    }

    const fn new(start: usize, end: usize, kind: TimexKind, value: Value, left: Left) -> Self {
        Self {
            start,
            end,
            kind,
            value,
            left,
            point: None,
            full: false,
            deictic: false,
            joined: false,
            gap: None,
            countable: false,
            said: None,
        }
    }

    /// It names its year.
    pub fn full(self) -> Self {
        Self { full: true, ..self }
    }

    /// It is told from the day of writing.
    pub fn deictic(self) -> Self {
        Self { deictic: true, ..self }
    }

    /// The rules see a date in it whose days only a guess could fix.
    pub fn guess(self) -> Self {
        let said = Said { start: self.start, end: self.end, days: None, from: TimeBasis::Guess };
        Self { said: Some(said), ..self }
    }

    /// The rules see the days of its point where it names its year, and a guess otherwise.
    pub fn written(self) -> Self {
        let days = self.point.filter(|_| self.full).and_then(Point::days);
        self.fixed(days)
    }

    /// The rules see these days, told by the words alone.
    pub fn fixed(self, days: Option<(Days, Grain)>) -> Self {
        let from = if days.is_some() { TimeBasis::Words } else { TimeBasis::Guess };
        let said = Said { start: self.start, end: self.end, days, from };
        Self { said: Some(said), ..self }
    }

    /// The rules see what the words say from the day of publication; nothing is fixed where that is not known.
    pub fn published(self, end: usize, days: Option<(Days, Grain)>) -> Self {
        let said = Said { start: self.start, end, days, from: TimeBasis::Published };
        Self { said: Some(said), ..self }
    }

    /// It starts so many tokens later.
    pub fn moved(self, by: usize) -> Self {
        let said = self.said.map(|said| Said { start: said.start + by, end: said.end + by, ..said });
        Self { start: self.start + by, end: self.end + by, said, ..self }
    }
}
