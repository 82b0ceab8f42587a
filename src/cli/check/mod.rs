//! `factlint check`

mod job;
pub mod outputs;

use super::Exit;
use super::args::{Check, FailOn};
use super::output::{Failure, colours, complain};
use super::setup::{InputError, articles, engine, on_threads};
use crate::outcome::Outcome;
use crate::report::terminal::visible;
use crate::report::{Look, Run, Stamp, Unread};
use crate::rules::Severity;
use job::Job;
use rayon::prelude::*;
use std::path::PathBuf;

/// Checks the articles.
///
/// # Errors
/// If the rules or facts cannot be used, or a report cannot be written.
pub fn run(args: &Check) -> Result<Exit, Failure> {
    let engine = engine(&args.sources)?;
    let paths = articles(&args.paths);
    let job = Job { args, engine: &engine, fields: args.input.fields() };
    let each = |path: &Result<PathBuf, InputError>, alone: bool| match path {
        Ok(path) => job.file(path, alone),
        Err(error) => vec![Err(Unread { path: String::new(), message: error.to_string() })],
    };
    // One article needs no threads, and starting them would take longer than checking it.
    let results: Vec<Result<Outcome, Unread>> = if let [path] = paths.as_slice() {
        each(path, true)
    } else {
        on_threads(args.threads, || paths.par_iter().flat_map_iter(|path| each(path, false)).collect())?
    };
    let mut run = Run {
        engine: &engine,
        stamp: Stamp::of(&engine),
        fields: args.input.fields(),
        outcomes: Vec::new(),
        faults: Vec::new(),
    };
    for result in results {
        match result {
            Ok(outcome) => run.outcomes.push(outcome),
            Err(fault) => run.faults.push(fault),
        }
    }
    for fault in &run.faults {
        complain(&format!("error: {}", visible(&fault.message)));
    }
    let look = Look { colour: colours(), verbose: args.verbose, quiet: false };
    for output in &args.output {
        output.write(&run, look)?;
    }
    outputs::print(args.format, &run, look)?;
    let exit = if run.faults.is_empty() {
        run.outcomes.iter().map(|outcome| verdict(outcome, args.fail_on)).max().unwrap_or(Exit::Clean)
    } else {
        Exit::Fault
    };
    // The process ends here: giving back memory piece by piece would be wasted.
    std::mem::forget(run);
    std::mem::forget(engine);
    Ok(if args.exit_zero && exit == Exit::Findings { Exit::Clean } else { exit })
}

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
