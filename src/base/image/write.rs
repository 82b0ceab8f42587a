//! From a model to an image.

use super::block::{BLOCK, checksum};
use super::open::{HEAD, SUMS};
use super::record::{
    CompleteRecord, EntityRecord, ExtraRecord, PlaceRecord, QualifierRecord, RegionRecord, SourceRecord,
    StatementRecord, SummaryRecord,
};
use super::slots;
use super::value::{Form, four, pack, pack_number, pack_time};
use super::{ALIGN, MAGIC, SECTIONS, Section, VERSION};
use crate::base::gazetteer;
use crate::base::model::{Basis, Model, StatementDef, ValueDef};
use crate::base::names;
use crate::calendar::Stretch;
use crate::text::{Span, fold, source::offset};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use thiserror::Error;

/// All sections, in the order in which they lie.
pub const ORDER: [Section; SECTIONS] = [
    Section::Strings,
    Section::Schema,
    Section::Summary,
    Section::Sources,
    Section::Entities,
    Section::Ids,
    Section::Statements,
    Section::Extras,
    Section::Qualifiers,
    Section::Wide,
    Section::Inverse,
    Section::Completes,
    Section::KindStarts,
    Section::Kinds,
    Section::NameFilter,
    Section::NameSlots,
    Section::NameRecords,
    Section::NameOwners,
    Section::NameTimes,
    Section::NearStarts,
    Section::Near,
    Section::NameWords,
    Section::Regions,
    Section::Places,
];

/// Why a model cannot be written as an image.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The schema cannot be encoded.
    #[error("the schema cannot be stored: {0}")]
    Encode(#[from] postcard::Error),
    /// More than the numbers of an image can count.
    #[error("there are more {0} than a base can hold: split it")]
    Many(&'static str),
    /// A name or id of more than 65,535 bytes.
    #[error("`{0}…` is longer than the 65535 bytes that a name may have: shorten it")]
    Long(String),
}

/// The length of a name or id.
///
/// # Errors
/// If it is longer than 65,535 bytes.
pub fn long(text: &str) -> Result<u16, WriteError> {
    u16::try_from(text.len()).map_err(|_| WriteError::Long(text.chars().take(40).collect()))
}

/// Writes the image of a model. The same model always gives the same bytes.
///
/// # Errors
/// If the model holds more than an image can.
pub fn write_image(model: &Model) -> Result<Vec<u8>, WriteError> {
    let many = |what: &'static str, count: usize| {
        if u32::try_from(count).is_ok_and(|count| count < u32::MAX / 2) { Ok(()) } else { Err(WriteError::Many(what)) }
    };
    many("statements", model.statements.len())?;
    many("entities", model.entities.len())?;
    let mut body = Body::default();
    let mut strings = Strings::default();
    body.put(Section::Schema, &postcard::to_stdvec(&model.schema)?);
    let summary = SummaryRecord {
        floor: model.gazetteer.as_ref().map_or(0, |gazetteer| gazetteer.floor),
        gazetteer: model.gazetteer.as_ref().map_or(0, |gazetteer| gazetteer.source.0 + 1),
    };
    body.put(Section::Summary, bytemuck::bytes_of(&summary));
    let mut sources = Vec::with_capacity(model.sources.len());
    for source in &model.sources {
        let mut text = |text: &str| strings.add(text).map(|span| [span.start, span.len()]);
        sources.push(SourceRecord {
            id: text(&source.id)?,
            title: text(&source.title)?,
            url: text(&source.url)?,
            licence: text(&source.licence)?,
            retrieved: source.retrieved.0,
            horizon: source.horizon.0,
            recalled: u32::from(source.basis == Basis::Recalled),
        });
    }
    body.put(Section::Sources, bytemuck::cast_slice(&sources));
    let entities = facts(model, &mut body, &mut strings)?;
    let ids = model.entities.iter().enumerate().map(|(at, entity)| (fold::hash(&entity.id), offset(at + 1)));
    body.put(Section::Ids, bytemuck::cast_slice(&slots::build(ids)));
    kinds(model, &mut body);
    names_and_entities(model, entities, &mut body, &mut strings)?;
    let (regions, places) = gazetteer::build(model, &mut strings)?;
    body.put(Section::Regions, bytemuck::cast_slice::<RegionRecord, u8>(&regions));
    body.put(Section::Places, bytemuck::cast_slice::<PlaceRecord, u8>(&places));
    body.put(Section::Strings, strings.text.as_bytes());
    drop(strings);
    Ok(body.finish())
}

