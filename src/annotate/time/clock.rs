//! Times of day: `10 p.m. Wednesday`, `noon`, `5 p.m. EST, Nov. 9`, `half past seven`, `5 to 6pm`.

use super::Reader;
use super::hit::{Hit, Left};
use crate::annotate::classes::bit;
use crate::annotate::note::TimexKind;
use crate::calendar::Point;
use crate::text::{Token, TokenKind};

/// A time of the clock as it is read: where it ends, and what of it is told.
#[derive(Debug, Clone, Copy)]
struct Clock {
    end: usize,
    hour: u32,
    minute: Option<u32>,
    second: Option<u32>,
    /// Whether it is after noon, where that is told.
    afternoon: Option<bool>,
    /// Whether its words are those of a time alone.
    sure: bool,
}

impl Clock {
    const fn new(end: usize, hour: u32) -> Self {
        Self { end, hour, minute: None, second: None, afternoon: None, sure: false }
    }

    /// As ISO 8601 writes it; none where the clock has no such time.
    fn text(self) -> Option<String> {
        let hour = match self.afternoon {
            Some(afternoon) if (1..=12).contains(&self.hour) => self.hour % 12 + if afternoon { 12 } else { 0 },
            Some(_) => return None,
            None => self.hour,
        };
        let (minute, second) = (self.minute.unwrap_or(0), self.second);
        if hour > 24 || minute > 59 || second.is_some_and(|second| second > 59) {
            return None;
        }
        Some(
            second.map_or_else(
                || format!("{hour:02}:{minute:02}"),
                |second| format!("{hour:02}:{minute:02}:{second:02}"),
            ),
        )
    }
}

