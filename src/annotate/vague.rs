//! Numbers that are only hinted at: `dozens of`, `tens of thousands`, `several hundred`, `a few`, `a handful of`.

use super::classes::bit;
use super::scan::Scan;
use super::tolerance::{self, Row};
use crate::quantity::{Decimal, Extent};

/// The hint at `at`: its start, which may be an article before it, its end, and the set of numbers.
pub(crate) fn read(scan: Scan<'_>, at: usize, floor: usize) -> Option<(usize, usize, Extent)> {
    let magnitude = scan.values(at).magnitude;
    if magnitude > 0 {
        // `test scores` and `tens` of a scale count nothing.
        if matches!(magnitude, 10 | 20) && !scan.has(at + 1, bit::OF) {
            return None;
        }
        // `tens of thousands`
        let of = scan.has(at + 1, bit::OF) && scan.has(at + 2, bit::VAGUE) && scan.values(at + 2).magnitude >= 1000;
        let (end, by) = if of { (at + 3, scan.values(at + 2).magnitude) } else { (at + 1, 1) };
        let least = Decimal::from(magnitude).checked_mul(Decimal::from(by))?.checked_mul(Decimal::TWO)?;
        return Some((at, end, Row::AtLeast.apply(Extent::exact(least))));
    }
    let found = scan.at(scan.classes.behind.vague, bit::VAGUE, at)?;
    let mut set = tolerance::vague(&found.value.text)?;
    let article = at > floor && scan.has_before(at, bit::ARTICLE);
    let mut end = at + found.tokens;
    let of = scan.has(end, bit::OF);
    let scaled = end + usize::from(of);
    let unit = scan.values(scaled).magnitude;
    let many = scan.has(scaled, bit::MAGNITUDE) && unit > 0;
    if many {
        let by = Decimal::from(unit);
        let scale = |end: Option<Decimal>| end.and_then(|end| end.checked_mul(by));
        set = Extent { low: scale(set.low), high: scale(set.high), ..set };
        end = scaled + 1;
    }
    let told = match found.value.text.as_str() {
        "several" => true,
        "few" => article,
        // `the couple` is two people.
        _ => article && (of || many),
    };
    told.then_some((at - usize::from(article), end, set))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_hints() {
        for (text, said) in [
            ("Dozens of ships", "Dozens=~at least 24"),
            ("tens of thousands of people", "tens of thousands=~at least 20000"),
            ("several hundred people", "several hundred=~at least 300"),
            ("their test scores rose", ""),
            ("several people", "several=~at least 3"),
            ("a few thousand people", "a few thousand=~2000 to 10000"),
            ("few people", ""),
            ("a handful of people", "a handful=~2 to 10"),
            ("a couple of dozen people", "a couple of dozen=~24 to 36"),
            ("the couple left", ""),
            ("two dozen people", "two dozen=24"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
