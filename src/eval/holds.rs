//! The heart of a check: does a property have a value, on some day or on every day of a window?
//!
//! - *True*: a statement with such a value surely holds on some day of the window (or covers it).
//! - *False by conflict*: the property has one value at a time, and statements with other values surely
//!   hold over the whole window (or, for `throughout`, on some day of it).
//! - *False by closure*: the base says that it has all values for the window, and none of them fits.
//! - *Unknown* otherwise, with the reason of the first gap.

use super::compare::{Tolerance, compare};
use super::value::{Facts, Group, Item, Reason, Val};
use super::world::{Outcome, Trace, World};
use crate::base::{Cardinality, Phase, Rank, Statement};
use crate::calendar::{Day, Days, Stretch, Window, words};
use crate::proof::{Asked, Cited, Datum, Proof, Step};
use crate::rules::program::{Mode, Op};
use crate::truth::Truth;
use std::rc::Rc;

/// An item with its statement and what the comparison makes of it.
#[derive(Clone, Copy)]
struct Judged<'a> {
    item: &'a Item,
    statement: Statement<'a>,
    truth: Truth,
    reason: Option<Reason>,
    /// False where it is open whether this was known by the day of judgement.
    sure: bool,
}

impl World<'_> {
    /// Compares what the base says with a value: any sense that is true makes it true; all senses of
    /// which something is known must be false to make it false.
    #[must_use]
    pub fn facts(&self, facts: &Facts, op: Op, right: &Val, tolerance: &Tolerance) -> Outcome {
        let known = facts.groups.iter().filter(|group| !group.items.is_empty()).count();
        // A sense of which nothing is known is left out of account only beside two that are known.
        let groups: Vec<&Group> = facts.groups.iter().filter(|group| known < 2 || !group.items.is_empty()).collect();
        let outcomes: Vec<Outcome> = groups.iter().map(|group| self.group(group, op, right, tolerance)).collect();
        if outcomes.is_empty() {
            return Outcome::unknown(Reason::NoFact);
        }
        if outcomes.len() == 1 {
            return outcomes.into_iter().next().unwrap_or_else(|| Outcome::unknown(Reason::NoFact));
        }
        let truth = Truth::any(outcomes.iter().map(|outcome| outcome.truth));
        let reason = outcomes.iter().find_map(|outcome| outcome.reason).filter(|_| truth == Truth::Unknown);
        let disputed = outcomes.iter().any(|outcome| outcome.disputed) && truth == Truth::Unknown;
        // One true sense proves it; the others are not needed.
        let needed = outcomes
            .iter()
            .filter(|outcome| truth != Truth::True || outcome.truth == Truth::True)
            .take(if truth == Truth::True { 1 } else { usize::MAX });
        let proof = self.node_on(needed.filter_map(|outcome| outcome.proof.clone()), || {
            let text = match truth {
                Truth::True => "true in one of its senses",
                Truth::False => "false in all its senses",
                Truth::Unknown => "open in some of its senses",
            };
            Proof::new(Step::Derive, "any-sense", text, Datum::Truth(truth))
                .asking(facts.groups.iter().map(|group| self.asked(group)))
        });
        Outcome { truth, reason, disputed, proof }
    }

    fn group(&self, group: &Group, op: Op, right: &Val, tolerance: &Tolerance) -> Outcome {
        if group.items.is_empty() && group.cardinality != Cardinality::Many && group.at.is_none() {
            return self.closed(
                group,
                Truth::Unknown,
                "no-fact",
                "the base says nothing about it",
                Some(Reason::NoFact),
                &[],
            );
        }
        let judged: Vec<Judged<'_>> = group
            .items
            .iter()
            .filter_map(|item| {
                let statement = self.base.statement(item.statement)?;
                let (truth, reason) = compare(self.base, &item.val, op, right, tolerance);
                Some(Judged { item, statement, truth, reason, sure: true })
            })
            .collect();
        let judged = match group.cardinality {
            Cardinality::Phased => self.as_known(group, judged),
            _ => self.known_by_then(group, judged),
        };
        match group.at {
            Some((mode, window, except)) if group.cardinality != Cardinality::Phased => {
                let outcome = self.in_window(group, &judged, mode, window);
                let Some(except) = except else { return outcome };
                let still = self.in_window(group, &judged, Mode::Some, except);
                let truth = outcome.truth.and(!still.truth);
                let reason = if truth == Truth::Unknown { outcome.reason.or(still.reason) } else { None };
                let proof = self.node(|| {
                    Proof::new(Step::Derive, "and-not", "then, and no longer", Datum::Truth(truth))
                        .on(outcome.proof.into_iter().chain(still.proof))
                });
                Outcome { truth, reason, disputed: false, proof }
            }
            _ => self.at_all(group, &judged),
        }
    }

    /// Keeps the statements that count on the day of judgement: what was held by then, else what was
    /// called off, else the plan of that day.
    fn as_known<'a>(&self, group: &Group, judged: Vec<Judged<'a>>) -> Vec<Judged<'a>> {
        let statements: Vec<Statement<'_>> = judged.iter().map(|judged| judged.statement).collect();
        let counts = self.counts(group, &statements);
        judged.into_iter().zip(counts).filter_map(|(judged, sure)| Some(Judged { sure: sure?, ..judged })).collect()
    }

    /// Leaves out what was not known by the day of judgement.
    fn known_by_then<'a>(&self, group: &Group, judged: Vec<Judged<'a>>) -> Vec<Judged<'a>> {
        let Some(day) = group.known.or_else(|| self.known_day()) else { return judged };
        judged.into_iter().filter(|judged| judged.statement.known.outer().contains(day)).collect()
    }

    /// Which statements count on the day of judgement, and whether it is sure that they were known then.
    fn counts(&self, group: &Group, statements: &[Statement<'_>]) -> Vec<Option<bool>> {
        let day = group.known.or_else(|| self.known_day()).unwrap_or(Day::MAX);
        let surely = |statement: &Statement<'_>| statement.known.inner().is_some_and(|days| days.contains(day));
        for phase in [Phase::Held, Phase::Cancelled] {
            let settled = |statement: &Statement<'_>| statement.phase == phase && surely(statement);
            if statements.iter().any(settled) {
                return statements.iter().map(|statement| settled(statement).then_some(true)).collect();
            }
        }
        // What has begun but not ended may be known; it supports, and never contradicts.
        let possibly = |statement: &Statement<'_>| statement.known.outer().contains(day);
        statements.iter().map(|statement| possibly(statement).then(|| surely(statement))).collect()
    }

    /// A value without the plans that do not count on the day of judgement: what a message may show.
    #[must_use]
    pub fn current(&self, val: Val) -> Val {
        let Val::Facts(mut facts) = val else { return val };
        for group in facts.groups.iter_mut().filter(|group| group.cardinality == Cardinality::Phased) {
            let statements: Vec<Statement<'_>> =
                group.items.iter().filter_map(|item| self.base.statement(item.statement)).collect();
            let counts = self.counts(group, &statements);
            let mut counts = counts.into_iter();
            group.items.retain(|_| counts.next().flatten().is_some());
        }
        Val::Facts(facts)
    }

    /// Without a window: all statements speak for the same thing.
    fn at_all(&self, group: &Group, judged: &[Judged<'_>]) -> Outcome {
        let best = judged.iter().map(|judged| judged.statement.rank).max();
        let judged: Vec<&Judged<'_>> = judged.iter().filter(|judged| Some(judged.statement.rank) == best).collect();
        let inputs: Vec<&Item> = judged.iter().map(|judged| judged.item).collect();
        if judged.is_empty() {
            let text = if group.cardinality == Cardinality::Phased {
                "nothing was known of it by then"
            } else {
                "the base says nothing about it"
            };
            return self.closed(group, Truth::Unknown, "no-fact", text, Some(Reason::NoFact), &[]);
        }
        let some_true = judged.iter().any(|judged| judged.truth == Truth::True);
        let some_false = judged.iter().any(|judged| judged.truth == Truth::False);
        if some_true && some_false && group.cardinality == Cardinality::Once && !group.selected {
            let mut outcome =
                self.closed(group, Truth::Unknown, "disputed", "the sources differ", Some(Reason::Ambiguous), &inputs);
            outcome.disputed = true;
            return outcome;
        }
        if let Some(hit) = judged.iter().find(|judged| judged.truth == Truth::True) {
            // Where the sources might differ, all of them are shown.
            let shown = if group.cardinality == Cardinality::Once && !group.selected { inputs } else { vec![hit.item] };
            return self.closed(group, Truth::True, "stated", "so it is stated", None, &shown);
        }
        let all_false = judged.iter().all(|judged| judged.truth == Truth::False);
        let surely = judged.iter().any(|judged| judged.sure);
        // Many values may hold, of which the base may lack some.
        let refutes = (group.cardinality != Cardinality::Many || group.selected) && !group.partial;
        if all_false && surely && refutes {
            return self.closed(group, Truth::False, "stated-otherwise", "it is stated otherwise", None, &inputs);
        }
        let reason = judged.iter().find_map(|judged| judged.reason).unwrap_or(Reason::Incomplete);
        self.closed(group, Truth::Unknown, "open", "what is stated leaves it open", Some(reason), &inputs)
    }

    fn in_window(&self, group: &Group, judged: &[Judged<'_>], mode: Mode, window: Window) -> Outcome {
        // Where a preferred statement speaks of the window, the others do not count.
        let speaks = |judged: &Judged<'_>| judged.statement.valid.outer().meets(window.outer);
        let best = judged.iter().filter(|judged| speaks(judged)).map(|judged| judged.statement.rank).max();
        let outranked = |judged: &Judged<'_>| best == Some(Rank::Preferred) && judged.statement.rank < Rank::Preferred;
        let judged: Vec<Judged<'_>> = judged.iter().filter(|judged| !outranked(judged)).copied().collect();
        let judged = judged.as_slice();
        let some = mode != Mode::Throughout;
        let inner = |judged: &Judged<'_>| judged.statement.valid.inner();
        let true_hits: Vec<&Judged<'_>> = judged.iter().filter(|judged| judged.truth == Truth::True).collect();
        if some {
            if let Some(hit) =
                true_hits.iter().find(|judged| inner(judged).is_some_and(|days| days.meets(window.inner)))
            {
                return self.timed(group, Truth::True, "holds-on-some-day", window, None, &[hit.item]);
            }
        } else if covered(window.outer, true_hits.iter().filter_map(|judged| inner(judged))) {
            let items: Vec<&Item> = true_hits.iter().map(|judged| judged.item).collect();
            return self.timed(group, Truth::True, "holds-throughout", window, None, &items);
        }
        let misses: Vec<&Judged<'_>> = judged.iter().filter(|judged| judged.truth == Truth::False).collect();
        let open =
            |judged: &&Judged<'_>| judged.truth != Truth::False && judged.statement.valid.outer().meets(window.outer);
        let any_open = judged.iter().any(|judged| open(&judged));
        if group.cardinality == Cardinality::One && !group.selected && !group.partial {
            let in_it: Vec<&&Judged<'_>> =
                misses.iter().filter(|judged| inner(judged).is_some_and(|days| days.meets(window.outer))).collect();
            let items: Vec<&Item> = misses
                .iter()
                .filter(|judged| judged.statement.valid.outer().meets(window.outer))
                .map(|judged| judged.item)
                .collect();
            if some && !any_open && covered(window.outer, in_it.iter().filter_map(|judged| inner(judged))) {
                return self.timed(group, Truth::False, "others-throughout", window, None, &items);
            }
            if !some
                && misses.iter().any(|judged| {
                    inner(judged)
                        .is_some_and(|days| window.inner.intersect(days).is_some_and(|both| both.first != both.last))
                })
            {
                return self.timed(group, Truth::False, "another-on-some-day", window, None, &items);
            }
        }
        if !any_open
            && some
            && !group.partial
            && let Some((days, source)) =
                self.base.complete(group.subject, group.property).find(|(days, _)| days.covers(window.outer))
        {
            let closure = self.node(|| {
                let name = self.base.source(source).map_or("", |source| source.title);
                let mut node = Proof::new(
                    Step::Statement,
                    "complete",
                    format!(
                        "the base has every {} of {} for {} ({name})",
                        self.property_name(group),
                        self.base.label(group.subject),
                        words::days(days)
                    ),
                    Datum::Truth(Truth::True),
                );
                node.source = self.base.source(source).map(|source| source.id.to_owned());
                node.statement = Some(Box::new(Cited {
                    subject: self.base.id(group.subject).to_owned(),
                    property: self.property_name(group).to_owned(),
                    value: Datum::Nothing,
                    valid: Stretch { start: Days::one(days.first), end: Days::one(days.last) },
                    known: Stretch::ALWAYS,
                    phase: String::new(),
                    source: node.source.clone().unwrap_or_default(),
                }));
                node
            });
            let items: Vec<&Item> = misses
                .iter()
                .filter(|judged| judged.statement.valid.outer().meets(window.outer))
                .map(|judged| judged.item)
                .collect();
            let mut outcome = self.timed(group, Truth::False, "none-among-all", window, None, &items);
            if let (Some(proof), Some(closure)) = (&mut outcome.proof, closure) {
                Rc::make_mut(proof).inputs.push(closure);
            }
            return outcome;
        }
        let latest = judged.iter().filter_map(inner).map(|days| days.last).max();
        let reason = if judged.is_empty() {
            Reason::NoFact
        } else if latest.is_some_and(|latest| latest < window.outer.last) {
            Reason::BeyondHorizon
        } else {
            judged.iter().find_map(|judged| judged.reason).unwrap_or(Reason::Incomplete)
        };
        let items: Vec<&Item> = judged
            .iter()
            .filter(|judged| judged.statement.valid.outer().meets(window.outer))
            .take(4)
            .map(|judged| judged.item)
            .collect();
        self.timed(group, Truth::Unknown, "open", window, Some(reason), &items)
    }

    /// What the group asks of the base.
    pub(super) fn asked(&self, group: &Group) -> Asked {
        Asked {
            subject: self.base.id(group.subject).to_owned(),
            property: self.property_name(group).to_owned(),
            only: group.only.as_ref().map(|only| only.datum(self.base)),
            known: group.known.or_else(|| self.known_day()),
            window: group.at.filter(|_| group.cardinality != Cardinality::Phased).map(|(_, window, _)| window),
        }
    }

    /// What a group is about, each with where it comes from: its subject, the one value that was asked
    /// for, the window.
    pub(super) fn beside(&self, group: &Group, window: Option<Window>) -> Vec<Rc<Proof>> {
        let id = Datum::Entity(self.base.id(group.subject).to_owned());
        let subject = Proof::new(Step::Derive, "subject", self.base.label(group.subject), id).on(group.how.clone());
        let only = group.only.as_ref().map(|only| {
            Proof::new(Step::Derive, "only", only.words(self.base), only.datum(self.base)).on(group.chosen.clone())
        });
        let scope = window.map(|window| {
            Proof::new(Step::Derive, "window", words::days(window.outer), Datum::Window(window)).on(group.scope.clone())
        });
        std::iter::once(subject).chain(only).chain(scope).map(Rc::new).collect()
    }

    fn property_name(&self, group: &Group) -> &str {
        self.base.schema().property(group.property).map_or("", |property| property.name.as_str())
    }

    fn timed(
        &self,
        group: &Group,
        truth: Truth,
        op: &str,
        window: Window,
        reason: Option<Reason>,
        items: &[&Item],
    ) -> Outcome {
        let inputs = self.resting(items);
        let proof = self.node_on(inputs, || {
            let days = words::days(if truth == Truth::True { window.inner } else { window.outer });
            let text = match op {
                "holds-on-some-day" => format!("holds on some day of: {days}"),
                "holds-throughout" => format!("holds throughout: {days}"),
                "others-throughout" => format!("others hold throughout: {days}"),
                "another-on-some-day" => format!("another holds on some day of: {days}"),
                "none-among-all" => format!("none of all values fits: {days}"),
                _ => format!("not settled for: {days}"),
            };
            Proof::new(Step::Compare, op, text, Datum::Truth(truth))
                .asking([self.asked(group)])
                .on(self.beside(group, Some(window)))
        });
        Outcome { truth, reason, disputed: false, proof }
    }

    /// The proofs of some items, where any are made.
    fn resting(&self, items: &[&Item]) -> Vec<Rc<Proof>> {
        if self.trace == Trace::Off {
            return Vec::new();
        }
        items.iter().filter_map(|item| self.proof_of(item)).collect()
    }

    fn closed(
        &self,
        group: &Group,
        truth: Truth,
        op: &str,
        text: &str,
        reason: Option<Reason>,
        items: &[&Item],
    ) -> Outcome {
        let proof = self.node_on(self.resting(items), || {
            let about = format!("{} of {}: {text}", self.property_name(group), self.base.label(group.subject));
            Proof::new(Step::Compare, op, about, Datum::Truth(truth))
                .asking([self.asked(group)])
                .on(self.beside(group, None))
        });
        Outcome { truth, reason, disputed: false, proof }
    }
}

/// Whether the intervals together cover every day of `whole`.
#[must_use]
pub fn covered(whole: Days, intervals: impl Iterator<Item = Days>) -> bool {
    let mut intervals: Vec<Days> = intervals.collect();
    intervals.sort_unstable();
    let mut next = whole.first;
    for days in intervals {
        if days.first > next {
            return false;
        }
        if days.last >= whole.last {
            return true;
        }
        if days.last >= next {
            next = days.last.plus_days(1);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hand_over_leaves_no_gap() {
        let days = |a: i32, b: i32| Days { first: Day(a), last: Day(b) };
        assert!(covered(days(10, 30), [days(20, 40), days(0, 20)].into_iter()));
        assert!(covered(days(10, 30), [days(0, 19), days(20, 30)].into_iter()));
        assert!(!covered(days(10, 30), [days(0, 18), days(20, 30)].into_iter()));
        assert!(!covered(days(10, 30), [days(0, 29)].into_iter()));
    }
}
