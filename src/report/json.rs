//! JSON: one row an article, as in the contract of `factlint batch`.
//!
//! Offsets are UTF-8 bytes of the source, lines and columns count from 1, columns in Unicode scalar
//! values. Of a source whose bytes are no text, the offsets are those of the text in it, and findings have a
//! `location` in paragraphs and characters.

use super::safe_json::{compact, pretty};
use super::{Format, Look, Run, Stamp};
use crate::check::{ArgumentReport, Edit, Verdict};
use crate::document::Location;
use crate::eval::Reason;
use crate::outcome::{Claim, Finding, Outcome, Places, ProofText, Status};
use crate::rules::Severity;
use crate::text::Span;
use serde::Serialize;
use serde_json::value::RawValue;
use std::io::{Error, Write};

/// JSON: a list of all rows, for people too.
#[derive(Debug, Clone, Copy)]
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "a list of articles as JSON"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        out.write_all(b"[")?;
        for (at, outcome) in run.outcomes.iter().enumerate() {
            if at > 0 {
                out.write_all(b",\n")?;
            }
            pretty(out, &row(&run.stamp, &outcome.places(), outcome))?;
        }
        out.write_all(b"]\n")
    }
}

/// JSON Lines: a row a line.
#[derive(Debug, Clone, Copy)]
pub struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "JSON, an article a line"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        for outcome in &run.outcomes {
            compact(out, &row(&run.stamp, &outcome.places(), outcome))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// A row.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// The row's id, in a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "str::is_empty")]
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<usize>,
    #[serde(skip_serializing_if = "str::is_empty")]
    content: &'a str,
    base: &'a str,
    rules: &'a str,
    version: &'a str,
    published: Option<String>,
    notes: &'a [String],
    claims: Vec<ClaimRow<'a>>,
    findings: Vec<FindingRow<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    silenced: Vec<Silenced<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<RemarkRow<'a>>,
}

/// A finding that is not reported, and why.
#[derive(Debug, Serialize)]
struct Silenced<'a> {
    status: &'static str,
    reason: Option<&'a str>,
    #[serde(flatten)]
    finding: FindingRow<'a>,
}

#[derive(Debug, Serialize)]
struct RemarkRow<'a> {
    code: &'static str,
    severity: Severity,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    message: &'a str,
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
    proof: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<ExpiryRow<'a>>,
}

/// When a claim will no longer be true.
#[derive(Debug, Serialize)]
struct ExpiryRow<'a> {
    on: Option<String>,
    until: Option<String>,
    verdict: Verdict,
    reason: Option<Reason>,
    false_on: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    message: &'a str,
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
    proof: Option<Box<RawValue>>,
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

/// The row of an article. Its id is for the caller to fill in.
#[must_use]
pub fn row<'a>(stamp: &'a Stamp, places: &Places<'_>, outcome: &'a Outcome) -> Row<'a> {
    Row {
        id: None,
        path: &outcome.path,
        record: outcome.record,
        content: &outcome.content,
        base: &stamp.base,
        rules: &stamp.rules,
        version: stamp.version,
        published: outcome.published.map(|day| day.to_string()),
        notes: &outcome.notes,
        claims: outcome.claims.iter().map(claim).collect(),
        findings: outcome.active().map(|found| finding(found, places)).collect(),
        silenced: outcome.silenced().map(|found| silenced(found, places)).collect(),
        remarks: outcome
            .remarks
            .iter()
            .map(|remark| {
                let at = places.line(remark.span.start);
                RemarkRow {
                    code: remark.code,
                    severity: remark.severity,
                    start: remark.span.start,
                    end: remark.span.end,
                    line: at.line,
                    column: at.column,
                    message: &remark.message,
                }
            })
            .collect(),
    }
}

fn silenced<'a>(found: &'a Finding, places: &Places<'_>) -> Silenced<'a> {
    let reason = if let Status::Suppressed { reason, .. } = &found.status { reason.as_deref() } else { None };
    Silenced { status: found.status.word(), reason, finding: finding(found, places) }
}

fn extents(spans: &[Span]) -> Vec<Extent> {
    spans.iter().map(|span| Extent { start: span.start, end: span.end }).collect()
}

fn claim(claim: &Claim) -> ClaimRow<'_> {
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
        proof: claim.proof.as_ref().and_then(ProofText::raw),
        expires: claim.expires.as_ref().map(|expires| ExpiryRow {
            on: expires.on.map(|day| day.to_string()),
            until: expires.until.map(|day| day.to_string()),
            verdict: expires.verdict,
            reason: expires.reason,
            false_on: expires.false_on.map(|day| day.to_string()),
            message: &expires.message,
        }),
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
        proof: found.proof.raw(),
        sources: &found.sources,
        fingerprint: &found.fingerprint,
        also: found.also.iter().map(|(claim, message)| Also { claim, message }).collect(),
        places: extents(&found.places),
    }
}
