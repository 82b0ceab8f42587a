//! The check of one file.

use super::cache::Cache;
use super::walk::Root;
use crate::calendar::Day;
use crate::check::Options;
use crate::cli::args::Check;
use crate::cli::setup::{File, InputError, file, on_threads};
use crate::config::{Config, Policies, Policy};
use crate::document::Document;
use crate::engine::Engine;
use crate::outcome::{Comment, FileText, Outcome};
use crate::read::{Fields, Reader, SUREST_FIRST, Settings, comments};
use crate::report::Unread;
use crate::suppress::{Desk, Directive, sidecar};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What all articles of a run share.
#[derive(Debug)]
pub struct Job<'a> {
    /// What is asked for.
    pub args: &'a Check,
    /// What the run goes by.
    pub config: &'a Config,
    /// Where the patterns of the configuration start.
    pub root: &'a Root,
    /// Which claims are checked where.
    pub policies: &'a Policies<'a>,
    /// Base and rules.
    pub engine: &'a Engine,
    /// Where records of JSON have their articles.
    pub fields: Fields,
    /// Outcomes of earlier runs.
    pub cache: Option<Cache>,
    /// Whether proofs of all claims are wanted.
    pub proofs: bool,
    /// Whether a report looks at the texts of articles without findings.
    pub texts: bool,
    /// Whether it is wanted when claims will no longer be true.
    pub expires: bool,
    /// The day by which suppressions expire.
    pub today: Day,
}

/// What came of the articles of a file.
pub type Results = Vec<Result<Outcome, Unread>>;

impl Job<'_> {
    /// Checks all articles of a file; `alone` tells that nothing else is checked at the same time.
    pub fn file(&self, path: &Path, alone: bool) -> Results {
        let stdin = path == Path::new("-");
        let shown = self.args.stdin_filename.as_deref().filter(|_| stdin);
        let format = self.args.input.input_format.or_else(|| shown.and_then(crate::read::of_path));
        match file(path, format) {
            Ok(mut file) => {
                if let Some(shown) = shown {
                    file.name = shown.display().to_string();
                }
                let beside = if stdin && shown.is_none() { Ok(None) } else { beside(shown.unwrap_or(path)) };
                match beside {
                    Ok(beside) => self.opened(file, beside.as_ref(), alone),
                    Err(unread) => vec![Err(unread)],
                }
            }
            Err(error) => {
                vec![Err(Unread { path: path.display().to_string(), message: error.to_string() })]
            }
        }
    }

    /// Checks the articles of a text, as if it stood in a file.
    pub fn text(&self, path: &str, reader: &'static dyn Reader, text: &str) -> Results {
        let file = File { name: path.to_owned(), bytes: text.as_bytes().to_vec(), reader };
        match beside(Path::new(path)) {
            Ok(beside) => self.opened(file, beside.as_ref(), true),
            Err(unread) => vec![Err(unread)],
        }
    }

    fn opened(&self, file: File, beside: Option<&Beside>, alone: bool) -> Results {
        let name = file.name.clone();
        let relative = if self.config.overrides.is_empty() { None } else { self.root.relative(Path::new(&name)) };
        let policy = self.policies.of(relative.as_deref());
        let content = format!("sha256:{}", crate::base::image::open::hex(&Sha256::digest(&file.bytes)));
        let format = file.reader.name();
        let key = Cache::key(&content, &format!("{format} {:?}", policy.off));
        let kept = self.cache.as_ref().and_then(|cache| cache.get(&key));
        let mut results: Results = match kept {
            Some(outcomes) => {
                // Of ten thousand articles few have findings: the others' texts need not be kept until the report.
                let told = |outcome: &Outcome| {
                    outcome.findings.is_empty()
                        && outcome.comments.is_empty()
                        && outcome.claims.iter().all(|claim| claim.expires.is_none())
                };
                let idle = !self.texts && beside.is_none() && outcomes.iter().all(told);
                let whole = Arc::new(if idle { FileText::default() } else { FileText::of_bytes(file.bytes) });
                outcomes.into_iter().map(|outcome| Ok(outcome.with_source(Arc::clone(&whole)))).collect()
            }
            None => {
                let results = self.check(file, &policy, alone);
                let all: Option<Vec<&Outcome>> = results.iter().map(|result| result.as_ref().ok()).collect();
                if let (Some(cache), Some(outcomes)) = (&self.cache, all) {
                    cache.put(key, &outcomes);
                }
                results
            }
        };
        let desk = self.desk();
        for outcome in results.iter_mut().flatten() {
            outcome.path.clone_from(&name);
            outcome.content.clone_from(&content);
            outcome.format = format;
            outcome.off.clone_from(&policy.off);
            outcome.setting.levels.clone_from(&policy.levels);
            outcome.setting.beside = beside.map(|beside| beside.text.clone());
            desk.weigh(outcome, &policy, beside.map_or(&[], |beside| beside.directives.as_slice()));
        }
        results
    }

    /// What the desk goes by.
    fn desk(&self) -> Desk<'_> {
        Desk {
            program: &self.engine.program,
            today: self.today,
            reasons: self.config.flag("suppression", "require-reason"),
            sources: self.config.number("check", "require-sources").unwrap_or(0),
        }
    }

    fn check(&self, file: File, policy: &Policy, alone: bool) -> Results {
        let settings = Settings { lexicon: &self.engine.program.lexicon, fields: &self.fields };
        let order = self.config.dates(file.reader.name());
        let articles = file.dated(self.args.published, settings, order.as_deref().unwrap_or(&SUREST_FIRST));
        let (name, reader) = (file.name.clone(), file.reader);
        let found = if reader.is_collection() || !comments::any(file.text()) {
            Vec::new()
        } else {
            reader.comments(file.text())
        };
        let unread = |message: String| Unread { path: name.clone(), message };
        // Lines are counted once, however many articles there are.
        let whole = Arc::new(FileText::of_bytes(file.bytes));
        let each = |(at, article): (usize, Result<Document, InputError>)| {
            let document = article.map_err(|error| unread(error.to_string()))?;
            let comments = Comment::all(&found, whole.as_str(), &document);
            let options = Options {
                as_of: self.args.days.as_of,
                known_at: self.args.days.known_at,
                proofs: self.proofs,
                expires: self.expires,
            };
            let checked = self.engine.check_without(document, options, &policy.off);
            self.engine.base.intact().map_err(|error| unread(error.to_string()))?;
            let mut outcome = Outcome::of(checked, Arc::clone(&whole));
            outcome.record = if reader.is_collection() { Some(at + 1) } else { None };
            outcome.comments = comments;
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
}

/// The file beside an article that sets findings aside.
#[derive(Debug)]
struct Beside {
    text: String,
    directives: Vec<(Option<usize>, Directive)>,
}

/// The suppressions in the file beside an article, if there is one.
fn beside(path: &Path) -> Result<Option<Beside>, Unread> {
    let mut name = path.as_os_str().to_owned();
    name.push(sidecar::ENDING);
    let path = PathBuf::from(name);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(unusable(&path, &error.to_string())),
    };
    let directives = sidecar::parse(&text).map_err(|error| unusable(&path, &error))?;
    Ok(Some(Beside { text, directives }))
}

fn unusable(path: &Path, error: &str) -> Unread {
    let path = path.display().to_string();
    Unread { message: format!("cannot use the suppressions of `{path}`: {error}"), path }
}
