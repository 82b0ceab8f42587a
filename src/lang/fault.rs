//! What is wrong with a definition: message, place, and way out. One type for both languages and for
//! every stage from parsing to linting, so that all of a run's faults can be sorted and shown alike.

use crate::text::{LineIndex, Source, Span};
use serde::Serialize;

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The definitions cannot be used.
    Error,
    /// The definitions can be used, but something is likely to be wrong.
    Warning,
}

/// One fault of a definition file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// How bad it is.
    pub level: Level,
    /// Name of the source file.
    pub file: String,
    /// The bytes at fault; empty where something is missing.
    pub span: Span,
    /// What is wrong: lower case, user's words in backticks, no full stop.
    pub message: String,
    /// The item that it stands in, with its place: `in this claim`.
    pub inside: Option<(Span, String)>,
    /// Way out: what was expected, or the near name that was probably meant.
    pub help: Option<String>,
    /// A stable name for allow-lists: `syntax`, `unknown-name`, `overlap`, …
    pub code: &'static str,
}

impl Fault {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, file: &str, span: Span, message: impl Into<String>) -> Self {
        Self {
            level: Level::Error,
            file: file.to_owned(),
            span,
            message: message.into(),
            inside: None,
            help: None,
            code,
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, file: &str, span: Span, message: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::error(code, file, span, message) }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds `did you mean` where one of the known names is near.
    #[must_use]
    pub fn meant<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(wrong, known) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// The fault on one line, for logs: `file:line:column: message (help)`.
    #[must_use]
    pub fn line(&self, source: Option<&Source>) -> String {
        let place = source.map_or_else(
            || self.file.clone(),
            |source| {
                let at = LineIndex::new(&source.text).locate(&source.text, self.span.start);
                format!("{}:{}:{}", self.file, at.line, at.column)
            },
        );
        let help = self.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{place}: {}{help}", self.message)
    }
}

/// All faults of a run.
pub type Faults = Vec<Fault>;

/// Whether any of the faults is an error.
#[must_use]
pub fn any_error(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.level == Level::Error)
}

/// The known name nearest to `wrong`, if it is near enough to be a slip of the keyboard.
#[must_use]
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (wrong.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(wrong, name), name))
        .filter(|&(distance, name)| distance <= limit && name != wrong)
        .min()
        .map(|(_, name)| name)
}
