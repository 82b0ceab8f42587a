//! Times told from other times: `last month`, `this summer`, `the following day`, `yesterday`, `now`.

use super::hit::{Hit, Left};
use super::lengths::length_value;
use super::tense::Direction;
use super::{Reader, meaning};
use crate::annotate::note::TimexKind;
use crate::calendar::point::quarter_of;
use crate::calendar::{Point, Season};
use crate::text::TokenKind;

impl Reader<'_> {
    /// What a word before a unit means: `last` year, `that` month.
    pub(super) fn which_point(&self, which: &str, unit: &str) -> Point {
        let told = matches!(which, "that" | "previous" | "following") || (which == "next" && unit == "D");
        let base = if told { self.told } else { self.anchor() };
        let count = match which {
            "last" | "previous" => -1,
            "next" | "following" => 1,
            "latest" if unit != "Q" => -1,
            _ => 0,
        };
        if unit == "Q" && matches!(which, "latest" | "that") {
            let over = self.now().moved("Q", -1);
            return self
                .quarter
                .filter(|quarter| which == "that" || *quarter != self.now().moved("Q", 0))
                .unwrap_or(over);
        }
        base.moved(unit, count)
    }

    /// `last month`, `next Friday`, `this summer`, `the past two weeks`, `last night`, `last year's quarter`.
    pub(super) fn which(&self, at: usize) -> Option<Hit> {
        let hit = self.which_time(at)?;
        if hit.said.is_some() || hit.point.is_none() {
            return Some(hit);
        }
        if self.narrative && self.written.is_some() {
            return Some(hit.guess());
        }
        let scan = self.c.scan;
        if let Some((end, days)) = meaning::day_beside(scan, at).filter(|(end, _)| *end <= hit.end) {
            return Some(hit.published(end, days));
        }
        // More than the unit may stand in it: `last year's third quarter`.
        if let Some((end, days)) = meaning::unit_beside(scan, at).filter(|(end, _)| *end == hit.end) {
            return Some(hit.published(end, days));
        }
        Some(hit.guess())
    }

    fn which_time(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        if self.no_which(at) {
            return None;
        }
        let (end, which) = c.entry(at, self.v.which).or_else(|| {
            let (end, _) = c.entry(at, self.v.like)?;
            c.is(end, self.v.period).then_some((end, "like"))
        })?;
        let deictic = matches!(which, "last" | "next" | "this" | "latest");
        let mark = |hit: Hit| if deictic { hit.deictic() } else { hit };
        if which == "like" {
            return self.like_period(at, end);
        }
        if let Some((weekday_end, weekday)) = c.weekday(end) {
            let Some(point) = self.which_weekday(which, weekday) else {
                let value = format!("XXXX-WXX-{weekday}");
                return Some(Hit::other(at, weekday_end, TimexKind::Date, value, Left::Article).guess());
            };
            let part = self.with_part(at, weekday_end, point);
            let dated = if c.mark(weekday_end, ",") { weekday_end + 1 } else { weekday_end };
            if let Some(hit) = self.month(dated).filter(|hit| matches!(hit.point, Some(Point::Date(..)))) {
                return Some(Hit { start: at, left: Left::Article, ..hit });
            }
            return Some(part.unwrap_or_else(|| Hit::date(at, weekday_end, point, Left::Article)).deictic());
        }
        if let Some((month_end, month)) = c.month(end) {
            let base = self.anchor();
            let here = base.month().unwrap_or(1);
            let year = match which {
                "last" | "previous" if month >= here => base.year() - 1,
                "next" | "following" if month <= here => base.year() + 1,
                _ => base.year(),
            };
            if let Some(hit) = self.month(end).filter(|hit| hit.end > month_end) {
                return Some(Hit { start: at, ..hit });
            }
            return Some(mark(Hit::date(at, month_end, Point::Month(year, month), Left::Part)));
        }
        if let Some(name) = c.value(end, self.v.season) {
            return Some(mark(Hit::date(at, end + 1, self.which_season(which, Season::of_sign(name)?), Left::Article)));
        }
        if let Some(part) = c.value(end, self.v.part).or_else(|| {
            let early = c.entry(end, self.v.early)?.0;
            c.value(early, self.v.part)
        }) {
            let skip = usize::from(!c.is(end, self.v.part));
            let base = if deictic && which != "next" { self.anchor() } else { self.told };
            let days = match which {
                "last" | "previous" => -1,
                "next" | "following" => 1,
                _ => 0,
            };
            let point = base.moved("D", days);
            let mut hit = Hit::other(at, end + skip + 1, TimexKind::Time, point.text() + part, Left::Article);
            hit.point = Some(point);
            return Some(mark(hit));
        }
        if let Some((amount_end, amount)) = c.amount(end)
            && !c.is(end, self.v.one)
        {
            let unit_at = c.entry(amount_end, self.v.another).map_or(amount_end, |(next, _)| next);
            if let Some((unit_end, unit, _)) = c.unit(c.joint(unit_at)) {
                let value = self.length_value(amount, unit);
                return Some(Hit::other(at, unit_end, TimexKind::Duration, value, Left::Article));
            }
            if c.kind(end) == Some(TokenKind::Word) && c.ordinal(end).is_none() {
                return None;
            }
        }
        let unit_at = c.entry(end, self.v.fiscal).map_or(end, |(next, _)| next);
        // `fiscal year` is an entry itself.
        let unit_at = if c.unit(unit_at).is_none() && unit_at > end { unit_at - 1 } else { unit_at };
        if which == "latest" && c.is(unit_at, self.v.period) {
            let point = self.quarter?;
            return Some(Hit::date(at, unit_at + 1, point, Left::Article));
        }
        let (unit_end, unit, plural) = c.unit(unit_at)?;
        if plural {
            let value = c.value(at, self.v.recent)?;
            return Some(Hit::other(at, unit_end, TimexKind::Date, value, Left::Article));
        }
        match unit {
            "TH" | "TM" | "TS" => {
                let value = length_value(Some((1, false)), unit);
                return Some(Hit::other(at, unit_end, TimexKind::Duration, value, Left::Article));
            }
            "D" if matches!(which, "last" | "latest") => return None,
            _ => {}
        }
        let point = self.which_point(which, unit);
        if let Point::Year(year) = point
            && self.possessive(unit_end)
            && let Some((end, point)) = self.quarter_in(unit_end + 1, year)
        {
            return Some(Hit::date(at, end, point, Left::Part));
        }
        let no_day = unit == "D" && !matches!(point, Point::Date(..));
        if no_day {
            return Some(Hit::other(at, unit_end, TimexKind::Date, "XXXX-XX-XX", Left::Article));
        }
        Some(mark(Hit::date(at, unit_end, point, Left::Article)))
    }

    /// Whether a word that may tell which time is meant tells another thing, by what stands behind it: `that` mostly
    /// does.
    fn no_which(&self, at: usize) -> bool {
        let (c, v) = (&self.c, self.v);
        let times = v.weekday.bit | v.month.bit | v.season.bit | v.part.bit | v.early.bit | v.fiscal.bit | v.period.bit;
        let lengths = v.unit.bit | v.units.bit | v.couple.bit | v.vague.bit | v.cardinal.bit;
        let longer = c.second(at + 1) | c.second(at + 2);
        let goes_on = c.starts(at + 1) & (times | lengths) != 0 || longer & (v.which.bit | v.like.bit) != 0;
        !goes_on && c.kind(at + 1) != Some(TokenKind::Number)
    }

    /// `the corresponding period last year`.
    fn like_period(&self, at: usize, end: usize) -> Option<Hit> {
        let c = &self.c;
        let next = if c.is(end + 1, self.v.may_lead) { end + 2 } else { end + 1 };
        // One step only, however often the words come.
        if c.entry(next, self.v.like).is_some() {
            return None;
        }
        let year = self.which(next).filter(|hit| hit.start == next)?;
        let point = match (self.quarter, year.point?) {
            (Some(Point::Quarter(_, quarter)), Point::Year(year)) => Point::Quarter(year, quarter),
            (_, point) => point,
        };
        Some(Hit::date(at, year.end, point, Left::Article))
    }

    fn which_weekday(&self, which: &str, weekday: u32) -> Option<Point> {
        let base = self.anchor().day()?;
        let ahead = (weekday + 7 - base.weekday()?).rem_euclid(7).cast_signed();
        let days = match which {
            "previous" if matches!(self.told, Point::Date(..)) => {
                let told = self.told.day()?;
                let back = (told.weekday()? + 7 - weekday).rem_euclid(7).cast_signed();
                return Some(Point::of_day(told.plus_days(if back == 0 { -7 } else { -back })));
            }
            "last" | "previous" | "latest" => ahead - 7,
            "next" | "following" if ahead == 0 => 7,
            _ => ahead,
        };
        Some(Point::of_day(base.plus_days(days)))
    }

    fn which_season(&self, which: &str, name: Season) -> Point {
        let base = self.anchor();
        let year = base.year();
        let ends = match name {
            Season::Spring => 6,
            Season::Summer => 9,
            Season::Autumn => 12,
            Season::Winter => 3,
        };
        let over = base.month().is_some_and(|month| month >= ends);
        match which {
            "last" | "previous" if !over || name == Season::Winter => Point::Season(year - 1, name),
            "next" | "following" if over => Point::Season(year + 1, name),
            _ => Point::Season(year, name),
        }
    }

    /// A quarter named after its year: `third quarter`, `quarter`.
    fn quarter_in(&self, at: usize, year: i32) -> Option<(usize, Point)> {
        let c = &self.c;
        if let Some((end, nth)) = c.ordinal(at)
            && (1..=4).contains(&nth)
            && c.value(c.joint(end), self.v.unit) == Some("Q")
        {
            return Some((c.joint(end) + 1, Point::Quarter(year, nth)));
        }
        let Some(Point::Quarter(_, nth)) = self.quarter else { return None };
        let same = c.value(at, self.v.unit) == Some("Q") || c.is(at, self.v.period);
        same.then_some((at + 1, Point::Quarter(year, nth)))
    }

    /// The number of `Q3`.
    pub(super) fn quarter_letter(&self, at: usize) -> Option<u32> {
        let (letter, nth) =
            self.c.text(at).split_at_checked(1).filter(|_| self.c.kind(at) == Some(TokenKind::Mixed))?;
        self.c.part(letter, self.v.quarter_letter)?;
        nth.parse().ok()
    }

    /// `the third quarter`, `fourth-quarter`, `Q3 2015`, `the first half of 1989`.
    pub(super) fn quarter(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        if let Some((end, half)) = c.entry(at, self.v.half) {
            let next = if c.is(end, self.v.of) { end + 1 } else { end };
            let year = self.year(next).or_else(|| self.which(next)).filter(|hit| hit.start == next && next > end)?;
            let Some(Point::Year(number)) = year.point else { return None };
            let hit = Hit::date(at, year.end, Point::Half(number, half.parse().ok()?), Left::Article);
            return Some(if year.full { hit.full().written() } else { hit.guess() });
        }
        let fiscal = c.entry(at, self.v.fiscal).map_or(at, |(end, _)| c.joint(end));
        let letter = self.quarter_letter(at);
        let mut left = Left::Article;
        let (end, nth) = match letter {
            Some(nth) => (at + 1, nth),
            None => {
                let (end, nth) = c.ordinal(fiscal)?;
                let unit = c.joint(end);
                if c.value(unit, self.v.unit) != Some("Q") {
                    return None;
                }
                if unit > end {
                    left = Left::Part;
                }
                (unit + 1, nth)
            }
        };
        if !(1..=4).contains(&nth) {
            return None;
        }
        let next = if c.is(end, self.v.of) || c.mark(end, ",") { end + 1 } else { end };
        let year = self.year(next).or_else(|| self.which(next)).filter(|hit| hit.start == next);
        if let Some(Hit { end, point: Some(Point::Year(year)), full, .. }) = year {
            // Whose quarter it is, the words do not say.
            let hit = Hit::date(at, end, Point::Quarter(year, nth), Left::Article).guess();
            return Some(if full { hit.full() } else { hit });
        }
        let now = self.anchor();
        let here = quarter_of(now.month().unwrap_or(12));
        let year = match self.direction(at) {
            _ if self.narrative => now.year(),
            Direction::Future if nth + 1 < here => now.year() + 1,
            Direction::Future => now.year(),
            _ if nth > here => now.year() - 1,
            _ => now.year(),
        };
        Some(Hit::date(at, end, Point::Quarter(year, nth), left))
    }

    /// The same time a year before.
    pub(super) fn a_year_before(&self) -> Point {
        match (self.quarter, self.told) {
            (_, told) if self.narrative => Point::Year(told.year() - 1),
            (_, Point::Year(year)) => Point::Year(year - 1),
            (Some(Point::Quarter(year, quarter)), _) => Point::Quarter(year - 1, quarter),
            _ => Point::Year(self.now().year() - 1),
        }
    }

    /// `year-earlier`, `the year-ago quarter`.
    pub(super) fn year_earlier(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let (end, _) = c.entry(at, self.v.year_earlier)?;
        // `a year earlier` is a length before another time, `a year-earlier loss` is not.
        if c.has_before(at, self.v.one) && !c.scan.walk.is_joint(at + 1) {
            return None;
        }
        if let Some(Hit { end, point: Some(Point::Quarter(year, nth)), .. }) = self.quarter(end) {
            return Some(Hit::date(at, end, Point::Quarter(year - 1, nth), Left::Article));
        }
        let noun = c.value(end, self.v.unit) == Some("Q") || c.is(end, self.v.period);
        let end = if noun { end + 1 } else { end };
        let mut hit = Hit::date(at, end, self.a_year_before(), if noun { Left::Article } else { Left::Nothing });
        hit.point = None;
        Some(hit)
    }

    /// `the summer of 1955`, `spring 2007`, `the summer`.
    pub(super) fn season(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let name = Season::of_sign(c.value(at, self.v.season)?)?;
        let of = c.is(at + 1, self.v.of);
        let next = if of { at + 2 } else { at + 1 };
        let next = if c.mark(next, ",") { next + 1 } else { next };
        let year = self.year(next).or_else(|| if of { self.which(next) } else { None });
        if let Some(Hit { end, point: Some(Point::Year(year)), full, .. }) = year.filter(|hit| hit.start == next) {
            let hit = Hit::date(at, end, Point::Season(year, name), Left::Article);
            return Some(if full { hit.full().written() } else { hit.guess() });
        }
        let lead = c.has_before(at, self.v.season_lead)
            || c.has_before(at, self.v.early)
            || (c.has_before(at, self.v.the) && !c.is(at, self.v.season_doubtful))
            || (c.has_before(at, self.v.the) && at >= 2 && c.has_before(at - 1, self.v.season_lead));
        let capital = c.token(at)?.capital();
        if !lead || capital {
            return None;
        }
        Some(Hit::date(at, at + 1, Point::Season(self.anchor().year(), name), Left::Article))
    }

    /// `the quarter`, `the year`, `the weekend`, `the morning`, `year-end`.
    pub(super) fn definite(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        if let Some((end, _)) = c.entry(at, self.v.year_end) {
            return Some(Hit::date(at, end, Point::Year(self.anchor().year()), Left::Article));
        }
        let modified =
            c.value(at, self.v.part).and_then(|_| c.before(c.scan.before_joint(at), self.v.early)).unwrap_or(at);
        // `the rest of year`
        let part_of = at > 0 && c.is(at - 1, self.v.of) && c.has_before(at, self.v.early);
        if !c.has_before(at, self.v.the) && !c.has_before(modified, self.v.the) && !part_of {
            return None;
        }
        if let Some(part) = c.value(at, self.v.part) {
            let point = if self.narrative { self.told } else { self.now() };
            let next = if c.value(at + 1, self.v.units) == Some("TH") { at + 2 } else { at + 1 };
            if c.is(next, self.v.of) {
                let day = self.month(next + 1).or_else(|| self.day_first(next + 1)).filter(|hit| hit.start == next + 1);
                if let Some(Hit { end, point: Some(point), .. }) = day {
                    let mut hit = Hit::other(at, end, TimexKind::Time, point.text() + part, Left::Article);
                    hit.point = Some(point);
                    return Some(hit);
                }
            }
            if !matches!(point, Point::Date(..)) {
                return Some(Hit::other(at, at + 1, TimexKind::Time, format!("XXXX-XX-XX{part}"), Left::Article));
            }
            return Some(Hit::other(at, at + 1, TimexKind::Time, point.text() + part, Left::Article));
        }
        let fiscal = c.entry(at, self.v.another).or_else(|| c.entry(at, self.v.fiscal)).map_or(at, |(end, _)| end);
        // `fiscal year` is an entry itself.
        let unit_at = if c.unit(fiscal).is_none() && fiscal > at { fiscal - 1 } else { fiscal };
        let unit = c.value(unit_at, self.v.unit)?;
        let end = unit_at + 1;
        if c.is(end, self.v.of) && !matches!(unit, "WE") {
            return None;
        }
        let early = at >= 1 && c.has_before(at - 1, self.v.early);
        match unit {
            "Q" => {
                let point = self.quarter.unwrap_or_else(|| self.now().moved("Q", -1));
                Some(Hit::date(at, end, point, Left::Article))
            }
            "WE" => {
                let point = match self.direction(at) {
                    Direction::Future => self.anchor(),
                    _ => self.anchor().moved("W", -1),
                };
                Some(Hit::date(at, end, Point::Weekend(point.day()?), Left::Article))
            }
            "Y" if early || self.narrative || c.is(at, self.v.another) => {
                Some(Hit::date(at, end, Point::Year(self.anchor().year()), Left::Article))
            }
            "Y" => Some(Hit::other(at, end, TimexKind::Duration, "P1Y", Left::Article)),
            "M" | "W" if early || self.narrative => {
                Some(Hit::date(at, end, self.anchor().moved(unit, 0), Left::Article))
            }
            "W" | "M" => Some(Hit::date(at, end, self.anchor().moved(unit, 0), Left::Article)),
            "D" if !self.narrative => Some(Hit::date(at, end, self.now(), Left::Article)),
            "D" if early && matches!(self.told, Point::Date(..)) => Some(Hit::date(at, end, self.told, Left::Article)),
            _ => None,
        }
    }

    /// A part of the day that needs no article: `mid-morning`, `lunchtime`.
    pub(super) fn bare_part(&self, at: usize) -> Option<Hit> {
        let (end, part) = self.c.entry(at, self.v.part_bare)?;
        let point = self.anchor();
        let day = matches!(point, Point::Date(..)).then(|| point.text());
        let value = format!("{}{part}", day.as_deref().unwrap_or("XXXX-XX-XX"));
        Some(Hit::other(at, end, TimexKind::Time, value, Left::Part))
    }

    /// `yesterday`, `tonight`, `yesterday morning`.
    pub(super) fn day_word(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        let now = self.now();
        if let Some(part) = c.value(at, self.v.tonight) {
            let mut hit = Hit::other(at, at + 1, TimexKind::Time, now.text() + part, Left::Part);
            hit.point = Some(now);
            return Some(self.day_said(hit.deictic()));
        }
        if c.is(at, self.v.overnight) {
            let value = self.anchor().text() + "TNI";
            return Some(Hit::other(at, at + 1, TimexKind::Time, value, Left::Nothing));
        }
        let days = match c.value(at, self.v.day_word)? {
            "yesterday" => -1,
            "tomorrow" => 1,
            _ => 0,
        };
        if self.narrative && days == 0 {
            return Some(Hit::other(at, at + 1, TimexKind::Date, "PRESENT_REF", Left::Nothing));
        }
        let point = now.moved("D", days);
        let hit = self.with_part(at, at + 1, point).unwrap_or_else(|| Hit::date(at, at + 1, point, Left::Part));
        Some(self.day_said(hit.deictic()))
    }

    /// The rules see the day of publication, or the one before or after it.
    fn day_said(&self, hit: Hit) -> Hit {
        match meaning::day_beside(self.c.scan, hit.start) {
            Some((end, days)) => hit.published(end, days),
            None => hit,
        }
    }

    /// `now`, `recently`, `the future`.
    pub(super) fn refer(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        if c.is(at, self.v.the) && self.which(at + 1).is_some() {
            return None;
        }
        if let Some((end, value)) = c
            .value(at, self.v.recent)
            .and_then(|value| Some((c.unit(at + 1)?, value)))
            .and_then(|((end, _, plural), value)| plural.then_some((end, value)))
        {
            return Some(Hit::other(at, end, TimexKind::Date, value, Left::Part));
        }
        if let Some((end, value)) = c.entry(at, self.v.refer_news) {
            let order = c.is(end, self.v.order) || c.has_before(at, self.v.order);
            return (!self.narrative && !order).then(|| Hit::other(at, end, TimexKind::Date, value, Left::Nothing));
        }
        let (end, value) = c.entry(at, self.v.refer).or_else(|| c.entry(at, self.v.refer_noun))?;
        Some(Hit::other(at, end, TimexKind::Date, value, Left::Nothing))
    }
}
