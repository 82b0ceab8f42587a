//! The table of tolerances: the set of numbers that an approximate number stands for.
//!
//! | row         | words                          | for a number *n*                                 |
//! |-------------|--------------------------------|--------------------------------------------------|
//! | `about`     | about, around, roughly, some   | *n* ± 10 %                                       |
//! | `nearly`    | nearly, almost                 | [0.9 *n*, *n*)                                   |
//! | `more-than` | more than, over                | (*n*, ∞)                                         |
//! | `at-least`  | at least                       | [*n*, ∞)                                         |
//! | `up-to`     | up to                          | (−∞, *n*]                                        |
//! | `less-than` | less than, under               | (−∞, *n*)                                        |
//! | `exactly`   | exactly, equal to              | *n*                                              |
//! | rounded     | 2.5 million                    | *n* ± half a unit of its last digit              |
//! | vague       | half a million                 | *n* ± 10 %                                       |
//! | round time  | half a century, two decades    | *n* ± 6 %, in years                              |
//! | ago         | two years ago, 50 years ago    | *n* ± 1; multiples of ten: ± the greater of 1, 5 % |
//! | vague       | dozens, hundreds of            | [2 *n*, ∞)                                       |
//! | vague       | several; a few; a handful      | [3, ∞); [2, 10]; [2, 10]                         |
//! | vague       | a couple; a pair               | [2, 3]; 2                                        |
//!
//! A length that is already a set (`a decade ago`) is widened by one unit too, unless it is open (`more than`).
//!
//! The words of each row are listed in `rules/en/approximation.words`.

use super::classes::bit;
use super::scan::Scan;
use crate::quantity::{Decimal, Extent};

/// A row that a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// Ten per cent on either side.
    About,
    /// At most ten per cent less.
    Nearly,
    /// All that is greater.
    MoreThan,
    /// All that is not less.
    AtLeast,
    /// All that is not greater.
    UpTo,
    /// All that is less.
    LessThan,
    /// Just that number.
    Exactly,
}

/// On which side a row leaves a set open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It says the least.
    Above,
    /// It says the most.
    Below,
}

impl Row {
    /// The row of a name in the words file.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "about" => Self::About,
            "nearly" => Self::Nearly,
            "more-than" => Self::MoreThan,
            "at-least" => Self::AtLeast,
            "up-to" => Self::UpTo,
            "less-than" => Self::LessThan,
            "exactly" => Self::Exactly,
            _ => return None,
        })
    }

    /// The side on which the set that it makes is open.
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::MoreThan | Self::AtLeast => Some(Side::Above),
            Self::UpTo | Self::LessThan => Some(Side::Below),
            Self::About | Self::Nearly | Self::Exactly => None,
        }
    }

    /// The side that another row must have to close the set.
    #[must_use]
    pub const fn opposes(self) -> Option<Side> {
        match self.side() {
            Some(Side::Above) => Some(Side::Below),
            Some(Side::Below) => Some(Side::Above),
            None => None,
        }
    }

    /// Whether it says where the set ends, rather than that the number is only near.
    #[must_use]
    pub const fn bounds(self) -> bool {
        self.side().is_some() || matches!(self, Self::Exactly)
    }

    /// The set that the row makes of a number that may itself be a set.
    #[must_use]
    pub fn apply(self, said: Extent) -> Extent {
        match self {
            Self::About => percent(said, 10),
            Self::Nearly => Extent { below: true, above: false, low: percent(said, 10).low, high: said.high },
            Self::MoreThan => Extent { low: said.low, above: true, high: None, below: false },
            Self::AtLeast => Extent { low: said.low, above: false, high: None, below: false },
            Self::UpTo => Extent { low: None, above: false, high: said.high, below: false },
            Self::LessThan => Extent { low: None, above: false, high: said.high, below: true },
            Self::Exactly => said,
        }
    }
}

