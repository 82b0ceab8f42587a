//! From annotations to claims: patterns are tried at their anchors, nodes first, and what they state
//! becomes claims with a span for every argument.

pub mod board;
pub mod claims;
mod locality;
pub mod matcher;
mod surname;

pub use board::{Board, Noted};
pub use claims::{Argument, StatedClaim, claims};
