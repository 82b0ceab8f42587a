//! Reports: what a check found, as bytes for people and programs. One file a format; each is a pure
//! function of the run, and has one line in [`FORMATS`].

pub mod annotations;
pub mod checkstyle;
pub mod claim_review;
pub mod concise;
pub mod context;
pub mod fault;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod ics;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod rdjson;
pub mod safe_json;
pub mod sarif;
pub mod spot;
pub mod tap;
pub mod template;
pub mod terminal;
pub mod xml;

use crate::base::{Base, Basis};
use crate::engine::Engine;
use crate::outcome::Outcome;
use crate::read::Fields;
use std::fmt::Debug;
use std::io::{Error, Write};

/// All formats, the one for people first.
pub static FORMATS: [&dyn Format; 15] = [
    &terminal::Text,
    &concise::Concise,
    &json::Json,
    &json::JsonLines,
    &sarif::Sarif,
    &junit::JUnit,
    &checkstyle::Checkstyle,
    &github::GitHub,
    &gitlab::GitLab,
    &rdjson::RdJsonLines,
    &tap::Tap,
    &markdown::Markdown,
    &html::Html,
    &claim_review::ClaimReview,
    &ics::Ics,
];

/// Writes the report on a run in one format.
pub trait Format: Debug + Sync {
    /// The name of the format, as on the command line.
    fn name(&self) -> &'static str;

    /// What it is, in a few words.
    fn about(&self) -> &'static str;

    /// Writes the report.
    ///
    /// # Errors
    /// If it cannot be written.
    fn write(&self, run: &Run<'_>, look: Look, out: &mut dyn Write) -> Result<(), Error>;
}

/// The format of a name as used on the command line.
#[must_use]
pub fn named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.into_iter().find(|format| format.name() == name)
}

/// What a report looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// With colours.
    pub colour: bool,
    /// With the supported and unverifiable claims, and with the findings that are set aside.
    pub verbose: bool,
    /// With findings and nothing else.
    pub quiet: bool,
}

/// Everything that a run found.
#[derive(Debug)]
pub struct Run<'a> {
    /// Base and rules.
    pub engine: &'a Engine,
    /// What the report says of the program.
    pub stamp: Stamp,
    /// Where records of JSON have their articles.
    pub fields: Fields,
    /// The outcome of each article, in the order in which they were given.
    pub outcomes: Vec<Outcome>,
    /// What could not be read, in order.
    pub faults: Vec<Unread>,
}

/// A file, or a record of one, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its path, as the user gave it.
    pub path: String,
    /// Why, with its path.
    pub message: String,
}

/// What every report says about the program that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// `sha256:` and the hash of the base.
    pub base: String,
    /// `sha256:` and the hash of the rules.
    pub rules: String,
    /// The program's version.
    pub version: &'static str,
}

impl Stamp {
    /// The stamp of an engine.
    #[must_use]
    pub fn of(engine: &Engine) -> Self {
        Self {
            base: format!("sha256:{}", engine.base.hash()),
            rules: format!("sha256:{}", engine.program.hash),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// A source as a person would cite it: title, address, day of retrieval, or that it was not opened.
#[must_use]
pub fn citation(base: &Base, id: &str) -> String {
    base.source_named(id).map_or_else(
        || id.to_owned(),
        |source| {
            let day = crate::calendar::words::day(source.retrieved);
            let how = match source.basis {
                Basis::Read => "read",
                Basis::Recalled => "not opened, from memory",
            };
            format!("{}, {} ({how} {day})", source.title, source.url)
        },
    )
}
