//! Comments of an article that speak to this program.

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
