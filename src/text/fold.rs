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
    if bytes.is_ascii() {
        return hash_ascii(bytes);
    }
    punctuated(bytes).unwrap_or_else(|| hash_ascii(fold(word).as_bytes()))
}

/// The hash of a short word in which nothing but dashes, quotation marks and their like (U+2010 to U+2027) is not
/// ASCII: these fold to themselves, apostrophes to straight ones. Each quotation has two, so no string is made.
fn punctuated(bytes: &[u8]) -> Option<u64> {
    let mut folded = [0_u8; 16];
    let (mut at, mut len) = (0, 0);
    while at < bytes.len() {
        let width = match bytes.get(at..)? {
            [0xE2, 0x80, 0x98 | 0x99, ..] => {
                *folded.get_mut(len)? = b'\'';
                (at, len) = (at + 3, len + 1);
                continue;
            }
            [0xE2, 0x80, 0x90..=0xA7, ..] => 3,
            [0..0x80, ..] => 1,
            _ => return None,
        };
        folded.get_mut(len..len + width)?.copy_from_slice(bytes.get(at..at + width)?);
        (at, len) = (at + width, len + width);
    }
    folded.get(..len).map(hash_ascii)
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

/// The hash of a word of so many ASCII letters, at most eight, small ones, the first in the lowest byte.
#[inline]
pub(super) const fn hash_small(letters: u64, len: usize) -> u64 {
    mix(mix_start(len) ^ letters)
}

/// The hash of the first `len` bytes, which are ASCII. What stands behind them only makes it faster: eight bytes
/// are loaded at once and those too many are masked away.
#[inline]
pub(super) fn hash_within(bytes: &[u8], len: usize) -> u64 {
    let mut state = mix_start(len);
    let mut at = 0;
    while at < len {
        let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) else {
            return hash_ascii(bytes.get(..len).unwrap_or(bytes));
        };
        let eight = u64::from_le_bytes(*chunk);
        let known = if len - at < 8 { eight & !(u64::MAX << (8 * (len - at))) } else { eight };
        state = mix(state ^ lower(known));
        at += 8;
    }
    state
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
        assert_eq!(hash("“"), hash_ascii("“".as_bytes()));
        assert_eq!(hash("don’t"), hash("DON'T"));
        assert_ne!(hash("–"), hash("—"));
        assert_ne!(hash("abcdefgh"), hash("abcdefghi"));
        assert_ne!(hash("[\\]^"), hash("{|}~"));
    }
}
