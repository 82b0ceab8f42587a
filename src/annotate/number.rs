//! Cardinal numbers in digits and words, ranges of them, percentages, and what stands around them
//! to make them sets: `16`, `sixteen`, `2.5 million`, `about 300`, `40 to 50`, `12 or more`, `5 %`.

use super::classes::bit;
use super::scan::Scan;
use super::tolerance::{self, Row};
use crate::quantity::{Decimal, Extent};
use crate::text::TokenKind;

/// A number as found, with the words that widen it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Quantity {
    /// First token, approximators included.
    pub start: usize,
    /// First token of the number itself.
    pub core: usize,
    /// Just past the last token.
    pub end: usize,
    /// The numbers that may be meant.
    pub extent: Extent,
}

/// A bare number: its value, and half a unit of its last digit where it is plainly rounded.
#[derive(Debug, Clone, Copy)]
struct Core {
    end: usize,
    value: Decimal,
    margin: Option<Decimal>,
}

impl Core {
    fn extent(self) -> Extent {
        let exact = Extent::exact(self.value.normalize());
        let Some(margin) = self.margin else { return exact };
        let ends = (self.value.checked_sub(margin), self.value.checked_add(margin));
        if let (Some(low), Some(high)) = ends { Extent::between(low.normalize(), high.normalize()) } else { exact }
    }
}

/// The number whose digits or words start at `at`; words before it are taken in as far as `floor`.
pub(crate) fn read(scan: Scan<'_>, at: usize, floor: usize) -> Option<Quantity> {
    let first = core(scan, at)?;
    let mut extent = first.extent();
    let mut end = first.end;
    if let Some((second, high)) = range(scan, at, first) {
        end = second;
        extent = Extent { low: extent.low, high, above: false, below: false };
    }
    let mut start = at;
    // `talking about one thing` and `some one` say nothing of a count.
    let lone = end == at + 1 && first.value == Decimal::ONE && scan.has(at, bit::CARDINAL);
    let row = tolerance::row_before(scan, at, floor)
        .filter(|&(before, row)| !lone || before + 1 < at || !matches!(row, Row::About | Row::MoreThan));
    if let Some((before, row)) = row {
        start = before;
        // `about 2.5 million` widens the number told, not the number already widened by rounding.
        let told = if end == first.end { Extent::exact(first.value.normalize()) } else { extent };
        extent = row.apply(told);
    } else if let Some(found) = scan.at(scan.classes.approximator_after, bit::APPROXIMATOR_AFTER, scan.over_joint(end))
        && let Some(row) = Row::named(&found.value.text)
    {
        end = scan.over_joint(end) + found.tokens;
        extent = row.apply(extent);
    }
    Some(Quantity { start, core: at, end, extent })
}

/// The other end of a range that starts with `first`: `40 to 50`, `40-50`, `between 40 and 50`.
fn range(scan: Scan<'_>, at: usize, first: Core) -> Option<(usize, Option<Decimal>)> {
    // `18-to-34` has hyphens on both sides.
    let separator = scan.over_joint(first.end);
    let joint = separator > first.end;
    let word = scan.has(separator, bit::RANGE_TO)
        || (scan.has(separator, bit::RANGE_AND) && scan.has_before(at, bit::RANGE_FROM));
    let next = if word {
        scan.over_joint(separator + 1)
    } else if scan.dash(first.end) && (joint || scan.space_before(first.end) == scan.space_before(first.end + 1)) {
        // A dash is punctuation between words; between numbers it has the same space on both sides.
        first.end + 1
    } else {
        return None;
    };
    let next = next + usize::from(scan.has(next, bit::CURRENCY));
    let second = core(scan, next)?;
    (first.value < second.value).then(|| (second.end, second.extent().high))
}

fn core(scan: Scan<'_>, at: usize) -> Option<Core> {
    match scan.kind(at)? {
        TokenKind::Number => {
            let value = Scan::decimal(scan.text(at))?;
            Some(magnitudes(scan, at + 1, value))
        }
        TokenKind::Mixed => {
            let (digits, suffix) = scan.mixed(at)?;
            let (bits, values) = scan.part(suffix);
            let money = bits & bit::MONEY_SUFFIX != 0 && scan.has_before(at, bit::CURRENCY);
            if bits & bit::MAGNITUDE_SUFFIX == 0 && !money {
                return None;
            }
            scale(at + 1, Scan::decimal(digits)?, values.magnitude)
        }
        TokenKind::Word => words(scan, at),
        _ => None,
    }
}

/// `2.5` and the words behind it: `million`, `and a half million`.
fn magnitudes(scan: Scan<'_>, mut end: usize, mut value: Decimal) -> Core {
    if let Some(found) = scan.at(scan.classes.half_and, bit::HALF_AND, end)
        && value.scale() == 0
    {
        value = value.checked_add(Decimal::new(5, 1)).unwrap_or(value);
        end += found.tokens;
    }
    let next = scan.over_joint(end);
    if scan.has(next, bit::MAGNITUDE | bit::MAGNITUDE_SUFFIX)
        && let Some(core) = scale(next + 1, value, scan.values(next).magnitude)
    {
        return core;
    }
    Core { end, value, margin: None }
}

