//! What a check derives from rules and base once, before the first article.

use crate::base::Base;
use crate::eval::Bound;
use crate::frame::FrameClasses;
use crate::phrase::Anchors;
use crate::rules::Program;

/// All that is looked up once for rules and a base. It belongs to these two and to no others.
#[derive(Debug)]
pub struct Prepared {
    /// The word classes of frames.
    pub frames: FrameClasses,
    /// What the names in the rules mean in the base.
    pub bound: Bound,
    /// Where patterns are tried.
    pub anchors: Anchors,
}

impl Prepared {
    /// Prepares rules for a base.
    #[must_use]
    pub fn new(base: &Base, program: &Program) -> Self {
        let bound = Bound::new(base, program);
        Self {
            frames: FrameClasses::resolve(&program.lexicon),
            anchors: Anchors::new(program, base.schema(), &bound),
            bound,
        }
    }
}
