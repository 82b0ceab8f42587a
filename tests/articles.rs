//! All published articles of `FACTLINT_EVAL`: what is claimed in them, what is found, and that hardly anything
//! is called an error. Prints the counts; says so where the articles are not there.

mod support;

use factlint::calendar::parse_edtf;
use factlint::check::Options;
use factlint::engine::Engine;
use factlint::read::Text;
use factlint::rules::Severity;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Error-level findings that a thousand articles may have before somebody must look. Four in five are the newspapers'
/// own mistakes: `docs/evaluation.md` lists them all.
const ERRORS_PER_THOUSAND: usize = 6;

#[test]
fn published_articles_are_hardly_ever_called_wrong() {
    let Some(folder) = support::variable("FACTLINT_EVAL") else {
        println!("skipped: FACTLINT_EVAL is not set, there are no published articles");
        return;
    };
    let path = Path::new(&folder).join("data/articles/dev.jsonl");
    let Ok(rows) = std::fs::read_to_string(&path) else {
        println!("skipped: {} cannot be read", path.display());
        return;
    };
    let engine = Engine::embedded().expect("the shipped rules and facts open");
    let rows: Vec<&str> = rows.lines().collect();
    let reports: Vec<_> = rows
        .par_iter()
        .map(|row| {
            let row: serde_json::Value = serde_json::from_str(row).expect("a row of JSON");
            let day = row["date"].as_str().and_then(|day| parse_edtf(day).ok()).map(|time| time.days().first);
            let text = row["text"].as_str().unwrap_or("");
            let report = engine.check_text(&Text, text, day, Options::default()).report;
            // A report stays on its thread, since its proofs are shared within it.
            let claims: Vec<String> =
                report.claims.iter().map(|claim| format!("{} {}", claim.claim, claim.verdict.word())).collect();
            let findings: Vec<String> =
                report.findings.iter().map(|found| format!("{} {:?}", found.claim, found.severity)).collect();
            let errors: Vec<String> = report
                .findings
                .iter()
                .filter(|found| found.severity == Severity::Error)
                .map(|found| format!("{}: {} “{}”: {}", row["id"], found.claim, found.text, found.message))
                .collect();
            (claims, findings, errors)
        })
        .collect();
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    let mut findings: BTreeMap<&str, usize> = BTreeMap::new();
    for (of_claims, of_findings, _) in &reports {
        for claim in of_claims {
            *claims.entry(claim).or_default() += 1;
        }
        for found in of_findings {
            *findings.entry(found).or_default() += 1;
        }
    }
    let errors: Vec<&String> = reports.iter().flat_map(|(_, _, errors)| errors).collect();
    println!("{} articles; claims {claims:?}; findings {findings:?}", reports.len());
    assert!(
        errors.len() * 1000 <= reports.len() * ERRORS_PER_THOUSAND,
        "{} errors:\n{}",
        errors.len(),
        errors.iter().map(|error| error.as_str()).collect::<Vec<_>>().join("\n")
    );
}
