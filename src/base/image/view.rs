//! Entities, statements and sources as the rest of the program sees them.

use super::Section;
use super::open::Base;
use super::record::{CompleteRecord, EntityRecord, ExtraRecord, QualifierRecord, SourceRecord, StatementRecord};
use super::slots::{Slot, probe};
use super::value::{FORMS, Form, GRAINS, SPANS, stretch, unpack, unpack_number};
use crate::base::ids::{EntityId, KindId, PropertyId, SourceId};
use crate::base::model::{Basis, Phase, Rank};
use crate::base::schema::Lookup;
use crate::calendar::{Day, Days, Stretch, Time};
use crate::quantity::Decimal;
use crate::text::fold;
use std::ops::Range;

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

/// A source of an open base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cite<'a> {
    /// Its id in the fact files.
    pub id: &'a str,
    /// Its title for people.
    pub title: &'a str,
    /// Where it can be read.
    pub url: &'a str,
    /// Whether its facts were read there.
    pub basis: Basis,
    /// The day on which it was read, or its facts were written down.
    pub retrieved: Day,
    /// The terms under which its facts may be passed on.
    pub licence: &'a str,
    /// The day up to which it knows; an open end is sure up to here.
    pub horizon: Day,
}

impl Base {
    /// How many entities there are.
    #[must_use]
    pub const fn entities(&self) -> usize {
        self.count::<EntityRecord>(Section::Entities).saturating_sub(1)
    }

    /// How many statements there are.
    #[must_use]
    pub const fn statement_count(&self) -> usize {
        self.count::<StatementRecord>(Section::Statements)
    }

    pub(crate) fn entity_record(&self, entity: EntityId) -> Option<EntityRecord> {
        if entity.index() < self.entities() { self.record(Section::Entities, entity.index()) } else { None }
    }

    /// A range of another section that begins at an entity's record and ends at the next one's.
    pub(crate) fn part(&self, entity: EntityId, start: impl Fn(&EntityRecord) -> u32) -> Range<usize> {
        match self.records::<EntityRecord>(Section::Entities, entity.index()..entity.index().saturating_add(2)) {
            [record, next] => start(record) as usize..start(next) as usize,
            _ => 0..0,
        }
    }

