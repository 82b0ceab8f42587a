//! `factlint facts stats --coverage`: what a base does not hold.

use crate::base::{Base, Cardinality, EntityId, KindId, PropertyId};
use crate::calendar::{Days, words};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What is missing.
#[derive(Debug, Default)]
struct Coverage {
    /// Kind and property: how many have it, of how many.
    having: BTreeMap<(String, String), (usize, usize)>,
    /// What has one value at a time, and days between two of them with none: whether it is said to be complete.
    gaps: Vec<(String, Days, bool)>,
    /// Completeness statements by property.
    complete: BTreeMap<String, usize>,
}

fn coverage(base: &Base) -> Coverage {
    let mut coverage = Coverage::default();
    let schema = base.schema();
    let mut has: BTreeMap<(KindId, PropertyId), usize> = BTreeMap::new();
    for entity in (0..base.entities()).map(EntityId::at) {
        let mut stated: BTreeMap<PropertyId, Vec<Days>> = BTreeMap::new();
        for statement in base.about(entity) {
            stated.entry(statement.property).or_default().push(statement.valid.outer());
        }
        let kind = base.kind_of(entity);
        for (property, mut held) in stated {
            *has.entry((kind, property)).or_default() += 1;
            let Some(declared) = schema.property(property) else { continue };
            if declared.cardinality != Cardinality::One {
                continue;
            }
            held.sort_unstable();
            let said = format!("{}.{}", base.id(entity), declared.name);
            let mut next = held.first().map_or(crate::calendar::Day::MAX, |days| days.first);
            for days in held {
                if days.first > next && !next.is_open() {
                    let gap = Days { first: next, last: days.first.plus_days(-1) };
                    let complete = base.complete(entity, property).any(|(all, _)| all.meets(gap));
                    coverage.gaps.push((said.clone(), gap, complete));
                }
                next = next.max(days.last.plus_days(1));
            }
        }
    }
    for (at, kind) in schema.kinds.iter().enumerate() {
        let id = KindId::at(at);
        let all = base.of_kind(id).count();
        let names: BTreeSet<&str> = schema.names_of(id).collect();
        for property in names.into_iter().filter_map(|name| schema.stored(id, name)).filter(|_| all > 0) {
            let name = schema.property(property).map_or_else(String::new, |property| property.name.clone());
            let having = has.get(&(id, property)).copied().unwrap_or(0);
            coverage.having.insert((kind.name.clone(), name), (having, all));
        }
    }
    for (_, property, ..) in base.completes() {
        let name = schema.property(property).map_or_else(String::new, |property| property.name.clone());
        *coverage.complete.entry(name).or_default() += 1;
    }
    coverage
}

/// For people.
#[must_use]
pub fn text(base: &Base) -> String {
    let coverage = coverage(base);
    let mut text = "how many of a kind have a property\n".to_owned();
    for ((kind, property), (having, all)) in &coverage.having {
        let _ = writeln!(text, "{having:>9} of {all:>7} {kind}.{property}");
    }
    let _ = writeln!(text, "\nsaid to be complete");
    for (property, count) in &coverage.complete {
        let _ = writeln!(text, "{count:>9} {property}");
    }
    let _ = writeln!(text, "\ndays without a value between two: {}", coverage.gaps.len());
    for (what, days, complete) in &coverage.gaps {
        let said = if *complete { ", within what is said to be complete" } else { "" };
        let _ = writeln!(text, "          {what}: {}{said}", words::days(*days));
    }
    text
}

/// For programs.
#[must_use]
pub fn json(base: &Base) -> Value {
    let coverage = coverage(base);
    let having: Vec<Value> = coverage
        .having
        .iter()
        .map(|((kind, property), (having, all))| {
            json!({ "kind": kind, "property": property, "having": having, "of": all })
        })
        .collect();
    let gaps: Vec<Value> = coverage
        .gaps
        .iter()
        .map(|(what, days, complete)| json!({ "of": what, "days": days.to_string(), "complete": complete }))
        .collect();
    json!({ "having": having, "complete": coverage.complete, "gaps": gaps })
}
