//! Text as bytes with places in it: sources, spans, lines and tokens.
//!
//! This is the lowest room of the house. It knows UTF-8, words and punctuation, and nothing of
//! dates, facts or rules. Both the article side and the two definition languages stand on it.

mod address;
pub mod fold;
mod plain;
pub mod source;
pub mod span;
pub mod token;
pub mod walk;

pub use source::{LineColumn, LineIndex, Source};
pub use span::Span;
pub use token::{Token, TokenKind, tokenize};
pub use walk::Walk;
