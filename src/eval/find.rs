//! Finding entities by the values of their properties.

use super::bound::{Meaning, Texts};
use super::compare::Tolerance;
use super::value::{Reason, Val};
use super::world::{Trace, World};
use crate::base::{Cardinality, EntityId, KindId, PropertyId, Value};
use crate::rules::program::{KindRef, Op, Symbol};
use crate::truth::Truth;
use std::sync::Arc;

impl World<'_> {
    /// The kind that the rules name, in this base.
    #[must_use]
    pub fn kind(&self, kind: KindRef) -> Option<KindId> {
        self.bound.kind(kind)
    }

    /// What a property that the rules name is for a kind.
    #[must_use]
    pub fn meaning(&self, kind: KindId, symbol: Symbol) -> Meaning {
        self.bound.meaning(self.base, self.program, kind, symbol)
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
        // A fact as a value stands for any of its values.
        let filters: Vec<(Symbol, Val)> = filters.iter().map(|(symbol, value)| (*symbol, plain(value))).collect();
        let mut stored: Vec<(PropertyId, Vec<EntityId>)> = Vec::new();
        let mut found: Option<Vec<EntityId>> = None;
        let mut rest: Vec<(Symbol, Val)> = Vec::new();
        for (symbol, value) in filters {
            let entities: Option<Vec<EntityId>> = match &value {
                Val::Entity(entity) => Some(vec![*entity]),
                Val::Set(parts) => {
                    parts.iter().map(|part| if let Val::Entity(entity) = part { Some(*entity) } else { None }).collect()
                }
                _ => None,
            };
            if let (Some(entities), Meaning::Stored(property)) = (entities, self.meaning(kind, symbol)) {
                stored.push((property, entities));
                continue;
            }
            // What has no such text needs no further look.
            if let (Val::Text(text), None) = (&value, &found) {
                found = self.texts(kind, symbol).map(|texts| texts.get(text).cloned().unwrap_or_default());
            }
            rest.push((symbol, value));
        }
        // The rarest first: the others are looked for among what is left.
        stored.sort_by_key(|(property, entities)| {
            entities.iter().map(|&value| self.base.count_with_value(*property, value)).sum::<usize>()
        });
        for (property, entities) in stored {
            match &mut found {
                None => {
                    let mut subjects: Vec<EntityId> = entities
                        .iter()
                        .flat_map(|&value| self.base.with_value(property, value))
                        .map(|statement| statement.subject)
                        .filter(|&subject| self.bound.is_a(self.base.kind_of(subject), kind))
                        .collect();
                    subjects.sort_unstable();
                    subjects.dedup();
                    found = Some(subjects);
                }
                Some(found) => found.retain(|&subject| {
                    let named = |value: &Value<'_>| matches!(value, Value::Entity(one) if entities.contains(one));
                    self.base.statements(subject, property).any(|statement| named(&statement.value))
                }),
            }
        }
        let mut found = found.unwrap_or_else(|| self.of_kind(kind));
        let silent = World { trace: Trace::Off, ..*self };
        for (symbol, value) in rest.iter().filter(|(_, value)| !matches!(value, Val::Unstated)) {
            // The number of an edition and its like: one exact value for ever, no need for more.
            let exact = if let Val::Number(extent) = value { extent.point() } else { None };
            found.retain(|&entity| {
                if let (Some(number), Meaning::Stored(property)) =
                    (exact, self.meaning(self.base.kind_of(entity), *symbol))
                    && self.base.schema().property(property).is_some_and(|p| p.cardinality == Cardinality::Once)
                {
                    return self
                        .base
                        .statements(entity, property)
                        .any(|statement| statement.value == Value::Number(number));
                }
                let Val::Facts(mut facts) = silent.property(&Val::Entity(entity), *symbol) else { return false };
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

    /// What has which text as a property, of all entities of a kind; none where the property is derived for some of them.
    fn texts(&self, kind: KindId, symbol: Symbol) -> Option<Arc<Texts>> {
        self.bound.texts(kind, symbol, || {
            let mut texts = Texts::new();
            for entity in self.of_kind(kind) {
                match self.meaning(self.base.kind_of(entity), symbol) {
                    Meaning::Stored(property) => {
                        for statement in self.base.statements(entity, property) {
                            if let Value::Text(text) = statement.value {
                                let all = texts.entry(text.to_owned()).or_default();
                                if all.last() != Some(&entity) {
                                    all.push(entity);
                                }
                            }
                        }
                    }
                    Meaning::Nothing => {}
                    Meaning::Sense(_) | Meaning::View(_) => return None,
                }
            }
            Some(texts)
        })
    }

    /// All entities of a kind and of the kinds under it.
    fn of_kind(&self, kind: KindId) -> Vec<EntityId> {
        let kinds = (0..self.base.schema().kinds.len()).map(KindId::at).filter(|&other| self.bound.is_a(other, kind));
        let mut found: Vec<EntityId> = kinds.flat_map(|kind| self.base.of_kind(kind)).collect();
        found.sort_unstable();
        found
    }
}

/// A fact as the set of its values.
fn plain(value: &Val) -> Val {
    match value {
        Val::Facts(facts) => {
            Val::Set(facts.groups.iter().flat_map(|group| &group.items).map(|item| item.val.clone()).collect())
        }
        other => other.clone(),
    }
}
