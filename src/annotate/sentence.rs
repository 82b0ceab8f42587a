//! Sentences as ranges of tokens. They never cross a block, so a heading without a full stop ends with
//! its block.

use super::classes::{Abbreviation, bit};
use super::scan::Scan;
use crate::text::TokenKind;

/// Ends of the sentences of one block, in order; the last is the end of the block.
pub(crate) fn ends(scan: Scan<'_>, mut push: impl FnMut(usize)) {
    let count = scan.len();
    let mut at = 0;
    let mut last = 0;
    while at < count {
        let Some(next) = stop(scan, at) else {
            at += 1;
            continue;
        };
        let end = closers(scan, next);
        if end < count && !is_item(scan, last, at) && starts(scan, at, end) {
            push(end);
            last = end;
        }
        at = end;
    }
    if last < count {
        push(count);
    }
}

/// Whether the full stop follows the number of an item of a list: `1. Keep …`.
fn is_item(scan: Scan<'_>, start: usize, at: usize) -> bool {
    start + 1 == at
        && scan.mark(at, ".")
        && !scan.space_before(at)
        && scan.text(start).len() <= 2
        && scan.digits(start).is_some()
}

/// The end of the run of marks at `at` that may end a sentence. A word with its own full stop may too.
fn stop(scan: Scan<'_>, at: usize) -> Option<usize> {
    let token = scan.token(at)?;
    match token.kind {
        TokenKind::Mark => {
            let mut end = at;
            while is_stop(scan, end) && (end == at || !scan.space_before(end)) {
                end += 1;
            }
            (end > at).then_some(end)
        }
        TokenKind::Word => scan
            .walk
            .text
            .as_bytes()
            .get((token.span.end as usize).checked_sub(1)?)
            .filter(|&&byte| byte == b'.')
            .map(|_| at + 1),
        _ => None,
    }
}

fn is_stop(scan: Scan<'_>, at: usize) -> bool {
    scan.kind(at) == Some(TokenKind::Mark)
        && matches!(scan.text(at).as_bytes(), [b'.', ..] | b"!" | b"?" | [0xE2, 0x80, 0xA6])
}

/// Passes over closing quotes and brackets.
fn closers(scan: Scan<'_>, mut at: usize) -> usize {
    while at < scan.len()
        && !scan.space_before(at)
        && matches!(scan.text(at), "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "’’" | "''")
    {
        at += 1;
    }
    at
}

/// Whether a sentence starts at `next`, behind the mark at `at`.
fn starts(scan: Scan<'_>, at: usize, next: usize) -> bool {
    let first = opened(scan, next);
    let opener = scan.capital(first) && scan.has(first, bit::FUNCTION);
    if !scan.space_before(next) {
        // A lost space: `It ended.The envoy left.`
        let word = at
            .checked_sub(1)
            .is_some_and(|before| scan.text(before).len() > 2 && scan.kind(before) == Some(TokenKind::Word));
        return opener
            && word
            && scan.text(first).len() > 1
            && scan.mark(at, ".")
            && !scan.has(at - 1, bit::ABBREVIATION);
    }
    let word = scan.kind(first) == Some(TokenKind::Word);
    if word && !scan.capital(first) && is_lower(scan, first) {
        return false;
    }
    let mark = scan.text(at);
    match scan.kind(at) {
        // `U.S.`, `a.m.`, `J.K.`
        Some(TokenKind::Word) => opener || first > next,
        _ if mark.len() > 1 && mark.starts_with('.') || mark == "…" => !word || scan.capital(first),
        _ if mark != "." => true,
        _ => full_stop(scan, at, first, opener),
    }
}

fn full_stop(scan: Scan<'_>, at: usize, first: usize, opener: bool) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    if scan.space_before(at) || scan.kind(before) != Some(TokenKind::Word) {
        return true;
    }
    // An initial: `John F. Kennedy`, but not `plan B. The`.
    if scan.capital(before) && scan.text(before).chars().nth(1).is_none() {
        return opener;
    }
    if !scan.has(before, bit::ABBREVIATION) {
        return true;
    }
    let number = matches!(scan.kind(first), Some(TokenKind::Number | TokenKind::Mixed));
    match scan.values(before).abbreviation {
        Some(Abbreviation::Title) => !scan.capital(before),
        Some(Abbreviation::Number) => !number,
        // `on Sat. The`, but also plain words that look like short forms: `the sun. Then`.
        Some(Abbreviation::Other) => opener || (!number && !scan.capital(before) && scan.has(before, PLAIN)),
        None => true,
    }
}

/// Short forms of days and months are plain words when they are written small.
const PLAIN: u64 = bit::MONTH | bit::WEEKDAY;

/// Passes over opening quotes and brackets.
fn opened(scan: Scan<'_>, mut at: usize) -> usize {
    while at + 1 < scan.len() && matches!(scan.text(at), "\"" | "“" | "‘" | "(" | "[" | "«" | "'" | "„") {
        at += 1;
    }
    at
}

/// A word that starts with a small letter; letters without case start sentences.
fn is_lower(scan: Scan<'_>, at: usize) -> bool {
    scan.text(at).chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::sentences;

    #[test]
    fn survives_full_stops_that_end_nothing() {
        for text in [
            "Dr. Roe met Gen. Doe.",
            "The U.S. Senate sat at 5 a.m. on Monday.",
            "On 5 Jan. 2020 they met.",
            "He left No. 10 on foot.",
            "John F. Kennedy and J.K. Roe agreed.",
            "It rose 3.5 points to 1,000.5 in all.",
            "They went on ... and on.",
            "\"Why?\" he asked.",
            "Visit example.org today.",
            "1. Keep it dry.",
        ] {
            assert_eq!(sentences(text), [text], "{text}");
        }
    }

    #[test]
    fn ends_where_sentences_end() {
        let of = |parts: &[&str]| assert_eq!(sentences(&parts.join(" ")), parts);
        of(&["It stood in the U.S.", "The envoy left."]);
        of(&["\"It is so.\"", "“Is it?”", "(It is.)", "So it is!"]);
        of(&["They paid Acme Inc.", "The sum was small.", "It fell ...", "Then it rose."]);
        assert_eq!(sentences("It ended.The envoy left."), ["It ended.", "The envoy left."]);
        of(&["He said no.", "Then they left at 5 p.m.", "It rained ."]);
        of(&["In 1994.", "In 1995?", "1996 was dry."]);
        assert_eq!(sentences("A heading\n\nA body. Another"), ["A heading", "A body.", "Another"]);
    }
}
