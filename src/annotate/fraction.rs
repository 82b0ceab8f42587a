//! Fractions and numbers that end in one: `two thirds`, `3/4`, `½`, `1 1/2`, `half of`, `five and a quarter`,
//! `half a million`, `one in five`, `9 out of 10`.

use super::cardinal::{self, Core};
use super::classes::bit;
use super::scan::Scan;
use super::{measure, ordinal};
use crate::quantity::{Decimal, Extent, quotient::quotient};
use crate::text::TokenKind;
use unicode_normalization::UnicodeNormalization;

/// A fraction: parts of a whole, not worked out yet.
#[derive(Debug, Clone, Copy)]
struct Share {
    end: usize,
    part: Decimal,
    whole: Decimal,
    /// Told in words, and so roughly.
    rough: bool,
}

impl Share {
    const fn new(end: usize, part: Decimal, whole: Decimal, rough: bool) -> Self {
        Self { end, part, whole, rough }
    }

    fn core(self, start: usize, plus: Decimal) -> Option<Core> {
        let set = quotient(self.part, self.whole)?;
        let value = self.part.checked_div(self.whole)?.checked_add(plus)?.normalize();
        let add = |end: Option<Decimal>| end.and_then(|end| end.checked_add(plus));
        let inexact = set.point().is_none().then(|| Extent { low: add(set.low), high: add(set.high), ..set });
        let share = plus.is_zero() && self.part < self.whole;
        let rough = share && self.rough;
        Some(Core { rough, share, inexact, ..Core::new(start, self.end, value) })
    }
}

/// The number that starts at `at`, with all fractions that belong to it.
pub(crate) fn read(scan: Scan<'_>, at: usize) -> Option<Core> {
    let bits = scan.bits(at);
    let share = match scan.kind(at)? {
        TokenKind::Mark => Some(vulgar(scan, at)?),
        TokenKind::Number => slashed(scan, at),
        TokenKind::Word if bits & (bit::ARTICLE | bit::FRACTION) != 0 => single(scan, at),
        _ => None,
    };
    match share {
        Some(share) => of_magnitude(scan, at, share),
        None => {
            let whole = cardinal::read(scan, at)?;
            Some(if whole.glued { whole } else { counted(scan, whole) })
        }
    }
}

/// Whether `half`, `a third` or the like starts at `at`, which is read before lengths of time and ordinals.
pub(crate) fn is_single(scan: Scan<'_>, at: usize) -> bool {
    single(scan, at).is_some()
}

/// A whole number with what makes it a fraction, or adds one to it.
fn counted(scan: Scan<'_>, whole: Core) -> Core {
    let found = if let Some(share) = parts(scan, whole) {
        // `two hundred and fifty-four hundredths`: the last addend alone is told in parts, unless it is more than the whole.
        match whole.behind_and.filter(|&behind| behind < share.whole) {
            Some(behind) => {
                // `five billion and three quarters` adds parts of a billion.
                let by = Decimal::from(if whole.and_magnitude >= 1000 { whole.and_magnitude } else { 1 });
                let before = whole.value.checked_sub(behind).zip(behind.checked_mul(by));
                before.and_then(|(before, part)| Share { part, ..share }.core(whole.start, before))
            }
            None => of_magnitude(scan, whole.start, share),
        }
    } else if let Some(share) = of_number(scan, whole) {
        share.core(whole.start, Decimal::ZERO)
    } else {
        added(scan, whole)
    };
    found.unwrap_or(whole)
}

