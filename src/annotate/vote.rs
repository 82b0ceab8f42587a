//! Votes and scores: `52-48`, `52 to 48`, `a 5-4 ruling`, `won 3-1`.

use super::classes::bit;
use super::scan::Scan;
use super::tolerance;
use crate::text::TokenKind;

/// How many tokens away a word may stand that tells of a contest.
const NEAR: usize = 3;

/// Two numbers against each other that start at `at`: the tokens of the second, and both.
pub(crate) fn read(scan: Scan<'_>, at: usize) -> Option<(usize, u32, u32)> {
    let first = plain(scan, at)?;
    let dash =
        scan.walk.is_joint(at + 1) || (scan.dash(at + 1) && !scan.space_before(at + 1) && !scan.space_before(at + 2));
    let to = scan.has(at + 1, bit::RANGE_TO) && !scan.has_before(at, bit::RANGE_FROM);
    let second = plain(scan, at + 2).filter(|_| dash || to)?;
    let end = at + 3;
    let amount = bit::UNIT | bit::UNITS | bit::PERCENT | bit::MAGNITUDE | bit::MAGNITUDE_SUFFIX | bit::CLOCK;
    let number = |at: usize| scan.kind(at) == Some(TokenKind::Number);
    let chained = (scan.walk.is_joint(end) && number(end + 1))
        || at.checked_sub(2).is_some_and(|before| scan.walk.is_joint(before + 1) && number(before));
    let money = scan.has_before(at, bit::CURRENCY | bit::MONTH)
        || scan.has(end, bit::MONTH)
        || tolerance::row_before(scan, at, 0).is_some();
    let slash = scan.mark(end, "/") || at.checked_sub(1).is_some_and(|before| scan.mark(before, "/"));
    if chained || money || slash || scan.has(scan.over_joint(end), amount) {
        return None;
    }
    // A range rises; two numbers that fall, or stand near a contest, are against each other.
    let told = (dash && first >= second) || is_contest(scan, at, end);
    told.then_some((end, first, second))
}

/// A count of at most three digits, or with separators.
fn plain(scan: Scan<'_>, at: usize) -> Option<u32> {
    let text = scan.text(at);
    let short = text.len() <= 3 && !(text.len() > 1 && text.starts_with('0'));
    scan.digits(at).filter(|_| short)
}

fn is_contest(scan: Scan<'_>, at: usize, end: usize) -> bool {
    let word = |at: usize| scan.beside(scan.classes.behind.contest, at).is_some();
    (at.saturating_sub(NEAR)..at).any(word) || (end..end + NEAR).any(word)
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_votes_and_scores() {
        for (text, said) in [
            ("a 52-48 vote", "52-48=52:48"),
            ("a 5-4 ruling", "5-4=5:4"),
            ("they won 3-1", "3-1=3:1"),
            ("they lost 1–3 at home", "1–3=1:3"),
            ("passed by 52 to 48 votes", "52 to 48=52:48"),
            ("40-50 ships", "40-50=40 to 50"),
            ("it fell from 52 to 48", "52=52;48=48"),
            ("5-4 per cent", "5=5;4 per cent=%4"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
