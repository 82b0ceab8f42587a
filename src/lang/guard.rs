//! What the frame of a clause may do to a claim, as rules name it: `unless quoted`.

use serde::{Deserialize, Serialize};

/// A thing that a frame does, and that a pattern may mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Guard {
    /// The words stand in quotation marks or in a block quotation.
    Quoted,
    /// The words are told as somebody else's, without marks.
    Attributed,
    /// A denial reaches them.
    Denied,
    /// They are supposed.
    Supposed,
    /// They are asked.
    Asked,
    /// They tell what is or was to come.
    Planned,
    /// A word such as `acting` or `-elect` stands with them.
    Status,
}

/// All guards by their words.
pub const GUARDS: [(&str, Guard); 7] = [
    ("quoted", Guard::Quoted),
    ("attributed", Guard::Attributed),
    ("denied", Guard::Denied),
    ("supposed", Guard::Supposed),
    ("asked", Guard::Asked),
    ("planned", Guard::Planned),
    ("status", Guard::Status),
];
