//! The base in memory while it is being built: everything resolved, nothing indexed.

use super::ids::{EntityId, KindId, PropertyId, SourceId};
use super::schema::{Kind, Schema};
use crate::calendar::{Day, Days, Stretch, Time};
use crate::quantity::Decimal;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A resolved base.
#[derive(Debug, Default)]
pub struct Model {
    /// Kinds and properties.
    pub schema: Schema,
    /// Sources, sorted by id.
    pub sources: Vec<SourceInfo>,
    /// Entities, sorted by id.
    pub entities: Vec<EntityDef>,
    /// Names found in texts.
    pub names: Vec<NameDef>,
    /// Statements, in the order of the image.
    pub statements: Vec<StatementDef>,
    /// What is completely known.
    pub completes: Vec<CompleteDef>,
    /// Lints that are allowed: code, entity, reason, place.
    pub allows: Vec<AllowDef>,
    /// Places of the gazetteer.
    pub places: Vec<PlaceDef>,
    /// What the gazetteer is.
    pub gazetteer: Option<GazetteerDef>,
    /// The files read, by number.
    pub files: Vec<String>,
}

impl Model {
    /// The file of a place.
    #[must_use]
    pub fn file(&self, origin: Origin) -> &str {
        self.files.get(origin.file as usize).map_or("", String::as_str)
    }

    /// Whether an entity's names are common nouns, found in any case.
    #[must_use]
    pub fn is_common(&self, entity: EntityId) -> bool {
        self.kind_of(entity).is_some_and(|kind| kind.common)
    }

    /// Whether names close to an entity's names are not taken for misspellings.
    #[must_use]
    pub fn is_obscure(&self, entity: EntityId) -> bool {
        self.kind_of(entity).is_some_and(|kind| kind.obscure)
    }

    /// Whether its names are a first and a last name, by its kind or one above.
    pub fn is_personal(&self, entity: EntityId) -> bool {
        self.entities.get(entity.index()).is_some_and(|entity| self.schema.is_personal(entity.kind))
    }

    /// Whether the names of something are made of words of the language.
    #[must_use]
    pub fn is_worded(&self, entity: EntityId) -> bool {
        self.entities.get(entity.index()).is_some_and(|entity| self.schema.is_worded(entity.kind))
    }

    fn kind_of(&self, entity: EntityId) -> Option<&Kind> {
        self.entities.get(entity.index()).and_then(|entity| self.schema.kinds.get(entity.kind.index()))
    }
}

/// A place in one of the model's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Index into [`Model::files`].
    pub file: u32,
    /// The bytes.
    pub span: Span,
}

impl Origin {
    /// Of what stands in the base below these files.
    pub const BELOW: Self = Self { file: u32::MAX, span: Span { start: 0, end: 0 } };
}

/// How the facts of a source came into the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Basis {
    /// Taken from what the source has written.
    Read,
    /// Written down from what the editors know. The source is where it can be looked up; nobody has done so.
    Recalled,
}

impl Basis {
    /// The field of a source that says so, with the day.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "retrieved",
            Self::Recalled => "recalled",
        }
    }
}

/// Where facts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceInfo {
    /// Its id in the fact files.
    pub id: String,
    /// Its title for people.
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// Whether its facts were read there.
    pub basis: Basis,
    /// The day on which it was read, or its facts were written down.
    pub retrieved: Day,
    /// The terms under which its facts may be passed on.
    pub licence: String,
    /// The day up to which it knows; an open end is sure up to here.
    pub horizon: Day,
}

/// A thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityDef {
    /// Its id.
    pub id: String,
    /// Its commonest name.
    pub label: String,
    /// Whether the label is a name that is found in texts; that of an edition without a name of its own
    /// is only shown.
    pub named: bool,
    /// Its kind.
    pub kind: KindId,
    /// Where it is defined.
    pub origin: Origin,
}

/// How a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum NameSort {
    /// The label.
    Label = 0,
    /// Another name.
    Alias = 1,
    /// Initials.
    Acronym = 2,
    /// The adjective or noun for what belongs to a place: `German`.
    Demonym = 3,
}

impl NameSort {
    /// The word for it in a fact file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Alias => "alias",
            Self::Acronym => "acronym",
            Self::Demonym => "demonym",
        }
    }

    /// The sort of a stored number; unknown ones are aliases.
    #[must_use]
    pub const fn from_u8(value: u8) -> Self {
        match value {
            0 => Self::Label,
            2 => Self::Acronym,
            3 => Self::Demonym,
            _ => Self::Alias,
        }
    }
}

