//! The report on one line a finding: `path:line:column: severity[claim] message`.

use super::terminal::{counted, expiry, place, visible};
use super::{Format, Look, Run};
use crate::outcome::Outcome;
use crate::rules::Severity;
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
            if look.quiet {
                continue;
            }
            for line in outcome.claims.iter().filter_map(|claim| expiry(outcome, &places, claim)) {
                writeln!(out, "{line}")?;
            }
        }
        if look.quiet {
            return Ok(());
        }
        let all = || run.outcomes.iter().flat_map(Outcome::severities);
        let of = |severity| all().filter(|&one| one == severity).count();
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        let articles = counted(run.outcomes.len(), "article");
        writeln!(out, "{articles}: {}, {}", counted(errors, "error"), counted(warnings, "warning"))
    }
}
