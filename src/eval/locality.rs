//! Places told by their name alone: whether some place of that name lies in a region.
//!
//! True if one of the base's places or of its gazetteer does. False if none does and the gazetteer makes it
//! unlikely that one is only missing there (see [`crate::base::gazetteer`]). Else unknown.

use super::place;
use super::value::Val;
use super::world::World;
use crate::base::{Base, EntityId, NameSort, Standing, Value};
use crate::proof::{Datum, Proof, Step};
use crate::truth::Truth;
use std::rc::Rc;

/// Whether some place of the name lies in the region.
#[must_use]
pub fn lies_in(base: &Base, name: &str, region: EntityId) -> Truth {
    let mut open = false;
    for place in named(base, name) {
        match containing(base, place, region) {
            Truth::True => return Truth::True,
            // A place that the base says to be part of nothing is in dispute.
            Truth::Unknown => open = true,
            Truth::False => {}
        }
    }
    match base.standing(name, region) {
        _ if open => Truth::Unknown,
        Standing::There => Truth::True,
        Standing::Elsewhere => Truth::False,
        Standing::Open => Truth::Unknown,
    }
}

/// The base's places of a name.
fn named(base: &Base, name: &str) -> impl Iterator<Item = EntityId> {
    base.named(name)
        .into_iter()
        .filter(|name| name.sort != NameSort::Demonym)
        .map(|name| name.entity)
        .filter(|&entity| base.lies(entity))
}

/// Whether a place of the base lies in a larger one: unknown only of a place that is part of nothing.
fn containing(base: &Base, place: EntityId, region: EntityId) -> Truth {
    let up = base.upward(base.kind_of(place)).map(|along| place::ancestors(base, place, along)).unwrap_or_default();
    if up.contains(&region) {
        Truth::True
    } else if up.is_empty() && place != region {
        Truth::Unknown
    } else {
        Truth::False
    }
}

impl World<'_> {
    /// What the comparison of a place's name with a region rests on: the statements that lead from the place
    /// to the region, else the gazetteer.
    pub(super) fn rests_on(&self, left: &Val, right: &Val) -> Vec<Rc<Proof>> {
        let (Val::Place(name), Val::Entity(region)) = (left, right) else { return Vec::new() };
        let base = self.base;
        for place in named(base, name).filter(|&place| containing(base, place, *region) == Truth::True) {
            let Some(along) = base.upward(base.kind_of(place)) else { continue };
            let chain = std::iter::once(place).chain(place::ancestors(base, place, along));
            let steps = chain.flat_map(|place| base.statements(place, along)).filter(|step| {
                matches!(step.value, Value::Entity(larger) if larger == *region
                    || place::ancestors(base, larger, along).contains(region))
            });
            return steps.filter_map(|step| self.cite(&step)).collect();
        }
        let Some((source, _)) = base.gazetteer() else { return Vec::new() };
        let mut node = if self.in_full() {
            Proof::new(Step::Statement, "gazetteer", self.listed(name, *region), Datum::Text(name.clone()))
        } else {
            Proof::bare()
        };
        node.source = base.source(source).map(|source| source.id.to_owned());
        vec![Rc::new(node)]
    }

    /// What the gazetteer has of a name, in words.
    fn listed(&self, name: &str, region: EntityId) -> String {
        let base = self.base;
        let floor = base.gazetteer().map_or(0, |(_, floor)| floor);
        let title = base.gazetteer().and_then(|(source, _)| base.source(source)).map_or("", |source| source.title);
        let mut places: Vec<_> = base.places_named(name).collect();
        places.sort_by_key(|place| std::cmp::Reverse(place.population));
        let in_region = base.gazetteer_code(region).is_some_and(|code| places.iter().any(|place| place.lies_in(code)));
        let listed: Vec<String> = places
            .iter()
            .take(3)
            .map(|place| match place.population {
                0 => place.code(),
                people => format!("{} ({people} people)", place.code()),
            })
            .collect();
        format!(
            "the gazetteer has {} places named {name}: {}{}; {} in {}; it knows all places over {floor} people [{title}]",
            places.len(),
            listed.join(", "),
            if places.len() > listed.len() { ", …" } else { "" },
            if in_region { "one" } else { "none" },
            base.label(region),
        )
    }
}

/// The region, else the country, of the best-known place of a name.
#[must_use]
pub fn home(base: &Base, name: &str) -> Option<EntityId> {
    let known = base.places_named(name).max_by_key(|place| place.population)?;
    base.with_gazetteer_code(&known.code()).or_else(|| {
        let country = String::from_utf8_lossy(&known.country).into_owned();
        base.with_gazetteer_code(&country)
    })
}
