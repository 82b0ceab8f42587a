//! Why verdicts changed between two reports.
//!
//! A verdict depends on the article's bytes, the rules, the facts and the program. What is the same in both
//! reports is no suspect. Of what differs, proofs tell more: a claim whose proof cites other facts changed by these
//! facts; one whose cited facts are the same did not. Where several suspects are left, all are named: nothing is guessed.

use super::row::{Claim, Row};
use crate::proof::Cited;
use serde::Serialize;
use std::collections::BTreeMap;

/// What may be the cause of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Suspect {
    /// The article's bytes or its day of publication.
    Article,
    /// The rules.
    Rule,
    /// The facts.
    Fact,
    /// Nothing but the sources of the facts.
    Source,
    /// The program.
    Version,
    /// How the check was asked for: nothing that a report tells differs.
    Options,
}

/// Why a verdict changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// What it can be; one, where that is certain.
    pub suspects: Vec<Suspect>,
    /// Facts that only the old proof cites.
    pub gone: Vec<Cited>,
    /// Facts that only the new proof cites.
    pub come: Vec<Cited>,
}

impl Cause {
    /// The cause in words: `because of a fact`.
    #[must_use]
    pub fn words(&self) -> String {
        let words: Vec<&str> = self
            .suspects
            .iter()
            .map(|suspect| match suspect {
                Suspect::Article => "the article",
                Suspect::Rule => "a rule",
                Suspect::Fact => "a fact",
                Suspect::Source => "a source",
                Suspect::Version => "the program's version",
                Suspect::Options => "the options of the check: nothing else differs",
            })
            .collect();
        match words.as_slice() {
            [one] => format!("because of {one}"),
            several => format!("because of {}: which, these reports do not tell", several.join(" or ")),
        }
    }
}

/// A verdict that is new, gone, or another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Whose report.
    pub article: String,
    /// Name of the claim.
    pub claim: String,
    /// Its normal form.
    pub normal: String,
    /// The old verdict; none where the claim is new.
    pub old: Option<String>,
    /// The new verdict; none where the claim is gone.
    pub new: Option<String>,
    /// Why.
    pub cause: Cause,
}

/// All changes from the old reports to the new, by article and in the order of the claims. An article that only one of them has is told by its claims.
#[must_use]
pub fn changes(old: &[Row], new: &[Row]) -> Vec<Change> {
    let mut pairs: BTreeMap<String, (Option<&Row>, Option<&Row>)> = BTreeMap::new();
    for row in old {
        pairs.entry(row.name()).or_default().0 = Some(row);
    }
    for row in new {
        pairs.entry(row.name()).or_default().1 = Some(row);
    }
    pairs.into_iter().flat_map(|(name, (before, after))| article(&name, before, after)).collect()
}

/// The changes of one article.
fn article(name: &str, before: Option<&Row>, after: Option<&Row>) -> Vec<Change> {
    let suspects = match (before, after) {
        (Some(before), Some(after)) => suspects(before, after),
        _ => vec![Suspect::Article],
    };
    let (old, new) = (claims(before), claims(after));
    let (by_old, by_new) = (by_normal(old), by_normal(new));
    let change = |old: Option<&Claim>, new: Option<&Claim>, any: &Claim| Change {
        article: name.to_owned(),
        claim: any.claim.clone(),
        normal: any.normal.clone(),
        old: old.map(Claim::outcome),
        new: new.map(Claim::outcome),
        cause: cause(&suspects, old, new),
    };
    let mut found = Vec::new();
    for claim in old {
        match by_new.get(claim.normal.as_str()) {
            Some(now) if now.outcome() == claim.outcome() => {}
            now => found.push(change(Some(claim), now.copied(), claim)),
        }
    }
    for claim in new.iter().filter(|claim| !by_old.contains_key(claim.normal.as_str())) {
        found.push(change(None, Some(claim), claim));
    }
    found
}

fn claims(row: Option<&Row>) -> &[Claim] {
    row.map_or(&[], |row| &row.claims)
}

fn by_normal(claims: &[Claim]) -> BTreeMap<&str, &Claim> {
    claims.iter().map(|claim| (claim.normal.as_str(), claim)).collect()
}

/// What differs between two reports of one article.
fn suspects(old: &Row, new: &Row) -> Vec<Suspect> {
    let mut suspects = Vec::new();
    // A report that does not tell the article's hash leaves it a suspect.
    let same_bytes = old.content.is_some() && old.content == new.content;
    if !same_bytes || old.published != new.published {
        suspects.push(Suspect::Article);
    }
    for (differs, suspect) in [
        (old.rules != new.rules, Suspect::Rule),
        (old.base != new.base, Suspect::Fact),
        (old.version != new.version, Suspect::Version),
    ] {
        if differs {
            suspects.push(suspect);
        }
    }
    if suspects.is_empty() {
        suspects.push(Suspect::Options);
    }
    suspects
}

/// Of all that differs, what changed this verdict.
fn cause(differ: &[Suspect], old: Option<&Claim>, new: Option<&Claim>) -> Cause {
    let mut suspects = differ.to_vec();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    if suspects.contains(&Suspect::Fact)
        && let (Some(before), Some(after)) = (old.and_then(Claim::facts), new.and_then(Claim::facts))
    {
        gone = before.iter().filter(|fact| !after.contains(fact)).map(|&fact| fact.clone()).collect();
        come = after.iter().filter(|fact| !before.contains(fact)).map(|&fact| fact.clone()).collect();
        if gone.is_empty() && come.is_empty() {
            // The same facts were cited: unless nothing else differs, something else is the cause.
            if suspects.len() > 1 {
                suspects.retain(|suspect| *suspect != Suspect::Fact);
            }
        } else if alike(&gone, &come) {
            suspects = vec![Suspect::Source];
        } else if gone.iter().any(|fact| come.iter().any(|other| restated(fact, other))) {
            // The base says something else of what was asked; other rules or words would have asked something else.
            suspects = vec![Suspect::Fact];
        }
    }
    Cause { suspects, gone, come }
}

/// Whether two facts are about the same property of the same subject.
fn restated(old: &Cited, new: &Cited) -> bool {
    old.subject == new.subject && old.property == new.property
}

/// Whether two lists of facts say the same by other sources.
fn alike(gone: &[Cited], come: &[Cited]) -> bool {
    let says = |facts: &[Cited]| -> Vec<Cited> {
        facts.iter().map(|fact| Cited { source: String::new(), ..fact.clone() }).collect()
    };
    let (gone, come) = (says(gone), says(come));
    gone.len() == come.len() && gone.iter().all(|fact| come.contains(fact))
}
