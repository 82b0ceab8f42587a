//! Numbers with what stands around them to make them sets: `about 300`, `40 to 50`, `12 or more`, `more than 10 and less
//! than 40`, `minus 5`.

use super::cardinal::Core;
use super::classes::bit;
use super::note::{Amount, Part};
use super::scan::Scan;
use super::tolerance::{self, Row};
use super::{fraction, measure, money};
use crate::quantity::{Decimal, Extent};
use crate::text::TokenKind;

/// A number as found, with the words that widen it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Quantity {
    /// First token, approximators included.
    pub start: usize,
    /// First token of the number itself, its sign included.
    pub core: usize,
    /// Just past the last token.
    pub end: usize,
    /// The numbers that may be meant.
    pub extent: Extent,
    /// The number told, or the first of a range.
    pub first: (usize, usize, Decimal),
    /// The other end of a range.
    pub last: Option<(usize, usize, Decimal)>,
    /// The tokens of the number and of words that bound it (`more than`, `between`), but not of those that only blur it.
    pub bounded: (usize, usize),
    /// The row that bounds it, if one does.
    pub row: Option<Row>,
    /// A part of a whole.
    pub share: bool,
    /// A unit is written on to the last digits: `5km`.
    pub glued: bool,
}

impl Quantity {
    /// The same as a note keeps it; `range` makes token numbers of the document.
    pub fn amount(self, range: impl Fn(usize, usize) -> super::Range) -> Amount {
        let part = |(from, to, value): (usize, usize, Decimal)| Part { tokens: range(from, to), value };
        Amount {
            extent: self.extent,
            first: part(self.first),
            last: self.last.map(part),
            bounded: range(self.bounded.0, self.bounded.1),
            row: self.row,
        }
    }

    /// The range from this number to another, with `between` or `from` before it.
    pub fn until(self, scan: Scan<'_>, other: Self) -> Self {
        let extent = Extent { low: self.extent.low, high: other.extent.high, above: false, below: false };
        let start = self.start - usize::from(scan.has_before(self.start, bit::RANGE_FROM));
        let bounded = (start, other.bounded.1);
        Self { start, end: other.end, last: Some(other.first), bounded, extent, ..self }
    }
}

/// The other end of a range whose first end has something behind it up to `end`: `5% to 10%`, `3 km to 5 km`.
pub(crate) fn continued(scan: Scan<'_>, first: Quantity, end: usize) -> Option<Quantity> {
    let and = scan.has(end, bit::RANGE_AND) && scan.has_before(scan.before_currency(first.first.0), bit::RANGE_FROM);
    let dash = scan.dash(end) && scan.space_before(end) == scan.space_before(end + 1);
    if first.last.is_some() || !(scan.has(end, bit::RANGE_TO) || and || dash) {
        return None;
    }
    let second = read(scan, end + 1, end + 1).filter(|second| second.last.is_none() && second.start == end + 1)?;
    (first.first.2 < second.first.2).then_some(second)
}

/// The number whose digits or words start at `at`; words before it are taken in as far as `floor`.
pub(crate) fn read(scan: Scan<'_>, at: usize, floor: usize) -> Option<Quantity> {
    let first = signed(scan, fraction::read(scan, at)?, floor);
    if is_chain(scan, first) {
        return None;
    }
    let mut found = Quantity {
        start: first.start,
        core: first.start,
        end: first.end,
        extent: first.extent(),
        first: (first.start, first.end, first.value),
        last: None,
        bounded: (first.start, first.end),
        row: None,
        share: first.share,
        glued: first.glued,
    };
    if let Some((separator, second)) = range(scan, first) {
        let first = shared(scan, first, separator, second);
        found.end = second.end;
        found.glued = second.glued;
        found.first.2 = first.value;
        found.last = Some((second.start, second.end, second.value));
        found.extent = Extent { low: first.extent().low, high: second.extent().high, above: false, below: false };
        let lead = scan.before_currency(first.start);
        if lead > floor && scan.has_before(lead, bit::RANGE_FROM) {
            found.start = lead - 1;
        }
        found.bounded = (found.start, found.end);
    }
    // `talking about one thing` and `some one` say nothing of a count.
    let lone = found.end == at + 1 && first.value == Decimal::ONE && scan.has(at, bit::CARDINAL);
    let outset = scan.before_currency(found.start);
    let row = row_before(scan, outset, floor)
        .filter(|&(before, row)| !lone || before + 1 < at || !matches!(row, Row::About | Row::MoreThan));
    if let Some((before, row)) = row {
        found.start = before;
        // `about 2.5 million` widens the number told, not the number already widened by rounding.
        let told = if found.last.is_some() { found.extent } else { Extent::exact(first.value.normalize()) };
        let told = if first.rough { told } else { first.inexact.unwrap_or(told) };
        found.extent = row.apply(told);
        if row.bounds() {
            found.bounded.0 = before;
            found.row = Some(row);
        }
    }
    if let Some((end, row)) = row_after(scan, found) {
        found.end = end;
        found.extent = row.apply(found.extent);
        if row.bounds() {
            found.bounded.1 = end;
            found.row = Some(row);
        }
    }
    Some(both_sides(scan, found))
}

