//! JSON: one row an article, as in the contract of `factlint batch`.
//!
//! Offsets are UTF-8 bytes of the source, lines and columns count from 1, columns in Unicode scalar
//! values.

use super::Stamp;
use crate::check::{ArgumentReport, ClaimReport, Edit, Finding, Report, Verdict};
use crate::eval::Reason;
use crate::proof::Proof;
use crate::rules::Severity;
use crate::text::{LineIndex, Span};
use serde::Serialize;

/// A row.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// The row's id, in a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a serde_json::Value>,
    /// The article's path, in a check of files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<&'a str>,
    base: &'a str,
    rules: &'a str,
    version: &'a str,
    published: Option<String>,
    notes: &'a [String],
    claims: Vec<ClaimRow<'a>>,
    findings: Vec<FindingRow<'a>>,
}

#[derive(Debug, Serialize)]
struct ClaimRow<'a> {
    claim: &'a str,
    normal: &'a str,
    verdict: Verdict,
    reason: Option<Reason>,
    start: u32,
    end: u32,
    quoted: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<Place>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    sources: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<&'a Proof>,
}

#[derive(Debug, Serialize)]
struct Place {
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct FindingRow<'a> {
    claim: &'a str,
    rule: &'a str,
    verdict: Verdict,
    severity: Severity,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
    message: &'a str,
    quoted: bool,
    arguments: &'a [ArgumentReport],
    repairs: Vec<RepairRow<'a>>,
    proof: &'a Proof,
    sources: &'a [String],
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Also<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct Also<'a> {
    claim: &'a str,
    message: &'a str,
}

#[derive(Debug, Serialize)]
struct RepairRow<'a> {
    message: &'a str,
    safe: bool,
    edits: &'a [Edit],
}

/// The row of an article.
#[must_use]
pub fn row<'a>(
    stamp: &'a Stamp,
    id: Option<&'a serde_json::Value>,
    path: Option<&'a str>,
    source: &str,
    report: &'a Report,
) -> Row<'a> {
    let index = if report.findings.is_empty() { None } else { Some(LineIndex::new(source)) };
    Row {
        id,
        path,
        base: &stamp.base,
        rules: &stamp.rules,
        version: stamp.version,
        published: report.published.map(|day| day.to_string()),
        notes: &report.notes,
        claims: report.claims.iter().map(claim).collect(),
        findings: report.findings.iter().filter_map(|found| Some(finding(found, source, index.as_ref()?))).collect(),
    }
}

fn places(spans: &[Span]) -> Vec<Place> {
    spans.iter().map(|span| Place { start: span.start, end: span.end }).collect()
}

fn claim(claim: &ClaimReport) -> ClaimRow<'_> {
    ClaimRow {
        claim: &claim.claim,
        normal: &claim.normal,
        verdict: claim.verdict,
        reason: claim.reason,
        start: claim.span.start,
        end: claim.span.end,
        quoted: claim.quoted,
        places: places(&claim.places),
        sources: &claim.sources,
        proof: claim.proof.as_ref(),
    }
}

fn finding<'a>(found: &'a Finding, source: &str, index: &LineIndex) -> FindingRow<'a> {
    let at = index.locate(source, found.span.start);
    FindingRow {
        claim: &found.claim,
        rule: &found.rule,
        verdict: found.verdict,
        severity: found.severity,
        start: found.span.start,
        end: found.span.end,
        line: at.line,
        column: at.column,
        text: &found.text,
        message: &found.message,
        quoted: found.quoted,
        arguments: &found.arguments,
        repairs: found
            .repairs
            .iter()
            .map(|repair| RepairRow { message: &repair.message, safe: repair.safe, edits: &repair.edits })
            .collect(),
        proof: &found.proof,
        sources: &found.sources,
        fingerprint: &found.fingerprint,
        also: found.also.iter().map(|(claim, message)| Also { claim, message }).collect(),
        places: places(&found.places),
    }
}
