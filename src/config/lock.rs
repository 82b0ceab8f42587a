//! `factlint.lock`: the hashes of all rules and facts that a configuration names, so that a run changes only when
//! somebody changed something.

use super::parse::{first_line, span};
use crate::lang::{Fault, Faults};
use crate::text::Source;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use toml::de::DeTable;

/// The name of the file, beside the configuration.
pub const NAME: &str = "factlint.lock";

/// A folder or file that is locked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Locked {
    /// Its path, as the configuration has it.
    pub path: String,
    /// The name of the pack; empty for what is none.
    pub name: String,
    /// The version of the pack; empty for what is none.
    pub version: String,
    /// `sha256:` and the hash of its files with their names.
    pub hash: String,
}

/// The hash of files, by the names that they have in their folder, in the order in which they are given.
#[must_use]
pub fn hash<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut digest = Sha256::new();
    for (name, bytes) in files {
        for part in [name.as_bytes(), bytes] {
            digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            digest.update(part);
        }
    }
    format!("sha256:{}", crate::base::image::open::hex(&digest.finalize()))
}

/// The file.
#[must_use]
pub fn write(locked: &[Locked]) -> String {
    let mut text = "# Written by `factlint config lock`.\n".to_owned();
    for one in locked {
        text.push_str("\n[[locked]]\n");
        for (key, value) in [("path", &one.path), ("name", &one.name), ("version", &one.version), ("hash", &one.hash)] {
            if !value.is_empty() {
                let _ = writeln!(text, "{key} = {}", serde_json::to_string(value).unwrap_or_default());
            }
        }
    }
    text
}

/// Reads the file.
#[must_use]
pub fn read(source: &Source) -> (Vec<Locked>, Faults) {
    let damaged = |at, message: String| {
        Fault::error("lock", &source.name, span(at), message).help("write it anew with `factlint config lock`")
    };
    let root = match DeTable::parse(&source.text) {
        Ok(root) => root,
        Err(error) => {
            let fault = damaged(error.span().unwrap_or_default(), first_line(error.message()));
            return (Vec::new(), vec![fault]);
        }
    };
    let entries = root.get_ref().iter().find(|(key, _)| key.get_ref().as_ref() == "locked");
    let entries = entries.and_then(|(_, value)| value.get_ref().as_array());
    let text = |table: &DeTable<'_>, key: &str| {
        let found = table.iter().find(|(name, _)| name.get_ref().as_ref() == key);
        found.and_then(|(_, value)| value.get_ref().as_str()).unwrap_or_default().to_owned()
    };
    let locked = entries.into_iter().flat_map(|entries| entries.iter()).filter_map(|entry| {
        let table = entry.get_ref().as_table()?;
        Some(Locked {
            path: text(table, "path"),
            name: text(table, "name"),
            version: text(table, "version"),
            hash: text(table, "hash"),
        })
    });
    (locked.collect(), Vec::new())
}

/// What differs between what is locked and what is there, one line each.
#[must_use]
pub fn differences(locked: &[Locked], there: &[Locked]) -> Vec<String> {
    let mut lines = Vec::new();
    for now in there {
        match locked.iter().find(|one| one.path == now.path) {
            None => lines.push(format!("`{}` is not locked", now.path)),
            Some(then) if then.hash != now.hash => {
                let versions = if then.version == now.version {
                    String::new()
                } else {
                    format!(" (version {} then, {} now)", then.version, now.version)
                };
                lines.push(format!("`{}` has changed since it was locked{versions}", now.path));
            }
            Some(_) => {}
        }
    }
    for then in locked.iter().filter(|then| !there.iter().any(|now| now.path == then.path)) {
        lines.push(format!("`{}` is locked, and the configuration does not name it", then.path));
    }
    lines
}
