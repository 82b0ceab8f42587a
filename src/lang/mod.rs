//! The two definition languages as syntax: `.rules` (with `.words`) and `.facts`, read with nom.
//!
//! Parsing makes a tree with spans and a list of faults, never one or the other: a broken item is
//! dropped, reading goes on at the next item, and one run reports everything. Names and types are
//! not looked at here; [`crate::base`] and [`crate::rules`] do that.

pub mod ast;
pub mod facts;
pub mod fault;
pub mod format;
pub mod guard;
pub mod lexical;
pub mod pattern;
pub mod rules;

#[cfg(test)]
mod tests;

pub use fault::{Fault, Faults};
