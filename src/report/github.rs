//! Annotations of GitHub Actions: commands on standard output that the service shows beside the lines of a change.

use super::spot::{Reported, Spot, relative};
use super::terminal::visible;
use super::{Format, Look, Run};
use crate::rules::Severity;
use std::fmt::Write as _;
use std::io::{Error, Write};

/// The format of GitHub Actions.
#[derive(Debug, Clone, Copy)]
pub struct GitHub;

impl Format for GitHub {
    fn name(&self) -> &'static str {
        "github"
    }

    fn about(&self) -> &'static str {
        "annotations of GitHub Actions"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        for outcome in &run.outcomes {
            let places = outcome.places();
            for reported in Reported::of(outcome) {
                let command = match reported.severity() {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Info => "notice",
                };
                let mut message = visible(reported.message());
                for line in reported.details(&run.engine.base) {
                    let _ = write!(message, "\n{}", visible(&line));
                }
                for span in reported.spans() {
                    let spot = Spot::of(&places, span);
                    let mut place = format!("file={}", file(&outcome.path));
                    if let Spot::Lines { start, end } = spot {
                        let _ = write!(place, ",line={},endLine={}", start.line, end.line);
                        // Columns are shown only within one line; there the last is that of the last character.
                        if start.line == end.line {
                            let last = end.column.saturating_sub(1).max(start.column);
                            let _ = write!(place, ",col={},endColumn={last}", start.column);
                        }
                    }
                    let words = spot.words().map(|words| format!("{words}: ")).unwrap_or_default();
                    let title = property(&format!("factlint {}", reported.name()));
                    writeln!(out, "::{command} {place},title={title}::{}", data(&format!("{words}{message}")))?;
                }
            }
        }
        for fault in &run.faults {
            let file = file(&fault.path);
            writeln!(out, "::error file={file},title=factlint::{}", data(&visible(&fault.message)))?;
        }
        Ok(())
    }
}

/// A path as a property. Of control characters only the end of a line can be told to the service; the log shows others.
fn file(path: &str) -> String {
    property(&relative(path).split('\n').map(visible).collect::<Vec<_>>().join("\n"))
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_command() {
        assert_eq!(data("100%\r\n::stop"), "100%25%0D%0A::stop");
        assert_eq!(property("a,b:c\n::error::x"), "a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax");
        assert_eq!(file("./a\n\u{1B}[m\u{202E}.md"), "a%0A␛[m\u{FFFD}.md");
    }
}
