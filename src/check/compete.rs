//! One sentence, several claims, no duplicates: which of the stated claims are kept.

use crate::annotate::Range;
use crate::eval::Val;
use crate::phrase::{Argument, StatedClaim};
use crate::rules::Program;

/// Drops claims that say less than another on the same words, and claims that would spend a number,
/// ordinal or age that a longer match has spent.
#[must_use]
pub fn compete(stated: Vec<StatedClaim>, program: &Program) -> Vec<StatedClaim> {
    // Only claims that share words compete: those that start before this one ends, and not before the
    // longest could reach it.
    let mut order: Vec<usize> = (0..stated.len()).collect();
    order.sort_by_key(|&at| (stated[at].tokens.start, at));
    let longest = stated.iter().map(|claim| claim.tokens.end - claim.tokens.start).max().unwrap_or(0);
    let mut keep = vec![true; stated.len()];
    for (place, &at) in order.iter().enumerate() {
        let claim = &stated[at];
        let from = order[..place].partition_point(|&other| stated[other].tokens.start + longest < claim.tokens.start);
        let rivals = order[from..].iter().take_while(|&&other| stated[other].tokens.start < claim.tokens.end);
        keep[at] = !rivals.into_iter().any(|&other| {
            let rival = &stated[other];
            other != at
                && rival.tokens.end > claim.tokens.start
                && (subsumed(claim, rival, at > other) || outspent(claim, rival, program))
        });
    }
    stated.into_iter().zip(keep).filter_map(|(claim, keep)| keep.then_some(claim)).collect()
}

fn stated_in(arg: &Argument) -> bool {
    !arg.readings.iter().all(|val| matches!(val, Val::Unstated))
}

/// Whether `claim` says nothing that `rival`, on the same words or more, does not say.
fn subsumed(claim: &StatedClaim, rival: &StatedClaim, later: bool) -> bool {
    if claim.claim != rival.claim || claim.tokens.start < rival.tokens.start || claim.tokens.end > rival.tokens.end {
        return false;
    }
    if claim.tokens != rival.tokens && within(claim, rival) {
        return true;
    }
    let mut fewer = claim.tokens != rival.tokens;
    for (a, b) in claim.args.iter().zip(&rival.args) {
        if !stated_in(a) {
            fewer |= stated_in(b);
        } else if a.readings != b.readings {
            return false;
        } else if a.tokens.is_none() && b.tokens.is_some() {
            fewer = true;
        }
    }
    fewer || later
}

/// Whether every argument's words are the rival's or part of them: `Games` in `the 30th Games`.
fn within(claim: &StatedClaim, rival: &StatedClaim) -> bool {
    claim.args.iter().zip(&rival.args).all(|(a, b)| match (a.tokens, b.tokens) {
        (Some(a), Some(b)) => b.start <= a.start && a.end <= b.end,
        (None, _) => true,
        _ => false,
    })
}

/// The tokens that a claim spends: those of its numbers. Names and dates are shared.
fn spends(claim: &StatedClaim) -> impl Iterator<Item = Range> {
    claim
        .args
        .iter()
        .filter(|arg| arg.readings.iter().any(|val| matches!(val, Val::Number(_) | Val::Percent(_) | Val::Quantity(_))))
        .filter_map(|arg| arg.tokens)
}

/// Whether the rival spends a number of this claim: because its rule says that it goes over this one, or
/// because it is the longer match.
fn outspent(claim: &StatedClaim, rival: &StatedClaim, program: &Program) -> bool {
    if claim.claim == rival.claim || !spends(claim).any(|tokens| spends(rival).any(|other| other == tokens)) {
        return false;
    }
    let over = |a: &StatedClaim, b: &StatedClaim| {
        program.claims.get(usize::from(a.claim)).is_some_and(|rule| rule.over.contains(&b.claim))
    };
    if over(rival, claim) || over(claim, rival) {
        return over(rival, claim);
    }
    let length = |claim: &StatedClaim| claim.tokens.end - claim.tokens.start;
    length(rival) > length(claim)
}
