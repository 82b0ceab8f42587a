//! Percentages and differences of them: `5 %`, `five per cent`, `5% to 10%`, `percent of 20`, `3 percentage points`.

use super::classes::bit;
use super::number::{self, Quantity};
use super::scan::Scan;
use crate::quantity::Decimal;
use crate::text::TokenKind;

/// The end of a percent sign or word behind a number, or behind a share.
pub(crate) fn percent(scan: Scan<'_>, end: usize, share: bool) -> Option<usize> {
    let at = scan.over_joint(end);
    // `half a percent`
    let at = at + usize::from(share && scan.has(at, bit::ARTICLE));
    let end = at + scan.at(scan.classes.percent, bit::PERCENT, at)?.tokens;
    // `29%20and` in a web address.
    let goes_on = scan.kind(at) == Some(TokenKind::Mark)
        && !scan.space_before(end)
        && scan.kind(end).is_some_and(|kind| kind != TokenKind::Mark && kind != TokenKind::Possessive);
    (!goes_on).then_some(end)
}

/// The quantity with the second end of a range that is told as a percentage of its own (`5% to 10%`), and its end.
pub(crate) fn range(scan: Scan<'_>, first: Quantity, end: usize) -> (Quantity, usize) {
    let second =
        number::continued(scan, first, end).and_then(|second| Some((second, percent(scan, second.end, false)?)));
    second.map_or((first, end), |(second, end)| (first.until(scan, second), end))
}

/// The end of the word for points behind a number, and how many points it is.
pub(crate) fn points(scan: Scan<'_>, quantity: Quantity) -> Option<(usize, Decimal)> {
    let class = scan.classes.behind.percent_points;
    if quantity.glued {
        let (_, suffix) = scan.mixed(quantity.end - 1)?;
        return Some((quantity.end, scan.word_value(class, suffix)?.number?));
    }
    let at = scan.over_joint(quantity.end);
    let found = scan.beside(class, at)?;
    Some((at + found.tokens, found.value.number?))
}

/// `percent of 20`, where no number stands before it: the number behind it.
pub(crate) fn prefixed(scan: Scan<'_>, at: usize) -> Option<Quantity> {
    let found = scan.at(scan.classes.percent, bit::PERCENT, at)?;
    let of = at + found.tokens;
    let number = |at: usize| matches!(scan.kind(at), Some(TokenKind::Number)) || scan.has(at, bit::CARDINAL);
    if !scan.has(of, bit::OF) || at.checked_sub(1).is_some_and(number) {
        return None;
    }
    let quantity = number::read(scan, of + 1, of + 1)?;
    (!scan.counted(quantity.end)).then_some(Quantity { start: at, ..quantity })
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_percentages_and_points() {
        for (text, said) in [
            ("5% of it", "5%=%5"),
            ("nearly 50 per cent of it", "nearly 50 per cent=%45 to 50"),
            ("between 5% and 10% of it", "between 5% and 10%=%5 to 10"),
            ("5-10 percent of it", "5-10 percent=%5 to 10"),
            ("minus five percent", "minus five percent=%-5"),
            ("per cent of 20", "per cent of 20=%20"),
            ("3 percentage points more", "3 percentage points=3 points"),
            ("about 25 basis points", "about 25 basis points=0.225 to 0.275 points"),
            ("half a percent", "half a percent=%0.45 to 0.55"),
            ("it rose 25bps", "25bps=0.25 points"),
            ("at a%2029%20b", ""),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
