//! Lengths of time: `150 years`, `half a century`, `two and a half years`, `a decade`, `10-year`, `24 hours`.

use super::classes::bit;
use super::number::Quantity;
use super::scan::Scan;
use super::tolerance;
use crate::calendar::{Period, Unit};
use crate::quantity::{Decimal, Extent};

/// The length of time that a number's unit makes of it, and its end.
pub(crate) fn counted(scan: Scan<'_>, quantity: Quantity) -> Option<(usize, Period)> {
    let at = scan.over_joint(quantity.end);
    let bits = scan.bits(at);
    let one = quantity.extent.point() == Some(Decimal::ONE);
    // `ten-year` but not `ten year`; `one second` but not `twenty second`.
    if bits & bit::UNITS == 0 && !(bits & bit::UNIT != 0 && (one || at > quantity.end)) {
        return None;
    }
    let unit = scan.values(at).unit?;
    let half = scan.at(scan.classes.half_and, bit::HALF_AND, at + 1).filter(|_| one);
    let (end, count) = match half {
        Some(found) => (at + 1 + found.tokens, Extent::exact(Decimal::new(15, 1))),
        None => (at + 1, quantity.extent),
    };
    Some((end, period(unit, count)))
}

/// Lengths of time without a number: `a decade`, `half a century`, `a quarter-century`. Gives start and end.
pub(crate) fn uncounted(scan: Scan<'_>, at: usize) -> Option<(usize, Period)> {
    if scan.has(at, bit::ARTICLE) {
        if scan.has(at + 1, bit::FRACTION) {
            return share(scan, at + 1);
        }
        return article(scan, at);
    }
    if scan.has(at, bit::FRACTION) { share(scan, at) } else { None }
}

/// `a year`, where it is not a rate or a point of time.
fn article(scan: Scan<'_>, at: usize) -> Option<(usize, Period)> {
    if !scan.has(at + 1, bit::UNIT) {
        return None;
    }
    let unit = scan.values(at + 1).unit?;
    if let Some(found) = scan.at(scan.classes.half_and, bit::HALF_AND, at + 2) {
        return Some((at + 2 + found.tokens, period(unit, Extent::exact(Decimal::new(15, 1)))));
    }
    // `a second` is an ordinal; `a year` after a number or a noun is a rate.
    let long = matches!(unit, Unit::Decade | Unit::Century) && !scan.has_before(at, bit::RATE_LEAD);
    let told = scan.has_before(at, bit::PERIOD_LEAD) || scan.has(at + 2, bit::AGO);
    let clear = (long || told) && (unit != Unit::Second || scan.has(at + 2, bit::AGO)) && unit != Unit::Quarter;
    clear.then(|| (at + 2, period(unit, Extent::exact(Decimal::ONE))))
}

/// `half a century`, `half-century`, `quarter of a century`.
fn share(scan: Scan<'_>, at: usize) -> Option<(usize, Period)> {
    let parts = scan.values(at).parts;
    if !matches!(parts, 2 | 4) || scan.has(at, bit::UNIT) && parts != 4 {
        return None;
    }
    let mut next = scan.over_joint(at + 1);
    let joined = next > at + 1;
    next += usize::from(!joined && scan.has(next, bit::OF));
    let article = !joined && scan.has(next, bit::ARTICLE);
    next += usize::from(article);
    if !(joined || article) || !scan.has(next, bit::UNIT) {
        return None;
    }
    let unit = scan.values(next).unit?;
    let count = Decimal::ONE.checked_div(Decimal::from(parts))?;
    Some((next + 1, period(unit, Extent::exact(count))))
}

/// Decades and centuries are told in years, and roundly.
fn period(unit: Unit, count: Extent) -> Period {
    let years = match unit {
        Unit::Decade => 10,
        Unit::Century => 100,
        _ => return Period { unit, count },
    };
    let scale = |end: Decimal| end.checked_mul(Decimal::from(years)).map_or(end, |end| end.normalize());
    let count = Extent { low: count.low.map(scale), high: count.high.map(scale), ..count };
    Period { unit: Unit::Year, count: tolerance::round_time(count) }
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_lengths_of_time() {
        for (text, said) in [
            ("It stood for half a century here.", "half a century=47 to 53 Year"),
            ("a half-century of it", "a half-century=47 to 53 Year"),
            ("150 years of peace", "150 years=150 Year;150=150"),
            ("two and a half years", "two and a half years=2.5 Year;two and a half=2.5"),
            ("sixteen years", "sixteen years=16 Year;sixteen=16"),
            ("24 hours", "24 hours=24 Hour;24=24"),
            ("a decade", "a decade=9.4 to 10.6 Year"),
            ("two decades", "two decades=18.8 to 21.2 Year;two=2"),
            ("for a year", "a year=1 Year"),
            ("for a year and a half", "a year and a half=1.5 Year"),
            ("a quarter of a century", "a quarter of a century=23.5 to 26.5 Year"),
            ("a 10-year plan", "10-year=10 Year;10=10"),
            ("more than 40 years", "more than 40 years=more than 40 Year;more than 40=more than 40"),
            ("two to three weeks", "two to three weeks=2 to 3 Week;two to three=2 to 3"),
            ("twice a year", ""),
            ("once a decade", ""),
            ("a second time", "second=#2"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
