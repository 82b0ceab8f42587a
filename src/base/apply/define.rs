//! What items define: sources and entities.

use super::{Applier, EDITION, SERIES};
use crate::base::ids::KindId;
use crate::base::model::{Basis, EntityDef, SourceInfo};
use crate::base::schema::find_kind;
use crate::calendar::{Day, parse_edtf};
use crate::lang::Fault;
use crate::lang::ast::{EditionItem, EntityItem, Name, SeriesItem, SourceItem};

/// What a source says of itself.
const FIELDS: [&str; 5] = ["url", "retrieved", "recalled", "licence", "horizon"];

/// Bytes that an id, a label or any other name may have.
const LONGEST: usize = 1000;

impl Applier<'_> {
    pub(super) fn source(&mut self, file: &str, item: &SourceItem) {
        let field = |key: &str| item.fields.iter().find(|(name, _)| name.text == key).map(|(_, value)| value);
        let mut missing = Vec::new();
        let mut text = |key: &'static str| {
            let found = field(key).map(|value| value.text.clone());
            if found.is_none() {
                missing.push(key);
            }
            found.unwrap_or_default()
        };
        let (url, licence) = (text("url"), text("licence"));
        // One of the two tells how the facts came into the base, and on which day.
        let basis = if field("recalled").is_some() { Basis::Recalled } else { Basis::Read };
        let (retrieved, horizon) = (text(basis.word()), text("horizon"));
        if !missing.is_empty() {
            let message = format!("source `{}` has no `{}`", item.id.text, missing.join("`, no `"));
            self.fault("source-field", file, &item.id, message);
        }
        for (key, _) in &item.fields {
            if !FIELDS.contains(&key.text.as_str()) {
                let fault = Fault::error("unknown-name", file, key.span, format!("a source has no `{}`", key.text));
                self.faults.push(fault.meant(&key.text, FIELDS));
            }
        }
        if let (Basis::Recalled, Some((key, _))) = (basis, item.fields.iter().find(|(key, _)| key.text == "retrieved"))
        {
            let message = format!("source `{}` was either `retrieved` or `recalled`", item.id.text);
            self.faults.push(Fault::error("source-field", file, key.span, message));
        }
        let mut day = |key: &str, text: &str| match parse_edtf(text) {
            Ok(time) => time.days().last,
            Err(error) => {
                if !text.is_empty() {
                    let at = field(key).unwrap_or(&item.id).span;
                    self.faults.push(Fault::error("date", file, at, error.to_string()));
                }
                Day::MIN
            }
        };
        let (retrieved, horizon) = (day(basis.word(), &retrieved), day("horizon", &horizon));
        let (id, title) = (item.id.text.clone(), item.title.text.clone());
        let info = SourceInfo { id, title, url, basis, retrieved, licence, horizon };
        if self.sources.insert(item.id.text.clone(), info).is_some() {
            self.fault("twice", file, &item.id, format!("source `{}` is defined twice", item.id.text));
        }
    }

    pub(super) fn define(&mut self, file: &str, item: &EntityItem) {
        let (Some(kind), Some(label)) = (&item.kind, &item.label) else {
            if item.kind.is_some() || item.label.is_some() {
                let message = format!("`{}` has only one of kind and label", item.id.text);
                self.fault("syntax", file, &item.id, message);
            }
            return;
        };
        let Some(kind) = find_kind(&self.schema, file, kind, self.faults) else { return };
        self.insert(file, &item.id, &label.text, kind, true);
    }

    fn insert(&mut self, file: &str, id: &Name, label: &str, kind: KindId, named: bool) {
        if id.text.len().max(label.len()) > LONGEST {
            let start: String = id.text.chars().take(40).collect();
            let message = format!("the id or label of `{start}` has more than {LONGEST} bytes");
            return self.fault("too-long", file, id, message);
        }
        let origin = self.origin(file, id);
        let entity = EntityDef { id: id.text.clone(), label: label.to_owned(), named, kind, origin };
        if let Some(before) = self.entities.insert(id.text.clone(), entity) {
            let other = self.files.get(before.origin.file as usize).cloned().unwrap_or_default();
            self.fault("twice", file, id, format!("`{}` is defined twice, first in {other}", id.text));
        }
    }

    pub(super) fn define_series(&mut self, file: &str, item: &SeriesItem) {
        let Some(label) = &item.label else { return self.define_editions(file, item, &item.id.text) };
        let word = Name { text: SERIES.to_owned(), span: item.id.span };
        let Some(kind) = find_kind(&self.schema, file, item.kind.as_ref().unwrap_or(&word), self.faults) else {
            return;
        };
        if !self.entities.contains_key(&item.id.text) || item.editions.is_empty() {
            self.insert(file, &item.id, &label.text, kind, true);
        }
        self.define_editions(file, item, &label.text);
    }

    fn define_editions(&mut self, file: &str, item: &SeriesItem, series: &str) {
        let word = Name { text: EDITION.to_owned(), span: item.id.span };
        for edition in &item.editions {
            let Some(kind) = find_kind(&self.schema, file, &word, self.faults) else { return };
            let id = edition_id(item, edition);
            let label = edition
                .label
                .as_ref()
                .map_or_else(|| format!("{} {series}", ordinal(&edition.number.text)), |label| label.text.clone());
            self.insert(file, &id, &label, kind, edition.label.is_some());
        }
    }
}

pub(super) fn edition_id(series: &SeriesItem, edition: &EditionItem) -> Name {
    Name { text: format!("{}-{}", series.id.text, edition.number.text), span: edition.number.span }
}

/// An ordinal in digits: `1st`, `22nd`, `113th`.
#[must_use]
pub fn ordinal(number: &str) -> String {
    let tens = number.len() > 1 && number.as_bytes()[number.len() - 2] == b'1';
    let tail = match number.as_bytes().last() {
        Some(b'1') if !tens => "st",
        Some(b'2') if !tens => "nd",
        Some(b'3') if !tens => "rd",
        _ => "th",
    };
    format!("{number}{tail}")
}
