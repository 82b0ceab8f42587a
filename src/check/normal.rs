//! Normal forms: one claim, however it is worded, has one.

use crate::base::Base;
use crate::calendar::{Day, Days, Stretch, Time};
use crate::eval::Val;
use crate::phrase::{Argument, StatedClaim};

/// The normal form of a claim: `name(arg, arg)`. A time that the text does not tell stands as the row of
/// the table of windows that gave it (`@present`), so that the form outlives the publication date.
#[must_use]
pub fn normal(base: &Base, name: &str, claim: &StatedClaim) -> String {
    let mut args: Vec<String> = claim.args.iter().map(|arg| argument(base, arg)).collect();
    while args.last().is_some_and(|arg| arg == "_") {
        args.pop();
    }
    let deny = if claim.negated { "not " } else { "" };
    format!("{deny}{name}({})", args.join(", "))
}

/// An argument in normal form.
#[must_use]
pub fn argument(base: &Base, arg: &Argument) -> String {
    if let Some(said) = &arg.said {
        return said.clone();
    }
    let mut readings: Vec<String> = arg.readings.iter().map(|val| value(base, val)).collect();
    readings.sort();
    readings.dedup();
    if readings.is_empty() { "_".to_owned() } else { readings.join("|") }
}

/// A value in normal form.
#[must_use]
pub fn value(base: &Base, val: &Val) -> String {
    match val {
        Val::Entity(entity) => base.id(*entity).to_owned(),
        Val::Time(said) => time(said.time),
        Val::Window(window, None) => days(window.centre),
        Val::Window(window, Some(except)) => format!("{} but not {}", days(window.centre), days(except.centre)),
        Val::Number(extent) | Val::Percent(extent) => {
            extent.point().map_or_else(|| extent.to_string(), |n| n.normalize().to_string())
        }
        Val::Quantity(quantity) => quantity.to_string(),
        Val::Period(period) => crate::calendar::words::period(period),
        Val::Weekday(weekday) => crate::calendar::words::weekday(*weekday).to_lowercase(),
        Val::Text(text) => text.clone(),
        Val::Miss { written, .. } => format!("\"{written}\""),
        Val::Place(text) => text.to_lowercase(),
        Val::Unresolved(text) => format!("\"{}\"", text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Val::Set(parts) => format!("{{{}}}", parts.iter().map(|part| value(base, part)).collect::<Vec<_>>().join(", ")),
        Val::Facts(_) | Val::Unstated => "_".to_owned(),
        Val::Unknown(reason) => format!("?{}", reason.word()),
    }
}

fn time(time: Time) -> String {
    if time.point { days(time.days()) } else { stretch(time.when) }
}

fn stretch(stretch: Stretch) -> String {
    format!("{}/{}", days(stretch.start), days(stretch.end))
}

/// A set of days as EDTF where it is a whole year, month or day, else its ends.
fn days(days: Days) -> String {
    use crate::calendar::Grain;
    let text = |day: Day| day.to_string();
    for (grain, length) in [(Grain::Year, 4), (Grain::Month, 7)] {
        if !days.first.is_open() && grain.coarsen(Days::one(days.first)) == days {
            return text(days.first).chars().take(length).collect();
        }
    }
    if days.first == days.last { text(days.first) } else { format!("{}..{}", text(days.first), text(days.last)) }
}
