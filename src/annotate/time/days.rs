//! Days and weeks told by where they lie: `the first Friday of July`, `the 20th of next month`, `the day after tomorrow`.

use super::Reader;
use super::hit::{Hit, Left, Said};
use crate::annotate::note::{TimeBasis, TimexKind};
use crate::calendar::{Day, Days, Grain, Point};
use crate::text::TokenKind;

/// Which of several, where it is the last.
const LAST: u32 = 9;

/// What is numbered.
#[derive(Debug, Clone, Copy)]
enum Part {
    Day,
    Week,
    Weekday(u32),
}

impl Reader<'_> {
    /// `the first Friday of July`, `the third week of 2027`, `the last day of this month`.
    pub(super) fn nth(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (end, nth) = match c.entry(at, self.v.which) {
            Some((end, "last")) => (end, LAST),
            Some(_) => return None,
            None => c.ordinal(at).filter(|(_, nth)| (1..=5).contains(nth))?,
        };
        // `the last quarter of 2014`
        if nth == LAST && c.value(end, self.v.unit) == Some("Q") && c.is(end + 1, self.v.of) {
            let (end, year) = self.plain_year(end + 2)?;
            return Some(Hit::date(at, end, Point::Quarter(year, 4), Left::Article).full().guess());
        }
        let (end, part) = match c.value(end, self.v.unit) {
            Some("D") => (end + 1, Part::Day),
            Some("W") => (end + 1, Part::Week),
            Some(_) => return None,
            None => c.weekday(end).map(|(end, day)| (end, Part::Weekday(day)))?,
        };
        // `the third week next year`
        let which = c.starts(end) & self.v.which.bit != 0;
        let of = !which && (c.is(end, self.v.of) || c.is(end, self.v.may_lead));
        let next = if of { end + 1 } else { end };
        let (end, whole, full) = self.month_or_year(next, of)?;
        let Some(day) = day_of(whole, part, nth) else {
            let value = match part {
                Part::Day => "XXXX-XX-XX".to_owned(),
                Part::Week => "XXXX-WXX".to_owned(),
                Part::Weekday(day) => format!("XXXX-WXX-{day}"),
            };
            return Some(Hit::other(at, end, TimexKind::Date, value, Left::Article).guess());
        };
        if let Part::Week = part {
            // Which days the first week has, no word fixes: the rules see the month or year only.
            let said = Said { start: next, end, days: whole.days().filter(|_| full), from: TimeBasis::Words };
            let from = if said.days.is_some() { TimeBasis::Words } else { TimeBasis::Guess };
            let hit = Hit::date(at, end, Point::Week(day), Left::Article);
            return Some(Hit { full, said: Some(Said { from, ..said }), ..hit });
        }
        let hit = Hit::date(at, end, Point::of_day(day), Left::Article);
        Some(if full { hit.full().fixed(Some((Days::one(day), Grain::Day))) } else { hit.guess() })
    }

    /// What a day or week is one of: its end, the month or year, and whether its year is told.
    fn month_or_year(&self, at: usize, of: bool) -> Option<(usize, Point, bool)> {
        let c = &self.c;
        if let Some((end, which)) = c.entry(at, self.v.which) {
            let unit = c.value(end, self.v.unit).filter(|unit| matches!(*unit, "M" | "Y"))?;
            return Some((end + 1, self.which_point(which, unit), false));
        }
        if !of {
            return None;
        }
        if let Some((end, point, full)) = self.month_date(at) {
            return matches!(point, Point::Month(..)).then_some((end, point, full));
        }
        let year = self.plain_year(at).or_else(|| c.spoken_year(at).map(|(end, year)| (end, year.cast_signed())));
        year.map(|(end, year)| (end, Point::Year(year), true))
    }

    /// `the 20th of next month`, `on the 15th`.
    pub(super) fn day_of_month(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (end, day) = c.ordinal(at).filter(|(_, day)| (1..=31).contains(day))?;
        let next = if c.is(end, self.v.of) { end + 1 } else { end };
        let date = |end: usize, month: Point| match month {
            Point::Month(year, month) => Hit::date(at, end, Point::Date(year, month, day), Left::Article).guess(),
            _ => Hit::other(at, end, TimexKind::Date, format!("XXXX-XX-{day:02}"), Left::Article).guess(),
        };
        if let Some((month_end, which)) = c.entry(next, self.v.which) {
            return (c.value(month_end, self.v.unit) == Some("M"))
                .then(|| date(month_end + 1, self.which_point(which, "M")));
        }
        // Alone, only digits or a number in two words are a day, and only where nothing is numbered by them.
        let plain = c.ordinal_digits(at).is_some() || end > at + 1;
        let before = c.before(at, self.v.the).unwrap_or(at);
        let lead = before.checked_sub(1).and_then(|lead| c.value(lead, self.v.day_lead));
        let led = lead.is_some_and(|lead| before < at || (lead == "alone" && c.ordinal_digits(at).is_some()));
        if !plain || !led || self.numbers(end) {
            return None;
        }
        Some(date(end, self.anchor().moved("M", 0)))
    }

    /// `week 3 of 2020`.
    pub(super) fn week_number(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (week, _) = c.digits(at + 1).filter(|&(week, len)| len <= 2 && (1..=53).contains(&week))?;
        if c.value(at, self.v.unit) != Some("W") || !c.is(at + 2, self.v.of) {
            return None;
        }
        let (end, year) = self.plain_year(at + 3)?;
        // The week with the fourth of January is the first.
        let day = Day::from_ymd(year, 1, 4)?.plus_days(7 * (week.cast_signed() - 1));
        Some(Hit::date(at, end, Point::Week(day), Left::Part).full().guess())
    }

    /// Whether a word follows that an ordinal numbers.
    fn numbers(&self, end: usize) -> bool {
        let c = &self.c;
        let word = matches!(c.kind(end), Some(TokenKind::Word | TokenKind::Mixed | TokenKind::Number));
        c.scan.walk.is_joint(end)
            || (word && !c.is(end, self.v.may_lead) && !c.is(end, self.v.range))
            || c.is(end, self.v.of)
    }

    /// `Thursday the 21st`, from the end of the weekday: the nearest such day.
    pub(super) fn weekday_with_day(&self, at: usize, weekday: u32) -> Option<(usize, Point, bool)> {
        let c = &self.c;
        if !c.is(at, self.v.the) {
            return None;
        }
        let (end, day) = c.ordinal(at + 1).filter(|(end, day)| (1..=31).contains(day) && !self.numbers(*end))?;
        let Point::Month(year, month) = self.anchor().moved("M", 0) else { return None };
        let months = [0, 1, -1].map(|steps| Point::Month(year, month).moved("M", steps));
        let dates = months.into_iter().filter_map(|point| match point {
            Point::Month(year, month) => Some(Point::Date(year, month, day)),
            _ => None,
        });
        let fits = |point: &Point| point.day().and_then(Day::weekday) == Some(weekday);
        let point = dates.clone().find(fits).or_else(|| dates.clone().next())?;
        Some((end, point, false))
    }

    /// `the week after next`, `the year before last`.
    fn beside_next(&self, at: usize) -> Option<Hit> {
        let (c, v) = (&self.c, self.v);
        let unit = c.value(at, v.unit).filter(|unit| matches!(*unit, "W" | "WE" | "M" | "Y"))?;
        let steps = match (c.value(at + 1, v.beside)?, c.value(at + 2, v.which)?) {
            ("after", "next") => 2,
            ("before", "last") => -2,
            _ => return None,
        };
        // `the week after next Tuesday` goes on.
        let named = v.unit.bit | v.units.bit | v.weekday.bit | v.month.bit | v.season.bit | v.part.bit | v.holiday.bit;
        let goes_on = c.starts(at + 3) & (named | v.period.bit | v.fiscal.bit | v.cardinal.bit) != 0
            || c.kind(at + 3) == Some(TokenKind::Number);
        if goes_on || !c.has_before(at, v.the) {
            return None;
        }
        Some(Hit::date(at, at + 3, self.anchor().moved(unit, steps), Left::Article).deictic().guess())
    }

    /// `the day before yesterday`, `the day after tomorrow`.
    pub(super) fn day_beside_day(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        if let Some(hit) = self.beside_next(at) {
            return Some(hit);
        }
        let step = match (c.value(at, self.v.unit)?, c.value(at + 1, self.v.beside)?) {
            ("D", "before") => -1,
            ("D", _) => 1,
            _ => return None,
        };
        let from = self.day_word(at + 2).filter(|hit| hit.end == at + 3 && hit.kind == TimexKind::Date)?;
        let point = from.point?.moved("D", step);
        let days = self.written.and_then(|_| point.days());
        Some(Hit::date(at, at + 3, point, Left::Article).deictic().published(at + 3, days))
    }
}

/// The n-th day, week or weekday of a month or year.
fn day_of(whole: Point, part: Part, nth: u32) -> Option<Day> {
    let (days, _) = whole.days().filter(|_| whole.year() != 0)?;
    let steps = nth.cast_signed() - 1;
    let ahead = |from: Day, weekday: u32| Some((weekday + 7 - from.weekday()?).rem_euclid(7).cast_signed());
    match (part, nth) {
        (Part::Day | Part::Week, LAST) => Some(days.last),
        (Part::Day, _) => Some(days.first.plus_days(steps)),
        (Part::Week, _) => Some(days.first.plus_days(7 * steps)),
        (Part::Weekday(weekday), LAST) => {
            let first = days.last.plus_days(-6);
            Some(first.plus_days(ahead(first, weekday)?))
        }
        (Part::Weekday(weekday), _) => Some(days.first.plus_days(ahead(days.first, weekday)? + 7 * steps)),
    }
}
