//! The rules that results refer to: the claims that the run has results for, and the codes of its remarks.

use super::level;
use crate::outcome::Outcome;
use crate::report::{Run, citation};
use crate::rules::Severity;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Names of rules in order, with their numbers.
pub struct Rules<'a> {
    names: BTreeMap<&'a str, Severity>,
    /// Sources as people cite them, by id: a long report has the same few over and over.
    citations: RefCell<BTreeMap<String, String>>,
}

impl<'a> Rules<'a> {
    /// The rules of a run; with `all`, those of claims that are right or open too.
    pub fn of(run: &'a Run<'_>, all: bool) -> Self {
        let mut rules = BTreeMap::new();
        for outcome in &run.outcomes {
            rules.extend(names(outcome, all));
        }
        for claim in &run.engine.program.claims {
            if let Some(severity) = rules.get_mut(claim.name.as_str()) {
                *severity = claim.severity;
            }
        }
        Self { names: rules, citations: RefCell::default() }
    }

    /// The number of a rule.
    pub fn index(&self, name: &str) -> usize {
        self.names.keys().take_while(|known| **known < name).count()
    }

    /// A source as a person would cite it.
    pub fn cited(&self, run: &Run<'_>, id: &str) -> String {
        let mut known = self.citations.borrow_mut();
        known.entry(id.to_owned()).or_insert_with(|| citation(&run.engine.base, id)).clone()
    }

    /// What is said of each rule.
    pub fn descriptors(&self, run: &Run<'_>) -> Vec<Value> {
        let describe = |(name, severity): (&&str, &Severity)| {
            let claim = run.engine.program.claims.iter().find(|claim| claim.name == **name);
            let doc = claim.map_or("a comment or setting that concerns the article", |claim| claim.doc.trim());
            let doc = if doc.is_empty() { *name } else { doc };
            json!({
                "id": name,
                "shortDescription": {"text": doc.lines().next().unwrap_or(name)},
                "fullDescription": {"text": doc},
                "defaultConfiguration": {"level": level(*severity)},
            })
        };
        self.names.iter().map(describe).collect()
    }
}

/// The rules of an outcome.
fn names(outcome: &Outcome, all: bool) -> impl Iterator<Item = (&str, Severity)> {
    let findings = outcome.findings.iter().map(|finding| (finding.claim.as_str(), finding.severity));
    let claims = outcome.claims.iter().filter(move |_| all).map(|claim| (claim.claim.as_str(), Severity::Error));
    let remarks = outcome.remarks.iter().map(|remark| (remark.code, remark.severity));
    findings.chain(claims).chain(remarks)
}
