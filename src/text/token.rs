//! Tokens: words, numbers and single marks, in one pass over the bytes.
//!
//! Hyphenated words are cut at the hyphen and possessive endings are tokens of their own, so that
//! patterns and names need not list spellings. What matters about layout (space before, line break
//! before) is kept in flags.

use super::{Span, address, fold, plain};
use crate::text::source::offset;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, possibly with inner apostrophes (`don't`) or inner full stops (`U.S.`).
    Word,
    /// Digits, possibly with separators and decimals (`1,000.5`).
    Number,
    /// Digits and letters in one word (`10th`, `1990s`, `G20`, `5kg`).
    Mixed,
    /// The possessive ending: `'s`, `’s`, or a lone apostrophe after a plural.
    Possessive,
    /// Any other single character, or a run of full stops.
    Mark,
    /// A URL, an e-mail address, a @handle or a #tag.
    Address,
}

/// One token of a text. The word itself is cut from the text by its span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Byte range in the text.
    pub span: Span,
    /// Hash of the folded word ([`fold::hash`]).
    pub hash: u64,
    /// What it is made of.
    pub kind: TokenKind,
    flags: u8,
    /// What its first character may do, of [`sort`].
    sort: u8,
}

const SPACE_BEFORE: u8 = 1;
const BREAK_BEFORE: u8 = 2;
const CAPITAL: u8 = 4;
const ALL_CAPITALS: u8 = 8;
const LINE_BEFORE: u8 = 16;
const DOTTED: u8 = 32;

/// What a mark may do in a text, so that nobody need look at its bytes again.
mod sort {
    /// It may join two words: `-`, `‐`, `‑`, `–`.
    pub const HYPHEN: u8 = 1;
    /// It is a hyphen or a longer dash, or a minus.
    pub const DASH: u8 = 2;
    /// It may end a sentence: `.`, `!`, `?`, `…`.
    pub const STOP: u8 = 4;
    /// It may open or close a quotation.
    pub const QUOTE: u8 = 8;
    /// It is a fraction: `½`.
    pub const FRACTION: u8 = 16;

    /// What the character may do that starts with these bytes.
    pub const fn of(bytes: &[u8]) -> u8 {
        match bytes {
            [b'-', ..] | [0xE2, 0x80, 0x90 | 0x91 | 0x93, ..] => HYPHEN | DASH,
            [0xE2, 0x80, 0x94, ..] | [0xE2, 0x88, 0x92, ..] => DASH,
            [b'.' | b'!' | b'?', ..] | [0xE2, 0x80, 0xA6, ..] => STOP,
            [b'"' | b'\'', ..] | [0xC2, 0xAB | 0xBB, ..] | [0xE2, 0x80, 0x98..=0x9F | 0xB9 | 0xBA, ..] => QUOTE,
            [0xC2, 0xBC..=0xBE, ..] | [0xE2, 0x85, 0x90..=0x9E, ..] => FRACTION,
            _ => 0,
        }
    }
}

impl Token {
    /// Whether white space stands before the token (true for the first token).
    #[inline]
    #[must_use]
    pub const fn space_before(&self) -> bool {
        self.flags & SPACE_BEFORE != 0
    }

    /// Whether a blank line stands before the token.
    #[inline]
    #[must_use]
    pub const fn break_before(&self) -> bool {
        self.flags & BREAK_BEFORE != 0
    }

    /// Whether a line break stands before the token.
    #[inline]
    #[must_use]
    pub const fn line_before(&self) -> bool {
        self.flags & LINE_BEFORE != 0
    }

    /// Whether the token is a word that ends with a full stop of its own: `U.S.`, `a.m.`
    #[must_use]
    pub const fn dotted(&self) -> bool {
        self.flags & DOTTED != 0
    }

    /// Whether the token is a mark that may join two words: `-`, `‐`, `‑`, `–`.
    #[inline]
    #[must_use]
    pub const fn hyphen(&self) -> bool {
        self.sort & sort::HYPHEN != 0
    }

    /// Whether the token is a hyphen, a dash or a minus.
    #[inline]
    #[must_use]
    pub const fn dash(&self) -> bool {
        self.sort & sort::DASH != 0
    }

    /// Whether the token is a mark that may end a sentence: `.`, `...`, `!`, `?`, `…`.
    #[inline]
    #[must_use]
    pub const fn stop(&self) -> bool {
        self.sort & sort::STOP != 0
    }

