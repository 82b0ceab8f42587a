//! Lengths of what a text starts with: white space, comments, words, string contents. Plain string
//! functions, shared by the parsers, by recovery and by the messages.

/// Length of the spaces and the comment before the end of the line.
pub fn blank(text: &str) -> usize {
    let spaces = text.len() - text.trim_start_matches([' ', '\t', '\r', '\u{feff}']).len();
    let rest = text.get(spaces..).unwrap_or("");
    if rest.starts_with("//") { spaces + line(rest) } else { spaces }
}

/// Length of all white space and comments.
pub fn all(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or("");
        let step = blank(rest);
        let newline = usize::from(rest.get(step..).is_some_and(|rest| rest.starts_with('\n')));
        if step + newline == 0 {
            return at;
        }
        at += step + newline;
    }
}

/// Length of the line, without its newline.
pub fn line(text: &str) -> usize {
    memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())
}

/// Length of a word: letters, digits, `-`, `_`; the hyphen of `->` is not part of it.
pub fn run(text: &str) -> usize {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len());
    let word = text.get(..end).unwrap_or("");
    let end =
        if text.get(end..).is_some_and(|rest| rest.starts_with('>')) { word.trim_end_matches('-').len() } else { end };
    // A lone hyphen is a minus, and a word does not start with one.
    if word.starts_with('-') { 0 } else { end }
}

/// Length of a string's content: up to the closing quote or the end of the line.
pub fn string(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'"', b'\\', b'\n', rest)) {
        at += found;
        if bytes.get(at) != Some(&b'\\') {
            return at;
        }
        // An escaped character cannot close the string; an escaped newline still ends the line.
        at += if bytes.get(at + 1).is_some_and(|&next| next != b'\n') { 2 } else { 1 };
    }
    text.len()
}