/// Takes in an approximator before token `at`, not reaching before `floor`, and widens the set by its row.
pub(crate) fn approximated(scan: Scan<'_>, at: usize, floor: usize, said: Extent) -> (usize, Extent) {
    match row_before(scan, at, floor) {
        Some((start, row)) => (start, row.apply(said)),
        None => (at, said),
    }
}

/// The approximator just before token `at`: where it starts, and its row.
pub(crate) fn row_before(scan: Scan<'_>, at: usize, floor: usize) -> Option<(usize, Row)> {
    let found = scan.before(scan.classes.approximator, bit::APPROXIMATOR, at)?;
    let start = scan.before_joint(at).checked_sub(found.tokens).filter(|&start| start >= floor)?;
    Row::named(&found.value.text).map(|row| (start, row))
}

/// The set moved outward by a share of each end.
#[must_use]
pub fn percent(said: Extent, share: i64) -> Extent {
    let part = |end: Decimal| end.abs().checked_mul(Decimal::new(share, 2)).unwrap_or_default();
    // Of a tolerance, twelve digits are more than enough: two thirds and a tenth of them are no longer number.
    let short = |end: Decimal| end.round_sf(12).unwrap_or(end).normalize();
    Extent {
        low: said.low.map(|low| short(low.checked_sub(part(low)).unwrap_or(low))),
        high: said.high.map(|high| short(high.checked_add(part(high)).unwrap_or(high))),
        ..said
    }
}

/// A length of time in decades or centuries, told in years: round, unless it is a set already.
#[must_use]
pub fn round_time(years: Extent) -> Extent {
    if years.point().is_some() { percent(years, 6) } else { years }
}

/// The set of a word that only hints at a number.
#[must_use]
pub fn vague(name: &str) -> Option<Extent> {
    let between = |low: i64, high: i64| Extent::between(low.into(), high.into());
    Some(match name {
        "several" => Row::AtLeast.apply(Extent::exact(3.into())),
        "few" | "handful" => between(2, 10),
        "couple" => between(2, 3),
        "pair" => between(2, 2),
        _ => return None,
    })
}

/// How many units `n units ago` may be off on either side.
#[must_use]
pub fn ago(count: Extent) -> Decimal {
    let one = Decimal::ONE;
    match count.point() {
        Some(count) if (count % Decimal::TEN).is_zero() => (count.abs() * Decimal::new(5, 2)).max(one),
        Some(_) => one,
        None if count.low.is_some() && count.high.is_some() => one,
        None => Decimal::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(count: i64) -> Extent {
        Extent::exact(count.into())
    }

    #[test]
    fn rows_are_as_documented() {
        let of = |name, count| Row::named(name).map(|row| row.apply(exact(count)).to_string());
        assert_eq!(of("about", 300).as_deref(), Some("270 to 330"));
        assert_eq!(of("nearly", 50).as_deref(), Some("45 to 50"));
        assert_eq!(of("more-than", 40).as_deref(), Some("more than 40"));
        assert_eq!(of("at-least", 40).as_deref(), Some("at least 40"));
        assert_eq!(of("up-to", 40).as_deref(), Some("at most 40"));
        assert_eq!(of("less-than", 40).as_deref(), Some("less than 40"));
        assert_eq!(of("exactly", 40).as_deref(), Some("40"));
        assert_eq!(of("much", 40), None);
        let vague = |name| vague(name).map(|set| set.to_string());
        assert_eq!(vague("several").as_deref(), Some("at least 3"));
        assert_eq!(vague("couple").as_deref(), Some("2 to 3"));
        assert_eq!(round_time(exact(50)).to_string(), "47 to 53");
        assert_eq!([ago(exact(7)), ago(exact(10)), ago(exact(50))], [1.into(), 1.into(), Decimal::new(25, 1)]);
    }

    #[test]
    fn huge_numbers_do_not_overflow() {
        let huge = Extent::exact(Decimal::MAX);
        assert_eq!(Row::About.apply(huge).high, Some(Decimal::MAX));
        let _ = ago(huge);
    }
}
