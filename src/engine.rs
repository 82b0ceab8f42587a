//! Everything a check needs, put together once and used for any number of articles.

use crate::annotate::{Classes, MissingClasses};
use crate::base::{Base, BaseError};
use crate::calendar::Day;
use crate::check::{Checker, Options, Prepared, Report};
use crate::document::{DateOrigin, Document};
use crate::embedded;
use crate::read::{Markup, read_text};
use crate::rules::Program;
use std::collections::BTreeSet;
use thiserror::Error;

/// Why an engine cannot be put together.
#[derive(Debug, Error)]
pub enum EngineError {
    /// The base cannot be opened.
    #[error(transparent)]
    Base(#[from] BaseError),
    /// The rules cannot be decoded.
    #[error("the compiled rules are damaged: {0}")]
    Rules(#[from] postcard::Error),
    /// The rules lack words that the annotators need.
    #[error(transparent)]
    Classes(#[from] MissingClasses),
}

/// Base, rules and what is derived from them. Shared between threads by reference.
#[derive(Debug)]
pub struct Engine {
    /// The facts.
    pub base: Base,
    /// The rules.
    pub program: Program,
    /// The word classes of the annotators.
    pub classes: Classes,
    /// What is derived from both.
    pub prepared: Prepared,
}

/// A document with its report.
#[derive(Debug)]
pub struct Checked {
    /// The document that was read.
    pub document: Document,
    /// What the check says.
    pub report: Report,
}

impl Engine {
    /// The engine of the shipped rules and facts.
    ///
    /// # Errors
    /// If the program file is damaged.
    pub fn embedded() -> Result<Self, EngineError> {
        Self::new(embedded::base()?, embedded::rules()?)
    }

    /// An engine of any base and rules.
    ///
    /// # Errors
    /// If the rules lack words that the annotators need.
    pub fn new(base: Base, program: Program) -> Result<Self, EngineError> {
        let classes = Classes::resolve(&program.lexicon)?;
        let prepared = Prepared::new(&base, &program);
        Ok(Self { base, program, classes, prepared })
    }

    /// Reads and checks a text.
    #[must_use]
    pub fn check_text(&self, markup: &dyn Markup, text: &str, published: Option<Day>, options: Options) -> Checked {
        self.check(read_text(markup, text, published, &self.program.lexicon), options)
    }

    /// Checks a document.
    #[must_use]
    pub fn check(&self, document: Document, options: Options) -> Checked {
        self.check_without(document, options, &BTreeSet::new())
    }

    /// Checks a document, without the claims of these numbers.
    #[must_use]
    pub fn check_without(&self, document: Document, options: Options, off: &BTreeSet<u16>) -> Checked {
        let checker =
            Checker { base: &self.base, program: &self.program, classes: &self.classes, prepared: &self.prepared, off };
        let mut report = checker.check(&document, options);
        if document.text.trim().is_empty() {
            report.notes.push("the article is empty".to_owned());
        }
        if document.meta.published.is_some_and(|published| published.origin == DateOrigin::Created) {
            report.notes.push(
                "the publication date is the day on which the file was made: give another with --published".to_owned(),
            );
        }
        Checked { document, report }
    }
}
