//! Refinement of entities: a place is within all that it is part of.

use crate::base::{Base, EntityId, PropertyId, Value};
use crate::truth::Truth;

/// How many steps up are looked at; real places nest less deeply.
const DEEPEST: usize = 12;

/// `fact is said` for entities: true if they are the same or the fact lies within what is said;
/// unknown if the fact is the larger; false if the two cannot share a part.
///
/// Two places are disjoint if they are, or lie in, two different things of one kind that does not
/// overlap: two countries, two cities. Of places that no such pair tells apart nothing is known.
#[must_use]
pub fn refines(base: &Base, fact: EntityId, said: EntityId) -> Truth {
    if fact == said {
        return Truth::True;
    }
    let schema = base.schema();
    let along = schema.chain(base.kind_of(fact)).find_map(|kind| {
        schema
            .properties
            .iter()
            .position(|property| property.refines && property.kinds.contains(&kind))
            .map(PropertyId::at)
    });
    let Some(along) = along else { return Truth::False };
    let said_kind = base.kind_of(said);
    if !schema.property(along).is_some_and(|p| p.kinds.iter().any(|&kind| schema.is_a(said_kind, kind))) {
        return Truth::False;
    }
    let (up, other) = (ancestors(base, fact, along), ancestors(base, said, along));
    if up.contains(&said) {
        return Truth::True;
    }
    if other.contains(&fact) {
        return Truth::Unknown;
    }
    let apart = |a: EntityId, b: EntityId| {
        let kind = base.kind_of(a);
        a != b && kind == base.kind_of(b) && schema.kinds.get(kind.index()).is_some_and(|kind| !kind.overlapping)
    };
    let within = |place: EntityId, others: &[EntityId]| others.contains(&place);
    let chain = |place: EntityId, up: &[EntityId]| std::iter::once(place).chain(up.iter().copied()).collect::<Vec<_>>();
    let (facts, saids) = (chain(fact, &up), chain(said, &other));
    let disjoint = facts.iter().any(|&a| {
        saids
            .iter()
            .any(|&b| apart(a, b) && !within(a, &ancestors(base, b, along)) && !within(b, &ancestors(base, a, along)))
    });
    if disjoint { Truth::False } else { Truth::Unknown }
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
