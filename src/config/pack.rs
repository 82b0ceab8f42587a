//! Packs: folders with rules and facts of a newsroom's own, and a manifest `pack.toml` that names them.

use super::parse::{first_line, span};
use crate::lang::{Fault, Faults};
use crate::text::Source;
use toml::de::DeTable;

/// The name of the manifest.
pub const MANIFEST: &str = "pack.toml";

/// The folders of a pack that are read, where they are there.
pub const RULES: &str = "rules";
/// The folder of facts.
pub const FACTS: &str = "facts";

const KEYS: [&str; 3] = ["name", "version", "description"];

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// The name of the pack.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What is in it.
    pub description: String,
}

/// Reads a manifest.
#[must_use]
pub fn manifest(source: &Source) -> (Manifest, Faults) {
    let mut found = Manifest::default();
    let mut faults = Vec::new();
    let error = |at, message| Fault::error("pack", &source.name, span(at), message);
    match DeTable::parse(&source.text) {
        Err(wrong) => faults.push(error(wrong.span().unwrap_or_default(), first_line(wrong.message()))),
        Ok(root) => {
            for (key, value) in root.get_ref() {
                let into = match key.get_ref().as_ref() {
                    "name" => &mut found.name,
                    "version" => &mut found.version,
                    "description" => &mut found.description,
                    other => {
                        let fault = error(key.span(), format!("there is no key `{other}` in a manifest"));
                        faults.push(fault.meant(other, KEYS));
                        continue;
                    }
                };
                match value.get_ref().as_str() {
                    Some(text) => text.clone_into(into),
                    None => faults.push(error(value.span(), format!("`{}` takes a string", key.get_ref()))),
                }
            }
        }
    }
    for (value, key) in [(&found.name, "name"), (&found.version, "version")] {
        if value.is_empty() && faults.is_empty() {
            faults.push(error(0..0, format!("the manifest has no `{key}`")).help(format!("write {key} = \"…\"")));
        }
    }
    (found, faults)
}
