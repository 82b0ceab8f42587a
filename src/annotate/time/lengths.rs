//! Lengths of time, times so far from another, and times that come again.

use super::Reader;
use super::cursor::Amount;
use super::hit::{Hit, Left};
use crate::annotate::classes::bit;
use crate::annotate::note::TimexKind;
use crate::calendar::Point;
use crate::text::TokenKind;

/// Units of a length in several, the longest first, with their letters.
const UNITS: [(&str, char); 7] =
    [("Y", 'Y'), ("M", 'M'), ("W", 'W'), ("D", 'D'), ("TH", 'H'), ("TM", 'M'), ("TS", 'S')];

impl Reader<'_> {
    pub(super) fn length_value(&self, amount: Amount<'_>, unit: &str) -> String {
        match amount {
            Amount::Count(count, half) => length_value(Some((count, half)), unit),
            Amount::Decimal(text) => decimal_length(text, unit),
            Amount::Vague => length_value(None, unit),
        }
    }

    /// `two years`, `a few days ago`, `half a century`, `the first nine months`, `a year earlier`.
    pub(super) fn length(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        if self.no_length(at) {
            return None;
        }
        if c.number(at, self.v.ordinal) == Some(1) {
            // One step only: a row of such words must not be walked again and again.
            if c.number(at + 1, self.v.ordinal) == Some(1) {
                return None;
            }
            let inner =
                self.length(at + 1).filter(|hit| hit.kind == TimexKind::Duration && !c.is(at + 1, self.v.one))?;
            return Some(Hit { start: at, left: Left::Length, ..inner });
        }
        if let Some(hit) = self.half_length(at) {
            return Some(hit);
        }
        let (end, amount) = c.amount(at)?;
        let more = c.entry(end, self.v.another).map_or(end, |(end, _)| end);
        let joint = c.joint(more);
        let (mut end, unit, plural) = c.unit(joint)?;
        let article = c.is(at, self.v.one) && more == at + 1;
        // `a year-earlier loss` tells the time of the loss.
        if article && c.entry(joint, self.v.year_earlier).is_some_and(|_| c.scan.walk.is_joint(joint + 1)) {
            return None;
        }
        if matches!(amount, Amount::Vague) && !plural && !c.scan.walk.is_joint(more) {
            return None;
        }
        let single = matches!(amount, Amount::Count(1, false));
        if (unit == "TS" && single) || (unit == "Q" && (single || c.is(end, self.v.of))) {
            return None;
        }
        let year = c.digits(at).is_some_and(|(value, len)| len == 4 && (1000..2100).contains(&value));
        if (article && plural) || (year && !plural) {
            return None;
        }
        let mut amount = amount;
        // `a year and a half`
        if single && let Some((half, _)) = c.entry(end, self.v.half_and) {
            (end, amount) = (half, Amount::Count(1, true));
        }
        if let Some((more, value, back)) = self.compound(end, amount, unit) {
            // The last of its parts may be told from now.
            return Some(match c.entry(more, self.v.after_length) {
                Some((after, "ago")) => Hit::other(at, after, TimexKind::Date, back, Left::Length),
                Some((after, "later")) => Hit::other(at, after, TimexKind::Duration, value, Left::Length),
                _ => Hit::other(at, more, TimexKind::Duration, value, Left::Length),
            });
        }
        if let Some(hit) = self.told_from(at, end, amount, unit).or_else(|| self.told_beside(at, end, amount, unit)) {
            return Some(hit);
        }
        // `55 years old` is an age; `a year long` is a length.
        if unit == "Y" && c.scan.has(c.joint(end), bit::OLD) {
            return None;
        }
        if c.is(c.joint(end), self.v.old) {
            end = c.joint(end) + 1;
        }
        if !plural && c.is(end, self.v.period) {
            let start = if c.has_before(at, self.v.one) { at - 1 } else { at };
            return Some(Hit::other(
                start,
                end + 1,
                TimexKind::Duration,
                self.length_value(amount, unit),
                Left::Article,
            ));
        }
        let left = if joint > more && !plural { Left::Nothing } else { Left::Length };
        Some(Hit::other(at, end, TimexKind::Duration, self.length_value(amount, unit), left))
    }

    /// Whether a word that may begin many things begins no length: `a` and `some` mostly stand before a noun.
    fn no_length(&self, at: usize) -> bool {
        let (c, v) = (&self.c, self.v);
        let counts = v.cardinal.bit | v.ordinal.bit | v.fraction.bit;
        if c.kind(at) != Some(TokenKind::Word) || c.starts(at) & counts != 0 {
            return false;
        }
        let behind = v.unit.bit | v.units.bit | v.another.bit | v.magnitude.bit | v.fraction.bit;
        let goes_on = c.starts(at + 1) & behind != 0 || c.second(at + 1) & (v.couple.bit | v.vague.bit) != 0;
        !goes_on && !c.scan.walk.is_joint(at + 1)
    }

    /// `a quarter of a century`, `a quarter-century`, `a quarter of an hour`.
    fn quarter_length(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let next = at + 1;
        let of = c.is(next, self.v.of) && c.is(next + 1, self.v.one);
        let unit_at = if of { next + 2 } else { c.joint(next) };
        let value = match c.value(unit_at, self.v.unit)? {
            "CE" => "P25Y",
            "TH" if of => "PT15M",
            _ => return None,
        };
        let start = if c.has_before(at, self.v.one) { at - 1 } else { at };
        Some(Hit::other(start, unit_at + 1, TimexKind::Duration, value, Left::Length))
    }

    /// `half a century`, `half an hour`.
    fn half_length(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        // `a quarter of an hour` starts with its article.
        let article = c.starts(at) & self.v.fraction.bit == 0;
        let fraction = if article { at + 1 } else { at };
        if c.starts(fraction) & self.v.fraction.bit == 0 || article && !c.is(at, self.v.one) {
            return None;
        }
        match c.number(fraction, self.v.fraction) {
            Some(2) if !article => {}
            Some(4) if article => return self.quarter_length(at + 1),
            Some(4) => return self.quarter_length(at),
            _ => return None,
        }
        let next = c.joint(at + 1);
        let unit_at = if c.is(next, self.v.one) { next + 1 } else { next };
        let (end, unit, plural) = c.unit(unit_at)?;
        if plural || unit == "TS" || unit == "Q" {
            return None;
        }
        let start = if c.has_before(at, self.v.one) { at - 1 } else { at };
        Some(Hit::other(start, end, TimexKind::Duration, length_value(Some((0, true)), unit), Left::Length))
    }

    /// The further parts of a length in several units, `1 year and 3 months`, each once: the end, the value, and the
    /// value of the time so long before now.
    fn compound(&self, end: usize, amount: Amount<'_>, unit: &str) -> Option<(usize, String, String)> {
        let order = |unit: &str| UNITS.iter().position(|&(known, _)| known == unit);
        let Amount::Count(count, false) = amount else { return None };
        let mut counts = [0; UNITS.len()];
        *counts.get_mut(order(unit)?)? = count;
        let mut last = end;
        while let Some((next, place, count)) = self.part_of_length(last).and_then(|(next, unit, count)| {
            Some((next, order(unit)?, count)).filter(|&(_, place, _)| counts.get(place) == Some(&0))
        }) {
            *counts.get_mut(place)? = count;
            last = next;
        }
        if last == end {
            return None;
        }
        let mut value = "P".to_owned();
        let mut point = self.anchor();
        for (&count, (unit, letter)) in counts.iter().zip(UNITS) {
            if count == 0 {
                continue;
            }
            if unit.starts_with('T') && !value.contains('T') {
                value.push('T');
            }
            value.push_str(&count.to_string());
            value.push(letter);
            let steps = i32::try_from(count).ok()?.checked_neg()?;
            point = match (point.day(), unit) {
                (Some(day), "Y") => Point::of_day(day.plus_months(steps.checked_mul(12)?)),
                (Some(day), "M") => Point::of_day(day.plus_months(steps)),
                _ => point.moved(unit, steps),
            };
        }
        Some((last, value, point.text()))
    }

    /// `3 months` or `and 3 months`, after another length: its end, unit and count.
    fn part_of_length(&self, at: usize) -> Option<(usize, &str, u32)> {
        let c = &self.c;
        let next = at + usize::from(c.scan.has(at, bit::RANGE_AND));
        let (end, count) = c.cardinal(next)?;
        let (end, unit, _) = c.unit(end)?;
        // `two years and 10 days later` are two times for some; nothing else begins with such a length.
        (count > 0).then_some((end, unit, count))
    }

    /// `two days after tomorrow`, `three weeks from today`.
    fn told_beside(&self, at: usize, end: usize, amount: Amount<'_>, unit: &str) -> Option<Hit> {
        let c = &self.c;
        let ahead = c.value(end, self.v.beside)? != "before";
        let from = self.day_word(end + 1)?;
        let (base, Amount::Count(count, false)) = (from.point?, amount) else { return None };
        let count = i32::try_from(count).ok().filter(|_| from.end == end + 2 && !unit.starts_with('T'))?;
        let count = if ahead { count } else { -count };
        let point = match (base.day(), unit) {
            (Some(day), "W") => Point::of_day(day.plus_days(count.saturating_mul(7))),
            _ => base.moved(unit, count),
        };
        Some(Hit::date(at, end + 2, point, Left::Length).deictic())
    }

    /// `another week`, `all day`, `full-year`.
    pub(super) fn whole(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        if c.starts(c.joint(at + 1)) & self.v.unit.bit == 0 {
            return None;
        }
        let (end, _) = c.entry(at, self.v.whole)?;
        let unit = c.value(c.joint(end), self.v.unit).filter(|unit| !matches!(*unit, "TS" | "TM" | "Q"))?;
        let told = c.has_before(at, self.v.which) || c.has_before(at, self.v.ordinal);
        if told || c.has_before(at, self.v.the) || c.is(c.joint(end) + 1, self.v.of) {
            return None;
        }
        Some(Hit::other(at, c.joint(end) + 1, TimexKind::Duration, length_value(Some((1, false)), unit), Left::Nothing))
    }

    /// `ago`, `earlier`, `later` after a length.
    fn told_from(&self, at: usize, end: usize, amount: Amount<'_>, unit: &str) -> Option<Hit> {
        let c = &self.c;
        let (after, how) = c.entry(end, self.v.after_length)?;
        let back = how != "later";
        // `before` and `back` may go on: `two years before the war`.
        if how == "before" && c.kind(after) != Some(TokenKind::Mark) {
            return None;
        }
        let count = match amount {
            Amount::Count(count, _) => i32::try_from(count).ok()?,
            Amount::Decimal(_) => return None,
            Amount::Vague => {
                let value = if back { "PAST_REF" } else { "FUTURE_REF" };
                return Some(Hit::other(at, after, TimexKind::Date, value, Left::Length));
            }
        };
        let count = if back { -count } else { count };
        if matches!(unit, "TH" | "TM" | "TS") {
            if how != "ago" {
                return None;
            }
            return Some(Hit::other(at, after, TimexKind::Duration, self.length_value(amount, unit), Left::Length));
        }
        if count == -1 && unit == "Y" && !self.narrative {
            let mut hit = Hit::date(at, after, self.a_year_before(), Left::Length);
            hit.point = None;
            return Some(hit);
        }
        let base = if how == "ago" { self.anchor() } else { self.told };
        let mut point = base.moved(unit, count);
        if unit == "DE" && count.abs() > 0 {
            point = Point::Decade(base.year().saturating_add(count.saturating_mul(10)));
        }
        Some(Hit::date(at, after, point, Left::Length))
    }

    /// A bare plural: `for years`, `months ago`, `weeks or months`.
    pub(super) fn plural(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let unit = c.value(at, self.v.units)?;
        if matches!(unit, "TS" | "Q" | "WE" | "TM") || c.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        if let Some((end, how)) = c.entry(at + 1, self.v.after_length) {
            let value = if how == "later" { "FUTURE_REF" } else { "PAST_REF" };
            return Some(Hit::other(at, end, TimexKind::Date, value, Left::Nothing));
        }
        if !c.has_before(at, self.v.length_lead) {
            return None;
        }
        Some(Hit::other(at, at + 1, TimexKind::Duration, length_value(None, unit), Left::Nothing))
    }
}

