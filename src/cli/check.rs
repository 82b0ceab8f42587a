//! `factlint check`

use super::Exit;
use super::args::{Check, FailOn, Form, InputFormat};
use super::output::{Failure, colours, complain, print};
use super::setup::{InputError, articles, engine, on_threads, text};
use crate::check::{Options, Report};
use crate::engine::Engine;
use crate::report::terminal::{Look, report, visible};
use crate::report::{Stamp, json};
use crate::rules::Severity;
use rayon::prelude::*;
use std::path::Path;

/// What came of one article.
struct Outcome {
    printed: String,
    exit: Exit,
}

/// Checks the articles.
///
/// # Errors
/// If the rules or facts cannot be used, or standard output cannot be written.
pub fn run(args: &Check) -> Result<Exit, Failure> {
    let engine = engine(&args.sources)?;
    let stamp = Stamp::of(&engine);
    let paths = articles(&args.paths);
    let mut exit = Exit::Clean;
    let job = |path: &Result<std::path::PathBuf, InputError>| match path {
        Ok(path) => one(args, &engine, &stamp, path),
        Err(error) => Err(error.to_string()),
    };
    // One article needs no threads, and starting them would take longer than checking it.
    let outcomes: Vec<Result<Outcome, String>> = if let [path] = paths.as_slice() {
        vec![job(path)]
    } else {
        on_threads(args.threads, || paths.par_iter().map(job).collect())?
    };
    let mut rows = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(outcome) => {
                exit = exit.max(outcome.exit);
                rows.push(outcome.printed);
            }
            Err(error) => {
                complain(&format!("error: {}", visible(&error)));
                exit = Exit::Fault;
            }
        }
    }
    // The process ends here: giving back the engine's memory piece by piece would be wasted.
    std::mem::forget(engine);
    match args.format {
        Form::Text => print(&rows.concat())?,
        Form::Json => print(&format!("[{}]\n", rows.join(",\n")))?,
    }
    Ok(if args.exit_zero && exit == Exit::Findings { Exit::Clean } else { exit })
}

fn one(args: &Check, engine: &Engine, stamp: &Stamp, path: &Path) -> Result<Outcome, String> {
    let source = text(path).map_err(|error| error.to_string())?;
    let options = Options {
        as_of: args.days.as_of,
        known_at: args.days.known_at,
        proofs: args.verbose && args.format == Form::Json,
    };
    let checked = engine.check(InputFormat::of(args.input_format, path), &source.text, args.published, options);
    let printed = match args.format {
        Form::Text => {
            let look = Look { colour: colours(), verbose: args.verbose };
            report(&engine.base, &source.name, &source.text, &checked.report, look)
        }
        Form::Json => {
            serde_json::to_string_pretty(&json::row(stamp, None, Some(&source.name), &source.text, &checked.report))
                .map_err(|error| error.to_string())?
        }
    };
    engine.base.intact().map_err(|error| error.to_string())?;
    Ok(Outcome { printed, exit: verdict(&checked.report, args.fail_on) })
}

/// The exit that a report asks for.
#[must_use]
pub fn verdict(report: &Report, fail_on: FailOn) -> Exit {
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
        FailOn::Never => return Exit::Clean,
    };
    if report.findings.iter().any(|finding| finding.severity >= least) { Exit::Findings } else { Exit::Clean }
}
