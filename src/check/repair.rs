//! Repairs: the smallest changes that would make a claim true, each proved.

use super::finding::{Edit, Repair};
use super::judge::{Judge, reading};
use super::render::render;
use super::solve::{Solved, changed, holds, solve};
use crate::annotate::Range;
use crate::eval::{Trace, Val, World};
use crate::phrase::{StatedClaim, claims::words};
use crate::proof::Proof;
use crate::rules::program::{Claim, Code, Part};
use crate::text::Span;
use crate::truth::Truth;

/// At most so many repairs are offered.
const OFFERED: usize = 6;

/// A change of words: document bytes and what to write.
struct Change {
    span: Span,
    replace: String,
}

impl Judge<'_, '_> {
    /// All repairs of a contradicted claim; `args` are those of the reading that fails.
    pub(super) fn repairs(
        &self,
        world: World<'_>,
        claim: &Claim,
        stated: &StatedClaim,
        solved: &Solved,
    ) -> Vec<Repair> {
        let mut repairs = Vec::new();
        for instead in &claim.instead {
            repairs.extend(self.instead(world, stated, instead));
        }
        for (slot, within) in &claim.vary {
            match within {
                None => {
                    // Only a repair that is the only one of its sort can be offered as words to write.
                    if let [val] = solved.get(world, claim, *slot).as_slice() {
                        repairs.extend(self.change(world, claim, stated, &[(*slot, val.clone())]));
                    }
                }
                Some(within) => {
                    for val in self.choices(world, within, *slot) {
                        if holds(world, claim, &[(*slot, val.clone())]) {
                            repairs.extend(self.change(world, claim, stated, &[(*slot, val)]));
                        } else {
                            repairs.extend(self.pair(world, claim, stated, *slot, &val));
                        }
                    }
                }
            }
        }
        let mut seen: Vec<String> = Vec::new();
        repairs.retain(|repair| {
            let new = !seen.contains(&repair.message);
            seen.push(repair.message.clone());
            new
        });
        repairs.truncate(OFFERED);
        repairs
    }

    fn choices(&self, world: World<'_>, within: &Code, slot: u8) -> Vec<Val> {
        let current = world.args.get(usize::from(slot)).cloned();
        let all = match world.val(within) {
            Val::Set(parts) => parts,
            Val::Facts(facts) => {
                facts.groups.iter().flat_map(|group| &group.items).map(|item| item.val.clone()).collect()
            }
            val @ (Val::Entity(_) | Val::Number(_)) => vec![val],
            _ => Vec::new(),
        };
        let mut kept: Vec<Val> = Vec::new();
        for val in all {
            if Some(&val) != current.as_ref() && !kept.contains(&val) && matches!(val, Val::Entity(_) | Val::Number(_))
            {
                kept.push(val);
            }
        }
        kept
    }

    /// Another value of one argument, with the value of a second that goes with it.
    fn pair(&self, world: World<'_>, claim: &Claim, stated: &StatedClaim, slot: u8, val: &Val) -> Option<Repair> {
        let args = changed(world.args, &[(slot, val.clone())]);
        for (other, within) in &claim.vary {
            if *other == slot || within.is_some() {
                continue;
            }
            if let [solved] = solve(world.with(&args), claim, *other).as_slice() {
                return self.change(world, claim, stated, &[(*other, solved.clone()), (slot, val.clone())]);
            }
        }
        None
    }

    /// The repair that changes these arguments.
    fn change(&self, world: World<'_>, claim: &Claim, stated: &StatedClaim, values: &[(u8, Val)]) -> Option<Repair> {
        let mut changes = Vec::new();
        for (slot, val) in values {
            let tokens = stated.args.get(usize::from(*slot))?.tokens?;
            changes.push(self.rewrite(world, val, world.args.get(usize::from(*slot)), tokens)?);
        }
        changes.sort_by_key(|change| change.span);
        let args = changed(world.args, values);
        let outcome = World { trace: Trace::Full, ..world }.with(&args).truth(&claim.truth);
        if outcome.truth != Truth::True {
            return None;
        }
        let safe = !stated.frame.quoted() && values.iter().all(|(slot, _)| is_safe(world, claim, *slot));
        Some(self.repair(stated, &changes, safe, reading(world, claim, &args, outcome)))
    }

