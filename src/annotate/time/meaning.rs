//! What an expression of time means for the rules: a set of days as wide as the words leave it, and none where
//! they leave too much.

use super::hit::{Hit, Said};
use crate::annotate::Range;
use crate::annotate::classes::{Direction, bit};
use crate::annotate::note::{TimeBasis, TimeNote};
use crate::annotate::scan::Scan;
use crate::annotate::tolerance::{self, Row};
use crate::calendar::{Day, Days, Grain, Period, Time, Unit};
use crate::quantity::{Decimal, Extent};
use crate::text::TokenKind;
use crate::text::source::offset;

/// The note of an expression, with its other end where it starts a range; none for the second end.
pub(super) fn note(hit: &Hit, next: Option<&Hit>) -> Option<(Range, TimeNote)> {
    let said = hit.said.filter(|_| !hit.joined)?;
    let range = |end: usize| Range::new(offset(said.start), offset(end));
    if let Some((next, last)) = next.and_then(|next| Some((next, next.said?))) {
        let between = |time: Option<Time>, from| {
            Some((range(last.end), TimeNote { time, from, gap: next.gap.filter(|_| time.is_some()) }))
        };
        return match (said.days, last.days) {
            (Some((first, fine)), Some((end, coarse))) => {
                between(Some(Time::stretch(first, end, fine.max(coarse))), said.from.max(last.from))
            }
            _ => between(None, TimeBasis::Guess),
        };
    }
    let time = said.days.map(|(days, grain)| Time::point(days, grain));
    Some((range(said.end), TimeNote { time, from: said.from, gap: None }))
}

/// Takes in `early`, `mid-`, `late`, `around`, and the `the` of decades, centuries and ordinals.
pub(super) fn prefix(scan: Scan<'_>, said: &mut Said, floor: usize) {
    let at = said.start;
    let part = scan.before(scan.classes.date_part, bit::DATE_PART, at);
    let coarse = said.days.is_none_or(|(_, grain)| grain > Grain::Day);
    if let Some(found) = part.filter(|_| coarse)
        && let Some(before) = scan.before_joint(at).checked_sub(found.tokens).filter(|&before| before >= floor)
    {
        said.start = before;
        said.days = said.days.map(|(days, grain)| (part_of(days, grain, &found.value.text), grain));
    }
    // `around 1900`: wider by a little on either side.
    if let Some((before, Row::About)) = tolerance::row_before(scan, said.start, floor) {
        said.start = before;
        said.days = said.days.map(|(days, grain)| (around(days, grain), grain));
    }
    let long = said.days.is_some_and(|(_, grain)| grain >= Grain::Decade);
    let ordinal = scan.mixed(at).is_some() || scan.has(at, bit::ORDINAL);
    if (long || ordinal) && said.start > floor && scan.has_before(said.start, bit::THE) {
        said.start -= 1;
    }
}

/// The days that `about` a date may mean.
fn around(days: Days, grain: Grain) -> Days {
    let months = match grain {
        Grain::Hour | Grain::Day => return days.map(|day| day.plus_days(-3), |day| day.plus_days(3)),
        Grain::Week | Grain::Month | Grain::Quarter => 1,
        Grain::Year => 36,
        Grain::Decade => 60,
        Grain::Century => 240,
    };
    days.map(|day| day.plus_months(-months), |day| day.plus_months(months))
}

/// The early, middle or late days of a set, generously.
fn part_of(days: Days, grain: Grain, part: &str) -> Days {
    let length = days.last.0.saturating_sub(days.first.0);
    let at = |share: i32| {
        Day(days.first.0.saturating_add(i32::try_from(i64::from(length) * i64::from(share) / 100).unwrap_or(0)))
    };
    let (first, last) = match part {
        "early" => (0, 50),
        "mid" => (25, 75),
        "late" => (50, 100),
        _ => (0, 100),
    };
    let cut = Days { first: at(first), last: at(last) };
    if grain >= Grain::Decade { Grain::Year.coarsen(cut) } else { cut }
}

/// Whether four digits may be a year at all where they stand.
pub(super) fn is_year(scan: Scan<'_>, at: usize, end: usize) -> bool {
    let mark = |at: usize, marks: &[&str]| scan.kind(at) == Some(TokenKind::Mark) && marks.contains(&scan.text(at));
    let before = at.checked_sub(1);
    let bound = before.is_some_and(|before| {
        scan.has(before, bit::CURRENCY | bit::LABEL) || (!scan.space_before(at) && mark(before, &[":", "/", "#", "."]))
    });
    let amount = scan.has(end, bit::PERCENT | bit::MAGNITUDE | bit::UNIT | bit::UNITS | bit::CLOCK)
        || ((mark(end, &[":", "/"])) && !scan.space_before(end + 1));
    let measured = scan.walk.is_joint(end) && scan.has(end + 1, bit::UNIT | bit::UNITS);
    // `over 2000` and `some 2000 people` count; `around 1900` does not.
    let approximated =
        tolerance::row_before(scan, at, 0).is_some_and(|(_, row)| row != Row::About || scan.counted(end));
    !(bound || amount || measured || approximated)
}

