//! Opening an image: header checks only; sections are read where they lie.

use super::{
    ALIGN, CompleteRecord, EntityRecord, HEAD, InverseRecord, MAGIC, NameRecord, NameSlot, NearRecord, SECTIONS,
    Section, StatementRecord, VERSION,
};
use crate::base::model::SourceInfo;
use crate::base::schema::Schema;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use thiserror::Error;

/// Why an image cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BaseError {
    /// Not an image at all.
    #[error("this is not a compiled base: it does not start with `FACTBASE`")]
    Magic,
    /// Written by another version.
    #[error("the base has layout version {found}, this program reads version {VERSION}: compile it again")]
    Version {
        /// The version found.
        found: u32,
    },
    /// Cut short, or with offsets that point outside.
    #[error("the base is damaged: {0}")]
    Damaged(&'static str),
    /// The content is not what the header says.
    #[error("the base is damaged: its content has hash {found}, its header says {stated}")]
    Hash {
        /// The hash of the content.
        found: String,
        /// The hash in the header.
        stated: String,
    },
}

/// A base, opened. Cheap to open, shared freely between threads.
#[derive(Debug)]
pub struct Base {
    bytes: Cow<'static, [Chunk]>,
    len: usize,
    sections: [(usize, usize); SECTIONS],
    schema: Schema,
    sources: Vec<SourceInfo>,
}

/// Sixteen bytes, so that owned images are aligned as records need.
pub type Chunk = u128;

impl Base {
    /// Opens an image that was written in this run.
    ///
    /// # Errors
    /// If it is no image, of another version, or damaged at its head.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BaseError> {
        let mut chunks = vec![0_u128; bytes.len().div_ceil(ALIGN)];
        bytemuck::cast_slice_mut::<Chunk, u8>(&mut chunks)[..bytes.len()].copy_from_slice(bytes);
        Self::open(Cow::Owned(chunks), bytes.len())
    }

    /// Opens an image embedded in the program, without copying it.
    ///
    /// # Errors
    /// As [`Self::from_bytes`]; also if the bytes are not aligned to 16 or not a multiple of 16 long.
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, BaseError> {
        let whole = bytes.len() / ALIGN * ALIGN;
        match bytemuck::try_cast_slice(&bytes[..whole]) {
            Ok(chunks) if whole == bytes.len() => Self::open(Cow::Borrowed(chunks), bytes.len()),
            _ => Self::from_bytes(bytes),
        }
    }

    fn open(bytes: Cow<'static, [Chunk]>, len: usize) -> Result<Self, BaseError> {
        let raw: &[u8] = bytemuck::cast_slice(&bytes);
        let raw = raw.get(..len).ok_or(BaseError::Damaged("it is cut short"))?;
        if raw.get(..8) != Some(&MAGIC[..]) {
            return Err(BaseError::Magic);
        }
        let number = |at: usize| raw.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
        let long = |at: usize| raw.get(at..at + 8).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes);
        match number(8) {
            Some(VERSION) => {}
            Some(found) => return Err(BaseError::Version { found }),
            None => return Err(BaseError::Damaged("it is cut short")),
        }
        if number(12).map(|count| count as usize) != Some(SECTIONS) {
            return Err(BaseError::Damaged("it has another number of sections"));
        }
        let mut sections = [(0, 0); SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            let place = long(HEAD + at * 16).zip(long(HEAD + at * 16 + 8));
            let place = place.and_then(|(start, len)| Some((usize::try_from(start).ok()?, usize::try_from(len).ok()?)));
            let (start, len) = place.ok_or(BaseError::Damaged("its table of sections is cut short"))?;
            if start % ALIGN != 0 || start.checked_add(len).is_none_or(|end| end > raw.len()) {
                return Err(BaseError::Damaged("a section lies outside it"));
            }
            *section = (start, len);
        }
        let slice = |section: Section| {
            let (start, len) = sections[section as usize];
            &raw[start..start + len]
        };
        let schema = postcard::from_bytes(slice(Section::Schema))
            .map_err(|_| BaseError::Damaged("its schema cannot be read"))?;
        let sources = postcard::from_bytes(slice(Section::Sources))
            .map_err(|_| BaseError::Damaged("its sources cannot be read"))?;
        if std::str::from_utf8(slice(Section::Strings)).is_err() {
            return Err(BaseError::Damaged("its texts are not UTF-8"));
        }
        Ok(Self { sections, len, schema, sources, bytes })
    }

    /// Compares the content with the hash in the header.
    ///
    /// # Errors
    /// If they differ.
    pub fn verify(&self) -> Result<(), BaseError> {
        let raw = self.raw();
        let start = (HEAD + SECTIONS * 16).next_multiple_of(ALIGN);
        let mut digest = Sha256::new();
        digest.update(VERSION.to_le_bytes());
        digest.update(raw.get(HEAD..HEAD + SECTIONS * 16).unwrap_or(&[]));
        digest.update(raw.get(start..).unwrap_or(&[]));
        let found = hex(&digest.finalize());
        let stated = self.hash();
        if found == stated { Ok(()) } else { Err(BaseError::Hash { found, stated }) }
    }

    /// The hash of the content, as the header states it: 64 hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> String {
        hex(self.raw().get(16..48).unwrap_or(&[]))
    }

    /// Kinds and properties.
    #[must_use]
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The sources, by number.
    #[must_use]
    pub fn sources(&self) -> &[SourceInfo] {
        &self.sources
    }

    fn raw(&self) -> &[u8] {
        let raw: &[u8] = bytemuck::cast_slice(&self.bytes);
        raw.get(..self.len).unwrap_or(&[])
    }

    fn section(&self, section: Section) -> &[u8] {
        let (start, len) = self.sections[section as usize];
        self.raw().get(start..start + len).unwrap_or(&[])
    }

    fn records<T: bytemuck::Pod>(&self, section: Section) -> &[T] {
        bytemuck::try_cast_slice(self.section(section)).unwrap_or(&[])
    }

    /// A text of the strings section; empty where the place does not fit it.
    #[must_use]
    pub fn text(&self, start: u32, len: u32) -> &str {
        let start = start as usize;
        let bytes = self.section(Section::Strings).get(start..start.saturating_add(len as usize));
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// All entities, sorted by id.
    #[must_use]
    pub fn entity_records(&self) -> &[EntityRecord] {
        self.records(Section::Entities)
    }

    /// All statements, sorted by subject, property and start.
    #[must_use]
    pub fn statement_records(&self) -> &[StatementRecord] {
        self.records(Section::Statements)
    }

    /// Statements by their entity value.
    #[must_use]
    pub fn inverse_records(&self) -> &[InverseRecord] {
        self.records(Section::Inverse)
    }

    /// Completeness statements, sorted by subject and property.
    #[must_use]
    pub fn complete_records(&self) -> &[CompleteRecord] {
        self.records(Section::Completes)
    }

    /// The slots of the name trie.
    #[must_use]
    pub fn name_slots(&self) -> &[NameSlot] {
        self.records(Section::NameSlots)
    }

    /// All names.
    #[must_use]
    pub fn name_records(&self) -> &[NameRecord] {
        self.records(Section::NameRecords)
    }

    /// The shortened names, sorted by hash.
    #[must_use]
    pub fn near_records(&self) -> &[NearRecord] {
        self.records(Section::Near)
    }

    /// Kind and entity number, sorted.
    #[must_use]
    pub fn kind_records(&self) -> &[[u32; 2]] {
        self.records(Section::Kinds)
    }
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
