//! Makes the report of a bundle again, and tells what is another.

use super::facts::Facts;
use super::{Bundle, checked, report, reported};
use crate::archive::{Change, ReadError, changes, rows};
use crate::engine::Engine;
use crate::outcome::ProofText;
use crate::proof::Cited;
use crate::report::Look;
use crate::verify::verify;
use serde::Serialize;

/// What differs between a bundle and what this program makes of its articles.
#[derive(Debug, Default, Serialize)]
pub struct Differences {
    /// Whether both reports are the same, byte for byte: that on all that the rules say, and that of the run.
    pub reproduced: bool,
    /// The first of the two that is another.
    pub part: Option<&'static str>,
    /// Version, rules, base: what was and what is.
    pub stamps: Vec<Stamped>,
    /// Facts that the bundle's proofs cite, and the proofs of now do not.
    pub facts: Vec<String>,
    /// Verdicts that are others, and why.
    pub verdicts: Vec<Change>,
    /// The first line of the report that is another: its number, as it was, as it is.
    pub line: Option<(usize, String, String)>,
    /// How many proofs were replayed against the base.
    pub proofs: usize,
    /// Those that do not hold.
    pub broken: Vec<String>,
}

/// Something that tells one program from another.
#[derive(Debug, Serialize)]
pub struct Stamped {
    /// `version`, `rules`, `base`.
    pub what: &'static str,
    /// When the bundle was made.
    pub was: String,
    /// Now.
    pub is: String,
}

/// Makes the report again, and replays its proofs without the evaluator.
///
/// # Errors
/// If the report in the bundle is none.
pub fn differences(engine: &Engine, bundle: &Bundle) -> Result<Differences, ReadError> {
    let run = checked(engine, &bundle.manifest, &bundle.files);
    let again = report(&run, Look::default());
    let desk = reported(engine, &bundle.manifest, &bundle.files, bundle.baseline.as_ref());
    let told = report(&desk, Look::default());
    let (same, alike) = (again == bundle.report, told == bundle.reported);
    let mut found = Differences { reproduced: same && alike, ..Differences::default() };
    let stamps = [
        ("version", bundle.manifest.version.as_str(), run.stamp.version),
        ("rules", &bundle.manifest.rules, &run.stamp.rules),
        ("base", &bundle.manifest.base, &run.stamp.base),
    ];
    found.stamps = stamps
        .into_iter()
        .filter(|(_, was, is)| was != is)
        .map(|(what, was, is)| Stamped { what, was: was.to_owned(), is: is.to_owned() })
        .collect();
    for outcome in &run.outcomes {
        let claims = outcome.claims.iter().filter_map(|claim| Some((&claim.normal, claim.proof.as_ref()?)));
        let findings = outcome.findings.iter().map(|finding| (&finding.normal, &finding.proof));
        for (normal, proof) in findings.chain(claims) {
            let Some(proof) = ProofText::tree(proof) else { continue };
            found.proofs += 1;
            if let Err(error) = verify(&engine.base, Some(outcome.text()), &proof) {
                found.broken.push(format!("{}: {normal}: {error}", outcome.name()));
            }
        }
    }
    if !found.reproduced {
        let now = Facts::of(&run);
        let gone = bundle.facts.statements.iter().filter(|cited| !now.statements.contains(cited));
        found.facts = gone.map(Cited::line).collect();
        let read = |bytes: &[u8]| rows(&String::from_utf8_lossy(bytes));
        found.verdicts = changes(&read(&bundle.report)?, &read(&again)?);
        found.part = Some(if same { "reported.json" } else { "report.json" });
        found.line = if same { line(&bundle.reported, &told) } else { line(&bundle.report, &again) };
    }
    Ok(found)
}

/// The first line that is another.
fn line(was: &[u8], is: &[u8]) -> Option<(usize, String, String)> {
    let (was, is) = (String::from_utf8_lossy(was), String::from_utf8_lossy(is));
    let (mut old, mut new) = (was.lines(), is.lines());
    let mut number = 1;
    loop {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (one, other) if one == other => number += 1,
            (one, other) => {
                let text =
                    |line: Option<&str>| line.map_or_else(|| "the end".to_owned(), |line| line.trim().to_owned());
                return Some((number, text(one), text(other)));
            }
        }
    }
}
