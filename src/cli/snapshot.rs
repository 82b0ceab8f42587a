//! `factlint snapshot`: accepts or rejects what differs from snapshots.

use super::Exit;
use super::args::{Snapshot, SnapshotCommand};
use super::output::{Failure, print};
use super::setup::InputError;
use crate::report::terminal::{counted, visible};
use std::io::BufRead as _;
use std::path::{Path, PathBuf};

/// How the name of a report ends that is not accepted yet.
pub const NEW: &str = "snap.new";

/// Lists, reviews, accepts or rejects what is pending.
///
/// # Errors
/// If a file cannot be read, written or removed.
pub fn run(args: &Snapshot) -> Result<Exit, Failure> {
    let (SnapshotCommand::Pending { folder }
    | SnapshotCommand::Review { folder }
    | SnapshotCommand::Accept { folder }
    | SnapshotCommand::Reject { folder }) = &args.command;
    let read = |error| InputError::Read { path: folder.display().to_string(), error };
    let mut files = Vec::new();
    pending(folder, &mut files).map_err(read)?;
    files.sort();
    let (mut accepted, mut rejected) = (0, 0);
    let mut answers = std::io::stdin().lock().lines();
    for file in &files {
        let shown = visible(&file.display().to_string());
        let decided = match args.command {
            SnapshotCommand::Accept { .. } => Some(true),
            SnapshotCommand::Reject { .. } => Some(false),
            SnapshotCommand::Pending { .. } => {
                print(&compared(file)?)?;
                None
            }
            SnapshotCommand::Review { .. } => {
                print(&compared(file)?)?;
                loop {
                    print(&format!("{shown}: [a]ccept, [r]eject, [s]kip? "))?;
                    // Without an answer nothing is decided.
                    let Some(answer) = answers.next().transpose()? else { break None };
                    match answer.trim() {
                        "a" | "accept" => break Some(true),
                        "r" | "reject" => break Some(false),
                        "s" | "skip" => break None,
                        _ => {}
                    }
                }
            }
        };
        let failed = |error| InputError::Write { path: file.display().to_string(), error };
        match decided {
            Some(true) => {
                std::fs::rename(file, snapshot(file)).map_err(failed)?;
                accepted += 1;
            }
            Some(false) => {
                std::fs::remove_file(file).map_err(failed)?;
                rejected += 1;
            }
            None => {}
        }
    }
    let left = files.len() - accepted - rejected;
    print(&format!("{}: {accepted} accepted, {rejected} rejected, {left} left\n", counted(files.len(), "snapshot")))?;
    Ok(if left > 0 { Exit::Findings } else { Exit::Clean })
}

/// The snapshot that a pending one would replace: `a.md.snap` of `a.md.snap.new`.
fn snapshot(new: &Path) -> PathBuf {
    new.with_extension("")
}

fn compared(new: &Path) -> Result<String, Failure> {
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| InputError::Read { path: path.display().to_string(), error })
    };
    let path = snapshot(new);
    let old = if path.exists() { read(&path)? } else { String::new() };
    Ok(difference(&path, &old, &read(new)?))
}

/// What differs from a snapshot, as a patch of it.
#[must_use]
pub fn difference(path: &Path, old: &str, new: &str) -> String {
    let shown = visible(&path.display().to_string());
    let diff = similar::TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(3).header(&shown, &format!("{shown}.new")).to_string()
}

/// All pending files of a folder and those below it.
fn pending(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            pending(&path, files)?;
        } else if path.to_string_lossy().ends_with(NEW) {
            files.push(path);
        }
    }
    Ok(())
}
