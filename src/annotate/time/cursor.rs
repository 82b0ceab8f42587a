//! A place in a block's tokens to read numbers, units, months and weekdays from.

use super::vocabulary::{Asks, Bits, Class, Roles};
use crate::annotate::classes::bit;
use crate::annotate::scan::Scan;
use crate::rules::WordId;
use crate::rules::lexicon::Found;
use crate::text::{Token, TokenKind};

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount<'a> {
    /// So many wholes, and perhaps a half.
    Count(u32, bool),
    /// Another decimal, as it is written.
    Decimal(&'a str),
    /// Some.
    Vague,
}

/// A place to read words from.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub scan: Scan<'a>,
}

impl<'a> Cursor<'a> {
    #[inline]
    fn vocabulary(self) -> &'a super::Vocabulary {
        &self.scan.classes.times
    }

    #[inline]
    pub fn len(self) -> usize {
        self.scan.len()
    }

    #[inline]
    pub fn token(self, at: usize) -> Option<&'a Token> {
        self.scan.token(at)
    }

    #[inline]
    pub fn kind(self, at: usize) -> Option<TokenKind> {
        self.scan.kind(at)
    }

    #[inline]
    pub fn text(self, at: usize) -> &'a str {
        self.scan.text(at)
    }

    /// Whether the token starts with a capital; none past the end does.
    #[inline]
    pub fn capital(self, at: usize) -> bool {
        self.scan.capital(at)
    }

    #[inline]
    fn word(self, at: usize) -> WordId {
        self.scan.walk.words.get(at).copied().unwrap_or_default()
    }

    #[inline]
    fn roles(&self, at: usize) -> &Roles {
        self.vocabulary().roles(self.word(at))
    }

    /// The recognisers that may find something here.
    #[inline]
    pub fn asks(self, at: usize) -> Asks {
        self.vocabulary().asks(self.word(at), [self.word(at + 1), self.word(at + 2)])
    }

    /// The classes in which an entry may start here.
    #[inline]
    pub fn starts(self, at: usize) -> Bits {
        self.roles(at).starts
    }

    /// The classes in which an entry of several words may start before this word.
    #[inline]
    pub fn second(self, at: usize) -> Bits {
        self.roles(at).second
    }

    /// Whether the single word is in the class.
    #[inline]
    pub fn is(self, at: usize, class: Class) -> bool {
        self.roles(at).alone & class.bit != 0
    }

    /// What the single word stands for in a class.
    #[inline]
    pub fn value(self, at: usize, class: Class) -> Option<&'a str> {
        self.found(at, class).map(|found| self.vocabulary().sign(found))
    }

    #[inline]
    fn found(self, at: usize, class: Class) -> Option<Found<'a>> {
        if self.is(at, class) { self.scan.lexicon.single(self.word(at), class.id) } else { None }
    }

    /// What a part of a token stands for in a class.
    pub fn part(self, text: &str, class: Class) -> Option<&'a str> {
        let word = self.scan.lexicon.word(crate::text::fold::hash(text));
        self.scan.lexicon.single(word, class.id).map(|found| self.vocabulary().sign(found))
    }

    /// The same as a number.
    #[inline]
    pub fn number(self, at: usize, class: Class) -> Option<u32> {
        self.found(at, class).and_then(|found| self.vocabulary().number(found))
    }

    /// The longest entry of a class here: its end, and what it stands for.
    #[inline]
    pub fn entry(self, at: usize, class: Class) -> Option<(usize, &'a str)> {
        if self.starts(at) & class.bit == 0 {
            return None;
        }
        let found = self.scan.lexicon.at(class.id, self.scan.walk, at)?;
        Some((at + found.tokens, self.vocabulary().sign(found)))
    }

    /// The start of the longest entry of a class that ends here.
    #[inline]
    pub fn before(self, end: usize, class: Class) -> Option<usize> {
        if self.roles(end.checked_sub(1)?).ends & class.bit == 0 {
            return None;
        }
        self.scan.lexicon.before(class.id, self.scan.walk, end).map(|found| end - found.tokens)
    }

    /// Whether an entry of a class ends before the token.
    #[inline]
    pub fn has_before(self, at: usize, class: Class) -> bool {
        at.checked_sub(1).is_some_and(|last| self.is(last, class)) || self.before(at, class).is_some()
    }

    #[inline]
    pub fn mark(self, at: usize, mark: &str) -> bool {
        self.scan.mark(at, mark)
    }

    #[inline]
    pub fn space_before(self, at: usize) -> bool {
        self.scan.space_before(at)
    }

    /// Past a hyphen that joins two words.
    #[inline]
    pub fn joint(self, at: usize) -> usize {
        self.scan.over_joint(at)
    }

    /// A dash or hyphen, spaced or not.
    #[inline]
    pub fn dash(self, at: usize) -> bool {
        self.scan.dash(at)
    }

    /// An integer of plain digits, with how many there are.
    #[inline]
    pub fn digits(self, at: usize) -> Option<(u32, usize)> {
        let token = self.token(at).filter(|token| token.kind == TokenKind::Number)?;
        let text = token.span.of(self.scan.walk.text);
        if text.len() > 8 {
            return None;
        }
        let mut value = 0;
        for byte in text.bytes() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            value = value * 10 + u32::from(digit);
        }
        Some((value, text.len()))
    }

    /// Digits with an ordinal's ending (`3rd`).
    #[inline]
    pub fn ordinal_digits(self, at: usize) -> Option<u32> {
        let (digits, suffix) = self.scan.mixed(at)?;
        let known = digits.len() <= 4 && self.scan.part(suffix).0 & bit::ORDINAL_SUFFIX != 0;
        if known { digits.parse().ok() } else { None }
    }

    /// An ordinal in digits or words: its end and value.
    pub fn ordinal(self, at: usize) -> Option<(usize, u32)> {
        if let Some(value) = self.ordinal_digits(at) {
            return Some((at + 1, value));
        }
        if let Some(value) = self.number(at, self.vocabulary().ordinal).filter(|&value| value < 100) {
            return Some((at + 1, value));
        }
        let tens = self.number(at, self.vocabulary().cardinal).filter(|tens| tens % 10 == 0 && *tens >= 20)?;
        let next = self.joint(at + 1);
        let ones = self.number(next, self.vocabulary().ordinal).filter(|&ones| ones < 10)?;
        Some((next + 1, tens + ones))
    }

    /// A number below a hundred in words.
    pub fn tens(self, at: usize) -> Option<(usize, u32)> {
        let value = self.number(at, self.vocabulary().cardinal)?;
        let next = self.joint(at + 1);
        if value >= 20
            && value.is_multiple_of(10)
            && let Some(ones) = self.number(next, self.vocabulary().cardinal).filter(|&ones| (1..10).contains(&ones))
        {
            return Some((next + 1, value + ones));
        }
        Some((at + 1, value))
    }

    /// A number in digits or words: its end and value.
    pub fn cardinal(self, at: usize) -> Option<(usize, u32)> {
        if let Some((value, _)) = self.digits(at) {
            return Some((at + 1, value));
        }
        if self.kind(at) == Some(TokenKind::Number) && self.text(at).contains(',') {
            return self.text(at).replace(',', "").parse().ok().map(|value| (at + 1, value));
        }
        let article = self.is(at, self.vocabulary().one) && self.is(at + 1, self.vocabulary().magnitude);
        let (mut end, mut value) = if article { (at + 1, 1) } else { self.tens(at)? };
        let mut steps = 0;
        while let Some(times) = self.number(end, self.vocabulary().magnitude) {
            value = value.saturating_mul(times);
            end += 1;
            steps += 1;
            if steps > 3 {
                break;
            }
            // `two thousand and twenty`, but not `one thousand and two thousand`.
            let and = end + usize::from(self.scan.has(end, bit::RANGE_AND));
            if let Some((next, more)) = self.tens(and)
                && (and == end || self.number(next, self.vocabulary().magnitude).is_none())
            {
                value = value.saturating_add(more);
                end = next;
            }
        }
        Some((end, value))
    }

    /// A year as it is spoken: `nineteen ninety-six`, `two thousand`.
    pub fn spoken_year(self, at: usize) -> Option<(usize, u32)> {
        let first = self.number(at, self.vocabulary().cardinal)?;
        if (16..=20).contains(&first)
            && let Some((end, rest)) = self.tens(at + 1)
            && rest >= 10
        {
            return Some((end, first * 100 + rest));
        }
        // `nineteen oh one`
        if (16..=20).contains(&first)
            && self.number(at + 1, self.vocabulary().cardinal) == Some(0)
            && let Some(ones) = self.number(at + 2, self.vocabulary().cardinal).filter(|ones| (1..10).contains(ones))
        {
            return Some((at + 3, first * 100 + ones));
        }
        let (end, value) = self.cardinal(at)?;
        ((2000..2100).contains(&value) && end > at + 1).then_some((end, value))
    }

    /// How many of a unit: its end and amount.
    pub fn amount(self, at: usize) -> Option<(usize, Amount<'a>)> {
        let v = self.vocabulary();
        if let Some((end, _)) = self.entry(at, v.couple) {
            return Some((end, Amount::Count(2, false)));
        }
        if let Some((end, _)) = self.entry(at, v.vague) {
            return Some((end, Amount::Vague));
        }
        if let Some((end, value)) = self.cardinal(at) {
            // `two-and-a-half`
            if let Some((half, _)) = self.entry(self.joint(end), v.half_and) {
                return Some((half, Amount::Count(value, true)));
            }
            if self.text(end) == "1" && self.mark(end + 1, "/") && self.text(end + 2) == "2" {
                return Some((end + 3, Amount::Count(value, true)));
            }
            // `3½`
            if self.text(end) == "½" && !self.space_before(end) {
                return Some((end + 1, Amount::Count(value, true)));
            }
            return Some((end, Amount::Count(value, false)));
        }
        if let Some(whole) = self.text(at).strip_suffix(".5")
            && let Ok(value) = whole.parse()
        {
            return Some((at + 1, Amount::Count(value, true)));
        }
        let text = self.text(at);
        let decimal = self.kind(at) == Some(TokenKind::Number) && text.len() <= 8 && !text.contains(',');
        if decimal && text.bytes().filter(|byte| *byte == b'.').count() == 1 {
            return Some((at + 1, Amount::Decimal(text)));
        }
        self.is(at, v.one).then_some((at + 1, Amount::Count(1, false)))
    }

    /// A unit of time, one or several: its end, letters, and whether it is a plural.
    #[inline]
    pub fn unit(self, at: usize) -> Option<(usize, &'a str, bool)> {
        if let Some(unit) = self.value(at, self.vocabulary().unit) {
            return Some((at + 1, unit, false));
        }
        self.value(at, self.vocabulary().units).map(|unit| (at + 1, unit, true))
    }

    /// The month here, its end past the full stop of a short form.
    pub fn month(self, at: usize) -> Option<(usize, u32)> {
        let month = self.number(at, self.vocabulary().month)?;
        if !self.token(at)?.capital() && !self.small_month(at) {
            return None;
        }
        Some((self.stop(at), month))
    }

    /// Whether a name in small letters is a month: a long one is; a short one and one that is a word of another kind
    /// too have a day or a year beside them.
    fn small_month(self, at: usize) -> bool {
        let v = self.vocabulary();
        let doubtful = self.is(at, v.doubtful_month);
        if !doubtful && self.text(at).len() >= 4 {
            return true;
        }
        let day = |at: usize| {
            let digits = self.digits(at).filter(|&(value, len)| !doubtful && len <= 2 && (1..=31).contains(&value));
            digits.is_some() || self.ordinal_digits(at).is_some_and(|day| (1..=31).contains(&day))
        };
        let year = self.digits(at + 1).is_some_and(|(year, len)| len == 4 && (1900..2100).contains(&year));
        let first = !doubtful && self.number(at + 1, v.ordinal).is_some();
        if first || year && !self.is(at + 2, v.no_year) || day(at + 1) || self.tied(at + 1) && day(at + 2) {
            return true;
        }
        let of = at > 0 && self.is(at - 1, v.of);
        let end = if of || at > 0 && self.tied(at - 1) { at - 1 } else { at };
        let named = |at: usize| of && self.number(at, v.ordinal).is_some_and(|day| (1..=31).contains(&day));
        end.checked_sub(1).is_some_and(|last| day(last) || named(last))
    }

    /// Whether a hyphen or slash stands here between two tokens, without spaces.
    pub fn tied(self, at: usize) -> bool {
        (self.mark(at, "-") || self.mark(at, "/")) && !self.space_before(at) && !self.space_before(at + 1)
    }

    /// Past the full stop of a short form, or one that ties a name to a number.
    fn stop(self, at: usize) -> usize {
        if !self.mark(at + 1, ".") || self.space_before(at + 1) {
            return at + 1;
        }
        let close = self.text(at).len() <= 4 || !self.space_before(at + 2);
        let number = self.digits(at + 2).is_some() || self.ordinal_digits(at + 2).is_some();
        if close && number { at + 2 } else { at + 1 }
    }

    /// The weekday here.
    pub fn weekday(self, at: usize) -> Option<(usize, u32)> {
        let day = self.number(at, self.vocabulary().weekday)?;
        if self.is(at, self.vocabulary().doubtful_weekday) {
            let stop = self.mark(at + 1, ".") && self.capital(at);
            let next = if self.mark(at + 1, ",") { at + 2 } else { at + 1 };
            let dated = self.digits(next).is_some() || self.ordinal_digits(next).is_some();
            if !stop && self.month(next).is_none() && !(dated && next > at + 1) {
                return None;
            }
        }
        let short = self.text(at).len() <= 5;
        let next = if short && self.mark(at + 1, ".") && !self.space_before(at + 1) { at + 2 } else { at + 1 };
        Some((next, day))
    }

    /// Whether a sentence ends before the token.
    pub fn sentence_starts(self, at: usize) -> bool {
        if at == 0 || self.token(at).is_none_or(Token::break_before) {
            return true;
        }
        let end = matches!(self.text(at - 1), "." | "?" | "!");
        end && self.capital(at) && !(at >= 2 && self.text(at - 2).len() <= 3 && self.text(at - 1) == ".")
    }
}