/// `five and a half million`, `3 million and a quarter`, `1 1/2`, `1½`.
fn added(scan: Scan<'_>, whole: Core) -> Option<Core> {
    if whole.value.scale() > 0 {
        return None;
    }
    let end = whole.end;
    let share = if scan.has(end, bit::RANGE_AND) {
        any(scan, end + 1)?
    } else if scan.kind(end) == Some(TokenKind::Mark) {
        vulgar(scan, end)?
    } else {
        slashed(scan, end).filter(|_| scan.kind(whole.start) == Some(TokenKind::Number) && scan.space_before(end))?
    };
    if share.part >= share.whole {
        return None;
    }
    let next = scan.over_joint(share.end);
    let magnitude = scan.values(next).magnitude;
    let follows = scan.has(next, bit::MAGNITUDE | bit::MAGNITUDE_SUFFIX) && magnitude > 0;
    let scaled = |by: u64| Some(Share { part: share.part.checked_mul(Decimal::from(by))?, ..share });
    if whole.magnitude >= 1000 && (!follows || magnitude < whole.magnitude) {
        // `3 million and a quarter` adds a quarter of a million, `a billion and a half million` what it says.
        let (by, end) = if follows { (magnitude, next + 1) } else { (whole.magnitude, share.end) };
        let core = Share { end, ..scaled(by)? }.core(whole.start, whole.value)?;
        return Some(Core { magnitude: by, ..core });
    }
    let core = share.core(whole.start, whole.value)?;
    if follows && whole.magnitude < magnitude { core.scaled(next + 1, magnitude) } else { Some(core) }
}

/// Any fraction below one, without a magnitude.
fn any(scan: Scan<'_>, at: usize) -> Option<Share> {
    match scan.kind(at)? {
        TokenKind::Mark => vulgar(scan, at),
        TokenKind::Number => slashed(scan, at).or_else(|| parts(scan, cardinal::read(scan, at)?)),
        TokenKind::Word if scan.has(at, bit::CARDINAL) => parts(scan, cardinal::read(scan, at)?),
        // `and a half` needs nothing behind it to be a fraction, as the number before it is one already.
        TokenKind::Word if scan.has(at, bit::ARTICLE) && scan.has(at + 1, bit::FRACTION) => {
            let whole = scan.values(at + 1).parts;
            let half = matches!(whole, 2 | 4) || !scan.counted(at + 2);
            half.then(|| Share::new(at + 2, Decimal::ONE, whole.into(), false))
        }
        _ => None,
    }
}

/// `million` behind a fraction: `half a million`, `two thirds of a million`, `quarter million`.
fn of_magnitude(scan: Scan<'_>, at: usize, share: Share) -> Option<Core> {
    let mut next = scan.over_joint(share.end);
    next += usize::from(scan.has(next, bit::OF));
    let article = scan.has(next, bit::ARTICLE);
    next += usize::from(article);
    let magnitude = scan.values(next).magnitude;
    if scan.has(next, bit::MAGNITUDE) && magnitude > 0 {
        let part = share.part.checked_mul(Decimal::from(magnitude))?;
        let mut core = Share { part, end: next + 1, ..share }.core(at, Decimal::ZERO)?;
        (core.share, core.rough) = (false, share.rough && magnitude != 12);
        return Some(core);
    }
    // `half` alone is a fraction only where something shows it.
    let shown = share.end > at + 1 || scan.kind(at) != Some(TokenKind::Word) || is_shown(scan, at, share.end);
    shown.then(|| share.core(at, Decimal::ZERO)).flatten()
}

/// Whether `half` at `at` is a part of something: `half of`, `half the`, `more than half`.
fn is_shown(scan: Scan<'_>, at: usize, end: usize) -> bool {
    let behind = scan.has(end, bit::OF | bit::THE)
        || scan.beside(scan.classes.behind.possessive, end).is_some()
        || scan.at(scan.classes.percent, bit::PERCENT, end).is_some();
    let measured = scan.has(end, bit::ARTICLE) && (measure::is_unit(scan, end + 1) || scan.has(end + 1, bit::PERCENT));
    let before = super::tolerance::row_before(scan, at, 0).is_some();
    (behind || before || measured) && !scan.has_before(at, bit::THE | bit::ORDINAL | bit::RELATIVE)
}

