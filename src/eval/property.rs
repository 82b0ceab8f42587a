//! Properties of values: what the base says of them, with the statements that say it.

use super::bound::Meaning;
use super::value::{Facts, Group, Item, Reason, Val};
use super::world::{Trace, World};
use crate::base::{Cardinality, EntityId, PropertyId, Statement};
use crate::calendar::{Days, Grain, Time, words};
use crate::proof::{Cited, Datum, Proof, Step};
use crate::rules::program::Symbol;
use std::rc::Rc;

impl World<'_> {
    /// A property of a value.
    pub(super) fn property(&self, subject: &Val, symbol: Symbol) -> Val {
        self.property_deep(subject, symbol, 0)
    }

    pub(super) fn property_deep(&self, subject: &Val, symbol: Symbol, depth: usize) -> Val {
        match subject {
            Val::Entity(entity) => self.of_entity(*entity, symbol, depth),
            Val::Set(parts) => self.of_entities(parts.iter(), symbol, depth),
            Val::Facts(facts) => match self.symbol(symbol) {
                "from" => self.ends(facts, "start-of-statement", |statement| Time {
                    point: true,
                    when: crate::calendar::Stretch { start: statement.valid.start, end: statement.valid.start },
                    grain: grain_of(statement.valid.start),
                }),
                "until" => self.ends(facts, "end-of-statement", |statement| Time {
                    point: true,
                    when: crate::calendar::Stretch { start: statement.valid.end, end: statement.valid.end },
                    grain: grain_of(statement.valid.end),
                }),
                "capacity" => self.capacities(facts),
                _ => {
                    let values: Vec<&Val> =
                        facts.groups.iter().flat_map(|group| &group.items).map(|item| &item.val).collect();
                    if values.is_empty() {
                        Val::Unknown(Reason::NoFact)
                    } else {
                        self.of_entities(values.into_iter(), symbol, depth)
                    }
                }
            },
            Val::Unresolved(_) => Val::Unknown(Reason::NoEntity),
            Val::Unstated => Val::Unstated,
            Val::Unknown(reason) => Val::Unknown(*reason),
            // A word that stands for nothing in the base: a post, a body that it does not have.
            Val::Text(_) => Val::Unknown(Reason::NoEntity),
            _ => Val::Unknown(Reason::NoFact),
        }
    }

    pub(super) fn of_entities<'v>(&self, values: impl Iterator<Item = &'v Val>, symbol: Symbol, depth: usize) -> Val {
        let mut all = Facts::default();
        let mut reason = Reason::NoFact;
        for value in values {
            match self.property_deep(value, symbol, depth + 1) {
                Val::Facts(mut facts) => all.groups.append(&mut facts.groups),
                Val::Unknown(why) => reason = why,
                _ => {}
            }
        }
        if all.groups.is_empty() { Val::Unknown(reason) } else { Val::Facts(all) }
    }

    pub(super) fn of_entity(&self, entity: EntityId, symbol: Symbol, depth: usize) -> Val {
        let schema = self.base.schema();
        let kind = self.base.kind_of(entity);
        match self.meaning(kind, symbol) {
            Meaning::Stored(property) => Val::Facts(Facts { groups: vec![self.group_of(entity, property)] }),
            Meaning::Sense(sense) => {
                let names = schema.senses.get(sense).map_or(&[][..], |sense| &sense.of);
                let properties = names.iter().filter_map(|name| schema.stored(kind, name));
                Val::Facts(Facts { groups: properties.map(|property| self.group_of(entity, property)).collect() })
            }
            Meaning::View(view) => match self.program.views.get(view) {
                Some(view) => {
                    let args = [Val::Entity(entity)];
                    self.with(&args).value(&view.body, &mut Vec::new(), depth + 1)
                }
                None => Val::Unknown(Reason::NoFact),
            },
            Meaning::Nothing => Val::Unknown(Reason::NoFact),
        }
    }

    pub(super) fn group_of(&self, subject: EntityId, property: PropertyId) -> Group {
        let cardinality =
            self.base.schema().property(property).map_or(Cardinality::Many, |property| property.cardinality);
        let items = self
            .base
            .statements(subject, property)
            .map(|statement| Item { val: Val::of(&statement), statement: statement.index, proof: None })
            .collect();
        Group {
            subject,
            property,
            cardinality,
            items,
            at: None,
            known: None,
            selected: false,
            only: None,
            partial: false,
            scope: None,
            chosen: None,
            how: None,
        }
    }

    /// Why an item is so: what has been worked out of its statement, or the statement. Made only when it is
    /// asked for, since most statements of a long list are never needed.
    pub(super) fn proof_of(&self, item: &Item) -> Option<Rc<Proof>> {
        item.proof.clone().or_else(|| self.cite(&self.base.statement(item.statement)?))
    }

    /// The proof node of a statement.
    pub(super) fn cite(&self, statement: &Statement<'_>) -> Option<Rc<Proof>> {
        if self.trace == Trace::Sources {
            let source = self.base.source(statement.source).map(|source| source.id.to_owned());
            return Some(Rc::new(Proof { source, ..Proof::bare() }));
        }
        self.node(|| {
            let property =
                self.base.schema().property(statement.property).map_or("", |property| property.name.as_str());
            let val = Val::of(statement);
            let value = val.datum(self.base);
            let source = self.base.source(statement.source);
            let phase = statement.phase.word();
            let when = match statement.valid.outer() {
                days if days.first.is_open() && days.last.is_open() => String::new(),
                _ => format!(", {}", words::time(Time { when: statement.valid, grain: Grain::Day, point: false })),
            };
            let name = if phase.is_empty() { property.to_owned() } else { format!("{property} ({phase})") };
            let text = format!(
                "{}: {name} {}{when} [{}]",
                self.base.label(statement.subject),
                val.words(self.base),
                source.map_or("", |source| source.title)
            );
            let mut node = Proof::new(Step::Statement, "statement", text, value.clone());
            node.source = source.map(|source| source.id.to_owned());
            node.statement = Some(Box::new(Cited {
                subject: self.base.id(statement.subject).to_owned(),
                property: property.to_owned(),
                value,
                valid: statement.valid,
                known: statement.known,
                phase: phase.to_owned(),
                source: source.map_or_else(String::new, |source| source.id.to_owned()),
            }));
            node
        })
    }

    pub(super) fn ends(&self, facts: &Facts, op: &str, end: impl Fn(&Statement<'_>) -> Time) -> Val {
        let mut facts = facts.clone();
        for group in &mut facts.groups {
            let before = group.items.len();
            group.items.retain_mut(|item| match self.base.statement(item.statement) {
                Some(statement)
                    if !end(&statement).days().first.is_open() || !end(&statement).days().last.is_open() =>
                {
                    let time = end(&statement);
                    item.val = Val::time(time);
                    item.proof = self.node(|| {
                        let text = format!("its time: {}", words::time(time));
                        Proof::new(Step::Derive, op, text, Datum::Time(time)).on(self.proof_of(item))
                    });
                    true
                }
                _ => false,
            });
            group.partial |= group.items.len() < before;
        }
        Val::Facts(facts)
    }

    pub(super) fn capacities(&self, facts: &Facts) -> Val {
        let mut facts = facts.clone();
        for group in &mut facts.groups {
            let before = group.items.len();
            group.items.retain_mut(|item| {
                match self.base.statement(item.statement).and_then(|statement| statement.capacity) {
                    Some(capacity) => {
                        item.val = Val::Entity(capacity);
                        item.proof = self.node(|| {
                            Proof::new(
                                Step::Derive,
                                "capacity",
                                format!("as {}", self.base.label(capacity)),
                                Datum::Entity(self.base.id(capacity).to_owned()),
                            )
                            .on(self.proof_of(item))
                        });
                        true
                    }
                    None => false,
                }
            });
            group.partial |= group.items.len() < before;
        }
        Val::Facts(facts)
    }
}

fn grain_of(days: Days) -> Grain {
    if days.first == days.last {
        Grain::Day
    } else if Grain::Month.coarsen(Days::one(days.first)) == days {
        Grain::Month
    } else {
        Grain::Year
    }
}
