//! Where plain values come from: the arguments, the rule, the time of the clause, and what is worked
//! out from them. Only for proofs.

use super::value::Val;
use super::world::World;
use crate::proof::{Asked, Datum, Proof, Step};
use crate::rules::program::{Code, Function};
use std::rc::Rc;

impl World<'_> {
    /// A node that shows a value, resting on where it comes from.
    pub(super) fn shown(&self, op: &str, val: &Val, origin: Option<Rc<Proof>>) -> Option<Rc<Proof>> {
        self.in_full()
            .then(|| Rc::new(Proof::new(Step::Derive, op, val.words(self.base), val.datum(self.base)).on(origin)))
    }

    /// An argument as it stands in a proof: of a window, also where the claim must not hold.
    #[must_use]
    pub fn argument(&self, text: String, val: &Val) -> Rc<Proof> {
        let datum = match val {
            Val::Window(window, Some(except)) => Datum::Set(vec![Datum::Window(*window), Datum::Window(*except)]),
            other => other.datum(self.base),
        };
        Rc::new(Proof::new(Step::Derive, "argument", text, datum))
    }

    /// Where the value of an expression comes from.
    pub(super) fn origin(&self, code: &Code, locals: &mut Vec<Val>, depth: usize) -> Option<Rc<Proof>> {
        if !self.in_full() {
            return None;
        }
        let parts: Vec<&Code> = match code {
            Code::Period(count, _) => vec![count],
            Code::Arithmetic(left, _, right) => vec![left, right],
            Code::Call(_, args) | Code::Set(args) => args.iter().collect(),
            _ => Vec::new(),
        };
        let val = self.value(code, locals, depth);
        let plain = !matches!(val, Val::Facts(_))
            && parts.iter().all(|part| !matches!(self.value(part, locals, depth), Val::Facts(_)));
        let op = match code {
            // The parameter of a view is its subject, not an argument of the claim.
            Code::Param(_) | Code::Each(_) if depth > 0 => "view",
            Code::Param(_) | Code::Each(_) => return Some(self.argument(val.words(self.base), &val)),
            Code::Clause | Code::Published | Code::Standing | Code::Presupposed | Code::Nearby | Code::Ever => "time",
            Code::Number(_) | Code::Text(_) => "rule",
            Code::Period(..) if plain => "period",
            Code::Arithmetic(_, operator, _) if plain => operation(*operator),
            Code::Set(_) if plain => "set",
            Code::Call(function, _) if plain => match function {
                Function::Weekday => "weekday",
                Function::Sum => "sum",
                Function::EverBefore => "ever-before",
                Function::EverAfter => "ever-after",
                Function::Start => "start",
                Function::End => "end",
                Function::Year => "year",
                Function::Elapsed => "elapsed",
                Function::Age => "age",
                Function::CalendarDay => "calendar-day",
                Function::Amount => "amount",
                Function::Unit => "unit",
                Function::First => "first",
                Function::Last => "last",
                _ => "looked-up",
            },
            _ => "looked-up",
        };
        let parts = if op == "looked-up" { Vec::new() } else { parts };
        if let Code::Find(kind, filters) = code {
            let having = filters.iter().filter_map(|(symbol, wanted)| {
                let val = self.value(wanted, locals, depth);
                let origin = self.origin(wanted, locals, depth);
                self.node(|| Proof::new(Step::Derive, "having", self.symbol(*symbol), val.datum(self.base)).on(origin))
            });
            let having: Vec<Rc<Proof>> = having.collect();
            let kind = self.program.kinds.get(usize::from(kind.0)).map_or("", String::as_str);
            return self.node(|| {
                Proof::new(Step::Derive, "found", format!("{kind}: {}", val.words(self.base)), val.datum(self.base))
                    .on(having)
            });
        }
        if let Some(node) = self.property_of(code, &val, locals, depth) {
            return Some(node);
        }
        let inputs: Vec<Rc<Proof>> = parts.into_iter().filter_map(|part| self.origin(part, locals, depth)).collect();
        self.node(|| Proof::new(Step::Derive, op, val.words(self.base), val.datum(self.base)).on(inputs))
    }

    /// What the base holds of a property of an argument: `title.house`.
    fn property_of(&self, code: &Code, val: &Val, locals: &mut Vec<Val>, depth: usize) -> Option<Rc<Proof>> {
        let Code::Property(from, symbol) = code else { return None };
        if depth > 0 || !matches!(from.as_ref(), Code::Param(_)) {
            return None;
        }
        let Val::Entity(subject) = self.value(from, locals, depth) else { return None };
        let property = self.symbol(*symbol);
        self.base.schema().stored(self.base.kind_of(subject), property)?;
        let asked = Asked {
            subject: self.base.id(subject).to_owned(),
            property: property.to_owned(),
            only: None,
            known: self.known_day(),
            window: None,
        };
        let from = self.origin(from, locals, depth);
        self.node(|| {
            Proof::new(Step::Derive, "property", val.words(self.base), val.datum(self.base)).asking([asked]).on(from)
        })
    }
}

/// How a subject was come by through a view: as the view does, from what it was asked of.
pub(super) fn through(inner: Option<Rc<Proof>>, outer: Option<&Rc<Proof>>) -> Option<Rc<Proof>> {
    let (Some(inner), Some(outer)) = (&inner, outer) else { return inner.or_else(|| outer.cloned()) };
    let node =
        Proof::new(Step::Derive, "through", format!("{} through {}", inner.text, outer.text), inner.value.clone());
    Some(Rc::new(node.on([inner.clone(), outer.clone()])))
}

/// The name of an operation in proofs.
pub(super) const fn operation(operator: char) -> &'static str {
    match operator {
        '+' => "add",
        '-' => "subtract",
        '*' => "multiply",
        _ => "divide",
    }
}
