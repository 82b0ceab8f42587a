//! factlint: a linter for facts.
pub mod annotate;
pub mod calendar;
pub mod document;
pub mod lang;
pub mod quantity;
pub mod read;
pub mod rules;
pub mod text;
pub mod truth;
