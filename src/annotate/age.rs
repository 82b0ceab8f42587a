//! Ages in completed years: `the 77-year-old`, `77 years old`, `aged 77`, `Jane Roe, 77,`, `in her 60s`, `a 3-month-old`.

use super::classes::bit;
use super::number::Quantity;
use super::scan::Scan;
use crate::calendar::{Period, Unit};
use crate::quantity::{Decimal, Extent};

/// The greatest number that is taken for a person's age.
const OLDEST: u32 = 122;

/// The age that `old` makes of a length of time that ends at `end`.
pub(crate) fn after_period(scan: Scan<'_>, end: usize, period: &Period) -> Option<(usize, Extent)> {
    let at = scan.over_joint(end);
    scan.has(at, bit::OLD).then_some(())?;
    let years = match period.unit {
        Unit::Year => period.count,
        // In completed years.
        unit => {
            let of = |count: Decimal| match unit {
                Unit::Month => count.checked_div(Decimal::from(12)).map(|years| years.floor()),
                Unit::Week => (count < Decimal::from(52)).then_some(Decimal::ZERO),
                Unit::Day | Unit::Hour | Unit::Minute => (count < Decimal::from(365)).then_some(Decimal::ZERO),
                _ => None,
            };
            Extent { low: of(period.count.low?), high: of(period.count.high?), above: false, below: false }
        }
    };
    let whole = |end: Option<Decimal>| end.is_none_or(|end| end.fract().is_zero() && end < Decimal::from(1000));
    (whole(years.low) && whole(years.high) && (years.low.is_some() || years.high.is_some())).then_some((at + 1, years))
}

/// The age that a bare number is, and whether its note starts a token earlier: `aged 77`, `aged 18 to 34`, `Roe, 77,`.
pub(crate) fn bare(scan: Scan<'_>, quantity: Quantity) -> Option<(bool, Extent)> {
    let (at, end) = (quantity.core, quantity.end);
    let fits = |at: usize| scan.digits(at).filter(|age| (1..=OLDEST).contains(age));
    let age = fits(at)?;
    let single = end == at + 1;
    if scan.has_before(at, bit::AGED) {
        let range = quantity.last.is_some_and(|(last, ..)| fits(last).is_some());
        return (single || range).then_some((true, quantity.extent));
    }
    let name = at.checked_sub(2).filter(|_| single)?;
    let apposed = scan.mark(at - 1, ",")
        && scan.capital(name)
        && !scan.has(name, bit::MONTH | bit::FUNCTION)
        && (scan.mark(end, ",") || scan.mark(end, "."));
    (apposed && age >= 10).then_some((false, quantity.extent))
}

/// Somebody's tens of years: `in her 60s`, `in his early forties`. Gives the end.
pub(crate) fn decade(scan: Scan<'_>, at: usize) -> Option<(usize, Extent)> {
    let digits = || match scan.mixed(at)? {
        (digits, "s" | "S") => digits.parse::<u8>().ok(),
        _ => None,
    };
    let first = if scan.has(at, bit::DECADES) { scan.values(at).decade } else { digits()? };
    if !(20..=110).contains(&first) || first % 10 > 0 {
        return None;
    }
    let part = scan.before(scan.classes.date_part, bit::DATE_PART, at);
    let before = scan.before_joint(at.checked_sub(part.map_or(0, |part| part.tokens))?);
    scan.lexicon.before(scan.classes.behind.possessive, scan.walk, scan.before_joint(before))?;
    let (low, high) = match part.map(|part| part.value.text.as_str()) {
        Some("early") => (0, 4),
        Some("mid") => (3, 7),
        Some("late") => (6, 9),
        _ => (0, 9),
    };
    Some((at + 1, Extent::between((first + low).into(), (first + high).into())))
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
            ("people aged 18 to 34 fell", "aged 18 to 34=age 18 to 34"),
            ("a woman in her 60s fell", "60s=age 60 to 69"),
            ("a man in his early forties", "forties=age 40 to 44"),
            ("a 3-month-old boy", "3-month-old=age 0;3-month=3 Month;3=3"),
            ("an 18-month-old boy", "18-month-old=age 1;18-month=18 Month;18=18"),
            (
                "the more than 70 years old",
                "more than 70 years old=age more than 70;more than 70 years=more than 70 Year;more than 70=more than 70",
            ),
            ("May 27, 77 fell", "May 27=?;77=77"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
