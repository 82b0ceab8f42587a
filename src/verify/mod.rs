//! The proof verifier: replays a proof against the base and the article, without the evaluator.
//!
//! It shares nothing with what makes proofs but the plain types of values. Every node must follow from
//! its inputs: words from the source's bytes, statements from the base, values by arithmetic, truths by
//! Kleene's tables, and what is *not* so from all that the base holds. See [`verify`] for its limits.

mod asked;
mod facts;
mod fits;
mod places;
mod values;
mod written;

use crate::base::Base;
use crate::proof::{Datum, Proof, Step};
use crate::truth::Truth;
use std::rc::Rc;
use thiserror::Error;

/// Deeper proofs than this are not read.
const DEEPEST: usize = 64;

/// Why a proof is not one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{op}` ({text}): {why}")]
pub struct VerifyError {
    /// The operation of the node at fault.
    pub op: String,
    /// What the node says.
    pub text: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Why {
    /// The span holds something else.
    #[error("the source has other words there")]
    Words,
    /// No such statement, or no such completeness.
    #[error("the base does not hold this")]
    Base,
    /// The value is another.
    #[error("it does not follow from what it rests on")]
    Follows,
    /// Something that the base holds is passed over.
    #[error("it leaves out a statement, sense or reading that might tell otherwise")]
    Omits,
    /// A value that no words give.
    #[error("it is not an argument of the claim")]
    Argument,
    /// The verdict in words is another than that of the proof.
    #[error("the verdict in words is not the one that is proved")]
    Verdict,
    /// An unknown operation, or inputs are missing.
    #[error("it is not of a form that can be replayed")]
    Form,
}

impl Why {
    fn at(self, node: &Proof) -> VerifyError {
        VerifyError { op: node.op.clone(), text: node.text.clone(), why: self }
    }

    fn unless(self, holds: bool, node: &Proof) -> Result<(), VerifyError> {
        if holds { Ok(()) } else { Err(self.at(node)) }
    }
}

/// Replays a proof. `text` is the source that its spans point into; without it, words go unchecked.
///
/// A true or false node must follow; an unknown one claims nothing. Not checked, because it stands
/// neither in the base nor in the article: that the rule, with its tolerances, is the one that the proof
/// shows; how words were read as values, which of the base's names they name, and which window the tense
/// of a clause gives (`time`); which subjects a rule led to (`looked-up`); the day of judgement.
///
/// # Errors
/// Names the first node that does not follow.
pub fn verify(base: &Base, text: Option<&str>, proof: &Proof) -> Result<(), VerifyError> {
    Replay { base, text, root: proof }.node(proof, Within::default(), 0)?;
    let worded = match proof.value {
        Datum::Truth(Truth::True) => "supported",
        Datum::Truth(Truth::False) => "contradicted",
        _ => return Why::Verdict.unless(proof.step != Step::Verdict || proof.op == "open", proof),
    };
    Why::Verdict.unless(proof.step != Step::Verdict || proof.text.ends_with(&format!(": {worded}")), proof)
}

/// What a replay may look at.
#[derive(Debug, Clone, Copy)]
struct Replay<'a> {
    base: &'a Base,
    text: Option<&'a str>,
    root: &'a Proof,
}

/// Where in the proof a node stands.
#[derive(Debug, Clone, Copy, Default)]
struct Within<'a> {
    /// The reading around it.
    reading: Option<&'a Proof>,
    /// Whether it proves a change rather than what is written.
    repair: bool,
    /// The comparison around it: what the facts are compared with.
    compared: Option<&'a Proof>,
}

/// The truth of a node; unknown for what is none.
const fn truth(node: &Proof) -> Truth {
    if let Datum::Truth(truth) = node.value { truth } else { Truth::Unknown }
}

/// The inputs with this operation.
fn inputs<'a>(node: &'a Proof, op: &'a str) -> impl Iterator<Item = &'a Proof> {
    node.inputs.iter().map(Rc::as_ref).filter(move |input| input.op == op)
}

/// The name before a separator: the parameter of `nth: “10th”` or `nth = 10`.
fn named<'a>(node: &'a Proof, separator: &str) -> &'a str {
    node.text.split(separator).next().unwrap_or_default()
}

impl<'a> Replay<'a> {
    /// Replays a node, its inputs first.
    fn node(self, node: &'a Proof, mut within: Within<'a>, depth: usize) -> Result<(), VerifyError> {
        Why::Form.unless(depth <= DEEPEST, node)?;
        let grain = if let Datum::Time(time) = &node.value { Some(time.grain) } else { None };
        Why::Follows.unless(node.grain == grain, node)?;
        match (node.step, node.op.as_str()) {
            (Step::Reading, _) => within.reading = Some(node),
            (Step::Derive, "repair") => within.repair = true,
            (Step::Compare, op) if fits::OPERATORS.contains(&op) => within.compared = Some(node),
            _ => {}
        }
        for input in &node.inputs {
            self.node(input, within, depth + 1)?;
        }
        match node.step {
            Step::Words => self.words(node),
            Step::Reading => Self::reading(node),
            Step::Statement => self.statement(node),
            Step::Verdict => self.verdict(node),
            Step::Compare if node.op == "written" => self.written(node, within),
            Step::Compare if node.op.starts_with("plain-") => self.plain(node),
            Step::Compare if fits::OPERATORS.contains(&node.op.as_str()) => Self::whole(node),
            Step::Compare => self.facts(node, within),
            Step::Derive if matches!(node.value, Datum::Truth(_)) => self.logic(node),
            Step::Derive => self.value(node, within),
        }
    }