/// Takes in a sign before the number.
fn signed(scan: Scan<'_>, core: Core, floor: usize) -> Core {
    let Some(before) = core.start.checked_sub(1).filter(|&before| before >= floor) else { return core };
    let open = before.checked_sub(1).is_none_or(|at| scan.space_before(before) || scan.mark(at, "("));
    let dash = scan.dash(before) && !scan.text(before).starts_with('—') && !scan.space_before(core.start) && open;
    let word = scan.beside(scan.classes.behind.minus, before).is_some();
    // `10 minus 5` is arithmetic, and a dash at the start of a block opens an item of a list, with a space behind it.
    let taken = word && !before.checked_sub(1).is_some_and(|at| scan.kind(at) == Some(TokenKind::Number));
    if dash || taken { Core { start: before, ..core }.negated() } else { core }
}

/// Whether the digits are a part of a longer chain: a telephone number.
fn is_chain(scan: Scan<'_>, core: Core) -> bool {
    let number = |at: usize| scan.kind(at) == Some(TokenKind::Number);
    let joined = |at: usize| scan.walk.is_joint(at);
    let behind = joined(core.end) && number(core.end + 1);
    let beyond = behind && joined(core.end + 2) && number(core.end + 3);
    let before = core.start.checked_sub(2).is_some_and(|at| joined(at + 1) && number(at));
    let further = before && core.start.checked_sub(4).is_some_and(|at| joined(at + 1) && number(at));
    number(core.start) && core.end == core.start + 1 && (beyond || further || (before && behind))
}

/// `1 to 2 million`: the magnitude of the second end belongs to the first too.
fn shared(scan: Scan<'_>, first: Core, separator: usize, second: Core) -> Core {
    let alone = first.magnitude == 0 && first.margin.is_none() && second.magnitude >= 1000 && separator == first.end;
    let Some(bare) = second.value.checked_div(Decimal::from(second.magnitude.max(1))) else { return first };
    let same = alone && first.value < bare && first.value.is_sign_positive() && !scan.has(first.end, bit::CURRENCY);
    if same { first.scaled(first.end, second.magnitude).unwrap_or(first) } else { first }
}

/// The other end of a range that starts with `first`, and where its separator stands: `40 to 50`, `40-50`,
/// `between 40 and 50`.
fn range(scan: Scan<'_>, first: Core) -> Option<(usize, Core)> {
    // `18-to-34` has hyphens on both sides.
    let separator = scan.over_joint(first.end);
    let joint = separator > first.end;
    let lead = scan.before_currency(first.start);
    let word = scan.has(separator, bit::RANGE_TO)
        || (scan.has(separator, bit::RANGE_AND) && scan.has_before(lead, bit::RANGE_FROM));
    let dash = scan.dash(first.end) || scan.mark(first.end, "~");
    let next = if word {
        scan.over_joint(separator + 1)
    } else if dash && (joint || scan.space_before(first.end) == scan.space_before(first.end + 1)) {
        // A dash is punctuation between words; between numbers it has the same space on both sides.
        first.end + 1
    } else {
        return None;
    };
    let next = if scan.beside(scan.classes.behind.minus, next).is_some() { next + 1 } else { next };
    let next = next + scan.at(scan.classes.behind.currency, bit::CURRENCY, next).map_or(0, |found| found.tokens);
    let second = signed(scan, fraction::read(scan, next)?, first.end + 1);
    (first.value < second.value && !is_chain(scan, second)).then_some((first.end, second))
}

