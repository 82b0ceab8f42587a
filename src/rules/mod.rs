//! Rules: word classes, phrases and claims, resolved against the schema and compiled to tables.

pub mod compile;
pub mod inflect;
pub mod lexicon;
pub mod program;

pub use compile::{Compiled, RuleTest, compile};
pub use lexicon::{ClassId, Lexicon, LexiconBuilder, WordId, WordValue, Words};
pub use program::{Program, Severity};
