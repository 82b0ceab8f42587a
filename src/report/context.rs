//! What templates see of a run: everything that is reported, in plain values. `docs/reports.md` lists the fields, which
//! stay as they are.

mod article;
mod proof;
mod totals;

pub use article::{Blocks, Mark, Piece, blocks};
pub use proof::Node;
pub use totals::Totals;

use super::spot::{Spot, aside};
use super::{Run, Unread};
use crate::check::{ArgumentReport, Verdict};
use crate::outcome::{Claim, Finding, Outcome, Places, Remark};
use crate::rules::Severity;
use crate::text::Span;
use proof::Proofs;
use serde::Serialize;
use std::collections::BTreeSet;

/// All of a run.
#[derive(Debug, Serialize)]
pub struct Context<'a> {
    /// What made the report.
    pub tool: Tool<'a>,
    /// Sums over all articles.
    pub totals: Totals,
    /// The articles, in the order in which they were given.
    pub articles: Vec<Article<'a>>,
    /// What could not be read.
    pub unread: Vec<UnreadRow<'a>>,
    /// All sources cited, by id.
    pub sources: Vec<SourceRow<'a>>,
}

/// The program, its rules and facts.
#[derive(Debug, Serialize)]
pub struct Tool<'a> {
    name: &'static str,
    version: &'a str,
    rules: &'a str,
    base: &'a str,
}

/// What could not be read.
#[derive(Debug, Serialize)]
pub struct UnreadRow<'a> {
    path: &'a str,
    message: &'a str,
}

/// A source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceRow<'a> {
    id: &'a str,
    title: &'a str,
    url: &'a str,
    /// Whether the address is one of the web, which a browser may be sent to.
    web: bool,
    retrieved: String,
    licence: &'a str,
}

/// An article.
#[derive(Debug, Serialize)]
pub struct Article<'a> {
    /// Its 1-based number in the run.
    number: usize,
    path: &'a str,
    record: Option<usize>,
    name: String,
    title: Option<String>,
    published: Option<String>,
    notes: &'a [String],
    totals: Totals,
    findings: Vec<FindingRow<'a>>,
    silenced: Vec<FindingRow<'a>>,
    remarks: Vec<RemarkRow<'a>>,
    claims: Vec<ClaimRow<'a>>,
    blocks: Vec<Blocks>,
}

/// A place: line and column, or paragraph and character.
#[derive(Debug, Serialize)]
pub struct PlaceRow {
    start: u32,
    end: u32,
    line: Option<u32>,
    column: Option<u32>,
    paragraph: Option<u32>,
    character: Option<u32>,
}

/// A finding.
#[derive(Debug, Serialize)]
pub struct FindingRow<'a> {
    /// Unique in the report: what marks of the text refer to.
    id: String,
    claim: &'a str,
    rule: &'a str,
    verdict: Verdict,
    severity: Severity,
    status: &'static str,
    /// Why it is set aside, in words; empty where it is not.
    aside: String,
    message: &'a str,
    text: &'a str,
    quoted: bool,
    normal: &'a str,
    fingerprint: &'a str,
    #[serde(flatten)]
    place: PlaceRow,
    places: Vec<PlaceRow>,
    arguments: &'a [ArgumentReport],
    repairs: Vec<RepairRow<'a>>,
    also: Vec<AlsoRow<'a>>,
    sources: Vec<SourceRow<'a>>,
    /// Nothing where the report would grow too long: the JSON report has it.
    proof: Option<Node>,
}

#[derive(Debug, Serialize)]
struct RepairRow<'a> {
    message: &'a str,
    safe: bool,
}

#[derive(Debug, Serialize)]
struct AlsoRow<'a> {
    claim: &'a str,
    message: &'a str,
}

/// Something reported that is no claim.
#[derive(Debug, Serialize)]
pub struct RemarkRow<'a> {
    id: String,
    code: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: PlaceRow,
}

/// A claim.
#[derive(Debug, Serialize)]
pub struct ClaimRow<'a> {
    id: String,
    claim: &'a str,
    normal: &'a str,
    verdict: Verdict,
    reason: Option<&'static str>,
    quoted: bool,
    text: String,
    #[serde(flatten)]
    place: PlaceRow,
    places: Vec<PlaceRow>,
    sources: Vec<SourceRow<'a>>,
    proof: Option<Node>,
    expires: Option<ExpiryRow>,
}

/// When a claim will no longer be true.
#[derive(Debug, Serialize)]
pub struct ExpiryRow {
    on: Option<String>,
    until: Option<String>,
    message: String,
}

impl<'a> Context<'a> {
    /// What templates see of a run.
    #[must_use]
    pub fn of(run: &'a Run<'_>) -> Self {
        let blocks = blocks(run);
        let proofs = Proofs::default();
        let articles: Vec<Article<'a>> = run
            .outcomes
            .iter()
            .zip(blocks)
            .enumerate()
            .map(|(at, (outcome, (title, blocks)))| Article::of(run, at + 1, outcome, title, blocks, &proofs))
            .collect();
        let ids: BTreeSet<&str> = run.outcomes.iter().flat_map(sources_of).map(String::as_str).collect();
        Self {
            tool: Tool { name: "factlint", version: run.stamp.version, rules: &run.stamp.rules, base: &run.stamp.base },
            totals: Totals::of(&run.outcomes, run.faults.len()),
            articles,
            unread: run.faults.iter().map(|Unread { path, message }| UnreadRow { path, message }).collect(),
            sources: ids.into_iter().map(|id| source(run, id)).collect(),
        }
    }
}