impl Reader<'_> {
    /// A time of the clock: its end, and the time as ISO 8601 writes it.
    fn clock_time(&self, at: usize) -> Option<(usize, String)> {
        if let Some((end, point)) = self.c.entry(at, self.v.point) {
            return Some((end, point.to_owned()));
        }
        if self.no_hour(at) {
            return None;
        }
        let clock = self.past_hour(at).or_else(|| self.hour(at))?;
        if clock.afternoon.is_none()
            && let Some(first) = self.first_hour(at, clock)
        {
            return Some(first);
        }
        Some((clock.end, clock.text()?)).filter(|_| clock.sure)
    }

    /// Whether a number in words tells no hour, by what stands behind it.
    fn no_hour(&self, at: usize) -> bool {
        let (c, v) = (&self.c, self.v);
        if c.kind(at) != Some(TokenKind::Word) || c.starts(at) & v.cardinal.bit == 0 {
            return false;
        }
        let behind = v.past_hour.bit | v.unit.bit | v.units.bit | v.cardinal.bit | v.am.bit | v.oclock.bit;
        let goes_on = c.starts(at + 1) & (behind | v.may_lead.bit | v.fraction.bit) != 0;
        let range = c.scan.has(at + 1, bit::RANGE_TO | bit::RANGE_AND) || c.kind(at + 1) == Some(TokenKind::Mark);
        !goes_on && !range
    }

    /// An hour, with minutes and what says which half of the day it is in: `7`, `7:30`, `7.30 pm`, `seven thirty pm`,
    /// `8 in the morning`, `seven o'clock`.
    fn hour(&self, at: usize) -> Option<Clock> {
        let c = &self.c;
        let mut clock = match c.kind(at)? {
            TokenKind::Number if c.text(at).len() == 4 => {
                // `0900 GMT`, `0900 hours`
                let (value, _) = c.digits(at)?;
                let hours = c.value(at + 1, self.v.oclock) == Some("hours") && c.text(at).starts_with('0');
                let zone = c.entry(at + 1, self.v.zone).is_some() && value < 2400 && value % 100 < 60;
                let end = if hours { at + 2 } else { at + 1 };
                let clock = Clock { minute: Some(value % 100), sure: true, ..Clock::new(end, value / 100) };
                return (hours || zone).then_some(clock);
            }
            TokenKind::Number => {
                let (hour, minute) = hour_and_minute(c.text(at))?;
                Clock { minute, ..Clock::new(at + 1, hour) }
            }
            TokenKind::Mixed => {
                let (digits, half) = c.scan.mixed(at)?;
                let (hour, minute) = hour_and_minute(digits)?;
                let (end, afternoon) = self.half_of_day(at, half)?;
                Clock { minute, afternoon: Some(afternoon), ..Clock::new(end, hour) }
            }
            TokenKind::Word => {
                let hour = c.number(at, self.v.cardinal).filter(|hour| (1..=12).contains(hour))?;
                Clock::new(at + 1, hour)
            }
            _ => return None,
        };
        let dotted = clock.minute.is_some();
        let mut colon = false;
        if !dotted && clock.afternoon.is_none() && c.kind(at) == Some(TokenKind::Number) {
            for place in 0..2 {
                if !c.mark(clock.end, ":") || c.space_before(clock.end + 1) || clock.afternoon.is_some() {
                    break;
                }
                let next = clock.end + 1;
                let (value, end, afternoon) = match c.scan.mixed(next) {
                    Some((digits, half)) if digits.len() == 2 => {
                        let (end, afternoon) = self.half_of_day(next, half)?;
                        (digits.parse().ok()?, end, Some(afternoon))
                    }
                    _ => match c.digits(next) {
                        Some((value, 2)) => (value, next + 1, None),
                        _ if place == 0 => return None,
                        _ => break,
                    },
                };
                if place == 0 {
                    clock.minute = Some(value);
                } else {
                    clock.second = Some(value);
                }
                (clock.end, clock.afternoon) = (end, afternoon);
                colon = true;
            }
        }
        clock.sure = clock.afternoon.is_some();
        // `seven thirty-five pm`: minutes in words need what follows.
        let spoken = c.kind(at) == Some(TokenKind::Word);
        if spoken && let Some((end, minute)) = c.tens(clock.end).filter(|&(_, minute)| (1..60).contains(&minute)) {
            let full = self.told_half(Clock { minute: Some(minute), ..Clock::new(end, clock.hour) });
            if full.sure && full.afternoon.is_some() {
                return Some(full);
            }
        }
        let clock = self.told_half(clock);
        if clock.sure || dotted || !colon || clock.hour > 24 {
            return (clock.sure || !dotted).then_some(clock);
        }
        let zone = c.entry(clock.end, self.v.zone).is_some();
        // Without a word that leads to a time or a day before it, it may be the length of a film or the name of a thing.
        let beside = self.hits.last().is_some_and(|hit| hit.end == at || hit.end + 1 == at && c.mark(hit.end, ","))
            && !c.token(at).is_none_or(Token::break_before);
        let day = self.v.which.bit | self.v.day_word.bit | self.v.tonight.bit | self.v.weekday.bit;
        let same_line = !c.token(clock.end).is_none_or(Token::break_before);
        let dated = same_line && c.starts(clock.end) & day != 0 || c.has_before(at, self.v.about);
        Some(Clock { sure: zone || beside || dated || c.has_before(at, self.v.year_lead), ..clock })
    }

    /// Takes in what tells the half of the day behind a time: `pm`, `o'clock`, `in the evening`.
    fn told_half(&self, clock: Clock) -> Clock {
        let c = &self.c;
        let mut clock = clock;
        if clock.afternoon.is_none()
            && clock.hour <= 12
            && let Some((end, half)) = c.entry(clock.end, self.v.am)
        {
            // `7 p. m.`
            let stop = end > clock.end + 1 && c.mark(end, ".") && !c.space_before(end);
            return Clock { end: end + usize::from(stop), afternoon: Some(half == "pm"), sure: true, ..clock };
        }
        let hours = clock.minute.is_none() && clock.hour <= 12;
        if hours && c.value(clock.end, self.v.oclock) == Some("clock") {
            clock = Clock { end: clock.end + 1, sure: true, ..clock };
        }
        if clock.afternoon.is_none()
            && (1..=12).contains(&clock.hour)
            && c.is(clock.end, self.v.may_lead)
            && c.is(clock.end + 1, self.v.the)
            && let Some(part) = c.value(clock.end + 2, self.v.part).filter(|_| !c.text(clock.end + 2).ends_with('s'))
        {
            let small = part == "TNI" && clock.hour < 6;
            let afternoon = part != "TMO" && !small && clock.hour < 12;
            return Clock { end: clock.end + 3, afternoon: Some(afternoon || part == "TMI"), sure: true, ..clock };
        }
        clock
    }

    /// The half of the day that is written on to digits: `7pm`, `7p.m.`; the end behind it.
    fn half_of_day(&self, at: usize, half: &str) -> Option<(usize, bool)> {
        let c = &self.c;
        if let Some(half) = c.part(half, self.v.am) {
            return Some((at + 1, half == "pm"));
        }
        let half = c.part(half, self.v.am_letter)?;
        let tight = |at: usize| !c.space_before(at);
        let whole = format!("{}{}", half.get(..1)?, c.text(at + 2));
        let dotted = c.mark(at + 1, ".") && tight(at + 1) && tight(at + 2);
        if !dotted || c.part(whole.strip_suffix('.').unwrap_or(&whole), self.v.am).is_none() {
            return None;
        }
        Some((at + 3 + usize::from(c.mark(at + 3, ".") && tight(at + 3)), half == "pm"))
    }

    /// `half past seven`, `a quarter to eight`, `20 minutes past 7`, `10 past 9`.
    fn past_hour(&self, at: usize) -> Option<Clock> {
        let c = &self.c;
        let article = c.starts(at + 1) & self.v.fraction.bit != 0 && c.is(at, self.v.one);
        let from = if article { at + 1 } else { at };
        let (end, minutes, sure) = match c.number(from, self.v.fraction) {
            Some(parts @ (2 | 4)) => (from + 1, 60 / parts, parts == 4),
            _ => {
                let (end, count) = match c.digits(from) {
                    Some((count, _)) => (from + 1, count),
                    None => c.tens(from)?,
                };
                match c.unit(end) {
                    Some((end, "TM", _)) => (end, count, true),
                    Some(_) => return None,
                    None => (end, count, false),
                }
            }
        };
        let past = match c.value(end, self.v.past_hour)? {
            "past" => true,
            _ if sure => false,
            _ => return None,
        };
        let told = self.hour(end + 1)?;
        let counted =
            c.unit(told.end).is_some() || c.is(told.end, self.v.no_year) || c.scan.has(told.end, bit::PERCENT);
        if !(1..60).contains(&minutes) || !(1..=12).contains(&told.hour) || told.minute.is_some() || counted {
            return None;
        }
        let (hour, minute) = match past {
            true => (told.hour, minutes),
            false if told.hour == 1 => (12, 60 - minutes),
            false => (told.hour - 1, 60 - minutes),
        };
        Some(Clock { hour, minute: Some(minute), sure: true, ..told })
    }

    /// The first end of a range of hours, which leaves to the other what it counts: `5 to 6pm`, `from 9 until noon`.
    fn first_hour(&self, at: usize, first: Clock) -> Option<(usize, String)> {
        let c = &self.c;
        if !(1..=12).contains(&first.hour) {
            return None;
        }
        let and = c.scan.has(first.end, bit::RANGE_AND) && c.scan.has_before(at, bit::RANGE_FROM);
        if !(c.dash(first.end) || c.scan.has(first.end, bit::RANGE_TO) || and) {
            return None;
        }
        let point = c.value(first.end + 1, self.v.point);
        if let Some(point) = point {
            let morning = point == "12:00";
            let led = c.scan.has_before(at, bit::RANGE_FROM);
            return led.then_some((first.end, Clock { afternoon: Some(!morning), ..first }.text()?));
        }
        let last = self.past_hour(first.end + 1).or_else(|| self.hour(first.end + 1)).filter(|clock| clock.sure)?;
        // `7 to 8:30` may count something.
        let Some(afternoon) = last.afternoon else {
            let led = c.scan.has_before(at, bit::RANGE_FROM) && last.minute.is_some() && first.hour <= last.hour;
            return led.then_some((first.end, first.text()?));
        };
        let turns = first.hour % 12 > last.hour % 12;
        Some((first.end, Clock { afternoon: Some(afternoon != turns), ..first }.text()?))
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
            Some(Hit { end, point: Some(point @ Point::Date(..)), kind: TimexKind::Date, full, .. }) => {
                (end, point, full)
            }
            _ => (end, if self.narrative { self.told } else { self.now() }, false),
        };
        let Point::Date(..) = point else {
            return Some(Hit::other(at, end, TimexKind::Time, format!("XXXX-XX-XXT{time}"), Left::Part));
        };
        let mut hit = Hit::other(at, end, TimexKind::Time, point.text() + "T" + &time, Left::Part);
        hit.point = Some(point);
        hit.full = full;
        Some(hit)
    }
}

/// The hour and minutes of `7` and `7.30`.
fn hour_and_minute(text: &str) -> Option<(u32, Option<u32>)> {
    let (hour, minute) = match text.split_once('.') {
        Some((hour, minute)) if minute.len() == 2 => (hour, Some(minute.parse().ok()?)),
        Some(_) => return None,
        None => (text, None),
    };
    let plain = (1..=2).contains(&hour.len()) && hour.bytes().all(|byte| byte.is_ascii_digit());
    Some((hour.parse().ok().filter(|_| plain)?, minute))
}
