//! `factlint facts sources`: where the facts come from and under which terms, as the page `facts/SOURCES.md`.

use super::super::Exit;
use super::super::args::FactSources;
use super::super::output::{Failure, print};
use super::super::setup::base;
use crate::base::{Base, Basis, Cite};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Writes the page.
///
/// # Errors
/// If the base cannot be opened or is damaged.
pub fn run(facts: &FactSources) -> Result<Exit, Failure> {
    let base = base(facts)?;
    let text = page(&base);
    base.intact()?;
    print(&text)?;
    Ok(Exit::Clean)
}

fn page(base: &Base) -> String {
    let mut counts = vec![0_usize; base.sources().len()];
    let mut count = |at: usize| {
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    };
    for statement in (0..base.statement_count()).filter_map(|at| base.statement(u32::try_from(at).ok()?)) {
        count(statement.source.index());
    }
    for (.., source) in base.completes() {
        count(source.index());
    }
    let mut licences: BTreeMap<&str, Vec<(Cite<'_>, usize)>> = BTreeMap::new();
    for (source, count) in base.sources().zip(counts) {
        licences.entry(source.licence).or_default().push((source, count));
    }
    let mut text = "# Sources of the shipped facts\n\n\
        Made of the base by `factlint facts sources`: each source with its terms, the day on which it was read, the day\n\
        up to which it knows, and how many statements rest on it. Where a source was not opened, its facts were written down\n\
        from what the editors know, and the address is where they can be looked up.\n"
        .to_owned();
    let gazetteer = base.gazetteer().and_then(|(source, _)| base.source(source)).map(|source| source.id);
    for (licence, sources) in licences {
        let _ = write!(text, "\n## {licence}\n\n| source | read | knows up to | statements |\n|---|---|---|---:|\n");
        for (source, count) in sources {
            let places =
                if gazetteer == Some(source.id) { format!(", {} places", base.place_count()) } else { String::new() };
            let title = source.title.replace('|', "\\|");
            let read = match source.basis {
                Basis::Read => source.retrieved.to_string(),
                Basis::Recalled => format!("not opened; recalled {}", source.retrieved),
            };
            let _ = writeln!(
                text,
                "| `{}`: [{title}]({}) | {read} | {} | {count}{places} |",
                source.id, source.url, source.horizon
            );
        }
    }
    text
}
