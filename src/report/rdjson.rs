//! The diagnostic format of reviewdog (`rdjsonl`): JSON, a diagnostic a line. Columns count bytes, ends are just past
//! the last one.

use super::safe_json::compact;
use super::spot::{Reported, Spot, relative, replaced};
use super::{Format, Look, Run};
use crate::outcome::Places;
use crate::rules::Severity;
use crate::text::Span;
use serde_json::{Value, json};
use std::io::{Error, Write};

/// The format of reviewdog.
#[derive(Debug, Clone, Copy)]
pub struct RdJsonLines;

impl Format for RdJsonLines {
    fn name(&self) -> &'static str {
        "rdjsonl"
    }

    fn about(&self) -> &'static str {
        "diagnostics for reviewdog"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        for outcome in &run.outcomes {
            let places = outcome.places();
            for reported in Reported::of(outcome) {
                let details = reported.details(&run.engine.base);
                for (number, span) in reported.spans().into_iter().enumerate() {
                    let spot = Spot::of(&places, span);
                    let words = spot.words().map(|words| format!("{words}: ")).unwrap_or_default();
                    let message =
                        std::iter::once(format!("{words}{}", reported.message())).chain(details.iter().cloned());
                    let mut location = json!({"path": relative(&outcome.path)});
                    if spot.start().is_some() {
                        location["range"] = range(&places, span);
                    }
                    let mut diagnostic = json!({
                        "message": message.collect::<Vec<_>>().join("\n"),
                        "location": location,
                        "severity": severity(reported.severity()),
                        "source": {"name": "factlint"},
                        "code": {"value": reported.name()},
                    });
                    // Edits are those of the first place.
                    let suggestions: Vec<Value> = reported
                        .repairs()
                        .iter()
                        .filter(|_| number == 0 && outcome.in_source())
                        .filter_map(|repair| replaced(places.text, repair))
                        .map(|(span, text)| json!({"range": range(&places, span), "text": text}))
                        .collect();
                    if !suggestions.is_empty() {
                        diagnostic["suggestions"] = suggestions.into();
                    }
                    compact(out, &diagnostic)?;
                    writeln!(out)?;
                }
            }
        }
        for fault in &run.faults {
            let diagnostic = json!({
                "message": fault.message,
                "location": {"path": relative(&fault.path)},
                "severity": "ERROR",
                "source": {"name": "factlint"},
                "code": {"value": "unreadable"},
            });
            compact(out, &diagnostic)?;
            writeln!(out)?;
        }
        Ok(())
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

fn range(places: &Places<'_>, span: Span) -> Value {
    let position = |at: u32| {
        let line = places.line(at).line;
        let start = places.lines().start_of(line - 1).unwrap_or(at);
        json!({"line": line, "column": at.saturating_sub(start) + 1})
    };
    json!({"start": position(span.start), "end": position(span.end)})
}
