//! The configuration: `factlint.toml`, with the place of each value. Options of the command line are laid over it, so
//! that one thing holds all that a run goes by and can tell where each part of it comes from.
//!
//! This layer reads text and touches no file: what exists is for the command line to see.

pub mod glob;
pub mod keys;
pub mod lock;
pub mod pack;
pub mod parse;
pub mod policy;
pub mod schema;
pub mod show;

pub use glob::Globs;
pub use parse::parse;
pub use policy::{Policies, Policy};

use crate::document::DateOrigin;
use crate::lang::Fault;
use crate::text::{LineIndex, Source, Span};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the file.
pub const NAME: &str = "factlint.toml";

/// A word of the configuration with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The word.
    pub text: String,
    /// Where it stands; empty for words of the command line.
    pub span: Span,
}

/// The value of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// One word, number or truth.
    One(Item),
    /// Several words.
    List(Vec<Item>),
    /// Names with a word or several each.
    Table(Vec<(Item, Vec<Item>)>),
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// From the file: the place of its key.
    File(Span),
    /// From an option of the command line.
    Flag(&'static str),
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub origin: Origin,
}

/// What holds for some paths only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Their patterns.
    pub paths: Vec<Item>,
    /// Names of keys and their values.
    pub settings: Vec<(&'static str, Value)>,
}

impl Override {
    /// The items of a list.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &Item> {
        let value = self.settings.iter().find(|(key, _)| *key == name);
        match value {
            Some((_, Value::List(items))) => items.as_slice(),
            _ => &[],
        }
        .iter()
    }

    /// The entries of a table.
    pub fn table(&self, name: &str) -> &[(Item, Vec<Item>)] {
        match self.settings.iter().find(|(key, _)| *key == name) {
            Some((_, Value::Table(entries))) => entries,
            _ => &[],
        }
    }
}

/// All that a run goes by.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// The file; none where there is none.
    pub source: Option<Source>,
    /// The folder of the file: its paths start there. Empty for the working directory.
    pub folder: PathBuf,
    settings: BTreeMap<(&'static str, &'static str), Setting>,
    /// What holds for some paths only, later ones over earlier ones.
    pub overrides: Vec<Override>,
}

impl Config {
    /// The value of a key, unless it is the default.
    #[must_use]
    pub fn setting(&self, table: &str, name: &str) -> Option<&Setting> {
        self.settings.iter().find(|(key, _)| **key == (table, name)).map(|(_, setting)| setting)
    }

    /// Lays a value of the command line over the file's.
    pub fn lay(&mut self, table: &'static str, name: &'static str, flag: &'static str, value: Value) {
        self.settings.insert((table, name), Setting { value, origin: Origin::Flag(flag) });
    }

    /// As [`Self::lay`], of words; nothing of no words.
    pub fn lay_list(&mut self, table: &'static str, name: &'static str, flag: &'static str, words: &[String]) {
        if !words.is_empty() {
            let items = words.iter().map(|word| Item { text: word.clone(), span: Span::default() });
            self.lay(table, name, flag, Value::List(items.collect()));
        }
    }

    /// As [`Self::lay`], of one word.
    pub fn lay_one(&mut self, table: &'static str, name: &'static str, flag: &'static str, word: Option<String>) {
        if let Some(text) = word {
            self.lay(table, name, flag, Value::One(Item { text, span: Span::default() }));
        }
    }

    /// The one word of a key, or its default.
    #[must_use]
    pub fn word(&self, table: &str, name: &str) -> Option<&str> {
        match self.setting(table, name).map(|setting| &setting.value) {
            Some(Value::One(item)) => Some(&item.text),
            _ => {
                let key = keys::KEYS.iter().find(|key| key.table == table && key.name == name)?;
                Some(key.default.trim_matches('"')).filter(|default| !default.is_empty())
            }
        }
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn flag(&self, table: &str, name: &str) -> bool {
        self.word(table, name) == Some("true")
    }

    /// The number of a key.
    #[must_use]
    pub fn number(&self, table: &str, name: &str) -> Option<u64> {
        self.word(table, name)?.parse().ok()
    }

    /// The words of a key.
    #[must_use]
    pub fn list(&self, table: &str, name: &str) -> &[Item] {
        match self.setting(table, name).map(|setting| &setting.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// The entries of a key.
    #[must_use]
    pub fn table(&self, table: &str, name: &str) -> &[(Item, Vec<Item>)] {
        match self.setting(table, name).map(|setting| &setting.value) {
            Some(Value::Table(entries)) => entries,
            _ => &[],
        }
    }

    /// The paths of a key: those of the file from its folder, those of the command line as they are.
    #[must_use]
    pub fn paths(&self, table: &str, name: &str) -> Vec<PathBuf> {
        self.list(table, name).iter().map(|item| self.path(table, name, &item.text)).collect()
    }

    /// The one path of a key, or its default, which is in the folder of the file.
    #[must_use]
    pub fn one_path(&self, table: &str, name: &str) -> Option<PathBuf> {
        self.word(table, name).map(|text| self.path(table, name, text))
    }

    fn path(&self, table: &str, name: &str, text: &str) -> PathBuf {
        let flag = self.setting(table, name).is_some_and(|setting| matches!(setting.origin, Origin::Flag(_)));
        if flag { PathBuf::from(text) } else { join(&self.folder, text) }
    }

    /// The places where articles of a format may tell their day of publication, the surest first; none where the
    /// format's own order holds.
    #[must_use]
    pub fn dates(&self, format: &str) -> Option<Vec<DateOrigin>> {
        let (_, items) = self.table("published", "sources").iter().find(|(name, _)| name.text == format)?;
        let origin = |item: &Item| match item.text.as_str() {
            "front-matter" => Some(DateOrigin::FrontMatter),
            "byline" => Some(DateOrigin::Byline),
            "created" => Some(DateOrigin::Created),
            _ => None,
        };
        Some(items.iter().filter_map(origin).collect())
    }

    /// A fault of the file at a place; of the command line where the place is empty.
    #[must_use]
    pub fn fault(&self, code: &'static str, item: &Item, message: String) -> Fault {
        let file = self.source.as_ref().filter(|_| !item.span.is_empty()).map_or("", |source| &source.name);
        Fault::error(code, file, item.span, message)
    }

    /// `file:line` of a place.
    #[must_use]
    pub fn line(&self, at: Span) -> String {
        self.source.as_ref().map_or_else(String::new, |source| {
            let line = LineIndex::new(&source.text).locate(&source.text, at.start).line;
            format!("{}:{line}", source.name)
        })
    }
}

/// A path from a folder, without a `./` in front.
fn join(folder: &Path, text: &str) -> PathBuf {
    if text == "." && !folder.as_os_str().is_empty() { folder.to_owned() } else { folder.join(text) }
}

#[cfg(test)]
mod tests;
