//! Evidence bundles: everything that a report rests on in one file, from which it can be made again.
//!
//! A bundle is a zip of the articles' bytes, the report of all rules that were on with the proofs of all claims, the
//! facts that the proofs cite with their sources, and a manifest with the hashes of all that, of the rules and of the
//! base. The same run makes the same bytes. [`differences`] makes the report again and tells what is another.
//!
//! What an editor or a baseline sets aside is no evidence. The report of a bundle has all findings; the report of the run,
//! where that is another, lies beside it.

mod facts;
mod manifest;
mod pack;
mod unpack;
mod verify;

pub use manifest::{Entry, Manifest};
pub use pack::{Terms, pack};
pub use unpack::{Bundle, BundleError, unpack};
pub use verify::{Differences, differences};

use crate::check::Options;
use crate::engine::Engine;
use crate::outcome::{FileText, Outcome};
use crate::read::{Settings, named, read};
use crate::report::json::Json;
use crate::report::{Format as _, Look, Run, Stamp};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::sync::Arc;

/// `sha256:` and the hash of bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    format!("sha256:{}", crate::base::image::open::hex(&Sha256::digest(bytes)))
}

/// The articles of a bundle, checked by an engine: all rules but those that were off, proofs of all claims.
fn checked<'e>(engine: &'e Engine, manifest: &Manifest, files: &[Arc<FileText>]) -> Run<'e> {
    let fields = manifest.fields();
    let settings = Settings { lexicon: &engine.program.lexicon, fields: &fields };
    let options = Options { as_of: manifest.as_of, known_at: manifest.known_at, proofs: true, expires: false };
    let each = |(entry, file): (&Entry, &Arc<FileText>)| -> Vec<Outcome> {
        let Some(reader) = named(&entry.format) else { return Vec::new() };
        let off: BTreeSet<u16> = (0..)
            .zip(&engine.program.claims)
            .filter(|(_, claim)| entry.off.contains(&claim.name))
            .map(|(number, _)| number)
            .collect();
        let documents = read(reader, file.bytes(), entry.published, settings).into_iter().enumerate();
        let readable = documents.filter_map(|(at, document)| Some((at, document.ok()?)));
        readable
            .map(|(at, document)| {
                let mut outcome = Outcome::of(engine.check_without(document, options, &off), Arc::clone(file));
                outcome.path.clone_from(&entry.path);
                outcome.content.clone_from(&entry.sha256);
                outcome.record = reader.is_collection().then_some(at + 1);
                outcome
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
