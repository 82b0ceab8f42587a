//! `factlint facts`

use super::Exit;
use super::args::{Facts, FactsCommand, Form, Sources};
use super::output::{Failure, print};
use super::setup::{engine, show};
use crate::base::{Base, EntityId, NameSort};
use crate::calendar::{Grain, Stretch, Time, words};
use crate::definitions::gather;
use crate::eval::Val;
use crate::lang::fault::{any_error, nearest};
use crate::report::citation;
use crate::text::fold::fold;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Runs a command about facts.
///
/// # Errors
/// If files cannot be read, or nothing of the wanted name is known.
pub fn run(args: &Facts) -> Result<Exit, Failure> {
    match &args.command {
        FactsCommand::Lint { paths } => lint(paths),
        FactsCommand::Query { words, facts } => {
            let base = engine(&Sources { facts: facts.clone(), rules: Vec::new() })?.base;
            print(&query(&base, &words.join(" "))?)?;
            Ok(Exit::Clean)
        }
        FactsCommand::Stats { format, facts } => {
            let base = engine(&Sources { facts: facts.clone(), rules: Vec::new() })?.base;
            print(&stats(&base, *format))?;
            Ok(Exit::Clean)
        }
    }
}

fn lint(paths: &[PathBuf]) -> Result<Exit, Failure> {
    let standard = [PathBuf::from("facts")];
    let mut files = Vec::new();
    for path in if paths.is_empty() { &standard[..] } else { paths } {
        files.extend(gather(path)?);
    }
    let (model, mut faults) = crate::base::load_model(&files);
    if !any_error(&faults) {
        faults.extend(crate::base::lint::lint(&model));
    }
    show(&faults, &files);
    print(&format!(
        "{} entities, {} statements, {} sources: {} faults\n",
        model.entities.len(),
        model.statements.len(),
        model.sources.len(),
        faults.len()
    ))?;
    Ok(if any_error(&faults) {
        Exit::Fault
    } else if faults.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// All about an entity, by id or name.
fn query(base: &Base, wanted: &str) -> Result<String, Failure> {
    let mut found: Vec<EntityId> = base.find(wanted).into_iter().collect();
    if found.is_empty() {
        let folded = fold(wanted);
        found = base
            .name_records()
            .iter()
            .filter(|record| fold(base.text(record.text, record.text_len)) == folded)
            .map(|record| EntityId(record.entity))
            .collect();
        found.sort_unstable();
        found.dedup();
    }
    if found.is_empty() {
        let names: Vec<&str> =
            base.name_records().iter().map(|record| base.text(record.text, record.text_len)).collect();
        let help = nearest(wanted, names).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
        return Err(format!("the base has nothing named `{wanted}`{help}").into());
    }
    Ok(found.into_iter().map(|entity| about(base, entity)).collect::<Vec<_>>().join("\n"))
}

fn about(base: &Base, entity: EntityId) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} ({}): {}",
        base.id(entity),
        base.schema().kind_name(base.kind_of(entity)),
        base.label(entity)
    );
    for (name, sort, used) in base.names_of(entity) {
        if sort != NameSort::Label {
            let when = if used.first.is_open() && used.last.is_open() {
                String::new()
            } else {
                format!(", {}", words::days(used))
            };
            let _ = writeln!(text, "  {}: {name}{when}", format!("{sort:?}").to_lowercase());
        }
    }
    let mut sources: Vec<String> = Vec::new();
    for statement in base.about(entity) {
        let property = base.schema().property(statement.property).map_or("", |property| property.name.as_str());
        let phase =
            if statement.phase.word().is_empty() { String::new() } else { format!(" ({})", statement.phase.word()) };
        let mut line = format!("  {property}{phase}: {}", Val::of(&statement).words(base));
        for (label, stretch) in [("", statement.valid), ("known ", statement.known)] {
            if stretch != Stretch::ALWAYS
                && !(label == "known " && stretch.start.first.is_open() && stretch.end.last.is_open())
            {
                let _ =
                    write!(line, ", {label}{}", words::time(Time { when: stretch, grain: Grain::Day, point: false }));
            }
        }
        if let Some(capacity) = statement.capacity {
            let _ = write!(line, ", as {}", base.label(capacity));
        }
        let id = base.source(statement.source).map_or("", |source| source.id.as_str()).to_owned();
        let _ = writeln!(text, "{line} [{id}]");
        if !sources.contains(&id) {
            sources.push(id);
        }
    }
    for (property, complete) in base.schema().properties.iter().enumerate() {
        for (days, source) in base.complete(entity, crate::base::PropertyId::at(property)) {
            let id = base.source(source).map_or("", |source| source.id.as_str());
            let _ = writeln!(text, "  complete {}: {} [{id}]", complete.name, words::days(days));
        }
    }
    for source in &sources {
        let _ = writeln!(text, "  [{source}] {}", citation(base, source));
    }
    text
}

fn stats(base: &Base, format: Form) -> String {
    let (entities, statements) = (base.entity_records().len(), base.statement_records().len());
    if format == Form::Json {
        let row = serde_json::json!({ "statements": statements, "entities": entities, "sources": base.sources().len(), "names": base.name_records().len() });
        return format!("{row}\n");
    }
    let mut text = format!(
        "{entities} entities, {statements} statements, {} names, {} sources\n",
        base.name_records().len(),
        base.sources().len()
    );
    for (at, kind) in base.schema().kinds.iter().enumerate() {
        let count = base.of_kind(crate::base::KindId::at(at)).count();
        if count > 0 {
            let _ = writeln!(text, "{count:>7} {}", kind.name);
        }
    }
    for (at, property) in base.schema().properties.iter().enumerate() {
        let count = base.statement_records().iter().filter(|statement| usize::from(statement.property) == at).count();
        if count > 0 {
            let _ = writeln!(text, "{count:>7} {}", property.name);
        }
    }
    text
}
