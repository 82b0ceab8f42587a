//! The syntax trees of both languages. Every node that a message may point at carries its span.

mod facts;

pub use facts::{
    AllowItem, CompleteItem, EditionItem, EntityItem, FactItem, FactLine, GazetteerItem, KindItem, Literal, NamesLine,
    PropertyItem, RetractLine, SenseItem, SeriesItem, SourceItem, StatementLine, TableItem, When,
};

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
#[expect(clippy::struct_excessive_bools, reason = "each is a clause of the language")]
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
    /// `never refuted`: what it states may be supported, and is never contradicted.
    pub weak: bool,
    /// `taken for granted`: judged whatever the clause does with it, and as the writer's own unless in quotation marks.
    pub granted: bool,
    /// `even quoted`, `even attributed`: a finding keeps its severity in somebody else's words. `even denied`: it
    /// is taken for granted whatever the clause denies.
    pub even: Vec<super::guard::Guard>,
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
    /// `safe a`, `safe a when expr`: the repair of this argument may be applied without asking.
    pub safe: Vec<Safe>,
    /// `settles a`: of the readings of this argument, those that make the claim true are meant.
    pub settles: Vec<Name>,
    /// `basis text`: no base is asked.
    pub basis_text: bool,
    /// `over other, …`: wins over these claims on the same words.
    pub over: Vec<Name>,
    /// `tags a, b`: what it may be chosen by, beside its name and its file.
    pub tags: Vec<Name>,
    /// The whole item.
    pub span: Span,
}

/// A parameter whose repair may be made without asking.
#[derive(Debug, Clone, PartialEq)]
pub struct Safe {
    /// Its name.
    pub name: Name,
    /// Only where this holds.
    pub when: Option<Expr>,
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
    /// Whether it weakens where the condition is not true: `weaken to warning unless expr`.
    pub unless: bool,
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
