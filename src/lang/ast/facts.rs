//! The syntax trees of the fact language.

use super::Name;
use crate::calendar::Time;
use crate::quantity::Decimal;
use crate::text::Span;

/// An item of a `.facts` file.
#[derive(Debug, Clone, PartialEq)]
pub enum FactItem {
    /// `kind edition : event common`
    Kind(KindItem),
    /// `property office.holder : person one`
    Property(PropertyItem),
    /// `sense treaty.began = in-force | opened`
    Sense(SenseItem),
    /// `source id "title" { … }`
    Source(SourceItem),
    /// `entity id : kind "label" { … }`
    Entity(EntityItem),
    /// `series id : kind "label" of owner { … }`
    Series(SeriesItem),
    /// `complete entity.property from/to source s`
    Complete(CompleteItem),
    /// `table "file.csv" columns a b c { template items }`
    Table(TableItem),
    /// `allow code entity "reason"`
    Allow(AllowItem),
    /// `gazetteer "file.csv" columns name country region population { source s; floor 500 }`
    Gazetteer(GazetteerItem),
}

/// A kind of entity.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the language")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindItem {
    /// Doc comment, without the slashes.
    pub doc: String,
    /// The kind's name.
    pub name: Name,
    /// The kind that it is a kind of.
    pub parent: Option<Name>,
    /// `common`: its aliases are common nouns, found in any case (titles, units).
    pub common: bool,
    /// `overlapping`: two of the kind may share a part (regions of the world), so that being in the one
    /// says nothing about being in the other.
    pub overlapping: bool,
    /// `obscure`: there are so many of the kind, and most so little known, that another name close to one of
    /// theirs is hardly a misspelling of it.
    pub obscure: bool,
    /// `personal`: its names are a first and a last name, each of which may be misspelt by itself.
    pub personal: bool,
    /// `worded`: its names are made of words of the language, one of which may be mixed up with another.
    pub worded: bool,
}

/// A property of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropertyItem {
    /// Doc comment.
    pub doc: String,
    /// The kinds that have it (`org|treaty.member` lists two).
    pub kinds: Vec<Name>,
    /// The property's name.
    pub name: Name,
    /// Type of its values: a kind, or `date interval number text period`.
    pub value: Name,
    /// `one many once phased measured`.
    pub cardinality: Name,
    /// Flags: `transitive`, `refines`, `begins`, `ends`, `gazetteer`, `contests`, `inverse-of NAME`.
    pub flags: Vec<Name>,
}

/// A property that may be meant in several senses; any true one supports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenseItem {
    /// Doc comment.
    pub doc: String,
    /// The kinds that have it.
    pub kinds: Vec<Name>,
    /// Its name.
    pub name: Name,
    /// The properties that may be meant, the likeliest first. A path of two (`first-edition.held`) is
    /// written with a dot.
    pub of: Vec<Name>,
}

/// Where facts come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceItem {
    /// Doc comment.
    pub doc: String,
    /// Its id.
    pub id: Name,
    /// Title for people.
    pub title: Name,
    /// `url "…"`, `retrieved 2026-11-24`, `licence "…"`, `horizon 2026-11-01`: key and value.
    pub fields: Vec<(Name, Name)>,
}

/// An entity with its names and statements.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityItem {
    /// Doc comment.
    pub doc: String,
    /// Its id, or a `{column}` inside a table.
    pub id: Name,
    /// Its kind; may be left out to add statements to an entity defined elsewhere.
    pub kind: Option<Name>,
    /// Its label; likewise.
    pub label: Option<Name>,
    /// The lines of its block.
    pub lines: Vec<FactLine>,
}

/// A series with numbered editions.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesItem {
    /// Doc comment.
    pub doc: String,
    /// Its id.
    pub id: Name,
    /// Its kind; `series` if left out.
    pub kind: Option<Name>,
    /// Its label.
    pub label: Option<Name>,
    /// What it is a series of (`of npt`).
    pub of: Option<Name>,
    /// Lines about the series itself.
    pub lines: Vec<FactLine>,
    /// Its editions.
    pub editions: Vec<EditionItem>,
}

