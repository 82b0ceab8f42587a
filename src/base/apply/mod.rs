//! Resolution: from syntax to a model. Every name is looked up, every value gets its property's type.
//!
//! Items are gone through twice: once for what they define, once for what they state. The rows of tables are
//! made into items one by one each time, and are never all in memory.

mod define;
mod gazetteer;
mod state;
mod thaw;

pub use define::ordinal;
pub use thaw::thaw;

use super::derive::derive;
use super::ids::{EntityId, KindId, SourceId};
use super::model::{AllowDef, EntityDef, Model, NameDef, NameSort, Origin, SourceInfo, StatementDef, ValueDef};
use super::schema::{Schema, SchemaBuilder};
use super::table;
use crate::calendar::{Days, Stretch, Time};
use crate::lang::ast::{EntityItem, FactItem, FactLine, GazetteerItem, Name, SeriesItem, TableItem};
use crate::lang::{Fault, Faults};
use crate::text::{Source, fold};
use state::Retraction;
use std::collections::{BTreeMap, HashMap};

/// The kind of an edition and of a series where a file names no other, and the properties that tie
/// them: words of the fact language, not of the world.
const EDITION: &str = "edition";
/// The property by which an edition tells its series, and the kind of series.
pub const SERIES: &str = "series";
/// The property by which an edition tells its number.
pub const NUMBER: &str = "number";
const OF: &str = "of";
/// The kind whose properties are qualifiers.
const STATEMENT: &str = "statement";

/// For so many unknown names a near one is looked for: that takes a look at all.
const SUGGESTIONS: usize = 100;

/// What is to be resolved: items by file, and tables with their rows.
#[derive(Debug, Default)]
pub struct Items<'a> {
    /// Items, each with the name of its file.
    pub items: Vec<(&'a str, FactItem)>,
    /// Tables, each with the file of its rows.
    pub tables: Vec<(TableItem, &'a Source)>,
    /// Gazetteers, each with the name of its file and that of its rows.
    pub gazetteers: Vec<(&'a str, GazetteerItem, &'a Source)>,
}

/// Resolves items into a model.
pub struct Applier<'a> {
    faults: &'a mut Faults,
    schema: Schema,
    files: Vec<String>,
    file_numbers: HashMap<String, u32>,
    sources: BTreeMap<String, SourceInfo>,
    source_numbers: HashMap<String, SourceId>,
    entities: BTreeMap<String, EntityDef>,
    ids: Vec<String>,
    numbers: HashMap<u64, u32>,
    suggestions: usize,
    retractions: Vec<Retraction>,
    model: Model,
}

/// What a block of lines is about, and what holds in it by default.
struct Block<'a> {
    file: &'a str,
    subject: EntityId,
    kind: KindId,
    source: Option<SourceId>,
}

/// Resolves items over a model that holds already; an empty one where there is nothing below.
pub fn apply(below: Model, items: &Items<'_>, faults: &mut Faults) -> Model {
    let mut builder = SchemaBuilder::over(below.schema.clone());
    for (file, item) in &items.items {
        match item {
            FactItem::Kind(item) => builder.kinds.push((file, item)),
            FactItem::Property(item) => builder.properties.push((file, item)),
            FactItem::Sense(item) => builder.senses.push((file, item)),
            _ => {}
        }
    }
    let schema = builder.build(faults);
    let applier = Applier {
        faults,
        schema,
        files: Vec::new(),
        file_numbers: HashMap::new(),
        sources: BTreeMap::new(),
        source_numbers: HashMap::new(),
        entities: BTreeMap::new(),
        ids: Vec::new(),
        numbers: HashMap::new(),
        suggestions: 0,
        retractions: Vec::new(),
        model: Model::default(),
    };
    applier.all(below, items)
}

