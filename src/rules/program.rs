//! Compiled rules: everything resolved to numbers, ready to run.
//!
//! A program is stored with the binary and decoded at start; it names kinds and properties, so that it
//! can be used with any base whose schema has them.

use super::lexicon::{ClassId, Lexicon, WordId};
use crate::calendar::Unit;
pub use crate::lang::ast::{AtMode as Mode, CompareOp as Op, Quantifier as Quant};
use crate::quantity::Decimal;
use serde::{Deserialize, Serialize};

/// Index into [`Program::kinds`]: a kind named by the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KindRef(pub u16);

/// Index into [`Program::symbols`]: a property named by the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Symbol(pub u16);

/// All rules of a pack.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// Words and word classes.
    pub lexicon: Lexicon,
    /// Kinds that the rules name.
    pub kinds: Vec<String>,
    /// Properties that the rules name.
    pub symbols: Vec<String>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Marks.
    pub marks: Vec<Mark>,
    /// Nodes, in an order in which each uses only earlier ones.
    pub nodes: Vec<Node>,
    /// Derived properties.
    pub views: Vec<View>,
    /// Patterns: those of the nodes in the nodes' order, then those of the phrases.
    pub alternatives: Vec<Alternative>,
    /// By word: the alternatives that have an anchor there.
    pub word_anchors: Vec<(WordId, Anchor)>,
    /// By what is wanted: the alternatives that have an anchor there.
    pub note_anchors: Vec<(Want, Anchor)>,
    /// SHA-256 of the rule files, in hexadecimal.
    pub hash: String,
}

/// Where a pattern is tried: an alternative and the element that stands at the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The alternative.
    pub alternative: u32,
    /// The element.
    pub element: u16,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// Its parameters.
    pub params: Vec<Param>,
    /// When it is true.
    pub truth: Code,
    /// What a contradiction says.
    pub because: Vec<Part>,
    /// The parameters that may be at fault, with the values to try.
    pub vary: Vec<(u8, Option<Code>)>,
    /// Conditions that make it less grave, with the severity then.
    pub weaken: Vec<Weaken>,
    /// Other claims that may have been meant.
    pub instead: Vec<Instead>,
    /// How grave a contradiction is.
    pub severity: Severity,
    /// Parameters whose repair is safe, and the condition of that.
    pub safe: Vec<(u8, Option<Code>)>,
    /// Parameters of whose readings those are meant that make the claim true.
    pub settles: Vec<u8>,
    /// Whether no base is asked.
    pub basis_text: bool,
    /// Claims that it wins over on the same words.
    pub over: Vec<u16>,
    /// What it may be chosen by, beside its name and its file.
    pub tags: Vec<String>,
    /// The file that it stands in.
    pub file: String,
    /// Its place in the file.
    pub place: crate::text::Span,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For information.
    Info,
    /// Worth a look.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "info" => Some(Self::Info),
            "warning" => Some(Self::Warning),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

/// When a contradiction is less grave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weaken {
    /// What it is then at most; none: it is open.
    pub to: Option<Severity>,
    /// Whether it is so where the condition is not true, unknown included.
    pub unless: bool,
    /// The condition.
    pub when: Code,
}

/// A parameter of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Whether it is a time that defaults to the clause's.
    pub window: bool,
    /// Whether it is said as an ordinal.
    pub ordinal: bool,
    /// Whether it need not be stated.
    pub optional: bool,
}

/// Another claim for the same words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Instead {
    /// The claim.
    pub claim: u16,
    /// Its arguments, from this claim's.
    pub args: Vec<Code>,
    /// The words to write.
    pub words: Vec<Part>,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Part {
    /// Words.
    Text(String),
    /// A value.
    Hole(Code),
    /// The value of a parameter that would make the claim true.
    Solve(u8),
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Its name.
    pub name: String,
    /// Its word class.
    pub class: ClassId,
    /// The window that it gives.
    pub window: Code,
    /// Where the claim must not hold.
    pub except: Option<Code>,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// The kind of its value.
    pub kind: KindRef,
    /// How many strata of nodes lie below it.
    pub stratum: u16,
}

/// A derived property, inlined where it is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The kinds that have it.
    pub kinds: Vec<KindRef>,
    /// Its name.
    pub property: Symbol,
    /// Its value; parameter 0 is the subject.
    pub body: Code,
}