/// One part: `half`, `a half`, `a third of`, `a hundredth`, `quarter` before a magnitude.
fn single(scan: Scan<'_>, at: usize) -> Option<Share> {
    let one = |end: usize, whole: u64| Some(Share::new(end, Decimal::ONE, whole.into(), true)).filter(|_| whole > 1);
    if scan.has(at, bit::FRACTION) && !scan.has(at, bit::ARTICLE) {
        let parts = scan.values(at).parts;
        let next = scan.over_joint(at + 1);
        let scaled =
            scan.has(next, bit::MAGNITUDE) || (scan.has(next, bit::ARTICLE) && scan.has(next + 1, bit::MAGNITUDE));
        let period = scan.has(next + usize::from(scan.has(next, bit::ARTICLE)), bit::UNIT);
        return if (parts == 2 && !period) || (matches!(parts, 2 | 4) && scaled) { one(at + 1, parts) } else { None };
    }
    if !scan.has(at, bit::ARTICLE) {
        return None;
    }
    let next = at + 1;
    let half = scan.has(next, bit::FRACTION) && scan.values(next).parts == 2;
    let (end, whole) = if scan.has(next, bit::FRACTION) && !scan.capital(next) {
        (next + 1, scan.values(next).parts)
    } else if scan.has(next, bit::ORDINAL) && scan.values(next).ordinal > 2 && !scan.capital(next) {
        (next + 1, scan.values(next).ordinal)
    } else {
        return None;
    };
    let whole_told = scan.has(end, bit::OF) && !(scan.has(end + 1, bit::ARTICLE) && scan.has(end + 2, bit::UNIT));
    let last = scan.token(end).is_none() || (scan.kind(end) == Some(TokenKind::Mark) && !scan.walk.is_joint(end));
    let unit = scan.has(next, bit::UNIT);
    (whole_told || (last && !unit) || (half && !scan.counted(end) && !scan.walk.is_joint(end)))
        .then(|| one(end, whole))
        .flatten()
}

/// What a counted number is parts of: `thirds`, `twenty-firsts`, and `eighth` behind `one`.
fn parts(scan: Scan<'_>, count: Core) -> Option<Share> {
    let mut next = scan.over_joint(count.end);
    // `five - eighths` with spaces.
    if scan.dash(next) && scan.has(next + 1, bit::FRACTION | bit::FRACTIONS) {
        next += 1;
    }
    let joined = next > count.end;
    let values = scan.values(next);
    let plural = |end: usize, whole: u64| Share::new(end, count.value, whole.into(), true);
    if scan.has(next, bit::FRACTIONS) {
        // `two quarters` are half a year.
        let quarters = scan.has(next, bit::UNITS) && !joined;
        let three = count.behind_and.unwrap_or(count.value) == Decimal::from(3);
        return (values.parts > 1 && count.value > Decimal::ONE && (!quarters || three))
            .then(|| plural(next + 1, values.parts));
    }
    let tens = u64::from(values.cardinal);
    let last = scan.over_joint(next + 1);
    if scan.has(next, bit::CARDINAL) && tens >= 20 && scan.has(last, bit::FRACTIONS) && scan.values(last).parts < 10 {
        return Some(plural(last + 1, tens + scan.values(last).parts));
    }
    if count.value != Decimal::ONE || !scan.has(count.start, bit::CARDINAL) || count.end > count.start + 1 {
        return None;
    }
    let (end, whole) = if scan.has(next, bit::FRACTION) {
        (next + 1, values.parts)
    } else {
        ordinal::read(scan, next).filter(|&(_, whole)| whole > 2)?
    };
    let unit = scan.has(next, bit::UNIT) && !scan.has(end, bit::OF) && !joined;
    (!unit && whole > 1 && (joined || !scan.counted(end))).then(|| plural(end, whole))
}

