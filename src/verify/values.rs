//! Values worked out from other values.

use super::asked::{Held, datum};
use super::facts::bottom;
use super::fits::{Margins, fits};
use super::{Replay, VerifyError, Why, Within, inputs, named};
use crate::base::{EntityId, Rank, Statement};
use crate::calendar::{Day, Days, Grain, Period, Stretch, Time, Unit, Window};
use crate::proof::{Datum, Proof, Step};
use crate::quantity::{Decimal, Extent};
use crate::truth::Truth;

impl<'a> Replay<'a> {
    /// A derived value is what its operation makes of its inputs.
    pub(super) fn value(self, node: &Proof, within: Within<'a>) -> Result<(), VerifyError> {
        let parts: Vec<&Datum> = node.inputs.iter().map(|input| &input.value).collect();
        let holds = match node.op.as_str() {
            "count" => return self.count(node),
            "argument" => {
                let known = within
                    .reading
                    .is_none_or(|reading| inputs(reading, "argument").any(|argument| argument.value == node.value));
                return Why::Argument.unless(known && parts.is_empty(), node);
            }
            // From the rule, the clause's tense or the base, where nothing in the proof can tell.
            "time" | "rule" | "looked-up" | "view" | "near" => parts.is_empty(),
            "subject" => {
                matches!(parts.as_slice(), [part] if part == &&node.value || matches!(part, Datum::Set(all) if all.contains(&node.value)))
            }
            "found" => self.found(node),
            "property" => self.property(node),
            "through" => {
                let [inner, outer] = node.inputs.as_slice() else { return Err(Why::Form.at(node)) };
                let asked = |value: &Datum| {
                    *value == outer.value || matches!(&outer.value, Datum::Set(all) if all.contains(value))
                };
                node.value == inner.value
                    && inner.nodes().iter().filter(|leaf| leaf.op == "view").all(|leaf| asked(&leaf.value))
            }
            "said" | "value" | "within" | "beyond" | "having" | "only" => parts == [&node.value],
            "window" => match parts.as_slice() {
                [] => node.value == Datum::Window(Window::exact(Days::ALL)),
                [Datum::Time(time)] => node.value == Datum::Window(Window::of(*time)),
                [Datum::Set(parts)] => parts.contains(&node.value),
                // Not said: the clause's.
                [Datum::Nothing] => true,
                [told] => node.value == **told,
                _ => false,
            },
            "capacity" => {
                let capacity = |id| Datum::Entity(self.base.id(id).to_owned());
                node.inputs.first().is_some_and(|input| {
                    self.cited(bottom(input))
                        .iter()
                        .any(|statement| statement.capacity.map(capacity).as_ref() == Some(&node.value))
                })
            }
            "start-of-statement" | "end-of-statement" => {
                let end = |valid: Stretch| if node.op == "start-of-statement" { valid.start } else { valid.end };
                node.inputs
                    .first()
                    .and_then(|input| bottom(input).statement.as_deref())
                    .is_some_and(|cited| node.value == some_day(end(cited.valid)))
            }
            // The unit is the rule's.
            "period" => {
                matches!((&node.value, parts.as_slice()), (Datum::Period(period), [Datum::Number(count)]) if period.count == *count)
            }
            // What cannot be worked on is not known, and nothing rests on it.
            op => match work(op, &parts) {
                Some(value) => node.value == value,
                None => node.value == Datum::Nothing && node.step == Step::Derive,
            },
        };
        Why::Follows.unless(holds, node)
    }

    /// All values that the base holds of a property of the one input, and no others.
    fn property(self, node: &Proof) -> bool {
        let ([asked], [from], Datum::Set(listed)) = (node.asked.as_slice(), node.inputs.as_slice(), &node.value) else {
            return false;
        };
        let Some(held) = Held::of(self.base, asked) else { return false };
        let values: Vec<Datum> = held
            .statements
            .iter()
            .filter(|statement| statement.rank != Rank::Deprecated)
            .map(|statement| datum(self.base, statement.value))
            .collect();
        from.value == Datum::Entity(asked.subject.clone())
            && listed.iter().all(|value| values.contains(value))
            && values.iter().all(|value| listed.contains(value))
    }

