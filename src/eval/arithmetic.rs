//! Arithmetic on days, lengths of time and numbers, on plain values and on what the base says.

use super::compare::shift;
use super::value::{Reason, Val};
use super::world::World;
use crate::calendar::{Days, Grain, Time, Window};
use crate::proof::{Proof, Step};
use crate::quantity::{Decimal, Extent};
use std::rc::Rc;

impl World<'_> {
    pub(super) fn arithmetic(&self, left: Val, operator: char, right: &Val, said: Option<&Rc<Proof>>) -> Val {
        if let Val::Facts(mut facts) = left {
            for group in &mut facts.groups {
                for item in &mut group.items {
                    let val = plain(&item.val, operator, right);
                    item.proof = self.node(|| {
                        let text = format!(
                            "{} {operator} {} = {}",
                            item.val.words(self.base),
                            right.words(self.base),
                            val.words(self.base)
                        );
                        let said = self.shown("said", right, said.cloned());
                        Proof::new(Step::Derive, super::origin::operation(operator), text, val.datum(self.base))
                            .on(self.proof_of(item))
                            .on(said)
                    });
                    item.val = val;
                }
            }
            return Val::Facts(facts);
        }
        plain(&left, operator, right)
    }
}

pub(super) fn add(a: Extent, b: Extent) -> Extent {
    let sum = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).and_then(|(a, b)| a.checked_add(b));
    Extent { low: sum(a.low, b.low), high: sum(a.high, b.high), above: a.above || b.above, below: a.below || b.below }
}

fn negate(a: Extent) -> Extent {
    Extent { low: a.high.map(|high| -high), high: a.low.map(|low| -low), above: a.below, below: a.above }
}

/// Arithmetic on plain values; what has no meaning is not known.
fn plain(left: &Val, operator: char, right: &Val) -> Val {
    match (left, right) {
        (Val::Unknown(reason), _) | (_, Val::Unknown(reason)) => Val::Unknown(*reason),
        (Val::Time(said), Val::Period(period)) => {
            shift(said.time, period, operator == '-').map_or(Val::Unknown(Reason::NoTime), Val::time)
        }
        (Val::Window(window, except), Val::Period(period)) => {
            let moved = |days: Days| shift(Time::point(days, Grain::Day), period, operator == '-').map(Time::days);
            match (moved(window.inner), moved(window.outer), moved(window.centre)) {
                (Some(inner), Some(outer), Some(centre)) => Val::Window(Window { inner, outer, centre }, *except),
                _ => Val::Unknown(Reason::NoTime),
            }
        }
        (Val::Number(a) | Val::Percent(a), Val::Number(b) | Val::Percent(b)) => {
            let result = match operator {
                '+' => add(*a, *b),
                '-' => add(*a, negate(*b)),
                _ => match (a.point(), b.point()) {
                    (Some(x), Some(y)) => {
                        let value = if operator == '*' { x.checked_mul(y) } else { x.checked_div(y) };
                        match value {
                            Some(value) => Extent::exact(value),
                            None => return Val::Unknown(Reason::NoFact),
                        }
                    }
                    _ => return Val::Unknown(Reason::Incomplete),
                },
            };
            if matches!(left, Val::Percent(_)) { Val::Percent(result) } else { Val::Number(result) }
        }
        _ => Val::Unknown(Reason::NoFact),
    }
}
