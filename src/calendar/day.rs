//! One day of the proleptic Gregorian calendar.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day, counted from 0001-01-01 (which is 1). The extremes stand for 'unbounded'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// Before every day: an open beginning.
    pub const MIN: Self = Self(i32::MIN);
    /// After every day: an open end.
    pub const MAX: Self = Self(i32::MAX);

    /// The day of a year, month (1–12) and day of the month, if there is one.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(|date| Self(date.num_days_from_ce()))
    }

    /// The first day of a year within −9999 … 9999, clamped to that range.
    #[must_use]
    pub fn new_year(year: i32) -> Self {
        Self::from_ymd(year.clamp(-9999, 9999), 1, 1).unwrap_or(Self::MIN)
    }

    /// Whether the day is an open end rather than a day.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.0 == i32::MIN || self.0 == i32::MAX
    }

    /// The calendar date, unless the day is an open end.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        if self.is_open() { None } else { NaiveDate::from_num_days_from_ce_opt(self.0) }
    }

    /// The year, unless the day is an open end.
    #[must_use]
    pub fn year(self) -> Option<i32> {
        self.date().map(|date| date.year())
    }

    /// ISO weekday, 1 (Monday) to 7 (Sunday), unless the day is an open end.
    #[must_use]
    pub fn weekday(self) -> Option<u32> {
        self.date().map(|date| date.weekday().number_from_monday())
    }

    /// The day `count` days later (earlier if negative); open ends stay open.
    #[must_use]
    pub const fn plus_days(self, count: i32) -> Self {
        if self.is_open() { self } else { Self(self.0.saturating_add(count)) }
    }

    /// The same day of the month `count` months later (earlier if negative), clamped to the end of a
    /// shorter month; open ends stay open.
    #[must_use]
    pub fn plus_months(self, count: i32) -> Self {
        let Some(date) = self.date() else { return self };
        let months = Months::new(count.unsigned_abs());
        let moved = if count < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) };
        match moved {
            Some(date) => Self(date.num_days_from_ce()),
            None if count < 0 => Self::MIN,
            None => Self::MAX,
        }
    }
}

impl std::fmt::Display for Day {
    /// ISO 8601 `YYYY-MM-DD`, or `..` for an open end.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.date() {
            Some(date) => write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
            None => f.write_str(".."),
        }
    }
}
