//! Places within places.

use super::inputs;
use crate::base::gazetteer::{CROWD, KNOWN, RARE};
use crate::base::{Base, EntityId, NameSort, Place, PropertyId, Rank, Value};
use crate::proof::{Datum, Proof};
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
    let code = |place: EntityId| code(base, place);
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
    !same.iter().any(there) && (own.is_empty() || own.iter().any(|&people| people >= KNOWN))
}

/// The code of a place in the gazetteer.
fn code(base: &Base, place: EntityId) -> Option<&str> {
    let flagged = base.about(place).filter(|one| base.schema().property(one.property).is_some_and(|p| p.gazetteer));
    flagged.filter(|one| one.rank != Rank::Deprecated).find_map(|one| match one.value {
        Value::Text(code) => Some(code),
        _ => None,
    })
}

/// Whether some place of a name lies in a region. True if one of the base or of its gazetteer does; false if none
/// does, none has a standing in dispute, a well-known one lies elsewhere, and the name is no common one in that country.
pub fn named_in(base: &Base, name: &str, said: &str) -> Truth {
    let Some(said) = base.find(said) else { return Truth::Unknown };
    let own = base.named(name).into_iter().filter(|name| name.sort != NameSort::Demonym).map(|name| name.entity);
    let chains: Vec<Vec<EntityId>> =
        own.filter_map(|place| upward(base, place).map(|up| chain(base, place, up))).collect();
    if chains.iter().any(|chain| chain.iter().skip(1).any(|&larger| larger == said)) {
        return Truth::True;
    }
    let all: Vec<Place<'_>> = base.places_named(name).collect();
    let adrift = chains.iter().any(|chain| matches!(chain.as_slice(), [alone] if *alone != said));
    let Some(region) = code(base, said).filter(|region| base.knows_region(region) && !adrift) else {
        return Truth::Unknown;
    };
    if all.iter().any(|place| place.lies_in(region)) {
        return Truth::True;
    }
    let country = region.get(..2).unwrap_or(region);
    let claimed = |claimant: EntityId| {
        base.about(claimant)
            .filter(|one| base.schema().property(one.property).is_some_and(|property| property.contests))
            .filter_map(|one| if let Value::Entity(claimed) = one.value { code(base, claimed) } else { None })
            .any(|code| all.iter().any(|place| place.lies_in(code)))
    };
    let unsure = all.iter().any(|place| place.code() == country)
        || claimed(said)
        || base.with_gazetteer_code(country).is_some_and(claimed);
    let mut regions: Vec<String> = all.iter().map(Place::code).filter(|code| code.starts_with(country)).collect();
    regions.sort_unstable();
    regions.dedup();
    let largest = all.iter().map(|place| place.population).max().unwrap_or_default();
    let native = all.iter().filter(|place| place.country == country.as_bytes()).map(|place| place.population).max();
    let crowd = u32::try_from(regions.len()).unwrap_or(u32::MAX).saturating_mul(CROWD);
    let known = largest >= KNOWN || bare(base, name) || all.iter().any(|place| news(base, name, place));
    if unsure || !known || (regions.len() > RARE && native.unwrap_or_default() < crowd) {
        Truth::Unknown
    } else {
        Truth::False
    }
}

/// Whether a comparison of a place's name with a region shows what it rests on: the gazetteer, or statements that lead
/// from a place of the name to the region.
pub fn shown(base: &Base, node: &Proof, name: &Datum, region: &Datum) -> bool {
    let (Datum::Text(words), Datum::Entity(region)) = (name, region) else { return true };
    let mut reached: Vec<&str> = base.named(words).iter().map(|name| base.id(name.entity)).collect();
    let steps: Vec<_> = inputs(node, "statement").filter_map(|step| step.statement.as_deref()).collect();
    for _ in 0..DEEPEST {
        for step in &steps {
            if let (Datum::Entity(larger), true) = (&step.value, reached.contains(&step.subject.as_str())) {
                reached.push(larger);
            }
        }
    }
    inputs(node, "gazetteer").any(|listed| listed.value == *name)
        || (!steps.is_empty() && reached.contains(&region.as_str()))
}

/// Whether a name is that of a place of a kind that is not obscure.
fn bare(base: &Base, name: &str) -> bool {
    base.named(name).iter().any(|found| {
        let kind = base.schema().kinds.get(base.kind_of(found.entity).index());
        upward(base, found.entity).is_some() && kind.is_some_and(|kind| !kind.obscure)
    })
}

/// The same with a larger place behind a comma.
fn news(base: &Base, name: &str, place: &Place<'_>) -> bool {
    let code = place.code();
    let larger = [code.as_str(), code.get(..2).unwrap_or_default()];
    let regions = larger.into_iter().filter_map(|code| base.with_gazetteer_code(code));
    regions.flat_map(|region| base.names_of(region)).any(|region| bare(base, &format!("{name}, {}", region.text)))
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
