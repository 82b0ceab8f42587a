//! The keys of a configuration: one table that the parser, `config show`, the JSON Schema and the documentation follow.

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A path, from the folder of the configuration.
    Path,
    /// Paths, from the folder of the configuration.
    Paths,
    /// Patterns of paths.
    Globs,
    /// Names of claims, or tags.
    Rules,
    /// A table of names of claims or tags with a severity each.
    Levels,
    /// A table of formats with the places where their day of publication may be read, the surest first.
    Dates,
    /// Ids of sources of facts.
    Sources,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number from 0 to this.
    Number(u64),
    /// True or false.
    Flag,
}

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The table that it stands in.
    pub table: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds without it, as it would be written; empty where that is nothing.
    pub default: &'static str,
    /// What it does.
    pub about: &'static str,
}

impl Key {
    /// The name with its table.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}.{}", self.table, self.name)
    }
}

/// What a run can fail on.
pub const FAIL_ON: [&str; 4] = ["error", "warning", "info", "never"];

/// How grave a finding can be.
pub const SEVERITIES: [&str; 3] = ["error", "warning", "info"];

/// Where a day of publication can be read.
pub const DATES: [&str; 3] = ["front-matter", "byline", "created"];

const fn key(table: &'static str, name: &'static str, kind: Kind, default: &'static str, about: &'static str) -> Key {
    Key { table, name, kind, default, about }
}

/// All keys, in the order in which they are shown.
pub const KEYS: [Key; 22] = [
    key("check", "paths", Kind::Paths, "", "What is checked where the command line names nothing."),
    key("check", "include", Kind::Globs, "", "Only these files of a folder are checked."),
    key("check", "exclude", Kind::Globs, "", "These files of a folder are not checked."),
    key("check", "gitignore", Kind::Flag, "true", "Leave out what .gitignore, .ignore and .factlintignore name."),
    key("check", "fail-on", Kind::Choice(&FAIL_ON), "\"error\"", "The least grave finding that makes the run fail."),
    key("check", "max-warnings", Kind::Number(u64::MAX), "", "More warnings than this make the run fail."),
    key("check", "min-coverage", Kind::Number(100), "", "The run fails where fewer of 100 claims can be decided."),
    key("check", "require-sources", Kind::Number(99), "0", "Errors that rest on fewer sources are warnings."),
    key("check", "distrust", Kind::Sources, "", "Sources whose facts are left out of the base."),
    key("rules", "select", Kind::Rules, "", "Only these claims are checked."),
    key("rules", "ignore", Kind::Rules, "", "These claims are not checked."),
    key("rules", "severity", Kind::Levels, "", "How grave contradictions of these claims are."),
    key("definitions", "rules", Kind::Paths, "", "Folders of rules in place of the shipped ones."),
    key("definitions", "facts", Kind::Paths, "", "Folders of facts in place of the shipped ones."),
    key("definitions", "base", Kind::Paths, "", "Folders of facts, or compiled bases, over the base."),
    key("definitions", "packs", Kind::Paths, "", "Folders with a pack.toml: rules and facts over the shipped ones."),
    key("published", "sources", Kind::Dates, "", "By format: where the day of publication is read, the surest first."),
    key("suppression", "require-reason", Kind::Flag, "false", "A comment without a reason suppresses nothing."),
    key("baseline", "file", Kind::Path, "\"factlint-baseline.json\"", "The file of findings that are known."),
    key("baseline", "new-only", Kind::Flag, "false", "Leave what is in the baseline out of reports."),
    key("cache", "enabled", Kind::Flag, "true", "Keep outcomes, and check only what has changed."),
    key("cache", "dir", Kind::Path, "\".factlint-cache\"", "The folder in which outcomes are kept."),
];

/// The table whose entries concern some paths only.
pub const OVERRIDES: &str = "overrides";

/// The key of an entry that names its paths.
pub const PATHS: Key = key(OVERRIDES, "paths", Kind::Globs, "", "The files that the entry is about.");

/// The keys of an entry, beside its paths.
pub const OVERRIDDEN: [Key; 4] = [
    PATHS,
    key(OVERRIDES, "select", Kind::Rules, "", "These claims are checked there."),
    key(OVERRIDES, "ignore", Kind::Rules, "", "These claims are not checked there."),
    key(OVERRIDES, "severity", Kind::Levels, "", "How grave contradictions of these claims are there."),
];

/// The key of a name with its table.
#[must_use]
pub fn find(path: &str) -> Option<&'static Key> {
    let (table, name) = path.split_once('.')?;
    KEYS.iter().find(|key| key.table == table && key.name == name)
}
