//! Bases of a project's own facts, compiled once and kept: laying facts over the shipped ones takes seconds, opening what
//! came of it takes none.

use super::cache::{build, prepare};
use crate::base::Base;
use crate::base::image::save::save_lightly;
use crate::cli::args::FactSources;
use crate::cli::output::{Failure, complain};
use crate::cli::setup::{base, without};
use crate::config::lock;
use crate::definitions::gather;
use crate::embedded;
use std::path::Path;

/// The base that the arguments ask for, without the facts of some sources; kept in a folder, if there is one.
///
/// # Errors
/// If files cannot be read or have errors, or there is no such source.
pub fn base_of(folder: Option<&Path>, sources: &FactSources, distrust: &[String]) -> Result<Base, Failure> {
    let make = || {
        let base = base(sources)?;
        if distrust.is_empty() { Ok(base) } else { without(&base, distrust) }
    };
    let folders = sources.facts.iter().chain(&sources.base).any(|path| path.is_dir());
    let Some(folder) = folder.filter(|_| folders || !distrust.is_empty()) else { return make() };
    let path = folder.join(format!("base-{}.image", key(sources, distrust)?));
    if path.is_file()
        && let Ok(base) = Base::from_file(&path)
        && base.verify().is_ok()
    {
        return Ok(base);
    }
    let base = make()?;
    let kept = prepare(folder).and_then(|()| {
        clear(folder);
        save_lightly(&path, base.image())
    });
    if let Err(error) = kept {
        complain(&format!("warning: the compiled base cannot be kept for the next run: {error}"));
    }
    Ok(base)
}

/// The hash of all that the base depends on.
fn key(sources: &FactSources, distrust: &[String]) -> Result<String, Failure> {
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("program".to_owned(), build().into_bytes()),
        ("shipped".to_owned(), embedded::base()?.hash().into_bytes()),
        ("distrust".to_owned(), distrust.join("\0").into_bytes()),
    ];
    for (what, paths) in [("facts", &sources.facts), ("base", &sources.base)] {
        for path in paths {
            parts.push((what.to_owned(), Vec::new()));
            if path.is_dir() {
                parts.extend(gather(path)?.into_iter().map(|file| (file.name, file.text.into_bytes())));
            } else {
                parts.push((String::new(), std::fs::read(path)?));
            }
        }
    }
    let hash = lock::hash(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    Ok(hash.trim_start_matches("sha256:").chars().take(16).collect())
}

/// Removes bases that were kept before: a project has one, and each is as large as the shipped one.
fn clear(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("base-") && name.ends_with(".image") {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
