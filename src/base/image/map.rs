//! A file as bytes, without reading it: the one place of the program that the compiler cannot prove.

use memmap2::Mmap;
use std::fs::File;
use std::path::Path;

/// A file mapped into memory.
#[derive(Debug)]
pub struct Mapped(Mmap);

impl Mapped {
    /// Maps a file.
    ///
    /// # Errors
    /// If it cannot be opened or mapped.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let file = File::open(path)?;
        map(&file).map(Self)
    }

    /// Its bytes.
    #[must_use]
    pub fn get(&self) -> &[u8] {
        &self.0
    }
}

/// Maps a whole file for reading.
///
/// What `unsafe` asks for is that the bytes behind `&[u8]` never change while the map lives. A compiled base is
/// written under another name, and takes its own by renaming (`save`): the file that was opened here is never
/// written to again, and lives on under no name until this map goes. Whoever writes into such a file with
/// another tool breaks that promise; then the bytes are still plain bytes (there is no type here for which some
/// bit pattern is invalid, every text is checked to be UTF-8 when it is read, every offset is checked when it is
/// used), a change in a block that was not touched yet is found by its checksum, and a file that is cut short
/// ends the process by the signal of the system and not by a wrong answer.
#[expect(unsafe_code, reason = "mapping a file is unsafe by its nature; the proof stands above")]
fn map(file: &File) -> std::io::Result<Mmap> {
    // SAFETY: see above.
    unsafe { Mmap::map(file) }
}
