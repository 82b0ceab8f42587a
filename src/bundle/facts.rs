//! The facts that proofs cite.

use crate::outcome::ProofText;
use crate::proof::Cited;
use crate::report::Run;
use crate::report::safe_json::pretty;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Facts and their sources, as a bundle keeps them.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The sources, by id.
    pub sources: Vec<Source>,
    /// The statements, in the order of their text.
    pub statements: Vec<Cited>,
}

/// A source.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its id in the fact files.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// The day on which it was read.
    pub retrieved: String,
    /// The terms of its facts.
    pub licence: String,
    /// The day up to which it knows.
    pub horizon: String,
}

impl Facts {
    /// All facts that the proofs of a run cite.
    pub fn of(run: &Run<'_>) -> Self {
        let mut statements: BTreeMap<String, Cited> = BTreeMap::new();
        let mut sources: BTreeSet<String> = BTreeSet::new();
        for outcome in &run.outcomes {
            let claims = outcome.claims.iter().filter_map(|claim| claim.proof.as_ref());
            let proofs = outcome.findings.iter().map(|finding| &finding.proof).chain(claims);
            for proof in proofs.filter_map(ProofText::tree) {
                for node in proof.nodes() {
                    sources.extend(node.source.clone());
                    if let Some(cited) = &node.statement {
                        sources.insert(cited.source.clone());
                        let text = serde_json::to_string(cited).unwrap_or_default();
                        statements.entry(text).or_insert_with(|| (**cited).clone());
                    }
                }
            }
        }
        let source = |id: &String| {
            let found = run.engine.base.source_named(id)?;
            Some(Source {
                id: id.clone(),
                title: found.title.to_owned(),
                url: found.url.to_owned(),
                retrieved: found.retrieved.to_string(),
                licence: found.licence.to_owned(),
                horizon: found.horizon.to_string(),
            })
        };
        Self { sources: sources.iter().filter_map(source).collect(), statements: statements.into_values().collect() }
    }

    /// As bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Nothing goes wrong while memory is written to.
        let _ = pretty(&mut bytes, self);
        bytes.push(b'\n');
        bytes
    }
}