    /// Whether the token is a mark that may open or close a quotation, or an ending with an apostrophe.
    #[inline]
    #[must_use]
    pub const fn quote(&self) -> bool {
        self.sort & sort::QUOTE != 0
    }

    /// Whether the token is a fraction in one character: `½`.
    #[inline]
    #[must_use]
    pub const fn fraction(&self) -> bool {
        self.sort & sort::FRACTION != 0
    }

    /// Whether the token starts with a capital letter.
    #[inline]
    #[must_use]
    pub const fn capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether the token has a capital and no small letter.
    #[must_use]
    pub const fn all_capitals(&self) -> bool {
        self.flags & ALL_CAPITALS != 0
    }
}

/// Cuts a text into tokens. Every byte that is not white space belongs to exactly one token;
/// tokens come in order and do not overlap. Time and memory are linear in the text.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let mut at = 0;
    let mut flags = SPACE_BEFORE;
    let bytes = text.as_bytes();
    while at < text.len() {
        let plain = match plain::word(bytes, at) {
            Some(word) => {
                let capital = if word.capital { CAPITAL } else { 0 };
                let capitals = if word.capitals { ALL_CAPITALS } else { 0 };
                let span = Span::new(offset(at), offset(word.end));
                let flags = flags | capital | capitals;
                Some(Token { span, hash: word.hash, kind: TokenKind::Word, flags, sort: 0 })
            }
            None => plain_mark(bytes, at, flags),
        };
        if let Some(token) = plain {
            tokens.push(token);
            at = token.span.end as usize;
            // One space, and what comes behind it is of ASCII: most words stand so.
            let space = bytes.get(at) == Some(&b' ') && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic);
            flags = if space { SPACE_BEFORE } else { 0 };
            at += usize::from(space);
            continue;
        }
        let (end, kind) = match class(text, at) {
            (Class::Space, width) => {
                flags |= SPACE_BEFORE;
                let mut newlines = 0;
                let mut next = at;
                let mut step = width;
                loop {
                    newlines += usize::from(text.as_bytes()[next] == b'\n');
                    next += step;
                    if next >= text.len() {
                        break;
                    }
                    match class(text, next) {
                        (Class::Space, width) => step = width,
                        _ => break,
                    }
                }
                if newlines > 0 {
                    flags |= if newlines > 1 { LINE_BEFORE | BREAK_BEFORE } else { LINE_BEFORE };
                }
                at = next;
                continue;
            }
            (Class::Digit, _) => number(text, at),
            (Class::Letter, _) => word(text, at),
            (Class::Apostrophe, width) => apostrophe(text, at, width, flags),
            // `Roe‘s`: the wrong mark, typed by a machine.
            (Class::Other, width) if width == 3 && possessive(text, at, width, flags) => {
                (letters(text, at + width), TokenKind::Possessive)
            }
            (Class::Other, width) => match text.as_bytes()[at] {
                b'@' if flags & SPACE_BEFORE == 0
                    && let Some((start, end)) = address::email(text, at, &tokens) =>
                {
                    // The words before the `@` are taken back into the address.
                    while let Some(token) = tokens.pop_if(|token| token.span.start as usize >= start) {
                        flags = token.flags & (SPACE_BEFORE | BREAK_BEFORE | LINE_BEFORE);
                    }
                    at = start;
                    (end, TokenKind::Address)
                }
                b'@' | b'#' if let Some(end) = address::handle(text, at) => (end, TokenKind::Address),
                _ => (mark(text, at, width), TokenKind::Mark),
            },
        };
        push(&mut tokens, text, at, end, kind, flags);
        flags = 0;
        at = end;
    }
    tokens
}

fn push(tokens: &mut Vec<Token>, text: &str, start: usize, end: usize, kind: TokenKind, mut flags: u8) {
    let word = &text[start..end];
    let bytes = word.as_bytes();
    if bytes[0].is_ascii_uppercase() || (bytes[0] >= 0x80 && word.chars().next().is_some_and(char::is_uppercase)) {
        flags |= CAPITAL;
        let small = if word.is_ascii() {
            bytes.iter().any(u8::is_ascii_lowercase)
        } else {
            word.chars().any(char::is_lowercase)
        };
        if !small {
            flags |= ALL_CAPITALS;
        }
    }
    if kind == TokenKind::Word && bytes[bytes.len() - 1] == b'.' {
        flags |= DOTTED;
    }
    let span = Span::new(offset(start), offset(end));
    let sort = if matches!(kind, TokenKind::Mark | TokenKind::Possessive) { sort::of(bytes) } else { 0 };
    tokens.push(Token { span, hash: fold::hash(word), kind, flags, sort });
}