    /// The verdict on all readings: each is there, and they agree.
    fn verdict(self, node: &'a Proof) -> Result<(), VerifyError> {
        let first = node.inputs.first().map_or(Truth::Unknown, |input| truth(input));
        match node.op.as_str() {
            "open" => Why::Follows.unless(truth(node) == Truth::Unknown, node),
            "negated" => Why::Follows.unless(node.inputs.len() == 1 && truth(node) == !first, node),
            "all-readings" => {
                let readings: Vec<&Proof> = inputs(node, "reading").collect();
                Why::Follows
                    .unless(truth(node) == Truth::unanimous(readings.iter().map(|reading| truth(reading))), node)?;
                Why::Follows.unless(inputs(node, "repair").all(|repair| truth(repair) == Truth::True), node)?;
                let words: Vec<&Proof> = inputs(node, "words").collect();
                // Every combination of what the words may mean has its reading.
                let mut all: Vec<Vec<(&str, &Datum)>> = vec![Vec::new()];
                let count = words.iter().map(|word| meanings(word).len()).fold(1, usize::saturating_mul);
                Why::Omits.unless(readings.is_empty() || count == readings.len(), node)?;
                for word in words.iter().filter(|_| !readings.is_empty()) {
                    let meanings = meanings(word);
                    Why::Argument.unless(meanings.contains(&&word.value), word)?;
                    all = all
                        .iter()
                        .flat_map(|head| {
                            meanings
                                .iter()
                                .map(move |meaning| [head.as_slice(), &[(named(word, ": "), *meaning)]].concat())
                        })
                        .collect();
                }
                let same = |reading: &&&Proof, wanted: &Vec<(&str, &Datum)>| {
                    let said: Vec<(&str, &Datum)> =
                        inputs(reading, "argument").map(|argument| (named(argument, " = "), &argument.value)).collect();
                    let unsaid = |(name, value): &(&str, &Datum)| {
                        wanted.iter().any(|(other, _)| other == name) || **value == Datum::Nothing
                    };
                    wanted.iter().all(|pair| said.contains(pair)) && said.iter().all(unsaid)
                };
                let complete = readings.is_empty()
                    || all.iter().all(|wanted| readings.iter().any(|reading| same(&reading, wanted)));
                Why::Omits.unless(complete, node)
            }
            _ => Err(Why::Form.at(node)),
        }
    }

    /// A reading is as true as what its arguments come to.
    fn reading(node: &Proof) -> Result<(), VerifyError> {
        Why::Form.unless(node.op == "reading", node)?;
        let outcome = node.inputs.iter().find(|input| input.op != "argument");
        Why::Follows.unless(truth(node) == outcome.map_or(Truth::Unknown, |outcome| truth(outcome)), node)
    }

    /// Kleene's tables, and witnesses for quantifiers.
    fn logic(self, node: &'a Proof) -> Result<(), VerifyError> {
        let parts: Vec<Truth> = node.inputs.iter().map(|input| truth(input)).collect();
        let has = |truth: Truth| parts.contains(&truth);
        let both = parts.len() == 2;
        let holds = match (node.op.as_str(), truth(node)) {
            ("repair", found) => found == Truth::True && parts == [Truth::True],
            ("any-sense", found) => return self.any_sense(node, found),
            ("unstated", found) => {
                found == Truth::True && inputs(node, "argument").any(|argument| argument.value == Datum::Nothing)
            }
            (_, Truth::Unknown) => true,
            ("not", found) => parts == [!found],
            ("and", Truth::True) => both && parts.iter().all(|&part| part == Truth::True),
            ("or", Truth::False) => both && parts.iter().all(|&part| part == Truth::False),
            ("and-not", Truth::True) => parts == [Truth::True, Truth::False],
            ("and-not", Truth::False) => {
                parts.first() == Some(&Truth::False) || (both && parts.get(1) == Some(&Truth::True))
            }
            ("and" | "all", Truth::False) => has(Truth::False),
            ("or" | "some", Truth::True) | ("no", Truth::False) => has(Truth::True),
            _ => return Err(Why::Form.at(node)),
        };
        Why::Follows.unless(holds, node)
    }

    /// The comparison of facts with what is said is as true as the facts make it.
    fn whole(node: &Proof) -> Result<(), VerifyError> {
        let outcome = node.inputs.first().map_or(Truth::Unknown, |input| truth(input));
        let compares = inputs(node, "said").count() == 1
            && inputs(node, "within").count() <= 1
            && inputs(node, "beyond").count() <= 1;
        Why::Follows.unless(truth(node) == Truth::Unknown || (outcome == truth(node) && compares), node)
    }

    /// The comparison of two plain values.
    fn plain(self, node: &Proof) -> Result<(), VerifyError> {
        let sides: Vec<&Proof> = inputs(node, "value").collect();
        let [left, right] = sides.as_slice() else { return Why::Form.unless(truth(node) == Truth::Unknown, node) };
        let found = fits::fits(
            self.base,
            &left.value,
            node.op.trim_start_matches("plain-"),
            &right.value,
            fits::Margins::of(node),
        );
        Why::Follows.unless(truth(node) == Truth::Unknown || truth(node) == found, node)?;
        Why::Omits
            .unless(truth(node) == Truth::Unknown || places::shown(self.base, node, &left.value, &right.value), node)
    }
}

/// What some words may mean: the readings that are listed, else their one value.
fn meanings(words: &Proof) -> Vec<&Datum> {
    let listed: Vec<&Datum> = inputs(words, "argument").map(|argument| &argument.value).collect();
    if listed.is_empty() { vec![&words.value] } else { listed }
}