/// Whether four digits are a year for sure: `in 1994`, `(1994)`, `1994.`
pub(super) fn is_sure_year(scan: Scan<'_>, at: usize, end: usize) -> bool {
    let bracketed = at.checked_sub(1).is_some_and(|before| scan.mark(before, "(")) && scan.mark(end, ")");
    let told = scan.has_before(at, bit::YEAR_LEAD | bit::MONTH | bit::SEASON)
        || scan.before(scan.classes.date_part, bit::DATE_PART, at).is_some();
    // `in 2000 people` is possible; a noun in the plural keeps both readings.
    bracketed || (told && !scan.text(end).ends_with('s'))
}

/// What `last`, `this` or `next` before a unit means: its end and the days. The days are none without a day of
/// publication; nothing is given where no unit follows or the words fix nothing.
pub(super) fn unit_beside(scan: Scan<'_>, at: usize) -> Option<(usize, Option<(Days, Grain)>)> {
    if !scan.has(at, bit::RELATIVE) || !scan.has(at + 1, bit::UNIT) {
        return None;
    }
    let steps = match scan.values(at).direction? {
        Direction::Last => -1,
        Direction::This => 0,
        Direction::Next => 1,
    };
    let unit = scan.values(at + 1).unit?;
    let grain = match unit {
        Unit::Week => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century => Grain::Century,
        _ => return None,
    };
    // `over the last year` rolls: it is no year of the calendar, and how long it is no word fixes.
    if scan.has_before(at, bit::THE) && unit != Unit::Century {
        return None;
    }
    let days = scan.published.map(|day| {
        // From the first day, so that moving by whole units never leaves a short month.
        let first = grain.coarsen(Days::one(day)).first;
        let days = grain.coarsen(Days::one(unit.shift(first, steps)));
        // Weeks start on Sunday for many.
        let days = if unit == Unit::Week { days.map(|day| day.plus_days(-1), |day| day) } else { days };
        (days, grain)
    });
    Some((at + 2, days))
}

/// The day of `yesterday`, `last night`, `this morning` and their like: its end, and how far it is from the day of
/// publication.
pub(super) fn day_beside(scan: Scan<'_>, at: usize) -> Option<(usize, Option<(Days, Grain)>)> {
    let found = scan.at(scan.classes.relative_day, bit::RELATIVE_DAY, at)?;
    let days = match found.value.text.as_str() {
        "yesterday" => -1,
        "today" => 0,
        "tomorrow" => 1,
        _ => return None,
    };
    let day = scan.published.map(|day| (Days::one(day.plus_days(days)), Grain::Day));
    Some((at + found.tokens, day))
}

/// What `ago` behind a length of time makes of it.
pub(crate) fn ago(scan: Scan<'_>, period: &Period) -> TimeNote {
    let time = scan.published.and_then(|day| before(day, period));
    TimeNote { time, from: TimeBasis::Published, gap: None }
}

fn before(day: Day, period: &Period) -> Option<Time> {
    let (months, grain) = match period.unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            return Some(Time::point(Days { first: day.plus_days(-2), last: day }, Grain::Day));
        }
        Unit::Day => (None, Grain::Day),
        Unit::Week => (None, Grain::Week),
        Unit::Month => (Some(1), Grain::Month),
        Unit::Quarter => (Some(3), Grain::Quarter),
        _ => (Some(period.unit.months()?), Grain::Year),
    };
    let margin = tolerance::ago(period.count);
    let wide = Extent {
        low: period.count.low.map(|low| low.checked_sub(margin).unwrap_or(low)),
        high: period.count.high.map(|high| high.checked_add(margin).unwrap_or(high)),
        ..period.count
    };
    let shift = |count: Decimal, up: bool| -> Option<Day> {
        let scaled = match months {
            Some(months) => count.checked_mul(Decimal::from(months))?,
            None if period.unit == Unit::Week => count.checked_mul(Decimal::from(7))?,
            None => count,
        };
        let whole = i32::try_from(if up { scaled.ceil() } else { scaled.floor() }).ok()?;
        Some(match months {
            Some(_) => day.plus_months(whole.checked_neg()?),
            None => day.plus_days(whole.checked_neg()?),
        })
    };
    let first = match wide.high {
        Some(high) => shift(high, true)?,
        None => Day::MIN,
    };
    let last = match wide.low {
        Some(low) => shift(low.max(Decimal::ZERO), false)?,
        None => day,
    };
    Days::new(first, last).map(|days| Time::point(days, grain))
}
