//! Expressions.

use super::compare::{Tolerance, compare};
use super::value::{Facts, Reason, Said, Val};
use super::world::{Outcome, Trace, World};
use crate::calendar::{Days, Period, Window};
use crate::proof::{Datum, Proof, Step};
use crate::quantity::Extent;
use crate::rules::program::{Code, Comparison, Function, Quant, Symbol};
use crate::truth::Truth;
use std::rc::Rc;

/// How deeply views may lead into views; deeper is not known.
const DEEPEST: usize = 16;

impl World<'_> {
    /// The value of an expression.
    #[must_use]
    pub fn val(&self, code: &Code) -> Val {
        self.value(code, &mut Vec::new(), 0)
    }

    /// The truth of an expression, with its proof where proofs are asked for.
    #[must_use]
    pub fn truth(&self, code: &Code) -> Outcome {
        self.outcome(code, &mut Vec::new(), 0)
    }

    pub(super) fn value(&self, code: &Code, locals: &mut Vec<Val>, depth: usize) -> Val {
        if depth > DEEPEST {
            return Val::Unknown(Reason::Incomplete);
        }
        match code {
            Code::Param(slot) | Code::Each(slot) => self.args.get(usize::from(*slot)).cloned().unwrap_or(Val::Unstated),
            Code::Local(at) => locals.get(usize::from(*at)).cloned().unwrap_or(Val::Unstated),
            Code::Clause => {
                self.clause.map_or(Val::Unknown(Reason::NoPublicationDate), |window| Val::Window(window, None))
            }
            Code::Published => self
                .published_window()
                .map_or(Val::Unknown(Reason::NoPublicationDate), |window| Val::Window(window, None)),
            Code::Ever => Val::Window(Window::exact(Days::ALL), None),
            Code::Standing => self.told_or(self.standing()),
            Code::Nearby => Val::Set(self.nearby.iter().map(|&days| Val::Window(Window::exact(days), None)).collect()),
            Code::Presupposed => self.told_or(
                self.presupposed.map_or(Val::Unknown(Reason::NoPublicationDate), |window| Val::Window(window, None)),
            ),
            Code::Number(number) => Val::Number(Extent::exact(*number)),
            Code::Text(text) => Val::Text(text.clone()),
            Code::Property(from, symbol) => {
                let subject = self.value(from, locals, depth);
                let mut found = self.property_deep(&subject, *symbol, depth);
                // What is asked of statements themselves has the subjects that they have.
                let own =
                    matches!(subject, Val::Facts(_)) && matches!(self.symbol(*symbol), "from" | "until" | "capacity");
                if let (Val::Facts(facts), false, true) = (&mut found, own, self.in_full()) {
                    let how = self.origin(from, locals, depth);
                    facts
                        .groups
                        .iter_mut()
                        .for_each(|group| group.how = super::origin::through(group.how.take(), how.as_ref()));
                }
                found
            }
            Code::Select(set, value) => {
                let chosen = self.origin(value, locals, depth);
                let value = self.value(value, locals, depth);
                let mut found = self.select(self.value(set, locals, depth), &value);
                if let Val::Facts(facts) = &mut found {
                    facts.groups.iter_mut().for_each(|group| group.chosen.clone_from(&chosen));
                }
                found
            }
            Code::Find(kind, filters) => {
                let filters: Vec<(Symbol, Val)> =
                    filters.iter().map(|(symbol, value)| (*symbol, self.value(value, locals, depth))).collect();
                self.find(*kind, &filters)
            }
            Code::At(inner, mode, told) => {
                let window = self.value(told, locals, depth);
                let scope = self.origin(told, locals, depth);
                self.at(self.value(inner, locals, depth), *mode, &window, scope.as_ref())
            }
            Code::Call(function, args) => self.call(*function, args, locals, depth),
            Code::Set(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    all.extend(self.elements(self.value(part, locals, depth)));
                }
                Val::Set(all)
            }
            Code::Period(count, unit) => match self.value(count, locals, depth) {
                Val::Number(count) => Val::Period(Period { unit: *unit, count }),
                Val::Facts(facts) => self.map("period", None, facts, |val| match val {
                    Val::Number(count) => Val::Period(Period { unit: *unit, count: *count }),
                    other => other.clone(),
                }),
                other => other,
            },
            Code::Arithmetic(left, operator, right) => {
                let said = self.origin(right, locals, depth);
                let (left, right) = (self.value(left, locals, depth), self.value(right, locals, depth));
                self.arithmetic(left, *operator, &right, said.as_ref())
            }
            Code::Compare(_) | Code::And(..) | Code::Or(..) | Code::Not(_) | Code::Quantified(..) => {
                // A truth where a value is wanted is excluded by the static types.
                Val::Unknown(Reason::Incomplete)
            }
        }
    }

    pub(super) fn outcome(&self, code: &Code, locals: &mut Vec<Val>, depth: usize) -> Outcome {
        match code {
            Code::And(a, b) => self.both(code, a, b, locals, depth),
            Code::Or(a, b) => self.both(code, a, b, locals, depth),
            Code::Not(inner) => {
                let inner = self.outcome(inner, locals, depth);
                let truth = !inner.truth;
                let proof =
                    self.node(|| Proof::new(Step::Derive, "not", "the contrary", Datum::Truth(truth)).on(inner.proof));
                Outcome { truth, proof, ..inner }
            }
            Code::Compare(comparison) => self.comparison(comparison, locals, depth),
            Code::Quantified(quantifier, set, body) => self.quantified(*quantifier, set, body, locals, depth),
            Code::Call(Function::Recent, args) => {
                let at = args.first().map_or(Val::Unstated, |arg| self.value(arg, locals, depth));
                Outcome::of(self.recent(at))
            }
            Code::Call(function @ (Function::Separated | Function::Spelled), args) => {
                self.written(*function, args, locals, depth)
            }
            _ => Outcome::unknown(Reason::Incomplete),
        }
    }

    pub(super) fn both(&self, code: &Code, a: &Code, b: &Code, locals: &mut Vec<Val>, depth: usize) -> Outcome {
        let (a, b) = (self.outcome(a, locals, depth), self.outcome(b, locals, depth));
        let (op, truth) =
            if matches!(code, Code::And(..)) { ("and", a.truth.and(b.truth)) } else { ("or", a.truth.or(b.truth)) };
        let reason = if truth == Truth::Unknown { a.reason.or(b.reason) } else { None };
        let proof = self.node(|| {
            Proof::new(Step::Derive, op, if op == "and" { "both" } else { "either" }, Datum::Truth(truth))
                .on(a.proof.into_iter().chain(b.proof))
        });
        Outcome { truth, reason, disputed: (a.disputed || b.disputed) && truth == Truth::Unknown, proof }
    }

    pub(super) fn quantified(
        &self,
        quantifier: Quant,
        set: &Code,
        body: &Code,
        locals: &mut Vec<Val>,
        depth: usize,
    ) -> Outcome {
        let set = self.value(set, locals, depth);
        if let Val::Unknown(reason) = set {
            return Outcome::unknown(reason);
        }
        let elements = self.elements(set);
        let silent = Self { trace: Trace::Off, ..*self };
        let mut outcomes = Vec::new();
        for element in &elements {
            locals.push(element.clone());
            outcomes.push(silent.outcome(body, locals, depth));
            locals.pop();
        }
        // The set may lack elements that the base does not know: one witness proves or refutes, but the
        // lack of one proves nothing.
        let any = Truth::any(outcomes.iter().map(|outcome| outcome.truth));
        let all = Truth::all(outcomes.iter().map(|outcome| outcome.truth));
        let (op, truth, witness) = match quantifier {
            Quant::Some => ("some", if any == Truth::True { Truth::True } else { Truth::Unknown }, Truth::True),
            Quant::No => ("no", if any == Truth::True { Truth::False } else { Truth::Unknown }, Truth::True),
            Quant::All => ("all", if all == Truth::False { Truth::False } else { Truth::Unknown }, Truth::False),
        };
        let reason = (truth == Truth::Unknown)
            .then(|| outcomes.iter().find_map(|outcome| outcome.reason).unwrap_or(Reason::Incomplete));
        // A witness is all that it takes; only its proof is made.
        let proof = self.node(|| {
            let at = (truth != Truth::Unknown)
                .then(|| outcomes.iter().position(|outcome| outcome.truth == witness))
                .flatten();
            let shown = at.and_then(|at| elements.get(at)).and_then(|element| {
                locals.push(element.clone());
                let shown = self.outcome(body, locals, depth).proof;
                locals.pop();
                shown
            });
            Proof::new(Step::Derive, op, format!("{op} of {}", outcomes.len()), Datum::Truth(truth)).on(shown)
        });
        Outcome { truth, reason, disputed: false, proof }
    }

    pub(super) fn comparison(&self, comparison: &Comparison, locals: &mut Vec<Val>, depth: usize) -> Outcome {
        let left = self.value(&comparison.left, locals, depth);
        let right = self.value(&comparison.right, locals, depth);
        let tolerance = Tolerance {
            within: comparison.within.as_ref().map(|code| self.value(code, locals, depth)),
            beyond: comparison.beyond.as_ref().map(|code| self.value(code, locals, depth)),
        };
        if matches!(right, Val::Unstated) {
            return Outcome {
                proof: self.node(|| {
                    Proof::new(Step::Derive, "unstated", "not stated", Datum::Truth(Truth::True)).on(self.origin(
                        &comparison.right,
                        locals,
                        depth,
                    ))
                }),
                ..Outcome::of(Truth::True)
            };
        }
        let margins = |code: Option<&Code>, val: Option<&Val>, op: &str| {
            Some(Rc::new(
                Proof::new(Step::Derive, op, val?.words(self.base), val?.datum(self.base))
                    .on(code.and_then(|code| self.origin(code, &mut locals.clone(), depth))),
            ))
        };
        let margins: Vec<Rc<Proof>> = if self.in_full() {
            [
                margins(comparison.within.as_ref(), tolerance.within.as_ref(), "within"),
                margins(comparison.beyond.as_ref(), tolerance.beyond.as_ref(), "beyond"),
            ]
            .into_iter()
            .flatten()
            .collect()
        } else {
            Vec::new()
        };
        let right = match right {
            // What is said is never a fact of the base unless a rule says so; then any of its values may be meant.
            Val::Facts(facts) => {
                Val::Set(facts.groups.iter().flat_map(|group| &group.items).map(|item| item.val.clone()).collect())
            }
            other => other,
        };
        if let Val::Facts(facts) = &left {
            let outcome = match &right {
                Val::Unknown(reason) => Outcome::unknown(*reason),
                Val::Unresolved(_) => Outcome::unknown(Reason::NoEntity),
                _ => self.facts(facts, comparison.op, &right, &tolerance),
            };
            let said = self.shown("said", &right, self.origin(&comparison.right, locals, depth));
            let inputs = outcome.proof.clone().into_iter().chain(said).chain(margins);
            let proof = self.node_on(inputs, || {
                let text = format!("{} {} {}", left.words(self.base), op_word(comparison.op), right.words(self.base));
                Proof::new(Step::Compare, op_word(comparison.op), text, Datum::Truth(outcome.truth))
            });
            return Outcome { proof, ..outcome };
        }
        let (truth, reason) = compare(self.base, &left, comparison.op, &right, &tolerance);
        let sides = [(&left, &comparison.left), (&right, &comparison.right)]
            .map(|(side, code)| self.shown("value", side, self.origin(code, locals, depth)));
        let rests_on = if self.trace == Trace::Off { Vec::new() } else { self.rests_on(&left, &right) };
        let proof = self.node_on(sides.into_iter().flatten().chain(rests_on).chain(margins), || {
            let text = format!("{} {} {}", left.words(self.base), op_word(comparison.op), right.words(self.base));
            Proof::new(Step::Compare, &format!("plain-{}", op_word(comparison.op)), text, Datum::Truth(truth))
        });
        Outcome { truth, reason, disputed: false, proof }
    }

    pub(super) fn written(&self, function: Function, args: &[Code], locals: &mut Vec<Val>, depth: usize) -> Outcome {
        let value = args.first().map_or(Val::Unstated, |arg| self.value(arg, locals, depth));
        let (truth, text) = match (function, &value) {
            (Function::Separated, Val::Time(Said { gap, .. })) => (
                Truth::from_bool(gap.is_none()),
                if gap.is_some() { "a separator is missing between the two dates" } else { "the dates are separated" },
            ),
            (_, Val::Miss { .. }) => (Truth::False, "no such name is known, and one that differs by a slip is"),
            (_, Val::Text(_) | Val::Entity(_)) => (Truth::True, "the name is known"),
            _ => (Truth::Unknown, "not known"),
        };
        let proof = self.node(|| {
            let shown = self.shown("value", &value, args.first().and_then(|arg| self.origin(arg, locals, depth)));
            let right = if let Val::Miss { right, .. } = &value {
                self.shown("near", &Val::Text(right.clone()), None)
            } else {
                None
            };
            Proof::new(Step::Compare, "written", text, Datum::Truth(truth)).on(shown).on(right)
        });
        let reason = (truth == Truth::Unknown).then_some(Reason::NoEntity);
        Outcome { truth, reason, disputed: false, proof }
    }

    /// A value as a list of its parts.
    pub(super) fn elements(&self, value: Val) -> Vec<Val> {
        match value {
            Val::Set(parts) => parts,
            Val::Facts(facts) => facts
                .groups
                .iter()
                .flat_map(|group| group.items.iter().filter(|item| group.keeps(self.base, item)))
                .map(|item| item.val.clone())
                .collect(),
            Val::Unstated | Val::Unknown(_) | Val::Unresolved(_) => Vec::new(),
            other => vec![other],
        }
    }

    pub(super) fn map(&self, op: &str, said: Option<&Rc<Proof>>, mut facts: Facts, step: impl Fn(&Val) -> Val) -> Val {
        for group in &mut facts.groups {
            for item in &mut group.items {
                let val = step(&item.val);
                if self.trace != Trace::Off && val != item.val {
                    let node = Proof::new(Step::Derive, op, val.words(self.base), val.datum(self.base))
                        .on(self.proof_of(item))
                        .on(said.cloned());
                    item.proof = Some(Rc::new(node));
                }
                item.val = val;
            }
        }
        Val::Facts(facts)
    }
}

const fn op_word(op: crate::rules::program::Op) -> &'static str {
    use crate::rules::program::Op;
    match op {
        Op::Is => "is",
        Op::Less => "<",
        Op::AtMost => "<=",
        Op::More => ">",
        Op::AtLeast => ">=",
        Op::Before => "before",
        Op::After => "after",
        Op::Meets => "meets",
        Op::In => "in",
    }
}
