//! The static types of the rule language.

use super::Compiler;
use crate::lang::ast::Param;
use crate::lang::{Fault, ast::Name};
use std::fmt;

/// A static type. `Any` fits everything: it is what an expression with a fault has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    /// An entity of one of these kinds; none: of any.
    Entity(Vec<String>),
    /// A date or a stretch.
    Time,
    /// A window.
    Window,
    /// A number, ordinal, count or age.
    Number,
    /// A percentage.
    Percent,
    /// Money or a measure.
    Quantity,
    /// A length of time.
    Period,
    /// A weekday.
    Weekday,
    /// A text, word or name.
    Text,
    /// A truth.
    Truth,
    /// Several values.
    Set(Box<Type>),
    /// Unknown.
    Any,
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entity(kinds) if kinds.is_empty() => f.write_str("an entity"),
            Self::Entity(kinds) => write!(f, "`{}`", kinds.join("|")),
            Self::Time => f.write_str("a date"),
            Self::Window => f.write_str("a window"),
            Self::Number => f.write_str("a number"),
            Self::Percent => f.write_str("a percentage"),
            Self::Quantity => f.write_str("a quantity"),
            Self::Period => f.write_str("a length of time"),
            Self::Weekday => f.write_str("a weekday"),
            Self::Text => f.write_str("a text"),
            Self::Truth => f.write_str("a truth"),
            Self::Set(inner) => write!(f, "a set of {inner}"),
            Self::Any => f.write_str("anything"),
        }
    }
}

impl Type {
    /// Whether the two can be compared or one given for the other, kinds apart.
    pub(super) fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) | (Self::Entity(_), Self::Entity(_)) => true,
            (Self::Time | Self::Window, Self::Time | Self::Window) => true,
            (Self::Set(a), Self::Set(b)) => a.fits(b),
            (Self::Set(inner), other) | (other, Self::Set(inner)) => inner.fits(other),
            (a, b) => a == b,
        }
    }
}

/// The words for types that are not kinds.
const TYPE_WORDS: [(&str, Type); 25] = [
    ("window", Type::Window),
    ("date", Type::Time),
    ("moment", Type::Time),
    ("range", Type::Time),
    ("broken-range", Type::Time),
    ("number", Type::Number),
    ("count", Type::Number),
    ("ordinal", Type::Number),
    ("age", Type::Number),
    ("percent", Type::Percent),
    ("points", Type::Percent),
    ("fraction", Type::Percent),
    ("vague", Type::Number),
    ("multiple", Type::Number),
    ("money", Type::Quantity),
    ("measure", Type::Quantity),
    ("vote", Type::Any),
    ("period", Type::Period),
    ("weekday", Type::Weekday),
    ("text", Type::Text),
    ("name", Type::Any),
    ("word", Type::Text),
    ("misspelling", Type::Text),
    ("locality", Type::Any),
    ("any", Type::Any),
];

impl Compiler<'_> {
    /// The type that a word stands for: a built-in, or a kind.
    pub(super) fn type_of_word(&mut self, name: &Name) -> Option<Type> {
        if let Some((_, kind)) = TYPE_WORDS.iter().find(|(word, _)| *word == name.text) {
            return Some(kind.clone());
        }
        if name.text == "entity" {
            return Some(Type::Entity(Vec::new()));
        }
        if matches!(name.text.as_str(), "demonym" | "surname") {
            return Some(Type::Entity(Vec::new()));
        }
        self.schema.kind(&name.text).map(|_| Type::Entity(vec![name.text.clone()]))
    }

    /// The type of a parameter.
    pub(super) fn param_type(&mut self, param: &Param) -> Type {
        let mut kinds = Vec::new();
        let mut other = None;
        for name in &param.types {
            match self.type_of_word(name) {
                Some(Type::Entity(more)) => kinds.extend(more),
                Some(kind) => other = Some(kind),
                None => {
                    let fault =
                        Fault::error("unknown-name", self.file, name.span, format!("there is no type `{}`", name.text));
                    let known = TYPE_WORDS
                        .iter()
                        .map(|(word, _)| *word)
                        .chain(self.schema.kinds.iter().map(|kind| kind.name.as_str()));
                    let fault = fault.meant(&name.text, known);
                    self.faults.push(fault);
                    return Type::Any;
                }
            }
        }
        match other {
            Some(kind) if kinds.is_empty() => kind,
            Some(_) => Type::Any,
            None => Type::Entity(kinds),
        }
    }

    /// Whether a value of one type may be given where the other is wanted.
    pub(super) fn compatible(&self, given: &Type, wanted: &Type) -> bool {
        match (given, wanted) {
            (Type::Entity(given), Type::Entity(wanted)) => {
                let related = |a: &String, b: &String| match (self.schema.kind(a), self.schema.kind(b)) {
                    (Some(a), Some(b)) => {
                        let kin = self.schema.chain(a).any(|above| self.schema.is_a(b, above));
                        let nested = self
                            .schema
                            .chain(a)
                            .any(|kind| self.schema.properties.iter().any(|p| p.refines && p.kinds.contains(&kind)));
                        self.schema.is_a(a, b) || self.schema.is_a(b, a) || (kin && nested)
                    }
                    _ => true,
                };
                given.is_empty() || wanted.is_empty() || given.iter().any(|a| wanted.iter().any(|b| related(a, b)))
            }
            // A mark stands for the window that it gives; a date is the window of its days.
            (Type::Set(inner), wanted) if !matches!(wanted, Type::Set(_)) => self.compatible(inner, wanted),
            (given, wanted) => given.fits(wanted),
        }
    }
}
