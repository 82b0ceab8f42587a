//! Entities and statements as the rest of the program sees them.

use super::open::Base;
use super::record::StatementRecord;
use crate::base::ids::{EntityId, KindId, PropertyId, SourceId};
use crate::base::model::{NameSort, Phase, Rank, SourceInfo};
use crate::base::schema::Lookup;
use crate::calendar::{Day, Days, Grain, Stretch, Time};
use crate::quantity::Decimal;

/// An entity of an open base.
#[derive(Debug, Clone, Copy)]
pub struct Entity<'a> {
    /// Its number.
    pub number: EntityId,
    /// Its id.
    pub id: &'a str,
    /// Its commonest name.
    pub label: &'a str,
    /// Its kind.
    pub kind: KindId,
}

/// A value of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// An entity.
    Entity(EntityId),
    /// A date or interval.
    Time(Time),
    /// A number.
    Number(Decimal),
    /// A text.
    Text(&'a str),
}

/// A statement of an open base.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'a> {
    /// Its index in the image.
    pub index: u32,
    /// About what.
    pub subject: EntityId,
    /// Which property.
    pub property: PropertyId,
    /// The value.
    pub value: Value<'a>,
    /// When it holds.
    pub valid: Stretch,
    /// When it was known.
    pub known: Stretch,
    /// Planned, held, cancelled.
    pub phase: Phase,
    /// Its rank.
    pub rank: Rank,
    /// In what capacity.
    pub capacity: Option<EntityId>,
    /// From where.
    pub source: SourceId,
}

const GRAINS: [Grain; 8] =
    [Grain::Hour, Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year, Grain::Decade, Grain::Century];

fn stretch([a, b, c, d]: [i32; 4]) -> Stretch {
    Stretch { start: Days { first: Day(a), last: Day(b) }, end: Days { first: Day(c), last: Day(d) } }
}

