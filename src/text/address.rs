//! Addresses in running text: URLs, e-mail addresses, @handles and #tags. Each is one token, so that no full
//! stop in it ends a sentence and no digits in it are a date.

use super::Token;

/// The part of an e-mail address before its `@` has at most so many bytes.
const LOCAL: usize = 64;

/// The end of the URL that starts at `at`: a scheme with `://`, or `www.`.
pub(super) fn url(text: &str, at: usize, word_end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let rest = bytes.get(word_end..)?;
    let head = if rest.starts_with(b"://") {
        word_end + 3
    } else if rest.first() == Some(&b'.') && bytes.get(at..word_end)?.eq_ignore_ascii_case(b"www") {
        word_end + 1
    } else {
        return None;
    };
    let end = trimmed(bytes, head, run(bytes, head, is_url));
    (end > head).then_some(end)
}

/// The end of the @handle or #tag whose mark stands at `at`: a letter must follow, and anything but a letter or
/// digit stand before.
pub(super) fn handle(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let glued = at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|&byte| is_word(byte));
    let end = trimmed(bytes, at + 1, run(bytes, at + 1, is_word));
    (!glued && bytes.get(at + 1).is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_')).then_some(end)
}

/// The start and end of the e-mail address whose `@` stands at `at`. The part before the `@` is in `tokens`, and
/// starts where one of them does.
pub(super) fn email(text: &str, at: usize, tokens: &[Token]) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let floor = at.saturating_sub(LOCAL);
    let end = trimmed(bytes, at + 1, run(bytes, at + 1, is_host));
    if !bytes.get(at + 1..end)?.contains(&b'.') {
        return None;
    }
    let mut start = at;
    while start > floor && bytes.get(start - 1).is_some_and(|&byte| is_local(byte)) {
        start -= 1;
    }
    while start < at && !bytes[start].is_ascii_alphanumeric() {
        start += 1;
    }
    let first = tokens.partition_point(|token| (token.span.start as usize) < start);
    tokens.get(first).filter(|token| token.span.start as usize == start).map(|_| (start, end))
}

fn run(bytes: &[u8], from: usize, of: impl Fn(u8) -> bool) -> usize {
    bytes.get(from..).map_or(from, |rest| from + rest.iter().take_while(|&&byte| of(byte)).count())
}

/// Marks at the end belong to the sentence, not to the address; a bracket does if it was opened in it.
fn trimmed(bytes: &[u8], from: usize, mut end: usize) -> usize {
    let opened = bytes.get(from..end).is_some_and(|bytes| bytes.contains(&b'('));
    while end > from {
        match bytes[end - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' | b'-' => end -= 1,
            b')' if !opened => end -= 1,
            _ => break,
        }
    }
    end
}

const fn is_url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b':'
                | b'/'
                | b'?'
                | b'#'
                | b'@'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b'%'
        )
}

const fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')
}

const fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'+' | b'%')
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use crate::text::{TokenKind, tokenize};

    fn addresses(text: &str) -> Vec<&str> {
        let addresses = tokenize(text).into_iter().filter(|token| token.kind == TokenKind::Address);
        addresses.map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn an_address_is_one_token() {
        for (text, found) in [
            (
                "See https://example.org/2019/05/12/a-10th-day?x=1&y=2.",
                vec!["https://example.org/2019/05/12/a-10th-day?x=1&y=2"],
            ),
            ("(see www.example.org), then", vec!["www.example.org"]),
            ("at http://example.org/wiki/Seas_(pact).", vec!["http://example.org/wiki/Seas_(pact)"]),
            ("Write to jane.roe+news@mail.example.org, or call.", vec!["jane.roe+news@mail.example.org"]),
            ("As @Jane_Roe told @news: #Seas2020 is #1.", vec!["@Jane_Roe", "@news", "#Seas2020"]),
            ("a@b, R&D, 5 @ 3, x#y, WWW. https:// ww.example", vec![]),
        ] {
            assert_eq!(addresses(text), found, "{text}");
        }
    }
}
