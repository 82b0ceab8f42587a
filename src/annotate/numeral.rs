//! Numbers in digits, with all that may be written into them: `1,250.5`, `12,34,567`, `1 234 567`, `1.234,5`, `1.3e6`,
//! `6.2x10^-4`.

use super::scan::Scan;
use crate::quantity::Decimal;
use crate::text::TokenKind;

/// Digits as found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numeral<'a> {
    /// Just past its last token.
    pub end: usize,
    /// What the digits say.
    pub value: Decimal,
    /// Letters written on to them: `bn`, `km`.
    pub suffix: &'a str,
}

/// Longer numerals are none: an exact decimal holds 28 digits, and with their separators these stay below.
const LONGEST: usize = 64;

/// The digits that start with the token at `at`.
pub(crate) fn read<'a>(scan: Scan<'a>, at: usize) -> Option<Numeral<'a>> {
    let start = scan.token(at)?.span.start as usize;
    let limit = scan.walk.tokens.last()?.span.end as usize;
    let text = scan.walk.text;
    let mut stop = limit.min(start + LONGEST);
    while !text.is_char_boundary(stop) {
        stop -= 1;
    }
    let (len, value) = Digits::new(text.get(start..stop)?).read()?;
    let mut end = at + 1;
    while scan.token(end).is_some_and(|token| (token.span.start as usize) < start + len) {
        end += 1;
    }
    let last = scan.token(end - 1)?;
    let suffix = text.get(start + len..last.span.end as usize)?;
    let fits = suffix.is_empty() || last.kind == TokenKind::Mixed;
    fits.then_some(Numeral { end, value, suffix })
}

/// The text from the first digit on, and what was read of it.
struct Digits<'a> {
    bytes: &'a [u8],
    at: usize,
    mantissa: i128,
    count: usize,
    scale: u32,
}

