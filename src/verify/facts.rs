//! What the facts make of a comparison: on a day, throughout, by conflict, by closure, by count.

use super::asked::{Held, cites, surely_known};
use super::fits::{Margins, fits};
use super::{Replay, VerifyError, Why, Within, inputs, truth};
use crate::base::{Cardinality, Rank, Statement};
use crate::calendar::{Day, Days, Window};
use crate::proof::{Asked, Cited, Datum, Proof};
use crate::quantity::{Decimal, Extent};
use crate::truth::Truth;
use std::rc::Rc;

/// Inputs beside those that list values.
const BESIDE: [&str; 4] = ["subject", "only", "window", "complete"];

/// A statement that the proof lists, and what its value makes of the comparison.
struct Item<'a> {
    cited: &'a Cited,
    truth: Truth,
}

/// The node at the bottom of a chain of values: a statement or a count.
pub(super) fn bottom(mut node: &Proof) -> &Proof {
    while node.statement.is_none()
        && node.op != "count"
        && let Some(first) = node.inputs.first()
    {
        node = first;
    }
    node
}

/// The inputs that list values.
fn items(node: &Proof) -> impl Iterator<Item = &Proof> {
    node.inputs.iter().map(Rc::as_ref).filter(|input| !BESIDE.contains(&input.op.as_str()))
}

/// The window of a node.
fn window(node: &Proof) -> Option<Window> {
    inputs(node, "window").find_map(|window| if let Datum::Window(window) = window.value { Some(window) } else { None })
}

/// Whether the stretches cover every day of `whole`.
fn covered(whole: Days, mut stretches: Vec<Days>) -> bool {
    stretches.sort_unstable();
    let mut reached: Option<Day> = None;
    for days in stretches {
        let gap = reached.map_or(days.first > whole.first, |day| days.first > day.plus_days(1));
        if gap {
            return false;
        }
        reached = reached.max(Some(days.last));
        if reached >= Some(whole.last) {
            return true;
        }
    }
    false
}

