//! How many times as much: `twice`, `doubled`, `threefold`, `10-fold`, `three times as many`.

use super::classes::bit;
use super::number::Quantity;
use super::scan::Scan;
use crate::quantity::Extent;

/// The multiple that a word at `at` is, and its end.
pub(crate) fn word(scan: Scan<'_>, at: usize) -> Option<(usize, Extent)> {
    let found = scan.at(scan.classes.behind.multiple, bit::MULTIPLE, at)?;
    // `twice a year` counts occasions.
    let end = at + found.tokens;
    let times = found.value.number.filter(|times| !times.is_zero() && !scan.has(end, bit::ARTICLE))?;
    Some((end, Extent::exact(times)))
}

/// The end of the words that make a multiple of a number.
pub(crate) fn counted(scan: Scan<'_>, quantity: Quantity) -> Option<usize> {
    let at = scan.over_joint(quantity.end);
    let unit = scan.beside(scan.classes.behind.multiple_unit, at)?;
    let end = at + unit.tokens;
    // `three times` may count occasions.
    let compares = unit.value.text != "times" || scan.beside(scan.classes.behind.multiple_of, end).is_some();
    compares.then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_multiples() {
        for (text, said) in [
            ("twice the size", "twice=2 times"),
            ("twice a year", ""),
            ("it doubled down then", ""),
            ("it doubled then", "doubled=2 times"),
            ("a threefold rise", "threefold=3 times"),
            ("a 10-fold rise", "10-fold=10 times;10=10"),
            ("three times as many", "three times=3 times;three=3"),
            ("he won three times", "three=3"),
            ("more than three times the size", "more than three times=more than 3 times;more than three=more than 3"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
