//! Proofs for people: what each step says, without the values by which programs replay it.

use crate::outcome::ProofText;
use crate::proof::{Proof, Step};
use serde::Serialize;
use std::cell::Cell;

/// A step of a proof.
#[derive(Debug, Serialize)]
pub struct Node {
    /// `words`, `reading`, `statement`, `derive`, `compare`, `verdict`.
    pub node: Step,
    /// The operation.
    pub op: String,
    /// The step in words.
    pub text: String,
    /// The id of the source of a statement.
    pub source: Option<String>,
    /// What it rests on.
    pub inputs: Vec<Node>,
}

impl Node {
    fn of(proof: &Proof) -> Self {
        Self {
            node: proof.step,
            op: proof.op.clone(),
            text: proof.text.clone(),
            source: proof.source.clone(),
            inputs: proof.inputs.iter().map(|input| Self::of(input)).collect(),
        }
    }
}

/// How many proofs one report has at most. Nobody reads more of them on a page, and a browser would not show it.
const MOST: usize = 2000;

/// Gives out proofs as long as there are not too many.
#[derive(Debug)]
pub struct Proofs {
    left: Cell<usize>,
}

impl Default for Proofs {
    fn default() -> Self {
        Self { left: Cell::new(MOST) }
    }
}

impl Proofs {
    /// The tree of a proof.
    pub fn of(&self, proof: Option<&ProofText>) -> Option<Node> {
        let left = self.left.get().checked_sub(1)?;
        let tree = proof?.tree()?;
        self.left.set(left);
        Some(Node::of(&tree))
    }
}