    /// What was found is of the kind and has the properties that were looked for, and all that surely has
    /// them was found.
    fn found(self, node: &Proof) -> bool {
        let schema = self.base.schema();
        let Some(kind) = schema.kind(named(node, ": ")) else { return node.value == Datum::Nothing };
        let found = match &node.value {
            Datum::Set(parts) => parts.as_slice(),
            _ => return node.value == Datum::Nothing,
        };
        // A sense or a view cannot be looked up here.
        let truths = |entity: EntityId, having: &Proof| -> Option<Vec<Truth>> {
            let property = schema.stored(self.base.kind_of(entity), &having.text)?;
            let fits = |statement: Statement<'_>| {
                fits(self.base, &datum(self.base, statement.value), "is", &having.value, Margins::default())
            };
            Some(self.base.statements(entity, property).map(fits).collect())
        };
        let havings: Vec<&Proof> = inputs(node, "having").filter(|having| having.value != Datum::Nothing).collect();
        let has = |entity: EntityId| {
            havings.iter().all(|having| truths(entity, having).is_none_or(|truths| truths.contains(&Truth::True)))
        };
        let surely = |entity: EntityId| {
            havings.iter().all(|having| {
                truths(entity, having)
                    .is_some_and(|truths| !truths.is_empty() && truths.iter().all(|&truth| truth == Truth::True))
            })
        };
        let listed = |part: &Datum| matches!(part, Datum::Entity(id) if self.base.find(id).is_some_and(|entity| schema.is_a(self.base.kind_of(entity), kind) && has(entity)));
        let missed =
            |entity: EntityId| surely(entity) && !found.contains(&Datum::Entity(self.base.id(entity).to_owned()));
        node.inputs.iter().all(|input| input.op == "having")
            && found.iter().all(listed)
            && !self.base.of_kind(kind).any(missed)
    }
}

/// Some day of these, told as finely as they are.
fn some_day(days: Days) -> Datum {
    let is = |grain: Grain| grain.coarsen(Days::one(days.first)) == days;
    let grain = [Grain::Day, Grain::Month].into_iter().find(|&grain| is(grain)).unwrap_or(Grain::Year);
    Datum::Time(Time::point(days, grain))
}

/// The value of an operation; none where it has no meaning.
fn work(op: &str, parts: &[&Datum]) -> Option<Datum> {
    Some(match (op, parts) {
        ("amount", [Datum::Quantity(quantity)]) => Datum::Number(quantity.extent),
        ("unit", [Datum::Quantity(quantity)]) => Datum::Text(quantity.standard.to_string()),
        ("first", [Datum::Set(parts)]) => parts.first()?.clone(),
        ("last", [Datum::Set(parts)]) => parts.last()?.clone(),
        ("year", [Datum::Time(time)]) => Datum::Time(Time::point(Grain::Year.coarsen(time.days()), Grain::Year)),
        ("year", [Datum::Window(window)]) => Datum::Time(Time::point(Grain::Year.coarsen(window.centre), Grain::Year)),
        ("start", [Datum::Time(time)]) => Datum::Time(Time::point(time.when.start, time.grain)),
        ("end", [Datum::Time(time)]) => Datum::Time(Time::point(time.when.end, time.grain)),
        ("weekday", [Datum::Time(time)]) if time.days().first == time.days().last => {
            // 0001-01-01, day 1, was a Monday.
            let day = time.days().first;
            Datum::Weekday(u8::try_from((!day.is_open()).then(|| (day.0 - 1).rem_euclid(7) + 1)?).ok()?)
        }
        ("ever-before", [Datum::Window(window)]) => ever(*window, Days { first: Day::MIN, last: window.outer.last }),
        ("ever-after", [Datum::Window(window)]) => ever(*window, Days { first: window.outer.first, last: Day::MAX }),
        ("set", parts) => Datum::Set(
            parts
                .iter()
                .flat_map(|part| if let Datum::Set(parts) = part { parts.clone() } else { vec![(*part).clone()] })
                .collect(),
        ),
        ("sum", [Datum::Set(parts)]) => {
            let mut sum = Extent::exact(Decimal::ZERO);
            for part in parts {
                let Datum::Number(part) = part else { return None };
                sum = plus(sum, *part, false);
            }
            Datum::Number(sum)
        }
        ("elapsed", [Datum::Time(from), told]) => elapsed(*from, told)?,
        ("age", [Datum::Time(from), told]) => age(*from, told)?,
        ("calendar-day", [Datum::Time(time)]) if time.days().first == time.days().last => {
            Datum::Text(time.days().first.date()?.format("%m-%d").to_string())
        }
        ("amount", [Datum::Number(percent)]) => Datum::Number(*percent),
        ("add" | "subtract", [Datum::Time(time), Datum::Period(period)]) => {
            Datum::Time(moved(*time, period, op == "subtract")?)
        }
        ("add" | "subtract", [Datum::Window(window), Datum::Period(period)]) => {
            let shift = |days: Days| moved(Time::point(days, Grain::Day), period, op == "subtract").map(Time::days);
            Datum::Window(Window {
                inner: shift(window.inner)?,
                outer: shift(window.outer)?,
                centre: shift(window.centre)?,
            })
        }
        ("add" | "subtract", [Datum::Number(a), Datum::Number(b)]) => Datum::Number(plus(*a, *b, op == "subtract")),
        ("multiply", [Datum::Number(a), Datum::Number(b)]) => {
            Datum::Number(Extent::exact(a.point()?.checked_mul(b.point()?)?))
        }
        ("divide", [Datum::Number(a), Datum::Number(b)]) => {
            Datum::Number(Extent::exact(a.point()?.checked_div(b.point()?)?))
        }
        _ => return None,
    })
}

