//! Counting: how many values of a property hold.

use super::value::{Facts, Group, Item, Reason, Val};
use super::world::World;
use crate::base::{Cardinality, Statement};
use crate::calendar::{Days, Window};
use crate::proof::{Datum, Proof, Step};
use crate::quantity::{Decimal, Extent};
use std::rc::Rc;

impl World<'_> {
    /// How many values hold of one property of one subject, in each window that may be meant.
    pub(super) fn count(&self, value: Val) -> Val {
        let Val::Facts(facts) = value else { return value };
        let Some(first) = facts.groups.first() else { return Val::Unknown(Reason::NoFact) };
        let same = |group: &Group| (group.subject, group.property) == (first.subject, first.property);
        // What several have together is more than what the first has.
        if !facts.groups.iter().all(same) {
            return Val::Unknown(Reason::Incomplete);
        }
        if first.items.is_empty() {
            return Val::Unknown(Reason::NoFact);
        }
        Val::Facts(Facts { groups: facts.groups.iter().map(|group| self.counted(group)).collect() })
    }

    /// One interval for each stretch of the window in which the number stays the same. On a day as many hold
    /// as surely do at least, as many as possibly do at most; without completeness there is no upper end.
    fn counted(&self, group: &Group) -> Group {
        let counted: Vec<(String, Statement<'_>)> = group
            .items
            .iter()
            .filter_map(|item| Some((format!("{:?}", item.val), self.base.statement(item.statement)?)))
            .collect();
        let distinct = |keep: &dyn Fn(&Statement<'_>) -> bool| {
            let mut values: Vec<&str> =
                counted.iter().filter(|(_, statement)| keep(statement)).map(|(val, _)| val.as_str()).collect();
            values.sort_unstable();
            values.dedup();
            values.len()
        };
        let window = group.at.map_or(Window::exact(Days::ALL), |(_, window, _)| window);
        let mut days = vec![window.outer.first, window.inner.first, window.inner.last.plus_days(1)];
        for (_, statement) in &counted {
            days.extend([statement.valid.start.first, statement.valid.start.last]);
            days.extend([statement.valid.end.first.plus_days(1), statement.valid.end.last.plus_days(1)]);
        }
        let complete: Vec<Days> = self.base.complete(group.subject, group.property).map(|(days, _)| days).collect();
        days.extend(complete.iter().flat_map(|days| [days.first, days.last.plus_days(1)]));
        days.retain(|&day| window.outer.contains(day));
        days.sort_unstable();
        days.dedup();
        let proofs: Vec<Rc<Proof>> = group.items.iter().filter_map(|item| self.proof_of(item)).collect();
        let mut items: Vec<Item> = Vec::new();
        for day in days {
            let low = distinct(&|statement| statement.valid.inner().is_some_and(|days| days.contains(day)));
            let high = distinct(&|statement| statement.valid.outer().contains(day));
            let bounded = !group.partial && complete.iter().any(|days| days.contains(day));
            // Outside the days that are meant at least, a number can be ruled out but not proved: half a
            // member more on either side says so.
            let spare = if window.inner.contains(day) { Decimal::ZERO } else { Decimal::new(5, 1) };
            let (low, high) = (Decimal::from(low) - spare, Decimal::from(high) + spare);
            let extent = Extent { low: Some(low), high: bounded.then_some(high), above: false, below: false };
            let val = Val::Number(extent);
            if items.iter().any(|item| item.val == val) {
                continue;
            }
            let proof = self.node(|| {
                Proof::new(Step::Derive, "count", format!("count from {day}: {extent}"), Datum::Number(extent))
                    .asking([self.asked(group)])
                    .on(self.beside(group, Some(window)))
                    .on(proofs.iter().cloned())
            });
            items.push(Item { val, statement: counted.first().map_or(0, |(_, statement)| statement.index), proof });
        }
        Group { cardinality: Cardinality::Many, items, at: None, selected: true, ..group.clone() }
    }
}
