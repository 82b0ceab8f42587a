//! Comparison of two values as sets.

use super::{inputs, places};
use crate::base::Base;
use crate::calendar::{Days, Grain, Period, Time, Unit, Window};
use crate::proof::{Datum, Proof};
use crate::quantity::{Decimal, Extent};
use crate::truth::Truth;

/// The operators of a comparison of facts.
pub const OPERATORS: [&str; 9] = ["is", "in", "meets", "before", "after", "<", "<=", ">", ">="];

/// How far from the mark is still true, and how far is not yet false.
#[derive(Debug, Clone, Copy, Default)]
pub struct Margins<'a> {
    within: Option<&'a Datum>,
    beyond: Option<&'a Datum>,
}

impl<'a> Margins<'a> {
    /// Those of a comparison.
    pub fn of(node: &'a Proof) -> Self {
        let find = |op: &'a str| inputs(node, op).next().map(|margin| &margin.value);
        Self { within: find("within"), beyond: find("beyond") }
    }
}

/// Three values from two certain answers.
const fn decide(surely: bool, surely_not: bool) -> Truth {
    match (surely, surely_not) {
        (true, _) => Truth::True,
        (false, true) => Truth::False,
        (false, false) => Truth::Unknown,
    }
}

/// `fact OP said`.
pub fn fits(base: &Base, fact: &Datum, op: &str, said: &Datum, margins: Margins<'_>) -> Truth {
    let refining = matches!(op, "is" | "in" | "meets");
    match (fact, said) {
        (Datum::Set(parts), _) | (_, Datum::Set(parts)) if parts.is_empty() => Truth::Unknown,
        (Datum::Set(parts), _) => Truth::any(parts.iter().map(|part| fits(base, part, op, said, margins))),
        (_, Datum::Set(parts)) => {
            // `in` a set is to be one of its parts.
            let op = if op == "in" { "is" } else { op };
            Truth::any(parts.iter().map(|part| fits(base, fact, op, part, margins)))
        }
        (Datum::Entity(fact), Datum::Entity(said)) if refining => places::within(base, fact, said),
        (Datum::Text(name), Datum::Entity(said)) if refining => places::named_in(base, name, said),
        (Datum::Weekday(fact), Datum::Weekday(said)) if refining => Truth::from_bool(fact == said),
        (Datum::Text(fact), Datum::Text(said)) if refining => Truth::from_bool(fact == said),
        (Datum::Quantity(fact), Datum::Quantity(said)) if fact.standard != said.standard => Truth::Unknown,
        (Datum::Quantity(fact), Datum::Quantity(said)) => {
            numbers(fact.extent, op, said.extent, number(margins.within), number(margins.beyond))
        }
        (Datum::Number(fact), Datum::Number(said)) => {
            numbers(*fact, op, *said, number(margins.within), number(margins.beyond))
        }
        (Datum::Period(fact), Datum::Period(said)) => periods(fact, op, said, margins),
        _ => match (day_set(fact), day_set(said)) {
            (Some((time, _)), Some((_, window))) if op == "meets" => meets(time, window, margins),
            (Some((fact, _)), Some((said, _))) => times(fact, op, said),
            _ => Truth::Unknown,
        },
    }
}

fn number(margin: Option<&Datum>) -> Option<Decimal> {
    match margin {
        Some(Datum::Number(extent)) => extent.point(),
        Some(Datum::Quantity(quantity)) => quantity.extent.point(),
        _ => None,
    }
}

fn numbers(fact: Extent, op: &str, said: Extent, within: Option<Decimal>, beyond: Option<Decimal>) -> Truth {
    let less = |a: Extent, b: Extent| decide(a.precedes(b), a.low.zip(b.high).is_some_and(|(low, high)| low >= high));
    match op {
        "<" | "before" => less(fact, said),
        ">" | "after" => less(said, fact),
        "<=" => !less(said, fact),
        ">=" => !less(fact, said),
        _ => {
            let within = within.unwrap_or_default();
            let wide = |margin: Decimal| {
                let end = |end: Option<Decimal>, margin: Decimal| {
                    end.map_or(Some(None), |end| end.checked_add(margin).map(Some))
                };
                Some(Extent { low: end(said.low, -margin)?, high: end(said.high, margin)?, ..said })
            };
            decide(
                wide(within).is_some_and(|wide| wide.covers(fact)),
                wide(beyond.unwrap_or(within)).is_some_and(|wide| wide.disjoint(fact)),
            )
        }
    }
}

