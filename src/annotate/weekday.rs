//! Days of the week. A weekday is a note of its own, also beside a date.

use super::classes::bit;
use super::scan::Scan;

/// The weekday at `at`: its number, and the end of the word with its full stop.
pub(crate) fn read(scan: Scan<'_>, at: usize) -> Option<(u8, usize)> {
    if !scan.has(at, bit::WEEKDAY) || !scan.capital(at) {
        return None;
    }
    let number = scan.values(at).weekday;
    let short = scan.has(at, bit::DOUBTFUL_WEEKDAY | bit::ABBREVIATION);
    let dotted = short && scan.mark(at + 1, ".") && !scan.space_before(at + 1);
    let end = at + 1 + usize::from(dotted);
    let next = end + usize::from(scan.mark(end, ","));
    let next = next + usize::from(scan.has(next, bit::THE));
    let day = scan.digits(next).is_some_and(|day| day <= 31) || scan.mixed(next).is_some();
    let dated =
        scan.has(next, bit::MONTH) || (day && (scan.has(next + 1, bit::MONTH | bit::OF) || scan.dash(next + 1)));
    if scan.has(at, bit::DOUBTFUL_WEEKDAY) && !dated {
        return None;
    }
    (1..=7).contains(&number).then_some((number, end))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_weekdays_beside_dates_and_alone() {
        for (text, said) in [
            ("on Monday, 27 April 2020", "Monday=weekday 1;27 April 2020=2020-04-27 Day"),
            ("on Thursday, February 27, 2020", "Thursday=weekday 4;February 27, 2020=2020-02-27 Day"),
            ("on Sat., Feb. 29, 2020", "Sat.=weekday 6;Feb. 29, 2020=2020-02-29 Day"),
            ("on Monday they", "Monday=?;Monday=weekday 1"),
            ("She sat. The sun and the Sun", ""),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
