//! Days, sets of days, dates with grain, and windows.
//!
//! Every date here denotes a *set of days*: comparison is inclusion and disjointness of sets, never
//! equality. chrono does the proleptic Gregorian arithmetic; nothing here reads a clock.

pub mod day;
pub mod days;
pub mod edtf;
pub mod holiday;
pub mod period;
pub mod point;
pub mod time;
pub mod window;
pub mod words;

pub use day::Day;
pub use days::Days;
pub use edtf::{EdtfError, edtf, parse_day, parse_edtf};
pub use period::{Period, Unit};
pub use point::{Point, Season};
pub use time::{Grain, Stretch, Time};
pub use window::Window;
