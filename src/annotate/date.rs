//! Single calendar dates as written: `27 April 2020`, `Apr. 27, 2020`, `the 27th of April`, `2020-04-27`,
//! `April 2020`, `1994`, `the 1990s`, `the 19th century`.

use super::classes::bit;
use super::ordinal;
use super::scan::Scan;
use crate::calendar::{Day, Days, Grain, Unit};

/// What a date says of day, month and year. What is not said is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub day: Option<u32>,
    pub month: Option<u32>,
    pub year: Option<i32>,
    /// Decades and centuries: the years meant.
    pub years: Option<(i32, i32, Grain)>,
    /// Whether the month stands before the day.
    pub month_first: bool,
    /// Numbers that may be month and day or day and month.
    pub unsure: bool,
    pub end: usize,
}

const NOTHING: Date =
    Date { day: None, month: None, year: None, years: None, month_first: false, unsure: false, end: 0 };

impl Date {
    /// The days that it denotes, unless the year is not said or there is no such day.
    pub fn days(self) -> Option<(Days, Grain)> {
        if let Some((first, last, grain)) = self.years {
            return Days::new(Day::new_year(first), Day::new_year(last + 1).plus_days(-1)).map(|days| (days, grain));
        }
        let year = self.year.filter(|_| !self.unsure)?;
        match (self.month, self.day) {
            (Some(month), Some(day)) => Some((Days::one(Day::from_ymd(year, month, day)?), Grain::Day)),
            (Some(month), None) => {
                let first = Day::from_ymd(year, month, 1)?;
                Some((Grain::Month.coarsen(Days::one(first)), Grain::Month))
            }
            (None, None) => Some((Grain::Year.coarsen(Days::one(Day::new_year(year))), Grain::Year)),
            (None, Some(_)) => None,
        }
    }

    pub const fn has_day(self) -> bool {
        self.day.is_some() && self.month.is_some()
    }

    /// Whether only a year is said.
    pub const fn is_year(self) -> bool {
        self.year.is_some() && self.month.is_none()
    }
}

/// The date that starts at `at`. A lone month or year is given too: the caller decides whether it is one.
pub(crate) fn read(scan: Scan<'_>, at: usize) -> Option<Date> {
    if scan.has(at, bit::MONTH) {
        return month_first(scan, at);
    }
    if scan.digits(at).is_some() {
        let numeric = iso(scan, at).or_else(|| slashed(scan, at)).or_else(|| day_first(scan, at));
        return numeric.or_else(|| scan.year(at).map(|year| Date { year: Some(year), end: at + 1, ..NOTHING }));
    }
    if let Some((digits, suffix)) = scan.mixed(at) {
        if suffix == "s" && digits.len() == 4 {
            return decade(digits, at);
        }
        return day_first(scan, at).or_else(|| century(scan, at));
    }
    if scan.has(at, bit::ORDINAL | bit::CARDINAL) {
        return day_first(scan, at).or_else(|| century(scan, at));
    }
    dotted(scan, at)
}

/// `27`, `27th`, `tenth` as a day of the month.
pub(crate) fn day(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    let (day, end) = match scan.digits(at) {
        Some(day) if scan.text(at).len() <= 2 => (day, at + 1),
        Some(_) => return None,
        None => ordinal::read(scan, at).map(|(end, day)| (day, end))?,
    };
    (1..=31).contains(&day).then_some((day, end))
}

/// The number of the month at `at`, and the end of the word with an abbreviation's full stop.
pub(crate) fn month(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    if !scan.has(at, bit::MONTH) {
        return None;
    }
    let month = u32::from(scan.values(at).month);
    let dotted = scan.has(at, bit::ABBREVIATION) && scan.mark(at + 1, ".") && !scan.space_before(at + 1);
    (1..=12).contains(&month).then_some((month, at + 1 + usize::from(dotted)))
}

/// A year behind a day or month, with or without a comma.
fn year_after(scan: Scan<'_>, end: usize) -> Option<(i32, usize)> {
    let at = scan.over_joint(end + usize::from(scan.mark(end, ",")));
    scan.year(at).map(|year| (year, at + 1))
}