impl Applier<'_> {
    fn all(mut self, below: Model, items: &Items<'_>) -> Model {
        for file in
            items.items.iter().map(|(file, _)| *file).chain(items.tables.iter().map(|(_, csv)| csv.name.as_str()))
        {
            self.file(file);
        }
        let old = self.lay(below);
        self.each(items, true, |applier, file, item| match item {
            FactItem::Source(item) => applier.source(file, item),
            FactItem::Entity(item) => applier.define(file, item),
            FactItem::Series(item) => applier.define_series(file, item),
            _ => {}
        });
        self.number(old);
        self.each(items, false, |applier, file, item| match item {
            FactItem::Entity(item) => applier.entity(file, item),
            FactItem::Series(item) => applier.series(file, item),
            FactItem::Complete(item) => {
                let Some(subject) = applier.find(file, &item.entity) else { return };
                let kind = applier.kind_of(subject);
                let source = item.source.as_ref().and_then(|name| applier.find_source(file, name));
                let mut block = Block { file, subject, kind, source };
                applier.complete(&mut block, &item.property, &item.when, None);
            }
            FactItem::Allow(item) => {
                let origin = applier.origin(file, &item.code);
                if !applier.may_be_allowed(&item.what.text) {
                    applier.find(file, &item.what);
                }
                applier.model.allows.push(AllowDef {
                    code: item.code.text.clone(),
                    what: item.what.text.clone(),
                    reason: item.reason.text.clone(),
                    origin,
                });
            }
            _ => {}
        });
        self.retract();
        for (file, item, csv) in &items.gazetteers {
            self.gazetteer(file, item, csv);
        }
        let model = &mut self.model;
        model.statements.sort_unstable();
        model.statements.dedup_by(|later, first| later.repeats(first));
        model.names.sort_unstable();
        model.names.dedup_by(|a, b| a.entity == b.entity && a.text == b.text && a.used == b.used);
        model.completes.sort_unstable();
        model.places.sort_unstable();
        model.places.dedup();
        self.model.schema = self.schema;
        self.model.files = self.files;
        derive(&mut self.model);
        self.model
    }

    /// All items, those of tables row by row. What is wrong with rows is told the first time.
    fn each(&mut self, items: &Items<'_>, first: bool, mut apply: impl FnMut(&mut Self, &str, &FactItem)) {
        for (file, item) in &items.items {
            apply(self, file, item);
        }
        for (table, csv) in &items.tables {
            let mut faults = Faults::new();
            table::expand(table, csv, &mut faults, |item| apply(self, &csv.name, &item));
            if first {
                self.faults.append(&mut faults);
            }
        }
    }

    fn file(&mut self, file: &str) -> u32 {
        if let Some(&number) = self.file_numbers.get(file) {
            return number;
        }
        let number = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.file_numbers.insert(file.to_owned(), number);
        self.files.push(file.to_owned());
        number
    }

    /// Gives numbers to all entities and sources, and takes over what is stated already.
    fn number(&mut self, old: thaw::Old) {
        self.ids = self.entities.keys().cloned().collect();
        self.numbers = self
            .ids
            .iter()
            .enumerate()
            .map(|(at, id)| (fold::hash(id), u32::try_from(at).unwrap_or(u32::MAX)))
            .collect();
        self.model.entities = std::mem::take(&mut self.entities).into_values().collect();
        self.source_numbers = self.sources.keys().enumerate().map(|(at, id)| (id.clone(), SourceId::at(at))).collect();
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
        self.take_over(old);
    }

    fn origin(&self, file: &str, name: &Name) -> Origin {
        Origin { file: self.file_numbers.get(file).copied().unwrap_or(0), span: name.span }
    }

    fn fault(&mut self, code: &'static str, file: &str, name: &Name, message: String) {
        self.faults.push(Fault::error(code, file, name.span, message));
    }

    fn number_of(&self, id: &str) -> Option<EntityId> {
        let found = self.numbers.get(&fold::hash(id)).copied();
        if let Some(at) = found
            && self.ids.get(at as usize).is_some_and(|known| known == id)
        {
            return Some(EntityId(at));
        }
        // Another id may have the same hash.
        found.and_then(|_| self.ids.binary_search_by(|known| known.as_str().cmp(id)).ok()).map(EntityId::at)
    }

    fn find(&mut self, file: &str, id: &Name) -> Option<EntityId> {
        let found = self.number_of(&id.text);
        if found.is_none() {
            let mut fault = Fault::error("unknown-name", file, id.span, format!("there is no entity `{}`", id.text));
            if self.suggestions < SUGGESTIONS {
                self.suggestions += 1;
                fault = fault.meant(&id.text, self.ids.iter().map(String::as_str));
            }
            self.faults.push(fault);
        }
        found
    }

    /// Whether a name is one of a kind or a source: lints are allowed for these as a whole.
    fn may_be_allowed(&self, name: &str) -> bool {
        self.schema.kind(name).is_some() || self.source_numbers.contains_key(name)
    }

    fn find_source(&mut self, file: &str, id: &Name) -> Option<SourceId> {
        let found = self.source_numbers.get(&id.text).copied();
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
            let Some(entity) = self.find(file, &define::edition_id(item, edition)) else { continue };
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
            phase: super::model::Phase::None,
            known: Stretch::ALWAYS,
            rank: super::model::Rank::Normal,
            rare: None,
            source,
            origin,
        });
    }

    fn lines(&mut self, block: &mut Block<'_>, lines: &[FactLine]) {
        for line in lines {
            match line {
                FactLine::Source(name) => block.source = self.find_source(block.file, name),
                FactLine::Names(line) => {
                    let sort = match line.sort.text.as_str() {
                        "demonym" => NameSort::Demonym,
                        "acronym" => NameSort::Acronym,
                        _ => NameSort::Alias,
                    };
                    let used = line.when.as_ref().and_then(|when| when.time).map_or(Days::ALL, Time::days);
                    for name in &line.names {
                        let (origin, text) = (self.origin(block.file, name), name.text.clone());
                        self.model.names.push(NameDef { entity: block.subject, sort, text, used, origin });
                    }
                }
                FactLine::Complete { property, when, source } => self.complete(block, property, when, source.as_ref()),
                FactLine::Statement(line) => self.statement(block, line),
                FactLine::Retract(line) => self.retraction(block, line),
            }
        }
    }
}
