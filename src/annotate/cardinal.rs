//! Cardinal numbers without anything around them that widens them, in digits and words: `16`, `2.5 million`, `10k`,
//! `two hundred and five thousand`, `4 thousand 3 hundred and 21`, `nine point four`.

use super::classes::bit;
use super::scan::Scan;
use super::{measure, numeral, tolerance};
use crate::quantity::{Decimal, Extent};
use crate::text::TokenKind;

/// A bare number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Core {
    /// First token.
    pub start: usize,
    /// Just past the last token.
    pub end: usize,
    /// The number told.
    pub value: Decimal,
    /// Half a unit of its last digit where it is plainly rounded.
    pub margin: Option<Decimal>,
    /// Told in words that are never exact: `a million`, `two thirds`.
    pub rough: bool,
    /// The last magnitude, if the number ends with one; else 0.
    pub magnitude: u64,
    /// What was added behind the last `and`, so that `three quarters` of `one hundred and three quarters` is found.
    pub behind_and: Option<Decimal>,
    /// The magnitude just before that `and`.
    pub and_magnitude: u64,
    /// A part of a whole: `two thirds`.
    pub share: bool,
    /// Decimals cannot hold its quotient, which lies in this set.
    pub inexact: Option<Extent>,
    /// A unit is written on to it: `5km`.
    pub glued: bool,
}

impl Core {
    pub const fn new(start: usize, end: usize, value: Decimal) -> Self {
        Self {
            start,
            end,
            value,
            margin: None,
            rough: false,
            magnitude: 0,
            behind_and: None,
            and_magnitude: 0,
            share: false,
            inexact: None,
            glued: false,
        }
    }

    /// The numbers that may be meant.
    pub fn extent(self) -> Extent {
        let exact = self.inexact.unwrap_or_else(|| Extent::exact(self.value.normalize()));
        if self.rough {
            return tolerance::percent(Extent::exact(self.value), 10);
        }
        let Some(margin) = self.margin else { return exact };
        let ends = (self.value.checked_sub(margin), self.value.checked_add(margin));
        if let (Some(low), Some(high)) = ends { Extent::between(low.normalize(), high.normalize()) } else { exact }
    }

    pub fn negated(self) -> Self {
        let negative = |set: Extent| Extent { low: set.high.map(|end| -end), high: set.low.map(|end| -end), ..set };
        Self { value: -self.value, inexact: self.inexact.map(negative), ..self }
    }

    /// It in thousands or millions, where it is rounded to its last digit.
    pub fn scaled(self, end: usize, magnitude: u64) -> Option<Self> {
        let unit = Decimal::from(magnitude);
        let margin = (magnitude >= 1000)
            .then(|| {
                unit.checked_mul(Decimal::try_new(5, self.value.scale() + 1).ok()?).map(|margin| margin.normalize())
            })
            .flatten();
        Some(Self { end, value: self.value.checked_mul(unit)?, margin, magnitude, ..self })
    }
}

/// The number in digits or words that starts at `at`.
pub(crate) fn read(scan: Scan<'_>, at: usize) -> Option<Core> {
    match scan.kind(at)? {
        TokenKind::Number | TokenKind::Mixed => digits(scan, at),
        TokenKind::Word => words(scan, at),
        _ => None,
    }
}

fn digits(scan: Scan<'_>, at: usize) -> Option<Core> {
    let numeral = numeral::read(scan, at)?;
    let mut core = Core::new(at, numeral.end, numeral.value);
    // `.25`: the point is a mark of its own.
    if let Some(point) = at.checked_sub(1)
        && scan.mark(point, ".")
        && !scan.space_before(at)
        && (scan.space_before(point) || is_sign(scan, point.checked_sub(1)))
        && core.value.scale() == 0
    {
        core.value = {
            let digits = scan.text(at).len().checked_sub(numeral.suffix.len())?;
            Decimal::try_from_i128_with_scale(core.value.mantissa(), u32::try_from(digits).ok()?).ok()?
        };
        core.start = point;
    }
    if !numeral.suffix.is_empty() {
        if let Some(magnitude) = suffix(scan, numeral.suffix, at, core.value) {
            return core.scaled(numeral.end, magnitude);
        }
        core.glued = true;
        return measure::is_suffix(scan, numeral.suffix).then_some(core);
    }
    let next = scan.over_joint(core.end);
    if scan.has(next, bit::MAGNITUDE | bit::MAGNITUDE_SUFFIX | bit::MONEY_SUFFIX | bit::VAGUE) {
        let bits = scan.bits(next);
        if bits & bit::MAGNITUDE == 0 && bits & bit::VAGUE == 0 {
            let magnitude = suffix(scan, scan.text(next), at, core.value);
            return Some(magnitude.and_then(|magnitude| core.scaled(next + 1, magnitude)).unwrap_or(core));
        }
        let whole = u64::try_from(core.value).ok().filter(|_| core.value.scale() == 0 && next == core.end);
        let Some(whole) = whole else {
            let magnitude = scan.values(next).magnitude;
            return Some(if magnitude > 0 { core.scaled(next + 1, magnitude).unwrap_or(core) } else { core });
        };
        let group = group(scan, next, whole);
        if group.end > next {
            // One magnitude behind digits is rounded like them; a longer number is told to its last digit.
            let single = group.end == next + 1;
            let scaled = single.then(|| core.scaled(group.end, scan.values(next).magnitude)).flatten();
            return Some(scaled.unwrap_or_else(|| group.core(at)));
        }
    }
    Some(core)
}

