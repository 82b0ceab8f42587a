//! Opening an image: head and root checks only; everything else is read where it lies, when it is asked for.

use super::block::{BLOCK, LEAVES, Seen, checksum};
use super::bytes::Bytes;
use super::map::Mapped;
use super::{ALIGN, MAGIC, SECTIONS, Section, VERSION};
use crate::base::gazetteer::Geography;
use crate::base::schema::Schema;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::OnceLock;
use thiserror::Error;

/// Why an image cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BaseError {
    /// The file cannot be opened.
    #[error("cannot read the base `{path}`: {error}")]
    Read {
        /// Which.
        path: String,
        /// Why.
        error: String,
    },
    /// Not an image at all.
    #[error("this is not a compiled base: it does not start with `FACTBASE`")]
    Magic,
    /// Written by another version.
    #[error("the base has layout version {found}, this program reads version {VERSION}: compile it again")]
    Version {
        /// The version found.
        found: u32,
    },
    /// Cut short.
    #[error("the base is damaged: it is cut short after {found} bytes of {stated}: compile it again")]
    Short {
        /// The bytes that there are.
        found: usize,
        /// The bytes that there were.
        stated: usize,
    },
    /// A block is not what it was.
    #[error("the base is damaged in block {block} (bytes {} to {}, {part}): compile it again", block * BLOCK, (block + 1) * BLOCK - 1)]
    Damaged {
        /// The block, from 0.
        block: usize,
        /// What lies in it.
        part: String,
    },
    /// The content is whole but has no meaning.
    #[error("the base is of no use: {0}: compile it again")]
    Content(&'static str),
    /// The blocks are whole, but not those of the content that the head states.
    #[error("the base is damaged: its content has hash {found}, its head says {stated}: compile it again")]
    Hash {
        /// The hash of the content.
        found: String,
        /// The hash in the head.
        stated: String,
    },
}

/// Bytes of the head before the table of sections: magic, version, number of sections, length, start of leaves
/// and root, hash of the content.
pub const HEAD: usize = 8 + 4 + 4 + 8 + 8 + 8 + 32;
/// Where the checksum of the root lies, behind which follows that of the head.
pub const SUMS: usize = BLOCK - 16;

/// A base, opened. Cheap to open, shared freely between threads.
#[derive(Debug)]
pub struct Base {
    bytes: Bytes,
    /// Start and length of each section.
    sections: [(usize, usize); SECTIONS],
    /// Where the leaves begin, and the root.
    leaves: usize,
    root: usize,
    seen: Seen,
    /// The first damage that was touched.
    damage: OnceLock<BaseError>,
    schema: Schema,
    /// How places lie in places, once anybody asks.
    geography: OnceLock<Geography>,
}