impl<'a> Digits<'a> {
    const fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, mantissa: 0, count: 0, scale: 0 }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// How many digits stand from `at` on.
    fn run(&self, at: usize) -> usize {
        self.bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
    }

    fn take(&mut self, from: usize, digits: usize) {
        for &byte in self.bytes.get(from..from + digits).unwrap_or(&[]) {
            self.mantissa = self.mantissa.saturating_mul(10).saturating_add(i128::from(byte - b'0'));
            self.count += usize::from(self.mantissa != 0);
        }
        self.at = from + digits;
    }

    fn read(mut self) -> Option<(usize, Decimal)> {
        let first = self.run(0);
        if first == 0 {
            return None;
        }
        self.take(0, first);
        let point = if first <= 3 { self.groups(first) } else { b'.' };
        let decimals = self.run(self.at + 1);
        if self.byte(self.at) == point && decimals > 0 {
            // `1.2.3` is no number.
            let next = self.at + 1 + decimals;
            if self.byte(next) == b'.' && self.run(next + 1) > 0 {
                return None;
            }
            self.scale = u32::try_from(decimals).ok()?;
            self.take(self.at + 1, decimals);
        }
        if self.count > 28 || self.scale > 28 {
            return None;
        }
        let value = Decimal::try_from_i128_with_scale(self.mantissa, self.scale).ok()?;
        Some(self.power(value).unwrap_or((self.at, value)))
    }

    /// Takes in the groups behind the first digits. Gives the mark that then stands before decimals.
    fn groups(&mut self, first: usize) -> u8 {
        if !matches!(self.byte(first), b',' | b'.' | b' ' | 0xC2 | 0xE2) {
            return b'.';
        }
        let plain = self.byte(0) != b'0';
        for mark in [&b","[..], "\u{202F}".as_bytes(), "\u{2009}".as_bytes(), "\u{A0}".as_bytes(), b" "] {
            // `007 123` is no number with groups.
            if !plain && mark != b"," {
                continue;
            }
            while self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(mark))
                && self.run(self.at + mark.len()) == 3
            {
                self.take(self.at + mark.len(), 3);
            }
            if self.at > first {
                return b'.';
            }
        }
        if first <= 2 && self.indian() {
            return b'.';
        }
        self.continental(first)
    }

    /// `12,34,567`: pairs, and three digits at the end.
    fn indian(&mut self) -> bool {
        let mut next = self.at;
        while self.byte(next) == b',' && self.run(next + 1) == 2 && self.byte(next + 3) == b',' {
            next += 3;
        }
        let pairs = next > self.at && self.byte(next) == b',' && self.run(next + 1) == 3;
        if pairs {
            while self.at < next {
                self.take(self.at + 1, 2);
            }
            self.take(self.at + 1, 3);
        }
        pairs
    }

    /// `1.234,5` and `1.234.567`.
    fn continental(&mut self, first: usize) -> u8 {
        let mut next = first;
        while self.byte(next) == b'.' && self.run(next + 1) == 3 {
            next += 4;
        }
        let groups = (next - first) / 4;
        let comma = self.byte(next) == b',' && matches!(self.run(next + 1), 1 | 2);
        let whole = groups > 1 && !(self.byte(next) == b'.' && self.run(next + 1) > 0);
        if groups == 0 || !(comma || whole) {
            return b'.';
        }
        while self.at < next {
            self.take(self.at + 1, 3);
        }
        b','
    }

    /// `e10`, `x10^-4`, `^3`.
    fn power(&self, value: Decimal) -> Option<(usize, Decimal)> {
        let rest = self.bytes.get(self.at..)?;
        let of_ten = [&b"x10^"[..], b"x 10^", b" x 10^", "×10^".as_bytes(), " × 10^".as_bytes(), b"e", b"E"];
        let lead = of_ten.iter().find(|lead| rest.starts_with(lead)).map(|lead| lead.len());
        let mut at = self.at + lead.or_else(|| rest.starts_with(b"^").then_some(1))?;
        let mut minus = false;
        while matches!(self.byte(at), b'+' | b'-') {
            minus ^= self.byte(at) == b'-';
            at += 1;
        }
        let digits = self.run(at);
        let end = at + digits;
        if !(1..=2).contains(&digits) || self.byte(end).is_ascii_alphanumeric() {
            return None;
        }
        let exponent = self.bytes.get(at..end)?.iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        let base = if lead.is_some() { Decimal::TEN } else { value };
        let mut power = Decimal::ONE;
        for _ in 0..exponent {
            power = power.checked_mul(base)?;
        }
        let of = if lead.is_some() { value } else { Decimal::ONE };
        let result = match (minus, lead) {
            (false, _) => of.checked_mul(power)?,
            (true, _) => of.checked_div(power).filter(|result| result.checked_mul(power) == Some(of))?,
        };
        Some((end, result.normalize()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_way_of_writing_digits() {
        let of = |text: &str| Digits::new(text).read().map(|(len, value)| format!("{} {value}", &text[..len]));
        for (text, said) in [
            ("16 states", "16 16"),
            ("1,250.5 crowns", "1,250.5 1250.5"),
            ("1,25 crowns", "1 1"),
            ("12,34,567.89 rupees", "12,34,567.89 1234567.89"),
            ("1 234 567 people", "1 234 567 1234567"),
            ("40\u{202F}000 people", "40\u{202F}000 40000"),
            ("2019 300 people", "2019 2019"),
            ("1.234,5 km", "1.234,5 1234.5"),
            ("1.234.567", "1.234.567 1234567"),
            ("1.234 km", "1.234 1.234"),
            ("1.3e6", "1.3e6 1300000"),
            ("6.2x10^-4", "6.2x10^-4 0.00062"),
            ("2^10 ways", "2^10 1024"),
            ("2.5bn", "2.5 2.5"),
            ("3^-1", "3 3"),
        ] {
            assert_eq!(of(text).as_deref(), Some(said), "{text}");
        }
        assert_eq!(of("1.2.3"), None);
        assert_eq!(of("99999999999999999999999999999"), None);
    }
}