const fn ever(window: Window, days: Days) -> Datum {
    Datum::Window(Window { inner: days, outer: days, centre: window.centre })
}

/// The sum of two sets of numbers, or their difference.
fn plus(a: Extent, b: Extent, minus: bool) -> Extent {
    let b = if minus {
        Extent { low: b.high.map(|high| -high), high: b.low.map(|low| -low), above: b.below, below: b.above }
    } else {
        b
    };
    let sum = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).and_then(|(a, b)| a.checked_add(b));
    Extent { low: sum(a.low, b.low), high: sum(a.high, b.high), above: a.above || b.above, below: a.below || b.below }
}

/// A time moved by whole units: its earliest days by the one end of a vague length, its latest by the other.
fn moved(time: Time, period: &Period, back: bool) -> Option<Time> {
    let count = |end: Option<Decimal>| i32::try_from(end?.trunc()).ok()?.checked_mul(if back { -1 } else { 1 });
    let (a, b) = (count(period.count.low)?, count(period.count.high)?);
    let shift = |days: Days| Days {
        first: period.unit.shift(days.first, a.min(b)),
        last: period.unit.shift(days.last, a.max(b)),
    };
    Some(Time { when: Stretch { start: shift(time.when.start), end: shift(time.when.end) }, ..time })
}

/// Whole years from a day to the last one before which they end.
fn age(from: Time, told: &Datum) -> Option<Datum> {
    let until = match told {
        Datum::Window(window) => window.inner,
        Datum::Time(time) => time.days(),
        Datum::Set(parts) => return parts.iter().map(|part| age(from, part)).collect::<Option<_>>().map(Datum::Set),
        _ => return None,
    };
    let whole = |born: Day, at: Day| {
        if born.is_open() || at.is_open() || at.0 < born.0 {
            return None;
        }
        // No year has more than 366 days, so that this is no more than there are, and at most one in 1,460 less.
        let mut years = (at.0 - born.0) / 366;
        while Unit::Year.shift(born, years + 1) <= at {
            years += 1;
        }
        Some(Decimal::from(years))
    };
    let born = from.when.start;
    Some(Datum::Number(Extent::between(whole(born.last, until.first)?, whole(born.first, until.last)?)))
}

/// Months from a start to a window: at least from its last possible day to the window's first, at most
/// from its first possible day to the window's last. 400 years have 4,800 months and 146,097 days.
fn elapsed(from: Time, told: &Datum) -> Option<Datum> {
    let until = match told {
        Datum::Window(window) => window.inner,
        Datum::Time(time) => time.days(),
        _ => return None,
    };
    let months = |a: Day, b: Day| {
        let days = (!a.is_open() && !b.is_open()).then(|| Decimal::from(i64::from(b.0) - i64::from(a.0)))?;
        Some((days * Decimal::from(4800)).checked_div(Decimal::from(146_097))?.round_dp(2))
    };
    let start = from.when.start;
    Some(Datum::Period(Period {
        unit: Unit::Month,
        count: Extent::between(months(start.last, until.first)?, months(start.first, until.last)?),
    }))
}