    /// The new words for an argument.
    fn rewrite(&self, world: World<'_>, val: &Val, old_val: Option<&Val>, tokens: Range) -> Option<Change> {
        let span = tokens.span(&self.text.tokens);
        let old = words(self.text, tokens);
        if let (Some(Val::Time(before)), Val::Time(after)) = (old_val, val)
            && let (Some(gap), None) = (before.gap, after.gap)
        {
            // Only the separator is missing: nothing else is touched.
            return Some(Change { span: Span::new(gap, gap), replace: self.separator(gap) });
        }
        Some(Change { span, replace: render(world.base, val, old)? })
    }

    /// The separator of a range, with the spaces that are missing around the gap.
    fn separator(&self, gap: u32) -> String {
        let text = &self.text.document.text;
        let before = text.get(..gap as usize).is_some_and(|head| head.ends_with(char::is_whitespace));
        let after = text.get(gap as usize..).is_some_and(|tail| tail.starts_with(char::is_whitespace));
        format!("{}to{}", if before { "" } else { " " }, if after { "" } else { " " })
    }

    /// The repair that says another claim with the same words.
    fn instead(
        &self,
        world: World<'_>,
        stated: &StatedClaim,
        instead: &crate::rules::program::Instead,
    ) -> Option<Repair> {
        let other = world.program.claims.get(usize::from(instead.claim))?;
        let args: Vec<Val> = instead.args.iter().map(|arg| world.val(arg)).map(single).collect();
        let outcome = World { trace: Trace::Full, ..world }.with(&args).truth(&other.truth);
        if outcome.truth != Truth::True {
            return None;
        }
        let mut replace = String::new();
        let mut span: Option<Span> = None;
        for part in &instead.words {
            match part {
                Part::Text(text) => replace.push_str(text),
                Part::Hole(Code::Param(slot)) => {
                    let tokens = stated.args.get(usize::from(*slot))?.tokens?;
                    replace.push_str(words(self.text, tokens));
                    let own = tokens.span(&self.text.tokens);
                    span = Some(span.map_or(own, |span| span.hull(own)));
                }
                Part::Hole(code) => replace.push_str(&world.val(code).words(world.base)),
                Part::Solve(_) => return None,
            }
        }
        let change = Change { span: span?, replace };
        Some(self.repair(stated, &[change], false, reading(world, other, &args, outcome)))
    }

    fn repair(&self, stated: &StatedClaim, changes: &[Change], safe: bool, proof: Proof) -> Repair {
        let document = self.text.document;
        let whole = changes.iter().fold(stated.tokens.span(&self.text.tokens), |span, change| span.hull(change.span));
        let mut message = String::new();
        let mut at = whole.start;
        for change in changes {
            message.push_str(Span::new(at, change.span.start).of(&document.text));
            message.push_str(&change.replace);
            at = change.span.end;
        }
        message.push_str(Span::new(at, whole.end).of(&document.text));
        let verbatim = changes.iter().all(|change| document.map.is_verbatim(change.span));
        let edits = if verbatim {
            changes
                .iter()
                .map(|change| {
                    let span = document.map.to_source(change.span);
                    Edit { start: span.start, end: span.end, replace: change.replace.clone() }
                })
                .collect()
        } else {
            Vec::new()
        };
        let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        Repair { message, safe, edits, proof }
    }
}

/// Whether the rule calls the repair of a parameter safe, all things in the article considered.
fn is_safe(world: World<'_>, claim: &Claim, slot: u8) -> bool {
    let mut own = claim.safe.iter().filter(|(safe, _)| *safe == slot);
    own.any(|(_, when)| when.as_ref().is_none_or(|when| world.truth(when).truth == Truth::True))
}

/// A set of one is that one.
fn single(val: Val) -> Val {
    match val {
        Val::Set(mut parts) if parts.len() == 1 => parts.remove(0),
        other => other,
    }
}
