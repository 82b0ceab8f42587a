//! Comparison of two plain values: sets of days, numbers, places.

use super::value::{Reason, Said, Val};
use super::{locality, place};
use crate::base::Base;
use crate::calendar::{Days, Grain, Period, Time, Unit, Window};
use crate::quantity::{Decimal, Extent};
use crate::rules::program::Op;
use crate::truth::Truth;

/// How far from the mark a comparison is still true, and beyond which distance it is false.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tolerance {
    /// True so far from it.
    pub within: Option<Val>,
    /// False only beyond this.
    pub beyond: Option<Val>,
}

/// `left op right` on plain values, and why it is unknown where it is.
#[must_use]
pub fn compare(base: &Base, left: &Val, op: Op, right: &Val, tolerance: &Tolerance) -> (Truth, Option<Reason>) {
    use Val::{Entity, Miss, Number, Percent, Set, Text, Unknown, Unresolved, Unstated, Weekday};
    let sure = |truth: Truth| (truth, if truth == Truth::Unknown { Some(Reason::Incomplete) } else { None });
    match (left, right) {
        (Unknown(reason), _) | (_, Unknown(reason)) => (Truth::Unknown, Some(*reason)),
        (Unresolved(_), _) | (_, Unresolved(_)) => (Truth::Unknown, Some(Reason::NoEntity)),
        (_, Unstated) => (Truth::True, None),
        (Set(parts), _) => {
            let all: Vec<_> = parts.iter().map(|part| compare(base, part, op, right, tolerance)).collect();
            let reason = all.iter().find_map(|(_, reason)| *reason).or(Some(Reason::NoFact));
            let truth = if all.is_empty() { Truth::Unknown } else { Truth::any(all.iter().map(|(truth, _)| *truth)) };
            (truth, if truth == Truth::Unknown { reason } else { None })
        }
        (_, Set(parts)) => {
            let truth = Truth::any(
                parts.iter().map(|part| compare(base, left, if op == Op::In { Op::Is } else { op }, part, tolerance).0),
            );
            // Nothing known to compare with is no contradiction.
            if parts.is_empty() { (Truth::Unknown, Some(Reason::NoFact)) } else { sure(truth) }
        }
        (Entity(fact), Entity(said)) => sure(place::refines(base, *fact, *said)),
        (Val::Place(name), Entity(said)) => sure(locality::lies_in(base, name, *said)),
        (Number(a), Number(b)) | (Percent(a), Percent(b)) | (Number(a), Percent(b)) | (Percent(a), Number(b)) => {
            sure(numbers(*a, op, *b, tolerance))
        }
        // What is counted in different things is not compared: nothing here knows rates of exchange.
        (Val::Quantity(a), Val::Quantity(b)) if a.standard != b.standard => (Truth::Unknown, Some(Reason::Incomplete)),
        (Val::Quantity(a), Val::Quantity(b)) => sure(numbers(a.extent, op, b.extent, tolerance)),
        (Weekday(a), Weekday(b)) => sure(Truth::from_bool(a == b)),
        (Text(a), Text(b)) => sure(Truth::from_bool(a == b)),
        (Miss { written, right }, Text(text)) => sure(Truth::from_bool(written == text || right == text)),
        (Val::Period(a), Val::Period(b)) => sure(periods(a, op, b, tolerance)),
        _ => match (times(left), times(right)) {
            (Some(fact), Some(said)) => sure(self::time(fact, op, said, tolerance)),
            _ => (Truth::Unknown, Some(Reason::NoTime)),
        },
    }
}

/// A time or window as both: what it denotes and the window that it gives.
#[derive(Debug, Clone, Copy)]
struct Both {
    time: Time,
    window: Window,
}

fn times(val: &Val) -> Option<Both> {
    match val {
        Val::Time(Said { time, .. }) => Some(Both { time: *time, window: Window::of(*time) }),
        Val::Window(window, _) => Some(Both { time: Time::point(window.centre, Grain::Day), window: *window }),
        _ => None,
    }
}

fn numbers(a: Extent, op: Op, b: Extent, tolerance: &Tolerance) -> Truth {
    let margin = |val: &Option<Val>| match val {
        Some(Val::Number(extent) | Val::Percent(extent)) => extent.point(),
        Some(Val::Quantity(quantity)) => quantity.extent.point(),
        _ => None,
    };
    match op {
        Op::Is | Op::In | Op::Meets => {
            let within = margin(&tolerance.within).unwrap_or(Decimal::ZERO);
            let beyond = margin(&tolerance.beyond).unwrap_or(within);
            if b.widen(within).covers(a) {
                Truth::True
            } else if a.disjoint(b.widen(beyond)) {
                Truth::False
            } else {
                Truth::Unknown
            }
        }
        Op::Less | Op::Before => less(a, b),
        Op::More | Op::After => less(b, a),
        Op::AtMost => !less(b, a),
        Op::AtLeast => !less(a, b),
    }
}

