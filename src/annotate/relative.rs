//! Times told from the day of publication: `yesterday`, `last year`, `next week`, `two years ago`.

use super::classes::{Direction, bit};
use super::note::{TimeBasis, TimeNote};
use super::scan::Scan;
use super::tolerance;
use crate::calendar::{Day, Days, Grain, Period, Time, Unit};
use crate::quantity::{Decimal, Extent};

/// The relative time that starts at `at`: its end and what it says.
pub(crate) fn read(scan: Scan<'_>, at: usize) -> Option<(usize, TimeNote)> {
    if let Some(found) = scan.at(scan.classes.relative_day, bit::RELATIVE_DAY, at) {
        let days = match found.value.text.as_str() {
            "yesterday" => -1,
            "today" => 0,
            "tomorrow" => 1,
            _ => return None,
        };
        return Some((at + found.tokens, note(scan.published.map(|day| Time::day(day.plus_days(days))))));
    }
    if !scan.has(at, bit::RELATIVE) {
        return None;
    }
    let steps = match scan.values(at).direction? {
        Direction::Last => -1,
        Direction::This => 0,
        Direction::Next => 1,
    };
    let bits = scan.bits(at + 1);
    if bits & (bit::WEEKDAY | bit::MONTH | bit::SEASON) != 0 && (scan.capital(at + 1) || bits & bit::SEASON != 0) {
        // Which Friday `last Friday` is, writers do not agree on; a year behind it makes it a date of its own.
        let dated = scan.digits(at + 2).is_some();
        return (!dated).then_some((at + 2, TimeNote { time: None, from: TimeBasis::Guess, gap: None }));
    }
    if bits & bit::UNIT == 0 {
        return None;
    }
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
        return Some((at + 2, TimeNote { time: None, from: TimeBasis::Guess, gap: None }));
    }
    let time = scan.published.map(|day| {
        let days = grain.coarsen(Days::one(unit.shift(first_of(day, grain), steps)));
        // Weeks start on Sunday for many.
        let days = if unit == Unit::Week { days.map(|day| day.plus_days(-1), |day| day) } else { days };
        Time::point(days, grain)
    });
    Some((at + 2, note(time)))
}

/// The first day of the unit, so that moving by whole units never leaves a short month.
fn first_of(day: Day, grain: Grain) -> Day {
    grain.coarsen(Days::one(day)).first
}

/// What `ago` behind a length of time makes of it.
pub(crate) fn ago(scan: Scan<'_>, period: &Period) -> TimeNote {
    note(scan.published.and_then(|day| before(day, period)))
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

const fn note(time: Option<Time>) -> TimeNote {
    TimeNote { time, from: TimeBasis::Published, gap: None }
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::{spoken, spoken_at};

    #[test]
    fn counts_from_publication() {
        let of = |text| spoken_at(text, Some((2020, 2, 27)));
        for (text, said) in [
            ("It ended yesterday.", "yesterday=2020-02-26 Day published"),
            ("They meet tomorrow.", "tomorrow=2020-02-28 Day published"),
            ("last year", "last year=2019-01-01/2019-12-31 Year published"),
            ("this year", "this year=2020-01-01/2020-12-31 Year published"),
            ("over the last decade", "last decade=?"),
            ("last month", "last month=2020-01-01/2020-01-31 Month published"),
            ("next week", "next week=2020-03-01/2020-03-08 Week published"),
            ("last Friday", "last Friday=?;Friday=weekday 5"),
            ("two years ago", "two years ago=2017-02-27/2019-02-27 Year published;two years=2 Year;two=2"),
            ("50 years ago", "50 years ago=1967-08-27/1972-08-27 Year published;50 years=50 Year;50=50"),
            ("a decade ago", "a decade ago=2008-06-27/2011-10-27 Year published;a decade=9.4 to 10.6 Year"),
            (
                "more than 40 years ago",
                "more than 40 years ago=../1980-02-27 Year published;more than 40 years=more than 40 Year;more than 40=more than 40",
            ),
            ("three days ago", "three days ago=2020-02-23/2020-02-25 Day published;three days=3 Day;three=3"),
        ] {
            assert_eq!(of(text), said, "{text}");
        }
        assert_eq!(spoken("last year"), "last year=? published");
    }
}
