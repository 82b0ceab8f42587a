//! A non-empty, gapless set of days.

use super::Day;
use serde::{Deserialize, Serialize};

/// All days from `first` to `last`, both included; either may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Days {
    /// First day, or [`Day::MIN`].
    pub first: Day,
    /// Last day, or [`Day::MAX`]; never before `first`.
    pub last: Day,
}

impl Days {
    /// Every day.
    pub const ALL: Self = Self { first: Day::MIN, last: Day::MAX };

    /// The days from `first` to `last`, or none where they are the wrong way round.
    #[must_use]
    pub fn new(first: Day, last: Day) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// A single day.
    #[must_use]
    pub const fn one(day: Day) -> Self {
        Self { first: day, last: day }
    }

    /// Whether `day` is among them.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether all of `other` is among them.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether they share a day.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The days in both.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last))
    }

    /// The smallest gapless set that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Moves both ends, the first by `before` and the last by `after`.
    #[must_use]
    pub fn map(self, first: impl FnOnce(Day) -> Day, last: impl FnOnce(Day) -> Day) -> Self {
        let (first, last) = (first(self.first), last(self.last));
        Self { first: first.min(last), last: last.max(first) }
    }
}

impl std::fmt::Display for Days {
    /// `YYYY-MM-DD`, or `first/last`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{}/{}", self.first, self.last) }
    }
}
