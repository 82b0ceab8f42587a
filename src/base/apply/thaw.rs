//! A base under the files: its model is taken over, with the numbers of its entities and sources made anew.

use super::Applier;
use crate::base::ids::{EntityId, SourceId};
use crate::base::model::{
    CompleteDef, EntityDef, GazetteerDef, Model, NameDef, NameSort, Origin, PlaceDef, Rare, SourceInfo, StatementDef,
    ValueDef,
};
use crate::base::{Base, BaseError, Statement, Value};

/// What a model below holds, but for what is defined in it.
pub(super) struct Old {
    model: Model,
}

impl Applier<'_> {
    /// Lays a model under what the files define.
    pub(super) fn lay(&mut self, mut below: Model) -> Old {
        for entity in &below.entities {
            self.entities.insert(entity.id.clone(), EntityDef { origin: Origin::BELOW, ..entity.clone() });
        }
        for source in &below.sources {
            self.sources.insert(source.id.clone(), source.clone());
        }
        self.model.places = std::mem::take(&mut below.places);
        Old { model: below }
    }

    /// Takes over names, statements and completeness, now that all entities have their numbers.
    pub(super) fn take_over(&mut self, old: Old) {
        let below = old.model;
        let entities: Vec<EntityId> =
            below.entities.iter().map(|entity| self.number_of(&entity.id).unwrap_or(EntityId(u32::MAX))).collect();
        let sources: Vec<SourceId> = below
            .sources
            .iter()
            .map(|source| self.source_numbers.get(&source.id).copied().unwrap_or(SourceId(u32::MAX)))
            .collect();
        let entity = |old: EntityId| entities.get(old.index()).copied().unwrap_or(old);
        let source = |old: SourceId| sources.get(old.index()).copied().unwrap_or(old);
        let value = |old: ValueDef| if let ValueDef::Entity(one) = old { ValueDef::Entity(entity(one)) } else { old };
        let names = below.names.into_iter().filter(|name| name.sort != NameSort::Label);
        self.model.names.extend(names.map(|name| NameDef {
            entity: entity(name.entity),
            origin: Origin::BELOW,
            ..name
        }));
        self.model.statements.extend(below.statements.into_iter().map(|statement| StatementDef {
            subject: entity(statement.subject),
            value: value(statement.value),
            rare: statement.rare.map(|rare| {
                Box::new(Rare {
                    capacity: rare.capacity.map(entity),
                    qualifiers: rare.qualifiers.into_iter().map(|(property, one)| (property, value(one))).collect(),
                })
            }),
            source: source(statement.source),
            origin: Origin::BELOW,
            ..statement
        }));
        self.model.completes.extend(below.completes.into_iter().map(|complete| CompleteDef {
            subject: entity(complete.subject),
            source: source(complete.source),
            origin: Origin::BELOW,
            ..complete
        }));
        self.model.gazetteer =
            below.gazetteer.map(|gazetteer| GazetteerDef { source: source(gazetteer.source), ..gazetteer });
    }
}

/// The model of a compiled base.
///
/// # Errors
/// If the base is damaged.
pub fn thaw(base: &Base) -> Result<Model, BaseError> {
    let mut model = Model { schema: base.schema().clone(), ..Model::default() };
    model.sources = base
        .sources()
        .map(|source| SourceInfo {
            id: source.id.to_owned(),
            title: source.title.to_owned(),
            url: source.url.to_owned(),
            basis: source.basis,
            retrieved: source.retrieved,
            licence: source.licence.to_owned(),
            horizon: source.horizon,
        })
        .collect();
    for number in (0..base.entities()).map(EntityId::at) {
        let Some(entity) = base.entity(number) else { continue };
        let mut named = false;
        for name in base.names_of(number) {
            named |= name.sort == NameSort::Label;
            let (text, origin) = (name.text.to_owned(), Origin::BELOW);
            model.names.push(NameDef { entity: number, sort: name.sort, text, used: name.used, origin });
        }
        let (id, label) = (entity.id.to_owned(), entity.label.to_owned());
        model.entities.push(EntityDef { id, label, named, kind: entity.kind, origin: Origin::BELOW });
    }
    model.statements = (0..base.statement_count())
        .filter_map(|at| base.statement(u32::try_from(at).ok()?))
        .map(|statement| definition(base, &statement))
        .collect();
    model.completes = base
        .completes()
        .map(|(subject, property, days, source)| CompleteDef { subject, property, days, source, origin: Origin::BELOW })
        .collect();
    model.gazetteer = base.gazetteer().map(|(source, floor)| GazetteerDef { source, floor });
    model.places = base
        .places()
        .map(|place| PlaceDef { name: place.name.to_owned(), region: place.code(), population: place.population })
        .collect();
    base.intact()?;
    Ok(model)
}

fn definition(base: &Base, statement: &Statement<'_>) -> StatementDef {
    let value = |value: Value<'_>| match value {
        Value::Entity(entity) => ValueDef::Entity(entity),
        Value::Time(time) => ValueDef::Time(time),
        Value::Number(number) => ValueDef::Number(number),
        Value::Text(text) => ValueDef::Text(text.to_owned()),
    };
    let qualifiers: Vec<_> = base.qualifiers(statement).map(|(property, one)| (property, value(one))).collect();
    let capacity = statement.capacity;
    StatementDef {
        subject: statement.subject,
        property: statement.property,
        valid: statement.valid,
        value: value(statement.value),
        phase: statement.phase,
        known: statement.known,
        rank: statement.rank,
        rare: (capacity.is_some() || !qualifiers.is_empty()).then(|| Box::new(Rare { capacity, qualifiers })),
        source: statement.source,
        origin: Origin::BELOW,
    }
}