/// Statements and what belongs to them; the entities' records, but for their names.
fn facts(model: &Model, body: &mut Body, strings: &mut Strings) -> Result<Vec<EntityRecord>, WriteError> {
    let mut inverse: Vec<(u32, u16, u32)> = Vec::new();
    for (at, statement) in model.statements.iter().enumerate() {
        if let ValueDef::Entity(value) = statement.value {
            inverse.push((value.0, statement.property.0, offset(at)));
        }
    }
    inverse.sort_unstable();
    let mut entities = Vec::with_capacity(model.entities.len() + 1);
    let (mut statement, mut mention) = (0, 0);
    for (index, entity) in model.entities.iter().enumerate() {
        let (id, label) = (strings.add(&entity.id)?, strings.add(&entity.label)?);
        entities.push(EntityRecord {
            id: id.start,
            label: label.start,
            statement: offset(statement),
            name: 0,
            inverse: offset(mention),
            id_len: long(&entity.id)?,
            label_len: long(&entity.label)?,
            kind: entity.kind.0,
            spare: 0,
        });
        while model.statements.get(statement).is_some_and(|one| one.subject.index() <= index) {
            statement += 1;
        }
        while inverse.get(mention).is_some_and(|(value, ..)| *value as usize <= index) {
            mention += 1;
        }
    }
    entities.push(EntityRecord { statement: offset(statement), inverse: offset(mention), ..EntityRecord::default() });
    let inverse: Vec<u32> = inverse.into_iter().map(|(.., statement)| statement).collect();
    body.put(Section::Inverse, bytemuck::cast_slice(&inverse));
    drop(inverse);
    let mut packer = Packer { strings, wide: Wide::default(), extras: Vec::new(), qualifiers: Vec::new() };
    let mut statements = Vec::with_capacity(model.statements.len());
    for statement in &model.statements {
        statements.push(packer.statement(statement)?);
    }
    body.put(Section::Statements, bytemuck::cast_slice(&statements));
    drop(statements);
    body.put(Section::Extras, bytemuck::cast_slice(&packer.extras));
    body.put(Section::Qualifiers, bytemuck::cast_slice(&packer.qualifiers));
    body.put(Section::Wide, bytemuck::cast_slice(&packer.wide.all));
    let completes: Vec<CompleteRecord> = model
        .completes
        .iter()
        .map(|complete| CompleteRecord {
            subject: complete.subject.0,
            property: u32::from(complete.property.0),
            first: complete.days.first.0,
            last: complete.days.last.0,
            source: complete.source.0,
        })
        .collect();
    body.put(Section::Completes, bytemuck::cast_slice(&completes));
    Ok(entities)
}

fn kinds(model: &Model, body: &mut Body) {
    let mut kinds: Vec<(u16, u32)> =
        model.entities.iter().enumerate().map(|(at, entity)| (entity.kind.0, offset(at))).collect();
    kinds.sort_unstable();
    let starts: Vec<u32> = (0..=model.schema.kinds.len())
        .map(|kind| offset(kinds.partition_point(|(of, _)| usize::from(*of) < kind)))
        .collect();
    let kinds: Vec<u32> = kinds.into_iter().map(|(_, entity)| entity).collect();
    body.put(Section::KindStarts, bytemuck::cast_slice(&starts));
    body.put(Section::Kinds, bytemuck::cast_slice(&kinds));
}

fn names_and_entities(
    model: &Model,
    mut entities: Vec<EntityRecord>,
    body: &mut Body,
    strings: &mut Strings,
) -> Result<(), WriteError> {
    let tables = names::build(model, strings)?;
    let mut at = 0;
    for (index, entity) in entities.iter_mut().enumerate() {
        let owner = |at: usize| {
            let record = tables.owners.get(at).and_then(|&name| tables.records.get(name as usize));
            record.map(|record| record.entity as usize)
        };
        while owner(at).is_some_and(|owner| owner < index) {
            at += 1;
        }
        entity.name = offset(at);
    }
    body.put(Section::Entities, bytemuck::cast_slice(&entities));
    body.put(Section::NameFilter, bytemuck::cast_slice(&tables.filter));
    body.put(Section::NameSlots, bytemuck::cast_slice(&tables.slots));
    body.put(Section::NameRecords, bytemuck::cast_slice(&tables.records));
    body.put(Section::NameOwners, bytemuck::cast_slice(&tables.owners));
    body.put(Section::NameTimes, bytemuck::cast_slice(&tables.times));
    body.put(Section::NearStarts, bytemuck::cast_slice(&tables.near.starts));
    body.put(Section::Near, bytemuck::cast_slice(&tables.near.near));
    body.put(Section::NameWords, bytemuck::cast_slice(&tables.near.words));
    Ok(())
}

/// The image while it grows: an empty head, then the sections.
struct Body {
    image: Vec<u8>,
    sections: [(usize, usize); SECTIONS],
}

impl Default for Body {
    fn default() -> Self {
        Self { image: vec![0; BLOCK], sections: [(BLOCK, 0); SECTIONS] }
    }
}

impl Body {
    fn put(&mut self, section: Section, bytes: &[u8]) {
        self.image.resize(self.image.len().next_multiple_of(ALIGN), 0);
        self.sections[section as usize] = (self.image.len(), bytes.len());
        self.image.extend_from_slice(bytes);
    }