/// The ASCII mark that stands alone at `at`: none where more than one byte may belong to it.
#[inline]
fn plain_mark(bytes: &[u8], at: usize, flags: u8) -> Option<Token> {
    let byte = *bytes.get(at)?;
    let alone = match byte {
        b'.' => bytes.get(at + 1) != Some(&b'.'),
        b'\'' | b'@' | b'#' => false,
        _ => byte.is_ascii_punctuation(),
    };
    let span = Span::new(offset(at), offset(at + 1));
    let hash = fold::hash_small(u64::from(byte), 1);
    alone.then(|| Token { span, hash, kind: TokenKind::Mark, flags, sort: sort::of(&[byte]) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Apostrophe,
    Other,
}

/// Class and width in bytes of the character at `at`, which must be a character boundary.
fn class(text: &str, at: usize) -> (Class, usize) {
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        let class = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t'..=b'\r' => Class::Space,
            b'\'' => Class::Apostrophe,
            _ => Class::Other,
        };
        return (class, 1);
    }
    // Dashes, quotation marks and their like, U+2010 to U+2027.
    if let Some([0xE2, 0x80, last @ 0x90..=0xA7]) = text.as_bytes().get(at..at + 3) {
        return (if *last == 0x99 { Class::Apostrophe } else { Class::Other }, 3);
    }
    let c = text[at..].chars().next().unwrap_or(' ');
    let class = if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}') {
        Class::Space
    } else if c == '’' || c == 'ʼ' {
        Class::Apostrophe
    } else if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) {
        Class::Letter
    } else {
        Class::Other
    };
    (class, c.len_utf8())
}

fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    (at < text.len()).then(|| class(text, at))
}

/// End of the run of letters that starts at or after `at`.
fn letters(text: &str, mut at: usize) -> usize {
    while let Some((Class::Letter, width)) = class_at(text, at) {
        at += width;
    }
    at
}

