//! The archive that a DOCX file is, unpacked with a limit.

use super::ReadError;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// All parts together unpack to no more bytes than this.
const MOST: u64 = 256_000_000;

/// An open archive.
#[derive(Debug)]
pub struct Archive<'s> {
    zip: ZipArchive<Cursor<&'s [u8]>>,
    most: u64,
    left: u64,
}

/// A part of the archive that is XML.
#[derive(Debug)]
pub struct Part {
    /// Its path in the archive.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl<'s> Archive<'s> {
    /// Opens an archive.
    ///
    /// # Errors
    /// If it is none.
    pub fn open(source: &'s [u8]) -> Result<Self, ReadError> {
        Self::with_limit(source, MOST)
    }

    fn with_limit(source: &'s [u8], most: u64) -> Result<Self, ReadError> {
        let zip =
            ZipArchive::new(Cursor::new(source)).map_err(|error| ReadError::NoArchive { why: error.to_string() })?;
        Ok(Self { zip, most, left: most })
    }

    /// Unpacks a part, if there is such a one.
    ///
    /// # Errors
    /// If it cannot be unpacked, or unpacks to more than the archive may.
    pub fn part(&mut self, name: &str) -> Result<Option<Part>, ReadError> {
        let damaged = |why: String| ReadError::Part { part: name.to_owned(), why };
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error.to_string())),
        };
        // What the archive says of its sizes need not be so.
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        self.left = self
            .left
            .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
            .ok_or(ReadError::Bomb { most: self.most })?;
        let text = String::from_utf8(bytes).map_err(|error| ReadError::Xml {
            part: name.to_owned(),
            at: u64::try_from(error.utf8_error().valid_up_to()).unwrap_or(u64::MAX),
            why: "it is not UTF-8".to_owned(),
        })?;
        Ok(Some(Part { name: name.to_owned(), text }))
    }

    /// Unpacks a part without which there is no document.
    ///
    /// # Errors
    /// If it is not there or cannot be unpacked.
    pub fn needed(&mut self, name: &str) -> Result<Part, ReadError> {
        let missing = || ReadError::Part { part: name.to_owned(), why: "there is no such part".to_owned() };
        self.part(name)?.ok_or_else(missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::{SimpleFileOptions, ZipWriter};

    #[test]
    fn unpacking_has_a_limit() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.xml", "b.xml"] {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(&[b'a'; 600]).expect("its bytes");
        }
        let bytes = zip.finish().expect("an archive").into_inner();
        let mut archive = Archive::with_limit(&bytes, 1_000).expect("an archive");
        assert_eq!(archive.part("a.xml").expect("small").map(|part| part.text.len()), Some(600));
        assert_eq!(archive.part("b.xml").expect_err("too much"), ReadError::Bomb { most: 1_000 });
        assert_eq!(
            Archive::open(&bytes).expect("an archive").part("c.xml").expect("nothing").map(|part| part.name),
            None
        );
        assert!(matches!(Archive::open(&bytes[..200]), Err(ReadError::NoArchive { .. })));
    }
}
