//! Comments of an article that speak to this program.

use crate::document::Document;
use crate::read::comments;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A comment whose words begin with `factlint:`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The whole of it with its marks, in bytes of the source.
    pub span: Span,
    /// The words behind `factlint:`.
    pub text: String,
    /// The block that it stands in, else the one that follows; nothing at the end of the article.
    pub block: Option<Span>,
}

impl Comment {
    /// The comments at these places of a source, whose text a document has.
    #[must_use]
    pub fn all(found: &[Span], source: &str, document: &Document) -> Vec<Self> {
        let comment = |span: &Span| {
            let text = comments::words(span.of(source)).to_owned();
            let blocks = document.blocks.iter().map(|block| document.map.to_source(block.span));
            let block = blocks.into_iter().find(|block| block.end > span.start && !span.covers(*block));
            Self { span: *span, text, block }
        };
        found.iter().map(comment).collect()
    }
}
