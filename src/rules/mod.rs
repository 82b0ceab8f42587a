//! Rules: word classes, phrases and claims, resolved against the schema and compiled to tables.

pub mod inflect;
pub mod lexicon;

pub use lexicon::{ClassId, Lexicon, LexiconBuilder, WordId, WordValue};
