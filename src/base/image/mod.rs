//! The compiled base: one file, the same bytes for the same facts, used where it lies.
//!
//! Layout: a header (magic, version, hash of the content, table of sections), then the sections, each
//! aligned to 16 bytes. All numbers are little-endian. Every offset in it is checked when it is used.

pub mod open;
pub mod record;
pub mod view;
pub mod write;

pub use open::{Base, BaseError};
pub use record::{CompleteRecord, EntityRecord, InverseRecord, NameRecord, NameSlot, NearRecord, StatementRecord};
pub use view::{Entity, Statement, Value};
pub use write::write_image;

/// First bytes of every image.
pub const MAGIC: [u8; 8] = *b"FACTBASE";
/// Version of the layout; images of another version are refused.
pub const VERSION: u32 = 1;
/// Sections start at multiples of this.
pub const ALIGN: usize = 16;
/// Bytes before the section table: magic, version, number of sections, hash.
pub const HEAD: usize = 8 + 4 + 4 + 32;

/// The sections of an image, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Section {
    /// UTF-8 of all texts.
    Strings,
    /// The schema (postcard).
    Schema,
    /// The sources (postcard).
    Sources,
    /// Entities by id.
    Entities,
    /// Statements by subject, property and start.
    Statements,
    /// Statements by value and property, for entity values.
    Inverse,
    /// Completeness statements by subject and property.
    Completes,
    /// The trie of names.
    NameSlots,
    /// The names.
    NameRecords,
    /// Shortened names.
    Near,
    /// Entity numbers by kind.
    Kinds,
}

/// How many sections there are.
pub const SECTIONS: usize = 11;
