//! Places in a text that was extracted from a source whose bytes mean nothing to a reader, such as an archive.

use crate::text::source::offset;
use serde::{Deserialize, Serialize};

/// Where the paragraphs of an extracted text start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraphs {
    /// Offsets in the text with the numbers of the paragraphs that start there, in order of both.
    starts: Vec<(u32, u32)>,
}

/// A place for people in a text without lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// 1-based paragraph of the source; the empty ones count too.
    pub paragraph: u32,
    /// 1-based character in the paragraph, counted in Unicode scalar values.
    pub character: u32,
}

impl Paragraphs {
    /// Appends a paragraph by the offset of its first byte in the text and its 1-based number.
    pub fn push(&mut self, start: u32, number: u32) {
        self.starts.push((start, number));
    }

    /// The paragraph and character of an offset of the `text` that the paragraphs are of. An offset inside a character
    /// counts as that character's start.
    #[must_use]
    pub fn locate(&self, text: &str, at: u32) -> Location {
        let (start, paragraph) = self.start(at);
        let head = text.as_bytes().get(start as usize..at as usize).unwrap_or(&[]);
        let inside = usize::from(!text.is_char_boundary(at as usize));
        let before = head.iter().filter(|&&byte| byte & 0xC0 != 0x80).count().saturating_sub(inside);
        Location { paragraph, character: offset(before) + 1 }
    }

    /// The start and the number of the paragraph that holds an offset; the start of the text before the first one.
    #[must_use]
    pub fn start(&self, at: u32) -> (u32, u32) {
        let index = self.starts.partition_point(|(start, _)| *start <= at);
        index.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or((0, 1))
    }

    /// The start of the paragraph behind the one that holds an offset, if there is one.
    #[must_use]
    pub fn next(&self, at: u32) -> Option<u32> {
        let index = self.starts.partition_point(|(start, _)| *start <= at);
        self.starts.get(index).map(|(start, _)| *start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_paragraphs_and_characters() {
        let text = "One é two.\n\nThree 🦀 four.";
        let mut paragraphs = Paragraphs::default();
        paragraphs.push(0, 1);
        paragraphs.push(13, 4);
        let at = |words: &str| paragraphs.locate(text, offset(text.find(words).expect("words")));
        assert_eq!(at("One"), Location { paragraph: 1, character: 1 });
        assert_eq!(at("two"), Location { paragraph: 1, character: 7 });
        assert_eq!(at("Three"), Location { paragraph: 4, character: 1 });
        assert_eq!(at("four"), Location { paragraph: 4, character: 9 });
        let crab = offset(text.find('🦀').expect("the crab"));
        assert_eq!(paragraphs.locate(text, crab + 2), paragraphs.locate(text, crab));
        assert_eq!(paragraphs.next(3), Some(13));
        assert_eq!(Paragraphs::default().locate(text, 4), Location { paragraph: 1, character: 5 });
    }
}
