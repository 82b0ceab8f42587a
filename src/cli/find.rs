//! The configuration that holds: found, read, and held to its lock.

use super::args::ConfigSource;
use super::output::{Failure, colours, complain};
use super::setup::InputError;
use crate::config::lock::{self, Locked};
use crate::config::pack::{self, MANIFEST, Manifest};
use crate::config::{Config, Item, NAME, parse};
use crate::definitions::gather;
use crate::lang::Faults;
use crate::lang::fault::any_error;
use crate::report::fault::fault;
use crate::text::Source;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a configuration cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// It has errors, which have been shown.
    #[error("the configuration has errors: nothing was checked")]
    Faults,
    /// What is there is not what was locked.
    #[error(
        "the rules and facts are not those of `{path}`: {}; if that is meant, lock them with `factlint config lock`",
        .lines.join("; ")
    )]
    Lock {
        /// The lock.
        path: String,
        /// What differs.
        lines: Vec<String>,
    },
    /// There is nothing to lock.
    #[error("there is no `factlint.toml` here or above, so that there is nothing to lock: write one")]
    None,
}

/// The configuration that the arguments ask for; an empty one where there is none.
///
/// # Errors
/// If it cannot be read or has errors; these are shown.
pub fn config(source: &ConfigSource) -> Result<Config, Failure> {
    let path = match &source.config {
        Some(path) => Some(path.clone()),
        None if source.isolated => None,
        None => upward(),
    };
    let Some(path) = path else { return Ok(Config::default()) };
    let text = read_text(&path)?;
    let (mut config, mut faults) = parse(&Source { name: path.display().to_string(), text });
    config.folder = path.parent().map(Path::to_owned).unwrap_or_default();
    faults.extend(missing(&config));
    refuse(&config, faults)?;
    Ok(config)
}

/// A text file.
fn read_text(path: &Path) -> Result<String, InputError> {
    std::fs::read_to_string(path).map_err(|error| InputError::Read { path: path.display().to_string(), error })
}

/// Shows faults of a configuration, and refuses errors.
///
/// # Errors
/// If there are any.
pub fn refuse(config: &Config, faults: Faults) -> Result<(), ConfigError> {
    for found in &faults {
        if found.file.is_empty() {
            let help = found.help.as_ref().map(|help| format!(": {help}")).unwrap_or_default();
            complain(&format!("error: {}{help}", found.message));
        } else {
            complain(&fault(found, config.source.as_ref(), colours()));
        }
    }
    if any_error(&faults) { Err(ConfigError::Faults) } else { Ok(()) }
}

/// The nearest configuration in the working directory or above it, as a path from there.
#[expect(clippy::disallowed_methods, reason = "what is above the working directory can be told in no other way")]
fn upward() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut path = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(NAME).is_file() {
            return Some(path.join(NAME));
        }
        path.push("..");
    }
    None
}

/// Paths that the configuration names and that are not there.
fn missing(config: &Config) -> Faults {
    let keys = [
        ("check", "paths"),
        ("definitions", "rules"),
        ("definitions", "facts"),
        ("definitions", "base"),
        ("definitions", "packs"),
    ];
    let mut faults = Vec::new();
    for (table, name) in keys {
        for (item, path) in config.list(table, name).iter().zip(config.paths(table, name)) {
            if !path.exists() {
                let fault = config.fault("missing-path", item, format!("there is no `{}`", path.display()));
                faults.push(fault.help("paths start in the folder of the configuration"));
            }
        }
    }
    faults
}

/// A pack of the configuration.
#[derive(Debug)]
pub struct Pack {
    /// What its manifest says.
    pub manifest: Manifest,
    /// Its folder of rules, if it has one.
    pub rules: Option<PathBuf>,
    /// Its folder of facts, if it has one.
    pub facts: Option<PathBuf>,
}

/// The packs of a configuration.
///
/// # Errors
/// If a manifest cannot be read or has errors.
pub fn packs(config: &Config) -> Result<Vec<Pack>, Failure> {
    let mut packs = Vec::new();
    let items = config.list("definitions", "packs").iter().zip(config.paths("definitions", "packs"));
    for (item, folder) in items {
        packs.push(pack_of(config, item, &folder)?);
    }
    Ok(packs)
}

fn pack_of(config: &Config, item: &Item, folder: &Path) -> Result<Pack, Failure> {
    let path = folder.join(MANIFEST);
    if !path.is_file() {
        let fault = config.fault("pack", item, format!("`{}` is no pack: it has no `{MANIFEST}`", folder.display()));
        refuse(config, vec![fault])?;
    }
    let source = Source { name: path.display().to_string(), text: read_text(&path)? };
    let (manifest, faults) = pack::manifest(&source);
    for found in &faults {
        complain(&fault(found, Some(&source), colours()));
    }
    if !faults.is_empty() {
        return Err(ConfigError::Faults.into());
    }
    let there = |name: &str| Some(folder.join(name)).filter(|path| path.is_dir());
    Ok(Pack { manifest, rules: there(pack::RULES), facts: there(pack::FACTS) })
}

/// What the configuration names, with the hashes of what is there.
///
/// # Errors
/// If something cannot be read.
pub fn locked(config: &Config, packs: &[Pack]) -> Result<Vec<Locked>, Failure> {
    let mut all = Vec::new();
    for name in ["rules", "facts", "base", "packs"] {
        for (at, (item, path)) in
            config.list("definitions", name).iter().zip(config.paths("definitions", name)).enumerate()
        {
            if item.span.is_empty() {
                continue;
            }
            let pack = if name == "packs" { packs.get(at) } else { None };
            let hash = if path.is_file() {
                let bytes = std::fs::read(&path)
                    .map_err(|error| InputError::Read { path: path.display().to_string(), error })?;
                lock::hash([("", bytes.as_slice())])
            } else {
                let files = gather(&path)?;
                let root = path.to_string_lossy().replace('\\', "/");
                let name = |file: &str| file.strip_prefix(root.as_str()).unwrap_or(file).to_owned();
                let named: Vec<(String, &[u8])> =
                    files.iter().map(|file| (name(&file.name), file.text.as_bytes())).collect();
                lock::hash(named.iter().map(|(name, bytes)| (name.as_str(), *bytes)))
            };
            all.push(Locked {
                path: item.text.clone(),
                name: pack.map(|pack| pack.manifest.name.clone()).unwrap_or_default(),
                version: pack.map(|pack| pack.manifest.version.clone()).unwrap_or_default(),
                hash,
            });
        }
    }
    all.sort();
    Ok(all)
}

/// Holds what is there to the lock. Without packs and without a lock nothing is held.
///
/// # Errors
/// If something differs, or packs are not locked.
pub fn hold(config: &Config, packs: &[Pack]) -> Result<(), Failure> {
    let path = config.folder.join(lock::NAME);
    if config.source.is_none() || (packs.is_empty() && !path.is_file()) {
        return Ok(());
    }
    let text = if path.is_file() { read_text(&path)? } else { String::new() };
    let source = Source { name: path.display().to_string(), text };
    let (then, faults) = lock::read(&source);
    for found in &faults {
        complain(&fault(found, Some(&source), colours()));
    }
    if any_error(&faults) {
        return Err(ConfigError::Faults.into());
    }
    let lines = lock::differences(&then, &locked(config, packs)?);
    if lines.is_empty() { Ok(()) } else { Err(ConfigError::Lock { path: source.name, lines }.into()) }
}
