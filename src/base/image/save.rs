//! Writing a file so that whoever looks sees the old one or the new one, and nothing between.

use std::fs::File;
use std::io::{Error, Write as _};
use std::path::{Path, PathBuf};

/// Writes bytes under another name in the same folder, and renames that once all of it is on the disk.
///
/// A process that is killed on the way leaves the old file, and perhaps the other beside it, which the next
/// writing replaces.
///
/// # Errors
/// If the file cannot be written.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let other = beside(path);
    let written = File::create(&other).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| std::fs::rename(&other, path));
    if renamed.is_err() {
        // What is in the way is not left behind; that it cannot be removed adds nothing to the first error.
        let _ = std::fs::remove_file(&other);
    }
    renamed
}

/// The name under which a file is written.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