impl<'a> Replay<'a> {
    /// A comparison of all statements of a property with what is said.
    pub(super) fn facts(self, node: &'a Proof, within: Within<'a>) -> Result<(), VerifyError> {
        if truth(node) == Truth::Unknown {
            return Ok(());
        }
        let (Some(compared), [asked]) = (within.compared, node.asked.as_slice()) else {
            return Err(Why::Form.at(node));
        };
        let said = inputs(compared, "said").next().ok_or_else(|| Why::Form.at(node))?;
        Self::about(node, asked)?;
        let held = Held::of(self.base, asked).ok_or_else(|| Why::Base.at(node))?;
        let compare = |value: &Datum| fits(self.base, value, &compared.op, &said.value, Margins::of(compared));
        if items(node).any(|input| bottom(input).op == "count") {
            return self.counted(node, asked, compare);
        }
        let mut listed: Vec<Item<'_>> = Vec::new();
        for input in items(node) {
            let cited = bottom(input).statement.as_deref().ok_or_else(|| Why::Form.at(node))?;
            let about = held.statements.iter().any(|statement| cites(self.base, cited, statement));
            Why::Follows.unless(about, input)?;
            listed.push(Item { cited, truth: compare(&input.value) });
        }
        let of = |statement: &Statement<'_>| {
            listed
                .iter()
                .filter(|item| cites(self.base, item.cited, statement))
                .map(|item| item.truth)
                .collect::<Vec<_>>()
        };
        // All these statements are listed, with values of this truth.
        let all = |statements: &[Statement<'_>], wanted: Truth| {
            statements.iter().all(|s| of(s).contains(&wanted) && of(s).iter().all(|&truth| truth == wanted))
        };
        let inner = |wanted: Truth| {
            listed.iter().filter(move |item| item.truth == wanted).filter_map(|item| item.cited.valid.inner())
        };
        let lone = asked.only.is_none();
        let counting = held.that_count(asked.known);
        // In a window, a preferred statement that speaks of it outranks the others.
        let outranked = |statement: &Statement<'_>| {
            let speaks = |s: &&Statement<'_>| window(node).is_some_and(|window| s.valid.outer().meets(window.outer));
            statement.rank < Rank::Preferred && held.statements.iter().filter(speaks).any(|s| s.rank == Rank::Preferred)
        };
        let by_rank = window(node).is_none()
            || listed
                .iter()
                .filter(|item| item.truth == truth(node))
                .all(|item| held.statements.iter().any(|s| cites(self.base, item.cited, s) && !outranked(s)));
        let holds = match (node.op.as_str(), truth(node), window(node)) {
            ("stated", Truth::True, None) => {
                let sources_agree = held.cardinality != Cardinality::Once
                    || !lone
                    || counting.iter().all(|s| !of(s).is_empty() && !of(s).contains(&Truth::False));
                sources_agree && counting.iter().any(|statement| of(statement).contains(&Truth::True))
            }
            ("stated-otherwise", Truth::False, None) => {
                let known = held.cardinality != Cardinality::Phased
                    || counting.iter().any(|s| surely_known(s, asked.known.unwrap_or(Day::MAX)));
                known
                    && (held.cardinality != Cardinality::Many || !lone)
                    && !counting.is_empty()
                    && all(&counting, Truth::False)
            }
            ("holds-on-some-day", Truth::True, Some(window)) => inner(Truth::True).any(|days| days.meets(window.inner)),
            ("holds-throughout", Truth::True, Some(window)) => covered(window.outer, inner(Truth::True).collect()),
            ("another-on-some-day", Truth::False, Some(window)) => {
                // On the day of a hand-over two may hold it.
                let more = |days: Days| days.intersect(window.inner).is_some_and(|both| both.first != both.last);
                held.cardinality == Cardinality::One && lone && inner(Truth::False).any(more)
            }
            ("others-throughout" | "none-among-all", Truth::False, Some(window)) => {
                let possible: Vec<Statement<'_>> = held
                    .statements
                    .iter()
                    .copied()
                    .filter(|s| s.valid.outer().meets(window.outer) && !outranked(s))
                    .collect();
                let closed = if node.op == "none-among-all" {
                    let declared = |complete: &Proof| {
                        complete
                            .statement
                            .as_deref()
                            .is_some_and(|cited| (&cited.subject, &cited.property) == (&asked.subject, &asked.property))
                    };
                    inputs(node, "complete").any(declared) && held.complete(self.base, window.outer)
                } else {
                    held.cardinality == Cardinality::One && lone && covered(window.outer, inner(Truth::False).collect())
                };
                Why::Omits.unless(all(&possible, Truth::False), node)?;
                closed
            }
            _ => return Err(Why::Form.at(node)),
        };
        Why::Follows.unless(holds && by_rank, node)
    }

    /// What was asked is about the subject that was come by, for the value that was chosen, in the window
    /// that was told. A window other than the one asked is that in which the claim must not hold.
    fn about(node: &Proof, asked: &Asked) -> Result<(), VerifyError> {
        let given = |op| inputs(node, op).map(|input| &input.value).collect::<Vec<_>>();
        let chosen: Vec<&Datum> = asked.only.iter().collect();
        let told = asked.window.is_none() || window(node).is_some();
        let named = given("subject") == [&Datum::Entity(asked.subject.clone())] && given("only") == chosen;
        Why::Form.unless(named && told, node)
    }

    /// The windows that the words leave open, of which each must have been asked.
    fn open_windows(node: &Proof) -> Vec<&Datum> {
        node.inputs
            .iter()
            .flat_map(|input| inputs(input, "window"))
            .flat_map(|window| window.inputs.iter())
            .filter_map(|origin| if let Datum::Set(parts) = &origin.value { Some(parts) } else { None })
            .flatten()
            .collect()
    }

    /// Any true sense proves; to refute, all that may be meant must be false, but for those of which the
    /// base holds nothing beside two others.
    pub(super) fn any_sense(self, node: &Proof, found: Truth) -> Result<(), VerifyError> {
        match found {
            Truth::Unknown => Ok(()),
            Truth::True => Why::Follows.unless(node.inputs.iter().any(|input| truth(input) == Truth::True), node),
            Truth::False => {
                let told = |asked: &Asked| {
                    node.inputs.iter().any(|input| asks(input) == Some(asked) && truth(input) == Truth::False)
                };
                let known: Vec<&Asked> = node
                    .asked
                    .iter()
                    .filter(|asked| Held::of(self.base, asked).is_some_and(|held| !held.statements.is_empty()))
                    .collect();
                let all = !node.asked.is_empty()
                    && if known.len() < 2 { node.asked.iter().all(told) } else { known.into_iter().all(told) };
                // A choice among values is one for all senses.
                let all = all
                    && node.asked.iter().all(|asked| Some(&asked.only) == node.asked.first().map(|first| &first.only));
                // A count tells its window below, where its days are gone through.
                let counted = |part: &Datum| {
                    let below = |input: &Proof| input.nodes().iter().any(|at| at.op == "window" && at.value == *part);
                    node.inputs.iter().any(|input| truth(input) == Truth::False && below(input))
                };
                let asked_in = |part: &Datum| {
                    node.asked.iter().any(|asked| asked.window.map(Datum::Window).as_ref() == Some(part))
                };
                let windows = Self::open_windows(node).into_iter().all(|part| asked_in(part) || counted(part));
                Why::Omits.unless(all && windows && self.senses(&node.asked), node)?;
                Why::Follows.unless(
                    !node.inputs.is_empty() && node.inputs.iter().all(|input| truth(input) == Truth::False),
                    node,
                )
            }
        }
    }

    /// Of several properties of one subject some sense of the schema must have them all, and no more.
    fn senses(self, asked: &[Asked]) -> bool {
        asked.iter().all(|one| {
            let mut names: Vec<&str> = Vec::new();
            for other in asked.iter().filter(|other| (&other.subject, other.window) == (&one.subject, one.window)) {
                if !names.contains(&other.property.as_str()) {
                    names.push(&other.property);
                }
            }
            names.len() == 1 || self.base.schema().senses.iter().any(|sense| sense.of == names)
        })
    }

    /// How many values hold, from the day on which the number comes to be so: at least those that surely
    /// hold, at most those that possibly do where the base has all.
    pub(super) fn count(self, node: &Proof) -> Result<(), VerifyError> {
        let counts = self.counts(node).ok_or_else(|| Why::Form.at(node))?;
        let Datum::Number(extent) = node.value else { return Err(Why::Form.at(node)) };
        Why::Follows.unless(counts.contains(&extent), node)
    }

    /// The counts of all days of the window.
    fn counts(self, node: &Proof) -> Option<Vec<Extent>> {
        let ([asked], Some(window)) = (node.asked.as_slice(), window(node)) else { return None };
        Self::about(node, asked).ok()?;
        let held = Held::of(self.base, asked)?;
        let listed: Vec<(&Datum, &Cited)> =
            items(node).filter_map(|input| Some((&input.value, bottom(input).statement.as_deref()?))).collect();
        let ours =
            listed.iter().all(|(_, cited)| held.statements.iter().any(|statement| cites(self.base, cited, statement)));
        let whole =
            held.statements.iter().all(|statement| listed.iter().any(|(_, cited)| cites(self.base, cited, statement)));
        let distinct = |keep: &dyn Fn(&Cited) -> bool| {
            let mut values: Vec<&Datum> = Vec::new();
            for (value, _) in listed.iter().filter(|(_, cited)| keep(cited)) {
                if !values.contains(value) {
                    values.push(value);
                }
            }
            Decimal::from(values.len())
        };
        let mut days = vec![window.outer.first, window.inner.first, window.inner.last.plus_days(1)];
        for statement in &held.statements {
            let valid = statement.valid;
            days.extend([
                valid.start.first,
                valid.start.last,
                valid.end.first.plus_days(1),
                valid.end.last.plus_days(1),
            ]);
        }
        days.extend(
            self.base.complete(held.subject, held.property).flat_map(|(days, _)| [days.first, days.last.plus_days(1)]),
        );
        days.retain(|&day| window.outer.contains(day));
        days.sort_unstable();
        days.dedup();
        ours.then(|| {
            let on = |day: Day| {
                // A day that is only possibly meant can refute a number, not prove it.
                let spare = if window.inner.contains(day) { Decimal::ZERO } else { Decimal::new(5, 1) };
                let high = distinct(&|cited| cited.valid.outer().contains(day)) + spare;
                let low = distinct(&|cited| cited.valid.inner().is_some_and(|days| days.contains(day))) - spare;
                let bounded = whole && held.complete(self.base, Days::one(day));
                Extent { low: Some(low), high: bounded.then_some(high), above: false, below: false }
            };
            days.into_iter().map(on).collect()
        })
    }

    /// A comparison of counts: one day's proves, those of all days refute.
    fn counted(self, node: &Proof, asked: &Asked, compare: impl Fn(&Datum) -> Truth) -> Result<(), VerifyError> {
        let counts: Vec<&Proof> = items(node).map(bottom).collect();
        Why::Form.unless(
            counts.iter().all(|count| {
                count.op == "count"
                    && count.asked.iter().map(|one| Asked { window: asked.window, ..one.clone() }).eq([asked.clone()])
                    && window(count) == counts.first().and_then(|first| window(first))
            }),
            node,
        )?;
        let truths: Vec<Truth> = items(node).map(|input| compare(&input.value)).collect();
        let holds = match (node.op.as_str(), truth(node)) {
            ("stated", Truth::True) => truths.contains(&Truth::True),
            ("stated-otherwise", Truth::False) => {
                let all = counts.first().and_then(|first| self.counts(first)).ok_or_else(|| Why::Form.at(node))?;
                Why::Omits.unless(
                    all.iter().all(|&extent| counts.iter().any(|count| count.value == Datum::Number(extent))),
                    node,
                )?;
                truths.iter().all(|&truth| truth == Truth::False)
            }
            _ => return Err(Why::Form.at(node)),
        };
        Why::Follows.unless(holds, node)
    }
}

/// What a node asks, itself or in its first input.
fn asks(node: &Proof) -> Option<&Asked> {
    node.asked.first().or_else(|| asks(node.inputs.first().map(Rc::as_ref)?))
}