impl Base {
    /// Opens a copy of an image.
    ///
    /// # Errors
    /// If it is no image, of another version, cut short, or damaged in its head.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BaseError> {
        Self::open(Bytes::copied(bytes))
    }

    /// Opens an image embedded in the program, without copying it if it is aligned to 64 bytes.
    ///
    /// # Errors
    /// As [`Self::from_bytes`].
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, BaseError> {
        Self::open(Bytes::of_program(bytes))
    }

    /// Opens an image in a file, without reading it: it is mapped, and shared with all other processes that
    /// have opened it.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], and if the file cannot be read.
    pub fn from_file(path: &Path) -> Result<Self, BaseError> {
        let failed =
            |error: std::io::Error| BaseError::Read { path: path.display().to_string(), error: error.to_string() };
        Self::open(Bytes::Mapped(Mapped::open(path).map_err(failed)?))
    }

    fn open(bytes: Bytes) -> Result<Self, BaseError> {
        let raw = bytes.get();
        if raw.get(..8) != Some(&MAGIC[..]) {
            return Err(BaseError::Magic);
        }
        let number = |at: usize| raw.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
        let long = |at: usize| {
            let bytes = raw.get(at..at + 8).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes);
            bytes.and_then(|value| usize::try_from(value).ok()).unwrap_or(usize::MAX)
        };
        match number(8) {
            Some(VERSION) => {}
            Some(found) => return Err(BaseError::Version { found }),
            None => return Err(BaseError::Short { found: raw.len(), stated: BLOCK }),
        }
        let head = |part: &str| BaseError::Damaged { block: 0, part: part.to_owned() };
        let Some(first) = raw.get(..BLOCK) else {
            return Err(BaseError::Short { found: raw.len(), stated: BLOCK });
        };
        if raw.get(SUMS + 8..BLOCK) != Some(&checksum(0, &first[..SUMS + 8]).to_le_bytes()[..]) {
            return Err(head("the head"));
        }
        let (len, leaves, root) = (long(16), long(24), long(32));
        if raw.len() != len {
            return Err(BaseError::Short { found: raw.len(), stated: len });
        }
        if number(12).map(|count| count as usize) != Some(SECTIONS)
            || !leaves.is_multiple_of(BLOCK)
            || leaves > root
            || root > len
        {
            return Err(head("the table of sections"));
        }
        let mut sections = [(0, 0); SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            let (start, len) = (long(HEAD + at * 16), long(HEAD + at * 16 + 8));
            if start % ALIGN != 0 || start < BLOCK || start.checked_add(len).is_none_or(|end| end > leaves) {
                return Err(head("the table of sections"));
            }
            *section = (start, len);
        }
        let summed = raw.get(root..).unwrap_or(&[]);
        if raw.get(SUMS..SUMS + 8) != Some(&checksum(root / BLOCK, summed).to_le_bytes()[..]) {
            return Err(BaseError::Damaged { block: root / BLOCK, part: "the root of the checksums".to_owned() });
        }
        let seen = Seen::none(root / BLOCK);
        let (damage, geography, schema) = (OnceLock::new(), OnceLock::new(), Schema::default());
        let mut base = Self { bytes, sections, leaves, root, seen, damage, schema, geography };
        let (start, len) = base.sections[Section::Schema as usize];
        let schema = base.slice(start, start + len);
        base.intact()?;
        base.schema =
            postcard::from_bytes(schema.unwrap_or(&[])).map_err(|_| BaseError::Content("its schema cannot be read"))?;
        Ok(base)
    }

    /// Whether nothing that has been asked for so far was damaged. What a damaged base says is incomplete: ask
    /// this after the questions, and before the answers are used.
    ///
    /// # Errors
    /// The first damage that was touched.
    pub fn intact(&self) -> Result<(), BaseError> {
        self.damage.get().map_or(Ok(()), |damage| Err(damage.clone()))
    }

    /// Looks at all blocks, and compares the content with the hash in the head.
    ///
    /// # Errors
    /// All that is damaged.
    pub fn verify(&self) -> Result<(), Vec<BaseError>> {
        let blocks = self.root / BLOCK;
        let wrong: Vec<BaseError> = (self.leaves / BLOCK..blocks)
            .chain(1..self.leaves / BLOCK)
            .filter(|&block| !self.whole(block))
            .map(|block| BaseError::Damaged { block, part: self.lies_in(block) })
            .collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let raw = self.bytes.get();
        let mut digest = Sha256::new();
        digest.update(VERSION.to_le_bytes());
        digest.update(raw.get(HEAD..HEAD + SECTIONS * 16).unwrap_or(&[]));
        digest.update(raw.get(BLOCK..self.leaves).unwrap_or(&[]));
        let (found, stated) = (hex(&digest.finalize()), self.hash());
        if found == stated { Ok(()) } else { Err(vec![BaseError::Hash { found, stated }]) }
    }

    /// The hash of the content, as the head states it: 64 hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> String {
        hex(self.bytes.get().get(HEAD - 32..HEAD).unwrap_or(&[]))
    }

    /// The image.
    #[must_use]
    pub fn image(&self) -> &[u8] {
        self.bytes.get()
    }

    /// Bytes of the whole image.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.get().len()
    }

    /// Bytes of each section, by name, in order.
    pub fn section_sizes(&self) -> impl Iterator<Item = (Section, usize)> {
        super::write::ORDER.into_iter().map(|section| (section, self.sections[section as usize].1))
    }

    /// Kinds and properties.
    #[must_use]
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Whether a block is what its checksum says, and the checksum what its own says.
    fn whole(&self, block: usize) -> bool {
        let raw = self.bytes.get();
        let stated = |table: usize, at: usize| raw.get(table + at * 8..table + at * 8 + 8);
        let is = |block: usize, stated: Option<&[u8]>| {
            let bytes = raw.get(block * BLOCK..(block + 1) * BLOCK);
            bytes.is_some_and(|bytes| Some(&checksum(block, bytes).to_le_bytes()[..]) == stated)
        };
        let first = self.leaves / BLOCK;
        if block >= first {
            return block < self.root / BLOCK && is(block, stated(self.root, block - first));
        }
        let leaf = first + block / LEAVES;
        if !self.seen.has(leaf) {
            if !is(leaf, stated(self.root, leaf - first)) {
                return false;
            }
            self.seen.add(leaf);
        }
        is(block, stated(self.leaves, block))
    }

    /// Looks at a block that is touched for the first time.
    #[cold]
    fn look(&self, block: usize) -> bool {
        let whole = self.whole(block);
        if whole {
            self.seen.add(block);
        } else {
            let _ = self.damage.set(BaseError::Damaged { block, part: self.lies_in(block) });
        }
        whole
    }

    /// What lies in a block.
    fn lies_in(&self, block: usize) -> String {
        let (start, end) = (block * BLOCK, (block + 1) * BLOCK);
        if start >= self.leaves {
            return "checksums".to_owned();
        }
        let inside: Vec<String> = super::write::ORDER
            .into_iter()
            .filter(|&section| {
                let (first, len) = self.sections[section as usize];
                first < end && start < first + len
            })
            .map(|section| section.to_string())
            .collect();
        if inside.is_empty() { "the end".to_owned() } else { inside.join(", ") }
    }

    /// The bytes of a range, each block of which is looked at once.
    #[inline]
    fn slice(&self, start: usize, end: usize) -> Option<&[u8]> {
        if start >= end {
            return Some(&[]);
        }
        let (first, last) = (start / BLOCK, (end - 1) / BLOCK);
        for block in first..=last {
            if !self.seen.has(block) && !self.look(block) {
                return None;
            }
        }
        self.bytes.get().get(start..end)
    }

    /// How places lie in places.
    pub(crate) fn geography(&self) -> &Geography {
        self.geography.get_or_init(|| Geography::new(&self.schema))
    }

    /// Records in a section.
    pub(crate) const fn count<T>(&self, section: Section) -> usize {
        self.sections[section as usize].1 / size_of::<T>()
    }

    /// A record of a section; none beyond its end, or in a damaged block.
    #[inline]
    pub(crate) fn record<T: bytemuck::AnyBitPattern>(&self, section: Section, at: usize) -> Option<T> {
        let (start, len) = self.sections[section as usize];
        let from = at.checked_mul(size_of::<T>())?;
        if from + size_of::<T>() > len {
            return None;
        }
        let bytes = self.slice(start + from, start + from + size_of::<T>())?;
        bytemuck::try_pod_read_unaligned(bytes).ok()
    }

    /// Records of a section that lie side by side, where they lie; none beyond its end, or in a damaged block.
    #[inline]
    pub(crate) fn records<T: bytemuck::AnyBitPattern>(&self, section: Section, range: std::ops::Range<usize>) -> &[T] {
        let (start, len) = self.sections[section as usize];
        let (from, to) = (range.start.saturating_mul(size_of::<T>()), range.end.saturating_mul(size_of::<T>()));
        if to > len || from >= to {
            return &[];
        }
        let bytes = self.slice(start + from, start + to).unwrap_or(&[]);
        bytemuck::try_cast_slice(bytes).unwrap_or(&[])
    }

    /// A text of the strings section; empty where the place does not fit it.
    #[must_use]
    pub fn text(&self, start: u32, len: u32) -> &str {
        let (section, whole) = self.sections[Section::Strings as usize];
        let (start, len) = (start as usize, len as usize);
        if start + len > whole {
            return "";
        }
        let bytes = self.slice(section + start, section + start + len);
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// The first record of a sorted section for which `before` does not hold, between two indices.
    pub(crate) fn first<T: bytemuck::AnyBitPattern>(
        &self,
        section: Section,
        range: std::ops::Range<usize>,
        before: impl Fn(&T) -> bool,
    ) -> usize {
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low + (high - low) / 2;
            // A record that cannot be read ends the search; the damage is noted.
            let Some(record) = self.record::<T>(section, middle) else { return high };
            if before(&record) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
