//! One block's tokens with all that recognisers ask about them.

use super::classes::{Classes, Values, bit};
use crate::calendar::Day;
use crate::rules::{ClassId, Lexicon, WordId, lexicon::Found, lexicon::WordValue, lexicon::Words};
use crate::text::{Token, TokenKind};

/// One block under the recognisers. Token numbers count from the block's first token, so that
/// nothing can reach over a block's edge.
#[derive(Clone, Copy)]
pub(crate) struct Scan<'a> {
    pub walk: Words<'a>,
    pub lexicon: &'a Lexicon,
    pub classes: &'a Classes,
    pub published: Option<Day>,
}

impl<'a> Scan<'a> {
    pub const fn len(&self) -> usize {
        self.walk.tokens.len()
    }

    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.walk.tokens.get(at)
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|token| token.kind)
    }

    pub fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(self.walk.text))
    }

    /// Classes of the token; none past the end.
    #[inline]
    pub fn bits(&self, at: usize) -> u64 {
        self.walk.words.get(at).map_or(0, |&word| self.classes.bits(word))
    }

    pub fn has(&self, at: usize, bits: u64) -> bool {
        self.bits(at) & bits != 0
    }

    /// Like [`Self::has`] for the token before `at`.
    pub fn has_before(&self, at: usize, bits: u64) -> bool {
        at.checked_sub(1).is_some_and(|before| self.has(before, bits))
    }

    pub fn values(&self, at: usize) -> Values {
        self.walk.words.get(at).map_or_else(Values::default, |&word| self.classes.values(word))
    }

    /// Classes and values of a part of a token.
    pub fn part(&self, text: &str) -> (u64, Values) {
        let word: WordId = self.lexicon.word(crate::text::fold::hash(text));
        (self.classes.bits(word), self.classes.values(word))
    }

    /// What a part of a token stands for in a class.
    pub fn word_value(&self, class: ClassId, text: &str) -> Option<&'a WordValue> {
        // One capital is another unit than the small letter, or none: `5G`.
        if text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        self.lexicon.value(self.lexicon.word(crate::text::fold::hash(text)), class)
    }

    pub fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::capital)
    }

    pub fn space_before(&self, at: usize) -> bool {
        self.token(at).is_none_or(Token::space_before)
    }

    /// Whether the token is the mark.
    pub fn mark(&self, at: usize, mark: &str) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && self.text(at) == mark
    }

    /// Whether the token is a hyphen or dash, with spaces around it or not.
    pub fn dash(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && matches!(self.text(at), "-" | "‐" | "‑" | "–" | "—" | "−")
    }

    /// `at`, or the token after it if it is a joining hyphen.
    pub fn over_joint(&self, at: usize) -> usize {
        at + usize::from(self.walk.is_joint(at))
    }

    /// The token number just behind the word before `end`: less by one if a joining hyphen stands there.
    pub fn before_joint(&self, end: usize) -> usize {
        match end.checked_sub(1) {
            Some(before) if self.walk.is_joint(before) => before,
            _ => end,
        }
    }

    pub fn at(&self, class: ClassId, bits: u64, at: usize) -> Option<Found<'a>> {
        if self.has(at, bits) { self.lexicon.at(class, self.walk, at) } else { None }
    }

    /// Like [`Self::at`] for a class that is looked up only beside numbers.
    pub fn beside(&self, class: ClassId, at: usize) -> Option<Found<'a>> {
        self.at(class, bit::BESIDE, at)
    }

    pub fn before(&self, class: ClassId, end: usize) -> Option<Found<'a>> {
        self.lexicon.before(class, self.walk, self.before_joint(end))
    }

    /// The value of a token of at most nine digits without separators.
    pub fn digits(&self, at: usize) -> Option<u32> {
        let text = self.text(at);
        if self.kind(at) != Some(TokenKind::Number) || text.len() > 9 {
            return None;
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
    }

    /// `at`, or where the currency before it starts: `$5`, `US$ 5`.
    pub fn before_currency(&self, at: usize) -> usize {
        super::money::before(*self, at).map_or(at, |(start, _)| start)
    }

    /// Digits and the letters behind them: `10` and `th`.
    pub fn mixed(&self, at: usize) -> Option<(&'a str, &'a str)> {
        if self.kind(at) != Some(TokenKind::Mixed) {
            return None;
        }
        let text = self.text(at);
        let cut = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')?;
        Some((text.get(..cut)?, text.get(cut..)?)).filter(|(digits, _)| !digits.is_empty())
    }

    /// A year of four digits.
    pub fn year(&self, at: usize) -> Option<i32> {
        let year = self.digits(at).filter(|_| self.text(at).len() == 4)?;
        (1000..=2100).contains(&year).then(|| year.cast_signed())
    }

    /// Whether a word that is counted may stand at `at`: a small letter and no function word.
    pub fn counted(&self, at: usize) -> bool {
        let at = self.over_joint(at);
        self.kind(at) == Some(TokenKind::Word) && !self.capital(at) && !self.has(at, bit::FUNCTION)
    }
}