    /// Adds the checksums, and fills in the head.
    fn finish(self) -> Vec<u8> {
        let Self { mut image, sections } = self;
        image.resize(image.len().next_multiple_of(BLOCK), 0);
        let leaves = image.len();
        let table: Vec<u8> =
            sections.iter().flat_map(|&(start, len)| [start as u64, len as u64]).flat_map(u64::to_le_bytes).collect();
        let mut digest = Sha256::new();
        digest.update(VERSION.to_le_bytes());
        digest.update(&table);
        digest.update(&image[BLOCK..]);
        let hash = digest.finalize();
        let sums = |image: &[u8], from: usize| -> Vec<u8> {
            let blocks = image[from..].chunks(BLOCK).enumerate();
            blocks.flat_map(|(at, block)| checksum(from / BLOCK + at, block).to_le_bytes()).collect()
        };
        let of_blocks = sums(&image, 0);
        image.extend(of_blocks);
        image.resize(image.len().next_multiple_of(BLOCK), 0);
        let root = image.len();
        let of_leaves = sums(&image, leaves);
        let root_sum = checksum(root / BLOCK, &of_leaves);
        image.extend(of_leaves);
        let mut head = Vec::with_capacity(BLOCK);
        head.extend(MAGIC);
        head.extend(VERSION.to_le_bytes());
        head.extend(offset(SECTIONS).to_le_bytes());
        head.extend([image.len() as u64, leaves as u64, root as u64].map(u64::to_le_bytes).concat());
        head.extend(hash);
        debug_assert_eq!(head.len(), HEAD);
        head.extend(table);
        head.resize(SUMS, 0);
        head.extend(root_sum.to_le_bytes());
        head.extend(checksum(0, &head).to_le_bytes());
        image[..BLOCK].copy_from_slice(&head);
        image
    }
}

/// Texts stored once each.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    known: HashMap<String, Span>,
}

impl Strings {
    /// The place of a text.
    ///
    /// # Errors
    /// If the texts are longer than 4 GiB together.
    pub fn add(&mut self, text: &str) -> Result<Span, WriteError> {
        if let Some(&span) = self.known.get(text) {
            return Ok(span);
        }
        let start = self.text.len();
        let (Ok(first), Ok(last)) = (u32::try_from(start), u32::try_from(start + text.len())) else {
            return Err(WriteError::Many("texts"));
        };
        let span = Span::new(first, last);
        self.text.push_str(text);
        self.known.insert(text.to_owned(), span);
        Ok(span)
    }
}

/// Sixteen bytes stored once each.
#[derive(Default)]
struct Wide {
    all: Vec<[i32; 4]>,
    known: HashMap<[i32; 4], u32>,
}

impl Wide {
    fn add(&mut self, value: [i32; 4]) -> u32 {
        *self.known.entry(value).or_insert_with(|| {
            self.all.push(value);
            offset(self.all.len() - 1)
        })
    }
}

/// Makes records of statements.
struct Packer<'a> {
    strings: &'a mut Strings,
    wide: Wide,
    extras: Vec<ExtraRecord>,
    qualifiers: Vec<QualifierRecord>,
}

impl Packer<'_> {
    fn value(&mut self, value: &ValueDef) -> Result<(Form, u8, [u32; 2]), WriteError> {
        Ok(match value {
            ValueDef::Entity(entity) => (Form::Entity, 0, [entity.0, 0]),
            ValueDef::Time(time) => pack_time(*time, |wide| self.wide.add(wide)),
            ValueDef::Number(number) => pack_number(*number, |wide| self.wide.add(wide)),
            ValueDef::Text(text) => {
                let span = self.strings.add(text)?;
                (Form::Text, 0, [span.start, span.len()])
            }
        })
    }

    fn statement(&mut self, statement: &StatementDef) -> Result<StatementRecord, WriteError> {
        let (form, grade, value) = self.value(&statement.value)?;
        let (span, valid) = pack(statement.valid, |wide| self.wide.add(wide));
        let rare = statement.rare.as_deref();
        let known = if statement.known == Stretch::ALWAYS { 0 } else { self.wide.add(four(statement.known)) + 1 };
        let capacity = rare.and_then(|rare| rare.capacity).map_or(0, |entity| entity.0 + 1);
        let qualifiers = rare.map_or(&[][..], |rare| &rare.qualifiers);
        let mut extra = 0;
        if known != 0 || capacity != 0 || !qualifiers.is_empty() {
            let first = offset(self.qualifiers.len());
            for (property, value) in qualifiers {
                let (form, grade, value) = self.value(value)?;
                self.qualifiers.push(QualifierRecord { value, property: property.0, form: form as u8, grade });
            }
            let qualifiers = offset(qualifiers.len());
            self.extras.push(ExtraRecord { capacity, known, qualifier: first, qualifiers });
            extra = offset(self.extras.len());
        }
        Ok(StatementRecord {
            subject: statement.subject.0,
            source: statement.source.0,
            value,
            valid,
            extra,
            property: statement.property.0,
            form: form as u8 | (span as u8) << 3 | (statement.phase as u8) << 5,
            grade: grade | (statement.rank as u8) << 5,
        })
    }
}
