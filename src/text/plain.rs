//! The fast road of the tokenizer: words of ASCII letters with nothing around them that could belong to them.
//! Nine tokens of ten in English news are such words; all others go the long way. Eight bytes are looked at in one
//! step, so that a short word costs no branch for a letter.

use super::fold;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;
/// The bit that small letters have and capitals have not.
const SMALL: u64 = 0x20 * ONES;

/// The high bit of each of eight bytes that is an ASCII letter. No sum carries out of its byte.
const fn letters(eight: u64) -> u64 {
    let folded = (eight | SMALL) & !HIGH;
    let from_a = folded + (0x80 - b'a' as u64) * ONES;
    let past_z = folded + (0x7F - b'z' as u64) * ONES;
    from_a & !past_z & !eight & HIGH
}

/// How many letters stand at the start of eight bytes.
const fn run(eight: u64) -> usize {
    ((!letters(eight) & HIGH).trailing_zeros() / 8) as usize
}

/// A plain word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plain {
    /// Just past its last byte.
    pub end: usize,
    /// The hash of its folded form.
    pub hash: u64,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// Whether it has no small letter.
    pub capitals: bool,
}

/// The plain word that starts at `at`; none where the byte there is no ASCII letter, or the one behind the letters
/// may belong to the word: a digit, an apostrophe, what is not ASCII, the full stop of an initial, the colon or
/// full stop of an address.
#[inline]
pub(super) fn word(bytes: &[u8], at: usize) -> Option<Plain> {
    let rest = bytes.get(at..)?;
    let Some(chunk) = rest.first_chunk::<8>() else { return long(rest, at, 0, 0) };
    let eight = u64::from_le_bytes(*chunk);
    let len = run(eight);
    if len == 8 {
        return long(rest, at, 8, eight & SMALL);
    }
    if len == 0 {
        return None;
    }
    let word = eight & !(u64::MAX << (8 * len));
    let letters = (word | SMALL) & !(u64::MAX << (8 * len));
    let next = (eight >> (8 * len)).to_le_bytes()[0];
    if NEXT[usize::from(next)] && belongs(rest, len) {
        return None;
    }
    let capital = eight & 0x20 == 0;
    let capitals = capital && word & SMALL == 0;
    Some(Plain { end: at + len, hash: fold::hash_small(letters, len), capital, capitals })
}

/// The same for a word of which so many letters are known, and which of these are small.
fn long(rest: &[u8], at: usize, mut len: usize, mut small: u64) -> Option<Plain> {
    while let Some(chunk) = rest.get(len..).and_then(|rest| rest.first_chunk::<8>()) {
        let eight = u64::from_le_bytes(*chunk);
        let more = run(eight);
        small |= eight & SMALL & !u64::MAX.checked_shl(8 * u32::try_from(more).unwrap_or(0)).unwrap_or(0);
        len += more;
        if more < 8 {
            break;
        }
    }
    while let Some(&byte) = rest.get(len).filter(|byte| byte.is_ascii_alphabetic()) {
        small |= u64::from(byte & 0x20);
        len += 1;
    }
    if len == 0 || belongs(rest, len) {
        return None;
    }
    let capital = rest.first()? & 0x20 == 0;
    Some(Plain { end: at + len, hash: fold::hash_within(rest, len), capital, capitals: capital && small == 0 })
}

/// Bytes that may belong to the word before them.
const NEXT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    loop {
        table[byte as usize] = matches!(byte, b'.' | b':' | b'0'..=b'9' | b'\'' | 0x80..);
        match byte.checked_add(1) {
            Some(next) => byte = next,
            None => break,
        }
    }
    table
};

/// Whether what stands behind so many letters may belong to the word.
fn belongs(rest: &[u8], len: usize) -> bool {
    match rest.get(len) {
        Some(b'.') => len == 1 || rest.get(..len).is_some_and(|letters| letters.eq_ignore_ascii_case(b"www")),
        Some(b':') => rest.get(len + 1) == Some(&b'/'),
        Some(&byte) => NEXT[usize::from(byte)],
        None => false,
    }
}
