//! From what others publish to fact files: CSV and TSV tables, JSON Lines, Wikidata dumps.
//!
//! An import reads rows from a stream, makes an [`Item`] of each that its declaration chooses, and writes two
//! tables, of entities and of statements, beside a fact file that declares them. It holds no more in memory than
//! one row and the numbers of the entities that it has chosen. A row that is broken is counted and named.

pub mod declaration;
pub mod rows;
pub mod sink;
pub mod wikidata;

pub use declaration::{Declaration, DeclarationError};
pub use sink::{Counts, Sink, SinkError};

/// A thing that is taken over, with what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its id: lower-case letters, digits and hyphens.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its label.
    pub label: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What is said of it.
    pub statements: Vec<Stated>,
}

/// A statement that is taken over, every part as the fact language writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// The property.
    pub property: String,
    /// The value; an id where `linked`.
    pub value: String,
    /// Whether the value is the id of another thing, which must be chosen too.
    pub linked: bool,
    /// When it began to hold; empty if that is not known.
    pub from: String,
    /// When it ceased to hold.
    pub to: String,
    /// `preferred`, `normal` or `deprecated`.
    pub rank: String,
    /// Where it is said to come from.
    pub reference: String,
    /// When that was read.
    pub read: String,
}

/// What a row came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A thing that is chosen.
    Chosen(Item),
    /// One that is not.
    Passed,
    /// A row that cannot be read, and why.
    Broken(String),
}

/// A text as an id: small letters without accents and digits, all else a hyphen.
#[must_use]
pub fn id_of(text: &str) -> String {
    let mut id = String::new();
    for c in crate::text::fold::fold(text).chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}
