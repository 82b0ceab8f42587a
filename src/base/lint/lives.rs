//! Nothing holds before its things begin or after they end. Which properties say when something begins and ends is
//! a flag of the schema.

use super::Lint;
use crate::base::ids::EntityId;
use crate::base::model::{Phase, Rank, ValueDef};
use crate::calendar::{Days, Time};
use std::collections::HashMap;

/// When something begins and ends: all days that its statements leave possible.
#[derive(Default, Clone, Copy)]
struct Life {
    begins: Option<Days>,
    ends: Option<Days>,
}

impl Lint<'_> {
    pub(super) fn lives(&mut self) {
        let model = self.model;
        let property = |statement: &crate::base::model::StatementDef| model.schema.property(statement.property);
        let mut lives: HashMap<EntityId, Life> = HashMap::new();
        for statement in &model.statements {
            if let (Some(property), ValueDef::Time(time)) = (property(statement), &statement.value)
                && (property.begins || property.ends)
                && statement.rank != Rank::Deprecated
            {
                let life = lives.entry(statement.subject).or_default();
                let known = if property.begins { &mut life.begins } else { &mut life.ends };
                // Where the sources differ, all of them may be right.
                *known = Some(known.map_or_else(|| time.days(), |days| days.hull(time.days())));
                if let (Some(begins), Some(ends)) = (life.begins, life.ends)
                    && ends.last < begins.first
                {
                    let message = format!("`{}` ends before it begins", self.id(statement.subject));
                    self.report("backwards", statement.subject, statement.origin, message);
                }
            }
        }
        for statement in &model.statements {
            let Some(property) = property(statement) else { continue };
            if property.begins || property.ends || statement.rank == Rank::Deprecated {
                continue;
            }
            // A plan may come to nothing.
            let dates: Option<Time> = match &statement.value {
                ValueDef::Time(time) if matches!(statement.phase, Phase::None | Phase::Held) => Some(*time),
                _ => None,
            };
            let value = if let ValueDef::Entity(value) = statement.value { Some(value) } else { None };
            for entity in [value, Some(statement.subject)].into_iter().flatten() {
                let Some(life) = lives.get(&entity) else { continue };
                let valid = statement.valid.inner();
                let early =
                    |days: Days| life.begins.is_some_and(|begins| !days.first.is_open() && days.first < begins.first);
                let late = |days: Days| life.ends.is_some_and(|ends| !days.last.is_open() && days.last > ends.last);
                // What is dated is about the subject, and must not lie before it; much is told of the dead.
                let dated = entity == statement.subject
                    && dates.is_some_and(|time| {
                        let last = time.days().last;
                        !last.is_open() && early(Days::one(last))
                    });
                let when = match valid {
                    Some(days) if early(days) => "before",
                    Some(days) if late(days) => "after",
                    _ if dated => "before",
                    _ => continue,
                };
                let message = format!("holds {when} the time of `{}`", self.id(entity));
                self.report("lifetime", statement.subject, statement.origin, message);
                break;
            }
        }
    }
}
