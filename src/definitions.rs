//! Definition files: fact and rule files gathered from folders, and what they compile to.
//!
//! Shared by the build script (which embeds the shipped rules and base) and by the program (which
//! compiles a user's own).

use crate::base::{Base, BaseError, WriteError, lint, load_model, load_model_with, write_image};
use crate::lang::Faults;
use crate::lang::fault::any_error;
use crate::rules::{Program, RuleTest, compile};
use crate::text::{Source, Span};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why definition files cannot be read.
#[derive(Debug, Error)]
pub enum DefinitionError {
    /// A folder or file cannot be read.
    #[error("cannot read `{path}`: {error}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file is not UTF-8.
    #[error("`{path}` is not UTF-8: line {line}, byte {at} starts no character; convert it to UTF-8")]
    Utf8 {
        /// Which.
        path: PathBuf,
        /// 1-based line.
        line: usize,
        /// 0-based byte.
        at: usize,
    },
    /// The image just written cannot be opened.
    #[error(transparent)]
    Base(#[from] BaseError),
    /// The base holds more than an image can.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The endings of definition files.
const ENDINGS: [&str; 4] = ["facts", "csv", "rules", "words"];

/// Reads all definition files in a folder and the folders in it, in the order of their names. Each is
/// named by its path, with `/` between the parts.
///
/// # Errors
/// If a folder or file cannot be read, or is not UTF-8.
pub fn gather(root: &Path) -> Result<Vec<Source>, DefinitionError> {
    let mut found = Vec::new();
    walk(root, &mut found)?;
    found.sort();
    found.into_iter().map(|path| read(&path)).collect()
}

fn walk(path: &Path, found: &mut Vec<PathBuf>) -> Result<(), DefinitionError> {
    let failed = |error| DefinitionError::Read { path: path.to_owned(), error };
    if !std::fs::metadata(path).map_err(failed)?.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?.path();
        let known =
            entry.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| ENDINGS.contains(&ending));
        if entry.is_dir() || known {
            walk(&entry, found)?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Source, DefinitionError> {
    let bytes = std::fs::read(path).map_err(|error| DefinitionError::Read { path: path.to_owned(), error })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        DefinitionError::Utf8 { path: path.to_owned(), line, at }
    })?;
    let name = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
        .replace("//", "/");
    Ok(Source { name, text })
}

/// Rules and base, compiled.
#[derive(Debug)]
pub struct Definitions {
    /// The image of the base.
    pub image: Vec<u8>,
    /// The rules.
    pub program: Program,
    /// The tests in the rule files.
    pub tests: Vec<RuleTest>,
    /// The files that define the schema, for bases of rule tests.
    pub schema: Vec<Source>,
    /// Everything that is wrong with them.
    pub faults: Faults,
}

impl Definitions {
    /// Compiles definition files. Where there are errors, what is at fault is missing from the result.
    ///
    /// # Errors
    /// If the result cannot be stored.
    pub fn compile(files: &[Source]) -> Result<Self, DefinitionError> {
        let (model, mut faults) = load_model(files);
        if !any_error(&faults) {
            faults.extend(lint::lint(&model));
        }
        let compiled = compile(files, &model.schema);
        faults.extend(compiled.faults);
        let image = write_image(&model)?;
        let schema = files.iter().filter(|file| file.name.ends_with("schema.facts")).cloned().collect();
        Ok(Self { image, program: compiled.program, tests: compiled.tests, schema, faults })
    }

    /// Compiles rule files against the schema of a base that is compiled already. The image is empty.
    ///
    /// # Errors
    /// None so far; the signature is that of [`Self::compile`].
    pub fn compile_rules(files: &[Source], base: &Base) -> Result<Self, DefinitionError> {
        let compiled = compile(files, base.schema());
        Ok(Self {
            image: Vec::new(),
            program: compiled.program,
            tests: compiled.tests,
            schema: Vec::new(),
            faults: compiled.faults,
        })
    }

    /// Whether anything is wrong that keeps them from being used.
    #[must_use]
    pub fn any_error(&self) -> bool {
        any_error(&self.faults)
    }
}

/// The base of a rule test: the schema and the test's own facts, nothing else.
///
/// # Errors
/// If the image cannot be stored or opened.
pub fn given_base(schema: &[Source], file: &Source, given: Span) -> Result<(Base, Faults), DefinitionError> {
    let (model, faults) = load_model_with(schema, Some((file, given)));
    Ok((Base::from_bytes(&write_image(&model)?)?, faults))
}
