//! Ages in years: `the 77-year-old`, `77 years old`, `aged 77`, `Jane Roe, 77,`.

use super::classes::bit;
use super::number::Quantity;
use super::scan::Scan;
use crate::calendar::{Period, Unit};
use crate::quantity::Decimal;

/// The greatest number that is taken for a person's age.
const OLDEST: u32 = 122;

/// The age that `old` makes of a length of time that ends at `end`.
pub(crate) fn after_period(scan: Scan<'_>, end: usize, period: &Period) -> Option<(usize, u32)> {
    let at = scan.over_joint(end);
    let age = (period.unit == Unit::Year).then(|| period.count.point()).flatten()?;
    let age = u32::try_from(age).ok().filter(|age| Decimal::from(*age) == period.count.point().unwrap_or_default())?;
    scan.has(at, bit::OLD).then_some((at + 1, age))
}

/// The age that a bare number is, and whether its note starts a token earlier: `aged 77`, `Roe, 77,`.
pub(crate) fn bare(scan: Scan<'_>, quantity: Quantity) -> Option<(bool, u32)> {
    let (at, end) = (quantity.core, quantity.end);
    let age = scan.digits(at).filter(|age| (1..=OLDEST).contains(age) && end == at + 1)?;
    if scan.has_before(at, bit::AGED) {
        return Some((true, age));
    }
    let name = at.checked_sub(2)?;
    let apposed = scan.mark(at - 1, ",")
        && scan.capital(name)
        && !scan.has(name, bit::MONTH | bit::FUNCTION)
        && (scan.mark(end, ",") || scan.mark(end, "."));
    (apposed && age >= 10).then_some((false, age))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_ages() {
        for (text, said) in [
            ("the 77-year-old", "77-year-old=age 77;77-year=77 Year;77=77"),
            ("she is 77 years old", "77 years old=age 77;77 years=77 Year;77=77"),
            ("a man aged 77 fell", "aged 77=age 77"),
            ("Jane Roe, 77, fell", "77=age 77"),
            ("in rooms, 77, they", "77=77"),
            ("May 27, 77 fell", "May 27=?;77=77"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
