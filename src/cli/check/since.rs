//! Lines that have changed since a revision, as git tells.

use crate::cli::output::Failure;
use crate::outcome::Outcome;
use crate::suppress::hold_to_lines;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The changed lines of each file, by its absolute path: first and last, 1-based.
#[derive(Debug, Default)]
pub struct Changes {
    lines: BTreeMap<PathBuf, Vec<(u32, u32)>>,
}

impl Changes {
    /// Asks git in a folder.
    ///
    /// # Errors
    /// If there is no git, no repository or no such revision.
    pub fn since(revision: &str, folder: &Path) -> Result<Self, Failure> {
        if revision.starts_with('-') {
            return Err(format!("`{revision}` is no revision").into());
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let top = PathBuf::from(git(folder, &["rev-parse", "--show-toplevel"])?.trim_end());
        let options =
            ["-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-prefix"];
        let diff = git(&top, &[&options[..], &["--no-renames", revision, "--"]].concat())?;
        let mut changes = Self::default();
        let mut file: Option<PathBuf> = None;
        for line in diff.lines() {
            if let Some(path) = line.strip_prefix("+++ ") {
                file = Some(top.join(unquoted(path)));
            } else if let Some((start, count)) = line.strip_prefix("@@ ").and_then(added)
                && let Some(file) = &file
                && count > 0
            {
                changes.lines.entry(file.clone()).or_default().push((start, start + count - 1));
            }
        }
        let untracked = git(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
        for path in untracked.split('\0').filter(|path| !path.is_empty()) {
            changes.lines.insert(top.join(path), vec![(1, u32::MAX)]);
        }
        Ok(changes)
    }

    /// Sets findings aside that stand on no changed line.
    pub fn apply(&self, outcomes: &mut [Outcome]) {
        for outcome in outcomes {
            let path = std::fs::canonicalize(&outcome.path).unwrap_or_default();
            outcome.setting.lines = Some(self.lines.get(&path).cloned().unwrap_or_default());
            hold_to_lines(outcome);
        }
    }
}

/// The first line and the number of lines that a hunk adds: `-1,2 +3,4 @@`.
fn added(hunk: &str) -> Option<(u32, u32)> {
    let range = hunk.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = range.split_once(',').unwrap_or((range, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

/// A path that git has put in quotation marks for the sake of odd characters.
fn unquoted(path: &str) -> String {
    let Some(inside) = path.strip_prefix('"').and_then(|path| path.strip_suffix('"')) else { return path.to_owned() };
    let mut text = Vec::new();
    let mut bytes = inside.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            text.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'n') => text.push(b'\n'),
            Some(b't') => text.push(b'\t'),
            Some(first @ b'0'..=b'3') => {
                let digit = |byte: Option<u8>| byte.map_or(0, |byte| byte.wrapping_sub(b'0'));
                text.push((first - b'0') * 64 + digit(bytes.next()) * 8 + digit(bytes.next()));
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

fn git(folder: &Path, args: &[&str]) -> Result<String, Failure> {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output();
    let output = output.map_err(|error| format!("cannot run `git`, which `--since` asks: {error}"))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(format!("git cannot tell what has changed: {}", message.trim()).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_and_paths_are_read() {
        assert_eq!(added("-1,2 +3,4 @@ fn"), Some((3, 4)));
        assert_eq!(added("-1 +7 @@"), Some((7, 1)));
        assert_eq!(added("-1,2 +0,0 @@"), Some((0, 0)));
        assert_eq!(unquoted("a b.md"), "a b.md");
        assert_eq!(unquoted("\"a\\n\\\"\\303\\251\""), "a\n\"é");
    }
}
