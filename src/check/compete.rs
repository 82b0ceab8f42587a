//! One sentence, several claims, no duplicates: which of the stated claims are kept.

use crate::annotate::Range;
use crate::eval::Val;
use crate::phrase::{Argument, StatedClaim};

/// Drops claims that say less than another on the same words, and claims that would spend a number,
/// ordinal or age that a longer match has spent.
#[must_use]
pub fn compete(stated: Vec<StatedClaim>) -> Vec<StatedClaim> {
    let keep: Vec<bool> = stated
        .iter()
        .enumerate()
        .map(|(at, claim)| {
            !stated
                .iter()
                .enumerate()
                .any(|(other, rival)| other != at && (subsumed(claim, rival, at > other) || outspent(claim, rival)))
        })
        .collect();
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

/// The tokens that a claim spends: those of its numbers. Names and dates are shared.
fn spends(claim: &StatedClaim) -> impl Iterator<Item = Range> {
    claim
        .args
        .iter()
        .filter(|arg| arg.readings.iter().any(|val| matches!(val, Val::Number(_) | Val::Percent(_))))
        .filter_map(|arg| arg.tokens)
}

fn outspent(claim: &StatedClaim, rival: &StatedClaim) -> bool {
    let length = |claim: &StatedClaim| claim.tokens.end - claim.tokens.start;
    claim.claim != rival.claim
        && length(rival) > length(claim)
        && spends(claim).any(|tokens| spends(rival).any(|other| other == tokens))
}
