//! Runs the tests inside rule files: each example is a small article, checked like any other.

use crate::annotate::Classes;
use crate::base::Base;
use crate::check::{Checker, Options, Prepared, Report, Verdict};
use crate::definitions::{DefinitionError, given_base};
use crate::lang::ast::{Case, Expect};
use crate::lang::{Fault, Faults};
use crate::read::{Text, read_text};
use crate::rules::{Program, RuleTest, Severity};
use crate::text::Source;

/// How the tests of a pack went.
#[derive(Debug, Default)]
pub struct TestRun {
    /// Examples that came out as expected.
    pub passed: usize,
    /// Those that did not, claims without a test, and tests that cannot be run.
    pub faults: Faults,
}

/// Runs all tests of a pack. `schema` is what `given` facts stand on; tests without them use `base`.
///
/// # Errors
/// If the base of a test cannot be stored or opened.
pub fn run(
    program: &Program,
    tests: &[RuleTest],
    files: &[Source],
    schema: &[Source],
    base: &Base,
    classes: &Classes,
) -> Result<TestRun, DefinitionError> {
    let mut run = TestRun::default();
    let shipped = Prepared::new(base, program);
    let off = std::collections::BTreeSet::new();
    for test in tests {
        let given = match &test.item.given {
            None => None,
            Some(given) => {
                let Some(file) = files.iter().find(|file| file.name == test.file) else { continue };
                let (base, faults) = given_base(schema, file, given.span)?;
                run.faults.extend(faults);
                Some(base)
            }
        };
        let own = given.as_ref().map(|base| (base, Prepared::new(base, program)));
        let (base, prepared) = own.as_ref().map_or((base, &shipped), |(base, prepared)| (base, prepared));
        let checker = Checker { base, program, classes, prepared, off: &off };
        let published = test.item.date.as_ref().and_then(|when| when.time).map(|time| time.days().first);
        for case in &test.item.cases {
            let document = read_text(&Text, &case.text, published, &program.lexicon);
            let report = checker.check(&document, Options::default());
            match verdict(&report, &test.item.claim.text, case) {
                Ok(()) => run.passed += 1,
                Err(why) => run.faults.push(Fault::error("test", &test.file, case.span, why)),
            }
        }
    }
    for claim in &program.claims {
        if !tests.iter().any(|test| test.item.claim.text == claim.name && !test.item.cases.is_empty()) {
            let file = claim.file.as_str();
            let fault = Fault::error("untested", file, claim.place, format!("claim `{}` has no test", claim.name));
            run.faults.push(fault.help(format!("add `test {} DATE {{ … }}` with at least one example", claim.name)));
        }
    }
    run.faults.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    Ok(run)
}

/// Whether an example came out as it says; if not, what came out instead.
fn verdict(report: &Report, claim: &str, case: &Case) -> Result<(), String> {
    let found: Vec<_> = report.claims.iter().filter(|found| found.claim == claim).collect();
    let came = || {
        if found.is_empty() {
            "no such claim was found".to_owned()
        } else {
            let list: Vec<String> = found
                .iter()
                .map(|found| {
                    format!(
                        "`{}` {}{}",
                        found.normal,
                        found.verdict.word(),
                        found.reason.map(|reason| format!(" ({})", reason.word())).unwrap_or_default()
                    )
                })
                .collect();
            format!("it was {}", list.join(", "))
        }
    };
    let fits = |wanted: Verdict| found.iter().any(|found| found.verdict == wanted);
    match &case.expect {
        Expect::Silent if found.is_empty() => Ok(()),
        Expect::Silent => Err(format!("this should state no `{claim}`, but {}", came())),
        Expect::Holds if fits(Verdict::Supported) && !fits(Verdict::Contradicted) => Ok(()),
        Expect::Holds => Err(format!("this `{claim}` should hold, but {}", came())),
        Expect::Unsure(reason) => {
            let unsure = found.iter().any(|found| found.reason.is_some_and(|found| found.word() == reason.text));
            if unsure {
                Ok(())
            } else {
                Err(format!("this `{claim}` should be open ({}), but {}", reason.text, came()))
            }
        }
        Expect::Flags => {
            let findings: Vec<_> = report
                .findings
                .iter()
                .filter(|finding| finding.claim == claim && finding.severity > Severity::Info)
                .collect();
            match (findings.first(), case.mark) {
                (None, _) => Err(format!("this `{claim}` should be contradicted, but {}", came())),
                (Some(_), None) => Ok(()),
                (Some(_), Some(mark)) if findings.iter().any(|finding| finding.span == mark) => Ok(()),
                (Some(finding), Some(mark)) => Err(format!(
                    "the finding should stand on `{}`, it stands on `{}`",
                    mark.of(&case.text),
                    finding.text
                )),
            }
        }
    }
}
