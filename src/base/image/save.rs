//! Writing a file so that whoever looks sees the old one or the new one, and nothing between.

use std::fs::File;
use std::io::{Error, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Files that are being written under another name.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Writes bytes under another name in the same folder, and renames that once all of it is on the disk.
///
/// A process that is killed on the way leaves the old file, and perhaps the other beside it, which the next
/// writing replaces.
///
/// # Errors
/// If the file cannot be written.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    through(path, bytes, File::sync_all)
}

/// As [`save`], for files that can be made anew: after a power failure it may hold anything.
///
/// # Errors
/// If the file cannot be written.
pub fn save_lightly(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    through(path, bytes, |_| Ok(()))
}

/// As [`save`], over a file that is there: with its permissions, and where it is a link, over what that leads to.
///
/// # Errors
/// If the file is not there or cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let path = std::fs::canonicalize(path)?;
    let permissions = std::fs::metadata(&path)?.permissions();
    through(&path, bytes, |file| {
        file.set_permissions(permissions)?;
        file.sync_all()
    })
}

/// Removes what is being written, for a program that is being ended.
pub fn abandon() {
    for path in OPEN.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        let _ = std::fs::remove_file(path);
    }
}

fn through(path: &Path, bytes: &[u8], finish: impl FnOnce(&File) -> Result<(), Error>) -> Result<(), Error> {
    // What is no file, such as a device or a pipe, is written to as it is; a link stays one.
    let target = match std::fs::metadata(path) {
        Ok(data) if !data.is_file() => return std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Ok(_) if path.is_symlink() => std::fs::canonicalize(path)?,
        _ => path.to_owned(),
    };
    let path = target.as_path();
    let other = beside(path);
    OPEN.lock().unwrap_or_else(PoisonError::into_inner).push(other.clone());
    let written = File::create(&other).and_then(|mut file| {
        file.write_all(bytes)?;
        finish(&file)
    });
    let renamed = written.and_then(|()| std::fs::rename(&other, path));
    if renamed.is_err() {
        // What is in the way is not left behind; that it cannot be removed adds nothing to the first error.
        let _ = std::fs::remove_file(&other);
    }
    OPEN.lock().unwrap_or_else(PoisonError::into_inner).retain(|open| *open != other);
    renamed
}

/// The name under which a file is written.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
