//! Evidence bundles: everything that a report rests on in one file, from which it can be made again.
//!
//! A bundle is a zip of the articles' bytes, the report of all rules that were on with the proofs of all claims, the
//! facts that the proofs cite with their sources, and a manifest with the hashes of all that, of the rules and of the
//! base. The same run makes the same bytes. [`differences`] makes the report again and tells what is another.
//!
//! What an editor or a baseline sets aside is no evidence: one report of a bundle has all findings. The other is that of the
//! run, which is made again too: the bundle keeps what the desk went by.

mod facts;
mod manifest;
mod pack;
mod unpack;
mod verify;

pub use manifest::{Asked, Entry, Manifest};
pub use pack::{Reported, Terms, pack};
pub use unpack::{Bundle, BundleError, unpack};
pub use verify::{Differences, differences};

use crate::baseline::Baseline;
use crate::check::Options;
use crate::config::Policy;
use crate::engine::Engine;
use crate::outcome::{Comment, FileText, Outcome, Status};
use crate::read::{Settings, comments, named, read};
use crate::report::json::Json;
use crate::report::{Format as _, Look, Run, Stamp};
use crate::suppress::{Desk, hold_to_lines, sidecar};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// `sha256:` and the hash of bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    format!("sha256:{}", crate::base::image::open::hex(&Sha256::digest(bytes)))
}

/// The articles of a bundle, checked by an engine: all rules but those that were off, proofs of all claims.
fn checked<'e>(engine: &'e Engine, manifest: &Manifest, files: &[Arc<FileText>]) -> Run<'e> {
    let options = Options { as_of: manifest.as_of, known_at: manifest.known_at, proofs: true, expires: false };
    run(engine, manifest, files, options, |_, outcome| outcome)
}

/// The articles of a bundle as the run reported them: with all that was set aside, and as grave as it was.
fn reported<'e>(
    engine: &'e Engine,
    manifest: &Manifest,
    files: &[Arc<FileText>],
    baseline: Option<&Baseline>,
) -> Run<'e> {
    let asked = &manifest.desk;
    let options =
        Options { as_of: manifest.as_of, known_at: manifest.known_at, proofs: asked.proofs, expires: asked.expires };
    let desk = Desk {
        program: &engine.program,
        today: asked.today.unwrap_or_else(|| engine.base.released()),
        reasons: asked.reasons,
        sources: asked.sources,
    };
    let weighed = |entry: &Entry, mut outcome: Outcome| {
        let policy = Policy { off: outcome.off.clone(), levels: entry.levels.clone() };
        // It was parsed when the run was made.
        let beside = entry.beside.as_deref().and_then(|text| sidecar::parse(text).ok()).unwrap_or_default();
        desk.weigh(&mut outcome, &policy, &beside);
        outcome.setting.lines.clone_from(&entry.lines);
        hold_to_lines(&mut outcome);
        outcome
    };
    let mut run = run(engine, manifest, files, options, weighed);
    if let Some(baseline) = baseline {
        let keys: BTreeMap<&str, &str> =
            manifest.files.iter().map(|entry| (entry.path.as_str(), entry.key.as_str())).collect();
        baseline.apply(&mut run.outcomes, |outcome| {
            keys.get(outcome.path.as_str()).map_or_else(|| outcome.path.clone(), |key| (*key).to_owned())
        });
        if asked.new_only {
            for outcome in &mut run.outcomes {
                outcome.findings.retain(|finding| finding.status != Status::Baseline);
            }
        }
    }
    run
}

/// The articles of a bundle, checked, and what `then` makes of each.
fn run<'e>(
    engine: &'e Engine,
    manifest: &Manifest,
    files: &[Arc<FileText>],
    options: Options,
    then: impl Fn(&Entry, Outcome) -> Outcome + Sync,
) -> Run<'e> {
    let fields = manifest.fields();
    let settings = Settings { lexicon: &engine.program.lexicon, fields: &fields };
    let each = |(entry, file): (&Entry, &Arc<FileText>)| -> Vec<Outcome> {
        let Some(reader) = named(&entry.format) else { return Vec::new() };
        let off: BTreeSet<u16> = (0..)
            .zip(&engine.program.claims)
            .filter(|(_, claim)| entry.off.contains(&claim.name))
            .map(|(number, _)| number)
            .collect();
        let found = if reader.is_collection() || !comments::any(file.as_str()) {
            Vec::new()
        } else {
            reader.comments(file.as_str())
        };
        let documents = read(reader, file.bytes(), entry.published, settings).into_iter().enumerate();
        let readable = documents.filter_map(|(at, document)| Some((at, document.ok()?)));
        readable
            .map(|(at, document)| {
                let comments = Comment::all(&found, file.as_str(), &document);
                let mut outcome = Outcome::of(engine.check_without(document, options, &off), Arc::clone(file));
                outcome.path.clone_from(&entry.path);
                outcome.content.clone_from(&entry.sha256);
                outcome.record = reader.is_collection().then_some(at + 1);
                outcome.comments = comments;
                outcome.off.clone_from(&off);
                then(entry, outcome)
            })
            .collect()
    };
    let outcomes = manifest.files.par_iter().zip(files).flat_map_iter(each).collect();
    Run { engine, stamp: Stamp::of(engine), fields, outcomes, faults: Vec::new() }
}

/// A run as the JSON report says it.
fn report(run: &Run<'_>, look: Look) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Nothing goes wrong while memory is written to.
    let _ = Json.write(run, look, &mut bytes);
    bytes
}
