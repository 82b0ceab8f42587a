//! The report on one line a finding: `path:line:column: severity[claim] message`.

use super::terminal::visible;
use super::{Format, Look, Run};
use crate::outcome::{Outcome, Places};
use crate::rules::Severity;
use crate::text::Span;
use std::io::{Error, Write};

/// The concise format.
#[derive(Debug, Clone, Copy)]
pub struct Concise;

impl Format for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn about(&self) -> &'static str {
        "one line a finding"
    }

    fn write(&self, run: &Run<'_>, look: Look, out: &mut dyn Write) -> Result<(), Error> {
        for outcome in &run.outcomes {
            let places = outcome.places();
            for finding in outcome.active() {
                let at = place(outcome, &places, finding.span);
                let severity = finding.severity.word();
                writeln!(out, "{at}: {severity}[{}] {}", finding.claim, visible(&finding.message))?;
            }
            for remark in &outcome.remarks {
                let at = place(outcome, &places, remark.span);
                writeln!(out, "{at}: {}[{}] {}", remark.severity.word(), remark.code, visible(&remark.message))?;
            }
        }
        if look.quiet {
            return Ok(());
        }
        let all = || run.outcomes.iter().flat_map(Outcome::severities);
        let of = |severity| all().filter(|&one| one == severity).count();
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        writeln!(out, "{} articles: {errors} errors, {warnings} warnings", run.outcomes.len())
    }
}

/// `path:line:column`, or `path:paragraph:character`.
fn place(outcome: &Outcome, places: &Places<'_>, span: Span) -> String {
    let path = visible(&outcome.path);
    match places.location(span.start) {
        Some(at) => format!("{path}:{}:{}", at.paragraph, at.character),
        None => {
            let at = places.line(span.start);
            format!("{path}:{}:{}", at.line, at.column)
        }
    }
}
