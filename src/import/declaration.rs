//! What an import takes over: a small JSON file.
//!
//! ```json
//! {"source": {"id": "wikidata", "title": "Wikidata", "url": "https://www.wikidata.org",
//!             "retrieved": "2026-11-01", "licence": "CC0", "horizon": "2026-11-01"},
//!  "kinds": {"Q5": "person"}, "properties": {"P569": "born"}, "language": "en"}
//! ```
//!
//! For tables and JSON Lines there is `row` in place of `kinds` and `properties`, with columns in braces.

use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// Why a declaration cannot be used.
#[derive(Debug, Error)]
pub enum DeclarationError {
    /// No JSON, or not of this form.
    #[error("`{path}` is no declaration of an import: {error}")]
    Form {
        /// Which file.
        path: String,
        /// Why.
        error: serde_json::Error,
    },
}

/// What an import takes over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Where the rows come from.
    pub source: SourceFields,
    /// Of a dump: which classes are taken, and as what kinds.
    #[serde(default)]
    pub kinds: BTreeMap<String, String>,
    /// Of a dump: which properties are taken, and as what.
    #[serde(default)]
    pub properties: BTreeMap<String, String>,
    /// The language of labels and aliases.
    #[serde(default = "english")]
    pub language: String,
    /// Of a table: what a row stands for.
    pub row: Option<RowTemplate>,
}

fn english() -> String {
    "en".to_owned()
}

/// The fields of a source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFields {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The day on which it was read.
    pub retrieved: String,
    /// Its terms.
    pub licence: String,
    /// The day up to which it knows.
    pub horizon: String,
}

/// What a row of a table stands for; `{column}` is replaced by the cell.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowTemplate {
    /// Its id; made of small letters, digits and hyphens.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its label.
    pub label: String,
    /// Its other names; `|` in a cell sets several apart.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What is said of it.
    #[serde(default)]
    pub statements: Vec<StatementTemplate>,
}

/// A statement of a row.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementTemplate {
    /// The property.
    pub property: String,
    /// The value; where it is empty the statement is left out.
    pub value: String,
    /// Whether the value names another row, by its id.
    #[serde(default)]
    pub linked: bool,
    /// When it began to hold.
    #[serde(default)]
    pub from: String,
    /// When it ceased to hold.
    #[serde(default)]
    pub to: String,
}

impl Declaration {
    /// Reads a declaration.
    ///
    /// # Errors
    /// If it is not of this form: with line and column.
    pub fn read(path: &str, text: &str) -> Result<Self, DeclarationError> {
        serde_json::from_str(text).map_err(|error| DeclarationError::Form { path: path.to_owned(), error })
    }
}
