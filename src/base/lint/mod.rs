//! What a fact base may not contradict in itself. `facts lint` prints these; an error keeps a base from being
//! compiled, a warning does not, and `allow CODE WHAT "reason"` silences one. One file a group of lints.

mod lives;
mod names;
mod order;
mod sources;
mod structure;
mod values;

use super::ids::EntityId;
use super::model::{Model, Origin, Rank, StatementDef, ValueDef};
use super::schema::Cardinality;
use crate::lang::{Fault, Faults};
use std::collections::{HashMap, HashSet};

/// A lint: its code, whether it is an error, and what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The name in messages and allowances.
    pub code: &'static str,
    /// Whether it keeps the base from being compiled.
    pub error: bool,
    /// What it finds.
    pub about: &'static str,
}

const fn rule(code: &'static str, error: bool, about: &'static str) -> Rule {
    Rule { code, error, about }
}

/// All lints, by code.
pub const RULES: [Rule; 11] = [
    rule("backwards", true, "something that ends before it begins"),
    rule("cycle", true, "something that is part of itself"),
    rule("disputed", false, "two values for ever, and no rank to settle it"),
    rule("expired", false, "a source whose open-ended facts have not been renewed for two years"),
    rule("gap", false, "a property that is said to be complete, and has days without a value"),
    rule("hole", false, "a series that misses a number"),
    rule("inverse", false, "two properties that are each other's inverse, and say different things"),
    rule("lifetime", true, "a statement before the beginning or after the end of what it is about"),
    rule("order", false, "an edition that was held before the one with the number before"),
    rule("overlap", true, "two values at a time of a property that has one"),
    rule("shared-name", false, "one name for two things of one kind at one time"),
];

/// All lints of a resolved model, in the order of their places.
#[must_use]
pub fn lint(model: &Model) -> Faults {
    let mut allowed: HashMap<(&str, &str), usize> = HashMap::new();
    for (at, allow) in model.allows.iter().enumerate() {
        allowed.entry((&allow.code, &allow.what)).or_insert(at);
    }
    let mut lint = Lint { model, allowed, faults: Faults::new(), used: HashSet::new() };
    lint.one_at_a_time();
    lint.one_for_ever();
    lint.lives();
    lint.holes();
    lint.order();
    lint.shared_names();
    lint.cycles();
    lint.inverses();
    lint.gaps();
    lint.expired();
    lint.allows();
    let mut faults = lint.faults;
    faults.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    faults
}

struct Lint<'a> {
    model: &'a Model,
    /// Allowances by code and what they are about.
    allowed: HashMap<(&'a str, &'a str), usize>,
    faults: Faults,
    used: HashSet<usize>,
}

impl<'a> Lint<'a> {
    /// Reports a finding about an entity, unless it is allowed there or for the whole kind.
    fn report(&mut self, code: &'static str, entity: EntityId, origin: Origin, message: String) {
        let model = self.model;
        let Some(found) = model.entities.get(entity.index()) else { return };
        let kinds = model.schema.chain(found.kind).map(|kind| model.schema.kind_name(kind));
        let names = std::iter::once(found.id.as_str()).chain(kinds);
        self.report_of(code, names, origin, message);
    }

    /// The same about anything with names by which it may be allowed; the first is the one that is shown.
    fn report_of<'n>(
        &mut self,
        code: &'static str,
        names: impl Iterator<Item = &'n str>,
        origin: Origin,
        message: String,
    ) {
        let names: Vec<&str> = names.collect();
        if let Some(at) = names.iter().find_map(|&name| self.allowed.get(&(code, name)).copied()) {
            self.used.insert(at);
            return;
        }
        let file = self.model.file(origin);
        let error = RULES.iter().any(|rule| rule.code == code && rule.error);
        let fault = if error {
            Fault::error(code, file, origin.span, message)
        } else {
            Fault::warning(code, file, origin.span, message)
        };
        let name = names.first().copied().unwrap_or("");
        self.faults.push(fault.help(format!("mend it, or write `allow {code} {name} \"reason\"`")));
    }

    fn id(&self, entity: EntityId) -> &'a str {
        self.model.entities.get(entity.index()).map_or("", |entity| entity.id.as_str())
    }

    fn value(&self, value: &ValueDef) -> String {
        match value {
            ValueDef::Entity(entity) => self.id(*entity).to_owned(),
            ValueDef::Time(time) => crate::calendar::words::time(*time),
            ValueDef::Number(number) => number.to_string(),
            ValueDef::Text(text) => text.clone(),
        }
    }

    fn property(&self, statement: &StatementDef) -> &'a str {
        self.model.schema.property(statement.property).map_or("", |property| property.name.as_str())
    }

    /// Statements by subject and property, deprecated ones left out.
    fn groups(model: &'a Model, cardinality: Cardinality) -> impl Iterator<Item = Vec<&'a StatementDef>> {
        let fits = move |statement: &&StatementDef| {
            statement.rank != Rank::Deprecated
                && model.schema.property(statement.property).is_some_and(|p| p.cardinality == cardinality)
        };
        let groups = model.statements.chunk_by(|a, b| (a.subject, a.property) == (b.subject, b.property));
        groups.map(move |group| group.iter().filter(fits).collect::<Vec<_>>()).filter(|group| !group.is_empty())
    }

    /// An allowance that allows nothing is out of date; one of an unknown code never did anything.
    fn allows(&mut self) {
        for (at, allow) in self.model.allows.iter().enumerate() {
            let file = self.model.file(allow.origin);
            if !RULES.iter().any(|rule| rule.code == allow.code) {
                let fault = Fault::error(
                    "unknown-name",
                    file,
                    allow.origin.span,
                    format!("there is no lint `{}` that can be allowed", allow.code),
                );
                self.faults.push(fault.meant(&allow.code, RULES.map(|rule| rule.code)));
            } else if !self.used.contains(&at) {
                let message = format!("nothing is left to allow: no `{}` at `{}`", allow.code, allow.what);
                self.faults.push(Fault::warning("unused-allow", file, allow.origin.span, message));
            }
        }
    }
}
