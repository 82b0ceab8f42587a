//! What a finding says: the rule's template, filled in.

use super::solve::Solved;
use crate::eval::World;
use crate::rules::program::{Claim, Part};

/// The message of a contradicted claim.
#[must_use]
pub fn message(world: World<'_>, claim: &Claim, solved: &Solved) -> String {
    if claim.because.is_empty() {
        return format!("`{}` does not hold", claim.name);
    }
    let mut text = String::new();
    for part in &claim.because {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Hole(code) => text.push_str(&world.current(world.val(code)).words(world.base)),
            Part::Solve(slot) => match solved.get(world, claim, *slot).as_slice() {
                [val] => text.push_str(&ordinal_or_plain(claim, *slot, &val.words(world.base))),
                _ => text.push_str("another"),
            },
        }
    }
    text
}

/// A solved ordinal is said as one.
fn ordinal_or_plain(claim: &Claim, slot: u8, words: &str) -> String {
    let ordinal = claim.params.get(usize::from(slot)).is_some_and(|param| param.ordinal);
    if ordinal { crate::base::apply::ordinal(words) } else { words.to_owned() }
}
