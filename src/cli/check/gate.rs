//! What a run comes to.

use crate::check::Verdict;
use crate::cli::Exit;
use crate::cli::args::FailOn;
use crate::config::Config;
use crate::outcome::Outcome;
use crate::rules::Severity;

/// The exit that an outcome asks for.
#[must_use]
pub fn verdict(outcome: &Outcome, fail_on: FailOn) -> Exit {
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
        FailOn::Never => return Exit::Clean,
    };
    if outcome.severities().any(|severity| severity >= least) { Exit::Findings } else { Exit::Clean }
}

/// The level that a configuration names.
fn level(config: &Config) -> FailOn {
    match config.word("check", "fail-on") {
        Some("warning") => FailOn::Warning,
        Some("info") => FailOn::Info,
        Some("never") => FailOn::Never,
        _ => FailOn::Error,
    }
}

/// The exit that all outcomes ask for, and why, where a finding does not tell.
#[must_use]
pub fn gate(config: &Config, outcomes: &[Outcome]) -> (Exit, Vec<String>) {
    let level = level(config);
    let mut exit = outcomes.iter().map(|outcome| verdict(outcome, level)).max().unwrap_or(Exit::Clean);
    let mut why = Vec::new();
    let warnings = outcomes.iter().flat_map(Outcome::severities).filter(|one| *one == Severity::Warning).count();
    if let Some(most) = config.number("check", "max-warnings").filter(|most| (warnings as u64) > *most) {
        why.push(format!("{warnings} warnings are more than {most} (`max-warnings`)"));
    }
    let claims = || outcomes.iter().flat_map(|outcome| &outcome.claims);
    let (all, decided) = (claims().count(), claims().filter(|one| one.verdict != Verdict::Unverifiable).count());
    if let Some(least) = config.number("check", "min-coverage")
        && (decided as u64) * 100 < least * (all as u64)
    {
        why.push(format!("{decided} of {all} claims could be decided, which is less than {least}% (`min-coverage`)"));
    }
    if !why.is_empty() {
        exit = exit.max(Exit::Findings);
    }
    (exit, why)
}
