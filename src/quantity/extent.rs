//! Intervals of exact decimals.

use super::Decimal;
use crate::truth::Truth;
use serde::{Deserialize, Serialize};

/// The numbers from `low` to `high`; a missing end is unbounded, an end may be excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extent {
    /// Lower end, none for minus infinity.
    pub low: Option<Decimal>,
    /// Upper end, none for plus infinity.
    pub high: Option<Decimal>,
    /// Whether `low` itself is left out.
    pub above: bool,
    /// Whether `high` itself is left out.
    pub below: bool,
}

impl Extent {
    /// Exactly one number.
    #[must_use]
    pub const fn exact(value: Decimal) -> Self {
        Self { low: Some(value), high: Some(value), above: false, below: false }
    }

    /// From `low` to `high`, both included.
    #[must_use]
    pub const fn between(low: Decimal, high: Decimal) -> Self {
        Self { low: Some(low), high: Some(high), above: false, below: false }
    }

    /// The one number that it holds, if it holds just one.
    #[must_use]
    pub fn point(self) -> Option<Decimal> {
        (self.low == self.high && !self.above && !self.below).then_some(self.low).flatten()
    }

    /// Whether every number of `other` is in it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a < b || (a == b && (!self.above || other.above)),
        };
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a > b || (a == b && (!self.below || other.below)),
        };
        low && high
    }

    /// Whether all numbers of `self` are less than all of `other`.
    #[must_use]
    pub fn precedes(self, other: Self) -> bool {
        match (self.high, other.low) {
            (Some(a), Some(b)) => a < b || (a == b && (self.below || other.above)),
            _ => false,
        }
    }

    /// Whether they share no number.
    #[must_use]
    pub fn disjoint(self, other: Self) -> bool {
        self.precedes(other) || other.precedes(self)
    }

    /// `self is said`, by refinement: true if all of `self` is in `said`, false if none is.
    #[must_use]
    pub fn refines(self, said: Self) -> Truth {
        if said.covers(self) {
            Truth::True
        } else if self.disjoint(said) {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// Every number of it times a number above nought. None beyond what a decimal holds.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Option<Self> {
        let end = |end: Option<Decimal>| match end {
            Some(end) => end.checked_mul(factor).map(|end| Some(end.normalize())),
            None => Some(None),
        };
        Some(Self { low: end(self.low)?, high: end(self.high)?, ..self })
    }

    /// The same interval with both ends moved outward by `margin` (not negative).
    #[must_use]
    pub fn widen(self, margin: Decimal) -> Self {
        Self { low: self.low.map(|low| low - margin), high: self.high.map(|high| high + margin), ..self }
    }
}

impl std::fmt::Display for Extent {
    /// `16`, `47 to 53`, `more than 40`, `under 2`, …
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => write!(f, "{low}"),
            (Some(low), Some(high)) => write!(f, "{low} to {high}"),
            (Some(low), None) if self.above => write!(f, "more than {low}"),
            (Some(low), None) => write!(f, "at least {low}"),
            (None, Some(high)) if self.below => write!(f, "less than {high}"),
            (None, Some(high)) => write!(f, "at most {high}"),
            (None, None) => f.write_str("any number"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refinement_has_three_values() {
        let n = |value: i64| Extent::exact(value.into());
        let about = Extent::between(270.into(), 330.into());
        assert_eq!(
            [n(297).refines(about), n(200).refines(about), about.refines(n(297))],
            [Truth::True, Truth::False, Truth::Unknown]
        );
        let more = Extent { low: Some(40.into()), high: None, above: true, below: false };
        assert_eq!([n(40).refines(more), n(41).refines(more)], [Truth::False, Truth::True]);
    }
}
