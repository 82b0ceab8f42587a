//! TAP, version 14: a subtest an article, a test point a claim.
//!
//! Errors are failures. Warnings and infos are failures that are expected (`TODO`), what is set aside or cannot be
//! verified is passed over (`SKIP`), and what is supported passes.

use super::safe_json::line;
use super::spot::{Reported, Spot, aside};
use super::terminal::visible;
use super::{Format, Look, Run};
use crate::check::Verdict;
use crate::outcome::Outcome;
use crate::rules::Severity;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{Error, Write};

/// The TAP format.
#[derive(Debug, Clone, Copy)]
pub struct Tap;

impl Format for Tap {
    fn name(&self) -> &'static str {
        "tap"
    }

    fn about(&self) -> &'static str {
        "TAP version 14"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        writeln!(out, "TAP version 14\n1..{}", run.outcomes.len() + run.faults.len())?;
        for (at, outcome) in run.outcomes.iter().enumerate() {
            let name = words(&outcome.name());
            let points = points(run, outcome);
            writeln!(out, "# Subtest: {name}\n    1..{}", points.len())?;
            for (number, point) in points.iter().enumerate() {
                write!(out, "    {}ok {} - {}", if point.ok { "" } else { "not " }, number + 1, point.text)?;
                writeln!(out, "{}", point.directive)?;
                if let Some(details) = &point.details {
                    out.write_all(yaml(details).as_bytes())?;
                }
            }
            let failed = outcome.severities().any(|severity| severity == Severity::Error);
            writeln!(out, "{}ok {} - {name}\n", if failed { "not " } else { "" }, at + 1)?;
        }
        for (at, fault) in run.faults.iter().enumerate() {
            writeln!(out, "not ok {} - {}", run.outcomes.len() + at + 1, words(&fault.message))?;
        }
        Ok(())
    }
}

/// A test point.
struct Point {
    ok: bool,
    text: String,
    directive: String,
    details: Option<Value>,
}

fn points(run: &Run<'_>, outcome: &Outcome) -> Vec<Point> {
    let places = outcome.places();
    let mut points = Vec::new();
    for reported in Reported::of(outcome) {
        let severity = reported.severity();
        let at = reported.spans().first().map(|span| Spot::of(&places, *span).short()).unwrap_or_default();
        let details = json!({
            "severity": severity.word(),
            "at": format!("{}:{at}", outcome.path),
            "words": if let Reported::Finding(finding) = reported { finding.text.as_str() } else { "" },
            "details": reported.details(&run.engine.base),
        });
        points.push(Point {
            ok: false,
            text: words(&format!("{}: {}", reported.name(), reported.message())),
            directive: if severity == Severity::Error { String::new() } else { format!(" # TODO {}", severity.word()) },
            details: Some(details),
        });
    }
    for finding in outcome.silenced() {
        let text = words(&format!("{}: {}", finding.claim, finding.message));
        let directive = format!(" # SKIP {}", words(&aside(finding)));
        points.push(Point { ok: true, text, directive, details: None });
    }
    for claim in &outcome.claims {
        let directive = match (claim.verdict, claim.reason) {
            (Verdict::Supported, _) => String::new(),
            (Verdict::Unverifiable, Some(reason)) => format!(" # SKIP {}", reason.word()),
            (Verdict::Unverifiable, None) => " # SKIP unverifiable".to_owned(),
            // They have findings.
            (Verdict::Contradicted | Verdict::Disputed, _) => continue,
        };
        points.push(Point { ok: true, text: words(&claim.normal), directive, details: None });
    }
    points
}

/// A text as a description: one line, no directive in it.
fn words(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace('#', "\\#")
}

/// A diagnostic block; JSON strings are YAML too.
fn yaml(details: &Value) -> String {
    let mut text = String::from("      ---\n");
    for (key, value) in details.as_object().into_iter().flatten() {
        match value {
            Value::Array(items) if items.is_empty() => {}
            Value::Array(items) => {
                let _ = writeln!(text, "      {key}:");
                for item in items {
                    let _ = writeln!(text, "        - {}", line(item));
                }
            }
            value => {
                let _ = writeln!(text, "      {key}: {}", line(value));
            }
        }
    }
    text.push_str("      ...\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_directive() {
        assert_eq!(words("a # SKIP\nok 2 \\# TODO"), "a \\# SKIP ok 2 \\\\\\# TODO");
    }
}
