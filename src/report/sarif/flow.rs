//! Proofs as code flows: what a verdict rests on, before the verdict.

use super::Article;
use crate::proof::{Proof, Step};
use serde_json::{Value, json};

/// Longer flows end with a count of what is left out: viewers show them as lists. The JSON report has all.
const LONGEST: usize = 400;

/// The flow of the verdict, and one for each repair.
pub fn flows(article: &Article<'_>, proof: &Proof) -> Vec<Value> {
    let mut flows = vec![flow(article, proof, "why")];
    let repairs = proof.inputs.iter().filter(|input| input.op == "repair");
    flows.extend(repairs.map(|repair| flow(article, repair, "why the repair would be right")));
    flows
}

fn flow(article: &Article<'_>, proof: &Proof, message: &str) -> Value {
    let mut nodes = Vec::new();
    gather(proof, 0, &mut nodes);
    let left = nodes.len().saturating_sub(LONGEST);
    let mut locations: Vec<Value> =
        nodes.iter().take(LONGEST).map(|(node, depth)| location(article, node, *depth)).collect();
    if left > 0 {
        let text = format!("{left} more steps: the JSON report has them");
        locations.push(json!({"location": {"message": {"text": text}}}));
    }
    json!({"message": {"text": message}, "threadFlows": [{"locations": locations}]})
}

/// The nodes of a proof without its repairs, each behind what it rests on.
fn gather<'p>(node: &'p Proof, depth: usize, nodes: &mut Vec<(&'p Proof, usize)>) {
    for input in node.inputs.iter().filter(|input| input.op != "repair") {
        gather(input, depth + 1, nodes);
    }
    nodes.push((node, depth));
}

fn location(article: &Article<'_>, node: &Proof, depth: usize) -> Value {
    let source = node.source.as_deref().map(|id| format!(" [{}]", article.rules.cited(article.run, id)));
    let text = format!("{}{}", node.text, source.unwrap_or_default());
    let mut location = match node.span {
        Some(span) => article.location(span),
        None => json!({}),
    };
    location["message"] = json!({"text": text});
    json!({"location": location, "nestingLevel": depth, "kinds": kinds(node)})
}

/// What a node is, and its operation where that is told by another word.
fn kinds(node: &Proof) -> Vec<&str> {
    let kind = kind(node.step);
    if node.op == kind { vec![kind] } else { vec![kind, &node.op] }
}

const fn kind(step: Step) -> &'static str {
    match step {
        Step::Words => "words",
        Step::Reading => "reading",
        Step::Statement => "statement",
        Step::Derive => "derive",
        Step::Compare => "compare",
        Step::Verdict => "verdict",
    }
}
