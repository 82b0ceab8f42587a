//! GitLab Code Quality: a list of issues as JSON, shown in merge requests.

use super::safe_json::compact;
use super::spot::{Reported, Spot, relative};
use super::{Format, Look, Run};
use crate::outcome::Outcome;
use crate::rules::Severity;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::io::{Error, Write};

/// The format of GitLab.
#[derive(Debug, Clone, Copy)]
pub struct GitLab;

impl Format for GitLab {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn about(&self) -> &'static str {
        "GitLab Code Quality"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        let mut separator = "[";
        let mut each = |issue: &Value, out: &mut dyn Write| -> Result<(), Error> {
            writeln!(out, "{separator}")?;
            separator = ",";
            compact(out, issue)
        };
        for outcome in &run.outcomes {
            let places = outcome.places();
            for reported in Reported::of(outcome) {
                for (number, span) in reported.spans().into_iter().enumerate() {
                    each(&issue(run, outcome, reported, Spot::of(&places, span), number), out)?;
                }
            }
        }
        for fault in &run.faults {
            let place = json!({"path": relative(&fault.path), "lines": {"begin": 1}});
            let issue = json!({
                "description": fault.message,
                "check_name": "unreadable",
                "fingerprint": hash(["unreadable", &fault.path, &fault.message]),
                "severity": "blocker",
                "location": place,
            });
            each(&issue, out)?;
        }
        writeln!(out, "{}]", if separator == "[" { "[" } else { "\n" })
    }
}

/// One issue. Its fingerprint stays the same while the claim and the facts do, and differs from that of the same
/// claim at another place, which the service would take for one and the same.
fn issue(run: &Run<'_>, outcome: &Outcome, reported: Reported<'_>, spot: Spot, number: usize) -> Value {
    let path = relative(&outcome.path);
    let severity = match reported.severity() {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    let claim = match reported {
        Reported::Finding(finding) => finding.fingerprint.clone(),
        Reported::Remark(remark) => format!("{}:{}:{}", remark.code, remark.span.start, remark.message),
    };
    let record = outcome.record.map(|number| number.to_string()).unwrap_or_default();
    let position = match spot {
        Spot::Lines { start, end } => json!({
            "path": path,
            "positions": {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            },
        }),
        Spot::Paragraph(_) => json!({"path": path, "lines": {"begin": 1}}),
    };
    let words = spot.words().map(|words| format!("{words}: ")).unwrap_or_default();
    json!({
        "description": format!("{words}{}", reported.message()),
        "check_name": reported.name(),
        "fingerprint": hash([path, &record, &claim, &number.to_string()]),
        "severity": severity,
        "location": position,
        "content": {"body": reported.details(&run.engine.base).join("\n")},
    })
}

/// One hash of several texts.
fn hash<const N: usize>(texts: [&str; N]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    crate::base::image::open::hex(&hasher.finalize())
}
