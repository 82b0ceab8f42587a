//! What the schema says of properties: inverses, ways up, completeness.

use super::Lint;
use crate::base::ids::{EntityId, PropertyId};
use crate::base::model::{Rank, StatementDef, ValueDef};
use crate::base::schema::Cardinality;
use crate::calendar::{Days, words};
use std::collections::{HashMap, HashSet};

impl Lint<'_> {
    /// Nothing is part of itself, however far up.
    pub(super) fn cycles(&mut self) {
        let model = self.model;
        let upward: Vec<bool> = model.schema.properties.iter().map(|p| p.transitive || p.refines).collect();
        let mut up: HashMap<(PropertyId, EntityId), Vec<&StatementDef>> = HashMap::new();
        for statement in &model.statements {
            if upward.get(statement.property.index()) == Some(&true) && statement.rank != Rank::Deprecated {
                up.entry((statement.property, statement.subject)).or_default().push(statement);
            }
        }
        for statement in &model.statements {
            let ValueDef::Entity(first) = statement.value else { continue };
            if upward.get(statement.property.index()) != Some(&true) || statement.rank == Rank::Deprecated {
                continue;
            }
            let (mut seen, mut next) = (HashSet::new(), vec![first]);
            while let Some(entity) = next.pop() {
                if entity == statement.subject {
                    let message = format!("`{}` would be part of itself", self.id(entity));
                    self.report("cycle", entity, statement.origin, message);
                    break;
                }
                if seen.insert(entity) {
                    let above = up.get(&(statement.property, entity)).into_iter().flatten();
                    next.extend(above.filter_map(|one| {
                        let together = one.valid.outer().meets(statement.valid.outer());
                        if let (ValueDef::Entity(value), true) = (&one.value, together) { Some(*value) } else { None }
                    }));
                }
            }
        }
    }

    /// Where both of two inverse properties are stated of a pair, they hold at the same time.
    pub(super) fn inverses(&mut self) {
        let model = self.model;
        let mut stated: HashMap<(PropertyId, EntityId, EntityId), Vec<&StatementDef>> = HashMap::new();
        let inverse = |statement: &StatementDef| model.schema.inverse(statement.property);
        for statement in model.statements.iter().filter(|one| inverse(one).is_some() && one.rank != Rank::Deprecated) {
            if let ValueDef::Entity(value) = statement.value {
                stated.entry((statement.property, statement.subject, value)).or_default().push(statement);
            }
        }
        for statement in model.statements.iter().filter(|one| one.rank != Rank::Deprecated) {
            let (Some(inverse), ValueDef::Entity(value)) = (inverse(statement), &statement.value) else { continue };
            // Each pair is looked at from one side.
            if inverse < statement.property {
                continue;
            }
            let Some(others) = stated.get(&(inverse, *value, statement.subject)) else { continue };
            if !others.iter().any(|other| other.valid.outer().meets(statement.valid.outer())) {
                let other = model.schema.property(inverse).map_or("", |property| property.name.as_str());
                let message = format!(
                    "`{}` of `{}` holds at another time than `{other}` of `{}`",
                    self.property(statement),
                    self.id(statement.subject),
                    self.id(*value)
                );
                self.report("inverse", statement.subject, statement.origin, message);
            }
        }
    }

    /// What has one value at a time and is said to be complete has one on each day.
    pub(super) fn gaps(&mut self) {
        let model = self.model;
        for complete in &model.completes {
            let Some(property) = model.schema.property(complete.property) else { continue };
            if property.cardinality != Cardinality::One {
                continue;
            }
            let key = (complete.subject, complete.property);
            let start = model.statements.partition_point(|one| (one.subject, one.property) < key);
            let mut held: Vec<Days> = model.statements[start..]
                .iter()
                .take_while(|one| (one.subject, one.property) == key)
                .filter(|one| one.rank != Rank::Deprecated)
                .map(|one| one.valid.outer())
                .collect();
            held.sort_unstable();
            let mut next = complete.days.first;
            let mut gap = None;
            for days in held {
                if days.first > next {
                    gap = Days::new(next, days.first.plus_days(-1).min(complete.days.last));
                    break;
                }
                if days.last >= next {
                    next = days.last.plus_days(1);
                }
                if next.is_open() || next > complete.days.last {
                    break;
                }
            }
            if gap.is_none() && !next.is_open() && next <= complete.days.last {
                gap = Days::new(next, complete.days.last);
            }
            if let Some(gap) = gap {
                let message = format!(
                    "`{}` is said to be complete for {}, and nothing is stated for {}",
                    property.name,
                    words::days(complete.days),
                    words::days(gap)
                );
                self.report("gap", complete.subject, complete.origin, message);
            }
        }
    }
}
