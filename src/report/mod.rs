//! Reports: what a check found, as bytes for people and programs. One file a format; each is a pure
//! function of the report.

pub mod annotations;
pub mod fault;
pub mod json;
pub mod places;
pub mod terminal;

pub use places::Places;

use crate::base::{Base, Basis};
use crate::engine::Engine;

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
