//! Checkstyle XML, which most tools for reviews read.

use super::spot::{Reported, Spot};
use super::xml::escaped;
use super::{Format, Look, Run};
use crate::outcome::Outcome;
use std::io::{Error, Write};

/// The Checkstyle format.
#[derive(Debug, Clone, Copy)]
pub struct Checkstyle;

impl Format for Checkstyle {
    fn name(&self) -> &'static str {
        "checkstyle"
    }

    fn about(&self) -> &'static str {
        "Checkstyle XML"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<checkstyle version=\"{}\">", run.stamp.version)?;
        for outcome in &run.outcomes {
            writeln!(out, "  <file name=\"{}\">", escaped(&outcome.path))?;
            for reported in Reported::of(outcome) {
                self.errors(run, outcome, reported, out)?;
            }
            writeln!(out, "  </file>")?;
        }
        for fault in &run.faults {
            writeln!(out, "  <file name=\"{}\">", escaped(&fault.path))?;
            let message = escaped(&fault.message);
            let attributes = "line=\"1\" severity=\"error\"";
            writeln!(out, "    <error {attributes} message=\"{message}\" source=\"factlint.unreadable\"/>")?;
            writeln!(out, "  </file>")?;
        }
        writeln!(out, "</checkstyle>")
    }
}

impl Checkstyle {
    /// An element for each place of what is reported.
    fn errors(
        self,
        run: &Run<'_>,
        outcome: &Outcome,
        reported: Reported<'_>,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let places = outcome.places();
        for span in reported.spans() {
            let spot = Spot::of(&places, span);
            write!(out, "    <error")?;
            if let Some(at) = spot.start() {
                write!(out, " line=\"{}\" column=\"{}\"", at.line, at.column)?;
            }
            let place = spot.words().map(|words| format!("{words}: ")).unwrap_or_default();
            let lines: Vec<String> = std::iter::once(format!("{place}{}", reported.message()))
                .chain(reported.details(&run.engine.base))
                .collect();
            write!(out, " severity=\"{}\" message=\"{}\"", reported.severity().word(), escaped(&lines.join("\n")))?;
            writeln!(out, " source=\"factlint.{}\"/>", escaped(reported.name()))?;
        }
        Ok(())
    }
}
