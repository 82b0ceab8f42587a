//! What an evaluation may look at: the base, the rules, the days of judgement, the arguments.

use super::article::Article;
use super::bound::Bound;
use super::value::{Reason, Val};
use crate::base::Base;
use crate::calendar::{Day, Days, Window};
use crate::frame::Frame;
use crate::proof::Proof;
use crate::rules::Program;
use crate::truth::Truth;
use std::rc::Rc;

/// Everything that an expression may depend on.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The facts.
    pub base: &'a Base,
    /// The rules.
    pub program: &'a Program,
    /// What the names in the rules mean in the base.
    pub bound: &'a Bound,
    /// The article; none where only values are asked for.
    pub article: Option<&'a Article<'a>>,
    /// The day of publication.
    pub published: Option<Day>,
    /// The day whose knowledge counts; none: the publication's.
    pub known: Option<Day>,
    /// The time of the clause that states the claim.
    pub clause: Option<Window>,
    /// The time of what a noun phrase of that clause takes for granted.
    pub presupposed: Option<Window>,
    /// The times that are told near it.
    pub nearby: &'a [Days],
    /// Whether the clause tells its time.
    pub told: bool,
    /// Parameters, captures, or the subject of a view.
    pub args: &'a [Val],
    /// What is kept of the reasons.
    pub trace: Trace,
}

/// What an evaluation keeps of the reasons for what it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trace {
    /// Nothing.
    #[default]
    Off,
    /// Nodes of proofs without words and values: only which statements they rest on, and their sources.
    Sources,
    /// Whole proofs.
    Full,
}

/// A truth with its reason, where it is unknown, and its proof, where proofs are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The truth.
    pub truth: Truth,
    /// Why it is unknown.
    pub reason: Option<Reason>,
    /// Whether the sources differ.
    pub disputed: bool,
    /// Why it is so.
    pub proof: Option<Rc<Proof>>,
}

impl Outcome {
    /// A truth without a proof.
    #[must_use]
    pub const fn of(truth: Truth) -> Self {
        Self { truth, reason: None, disputed: false, proof: None }
    }

    /// Unknown, and why.
    #[must_use]
    pub const fn unknown(reason: Reason) -> Self {
        Self { truth: Truth::Unknown, reason: Some(reason), disputed: false, proof: None }
    }
}

impl<'a> World<'a> {
    /// Facts and rules at a publication, outside any article, clause and claim.
    #[must_use]
    pub const fn new(base: &'a Base, program: &'a Program, bound: &'a Bound, published: Option<Day>) -> Self {
        Self {
            base,
            program,
            bound,
            article: None,
            published,
            known: None,
            clause: None,
            presupposed: None,
            nearby: &[],
            told: false,
            args: &[],
            trace: Trace::Off,
        }
    }

    /// The same with other arguments.
    #[must_use]
    pub const fn with(self, args: &'a [Val]) -> Self {
        Self { args, ..self }
    }

    /// The same in the frame of a clause.
    #[must_use]
    pub const fn framed(self, frame: &Frame) -> Self {
        Self { clause: frame.window, presupposed: frame.presupposed, told: frame.date.is_some(), ..self }
    }

    /// The day whose knowledge counts.
    #[must_use]
    pub fn known_day(&self) -> Option<Day> {
        self.known.or(self.published)
    }

    /// The publication day as a window.
    #[must_use]
    pub fn published_window(&self) -> Option<Window> {
        self.published.map(|day| Window::exact(Days::one(day)))
    }

    /// A proof node, if reasons are kept.
    pub(crate) fn node(&self, make: impl FnOnce() -> Proof) -> Option<Rc<Proof>> {
        (self.trace != Trace::Off).then(|| Rc::new(make()))
    }

    /// A node that rests on others: without words where only the sources are wanted.
    pub(crate) fn node_on(
        &self,
        inputs: impl IntoIterator<Item = Rc<Proof>>,
        make: impl FnOnce() -> Proof,
    ) -> Option<Rc<Proof>> {
        match self.trace {
            Trace::Off => None,
            Trace::Sources => Some(Rc::new(Proof::bare().on(inputs))),
            Trace::Full => Some(Rc::new(make().on(inputs))),
        }
    }

    /// Whether whole proofs are made.
    pub(crate) fn in_full(&self) -> bool {
        self.trace == Trace::Full
    }
}
