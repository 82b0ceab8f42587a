//! What a fact base may not contradict in itself. `facts lint` prints these; an error keeps a base
//! from being compiled, a warning does not, and `allow CODE ENTITY "reason"` silences one.

use super::ids::EntityId;
use super::model::{Model, NameSort, Origin, Phase, Rank, StatementDef, ValueDef};
use super::schema::Cardinality;
use crate::calendar::Time;
use crate::lang::{Fault, Faults};
use std::collections::{BTreeMap, HashMap, HashSet};

/// All lints of a resolved model, in the order of their places.
#[must_use]
pub fn lint(model: &Model) -> Faults {
    let mut lint = Lint { model, faults: Faults::new(), used: HashSet::new() };
    lint.one_at_a_time();
    lint.one_for_ever();
    lint.lives();
    lint.series();
    lint.shared_names();
    lint.allows();
    let mut faults = lint.faults;
    faults.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    faults
}

struct Lint<'a> {
    model: &'a Model,
    faults: Faults,
    used: HashSet<usize>,
}

impl Lint<'_> {
    fn report(&mut self, code: &'static str, entity: EntityId, origin: Origin, error: bool, message: String) {
        let id = self.id(entity);
        if let Some(at) = self.model.allows.iter().position(|allow| allow.code == code && allow.entity == id) {
            self.used.insert(at);
            return;
        }
        let file = self.model.files.get(origin.file as usize).map_or("", String::as_str);
        let fault = if error {
            Fault::error(code, file, origin.span, message)
        } else {
            Fault::warning(code, file, origin.span, message)
        };
        self.faults.push(fault.help(format!("mend it, or write `allow {code} {id} \"reason\"`")));
    }

    fn id(&self, entity: EntityId) -> String {
        self.model.entities.get(entity.index()).map_or_else(String::new, |entity| entity.id.clone())
    }

    fn value(&self, value: &ValueDef) -> String {
        match value {
            ValueDef::Entity(entity) => self.id(*entity),
            ValueDef::Time(time) => crate::calendar::words::time(*time),
            ValueDef::Number(number) => number.to_string(),
            ValueDef::Text(text) => text.clone(),
        }
    }

    /// Statements by subject and property, deprecated ones left out.
    fn groups(model: &Model, cardinality: Cardinality) -> Vec<Vec<&StatementDef>> {
        let mut groups: BTreeMap<_, Vec<&StatementDef>> = BTreeMap::new();
        for statement in &model.statements {
            let fits = model.schema.property(statement.property).is_some_and(|p| p.cardinality == cardinality);
            if fits && statement.rank != Rank::Deprecated {
                groups.entry((statement.subject, statement.property)).or_default().push(statement);
            }
        }
        groups.into_values().collect()
    }

    /// Two holders at a time of what has one at a time; the day of a hand-over is both's.
    fn one_at_a_time(&mut self) {
        for group in Self::groups(self.model, Cardinality::One) {
            for pair in group.windows(2) {
                let [a, b] = pair else { continue };
                let (Some(first), Some(second)) = (a.valid.inner(), b.valid.inner()) else { continue };
                let shared = first.intersect(second);
                if a.value != b.value && shared.is_some_and(|days| days.first != days.last) {
                    let message = format!(
                        "`{}` and `{}` both hold on {}",
                        self.value(&a.value),
                        self.value(&b.value),
                        shared.map_or_else(String::new, crate::calendar::words::days)
                    );
                    self.report("overlap", b.subject, b.origin, true, message);
                }
            }
        }
    }

    /// Two different values of what has one for ever, with no rank to settle it.
    fn one_for_ever(&mut self) {
        for group in Self::groups(self.model, Cardinality::Once) {
            let best = group.iter().map(|statement| statement.rank).max().unwrap_or(Rank::Normal);
            let group: Vec<_> = group.into_iter().filter(|statement| statement.rank == best).collect();
            for pair in group.windows(2) {
                let [a, b] = pair else { continue };
                let differ = match (&a.value, &b.value) {
                    (ValueDef::Time(a), ValueDef::Time(b)) => !a.days().meets(b.days()),
                    (a, b) => a != b,
                };
                if differ {
                    let message =
                        format!("two values for ever: `{}` and `{}`", self.value(&a.value), self.value(&b.value));
                    self.report("disputed", b.subject, b.origin, false, message);
                }
            }
        }
    }

    /// Nobody holds an office before birth or after death, and nothing ends before it begins.
    fn lives(&mut self) {
        let mut life: HashMap<(EntityId, &str), Time> = HashMap::new();
        for statement in &self.model.statements {
            let name = self.model.schema.property(statement.property).map_or("", |p| p.name.as_str());
            if let ("born" | "died" | "founded" | "dissolved", ValueDef::Time(time)) = (name, &statement.value) {
                life.insert((statement.subject, name), *time);
            }
        }
        let model = self.model;
        for statement in &model.statements {
            let ValueDef::Entity(value) = statement.value else { continue };
            for (entity, starts, ends) in [(value, "born", "died"), (statement.subject, "founded", "dissolved")] {
                let Some(valid) = statement.valid.inner() else { continue };
                let early = life
                    .get(&(entity, starts))
                    .is_some_and(|born| !valid.first.is_open() && valid.first < born.days().first);
                let late = life
                    .get(&(entity, ends))
                    .is_some_and(|died| !valid.last.is_open() && valid.last > died.days().last);
                if early || late {
                    let message =
                        format!("holds {} the time of `{}`", if early { "before" } else { "after" }, self.id(entity));
                    self.report("lifetime", statement.subject, statement.origin, true, message);
                }
            }
        }
    }

    /// A series counts without holes.
    fn series(&mut self) {
        let mut editions: BTreeMap<EntityId, Vec<(u32, Origin)>> = BTreeMap::new();
        let mut numbers: HashMap<EntityId, u32> = HashMap::new();
        let model = self.model;
        for statement in &model.statements {
            if let (Phase::None, ValueDef::Number(number)) = (statement.phase, &statement.value)
                && model.schema.property(statement.property).is_some_and(|p| p.name == "number")
            {
                numbers.insert(statement.subject, u32::try_from(*number).unwrap_or(0));
            }
        }
        for statement in &model.statements {
            if let ValueDef::Entity(series) = statement.value
                && model.schema.property(statement.property).is_some_and(|p| p.name == "series")
                && let Some(&number) = numbers.get(&statement.subject)
            {
                editions.entry(series).or_default().push((number, statement.origin));
            }
        }
        for (series, mut list) in editions {
            list.sort_unstable();
            for pair in list.windows(2) {
                let [(a, _), (b, origin)] = pair else { continue };
                if *b != a + 1 {
                    self.report("hole", series, *origin, false, format!("edition {a} is followed by edition {b}"));
                }
            }
        }
    }

    /// One name for two things of one kind at one time can never be told apart.
    fn shared_names(&mut self) {
        let model = self.model;
        let mut owners: BTreeMap<(u16, &str), Vec<&super::model::NameDef>> = BTreeMap::new();
        for name in &model.names {
            if name.sort != NameSort::Demonym
                && let Some(entity) = model.entities.get(name.entity.index())
            {
                owners.entry((entity.kind.0, &name.text)).or_default().push(name);
            }
        }
        for ((_, text), names) in owners {
            for pair in names.windows(2) {
                let [a, b] = pair else { continue };
                if a.entity != b.entity && a.used.meets(b.used) {
                    let message = format!("`{text}` names both `{}` and `{}`", self.id(a.entity), self.id(b.entity));
                    self.report("shared-name", b.entity, b.origin, false, message);
                }
            }
        }
    }

    /// An allowance that allows nothing is out of date.
    fn allows(&mut self) {
        for (at, allow) in self.model.allows.iter().enumerate() {
            if !self.used.contains(&at) {
                let file = self.model.files.get(allow.origin.file as usize).map_or("", String::as_str);
                let message = format!("nothing is left to allow: no `{}` at `{}`", allow.code, allow.entity);
                self.faults.push(Fault::warning("unused-allow", file, allow.origin.span, message));
            }
        }
    }
}