/// One pattern of a node or phrase.
#[expect(clippy::struct_excessive_bools, reason = "each is a clause of the language")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// The node that it makes, or none for a phrase.
    pub node: Option<u16>,
    /// Name of the node or phrase.
    pub name: String,
    /// Its elements.
    pub elements: Vec<Element>,
    /// Its captures, by slot.
    pub captures: Vec<String>,
    /// The node's value.
    pub value: Option<Code>,
    /// The claims that it states: claim and arguments.
    pub states: Vec<(u16, Vec<Code>)>,
    /// Fires in questions and conditions.
    pub any_mood: bool,
    /// Fires under `one of the`.
    pub partitive: bool,
    /// What it states is never contradicted.
    pub weak: bool,
    /// Its words take for granted what it states, whatever the clause does.
    pub granted: bool,
    /// What the frame may do without harm to the claim: quote, attribute, deny.
    pub even: Vec<crate::lang::guard::Guard>,
    /// Does not fire where one of these matches at its start.
    pub unless: Vec<Vec<Element>>,
    /// Does not fire where the frame does one of these.
    pub guards: Vec<crate::lang::guard::Guard>,
    /// The pass in which it runs: nodes by stratum, phrases last.
    pub stratum: u16,
}

/// An element of a pattern.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Element {
    /// What stands there.
    pub what: What,
    /// It need not stand there.
    pub optional: bool,
    /// It may stand up to four times.
    pub many: bool,
    /// The verb at which a negation flips the claim.
    pub verb: bool,
}

/// What an element matches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// Any of these words.
    Words(Vec<WordId>),
    /// An annotation or word class; kept in the slot if it has one.
    Capture {
        /// Where it is kept.
        slot: Option<u8>,
        /// Any of these.
        wants: Vec<Want>,
        /// One or more, with commas and `and` between.
        list: bool,
        /// The first mention of the sentence, before any verb.
        subject: bool,
    },
    /// One of several sequences.
    Group(Vec<Vec<Element>>),
    /// At most so many tokens; none: any number within the sentence.
    Gap(Option<u32>),
}

/// What a capture takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Want {
    /// A cardinal number.
    Number,
    /// An ordinal.
    Ordinal,
    /// A percentage.
    Percent,
    /// A difference of percentages.
    Points,
    /// A part of a whole.
    Fraction,
    /// A number that is only hinted at.
    Vague,
    /// How many times as much.
    Multiple,
    /// A sum of money.
    Money,
    /// A length, area, volume, mass, speed or temperature.
    Measure,
    /// Two numbers against each other.
    Vote,
    /// A calendar time.
    Date,
    /// A calendar time that is one day, month or year and that the words alone fix.
    Moment,
    /// A calendar time from a day to a day.
    Range,
    /// A range without its separator.
    BrokenRange,
    /// A length of time.
    Period,
    /// An age.
    Age,
    /// A weekday.
    Weekday,
    /// A name that the base does not hold.
    Name,
    /// A near miss of a name that the base holds.
    Misspelling,
    /// The name of a place, of the base or only of its gazetteer.
    Locality,
    /// The adjective of a place.
    Demonym,
    /// The last name alone of somebody who is named in full before.
    Surname,
    /// A mention of an entity of a kind, or a node with such a value.
    Kind(KindRef),
    /// The result of a node.
    Node(u16),
    /// An entry of a word class.
    Class(ClassId),
    /// A mark.
    Mark(u16),
}

/// The words for [`Want`]s that are not kinds, nodes, classes or marks.
pub const WANTS: [(&str, Want); 22] = [
    ("number", Want::Number),
    ("ordinal", Want::Ordinal),
    ("percent", Want::Percent),
    ("points", Want::Points),
    ("fraction", Want::Fraction),
    ("vague", Want::Vague),
    ("multiple", Want::Multiple),
    ("money", Want::Money),
    ("measure", Want::Measure),
    ("vote", Want::Vote),
    ("date", Want::Date),
    ("moment", Want::Moment),
    ("range", Want::Range),
    ("broken-range", Want::BrokenRange),
    ("period", Want::Period),
    ("age", Want::Age),
    ("weekday", Want::Weekday),
    ("name", Want::Name),
    ("misspelling", Want::Misspelling),
    ("locality", Want::Locality),
    ("demonym", Want::Demonym),
    ("surname", Want::Surname),
];

