//! factlint: a linter for facts.
pub mod calendar;
pub mod lang;
pub mod quantity;
pub mod text;
pub mod truth;
