//! A report of an article, as far as it is compared.

use crate::proof::{Cited, Proof};
use serde::Deserialize;
use thiserror::Error;

/// Why reports cannot be read back.
#[derive(Debug, Error)]
pub enum ReadError {
    /// Not JSON, or not of that shape.
    #[error("not a report: line {line}: {error}; give what `check --format json` or `batch` wrote")]
    Shape {
        /// 1-based line.
        line: usize,
        /// Why.
        error: serde_json::Error,
    },
}

/// What was said of one article.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Row {
    /// The article's path, in a check of files.
    #[serde(default)]
    pub path: Option<String>,
    /// The row's id, in a batch.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The 1-based number of the record, in a collection.
    #[serde(default)]
    pub record: Option<usize>,
    /// `sha256:` and the hash of the article's bytes; none where the report does not tell.
    #[serde(default)]
    pub content: Option<String>,
    /// The hash of the base.
    pub base: String,
    /// The hash of the rules.
    pub rules: String,
    /// The program's version.
    pub version: String,
    /// The day of publication.
    #[serde(default)]
    pub published: Option<String>,
    /// All claims.
    pub claims: Vec<Claim>,
    /// What is reported, and what is set aside: they have proofs where the claims have none.
    #[serde(default)]
    findings: Vec<Found>,
    #[serde(default)]
    silenced: Vec<Found>,
}

/// A finding, as far as its claim's proof is taken from it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Found {
    claim: String,
    start: u32,
    end: u32,
    #[serde(default)]
    proof: Option<Proof>,
}

/// A claim, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Claim {
    /// Its name.
    pub claim: String,
    /// Its normal form.
    pub normal: String,
    /// The verdict.
    pub verdict: String,
    /// Why it is unverifiable.
    #[serde(default)]
    pub reason: Option<String>,
    /// First byte.
    #[serde(default)]
    pub start: u32,
    /// Just past the last byte.
    #[serde(default)]
    pub end: u32,
    /// The proof: in reports made with `--verbose`, and of what is contradicted.
    #[serde(default)]
    pub proof: Option<Proof>,
}

impl Claim {
    /// All facts that the proof cites, each once, in order; none where the report has no proof.
    #[must_use]
    pub fn facts(&self) -> Option<Vec<&Cited>> {
        let nodes = self.proof.as_ref()?.nodes();
        let mut facts: Vec<&Cited> = Vec::new();
        for fact in nodes.into_iter().filter_map(|node| node.statement.as_deref()) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        Some(facts)
    }

    /// The verdict, with the reason where there is one.
    #[must_use]
    pub fn outcome(&self) -> String {
        self.reason.as_ref().map_or_else(|| self.verdict.clone(), |reason| format!("{} ({reason})", self.verdict))
    }
}

impl Row {
    /// Whose report it is: path or id, and the number of the record.
    #[must_use]
    pub fn name(&self) -> String {
        let name = match (&self.path, &self.id) {
            (Some(path), _) => path.clone(),
            (None, serde_json::Value::String(id)) => id.clone(),
            (None, id) => id.to_string(),
        };
        self.record.map_or_else(|| name.clone(), |record| format!("{name}, record {record}"))
    }

    /// The same, with the proofs of findings at the claims that they are about: of the same name, on the same words.
    fn with_proofs(mut self) -> Self {
        for claim in self.claims.iter_mut().filter(|claim| claim.proof.is_none() && claim.verdict == "contradicted") {
            let found = self.findings.iter_mut().chain(&mut self.silenced);
            let mut own = found.filter(|found| {
                found.claim == claim.claim
                    && found.start >= claim.start
                    && found.end <= claim.end
                    && found.proof.is_some()
            });
            claim.proof = own.next().and_then(|found| found.proof.take());
        }
        self
    }
}

/// Reads a list of rows, or rows as JSON Lines. Rows that tell an error instead of a report are left out: they say
/// nothing of an article.
///
/// # Errors
/// If it is neither.
pub fn rows(text: &str) -> Result<Vec<Row>, ReadError> {
    let shape = |line: usize, error: serde_json::Error| ReadError::Shape { line: line + error.line(), error };
    let whole = text.trim_start_matches('\u{feff}').trim_start();
    let values: Vec<serde_json::Value> = if whole.starts_with('[') {
        serde_json::from_str(whole).map_err(|error| shape(0, error))?
    } else {
        let lines = whole.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines
            .map(|(at, line)| serde_json::from_str(line).map_err(|error| shape(at, error)))
            .collect::<Result<_, _>>()?
    };
    let reports = values.into_iter().enumerate().filter(|(_, value)| value.get("error").is_none());
    reports
        .map(|(at, value)| {
            let row: Row = serde_json::from_value(value).map_err(|error| shape(at + 1, error))?;
            Ok(row.with_proofs())
        })
        .collect()
}
