//! One block's tokens with all that recognisers ask about them.

use super::classes::{Classes, Values, bit};
use crate::calendar::Day;
use crate::rules::{ClassId, Lexicon, WordId, lexicon::Found, lexicon::WordValue, lexicon::Words};
use crate::text::{Token, TokenKind};
use std::ops::Deref;

/// For what a token is looked at: each recogniser passes over all tokens that are nothing to it.
pub(crate) mod heed {
    /// An expression of time may start with it.
    pub const TIME: u8 = 1;
    /// A note of another kind may start with it.
    pub const NOTE: u8 = 2;
    /// A sentence may end with it.
    pub const STOP: u8 = 4;
    /// A line starts with it.
    pub const LINE: u8 = 8;
    /// A quotation may start or end with it.
    pub const QUOTE: u8 = 16;
}

/// The words of tokens, and for what each token is looked at.
pub(crate) fn heeds(tokens: &[Token], lexicon: &Lexicon, classes: &Classes) -> (Vec<WordId>, Vec<u8>) {
    let (mut words, mut heeds) = (Vec::with_capacity(tokens.len()), Vec::with_capacity(tokens.len()));
    for token in tokens {
        let word = lexicon.word(token.hash);
        let (own, by_word) = KINDS[token.kind as usize];
        let flag = |set: bool, heed: u8| if set { heed } else { 0 };
        let heed = own
            | classes.heed(word) & by_word
            | flag(token.dotted() | token.stop(), heed::STOP)
            | flag(token.fraction(), heed::NOTE)
            | flag(token.line_before(), heed::LINE)
            | flag(token.quote(), heed::QUOTE);
        words.push(word);
        heeds.push(heed);
    }
    (words, heeds)
}

/// For what a token of each kind is looked at whatever its word is, and for what by its word.
const KINDS: [(u8, u8); 6] = {
    let mut kinds = [(0, 0); 6];
    kinds[TokenKind::Word as usize] = (0, heed::TIME | heed::NOTE);
    kinds[TokenKind::Number as usize] = (heed::TIME | heed::NOTE, 0);
    kinds[TokenKind::Mixed as usize] = (heed::TIME | heed::NOTE, 0);
    kinds
};

/// One block. Token numbers count from its first token, so that nothing can reach over its edge.
pub(crate) struct Block<'a> {
    pub walk: Words<'a>,
    /// For what each token is looked at: see [`heed`].
    pub heed: &'a [u8],
    pub lexicon: &'a Lexicon,
    pub classes: &'a Classes,
    pub published: Option<Day>,
}

/// One block under the recognisers.
#[derive(Clone, Copy)]
pub(crate) struct Scan<'a>(pub &'a Block<'a>);

impl<'a> Deref for Scan<'a> {
    type Target = Block<'a>;

    #[inline]
    fn deref(&self) -> &Block<'a> {
        self.0
    }
}

impl<'a> Scan<'a> {
    #[inline]
    pub fn len(self) -> usize {
        self.walk.tokens.len()
    }

    /// The first token from `at` on that is looked at for one of these.
    #[inline]
    pub fn heeded(self, at: usize, heed: u8) -> Option<usize> {
        let rest = self.0.heed.get(at..)?;
        let eight = u64::from_ne_bytes([heed; 8]);
        let (chunks, tail) = rest.as_chunks::<8>();
        let empty = chunks.iter().take_while(|chunk| u64::from_ne_bytes(**chunk) & eight == 0).count() * 8;
        let rest = if empty < rest.len() - tail.len() { rest.get(empty..)? } else { tail };
        rest.iter().position(|own| own & heed != 0).map(|ahead| at + empty + ahead)
    }

