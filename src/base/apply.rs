//! Resolution: from syntax to a model. Every name is looked up, every value gets its property's type.

use super::ids::{EntityId, KindId, PropertyId, SourceId};
use super::model::{
    AllowDef, CompleteDef, EntityDef, Model, NameDef, NameSort, Origin, PHASES, Phase, RANKS, Rank, SourceInfo,
    StatementDef, ValueDef,
};
use super::schema::{Cardinality, Lookup, Schema, SchemaBuilder, ValueType, find_kind};
use crate::calendar::{Day, Days, Grain, Stretch, Time, parse_edtf};
use crate::lang::ast::{
    EditionItem, EntityItem, FactItem, FactLine, Literal, Name, NamesLine, SeriesItem, SourceItem, StatementLine, When,
};
use crate::lang::{Fault, Faults};
use std::collections::{BTreeMap, HashMap};

/// The kind of an edition and of a series where a file names no other, and the properties that tie
/// them: words of the fact language, not of the world.
const EDITION: &str = "edition";
const SERIES: &str = "series";
const NUMBER: &str = "number";
const OF: &str = "of";

/// Resolves items into a model.
pub struct Applier<'a> {
    items: &'a [(String, FactItem)],
    faults: &'a mut Faults,
    schema: Schema,
    files: Vec<String>,
    file_numbers: HashMap<&'a str, u32>,
    sources: BTreeMap<String, SourceInfo>,
    entities: BTreeMap<String, EntityDef>,
    ids: Vec<String>,
    model: Model,
}

/// What a block of lines is about, and what holds in it by default.
struct Block<'a> {
    file: &'a str,
    subject: EntityId,
    kind: KindId,
    source: Option<SourceId>,
}

impl<'a> Applier<'a> {
    /// Prepares to resolve items, each with the name of its file.
    pub fn new(items: &'a [(String, FactItem)], faults: &'a mut Faults) -> Self {
        let mut files: Vec<String> = Vec::new();
        let mut file_numbers = HashMap::new();
        for (file, _) in items {
            if !file_numbers.contains_key(file.as_str()) {
                file_numbers.insert(file.as_str(), u32::try_from(files.len()).unwrap_or(u32::MAX));
                files.push(file.clone());
            }
        }
        let mut builder = SchemaBuilder::default();
        for (file, item) in items {
            match item {
                FactItem::Kind(item) => builder.kinds.push((file, item)),
                FactItem::Property(item) => builder.properties.push((file, item)),
                FactItem::Sense(item) => builder.senses.push((file, item)),
                _ => {}
            }
        }
        let schema = builder.build(faults);
        Self {
            items,
            faults,
            schema,
            files,
            file_numbers,
            sources: BTreeMap::new(),
            entities: BTreeMap::new(),
            ids: Vec::new(),
            model: Model::default(),
        }
    }

    /// Resolves everything.
    pub fn model(mut self) -> Model {
        let items = self.items;
        for (file, item) in items {
            match item {
                FactItem::Source(item) => self.source(file, item),
                FactItem::Entity(item) => self.define(file, item),
                FactItem::Series(item) => self.define_series(file, item),
                _ => {}
            }
        }
        self.ids = self.entities.keys().cloned().collect();
        self.model.entities = std::mem::take(&mut self.entities).into_values().collect();
        self.model.sources = self.sources.values().cloned().collect();
        for (at, entity) in self.model.entities.iter().enumerate().filter(|(_, entity)| entity.named) {
            self.model.names.push(NameDef {
                entity: EntityId::at(at),
                sort: NameSort::Label,
                text: entity.label.clone(),
                used: Days::ALL,
                origin: entity.origin,
            });
        }
        for (file, item) in items {
            match item {
                FactItem::Entity(item) => self.entity(file, item),
                FactItem::Series(item) => self.series(file, item),
                FactItem::Complete(item) => {
                    let Some(subject) = self.find(file, &item.entity) else { continue };
                    let kind = self.kind_of(subject);
                    let source = item.source.as_ref().and_then(|name| self.find_source(file, name));
                    let mut block = Block { file, subject, kind, source };
                    self.complete(&mut block, &item.property, &item.when, None);
                }
                FactItem::Allow(item) => {
                    let origin = self.origin(file, &item.code);
                    self.find(file, &item.entity);
                    self.model.allows.push(AllowDef {
                        code: item.code.text.clone(),
                        entity: item.entity.text.clone(),
                        origin,
                    });
                }
                _ => {}
            }
        }
        self.model.statements.sort();
        self.model.names.sort();
        self.model.names.dedup_by(|a, b| a.entity == b.entity && a.text == b.text && a.used == b.used);
        self.model.completes.sort();
        self.model.schema = self.schema;
        self.model.files = self.files;
        self.model
    }

