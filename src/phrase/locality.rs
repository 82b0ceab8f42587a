//! Names of places, of the base's entities or only of its gazetteer, where a pattern asks for one.

use super::board::Board;
use crate::annotate::Range;
use crate::base::{Base, NameSort};
use crate::text::{TokenKind, source::offset};

/// Names of at most so many tokens are looked at: `Stratford-upon-Avon`, `San Juan de la Maguana`.
const LONGEST: u32 = 6;
/// Words within a name that begin with a small letter have at most so many letters: `de`, `upon`.
const PARTICLE: usize = 4;

/// Where to look.
#[derive(Clone, Copy)]
pub struct Locality<'b, 'a> {
    /// The text.
    pub board: &'b Board<'a>,
    /// The base.
    pub base: &'b Base,
    /// The sentence that the name must stand in.
    pub sentence: Range,
}

impl Locality<'_, '_> {
    /// The longest name that ends before a token.
    #[must_use]
    pub fn before(self, end: u32) -> Option<Range> {
        let mut start = end;
        let mut starts = Vec::new();
        while start > self.sentence.start && end - start < LONGEST && (start == end || self.goes_on(start)) {
            start -= 1;
            if self.part(start, start + 1 < end) {
                if self.capital(start) {
                    starts.push(start);
                }
            } else {
                break;
            }
        }
        starts.into_iter().rev().map(|start| Range::new(start, end)).find(|&tokens| self.names(tokens))
    }

    /// The longest name that starts at a token.
    #[must_use]
    pub fn at(self, start: u32) -> Option<Range> {
        if !self.sentence.contains(start) || !self.capital(start) {
            return None;
        }
        let mut end = start + 1;
        let mut ends = vec![end];
        while self.sentence.contains(end) && end - start < LONGEST && self.goes_on(end) && self.part(end, true) {
            end += 1;
            ends.push(end);
        }
        ends.into_iter().rev().map(|end| Range::new(start, end)).find(|&tokens| self.names(tokens))
    }

    /// Whether no line ends before the token.
    fn goes_on(self, at: u32) -> bool {
        self.board.text.tokens.get(at as usize).is_some_and(|token| !token.break_before())
    }

    fn capital(self, at: u32) -> bool {
        self.board.text.tokens.get(at as usize).is_some_and(|token| token.kind == TokenKind::Word && token.capital())
    }

    /// Whether a token may be part of a name: a capitalised word, inside also a particle, a hyphen or the full
    /// stop of `St.`
    fn part(self, at: u32, inside: bool) -> bool {
        let text = self.board.text;
        let Some(token) = text.tokens.get(at as usize) else { return false };
        let word = token.span.of(&text.document.text);
        match token.kind {
            TokenKind::Word => token.capital() || (inside && word.chars().count() <= PARTICLE),
            TokenKind::Mark => inside && !token.space_before() && matches!(word, "." | "-" | "‑" | "'" | "’"),
            _ => false,
        }
    }

    /// Whether the tokens are a name of a place, and not part of a longer name or the name of something else.
    fn names(self, tokens: Range) -> bool {
        if self.in_longer_name(tokens) {
            return false;
        }
        let text = self.board.text;
        let words = tokens.span(&text.tokens).of(&text.document.text);
        self.base.places_named(words).next().is_some()
            || self.base.named(words).iter().any(|name| name.sort != NameSort::Demonym && self.base.lies(name.entity))
    }

    fn in_longer_name(self, tokens: Range) -> bool {
        let text = self.board.text;
        // `Guantanamo` may be a name of its own, but not before `Bay`.
        let unknown = |at: u32| self.capital(at) && text.words.get(at as usize).is_none_or(|word| word.0 == 0);
        let glued =
            text.tokens.get(tokens.start as usize).is_some_and(|token| token.space_before() && !token.break_before());
        if glued
            && tokens.start > self.sentence.start
            && unknown(tokens.start - 1)
            && tokens.start - 1 > self.sentence.start
        {
            return true;
        }
        // A mention that covers more words to the left, or that can name no place, names something else.
        let from = self
            .board
            .mentions
            .partition_point(|mention| mention.tokens.start + offset(LONGEST as usize * 2) < tokens.start);
        self.board.mentions[from..].iter().take_while(|mention| mention.tokens.start < tokens.end).any(|mention| {
            let overlaps = mention.tokens.end > tokens.start;
            let whole = mention.tokens.start <= tokens.start && mention.tokens.end >= tokens.end;
            // Somebody little known who has but one name (`Eugene`) says nothing against the town.
            let obscure = |entity| {
                let kind = self.base.schema().kinds.get(self.base.kind_of(entity).index());
                kind.is_some_and(|kind| kind.obscure)
            };
            let place = |entity| self.base.lies(entity) || obscure(entity);
            let placed = mention
                .candidates
                .iter()
                .any(|candidate| candidate.sort != NameSort::Demonym && place(candidate.entity));
            overlaps && (mention.tokens.start < tokens.start || (whole && !placed))
        })
    }
}
