//! Words that may be a name: capitalised ones side by side, with small particles between them.

use crate::annotate::Annotated;
use crate::text::TokenKind;

/// A word with a small letter within a name has at most so many letters: `of`, `for`, `al`, `bin`.
pub const PARTICLE: usize = 3;

/// At most `N` words that may be a name.
#[derive(Debug)]
pub struct Run<'a, const N: usize> {
    /// The hash of each word.
    pub hashes: [u64; N],
    /// Each word.
    pub words: [&'a str; N],
    /// The token of each word.
    pub places: [usize; N],
    /// How many there are.
    pub count: usize,
}

impl<'a, const N: usize> Run<'a, N> {
    /// The words from token `at` on. `initials` tells whether the full stop of an initial is one of them, `free` which tokens
    /// may be.
    #[must_use]
    pub fn read(text: &'a Annotated<'a>, at: usize, initials: bool, free: impl Fn(usize) -> bool) -> Self {
        let mut run = Self { hashes: [0; N], words: [""; N], places: [0; N], count: 0 };
        let walk = text.walk();
        let mut next = at;
        while run.count < N {
            let Some(token) = text.tokens.get(next).filter(|_| free(next)) else { break };
            let word = word(text, next);
            let joined = run.count == 0 || next > run.places[run.count - 1] + 1;
            let apart = !joined && (!token.space_before() || token.break_before());
            let part = match token.kind {
                TokenKind::Word => !apart && (token.capital() || (run.count > 0 && word.len() <= PARTICLE)),
                TokenKind::Mark => initials && run.count > 0 && word == "." && !token.space_before(),
                _ => false,
            };
            if !part {
                break;
            }
            (run.hashes[run.count], run.words[run.count], run.places[run.count]) = (token.hash, word, next);
            run.count += 1;
            next = walk.next(next);
        }
        run
    }
}

/// Whether a token is a capitalised word.
#[must_use]
pub fn capital(text: &Annotated<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.capital())
}

/// The words of a token; nothing beyond the end.
#[must_use]
pub fn word<'a>(text: &'a Annotated<'a>, at: usize) -> &'a str {
    text.tokens.get(at).map_or("", |token| token.span.of(&text.document.text))
}
