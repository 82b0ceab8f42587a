//! What the base itself holds of a subject and property.

use super::{Replay, VerifyError, Why};
use crate::base::{Base, Cardinality, EntityId, Phase, PropertyId, Statement, Value};
use crate::calendar::{Day, Days};
use crate::proof::{Asked, Cited, Datum, Proof};
use crate::quantity::Extent;
use crate::truth::Truth;

/// A subject and property of the base, with all its statements.
pub struct Held<'a> {
    /// The subject.
    pub subject: EntityId,
    /// The property.
    pub property: PropertyId,
    /// How many values it may have.
    pub cardinality: Cardinality,
    /// All statements that were asked for.
    pub statements: Vec<Statement<'a>>,
}

/// The subject and property of these names.
fn place(base: &Base, subject: &str, property: &str) -> Option<(EntityId, PropertyId)> {
    let subject = base.find(subject)?;
    Some((subject, base.schema().stored(base.kind_of(subject), property)?))
}

impl<'a> Held<'a> {
    /// All that the base holds of what was asked.
    pub fn of(base: &'a Base, asked: &Asked) -> Option<Self> {
        let (subject, property) = place(base, &asked.subject, &asked.property)?;
        let cardinality = base.schema().property(property)?.cardinality;
        let known = |statement: &Statement<'_>| {
            cardinality == Cardinality::Phased || asked.known.is_none_or(|day| statement.known.outer().contains(day))
        };
        let wanted = |statement: &Statement<'_>| {
            known(statement) && asked.only.as_ref().is_none_or(|only| *only == datum(base, statement.value))
        };
        Some(Self {
            subject,
            property,
            cardinality,
            statements: base.statements(subject, property).filter(wanted).collect(),
        })
    }

    /// Those that count where no window is asked for: of what was planned and held, what was known on the
    /// day; and of these only the best.
    pub fn that_count(&self, known: Option<Day>) -> Vec<Statement<'a>> {
        let mut all = self.statements.clone();
        if self.cardinality == Cardinality::Phased {
            let day = known.unwrap_or(Day::MAX);
            let settled = [Phase::Held, Phase::Cancelled]
                .into_iter()
                .find(|&phase| all.iter().any(|s| s.phase == phase && surely_known(s, day)));
            match settled {
                Some(phase) => all.retain(|s| s.phase == phase && surely_known(s, day)),
                None => all.retain(|s| s.known.outer().contains(day)),
            }
        }
        let best = all.iter().map(|statement| statement.rank).max();
        all.retain(|statement| Some(statement.rank) == best);
        all
    }

    /// Whether the base says that it holds all values on all these days.
    pub fn complete(&self, base: &Base, days: Days) -> bool {
        base.complete(self.subject, self.property).any(|(all, _)| all.covers(days))
    }
}

/// Whether a statement was surely known on a day.
pub fn surely_known(statement: &Statement<'_>, day: Day) -> bool {
    statement.known.inner().is_some_and(|days| days.contains(day))
}

/// A value of the base as a proof has it.
pub fn datum(base: &Base, value: Value<'_>) -> Datum {
    match value {
        Value::Entity(entity) => Datum::Entity(base.id(entity).to_owned()),
        Value::Time(time) => Datum::Time(time),
        Value::Number(number) => Datum::Number(Extent::exact(number)),
        Value::Text(text) => Datum::Text(text.to_owned()),
    }
}

/// Whether a citation is of this statement.
pub fn cites(base: &Base, cited: &Cited, statement: &Statement<'_>) -> bool {
    cited.subject == base.id(statement.subject)
        && base.schema().property(statement.property).is_some_and(|property| property.name == cited.property)
        && cited.value == datum(base, statement.value)
        && (cited.valid, cited.known) == (statement.valid, statement.known)
        && cited.phase == statement.phase.word()
        && base.source(statement.source).is_some_and(|source| source.id == cited.source)
}

impl<'a> Replay<'a> {
    /// The statements of the base that a node cites; more than one where they differ in capacity only.
    pub(super) fn cited(self, node: &Proof) -> Vec<Statement<'a>> {
        let Some(cited) = node.statement.as_deref() else { return Vec::new() };
        let Some((subject, property)) = place(self.base, &cited.subject, &cited.property) else { return Vec::new() };
        self.base.statements(subject, property).filter(|statement| cites(self.base, cited, statement)).collect()
    }

    /// The base holds the statement, or says that it is complete.
    pub(super) fn statement(self, node: &Proof) -> Result<(), VerifyError> {
        if node.op == "gazetteer" {
            // What it says is not read: the comparison that rests on it is worked out anew.
            let source = self.base.gazetteer().and_then(|(source, _)| self.base.source(source));
            return Why::Base.unless(source.is_some_and(|source| node.source.as_deref() == Some(source.id)), node);
        }
        let cited = node.statement.as_deref().ok_or_else(|| Why::Form.at(node))?;
        Why::Base.unless(node.source.as_deref() == Some(&cited.source), node)?;
        match node.op.as_str() {
            "statement" => {
                Why::Follows.unless(node.value == cited.value, node)?;
                Why::Base.unless(!self.cited(node).is_empty(), node)
            }
            "complete" => {
                let Some((subject, property)) = place(self.base, &cited.subject, &cited.property) else {
                    return Err(Why::Base.at(node));
                };
                let declared = self.base.complete(subject, property).any(|(days, source)| {
                    (days.first, days.last) == (cited.valid.start.first, cited.valid.end.last)
                        && self.base.source(source).is_some_and(|source| source.id == cited.source)
                });
                Why::Base.unless(
                    declared
                        && cited.phase.is_empty()
                        && (&cited.value, &node.value) == (&Datum::Nothing, &Datum::Truth(Truth::True)),
                    node,
                )
            }
            _ => Err(Why::Form.at(node)),
        }
    }
}