/// The value of a length of so many tenths or hundredths of a unit.
fn decimal_length(text: &str, unit: &str) -> String {
    match unit.strip_prefix('T') {
        Some(letter) => format!("PT{text}{letter}"),
        None => format!("P{text}{unit}"),
    }
}

/// The value of a length of time.
pub(super) fn length_value(count: Option<(u32, bool)>, unit: &str) -> String {
    let (clock, letter, half) = match unit {
        "TH" => ("T", "H", "30M"),
        "TM" => ("T", "M", "30S"),
        "TS" => ("T", "S", ""),
        "Y" => ("", "Y", "6M"),
        "M" => ("", "M", ""),
        "D" => ("", "D", "T12H"),
        "DE" => ("", "DE", ""),
        "CE" => ("", "CE", ""),
        other => ("", other, ""),
    };
    let Some((count, and_half)) = count else {
        return match unit {
            "FN" => "PXW".to_owned(),
            _ => format!("P{clock}X{letter}"),
        };
    };
    if and_half && count == 0 {
        return match unit {
            "CE" => "P50Y".to_owned(),
            "DE" => "P5Y".to_owned(),
            "Y" => "P6M".to_owned(),
            "TH" => "PT30M".to_owned(),
            "TM" => "PT30S".to_owned(),
            "D" => "PT12H".to_owned(),
            _ => format!("P{clock}0.5{letter}"),
        };
    }
    match (unit, and_half) {
        ("FN", _) => format!("P{}W", count.saturating_mul(2)),
        ("Q", false) => format!("P{}M", count.saturating_mul(3)),
        ("ML", _) => format!("P{}Y", count.saturating_mul(1000)),
        (_, false) => format!("P{clock}{count}{letter}"),
        (_, true) if half.is_empty() => format!("P{clock}{count}.5{letter}"),
        (_, true) => format!("P{clock}{count}{letter}{half}"),
    }
}

#[cfg(test)]
mod tests {
    use super::length_value;

    #[test]
    fn lengths_keep_their_unit() {
        assert_eq!(length_value(Some((24, false)), "TH"), "PT24H");
        assert_eq!(length_value(Some((2, true)), "Y"), "P2Y6M");
        assert_eq!(length_value(Some((0, true)), "CE"), "P50Y");
        assert_eq!(length_value(None, "W"), "PXW");
    }
}
