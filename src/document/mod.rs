//! What a reader makes of a source: plain text in blocks, with an exact map back to the source's
//! bytes and what is known about the article (title, publication date).
//!
//! Nothing above this layer sees Markdown, HTML or an archive, and nothing below sees a block.

pub mod map;
pub mod meta;
pub mod paragraphs;

pub use map::OffsetMap;
pub use meta::{DateOrigin, Meta, Published};
pub use paragraphs::{Location, Paragraphs};

use crate::calendar::Day;
use crate::text::Span;
use crate::text::source::offset;

/// An article ready to be annotated.
#[derive(Debug, Clone)]
pub struct Document {
    /// The readable text. Blocks are separated by blank lines; block text never spans two blocks.
    pub text: String,
    /// From spans of `text` to spans of the source; where the source's bytes are no text, of `text` itself.
    pub map: OffsetMap,
    /// The blocks in order; their spans do not overlap.
    pub blocks: Vec<Block>,
    /// Title, publication date, language.
    pub meta: Meta,
}

impl Document {
    /// A text without a format, as one paragraph.
    #[must_use]
    pub fn plain(text: String, published: Option<Day>) -> Self {
        let span = Span::new(0, offset(text.len()));
        let published = published.map(|day| Published { day, origin: DateOrigin::Given, span: None });
        let meta = Meta { published, ..Meta::default() };
        Self { text, map: OffsetMap::identity(), blocks: vec![Block { span, kind: BlockKind::Paragraph }], meta }
    }
}

/// A part of a document that sentences do not cross.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Byte range in [`Document::text`].
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The sorts of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, level 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A block quotation: somebody else's words.
    Quotation,
    /// An item of a list.
    ListItem,
    /// A caption of a picture.
    Caption,
    /// A cell of a table, with its 0-based row and column.
    Cell(u32, u32),
    /// A footnote.
    Footnote,
    /// A by-line, date line or other page furniture: dates in it are not told by the article.
    Furniture,
}
