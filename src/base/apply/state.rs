//! What items state: completeness, statements, and what is taken back.

use super::{Applier, Block, STATEMENT};
use crate::base::ids::{EntityId, PropertyId};
use crate::base::model::{CompleteDef, Origin, PHASES, Phase, RANKS, Rank, Rare, StatementDef, ValueDef};
use crate::base::schema::{Cardinality, Lookup, ValueType};
use crate::calendar::{Day, Days, Grain, Stretch, Time, parse_edtf};
use crate::lang::Fault;
use crate::lang::ast::{Literal, Name, RetractLine, StatementLine, When};

/// What is taken back of the base below.
pub(super) struct Retraction {
    file: String,
    at: Name,
    subject: EntityId,
    property: PropertyId,
    phase: Phase,
    value: Option<ValueDef>,
    valid: Option<Time>,
}

impl Applier<'_> {
    pub(super) fn complete(&mut self, block: &mut Block<'_>, property: &Name, when: &When, source: Option<&Name>) {
        let Some(id) = self.property(block, property) else { return };
        let Some(source) = self.source_of(block, source, property, "completeness of ") else { return };
        let Some(time) = when.time else { return };
        let origin = self.origin(block.file, property);
        self.model.completes.push(CompleteDef {
            subject: block.subject,
            property: id,
            days: time.days(),
            source,
            origin,
        });
    }

    /// The source of a line: its own, or that of its block. Without either, it is told what has none.
    fn source_of(
        &mut self,
        block: &Block<'_>,
        own: Option<&Name>,
        property: &Name,
        what: &str,
    ) -> Option<crate::base::SourceId> {
        let source = match own {
            Some(name) => self.find_source(block.file, name),
            None => block.source,
        };
        if source.is_none() {
            self.fault("no-source", block.file, property, format!("{what}`{}` has no source", property.text));
        }
        source
    }

    fn property(&mut self, block: &Block<'_>, name: &Name) -> Option<PropertyId> {
        match self.schema.lookup(block.kind, &name.text) {
            Some(Lookup::Stored(property)) => Some(property),
            Some(Lookup::Sense(_)) => {
                let message = format!("`{}` is a sense: state one of its properties", name.text);
                self.fault("unknown-name", block.file, name, message);
                None
            }
            None => {
                let message = format!("kind `{}` has no property `{}`", self.schema.kind_name(block.kind), name.text);
                let fault = Fault::error("unknown-name", block.file, name.span, message);
                self.faults.push(fault.meant(&name.text, self.schema.names_of(block.kind)));
                None
            }
        }
    }

    /// The property that a word at the head of a statement means, and its phase.
    fn headed(&mut self, block: &Block<'_>, word: &Name) -> Option<(PropertyId, Phase)> {
        let phase = PHASES.iter().find(|(name, _)| *name == word.text).map_or(Phase::None, |&(_, phase)| phase);
        if phase == Phase::None {
            return self.property(block, word).map(|property| (property, phase));
        }
        let found = self.schema.phased(block.kind, |value| value == ValueType::Interval);
        if found.is_none() {
            let message = format!(
                "kind `{}` has no phased dates, so nothing can be `{}`",
                self.schema.kind_name(block.kind),
                word.text
            );
            self.fault("unknown-name", block.file, word, message);
        }
        found.map(|property| (property, phase))
    }

    pub(super) fn statement(&mut self, block: &Block<'_>, line: &StatementLine) {
        let Some(source) = self.source_of(block, line.source.as_ref(), &line.property, "") else { return };
        let Some((property, phase)) = self.headed(block, &line.property) else { return };
        let Some(value) = self.value(block.file, property, &line.value) else { return };
        let rank = match &line.rank {
            None => Rank::Normal,
            Some(word) => match RANKS.iter().find(|(name, _)| *name == word.text) {
                Some(&(_, rank)) => rank,
                None => {
                    let fault =
                        Fault::error("unknown-name", block.file, word.span, format!("`{}` is not a rank", word.text));
                    self.faults.push(fault.meant(&word.text, RANKS.map(|(name, _)| name)));
                    return;
                }
            },
        };
        let capacity = match &line.capacity {
            None => None,
            Some(name) => match self.find(block.file, name) {
                Some(entity) => Some(entity),
                None => return,
            },
        };
        let qualifiers = self.qualifiers(block, &line.with);
        let rare = (capacity.is_some() || !qualifiers.is_empty()).then(|| Box::new(Rare { capacity, qualifiers }));
        let info = self.model.sources.get(source.index());
        let horizon = info.map_or(Day::MAX, |info| info.horizon);
        let stated = line.valid.as_ref().and_then(|when| when.time);
        let measured = self
            .schema
            .property(property)
            .is_some_and(|p| matches!(p.cardinality, Cardinality::One | Cardinality::Many));
        let valid = match stated {
            Some(time) => stretch(time, horizon),
            None if measured => Stretch {
                start: Days { first: Day::MIN, last: info.map_or(horizon, |info| info.retrieved.min(info.horizon)) },
                end: Days { first: horizon, last: Day::MAX },
            },
            None => Stretch::ALWAYS,
        };
        let known = match (line.known.as_ref().and_then(|when| when.time), phase, &value) {
            (Some(time), ..) => stretch(time, Day::MAX),
            (None, Phase::Held, ValueDef::Time(time)) => {
                let start = Days { first: time.when.start.first, last: time.when.end.last };
                Stretch { start, end: Days::one(Day::MAX) }
            }
            (None, Phase::Planned | Phase::Cancelled, _) => Stretch { start: Days::ALL, end: Days::ALL },
            _ => Stretch::ALWAYS,
        };
        let file = self.file_numbers.get(block.file).copied().unwrap_or(0);
        let origin = Origin { file, span: line.span };
        let statement =
            StatementDef { subject: block.subject, property, valid, value, phase, known, rank, rare, source, origin };
        if let Some(at) = &line.at {
            let found = self.schema.phased(block.kind, |value| matches!(value, ValueType::Entity(_)));
            let Some(venue) = found else {
                let message = format!("kind `{}` has no phased place", self.schema.kind_name(block.kind));
                return self.fault("unknown-name", block.file, at, message);
            };
            if let Some(place) = self.find(block.file, at) {
                self.model.statements.push(StatementDef {
                    property: venue,
                    value: ValueDef::Entity(place),
                    ..statement.clone()
                });
            }
        }
        self.model.statements.push(statement);
    }

    /// What is said more of a statement: the properties of the kind `statement`.
    fn qualifiers(&mut self, block: &Block<'_>, with: &[(Name, Literal)]) -> Vec<(PropertyId, ValueDef)> {
        let mut found = Vec::new();
        for (name, literal) in with {
            let property = self.schema.kind(STATEMENT).and_then(|kind| self.schema.stored(kind, &name.text));
            let Some(property) = property else {
                let fault = Fault::error(
                    "unknown-name",
                    block.file,
                    name.span,
                    format!("there is no qualifier `{}`: kind `{STATEMENT}` has no such property", name.text),
                );
                let known = self.schema.kind(STATEMENT).map(|kind| self.schema.names_of(kind));
                self.faults.push(fault.meant(&name.text, known.into_iter().flatten()));
                continue;
            };
            if let Some(value) = self.value(block.file, property, literal) {
                found.push((property, value));
            }
        }
        found.sort_unstable();
        found
    }

    pub(super) fn retraction(&mut self, block: &Block<'_>, line: &RetractLine) {
        let Some((property, phase)) = self.headed(block, &line.property) else { return };
        let value = match &line.value {
            None => None,
            Some(literal) => match self.value(block.file, property, literal) {
                Some(value) => Some(value),
                None => return,
            },
        };
        self.retractions.push(Retraction {
            file: block.file.to_owned(),
            at: line.property.clone(),
            subject: block.subject,
            property,
            phase,
            value,
            valid: line.valid.as_ref().and_then(|when| when.time),
        });
    }

    /// Takes back what the base below states; what these files state stays.
    pub(super) fn retract(&mut self) {
        let retractions = std::mem::take(&mut self.retractions);
        if retractions.is_empty() {
            return;
        }
        let mut used = vec![false; retractions.len()];
        let schema = &self.schema;
        let mut gone = Vec::new();
        let (sources, statements) = (&self.model.sources, &mut self.model.statements);
        statements.retain(|statement| {
            let fits = |retraction: &Retraction| {
                let horizon = sources.get(statement.source.index()).map_or(Day::MAX, |info| info.horizon);
                retraction.subject == statement.subject
                    && retraction.property == statement.property
                    && retraction.phase == statement.phase
                    && retraction.value.as_ref().is_none_or(|value| *value == statement.value)
                    && retraction.valid.is_none_or(|time| stretch(time, horizon) == statement.valid)
            };
            let found = if statement.origin == Origin::BELOW { retractions.iter().position(fits) } else { None };
            if let Some(at) = found {
                used[at] = true;
                if let (Some(inverse), ValueDef::Entity(value)) = (schema.inverse(statement.property), &statement.value)
                {
                    gone.push((*value, inverse, ValueDef::Entity(statement.subject), statement.valid));
                }
            }
            found.is_none()
        });
        // What followed from a statement goes with it.
        if !gone.is_empty() {
            statements.retain(|one| {
                one.origin != Origin::BELOW
                    || !gone.iter().any(|(subject, property, value, valid)| {
                        (one.subject, one.property, &one.value, one.valid) == (*subject, *property, value, *valid)
                    })
            });
        }
        for (retraction, _) in retractions.iter().zip(used).filter(|(_, used)| !used) {
            let fault = Fault::error(
                "nothing-to-retract",
                &retraction.file,
                retraction.at.span,
                format!("the base below says nothing of the kind about `{}`", retraction.at.text),
            );
            self.faults.push(fault.help("look it up with `factlint facts query`"));
        }
    }

    fn value(&mut self, file: &str, property: PropertyId, literal: &Literal) -> Option<ValueDef> {
        let declared = self.schema.property(property)?;
        let expected = declared.value;
        let raw = match literal {
            Literal::Id(name) | Literal::Text(name) | Literal::Column(name) => name,
            Literal::Date(when) => &when.text,
            Literal::Number { text, .. } => text,
        };
        let wrong = |schema: &crate::base::Schema, what: &str| {
            let name = schema.property(property).map_or("", |declared| declared.name.as_str());
            format!("`{}` is not {what}, which `{name}` takes", raw.text)
        };
        match expected {
            ValueType::Entity(kind) => {
                let entity = self.find(file, raw)?;
                if let Some(kind) = kind
                    && !self.schema.is_a(self.kind_of(entity), kind)
                {
                    let message = wrong(&self.schema, &format!("a {}", self.schema.kind_name(kind)));
                    let help = format!("`{}` is a {}", raw.text, self.schema.kind_name(self.kind_of(entity)));
                    self.faults.push(Fault::error("type", file, raw.span, message).help(help));
                    return None;
                }
                Some(ValueDef::Entity(entity))
            }
            ValueType::Date | ValueType::Interval => match parse_edtf(&raw.text) {
                Ok(time) if expected == ValueType::Interval && time.point && time.grain == Grain::Day => {
                    Some(ValueDef::Time(Time { point: false, ..time }))
                }
                Ok(time) => Some(ValueDef::Time(time)),
                Err(error) => {
                    self.fault("date", file, raw, error.to_string());
                    None
                }
            },
            ValueType::Number => match raw.text.parse() {
                Ok(number) => Some(ValueDef::Number(number)),
                Err(_) => {
                    let message = wrong(&self.schema, "a number");
                    self.fault("type", file, raw, message);
                    None
                }
            },
            ValueType::Text => Some(ValueDef::Text(raw.text.clone())),
        }
    }
}

/// When a statement holds: a single date means all its days; an open end is sure up to the horizon.
fn stretch(time: Time, horizon: Day) -> Stretch {
    if time.point {
        let days = time.days();
        return Stretch { start: Days::one(days.first), end: Days::one(days.last) };
    }
    let mut stretch = time.when;
    if stretch.end.first == Day::MAX {
        stretch.end.first = horizon.max(stretch.start.last);
    }
    stretch
}
