//! Dates as they are written: days, months, years, weekdays, times of day, ranges of them.

use super::Reader;
use super::hit::{Hit, Left, Said};
use super::meaning;
use super::tense::{Direction, NEAR, REACH};
use crate::annotate::age;
use crate::annotate::classes::bit;
use crate::annotate::note::TimexKind;
use crate::annotate::number;
use crate::calendar::holiday::holiday;
use crate::calendar::{Days, Grain, Point};
use crate::text::{Token, TokenKind};

/// So many months ahead or behind, a date is close by.
const CLOSE: u32 = 2;

impl Reader<'_> {
    /// A year of four digits within a date.
    pub(super) fn plain_year(&self, at: usize) -> Option<(usize, i32)> {
        let c = &self.c;
        let (value, len) = c.digits(at)?;
        if len <= 4 && c.is(at + 1, self.v.bc) {
            return Some((at + 2, -value.cast_signed()));
        }
        let bare = len == 4 && (1000..2200).contains(&value) && !c.is(at + 1, self.v.no_year);
        bare.then_some((at + 1, value.cast_signed()))
    }

    /// A year after a month or season, with a comma or `of` before it: `, 1998`, `of that year`, `last year`.
    fn year_after(&self, at: usize) -> Option<(usize, i32, bool)> {
        let c = &self.c;
        // `28-Nov-2016`
        if c.tied(at) && !c.tied(at + 2) {
            let (end, year) = self.plain_year(at + 1)?;
            return Some((end, year, true));
        }
        let comma = c.mark(at, ",");
        let next = if comma || c.is(at, self.v.of) { at + 1 } else { at };
        let next = if next > at && !comma && c.is(next, self.v.the) { next + 1 } else { next };
        if let Some((end, year)) = self.plain_year(next) {
            return Some((end, year, true));
        }
        if let Some((end, year)) =
            c.spoken_year(next).filter(|(end, _)| !comma || c.kind(*end) != Some(TokenKind::Word))
        {
            return Some((end, year.cast_signed(), true));
        }
        if comma {
            return None;
        }
        let (end, which) = c.entry(next, self.v.which)?;
        (c.value(end, self.v.unit) == Some("Y") && !self.possessive(end + 1))
            .then(|| (end + 1, self.which_point(which, "Y").year(), false))
    }

    pub(super) fn possessive(&self, at: usize) -> bool {
        self.c.kind(at) == Some(TokenKind::Possessive)
    }

    /// The year of a month or day that tells none.
    pub(super) fn year_of(&self, at: usize, month: u32, day: Option<u32>) -> i32 {
        if self.narrative {
            let year = self.told.year();
            return match self.told {
                // December, then January: the year has turned.
                Point::Month(_, told) | Point::Date(_, told, _) if told >= 11 && month <= 2 => year + 1,
                _ => year,
            };
        }
        let now = self.now();
        let Point::Date(year, this_month, this_day) = now else { return now.year() };
        let here = (this_month, day.map_or(0, |_| this_day));
        let there = (month, day.unwrap_or(0));
        // The nearest, unless the verb beside it says otherwise; a far verb decides between far dates only. A
        // verb moves a date to another year only past what is close by: `was extended to Nov. 20` in early
        // November means this one.
        let apart = month.abs_diff(this_month);
        let far = (5..=7).contains(&apart);
        match self.direction_within(at, if far { REACH } else { NEAR }) {
            Direction::Past if there > here && apart > CLOSE => year - 1,
            Direction::Future if there < here && apart > CLOSE => year + 1,
            Direction::Unknown if month > this_month + 6 => year - 1,
            Direction::Unknown if month + 6 < this_month => year + 1,
            _ => year,
        }
    }

    /// A day of the month after a month's name.
    pub(super) fn day_number(&self, at: usize) -> Option<(usize, u32)> {
        let c = &self.c;
        if let Some(day) = c.ordinal_digits(at) {
            return (1..=31).contains(&day).then_some((at + 1, day));
        }
        if let Some((day, len)) = c.digits(at) {
            let clock = c.mark(at + 1, ":") && !c.space_before(at + 2);
            return ((1..=31).contains(&day) && len <= 2 && !clock).then_some((at + 1, day));
        }
        c.ordinal(at).filter(|(_, day)| (1..=31).contains(day) && c.kind(at) == Some(TokenKind::Word))
    }

    /// `May 3, 1998`, `May 1998`, `May of that year`, `May`.
    pub(super) fn month(&self, at: usize) -> Option<Hit> {
        let (mut end, point, full) = self.month_date(at)?;
        if let Point::Date(..) = point {
            // `June 5 at noon` is two expressions; `March 8 (Sunday)` too.
        } else if self.c.mark(end, ".") && !self.c.space_before(end) && self.c.text(end - 1).len() <= 4 {
            // The full stop of `Sept.` belongs to it where the sentence goes on.
            let goes_on = self.c.token(end + 1).is_some_and(|token| !token.capital());
            end += usize::from(goes_on && self.c.kind(end - 1) == Some(TokenKind::Word));
        }
        let hit = Hit::date(at, end, point, Left::Part);
        let hit = if full { hit.full().written() } else { hit.written() };
        // `May 5 evening`
        let part = matches!(point, Point::Date(..)).then(|| self.with_part(at, end, point)).flatten();
        Some(match part.filter(|part| part.kind == TimexKind::Time) {
            Some(part) => Hit { said: hit.said, full, ..part },
            None => hit,
        })
    }

    pub(super) fn month_date(&self, at: usize) -> Option<(usize, Point, bool)> {
        let c = &self.c;
        let (end, month) = c.month(at)?;
        let comma = if c.mark(end, ",") { end + 1 } else { end };
        let named = c.capital(end + 1);
        let the = if (c.is(end, self.v.the) && !named) || c.tied(end) { end + 1 } else { end };
        if let Some((end, day)) = self.day_number(the) {
            // `May 480 BC` and `June 10 1998` are told apart by what follows.
            if let Some((after, year, full)) = self.year_after(end) {
                return Some((after, Point::Date(year, month, day), full));
            }
            if !c.is(end, self.v.bc) {
                return Some((end, Point::Date(self.year_of(at, month, Some(day)), month, day), false));
            }
        }
        if let Some((end, year, full)) = self.year_after(end) {
            return Some((end, Point::Month(year, month), full));
        }
        if comma > end
            && let Some((end, year)) = self.plain_year(comma)
        {
            return Some((end, Point::Month(year, month), true));
        }
        let doubtful =
            c.is(at, self.v.doubtful_month) && !c.has_before(at, self.v.may_lead) && !c.has_before(at, self.v.early);
        let name = c.capital(end) && c.text(at).len() <= 3;
        if doubtful || (name && c.is(at, self.v.doubtful_month)) {
            return None;
        }
        Some((end, Point::Month(self.year_of(at, month, None), month), false))
    }

    /// `3 May 1998`, `the 3rd of May`.
    pub(super) fn day_first(&self, at: usize) -> Option<Hit> {
        let (end, point, full) = self.day_first_date(at)?;
        let ordinal = !self.c.kind(at).is_some_and(|kind| kind == TokenKind::Number);
        let hit = Hit::date(at, end, point, if full && !ordinal { Left::Part } else { Left::Article });
        Some(if full { hit.full().written() } else { hit.written() })
    }

    pub(super) fn day_first_date(&self, at: usize) -> Option<(usize, Point, bool)> {
        let c = &self.c;
        let (end, day) = self.day_number(at)?;
        let next = if c.is(end, self.v.of) || c.tied(end) { end + 1 } else { end };
        let (end, month) = c.month(next)?;
        if let Some((end, year, full)) = self.year_after(end) {
            return Some((end, Point::Date(year, month, day), full));
        }
        // `2 May 7` has its day behind.
        if self.c.kind(end) == Some(TokenKind::Number)
            && self.day_number(end).is_some_and(|(end, _)| c.month(end).is_none())
        {
            return None;
        }
        Some((end, Point::Date(self.year_of(at, month, Some(day)), month, day), false))
    }

    /// What ends a range that began before it: `May 3-5`, `March 3 and 5`, `1914-18`.
    pub(super) fn range_end(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let before = self.hits.last()?;
        let (end, point) = (before.end, before.point?);
        let the = end + 2 == at && c.is(end + 1, self.v.the);
        if !(end + 1 == at || the) || !(c.dash(end) || c.is(end, self.v.range) || c.mark(end, "/")) {
            return None;
        }
        let (value, len) = match c.ordinal_digits(at).filter(|_| matches!(point, Point::Date(..))) {
            Some(day) => (day, 2),
            None => c.digits(at).filter(|_| !the)?,
        };
        if c.unit(at + 1).is_some() || c.is(at + 1, self.v.no_year) || c.mark(at + 1, ":") {
            return None;
        }
        match point {
            Point::Date(year, month, day) if len <= 2 && day < value && value <= 31 => {
                let after = if c.mark(at + 1, ",") { self.plain_year(at + 2) } else { self.plain_year(at + 1) };
                let (end, year) = after.unwrap_or((at + 1, year));
                let hit = Hit::date(at, end, Point::Date(year, month, value), Left::Nothing);
                Some(if after.is_some() || before.full { hit.full().written() } else { hit.written() })
            }
            Point::Year(year) if len == 2 && year > 0 && c.dash(end) && value.cast_signed() > year % 100 => {
                let point = Point::Year(year - year % 100 + value.cast_signed());
                let hit = Hit::date(at, at + 1, point, Left::Nothing);
                let sure = before.said.is_some_and(|said| said.days.is_some()) && meaning::is_year(c.scan, at, at + 1);
                Some(if sure { hit.full().written() } else { hit })
            }
            Point::Year(year) if year < 0 && len <= 4 && value.cast_signed() < -year => {
                let end = if c.is(at + 1, self.v.bc) { at + 2 } else { at + 1 };
                Some(Hit::date(at, end, Point::Year(-value.cast_signed()), Left::Nothing).full().written())
            }
            _ => None,
        }
    }

    /// A year alone.
    pub(super) fn year(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let fiscal = c.entry(at, self.v.fiscal).map_or(at, |(end, _)| end);
        if let Some((end, year)) = c.spoken_year(fiscal) {
            let known = (1700..2000).contains(&year) || c.has_before(fiscal, self.v.year_lead);
            return known.then(|| Hit::date(at, end, Point::Year(year.cast_signed()), Left::Part).full().guess());
        }
        if number::is_count(c.scan, fiscal) {
            return None;
        }
        let (value, len) = c.digits(fiscal)?;
        let signed = value.cast_signed();
        if len <= 4 && c.is(fiscal + 1, self.v.bc) {
            return Some(Hit::date(at, fiscal + 2, Point::Year(-signed), Left::Part).full().written());
        }
        if fiscal == at
            && let Some((start, end)) = self.of_our_era(at)
        {
            return Some(Hit::date(start, end, Point::Year(signed), Left::Part).full().written());
        }
        let lead = fiscal > at || c.has_before(at, self.v.year_lead);
        let next = fiscal + 1;
        // `480-479 BC`, `480 or 479 BC`.
        let joined = c.dash(next) || c.is(next, self.v.range);
        if len <= 3 && joined && c.digits(next + 1).is_some() && c.is(next + 2, self.v.bc) && value > 31 {
            return Some(Hit::date(at, next, Point::Year(-signed), Left::Part).guess());
        }
        let open = c.kind(next) != Some(TokenKind::Word) || c.is(next, self.v.year_lead) || c.is(next, self.v.range);
        if len == 3 && lead && self.told.year() < 0 && open {
            return Some(Hit::date(at, next, Point::Year(-signed), Left::Part).guess());
        }
        if fiscal == at && at > 0 {
            let tight = !c.space_before(at);
            let before = c.text(at - 1);
            if c.is(at - 1, self.v.currency) || (tight && matches!(before, "#" | "." | "/" | ":" | "$" | "£" | "€"))
            {
                return None;
            }
            if tight && c.dash(at - 1) && c.kind(at.saturating_sub(2)) == Some(TokenKind::Mixed) {
                return None;
            }
        }
        if len != 4 || !(1000..2100).contains(&value) || c.is(next, self.v.no_year) || c.mark(next, "%") {
            return None;
        }
        if c.unit(next).is_some_and(|(_, _, plural)| plural) || c.unit(c.joint(next)).is_some() && c.joint(next) > next
        {
            return None;
        }
        let word = c.text(next);
        let small = c.kind(next) == Some(TokenKind::Word) && !c.capital(next);
        let counted = small && word.len() > 3 && word.ends_with('s') && (value < 1900 || value.is_multiple_of(100));
        let the = c.has_before(at, self.v.the);
        let bracket = at > 0 && (c.mark(at - 1, "(") || c.mark(at - 1, "/") || c.dash(at - 1));
        let likely = value >= 1800 || lead || bracket || the;
        if counted && !the || !likely {
            return None;
        }
        // `2016 November`
        if fiscal == at
            && c.starts(next) & self.v.month.bit != 0
            && let Some((end, month)) = c.month(next).filter(|&(end, _)| {
                let ends = c.kind(end) != Some(TokenKind::Word) || c.is(end, self.v.range);
                ends || !c.is(next, self.v.doubtful_month)
            })
            && self.day_number(end).is_none()
            && self.plain_year(end).is_none()
        {
            return Some(Hit::date(at, end, Point::Month(signed, month), Left::Part).full().written());
        }
        let left = if the && self.year_noun(next) { Left::Article } else { Left::Part };
        if let Some((end, point)) = self.year_with(next, signed) {
            return Some(Hit::date(at, end, point, Left::Article).full().guess());
        }
        let end = if self.year_noun(next) { next + 1 } else { next };
        let hit = Hit::date(at, end, Point::Year(signed), left).full();
        let scan = c.scan;
        // A year of accounts is no year of the calendar.
        if fiscal > at || end > next {
            return Some(hit.guess());
        }
        if !meaning::is_year(scan, at, next) {
            return Some(hit);
        }
        let countable = scan.counted(next) && !meaning::is_sure_year(scan, at, next);
        Some(Hit { countable, ..hit.written() })
    }

    /// A year with what tells its era, in capitals: `AD 79`, `79 CE`. Where it starts and ends.
    fn of_our_era(&self, at: usize) -> Option<(usize, usize)> {
        let c = &self.c;
        c.digits(at).filter(|&(value, len)| len <= 4 && (1..2200).contains(&value))?;
        let era = |at: usize| c.value(at, self.v.ad).filter(|_| c.token(at).is_some_and(Token::all_capitals));
        let free = |start: usize| self.hits.last().is_none_or(|hit| hit.end <= start);
        // In a line of capitals `AD` may be anything.
        let loud = |at: usize| c.kind(at) == Some(TokenKind::Word) && c.token(at).is_some_and(Token::all_capitals);
        let before = at.checked_sub(1).filter(|&before| era(before) == Some("either") && free(before));
        let before = before.filter(|before| !before.checked_sub(1).is_some_and(loud));
        let end = at + 1 + usize::from(era(at + 1).is_some());
        let counted = c.unit(end).is_some() || c.is(end, self.v.no_year) || loud(end);
        if counted { None } else { before.or((end > at + 1).then_some(at)).map(|start| (start, end)) }
    }

    fn year_noun(&self, at: usize) -> bool {
        self.c.is(at, self.v.period) && self.c.kind(at) == Some(TokenKind::Word)
    }

    /// `the 1988 third quarter`, `the 1988 quarter`.
    fn year_with(&self, at: usize, year: i32) -> Option<(usize, Point)> {
        let c = &self.c;
        if let Some((end, nth)) = c.ordinal(at)
            && (1..=4).contains(&nth)
            && c.value(c.joint(end), self.v.unit) == Some("Q")
        {
            return Some((c.joint(end) + 1, Point::Quarter(year, nth)));
        }
        // `2015 Q3`
        if let Some(nth) = self.quarter_letter(at).filter(|nth| (1..=4).contains(nth)) {
            return Some((at + 1, Point::Quarter(year, nth)));
        }
        let Some(Point::Quarter(_, quarter)) = self.quarter else { return None };
        let same = c.value(at, self.v.unit) == Some("Q") || c.is(at, self.v.period);
        same.then_some((at + 1, Point::Quarter(year, quarter)))
    }

    /// `the 70's`, `the 1970's`: decades for those who set an apostrophe.
    fn decade_apart(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (value, len) = c.digits(at).filter(|(value, _)| value.is_multiple_of(10))?;
        // `in her late 40's`
        let led = c.has_before(c.before(at, self.v.early).unwrap_or(at), self.v.the);
        // `the 1970's best film` is one of the year.
        let noun = c.kind(at + 2) == Some(TokenKind::Word) && !c.scan.has(at + 2, bit::FUNCTION);
        if !self.possessive(at + 1) || !c.text(at + 1).ends_with('s') || !led || noun {
            return None;
        }
        let year = match len {
            4 if (1000..2100).contains(&value) => value.cast_signed(),
            2 => 1900 + value.cast_signed(),
            _ => return None,
        };
        Some(Hit::date(at, at + 2, Point::Decade(year), Left::Article).guess())
    }

    /// `the 1990s`, `'80s`.
    pub(super) fn decade(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        if c.kind(at) == Some(TokenKind::Number) {
            return self.decade_apart(at);
        }
        let digits = c.text(at).strip_suffix('s')?;
        // `in her late 60s` is an age.
        if age::decade(c.scan, at).is_some() {
            return None;
        }
        if c.is(at + 1, self.v.bc) {
            let value = digits.parse::<i32>().ok().filter(|value| *value < 10_000 && value % 10 == 0)?;
            return Some(Hit::date(at, at + 2, Point::Decade(-value), Left::Article).full().written());
        }
        if c.kind(at) != Some(TokenKind::Mixed) || !digits.ends_with('0') {
            return None;
        }
        let value: i32 = digits.parse().ok()?;
        let quoted = at > 0 && matches!(c.text(at - 1), "'" | "’" | "‘") && !c.space_before(at);
        match digits.len() {
            4 if (1000..2100).contains(&value) => {
                let hit = Hit::date(at, at + 1, Point::Decade(value), Left::Article).full();
                // `1900s` may be a decade or the whole century.
                let days = if value % 100 == 0 { Point::Century(value).days() } else { Point::Decade(value).days() };
                Some(hit.fixed(days))
            }
            2 if quoted || c.has_before(at, self.v.the) || c.has_before(at, self.v.early) => {
                let century = if self.anchor().year() >= 1900 || self.anchor().year() <= 0 { 1900 } else { 1800 };
                let start = if quoted { at - 1 } else { at };
                Some(Hit::date(start, at + 1, Point::Decade(century + value), Left::Article).guess())
            }
            _ => None,
        }
    }

    /// `the 19th century`, `the fifth century BC`.
    pub(super) fn century(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (end, nth) = c.ordinal(at)?;
        let next = c.joint(end);
        if !c.is(next, self.v.century) || nth == 0 || nth > 30 {
            return None;
        }
        let start = (nth.cast_signed() - 1) * 100;
        if c.is(next + 1, self.v.bc) {
            return Some(Hit::date(at, next + 2, Point::Century(-start.max(1)), Left::Article).full().written());
        }
        let point = Point::Century(start);
        Some(Hit::date(at, next + 1, point, Left::Article).fixed(point.days()))
    }

    /// `Friday`, `Friday, Oct. 13`, `Saturday night`.
    pub(super) fn weekday(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (end, weekday) = c.weekday(at)?;
        let next = if c.mark(end, ",") { end + 1 } else { end };
        let next = if c.tied(end) { end + 1 } else { next };
        let dated = self.month_date(next).or_else(|| self.day_first_date(next));
        let dated = dated.or_else(|| self.numeric_date(next)).or_else(|| self.weekday_with_day(end, weekday));
        if let Some((end, point @ Point::Date(..), full)) = dated {
            let mut hit = Hit::date(at, end, point, Left::Part);
            hit.full = full;
            hit = hit.written();
            // The weekday is a claim of its own about the date.
            hit.said = hit.said.map(|said| Said { start: next, ..said });
            return Some(hit);
        }
        let Some(point) = self.weekday_point(at, weekday) else {
            let value = format!("XXXX-WXX-{weekday}");
            return Some(Hit::other(at, end, TimexKind::Date, value, Left::Part).guess());
        };
        let alone = Hit::date(at, end, point, Left::Part).guess();
        let said = alone.said;
        let hit = self.with_part(at, end, point).unwrap_or(alone);
        Some(Hit { said: said.filter(|_| hit.point.is_some()), ..hit.deictic() })
    }

    /// A part of the day after a day: `Friday night`, `Friday at noon` without the `at`.
    pub(super) fn with_part(&self, at: usize, end: usize, point: Point) -> Option<Hit> {
        let early = self.c.entry(end, self.v.early).map_or(end, |(end, _)| self.c.joint(end));
        let half = |half: &str| if half == "pm" { "TAF" } else { "TMO" };
        let part = self.c.value(early, self.v.part).or_else(|| self.c.value(early, self.v.am).map(half))?;
        if self.c.text(early).ends_with('s')
            && let Some(weekday) = self.c.number(at, self.v.weekday)
        {
            return Some(Hit::other(at, early + 1, TimexKind::Set, format!("XXXX-WXX-{weekday}{part}"), Left::Nothing));
        }
        let mut hit = Hit::other(at, early + 1, TimexKind::Time, point.text() + part, Left::Part);
        hit.point = Some(point);
        Some(hit)
    }

    /// The day of a weekday: in news the last one, or the next after a verb of the future.
    pub(super) fn weekday_point(&self, at: usize, weekday: u32) -> Option<Point> {
        let base = self.anchor().day()?;
        let ahead = (weekday + 7 - base.weekday()?).rem_euclid(7).cast_signed();
        let days = if self.narrative || (self.direction(at) == Direction::Future && ahead > 0) {
            ahead
        } else if ahead == 0 {
            0
        } else {
            ahead - 7
        };
        Some(Point::of_day(base.plus_days(days)))
    }

    /// A holiday by name.
    pub(super) fn holiday(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (end, rule) = c.entry(at, self.v.holiday)?;
        if let Some((after, year, _)) = self.year_after(end).or_else(|| self.plain_year(end).map(|(e, y)| (e, y, true)))
        {
            let day = holiday(rule, year)?;
            // A holiday stands for the days around it too.
            let days = Days::one(day).map(|day| day.plus_days(-3), |day| day.plus_days(3));
            let hit = Hit::date(at, after, Point::of_day(day), Left::Part).full();
            return Some(hit.fixed(Some((days, Grain::Week))));
        }
        let year = self.anchor().year();
        let day = holiday(rule, year)?;
        let date = day.date()?;
        let year = self.year_of(at, chrono::Datelike::month(&date), Some(chrono::Datelike::day(&date)));
        Some(Hit::date(at, end, Point::of_day(holiday(rule, year)?), Left::Part).guess())
    }
}
