//! From a run to a bundle.

use super::facts::Facts;
use super::manifest::{Asked, Entry, FORM, Manifest};
use super::{checked, hash, report};
use crate::baseline::Baseline;
use crate::calendar::Day;
use crate::outcome::{FileText, Outcome};
use crate::read::{Settings, named, read};
use crate::report::safe_json::pretty;
use crate::report::{Look, Run};
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What the articles of a run were checked by, beside rules and facts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms {
    /// The day of publication that was given for all articles.
    pub published: Option<Day>,
    /// The day of judgement.
    pub as_of: Option<Day>,
    /// The day by which facts had to be known.
    pub known_at: Option<Day>,
}

/// What a desk has made of what was found.
#[derive(Debug)]
pub struct Reported<'a> {
    /// How the report was asked for.
    pub asked: Asked,
    /// The baseline that the run was held to.
    pub baseline: Option<&'a Baseline>,
    /// The path of each article of the run in the baseline, in order.
    pub keys: Vec<String>,
}

/// Packs what a run rests on. The same run makes the same bytes.
///
/// # Errors
/// If it grows too large for a zip.
pub fn pack(run: &Run<'_>, terms: Terms, desk: &Reported<'_>) -> Result<Vec<u8>, ZipError> {
    let (entries, files): (Vec<Entry>, Vec<Arc<FileText>>) = files(run, terms, desk).into_iter().unzip();
    let pointers = |pointer: &Option<crate::read::Pointer>| pointer.as_ref().map(ToString::to_string);
    let mut manifest = Manifest {
        form: FORM,
        version: run.stamp.version.to_owned(),
        rules: run.stamp.rules.clone(),
        base: run.stamp.base.clone(),
        as_of: terms.as_of,
        known_at: terms.known_at,
        json_text: run.fields.texts.iter().map(ToString::to_string).collect(),
        json_title: pointers(&run.fields.title),
        json_published: pointers(&run.fields.published),
        files: entries,
        report: String::new(),
        facts: String::new(),
        desk: desk.asked.clone(),
        reported: String::new(),
        baseline: None,
    };
    let again = checked(run.engine, &manifest, &files);
    let evidence = report(&again, Look::default());
    let facts = Facts::of(&again).bytes();
    manifest.report = hash(&evidence);
    manifest.facts = hash(&facts);
    let mut contents: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let reported = report(run, Look::default());
    manifest.reported = hash(&reported);
    contents.insert("reported.json".to_owned(), reported);
    if let Some(baseline) = desk.baseline {
        let text = baseline.text().into_bytes();
        manifest.baseline = Some(hash(&text));
        contents.insert("baseline.json".to_owned(), text);
    }
    for (entry, file) in manifest.files.iter().zip(&files) {
        contents.insert(entry.name.clone(), file.bytes().to_vec());
    }
    contents.insert("report.json".to_owned(), evidence);
    contents.insert("facts.json".to_owned(), facts);
    let mut bytes = Vec::new();
    // Nothing goes wrong while memory is written to.
    let _ = pretty(&mut bytes, &manifest);
    bytes.push(b'\n');
    contents.insert("manifest.json".to_owned(), bytes);
    zipped(&contents)
}

/// The files of a run, each once, in order.
fn files(run: &Run<'_>, terms: Terms, desk: &Reported<'_>) -> Vec<(Entry, Arc<FileText>)> {
    let mut files: Vec<(Entry, Arc<FileText>)> = Vec::new();
    let mut last: Option<&Outcome> = None;
    for (outcome, key) in run.outcomes.iter().zip(&desk.keys) {
        // The articles of one file come one after the other.
        if last.is_some_and(|last| last.same_file(outcome)) {
            continue;
        }
        last = Some(outcome);
        let ending = Path::new(&outcome.path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
        let dot = if ending.is_empty() { "" } else { "." };
        let off = outcome.off.iter().filter_map(|number| run.engine.program.claims.get(usize::from(*number)));
        let entry = Entry {
            path: outcome.path.clone(),
            name: format!("articles/{:05}{dot}{ending}", files.len() + 1),
            sha256: hash(outcome.bytes()),
            format: outcome.format.to_owned(),
            published: published(run, terms, outcome),
            off: off.map(|claim| claim.name.clone()).collect(),
            levels: outcome.setting.levels.clone(),
            beside: outcome.setting.beside.clone(),
            lines: outcome.setting.lines.clone(),
            key: key.clone(),
        };
        files.push((entry, outcome.file()));
    }
    files
}

/// The day to read a file with so that its article has the day that it had in the run.
fn published(run: &Run<'_>, terms: Terms, outcome: &Outcome) -> Option<Day> {
    let reader = named(outcome.format).filter(|reader| !reader.is_collection())?;
    let settings = Settings { lexicon: &run.engine.program.lexicon, fields: &run.fields };
    let documents = read(reader, outcome.bytes(), terms.published, settings);
    let found = documents.into_iter().flatten().next().and_then(|document| document.meta.published);
    if found.map(|found| found.day) == outcome.published { terms.published } else { outcome.published }
}

fn zipped(contents: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock and no file system has a say in it.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in contents {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
