//! The JSON Schema of `factlint.toml`, for editors: made of the table of keys that the parser goes by.

use super::keys::{DATES, KEYS, Key, Kind, OVERRIDDEN, OVERRIDES, PATHS, SEVERITIES};
use crate::read::READERS;
use serde_json::{Map, Value, json};

/// The schema.
#[must_use]
pub fn schema() -> Value {
    let mut tables: Map<String, Value> = Map::new();
    for key in &KEYS {
        let table = tables.entry(key.table).or_insert_with(|| object(Map::new()));
        if let Some(properties) = table.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert(key.name.to_owned(), property(key));
        }
    }
    let entry: Map<String, Value> = OVERRIDDEN.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let mut entry = object(entry);
    entry["required"] = json!([PATHS.name]);
    tables.insert(OVERRIDES.to_owned(), json!({ "type": "array", "items": entry }));
    let mut root = object(tables);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("factlint.toml");
    root
}

fn object(properties: Map<String, Value>) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn property(key: &Key) -> Value {
    let strings = || json!({ "type": "array", "items": { "type": "string" } });
    let mut schema = match key.kind {
        Kind::Path => json!({ "type": "string" }),
        Kind::Paths | Kind::Globs | Kind::Rules | Kind::Sources => strings(),
        Kind::Levels => json!({ "type": "object", "additionalProperties": { "enum": SEVERITIES } }),
        Kind::Dates => {
            let formats: Map<String, Value> = READERS
                .iter()
                .map(|reader| (reader.name().to_owned(), json!({ "type": "array", "items": { "enum": DATES } })))
                .collect();
            object(formats)
        }
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Number(most) => json!({ "type": "integer", "minimum": 0, "maximum": most }),
        Kind::Flag => json!({ "type": "boolean" }),
    };
    schema["description"] = json!(key.about);
    if let Ok(default) = serde_json::from_str::<Value>(key.default) {
        schema["default"] = default;
    }
    schema
}
