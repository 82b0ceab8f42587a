//! Rows of a Wikidata JSON dump: an entity a line, within the brackets of one long array.
//!
//! Of each entity whose class the declaration chooses, label and aliases are kept, and of the chosen properties all
//! statements with their rank, their times (P580, P582, P585), the precision of dates, and the first reference with
//! its day of retrieval. A date of the Julian calendar is kept by its year.

use super::declaration::Declaration;
use super::{Item, Row, Stated};
use crate::calendar::parse_edtf;
use crate::quantity::Decimal;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::HashMap;

/// Class of an entity.
const INSTANCE: &str = "P31";
/// When a statement began to hold, when it ceased to, and on which date it held.
const TIMES: [&str; 3] = ["P580", "P582", "P585"];
/// Address of a reference, and the day on which it was read.
const REFERENCE: [&str; 2] = ["P854", "P813"];
/// The Julian calendar.
const JULIAN: &str = "Q1985786";

#[derive(Deserialize)]
struct Entity<'a> {
    #[serde(borrow)]
    id: &'a str,
    #[serde(default)]
    labels: Labels,
    #[serde(default)]
    aliases: Aliases,
    #[serde(default)]
    claims: Claims,
}

type Labels = Lenient<HashMap<String, Text>>;
type Aliases = Lenient<HashMap<String, Vec<Text>>>;
type Claims = Lenient<HashMap<String, Vec<Claim>>>;

/// A map, for which dumps write `[]` where it is empty.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lenient<T> {
    Map(T),
    Empty(#[expect(dead_code, reason = "only that it is a list matters")] Vec<IgnoredAny>),
}

impl<T> Default for Lenient<T> {
    fn default() -> Self {
        Self::Empty(Vec::new())
    }
}

impl<T> Lenient<T> {
    const fn get(&self) -> Option<&T> {
        match self {
            Self::Map(map) => Some(map),
            Self::Empty(_) => None,
        }
    }
}

#[derive(Deserialize)]
struct Text {
    value: String,
}

#[derive(Deserialize)]
struct Claim {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
    #[serde(default)]
    qualifiers: Snaks,
    #[serde(default)]
    references: Vec<Reference>,
}

type Snaks = Lenient<HashMap<String, Vec<Snak>>>;

#[derive(Deserialize)]
struct Reference {
    #[serde(default)]
    snaks: Snaks,
}

#[derive(Deserialize)]
struct Snak {
    datavalue: Option<Data>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "value")]
enum Data {
    #[serde(rename = "wikibase-entityid")]
    Entity {
        id: Option<String>,
        #[serde(rename = "numeric-id")]
        number: Option<u64>,
    },
    #[serde(rename = "time")]
    Time { time: String, precision: u8, calendarmodel: String },
    #[serde(rename = "quantity")]
    Quantity { amount: String },
    #[serde(rename = "string")]
    String(String),
    #[serde(rename = "monolingualtext")]
    Text { text: String },
    #[serde(other, deserialize_with = "ignore")]
    Other,
}

/// Whatever else a value may be.
fn ignore<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| ())
}

/// What a line of a dump comes to.
#[must_use]
pub fn row(declaration: &Declaration, line: &str) -> Row {
    let line = line.trim().trim_end_matches(',');
    if matches!(line, "" | "[" | "]") {
        return Row::Passed;
    }
    match serde_json::from_str::<Entity<'_>>(line) {
        Ok(entity) => item(declaration, &entity).map_or(Row::Passed, Row::Chosen),
        Err(error) => Row::Broken(error.to_string()),
    }
}

fn item(declaration: &Declaration, entity: &Entity<'_>) -> Option<Item> {
    let claims = entity.claims.get()?;
    let classes = claims.get(INSTANCE)?.iter().filter(|claim| claim.rank != "deprecated");
    let kind = classes
        .filter_map(|claim| entity_id(claim.mainsnak.datavalue.as_ref()?))
        .find_map(|class| declaration.kinds.get(&class))?;
    let label = &entity.labels.get()?.get(&declaration.language)?.value;
    let aliases = entity.aliases.get().and_then(|aliases| aliases.get(&declaration.language));
    let mut statements = Vec::new();
    for (wanted, property) in &declaration.properties {
        for claim in claims.get(wanted).into_iter().flatten() {
            statements.extend(stated(property, claim));
        }
    }
    Some(Item {
        id: entity.id.to_lowercase(),
        kind: kind.clone(),
        label: one_line(label),
        aliases: aliases.into_iter().flatten().map(|alias| one_line(&alias.value)).collect(),
        statements,
    })
}

