//! Folding and hashing of words: case, accents and curly apostrophes do not matter when a word is
//! looked up.
//!
//! The hash is part of the compiled formats (vocabulary and name index), so it must never depend on
//! the machine or the run.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const FACTOR: u64 = 0xA24B_AED4_963E_E407;

/// The 64-bit hash of a word's folded form.
#[must_use]
pub fn hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    if bytes.is_ascii() { hash_ascii(bytes) } else { hash_ascii(fold(word).as_bytes()) }
}

/// The folded form of a word: lower case, without accents, apostrophes straight.
#[must_use]
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' | 'ʼ' | '′' => '\'',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ı' => 'i',
            other => other,
        })
        .collect()
}

/// Mixes the hash of one more word into the hash of the words before it.
#[must_use]
pub const fn chain(before: u64, word: u64) -> u64 {
    mix(before ^ word.rotate_left(29))
}

/// The hash of the first `len` bytes, which are ASCII. What stands behind them only makes it faster: eight bytes
/// are loaded at once and those too many are masked away.
#[inline]
pub(super) fn hash_within(bytes: &[u8], len: usize) -> u64 {
    if (1..8).contains(&len)
        && let Some(chunk) = bytes.first_chunk::<8>()
    {
        let word = u64::from_le_bytes(*chunk) & !(u64::MAX << (8 * len));
        return mix(mix_start(len) ^ lower(word));
    }
    hash_ascii(bytes.get(..len).unwrap_or(bytes))
}

const fn mix_start(len: usize) -> u64 {
    SEED ^ (len as u64)
}

fn hash_ascii(bytes: &[u8]) -> u64 {
    let mut state = mix_start(bytes.len());
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        state = mix(state ^ lower(u64::from_le_bytes(*chunk)));
    }
    if !rest.is_empty() {
        let mut last = [0_u8; 8];
        last[..rest.len()].copy_from_slice(rest);
        state = mix(state ^ lower(u64::from_le_bytes(last)));
    }
    state
}

/// Lower-cases the ASCII letters among eight bytes at once. Bytes over 127 do not occur here or are
/// left alone: the sums below never carry out of a byte for those under 128.
const fn lower(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let heptets = word & (0x7F * ONES);
    let over_z = heptets + (0x7F - 0x5A) * ONES;
    let from_a = heptets + (0x80 - 0x41) * ONES;
    let ascii = !word & (0x80 * ONES);
    let upper = ascii & (from_a ^ over_z);
    word | (upper >> 2)
}

#[expect(clippy::cast_possible_truncation, reason = "both halves are wanted")]
const fn mix(value: u64) -> u64 {
    let product = (value as u128).wrapping_mul(FACTOR as u128);
    (product as u64) ^ ((product >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(hash("Conference"), hash("CONFERENCE"));
        assert_eq!(hash("Zürich"), hash("zurich"));
        assert_eq!(hash("O’Neill"), hash("o'neill"));
        assert_ne!(hash("abcdefgh"), hash("abcdefghi"));
        assert_ne!(hash("[\\]^"), hash("{|}~"));
    }
}
