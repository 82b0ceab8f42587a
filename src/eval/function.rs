//! The functions of the language.

use super::arithmetic::add;
use super::locality;
use super::value::{Reason, Said, Val};
use super::world::World;
use crate::calendar::{Day, Days, Grain, Period, Time, Unit, Window, words};
use crate::quantity::{Decimal, Extent};
use crate::rules::program::{Code, Function};
use crate::text::{TokenKind, tokenize};
use crate::truth::Truth;

impl World<'_> {
    pub(super) fn call(&self, function: Function, args: &[Code], locals: &mut Vec<Val>, depth: usize) -> Val {
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
            Function::Amount => match first {
                Val::Quantity(quantity) => Val::Number(quantity.extent),
                Val::Percent(extent) => Val::Number(extent),
                Val::Unknown(reason) => Val::Unknown(reason),
                Val::Unstated => Val::Unstated,
                _ => Val::Unknown(Reason::NoFact),
            },
            Function::Unit => match first {
                Val::Quantity(quantity) => Val::Text(quantity.standard.to_string()),
                Val::Unknown(reason) => Val::Unknown(reason),
                Val::Unstated => Val::Unstated,
                _ => Val::Unknown(Reason::NoFact),
            },
            Function::First => self.elements(first).into_iter().next().unwrap_or(Val::Unknown(Reason::NoFact)),
            Function::Last => self.elements(first).into_iter().next_back().unwrap_or(Val::Unknown(Reason::NoFact)),
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
            Function::Age => {
                let at = values.into_iter().next().unwrap_or(Val::Unknown(Reason::NoTime));
                match first {
                    Val::Facts(facts) => {
                        let origin = args.get(1).and_then(|code| self.origin(code, locals, depth));
                        self.map("age", origin.as_ref(), facts, |val| match val {
                            Val::Time(said) => age(said.time, &at),
                            other => other.clone(),
                        })
                    }
                    Val::Time(said) => age(said.time, &at),
                    other => other,
                }
            }
            Function::CalendarDay => match first {
                Val::Time(Said { time, .. }) => calendar_day(time).map_or(Val::Unknown(Reason::NoTime), Val::Text),
                other => other,
            },
            // Which entities the article names is known where claims are made, and nowhere else.
            Function::Told => first,
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
            Function::Home => match first {
                Val::Place(name) => locality::home(self.base, &name)
                    .map_or(Val::Unknown(Reason::NoFact), |region| Val::Set(vec![Val::Entity(region)])),
                other => other,
            },
            Function::Named => {
                let counts = self.elements(first).into_iter().filter_map(|val| match val {
                    Val::Entity(entity) => Some(self.named(entity)),
                    Val::Miss { written, right } => Some(self.spelled_right(&written, &right)),
                    _ => None,
                });
                counts.max().map_or(Val::Unknown(Reason::NoEntity), |count| Val::Number(Extent::exact(count.into())))
            }
            Function::Separated | Function::Spelled | Function::Recent => Val::Unknown(Reason::Incomplete),
        }
    }
}

/// How many years are completed from a time to some day of a window; of several windows any may be meant.
fn age(from: Time, at: &Val) -> Val {
    let until = match at {
        Val::Window(window, _) => window.inner,
        Val::Time(said) => said.time.days(),
        Val::Set(parts) => return Val::Set(parts.iter().map(|part| age(from, part)).collect()),
        Val::Unknown(reason) => return Val::Unknown(*reason),
        _ => return Val::Unknown(Reason::NoTime),
    };
    let days = from.when.start;
    match (completed_years(days.last, until.first), completed_years(days.first, until.last)) {
        (Some(low), Some(high)) => Val::Number(Extent::between(low.into(), high.into())),
        _ => Val::Unknown(Reason::NoTime),
    }
}

/// Years from a day to another, whole ones only; none where a day is open, or the other lies before it.
fn completed_years(from: Day, until: Day) -> Option<i32> {
    let open = from.is_open() || until.is_open() || until < from;
    let years = (!open).then(|| Some(until.year()? - from.year()?)).flatten()?;
    Some(if Unit::Year.shift(from, years) > until { years - 1 } else { years })
}

/// `09-11`, if the time is one day.
fn calendar_day(time: Time) -> Option<String> {
    let days = time.days();
    let date = (days.first == days.last).then(|| days.first.date()).flatten()?;
    Some(date.format("%m-%d").to_string())
}

impl World<'_> {
    /// How often the last word of somebody's label stands in the article, with a capital.
    fn named(&self, entity: crate::base::EntityId) -> u32 {
        let label = self.base.label(entity);
        let last = tokenize(label).into_iter().rfind(|token| token.kind == TokenKind::Word).map(|token| token.hash);
        last.zip(self.article).map_or(0, |(last, article)| article.capitals(last))
    }

    /// How often the words of a name that are misspelled in one place stand in the article as they should.
    fn spelled_right(&self, written: &str, right: &str) -> u32 {
        let words = |name: &str| -> Vec<u64> {
            tokenize(name).into_iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.hash).collect()
        };
        let wrong = words(written);
        let slips = words(right).into_iter().filter(|word| !wrong.contains(word));
        let counts = slips.map(|word| self.article.map_or(0, |article| article.capitals(word)));
        counts.min().unwrap_or(0)
    }

    /// Whether every time that may be meant is that about publication.
    pub(super) fn recent(&self, at: Val) -> Truth {
        let Some(published) = self.published else { return Truth::Unknown };
        let near = Days { first: published.plus_days(-RECENT), last: published.plus_days(RECENT) };
        let mut times = match at {
            Val::Set(parts) => parts,
            one => vec![one],
        }
        .into_iter();
        let all = times.all(|time| match time {
            Val::Window(window, _) => near.covers(window.outer),
            Val::Time(said) => near.covers(said.time.days()),
            _ => false,
        });
        if all { Truth::True } else { Truth::False }
    }
}

/// What lies so many days from publication is about it.
const RECENT: i32 = 100;

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
        (Some(low), Some(high)) => {
            Val::Period(Period { unit: Unit::Month, count: Extent::between(low.round_dp(2), high.round_dp(2)) })
        }
        _ => Val::Unknown(Reason::NoTime),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Time {
        let date = text.parse::<chrono::NaiveDate>().expect("date");
        let day =
            Day::from_ymd(chrono::Datelike::year(&date), chrono::Datelike::month(&date), chrono::Datelike::day(&date));
        Time::point(Days::one(day.expect("day")), Grain::Day)
    }

    #[test]
    fn ages_are_completed_years() {
        for (born, at, years) in
            [("1960-05-01", "2020-04-30", 59), ("1960-05-01", "2020-05-01", 60), ("1960-02-29", "2021-02-28", 61)]
        {
            let is = age(day(born), &Val::time(day(at)));
            assert_eq!(is, Val::Number(Extent::exact(years.into())), "{born} {at}");
        }
        let before = age(day("2020-05-01"), &Val::time(day("2019-05-01")));
        assert_eq!(before, Val::Unknown(Reason::NoTime));
        let year = Time::point(Grain::Year.coarsen(day("1960-05-01").days()), Grain::Year);
        assert_eq!(age(year, &Val::time(day("2020-05-01"))), Val::Number(Extent::between(59.into(), 60.into())));
    }

    #[test]
    fn a_calendar_day_has_month_and_day() {
        assert_eq!(calendar_day(day("2001-09-11")).as_deref(), Some("09-11"));
        let year = Time::point(Grain::Year.coarsen(day("1960-05-01").days()), Grain::Year);
        assert_eq!(calendar_day(year), None);
    }
}
