//! Strings of JSON: their characters, each with the bytes that it was written as.

use crate::document::OffsetMap;
use crate::text::{Span, source::offset};

/// Decodes what stands between the quotation marks of a valid string. `from` is where that is in the source. What is no
/// character, half of a surrogate pair, becomes U+FFFD.
#[must_use]
pub fn decoded(written: &str, from: usize) -> (String, OffsetMap) {
    let (mut text, mut map) = (String::with_capacity(written.len()), OffsetMap::default());
    let span = |start: usize, end: usize| Span::new(offset(from + start), offset(from + end));
    let mut at = 0;
    while at < written.len() {
        let rest = written.get(at..).unwrap_or("");
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        map.push_verbatim(offset(text.len()), span(at, at + plain));
        text.push_str(rest.get(..plain).unwrap_or(""));
        at += plain;
        let (character, len) = escape(rest.get(plain..).unwrap_or(""));
        if let Some(character) = character {
            let start = offset(text.len());
            text.push(character);
            map.push_replaced(Span::new(start, offset(text.len())), span(at, at + len));
        }
        at += len;
    }
    (text, map)
}

/// The escape at the start of a text: the character and the length; nothing at the end of the text.
fn escape(text: &str) -> (Option<char>, usize) {
    let Some(&kind) = text.as_bytes().get(1) else { return (None, text.len()) };
    let character = match kind {
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let high = unit(text.get(2..6));
            let low = if text.get(6..8) == Some("\\u") { unit(text.get(8..12)) } else { 0 };
            if (0xD800..0xDC00).contains(&high) && (0xDC00..0xE000).contains(&low) {
                let character = char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
                return (character, 12);
            }
            return (Some(char::from_u32(high).unwrap_or('\u{FFFD}')), text.len().min(6));
        }
        // `\"`, `\\` and `\/` stand for themselves; the string is valid, so that there are no others.
        other => char::from(other),
    };
    (Some(character), 2)
}

fn unit(digits: Option<&str>) -> u32 {
    digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(0xFFFD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_string_is_decoded(text in "\\PC{0,20}[\"\\\\/\u{8}\u{C}\n\r\t\u{0}🦀é]{0,20}", ascii in any::<bool>()) {
            let mut written = serde_json::to_string(&text).expect("a string");
            if ascii {
                let escaped = |c: char| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect();
                written = written.chars().map(|c| if c.is_ascii() { c.to_string() } else { escaped(c) }).collect();
            }
            let (decoded, map) = decoded(&written[1..written.len() - 1], 1);
            prop_assert_eq!(&decoded, &text);
            for (at, c) in decoded.char_indices() {
                let span = map.to_source(Span::new(offset(at), offset(at + c.len_utf8())));
                let alone: String = serde_json::from_str(&format!("\"{}\"", span.of(&written))).expect("a string");
                prop_assert_eq!(alone, c.to_string());
            }
        }
    }

    #[test]
    fn half_a_pair_is_no_character() {
        assert_eq!(decoded(r"a\uD83Db\uDE00\ud83e\udd80\uD83D\uD83E\uDD80", 0).0, "a\u{FFFD}b\u{FFFD}🦀\u{FFFD}🦀");
        assert_eq!(decoded(r"\/\\", 0).0, "/\\");
    }
}
