//! The rules and facts that the program carries within it, compiled when it was built.

use crate::base::{Base, BaseError};
use crate::rules::Program;
use crate::text::Source;

/// Bytes aligned as the records of an image need.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static BASE: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/base.image")));
static RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.program"));
static SOURCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.sources"));

/// The shipped base, used where it lies in the program.
///
/// # Errors
/// If the program file is damaged.
pub fn base() -> Result<Base, BaseError> {
    Base::from_static(&BASE.0)
}

/// The shipped rules.
///
/// # Errors
/// If the program file is damaged.
pub fn rules() -> Result<Program, postcard::Error> {
    postcard::from_bytes(RULES)
}

/// The files of the shipped rules, as they were before they were compiled.
///
/// # Errors
/// If the program file is damaged.
pub fn rule_sources() -> Result<Vec<Source>, postcard::Error> {
    let files: Vec<(String, String)> = postcard::from_bytes(SOURCES)?;
    Ok(files.into_iter().map(|(name, text)| Source { name, text }).collect())
}
