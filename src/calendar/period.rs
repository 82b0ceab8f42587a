//! Lengths of time in calendar units.

use super::Day;
use crate::quantity::Extent;
use serde::{Deserialize, Serialize};

/// A unit that lengths of time are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Calendar days.
    Day,
    /// Seven days.
    Week,
    /// Calendar months.
    Month,
    /// Three months.
    Quarter,
    /// Calendar years.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// Months in one unit, for those that are made of months.
    #[must_use]
    pub const fn months(self) -> Option<i32> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Year => Some(12),
            Self::Decade => Some(120),
            Self::Century => Some(1200),
            _ => None,
        }
    }

    /// `day` moved by a whole number of units. Units under a day do not move it.
    #[must_use]
    pub fn shift(self, day: Day, count: i32) -> Day {
        match self {
            Self::Second | Self::Minute | Self::Hour => day,
            Self::Day => day.plus_days(count),
            Self::Week => day.plus_days(count.saturating_mul(7)),
            _ => day.plus_months(count.saturating_mul(self.months().unwrap_or(0))),
        }
    }
}

/// A length of time as the set of counts that it may mean: half a century is 47 to 53 years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The unit counted.
    pub unit: Unit,
    /// The counts that the words admit.
    pub count: Extent,
}
