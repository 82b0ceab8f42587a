//! SARIF 2.1.0, for code scanning services and editors.
//!
//! Columns count code points. Proofs are code flows, repairs are fixes, what is set aside is suppressed with its reason,
//! and the other places and the arguments of a claim are related locations. Nothing in it depends on when it was made.

mod flow;
mod rules;

use super::safe_json::compact;
use super::spot::{Spot, uri};
use super::{Format, Look, Run};
use crate::check::Verdict;
use crate::outcome::{Claim, Finding, Outcome, Places, Remark, Status};
use crate::rules::Severity;
use crate::text::Span;
use rules::Rules;
use serde_json::{Value, json};
use std::io::{Error, Write};

/// The SARIF format.
#[derive(Debug, Clone, Copy)]
pub struct Sarif;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

impl Format for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn about(&self) -> &'static str {
        "SARIF 2.1.0"
    }

    fn write(&self, run: &Run<'_>, look: Look, out: &mut dyn Write) -> Result<(), Error> {
        let rules = Rules::of(run, look.verbose);
        let files = files(run);
        write!(out, "{{\"$schema\": \"{SCHEMA}\", \"version\": \"2.1.0\", \"runs\": [{{\n\"tool\": ")?;
        compact(out, &json!({"driver": driver(run, &rules)}))?;
        write!(out, ",\n\"automationDetails\": {{\"id\": \"factlint/\"}},\n\"columnKind\": \"unicodeCodePoints\",\n")?;
        write!(out, "\"invocations\": [")?;
        compact(out, &invocation(run))?;
        write!(out, "],\n\"artifacts\": [")?;
        for (at, file) in files.list.iter().enumerate() {
            out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
            compact(out, &artifact(file))?;
        }
        write!(out, "],\n\"results\": [")?;
        let aside = Aside::of(run);
        let mut first = true;
        for (outcome, file) in run.outcomes.iter().zip(&files.of) {
            let article = Article { run, outcome, places: &outcome.places(), file: *file, rules: &rules, aside };
            let findings = outcome.findings.iter().map(|finding| article.finding(finding));
            let remarks = outcome.remarks.iter().map(|remark| article.remark(remark));
            let claims = outcome.claims.iter().filter(|_| look.verbose).filter_map(|claim| article.claim(claim));
            for result in findings.chain(remarks).chain(claims) {
                out.write_all(if first { b"\n" } else { b",\n" })?;
                first = false;
                compact(out, &result)?;
            }
        }
        writeln!(out, "]\n}}]}}")
    }
}

/// The files of a run, each once, and the number of that of each outcome.
struct Files<'a> {
    list: Vec<&'a Outcome>,
    of: Vec<usize>,
}

fn files<'a>(run: &'a Run<'_>) -> Files<'a> {
    let mut files = Files { list: Vec::new(), of: Vec::new() };
    for outcome in &run.outcomes {
        // The articles of one file come one after the other.
        if files.list.last().is_none_or(|last| last.path != outcome.path) {
            files.list.push(outcome);
        }
        files.of.push(files.list.len() - 1);
    }
    files
}

fn artifact(outcome: &Outcome) -> Value {
    let mut artifact = json!({"location": {"uri": uri(&outcome.path)}, "roles": ["analysisTarget"]});
    if outcome.in_source() {
        artifact["encoding"] = "UTF-8".into();
    }
    if let Some(hash) = outcome.content.strip_prefix("sha256:") {
        artifact["hashes"] = json!({"sha-256": hash});
    }
    artifact
}

fn driver(run: &Run<'_>, rules: &Rules<'_>) -> Value {
    json!({
        "name": "factlint",
        "version": run.stamp.version,
        "semanticVersion": run.stamp.version,
        "rules": rules.descriptors(run),
        "properties": {"rules": run.stamp.rules, "base": run.stamp.base},
    })
}