fn less(a: Extent, b: Extent) -> Truth {
    let at_least = |a: Extent, b: Extent| match (a.low, b.high) {
        (Some(low), Some(high)) => low >= high,
        _ => false,
    };
    if a.precedes(b) {
        Truth::True
    } else if at_least(a, b) {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// Lengths of time compare in months where both are made of months, else in seconds.
fn periods(a: &Period, op: Op, b: &Period, tolerance: &Tolerance) -> Truth {
    let scale = |period: &Period, months: bool| {
        let factor = if months { period.unit.months().map(i64::from) } else { seconds(period.unit) }?;
        let times = |end: Option<Decimal>| end.and_then(|end| end.checked_mul(factor.into()));
        Some(Extent { low: times(period.count.low), high: times(period.count.high), ..period.count })
    };
    let months = a.unit.months().is_some() && b.unit.months().is_some();
    let (Some(x), Some(y)) = (scale(a, months), scale(b, months)) else { return Truth::Unknown };
    let margin = |val: &Option<Val>| match val {
        Some(Val::Period(period)) => scale(period, months).map(Val::Number),
        _ => None,
    };
    numbers(x, op, y, &Tolerance { within: margin(&tolerance.within), beyond: margin(&tolerance.beyond) })
}

const fn seconds(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Second => Some(1),
        Unit::Minute => Some(60),
        Unit::Hour => Some(3600),
        Unit::Day => Some(86_400),
        Unit::Week => Some(604_800),
        _ => None,
    }
}

fn time(fact: Both, op: Op, said: Both, tolerance: &Tolerance) -> Truth {
    match op {
        Op::Is | Op::In => refines(fact.time, said.time),
        Op::Meets => meets(fact.time, said.window, tolerance),
        Op::Before | Op::Less => before(fact.time.days(), said.time.days()),
        Op::After | Op::More => before(said.time.days(), fact.time.days()),
        Op::AtMost => !before(said.time.days(), fact.time.days()),
        Op::AtLeast => !before(fact.time.days(), said.time.days()),
    }
}

/// `fact is said` for times. Two stretches are compared end by end; a stretch that is told as a month
/// or year lies in it or not.
#[must_use]
pub fn refines(fact: Time, said: Time) -> Truth {
    let set = |fact: Days, said: Days| {
        if said.covers(fact) {
            Truth::True
        } else if said.meets(fact) {
            Truth::Unknown
        } else {
            Truth::False
        }
    };
    if said.point || fact.point {
        return set(fact.days(), said.days());
    }
    set(fact.when.start, said.when.start).and(set(fact.when.end, said.when.end))
}

/// `fact meets window`: true if it surely falls into what is meant at least (or within the tolerance of
/// its centre); false if it misses the widest reading (by more than the tolerance).
#[must_use]
pub fn meets(fact: Time, window: Window, tolerance: &Tolerance) -> Truth {
    let coarse = |days: Days| fact.grain.coarsen(days);
    let shift = |days: Days, margin: &Option<Val>| match margin {
        Some(Val::Period(period)) => widen(days, period),
        _ => days,
    };
    let sure = if tolerance.within.is_some() {
        shift(window.centre, &tolerance.within).hull(window.inner)
    } else {
        window.inner
    };
    let sure = if window.inner.first.is_open() || window.inner.last.is_open() {
        shift(window.centre, &tolerance.within)
    } else {
        sure
    };
    let possible = shift(window.outer, if tolerance.beyond.is_some() { &tolerance.beyond } else { &tolerance.within });
    let days = fact.days();
    let hit = if fact.point {
        coarse(sure).covers(days)
    } else {
        fact.when.inner().is_some_and(|inner| coarse(sure).meets(inner))
    };
    if hit {
        Truth::True
    } else if !coarse(possible).meets(days) {
        Truth::False
    } else {
        Truth::Unknown
    }
}

fn widen(days: Days, period: &Period) -> Days {
    let count = period.count.high.or(period.count.low).and_then(|count| i32::try_from(count.ceil()).ok()).unwrap_or(0);
    days.map(|day| period.unit.shift(day, -count), |day| period.unit.shift(day, count))
}

fn before(a: Days, b: Days) -> Truth {
    if a.last < b.first {
        Truth::True
    } else if a.first >= b.last {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// A time moved by a length of time: `born + 50 years`. The result is as fine as the coarser of the
/// two, and as wide as the length is vague.
#[must_use]
pub fn shift(time: Time, period: &Period, back: bool) -> Option<Time> {
    let whole = |count: Decimal| i32::try_from(count.trunc()).ok();
    let (low, high) = (whole(period.count.low?)?, whole(period.count.high?)?);
    let sign = |count: i32| if back { -count } else { count };
    let (a, b) =
        (time.map(|day| period.unit.shift(day, sign(low))), time.map(|day| period.unit.shift(day, sign(high))));
    let hull = |a: Days, b: Days| a.hull(b);
    let mut moved = a;
    moved.when.start = hull(a.when.start, b.when.start);
    moved.when.end = hull(a.when.end, b.when.end);
    Some(moved)
}
