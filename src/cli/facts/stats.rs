//! `factlint facts stats`

use super::super::Exit;
use super::super::args::{Form, Stats};
use super::super::output::{Failure, print};
use super::super::setup::{base, engine};
use super::coverage;
use super::decided::Decided;
use crate::base::{Base, KindId};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a base holds, counted.
#[derive(Debug, Default)]
struct Counts {
    kinds: BTreeMap<String, usize>,
    statements_of_kinds: BTreeMap<String, usize>,
    properties: BTreeMap<String, usize>,
    sources: BTreeMap<String, usize>,
    horizons: BTreeMap<String, usize>,
    licences: BTreeMap<String, usize>,
    bases: BTreeMap<String, usize>,
}

/// Counts what the base holds.
///
/// # Errors
/// If the base cannot be opened or is damaged.
pub fn run(args: &Stats) -> Result<Exit, Failure> {
    if let Some(file) = &args.articles {
        let engine = engine(&args.sources)?;
        let decided = Decided::of(&engine, file)?;
        print(&match args.format {
            Form::Text => decided.text(&engine.base),
            Form::Json => format!("{}\n", decided.json()),
        })?;
        return Ok(Exit::Clean);
    }
    let base = base(&args.sources.facts)?;
    if args.coverage {
        let text = match args.format {
            Form::Text => coverage::text(&base),
            Form::Json => format!("{}\n", coverage::json(&base)),
        };
        base.intact()?;
        print(&text)?;
        return Ok(Exit::Clean);
    }
    let counts = count(&base);
    let text = match args.format {
        Form::Text => text(&base, &counts),
        Form::Json => format!("{}\n", json(&base, &counts)),
    };
    base.intact()?;
    print(&text)?;
    Ok(Exit::Clean)
}

fn count(base: &Base) -> Counts {
    let mut counts = Counts::default();
    let schema = base.schema();
    for (at, kind) in schema.kinds.iter().enumerate() {
        let of_kind = base.of_kind(KindId::at(at)).count();
        if of_kind > 0 {
            counts.kinds.insert(kind.name.clone(), of_kind);
        }
    }
    let mut sources = vec![0_usize; base.sources().len()];
    let mut kinds = vec![0_usize; schema.kinds.len()];
    let mut properties = vec![0_usize; schema.properties.len()];
    let add = |counts: &mut Vec<usize>, at: usize| {
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    };
    for statement in (0..base.statement_count()).filter_map(|at| base.statement(u32::try_from(at).ok()?)) {
        add(&mut sources, statement.source.index());
        add(&mut properties, statement.property.index());
        add(&mut kinds, base.kind_of(statement.subject).index());
    }
    for (source, count) in base.sources().zip(sources) {
        let year = source.horizon.year().map_or_else(|| "open".to_owned(), |year| year.to_string());
        counts.sources.insert(source.id.to_owned(), count);
        *counts.horizons.entry(year).or_default() += count;
        *counts.licences.entry(source.licence.to_owned()).or_default() += count;
        *counts.bases.entry(source.basis.word().to_owned()).or_default() += count;
    }
    for (kind, count) in schema.kinds.iter().zip(kinds).filter(|(_, count)| *count > 0) {
        counts.statements_of_kinds.insert(kind.name.clone(), count);
    }
    for (property, count) in schema.properties.iter().zip(properties).filter(|(_, count)| *count > 0) {
        *counts.properties.entry(property.name.clone()).or_default() += count;
    }
    counts
}

fn text(base: &Base, counts: &Counts) -> String {
    let mut text = format!(
        "{} entities, {} statements, {} names, {} sources, {} places in the gazetteer, {} bytes\n",
        base.entities(),
        base.statement_count(),
        base.name_count(),
        base.sources().len(),
        base.place_count(),
        base.size()
    );
    for (title, counts) in parts(counts) {
        let _ = writeln!(text, "\n{title}");
        for (what, count) in counts {
            let _ = writeln!(text, "{count:>9} {what}");
        }
    }
    text
}

fn json(base: &Base, counts: &Counts) -> Value {
    let mut row = Map::new();
    for (key, value) in [
        ("statements", base.statement_count()),
        ("entities", base.entities()),
        ("names", base.name_count()),
        ("sources", base.sources().len()),
        ("places", base.place_count()),
        ("bytes", base.size()),
    ] {
        row.insert(key.to_owned(), json!(value));
    }
    row.insert("hash".to_owned(), json!(format!("sha256:{}", base.hash())));
    for (title, counts) in parts(counts) {
        row.insert(title.to_owned(), json!(counts));
    }
    Value::Object(row)
}

/// The counts under their titles.
fn parts(counts: &Counts) -> [(&'static str, &BTreeMap<String, usize>); 7] {
    [
        ("entities by kind", &counts.kinds),
        ("statements by kind", &counts.statements_of_kinds),
        ("statements by property", &counts.properties),
        ("statements by source", &counts.sources),
        ("statements by horizon", &counts.horizons),
        ("statements by licence", &counts.licences),
        ("statements by how they came", &counts.bases),
    ]
}
