//! Engines from arguments, and texts from files.

use super::args::Sources;
use super::output::{Failure, colours, complain};
use crate::base::Base;
use crate::calendar::Day;
use crate::definitions::{Definitions, gather};
use crate::document::Document;
use crate::embedded;
use crate::engine::Engine;
use crate::lang::Faults;
use crate::read::{ReadError, Reader, Settings, of_bytes, of_path, read, utf8};
use crate::report::fault::fault;
use crate::text::Source;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a command cannot start or a file cannot be checked.
#[derive(Debug, Error)]
pub enum InputError {
    /// Cannot be read.
    #[error("cannot read `{path}`: {error}")]
    Read {
        /// Which.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// Cannot be understood.
    #[error("`{path}` {error}")]
    Article {
        /// Which.
        path: String,
        /// Why.
        error: ReadError,
    },
    /// Rules or facts have errors, which have been shown.
    #[error("the rules or facts have errors: nothing was checked")]
    Definitions,
}

/// The engine that the arguments ask for. Faults of the definitions are shown as they are found.
///
/// # Errors
/// If files cannot be read or have errors.
pub fn engine(sources: &Sources) -> Result<Engine, Failure> {
    if sources.facts.is_empty() && sources.rules.is_empty() {
        return Ok(Engine::embedded()?);
    }
    let mut files = Vec::new();
    for folder in sources.facts.iter().chain(&sources.rules) {
        files.extend(gather(folder)?);
    }
    let shipped_base = if sources.facts.is_empty() { Some(embedded::base()?) } else { None };
    let definitions = match &shipped_base {
        // Rules of one's own over the shipped facts are compiled against the shipped schema.
        Some(base) => Definitions::compile_rules(&files, base)?,
        None => Definitions::compile(&files)?,
    };
    show(&definitions.faults, &files);
    if definitions.any_error() {
        return Err(InputError::Definitions.into());
    }
    let base = match shipped_base {
        Some(base) => base,
        None => Base::from_bytes(&definitions.image)?,
    };
    let program = if sources.rules.is_empty() { embedded::rules()? } else { definitions.program };
    Ok(Engine::new(base, program)?)
}

/// Shows faults on standard error.
pub fn show(faults: &Faults, files: &[Source]) {
    for found in faults {
        let source = files.iter().find(|file| file.name == found.file);
        complain(&fault(found, source, colours()));
    }
}

/// An article, or a collection of them, as it is stored.
#[derive(Debug)]
pub struct File {
    /// The name shown in messages: a path as the user gave it, or `<stdin>`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it is written in.
    pub reader: &'static dyn Reader,
}

/// A file, or standard input for `-`. What is not told by `format` or by the name, the bytes tell.
///
/// # Errors
/// If it cannot be read.
pub fn file(path: &Path, format: Option<&'static dyn Reader>) -> Result<File, InputError> {
    let name = if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    if let Err(error) = read {
        return Err(InputError::Read { path: name, error });
    }
    let reader = format.or_else(|| of_path(path)).unwrap_or_else(|| of_bytes(&bytes));
    Ok(File { name, bytes, reader })
}

impl File {
    /// The articles in it.
    pub fn articles(&self, published: Option<Day>, settings: Settings<'_>) -> Vec<Result<Document, InputError>> {
        let fault = |error| InputError::Article { path: self.name.clone(), error };
        read(self.reader, &self.bytes, published, settings).into_iter().map(|article| article.map_err(fault)).collect()
    }

    /// The bytes as the text that spans point into; nothing where they point into the text of an article.
    pub fn text(&self) -> &str {
        utf8(&self.bytes).unwrap_or("")
    }
}

/// Rows from a file; from standard input without one or for `-`.
///
/// # Errors
/// If the file cannot be opened.
pub fn rows(file: Option<&Path>) -> Result<BufReader<Box<dyn Read>>, InputError> {
    let input: Box<dyn Read> = match file.filter(|path| *path != Path::new("-")) {
        None => Box::new(std::io::stdin()),
        Some(path) => {
            let failed = |error| InputError::Read { path: path.display().to_string(), error };
            Box::new(std::fs::File::open(path).map_err(failed)?)
        }
    };
    Ok(BufReader::with_capacity(1 << 20, input))
}

/// The files that paths stand for: folders are searched for articles, in the order of their names.
///
/// # Errors
/// For each path that cannot be read.
pub fn articles(paths: &[PathBuf]) -> Vec<Result<PathBuf, InputError>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() { walk(path, &mut found) } else { found.push(Ok(path.clone())) }
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<Result<PathBuf, InputError>>) {
    let entries = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>());
    match entries {
        Err(error) => found.push(Err(InputError::Read { path: folder.display().to_string(), error })),
        Ok(mut entries) => {
            entries.sort();
            for entry in entries {
                let article = of_path(&entry).is_some_and(|reader| !reader.is_collection());
                // A link to a folder could lead in a circle.
                if entry.is_dir() && !entry.is_symlink() {
                    walk(&entry, found);
                } else if article {
                    found.push(Ok(entry));
                }
            }
        }
    }
}

/// Runs a job on so many threads; on as many as there are cores without a number.
///
/// # Errors
/// If the threads cannot be started.
pub fn on_threads<T: Send>(threads: Option<usize>, job: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build()?.install(job))
}