fn month_first(scan: Scan<'_>, at: usize) -> Option<Date> {
    let (month, end) = month(scan, at)?;
    let date = Date { month: Some(month), month_first: true, end, ..NOTHING };
    let next = scan.over_joint(end);
    let next = next + usize::from(scan.has(next, bit::THE) && day(scan, next + 1).is_some());
    // Not `May 10:30` and not `May 5 percent`.
    if let Some((day, end)) = day(scan, next).filter(|&(_, end)| !is_amount(scan, next, end)) {
        let date = Date { day: Some(day), end, ..date };
        return Some(year_after(scan, end).map_or(date, |(year, end)| Date { year: Some(year), end, ..date }));
    }
    let of = end + usize::from(scan.has(end, bit::OF));
    Some(match year_after(scan, of) {
        Some((year, end)) if of == end || !scan.mark(of, ",") => Date { year: Some(year), end, ..date },
        _ => date,
    })
}

fn is_amount(scan: Scan<'_>, at: usize, end: usize) -> bool {
    let ordinal_word = scan.has(at, bit::ORDINAL);
    let clock = scan.mark(end, ":") && !scan.space_before(end);
    ordinal_word || clock || scan.has(end, bit::PERCENT | bit::MAGNITUDE | bit::CLOCK)
}

fn day_first(scan: Scan<'_>, at: usize) -> Option<Date> {
    let (day, end) = day(scan, at)?;
    let next = scan.over_joint(end);
    let next = next + usize::from(scan.has(next, bit::OF));
    let (month, end) = month(scan, next)?;
    let date = Date { day: Some(day), month: Some(month), end, ..NOTHING };
    Some(year_after(scan, end).map_or(date, |(year, end)| Date { year: Some(year), end, ..date }))
}

/// `2020-04-27`, also with a time of day behind it.
fn iso(scan: Scan<'_>, at: usize) -> Option<Date> {
    let year = scan.year(at)?;
    let joint = |at: usize| scan.walk.is_joint(at) && scan.text(at) == "-";
    if !joint(at + 1) || !joint(at + 3) || scan.text(at + 2).len() != 2 {
        return None;
    }
    let month = scan.digits(at + 2)?;
    let text = scan.text(at + 4);
    let last = text.get(..2)?;
    if !(text.len() == 2 || text.get(2..3) == Some("T")) {
        return None;
    }
    let day = last.bytes().all(|byte| byte.is_ascii_digit()).then(|| last.parse().ok()).flatten()?;
    Day::from_ymd(year, month, day)?;
    Some(Date { day: Some(day), month: Some(month), year: Some(year), end: at + 5, ..NOTHING })
}

/// `27/04/2020` and `04/27/2020`; which is which is known only where one number is over twelve.
fn slashed(scan: Scan<'_>, at: usize) -> Option<Date> {
    let tight = |at: usize| scan.mark(at, "/") && !scan.space_before(at) && !scan.space_before(at + 1);
    if !tight(at + 1) || !tight(at + 3) || scan.text(at).len() > 2 || scan.text(at + 2).len() > 2 {
        return None;
    }
    ordered(scan.digits(at)?, scan.digits(at + 2)?, scan.year(at + 4)?, at + 5)
}

/// `27.04.2020`.
fn dotted(scan: Scan<'_>, at: usize) -> Option<Date> {
    let text = scan.text(at);
    if text.len() > 10 || scan.kind(at) != Some(crate::text::TokenKind::Number) {
        return None;
    }
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next().filter(|year| year.len() == 4)?);
    if parts.next().is_some() {
        return None;
    }
    ordered(day.parse().ok()?, month.parse().ok()?, year.parse().ok()?, at + 1)
}

fn ordered(first: u32, second: u32, year: i32, end: usize) -> Option<Date> {
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    Day::from_ymd(year, month, day)?;
    let unsure = first <= 12 && second <= 12 && first != second;
    Some(Date { day: Some(day), month: Some(month), year: Some(year), unsure, end, ..NOTHING })
}

/// `1990s`; `1900s` may be a decade or the whole century.
fn decade(digits: &str, at: usize) -> Option<Date> {
    let year: i32 = digits.parse().ok().filter(|year| (1000..=2090).contains(year) && year % 10 == 0)?;
    let years = if year % 100 == 0 { (year, year + 99, Grain::Century) } else { (year, year + 9, Grain::Decade) };
    Some(Date { years: Some(years), end: at + 1, ..NOTHING })
}

/// `19th century`: from 1800, as most say, to 1900, as some insist.
fn century(scan: Scan<'_>, at: usize) -> Option<Date> {
    let (end, number) = ordinal::read(scan, at)?;
    let next = scan.over_joint(end);
    if !scan.has(next, bit::UNIT) || scan.values(next).unit != Some(Unit::Century) {
        return None;
    }
    let number = i32::try_from(number).ok().filter(|number| (1..=30).contains(number))?;
    Some(Date { years: Some((number * 100 - 100, number * 100, Grain::Century)), end: next + 1, ..NOTHING })
}
