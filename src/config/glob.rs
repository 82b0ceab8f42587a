//! Patterns of paths: as in `.gitignore`, a pattern without `/` matches at any depth, and what it matches takes in
//! all below it.

use super::{Config, Item};
use crate::lang::Faults;
use globset::{GlobBuilder, GlobMatcher};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Some patterns, and which of them have matched anything.
#[derive(Debug, Default)]
pub struct Globs {
    globs: Vec<(Item, GlobMatcher, AtomicBool)>,
}

impl Globs {
    /// Compiles patterns; those that are none are faults.
    #[must_use]
    pub fn new(config: &Config, items: &[Item]) -> (Self, Faults) {
        let (mut globs, mut faults) = (Vec::new(), Vec::new());
        for item in items {
            let own = item.text.trim_end_matches('/');
            let pattern = match own.strip_prefix('/') {
                Some(rooted) => rooted.to_owned(),
                None if own.contains('/') => own.to_owned(),
                None => format!("**/{own}"),
            };
            match GlobBuilder::new(&pattern).literal_separator(true).build() {
                Ok(glob) => globs.push((item.clone(), glob.compile_matcher(), AtomicBool::new(false))),
                Err(error) => {
                    let message = format!("`{}` is no pattern of paths: {}", item.text, error.kind());
                    faults.push(config.fault("glob", item, message));
                }
            }
        }
        (Self { globs }, faults)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.globs.is_empty()
    }

    /// Whether one matches a path from the folder of the configuration, or a folder that it is in.
    #[must_use]
    pub fn matches(&self, path: &Path) -> bool {
        let mut any = false;
        for (_, glob, met) in &self.globs {
            if path.ancestors().any(|part| !part.as_os_str().is_empty() && glob.is_match(part)) {
                met.store(true, Ordering::Relaxed);
                any = true;
            }
        }
        any
    }

    /// Patterns that have matched nothing.
    #[must_use]
    pub fn unmet(&self, config: &Config) -> Faults {
        let unmet = self.globs.iter().filter(|(_, _, met)| !met.load(Ordering::Relaxed));
        unmet
            .map(|(item, ..)| {
                config
                    .fault("glob", item, format!("`{}` matches no article", item.text))
                    .help("mend the pattern, or take it out")
            })
            .collect()
    }
}

/// A path as it is, with `.` and `..` worked out by their names alone.
#[must_use]
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}