/// `3/4`, which is no date and no other pair of numbers.
fn slashed(scan: Scan<'_>, at: usize) -> Option<Share> {
    let tight = |at: usize| !scan.space_before(at);
    if !scan.mark(at + 1, "/") || !tight(at + 1) || !tight(at + 2) {
        return None;
    }
    let (part, whole) = (scan.digits(at)?, scan.digits(at + 2)?);
    let chained = (scan.mark(at + 3, "/") || scan.mark(at + 3, "-")) && tight(at + 3);
    let led = at.checked_sub(1).is_some_and(|before| {
        tight(at) && ["/", "-", ":", "#", "."].iter().any(|mark| scan.mark(before, mark)) && !is_minus(scan, before)
    });
    // `9/11` may be a day.
    let day = (1..=12).contains(&part) && (11..=31).contains(&whole);
    let fits = part > 0 && part < whole && !chained && !led && !day;
    fits.then(|| Share::new(at + 3, part.into(), whole.into(), false))
}

fn is_minus(scan: Scan<'_>, at: usize) -> bool {
    scan.dash(at) && scan.space_before(at)
}

fn vulgar(scan: Scan<'_>, at: usize) -> Option<Share> {
    let text = scan.token(at).filter(|token| token.fraction())?.span.of(scan.walk.text);
    let spelled: String = text.nfkd().collect();
    let (part, whole) = spelled.split_once('\u{2044}')?;
    Some(Share::new(at + 1, part.parse().ok()?, whole.parse().ok()?, false))
}

/// `one in five`, `9 out of 10`, `one over three`.
fn of_number(scan: Scan<'_>, part: Core) -> Option<Share> {
    let found = scan.beside(scan.classes.behind.share_of, part.end)?;
    let at = part.end + found.tokens;
    let whole = cardinal::read(scan, at)?;
    let bare = |core: Core| core.value.scale() == 0 && core.margin.is_none();
    let (few, many) = (part.value, whole.value);
    let fits = few > Decimal::ZERO && few < many && bare(part) && bare(whole) && whole.start == at;
    let counts = scan.has(whole.end, bit::UNIT | bit::UNITS | bit::MONTH | bit::PERCENT);
    let year = scan.year(at).is_some() && whole.end == at + 1;
    if !fits || counts || year || scan.has_before(part.start, bit::CURRENCY) || scan.has(at, bit::CURRENCY) {
        return None;
    }
    let round = many <= Decimal::TEN || (many % Decimal::ONE_HUNDRED).is_zero();
    let told = match found.value.text.as_str() {
        "out" => true,
        "in" => few == Decimal::ONE || round,
        // `a win by two over 90 minutes` has what is counted behind it.
        _ => !scan.counted(whole.end),
    };
    told.then(|| Share::new(whole.end, few, many, false))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_fractions() {
        for (text, said) in [
            ("two-thirds of it", "two-thirds=/0.6 to 0.733333333333"),
            ("3/4 of it", "3/4=/0.75"),
            ("½ of it", "½=/0.5"),
            ("one in five people", "one in five=/0.2"),
            ("9 out of 10 voters", "9 out of 10=/0.9"),
            ("half of them", "half=/0.45 to 0.55"),
            ("more than half the seats", "more than half=/more than 0.5"),
            ("less than a quarter of it", "less than a quarter=/less than 0.25"),
            ("the second half of the game", "second=#2"),
            ("the third of them", "third=#3"),
            ("one third party", "one=1;third=#3"),
            ("a third man", "third=#3"),
            ("the 9/12 club", ""),
            ("a Fourth of it", "Fourth=#4"),
            ("one in 1994", "one=1;1994=1994-01-01/1994-12-31 Year"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }

    #[test]
    fn reads_numbers_that_end_in_a_fraction() {
        for (text, said) in [
            ("1 1/2 miles off", "1 1/2 miles=2414.016 m;1 1/2=1.5"),
            ("1½ votes", "1½=1.5"),
            ("five and a quarter", "five and a quarter=5.25"),
            ("two and a half million people", "two and a half million=2450000 to 2550000"),
            ("half a million people", "half a million=450000 to 550000"),
            ("half a dozen eggs", "half a dozen=6"),
            ("one hundred and three quarters", "one hundred and three quarters=100.75"),
            ("one hundred and thirty-two fifths", "one hundred and thirty-two fifths=26.4"),
            ("five billion and three quarters", "five billion and three quarters=5750000000"),
            ("3 million and a quarter", "3 million and a quarter=3250000"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
