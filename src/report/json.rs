//! JSON: one row an article, as in the contract of `factlint batch`.
//!
//! Offsets are UTF-8 bytes of the source, lines and columns count from 1, columns in Unicode scalar
//! values. Of a source whose bytes are no text, the offsets are those of the text in it, and findings have a
//! `location` in paragraphs and characters.

use super::{Places, Stamp};
use crate::check::{ArgumentReport, ClaimReport, Edit, Finding, Report, Verdict};
use crate::document::Location;
use crate::eval::Reason;
use crate::proof::Proof;
use crate::rules::Severity;
use crate::text::Span;
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
    /// The 1-based number of the record, in a check of a collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<usize>,
    /// `sha256:` and the hash of the file's bytes, in a check of files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<&'a str>,
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
    places: Vec<Extent>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    sources: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<&'a Proof>,
}

#[derive(Debug, Serialize)]
struct Extent {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
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
    places: Vec<Extent>,
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

/// The row of an article. Whose it is stands in the fields that are public, for the caller to fill in.
#[must_use]
pub fn row<'a>(stamp: &'a Stamp, places: &Places<'_>, report: &'a Report) -> Row<'a> {
    Row {
        id: None,
        path: None,
        record: None,
        article: None,
        base: &stamp.base,
        rules: &stamp.rules,
        version: stamp.version,
        published: report.published.map(|day| day.to_string()),
        notes: &report.notes,
        claims: report.claims.iter().map(claim).collect(),
        findings: report.findings.iter().map(|found| finding(found, places)).collect(),
    }
}

fn extents(spans: &[Span]) -> Vec<Extent> {
    spans.iter().map(|span| Extent { start: span.start, end: span.end }).collect()
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
        places: extents(&claim.places),
        sources: &claim.sources,
        proof: claim.proof.as_ref(),
    }
}

fn finding<'a>(found: &'a Finding, places: &Places<'_>) -> FindingRow<'a> {
    let at = places.line(found.span.start);
    FindingRow {
        claim: &found.claim,
        rule: &found.rule,
        verdict: found.verdict,
        severity: found.severity,
        start: found.span.start,
        end: found.span.end,
        line: at.line,
        column: at.column,
        location: places.location(found.span.start),
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
        places: extents(&found.places),
    }
}