/// One edition of a series. Its entity has the id `SERIES-NUMBER`.
#[derive(Debug, Clone, PartialEq)]
pub struct EditionItem {
    /// Its number in the series, from 1; or a `{column}` inside a table.
    pub number: Name,
    /// Its own label.
    pub label: Option<Name>,
    /// Its lines.
    pub lines: Vec<FactLine>,
}

/// A line in the block of an entity, series or edition.
#[derive(Debug, Clone, PartialEq)]
pub enum FactLine {
    /// `alias "A" | "B" from/to`, `demonym "A"`, `acronym "A"`: names that are found in texts.
    Names(NamesLine),
    /// `source id`: the source of the statements that follow in the block.
    Source(Name),
    /// `complete property from/to`
    Complete {
        /// The property that is completely known.
        property: Name,
        /// Over which time.
        when: When,
        /// Its own source.
        source: Option<Name>,
    },
    /// `property value …`
    Statement(StatementLine),
    /// `retract property value …`: not so, though a base below says it.
    Retract(RetractLine),
}

/// Takes back statements of the base below.
#[derive(Debug, Clone, PartialEq)]
pub struct RetractLine {
    /// The property, or a phase word.
    pub property: Name,
    /// The value; all values if left out.
    pub value: Option<Literal>,
    /// When it was said to hold; whenever if left out.
    pub valid: Option<When>,
}

/// Names of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamesLine {
    /// `alias`, `acronym` or `demonym`.
    pub sort: Name,
    /// The names.
    pub names: Vec<Name>,
    /// When they are used.
    pub when: Option<When>,
}

/// A statement about the block's entity.
///
/// `holder heiko-maas 2018-03-14/2021-12-08 known 2018-03-14/.. rank preferred as acting source s`
#[derive(Debug, Clone, PartialEq)]
pub struct StatementLine {
    /// The property, or a phase word (`planned`, `held`, `cancelled`, `postponed`) for editions.
    pub property: Name,
    /// The value.
    pub value: Literal,
    /// `at place`: venue of an edition's phase.
    pub at: Option<Name>,
    /// When it holds.
    pub valid: Option<When>,
    /// When it was known.
    pub known: Option<When>,
    /// `preferred`, `normal` or `deprecated`.
    pub rank: Option<Name>,
    /// `as value`: in what capacity or status (an entity or a word).
    pub capacity: Option<Name>,
    /// `with property value`: qualifiers.
    pub with: Vec<(Name, Literal)>,
    /// Its source.
    pub source: Option<Name>,
    /// The whole line.
    pub span: Span,
}

/// A date or interval, or `{column}` / `{column}/{column}` inside a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The EDTF text (or the template).
    pub text: Name,
    /// What it denotes; none for a template.
    pub time: Option<Time>,
}

/// A value in a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// An entity's id (or a bare word).
    Id(Name),
    /// A quoted text.
    Text(Name),
    /// An EDTF date or interval.
    Date(When),
    /// A number.
    Number {
        /// The digits as written, with their place.
        text: Name,
        /// The number.
        value: Decimal,
    },
    /// A `{column}` inside a table; its type is the property's.
    Column(Name),
}

/// A completeness statement at the top level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompleteItem {
    /// The entity.
    pub entity: Name,
    /// The property.
    pub property: Name,
    /// Over which time.
    pub when: When,
    /// By which source.
    pub source: Option<Name>,
}

/// A CSV table and the items that each of its rows stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct TableItem {
    /// Doc comment.
    pub doc: String,
    /// File name, relative to the declaring file.
    pub file: Name,
    /// The columns, in order; the file's header must agree.
    pub columns: Vec<Name>,
    /// Entities, series and completeness with `{column}` places, made once a row.
    pub items: Vec<FactItem>,
}

/// The CSV file of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GazetteerItem {
    /// Doc comment.
    pub doc: String,
    /// File name, relative to the declaring file.
    pub file: Name,
    /// The columns, in order; the file's header must agree.
    pub columns: Vec<Name>,
    /// `source s` and `floor 500`: key and value.
    pub fields: Vec<(Name, Name)>,
}

/// A lint that is allowed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowItem {
    /// The lint's code.
    pub code: Name,
    /// The entity, the kind or the source concerned.
    pub what: Name,
    /// The reason, never empty.
    pub reason: Name,
}
