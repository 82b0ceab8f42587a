//! Expressions.

use super::compare::{Tolerance, compare, shift};
use super::value::{Facts, Group, Item, Reason, Said, Val};
use super::world::{Outcome, World};
use crate::base::{Cardinality, EntityId, Lookup, PropertyId, Statement};
use crate::calendar::{Day, Days, Grain, Period, Time, Window, words};
use crate::proof::{Cited, Datum, Proof, Step};
use crate::quantity::{Decimal, Extent};
use crate::rules::program::{Code, Comparison, Function, Mode, Quant, Symbol};
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
            Code::Presupposed => match self.value(&Code::Clause, locals, depth) {
                clause @ Val::Window(..) if !self.told => clause,
                _ => self.told_or(self.standing()),
            },
            Code::Number(number) => Val::Number(Extent::exact(*number)),
            Code::Text(text) => Val::Text(text.clone()),
            Code::Property(from, symbol) => {
                let subject = self.value(from, locals, depth);
                let mut found = self.property_deep(&subject, *symbol, depth);
                // What is asked of statements themselves has the subjects that they have.
                let own =
                    matches!(subject, Val::Facts(_)) && matches!(self.symbol(*symbol), "from" | "until" | "capacity");
                if let (Val::Facts(facts), false, true) = (&mut found, own, self.trace) {
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

    fn outcome(&self, code: &Code, locals: &mut Vec<Val>, depth: usize) -> Outcome {
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
            Code::Call(function @ (Function::Separated | Function::Spelled), args) => {
                self.written(*function, args, locals, depth)
            }
            _ => Outcome::unknown(Reason::Incomplete),
        }
    }

    fn both(&self, code: &Code, a: &Code, b: &Code, locals: &mut Vec<Val>, depth: usize) -> Outcome {
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

    fn quantified(&self, quantifier: Quant, set: &Code, body: &Code, locals: &mut Vec<Val>, depth: usize) -> Outcome {
        let set = self.value(set, locals, depth);
        if let Val::Unknown(reason) = set {
            return Outcome::unknown(reason);
        }
        let elements = self.elements(set);
        let silent = Self { trace: false, ..*self };
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
        let proof = self.trace.then(|| {
            let at = (truth != Truth::Unknown)
                .then(|| outcomes.iter().position(|outcome| outcome.truth == witness))
                .flatten();
            let shown = at.and_then(|at| elements.get(at)).and_then(|element| {
                locals.push(element.clone());
                let shown = self.outcome(body, locals, depth).proof;
                locals.pop();
                shown
            });
            Rc::new(Proof::new(Step::Derive, op, format!("{op} of {}", outcomes.len()), Datum::Truth(truth)).on(shown))
        });
        Outcome { truth, reason, disputed: false, proof }
    }

    fn comparison(&self, comparison: &Comparison, locals: &mut Vec<Val>, depth: usize) -> Outcome {
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
        let margins: Vec<Rc<Proof>> = if self.trace {
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
            let proof = self.node(|| {
                let text = format!("{} {} {}", left.words(self.base), op_word(comparison.op), right.words(self.base));
                Proof::new(Step::Compare, op_word(comparison.op), text, Datum::Truth(outcome.truth))
                    .on(outcome.proof.clone().into_iter().chain(said))
                    .on(margins)
            });
            return Outcome { proof, ..outcome };
        }
        let (truth, reason) = compare(self.base, &left, comparison.op, &right, &tolerance);
        let sides = [(&left, &comparison.left), (&right, &comparison.right)]
            .map(|(side, code)| self.shown("value", side, self.origin(code, locals, depth)));
        let proof = self.node(|| {
            let text = format!("{} {} {}", left.words(self.base), op_word(comparison.op), right.words(self.base));
            Proof::new(Step::Compare, &format!("plain-{}", op_word(comparison.op)), text, Datum::Truth(truth))
                .on(sides.into_iter().flatten())
                .on(margins)
        });
        Outcome { truth, reason, disputed: false, proof }
    }

    fn written(&self, function: Function, args: &[Code], locals: &mut Vec<Val>, depth: usize) -> Outcome {
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

    /// A property of a value.
    pub(super) fn property(&self, subject: &Val, symbol: Symbol) -> Val {
        self.property_deep(subject, symbol, 0)
    }

    fn property_deep(&self, subject: &Val, symbol: Symbol, depth: usize) -> Val {
        match subject {
            Val::Entity(entity) => self.of_entity(*entity, symbol, depth),
            Val::Set(parts) => self.of_entities(parts.iter(), symbol, depth),
            Val::Facts(facts) => match self.symbol(symbol) {
                "from" => self.ends(facts, "start-of-statement", |statement| Time {
                    point: true,
                    when: crate::calendar::Stretch { start: statement.valid.start, end: statement.valid.start },
                    grain: grain_of(statement.valid.start),
                }),
                "until" => self.ends(facts, "end-of-statement", |statement| Time {
                    point: true,
                    when: crate::calendar::Stretch { start: statement.valid.end, end: statement.valid.end },
                    grain: grain_of(statement.valid.end),
                }),
                "capacity" => self.capacities(facts),
                _ => {
                    let values: Vec<&Val> =
                        facts.groups.iter().flat_map(|group| &group.items).map(|item| &item.val).collect();
                    if values.is_empty() {
                        Val::Unknown(Reason::NoFact)
                    } else {
                        self.of_entities(values.into_iter(), symbol, depth)
                    }
                }
            },
            Val::Unresolved(_) => Val::Unknown(Reason::NoEntity),
            Val::Unstated => Val::Unstated,
            Val::Unknown(reason) => Val::Unknown(*reason),
            // A word that stands for nothing in the base: a post, a body that it does not have.
            Val::Text(_) => Val::Unknown(Reason::NoEntity),
            _ => Val::Unknown(Reason::NoFact),
        }
    }

    fn of_entities<'v>(&self, values: impl Iterator<Item = &'v Val>, symbol: Symbol, depth: usize) -> Val {
        let mut all = Facts::default();
        let mut reason = Reason::NoFact;
        for value in values {
            match self.property_deep(value, symbol, depth + 1) {
                Val::Facts(mut facts) => all.groups.append(&mut facts.groups),
                Val::Unknown(why) => reason = why,
                _ => {}
            }
        }
        if all.groups.is_empty() { Val::Unknown(reason) } else { Val::Facts(all) }
    }

    fn of_entity(&self, entity: EntityId, symbol: Symbol, depth: usize) -> Val {
        let schema = self.base.schema();
        let kind = self.base.kind_of(entity);
        let name = self.symbol(symbol);
        if let Some(lookup) = schema.lookup(kind, name) {
            let properties: Vec<PropertyId> = match lookup {
                Lookup::Stored(property) => vec![property],
                Lookup::Sense(sense) => sense.of.iter().filter_map(|name| schema.stored(kind, name)).collect(),
            };
            let groups = properties.into_iter().map(|property| self.group_of(entity, property)).collect();
            return Val::Facts(Facts { groups });
        }
        let view = self.program.views.iter().find(|view| {
            view.property == symbol
                && view.kinds.iter().any(|&other| self.kind(other).is_some_and(|other| schema.is_a(kind, other)))
        });
        match view {
            Some(view) => {
                let args = [Val::Entity(entity)];
                self.with(&args).value(&view.body, &mut Vec::new(), depth + 1)
            }
            None => Val::Unknown(Reason::NoFact),
        }
    }

    fn group_of(&self, subject: EntityId, property: PropertyId) -> Group {
        let cardinality =
            self.base.schema().property(property).map_or(Cardinality::Many, |property| property.cardinality);
        let items = self
            .base
            .statements(subject, property)
            .map(|statement| Item { val: Val::of(&statement), statement: statement.index, proof: None })
            .collect();
        Group {
            subject,
            property,
            cardinality,
            items,
            at: None,
            known: None,
            selected: false,
            only: None,
            partial: false,
            scope: None,
            chosen: None,
            how: None,
        }
    }

    /// Why an item is so: what has been worked out of its statement, or the statement. Made only when it is
    /// asked for, since most statements of a long list are never needed.
    pub(super) fn proof_of(&self, item: &Item) -> Option<Rc<Proof>> {
        item.proof.clone().or_else(|| self.cite(&self.base.statement(item.statement)?))
    }

    /// The proof node of a statement.
    fn cite(&self, statement: &Statement<'_>) -> Option<Rc<Proof>> {
        self.node(|| {
            let property =
                self.base.schema().property(statement.property).map_or("", |property| property.name.as_str());
            let val = Val::of(statement);
            let value = val.datum(self.base);
            let source = self.base.source(statement.source);
            let phase = statement.phase.word();
            let when = match statement.valid.outer() {
                days if days.first.is_open() && days.last.is_open() => String::new(),
                _ => format!(", {}", words::time(Time { when: statement.valid, grain: Grain::Day, point: false })),
            };
            let name = if phase.is_empty() { property.to_owned() } else { format!("{property} ({phase})") };
            let text = format!(
                "{}: {name} {}{when} [{}]",
                self.base.label(statement.subject),
                val.words(self.base),
                source.map_or("", |source| source.title.as_str())
            );
            let mut node = Proof::new(Step::Statement, "statement", text, value.clone());
            node.source = source.map(|source| source.id.clone());
            node.statement = Some(Box::new(Cited {
                subject: self.base.id(statement.subject).to_owned(),
                property: property.to_owned(),
                value,
                valid: statement.valid,
                known: statement.known,
                phase: phase.to_owned(),
                source: source.map_or_else(String::new, |source| source.id.clone()),
            }));
            node
        })
    }

    fn ends(&self, facts: &Facts, op: &str, end: impl Fn(&Statement<'_>) -> Time) -> Val {
        let mut facts = facts.clone();
        for group in &mut facts.groups {
            let before = group.items.len();
            group.items.retain_mut(|item| match self.base.statement(item.statement) {
                Some(statement)
                    if !end(&statement).days().first.is_open() || !end(&statement).days().last.is_open() =>
                {
                    let time = end(&statement);
                    item.val = Val::time(time);
                    item.proof = self.node(|| {
                        let text = format!("its time: {}", words::time(time));
                        Proof::new(Step::Derive, op, text, Datum::Time(time)).on(self.proof_of(item))
                    });
                    true
                }
                _ => false,
            });
            group.partial |= group.items.len() < before;
        }
        Val::Facts(facts)
    }

    fn capacities(&self, facts: &Facts) -> Val {
        let mut facts = facts.clone();
        for group in &mut facts.groups {
            let before = group.items.len();
            group.items.retain_mut(|item| {
                match self.base.statement(item.statement).and_then(|statement| statement.capacity) {
                    Some(capacity) => {
                        item.val = Val::Entity(capacity);
                        item.proof = self.node(|| {
                            Proof::new(
                                Step::Derive,
                                "capacity",
                                format!("as {}", self.base.label(capacity)),
                                Datum::Entity(self.base.id(capacity).to_owned()),
                            )
                            .on(self.proof_of(item))
                        });
                        true
                    }
                    None => false,
                }
            });
            group.partial |= group.items.len() < before;
        }
        Val::Facts(facts)
    }

    /// Only the statements with this value.
    fn select(&self, set: Val, value: &Val) -> Val {
        let Val::Facts(mut facts) = set else { return set };
        match value {
            Val::Unresolved(_) => return Val::Unknown(Reason::NoEntity),
            Val::Unknown(reason) => return Val::Unknown(*reason),
            _ => {}
        }
        for group in &mut facts.groups {
            // What has been worked on is no longer the value of a statement.
            let raw = |item: &Item| {
                self.base.statement(item.statement).is_some_and(|statement| Val::of(&statement) == item.val)
            };
            group.partial |=
                !group.items.iter().all(raw) || matches!(value, Val::Set(_) | Val::Unstated | Val::Facts(_));
            group.items.retain(|item| item.val == *value);
            group.selected = true;
            group.only = Some(value.clone());
        }
        Val::Facts(facts)
    }

    /// Either the date that the clause tells, if it tells one, or another time: both may be meant.
    fn told_or(&self, other: Val) -> Val {
        match (self.clause.filter(|_| self.told), other) {
            (Some(clause), Val::Window(other, _)) if clause != other => {
                Val::Set(vec![Val::Window(clause, None), Val::Window(other, None)])
            }
            (Some(clause), _) => Val::Window(clause, None),
            (None, other) => other,
        }
    }

    /// The time about publication.
    fn standing(&self) -> Val {
        let Some(published) = self.published else { return Val::Unknown(Reason::NoPublicationDate) };
        let window = crate::frame::window(crate::frame::Row::Present, published);
        window.map_or(Val::Unknown(Reason::NoTime), |window| Val::Window(window, None))
    }

    fn at(&self, value: Val, mode: Mode, window: &Val, scope: Option<&Rc<Proof>>) -> Val {
        // Several windows may be meant: each is a sense.
        if let Val::Set(windows) = window {
            let mut all = Facts::default();
            for window in windows {
                match self.at(value.clone(), mode, window, scope) {
                    Val::Facts(mut facts) => all.groups.append(&mut facts.groups),
                    other => return other,
                }
            }
            return Val::Facts(all);
        }
        let (window, except) = match window {
            Val::Window(window, except) => (*window, *except),
            Val::Time(said) => (Window::of(said.time), None),
            Val::Unstated => match self.clause {
                Some(window) => (window, None),
                None => return Val::Unknown(Reason::NoPublicationDate),
            },
            Val::Unknown(reason) => return Val::Unknown(*reason),
            _ => return Val::Unknown(Reason::NoTime),
        };
        let Val::Facts(mut facts) = value else { return value };
        for group in &mut facts.groups {
            if mode == Mode::Known {
                group.known = Some(window.outer.last);
            } else {
                group.at = Some((mode, window, except));
                group.scope = scope.cloned();
            }
        }
        Val::Facts(facts)
    }

    /// A value as a list of its parts.
    fn elements(&self, value: Val) -> Vec<Val> {
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

    fn map(&self, op: &str, said: Option<&Rc<Proof>>, mut facts: Facts, step: impl Fn(&Val) -> Val) -> Val {
        for group in &mut facts.groups {
            for item in &mut group.items {
                let val = step(&item.val);
                if self.trace && val != item.val {
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

    fn arithmetic(&self, left: Val, operator: char, right: &Val, said: Option<&Rc<Proof>>) -> Val {
        if let Val::Facts(mut facts) = left {
            for group in &mut facts.groups {
                for item in &mut group.items {
                    let val = plain(&item.val, operator, right);
                    item.proof = self.node(|| {
                        let text = format!(
                            "{} {operator} {} = {}",
                            item.val.words(self.base),
                            right.words(self.base),
                            val.words(self.base)
                        );
                        let said = self.shown("said", right, said.cloned());
                        Proof::new(Step::Derive, super::origin::operation(operator), text, val.datum(self.base))
                            .on(self.proof_of(item))
                            .on(said)
                    });
                    item.val = val;
                }
            }
            return Val::Facts(facts);
        }
        plain(&left, operator, right)
    }

    fn call(&self, function: Function, args: &[Code], locals: &mut Vec<Val>, depth: usize) -> Val {
        let mut values: Vec<Val> = args.iter().map(|arg| self.value(arg, locals, depth)).collect();
        let Some(first) = (!values.is_empty()).then(|| values.remove(0)) else { return Val::Unknown(Reason::NoFact) };
        match function {
            Function::Either => match &first {
                Val::Facts(facts) if facts.groups.iter().any(|group| !group.items.is_empty()) => first,
                Val::Unknown(_) | Val::Unstated | Val::Facts(_) => values.into_iter().next().unwrap_or(first),
                _ => first,
            },
            Function::Count => self.count(first),
            Function::Sum => {
                let mut sum = Extent::exact(Decimal::ZERO);
                for part in self.elements(first) {
                    let (Val::Number(part) | Val::Percent(part)) = part else { return Val::Unknown(Reason::NoFact) };
                    sum = add(sum, part);
                }
                Val::Number(sum)
            }
            Function::Weekday => match first {
                Val::Time(Said { time, .. }) if time.days().first == time.days().last => time
                    .days()
                    .first
                    .weekday()
                    .and_then(|weekday| u8::try_from(weekday).ok())
                    .map_or(Val::Unknown(Reason::NoTime), Val::Weekday),
                Val::Unknown(reason) => Val::Unknown(reason),
                _ => Val::Unknown(Reason::NoTime),
            },
            Function::When => match self.current(first) {
                Val::Time(said) => Val::Text(words::when(said.time)),
                Val::Facts(facts) => self.map("when", None, facts, |val| match val {
                    Val::Time(said) => Val::Text(words::when(said.time)),
                    other => other.clone(),
                }),
                other => other,
            },
            Function::Year => match first {
                Val::Time(Said { time, .. }) => {
                    let days = Grain::Year.coarsen(time.days());
                    Val::time(Time::point(days, Grain::Year))
                }
                Val::Window(window, _) => Val::time(Time::point(Grain::Year.coarsen(window.centre), Grain::Year)),
                Val::Facts(facts) => self.map("year", None, facts, |val| match val {
                    Val::Time(said) => Val::time(Time::point(Grain::Year.coarsen(said.time.days()), Grain::Year)),
                    other => other.clone(),
                }),
                other => other,
            },
            Function::Elapsed => {
                let window = match values.into_iter().next() {
                    Some(Val::Window(window, _)) => window,
                    Some(Val::Time(said)) => Window::of(said.time),
                    Some(Val::Unknown(reason)) => return Val::Unknown(reason),
                    _ => return Val::Unknown(Reason::NoTime),
                };
                match first {
                    Val::Facts(facts) => self.map(
                        "elapsed",
                        args.get(1).and_then(|code| self.origin(code, locals, depth)).as_ref(),
                        facts,
                        |val| match val {
                            Val::Time(said) => elapsed(said.time, window),
                            other => other.clone(),
                        },
                    ),
                    Val::Time(said) => elapsed(said.time, window),
                    other => other,
                }
            }
            Function::EverBefore | Function::EverAfter => match first {
                Val::Window(window, except) => {
                    let days = if function == Function::EverBefore {
                        Days { first: Day::MIN, last: window.outer.last }
                    } else {
                        Days { first: window.outer.first, last: Day::MAX }
                    };
                    Val::Window(Window { inner: days, outer: days, centre: window.centre }, except)
                }
                other => other,
            },
            Function::Start | Function::End => {
                let end = |time: Time| {
                    let days = if function == Function::Start { time.when.start } else { time.when.end };
                    Time::point(days, time.grain)
                };
                match first {
                    Val::Time(said) => Val::time(end(said.time)),
                    Val::Facts(facts) => self.map(
                        if function == Function::Start { "start" } else { "end" },
                        None,
                        facts,
                        |val| match val {
                            Val::Time(said) => Val::time(end(said.time)),
                            other => other.clone(),
                        },
                    ),
                    other => other,
                }
            }
            Function::Separated | Function::Spelled => Val::Unknown(Reason::Incomplete),
        }
    }

    /// How many values hold: one interval for each stretch of the window in which the number stays the
    /// same. On a day as many hold as surely do at least, as many as possibly do at most; without
    /// completeness there is no upper end.
    fn count(&self, value: Val) -> Val {
        let Val::Facts(facts) = value else { return value };
        let group = match facts.groups.as_slice() {
            [group] => group,
            [] => return Val::Unknown(Reason::NoFact),
            // What several have together is more than what the first has.
            _ => return Val::Unknown(Reason::Incomplete),
        };
        if group.items.is_empty() {
            return Val::Unknown(Reason::NoFact);
        }
        let counted: Vec<(String, Statement<'_>)> = group
            .items
            .iter()
            .filter_map(|item| Some((format!("{:?}", item.val), self.base.statement(item.statement)?)))
            .collect();
        let distinct = |keep: &dyn Fn(&Statement<'_>) -> bool| {
            let mut values: Vec<&str> =
                counted.iter().filter(|(_, statement)| keep(statement)).map(|(val, _)| val.as_str()).collect();
            values.sort_unstable();
            values.dedup();
            values.len()
        };
        let window = group.at.map_or(Window::exact(Days::ALL), |(_, window, _)| window);
        let mut days = vec![window.outer.first, window.inner.first, window.inner.last.plus_days(1)];
        for (_, statement) in &counted {
            days.extend([statement.valid.start.first, statement.valid.start.last]);
            days.extend([statement.valid.end.first.plus_days(1), statement.valid.end.last.plus_days(1)]);
        }
        let complete: Vec<Days> = self.base.complete(group.subject, group.property).map(|(days, _)| days).collect();
        days.extend(complete.iter().flat_map(|days| [days.first, days.last.plus_days(1)]));
        days.retain(|&day| window.outer.contains(day));
        days.sort_unstable();
        days.dedup();
        let proofs: Vec<Rc<Proof>> = group.items.iter().filter_map(|item| self.proof_of(item)).collect();
        let mut items: Vec<Item> = Vec::new();
        for day in days {
            let low = distinct(&|statement| statement.valid.inner().is_some_and(|days| days.contains(day)));
            let high = distinct(&|statement| statement.valid.outer().contains(day));
            let bounded = !group.partial && complete.iter().any(|days| days.contains(day));
            // Outside the days that are meant at least, a number can be ruled out but not proved: half a
            // member more on either side says so.
            let spare = if window.inner.contains(day) { Decimal::ZERO } else { Decimal::new(5, 1) };
            let (low, high) = (Decimal::from(low) - spare, Decimal::from(high) + spare);
            let extent = Extent { low: Some(low), high: bounded.then_some(high), above: false, below: false };
            let val = Val::Number(extent);
            if items.iter().any(|item| item.val == val) {
                continue;
            }
            let proof = self.node(|| {
                Proof::new(Step::Derive, "count", format!("count from {day}: {extent}"), Datum::Number(extent))
                    .asking([self.asked(group)])
                    .on(self.beside(group, Some(window)))
                    .on(proofs.iter().cloned())
            });
            items.push(Item { val, statement: counted.first().map_or(0, |(_, statement)| statement.index), proof });
        }
        Val::Facts(Facts {
            groups: vec![Group { cardinality: Cardinality::Many, items, at: None, selected: true, ..group.clone() }],
        })
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

fn grain_of(days: Days) -> Grain {
    if days.first == days.last {
        Grain::Day
    } else if Grain::Month.coarsen(Days::one(days.first)) == days {
        Grain::Month
    } else {
        Grain::Year
    }
}

fn add(a: Extent, b: Extent) -> Extent {
    let sum = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).and_then(|(a, b)| a.checked_add(b));
    Extent { low: sum(a.low, b.low), high: sum(a.high, b.high), above: a.above || b.above, below: a.below || b.below }
}

fn negate(a: Extent) -> Extent {
    Extent { low: a.high.map(|high| -high), high: a.low.map(|low| -low), above: a.below, below: a.above }
}

/// Arithmetic on plain values; what has no meaning is not known.
fn plain(left: &Val, operator: char, right: &Val) -> Val {
    match (left, right) {
        (Val::Unknown(reason), _) | (_, Val::Unknown(reason)) => Val::Unknown(*reason),
        (Val::Time(said), Val::Period(period)) => {
            shift(said.time, period, operator == '-').map_or(Val::Unknown(Reason::NoTime), Val::time)
        }
        (Val::Window(window, except), Val::Period(period)) => {
            let moved = |days: Days| shift(Time::point(days, Grain::Day), period, operator == '-').map(Time::days);
            match (moved(window.inner), moved(window.outer), moved(window.centre)) {
                (Some(inner), Some(outer), Some(centre)) => Val::Window(Window { inner, outer, centre }, *except),
                _ => Val::Unknown(Reason::NoTime),
            }
        }
        (Val::Number(a) | Val::Percent(a), Val::Number(b) | Val::Percent(b)) => {
            let result = match operator {
                '+' => add(*a, *b),
                '-' => add(*a, negate(*b)),
                _ => match (a.point(), b.point()) {
                    (Some(x), Some(y)) => {
                        let value = if operator == '*' { x.checked_mul(y) } else { x.checked_div(y) };
                        match value {
                            Some(value) => Extent::exact(value),
                            None => return Val::Unknown(Reason::NoFact),
                        }
                    }
                    _ => return Val::Unknown(Reason::Incomplete),
                },
            };
            if matches!(left, Val::Percent(_)) { Val::Percent(result) } else { Val::Number(result) }
        }
        _ => Val::Unknown(Reason::NoFact),
    }
}

/// How long it is from a time to a window, in months and parts of months: from the latest start to the
/// earliest day, up to from the earliest start to the latest day.
fn elapsed(from: Time, window: Window) -> Val {
    let (days, until) = (from.when.start, window.inner);
    if days.first.is_open() || days.last.is_open() || until.first.is_open() || until.last.is_open() {
        return Val::Unknown(Reason::NoTime);
    }
    // A mean month has 30.436875 days (146,097 days in 400 years).
    let months = |a: Day, b: Day| {
        Decimal::from(b.0 - a.0).checked_mul(Decimal::from(4800)).and_then(|n| n.checked_div(Decimal::from(146_097)))
    };
    match (months(days.last, until.first), months(days.first, until.last)) {
        (Some(low), Some(high)) => Val::Period(Period {
            unit: crate::calendar::Unit::Month,
            count: Extent::between(low.round_dp(2), high.round_dp(2)),
        }),
        _ => Val::Unknown(Reason::NoTime),
    }
}
