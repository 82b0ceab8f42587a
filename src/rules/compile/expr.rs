//! Expressions: names to slots, properties to symbols, types checked on the way.

use super::Compiler;
use super::types::Type;
use crate::base::{Lookup, ValueType};
use crate::calendar::Unit;
use crate::lang::Fault;
use crate::lang::ast::{CompareOp, Expr, ExprNode, Name};
use crate::rules::program::{Code, Comparison, FUNCTIONS, Function, Symbol};
use crate::text::Span;

/// The names that an expression may use.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Parameters or captures: name, type, whether it has been used.
    params: Vec<(String, Type, bool)>,
    /// Quantified variables, outermost first.
    locals: Vec<(String, Type)>,
}

impl Scope {
    pub(super) fn of_params(params: Vec<(String, Type, bool)>) -> Self {
        Self { params, locals: Vec::new() }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.params.iter().map(|(name, ..)| name.as_str())
    }

    pub(super) fn unused(&self) -> impl Iterator<Item = &str> {
        self.params.iter().filter(|(_, _, used)| !used).map(|(name, ..)| name.as_str())
    }

    /// The slot of a parameter; marks it as used.
    pub(super) fn param(&mut self, name: &str) -> Option<u8> {
        let at = self.params.iter().position(|(known, ..)| known == name)?;
        self.params[at].2 = true;
        u8::try_from(at).ok()
    }
}

/// The words for units after a number in an expression.
const UNITS: [(&str, Unit); 10] = [
    ("second", Unit::Second),
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
];

/// What a statement itself has: its own dates and its capacity.
const OF_STATEMENTS: [(&str, Type); 2] = [("from", Type::Time), ("until", Type::Time)];

