//! Sentences as ranges of tokens. They never cross a block, so a heading without a full stop ends with
//! its block; a line of a block that was broken on purpose ends one too.

use super::classes::{Abbreviation, bit};
use super::scan::{Scan, heed};
use crate::text::{Token, TokenKind};

/// Ends of the sentences of one block, in order; the last is the end of the block.
pub(crate) fn ends(scan: Scan<'_>, mut push: impl FnMut(usize)) {
    let count = scan.len();
    let mut lines = Lines::default();
    let mut at = 0;
    let mut last = 0;
    while let Some((next, token)) = scan.heeded(at, heed::STOP | heed::LINE).and_then(|at| Some((at, scan.token(at)?)))
    {
        at = next;
        if token.line_before() && at > 0 {
            if at > last && lines.broken(scan, at) {
                push(at);
                last = at;
            }
            lines.start = at;
        }
        let Some(next) = stop(scan, at, token) else {
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

/// Whether the full stop follows the number or letter of an item of a list: `1. Keep …`, `a. Keep …`.
fn is_item(scan: Scan<'_>, start: usize, at: usize) -> bool {
    let text = scan.text(start);
    let roman = || text.len() <= 4 && text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    start + 1 == at
        && scan.mark(at, ".")
        && !scan.space_before(at)
        && ((text.len() <= 2 && scan.digits(start).is_some()) || text.len() == 1 || roman())
}

/// The lines of a block.
#[derive(Default)]
struct Lines {
    /// The first token of the line at hand.
    start: usize,
    /// The width of the longest, in bytes; 0 until it is asked for.
    longest: usize,
}

/// Lines that are all shorter than this were not broken to fit a page.
const NARROW: usize = 45;

impl Lines {
    /// Whether the line break before `at` was made on purpose, and not because the line was full: the next
    /// word would have had room, or the next line is an item of a list.
    fn broken(&mut self, scan: Scan<'_>, at: usize) -> bool {
        if bullet(scan, at) {
            return true;
        }
        let Some(before) = at.checked_sub(1) else { return false };
        let small = scan.has(before, bit::FUNCTION) && !scan.capital(before);
        let open = matches!(scan.text(before), "," | "-" | "–" | "—" | "(" | "&" | "/" | "“" | "‘");
        let first = opened(scan, at);
        if scan.capital(first) && scan.has(first, bit::FUNCTION) && !small && !open {
            return true;
        }
        if small || open || (scan.kind(first) == Some(TokenKind::Word) && is_lower(scan, first)) {
            return false;
        }
        if self.longest == 0 {
            self.longest = longest(scan).max(1);
        }
        let width = width(scan, self.start, at);
        let word = scan.token(at).map_or(0, |token| token.span.len() as usize);
        self.longest < NARROW || width + 1 + word <= self.longest
    }
}

/// Bytes from one token up to another, without the space between lines.
fn width(scan: Scan<'_>, from: usize, to: usize) -> usize {
    let first = scan.token(from).map_or(0, |token| token.span.start);
    let last = to.checked_sub(1).and_then(|last| scan.token(last)).map_or(first, |token| token.span.end);
    last.saturating_sub(first) as usize
}

fn longest(scan: Scan<'_>) -> usize {
    let mut longest = 0;
    let mut start = 0;
    for (at, token) in scan.walk.tokens.iter().enumerate() {
        if token.line_before() && at > 0 {
            longest = longest.max(width(scan, start, at));
            start = at;
        }
    }
    longest.max(width(scan, start, scan.len()))
}

/// Whether a line starts as an item of a list: a bullet, `1.`, `a)`.
fn bullet(scan: Scan<'_>, at: usize) -> bool {
    if !scan.space_before(at + 1) {
        let numbered = scan.digits(at).is_some() || scan.text(at).len() == 1;
        return numbered && matches!(scan.text(at + 1), "." | ")") && at + 2 < scan.len() && scan.space_before(at + 2);
    }
    at + 1 < scan.len() && matches!(scan.text(at), "-" | "*" | "–" | "—" | "•" | "▪" | "◦" | "·" | "●" | "■" | "‣")
}

/// The end of the run of marks at `at` that may end a sentence. A word with its own full stop may too.
fn stop(scan: Scan<'_>, at: usize, token: &Token) -> Option<usize> {
    match token.kind {
        TokenKind::Mark => {
            let mut end = at;
            // `. . .` is one mark, too.
            let dots = |end: usize| scan.text(end) == "." && scan.text(end - 1) == ".";
            while is_stop(scan, end) && (end == at || !scan.space_before(end) || dots(end)) {
                end += 1;
            }
            (end > at).then_some(end)
        }
        TokenKind::Word => token.dotted().then_some(at + 1),
        _ => None,
    }
}

fn is_stop(scan: Scan<'_>, at: usize) -> bool {
    scan.token(at).is_some_and(Token::stop)
}

/// Passes over closing quotes and brackets.
fn closers(scan: Scan<'_>, mut at: usize) -> usize {
    while at < scan.len()
        && !scan.space_before(at)
        && matches!(scan.text(at), "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "›" | "*" | "_")
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
        Some(TokenKind::Word) => dotted(scan, at, next, first, opener),
        _ if mark.len() > 1 && mark.starts_with('.') || mark == "…" => !word || scan.capital(first),
        // `“Why?” Roe asked.`
        _ if mark != "." => !(first == next && quoted(scan, next) && asked(scan, first)),
        _ => full_stop(scan, at, first, opener),
    }
}

/// Whether a sentence starts behind a word with its own full stop: `U.S.`, `a.m.`, `J.K.`
fn dotted(scan: Scan<'_>, at: usize, next: usize, first: usize, opener: bool) -> bool {
    if scan.values(at).abbreviation == Some(Abbreviation::Title) {
        return false;
    }
    let quote = first > next && !matches!(scan.text(next), "(" | "[");
    // `at 5 p.m. Roe left`, but `at 5 p.m. Monday` and `at 5 p.m. EST`.
    let clock = scan.has(at, bit::CLOCK)
        && scan.capital(first)
        && !scan.has(first, bit::WEEKDAY | bit::MONTH | bit::CLOCK)
        && !scan.token(first).is_some_and(Token::all_capitals)
        && scan.lexicon.at(scan.classes.times.time_zone(), scan.walk, first).is_none();
    opener || quote || clock
}

/// Whether a quotation closes just before `next`.
fn quoted(scan: Scan<'_>, next: usize) -> bool {
    next.checked_sub(1).is_some_and(|before| matches!(scan.text(before), "\"" | "”" | "’" | "'" | "»"))
}

/// Whether a name and a verb of speech follow: then what was quoted goes on with who said it.
fn asked(scan: Scan<'_>, first: usize) -> bool {
    if scan.has(first, bit::FUNCTION) {
        return false;
    }
    let named = |at: usize| scan.capital(at) || scan.mark(at, ".");
    let mut at = first;
    while at < first + 5 && named(at) {
        at += 1;
    }
    at > first && scan.has(at, bit::REPORTING) && scan.kind(at) == Some(TokenKind::Word)
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
        Some(Abbreviation::Capital) => opener || (!scan.capital(before) && !number),
        Some(Abbreviation::Other) => opener,
        None => true,
    }
}

/// Passes over opening quotes and brackets.
fn opened(scan: Scan<'_>, mut at: usize) -> usize {
    while at + 1 < scan.len()
        && matches!(scan.text(at), "\"" | "“" | "‘" | "(" | "[" | "«" | "'" | "„" | "‹" | "*" | "_")
    {
        at += 1;
    }
    at
}

/// A word that starts with a small letter; letters without case start sentences, and so does `iPhone`.
fn is_lower(scan: Scan<'_>, at: usize) -> bool {
    let mut letters = scan.text(at).chars();
    letters.next().is_some_and(char::is_lowercase) && !letters.next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests;
