//! Two dates that are the ends of one range: `27 April to 22 May 2020`, `1914-18`, `between 1914 and 1918`.

use super::hit::{Hit, Said, Value};
use super::{Left, Reader};
use crate::annotate::classes::bit;
use crate::annotate::note::TimexKind;
use crate::annotate::scan::Scan;
use crate::calendar::Point;

/// The token behind what joins the end of a date to the other end of its range.
pub(super) fn separator(scan: Scan<'_>, at: usize, end: usize) -> Option<usize> {
    if scan.dash(end) {
        // `27 April - 22 May` and `27 April-22 May`, but not `in 1994 -` or `1994- `.
        return (scan.space_before(end) == scan.space_before(end + 1)).then_some(end + 1);
    }
    let joins = scan.has(end, bit::RANGE_TO) || (scan.has(end, bit::RANGE_AND) && scan.has_before(at, bit::RANGE_FROM));
    joins.then(|| end + 1 + usize::from(scan.has(end + 1, bit::THE)))
}

/// How finely a date is told, for comparing the two ends of a range.
fn sort(point: Point) -> u8 {
    match point {
        Point::Date(..) => 0,
        Point::Month(..) => 1,
        Point::Year(_) => 2,
        Point::Decade(_) | Point::Century(_) => 3,
        _ => 4,
    }
}

impl Reader<'_> {
    /// Joins a date to the one before it where both are the ends of a range, and leaves it its year.
    pub(super) fn join(&mut self, hit: &mut Hit) {
        let scan = self.c.scan;
        let Some(before) = self.hits.last_mut().filter(|before| before.kind == TimexKind::Date) else { return };
        let (Some(first), Some(last)) = (before.point, hit.point) else { return };
        let (Some(said), Some(last_said)) = (before.said, hit.said) else { return };
        if before.joined || hit.kind != TimexKind::Date || sort(first) != sort(last) {
            return;
        }
        let mut gap = None;
        if said.end == hit.start {
            // `27 April 22 May 2020`: both days are told, the year only once, and no mark parts them.
            let days = matches!((first, last), (Point::Date(..), Point::Date(..)));
            let same_order = scan.has(said.start, bit::MONTH) == scan.has(last_said.start, bit::MONTH);
            if !days || before.full || !hit.full || !same_order {
                return;
            }
            gap = said.end.checked_sub(1).and_then(|at| scan.token(at)).map(|token| token.span.end);
        } else if separator(scan, said.start, said.end) != Some(hit.start) {
            return;
        }
        // The first end takes the year from the second.
        let lent = if hit.full && !before.full { lend(first, last) } else { None };
        let days = match lent {
            Some(lent) => last_said.days.and(lent.days()),
            None => said.days,
        };
        let fits = match (days, last_said.days) {
            (Some((first, _)), Some((last, _))) => first.first <= last.first,
            (first, last) => first.is_none() && last.is_none(),
        };
        if !fits {
            return;
        }
        if let Some(lent) = lent {
            before.point = Some(lent);
            before.value = Value::Point(lent);
            before.full = true;
            before.said = Some(Said { days, from: last_said.from, ..said });
        }
        hit.joined = true;
        hit.gap = gap;
    }

    /// The day of a range that leaves its month to the other end: `27-29 May 2020`, `the 27th to 29th of May`.
    pub(super) fn first_of_range(&self, at: usize) -> Option<Hit> {
        let (end, day) = self.day_number(at)?;
        let next = separator(self.c.scan, at, end)?;
        let (_, point, full) = self.day_first_date(next)?;
        let Point::Date(year, month, last) = point else { return None };
        if day >= last {
            return None;
        }
        let hit = Hit::date(at, end, Point::Date(year, month, day), Left::Article);
        Some(if full { hit.full().written() } else { hit.written() })
    }
}

/// The first date of a range with the year of the second: the one before, if it would come after it.
fn lend(first: Point, last: Point) -> Option<Point> {
    let year = last.year();
    let key = |point: Point| match point {
        Point::Date(_, month, day) => Some((month, day)),
        Point::Month(_, month) => Some((month, 0)),
        _ => None,
    };
    let (first_key, last_key) = (key(first)?, key(last)?);
    let year = if first_key > last_key { year.saturating_sub(1) } else { year };
    Some(match first {
        Point::Date(_, month, day) => Point::Date(year, month, day),
        Point::Month(_, month) => Point::Month(year, month),
        other => other,
    })
}