fn digits(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

fn number(text: &str, start: usize) -> (usize, TokenKind) {
    let bytes = text.as_bytes();
    let mut end = digits(text, start);
    // A separator belongs to the number only between digits: "1,000", "3.5", not "in 2019, 14".
    while bytes.get(end).is_some_and(|&b| b == b',' || b == b'.') {
        let next = digits(text, end + 1);
        let width = next - end - 1;
        if width == 0 || (bytes[end] == b',' && width != 3) {
            break;
        }
        end = next;
    }
    match class_at(text, end) {
        Some((Class::Letter, _)) => (alphanumeric(text, end), TokenKind::Mixed),
        _ => (end, TokenKind::Number),
    }
}

fn alphanumeric(text: &str, mut at: usize) -> usize {
    while let Some((Class::Letter | Class::Digit, width)) = class_at(text, at) {
        at += width;
    }
    at
}

fn word(text: &str, start: usize) -> (usize, TokenKind) {
    let bytes = text.as_bytes();
    let mut end = letters(text, start);
    if let Some((Class::Digit, _)) = class_at(text, end) {
        return (alphanumeric(text, end), TokenKind::Mixed);
    }
    // Initials and abbreviations with inner full stops: "U.S.", "a.m.", "D.C.".
    let mut dotted = end;
    let mut last = start;
    let mut parts = 0;
    while bytes.get(dotted) == Some(&b'.') && single_letter(text, last, dotted) {
        parts += 1;
        last = dotted + 1;
        dotted = letters(text, last);
        if dotted == last {
            break;
        }
    }
    if parts >= 2 {
        return (last, TokenKind::Word);
    }
    if matches!(bytes.get(end), Some(b':' | b'.'))
        && let Some(end) = address::url(text, start, end)
    {
        return (end, TokenKind::Address);
    }
    // Contractions keep their apostrophe ("don't", "O'Neill"); the possessive is cut off.
    while let Some((Class::Apostrophe, width)) = class_at(text, end) {
        let next = letters(text, end + width);
        if next == end + width || is_possessive(text, end + width, next) {
            break;
        }
        end = next;
    }
    (end, TokenKind::Word)
}

fn single_letter(text: &str, start: usize, end: usize) -> bool {
    let mut chars = text[start..end].chars();
    chars.next().is_some() && chars.next().is_none()
}

fn is_possessive(text: &str, start: usize, end: usize) -> bool {
    matches!(&text[start..end], "s" | "S")
}

fn possessive(text: &str, at: usize, width: usize, flags: u8) -> bool {
    flags & SPACE_BEFORE == 0
        && at > 0
        && text.as_bytes()[at - 1].is_ascii_alphabetic()
        && text[at..].starts_with('‘')
        && is_possessive(text, at + width, letters(text, at + width))
}

fn apostrophe(text: &str, at: usize, width: usize, flags: u8) -> (usize, TokenKind) {
    if flags & SPACE_BEFORE == 0 {
        let end = letters(text, at + width);
        if is_possessive(text, at + width, end) {
            return (end, TokenKind::Possessive);
        }
        let plural = at > 0 && matches!(text.as_bytes()[at - 1], b's' | b'S');
        if plural && !matches!(class_at(text, at + width), Some((Class::Letter | Class::Digit, _))) {
            return (at + width, TokenKind::Possessive);
        }
    }
    (at + width, TokenKind::Mark)
}

fn mark(text: &str, at: usize, width: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at + width;
    if bytes[at] == b'.' {
        while bytes.get(end) == Some(&b'.') {
            end += 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn cuts_news_text() {
        assert_eq!(
            words(
                "Germany’s U.S. envoy (77) didn't see the 10th Non-Proliferation talks, 1,000.5 km, in 2019, 14 times..."
            ),
            [
                "Germany",
                "’s",
                "U.S.",
                "envoy",
                "(",
                "77",
                ")",
                "didn't",
                "see",
                "the",
                "10th",
                "Non",
                "-",
                "Proliferation",
                "talks",
                ",",
                "1,000.5",
                "km",
                ",",
                "in",
                "2019",
                ",",
                "14",
                "times",
                "..."
            ]
        );
        assert_eq!(
            words("the states' R-Texas 52-48 G20"),
            ["the", "states", "'", "R", "-", "Texas", "52", "-", "48", "G20"]
        );
    }

    #[test]
    fn keeps_layout_in_flags() {
        let tokens = tokenize("One\n\nTwo-three");
        assert!(tokens[1].break_before() && tokens[1].capital() && !tokens[2].space_before());
    }

    proptest! {
        #[test]
        fn the_fast_road_leads_where_the_long_one_does(text in "[a-zA-Z0-9 .:/'’é\n-]{0,40}|(www|http|U|Mr|don|s|[.:/@' ]){0,9}") {
            for (at, _) in text.char_indices() {
                if let Some(plain) = plain::word(text.as_bytes(), at) {
                    prop_assert_eq!(word(&text, at), (plain.end, TokenKind::Word));
                    let mut tokens = Vec::new();
                    push(&mut tokens, &text, at, plain.end, TokenKind::Word, 0);
                    let token = tokens[0];
                    prop_assert_eq!((token.hash, token.capital(), token.all_capitals()), (plain.hash, plain.capital, plain.capitals));
                    prop_assert!(!token.dotted());
                }
            }
        }

        #[test]
        fn marks_are_what_they_look_like(text in "[-.!?\"'’‘“”«»‹›„‐‑–—−…½⅔a /:,;&%]{0,12}") {
            for token in tokenize(&text) {
                let word = token.span.of(&text);
                let mark = token.kind == TokenKind::Mark;
                prop_assert_eq!(token.hyphen(), mark && matches!(word, "-" | "‐" | "‑" | "–"));
                prop_assert_eq!(token.dash(), mark && matches!(word, "-" | "‐" | "‑" | "–" | "—" | "−"));
                let stop = word.starts_with('.') || matches!(word, "!" | "?" | "…");
                prop_assert_eq!(token.stop(), mark && stop);
                let quote = word.starts_with(['"', '\'', '’', '‘', '“', '”', '«', '»', '‹', '›', '„']);
                prop_assert_eq!(token.quote(), token.kind != TokenKind::Word && quote);
                prop_assert_eq!(token.fraction(), mark && matches!(word, "½" | "⅔"));
                prop_assert_eq!(token.hash, fold::hash(word));
            }
        }

        #[test]
        fn every_visible_byte_is_in_one_token(text in "\\PC{0,60}|[a-zA-Z0-9 .,'’\n-]{0,80}") {
            let mut at = 0;
            for token in tokenize(&text) {
                let (start, end) = (token.span.start as usize, token.span.end as usize);
                prop_assert!(start >= at && end > start);
                prop_assert!(text[at..start].chars().all(|c| matches!(class(&text[at..], text[at..].find(c).unwrap_or(0)), (Class::Space, _))));
                at = end;
            }
        }
    }
}
