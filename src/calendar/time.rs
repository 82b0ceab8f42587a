//! What a date in a text or a fact denotes.

use super::{Day, Days};
use serde::{Deserialize, Serialize};

/// How finely a date is told. Coarser grains are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Grain {
    /// A time of day.
    Hour,
    /// A calendar day.
    Day,
    /// A week.
    Week,
    /// A calendar month.
    Month,
    /// A quarter or season.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Grain {
    /// Widens a set of days to whole units of this grain.
    #[must_use]
    pub fn coarsen(self, days: Days) -> Days {
        let years = |step: i32| {
            let floor = |day: Day| day.year().map_or(day, |year| Day::new_year(year.div_euclid(step) * step));
            let ceil = |day: Day| {
                day.year().map_or(day, |year| Day::new_year(year.div_euclid(step) * step + step).plus_days(-1))
            };
            days.map(floor, ceil)
        };
        match self {
            Self::Hour | Self::Day => days,
            Self::Week => days.map(
                |day| day.weekday().map_or(day, |weekday| day.plus_days(1 - weekday.cast_signed())),
                |day| day.weekday().map_or(day, |weekday| day.plus_days(7 - weekday.cast_signed())),
            ),
            Self::Month | Self::Quarter => {
                let step: u32 = if self == Self::Month { 1 } else { 3 };
                let floor = |day: Day| {
                    use chrono::Datelike;
                    day.date().map_or(day, |date| {
                        Day::from_ymd(date.year(), (date.month() - 1) / step * step + 1, 1).unwrap_or(day)
                    })
                };
                days.map(floor, |day| {
                    if day.is_open() { day } else { floor(day).plus_months(step.cast_signed()).plus_days(-1) }
                })
            }
            Self::Year => years(1),
            Self::Decade => years(10),
            Self::Century => years(100),
        }
    }
}

/// A stretch of time whose two ends may each be known only as a set of days.
///
/// The *inner* days belong to it for sure, the *outer* ones possibly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stretch {
    /// The days one of which is the first.
    pub start: Days,
    /// The days one of which is the last.
    pub end: Days,
}

impl Stretch {
    /// Always.
    pub const ALWAYS: Self = Self { start: Days::one(Day::MIN), end: Days::one(Day::MAX) };

    /// The days that surely belong to it, if any does.
    #[must_use]
    pub fn inner(self) -> Option<Days> {
        Days::new(self.start.last, self.end.first)
    }

    /// The days that possibly belong to it.
    #[must_use]
    pub fn outer(self) -> Days {
        Days { first: self.start.first, last: self.end.last.max(self.start.first) }
    }
}

/// A date as a set: either one day that lies somewhere in `when` (`point`), or a whole stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Time {
    /// Start and end; for a point both are the same set of days.
    pub when: Stretch,
    /// How finely it is told.
    pub grain: Grain,
    /// True for something that happens on some day of the set, false for what lasts from start to end.
    pub point: bool,
}

impl Time {
    /// Some day within `days`.
    #[must_use]
    pub const fn point(days: Days, grain: Grain) -> Self {
        Self { when: Stretch { start: days, end: days }, grain, point: true }
    }

    /// A single day.
    #[must_use]
    pub const fn day(day: Day) -> Self {
        Self::point(Days::one(day), Grain::Day)
    }

    /// From some day of `start` to some day of `end`.
    #[must_use]
    pub const fn stretch(start: Days, end: Days, grain: Grain) -> Self {
        Self { when: Stretch { start, end }, grain, point: false }
    }

    /// Every day that it may touch.
    #[must_use]
    pub fn days(self) -> Days {
        self.when.outer()
    }

    /// Moves every day, keeping grain and kind.
    #[must_use]
    pub fn map(self, mut step: impl FnMut(Day) -> Day) -> Self {
        let mut both = |days: Days| {
            let (first, last) = (step(days.first), step(days.last));
            Days { first: first.min(last), last: last.max(first) }
        };
        Self { when: Stretch { start: both(self.when.start), end: both(self.when.end) }, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coarsens_to_whole_units() {
        let day = |y, m, d| Day::from_ymd(y, m, d).expect("day");
        let of = |grain: Grain| grain.coarsen(Days::one(day(2020, 2, 27))).to_string();
        assert_eq!(of(Grain::Week), "2020-02-24/2020-03-01");
        assert_eq!(of(Grain::Month), "2020-02-01/2020-02-29");
        assert_eq!(of(Grain::Quarter), "2020-01-01/2020-03-31");
        assert_eq!(of(Grain::Decade), "2020-01-01/2029-12-31");
        assert_eq!(Grain::Year.coarsen(Days::ALL), Days::ALL);
    }
}