/// Ids of the sources that an outcome cites.
pub fn sources_of(outcome: &Outcome) -> impl Iterator<Item = &String> {
    let findings = outcome.findings.iter().flat_map(|finding| &finding.sources);
    findings.chain(outcome.claims.iter().flat_map(|claim| &claim.sources))
}

fn source<'a>(run: &'a Run<'_>, id: &'a str) -> SourceRow<'a> {
    match run.engine.base.source_named(id) {
        Some(cite) => SourceRow {
            id,
            title: cite.title,
            url: cite.url,
            web: cite.url.starts_with("https://") || cite.url.starts_with("http://"),
            retrieved: cite.retrieved.to_string(),
            licence: cite.licence,
        },
        None => SourceRow { id, title: id, url: "", web: false, retrieved: String::new(), licence: "" },
    }
}

fn place(places: &Places<'_>, span: Span) -> PlaceRow {
    let (start, end) = (span.start, span.end);
    match Spot::of(places, span) {
        Spot::Lines { start: at, .. } => {
            PlaceRow { start, end, line: Some(at.line), column: Some(at.column), paragraph: None, character: None }
        }
        Spot::Paragraph(at) => PlaceRow {
            start,
            end,
            line: None,
            column: None,
            paragraph: Some(at.paragraph),
            character: Some(at.character),
        },
    }
}

impl<'a> Article<'a> {
    fn of(
        run: &'a Run<'_>,
        number: usize,
        outcome: &'a Outcome,
        title: Option<String>,
        blocks: Vec<Blocks>,
        proofs: &Proofs,
    ) -> Self {
        let places = &outcome.places();
        let ids = Ids { article: number };
        let all = |set: &'a [Span]| set.iter().map(|span| place(places, *span)).collect();
        let cited = |set: &'a [String]| set.iter().map(|id| source(run, id)).collect();
        let finding = |(at, finding): (usize, &'a Finding)| FindingRow {
            id: ids.finding(at),
            claim: &finding.claim,
            rule: &finding.rule,
            verdict: finding.verdict,
            severity: finding.severity,
            status: finding.status.word(),
            aside: aside(finding),
            message: &finding.message,
            text: &finding.text,
            quoted: finding.quoted,
            normal: &finding.normal,
            fingerprint: &finding.fingerprint,
            place: place(places, finding.span),
            places: all(&finding.places),
            arguments: &finding.arguments,
            repairs: finding.repairs.iter().map(|one| RepairRow { message: &one.message, safe: one.safe }).collect(),
            also: finding.also.iter().map(|(claim, message)| AlsoRow { claim, message }).collect(),
            sources: cited(&finding.sources),
            proof: proofs.of(Some(&finding.proof)),
        };
        let (silenced, findings) =
            outcome.findings.iter().enumerate().map(finding).partition(|finding| !finding.aside.is_empty());
        let remark = |(at, remark): (usize, &'a Remark)| RemarkRow {
            id: ids.remark(at),
            code: remark.code,
            severity: remark.severity,
            message: &remark.message,
            place: place(places, remark.span),
        };
        let claim = |(at, claim): (usize, &'a Claim)| ClaimRow {
            id: ids.claim(at),
            claim: &claim.claim,
            normal: &claim.normal,
            verdict: claim.verdict,
            reason: claim.reason.map(crate::eval::Reason::word),
            quoted: claim.quoted,
            text: claim.span.of(places.text).split_whitespace().collect::<Vec<_>>().join(" "),
            place: place(places, claim.span),
            places: all(&claim.places),
            sources: cited(&claim.sources),
            proof: proofs.of(claim.proof.as_ref()),
            expires: claim.expires.as_ref().map(|expires| ExpiryRow {
                on: expires.on.map(|day| day.to_string()),
                until: expires.until.map(|day| day.to_string()),
                message: super::ics::told(expires),
            }),
        };
        let remarks = outcome.remarks.iter().enumerate().map(remark).collect();
        let claims = outcome.claims.iter().enumerate().map(claim).collect();
        Self {
            number,
            path: &outcome.path,
            record: outcome.record,
            name: outcome.name(),
            title,
            published: outcome.published.map(|day| day.to_string()),
            notes: &outcome.notes,
            totals: Totals::of(std::slice::from_ref(outcome), 0),
            findings,
            silenced,
            remarks,
            claims,
            blocks,
        }
    }
}

/// The ids of what is reported of an article.
#[derive(Debug, Clone, Copy)]
pub struct Ids {
    /// The 1-based number of the article.
    pub article: usize,
}

impl Ids {
    /// Of a finding, by its place in the list of all.
    #[must_use]
    pub fn finding(self, at: usize) -> String {
        format!("a{}-f{}", self.article, at + 1)
    }

    /// Of a claim.
    #[must_use]
    pub fn claim(self, at: usize) -> String {
        format!("a{}-c{}", self.article, at + 1)
    }

    /// Of a remark.
    #[must_use]
    pub fn remark(self, at: usize) -> String {
        format!("a{}-r{}", self.article, at + 1)
    }
}