/// How the run went: what could not be read, and what the reader should know of an article.
fn invocation(run: &Run<'_>) -> Value {
    let place = |path: &str| json!([{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}]);
    let unread = run.faults.iter().map(|fault| {
        let mut notification = json!({
            "level": "error",
            "message": {"text": fault.message},
            "descriptor": {"id": "unreadable"},
        });
        if !fault.path.is_empty() {
            notification["locations"] = place(&fault.path);
        }
        notification
    });
    let notes = run.outcomes.iter().flat_map(|outcome| {
        let locations = place(&outcome.path);
        outcome.notes.iter().map(move |note| {
            json!({"level": "note", "message": {"text": note}, "descriptor": {"id": "note"}, "locations": locations})
        })
    });
    let notifications: Vec<Value> = unread.chain(notes).collect();
    let mut invocation = json!({"executionSuccessful": run.faults.is_empty()});
    if !notifications.is_empty() {
        invocation["toolExecutionNotifications"] = notifications.into();
    }
    invocation
}

/// What all results have or none: said of one, it has to be said of each.
#[derive(Debug, Clone, Copy)]
struct Aside {
    suppressions: bool,
    baseline: bool,
}

impl Aside {
    fn of(run: &Run<'_>) -> Self {
        let mut silenced = run.outcomes.iter().flat_map(Outcome::silenced).map(|finding| &finding.status).peekable();
        let suppressions = silenced.peek().is_some();
        Self { suppressions, baseline: silenced.any(|status| *status == Status::Baseline) }
    }
}

/// An article on its way to results.
struct Article<'a> {
    run: &'a Run<'a>,
    outcome: &'a Outcome,
    places: &'a Places<'a>,
    file: usize,
    rules: &'a Rules<'a>,
    aside: Aside,
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

