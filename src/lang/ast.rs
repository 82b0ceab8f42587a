//! The syntax trees of both languages. Every node that a message may point at carries its span.

use crate::calendar::Time;
use crate::quantity::Decimal;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A name (or other short text) with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The text, without quotes.
    pub text: String,
    /// Its place, without quotes.
    pub span: Span,
}

// ---------------------------------------------------------------- facts

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
}

/// A kind of entity.
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
    /// Flags: `transitive`, `refines` (comparison of its kind goes up this property).
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

/// A lint that is allowed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowItem {
    /// The lint's code.
    pub code: Name,
    /// The entity concerned.
    pub entity: Name,
    /// The reason, never empty.
    pub reason: Name,
}

// ---------------------------------------------------------------- rules

/// An item of a `.rules` or `.words` file.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleItem {
    /// `words name = a | b~` or `words name { 1 = a | b … }`
    Words(WordsItem),
    /// `mark former = "former|ex-" window ever-before published`
    Mark(MarkItem),
    /// `node post -> office` and its patterns
    Node(NodeItem),
    /// `phrase name` and its patterns
    Phrase(PhraseItem),
    /// `claim name(args) { … }`
    Claim(ClaimItem),
    /// `derive x.p(z) = expr`
    Derive(DeriveItem),
    /// `test name date { … }`
    Test(TestItem),
}

/// A word class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsItem {
    /// Doc comment.
    pub doc: String,
    /// The class's name.
    pub name: Name,
    /// Its entries.
    pub entries: Vec<WordEntry>,
}

/// One entry of a word class: one or more words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordEntry {
    /// The words as written, with `~` after a word that stands for all its inflections.
    pub words: Name,
    /// What the entry stands for (a number, a unit, a title).
    pub value: Option<Name>,
}

/// A word or two that move a claim's window: `former`, `then-`.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkItem {
    /// Doc comment.
    pub doc: String,
    /// Its name.
    pub name: Name,
    /// Its forms.
    pub forms: Vec<Name>,
    /// The window that it gives.
    pub window: Expr,
    /// `not WINDOW`: where the claim must *not* hold (a former president is not the president).
    pub except: Option<Expr>,
}

/// A phrase with a value.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeItem {
    /// Doc comment.
    pub doc: String,
    /// Its name.
    pub name: Name,
    /// The kind of its value.
    pub kind: Name,
    /// Its patterns.
    pub alternatives: Vec<Alternative>,
}

/// Patterns that state claims.
#[derive(Debug, Clone, PartialEq)]
pub struct PhraseItem {
    /// Doc comment.
    pub doc: String,
    /// Its name.
    pub name: Name,
    /// Its patterns.
    pub alternatives: Vec<Alternative>,
}

/// One pattern of a node or phrase with what it yields.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The pattern.
    pub pattern: Pattern,
    /// `= expr`: the node's value.
    pub value: Option<Expr>,
    /// `states claim(args), …`
    pub states: Vec<Stated>,
    /// `in any mood`: fires in questions and conditions too.
    pub any_mood: bool,
    /// `even partitive`: fires under `one of the`, `almost`.
    pub partitive: bool,
    /// `unless "pattern"`: does not fire where this pattern matches at the match's start.
    pub unless: Vec<Pattern>,
    /// `unless quoted`: does not fire where the frame does this.
    pub guards: Vec<super::guard::Guard>,
}

/// A claim that a pattern states.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// The claim.
    pub claim: Name,
    /// Its arguments, in the claim's order.
    pub args: Vec<Expr>,
}

/// A pattern over tokens and annotations.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// Its elements, in order.
    pub elements: Vec<Element>,
    /// The whole string, without quotes.
    pub span: Span,
}

/// An element of a pattern, with how often it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What stands there.
    pub what: What,
    /// How often.
    pub times: Times,
    /// `^`: the anchor.
    pub anchor: bool,
    /// `!`: the verb at which a negation flips the claim.
    pub verb: bool,
    /// Its place.
    pub span: Span,
}

/// How often an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Once.
    Once,
    /// `?`: once or not at all.
    Optional,
    /// `*`: up to four times (word classes only).
    Some,
}

/// What an element matches.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A word or mark; `inflect` for `join~`.
    Word {
        /// The word.
        text: String,
        /// Any inflection of it.
        inflect: bool,
    },
    /// `<name: type|type>`, `<type>`, `<name: list type>`, `<name: subject type>`
    Capture {
        /// The name that expressions use; `None` for `<mod>`.
        name: Option<Name>,
        /// `list`: one or more, joined by commas and `and`.
        list: bool,
        /// `subject`: the sentence's first mention, before any verb.
        subject: bool,
        /// The types: annotation types, kinds, nodes, word classes or marks.
        types: Vec<Name>,
    },
    /// `(a|b c)`
    Group(Vec<Vec<Element>>),
    /// `..3`: at most three tokens; `..` alone: any number within the sentence.
    Gap(Option<u32>),
}

/// What a proposition means and when it is true.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimItem {
    /// Doc comment.
    pub doc: String,
    /// Its name.
    pub name: Name,
    /// Its parameters.
    pub params: Vec<Param>,
    /// `true when expr`
    pub truth: Expr,
    /// `because "…{expr}…"`
    pub because: Option<Template>,
    /// `vary a, b within expr`
    pub vary: Vec<Vary>,
    /// `weaken to warning when expr`
    pub weaken: Vec<Weaken>,
    /// `instead claim(args) as "{a} {b}"`
    pub instead: Vec<Instead>,
    /// `severity warning`
    pub severity: Option<Name>,
    /// `safe a`: the repair of this argument may be applied without asking.
    pub safe: Vec<Name>,
    /// `basis text`: no base is asked.
    pub basis_text: bool,
    /// `over other, …`: wins over these claims on the same words.
    pub over: Vec<Name>,
    /// The whole item.
    pub span: Span,
}