/// The words or signs that make the number at `at` a set, and their row.
fn row_before(scan: Scan<'_>, at: usize, floor: usize) -> Option<(usize, Row)> {
    if let Some(found) = tolerance::row_before(scan, at, floor) {
        return Some(found);
    }
    let before = at.checked_sub(1).filter(|&before| before >= floor && scan.kind(before) == Some(TokenKind::Mark))?;
    let (start, row) = match scan.text(before) {
        "~" | "≈" => (before, Row::About),
        "≥" => (before, Row::AtLeast),
        "≤" => (before, Row::UpTo),
        ">" => (before, Row::MoreThan),
        "<" => (before, Row::LessThan),
        "=" if before > floor && scan.mark(before - 1, ">") => (before - 1, Row::AtLeast),
        "=" if before > floor && scan.mark(before - 1, "<") => (before - 1, Row::UpTo),
        _ => return None,
    };
    // `=>` and `<>` compare nothing; `>` that opens a line quotes it.
    let alone = !start.checked_sub(1).is_some_and(|at| ["<", ">", "="].iter().any(|sign| scan.mark(at, sign)));
    (alone && (start > 0 || row == Row::About)).then_some((start, row))
}

/// The same behind the number.
fn row_after(scan: Scan<'_>, found: Quantity) -> Option<(usize, Row)> {
    let at = scan.over_joint(found.end);
    let after = scan.at(scan.classes.approximator_after, bit::APPROXIMATOR_AFTER, at)?;
    let end = at + after.tokens;
    // `5000 or less than 6000` goes on with another number.
    let than = scan.at(scan.classes.approximator, bit::APPROXIMATOR, at + 1);
    let goes_on = than.is_some_and(|than| is_number(scan, at + 1 + than.tokens));
    Row::named(&after.value.text).filter(|_| !goes_on && !is_number(scan, end)).map(|row| (end, row))
}

fn is_number(scan: Scan<'_>, at: usize) -> bool {
    let at = at + usize::from(scan.has(at, bit::CURRENCY));
    matches!(scan.kind(at), Some(TokenKind::Number | TokenKind::Mixed)) || scan.has(at, bit::CARDINAL | bit::MAGNITUDE)
}

/// `more than 10 and less than 40`: two bounds that leave something between them are one set.
fn both_sides(scan: Scan<'_>, found: Quantity) -> Quantity {
    let Some(row) = found.row.filter(|row| row.opposes().is_some() && found.last.is_none()) else { return found };
    let mut at = found.end;
    at += usize::from(scan.mark(at, ","));
    at += usize::from(scan.has(at, bit::RANGE_AND) || scan.text(at).eq_ignore_ascii_case("but"));
    if at == found.end {
        return found;
    }
    let Some(words) = scan.at(scan.classes.approximator, bit::APPROXIMATOR, at) else { return found };
    let other = Row::named(&words.value.text).filter(|other| row.opposes() == other.side());
    let (Some(other), Some(core)) = (other, fraction::read(scan, at + words.tokens)) else { return found };
    let told = other.apply(Extent::exact(core.value.normalize()));
    let both = Extent {
        low: found.extent.low.or(told.low),
        high: found.extent.high.or(told.high),
        above: found.extent.above || told.above,
        below: found.extent.below || told.below,
    };
    let some = both.low.zip(both.high).is_some_and(|(low, high)| low < high);
    if !some {
        return found;
    }
    let last = Some((core.start, core.end, core.value));
    Quantity { end: core.end, extent: both, last, bounded: (found.bounded.0, core.end), row: Some(other), ..found }
}

/// Whether four digits count something and are no year: a unit stands behind them (`2000 litres`), or the second end of
/// a range that no year reaches (`1000-5000`).
pub(crate) fn is_count(scan: Scan<'_>, at: usize) -> bool {
    if scan.kind(at) != Some(TokenKind::Number) || scan.text(at).len() != 4 {
        return false;
    }
    let next = scan.over_joint(at + 1);
    let led = scan.has_before(at, bit::YEAR_LEAD | bit::MONTH | bit::RANGE_FROM);
    let other = if scan.has(next, bit::RANGE_TO) || scan.dash(next) { next + 1 } else { scan.over_joint(at + 1) };
    let beyond = other > at + 1 && scan.digits(other).is_some_and(|digits| (2101..=99_999).contains(&digits));
    beyond || (!led && (measure::is_unit(scan, next) || money::is_unit(scan, next)))
}