/// A name of an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameDef {
    /// Whose.
    pub entity: EntityId,
    /// Label, alias, acronym or demonym.
    pub sort: NameSort,
    /// The name as news writes it.
    pub text: String,
    /// When it is used.
    pub used: Days,
    /// Where it is defined.
    pub origin: Origin,
}

/// Planned, held or cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Phase {
    /// Not a phased statement.
    None = 0,
    /// A plan.
    Planned = 1,
    /// What came to pass.
    Held = 2,
    /// Called off.
    Cancelled = 3,
}

/// The words that open a phased statement in a fact file.
pub const PHASES: [(&str, Phase); 5] = [
    ("planned", Phase::Planned),
    ("postponed", Phase::Planned),
    ("held", Phase::Held),
    ("happened", Phase::Held),
    ("cancelled", Phase::Cancelled),
];

impl Phase {
    /// The phase of a stored number.
    #[must_use]
    pub const fn from_u8(value: u8) -> Self {
        match value {
            1 => Self::Planned,
            2 => Self::Held,
            3 => Self::Cancelled,
            _ => Self::None,
        }
    }

    /// The phase in words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Planned => "planned",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
        }
    }
}

/// How a statement stands against others of the same subject and property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Rank {
    /// Known to be wrong; never used.
    Deprecated = 0,
    /// As good as any.
    Normal = 1,
    /// Settles a dispute.
    Preferred = 2,
}

/// The words for ranks in a fact file.
pub const RANKS: [(&str, Rank); 3] =
    [("deprecated", Rank::Deprecated), ("normal", Rank::Normal), ("preferred", Rank::Preferred)];

impl Rank {
    /// The word for it in a fact file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deprecated => "deprecated",
            Self::Normal => "normal",
            Self::Preferred => "preferred",
        }
    }

    /// The rank of a stored number.
    #[must_use]
    pub const fn from_u8(value: u8) -> Self {
        match value {
            0 => Self::Deprecated,
            2 => Self::Preferred,
            _ => Self::Normal,
        }
    }
}

/// A value of a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueDef {
    /// An entity.
    Entity(EntityId),
    /// A date or interval.
    Time(Time),
    /// A number.
    Number(Decimal),
    /// A text.
    Text(String),
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatementDef {
    /// About what.
    pub subject: EntityId,
    /// Which property.
    pub property: PropertyId,
    /// When it holds.
    pub valid: Stretch,
    /// The value.
    pub value: ValueDef,
    /// Planned, held, cancelled or none of these.
    pub phase: Phase,
    /// When it was known.
    pub known: Stretch,
    /// Its rank.
    pub rank: Rank,
    /// What few statements have.
    pub rare: Option<Box<Rare>>,
    /// From where.
    pub source: SourceId,
    /// Where it stands.
    pub origin: Origin,
}

impl StatementDef {
    /// Whether both say the same from the same source, wherever they stand.
    #[must_use]
    pub fn repeats(&self, other: &Self) -> bool {
        let Self { subject, property, valid, value, phase, known, rank, rare, source, origin: _ } = self;
        (*subject, *property, *valid, *phase, *known, *rank, *source)
            == (other.subject, other.property, other.valid, other.phase, other.known, other.rank, other.source)
            && (value, rare) == (&other.value, &other.rare)
    }
}

/// What few statements have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rare {
    /// In what capacity.
    pub capacity: Option<EntityId>,
    /// More about it, in the order of the properties.
    pub qualifiers: Vec<(PropertyId, ValueDef)>,
}

/// A place of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlaceDef {
    /// Its name.
    pub name: String,
    /// Its country and region: `US.ME`; `MC` where a country has no regions.
    pub region: String,
    /// How many people live there.
    pub population: u32,
}

/// What the gazetteer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GazetteerDef {
    /// Its source.
    pub source: SourceId,
    /// It holds the places of at least so many people.
    pub floor: u32,
}

/// All values of a property over a time are in the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CompleteDef {
    /// Of what.
    pub subject: EntityId,
    /// Which property.
    pub property: PropertyId,
    /// Over which time.
    pub days: Days,
    /// By which source.
    pub source: SourceId,
    /// Where it stands.
    pub origin: Origin,
}

/// A lint that is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowDef {
    /// The lint's code.
    pub code: String,
    /// An entity, a kind, or a source.
    pub what: String,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub origin: Origin,
}
