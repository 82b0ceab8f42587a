//! The frame of a clause: what it does to the claims in it. Is it denied, supposed, asked, quoted,
//! attributed; what time is it about? Read once for every sentence that states a claim, safe by default; rules
//! need not remember it.

pub mod attribution;
pub mod classes;
pub mod clause;
pub mod modality;
pub mod negation;
pub mod scope;
pub mod sentence;
pub mod speaker;
pub mod status;
pub mod tense;
#[cfg(test)]
mod tests;
pub mod told;
pub mod window;

pub use classes::{FrameClasses, Reader};
pub use scope::Scoped;
pub use sentence::{Sentence, Sentences};
pub use told::{Frame, Mood, Voice, frame, nearby};
pub use window::{Row, window};