/// A number told in thousands or millions is rounded to its last digit.
fn scale(end: usize, value: Decimal, magnitude: u64) -> Option<Core> {
    let unit = Decimal::from(magnitude);
    let margin = (magnitude >= 1000)
        .then(|| unit.checked_mul(Decimal::try_new(5, value.scale() + 1).ok()?).map(|margin| margin.normalize()))
        .flatten();
    Some(Core { end, value: value.checked_mul(unit)?, margin })
}

/// A number in words: `sixteen`, `twenty-one`, `two hundred and five thousand`, `a million`, `half a million`.
fn words(scan: Scan<'_>, at: usize) -> Option<Core> {
    let bits = scan.bits(at);
    if bits & bit::CARDINAL != 0 {
        return Some(cardinal(scan, at));
    }
    let vague = |end: usize, value: Decimal| Core { end, value, margin: value.checked_mul(Decimal::new(1, 1)) };
    if bits & bit::ARTICLE != 0 && scan.has(at + 1, bit::MAGNITUDE) {
        let first = group(scan, at + 1, 1);
        return Some(vague(first.0, first.1));
    }
    if bits & bit::FRACTION != 0 && scan.values(at).parts == 2 && scan.has(at + 1, bit::ARTICLE) {
        let magnitude = scan.values(at + 2).magnitude;
        if scan.has(at + 2, bit::MAGNITUDE) && magnitude > 0 {
            return Some(vague(at + 3, Decimal::from(magnitude / 2)));
        }
    }
    None
}

fn cardinal(scan: Scan<'_>, at: usize) -> Core {
    let (end, value, last) = group(scan, at, 0);
    let halved = magnitudes(scan, end, value);
    if halved.end > end {
        return halved;
    }
    // `three million` is rounded like `3 million`; `three million and five` is not.
    let margin = (last >= 1_000_000 && (value % Decimal::from(last)).is_zero())
        .then(|| Decimal::from(last / 2))
        .filter(|_| end <= scan.over_joint(at + 1) + 1);
    Core { end, value, margin }
}

/// Adds up cardinals and magnitudes from `at` on. Gives the end, the value, and the last magnitude if the
/// number ends with one.
fn group(scan: Scan<'_>, mut at: usize, start: u64) -> (usize, Decimal, u64) {
    let (mut total, mut group, mut bound, mut last) = (0_u64, start, u64::MAX, 0_u64);
    let mut end = at;
    // What the last cardinal leaves room for: units after tens, anything under a hundred after `hundred`.
    let mut room = if start == 0 { 100 } else { 1 };
    loop {
        let bits = scan.bits(at);
        let values = scan.values(at);
        let cardinal = u64::from(values.cardinal);
        if bits & bit::CARDINAL != 0 && cardinal < room && (cardinal > 0 || end == at) {
            group += cardinal;
            room = if cardinal >= 20 { 10 } else { 1 };
            last = 0;
        } else if bits & bit::MAGNITUDE != 0 && group > 0 {
            let magnitude = values.magnitude;
            if magnitude == 100 {
                if group >= 100 || last > 0 {
                    break;
                }
                group *= 100;
            } else if magnitude < bound && magnitude > 0 {
                let Some(sum) = group.checked_mul(magnitude).and_then(|part| total.checked_add(part)) else { break };
                total = sum;
                group = 0;
                bound = magnitude;
            } else {
                break;
            }
            last = magnitude;
            room = 100;
        } else {
            break;
        }
        end = at + 1;
        at = scan.over_joint(end);
        // `and` belongs to the number only behind a magnitude and before what it still has room for.
        if last > 0 && scan.has(at, bit::RANGE_AND) && scan.has(at + 1, bit::CARDINAL) {
            at += 1;
        }
    }
    (end, Decimal::from(total.saturating_add(group)), last)
}

/// The end of a percent sign or word behind a number.
pub(crate) fn percent(scan: Scan<'_>, end: usize) -> Option<usize> {
    let at = scan.over_joint(end);
    scan.at(scan.classes.percent, bit::PERCENT, at).map(|found| at + found.tokens)
}

/// `two thirds`, `three-quarters`, `a third of`: a share, told roughly.
pub(crate) fn fraction(scan: Scan<'_>, at: usize) -> Option<(usize, Extent)> {
    let count = match scan.bits(at) {
        bits if bits & bit::CARDINAL != 0 => u32::from(scan.values(at).cardinal),
        bits if bits & bit::ARTICLE != 0 => 1,
        _ => scan.digits(at).filter(|&count| count < 10)?,
    };
    let next = scan.over_joint(at + 1);
    let parts = u32::from(scan.values(next).parts);
    let whole = scan.has(next + 1, bit::OF);
    let plural = scan.has(next, bit::FRACTIONS) && count > 1;
    let single = scan.has(next, bit::FRACTION) && count == 1 && whole && !scan.has(next + 2, bit::ARTICLE);
    if !(plural || single) || count >= parts {
        return None;
    }
    let share = Decimal::from(count).checked_div(Decimal::from(parts))?.round_dp(4);
    Some((next + 1, tolerance::percent(Extent::exact(share), 10)))
}