/// A function of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Function {
    /// How many values: an interval.
    Count,
    /// The weekday of a day.
    Weekday,
    /// The sum of numbers.
    Sum,
    /// All time up to the end of a window.
    EverBefore,
    /// All time after the start of a window.
    EverAfter,
    /// A range that is written with its separator.
    Separated,
    /// A name as the base spells it.
    Spelled,
    /// How often the article names somebody by the last word of the label.
    Named,
    /// Whether a time is that about publication.
    Recent,
    /// The first day of a time.
    Start,
    /// The last day of a time.
    End,
    /// The whole year of a time.
    Year,
    /// How long it is from a day to a window, in months.
    Elapsed,
    /// How many whole years it is from a day to a window: an age.
    Age,
    /// The day and month of a day, as a text: `09-11`.
    CalendarDay,
    /// Those of some entities that the article names before.
    Told,
    /// A time with its preposition, for messages: `on 5 May 1975`, `in 1975`.
    When,
    /// The first value if anything is known of it, else the second.
    Either,
    /// How many of its standard unit a quantity is.
    Amount,
    /// The standard unit or currency of a quantity, as a text.
    Unit,
    /// The first element of a list.
    First,
    /// The last element of a list.
    Last,
    /// Where the best-known place of a name lies.
    Home,
}

/// The names of functions, with how many arguments each takes.
pub const FUNCTIONS: [(&str, Function, usize); 23] = [
    ("count", Function::Count, 1),
    ("weekday", Function::Weekday, 1),
    ("sum", Function::Sum, 1),
    ("ever-before", Function::EverBefore, 1),
    ("ever-after", Function::EverAfter, 1),
    ("separated", Function::Separated, 1),
    ("spelled", Function::Spelled, 1),
    ("named", Function::Named, 1),
    ("recent", Function::Recent, 1),
    ("start", Function::Start, 1),
    ("end", Function::End, 1),
    ("year", Function::Year, 1),
    ("elapsed", Function::Elapsed, 2),
    ("age", Function::Age, 2),
    ("calendar-day", Function::CalendarDay, 1),
    ("told", Function::Told, 1),
    ("when", Function::When, 1),
    ("either", Function::Either, 2),
    ("amount", Function::Amount, 1),
    ("unit", Function::Unit, 1),
    ("first", Function::First, 1),
    ("last", Function::Last, 1),
    ("home", Function::Home, 1),
];

/// A resolved expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Code {
    /// A parameter of the claim, a capture of the pattern, or the subject of a view.
    Param(u8),
    /// One claim for each element of a captured list.
    Each(u8),
    /// A quantified variable, counted from the outermost.
    Local(u8),
    /// The time of the clause.
    Clause,
    /// The publication date.
    Published,
    /// The time of publication, whatever the tense of the clause, or the date that the clause tells:
    /// either may be meant.
    Standing,
    /// The time of the clause; where it tells a date, that or the time of publication. For what a noun
    /// phrase takes for granted.
    Presupposed,
    /// The times that are told near the clause.
    Nearby,
    /// All time.
    Ever,
    /// A number.
    Number(Decimal),
    /// A text or bare word.
    Text(String),
    /// A property of a value.
    Property(Box<Code>, Symbol),
    /// The statements with this value.
    Select(Box<Code>, Box<Code>),
    /// Entities of a kind with these property values.
    Find(KindRef, Vec<(Symbol, Code)>),
    /// A value at, throughout or known in a window.
    At(Box<Code>, Mode, Box<Code>),
    /// A function.
    Call(Function, Vec<Code>),
    /// Several values.
    Set(Vec<Code>),
    /// A length of time.
    Period(Box<Code>, Unit),
    /// `+ - * /`
    Arithmetic(Box<Code>, char, Box<Code>),
    /// A comparison with tolerances.
    Compare(Box<Comparison>),
    /// Both.
    And(Box<Code>, Box<Code>),
    /// Either.
    Or(Box<Code>, Box<Code>),
    /// Not.
    Not(Box<Code>),
    /// `some x in set: body`
    Quantified(Quant, Box<Code>, Box<Code>),
}

/// A comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Left side.
    pub left: Code,
    /// Operator.
    pub op: Op,
    /// Right side.
    pub right: Code,
    /// True so far from it.
    pub within: Option<Code>,
    /// False only beyond this.
    pub beyond: Option<Code>,
}
