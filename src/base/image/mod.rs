//! The compiled base: one file, the same bytes for the same facts, used where it lies.
//!
//! ```text
//! block 0        head: magic, version, length, hash of the content, table of sections, checksum of all that
//! block 1 …      sections, each aligned to 64 bytes, the last filled up to a whole block
//! leaves         8 bytes a block: the checksums of the blocks before
//! root           8 bytes a leaf block: the checksums of the leaves
//! ```
//!
//! All numbers are little-endian. The head holds the checksum of the root, so that opening looks at the head and
//! the root alone, whatever the size of the base; every other block is checked when it is touched first. Of a
//! damaged block nothing is read, and the damage is noted for [`Base::intact`]. Offsets are checked when they
//! are used.

pub mod block;
pub mod bytes;
pub mod map;
pub mod open;
pub mod record;
pub mod save;
pub mod slots;
pub mod value;
pub mod view;
pub mod write;

pub use open::{Base, BaseError};
pub use record::{CompleteRecord, EntityRecord, ExtraRecord, NameRecord, PlaceRecord, SourceRecord, StatementRecord};
pub use view::{Cite, Entity, Statement, Value};
pub use write::{WriteError, write_image};

/// First bytes of every image.
pub const MAGIC: [u8; 8] = *b"FACTBASE";
/// Version of the layout; images of another version are refused.
pub const VERSION: u32 = 4;
/// Sections start at multiples of this.
pub const ALIGN: usize = 64;

/// The sections of an image, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Section {
    /// UTF-8 of all texts.
    Strings,
    /// The schema (postcard).
    Schema,
    /// One record about the whole.
    Summary,
    /// The sources, by id.
    Sources,
    /// Entities by id, and one more that only ends the last.
    Entities,
    /// A hash table of ids.
    Ids,
    /// Statements by subject, property and start.
    Statements,
    /// What few statements have.
    Extras,
    /// Qualifiers of statements.
    Qualifiers,
    /// Stretches and long numbers, 16 bytes each.
    Wide,
    /// Statement numbers by value, property and statement, for entity values.
    Inverse,
    /// Completeness statements by subject and property.
    Completes,
    /// First entity of each kind in the next section, and one more.
    KindStarts,
    /// Entity numbers by kind.
    Kinds,
    /// Bits that tell which words may start a name.
    NameFilter,
    /// The hash table of names and of the beginnings of names.
    NameSlots,
    /// The names, those with the same words side by side.
    NameRecords,
    /// Name numbers by entity.
    NameOwners,
    /// Times of use: name number, first and last day.
    NameTimes,
    /// First entry of each bucket in the next section, and one more.
    NearStarts,
    /// Halves of names, and names without one of their words, by hash.
    Near,
    /// Words of people's names, by hash.
    NameWords,
    /// Regions of the gazetteer: country and code, by both.
    Regions,
    /// Places of the gazetteer by the hash of their names.
    Places,
}

/// How many sections there are.
pub const SECTIONS: usize = 24;

impl std::fmt::Display for Section {
    /// What lies in it, in words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Strings => "texts",
            Self::Schema => "schema",
            Self::Summary => "summary",
            Self::Sources => "sources",
            Self::Entities => "entities",
            Self::Ids => "ids",
            Self::Statements => "statements",
            Self::Extras | Self::Qualifiers => "qualifiers",
            Self::Wide => "long values",
            Self::Inverse => "statements by value",
            Self::Completes => "completeness",
            Self::KindStarts | Self::Kinds => "entities by kind",
            Self::NameFilter => "first words of names",
            Self::NameSlots => "names by words",
            Self::NameRecords => "names",
            Self::NameOwners => "names by entity",
            Self::NameTimes => "times of names",
            Self::NearStarts | Self::Near => "halves of names",
            Self::NameWords => "words of people's names",
            Self::Regions => "regions of the gazetteer",
            Self::Places => "places of the gazetteer",
        })
    }
}
