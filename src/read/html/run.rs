//! The running text of a page: white space collapsed, entities decoded, blocks closed, all mapped to the source.

use crate::document::{Block, BlockKind, OffsetMap};
use crate::text::{Span, source::offset};
use html5gum::{Token, Tokenizer};

/// Collects text, map and blocks.
#[derive(Debug, Default)]
pub struct Run<'s> {
    source: &'s str,
    /// The text so far.
    pub text: String,
    /// From the text to the source.
    pub map: OffsetMap,
    /// The blocks that are closed.
    pub blocks: Vec<Block>,
    open: Option<(usize, BlockKind)>,
    /// White space that is written once something follows it in its block.
    gap: Option<Gap>,
}

/// White space between words.
#[derive(Debug, Clone, Copy)]
enum Gap {
    Space(Span),
    Line(Span),
}

impl<'s> Run<'s> {
    /// Starts with nothing.
    pub fn new(source: &'s str) -> Self {
        Self { source, ..Self::default() }
    }

    /// Appends a stretch of the source that has no tags. `kind` is that of the block that it would open.
    pub fn push(&mut self, from: usize, to: usize, kind: BlockKind) {
        let piece = self.source.get(from..to).unwrap_or("");
        let bytes = piece.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let end = match byte {
                _ if is_space(byte) => {
                    let end = at + bytes[at..].iter().take_while(|&&byte| is_space(byte)).count();
                    self.space(span(from + at, from + end));
                    end
                }
                b'&' => {
                    let (len, decoded) = entity(piece.get(at..).unwrap_or(""));
                    if let Some(decoded) = decoded {
                        self.replaced(&decoded, span(from + at, from + at + len), kind);
                    } else {
                        self.verbatim(from + at, from + at + len, kind);
                    }
                    at + len
                }
                // An end tag without a name is nothing at all, and no token tells of it.
                b'<' if bytes[at..].starts_with(b"</>") => at + 3,
                _ if is_soft_hyphen(bytes, at) => at + 2,
                _ => {
                    let end = plain(bytes, at);
                    self.verbatim(from + at, from + end, kind);
                    end
                }
            };
            at = end;
        }
    }

    /// Appends what stands for a stretch of the source.
    pub fn replaced(&mut self, text: &str, source: Span, kind: BlockKind) {
        if text.bytes().all(is_space) {
            self.space(source);
        } else if text != "\u{AD}" && (self.open.is_some() || !text.chars().all(is_blank)) {
            self.ready(kind);
            let at = offset(self.text.len());
            self.text.push_str(text);
            self.map.push_replaced(Span::new(at, offset(self.text.len())), source);
        }
    }

    /// Ends a line; a second end parts blocks.
    pub fn line(&mut self, source: Span) {
        if let Some(Gap::Line(_)) = self.gap {
            self.close();
        } else if self.open.is_some() {
            self.gap = Some(Gap::Line(source));
        }
    }

    /// Closes the block that is open.
    pub fn close(&mut self) {
        self.gap = None;
        if let Some((start, kind)) = self.open.take() {
            self.blocks.push(Block { span: Span::new(offset(start), offset(self.text.len())), kind });
        }
    }

    fn space(&mut self, source: Span) {
        if self.open.is_some() && self.gap.is_none() {
            self.gap = Some(Gap::Space(source));
        }
    }

    fn verbatim(&mut self, from: usize, to: usize, kind: BlockKind) {
        let mut text = self.source.get(from..to).unwrap_or("");
        if self.open.is_none() {
            text = text.trim_start_matches(is_blank);
            if text.is_empty() {
                return;
            }
        }
        self.ready(kind);
        self.map.push_verbatim(offset(self.text.len()), span(to - text.len(), to));
        self.text.push_str(text);
    }

    /// Opens a block if none is open, and writes the white space that waits.
    fn ready(&mut self, kind: BlockKind) {
        if self.open.is_none() {
            if !self.blocks.is_empty() {
                self.text.push_str("\n\n");
            }
            self.open = Some((self.text.len(), kind));
        }
        let Some(gap) = self.gap.take() else { return };
        let (text, source) = match gap {
            Gap::Space(source) => (' ', source),
            Gap::Line(source) => ('\n', source),
        };
        let at = offset(self.text.len());
        self.text.push(text);
        if source.of(self.source) == " " {
            self.map.push_verbatim(at, source);
        } else {
            self.map.push_replaced(Span::new(at, at + 1), source);
        }
    }
}

fn span(from: usize, to: usize) -> Span {
    Span::new(offset(from), offset(to))
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

/// Shows nothing at the start of a block.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{AD}')
}

fn is_soft_hyphen(bytes: &[u8], at: usize) -> bool {
    bytes[at] == 0xC2 && bytes.get(at + 1) == Some(&0xAD)
}

/// The end of what can be copied as it is; single spaces between words are part of it.
fn plain(bytes: &[u8], from: usize) -> usize {
    let special = |at: usize| match bytes.get(at) {
        None => true,
        Some(&byte) => is_space(byte) || byte == b'&' || (byte == b'<' && at > from) || is_soft_hyphen(bytes, at),
    };
    let mut at = from + 1;
    while at < bytes.len() {
        if special(at) && (bytes[at] != b' ' || special(at + 1)) {
            break;
        }
        at += 1;
    }
    at
}

/// The character reference at the start of a text: its length and what it stands for; nothing if it is none.
fn entity(text: &str) -> (usize, Option<String>) {
    let rest = text.get(1..).unwrap_or("");
    let name = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let len = 1 + name + usize::from(rest.as_bytes().get(name) == Some(&b';'));
    let written = text.get(..len).unwrap_or("");
    let mut decoded = String::new();
    for token in Tokenizer::new(written) {
        if let Ok(Token::String(string)) = token {
            decoded.push_str(&String::from_utf8_lossy(&string));
        }
    }
    if decoded == written {
        return (len, None);
    }
    // Names of old need no semicolon (`&copyright`): what they did not take stays at the end.
    let kept = written.bytes().rev().zip(decoded.bytes().rev()).take_while(|(a, b)| a == b).count();
    if kept < decoded.len() {
        decoded.truncate(decoded.len() - kept);
        (len - kept, Some(decoded))
    } else {
        (len, Some(decoded))
    }
}

/// A text with its character references decoded.
pub fn decoded(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (head, tail) = rest.split_at(at);
        let (len, character) = entity(tail);
        whole.push_str(head);
        whole.push_str(character.as_deref().or_else(|| tail.get(..len)).unwrap_or(""));
        rest = tail.get(len..).unwrap_or("");
    }
    whole.push_str(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_references_end_where_html_ends_them() {
        for (written, len, decoded) in [
            ("&amp; b", 5, Some("&")),
            ("&ampamp", 4, Some("&")),
            ("&copyright", 5, Some("©")),
            ("&#x27;s", 6, Some("'")),
            ("&#59;", 5, Some(";")),
            ("&semi;", 6, Some(";")),
            ("&#x30", 5, Some("0")),
            ("&#0;", 4, Some("\u{FFFD}")),
            ("&fjlig;x", 7, Some("fj")),
            ("&nosuch;", 8, None),
            ("& b", 1, None),
            ("&", 1, None),
            ("&#", 2, None),
        ] {
            assert_eq!(entity(written), (len, decoded.map(str::to_owned)), "{written}");
        }
    }
}
