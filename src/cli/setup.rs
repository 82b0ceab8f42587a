//! Engines from arguments, and texts from files.

use super::args::{FactSources, Sources};
use super::output::{Failure, colours, complain};
use crate::base::image::MAGIC;
use crate::base::{Base, Model, SourceId, lint, load_model_over, thaw, write_image};
use crate::calendar::Day;
use crate::definitions::{Definitions, gather};
use crate::document::{DateOrigin, Document};
use crate::embedded;
use crate::engine::Engine;
use crate::lang::Faults;
use crate::lang::fault::{Level, any_error, nearest};
use crate::read::{ReadError, Reader, SUREST_FIRST, Settings, of_bytes, of_path, read_dated, utf8};
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
    /// Cannot be written.
    #[error("cannot write `{path}`: {error}")]
    Write {
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
    engine_on(base(&sources.facts)?, sources, &[])
}

/// An engine on a base, with the rules that the arguments ask for, and those of more folders on top.
///
/// # Errors
/// If files cannot be read or have errors.
pub fn engine_on(base: Base, sources: &Sources, more: &[PathBuf]) -> Result<Engine, Failure> {
    if sources.rules.is_empty() && more.is_empty() {
        return Ok(Engine::new(base, embedded::rules()?)?);
    }
    let mut files = if sources.rules.is_empty() { embedded::rule_sources()? } else { Vec::new() };
    for folder in sources.facts.facts.iter().chain(&sources.rules).chain(more) {
        files.extend(gather(folder)?);
    }
    let definitions = Definitions::compile_rules(&files, &base)?;
    checked(&definitions.faults, &files)?;
    Ok(Engine::new(base, definitions.program)?)
}

/// An engine on a base that need not have the schema of the shipped one: the rules are compiled anew.
///
/// # Errors
/// If files cannot be read or have errors.
pub fn engine_anew(base: Base, rules: &[PathBuf]) -> Result<Engine, Failure> {
    let mut files = if rules.is_empty() { embedded::rule_sources()? } else { Vec::new() };
    for folder in rules {
        files.extend(gather(folder)?);
    }
    let definitions = Definitions::compile_rules(&files, &base)?;
    checked(&definitions.faults, &files)?;
    Ok(Engine::new(base, definitions.program)?)
}

/// A base without the facts of some sources.
///
/// # Errors
/// If there is no such source, or the base is damaged.
pub fn without(base: &Base, distrust: &[String]) -> Result<Base, Failure> {
    let mut model = thaw(base)?;
    if let Some(id) = distrust.iter().find(|id| !model.sources.iter().any(|source| source.id == **id)) {
        let near = nearest(id, model.sources.iter().map(|source| source.id.as_str()));
        let help = near.map_or_else(
            || "`factlint facts sources` has them all".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(format!("there is no source `{id}` to distrust: {help}").into());
    }
    let sources = std::mem::take(&mut model.sources);
    let trusted = |id: SourceId| sources.get(id.index()).is_none_or(|source| !distrust.contains(&source.id));
    model.statements.retain(|statement| trusted(statement.source));
    model.completes.retain(|complete| trusted(complete.source));
    if model.gazetteer.is_some_and(|gazetteer| !trusted(gazetteer.source)) {
        model.gazetteer = None;
        model.places.clear();
    }
    model.sources = sources;
    Ok(Base::from_bytes(&write_image(&model)?)?)
}

/// The base that the arguments ask for: the shipped one or that of `--facts`, and over it those of `--base`.
///
/// # Errors
/// If files cannot be read, have errors, or a compiled base is damaged.
pub fn base(sources: &FactSources) -> Result<Base, Failure> {
    let mut base = if sources.facts.is_empty() {
        embedded::base()?
    } else {
        let mut files = Vec::new();
        for folder in &sources.facts {
            files.extend(gather(folder)?);
        }
        let model = laid(Model::default(), &files)?;
        Base::from_bytes(&write_image(&model)?)?
    };
    for path in &sources.base {
        base = if is_compiled(path) {
            Base::from_file(path)?
        } else {
            Base::from_bytes(&write_image(&layer(thaw(&base)?, path)?)?)?
        };
    }
    Ok(base)
}

/// The base of one path, alone: a compiled one, or a folder of fact files.
///
/// # Errors
/// As [`base`].
pub fn base_of(path: &Path) -> Result<Base, Failure> {
    if is_compiled(path) {
        return Ok(Base::from_file(path)?);
    }
    Ok(Base::from_bytes(&write_image(&layer(Model::default(), path)?)?)?)
}

/// A folder of fact files laid over a model; a compiled base takes its place.
///
/// # Errors
/// As [`base`].
pub fn layer(below: Model, path: &Path) -> Result<Model, Failure> {
    if is_compiled(path) {
        return Ok(thaw(&Base::from_file(path)?)?);
    }
    laid(below, &gather(path)?)
}

/// Fact files laid over a model; their faults are shown.
fn laid(below: Model, files: &[Source]) -> Result<Model, Failure> {
    let (model, mut faults) = load_model_over(below, files, None);
    if !any_error(&faults) {
        faults.extend(lint::lint(&model));
    }
    // What stands in the base below was judged where it was made.
    faults.retain(|fault| fault.level == Level::Error || !fault.file.is_empty());
    checked(&faults, files)?;
    Ok(model)
}

/// Shows faults, and refuses errors.
fn checked(faults: &Faults, files: &[Source]) -> Result<(), InputError> {
    show(faults, files);
    if any_error(faults) { Err(InputError::Definitions) } else { Ok(()) }
}

/// Whether a path is a file that starts as compiled bases do.
fn is_compiled(path: &Path) -> bool {
    let mut magic = [0; MAGIC.len()];
    std::fs::File::open(path).is_ok_and(|mut file| file.read_exact(&mut magic).is_ok()) && magic == MAGIC
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
        self.dated(published, settings, &SUREST_FIRST)
    }

    /// The articles in it, with days of publication from these places.
    pub fn dated(
        &self,
        published: Option<Day>,
        settings: Settings<'_>,
        order: &[DateOrigin],
    ) -> Vec<Result<Document, InputError>> {
        let fault = |error| InputError::Article { path: self.name.clone(), error };
        let articles = read_dated(self.reader, &self.bytes, published, settings, order);
        articles.into_iter().map(|article| article.map_err(fault)).collect()
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

/// Runs a job on so many threads; on as many as there are cores without a number.
///
/// # Errors
/// If the threads cannot be started.
pub fn on_threads<T: Send>(threads: Option<usize>, job: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build()?.install(job))
}
