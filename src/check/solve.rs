//! Which value of an argument would make a claim true? Solved by running its condition backwards, not
//! by trying everything; each candidate is then checked forwards.

use crate::base::EntityId;
use crate::calendar::{Days, Unit};
use crate::eval::{Facts, Meaning, Said, Trace, Val, World};
use crate::quantity::Extent;
use crate::rules::program::{Claim, Code, Comparison, Function, Symbol};
use crate::truth::Truth;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// At most so many values are tried.
const TRIES: usize = 64;

/// The values of parameter `slot` that make the claim true, others fixed: those of the likeliest sense
/// that has any.
#[must_use]
pub fn solve(world: World<'_>, claim: &Claim, slot: u8) -> Vec<Val> {
    let current = world.args.get(usize::from(slot)).cloned().unwrap_or(Val::Unstated);
    for batch in candidates(world, &claim.truth, slot) {
        let mut good: Vec<Val> = Vec::new();
        for val in batch.into_iter().take(TRIES) {
            // What stands in the claim already says nothing new: `Zenda, Zenda`.
            let stale = val == current || (matches!(val, Val::Entity(_)) && world.args.contains(&val));
            if !stale && !good.contains(&val) && holds(world, claim, &[(slot, val.clone())]) {
                good.push(val);
            }
        }
        if !good.is_empty() {
            return good;
        }
    }
    Vec::new()
}

/// The solved values of one finding's arguments, each worked out once.
#[derive(Debug, Default)]
pub struct Solved(RefCell<BTreeMap<u8, Vec<Val>>>);

impl Solved {
    /// As [`solve`], remembered.
    pub fn get(&self, world: World<'_>, claim: &Claim, slot: u8) -> Vec<Val> {
        if let Some(known) = self.0.borrow().get(&slot) {
            return known.clone();
        }
        let found = solve(world, claim, slot);
        self.0.borrow_mut().insert(slot, found.clone());
        found
    }
}

/// Whether the claim is true with some arguments changed.
#[must_use]
pub fn holds(world: World<'_>, claim: &Claim, changes: &[(u8, Val)]) -> bool {
    let args = changed(world.args, changes);
    World { trace: Trace::Off, ..world }.with(&args).truth(&claim.truth).truth == Truth::True
}

/// The arguments with some changed.
#[must_use]
pub fn changed(args: &[Val], changes: &[(u8, Val)]) -> Vec<Val> {
    let mut args = args.to_vec();
    for (slot, val) in changes {
        if let Some(arg) = args.get_mut(usize::from(*slot)) {
            *arg = val.clone();
        }
    }
    args
}

