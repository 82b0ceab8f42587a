//! Near misses: capitalised words that no name has, one slip away from a name.

use super::mention::Mention;
use crate::annotate::{Annotated, Range};
use crate::base::{Base, EntityId, NameSort};
use crate::text::{TokenKind, fold};
use std::collections::BTreeMap;

/// A word or two that are one slip away from a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelling {
    /// The tokens as written.
    pub tokens: Range,
    /// The name as the base spells it.
    pub right: String,
    /// Whose name it is.
    pub entity: EntityId,
}

/// A form that stands in the article as often as this is what its author means to write.
const MEANT: usize = 3;
/// Names of at most so many words are looked at.
const LONGEST: usize = 3;

/// All near misses of names outside the mentions.
#[must_use]
pub fn misspellings(text: &Annotated<'_>, mentions: &[Mention], base: &Base) -> Vec<Misspelling> {
    let mut found: Vec<Misspelling> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut free = vec![true; text.tokens.len()];
    for mention in mentions {
        for at in mention.tokens.start..mention.tokens.end {
            if let Some(free) = free.get_mut(at as usize) {
                *free = false;
            }
        }
    }
    let capital = |at: usize| text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.capital());
    let mut at = 0;
    while at < text.tokens.len() {
        if !capital(at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < at + LONGEST
            && capital(end)
            && (end == at || (text.tokens[end].space_before() && !text.tokens[end].break_before()))
        {
            end += 1;
        }
        let mut next = at + 1;
        for end in (at + 1..=end).rev() {
            // A known name inside is no slip, and the rest of the words belongs to something else.
            if !(at..end).all(|token| free[token]) {
                continue;
            }
            let written: Vec<String> =
                (at..end).map(|token| fold::fold(text.tokens[token].span.of(&text.document.text))).collect();
            let written = written.join(" ");
            // A single capitalised word of the language is no slip.
            if end == at + 1 && text.words.get(at).is_some_and(|word| word.0 != 0) {
                continue;
            }
            // `HillaryClinton` is a tag, not a slip.
            if (at..end).any(|token| camel(text.tokens[token].span.of(&text.document.text))) {
                continue;
            }
            // `South Koreas` is no slip of `South Korean`: what belongs to a place has many forms.
            let names: Vec<_> =
                base.near_names(&written).into_iter().filter(|name| name.sort != NameSort::Demonym).collect();
            let entities: Vec<EntityId> = names.iter().map(|name| name.entity).collect();
            let (Some(name), true) = (names.first(), entities.windows(2).all(|pair| pair[0] == pair[1])) else {
                continue;
            };
            // A name that was not linked here, as in `Arkansas Carry`, is spelled as it should be.
            if base.has_name(&written) {
                continue;
            }
            *seen.entry(written).or_default() += 1;
            let start = u32::try_from(at).unwrap_or(u32::MAX);
            found.push(Misspelling {
                tokens: Range::new(start, start + u32::try_from(end - at).unwrap_or(0)),
                right: name.text.to_owned(),
                entity: name.entity,
            });
            next = end;
            break;
        }
        at = next;
    }
    let often = |miss: &Misspelling| {
        let written: Vec<String> = (miss.tokens.start..miss.tokens.end)
            .map(|at| fold::fold(text.tokens[at as usize].span.of(&text.document.text)))
            .collect();
        seen.get(&written.join(" ")).is_some_and(|count| *count >= MEANT)
    };
    found.retain(|miss| !often(miss));
    found
}

/// Whether a small letter is followed by a capital.
fn camel(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}
