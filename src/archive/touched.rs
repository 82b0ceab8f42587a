//! What a change of facts does to articles that were checked before, told from their reports alone.
//!
//! A proof holds the arguments of its claim. The claim is judged again with these on both bases. Where the old base
//! gives the verdict of the report, that of the new one counts. Where it does not, since the rule looks at more of the article than
//! the proof tells, the proof is replayed: what no longer follows is stale, and has to be checked again.

use super::row::{Claim, Row};
use crate::calendar::parse_day;
use crate::engine::Engine;
use crate::eval::{Said, Val, World};
use crate::proof::{Datum, Proof, Step};
use crate::rules::program;
use crate::truth::Truth;
use crate::verify::verify;
use serde::Serialize;

/// What a change of facts does to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It is refuted now.
    Contradicts,
    /// What proved or refuted it is gone.
    Stale,
    /// It was refuted or open, and is no more.
    Resolves,
}

impl Effect {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::Stale => "makes stale",
            Self::Resolves => "resolves",
        }
    }
}

/// A claim that a change of facts touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// Whose report.
    pub article: String,
    /// What becomes of it.
    pub effect: Effect,
    /// Name of the claim.
    pub claim: String,
    /// Its normal form.
    pub normal: String,
    /// First byte.
    pub start: u32,
    /// Just past the last byte.
    pub end: u32,
    /// The verdict of the report.
    pub old: String,
    /// The verdict by the new facts; none where the article has to be checked again.
    pub new: Option<&'static str>,
}

/// All claims that a change of facts touches, by article and in the order of the claims; and how many decided claims have
/// no proof in the reports, so that nothing can be said of them.
#[must_use]
pub fn touched(old: &Engine, new: &Engine, rows: &[Row]) -> (Vec<Touched>, usize) {
    let mut found = Vec::new();
    let mut unproved = 0;
    for row in rows {
        for claim in &row.claims {
            let Some(proof) = &claim.proof else {
                unproved += usize::from(claim.verdict != "unverifiable");
                continue;
            };
            if let Some((effect, verdict)) = effect(old, new, row, claim, proof) {
                found.push(Touched {
                    article: row.name(),
                    effect,
                    claim: claim.claim.clone(),
                    normal: claim.normal.clone(),
                    start: claim.start,
                    end: claim.end,
                    old: claim.outcome(),
                    new: verdict,
                });
            }
        }
    }
    (found, unproved)
}

fn effect(
    old: &Engine,
    new: &Engine,
    row: &Row,
    claim: &Claim,
    proof: &Proof,
) -> Option<(Effect, Option<&'static str>)> {
    let told = match claim.verdict.as_str() {
        "supported" => Truth::True,
        "contradicted" => Truth::False,
        _ => Truth::Unknown,
    };
    if again(old, row, claim, proof) != Some(told) {
        let broken = told != Truth::Unknown && verify(&old.base, None, proof).is_ok();
        return (broken && verify(&new.base, None, proof).is_err()).then_some((Effect::Stale, None));
    }
    match (told, again(new, row, claim, proof)) {
        // The base does not know what the claim is about any more.
        (Truth::Unknown, None) => None,
        (_, None) => Some((Effect::Stale, None)),
        (_, Some(now)) if now == told => None,
        (_, Some(Truth::False)) => Some((Effect::Contradicts, Some("contradicted"))),
        (Truth::True, Some(_)) => Some((Effect::Stale, Some("unverifiable"))),
        (_, Some(Truth::True)) => Some((Effect::Resolves, Some("supported"))),
        (_, Some(Truth::Unknown)) => Some((Effect::Resolves, Some("unverifiable"))),
    }
}

/// What a claim comes to, with the arguments of its proof; nothing where these do not tell enough.
fn again(engine: &Engine, row: &Row, claim: &Claim, proof: &Proof) -> Option<Truth> {
    let rule = engine.program.claims.iter().find(|rule| rule.name == claim.claim)?;
    // A clause that denies or hedges leaves its claim open, whatever the facts say.
    if matches!(claim.reason.as_deref(), Some("negation" | "hedged")) {
        return None;
    }
    let mut root = proof;
    let mut negated = false;
    while let "open" | "negated" = root.op.as_str() {
        negated |= root.op == "negated";
        root = root.inputs.first()?;
    }
    let published = row.published.as_deref().and_then(|day| parse_day(day).ok());
    let world = World::new(&engine.base, &engine.program, &engine.prepared.bound, published);
    let readings = root.inputs.iter().filter(|input| input.step == Step::Reading);
    let truths: Option<Vec<Truth>> = readings
        .map(|reading| {
            let args = arguments(engine, rule, reading)?;
            Some(world.with(&args).truth(&rule.truth).truth)
        })
        .collect();
    let truths = truths.filter(|truths| !truths.is_empty())?;
    let truth = Truth::unanimous(truths);
    Some(if negated { !truth } else { truth })
}

/// The arguments of a reading, one for each parameter.
fn arguments(engine: &Engine, rule: &program::Claim, reading: &Proof) -> Option<Vec<Val>> {
    let nodes = rule.params.iter().zip(&reading.inputs);
    let args: Option<Vec<Val>> =
        nodes.map(|(_, node)| if node.op == "argument" { value(engine, &node.value) } else { None }).collect();
    args.filter(|args| args.len() == rule.params.len())
}

/// The value of an argument, if its datum tells which.
fn value(engine: &Engine, datum: &Datum) -> Option<Val> {
    Some(match datum {
        Datum::Entity(id) => Val::Entity(engine.base.find(id)?),
        Datum::Time(time) => Val::Time(Said { time: *time, gap: None }),
        Datum::Window(window) => Val::Window(*window, None),
        Datum::Number(extent) => Val::Number(*extent),
        Datum::Quantity(quantity) => Val::Quantity(*quantity),
        Datum::Period(period) => Val::Period(period.clone()),
        Datum::Weekday(weekday) => Val::Weekday(*weekday),
        Datum::Text(text) => Val::Text(text.clone()),
        Datum::Nothing => Val::Unstated,
        Datum::Set(parts) => match parts.as_slice() {
            [Datum::Window(window), Datum::Window(except)] => Val::Window(*window, Some(*except)),
            parts => Val::Set(parts.iter().map(|part| value(engine, part)).collect::<Option<_>>()?),
        },
        Datum::Truth(_) => return None,
    })
}