    #[inline]
    pub fn token(self, at: usize) -> Option<&'a Token> {
        self.walk.tokens.get(at)
    }

    #[inline]
    pub fn kind(self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|token| token.kind)
    }

    #[inline]
    pub fn text(self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(self.walk.text))
    }

    /// Classes of the token; none past the end.
    #[inline]
    pub fn bits(self, at: usize) -> u64 {
        self.walk.words.get(at).map_or(0, |&word| self.classes.bits(word))
    }

    #[inline]
    pub fn has(self, at: usize, bits: u64) -> bool {
        self.bits(at) & bits != 0
    }

    /// Like [`Self::has`] for the token before `at`.
    #[inline]
    pub fn has_before(self, at: usize, bits: u64) -> bool {
        at.checked_sub(1).is_some_and(|before| self.has(before, bits))
    }

    #[inline]
    pub fn values(self, at: usize) -> Values {
        self.walk.words.get(at).map_or_else(Values::default, |&word| self.classes.values(word))
    }

    /// Classes and values of a part of a token.
    pub fn part(self, text: &str) -> (u64, Values) {
        let word: WordId = self.lexicon.word(crate::text::fold::hash(text));
        (self.classes.bits(word), self.classes.values(word))
    }

    /// What a part of a token stands for in a class.
    pub fn word_value(self, class: ClassId, text: &str) -> Option<&'a WordValue> {
        // One capital is another unit than the small letter, or none: `5G`.
        if text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        self.lexicon.value(self.lexicon.word(crate::text::fold::hash(text)), class)
    }

    #[inline]
    pub fn capital(self, at: usize) -> bool {
        self.token(at).is_some_and(Token::capital)
    }

    #[inline]
    pub fn space_before(self, at: usize) -> bool {
        self.token(at).is_none_or(Token::space_before)
    }

    /// Whether the token is the mark.
    #[inline]
    pub fn mark(self, at: usize, mark: &str) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && self.text(at) == mark
    }

    /// Whether the token is a hyphen or dash, with spaces around it or not.
    #[inline]
    pub fn dash(self, at: usize) -> bool {
        self.token(at).is_some_and(Token::dash)
    }

    /// `at`, or the token after it if it is a joining hyphen.
    #[inline]
    pub fn over_joint(self, at: usize) -> usize {
        at + usize::from(self.walk.is_joint(at))
    }

    /// The token number just behind the word before `end`: less by one if a joining hyphen stands there.
    #[inline]
    pub fn before_joint(self, end: usize) -> usize {
        match end.checked_sub(1) {
            Some(before) if self.walk.is_joint(before) => before,
            _ => end,
        }
    }

    #[inline]
    pub fn at(self, class: ClassId, bits: u64, at: usize) -> Option<Found<'a>> {
        if self.has(at, bits) { self.lexicon.at(class, self.walk, at) } else { None }
    }

    /// Like [`Self::at`] for a class that is looked up only beside numbers.
    #[inline]
    pub fn beside(self, class: ClassId, at: usize) -> Option<Found<'a>> {
        self.at(class, bit::BESIDE, at)
    }

    #[inline]
    pub fn before(self, class: ClassId, bits: u64, end: usize) -> Option<Found<'a>> {
        let end = self.before_joint(end);
        let ends = end.checked_sub(1).and_then(|last| self.walk.words.get(last)).map(|&word| self.classes.ends(word));
        if ends? & bits == 0 { None } else { self.lexicon.before(class, self.walk, end) }
    }

    /// The value of a token of at most nine digits without separators.
    pub fn digits(self, at: usize) -> Option<u32> {
        let text = self.text(at);
        if self.kind(at) != Some(TokenKind::Number) || text.len() > 9 {
            return None;
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
    }

    /// `at`, or where the currency before it starts: `$5`, `US$ 5`.
    pub fn before_currency(self, at: usize) -> usize {
        super::money::before(self, at).map_or(at, |(start, _)| start)
    }

    /// Digits and the letters behind them: `10` and `th`.
    pub fn mixed(self, at: usize) -> Option<(&'a str, &'a str)> {
        if self.kind(at) != Some(TokenKind::Mixed) {
            return None;
        }
        let text = self.text(at);
        let cut = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')?;
        Some((text.get(..cut)?, text.get(cut..)?)).filter(|(digits, _)| !digits.is_empty())
    }

    /// A year of four digits.
    pub fn year(self, at: usize) -> Option<i32> {
        let year = self.digits(at).filter(|_| self.text(at).len() == 4)?;
        (1000..=2100).contains(&year).then(|| year.cast_signed())
    }

    /// Whether a word that is counted may stand at `at`: a small letter and no function word.
    pub fn counted(self, at: usize) -> bool {
        let at = self.over_joint(at);
        self.kind(at) == Some(TokenKind::Word) && !self.capital(at) && !self.has(at, bit::FUNCTION)
    }
}
