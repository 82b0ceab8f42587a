//! factlint: a linter for facts.
pub mod annotate;
pub mod base;
pub mod calendar;
pub mod check;
pub mod definitions;
pub mod document;
pub mod eval;
pub mod frame;
pub mod lang;
pub mod link;
pub mod phrase;
pub mod proof;
pub mod quantity;
pub mod read;
pub mod rules;
pub mod text;
pub mod truth;
