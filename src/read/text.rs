//! Plain text: blocks are parted by blank lines, and the text is the source, so that the map is the identity.

use super::{Articles, Markup, Reader, Settings, comments, one};
use crate::document::{Block, BlockKind, Document, Meta, OffsetMap};
use crate::rules::Lexicon;
use crate::text::{Span, source::offset};

/// The reader of plain text.
#[derive(Debug, Clone, Copy)]
pub struct Text;

/// A heading is no longer than this, in bytes.
const HEADING: usize = 100;

impl Reader for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn sniff(&self, _: &[u8]) -> bool {
        false
    }

    fn comments(&self, source: &str) -> Vec<Span> {
        comments::between(source, Span::new(0, offset(source.len())), "[", "]")
    }

    fn escape(&self, words: &str) -> Option<String> {
        Some(words.to_owned())
    }

    fn read(&self, source: &[u8], settings: Settings<'_>) -> Articles {
        one(self, source, settings)
    }
}

impl Markup for Text {
    fn document(&self, source: &str, _: &Lexicon) -> Document {
        let mut blocks = Vec::new();
        let mut open: Option<(usize, usize, bool)> = None;
        let mut at = 0;
        for line in source.split_inclusive('\n') {
            let trimmed = trim(line);
            if trimmed.is_empty() || is_comment(trimmed) {
                close(source, &mut blocks, open.take());
            } else {
                let start = at + (trimmed.as_ptr().addr() - line.as_ptr().addr());
                let end = start + trimmed.len();
                open = Some(open.map_or((start, end, true), |(first, ..)| (first, end, false)));
            }
            at += line.len();
        }
        close(source, &mut blocks, open);
        Document { text: source.to_owned(), map: OffsetMap::identity(), blocks, meta: Meta::default() }
    }
}

/// A line that is nothing but a comment.
fn is_comment(line: &str) -> bool {
    let inside = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    inside.is_some_and(|inside| inside.trim_start().starts_with(comments::MARK) && !inside.contains(']'))
}

/// White space and the marks that are invisible in a text go, as the tokens have them.
fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'))
}

fn close(source: &str, blocks: &mut Vec<Block>, open: Option<(usize, usize, bool)>) {
    let Some((start, end, one_line)) = open else { return };
    let text = source.get(start..end).unwrap_or("");
    let kind = if text.starts_with('>') {
        BlockKind::Quotation
    } else if one_line && is_heading(text) {
        BlockKind::Heading(if blocks.is_empty() { 1 } else { 2 })
    } else {
        BlockKind::Paragraph
    };
    blocks.push(Block { span: Span::new(offset(start), offset(end)), kind });
}

/// A short line that ends like no sentence.
fn is_heading(text: &str) -> bool {
    let last = text.trim_end_matches(['"', '”', '’', '\'', ')']).chars().last();
    text.len() <= HEADING && last.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::fixture::lexicon;
    use proptest::prelude::*;

    fn blocks(source: &str) -> Vec<(&str, BlockKind)> {
        Text.document(source, lexicon()).blocks.iter().map(|block| (block.span.of(source), block.kind)).collect()
    }

    #[test]
    fn blank_lines_part_blocks() {
        use BlockKind::{Heading, Paragraph, Quotation};
        assert_eq!(
            blocks("\u{FEFF}A title\r\n\r\nOne line,\r\nanother.\r\n \t\r\n> Said.\n\nEnd note"),
            [
                ("A title", Heading(1)),
                ("One line,\r\nanother.", Paragraph),
                ("> Said.", Quotation),
                ("End note", Heading(2)),
            ]
        );
        assert_eq!(blocks(" \n\n\t"), []);
    }

    proptest! {
        #[test]
        fn blocks_hold_all_that_is_visible(source in "[a \r\n\u{FEFF}é>.\u{5D0}]{0,40}") {
            let document = Text.document(&source, lexicon());
            let mut at = 0;
            for block in &document.blocks {
                prop_assert!(block.span.start >= at && !block.span.is_empty());
                prop_assert!(trim(Span::new(at, block.span.start).of(&source)).is_empty());
                prop_assert!(!block.span.of(&document.text).is_empty());
                at = block.span.end;
            }
            prop_assert!(trim(&source[at as usize..]).is_empty());
        }
    }
}
