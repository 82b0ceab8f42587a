//! The check of one file.

use super::super::args::Check;
use super::super::setup::{InputError, file, on_threads};
use crate::check::Options;
use crate::document::Document;
use crate::engine::Engine;
use crate::outcome::{FileText, Outcome};
use crate::read::{Fields, Settings};
use crate::report::Unread;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// What all articles of a run share.
pub struct Job<'a> {
    /// What is asked for.
    pub args: &'a Check,
    /// Base and rules.
    pub engine: &'a Engine,
    /// Where records of JSON have their articles.
    pub fields: Fields,
}

impl Job<'_> {
    /// Checks all articles of a file; `alone` tells that nothing else is checked at the same time.
    pub fn file(&self, path: &Path, alone: bool) -> Vec<Result<Outcome, Unread>> {
        let name = if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
        let unread = |message: String| Unread { path: name.clone(), message };
        let file = match file(path, self.args.input.input_format) {
            Ok(file) => file,
            Err(error) => return vec![Err(unread(error.to_string()))],
        };
        let settings = Settings { lexicon: &self.engine.program.lexicon, fields: &self.fields };
        let articles = file.articles(self.args.published, settings);
        let whole = Arc::new(FileText::of_bytes(file.bytes));
        let each = |(at, article): (usize, Result<Document, InputError>)| {
            let record = if file.reader.is_collection() { Some(at + 1) } else { None };
            let document = article.map_err(|error| unread(error.to_string()))?;
            let mut outcome = self.article(document, Arc::clone(&whole)).map_err(unread)?;
            outcome.path.clone_from(&name);
            outcome.format = file.reader.name();
            outcome.record = record;
            Ok(outcome)
        };
        if articles.len() < 2 {
            articles.into_iter().enumerate().map(each).collect()
        } else if alone {
            on_threads(self.args.threads, || articles.into_par_iter().enumerate().map(each).collect())
                .unwrap_or_else(|error| vec![Err(unread(error.to_string()))])
        } else {
            articles.into_par_iter().enumerate().map(each).collect()
        }
    }

    fn article(&self, document: Document, whole: Arc<FileText>) -> Result<Outcome, String> {
        let args = self.args;
        // People do not read proofs of what is right.
        let proofs = args.verbose && args.format.name() != "text";
        let options = Options { as_of: args.days.as_of, known_at: args.days.known_at, proofs };
        let outcome = Outcome::of(self.engine.check(document, options), whole);
        self.engine.base.intact().map_err(|error| error.to_string())?;
        Ok(outcome)
    }
}
