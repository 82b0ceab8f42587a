//! `factlint check`

use super::Exit;
use super::args::{Check, FailOn, Form};
use super::output::{Failure, colours, complain, print};
use super::setup::{InputError, articles, engine, file, on_threads};
use crate::check::{Options, Report};
use crate::document::Document;
use crate::engine::Engine;
use crate::read::{Fields, Settings};
use crate::report::terminal::{Article, Look, report, visible};
use crate::report::{Places, Stamp, json};
use crate::rules::Severity;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};

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
    let job = Job { args, engine: &engine, stamp: &stamp, fields: args.input.fields() };
    let each = |path: &Result<PathBuf, InputError>, alone: bool| match path {
        Ok(path) => job.file(path, alone),
        Err(error) => vec![Err(error.to_string())],
    };
    // One article needs no threads, and starting them would take longer than checking it.
    let outcomes: Vec<Result<Outcome, String>> = if let [path] = paths.as_slice() {
        each(path, true)
    } else {
        on_threads(args.threads, || paths.par_iter().flat_map_iter(|path| each(path, false)).collect())?
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

/// What all articles of a run share.
struct Job<'a> {
    args: &'a Check,
    engine: &'a Engine,
    stamp: &'a Stamp,
    fields: Fields,
}

impl Job<'_> {
    /// Checks all articles of a file; `alone` tells that nothing else is checked at the same time.
    fn file(&self, path: &Path, alone: bool) -> Vec<Result<Outcome, String>> {
        let file = match file(path, self.args.input.input_format) {
            Ok(file) => file,
            Err(error) => return vec![Err(error.to_string())],
        };
        let settings = Settings { lexicon: &self.engine.program.lexicon, fields: &self.fields };
        let articles = file.articles(self.args.published, settings);
        // Lines are counted once, however many articles there are.
        let whole = Places::new(file.text(), None);
        let hash = if self.args.format == Form::Json {
            format!("sha256:{:x}", Sha256::digest(&file.bytes))
        } else {
            String::new()
        };
        let each = |(at, article): (usize, Result<Document, InputError>)| {
            let record = if file.reader.is_collection() { Some(at + 1) } else { None };
            self.article(&file.name, record, &hash, &whole, article.map_err(|error| error.to_string())?)
        };
        if articles.len() < 2 {
            articles.into_iter().enumerate().map(each).collect()
        } else if alone {
            on_threads(self.args.threads, || articles.into_par_iter().enumerate().map(each).collect())
                .unwrap_or_else(|error| vec![Err(error.to_string())])
        } else {
            articles.into_par_iter().enumerate().map(each).collect()
        }
    }

    fn article(
        &self,
        name: &str,
        record: Option<usize>,
        hash: &str,
        whole: &Places<'_>,
        document: Document,
    ) -> Result<Outcome, String> {
        let args = self.args;
        let options = Options {
            as_of: args.days.as_of,
            known_at: args.days.known_at,
            proofs: args.verbose && args.format == Form::Json,
        };
        let checked = self.engine.check(document, options);
        let extracted = checked.document.map.paragraphs();
        let own = Places::new(&checked.document.text, extracted);
        let places = if extracted.is_some() { &own } else { whole };
        let printed = match args.format {
            Form::Text => {
                let look = Look { colour: colours(), verbose: args.verbose };
                report(&self.engine.base, Article { path: name, record, places }, &checked.report, look)
            }
            Form::Json => {
                let mut row = json::row(self.stamp, places, &checked.report);
                (row.path, row.record, row.article) = (Some(name), record, Some(hash));
                serde_json::to_string_pretty(&row).map_err(|error| error.to_string())?
            }
        };
        self.engine.base.intact().map_err(|error| error.to_string())?;
        Ok(Outcome { printed, exit: verdict(&checked.report, args.fail_on) })
    }
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
