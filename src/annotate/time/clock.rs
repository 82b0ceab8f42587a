//! Times of day: `10 p.m. Wednesday`, `noon`, `5 p.m. EST, Nov. 9`.

use super::Reader;
use super::hit::{Hit, Left};
use crate::annotate::note::TimexKind;
use crate::calendar::Point;
use crate::text::TokenKind;

impl Reader<'_> {
    /// A time of the clock: its end, and the time as ISO 8601 writes it.
    fn clock_time(&self, at: usize) -> Option<(usize, String)> {
        let c = &self.c;
        if let Some(point) = c.value(at, self.v.point) {
            return Some((at + 1, point.to_owned()));
        }
        if let Some((digits, half)) = c.scan.mixed(at) {
            let afternoon = c.part(half, self.v.am)? == "pm";
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
            let hour = hour % 12 + if half == "pm" { 12 } else { 0 };
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
            Some(Hit { end, point: Some(point @ Point::Date(..)), kind: TimexKind::Date, full, .. }) => {
                (end, point, full)
            }
            _ => (end, if self.narrative { self.told } else { self.now() }, false),
        };
        let Point::Date(..) = point else {
            return Some(Hit::other(at, end, TimexKind::Time, format!("XXXX-XX-XXT{time}"), Left::Part));
        };
        let mut hit = Hit::other(at, end, TimexKind::Time, format!("{}T{time}", point.text()), Left::Part);
        hit.point = Some(point);
        hit.full = full;
        Some(hit)
    }
}
