//! `config show`: each key with its value, and where that comes from.

use super::keys::KEYS;
use super::{Config, Item, Origin, Value};
use std::fmt::Write as _;

/// All settings as TOML, each with a comment on its origin.
#[must_use]
pub fn show(config: &Config) -> String {
    let mut lines: Vec<(String, String)> = Vec::new();
    for key in &KEYS {
        let (value, origin) = match config.setting(key.table, key.name) {
            Some(setting) => {
                let origin = match setting.origin {
                    Origin::File(at) => config.line(at),
                    Origin::Flag(flag) => flag.to_owned(),
                };
                (value(&setting.value, key.default), origin)
            }
            None => (if key.default.is_empty() { "[]" } else { key.default }.to_owned(), "default".to_owned()),
        };
        let unset = config.setting(key.table, key.name).is_none() && key.default.is_empty();
        let head = if unset { format!("# {} is not set", key.path()) } else { format!("{} = {value}", key.path()) };
        lines.push((head, origin));
    }
    for over in &config.overrides {
        let at = over.paths.first().map_or_else(String::new, |item| config.line(item.span));
        let mut entry = format!("{{ paths = {}", list(&over.paths));
        for (name, setting) in &over.settings {
            let _ = write!(entry, ", {name} = {}", value(setting, ""));
        }
        lines.push((format!("overrides += {entry} }}"), at));
    }
    let width = lines.iter().map(|(head, _)| head.chars().count()).max().unwrap_or(0).min(60);
    lines.iter().map(|(head, origin)| format!("{head:width$}  # {origin}\n")).collect()
}

fn quoted(item: &Item) -> String {
    serde_json::to_string(&item.text).unwrap_or_default()
}

fn list(items: &[Item]) -> String {
    format!("[{}]", items.iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// A value as TOML; words, where the default is one.
fn value(value: &Value, default: &str) -> String {
    match value {
        Value::One(item) if default.starts_with('"') => quoted(item),
        Value::One(item) => item.text.clone(),
        Value::List(items) => list(items),
        Value::Table(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(name, items)| match items.as_slice() {
                    [one] if super::keys::SEVERITIES.contains(&one.text.as_str()) => {
                        format!("{} = {}", quoted(name), quoted(one))
                    }
                    items => format!("{} = {}", quoted(name), list(items)),
                })
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}
