//! Fixed-size records of the image.

use bytemuck::{Pod, Zeroable};

/// An entity. Texts are byte ranges of the strings section.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct EntityRecord {
    /// Offset of its id.
    pub id: u32,
    /// Length of its id.
    pub id_len: u32,
    /// Offset of its label.
    pub label: u32,
    /// Length of its label.
    pub label_len: u32,
    /// Index of its first statement.
    pub first: u32,
    /// Number of its statements.
    pub count: u32,
    /// Its kind.
    pub kind: u32,
}

/// A statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct StatementRecord {
    /// Its subject.
    pub subject: u32,
    /// Its source.
    pub source: u32,
    /// Its property.
    pub property: u16,
    /// 0 entity, 1 time (point), 2 time (stretch), 3 number, 4 text.
    pub sort: u8,
    /// Grain of a time value, by order in [`crate::calendar::Grain`].
    pub grain: u8,
    /// Planned, held, cancelled.
    pub phase: u8,
    /// Its rank.
    pub rank: u8,
    /// Always 0.
    pub spare: u16,
    /// Entity number of the capacity, plus one; 0 for none.
    pub capacity: u32,
    /// The value: an entity in the first; four days; a decimal's 16 bytes; offset and length of a text.
    pub value: [i32; 4],
    /// First and last possible start, first and last possible end.
    pub valid: [i32; 4],
    /// The same for when it was known.
    pub known: [i32; 4],
}

/// A statement by its entity value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub struct InverseRecord {
    /// The value.
    pub value: u32,
    /// The property.
    pub property: u32,
    /// Index of the statement.
    pub statement: u32,
}

/// A completeness statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct CompleteRecord {
    /// Of what.
    pub subject: u32,
    /// Which property.
    pub property: u32,
    /// First day covered.
    pub first: i32,
    /// Last day covered.
    pub last: i32,
    /// By which source.
    pub source: u32,
}

/// A slot of the name trie; a key of 0 is an empty slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct NameSlot {
    /// Chained hash of the words so far.
    pub key: u64,
    /// First name that ends here.
    pub first: u32,
    /// Number of names that end here.
    pub count: u16,
    /// 1 if longer names go on.
    pub more: u16,
}

/// A name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct NameRecord {
    /// Offset of the folded words.
    pub folded: u32,
    /// Length of the folded words.
    pub folded_len: u32,
    /// Offset of the name as written.
    pub text: u32,
    /// Length of the name as written.
    pub text_len: u32,
    /// Whose name it is.
    pub entity: u32,
    /// Bit n: word n must start with a capital.
    pub capitals: u32,
    /// Bit n: word n must be all capitals.
    pub shouted: u32,
    /// First day of use.
    pub first: i32,
    /// Last day of use.
    pub last: i32,
    /// Label, alias, acronym or demonym.
    pub sort: u32,
}

/// A shortened form of a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub struct NearRecord {
    /// Hash of the shortened form.
    pub hash: u64,
    /// The name.
    pub record: u32,
    /// Always 0.
    pub spare: u32,
}
