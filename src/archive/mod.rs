//! Reports read back: what was said of articles before, to compare it with what is said now.
//!
//! Reads what `check --format json` and `batch` write. Only what is compared is read; other fields may come and go.

pub mod changes;
pub mod row;
pub mod touched;

pub use changes::{Cause, Change, Suspect, changes};
pub use row::{Claim, ReadError, Row, rows};
pub use touched::{Effect, Touched, touched};