    fn origin(&self, file: &str, name: &Name) -> Origin {
        Origin { file: self.file_numbers.get(file).copied().unwrap_or(0), span: name.span }
    }

    fn fault(&mut self, code: &'static str, file: &str, name: &Name, message: String) {
        self.faults.push(Fault::error(code, file, name.span, message));
    }

    fn source(&mut self, file: &str, item: &SourceItem) {
        let field = |key: &str| item.fields.iter().find(|(name, _)| name.text == key).map(|(_, value)| value);
        let mut missing = Vec::new();
        let mut text = |key: &'static str| {
            let found = field(key).map(|value| value.text.clone());
            if found.is_none() {
                missing.push(key);
            }
            found.unwrap_or_default()
        };
        let (url, licence) = (text("url"), text("licence"));
        let (retrieved, horizon) = (text("retrieved"), text("horizon"));
        if !missing.is_empty() {
            let message = format!("source `{}` has no `{}`", item.id.text, missing.join("`, no `"));
            self.fault("source-field", file, &item.id, message);
        }
        for (key, _) in &item.fields {
            if !["url", "retrieved", "licence", "horizon"].contains(&key.text.as_str()) {
                let fault = Fault::error("unknown-name", file, key.span, format!("a source has no `{}`", key.text));
                self.faults.push(fault.meant(&key.text, ["url", "retrieved", "licence", "horizon"]));
            }
        }
        let mut day = |key: &str, text: &str| match parse_edtf(text) {
            Ok(time) => time.days().last,
            Err(error) => {
                if !text.is_empty() {
                    let at = field(key).unwrap_or(&item.id).span;
                    self.faults.push(Fault::error("date", file, at, error.to_string()));
                }
                Day::MIN
            }
        };
        let (retrieved, horizon) = (day("retrieved", &retrieved), day("horizon", &horizon));
        let info =
            SourceInfo { id: item.id.text.clone(), title: item.title.text.clone(), url, retrieved, licence, horizon };
        if self.sources.insert(item.id.text.clone(), info).is_some() {
            self.fault("twice", file, &item.id, format!("source `{}` is defined twice", item.id.text));
        }
    }

    fn define(&mut self, file: &str, item: &EntityItem) {
        let (Some(kind), Some(label)) = (&item.kind, &item.label) else {
            if item.kind.is_some() || item.label.is_some() {
                let message = format!("`{}` has only one of kind and label", item.id.text);
                self.fault("syntax", file, &item.id, message);
            }
            return;
        };
        let Some(kind) = find_kind(&self.schema, file, kind, self.faults) else { return };
        self.insert(file, &item.id, &label.text, kind, true);
    }

    fn insert(&mut self, file: &str, id: &Name, label: &str, kind: KindId, named: bool) {
        let origin = self.origin(file, id);
        let entity = EntityDef { id: id.text.clone(), label: label.to_owned(), named, kind, origin };
        if let Some(before) = self.entities.insert(id.text.clone(), entity) {
            let other = self.files.get(before.origin.file as usize).cloned().unwrap_or_default();
            self.fault("twice", file, id, format!("`{}` is defined twice, first in {other}", id.text));
        }
    }

    fn define_series(&mut self, file: &str, item: &SeriesItem) {
        let Some(label) = &item.label else { return self.define_editions(file, item, &item.id.text) };
        let word = Name { text: SERIES.to_owned(), span: item.id.span };
        let Some(kind) = find_kind(&self.schema, file, item.kind.as_ref().unwrap_or(&word), self.faults) else {
            return;
        };
        if !self.entities.contains_key(&item.id.text) || item.editions.is_empty() {
            self.insert(file, &item.id, &label.text, kind, true);
        }
        self.define_editions(file, item, &label.text);
    }

    fn define_editions(&mut self, file: &str, item: &SeriesItem, series: &str) {
        let word = Name { text: EDITION.to_owned(), span: item.id.span };
        for edition in &item.editions {
            let Some(kind) = find_kind(&self.schema, file, &word, self.faults) else { return };
            let id = edition_id(item, edition);
            let label = edition
                .label
                .as_ref()
                .map_or_else(|| format!("{} {series}", ordinal(&edition.number.text)), |label| label.text.clone());
            self.insert(file, &id, &label, kind, edition.label.is_some());
        }
    }

    fn find(&mut self, file: &str, id: &Name) -> Option<EntityId> {
        let found = self.ids.binary_search(&id.text).ok().map(EntityId::at);
        if found.is_none() {
            let fault = Fault::error("unknown-name", file, id.span, format!("there is no entity `{}`", id.text));
            self.faults.push(fault.meant(&id.text, self.ids.iter().map(String::as_str)));
        }
        found
    }

    fn find_source(&mut self, file: &str, id: &Name) -> Option<SourceId> {
        let found = self.sources.keys().position(|known| *known == id.text).map(SourceId::at);
        if found.is_none() {
            let fault = Fault::error("unknown-name", file, id.span, format!("there is no source `{}`", id.text));
            self.faults.push(fault.meant(&id.text, self.sources.keys().map(String::as_str)));
        }
        found
    }

    fn kind_of(&self, entity: EntityId) -> KindId {
        self.model.entities.get(entity.index()).map_or(KindId(u16::MAX), |entity| entity.kind)
    }

    fn entity(&mut self, file: &str, item: &EntityItem) {
        let Some(subject) = self.find(file, &item.id) else { return };
        let mut block = Block { file, subject, kind: self.kind_of(subject), source: None };
        self.lines(&mut block, &item.lines);
    }

    fn series(&mut self, file: &str, item: &SeriesItem) {
        let Some(subject) = self.find(file, &item.id) else { return };
        let mut block = Block { file, subject, kind: self.kind_of(subject), source: None };
        self.lines(&mut block, &item.lines);
        let source = block.source;
        if let Some(of) = &item.of
            && let Some(owner) = self.find(file, of)
        {
            self.tie(&mut block, &item.id, OF, ValueDef::Entity(owner));
        }
        for edition in &item.editions {
            let Some(entity) = self.find(file, &edition_id(item, edition)) else { continue };
            let mut block = Block { file, subject: entity, kind: self.kind_of(entity), source };
            let own =
                edition.lines.iter().find_map(|line| if let FactLine::Source(name) = line { Some(name) } else { None });
            if block.source.is_none()
                && let Some(own) = own
            {
                block.source = self.find_source(file, own);
            }
            if block.source.is_none() {
                let named = edition
                    .lines
                    .iter()
                    .find_map(|line| if let FactLine::Statement(line) = line { line.source.as_ref() } else { None });
                if let Some(named) = named {
                    block.source = self.find_source(file, named);
                }
            }
            self.tie(&mut block, &edition.number, SERIES, ValueDef::Entity(subject));
            match edition.number.text.parse() {
                Ok(number) => self.tie(&mut block, &edition.number, NUMBER, ValueDef::Number(number)),
                Err(_) => self.fault(
                    "syntax",
                    file,
                    &edition.number,
                    format!("`{}` is not the number of an edition", edition.number.text),
                ),
            }
            self.lines(&mut block, &edition.lines);
        }
    }

    /// A statement that the form of a series makes by itself.
    fn tie(&mut self, block: &mut Block<'_>, at: &Name, property: &str, value: ValueDef) {
        let Some(property) = self.schema.stored(block.kind, property) else {
            let message = format!("kind `{}` has no property `{property}`", self.schema.kind_name(block.kind));
            return self.fault("unknown-name", block.file, at, message);
        };
        let Some(source) = block.source else {
            return self.fault("no-source", block.file, at, format!("`{}` has no source", at.text));
        };
        let origin = self.origin(block.file, at);
        self.model.statements.push(StatementDef {
            subject: block.subject,
            property,
            valid: Stretch::ALWAYS,
            value,
            phase: Phase::None,
            known: Stretch::ALWAYS,
            rank: Rank::Normal,
            capacity: None,
            source,
            origin,
        });
    }

    fn lines(&mut self, block: &mut Block<'_>, lines: &[FactLine]) {
        for line in lines {
            match line {
                FactLine::Source(name) => block.source = self.find_source(block.file, name),
                FactLine::Names(line) => self.names(block, line),
                FactLine::Complete { property, when, source } => self.complete(block, property, when, source.as_ref()),
                FactLine::Statement(line) => self.statement(block, line),
            }
        }
    }

    fn names(&mut self, block: &Block<'_>, line: &NamesLine) {
        let sort = match line.sort.text.as_str() {
            "demonym" => NameSort::Demonym,
            "acronym" => NameSort::Acronym,
            _ => NameSort::Alias,
        };
        let used = line.when.as_ref().and_then(|when| when.time).map_or(Days::ALL, Time::days);
        for name in &line.names {
            let origin = self.origin(block.file, name);
            self.model.names.push(NameDef { entity: block.subject, sort, text: name.text.clone(), used, origin });
        }
    }

    fn complete(&mut self, block: &mut Block<'_>, property: &Name, when: &When, source: Option<&Name>) {
        let Some(id) = self.property(block, property) else { return };
        let source = match source {
            Some(name) => self.find_source(block.file, name),
            None => block.source,
        };
        let Some(source) = source else {
            return self.fault(
                "no-source",
                block.file,
                property,
                format!("completeness of `{}` has no source", property.text),
            );
        };
        let Some(time) = when.time else { return };
        let origin = self.origin(block.file, property);
        self.model.completes.push(CompleteDef {
            subject: block.subject,
            property: id,
            days: time.days(),
            source,
            origin,
        });
    }

    fn property(&mut self, block: &Block<'_>, name: &Name) -> Option<PropertyId> {
        match self.schema.lookup(block.kind, &name.text) {
            Some(Lookup::Stored(property)) => Some(property),
            Some(Lookup::Sense(_)) => {
                let message = format!("`{}` is a sense: state one of its properties", name.text);
                self.fault("unknown-name", block.file, name, message);
                None
            }
            None => {
                let message = format!("kind `{}` has no property `{}`", self.schema.kind_name(block.kind), name.text);
                let fault = Fault::error("unknown-name", block.file, name.span, message);
                self.faults.push(fault.meant(&name.text, self.schema.names_of(block.kind)));
                None
            }
        }
    }

    fn statement(&mut self, block: &Block<'_>, line: &StatementLine) {
        let source = match &line.source {
            Some(name) => self.find_source(block.file, name),
            None => block.source,
        };
        let Some(source) = source else {
            return self.fault(
                "no-source",
                block.file,
                &line.property,
                format!("`{}` has no source", line.property.text),
            );
        };
        let phase =
            PHASES.iter().find(|(word, _)| *word == line.property.text).map_or(Phase::None, |&(_, phase)| phase);
        let property = if phase == Phase::None {
            self.property(block, &line.property)
        } else {
            let found = self.schema.phased(block.kind, |value| value == ValueType::Interval);
            if found.is_none() {
                let message = format!(
                    "kind `{}` has no phased dates, so nothing can be `{}`",
                    self.schema.kind_name(block.kind),
                    line.property.text
                );
                self.fault("unknown-name", block.file, &line.property, message);
            }
            found
        };
        let Some(property) = property else { return };
        let Some(value) = self.value(block.file, property, &line.value) else { return };
        let rank = match &line.rank {
            None => Rank::Normal,
            Some(word) => match RANKS.iter().find(|(name, _)| *name == word.text) {
                Some(&(_, rank)) => rank,
                None => {
                    let fault =
                        Fault::error("unknown-name", block.file, word.span, format!("`{}` is not a rank", word.text));
                    self.faults.push(fault.meant(&word.text, RANKS.map(|(name, _)| name)));
                    return;
                }
            },
        };
        let capacity = match &line.capacity {
            None => None,
            Some(name) => match self.find(block.file, name) {
                Some(entity) => Some(entity),
                None => return,
            },
        };
        let info = self.model.sources.get(source.index());
        let horizon = info.map_or(Day::MAX, |info| info.horizon);
        let stated = line.valid.as_ref().and_then(|when| when.time);
        let measured = self
            .schema
            .property(property)
            .is_some_and(|p| matches!(p.cardinality, Cardinality::One | Cardinality::Many));
        let valid = match stated {
            Some(time) => stretch(time, horizon),
            None if measured => Stretch {
                start: Days { first: Day::MIN, last: info.map_or(horizon, |info| info.retrieved.min(info.horizon)) },
                end: Days { first: horizon, last: Day::MAX },
            },
            None => Stretch::ALWAYS,
        };
        let known = match (line.known.as_ref().and_then(|when| when.time), phase, &value) {
            (Some(time), ..) => stretch(time, Day::MAX),
            (None, Phase::Held, ValueDef::Time(time)) => {
                let start = Days { first: time.when.start.first, last: time.when.end.last };
                Stretch { start, end: Days::one(Day::MAX) }
            }
            (None, Phase::Planned | Phase::Cancelled, _) => Stretch { start: Days::ALL, end: Days::ALL },
            _ => Stretch::ALWAYS,
        };
        let origin = Origin { file: self.file_numbers.get(block.file).copied().unwrap_or(0), span: line.span };
        let statement = StatementDef {
            subject: block.subject,
            property,
            valid,
            value,
            phase,
            known,
            rank,
            capacity,
            source,
            origin,
        };
        if let Some(at) = &line.at {
            let found = self.schema.phased(block.kind, |value| matches!(value, ValueType::Entity(_)));
            let Some(venue) = found else {
                let message = format!("kind `{}` has no phased place", self.schema.kind_name(block.kind));
                return self.fault("unknown-name", block.file, at, message);
            };
            if let Some(place) = self.find(block.file, at) {
                self.model.statements.push(StatementDef {
                    property: venue,
                    value: ValueDef::Entity(place),
                    ..statement.clone()
                });
            }
        }
        self.model.statements.push(statement);
    }

    fn value(&mut self, file: &str, property: PropertyId, literal: &Literal) -> Option<ValueDef> {
        let declared = self.schema.property(property)?;
        let (expected, name) = (declared.value, declared.name.clone());
        let raw = match literal {
            Literal::Id(name) | Literal::Text(name) | Literal::Column(name) => name,
            Literal::Date(when) => &when.text,
            Literal::Number { text, .. } => text,
        };
        let wrong = |what: &str| format!("`{}` is not {what}, which `{name}` takes", raw.text);
        match expected {
            ValueType::Entity(kind) => {
                let entity = self.find(file, raw)?;
                if let Some(kind) = kind
                    && !self.schema.is_a(self.kind_of(entity), kind)
                {
                    let message = wrong(&format!("a {}", self.schema.kind_name(kind)));
                    let help = format!("`{}` is a {}", raw.text, self.schema.kind_name(self.kind_of(entity)));
                    self.faults.push(Fault::error("type", file, raw.span, message).help(help));
                    return None;
                }
                Some(ValueDef::Entity(entity))
            }
            ValueType::Date | ValueType::Interval => match parse_edtf(&raw.text) {
                Ok(time) if expected == ValueType::Interval && time.point && time.grain == Grain::Day => {
                    Some(ValueDef::Time(Time { point: false, ..time }))
                }
                Ok(time) => Some(ValueDef::Time(time)),
                Err(error) => {
                    self.fault("date", file, raw, error.to_string());
                    None
                }
            },
            ValueType::Number => match raw.text.parse() {
                Ok(number) => Some(ValueDef::Number(number)),
                Err(_) => {
                    let message = wrong("a number");
                    self.fault("type", file, raw, message);
                    None
                }
            },
            ValueType::Text => Some(ValueDef::Text(raw.text.clone())),
        }
    }
}

/// When a statement holds: a single date means all its days; an open end is sure up to the horizon.
fn stretch(time: Time, horizon: Day) -> Stretch {
    if time.point {
        let days = time.days();
        return Stretch { start: Days::one(days.first), end: Days::one(days.last) };
    }
    let mut stretch = time.when;
    if stretch.end.first == Day::MAX {
        stretch.end.first = horizon.max(stretch.start.last);
    }
    stretch
}

fn edition_id(series: &SeriesItem, edition: &EditionItem) -> Name {
    Name { text: format!("{}-{}", series.id.text, edition.number.text), span: edition.number.span }
}

/// An ordinal in digits: `1st`, `22nd`, `113th`.
#[must_use]
pub fn ordinal(number: &str) -> String {
    let tens = number.len() > 1 && number.as_bytes()[number.len() - 2] == b'1';
    let tail = match number.as_bytes().last() {
        Some(b'1') if !tens => "st",
        Some(b'2') if !tens => "nd",
        Some(b'3') if !tens => "rd",
        _ => "th",
    };
    format!("{number}{tail}")
}