fn is_sign(scan: Scan<'_>, at: Option<usize>) -> bool {
    at.is_some_and(|at| scan.has(at, bit::CURRENCY) || scan.mark(at, "-") || scan.mark(at, "−") || scan.mark(at, "("))
}

/// The magnitude that letters written on to digits, or behind them, stand for.
fn suffix(scan: Scan<'_>, letters: &str, at: usize, value: Decimal) -> Option<u64> {
    let (bits, values) = scan.part(letters);
    let magnitude = Some(values.magnitude).filter(|&magnitude| magnitude > 0)?;
    if bits & bit::MAGNITUDE_SUFFIX != 0 || (bits & bit::MONEY_SUFFIX != 0 && scan.has_before(at, bit::CURRENCY)) {
        return Some(magnitude);
    }
    if bits & bit::MONEY_SUFFIX == 0 {
        return None;
    }
    // `10k` and `2.5M`; but `1m` may be a metre, and `5G` is a network.
    let capital = letters.bytes().all(|byte| byte.is_ascii_uppercase());
    let single = value.scale() == 0 && value < Decimal::TEN && letters.len() == 1;
    (magnitude == 1000 || (capital && !single)).then_some(magnitude)
}

/// A number in words: `sixteen`, `twenty-one`, `two hundred and five thousand`, `a million`, `hundred thousand`.
fn words(scan: Scan<'_>, at: usize) -> Option<Core> {
    let bits = scan.bits(at);
    if bits & bit::CARDINAL != 0 {
        return Some(cardinal(scan, at));
    }
    let article = bits & bit::ARTICLE != 0 && scan.has(at + 1, bit::MAGNITUDE);
    // `multi-million` has no number in it.
    let joined = scan.before_joint(at) < at;
    let bare = bits & bit::MAGNITUDE != 0 && !joined && !scan.has_before(at, bit::ARTICLE | bit::VAGUE);
    if !article && !bare {
        return None;
    }
    let group = group(scan, at + usize::from(article), 1);
    let mut core = group.core(at);
    // `a million` is told roughly.
    core.rough = group.end <= at + 1 + usize::from(article);
    Some(core)
}

fn cardinal(scan: Scan<'_>, at: usize) -> Core {
    let group = group(scan, at, 0);
    let mut core = group.core(at);
    if let Some((end, value)) = decimals(scan, core) {
        core = Core::new(at, end, value);
        let magnitude = scan.values(end).magnitude;
        if scan.has(end, bit::MAGNITUDE) && magnitude > 0 {
            return core.scaled(end + 1, magnitude).unwrap_or(core);
        }
        return core;
    }
    // `three million` is rounded like `3 million`; `three million and five` is not.
    let rounded = group.last >= 1_000_000 && (core.value % Decimal::from(group.last)).is_zero();
    if rounded && group.end <= scan.over_joint(at + 1) + 1 {
        core.margin = Some(Decimal::from(group.last / 2));
    }
    core
}

/// Decimals in words: `nine point nought four`, `zero point eleven`.
fn decimals(scan: Scan<'_>, whole: Core) -> Option<(usize, Decimal)> {
    let point = scan.over_joint(whole.end);
    let mut at = scan.over_joint(point + scan.beside(scan.classes.behind.decimal_point, point)?.tokens);
    let (mut mantissa, mut scale) = (0_i64, 0_u32);
    while scan.has(at, bit::CARDINAL) && scale < 12 {
        let value = scan.values(at).cardinal;
        if value < 10 {
            (mantissa, scale, at) = (mantissa * 10 + i64::from(value), scale + 1, at + 1);
        } else if scale == 0 {
            let tens = group(scan, at, 0);
            (mantissa, scale, at) = (i64::try_from(tens.value()).ok()?, 2, tens.end);
            break;
        } else {
            break;
        }
    }
    let part = Decimal::try_new(mantissa, scale).ok().filter(|_| scale > 0)?;
    Some((at, whole.value.checked_add(part)?))
}

