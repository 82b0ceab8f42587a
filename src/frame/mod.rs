//! The frame of a clause: what it does to the claims in it. Is it denied, supposed, asked, quoted; what
//! time is it about? Computed once for every claim, safe by default; rules need not remember it.

pub mod classes;
pub mod clause;
pub mod window;

pub use classes::FrameClasses;
pub use clause::{Frame, Mood, frame};
pub use window::{Row, window};
