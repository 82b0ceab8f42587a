//! Values of expressions.

use crate::base::{Base, Cardinality, EntityId, PropertyId, Statement, Value};
use crate::calendar::{Day, Period, Time, Window, words};
use crate::proof::{Datum, Proof};
use crate::quantity::{Extent, Quantity};
use crate::rules::program::Mode;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Why something is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Nobody and nothing of that name is in the base.
    NoEntity,
    /// The base says nothing about it.
    NoFact,
    /// The base does not claim to know all of it.
    Incomplete,
    /// The sources do not reach that far.
    BeyondHorizon,
    /// The readings differ.
    Ambiguous,
    /// The article's date is not known.
    NoPublicationDate,
    /// The text does not fix the time.
    NoTime,
    /// The clause is negated.
    Negation,
    /// The clause does not assert it.
    Hedged,
}

impl Reason {
    /// The word for it in reports and tests.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoEntity => "no-entity",
            Self::NoFact => "no-fact",
            Self::Incomplete => "incomplete",
            Self::BeyondHorizon => "beyond-horizon",
            Self::Ambiguous => "ambiguous",
            Self::NoPublicationDate => "no-publication-date",
            Self::NoTime => "no-time",
            Self::Negation => "negation",
            Self::Hedged => "hedged",
        }
    }
}

/// A date that the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The days.
    pub time: Time,
    /// Where its missing separator belongs, if it is missing.
    pub gap: Option<u32>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Val {
    /// An entity.
    Entity(EntityId),
    /// A date, and where its missing separator belongs.
    Time(Said),
    /// A window, and a window in which the claim must not hold.
    Window(Window, Option<Window>),
    /// A number, ordinal, count or age.
    Number(Extent),
    /// A percentage.
    Percent(Extent),
    /// Money or a measure.
    Quantity(Quantity),
    /// A length of time.
    Period(Period),
    /// A weekday, 1 to 7.
    Weekday(u8),
    /// Words.
    Text(String),
    /// A near miss: as written, and the name that it is near to.
    Miss {
        /// As written.
        written: String,
        /// As the base spells it.
        right: String,
    },
    /// Several values.
    Set(Vec<Val>),
    /// What the base says of a property.
    Facts(Facts),
    /// A name that the base does not hold.
    Unresolved(String),
    /// A place told by its name alone: any place of that name.
    Place(String),
    /// An optional argument that is not stated.
    Unstated,
    /// Not known.
    Unknown(Reason),
}

/// What the base says of a property: one group for each sense that may be meant.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// The senses; any of them may be meant.
    pub groups: Vec<Group>,
}

/// The values of one property of one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// About what.
    pub subject: EntityId,
    /// Which property.
    pub property: PropertyId,
    /// How many values it may have.
    pub cardinality: Cardinality,
    /// Its values.
    pub items: Vec<Item>,
    /// The window that was asked for.
    pub at: Option<(Mode, Window, Option<Window>)>,
    /// The day whose knowledge was asked for.
    pub known: Option<Day>,
    /// Whether only statements with one value are kept, so that their number says nothing.
    pub selected: bool,
    /// That value.
    pub only: Option<Val>,
    /// Whether statements are left out of which nobody knows what they would say: nothing is refuted.
    pub partial: bool,
    /// Where the window comes from; only where proofs are asked for.
    pub scope: Option<Rc<Proof>>,
    /// Where the one value comes from; only where proofs are asked for.
    pub chosen: Option<Rc<Proof>>,
    /// How the subject was come by; only where proofs are asked for.
    pub how: Option<Rc<Proof>>,
}

/// A value with the statement that it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The value, perhaps worked on since.
    pub val: Val,
    /// Index of the statement.
    pub statement: u32,
    /// Why it is so; only where proofs are asked for.
    pub proof: Option<Rc<Proof>>,
}

impl Val {
    /// The value of a statement.
    #[must_use]
    pub fn of(statement: &Statement<'_>) -> Self {
        Self::of_value(statement.value)
    }

