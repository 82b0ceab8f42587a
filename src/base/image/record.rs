//! Fixed-size records of the image. Texts are byte ranges of the strings section.

use bytemuck::{Pod, Zeroable};

/// An entity. Where its statements, names and mentions end, the next one's begin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct EntityRecord {
    /// Offset of its id.
    pub id: u32,
    /// Offset of its label.
    pub label: u32,
    /// Index of its first statement.
    pub statement: u32,
    /// Index of its first name among the owners.
    pub name: u32,
    /// Index of the first statement that has it as value, in the inverse.
    pub inverse: u32,
    /// Length of its id.
    pub id_len: u16,
    /// Length of its label.
    pub label_len: u16,
    /// Its kind.
    pub kind: u16,
    /// Always 0.
    pub spare: u16,
}

/// A statement: 32 bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct StatementRecord {
    /// Its subject.
    pub subject: u32,
    /// Its source.
    pub source: u32,
    /// Its value: see [`super::value`].
    pub value: [u32; 2],
    /// When it holds: see [`super::value`].
    pub valid: [u32; 2],
    /// Index of what few statements have, plus one; 0 for none.
    pub extra: u32,
    /// Its property.
    pub property: u16,
    /// Form of the value (bits 0–2) and of the time (3–4), phase (5–6).
    pub form: u8,
    /// Grain of a time or scale of a number (bits 0–4), rank (5–6).
    pub grade: u8,
}

/// What few statements have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct ExtraRecord {
    /// Entity number of the capacity, plus one; 0 for none.
    pub capacity: u32,
    /// Index of the stretch in which it was known, plus one; 0 for always.
    pub known: u32,
    /// Index of its first qualifier.
    pub qualifier: u32,
    /// Number of its qualifiers.
    pub qualifiers: u32,
}

/// A qualifier of a statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct QualifierRecord {
    /// The value, as that of a statement.
    pub value: [u32; 2],
    /// Its property.
    pub property: u16,
    /// Form of the value.
    pub form: u8,
    /// Grain of a time or scale of a number.
    pub grade: u8,
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

/// About the whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct SummaryRecord {
    /// The least number of people of a place of the gazetteer.
    pub floor: u32,
    /// The source of the gazetteer, plus one; 0 where there is none.
    pub gazetteer: u32,
}

/// A source. Each text is an offset and a length.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct SourceRecord {
    /// Its id.
    pub id: [u32; 2],
    /// Its title.
    pub title: [u32; 2],
    /// Its address.
    pub url: [u32; 2],
    /// Its terms.
    pub licence: [u32; 2],
    /// The day on which it was read, or its facts were written down.
    pub retrieved: i32,
    /// The day up to which it knows.
    pub horizon: i32,
    /// 1 if its facts were written down from memory, else 0.
    pub recalled: u32,
}

/// A name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct NameRecord {
    /// Offset of the name as written.
    pub text: u32,
    /// Whose name it is.
    pub entity: u32,
    /// Length of the name as written.
    pub len: u16,
    /// Sort (bits 0–1), last of those with the same words (2), found in any case (3), has a time of use (4).
    pub flags: u16,
}

/// A time of use of a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct NameTimeRecord {
    /// The name.
    pub name: u32,
    /// First day of use.
    pub first: i32,
    /// Last day of use.
    pub last: i32,
}

/// A word of people's names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub struct NameWordRecord {
    /// Lower half of its hash.
    pub tag: u32,
    /// How many people have it as their first name.
    pub given: u16,
    /// How many have it as their last.
    pub family: u16,
}

/// Half of a name, or its words but one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub struct NearRecord {
    /// Lower half of the hash.
    pub tag: u32,
    /// The name.
    pub name: u32,
}

/// A region of the gazetteer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub struct RegionRecord {
    /// The country's two letters.
    pub country: [u8; 4],
    /// The region's code, filled up with zeros.
    pub code: [u8; 12],
}

/// A place of the gazetteer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub struct PlaceRecord {
    /// Upper half of the hash of its name.
    pub tag: u32,
    /// Offset of its name.
    pub name: u32,
    /// How many people live there.
    pub population: u32,
    /// Its region.
    pub region: u16,
    /// Length of its name.
    pub len: u16,
}
