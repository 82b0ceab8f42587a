//! Where the bytes of an image lie.

use super::ALIGN;
use super::map::Mapped;

/// Sixteen bytes, so that owned images are aligned as records need.
type Chunk = u128;

/// The bytes of an image: within the program, in memory, or in a file.
#[derive(Debug)]
pub enum Bytes {
    /// Within the program.
    Static(&'static [u8]),
    /// In memory; the length is in bytes.
    Owned(Vec<Chunk>, usize),
    /// In a file that is mapped.
    Mapped(Mapped),
}

impl Bytes {
    /// A copy of bytes.
    #[must_use]
    pub fn copied(bytes: &[u8]) -> Self {
        let mut chunks = vec![0; bytes.len().div_ceil(size_of::<Chunk>())];
        bytemuck::cast_slice_mut::<Chunk, u8>(&mut chunks)[..bytes.len()].copy_from_slice(bytes);
        Self::Owned(chunks, bytes.len())
    }

    /// Bytes of the program, copied only where they are not aligned.
    #[must_use]
    pub fn of_program(bytes: &'static [u8]) -> Self {
        if (bytes.as_ptr() as usize).is_multiple_of(ALIGN) { Self::Static(bytes) } else { Self::copied(bytes) }
    }

    /// The bytes.
    #[must_use]
    pub fn get(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Owned(chunks, len) => bytemuck::cast_slice::<Chunk, u8>(chunks).get(..*len).unwrap_or(&[]),
            Self::Mapped(mapped) => mapped.get(),
        }
    }
}
