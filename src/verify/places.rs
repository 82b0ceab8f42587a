//! Places within places.

use crate::base::{Base, EntityId, NameSort, Place, PropertyId, Rank, Value};
use crate::truth::Truth;

/// Places nest no deeper.
const DEEPEST: usize = 12;

/// Whether the fact is what is said, or lies within it. False if the two are, or lie in, two things of
/// one kind that keeps its members apart, neither within the other.
pub fn within(base: &Base, fact: &str, said: &str) -> Truth {
    let (Some(fact), Some(said)) = (base.find(fact), base.find(said)) else { return Truth::Unknown };
    if fact == said {
        return Truth::True;
    }
    let (Some(up), true) = (upward(base, fact), upward(base, said).is_some()) else { return Truth::False };
    let (facts, saids) = (chain(base, fact, up), chain(base, said, up));
    if facts.contains(&said) {
        return Truth::True;
    }
    if saids.contains(&fact) {
        return Truth::Unknown;
    }
    let apart = |a: EntityId, b: EntityId| {
        let kind = base.kind_of(a);
        let distinct = base.schema().kinds.get(kind.index()).is_some_and(|kind| !kind.overlapping);
        distinct && kind == base.kind_of(b) && !chain(base, a, up).contains(&b) && !chain(base, b, up).contains(&a)
    };
    let told_apart = facts.iter().any(|&a| saids.iter().any(|&b| apart(a, b)));
    // Of two things of one kind neither is a name for something in the other.
    let one_kind = base.kind_of(fact) == base.kind_of(said);
    if told_apart && (one_kind || no_other(base, &facts, said)) { Truth::False } else { Truth::Unknown }
}

/// Whether the gazetteer leaves no doubt that no other place of the name lies in a region: it has none there, and
/// the place itself has fifty thousand people, as far as it is listed. Without a code it is not asked.
fn no_other(base: &Base, facts: &[EntityId], said: EntityId) -> bool {
    let code = |place: EntityId| {
        let flagged = base.about(place).filter(|one| base.schema().property(one.property).is_some_and(|p| p.gazetteer));
        flagged.filter(|one| one.rank != Rank::Deprecated).find_map(|one| match one.value {
            Value::Text(code) => Some(code),
            _ => None,
        })
    };
    let (Some((&place, larger)), Some(region)) = (facts.split_first(), code(said)) else { return true };
    if !base.knows_region(region) {
        return true;
    }
    let names = base.names_of(place).filter(|name| name.sort != NameSort::Demonym);
    let same: Vec<_> = names.flat_map(|name| base.places_named(name.text)).collect();
    let there = |at: &Place<'_>| at.lies_in(region) || (at.region().is_empty() && region.starts_with(&at.code()));
    let own: Vec<u32> = same
        .iter()
        .filter(|at| larger.iter().any(|&place| code(place).is_some_and(|code| at.lies_in(code))))
        .map(|at| at.population)
        .collect();
    !same.iter().any(there) && (own.is_empty() || own.iter().any(|&people| people >= 50_000))
}

/// The property along which things of this kind lie within others.
fn upward(base: &Base, entity: EntityId) -> Option<PropertyId> {
    let schema = base.schema();
    let fits = |id: usize| {
        schema.properties[id].refines
            && schema.properties[id].kinds.iter().any(|&kind| schema.is_a(base.kind_of(entity), kind))
    };
    (0..schema.properties.len()).find(|&id| fits(id)).map(PropertyId::at)
}

/// The entity and all that it lies in.
fn chain(base: &Base, entity: EntityId, up: PropertyId) -> Vec<EntityId> {
    let mut found = vec![entity];
    let mut from = 0;
    for _ in 0..DEEPEST {
        let to = found.len();
        for at in from..to {
            for statement in base.statements(found[at], up) {
                if let Value::Entity(larger) = statement.value
                    && !found.contains(&larger)
                {
                    found.push(larger);
                }
            }
        }
        from = to;
    }
    found
}
