//! Dates as they are written: days, months, years, weekdays, times of day, ranges of them.

use super::tense::{Direction, NEAR, REACH};
use super::value::{Point, holiday};
use super::{Hit, Kind, Left, Reader};
use crate::calendar::Day;
use crate::text::TokenKind;

impl Reader<'_> {
    /// A year of four digits within a date.
    fn plain_year(&self, at: usize) -> Option<(usize, i32)> {
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
        let comma = c.mark(at, ",");
        let next = if comma || c.is(at, self.v.of) { at + 1 } else { at };
        let next = if next > at && !comma && c.is(next, self.v.the) { next + 1 } else { next };
        if let Some((end, year)) = self.plain_year(next) {
            return Some((end, year, true));
        }
        if let Some((end, year)) = c.spoken_year(next).filter(|_| !comma) {
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
    fn year_of(&self, at: usize, month: u32, day: Option<u32>) -> i32 {
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
        // The nearest, unless the verb beside it says otherwise; a far verb decides between far dates only.
        let apart = month.abs_diff(this_month);
        let far = (5..=7).contains(&apart);
        match self.direction_within(at, if far { REACH } else { NEAR }) {
            Direction::Past if there > here => year - 1,
            Direction::Future if there < here => year + 1,
            Direction::Unknown if month > this_month + 6 => year - 1,
            Direction::Unknown if month + 6 < this_month => year + 1,
            _ => year,
        }
    }

    /// A day of the month after a month's name.
    fn day_number(&self, at: usize) -> Option<(usize, u32)> {
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
            let goes_on = self.c.words.tokens.get(end + 1).is_some_and(|token| !token.capital());
            end += usize::from(goes_on && self.c.kind(end - 1) == Some(TokenKind::Word));
        }
        let hit = Hit::date(at, end, point, Left::Part);
        Some(if full { hit.full() } else { hit })
    }

    fn month_date(&self, at: usize) -> Option<(usize, Point, bool)> {
        let c = &self.c;
        let (end, month) = c.month(at)?;
        let comma = if c.mark(end, ",") { end + 1 } else { end };
        let named = c.words.tokens.get(end + 1).is_some_and(crate::text::Token::capital);
        let the = if c.is(end, self.v.the) && !named { end + 1 } else { end };
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
        let name = c.words.tokens.get(end).is_some_and(crate::text::Token::capital) && c.text(at).len() <= 3;
        if doubtful || (name && c.is(at, self.v.doubtful_month)) {
            return None;
        }
        Some((end, Point::Month(self.year_of(at, month, None), month), false))
    }

    /// `3 May 1998`, `the 3rd of May`.
    pub(super) fn day_first(&self, at: usize) -> Option<Hit> {
        let (end, point, full) = self.day_first_date(at)?;
        let hit = Hit::date(at, end, point, if full { Left::Part } else { Left::Article });
        Some(if full { hit.full() } else { hit })
    }

    fn day_first_date(&self, at: usize) -> Option<(usize, Point, bool)> {
        let c = &self.c;
        let (end, day) = self.day_number(at)?;
        let next = if c.is(end, self.v.of) { end + 1 } else { end };
        let (end, month) = c.month(next)?;
        if let Some((end, year, full)) = self.year_after(end) {
            return Some((end, Point::Date(year, month, day), full));
        }
        // `2 May 7` has its day behind.
        if self.c.kind(end) == Some(TokenKind::Number) && self.day_number(end).is_some() {
            return None;
        }
        Some((end, Point::Date(self.year_of(at, month, Some(day)), month, day), false))
    }

    /// `1998-05-03`, `05/03/98`.
    pub(super) fn numeric(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (first, len) = c.digits(at)?;
        let mark = c.text(at + 1);
        if !matches!(mark, "-" | "/") || !c.mark(at + 3, mark) || c.space_before(at + 1) {
            return None;
        }
        let ((second, _), (third, last)) = (c.digits(at + 2)?, c.digits(at + 4)?);
        let (year, month, day) = match (len, last) {
            (4, 1..=2) => (first, second, third),
            (1..=2, 4) if first > 12 => (third, second, first),
            (1..=2, 4) => (third, first, second),
            (1..=2, 2) => (if third > 40 { 1900 + third } else { 2000 + third }, first, second),
            _ => return None,
        };
        Day::from_ymd(year.cast_signed(), month, day)?;
        Some(Hit::date(at, at + 5, Point::Date(year.cast_signed(), month, day), Left::Nothing).full())
    }

    /// What ends a range that began before it: `May 3-5`, `March 3 and 5`, `1914-18`.
    pub(super) fn range_end(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (end, point) = self.last?;
        if end + 1 != at || !(c.dash(end) || c.is(end, self.v.range) || c.mark(end, "/")) {
            return None;
        }
        let (value, len) = c.digits(at)?;
        if c.unit(at + 1).is_some() || c.is(at + 1, self.v.no_year) || c.mark(at + 1, ":") {
            return None;
        }
        match point {
            Point::Date(year, month, day) if len <= 2 && day < value && value <= 31 => {
                let after = if c.mark(at + 1, ",") { self.plain_year(at + 2) } else { self.plain_year(at + 1) };
                let (end, year) = after.unwrap_or((at + 1, year));
                Some(Hit::date(at, end, Point::Date(year, month, value), Left::Nothing))
            }
            Point::Year(year) if len == 2 && year > 0 && c.dash(end) && value.cast_signed() > year % 100 => {
                Some(Hit::date(at, at + 1, Point::Year(year - year % 100 + value.cast_signed()), Left::Nothing))
            }
            Point::Year(year) if year < 0 && len <= 4 && value.cast_signed() < -year => {
                let end = if c.is(at + 1, self.v.bc) { at + 2 } else { at + 1 };
                Some(Hit::date(at, end, Point::Year(-value.cast_signed()), Left::Nothing))
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
            return known.then(|| Hit::date(at, end, Point::Year(year.cast_signed()), Left::Part).full());
        }
        let (value, len) = c.digits(fiscal)?;
        let signed = value.cast_signed();
        if len <= 4 && c.is(fiscal + 1, self.v.bc) {
            return Some(Hit::date(at, fiscal + 2, Point::Year(-signed), Left::Part).full());
        }
        let lead = fiscal > at || c.has_before(at, self.v.year_lead);
        let next = fiscal + 1;
        // `480-479 BC`, `480 or 479 BC`.
        let joined = c.dash(next) || c.is(next, self.v.range);
        if len <= 3 && joined && c.digits(next + 1).is_some() && c.is(next + 2, self.v.bc) && value > 31 {
            return Some(Hit::date(at, next, Point::Year(-signed), Left::Part));
        }
        let open = c.kind(next) != Some(TokenKind::Word) || c.is(next, self.v.year_lead) || c.is(next, self.v.range);
        if len == 3 && lead && self.told.year() < 0 && open {
            return Some(Hit::date(at, next, Point::Year(-signed), Left::Part));
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
        let small = c.kind(next) == Some(TokenKind::Word) && !c.words.tokens[next].capital();
        let counted = small && word.len() > 3 && word.ends_with('s') && (value < 1900 || value.is_multiple_of(100));
        let the = c.has_before(at, self.v.the);
        let bracket = at > 0 && (c.mark(at - 1, "(") || c.mark(at - 1, "/") || c.dash(at - 1));
        let likely = value >= 1800 || lead || bracket || the;
        if counted && !the || !likely {
            return None;
        }
        let left = if the && self.year_noun(next) { Left::Article } else { Left::Part };
        if let Some((end, point)) = self.year_with(next, signed) {
            return Some(Hit::date(at, end, point, Left::Article).full());
        }
        let end = if self.year_noun(next) { next + 1 } else { next };
        Some(Hit::date(at, end, Point::Year(signed), left).full())
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
        let Some(Point::Quarter(_, quarter)) = self.quarter else { return None };
        let same = c.value(at, self.v.unit) == Some("Q") || c.is(at, self.v.period);
        same.then_some((at + 1, Point::Quarter(year, quarter)))
    }

    /// `the 1990s`, `'80s`.
    pub(super) fn decade(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let digits = c.text(at).strip_suffix('s')?;
        if c.is(at + 1, self.v.bc) {
            let value = digits.parse::<i32>().ok().filter(|value| *value < 10_000 && value % 10 == 0)?;
            return Some(Hit::date(at, at + 2, Point::Decade(-value), Left::Article).full());
        }
        if c.kind(at) != Some(TokenKind::Mixed) || !digits.ends_with('0') {
            return None;
        }
        let value: i32 = digits.parse().ok()?;
        let quoted = at > 0 && matches!(c.text(at - 1), "'" | "’" | "‘") && !c.space_before(at);
        match digits.len() {
            4 if (1000..2100).contains(&value) => {
                Some(Hit::date(at, at + 1, Point::Decade(value), Left::Article).full())
            }
            2 => {
                let century = if self.anchor().year() >= 1900 || self.anchor().year() <= 0 { 1900 } else { 1800 };
                let start = if quoted { at - 1 } else { at };
                Some(Hit::date(start, at + 1, Point::Decade(century + value), Left::Article))
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
            return Some(Hit::date(at, next + 2, Point::Century(-start.max(1)), Left::Article).full());
        }
        Some(Hit::date(at, next + 1, Point::Century(start), Left::Article))
    }

    /// `Friday`, `Friday, Oct. 13`, `Saturday night`.
    pub(super) fn weekday(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (end, weekday) = c.weekday(at)?;
        let next = if c.mark(end, ",") { end + 1 } else { end };
        let dated = self.month_date(next).or_else(|| self.day_first_date(next));
        if let Some((end, point @ Point::Date(..), full)) = dated {
            let hit = Hit::date(at, end, point, Left::Part);
            return Some(if full { hit.full() } else { hit });
        }
        let point = self.weekday_point(at, weekday)?;
        if let Some(hit) = self.with_part(at, end, point) {
            return Some(hit.deictic());
        }
        Some(Hit::date(at, end, point, Left::Part).deictic())
    }

    /// A part of the day after a day: `Friday night`, `Friday at noon` without the `at`.
    pub(super) fn with_part(&self, at: usize, end: usize, point: Point) -> Option<Hit> {
        let early = self.c.entry(end, self.v.early).map_or(end, |(end, _)| end);
        let part = self.c.value(early, self.v.part)?;
        if self.c.text(early).ends_with('s')
            && let Some(weekday) = self.c.number(at, self.v.weekday)
        {
            return Some(Hit::other(at, early + 1, Kind::Set, format!("XXXX-WXX-{weekday}{part}"), Left::Nothing));
        }
        let mut hit = Hit::other(at, early + 1, Kind::Time, format!("{}{part}", point.text()), Left::Part);
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
        if !c.words.tokens.get(at)?.capital() {
            return None;
        }
        let (end, rule) = c.entry(at, self.v.holiday)?;
        if let Some((after, year, _)) = self.year_after(end).or_else(|| self.plain_year(end).map(|(e, y)| (e, y, true)))
        {
            return Some(Hit::date(at, after, Point::of_day(holiday(rule, year)?), Left::Part).full());
        }
        let year = self.anchor().year();
        let day = holiday(rule, year)?;
        let date = day.date()?;
        let year = self.year_of(at, chrono::Datelike::month(&date), Some(chrono::Datelike::day(&date)));
        Some(Hit::date(at, end, Point::of_day(holiday(rule, year)?), Left::Part))
    }

    /// A time of the clock: its end, and the time as ISO 8601 writes it.
    fn clock_time(&self, at: usize) -> Option<(usize, String)> {
        let c = &self.c;
        if let Some(point) = c.value(at, self.v.point) {
            return Some((at + 1, point.to_owned()));
        }
        let text = c.text(at);
        if c.kind(at) == Some(TokenKind::Mixed) {
            let digits = text.trim_end_matches(|x: char| x.is_ascii_alphabetic());
            let afternoon = match text.get(digits.len()..)?.to_ascii_lowercase().as_str() {
                "am" => false,
                "pm" => true,
                _ => return None,
            };
            let hour = digits.parse::<u32>().ok().filter(|hour| (1..=12).contains(hour))?;
            return Some((at + 1, format!("{:02}:00", hour % 12 + if afternoon { 12 } else { 0 })));
        }
        let (mut end, hour) = match c.digits(at) {
            Some((hour, 1..=2)) => (at + 1, hour),
            Some(_) => return None,
            None => c.cardinal(at).filter(|_| c.kind(at) == Some(TokenKind::Word))?,
        };
        let mut minutes = None;
        if c.mark(end, ":") && !c.space_before(end + 1) {
            let (value, _) = c.digits(end + 1).filter(|&(value, len)| len == 2 && value < 60)?;
            minutes = Some(value);
            end += 2;
            if c.mark(end, ":") && !c.space_before(end + 1) && c.digits(end + 1).is_some_and(|(_, len)| len == 2) {
                end += 2;
            }
        }
        if let Some(half) = c.value(end, self.v.am) {
            if !(1..=12).contains(&hour) {
                return None;
            }
            let hour = hour % 12 + if half.starts_with('p') { 12 } else { 0 };
            return Some((end + 1, format!("{hour:02}:{:02}", minutes.unwrap_or(0))));
        }
        let zone = c.entry(end, self.v.zone).is_some();
        let exact = minutes.is_some() && hour < 24 && (zone || c.has_before(at, self.v.year_lead));
        let oclock = minutes.is_none() && hour <= 12 && c.is(end, self.v.oclock) && c.text(end).contains(['\'', '’']);
        if oclock {
            return Some((end + 1, format!("{hour:02}:00")));
        }
        exact.then(|| (end, format!("{hour:02}:{:02}", minutes.unwrap_or(0))))
    }

    /// `10 p.m. Wednesday`, `noon`, `5 p.m. EST, Nov. 9`.
    pub(super) fn clock(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (mut end, time) = self.clock_time(at)?;
        if let Some((after, _)) = c.entry(end, self.v.zone) {
            end = after;
        }
        let next = if c.mark(end, ",") || c.is(end, self.v.may_lead) { end + 1 } else { end };
        let day = self.weekday(next).or_else(|| self.month(next)).or_else(|| self.day_first(next));
        let day = day.or_else(|| self.day_word(next)).filter(|hit| hit.start == next);
        let (end, point, full) = match day {
            Some(Hit { end, point: Some(point @ Point::Date(..)), kind: Kind::Date, full, .. }) => (end, point, full),
            _ => (end, if self.narrative { self.told } else { self.now() }, false),
        };
        let Point::Date(..) = point else {
            return Some(Hit::other(at, end, Kind::Time, format!("XXXX-XX-XXT{time}"), Left::Part));
        };
        let mut hit = Hit::other(at, end, Kind::Time, format!("{}T{time}", point.text()), Left::Part);
        hit.point = Some(point);
        hit.full = full;
        Some(hit)
    }
}
