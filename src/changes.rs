//! Why verdicts differ between two reports: the article, a rule, a fact, a source, or the version.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is read of a row of a report.
#[derive(Debug, Clone, Deserialize)]
pub struct Row {
    path: String,
    record: Option<usize>,
    #[serde(default)]
    content: String,
    base: String,
    rules: String,
    version: String,
    published: Option<String>,
    claims: Vec<Claim>,
    findings: Vec<Finding>,
    #[serde(default)]
    silenced: Vec<Finding>,
}

#[derive(Debug, Clone, Deserialize)]
struct Claim {
    normal: String,
    verdict: String,
    reason: Option<String>,
    #[serde(default)]
    sources: BTreeSet<String>,
    proof: Option<Node>,
}

#[derive(Debug, Clone, Deserialize)]
struct Finding {
    claim: String,
    start: u32,
    proof: Option<Node>,
}

/// What is read of a node of a proof.
#[derive(Debug, Clone, Deserialize)]
struct Node {
    statement: Option<Statement>,
    #[serde(default)]
    inputs: Vec<Node>,
}

#[derive(Debug, Clone, Deserialize)]
struct Statement {
    subject: String,
    property: String,
    value: serde_json::Value,
    valid: serde_json::Value,
    source: String,
}

/// What makes a verdict another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The article says something else, or is checked for another day.
    Article,
    /// The rules are others.
    Rule,
    /// The base says something else.
    Fact,
    /// The base says the same from another source.
    Source,
    /// Only the program is another.
    Version,
}

impl Cause {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Article => "the article",
            Self::Rule => "a rule",
            Self::Fact => "a fact",
            Self::Source => "a source",
            Self::Version => "the version",
        }
    }
}

/// A verdict that is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The article: its path, with the number of its record.
    pub article: String,
    /// The claim's normal form.
    pub normal: String,
    /// The verdict then; none where it was not claimed.
    pub old: Option<String>,
    /// The verdict now.
    pub new: Option<String>,
    /// What made it another.
    pub cause: Cause,
    /// More about it.
    pub detail: String,
}

impl Row {
    fn name(&self) -> String {
        self.record.map_or_else(|| self.path.clone(), |record| format!("{}: record {record}", self.path))
    }

    /// The facts that refute or prove a claim: without and with their sources.
    fn facts(&self, claim: &Claim, at: usize) -> Option<(BTreeSet<String>, BTreeSet<String>)> {
        let own = claim.proof.as_ref();
        let kind = claim.normal.trim_start_matches("not ").split('(').next().unwrap_or_default();
        let finding = || {
            // A finding tells its claim by name; of several of one name, they stand in the same order as the claims.
            let of_kind = |claim: &&Claim| {
                claim.verdict == "contradicted" && claim.normal.trim_start_matches("not ").starts_with(kind)
            };
            let before = self.claims.iter().take(at).filter(of_kind).count();
            let mut all: Vec<&Finding> =
                self.findings.iter().chain(&self.silenced).filter(|finding| finding.claim == kind).collect();
            all.sort_by_key(|finding| finding.start);
            all.get(before).and_then(|finding| finding.proof.as_ref())
        };
        let proof = own.or_else(finding)?;
        let (mut bare, mut cited) = (BTreeSet::new(), BTreeSet::new());
        let mut nodes = vec![proof];
        while let Some(node) = nodes.pop() {
            nodes.extend(&node.inputs);
            if let Some(one) = &node.statement {
                let fact = format!("{}.{} {} {}", one.subject, one.property, one.value, one.valid);
                cited.insert(format!("{fact} {}", one.source));
                bare.insert(fact);
            }
        }
        Some((bare, cited))
    }
}

/// All verdicts that differ, by article and claim.
#[must_use]
pub fn changes(old: &[Row], new: &[Row]) -> Vec<Change> {
    let index = |rows: &[Row]| -> BTreeMap<String, usize> {
        rows.iter().enumerate().map(|(at, row)| (row.name(), at)).collect()
    };
    let (before, after) = (index(old), index(new));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut found = Vec::new();
    for name in names {
        let then = before.get(name).and_then(|at| old.get(*at));
        let now = after.get(name).and_then(|at| new.get(*at));
        let normals = |row: Option<&Row>| -> BTreeMap<String, usize> {
            let claims = row.map(|row| row.claims.as_slice()).unwrap_or_default();
            claims.iter().enumerate().map(|(at, claim)| (claim.normal.clone(), at)).collect()
        };
        let (a, b) = (normals(then), normals(now));
        let all: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
        for normal in all {
            let (x, y) = (a.get(normal).copied(), b.get(normal).copied());
            let of = |row: Option<&Row>, at: Option<usize>| {
                row.and_then(|row| row.claims.get(at?)).map(|claim| claim.verdict.clone())
            };
            let (was, is) = (of(then, x), of(now, y));
            if was == is {
                continue;
            }
            let (cause, detail) = match (then, now) {
                (Some(then), Some(now)) => cause(then, now, x, y),
                (None, _) => (Cause::Article, "it is new".to_owned()),
                (_, None) => (Cause::Article, "it is gone".to_owned()),
            };
            found.push(Change { article: name.clone(), normal: normal.clone(), old: was, new: is, cause, detail });
        }
    }
    found
}

fn cause(then: &Row, now: &Row, x: Option<usize>, y: Option<usize>) -> (Cause, String) {
    if then.published != now.published {
        let day = |row: &Row| row.published.clone().unwrap_or_else(|| "no day".to_owned());
        return (Cause::Article, format!("published {} then, {} now", day(then), day(now)));
    }
    let (Some(claim), Some(other)) = (x.and_then(|at| then.claims.get(at)), y.and_then(|at| now.claims.get(at))) else {
        // A claim that comes or goes: from the words, else from what reads them.
        return match (then.content == now.content, then.rules == now.rules, then.base == now.base) {
            (false, ..) => (Cause::Article, "its text has changed".to_owned()),
            (true, false, _) => (Cause::Rule, "the rules read the same text otherwise".to_owned()),
            (true, true, false) => (Cause::Fact, "the base has other names".to_owned()),
            (true, true, true) => (Cause::Version, versions(then, now)),
        };
    };
    let reason = |claim: &Claim| claim.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
    let reasons = format!("{}{} then, {}{} now", claim.verdict, reason(claim), other.verdict, reason(other));
    if then.base != now.base {
        let facts = (x.and_then(|at| then.facts(claim, at)), y.and_then(|at| now.facts(other, at)));
        match facts {
            (Some((a, _)), Some((b, _))) if a != b => {
                let come: Vec<&str> = b.difference(&a).map(String::as_str).collect();
                let gone: Vec<&str> = a.difference(&b).map(String::as_str).collect();
                return (Cause::Fact, format!("come: {}; gone: {}", come.join(", "), gone.join(", ")));
            }
            (Some((_, a)), Some((_, b))) if a != b => return (Cause::Source, reasons),
            (Some(_), Some(_)) if then.rules != now.rules => return (Cause::Rule, reasons),
            _ if then.rules == now.rules || claim.sources != other.sources => return (Cause::Fact, reasons),
            _ => {}
        }
    }
    if then.rules != now.rules {
        return (Cause::Rule, reasons);
    }
    if then.content != now.content {
        return (Cause::Article, "its text has changed around the claim".to_owned());
    }
    (Cause::Version, versions(then, now))
}

fn versions(then: &Row, now: &Row) -> String {
    if then.version == now.version {
        format!("another build of {}, or other options", now.version)
    } else {
        format!("{} then, {} now", then.version, now.version)
    }
}