/// Cardinals and magnitudes added up.
#[derive(Debug, Clone, Copy)]
struct Group {
    end: usize,
    total: u64,
    group: u64,
    /// The last magnitude if the number ends with one.
    last: u64,
    /// All that stands before the last `and`.
    before_and: Option<u64>,
    /// The magnitude just before it.
    and_magnitude: u64,
}

impl Group {
    const fn value(self) -> u64 {
        self.total.saturating_add(self.group)
    }

    fn core(self, start: usize) -> Core {
        let behind_and = self.before_and.map(|before| Decimal::from(self.value().saturating_sub(before)));
        let and_magnitude = self.and_magnitude;
        Core {
            magnitude: self.last,
            behind_and,
            and_magnitude,
            ..Core::new(start, self.end, Decimal::from(self.value()))
        }
    }
}

/// Adds up cardinals and magnitudes from `at` on, the first of which counts `start`.
fn group(scan: Scan<'_>, mut at: usize, start: u64) -> Group {
    let mut sum = Group { end: at, total: 0, group: start, last: 0, before_and: None, and_magnitude: 0 };
    let mut bound = u64::MAX;
    // What the last cardinal leaves room for: units after tens, anything under a hundred after `hundred`.
    let mut room = if start == 0 { 100 } else { 1 };
    loop {
        let (bits, values) = (scan.bits(at), scan.values(at));
        let added = match scan.digits(at) {
            Some(digits) if sum.last > 0 => digits_fit(scan, at, u64::from(digits), sum).then_some(u64::from(digits)),
            _ => {
                let cardinal = u64::from(values.cardinal);
                (bits & bit::CARDINAL != 0 && cardinal < room && (cardinal > 0 || sum.end == at)).then_some(cardinal)
            }
        };
        if let Some(added) = added {
            sum.group += added;
            room = if (20..100).contains(&added) && added % 10 == 0 { 10 } else { 1 };
            sum.last = 0;
        } else if bits & (bit::MAGNITUDE | bit::VAGUE) != 0
            && values.magnitude > 0
            && (sum.group > 0 || (values.magnitude == 12 && sum.total > 0))
        {
            let first = sum.end == at && start > 1;
            if !sum.times(values.magnitude, &mut bound, first) {
                break;
            }
            room = 100;
            if values.magnitude == 12 || bits & bit::MAGNITUDE == 0 {
                sum.end = at + 1;
                break;
            }
        } else {
            break;
        }
        sum.end = at + 1;
        at = scan.over_joint(sum.end);
        // `ninety - five` with spaces is one number too.
        if room == 10 && scan.dash(at) && (1..10).contains(&scan.values(at + 1).cardinal) {
            at += 1;
        }
        // `and` belongs to the number only behind a magnitude and before what it still has room for.
        if sum.last > 0
            && scan.has(at, bit::RANGE_AND)
            && (scan.has(at + 1, bit::CARDINAL)
                || scan.digits(at + 1).is_some_and(|digits| digits_fit(scan, at + 1, u64::from(digits), sum)))
        {
            sum.before_and = Some(sum.value());
            sum.and_magnitude = sum.last;
            at += 1;
        }
    }
    if sum.before_and == Some(sum.value()) {
        sum.before_and = None;
    }
    sum
}

impl Group {
    /// Multiplies by a magnitude where it fits behind what was read.
    fn times(&mut self, magnitude: u64, bound: &mut u64, first: bool) -> bool {
        match magnitude {
            12 => {
                // `two thousand dozen`; but `three hundred and two dozen` counts the two.
                if self.group == 0 {
                    self.total = self.total.saturating_mul(12);
                    self.last = magnitude;
                    return true;
                }
                let head = self.before_and.map_or(0, |before| before.saturating_sub(self.total));
                self.group = head + (self.group - head).saturating_mul(12);
            }
            100 => {
                // `322 hundred` in digits only.
                if (self.group >= 100 && !first) || self.last > 0 {
                    return false;
                }
                self.group = self.group.saturating_mul(100);
            }
            _ if magnitude < *bound => {
                let sum = self.group.checked_mul(magnitude).and_then(|part| self.total.checked_add(part));
                let Some(sum) = sum else { return false };
                (self.total, self.group, *bound) = (sum, 0, magnitude);
            }
            _ => return false,
        }
        self.last = magnitude;
        true
    }
}

/// Whether digits go on with a number in words: `3 hundred and 21`, `4 thousand 3 hundred`.
fn digits_fit(scan: Scan<'_>, at: usize, digits: u64, sum: Group) -> bool {
    let behind_and = scan.has_before(at, bit::RANGE_AND);
    digits > 0 && digits < sum.last && (behind_and || scan.has(at + 1, bit::MAGNITUDE))
}
