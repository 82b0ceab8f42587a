//! Refinement of entities: a place is within all that it is part of.

use crate::base::{Base, EntityId, PropertyId, Value};
use crate::truth::Truth;

/// How many steps up are looked at; real places nest less deeply.
const DEEPEST: usize = 12;

/// `fact is said` for entities: true if they are the same or the fact lies within what is said;
/// unknown if the fact is the larger; false if neither holds the other.
///
/// Without a common larger place the two may overlap in ways that the base does not know (a region of
/// the world and a state), so that only places with a common ancestor are told apart.
#[must_use]
pub fn refines(base: &Base, fact: EntityId, said: EntityId) -> Truth {
    if fact == said {
        return Truth::True;
    }
    let kind = base.kind_of(fact);
    let said_kind = base.kind_of(said);
    let schema = base.schema();
    let along = schema.chain(kind).find_map(|kind| {
        schema.properties.iter().position(|property| property.refines && property.kinds.contains(&kind)).map(PropertyId::at)
    });
    let Some(along) = along else { return Truth::False };
    let comparable = schema.property(along).is_some_and(|p| p.kinds.iter().any(|&kind| schema.is_a(said_kind, kind)));
    if !comparable {
        return Truth::False;
    }
    let up = ancestors(base, fact, along);
    if up.contains(&said) {
        return Truth::True;
    }
    let other = ancestors(base, said, along);
    if other.contains(&fact) || !up.iter().any(|place| other.contains(place)) {
        return Truth::Unknown;
    }
    Truth::False
}

/// All that an entity is part of, itself left out, nearest first.
#[must_use]
pub fn ancestors(base: &Base, entity: EntityId, along: PropertyId) -> Vec<EntityId> {
    let mut found = Vec::new();
    let mut layer = vec![entity];
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for &place in &layer {
            for statement in base.statements(place, along) {
                if let Value::Entity(larger) = statement.value
                    && larger != entity
                    && !found.contains(&larger)
                {
                    found.push(larger);
                    next.push(larger);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        layer = next;
    }
    found
}
