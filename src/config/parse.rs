//! A configuration from its text: each value with its place, everything that is wrong at once.

use super::keys::{DATES, KEYS, Key, Kind, OVERRIDDEN, OVERRIDES, PATHS, SEVERITIES};
use super::{Config, Item, Origin, Override, Setting, Value};
use crate::lang::{Fault, Faults};
use crate::read::READERS;
use crate::text::{Source, Span, source::offset};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Table<'i> = DeTable<'i>;

/// Reads a configuration. What is at fault is missing from it.
#[must_use]
pub fn parse(source: &Source) -> (Config, Faults) {
    let mut reading = Reading { file: &source.name, faults: Vec::new() };
    let mut config = Config { source: Some(source.clone()), ..Config::default() };
    match DeTable::parse(&source.text) {
        Ok(root) => reading.root(root.get_ref(), &mut config),
        Err(error) => reading.fault("syntax", error.span().unwrap_or_default(), first_line(error.message())),
    }
    reading.faults.sort_by_key(|fault| fault.span);
    (config, reading.faults)
}

/// Messages of the TOML reader may go on with what could have stood there.
pub(super) fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

pub(super) fn span(range: Range<usize>) -> Span {
    Span::new(offset(range.start), offset(range.end))
}

struct Reading<'a> {
    file: &'a str,
    faults: Faults,
}

