//! Which files are checked: those that are named, and the articles of folders.

use crate::cli::args::Check;
use crate::cli::output::Failure;
use crate::cli::setup::{InputError, rows};
use crate::config::{Config, Globs, glob::plain};
use crate::lang::Faults;
use crate::read::of_path;
use crate::report::Unread;
use ignore::WalkBuilder;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Files to check, in order, and what cannot be read.
pub type Files = Vec<Result<PathBuf, Unread>>;

/// Where paths start for the patterns of a configuration.
#[derive(Debug)]
pub struct Root(PathBuf);

impl Root {
    /// The folder of a configuration.
    ///
    /// # Errors
    /// If the working directory is not there.
    pub fn of(config: &Config) -> Result<Self, Failure> {
        let folder = if config.folder.as_os_str().is_empty() { Path::new(".") } else { &config.folder };
        Ok(Self(plain(&std::path::absolute(folder)?)))
    }

    /// A path from the folder; nothing for what is outside.
    #[must_use]
    pub fn relative(&self, path: &Path) -> Option<PathBuf> {
        let path = plain(&std::path::absolute(path).ok()?);
        path.strip_prefix(&self.0).ok().map(Path::to_owned)
    }

    /// Whether a folder is this one or holds it.
    fn is_within(&self, folder: &Path) -> bool {
        std::path::absolute(folder).is_ok_and(|folder| self.0.starts_with(plain(&folder)))
    }
}

/// Finds files.
#[derive(Debug)]
pub struct Walk<'a> {
    config: &'a Config,
    root: &'a Root,
    include: Globs,
    exclude: Globs,
}

impl<'a> Walk<'a> {
    /// Prepares the patterns; faults are those of patterns that are none.
    #[must_use]
    pub fn new(config: &'a Config, root: &'a Root) -> (Self, Faults) {
        let (include, mut faults) = Globs::new(config, config.list("check", "include"));
        let (exclude, wrong) = Globs::new(config, config.list("check", "exclude"));
        faults.extend(wrong);
        (Self { config, root, include, exclude }, faults)
    }

    /// All files, and whether all that the configuration speaks of was looked at.
    ///
    /// # Errors
    /// If there is nothing to check, or the list of files cannot be read.
    pub fn files(&self, args: &Check) -> Result<(Files, bool), Failure> {
        let mut paths = args.paths.clone();
        if let Some(list) = &args.files_from {
            paths.extend(listed(list)?);
        } else if paths.is_empty() {
            paths = self.config.paths("check", "paths");
            if paths.is_empty() && self.config.source.is_some() {
                let folder = &self.config.folder;
                paths.push(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.clone() });
            }
            if paths.is_empty() {
                return Err("there is nothing to check: name files or folders, or `-` for standard input".into());
            }
        }
        let mut files = Vec::new();
        let mut whole = false;
        for path in paths {
            if path.is_dir() {
                whole |= self.root.is_within(&path);
                self.folder(&path, &mut files);
            } else {
                files.push(Ok(path));
            }
        }
        Ok((files, whole))
    }

    /// Patterns that have matched nothing.
    #[must_use]
    pub fn unmet(&self) -> Faults {
        let mut faults = self.include.unmet(self.config);
        faults.extend(self.exclude.unmet(self.config));
        faults
    }

    fn folder(&self, folder: &Path, files: &mut Files) {
        let ignores = self.config.flag("check", "gitignore");
        let mut walk = WalkBuilder::new(folder);
        walk.standard_filters(false)
            .hidden(true)
            .parents(ignores)
            .ignore(ignores)
            .git_ignore(ignores)
            .git_exclude(ignores)
            // What one user ignores everywhere is no part of what is checked.
            .git_global(false)
            // A link to a folder could lead in a circle.
            .follow_links(false)
            .sort_by_file_name(std::ffi::OsStr::cmp);
        if ignores {
            walk.add_custom_ignore_filename(".factlintignore");
        }
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let message = format!("cannot read a file or folder: {error}");
                    files.push(Err(Unread { path: folder.display().to_string(), message }));
                    continue;
                }
            };
            let kind = entry.file_type();
            let article = of_path(entry.path()).is_some_and(|reader| !reader.is_collection());
            if !article || kind.is_some_and(|kind| kind.is_dir()) {
                continue;
            }
            if kind.is_some_and(|kind| kind.is_symlink()) && entry.path().is_dir() {
                continue;
            }
            if !self.include.is_empty() || !self.exclude.is_empty() {
                let path = self.root.relative(entry.path());
                let path = path.as_deref().unwrap_or_else(|| entry.path());
                let excluded = self.exclude.matches(path);
                let included = self.include.is_empty() || self.include.matches(path);
                if excluded || !included {
                    continue;
                }
            }
            let path = entry.into_path();
            // As the user would name it.
            files.push(Ok(path.strip_prefix("./").map(Path::to_owned).unwrap_or(path)));
        }
    }
}

/// The paths that a file names.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut bytes = Vec::new();
    let failed = |error| InputError::Read { path: list.display().to_string(), error };
    rows(Some(list))?.read_to_end(&mut bytes).map_err(failed)?;
    let text =
        String::from_utf8(bytes).map_err(|_| format!("`{}` is no list of files: it is not UTF-8", list.display()))?;
    let parts: Vec<&str> = if text.contains('\0') { text.split('\0').collect() } else { text.lines().collect() };
    Ok(parts.into_iter().filter(|part| !part.is_empty()).map(PathBuf::from).collect())
}
