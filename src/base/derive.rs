//! What follows from the schema: the other side of inverse properties, and the whole way up along transitive ones.
//!
//! It is made when a base is compiled, so that a look-up and a proof find it like any other statement: it has the
//! source and the place of what it follows from, and holds when that holds.

use super::ids::{EntityId, PropertyId};
use super::model::{Model, Phase, Rank, StatementDef, ValueDef};
use crate::calendar::{Days, Stretch};
use std::collections::{HashMap, HashSet};

/// How many steps up are made; what is longer is a mistake.
const DEEPEST: usize = 12;

/// Adds all that follows. The statements must be sorted, and are afterwards.
pub fn derive(model: &mut Model) {
    inverses(model);
    transitive(model);
}

/// What a statement says of two entities, if it is of use here.
fn pair(statement: &StatementDef) -> Option<(EntityId, EntityId)> {
    match statement.value {
        ValueDef::Entity(value) if statement.rank != Rank::Deprecated && statement.phase == Phase::None => {
            Some((statement.subject, value))
        }
        _ => None,
    }
}

fn inverses(model: &mut Model) {
    let inverse: Vec<Option<PropertyId>> =
        (0..model.schema.properties.len()).map(|at| model.schema.inverse(PropertyId::at(at))).collect();
    if inverse.iter().all(Option::is_none) {
        return;
    }
    let of = |property: PropertyId| inverse.get(property.index()).copied().flatten();
    let mut stated: HashSet<(PropertyId, EntityId, EntityId)> = HashSet::new();
    for statement in model.statements.iter().filter(|one| of(one.property).is_some()) {
        if let Some((subject, value)) = pair(statement) {
            stated.insert((statement.property, subject, value));
        }
    }
    let follows: Vec<StatementDef> = model
        .statements
        .iter()
        .filter_map(|statement| {
            let (property, (subject, value)) = (of(statement.property)?, pair(statement)?);
            // Where both sides are stated, each speaks for itself; lint compares them.
            if stated.contains(&(property, value, subject)) {
                return None;
            }
            Some(StatementDef { subject: value, property, value: ValueDef::Entity(subject), ..statement.clone() })
        })
        .collect();
    add(model, follows);
}

/// One step up: whither, when, and by which statement.
type Step = (EntityId, Stretch, usize);

fn transitive(model: &mut Model) {
    // Places refine: comparison goes up by itself.
    let closed: Vec<bool> = model.schema.properties.iter().map(|p| p.transitive && !p.refines).collect();
    if !closed.contains(&true) {
        return;
    }
    let mut up: HashMap<(PropertyId, EntityId), Vec<Step>> = HashMap::new();
    let mut stated: HashSet<(PropertyId, EntityId, EntityId)> = HashSet::new();
    for (at, statement) in model.statements.iter().enumerate() {
        if let (Some(true), Some((subject, value))) = (closed.get(statement.property.index()), pair(statement)) {
            up.entry((statement.property, subject)).or_default().push((value, statement.valid, at));
            stated.insert((statement.property, subject, value));
        }
    }
    let mut follows = Vec::new();
    for statement in &model.statements {
        let (Some(true), Some((subject, first))) = (closed.get(statement.property.index()), pair(statement)) else {
            continue;
        };
        let mut layer = vec![(first, statement.valid, statement.source)];
        for _ in 0..DEEPEST {
            let mut next = Vec::new();
            for (entity, valid, source) in layer {
                for &(higher, when, by) in up.get(&(statement.property, entity)).into_iter().flatten() {
                    let Some(both) = together(valid, when) else { continue };
                    if higher == subject || !stated.insert((statement.property, subject, higher)) {
                        continue;
                    }
                    // The source that knows less far answers for both.
                    let horizon = |source: super::ids::SourceId| model.sources.get(source.index()).map(|s| s.horizon);
                    let other = model.statements[by].source;
                    let source = if horizon(other) < horizon(source) { other } else { source };
                    next.push((higher, both, source));
                    let value = ValueDef::Entity(higher);
                    follows.push(StatementDef { value, valid: both, source, rare: None, ..statement.clone() });
                }
            }
            layer = next;
        }
    }
    add(model, follows);
}

/// When two things hold together, if they may.
fn together(a: Stretch, b: Stretch) -> Option<Stretch> {
    let start = Days { first: a.start.first.max(b.start.first), last: a.start.last.max(b.start.last) };
    let end = Days { first: a.end.first.min(b.end.first), last: a.end.last.min(b.end.last) };
    (start.first <= end.last).then_some(Stretch { start, end })
}

fn add(model: &mut Model, follows: Vec<StatementDef>) {
    if !follows.is_empty() {
        model.statements.extend(follows);
        model.statements.sort_unstable();
    }
}
