//! What speaks for a slip in a person's name: the right name elsewhere in the article, a title before it, a
//! name that hardly anybody else has. What speaks against it: that the written word is a name or word of its own.

use super::mention::Mention;
use crate::annotate::{Annotated, Range};
use crate::base::names::NameKey;
use crate::base::near::ending;
use crate::base::{Base, Name, PropertyId, ValueType};
use crate::rules::Lexicon;
use crate::rules::lexicon::ClassId;
use crate::text::{TokenKind, fold};

/// A name that at most so many people of the base have is rare.
const RARE: u16 = 3;
/// A name that more than so many have is common.
const COMMON: u16 = 12;
/// A rare family name speaks for itself if it has so many letters.
const LONG: usize = 7;
/// A first name that more than so many people of the base have is usual: that somebody with it holds an office says
/// little.
const USUAL: u16 = 100;
/// An abbreviated title has at most so many letters: `Sen`, `Rep`.
const TITLE: usize = 4;

/// An article, looked at for a slip.
pub struct Evidence<'a> {
    text: &'a Annotated<'a>,
    mentions: &'a [Mention],
    base: &'a Base,
    lexicon: &'a Lexicon,
    variants: Option<ClassId>,
}

impl<'a> Evidence<'a> {
    /// The evidence of an article.
    #[must_use]
    pub fn new(text: &'a Annotated<'a>, mentions: &'a [Mention], base: &'a Base, lexicon: &'a Lexicon) -> Self {
        Self { text, mentions, base, lexicon, variants: lexicon.class("name-variant") }
    }

    /// Whether two words are one name in two spellings: by the word class of them, or by how a foreign letter is
    /// written (`Schäuble` and `Schaeuble`, `Turchynov` and `Turchinov`).
    #[must_use]
    pub fn same_name(&self, written: &str, right: &str) -> bool {
        let plain = |word: &str| {
            let folded = fold::fold(word).replace("ae", "a").replace("oe", "o").replace("ue", "u");
            folded.replace('y', "i")
        };
        let group = |word: &str| {
            let class = self.variants?;
            self.lexicon.value(self.lexicon.word(fold::hash(word)), class).map(|value| value.text.as_str())
        };
        plain(written) == plain(right) || (group(written).is_some() && group(written) == group(right))
    }

    /// Whether a slip in one word of a person's name is likelier than another person. `goes_on`: another capitalised
    /// word follows, that the base does not know.
    #[must_use]
    pub fn convinces(
        &self,
        tokens: Range,
        name: &Name<'_>,
        key: &NameKey,
        slipped: usize,
        place: usize,
        goes_on: bool,
    ) -> bool {
        let words: Vec<&str> = key.folded.split(' ').collect();
        let (Some(&right), Some(&given)) = (words.get(slipped), words.first()) else { return false };
        let written = fold::fold(self.word(place));
        let listed = self.base.name_word(&written);
        let known = listed.is_some() || self.text.words.get(place).is_some_and(|word| word.0 != 0);
        let full = if self.fully_named(tokens, name) { 2 } else { 0 };
        let title = i32::from(self.titled(tokens.start as usize));
        let family = words.iter().rev().find(|word| word.chars().count() >= 3).copied().unwrap_or_default();
        let first = self.base.name_word(given).map_or(0, |word| word.given);
        let bearers = self.base.name_word(family).map_or(0, |word| word.family);
        let office = i32::from(bearers <= COMMON && self.holds_office(name));
        if slipped == 0 {
            // A first name that goes on where another stops is a form of it: `Pete` and `Peter`.
            if goes_on || (known && ending(&written, right)) {
                return false;
            }
            let long = family.chars().count() >= LONG || words.len() > 2;
            let rare = if bearers < RARE && long { 2 } else { i32::from(bearers <= RARE * 2) };
            let office = if known { 0 } else { office };
            return title + full + rare + office > i32::from(known);
        }
        // The written name of somebody else in the article.
        let others = self.count(&written, tokens);
        let elsewhere = self.count(right, tokens);
        if ending(&written, right)
            || others > 0
            || (known && elsewhere == 0)
            || (goes_on && elsewhere == 0 && full == 0)
        {
            return false;
        }
        let long = right.chars().count() >= LONG && bearers <= RARE;
        let office = if first <= USUAL && !known { office } else { 0 };
        let points = title + full + i32::from(elsewhere > 0) + i32::from(first <= RARE * 2) + i32::from(long) + office;
        points > i32::from(known) + i32::from(bearers > COMMON)
    }

    /// Whether the base has the person as the holder of something.
    fn holds_office(&self, name: &Name<'_>) -> bool {
        let schema = self.base.schema();
        let personal = |value| matches!(value, ValueType::Entity(Some(kind)) if schema.is_personal(kind));
        (0..schema.properties.len())
            .map(PropertyId::at)
            .filter(|&id| schema.property(id).is_some_and(|property| personal(property.value)))
            .any(|property| self.base.with_value(property, name.entity).next().is_some())
    }

    fn word(&self, at: usize) -> &'a str {
        self.text.tokens.get(at).map_or("", |token| token.span.of(&self.text.document.text))
    }

    /// How often a word stands in the article with a capital, outside these tokens.
    fn count(&self, word: &str, but: Range) -> usize {
        let hash = fold::hash(word);
        let here = |at: usize| (but.start as usize..but.end as usize).contains(&at);
        self.text.tokens.iter().enumerate().filter(|(at, one)| one.hash == hash && one.capital() && !here(*at)).count()
    }

    /// Whether the article names the person in full elsewhere.
    fn fully_named(&self, but: Range, name: &Name<'_>) -> bool {
        self.mentions.iter().any(|mention| {
            mention.tokens.end - mention.tokens.start > 1
                && (mention.tokens.end <= but.start || mention.tokens.start >= but.end)
                && mention.candidates.iter().any(|candidate| candidate.entity == name.entity)
        })
    }

    /// Whether a title stands just before: a post that somebody holds, the noun for one, or a short abbreviation with a
    /// capital.
    fn titled(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let glued = self.text.tokens.get(at).is_some_and(|token| token.space_before() && !token.break_before());
        if !glued {
            return false;
        }
        if self.word(before) == "." {
            let abbreviated = before.checked_sub(1).and_then(|at| self.text.tokens.get(at));
            return abbreviated.is_some_and(|token| {
                token.kind == TokenKind::Word && token.capital() && token.span.len() as usize <= TITLE
            });
        }
        let mention = self.mentions.partition_point(|mention| (mention.tokens.end as usize) < at);
        self.mentions.get(mention).is_some_and(|mention| {
            mention.tokens.end as usize == at
                && mention.candidates.iter().any(|candidate| {
                    let schema = self.base.schema();
                    let kind = self.base.kind_of(candidate.entity);
                    let holder = |value| matches!(value, ValueType::Entity(Some(value)) if schema.is_personal(value));
                    let office = schema
                        .chain(kind)
                        .any(|kind| schema.properties.iter().any(|one| one.kinds.contains(&kind) && holder(one.value)));
                    office || schema.kinds.get(kind.index()).is_some_and(|kind| kind.common)
                })
        })
    }
}
