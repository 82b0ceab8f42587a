//! The gazetteer: places of any size, apart from the entities, to tell whether a region has a place of a name
//! at all. It proves only that there is one: it holds not all places below its floor.
//!
//! That none is there says that the name is wrong only where a place of the name is well known elsewhere, and the
//! name is no common one: the more regions of a country have a place of a name, the likelier does another have a
//! hamlet that no list holds.

use super::ids::{EntityId, KindId, PropertyId, SourceId};
use super::image::record::{PlaceRecord, RegionRecord, SummaryRecord};
use super::image::write::{Strings, WriteError, long};
use super::image::{Base, Section, Value};
use super::model::{Model, PlaceDef};
use super::names::NameKey;
use super::schema::{Property, Schema};
use crate::text::source::offset;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A place of so many people is well known, whatever its name; a smaller one where it is an entity of a kind that is
/// not obscure.
pub const KNOWN: u32 = 50_000;
/// A name that so many regions of a country have is no common one there.
pub const RARE: usize = 5;
/// A place with a common name is meant if it lies in the country told of and has so many people for each region there
/// that has the name.
pub const CROWD: u32 = 15_000;

/// What the gazetteer tells of a name and a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The region has a place of that name.
    There,
    /// It has none, and a well-known one lies elsewhere.
    Elsewhere,
    /// Neither is sure.
    Open,
}

/// A place of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// Its name.
    pub name: &'a str,
    /// The two letters of its country.
    pub country: [u8; 2],
    /// Its region.
    region: RegionRecord,
    /// How many people live there.
    pub population: u32,
}

impl Place<'_> {
    /// The code of its region within the country; empty where there is none.
    #[must_use]
    pub fn region(&self) -> &str {
        let code = self.region.code.split(|&byte| byte == 0).next().unwrap_or(&[]);
        std::str::from_utf8(code).unwrap_or("")
    }

    /// Country and region: `US.ME`, `MC`.
    #[must_use]
    pub fn code(&self) -> String {
        let country = String::from_utf8_lossy(&self.country);
        let region = self.region();
        if region.is_empty() { country.into_owned() } else { format!("{country}.{region}") }
    }

    /// Whether it lies in a country, or in a region of one: `US`, `US.ME`.
    #[must_use]
    pub fn lies_in(&self, code: &str) -> bool {
        RegionRecord::of(code).is_some_and(|wanted| {
            wanted.country == self.region.country && (wanted.code == [0; 12] || wanted.code == self.region.code)
        })
    }
}

impl RegionRecord {
    /// The region of a code: `US`, `US.ME`.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let (country, region) = code.split_once('.').unwrap_or((code, ""));
        let mut record = Self::default();
        if country.len() != 2 || region.len() > record.code.len() {
            return None;
        }
        record.country[..2].copy_from_slice(country.as_bytes());
        record.code[..region.len()].copy_from_slice(region.as_bytes());
        Some(record)
    }
}

/// The part of a name's hash by which places are sorted.
fn tag(name: &str) -> Option<u32> {
    let state = NameKey::new(name).states().last()?;
    u32::try_from(state >> 32).ok()
}

/// The tables of a model's gazetteer.
///
/// # Errors
/// If there are more than 65,535 regions, or a name is too long.
pub fn build(model: &Model, strings: &mut Strings) -> Result<(Vec<RegionRecord>, Vec<PlaceRecord>), WriteError> {
    let code = |place: &PlaceDef| RegionRecord::of(&place.region).unwrap_or_default();
    let mut regions: Vec<RegionRecord> = model.places.iter().map(code).collect();
    regions.sort_unstable();
    regions.dedup();
    if u16::try_from(regions.len()).is_err() {
        return Err(WriteError::Many("regions"));
    }
    let mut places = Vec::with_capacity(model.places.len());
    for place in &model.places {
        let Some(tag) = tag(&place.name) else { continue };
        let region = regions.partition_point(|region| *region < code(place));
        places.push(PlaceRecord {
            tag,
            name: strings.add(&place.name)?.start,
            population: place.population,
            region: u16::try_from(offset(region)).unwrap_or(u16::MAX),
            len: long(&place.name)?,
        });
    }
    places.sort_unstable();
    places.dedup();
    Ok((regions, places))
}

