//! Dates in numbers alone: `2020-04-27`, `27.04.2020`, `11/2016`, `on 4/22`.

use super::Reader;
use super::hit::{Hit, Left};
use crate::annotate::note::TimexKind;
use crate::calendar::{Day, Point};
use crate::text::TokenKind;

/// So many months from now or nearer, numbers tell a day without its year.
const CLOSE: u32 = 2;

/// What numbers tell: where they end, the date, and whether the words fix it.
type Told = (usize, Point, bool);

impl Reader<'_> {
    /// A date in numbers.
    pub(super) fn numeric(&self, at: usize) -> Option<Hit> {
        if let Some((end, point, sure)) = self.full_date(at) {
            let hit = Hit::date(at, end, point, Left::Nothing).full();
            return Some(if sure { hit.written() } else { hit.guess() });
        }
        if let Some((end, point)) = self.year_and_month(at) {
            return Some(Hit::date(at, end, point, Left::Part).full().guess());
        }
        // `on 4/22` is a day close by; `since 9/11` and other far ones may be of any year.
        let lead = at.checked_sub(1).and_then(|lead| self.c.value(lead, self.v.day_lead));
        let (end, point) = if lead == Some("alone") { self.day_and_month(at) } else { None }?;
        let apart = point.month().zip(self.anchor().month()).map(|(month, here)| month.abs_diff(here));
        if apart.is_some_and(|apart| apart.min(12_u32.saturating_sub(apart)) <= CLOSE) {
            return Some(Hit::date(at, end, point, Left::Nothing).guess());
        }
        let Point::Date(_, month, day) = point else { return None };
        let value = format!("XXXX-{month:02}-{day:02}");
        Some(Hit::other(at, end, TimexKind::Date, value, Left::Nothing).guess())
    }

    /// The same after a weekday: its end, the date, and whether the words fix it.
    pub(super) fn numeric_date(&self, at: usize) -> Option<Told> {
        let short = || self.day_and_month(at).map(|(end, point)| (end, point, false));
        self.full_date(at).or_else(short)
    }

    /// `1998-05-03`, `05/03/98`, `27.04.2020`, `11/12, 2016`; which number is the month is known only where the other
    /// is over twelve.
    fn full_date(&self, at: usize) -> Option<Told> {
        let c = &self.c;
        if c.kind(at) != Some(TokenKind::Number) {
            return None;
        }
        let date = |end: usize, (year, month, day): (u32, u32, u32), sure: bool| {
            Day::from_ymd(year.cast_signed(), month, day)?;
            Some((end, Point::Date(year.cast_signed(), month, day), sure))
        };
        let order = |first: u32, second: u32| if first > 12 { (second, first) } else { (first, second) };
        let sure = |first: u32, second: u32| first > 12 || second > 12 || first == second;
        match dotted(c.text(at)) {
            Some([(year, 4), (month, _), (day, _)]) => return date(at + 1, (year, month, day), true),
            Some([(first, _), (second, _), (year, 4)]) => {
                let (month, day) = order(first, second);
                return date(at + 1, (year, month, day), sure(first, second));
            }
            _ => {}
        }
        let (first, len) = c.digits(at)?;
        let mark = c.text(at + 1);
        if !c.tied(at + 1) {
            return None;
        }
        // `2019/Sep/01`
        if len == 4
            && let Some((end, month)) = c.month(at + 2).filter(|(end, _)| c.mark(*end, mark) && c.tied(*end))
        {
            let (day, _) = c.digits(end + 1).filter(|(_, len)| *len <= 2)?;
            return date(end + 2, (first, month, day), true);
        }
        let (second, second_len) = c.digits(at + 2)?;
        if c.mark(at + 3, ",") && mark == "/" && len <= 2 && second_len <= 2 {
            let (year, _) = c.digits(at + 4).filter(|&(year, len)| len == 4 && (1900..2100).contains(&year))?;
            let (month, day) = order(first, second);
            return date(at + 5, (year, month, day), sure(first, second));
        }
        if !c.mark(at + 3, mark) || c.space_before(at + 4) {
            return None;
        }
        let text = c.text(at + 4);
        // `2020-04-27T10:00`
        let stamp = text.get(2..3) == Some("T") && c.kind(at + 4) == Some(TokenKind::Mixed);
        let last: u32 = if stamp { text.get(..2)?.parse().ok()? } else { c.digits(at + 4)?.0 };
        match (len, if stamp { 2 } else { text.len() }) {
            (4, 1..=2) => {
                // The minutes and seconds of a stamp belong to it.
                let mut end = at + 5;
                while stamp && end < at + 9 && c.mark(end, ":") && c.digits(end + 1).is_some() {
                    end += 2;
                }
                date(end, (first, second, last), true)
            }
            (1..=2, 4) => {
                let (month, day) = order(first, second);
                date(at + 5, (last, month, day), sure(first, second))
            }
            (1..=2, 2) => {
                let year = if last > 40 { 1900 + last } else { 2000 + last };
                let (month, day) = order(first, second);
                date(at + 5, (year, month, day), false)
            }
            _ => None,
        }
    }

    /// Two numbers tied by a hyphen or slash, and no third; what they count does not follow.
    fn pair(&self, at: usize) -> Option<((u32, usize), (u32, usize))> {
        let c = &self.c;
        let (first, second) = (c.digits(at)?, c.digits(at + 2).filter(|_| c.tied(at + 1))?);
        let goes_on = c.tied(at + 3) || c.unit(at + 3).is_some() || c.is(at + 3, self.v.no_year);
        // `3-11/2016`
        let within = at > 0 && !c.space_before(at) && c.kind(at - 1) == Some(TokenKind::Mark) && !c.mark(at - 1, "(");
        (!goes_on && !within).then_some((first, second))
    }

    /// `11/2016`, `2016-11`; not `2013-15`, which is a range.
    fn year_and_month(&self, at: usize) -> Option<(usize, Point)> {
        let year = |(value, len): (u32, usize)| len == 4 && (1900..2100).contains(&value);
        let month = |(value, len): (u32, usize)| len <= 2 && (1..=12).contains(&value);
        let (first, second) = self.pair(at)?;
        let point = |year: u32, month: u32| Some((at + 3, Point::Month(year.cast_signed(), month)));
        if year(second) && month(first) {
            return point(second.0, first.0);
        }
        let range = second.0 > first.0 % 100;
        if year(first) && month(second) && !range { point(first.0, second.0) } else { None }
    }

    /// `4/22`, `22/04`: the month is the first number, if it may be.
    fn day_and_month(&self, at: usize) -> Option<(usize, Point)> {
        let ((first, len), (second, second_len)) = self.pair(at)?;
        if len > 2 || second_len > 2 {
            return None;
        }
        let (month, day) = if first > 12 { (second, first) } else { (first, second) };
        // A leap year has each day.
        Day::from_ymd(2000, month, day)?;
        Some((at + 3, Point::Date(self.year_of(at, month, Some(day)), month, day)))
    }
}

/// The numbers of `27.04.2020` or `2020.04.27`, with how many digits each has.
fn dotted(text: &str) -> Option<[(u32, usize); 3]> {
    if text.len() > 10 || text.len() < 8 {
        return None;
    }
    let mut parts = text.split('.').map(|part| Some((part.parse::<u32>().ok()?, part.len())));
    let found = [parts.next()??, parts.next()??, parts.next()??];
    let short = found.iter().filter(|(_, len)| *len <= 2).count();
    (parts.next().is_none() && short == 2).then_some(found)
}