    /// A value of the base.
    #[must_use]
    pub fn of_value(value: Value<'_>) -> Self {
        match value {
            Value::Entity(entity) => Self::Entity(entity),
            Value::Time(time) => Self::Time(Said { time, gap: None }),
            Value::Number(number) => Self::Number(Extent::exact(number)),
            Value::Text(text) => Self::Text(text.to_owned()),
        }
    }

    /// A date without a gap.
    #[must_use]
    pub const fn time(time: Time) -> Self {
        Self::Time(Said { time, gap: None })
    }

    /// The value as it stands in a proof.
    #[must_use]
    pub fn datum(&self, base: &Base) -> Datum {
        match self {
            Self::Entity(entity) => Datum::Entity(base.id(*entity).to_owned()),
            Self::Time(said) => Datum::Time(said.time),
            Self::Window(window, _) => Datum::Window(*window),
            Self::Number(extent) | Self::Percent(extent) => Datum::Number(*extent),
            Self::Quantity(quantity) => Datum::Quantity(*quantity),
            Self::Period(period) => Datum::Period(period.clone()),
            Self::Weekday(weekday) => Datum::Weekday(*weekday),
            Self::Text(text) | Self::Unresolved(text) | Self::Place(text) => Datum::Text(text.clone()),
            Self::Miss { written, .. } => Datum::Text(written.clone()),
            Self::Set(parts) => Datum::Set(parts.iter().map(|part| part.datum(base)).collect()),
            Self::Facts(facts) => Datum::Set(
                facts.groups.iter().flat_map(|group| &group.items).map(|item| item.val.datum(base)).collect(),
            ),
            Self::Unstated | Self::Unknown(_) => Datum::Nothing,
        }
    }

    /// The value in words, for messages.
    #[must_use]
    pub fn words(&self, base: &Base) -> String {
        match self {
            Self::Entity(entity) => base.label(*entity).to_owned(),
            Self::Time(said) => words::time(said.time),
            Self::Window(window, _) => words::days(window.centre),
            Self::Number(extent) => extent.to_string(),
            Self::Percent(extent) => format!("{extent} %"),
            Self::Quantity(quantity) => quantity.to_string(),
            Self::Period(period) => words::period(period),
            Self::Weekday(weekday) => words::weekday(*weekday).to_owned(),
            Self::Text(text) | Self::Unresolved(text) | Self::Place(text) => text.clone(),
            Self::Miss { written, .. } => written.clone(),
            Self::Set(parts) => join(parts.iter().map(|part| part.words(base)).collect()),
            Self::Facts(facts) => facts.words(base),
            Self::Unstated => "not stated".to_owned(),
            Self::Unknown(_) => "not known".to_owned(),
        }
    }
}

impl Facts {
    /// The values in words, each once; those of the first sense that has any.
    fn words(&self, base: &Base) -> String {
        for group in &self.groups {
            let mut parts: Vec<String> = Vec::new();
            for item in group.items.iter().filter(|item| group.keeps(base, item)) {
                let words = item.val.words(base);
                if !parts.contains(&words) {
                    parts.push(words);
                }
            }
            if !parts.is_empty() {
                return join(parts);
            }
        }
        "not known".to_owned()
    }
}

impl Group {
    /// Whether an item falls into the window that was asked for.
    #[must_use]
    pub fn keeps(&self, base: &Base, item: &Item) -> bool {
        let Some((_, window, _)) = self.at else { return true };
        base.statement(item.statement)
            .and_then(|statement| statement.valid.inner())
            .is_some_and(|days| days.meets(window.centre))
    }
}

fn join(mut parts: Vec<String>) -> String {
    match parts.pop() {
        None => "nothing".to_owned(),
        Some(last) if parts.is_empty() => last,
        Some(last) => format!("{} and {last}", parts.join(", ")),
    }
}
