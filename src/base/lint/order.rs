//! A series counts without holes, and forward in time.

use super::Lint;
use crate::base::apply::{NUMBER, SERIES};
use crate::base::ids::EntityId;
use crate::base::model::{Origin, Phase, Rank, ValueDef};
use crate::calendar::Days;
use std::collections::{BTreeMap, HashMap};

/// An edition: its number, itself, where it stands.
type Edition = (u32, EntityId, Origin);

impl Lint<'_> {
    /// Editions by series, in the order of their numbers.
    fn editions(&self) -> BTreeMap<EntityId, Vec<Edition>> {
        let model = self.model;
        let named = |statement: &crate::base::model::StatementDef, name: &str| self.property(statement) == name;
        let mut numbers: HashMap<EntityId, u32> = HashMap::new();
        for statement in &model.statements {
            if let (Phase::None, ValueDef::Number(number)) = (statement.phase, &statement.value)
                && named(statement, NUMBER)
            {
                numbers.insert(statement.subject, u32::try_from(*number).unwrap_or(0));
            }
        }
        let mut editions: BTreeMap<EntityId, Vec<Edition>> = BTreeMap::new();
        for statement in &model.statements {
            if let ValueDef::Entity(series) = statement.value
                && named(statement, SERIES)
                && let Some(&number) = numbers.get(&statement.subject)
            {
                editions.entry(series).or_default().push((number, statement.subject, statement.origin));
            }
        }
        for list in editions.values_mut() {
            list.sort_unstable();
        }
        editions
    }

    pub(super) fn holes(&mut self) {
        for (series, list) in self.editions() {
            for pair in list.windows(2) {
                let [(a, ..), (b, _, origin)] = pair else { continue };
                if *b > a + 1 {
                    self.report("hole", series, *origin, format!("edition {a} is followed by edition {b}"));
                }
            }
        }
    }

    pub(super) fn order(&mut self) {
        let mut held: HashMap<EntityId, Days> = HashMap::new();
        for statement in &self.model.statements {
            if let (Phase::Held, ValueDef::Time(time)) = (statement.phase, &statement.value)
                && statement.rank != Rank::Deprecated
            {
                held.entry(statement.subject).or_insert_with(|| time.days());
            }
        }
        for (series, list) in self.editions() {
            let dated: Vec<_> = list
                .iter()
                .filter_map(|(number, edition, origin)| Some((number, held.get(edition)?, origin)))
                .collect();
            for pair in dated.windows(2) {
                let [(a, before, _), (b, after, origin)] = pair else { continue };
                if after.last < before.first {
                    self.report("order", series, **origin, format!("edition {b} was held before edition {a}"));
                }
            }
        }
    }
}
