//! The fast road of the tokenizer: words of ASCII letters with nothing around them that could belong to them.
//! Nine tokens of ten in English news are such words; all others go the long way.

use super::fold;

/// Which bytes are ASCII letters.
const LETTERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z');
        byte += 1;
    }
    table
};

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
    let mut small = 0;
    let mut len = 0;
    for &byte in rest {
        if !LETTERS[usize::from(byte)] {
            break;
        }
        // The bit that small letters have and capitals have not.
        small |= byte & 0x20;
        len += 1;
    }
    let letters = rest.get(..len).filter(|letters| !letters.is_empty())?;
    match rest.get(len) {
        None => {}
        Some(b'.') if len == 1 || letters.eq_ignore_ascii_case(b"www") => return None,
        Some(b':') if rest.get(len + 1) == Some(&b'/') => return None,
        Some(b'0'..=b'9' | b'\'' | 0x80..) => return None,
        Some(_) => {}
    }
    let capital = letters[0] & 0x20 == 0;
    Some(Plain { end: at + len, hash: fold::hash_within(rest, len), capital, capitals: capital && small == 0 })
}