/// Lengths of time, all in months, or all in seconds.
fn periods(fact: &Period, op: &str, said: &Period, margins: Margins<'_>) -> Truth {
    let months = fact.unit.months().is_some() && said.unit.months().is_some();
    let one = |unit: Unit| match unit {
        Unit::Second if !months => Some(1_i64),
        Unit::Minute if !months => Some(60),
        Unit::Hour if !months => Some(60 * 60),
        Unit::Day if !months => Some(24 * 60 * 60),
        Unit::Week if !months => Some(7 * 24 * 60 * 60),
        _ if months => unit.months().map(i64::from),
        _ => None,
    };
    let scale = |period: &Period| {
        let one = Decimal::from(one(period.unit)?);
        let end = |count: Option<Decimal>| count.and_then(|count| count.checked_mul(one));
        Some(Extent { low: end(period.count.low), high: end(period.count.high), ..period.count })
    };
    let margin =
        |margin: Option<&Datum>| if let Some(Datum::Period(period)) = margin { scale(period)?.point() } else { None };
    match (scale(fact), scale(said)) {
        (Some(a), Some(b)) => numbers(a, op, b, margin(margins.within), margin(margins.beyond)),
        _ => Truth::Unknown,
    }
}

/// A time or window as both.
const fn day_set(value: &Datum) -> Option<(Time, Window)> {
    match value {
        Datum::Time(time) => Some((*time, Window::exact(Days { first: time.when.start.first, last: later(time) }))),
        Datum::Window(window) => Some((Time::point(window.centre, Grain::Day), *window)),
        _ => None,
    }
}

const fn later(time: &Time) -> crate::calendar::Day {
    if time.when.end.last.0 > time.when.start.first.0 { time.when.end.last } else { time.when.start.first }
}

fn times(fact: Time, op: &str, said: Time) -> Truth {
    let inside = |fact: Days, said: Days| decide(said.covers(fact), !said.meets(fact));
    let before = |a: Days, b: Days| decide(a.last < b.first, a.first >= b.last);
    let (a, b) = (fact.when.outer(), said.when.outer());
    match op {
        "before" | "<" => before(a, b),
        "after" | ">" => before(b, a),
        "<=" => !before(b, a),
        ">=" => !before(a, b),
        // Two stretches end by end; else the one within the other.
        _ if !fact.point && !said.point => {
            inside(fact.when.start, said.when.start).and(inside(fact.when.end, said.when.end))
        }
        _ => inside(a, b),
    }
}

/// True if it surely falls into what is surely meant, which a margin widens around the centre; false if
/// it misses the widest reading by more than the margin. All in whole units of the fact's grain.
fn meets(fact: Time, window: Window, margins: Margins<'_>) -> Truth {
    let open = window.inner.first.is_open() || window.inner.last.is_open();
    let near = widened(window.centre, margins.within);
    let sure = match (open, margins.within.is_some()) {
        (true, _) => near,
        (false, true) => near.hull(window.inner),
        (false, false) => window.inner,
    };
    let sure = fact.grain.coarsen(sure);
    let possible = fact.grain.coarsen(widened(window.outer, margins.beyond.or(margins.within)));
    let hit =
        if fact.point { sure.covers(fact.days()) } else { fact.when.inner().is_some_and(|inner| sure.meets(inner)) };
    decide(hit, !possible.meets(fact.days()))
}

fn widened(days: Days, margin: Option<&Datum>) -> Days {
    let Some(Datum::Period(period)) = margin else { return days };
    let count = period.count.high.or(period.count.low).and_then(|count| i32::try_from(count.ceil()).ok()).unwrap_or(0);
    Days { first: period.unit.shift(days.first, count.saturating_neg()), last: period.unit.shift(days.last, count) }
}
