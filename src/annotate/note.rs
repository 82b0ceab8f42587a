//! The annotations that recognisers make.

use super::Range;
use crate::calendar::{Period, Time};
use crate::quantity::Extent;

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
    Number(Extent),
    /// An ordinal: `10th`, `tenth`, `twenty-first`.
    Ordinal(u32),
    /// A percentage.
    Percent(Extent),
    /// A calendar time: `27 April 2020`, `September 2019`, `1994`, `27 April to 22 May 2020`.
    Time(TimeNote),
    /// A length of time: `half a century`, `150 years`, `two and a half years`.
    Period(Period),
    /// An age in years: `the 77-year-old`, `, 77,`, `aged 77`.
    Age(u32),
    /// A weekday, 1 (Monday) to 7 (Sunday).
    Weekday(u8),
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
