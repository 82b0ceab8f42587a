//! `factlint facts query`

use super::super::Exit;
use super::super::args::{Query, Table};
use super::super::output::{Failure, print};
use super::super::setup::base;
use super::row::{Row, csv, sentence};
use crate::base::{Base, EntityId, Lookup, NameSort, PropertyId, Statement};
use crate::calendar::{Time, parse_edtf, words};
use crate::lang::fault::nearest;
use crate::report::citation;
use std::fmt::Write as _;

/// What is asked for.
struct Wanted {
    /// The things that are meant.
    entities: Vec<EntityId>,
    /// Only this property.
    property: Option<String>,
    /// Only what holds then.
    when: Option<Time>,
}

/// Tells what the base says of something.
///
/// # Errors
/// If nothing of the wanted name is known, or the base is damaged.
pub fn run(args: &Query) -> Result<Exit, Failure> {
    let base = base(&args.facts)?;
    let asked = args.words.join(" ");
    let words: Vec<&str> = asked.split_whitespace().collect();
    let Some(wanted) = wanted(&base, &words) else {
        base.intact()?;
        let names: Vec<&str> = base.names().map(|name| name.text).collect();
        let help = nearest(&asked, names).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
        return Err(format!("the base has nothing named `{asked}`{help}").into());
    };
    let text = match args.format {
        Table::Text => {
            let parts: Vec<String> = wanted.entities.iter().map(|&entity| about(&base, entity, &wanted)).collect();
            parts.join("\n")
        }
        Table::Json => format!("{}\n", serde_json::to_string_pretty(&rows(&base, &wanted))?),
        Table::Csv => csv(&rows(&base, &wanted))?,
    };
    base.intact()?;
    print(&text)?;
    Ok(Exit::Clean)
}

/// Reads a question: a name, or a name with a property, or two names of things that a third one ties together;
/// and a date behind it.
fn wanted(base: &Base, words: &[&str]) -> Option<Wanted> {
    let whole = named(base, &words.join(" "));
    if !whole.is_empty() {
        return Some(Wanted { entities: whole, property: None, when: None });
    }
    if let Some((last, rest)) = words.split_last()
        && !rest.is_empty()
        && let Ok(time) = parse_edtf(last)
    {
        return Some(Wanted { when: Some(time), ..wanted(base, rest)? });
    }
    for cut in (1..words.len()).rev() {
        let (head, tail) = (words[..cut].join(" "), words[cut..].join(" "));
        let entities = named(base, &head);
        let having: Vec<EntityId> =
            entities.iter().copied().filter(|&entity| base.lookup(entity, &tail).is_some()).collect();
        if !having.is_empty() {
            return Some(Wanted { entities: having, property: Some(tail), when: None });
        }
        let (one, other) = (tied(base, &entities), tied(base, &named(base, &tail)));
        let both: Vec<EntityId> = one.into_iter().filter(|entity| other.contains(entity)).collect();
        if !both.is_empty() {
            return Some(Wanted { entities: both, property: None, when: None });
        }
    }
    None
}

/// The things of an id or a name.
fn named(base: &Base, name: &str) -> Vec<EntityId> {
    let mut found: Vec<EntityId> = base.find(name).into_iter().collect();
    if found.is_empty() {
        found = base.named(name).iter().map(|name| name.entity).collect();
        found.sort_unstable();
        found.dedup();
    }
    found
}

/// What has one of these things as a value.
fn tied(base: &Base, entities: &[EntityId]) -> Vec<EntityId> {
    let properties = (0..base.schema().properties.len()).map(PropertyId::at);
    let mut found: Vec<EntityId> = properties
        .flat_map(|property| entities.iter().flat_map(move |&entity| base.with_value(property, entity)))
        .map(|statement| statement.subject)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The statements about an entity that are asked for.
fn asked<'a>(base: &'a Base, entity: EntityId, wanted: &Wanted) -> Vec<Statement<'a>> {
    let schema = base.schema();
    let properties: Option<Vec<PropertyId>> = wanted.property.as_ref().map(|name| match base.lookup(entity, name) {
        Some(Lookup::Stored(property)) => vec![property],
        Some(Lookup::Sense(sense)) => {
            sense.of.iter().filter_map(|name| schema.stored(base.kind_of(entity), name)).collect()
        }
        None => Vec::new(),
    });
    base.about(entity)
        .filter(|statement| properties.as_ref().is_none_or(|some| some.contains(&statement.property)))
        .filter(|statement| wanted.when.is_none_or(|time| statement.valid.outer().meets(time.days())))
        .collect()
}

fn rows(base: &Base, wanted: &Wanted) -> Vec<Row> {
    let statements = wanted.entities.iter().flat_map(|&entity| asked(base, entity, wanted));
    statements.map(|statement| Row::of(base, &statement)).collect()
}

fn about(base: &Base, entity: EntityId, wanted: &Wanted) -> String {
    let kind = base.schema().kind_name(base.kind_of(entity));
    let mut text = format!("{} ({kind}): {}\n", base.id(entity), base.label(entity));
    let everything = wanted.property.is_none() && wanted.when.is_none();
    for name in base.names_of(entity).filter(|name| name.sort != NameSort::Label && everything) {
        let when = if name.used.first.is_open() && name.used.last.is_open() {
            String::new()
        } else {
            format!(", {}", words::days(name.used))
        };
        let _ = writeln!(text, "  {}: {}{when}", name.sort.word(), name.text);
    }
    let mut sources: Vec<&str> = Vec::new();
    for statement in asked(base, entity, wanted) {
        let id = base.source(statement.source).map_or("", |source| source.id);
        let _ = writeln!(text, "  {} [{id}]", sentence(base, &statement));
        if !sources.contains(&id) {
            sources.push(id);
        }
    }
    for (property, complete) in base.schema().properties.iter().enumerate().filter(|_| everything) {
        for (days, source) in base.complete(entity, PropertyId::at(property)) {
            let id = base.source(source).map_or("", |source| source.id);
            let _ = writeln!(text, "  complete {}: {} [{id}]", complete.name, words::days(days));
        }
    }
    for source in &sources {
        let _ = writeln!(text, "  [{source}] {}", citation(base, source));
    }
    text
}
