//! The gazetteer: places of any size, apart from the entities, to tell whether a region has a place of a name
//! at all. It proves only that there is one: it holds nothing below its floor.

use super::ids::SourceId;
use super::image::record::{PlaceRecord, RegionRecord, SummaryRecord};
use super::image::write::{Strings, WriteError, long};
use super::image::{Base, Section};
use super::model::{Model, PlaceDef};
use super::names::NameKey;
use crate::text::source::offset;

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

    /// Whether a region has a place of that name at all, above the floor; none where the gazetteer does not know
    /// the region.
    #[must_use]
    pub fn region_has(&self, code: &str, name: &str) -> Option<bool> {
        self.knows_region(code).then(|| self.places_named(name).any(|place| place.lies_in(code)))
    }
}
