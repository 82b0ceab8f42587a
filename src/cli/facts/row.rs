//! A statement as a row for programs and as a line for people.

use crate::base::{Base, Statement, Value};
use crate::calendar::{Grain, Stretch, Time, edtf, words};
use crate::eval::Val;
use serde::Serialize;
use std::fmt::Write as _;

/// A statement with everything in it as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Row {
    /// About what.
    pub entity: String,
    /// Its commonest name.
    pub label: String,
    /// Which property.
    pub property: String,
    /// The value: an id, a date, a number or a text.
    pub value: String,
    /// When it holds; empty for always.
    pub valid: String,
    /// When it was known; empty for always.
    pub known: String,
    /// Planned, held, cancelled, or empty.
    pub phase: String,
    /// Preferred, normal or deprecated.
    pub rank: String,
    /// In what capacity; empty for none.
    pub capacity: String,
    /// Qualifiers: `property value; property value`.
    pub qualifiers: String,
    /// From where.
    pub source: String,
}

/// The columns of a row, in order.
pub const COLUMNS: [&str; 11] =
    ["entity", "label", "property", "value", "valid", "known", "phase", "rank", "capacity", "qualifiers", "source"];

impl Row {
    /// The row of a statement.
    #[must_use]
    pub fn of(base: &Base, statement: &Statement<'_>) -> Self {
        let property = |id| base.schema().property(id).map_or("", |property| property.name.as_str());
        let qualifiers: Vec<String> =
            base.qualifiers(statement).map(|(id, one)| format!("{} {}", property(id), value(base, one))).collect();
        Self {
            entity: base.id(statement.subject).to_owned(),
            label: base.label(statement.subject).to_owned(),
            property: property(statement.property).to_owned(),
            value: value(base, statement.value),
            valid: time(statement.valid),
            known: time(statement.known),
            phase: statement.phase.word().to_owned(),
            rank: statement.rank.word().to_owned(),
            capacity: statement.capacity.map_or("", |capacity| base.id(capacity)).to_owned(),
            qualifiers: qualifiers.join("; "),
            source: base.source(statement.source).map_or("", |source| source.id).to_owned(),
        }
    }

    /// The cells, in the order of the columns.
    #[must_use]
    pub fn cells(&self) -> [&str; 11] {
        [
            &self.entity,
            &self.label,
            &self.property,
            &self.value,
            &self.valid,
            &self.known,
            &self.phase,
            &self.rank,
            &self.capacity,
            &self.qualifiers,
            &self.source,
        ]
    }

    /// The statement in one line, as a fact file would have it.
    #[must_use]
    pub fn line(&self) -> String {
        let head = if self.phase.is_empty() { &self.property } else { &self.phase };
        let mut line = format!("{}.{head} {}", self.entity, self.value);
        if !self.valid.is_empty() {
            let _ = write!(line, " {}", self.valid);
        }
        for (word, value) in [("known", &self.known), ("as", &self.capacity), ("with", &self.qualifiers)] {
            if !value.is_empty() {
                let _ = write!(line, " {word} {value}");
            }
        }
        if self.rank != "normal" {
            let _ = write!(line, " rank {}", self.rank);
        }
        let _ = write!(line, " source {}", self.source);
        line
    }
}

/// A table of rows as CSV.
///
/// # Errors
/// None: it is written to memory.
pub fn csv(rows: &[Row]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in rows {
        writer.write_record(row.cells())?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn value(base: &Base, value: Value<'_>) -> String {
    match value {
        Value::Entity(entity) => base.id(entity).to_owned(),
        Value::Time(time) => edtf(time),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_owned(),
    }
}

fn time(stretch: Stretch) -> String {
    if stretch == Stretch::ALWAYS {
        return String::new();
    }
    edtf(Time { when: stretch, grain: Grain::Day, point: false })
}

/// A statement as a line for people.
#[must_use]
pub fn sentence(base: &Base, statement: &Statement<'_>) -> String {
    let property = |id| base.schema().property(id).map_or("", |property| property.name.as_str());
    let phase = statement.phase.word();
    let phase = if phase.is_empty() { String::new() } else { format!(" ({phase})") };
    let mut line = format!("{}{phase}: {}", property(statement.property), Val::of(statement).words(base));
    for (label, stretch) in [("", statement.valid), ("known ", statement.known)] {
        let open = stretch.start.first.is_open() && stretch.end.last.is_open();
        if stretch != Stretch::ALWAYS && !(open && label == "known ") {
            let _ = write!(line, ", {label}{}", words::time(Time { when: stretch, grain: Grain::Day, point: false }));
        }
    }
    if let Some(capacity) = statement.capacity {
        let _ = write!(line, ", as {}", base.label(capacity));
    }
    for (id, one) in base.qualifiers(statement) {
        let _ = write!(line, ", {} {}", property(id), Val::of_value(one).words(base));
    }
    if statement.rank != crate::base::Rank::Normal {
        let _ = write!(line, " ({})", statement.rank.word());
    }
    line
}