impl Article<'_> {
    fn finding(&self, finding: &Finding) -> Value {
        let mut result = self.result(&finding.claim, "fail", level(finding.severity), &finding.message, finding.span);
        let mut related: Vec<Value> =
            finding.places.iter().map(|span| self.related(*span, "the same is claimed here")).collect();
        for argument in &finding.arguments {
            let words = format!("{}: {}", argument.name, argument.value);
            related.push(self.related(Span::new(argument.start, argument.end), &words));
        }
        numbered(&mut related);
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        if let Some(proof) = finding.proof.tree() {
            result["codeFlows"] = flow::flows(self, &proof).into();
        }
        let fixes: Vec<Value> = finding
            .repairs
            .iter()
            .filter(|repair| !repair.edits.is_empty() && self.outcome.in_source())
            .map(|repair| {
                let replacements: Vec<Value> = repair
                    .edits
                    .iter()
                    .map(|edit| {
                        json!({
                            "deletedRegion": self.region(Span::new(edit.start, edit.end)),
                            "insertedContent": {"text": edit.replace},
                        })
                    })
                    .collect();
                json!({
                    "description": {"text": repair.message},
                    "artifactChanges": [{"artifactLocation": self.artifact(), "replacements": replacements}],
                })
            })
            .collect();
        if !fixes.is_empty() {
            result["fixes"] = fixes.into();
        }
        result["partialFingerprints"] = json!({"factlintClaim/v1": finding.fingerprint});
        if let Some(suppressions) = self.suppressions(&finding.status) {
            result["suppressions"] = suppressions;
        }
        if self.aside.baseline {
            result["baselineState"] = if finding.status == Status::Baseline { "unchanged" } else { "new" }.into();
        }
        let sources: Vec<String> = finding.sources.iter().map(|id| self.rules.cited(self.run, id)).collect();
        let also: Vec<String> = finding.also.iter().map(|(claim, message)| format!("{claim}: {message}")).collect();
        result["properties"] = json!({
            "verdict": finding.verdict.word(),
            "rule": finding.rule,
            "normal": finding.normal,
            "quoted": finding.quoted,
            "sources": sources,
            "also": also,
        });
        result
    }

    fn remark(&self, remark: &Remark) -> Value {
        let mut result = self.result(remark.code, "fail", level(remark.severity), &remark.message, remark.span);
        self.neither(&mut result);
        result
    }

    /// A claim that is right, or that nothing is known of.
    fn claim(&self, claim: &Claim) -> Option<Value> {
        let kind = match claim.verdict {
            Verdict::Supported => "pass",
            Verdict::Unverifiable => "open",
            // They have findings.
            Verdict::Contradicted | Verdict::Disputed => return None,
        };
        let reason = claim.reason.map(|reason| format!(" ({})", reason.word())).unwrap_or_default();
        let message = format!("{}{reason}: {}", claim.verdict.word(), claim.normal);
        let mut result = self.result(&claim.claim, kind, "none", &message, claim.span);
        let mut related: Vec<Value> =
            claim.places.iter().map(|span| self.related(*span, "the same is claimed here")).collect();
        numbered(&mut related);
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        if let Some(proof) = claim.proof.as_ref().and_then(crate::outcome::ProofText::tree) {
            result["codeFlows"] = flow::flows(self, &proof).into();
        }
        self.neither(&mut result);
        Some(result)
    }

    /// Says of a result that it is neither set aside nor known from before, where that is said of others.
    fn neither(&self, result: &mut Value) {
        if self.aside.suppressions {
            result["suppressions"] = json!([]);
        }
        if self.aside.baseline {
            result["baselineState"] = "new".into();
        }
    }

    fn result(&self, rule: &str, kind: &str, level: &str, message: &str, span: Span) -> Value {
        json!({
            "ruleId": rule,
            "ruleIndex": self.rules.index(rule),
            "kind": kind,
            "level": level,
            "message": {"text": message},
            "locations": [self.location(span)],
        })
    }

    fn suppressions(&self, status: &Status) -> Option<Value> {
        if !self.aside.suppressions {
            return None;
        }
        let suppression = match status {
            Status::Active => return Some(json!([])),
            Status::Suppressed { reason, line } => {
                let mut suppression = json!({"kind": if *line == 0 { "external" } else { "inSource" }});
                suppression["status"] = "accepted".into();
                if let Some(reason) = reason {
                    suppression["justification"] = reason.as_str().into();
                }
                if *line > 0 {
                    let place = json!({"artifactLocation": self.artifact(), "region": {"startLine": line}});
                    suppression["location"] = json!({"physicalLocation": place});
                }
                suppression
            }
            Status::Baseline => {
                json!({"kind": "external", "status": "accepted", "justification": "in the baseline"})
            }
            Status::Unchanged => {
                json!({"kind": "external", "status": "accepted", "justification": "on lines that have not changed"})
            }
        };
        Some(json!([suppression]))
    }

    fn artifact(&self) -> Value {
        json!({"uri": uri(&self.outcome.path), "index": self.file})
    }

    /// A place in the file.
    fn location(&self, span: Span) -> Value {
        let mut place = json!({"artifactLocation": self.artifact()});
        let spot = Spot::of(self.places, span);
        if spot.start().is_some() {
            place["region"] = self.region(span);
        }
        let mut location = json!({"physicalLocation": place});
        let record = self.outcome.record.map(|number| format!("record {number}"));
        let names: Vec<String> = record.into_iter().chain(spot.words()).collect();
        if !names.is_empty() {
            let name = names.join(", ");
            location["logicalLocations"] = json!([{"fullyQualifiedName": name}]);
        }
        location
    }

    fn region(&self, span: Span) -> Value {
        let (start, end) = (self.places.line(span.start), self.places.line(span.end.max(span.start)));
        let mut region = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "byteOffset": span.start,
            "byteLength": span.len(),
        });
        if !span.is_empty() {
            region["snippet"] = json!({"text": span.of(self.places.text)});
        }
        region
    }

    fn related(&self, span: Span, message: &str) -> Value {
        let mut location = self.location(span);
        location["message"] = json!({"text": message});
        location
    }
}

/// Gives locations the ids by which messages may refer to them.
fn numbered(locations: &mut [Value]) {
    for (at, location) in locations.iter_mut().enumerate() {
        location["id"] = (at + 1).into();
    }
}
