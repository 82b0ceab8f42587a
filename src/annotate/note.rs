//! The annotations that recognisers make.

use super::Range;
use super::tolerance::Row;
use crate::calendar::{Period, Time};
use crate::quantity::{Decimal, Extent, Quantity};

/// A mark on a run of tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The tokens.
    pub tokens: Range,
    /// What they say.
    pub content: Content,
}

/// What a run of tokens says.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A cardinal number with its tolerance: `16`, `sixteen`, `about 300`, `2.5 million`.
    Number(Box<Amount>),
    /// A part of a whole: `two thirds`, `3/4`, `one in five`. The set is of numbers below one.
    Fraction(Box<Amount>),
    /// A number that is only hinted at: `dozens`, `several hundred`, `a handful`.
    Vague(Extent),
    /// An ordinal: `10th`, `tenth`, `twenty-first`.
    Ordinal(u64),
    /// A place in a row told from its end or from where one stands: `last`, `penultimate`, `next`.
    Position(Position),
    /// A percentage.
    Percent(Box<Amount>),
    /// A difference of percentages, in points: `3 percentage points`, `25 basis points`.
    Points(Box<Amount>),
    /// How many times as much: `twice`, `threefold`, `three times as many`.
    Multiple(Extent),
    /// A sum of money.
    Money(Box<Measure>),
    /// A length, area, volume, mass, speed or temperature.
    Measure(Box<Measure>),
    /// Two numbers against each other: a vote (`52-48`) or a score (`3-1`).
    Vote(Vote),
    /// A calendar time: `27 April 2020`, `September 2019`, `1994`, `27 April to 22 May 2020`.
    Time(TimeNote),
    /// A length of time: `half a century`, `150 years`, `two and a half years`.
    Period(Period),
    /// An age in completed years: `the 77-year-old`, `, 77,`, `aged 77`, `in her 60s`.
    Age(Extent),
    /// A weekday, 1 (Monday) to 7 (Sunday).
    Weekday(u8),
}

/// A number as the text tells it, and the set that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// All numbers that may be meant.
    pub extent: Extent,
    /// The number told; of a range (`40 to 50`), and of two bounds, the first.
    pub first: Part,
    /// The other one of a range or of two bounds.
    pub last: Option<Part>,
    /// The tokens of the numbers and of the words that bound them (`more than`, `between`), without those that only
    /// blur them (`about`).
    pub bounded: Range,
    /// What the words that bound it say, if any do.
    pub row: Option<Row>,
}

/// A number without anything around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its tokens.
    pub tokens: Range,
    /// The number.
    pub value: Decimal,
}

/// A number of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The number as told.
    pub amount: Amount,
    /// The same in the standard unit.
    pub quantity: Quantity,
}

/// Two numbers against each other, in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vote {
    /// The first.
    pub first: Part,
    /// The second.
    pub second: Part,
}

/// A place in a row that is not counted from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// So many before the last one; 0 is the last itself.
    BeforeLast(u8),
    /// So many after where one stands; negative: before it.
    FromHere(i8),
}

/// A calendar time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeNote {
    /// The days that are meant; none where the text does not fix them.
    pub time: Option<Time>,
    /// What the time was worked out from.
    pub from: TimeBasis,
    /// For a range whose separator is missing (`27 April 22 May 2020`): the byte of the document's text
    /// where it should stand.
    pub gap: Option<u32>,
}

/// What a time was worked out from, and so how sure it is; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeBasis {
    /// The words alone (`27 April 2020`).
    Words,
    /// The words and the publication date (`last year`, `yesterday`, `two years ago`).
    Published,
    /// A guess would be needed (`in April` without a year): never used to contradict.
    Guess,
}

/// An expression of time as TIMEX3 annotates it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// Its tokens, with articles, `early`, `about` and the like.
    pub tokens: Range,
    /// Its type.
    pub kind: TimexKind,
    /// Its value, as TIMEX3 writes it; for times that the words do not fix it is the likeliest.
    pub value: String,
}

/// The types of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimexKind {
    /// A day or something longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// Again and again.
    Set,
}

impl TimexKind {
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
