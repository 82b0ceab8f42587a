//! Finding entities by the values of their properties.

use super::compare::Tolerance;
use super::value::{Reason, Val};
use super::world::World;
use crate::base::{Cardinality, EntityId, KindId, Lookup};
use crate::rules::program::{KindRef, Op, Symbol};
use crate::truth::Truth;

impl World<'_> {
    /// The kind that the rules name, in this base.
    #[must_use]
    pub fn kind(&self, kind: KindRef) -> Option<KindId> {
        self.program.kinds.get(usize::from(kind.0)).and_then(|name| self.base.schema().kind(name))
    }

    /// The name of a property that the rules name.
    #[must_use]
    pub fn symbol(&self, symbol: Symbol) -> &str {
        self.program.symbols.get(usize::from(symbol.0)).map_or("", String::as_str)
    }

    /// The entities of a kind whose properties have these values.
    pub(super) fn find(&self, kind: KindRef, filters: &[(Symbol, Val)]) -> Val {
        for (_, value) in filters {
            match value {
                Val::Unresolved(_) => return Val::Unknown(Reason::NoEntity),
                Val::Unknown(reason) => return Val::Unknown(*reason),
                _ => {}
            }
        }
        let Some(kind) = self.kind(kind) else { return Val::Unknown(Reason::NoEntity) };
        let mut found: Option<Vec<EntityId>> = None;
        for (symbol, value) in filters {
            let values: Vec<EntityId> = match value {
                Val::Entity(entity) => vec![*entity],
                Val::Set(parts) => parts
                    .iter()
                    .filter_map(|part| if let Val::Entity(entity) = part { Some(*entity) } else { None })
                    .collect(),
                _ => continue,
            };
            let Some(Lookup::Stored(property)) = self.base.schema().lookup(kind, self.symbol(*symbol)) else {
                continue;
            };
            let mut subjects: Vec<EntityId> = values
                .iter()
                .flat_map(|&value| self.base.with_value(property, value))
                .map(|statement| statement.subject)
                .filter(|&subject| self.base.schema().is_a(self.base.kind_of(subject), kind))
                .collect();
            subjects.sort_unstable();
            subjects.dedup();
            found = Some(match found {
                None => subjects,
                Some(before) => before.into_iter().filter(|entity| subjects.contains(entity)).collect(),
            });
        }
        let mut found = found.unwrap_or_else(|| self.base.of_kind(kind).collect());
        let silent = World { trace: false, ..*self };
        for (symbol, value) in filters {
            if matches!(value, Val::Entity(_) | Val::Set(_) | Val::Unstated) {
                continue;
            }
            found.retain(|&entity| {
                let property = silent.property(&Val::Entity(entity), *symbol);
                let Val::Facts(mut facts) = property else { return false };
                // An edition is found by the year of any of its plans; whether it was then is for the claim.
                for group in &mut facts.groups {
                    if group.cardinality == Cardinality::Phased {
                        group.cardinality = Cardinality::Many;
                    }
                }
                silent.facts(&facts, Op::Is, value, &Tolerance::default()).truth == Truth::True
            });
        }
        if found.is_empty() {
            Val::Unknown(Reason::NoFact)
        } else {
            Val::Set(found.into_iter().map(Val::Entity).collect())
        }
    }
}