/// Whether the number from `core` to `end` names something or tells the time of day, and so counts nothing:
/// `No. 10`, `Article 6`, `10:30`, `5 p.m.`.
pub(crate) fn is_label(scan: Scan<'_>, core: usize, end: usize) -> bool {
    let Some(before) = core.checked_sub(1) else {
        // `1. Keep …` numbers an item.
        return is_clock(scan, end) || (scan.mark(end, ".") && scan.len() > end + 1);
    };
    let dotted = scan.mark(before, ".") && !scan.space_before(before) && scan.has_before(before, bit::LABEL);
    let named = scan.has(before, bit::LABEL) && scan.capital(before);
    let tight = !scan.space_before(core)
        && (scan.walk.is_joint(before) && is_code(scan, before)
            || scan.mark(before, ":")
            || scan.mark(before, "/")
            || scan.mark(before, "#")
            || scan.mark(before, "."));
    dotted || named || tight || is_name(scan, core, end) || is_clock(scan, end)
}

/// `G-20`, `Covid-19`: a capital before the hyphen.
fn is_code(scan: Scan<'_>, joint: usize) -> bool {
    joint.checked_sub(1).is_some_and(|at| scan.capital(at) && !scan.has(at, bit::MONTH | bit::FUNCTION))
}

/// A number that is a part of a name: `Marine One`, `Formula 1`. One that counts has what it counts behind it.
fn is_name(scan: Scan<'_>, core: usize, end: usize) -> bool {
    let Some(before) = core.checked_sub(1) else { return false };
    let name = scan.kind(before) == Some(TokenKind::Word)
        && scan.capital(before)
        && !scan.has(before, bit::FUNCTION | bit::MONTH | bit::WEEKDAY | bit::APPROXIMATOR)
        && scan.space_before(core);
    name && (scan.capital(core) || !scan.counted(end))
}

fn is_clock(scan: Scan<'_>, end: usize) -> bool {
    let colon = (scan.mark(end, ":") || scan.mark(end, "/")) && !scan.space_before(end) && !scan.space_before(end + 1);
    scan.has(end, bit::CLOCK) || (colon && scan.kind(end + 1) == Some(TokenKind::Number))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::{notes, spoken};

    #[test]
    fn reads_digits_and_words() {
        for (text, said) in [
            ("The 16 states met.", "16=16"),
            ("Sixteen states met.", "Sixteen=16"),
            ("It took twenty-one votes.", "twenty-one=21"),
            ("It cost 1,250.5 crowns.", "1,250.5=1250.5"),
            ("two hundred and five thousand and three people", "two hundred and five thousand and three=205003"),
            ("one hundred fifty ships", "one hundred fifty=150"),
            ("two three", "two=2;three=3"),
            ("a 16-nation group", "16=16"),
            ("$1.2bn and $40k", "1.2bn=1150000000 to 1250000000;40k=39500 to 40500"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }

    #[test]
    fn rounds_and_widens() {
        for (text, said) in [
            ("2.5 million people", "2.5 million=2450000 to 2550000"),
            ("two and a half million people", "two and a half million=2450000 to 2550000"),
            ("three million people", "three million=2500000 to 3500000"),
            ("half a million people", "half a million=450000 to 550000"),
            ("about 300 ships", "about 300=270 to 330"),
            ("more than forty ships", "more than forty=more than 40"),
            ("at least 40 ships", "at least 40=at least 40"),
            ("up to 40 ships", "up to 40=at most 40"),
            ("talking about one thing", "one=1"),
            ("at least one thing", "at least one=at least 1"),
            ("40 or more ships", "40 or more=at least 40"),
            ("between 40 and 50 ships", "40 and 50=40 to 50"),
            ("40-50 ships", "40-50=40 to 50"),
            ("the 18-to-34 age range", "18-to-34=18 to 34"),
            ("a 52-48 vote", "52=52;48=48"),
            ("about 40 to 50 ships", "about 40 to 50=36 to 55"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }

    #[test]
    fn reads_percentages_and_shares() {
        assert_eq!(spoken("5% of it"), "5%=%5");
        assert_eq!(spoken("nearly 50 per cent of it"), "nearly 50 per cent=%45 to 50");
        assert_eq!(spoken("two-thirds of it"), "two-thirds=0.60003 to 0.73337");
        assert_eq!(spoken("less than a quarter of it"), "less than a quarter=less than 0.275");
        assert_eq!(spoken("the third of them"), "third=#3");
    }

    #[test]
    fn passes_over_labels_and_clocks() {
        for text in [
            "Downing Street No. 10",
            "Under Article 6 of it",
            "at 10:30 it",
            "at 5 p.m. it",
            "aboard Marine One, he",
            "Formula 1 cars",
            "the G-20 talks",
            "a Covid-19 case",
            "1. Keep it",
        ] {
            assert!(notes(text).is_empty(), "{text}: {:?}", notes(text));
        }
    }
}