/// Whether the number from `core` to `end` names something or tells the time of day, and so counts nothing:
/// `No. 10`, `Article 6`, `10:30`, `5 p.m.`; or is a pronoun: `the one that fell`.
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
            || scan.mark(before, "%")
            || scan.mark(before, "."));
    dotted || named || tight || is_pronoun(scan, core, end) || is_name(scan, core, end) || is_clock(scan, end)
}

/// `the one that fell`, `no one`: nothing that it counts stands behind it.
fn is_pronoun(scan: Scan<'_>, core: usize, end: usize) -> bool {
    if end != core + 1 || !scan.has(core, bit::CARDINAL) || scan.values(core).cardinal != 1 {
        return false;
    }
    let lead = scan.lexicon.before(scan.classes.behind.one_lead, scan.walk, core);
    let counted = scan.counted(end);
    lead.map_or_else(|| scan.has_before(core, bit::ORDINAL) && !counted, |lead| lead.value.text == "always" || !counted)
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
            ("4 thousand 3 hundred and 21 votes", "4 thousand 3 hundred and 21=4321"),
            ("three crore twelve lakh people", "three crore twelve lakh=31200000"),
            ("nine-point-five", "nine-point-five=9.5"),
            ("nine point nought four", "nine point nought four=9.04"),
            ("10k votes and 2.5M", "10k=9500 to 10500;2.5M=2450000 to 2550000"),
            ("the 5G network", ""),
            ("a multi-million deal", ""),
            ("hundred thousand votes", "hundred thousand=100000"),
            (".0012bn votes", ".0012bn=1150000 to 1250000"),
            ("a .25 average", ".25=0.25"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }

    #[test]
    fn reads_numbers_below_nought() {
        for (text, said) in [
            ("It was -5 then", "-5=-5"),
            ("It was minus 5 then", "minus 5=-5"),
            ("a range of −5 to 3", "−5 to 3=-5 to 3"),
            ("pages—5 of them", "5=5"),
            ("10 minus 5", "10=10;5=5"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }

    #[test]
    fn rounds_and_widens() {
        for (text, said) in [
            ("2.5 million people", "2.5 million=2450000 to 2550000"),
            ("three million people", "three million=2500000 to 3500000"),
            ("about 300 ships", "about 300=270 to 330"),
            ("more than forty ships", "more than forty=more than 40"),
            ("at least 40 ships", "at least 40=at least 40"),
            ("up to 40 ships", "up to 40=at most 40"),
            ("exactly 2 million ships", "exactly 2 million=2000000"),
            ("talking about one thing", "one=1"),
            ("at least one thing", "at least one=at least 1"),
            ("40 or more ships", "40 or more=at least 40"),
            ("numbers > 40 or ≤ 10", "> 40=more than 40;≤ 10=at most 10"),
            ("more than 10 but less than 40 ships", "more than 10 but less than 40=10 to 40"),
            ("more than 40 and less than 10", "more than 40=more than 40;less than 10=less than 10"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }

    #[test]
    fn reads_ranges() {
        for (text, said) in [
            ("between 40 and 50 ships", "between 40 and 50=40 to 50"),
            ("40-50 ships", "40-50=40 to 50"),
            ("the 18-to-34 age range", "18-to-34=18 to 34"),
            ("about 40 to 50 ships", "about 40 to 50=36 to 55"),
            ("1 to 2 million people", "1 to 2 million=500000 to 2500000"),
            ("1000-5000 ships", "1000-5000=1000 to 5000"),
            ("500 to 1 million people", "500 to 1 million=500 to 1500000"),
            ("call 555-123-4567 now", ""),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }

    #[test]
    fn passes_over_labels_clocks_and_pronouns() {
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
            "the one that fell",
            "the other one",
            "No one left it",
        ] {
            assert!(notes(text).is_empty(), "{text}: {:?}", notes(text));
        }
    }
}