/// A parameter of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// Its name.
    pub name: Name,
    /// Its types, any of them.
    pub types: Vec<Name>,
    /// `?`: need not be stated.
    pub optional: bool,
}

/// An argument that may be at fault.
#[derive(Debug, Clone, PartialEq)]
pub struct Vary {
    /// The argument.
    pub name: Name,
    /// The values to try; none: those that make the claim true.
    pub within: Option<Expr>,
}

/// A condition under which a contradiction is less grave.
#[derive(Debug, Clone, PartialEq)]
pub struct Weaken {
    /// `warning` or `info`.
    pub to: Name,
    /// The condition.
    pub when: Expr,
}

/// Another claim that the same words may have been meant to state.
#[derive(Debug, Clone, PartialEq)]
pub struct Instead {
    /// The claim.
    pub claim: Stated,
    /// The words to write, with `{argument}` for the article's words of an argument.
    pub words: Template,
}

/// A text with `{expressions}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its parts.
    pub parts: Vec<TemplatePart>,
    /// The whole string.
    pub span: Span,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum TemplatePart {
    /// Words.
    Text(String),
    /// `{expr}`
    Hole(Expr),
    /// `{solve argument}`: the value that would make the claim true.
    Solve(Name),
}

/// A derived property.
#[derive(Debug, Clone, PartialEq)]
pub struct DeriveItem {
    /// Doc comment.
    pub doc: String,
    /// The variable that stands for the subject, with the kinds that have the property.
    pub subject: Param,
    /// The property's name.
    pub property: Name,
    /// Its value.
    pub body: Expr,
}

/// Examples that a claim must get right.
#[derive(Debug, Clone, PartialEq)]
pub struct TestItem {
    /// The claim.
    pub claim: Name,
    /// The publication date.
    pub date: Option<When>,
    /// `given { facts }`: the raw fact text that replaces the base, with its place.
    pub given: Option<Name>,
    /// The examples.
    pub cases: Vec<Case>,
    /// The whole item.
    pub span: Span,
}

/// One example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What is expected.
    pub expect: Expect,
    /// The example's text without brackets.
    pub text: String,
    /// The bracketed part, in bytes of `text`.
    pub mark: Option<Span>,
    /// Its place in the rule file.
    pub span: Span,
}

/// What an example must yield for the tested claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expect {
    /// Contradicted.
    Flags,
    /// Supported.
    Holds,
    /// Unverifiable, for this reason.
    Unsure(Name),
    /// No such claim.
    Silent,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub node: ExprNode,
    /// Its place.
    pub span: Span,
}

/// The forms of an expression. Everything is pure and total.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprNode {
    /// A capture, parameter, quantified variable, `clause`, `published`, or a bare word.
    Name(String),
    /// A number.
    Number(Decimal),
    /// `"text"`
    Text(String),
    /// `name?`: an optional argument, unstated if the capture is.
    Maybe(String),
    /// `each name`: one claim for each element of a list.
    Each(String),
    /// `subject.property`
    Property(Box<Expr>, Name),
    /// `expr[value]`: the statements with this value.
    Select(Box<Expr>, Box<Expr>),
    /// `kind[property = expr, …]`: the entities of a kind with these values.
    Find(Name, Vec<(Name, Expr)>),
    /// `expr @ window`, `expr throughout window`, `expr known window`
    At(Box<Expr>, AtMode, Box<Expr>),
    /// `f(a, b)`
    Call(Name, Vec<Expr>),
    /// `{a, b}`
    Set(Vec<Expr>),
    /// `expr years`: a length of time.
    Period(Box<Expr>, Name),
    /// `a + b`, `a - b`, `a * b`, `a / b`
    Arithmetic(Box<Expr>, char, Box<Expr>),
    /// `a is b within x beyond y`
    Compare(Box<Comparison>),
    /// `a and b`
    And(Box<Expr>, Box<Expr>),
    /// `a or b`
    Or(Box<Expr>, Box<Expr>),
    /// `not a`
    Not(Box<Expr>),
    /// `some x in set: expr`
    Quantified(Quantifier, Name, Box<Expr>, Box<Expr>),
}

/// A comparison with optional tolerances.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Left side: the fact.
    pub left: Expr,
    /// The operator.
    pub op: CompareOp,
    /// Right side: what is said.
    pub right: Expr,
    /// True so far from it.
    pub within: Option<Expr>,
    /// False only farther from it than this.
    pub beyond: Option<Expr>,
}

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CompareOp {
    /// Refinement.
    Is,
    /// Smaller.
    Less,
    /// Smaller or equal.
    AtMost,
    /// Greater.
    More,
    /// Greater or equal.
    AtLeast,
    /// All days earlier.
    Before,
    /// All days later.
    After,
    /// Shares a day with the window.
    Meets,
    /// Is an element of.
    In,
}

/// How a window applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AtMode {
    /// On some day of it.
    Some,
    /// On every day of it.
    Throughout,
    /// As known at some day of it.
    Known,
}

/// A bounded quantifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quantifier {
    /// At least one.
    Some,
    /// None.
    No,
    /// Every one.
    All,
}
