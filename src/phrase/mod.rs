//! From annotations to claims: patterns are tried at their anchors, nodes first, and what they state
//! becomes claims with a span for every argument.

pub mod anchors;
pub mod board;
pub mod claims;
mod heads;
mod locality;
pub mod matcher;

pub use anchors::Anchors;
pub use board::{Board, Noted};
pub use claims::{Argument, StatedClaim, claims};