impl Compiler<'_> {
    /// Compiles an expression; one with a fault becomes `Ever` of type `Any`, so that checking goes on.
    pub(super) fn expr(&mut self, expr: &Expr, scope: &mut Scope) -> (Code, Type) {
        match &expr.node {
            ExprNode::Name(name) | ExprNode::Maybe(name) => self.name(name, expr.span, scope),
            ExprNode::Each(name) => match scope.param(name) {
                Some(slot) => (Code::Each(slot), scope.params[usize::from(slot)].1.clone()),
                None => self.unknown(name, expr.span, scope),
            },
            ExprNode::Number(number) => (Code::Number(*number), Type::Number),
            ExprNode::Text(text) => (Code::Text(text.clone()), Type::Text),
            ExprNode::Property(subject, property) => {
                let (code, kind) = self.expr(subject, scope);
                let result = self.property(&kind, property);
                (Code::Property(Box::new(code), self.symbol(&property.text)), result)
            }
            ExprNode::Select(set, value) => {
                let (set, kind) = self.expr(set, scope);
                let (value, _) = self.expr(value, scope);
                (Code::Select(Box::new(set), Box::new(value)), kind)
            }
            ExprNode::Find(kind, filters) => {
                let Some(found) = self.kind(kind) else { return (Code::Ever, Type::Any) };
                let subject = Type::Entity(vec![kind.text.clone()]);
                let mut codes: Vec<(Symbol, Code)> = Vec::new();
                for (property, value) in filters {
                    let wanted = self.property(&subject, property);
                    let (code, given) = self.expr(value, scope);
                    self.check(&given, &wanted, value.span);
                    codes.push((self.symbol(&property.text), code));
                }
                (Code::Find(found, codes), subject)
            }
            ExprNode::At(value, mode, window) => {
                let (code, kind) = self.expr(value, scope);
                let (window, given) = self.expr(window, scope);
                self.check(&given, &Type::Window, expr.span);
                (Code::At(Box::new(code), *mode, Box::new(window)), kind)
            }
            ExprNode::Call(name, args) => self.call(name, args, scope),
            ExprNode::Set(parts) => {
                let parts: Vec<(Code, Type)> = parts.iter().map(|part| self.expr(part, scope)).collect();
                let kind = parts.first().map_or(Type::Any, |(_, kind)| kind.clone());
                let kind = if parts.iter().all(|(_, other)| *other == kind) { kind } else { Type::Entity(Vec::new()) };
                (Code::Set(parts.into_iter().map(|(code, _)| code).collect()), Type::Set(Box::new(kind)))
            }
            ExprNode::Period(count, unit) => {
                let (code, kind) = self.expr(count, scope);
                self.check(&kind, &Type::Number, count.span);
                match unit_of(&unit.text) {
                    Some(unit) => (Code::Period(Box::new(code), unit), Type::Period),
                    None => {
                        self.faults.push(Fault::error(
                            "unknown-name",
                            self.file,
                            unit.span,
                            format!("`{}` is not a unit of time", unit.text),
                        ));
                        (Code::Ever, Type::Any)
                    }
                }
            }
            ExprNode::Arithmetic(left, operator, right) => {
                let (a, left_type) = self.expr(left, scope);
                let (b, right_type) = self.expr(right, scope);
                let result = match (&left_type, &right_type) {
                    (Type::Time, Type::Period) => Type::Time,
                    (Type::Window, Type::Period) => Type::Window,
                    (Type::Time, Type::Time) if *operator == '-' => Type::Period,
                    (Type::Number, Type::Number) => Type::Number,
                    (Type::Percent, Type::Percent | Type::Number) => Type::Percent,
                    (Type::Any, _) | (_, Type::Any) => Type::Any,
                    _ => {
                        let message = format!("`{operator}` does not take {left_type} and {right_type}");
                        self.faults.push(Fault::error("type", self.file, expr.span, message));
                        Type::Any
                    }
                };
                (Code::Arithmetic(Box::new(a), *operator, Box::new(b)), result)
            }
            ExprNode::Compare(comparison) => {
                let (left, left_type) = self.expr(&comparison.left, scope);
                let (right, right_type) = self.expr(&comparison.right, scope);
                if !self.compatible(&left_type, &right_type) && comparison.op != CompareOp::In {
                    let message = format!("{left_type} can never be {right_type}");
                    self.faults.push(Fault::error("type", self.file, expr.span, message));
                }
                let within = comparison.within.as_ref().map(|within| self.expr(within, scope).0);
                let beyond = comparison.beyond.as_ref().map(|beyond| self.expr(beyond, scope).0);
                (Code::Compare(Box::new(Comparison { left, op: comparison.op, right, within, beyond })), Type::Truth)
            }
            ExprNode::And(a, b) => {
                (Code::And(Box::new(self.truth(a, scope)), Box::new(self.truth(b, scope))), Type::Truth)
            }
            ExprNode::Or(a, b) => {
                (Code::Or(Box::new(self.truth(a, scope)), Box::new(self.truth(b, scope))), Type::Truth)
            }
            ExprNode::Not(a) => (Code::Not(Box::new(self.truth(a, scope))), Type::Truth),
            ExprNode::Quantified(quantifier, name, set, body) => {
                let (set, kind) = self.expr(set, scope);
                let element = if let Type::Set(inner) = kind { *inner } else { kind };
                scope.locals.push((name.text.clone(), element));
                let body = self.truth(body, scope);
                scope.locals.pop();
                (Code::Quantified(*quantifier, Box::new(set), Box::new(body)), Type::Truth)
            }
        }
    }

    pub(super) fn truth(&mut self, expr: &Expr, scope: &mut Scope) -> Code {
        let (code, kind) = self.expr(expr, scope);
        self.check(&kind, &Type::Truth, expr.span);
        code
    }

    fn check(&mut self, given: &Type, wanted: &Type, span: Span) {
        if !self.compatible(given, wanted) {
            self.faults.push(Fault::error("type", self.file, span, format!("this must be {wanted}, it is {given}")));
        }
    }

    fn name(&mut self, name: &str, span: Span, scope: &mut Scope) -> (Code, Type) {
        if let Some(at) = scope.locals.iter().rposition(|(known, _)| known == name) {
            return (Code::Local(u8::try_from(at).unwrap_or(u8::MAX)), scope.locals[at].1.clone());
        }
        if let Some(slot) = scope.param(name) {
            return (Code::Param(slot), scope.params[usize::from(slot)].1.clone());
        }
        match name {
            "clause" => (Code::Clause, Type::Window),
            "published" => (Code::Published, Type::Window),
            "standing" => (Code::Standing, Type::Window),
            "presupposed" => (Code::Presupposed, Type::Window),
            "nearby" => (Code::Nearby, Type::Window),
            "ever" => (Code::Ever, Type::Window),
            _ => self.unknown(name, span, scope),
        }
    }

    fn unknown(&mut self, name: &str, span: Span, scope: &Scope) -> (Code, Type) {
        let known: Vec<&str> = scope
            .names()
            .chain(scope.locals.iter().map(|(name, _)| name.as_str()))
            .chain(["clause", "presupposed", "nearby", "standing", "published", "ever"])
            .collect();
        let fault = Fault::error("unknown-name", self.file, span, format!("there is nothing named `{name}` here"));
        self.faults.push(fault.meant(name, known));
        (Code::Ever, Type::Any)
    }

    fn call(&mut self, name: &Name, args: &[Expr], scope: &mut Scope) -> (Code, Type) {
        let Some(&(_, function, arity)) = FUNCTIONS.iter().find(|(word, ..)| *word == name.text) else {
            let fault =
                Fault::error("unknown-name", self.file, name.span, format!("there is no function `{}`", name.text));
            self.faults.push(fault.meant(&name.text, FUNCTIONS.iter().map(|(word, ..)| *word)));
            return (Code::Ever, Type::Any);
        };
        if args.len() != arity {
            let message = format!("`{}` takes {arity} arguments, {} are given", name.text, args.len());
            self.faults.push(Fault::error("arguments", self.file, name.span, message));
        }
        let parts: Vec<(Code, Type)> = args.iter().map(|arg| self.expr(arg, scope)).collect();
        let first = parts.first().map_or(Type::Any, |(_, kind)| kind.clone());
        let result = match function {
            Function::Count | Function::Sum | Function::Amount | Function::Age | Function::Named => Type::Number,
            Function::Unit | Function::CalendarDay => Type::Text,
            Function::First | Function::Last => match first {
                Type::Set(inner) => *inner,
                other => other,
            },
            Function::Elapsed => Type::Period,
            Function::When => Type::Text,
            Function::Weekday => Type::Weekday,
            Function::EverBefore | Function::EverAfter => Type::Window,
            Function::Separated | Function::Spelled | Function::Recent => Type::Truth,
            Function::Start | Function::End | Function::Year => Type::Time,
            Function::Either | Function::Told => first,
            Function::Home => Type::Entity(Vec::new()),
        };
        (Code::Call(function, parts.into_iter().map(|(code, _)| code).collect()), result)
    }

    /// The type of a property of a value, with a fault where some kind does not have it.
    fn property(&mut self, subject: &Type, property: &Name) -> Type {
        let name = property.text.as_str();
        if let Some((_, kind)) = OF_STATEMENTS.iter().find(|(known, _)| *known == name) {
            return kind.clone();
        }
        if name == "capacity" {
            return Type::Entity(Vec::new());
        }
        let kinds = match subject {
            Type::Entity(kinds) => kinds.clone(),
            Type::Set(inner) => return self.property(&inner.clone(), property),
            Type::Any => return Type::Any,
            other => {
                let message = format!("{other} has no properties");
                self.faults.push(Fault::error("type", self.file, property.span, message));
                return Type::Any;
            }
        };
        if kinds.is_empty() {
            let known = self.schema.properties.iter().any(|p| p.name == name)
                || self.schema.senses.iter().any(|s| s.name == name)
                || self.views.iter().any(|(view, _)| view.property.text == name);
            if !known {
                self.no_property("entity", property, self.schema.properties.iter().map(|p| p.name.clone()).collect());
            }
            return Type::Any;
        }
        // Of several kinds it is enough that one has the property: for the others it is not known.
        let found: Vec<Type> = kinds.iter().filter_map(|kind| self.property_of(kind, name)).collect();
        match found.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other == first) => first.clone(),
            Some(_) => Type::Any,
            None => {
                let mut known: Vec<String> = self.views.iter().map(|(view, _)| view.property.text.clone()).collect();
                for kind in kinds.iter().filter_map(|kind| self.schema.kind(kind)) {
                    known.extend(self.schema.names_of(kind).map(str::to_owned));
                }
                self.no_property(&kinds.join("|"), property, known);
                Type::Any
            }
        }
    }

    fn no_property(&mut self, kind: &str, property: &Name, known: Vec<String>) {
        let fault = Fault::error(
            "unknown-name",
            self.file,
            property.span,
            format!("kind `{kind}` has no property `{}`", property.text),
        );
        self.faults.push(fault.meant(&property.text, known.iter().map(String::as_str)));
    }

    fn property_of(&self, kind: &str, name: &str) -> Option<Type> {
        let id = self.schema.kind(kind)?;
        let viewed = self.views.iter().find(|(view, kinds)| {
            view.property.text == name
                && kinds.iter().any(|other| self.schema.kind(other).is_some_and(|other| self.schema.is_a(id, other)))
        });
        if viewed.is_some() {
            return Some(Type::Any);
        }
        let stored = match self.schema.lookup(id, name)? {
            Lookup::Stored(property) => property,
            Lookup::Sense(sense) => self.schema.stored(id, sense.of.first()?)?,
        };
        Some(match self.schema.property(stored)?.value {
            ValueType::Entity(None) => Type::Entity(Vec::new()),
            ValueType::Entity(Some(kind)) => Type::Entity(vec![self.schema.kind_name(kind).to_owned()]),
            ValueType::Date | ValueType::Interval => Type::Time,
            ValueType::Number => Type::Number,
            ValueType::Text => Type::Text,
        })
    }
}

fn unit_of(word: &str) -> Option<Unit> {
    UNITS
        .iter()
        .find(|(name, _)| {
            *name == word || word.strip_suffix('s') == Some(name) || (*name == "century" && word == "centuries")
        })
        .map(|&(_, unit)| unit)
}