/// A claim as a statement; none where its value is unknown, nothing, or of a type that the base does not keep.
fn stated(property: &str, claim: &Claim) -> Option<Stated> {
    let value = claim.mainsnak.datavalue.as_ref()?;
    let first = |snaks: &Snaks, wanted: &str| {
        snaks.get().and_then(|snaks| snaks.get(wanted)?.first()?.datavalue.as_ref().and_then(plain))
    };
    let [from, to, on] = TIMES.map(|wanted| first(&claim.qualifiers, wanted));
    let reference = claim.references.iter().find_map(|reference| first(&reference.snaks, REFERENCE[0]));
    let read = claim.references.iter().find_map(|reference| first(&reference.snaks, REFERENCE[1]));
    // What held on a date began and ended within it.
    let both = if from.is_none() && to.is_none() { on } else { None };
    Some(Stated {
        property: property.to_owned(),
        value: plain(value)?,
        linked: matches!(value, Data::Entity { .. }),
        from: both.clone().or(from).unwrap_or_default(),
        to: both.or(to).unwrap_or_default(),
        rank: claim.rank.clone(),
        reference: reference.unwrap_or_default(),
        read: read.unwrap_or_default(),
    })
}

fn entity_id(data: &Data) -> Option<String> {
    match data {
        Data::Entity { id: Some(id), .. } => Some(id.clone()),
        Data::Entity { number: Some(number), .. } => Some(format!("Q{number}")),
        _ => None,
    }
}

/// A value as the fact language writes it.
fn plain(data: &Data) -> Option<String> {
    match data {
        Data::Entity { .. } => entity_id(data).map(|id| id.to_lowercase()),
        Data::Time { time, precision, calendarmodel } => date(time, *precision, calendarmodel.ends_with(JULIAN)),
        Data::Quantity { amount } => {
            let amount = amount.trim_start_matches('+');
            Decimal::from_str_exact(amount).is_ok().then(|| amount.to_owned())
        }
        Data::String(text) | Data::Text { text } => Some(one_line(text)),
        Data::Other => None,
    }
}

/// `+1952-03-11T00:00:00Z` with a precision of 11 (day), 10 (month), 9 (year), 8 (decade), 7 (century).
fn date(time: &str, precision: u8, julian: bool) -> Option<String> {
    let (sign, digits) = match time.split_at_checked(1)? {
        ("+", rest) => ("", rest),
        ("-", rest) => ("-", rest),
        _ => return None,
    };
    let mut parts = digits.split('T').next()?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year: u32 = year.parse().ok().filter(|year| *year <= 9999)?;
    let year = format!("{year:04}");
    let precision = if julian { precision.min(9) } else { precision };
    let text = match (precision, sign) {
        (11.., _) => format!("{sign}{year}-{month}-{day}"),
        (10, _) => format!("{sign}{year}-{month}"),
        (9, _) => format!("{sign}{year}"),
        (8, "") => format!("{}X", &year[..3]),
        // A century counts from the year 1: the 19th is told as 1900 or 1801.
        (7, "") => {
            let number: u32 = year.parse().ok()?;
            format!("{:02}XX", number.saturating_sub(1) / 100)
        }
        _ => return None,
    };
    parse_edtf(&text).is_ok().then_some(text)
}

/// A text without line ends.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        let of = |time, precision| date(time, precision, false);
        assert_eq!(of("+1952-03-11T00:00:00Z", 11).as_deref(), Some("1952-03-11"));
        assert_eq!(of("+1952-03-00T00:00:00Z", 10).as_deref(), Some("1952-03"));
        assert_eq!(of("+1952-00-00T00:00:00Z", 9).as_deref(), Some("1952"));
        assert_eq!(of("+1950-00-00T00:00:00Z", 8).as_deref(), Some("195X"));
        assert_eq!(of("+1900-00-00T00:00:00Z", 7).as_deref(), Some("18XX"));
        assert_eq!(of("-0043-01-01T00:00:00Z", 9).as_deref(), Some("-0043"));
        assert_eq!(date("+1700-03-11T00:00:00Z", 11, true).as_deref(), Some("1700"));
        assert_eq!(of("+13798000000-00-00T00:00:00Z", 3), None);
    }
}