    /// The entity of a number.
    #[must_use]
    pub fn entity(&self, number: EntityId) -> Option<Entity<'_>> {
        let record = self.entity_record(number)?;
        Some(Entity {
            number,
            id: self.text(record.id, u32::from(record.id_len)),
            label: self.text(record.label, u32::from(record.label_len)),
            kind: KindId(record.kind),
        })
    }

    /// The entity of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EntityId> {
        let slots = self.count::<Slot>(Section::Ids);
        probe(fold::hash(id), slots, |at| self.record(Section::Ids, at))
            .map(|to| EntityId(to - 1))
            .find(|&entity| self.id(entity) == id)
    }

    /// The id of an entity; empty for none.
    #[must_use]
    pub fn id(&self, entity: EntityId) -> &str {
        self.entity_record(entity).map_or("", |record| self.text(record.id, u32::from(record.id_len)))
    }

    /// The label of an entity; empty for none.
    #[must_use]
    pub fn label(&self, entity: EntityId) -> &str {
        self.entity_record(entity).map_or("", |record| self.text(record.label, u32::from(record.label_len)))
    }

    /// The kind of an entity.
    #[must_use]
    pub fn kind_of(&self, entity: EntityId) -> KindId {
        KindId(self.entity_record(entity).map_or(u16::MAX, |record| record.kind))
    }

    /// What a property name means for an entity.
    #[must_use]
    pub fn lookup(&self, entity: EntityId, name: &str) -> Option<Lookup<'_>> {
        self.schema().lookup(self.kind_of(entity), name)
    }

    /// All statements about an entity.
    pub fn about(&self, subject: EntityId) -> impl Iterator<Item = Statement<'_>> {
        self.part(subject, |record| record.statement).filter_map(|at| self.statement(index(at)))
    }

    /// The statements of one property of an entity, by start; deprecated ones are left out.
    pub fn statements(&self, subject: EntityId, property: PropertyId) -> impl Iterator<Item = Statement<'_>> {
        let range = self.part(subject, |record| record.statement);
        let first = range.start;
        let all: &[StatementRecord] = self.records(Section::Statements, range);
        let start = all.partition_point(|record| record.property < property.0);
        all.iter()
            .enumerate()
            .skip(start)
            .take_while(move |(_, record)| record.property == property.0)
            .filter(|(_, record)| record.grade >> 5 & 3 != Rank::Deprecated as u8)
            .filter_map(move |(at, record)| self.view(index(first + at), record))
    }

    /// The statement of an index.
    #[must_use]
    pub fn statement(&self, index: u32) -> Option<Statement<'_>> {
        self.view(index, &self.record(Section::Statements, index as usize)?)
    }

    /// Where the statements of a property stand that have this entity as value.
    fn inverse(&self, property: PropertyId, value: EntityId) -> Range<usize> {
        let range = self.part(value, |record| record.inverse);
        let of = |at: u32| self.record::<StatementRecord>(Section::Statements, at as usize);
        let first = |range: Range<usize>, property: u16| {
            self.first(Section::Inverse, range, |&at: &u32| of(at).is_some_and(|record| record.property < property))
        };
        let end = range.end;
        let start = first(range, property.0);
        start..first(start..end, property.0.saturating_add(1))
    }

    /// How many statements of a property have this entity as value, deprecated ones included.
    #[must_use]
    pub fn count_with_value(&self, property: PropertyId, value: EntityId) -> usize {
        self.inverse(property, value).len()
    }

    /// The statements of a property that have this entity as value; deprecated ones are left out.
    pub fn with_value(&self, property: PropertyId, value: EntityId) -> impl Iterator<Item = Statement<'_>> {
        self.inverse(property, value)
            .filter_map(|at| {
                let statement: u32 = self.record(Section::Inverse, at)?;
                self.view(statement, &self.record(Section::Statements, statement as usize)?)
            })
            .filter(|statement| statement.rank != Rank::Deprecated)
    }

    fn wide(&self, at: u32) -> Option<[i32; 4]> {
        self.record(Section::Wide, at as usize)
    }

    fn value(&self, form: u8, grade: u8, words: [u32; 2]) -> Option<Value<'_>> {
        let grain = || GRAINS.get(usize::from(grade & 31)).copied();
        let day = |at: usize| Days::one(Day(words[at].cast_signed()));
        let time = |when: Stretch, point: bool| Some(Value::Time(Time { when, grain: grain()?, point }));
        match FORMS.get(usize::from(form & 7))? {
            Form::Entity => Some(Value::Entity(EntityId(words[0]))),
            Form::Day => time(Stretch { start: day(0), end: day(1) }, true),
            Form::Point => time(stretch(self.wide(words[0])?), true),
            Form::Lasting => time(stretch(self.wide(words[0])?), false),
            Form::Interval => time(Stretch { start: day(0), end: day(1) }, false),
            Form::Number => Some(Value::Number(unpack_number(grade & 31, words))),
            Form::Long => Some(Value::Number(Decimal::deserialize(bytemuck::cast(self.wide(words[0])?)))),
            Form::Text => Some(Value::Text(self.text(words[0], words[1]))),
        }
    }

    fn view<'a>(&'a self, index: u32, record: &StatementRecord) -> Option<Statement<'a>> {
        let extra: ExtraRecord = match record.extra.checked_sub(1) {
            Some(at) => self.record(Section::Extras, at as usize)?,
            None => ExtraRecord::default(),
        };
        let span = *SPANS.get(usize::from(record.form >> 3 & 3))?;
        Some(Statement {
            index,
            subject: EntityId(record.subject),
            property: PropertyId(record.property),
            value: self.value(record.form, record.grade, record.value)?,
            valid: unpack(span, record.valid, |at| self.wide(at))?,
            known: match extra.known.checked_sub(1) {
                Some(at) => stretch(self.wide(at)?),
                None => Stretch::ALWAYS,
            },
            phase: Phase::from_u8(record.form >> 5 & 3),
            rank: Rank::from_u8(record.grade >> 5 & 3),
            capacity: extra.capacity.checked_sub(1).map(EntityId),
            source: SourceId(record.source),
        })
    }

    /// The qualifiers of a statement.
    pub fn qualifiers(&self, statement: &Statement<'_>) -> impl Iterator<Item = (PropertyId, Value<'_>)> {
        let record: Option<StatementRecord> = self.record(Section::Statements, statement.index as usize);
        let extra: Option<ExtraRecord> = record
            .and_then(|record| record.extra.checked_sub(1))
            .and_then(|at| self.record(Section::Extras, at as usize));
        let range = extra.map_or(0..0, |extra| extra.qualifier..extra.qualifier.saturating_add(extra.qualifiers));
        range.filter_map(|at| {
            let record: QualifierRecord = self.record(Section::Qualifiers, at as usize)?;
            Some((PropertyId(record.property), self.value(record.form, record.grade, record.value)?))
        })
    }

    /// The periods over which all values of a property are in the base, with the source that says so.
    pub fn complete(&self, subject: EntityId, property: PropertyId) -> impl Iterator<Item = (Days, SourceId)> + '_ {
        let key = (subject.0, u32::from(property.0));
        let count = self.count::<CompleteRecord>(Section::Completes);
        let start =
            self.first(Section::Completes, 0..count, |record: &CompleteRecord| (record.subject, record.property) < key);
        (start..count)
            .map_while(move |at| self.record::<CompleteRecord>(Section::Completes, at))
            .take_while(move |record| (record.subject, record.property) == key)
            .map(|record| (Days { first: Day(record.first), last: Day(record.last) }, SourceId(record.source)))
    }

    /// All completeness statements: subject, property, period, source.
    pub fn completes(&self) -> impl Iterator<Item = (EntityId, PropertyId, Days, SourceId)> + '_ {
        let count = self.count::<CompleteRecord>(Section::Completes);
        (0..count).filter_map(|at| self.record::<CompleteRecord>(Section::Completes, at)).map(|record| {
            let days = Days { first: Day(record.first), last: Day(record.last) };
            (
                EntityId(record.subject),
                PropertyId(u16::try_from(record.property).unwrap_or(u16::MAX)),
                days,
                SourceId(record.source),
            )
        })
    }

    /// The source of a number.
    #[must_use]
    pub fn source(&self, source: SourceId) -> Option<Cite<'_>> {
        let record: SourceRecord = self.record(Section::Sources, source.index())?;
        let text = |[start, len]: [u32; 2]| self.text(start, len);
        Some(Cite {
            id: text(record.id),
            title: text(record.title),
            url: text(record.url),
            basis: if record.recalled == 0 { Basis::Read } else { Basis::Recalled },
            retrieved: Day(record.retrieved),
            licence: text(record.licence),
            horizon: Day(record.horizon),
        })
    }

    /// All sources, by id.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = Cite<'_>> {
        let (basis, retrieved, horizon) = (Basis::Read, Day::MIN, Day::MIN);
        let nothing = Cite { id: "", title: "", url: "", basis, retrieved, licence: "", horizon };
        (0..self.count::<SourceRecord>(Section::Sources))
            .map(move |at| self.source(SourceId::at(at)).unwrap_or(nothing))
    }

    /// The source of an id.
    #[must_use]
    pub fn source_named(&self, id: &str) -> Option<Cite<'_>> {
        let count = self.count::<SourceRecord>(Section::Sources);
        let at =
            self.first(Section::Sources, 0..count, |record: &SourceRecord| self.text(record.id[0], record.id[1]) < id);
        self.source(SourceId::at(at)).filter(|source| source.id == id)
    }

    /// All entities of exactly this kind.
    pub fn of_kind(&self, kind: KindId) -> impl Iterator<Item = EntityId> + '_ {
        let start = |at: usize| self.record::<u32>(Section::KindStarts, at).unwrap_or(0) as usize;
        let range =
            if kind.index() < self.schema().kinds.len() { start(kind.index())..start(kind.index() + 1) } else { 0..0 };
        range.filter_map(|at| self.record(Section::Kinds, at).map(EntityId))
    }

    /// The latest day on which a source was read: the day on which this base was released.
    #[must_use]
    pub fn released(&self) -> Day {
        self.sources().map(|source| source.retrieved).max().unwrap_or(Day::MIN)
    }
}

/// An index of statements as a number.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
