//! Words that deny, as ranges of tokens. What they deny is for the rules to say.

use super::classes::bit;
use super::scan::Scan;

/// The end of the denying words at `at`. The caller has seen that one may start here.
pub(crate) fn read(scan: Scan<'_>, at: usize) -> Option<usize> {
    // `No. 10` denies nothing.
    if scan.has(at, bit::LABEL) && scan.mark(at + 1, ".") && scan.digits(at + 2).is_some() {
        return None;
    }
    scan.at(scan.classes.negation, bit::NEGATION, at).map(|found| at + found.tokens)
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::negations;

    #[test]
    fn finds_denying_words() {
        assert_eq!(
            negations("It did not, didn't and didn’t; neither No. 10 nor no one."),
            ["not", "didn't", "didn’t", "neither", "nor", "no"]
        );
        assert!(negations("A note on nothings.").is_empty());
    }
}
