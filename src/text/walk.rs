//! Walking over tokens as over words: a hyphen that joins two words is passed over.

use super::Token;

/// A text with its tokens.
#[derive(Debug, Clone, Copy)]
pub struct Walk<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
}

impl Walk<'_> {
    /// The token after `at`, passing over a hyphen that joins two words.
    #[inline]
    #[must_use]
    pub fn next(&self, at: usize) -> usize {
        if self.is_joint(at + 1) { at + 2 } else { at + 1 }
    }

    /// The token before `at`, passing over a hyphen that joins two words.
    #[inline]
    #[must_use]
    pub fn previous(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        if self.is_joint(before) { before.checked_sub(1) } else { Some(before) }
    }

    /// Whether the token is a hyphen with no space on either side.
    #[inline]
    #[must_use]
    pub fn is_joint(&self, at: usize) -> bool {
        let (Some(token), Some(after)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return false };
        at > 0 && token.hyphen() && !token.space_before() && !after.space_before()
    }

    /// The words of the token, or nothing beyond the end.
    #[must_use]
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }
}
