//! Refinement of entities: a place is within all that it is part of.

use crate::base::gazetteer::KNOWN;
use crate::base::{Base, EntityId, NameSort, PropertyId, Value};
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
    let along = base.upward(base.kind_of(fact));
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
    // A town may have a namesake in a region; of two things of one kind neither is a name for something in the other.
    let one_kind = base.kind_of(fact) == said_kind;
    if disjoint && (one_kind || !namesake(base, fact, &up, said)) { Truth::False } else { Truth::Unknown }
}

/// Whether the words for a place may mean another one, of the same name, in a region that the gazetteer knows: it
/// has one there, or the place is too small for its absence there to say anything.
fn namesake(base: &Base, place: EntityId, within: &[EntityId], region: EntityId) -> bool {
    let Some(code) = base.gazetteer_code(region).filter(|code| base.knows_region(code)) else { return false };
    let own: Vec<&str> = within.iter().filter_map(|&larger| base.gazetteer_code(larger)).collect();
    let (mut largest, mut listed) = (0, false);
    for name in base.names_of(place).filter(|name| name.sort != NameSort::Demonym) {
        for other in base.places_named(name.text) {
            if other.lies_in(code) || (other.region().is_empty() && code.as_bytes().starts_with(&other.country)) {
                return true;
            }
            if own.iter().any(|own| other.lies_in(own)) {
                listed = true;
                largest = largest.max(other.population);
            }
        }
    }
    listed && largest < KNOWN
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