/// How places lie in places: what the schema says of each kind, and which place has which code.
#[derive(Debug)]
pub(crate) struct Geography {
    /// By kind, the property along which its things lie within others.
    upward: Vec<Option<PropertyId>>,
    /// By kind, the property with the code in the gazetteer.
    coded: Vec<Option<PropertyId>>,
    /// The place of each code, once anybody asks.
    places: OnceLock<BTreeMap<String, EntityId>>,
}

impl Geography {
    /// What a schema says of its kinds.
    pub(crate) fn new(schema: &Schema) -> Self {
        let by_kind = |flag: &dyn Fn(&Property) -> bool| {
            let property = |kind: KindId| {
                let flagged = schema.properties.iter().position(|p| flag(p) && p.kinds.contains(&kind));
                flagged.map(PropertyId::at)
            };
            (0..schema.kinds.len()).map(|kind| schema.chain(KindId::at(kind)).find_map(property)).collect()
        };
        Self { upward: by_kind(&|p| p.refines), coded: by_kind(&|p| p.gazetteer), places: OnceLock::new() }
    }
}

impl Base {
    /// How many places the gazetteer holds.
    #[must_use]
    pub const fn place_count(&self) -> usize {
        self.count::<PlaceRecord>(Section::Places)
    }

    /// All places of the gazetteer.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        (0..self.place_count()).filter_map(|at| self.place(&self.record(Section::Places, at)?))
    }

    fn place(&self, place: &PlaceRecord) -> Option<Place<'_>> {
        let region: RegionRecord = self.record(Section::Regions, usize::from(place.region))?;
        Some(Place {
            name: self.text(place.name, u32::from(place.len)),
            country: [region.country[0], region.country[1]],
            region,
            population: place.population,
        })
    }

    /// The source of the gazetteer, and the least number of people of a place in it; none without a gazetteer.
    #[must_use]
    pub fn gazetteer(&self) -> Option<(SourceId, u32)> {
        let summary: SummaryRecord = self.record(Section::Summary, 0)?;
        summary.gazetteer.checked_sub(1).map(|source| (SourceId(source), summary.floor))
    }

    /// The places of a name, in any case and with or without accents.
    pub fn places_named(&self, name: &str) -> impl Iterator<Item = Place<'_>> {
        let (folded, tag) = (NameKey::new(name).folded, tag(name));
        let count = if tag.is_some() { self.place_count() } else { 0 };
        let tag = tag.unwrap_or_default();
        let start = self.first(Section::Places, 0..count, |place: &PlaceRecord| place.tag < tag);
        (start..count)
            .map_while(move |at| self.record::<PlaceRecord>(Section::Places, at).filter(|place| place.tag == tag))
            .filter_map(|place| self.place(&place))
            .filter(move |place| NameKey::new(place.name).folded == folded)
    }

    /// Whether the gazetteer knows a region at all, `US` or `US.ME`: of one that it does not know it says nothing.
    #[must_use]
    pub fn knows_region(&self, code: &str) -> bool {
        let Some(wanted) = RegionRecord::of(code) else { return false };
        let count = self.count::<RegionRecord>(Section::Regions);
        let at = self.first(Section::Regions, 0..count, |region: &RegionRecord| *region < wanted);
        let found: Option<RegionRecord> = self.record(Section::Regions, at);
        found.is_some_and(|found| {
            found.country == wanted.country && (wanted.code == [0; 12] || found.code == wanted.code)
        })
    }

    /// Whether a region has a place of that name at all; none where the gazetteer does not know the region.
    #[must_use]
    pub fn region_has(&self, code: &str, name: &str) -> Option<bool> {
        self.knows_region(code).then(|| self.places_named(name).any(|place| place.lies_in(code)))
    }

    /// Whether a place of a name lies in a region, by the gazetteer.
    #[must_use]
    pub fn standing(&self, name: &str, region: EntityId) -> Standing {
        let Some(code) = self.gazetteer_code(region).filter(|code| self.knows_region(code)) else {
            return Standing::Open;
        };
        let country = code.get(..2).unwrap_or(code);
        let contested: Vec<&str> = self.contested(region, country);
        let mut regions: Vec<String> = Vec::new();
        let mut open = false;
        let (mut best, mut native) = (0, 0);
        for place in self.places_named(name) {
            if place.lies_in(code) {
                return Standing::There;
            }
            // Where in the country it lies is not told, or whose land it is.
            open |= (place.region().is_empty() && country.as_bytes() == place.country)
                || contested.iter().any(|code| place.lies_in(code));
            if country.as_bytes() == place.country {
                regions.push(place.code());
                native = native.max(place.population);
            }
            best = best.max(place.population);
        }
        regions.sort_unstable();
        regions.dedup();
        let crowd = u32::try_from(regions.len()).unwrap_or(u32::MAX);
        let rare = regions.len() <= RARE || native >= CROWD.saturating_mul(crowd);
        if !open && rare && (best >= KNOWN || self.well_known(name)) { Standing::Elsewhere } else { Standing::Open }
    }

    /// The codes of the places whose land a region, or the country around it, claims or once held.
    fn contested(&self, region: EntityId, country: &str) -> Vec<&str> {
        let schema = self.schema();
        let own = [Some(region), self.with_gazetteer_code(country)];
        own.into_iter()
            .flatten()
            .flat_map(|claimant| self.about(claimant))
            .filter(|one| schema.property(one.property).is_some_and(|property| property.contests))
            .filter_map(|one| if let Value::Entity(claimed) = one.value { self.gazetteer_code(claimed) } else { None })
            .collect()
    }

    /// Whether a place of the name is an entity of a kind that is not obscure, under its bare name or with its region
    /// behind a comma.
    fn well_known(&self, name: &str) -> bool {
        let schema = self.schema();
        let known = |words: &str| {
            self.named(words).iter().any(|found| {
                let kind = schema.kinds.get(self.kind_of(found.entity).index());
                self.lies(found.entity) && kind.is_some_and(|kind| !kind.obscure)
            })
        };
        known(name)
            || self.places_named(name).any(|place| {
                let country = String::from_utf8_lossy(&place.country).into_owned();
                [place.code(), country]
                    .iter()
                    .filter_map(|code| self.with_gazetteer_code(code))
                    .any(|region| self.names_of(region).any(|larger| known(&format!("{name}, {}", larger.text))))
            })
    }

    /// The code of a place in the gazetteer, by the property that the schema flags for it.
    #[must_use]
    pub fn gazetteer_code(&self, place: EntityId) -> Option<&str> {
        let property = self.geography().coded.get(self.kind_of(place).index()).copied().flatten()?;
        self.statements(place, property)
            .find_map(|one| if let Value::Text(code) = one.value { Some(code) } else { None })
    }

    /// The place of a code of the gazetteer. This looks at all that have one, when it is asked first.
    #[must_use]
    pub fn with_gazetteer_code(&self, code: &str) -> Option<EntityId> {
        let places = self.geography().places.get_or_init(|| {
            let schema = self.schema();
            let kinds =
                schema.properties.iter().filter(|property| property.gazetteer).flat_map(|p| p.kinds.iter().copied());
            let below =
                |above: KindId| (0..schema.kinds.len()).map(KindId::at).filter(move |&kind| schema.is_a(kind, above));
            let mut places = BTreeMap::new();
            for place in kinds.flat_map(below).flat_map(|kind| self.of_kind(kind)) {
                if let Some(code) = self.gazetteer_code(place) {
                    places.entry(code.to_owned()).or_insert(place);
                }
            }
            places
        });
        places.get(code).copied()
    }

    /// The property along which things of a kind lie within others.
    #[must_use]
    pub fn upward(&self, kind: KindId) -> Option<PropertyId> {
        self.geography().upward.get(kind.index()).copied().flatten()
    }

    /// Whether an entity is of a kind whose things lie within others: a place.
    #[must_use]
    pub fn lies(&self, entity: EntityId) -> bool {
        self.upward(self.kind_of(entity)).is_some()
    }
}
