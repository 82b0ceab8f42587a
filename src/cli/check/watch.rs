//! `check --watch`: again whenever a file changes.

use super::once;
use crate::cli::Exit;
use crate::cli::args::Check;
use crate::cli::output::{Failure, complain};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How long it takes until a change is seen.
const EVERY: Duration = Duration::from_millis(300);

/// What tells that a file has changed: its length and the time of its last change.
type Snapshot = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Checks until the program is ended.
///
/// # Errors
/// If a report cannot be written. What cannot be read is told, and looked at again when it has changed.
pub fn run(args: &Check) -> Result<Exit, Failure> {
    loop {
        let before = snapshot(args);
        if let Err(error) = once(args) {
            if crate::cli::output::is_broken_pipe(&error) {
                return Err(error);
            }
            complain(&format!("error: {error}"));
        }
        complain("watching for changes; end with Ctrl-C");
        while snapshot(args) == before {
            std::thread::sleep(EVERY);
        }
    }
}

/// All files that the outcome may depend on.
fn snapshot(args: &Check) -> Snapshot {
    let mut found = Snapshot::new();
    let config = super::session::laid(args).ok();
    let mut paths = args.paths.clone();
    paths.extend(args.sources.rules.iter().chain(&args.sources.facts.facts).chain(&args.sources.facts.base).cloned());
    if let Some(config) = &config {
        paths.extend(config.source.iter().map(|source| PathBuf::from(&source.name)));
        for (table, name) in [
            ("check", "paths"),
            ("definitions", "rules"),
            ("definitions", "facts"),
            ("definitions", "base"),
            ("definitions", "packs"),
        ] {
            paths.extend(config.paths(table, name));
        }
        paths.extend(config.one_path("baseline", "file"));
        if args.paths.is_empty() && config.list("check", "paths").is_empty() {
            let folder = config.folder.clone();
            paths.push(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder });
        }
    }
    for path in paths {
        look(&path, &mut found, 0);
    }
    found
}

fn look(path: &Path, found: &mut Snapshot, depth: usize) {
    let Ok(data) = std::fs::symlink_metadata(path) else { return };
    if data.is_dir() {
        // Deeper folders than this are none of an archive.
        if depth < 64 {
            let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
            let hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            for entry in entries.filter(|entry| !hidden(entry)) {
                look(&entry, found, depth + 1);
            }
        }
    } else {
        found.insert(path.to_owned(), (data.len(), data.modified().ok()));
    }
}