impl Base {
    /// The entity of a number.
    #[must_use]
    pub fn entity(&self, number: EntityId) -> Option<Entity<'_>> {
        let record = self.entity_records().get(number.index())?;
        Some(Entity {
            number,
            id: self.text(record.id, record.id_len),
            label: self.text(record.label, record.label_len),
            kind: KindId(u16::try_from(record.kind).unwrap_or(u16::MAX)),
        })
    }

    /// The entity of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EntityId> {
        let records = self.entity_records();
        let at = records.partition_point(|record| self.text(record.id, record.id_len) < id);
        records.get(at).filter(|record| self.text(record.id, record.id_len) == id).map(|_| EntityId::at(at))
    }

    /// The id of an entity; empty for none.
    #[must_use]
    pub fn id(&self, entity: EntityId) -> &str {
        self.entity_records().get(entity.index()).map_or("", |record| self.text(record.id, record.id_len))
    }

    /// The label of an entity; empty for none.
    #[must_use]
    pub fn label(&self, entity: EntityId) -> &str {
        self.entity_records().get(entity.index()).map_or("", |record| self.text(record.label, record.label_len))
    }

    /// The kind of an entity.
    #[must_use]
    pub fn kind_of(&self, entity: EntityId) -> KindId {
        let record = self.entity_records().get(entity.index());
        KindId(record.and_then(|record| u16::try_from(record.kind).ok()).unwrap_or(u16::MAX))
    }

    /// What a property name means for an entity.
    #[must_use]
    pub fn lookup(&self, entity: EntityId, name: &str) -> Option<Lookup<'_>> {
        self.schema().lookup(self.kind_of(entity), name)
    }

    /// All statements about an entity.
    pub fn about(&self, subject: EntityId) -> impl Iterator<Item = Statement<'_>> {
        self.slice(subject, |_| true)
    }

    /// The statements of one property of an entity, by start; deprecated ones are left out.
    pub fn statements(&self, subject: EntityId, property: PropertyId) -> impl Iterator<Item = Statement<'_>> {
        self.slice(subject, move |record| record.property == property.0 && record.rank != Rank::Deprecated as u8)
    }

    fn slice(&self, subject: EntityId, keep: impl Fn(&StatementRecord) -> bool) -> impl Iterator<Item = Statement<'_>> {
        let range = self.entity_records().get(subject.index()).map_or(0..0, |entity| {
            let first = entity.first as usize;
            first..first.saturating_add(entity.count as usize)
        });
        let start = range.start;
        let records = self.statement_records().get(range).unwrap_or(&[]);
        records
            .iter()
            .enumerate()
            .filter(move |(_, record)| keep(record))
            .filter_map(move |(at, record)| self.view(u32::try_from(start + at).ok()?, record))
    }

    /// The statement of an index.
    #[must_use]
    pub fn statement(&self, index: u32) -> Option<Statement<'_>> {
        self.view(index, self.statement_records().get(index as usize)?)
    }

    /// The statements of a property that have this entity as value.
    pub fn with_value(&self, property: PropertyId, value: EntityId) -> impl Iterator<Item = Statement<'_>> {
        let key = (value.0, u32::from(property.0));
        let records = self.inverse_records();
        let start = records.partition_point(|record| (record.value, record.property) < key);
        records
            .get(start..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |record| (record.value, record.property) == key)
            .filter_map(|record| self.statement(record.statement))
            .filter(|statement| statement.rank != Rank::Deprecated)
    }

    fn view<'a>(&'a self, index: u32, record: &'a StatementRecord) -> Option<Statement<'a>> {
        let value = match record.sort {
            0 => Value::Entity(EntityId(record.value[0].cast_unsigned())),
            1 | 2 => {
                let grain = GRAINS.get(usize::from(record.grain)).copied()?;
                Value::Time(Time { when: stretch(record.value), grain, point: record.sort == 1 })
            }
            3 => Value::Number(Decimal::deserialize(bytemuck::cast(record.value))),
            4 => Value::Text(self.text(record.value[0].cast_unsigned(), record.value[1].cast_unsigned())),
            _ => return None,
        };
        Some(Statement {
            index,
            subject: EntityId(record.subject),
            property: PropertyId(record.property),
            value,
            valid: stretch(record.valid),
            known: stretch(record.known),
            phase: Phase::from_u8(record.phase),
            rank: Rank::from_u8(record.rank),
            capacity: record.capacity.checked_sub(1).map(EntityId),
            source: SourceId(record.source),
        })
    }

    /// The periods over which all values of a property are in the base, with the source that says so.
    pub fn complete(&self, subject: EntityId, property: PropertyId) -> impl Iterator<Item = (Days, SourceId)> + '_ {
        let key = (subject.0, u32::from(property.0));
        let records = self.complete_records();
        let start = records.partition_point(|record| (record.subject, record.property) < key);
        records
            .get(start..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |record| (record.subject, record.property) == key)
            .map(|record| (Days { first: Day(record.first), last: Day(record.last) }, SourceId(record.source)))
    }

    /// The source of a number.
    #[must_use]
    pub fn source(&self, source: SourceId) -> Option<&SourceInfo> {
        self.sources().get(source.index())
    }

    /// All entities of exactly this kind.
    pub fn of_kind(&self, kind: KindId) -> impl Iterator<Item = EntityId> + '_ {
        let kind = u32::from(kind.0);
        let records = self.kind_records();
        let start = records.partition_point(|record| record[0] < kind);
        records
            .get(start..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |record| record[0] == kind)
            .map(|record| EntityId(record[1]))
    }

    /// All names of an entity, with how each names it.
    pub fn names_of(&self, entity: EntityId) -> impl Iterator<Item = (&str, NameSort, Days)> {
        self.name_records()
            .iter()
            .filter(move |record| record.entity == entity.0)
            .map(|record| (self.text(record.text, record.text_len), record.name_sort(), record.used()))
    }

    /// The latest horizon of all sources: the day on which this base was released.
    #[must_use]
    pub fn released(&self) -> Day {
        self.sources().iter().map(|source| source.retrieved).max().unwrap_or(Day::MIN)
    }
}
