//! Linking: which words of an article name something, and what they may name.

pub mod evidence;
pub mod mention;
pub mod misspelling;
pub mod mixed;
pub mod run;
pub mod surname;

pub use mention::{Candidate, Mention, mentions};
pub use misspelling::{Misspelling, misspellings};
