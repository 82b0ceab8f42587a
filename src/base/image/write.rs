//! From a model to an image.

use super::{
    ALIGN, CompleteRecord, EntityRecord, HEAD, InverseRecord, MAGIC, NearRecord, SECTIONS, Section, StatementRecord,
    VERSION,
};
use crate::base::model::{Model, StatementDef, ValueDef};
use crate::base::{names, near};
use crate::calendar::Stretch;
use crate::text::{Span, source::offset};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Writes the image of a model. The same model always gives the same bytes.
///
/// # Errors
/// If schema or sources cannot be encoded, which does not happen for a model that was resolved.
pub fn write_image(model: &Model) -> Result<Vec<u8>, postcard::Error> {
    let mut strings = Strings::default();
    let mut entities = Vec::with_capacity(model.entities.len());
    let mut statements = Vec::with_capacity(model.statements.len());
    let mut inverse = Vec::new();
    let mut at = 0;
    for (index, entity) in model.entities.iter().enumerate() {
        let first = at;
        while let Some(statement) = model.statements.get(at).filter(|statement| statement.subject.index() == index) {
            if let ValueDef::Entity(value) = statement.value {
                inverse.push(InverseRecord {
                    value: value.0,
                    property: u32::from(statement.property.0),
                    statement: offset(at),
                });
            }
            statements.push(record(statement, &mut strings));
            at += 1;
        }
        let (id, label) = (strings.add(&entity.id), strings.add(&entity.label));
        entities.push(EntityRecord {
            id: id.start,
            id_len: id.len(),
            label: label.start,
            label_len: label.len(),
            first: offset(first),
            count: offset(at - first),
            kind: u32::from(entity.kind.0),
        });
    }
    inverse.sort_unstable();
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
    let tables = names::build(model, |text| strings.add(text));
    let mut near: Vec<NearRecord> = Vec::new();
    for (index, name) in tables.records.iter().enumerate() {
        if name.capitals != 0 {
            near::add(
                Span::new(name.folded, name.folded + name.folded_len).of(&strings.text),
                offset(index),
                &mut near,
            );
        }
    }
    near.sort_unstable();
    let mut kinds: Vec<[u32; 2]> =
        model.entities.iter().enumerate().map(|(at, entity)| [u32::from(entity.kind.0), offset(at)]).collect();
    kinds.sort_unstable();
    let sections: [&[u8]; SECTIONS] = [
        strings.text.as_bytes(),
        &postcard::to_stdvec(&model.schema)?,
        &postcard::to_stdvec(&model.sources)?,
        bytemuck::cast_slice(&entities),
        bytemuck::cast_slice(&statements),
        bytemuck::cast_slice(&inverse),
        bytemuck::cast_slice(&completes),
        bytemuck::cast_slice(&tables.slots),
        bytemuck::cast_slice(&tables.records),
        bytemuck::cast_slice(&near),
        bytemuck::cast_slice(&kinds),
    ];
    debug_assert_eq!(Section::Kinds as usize + 1, SECTIONS);
    Ok(assemble(&sections))
}

fn assemble(sections: &[&[u8]; SECTIONS]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut table = Vec::new();
    let start = (HEAD + SECTIONS * 16).next_multiple_of(ALIGN);
    for section in sections {
        body.resize(body.len().next_multiple_of(ALIGN), 0);
        table.extend(((start + body.len()) as u64).to_le_bytes());
        table.extend((section.len() as u64).to_le_bytes());
        body.extend_from_slice(section);
    }
    let mut digest = Sha256::new();
    digest.update(VERSION.to_le_bytes());
    digest.update(&table);
    digest.update(&body);
    let mut image = Vec::with_capacity(start + body.len());
    image.extend(MAGIC);
    image.extend(VERSION.to_le_bytes());
    image.extend(offset(SECTIONS).to_le_bytes());
    image.extend(digest.finalize());
    image.extend(table);
    image.resize(start, 0);
    image.extend(body);
    image
}

/// Texts stored once each.
#[derive(Default)]
struct Strings {
    text: String,
    known: HashMap<String, Span>,
}

impl Strings {
    fn add(&mut self, text: &str) -> Span {
        if let Some(&span) = self.known.get(text) {
            return span;
        }
        let span = Span::new(offset(self.text.len()), offset(self.text.len() + text.len()));
        self.text.push_str(text);
        self.known.insert(text.to_owned(), span);
        span
    }
}

fn record(statement: &StatementDef, strings: &mut Strings) -> StatementRecord {
    let four =
        |stretch: Stretch| [stretch.start.first.0, stretch.start.last.0, stretch.end.first.0, stretch.end.last.0];
    let (sort, grain, value) = match &statement.value {
        ValueDef::Entity(entity) => (0, 0, [entity.0.cast_signed(), 0, 0, 0]),
        ValueDef::Time(time) => (if time.point { 1 } else { 2 }, time.grain as u8, four(time.when)),
        ValueDef::Number(number) => (3, 0, bytemuck::cast(number.serialize())),
        ValueDef::Text(text) => {
            let span = strings.add(text);
            (4, 0, [span.start.cast_signed(), span.len().cast_signed(), 0, 0])
        }
    };
    StatementRecord {
        subject: statement.subject.0,
        source: statement.source.0,
        property: statement.property.0,
        sort,
        grain,
        phase: statement.phase as u8,
        rank: statement.rank as u8,
        spare: 0,
        capacity: statement.capacity.map_or(0, |entity| entity.0 + 1),
        value,
        valid: four(statement.valid),
        known: four(statement.known),
    }
}
