//! Exact numbers as sets.
//!
//! A number in a text is rarely a point: `about 300`, `nearly two`, `more than 40` each denote an
//! interval. Decimals are exact; no float ever takes part in a verdict.

pub mod extent;
pub mod quotient;
pub mod standard;

pub use extent::Extent;
pub use rust_decimal::Decimal;
pub use standard::{Currency, Quantity, Standard};
