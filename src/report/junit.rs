//! `JUnit` XML: a suite an article, a case a claim. Findings are failures, what is set aside or cannot be verified is
//! skipped, and what cannot be read is an error.

use super::spot::{Reported, Spot, aside};
use super::xml::escaped;
use super::{Format, Look, Run};
use crate::check::Verdict;
use crate::outcome::Outcome;
use std::fmt::Write as _;
use std::io::{Error, Write};

/// The `JUnit` format.
#[derive(Debug, Clone, Copy)]
pub struct JUnit;

impl Format for JUnit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn about(&self) -> &'static str {
        "JUnit XML"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        let suites: Vec<Suite> = run.outcomes.iter().map(|outcome| suite(run, outcome)).collect();
        let sum = |of: fn(&Suite) -> usize| suites.iter().map(of).sum::<usize>();
        let unread = run.faults.len();
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(
            out,
            "<testsuites name=\"factlint\" tests=\"{}\" failures=\"{}\" errors=\"{unread}\">",
            sum(|suite| suite.tests) + unread,
            sum(|suite| suite.failures),
        )?;
        for (suite, outcome) in suites.iter().zip(&run.outcomes) {
            writeln!(
                out,
                "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">",
                escaped(&outcome.name()),
                suite.tests,
                suite.failures,
                suite.skipped
            )?;
            out.write_all(suite.cases.as_bytes())?;
            writeln!(out, "  </testsuite>")?;
        }
        for fault in &run.faults {
            let (path, message) = (escaped(&fault.path), escaped(&fault.message));
            writeln!(out, "  <testsuite name=\"{path}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">")?;
            writeln!(out, "    <testcase name=\"read\" classname=\"{path}\" file=\"{path}\">")?;
            writeln!(out, "      <error type=\"unreadable\" message=\"{message}\"/>")?;
            writeln!(out, "    </testcase>\n  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")
    }
}

/// The cases of an article.
#[derive(Default)]
struct Suite {
    tests: usize,
    failures: usize,
    skipped: usize,
    cases: String,
}

impl Suite {
    /// Adds a case with what is inside it.
    fn case(&mut self, path: &str, name: &str, line: Option<u32>, inside: &str) {
        self.tests += 1;
        let line = line.map(|line| format!(" line=\"{line}\"")).unwrap_or_default();
        let (path, name) = (escaped(path), escaped(name));
        let head = format!("    <testcase name=\"{name}\" classname=\"{path}\" file=\"{path}\"{line}");
        let _ = match inside {
            "" => writeln!(self.cases, "{head}/>"),
            _ => writeln!(self.cases, "{head}>\n      {inside}\n    </testcase>"),
        };
    }
}

fn suite(run: &Run<'_>, outcome: &Outcome) -> Suite {
    let mut suite = Suite::default();
    let (places, name) = (outcome.places(), outcome.name());
    // An article without claims is a suite that passes rather than an empty one, which some take for a failure.
    suite.case(&outcome.path, "read", None, "");
    for reported in Reported::of(outcome) {
        suite.failures += 1;
        let spots: Vec<Spot> = reported.spans().into_iter().map(|span| Spot::of(&places, span)).collect();
        let at: Vec<String> = spots.iter().map(|spot| format!("{name}:{}", spot.short())).collect();
        let mut text = at.join("\n");
        if let Reported::Finding(finding) = reported {
            let _ = write!(text, "\n“{}”", finding.text);
        }
        for line in reported.details(&run.engine.base) {
            let _ = write!(text, "\n{line}");
        }
        let inside = format!(
            "<failure type=\"{}\" message=\"{}\">{}</failure>",
            reported.severity().word(),
            escaped(reported.message()),
            escaped(&text)
        );
        let first = spots.first().and_then(|spot| spot.start()).map(|at| at.line);
        let title = match reported {
            Reported::Finding(finding) => finding.normal.as_str(),
            Reported::Remark(remark) => remark.code,
        };
        suite.case(&outcome.path, title, first, &inside);
    }
    for finding in outcome.silenced() {
        suite.skipped += 1;
        let inside = format!("<skipped message=\"{}\"/>", escaped(&format!("{}: {}", aside(finding), finding.message)));
        let line = Spot::of(&places, finding.span).start().map(|at| at.line);
        suite.case(&outcome.path, &finding.normal, line, &inside);
    }
    for claim in &outcome.claims {
        let inside = match claim.verdict {
            Verdict::Supported => String::new(),
            Verdict::Unverifiable => {
                suite.skipped += 1;
                let reason = claim.reason.map_or("unverifiable", crate::eval::Reason::word);
                format!("<skipped message=\"{reason}\"/>")
            }
            // They have findings.
            Verdict::Contradicted | Verdict::Disputed => continue,
        };
        let line = Spot::of(&places, claim.span).start().map(|at| at.line);
        suite.case(&outcome.path, &claim.normal, line, &inside);
    }
    suite
}