/// Batches of candidates, one for each sense, the likeliest first.
fn candidates(world: World<'_>, code: &Code, slot: u8) -> Vec<Vec<Val>> {
    match code {
        Code::And(a, b) | Code::Or(a, b) => {
            let mut batches = candidates(world, a, slot);
            batches.extend(candidates(world, b, slot));
            batches
        }
        Code::Compare(comparison) => compared(world, comparison, slot),
        Code::Call(Function::Separated, args) if is_param(args.first(), slot) => {
            match world.args.get(usize::from(slot)) {
                Some(Val::Time(said)) => vec![vec![Val::Time(Said { gap: None, ..*said })]],
                _ => Vec::new(),
            }
        }
        Code::Call(Function::Spelled, args) if is_param(args.first(), slot) => {
            match world.args.get(usize::from(slot)) {
                Some(Val::Miss { right, .. }) => vec![vec![Val::Text(right.clone())]],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

fn is_param(code: Option<&Code>, slot: u8) -> bool {
    matches!(code, Some(Code::Param(found)) if *found == slot)
}

fn compared(world: World<'_>, comparison: &Comparison, slot: u8) -> Vec<Vec<Val>> {
    if is_param(Some(&comparison.right), slot) {
        return values(world, world.val(&comparison.left));
    }
    if uses(&comparison.left, slot) {
        return invert(world, &comparison.left, &world.val(&comparison.right), slot);
    }
    if uses(&comparison.right, slot) {
        return values(world, world.val(&comparison.left))
            .into_iter()
            .flatten()
            .flat_map(|val| invert(world, &comparison.right, &val, slot))
            .collect();
    }
    Vec::new()
}

/// The values that a fact or set has, by sense.
fn values(world: World<'_>, val: Val) -> Vec<Vec<Val>> {
    match val {
        Val::Facts(Facts { groups }) => groups
            .iter()
            .map(|group| {
                group.items.iter().filter(|item| group.keeps(world.base, item)).map(|item| item.val.clone()).collect()
            })
            .collect(),
        Val::Set(parts) => vec![parts],
        Val::Unknown(_) | Val::Unstated | Val::Unresolved(_) => Vec::new(),
        other => vec![vec![other]],
    }
}

/// The values of the parameter for which `code` comes to `target`.
fn invert(world: World<'_>, code: &Code, target: &Val, slot: u8) -> Vec<Vec<Val>> {
    match code {
        Code::Param(found) if *found == slot => vec![vec![target.clone()]],
        Code::Arithmetic(start, '+', period) => match &**period {
            Code::Period(count, unit) if is_param(Some(count), slot) && !uses(start, slot) => {
                values(world, world.val(start))
                    .iter()
                    .map(|batch| batch.iter().flat_map(|from| counts(from, target, *unit)).collect())
                    .collect()
            }
            _ if uses(start, slot) => Vec::new(),
            _ => Vec::new(),
        },
        Code::Arithmetic(end, '-', other) if uses(end, slot) && !uses(other, slot) => Vec::new(),
        Code::At(inner, ..) => invert(world, inner, target, slot),
        Code::Property(inner, symbol) => match &**inner {
            Code::Find(kind, filters) => {
                let Some((wanted, _)) = filters.iter().find(|(_, code)| is_param(Some(code), slot)) else {
                    return invert(world, inner, target, slot);
                };
                let others: Vec<(Symbol, Code)> =
                    filters.iter().filter(|(_, code)| !is_param(Some(code), slot)).cloned().collect();
                let Val::Set(found) = world.val(&Code::Find(*kind, others)) else { return Vec::new() };
                let batch = found
                    .into_iter()
                    .filter_map(|entity| if let Val::Entity(entity) = entity { Some(entity) } else { None })
                    .flat_map(|entity| stored(world, entity, *wanted))
                    .collect();
                vec![batch]
            }
            Code::Param(found) if *found == slot => vec![subjects(world, *symbol, target)],
            _ => Vec::new(),
        },
        Code::Select(inner, value) => match (&**inner, world.val(value)) {
            (Code::Property(subject, symbol), chosen) if is_param(Some(subject), slot) => {
                vec![subjects(world, *symbol, &chosen)]
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Whole numbers of units that lead from a day to the most likely days of a window.
fn counts(from: &Val, target: &Val, unit: Unit) -> Vec<Val> {
    let (Val::Time(from), Some(target)) = (from, days(target)) else { return Vec::new() };
    let (Some(start), Some(first), Some(last)) =
        (from.time.days().first.year(), target.first.year(), target.last.year())
    else {
        return Vec::new();
    };
    let step = match unit {
        Unit::Year => 1,
        Unit::Decade => 10,
        Unit::Century => 100,
        _ => return Vec::new(),
    };
    let (low, high) = ((first - start).div_euclid(step) - 1, (last - start).div_euclid(step) + 1);
    (low.max(1)..=high.min(low.saturating_add(200))).map(|count| Val::Number(Extent::exact(count.into()))).collect()
}

fn days(val: &Val) -> Option<Days> {
    match val {
        Val::Window(window, _) => Some(window.centre),
        Val::Time(said) => Some(said.time.days()),
        _ => None,
    }
}

fn stored(world: World<'_>, entity: EntityId, symbol: Symbol) -> Vec<Val> {
    match world.meaning(world.base.kind_of(entity), symbol) {
        Meaning::Stored(property) => {
            world.base.statements(entity, property).map(|statement| Val::of(&statement)).collect()
        }
        _ => Vec::new(),
    }
}

/// The subjects of which a property has this value.
fn subjects(world: World<'_>, symbol: Symbol, value: &Val) -> Vec<Val> {
    let Val::Entity(value) = value else { return Vec::new() };
    let name = world.symbol(symbol);
    let schema = world.base.schema();
    let properties = schema.properties.iter().enumerate().filter(|(_, property)| property.name == name);
    let mut found: Vec<EntityId> = properties
        .flat_map(|(at, _)| world.base.with_value(crate::base::PropertyId::at(at), *value))
        .map(|statement| statement.subject)
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(Val::Entity).collect()
}

/// Whether an expression uses a parameter.
#[must_use]
pub fn uses(code: &Code, slot: u8) -> bool {
    match code {
        Code::Param(found) | Code::Each(found) => *found == slot,
        Code::Property(inner, _) | Code::Period(inner, _) | Code::Not(inner) => uses(inner, slot),
        Code::Select(a, b)
        | Code::At(a, _, b)
        | Code::Arithmetic(a, _, b)
        | Code::And(a, b)
        | Code::Or(a, b)
        | Code::Quantified(_, a, b) => uses(a, slot) || uses(b, slot),
        Code::Find(_, filters) => filters.iter().any(|(_, code)| uses(code, slot)),
        Code::Call(_, parts) | Code::Set(parts) => parts.iter().any(|part| uses(part, slot)),
        Code::Compare(comparison) => uses(&comparison.left, slot) || uses(&comparison.right, slot),
        _ => false,
    }
}
