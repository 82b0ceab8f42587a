//! Checksums by block: cheap enough to be made of each block when it is touched first.

use std::sync::atomic::{AtomicU64, Ordering};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Bytes of a block.
pub const BLOCK: usize = 4096;
/// Checksums in a block of leaves.
pub const LEAVES: usize = BLOCK / 8;

/// The checksum of a block. The number of the block goes in, so that blocks cannot change places.
#[must_use]
pub fn checksum(number: usize, bytes: &[u8]) -> u64 {
    xxh3_64_with_seed(bytes, number as u64)
}

/// Which blocks have been found to be whole.
#[derive(Debug)]
pub struct Seen(Vec<AtomicU64>);

impl Seen {
    /// None of so many.
    #[must_use]
    pub fn none(blocks: usize) -> Self {
        Self((0..blocks.div_ceil(64)).map(|_| AtomicU64::new(0)).collect())
    }

    /// Whether a block has been found to be whole.
    #[must_use]
    pub fn has(&self, block: usize) -> bool {
        self.0.get(block / 64).is_some_and(|bits| bits.load(Ordering::Relaxed) >> (block % 64) & 1 == 1)
    }

    /// Notes that a block is whole.
    pub fn add(&self, block: usize) {
        if let Some(bits) = self.0.get(block / 64) {
            bits.fetch_or(1 << (block % 64), Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_elsewhere_is_another_block() {
        let bytes = [7; BLOCK];
        assert_ne!(checksum(1, &bytes), checksum(2, &bytes));
    }

    #[test]
    fn blocks_are_remembered_one_by_one() {
        let seen = Seen::none(130);
        seen.add(129);
        assert!(seen.has(129) && !seen.has(128) && !seen.has(65) && !seen.has(1000));
    }
}