impl Reading<'_> {
    fn fault(&mut self, code: &'static str, at: Range<usize>, message: String) {
        self.faults.push(Fault::error(code, self.file, span(at), message));
    }

    /// A name that is none, with the near one.
    fn unknown<'k>(&mut self, at: Range<usize>, what: &str, name: &str, known: impl IntoIterator<Item = &'k str>) {
        let fault = Fault::error("unknown-key", self.file, span(at), format!("there is no {what} `{name}`"));
        self.faults.push(fault.meant(name, known));
    }

    fn root(&mut self, root: &Table<'_>, config: &mut Config) {
        let tables = || KEYS.iter().map(|key| key.table).chain([OVERRIDES]);
        for (name, value) in root {
            let table = name.get_ref().as_ref();
            if table == OVERRIDES {
                self.overrides(value, config);
            } else if !tables().any(|known| known == table) {
                self.unknown(name.span(), "table", table, tables());
            } else if let Some(entries) = value.get_ref().as_table() {
                for (name, value) in entries {
                    let known = || KEYS.iter().filter(|key| key.table == table);
                    let Some(key) = known().find(|key| key.name == name.get_ref().as_ref()) else {
                        let what = format!("key in `[{table}]` named");
                        self.unknown(name.span(), &what, name.get_ref(), known().map(|key| key.name));
                        continue;
                    };
                    if let Some(value) = self.value(key, value) {
                        let origin = Origin::File(span(name.span()));
                        config.settings.insert((key.table, key.name), Setting { value, origin });
                    }
                }
            } else {
                self.fault("type", value.span(), format!("`{table}` is a table: write [{table}]"));
            }
        }
    }

    fn overrides(&mut self, value: &Spanned<DeValue<'_>>, config: &mut Config) {
        let Some(entries) = value.get_ref().as_array() else {
            return self.fault(
                "type",
                value.span(),
                format!("`{OVERRIDES}` is a list of tables: write [[{OVERRIDES}]]"),
            );
        };
        for entry in entries {
            let Some(table) = entry.get_ref().as_table() else {
                self.fault("type", entry.span(), format!("an entry of `{OVERRIDES}` is a table"));
                continue;
            };
            let mut own = Override { paths: Vec::new(), settings: Vec::new() };
            for (name, value) in table {
                let Some(key) = OVERRIDDEN.iter().find(|key| key.name == name.get_ref().as_ref()) else {
                    let what = format!("key in `[[{OVERRIDES}]]` named");
                    self.unknown(name.span(), &what, name.get_ref(), OVERRIDDEN.iter().map(|key| key.name));
                    continue;
                };
                match self.value(key, value) {
                    Some(Value::List(paths)) if key.name == PATHS.name => own.paths = paths,
                    Some(value) => own.settings.push((key.name, value)),
                    None => {}
                }
            }
            if own.paths.is_empty() && !table.iter().any(|(name, _)| name.get_ref().as_ref() == PATHS.name) {
                self.fault("missing-key", entry.span(), format!("an entry of `{OVERRIDES}` needs `paths`"));
            }
            config.overrides.push(own);
        }
    }

    /// The value of a key, if it is of the right form.
    fn value(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        let at = value.span();
        let one = |text: &str| Some(Value::One(Item { text: text.to_owned(), span: span(value.span()) }));
        let wanted = match (key.kind, value.get_ref()) {
            (Kind::Path, DeValue::String(text)) => return one(text),
            (Kind::Choice(words), DeValue::String(text)) => {
                if words.contains(&text.as_ref()) {
                    return one(text);
                }
                let message = format!("`{}` cannot be `{text}`: write {}", key.name, words.join(", "));
                self.faults
                    .push(Fault::error("value", self.file, span(at), message).meant(text, words.iter().copied()));
                return None;
            }
            (Kind::Number(most), DeValue::Integer(number)) => {
                let parsed = number.as_str().replace('_', "").parse::<u64>().ok();
                return match parsed.filter(|number| *number <= most) {
                    Some(number) => one(&number.to_string()),
                    None => {
                        self.fault("value", at, format!("`{}` is a whole number from 0 to {most}", key.name));
                        None
                    }
                };
            }
            (Kind::Flag, DeValue::Boolean(flag)) => return one(if *flag { "true" } else { "false" }),
            (Kind::Paths | Kind::Globs | Kind::Rules | Kind::Sources, _) => {
                return self.list(key.name, value).map(Value::List);
            }
            (Kind::Levels, DeValue::Table(table)) => return Some(self.levels(table)),
            (Kind::Dates, DeValue::Table(table)) => return Some(self.dates(table)),
            (Kind::Path | Kind::Choice(_), _) => "a string",
            (Kind::Number(_), _) => "a whole number",
            (Kind::Flag, _) => "`true` or `false`",
            (Kind::Levels | Kind::Dates, _) => "a table",
        };
        let found = value.get_ref().type_str();
        self.fault("type", at, format!("`{}` takes {wanted}, and this is of type {found}", key.name));
        None
    }

    fn list(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<Item>> {
        let items = value.get_ref().as_array().map(|array| {
            array
                .iter()
                .map(|item| item.get_ref().as_str().map(|text| Item { text: text.to_owned(), span: span(item.span()) }))
        });
        let items = items.and_then(Iterator::collect::<Option<Vec<Item>>>);
        if items.is_none() {
            self.fault("type", value.span(), format!("`{name}` takes a list of strings"));
        }
        items
    }

    fn levels(&mut self, table: &Table<'_>) -> Value {
        let mut entries = Vec::new();
        for (name, value) in table {
            let text = value.get_ref().as_str().unwrap_or_default();
            if SEVERITIES.contains(&text) {
                let key = Item { text: name.get_ref().to_string(), span: span(name.span()) };
                entries.push((key, vec![Item { text: text.to_owned(), span: span(value.span()) }]));
            } else {
                let message = format!("the severity of `{}` is one of {}", name.get_ref(), SEVERITIES.join(", "));
                self.faults.push(Fault::error("value", self.file, span(value.span()), message).meant(text, SEVERITIES));
            }
        }
        Value::Table(entries)
    }

    fn dates(&mut self, table: &Table<'_>) -> Value {
        let mut entries = Vec::new();
        let formats = || READERS.iter().map(|reader| reader.name());
        for (name, value) in table {
            if !formats().any(|known| known == name.get_ref().as_ref()) {
                self.unknown(name.span(), "format", name.get_ref(), formats());
                continue;
            }
            let Some(items) = self.list(name.get_ref(), value) else { continue };
            for item in items.iter().filter(|item| !DATES.contains(&item.text.as_str())) {
                let message = format!("`{}` is no place of a day: write {}", item.text, DATES.join(", "));
                self.faults.push(Fault::error("value", self.file, item.span, message).meant(&item.text, DATES));
            }
            entries.push((Item { text: name.get_ref().to_string(), span: span(name.span()) }, items));
        }
        Value::Table(entries)
    }
}
