//! Names mixed up: a name of several words, one of which is another word of the language.
//!
//! `Federal Bureau of Intelligence` is no body that the base has, and differs from one only in a word. That alone says
//! little: there are more bodies than any base holds. It is a slip if both words are nouns for a body (`Agency`,
//! `Administration`: the word class `body-type`), if they begin alike, if so many other words are right that
//! nothing else is meant, or if the body's own acronym stands in brackets behind it.

use super::evidence::Evidence;
use super::misspelling::Misspelling;
use super::run::{self, Run};
use crate::annotate::{Annotated, Range};
use crate::base::names::NameKey;
use crate::base::near::{LONGEST, SOMETHING, TELLING, ending, letters};
use crate::base::{Base, Name, NameSort};
use crate::rules::Lexicon;
use crate::rules::lexicon::ClassId;
use crate::text::{Token, TokenKind, fold, source::offset};

/// A name that has lost one of its words to another has at least so many words.
const FEWEST: usize = 3;
/// So many other words that say something are right: nothing else can be meant.
const MANY: usize = 4;
/// Words that begin with so many letters alike may be mixed up.
const ALIKE: usize = 2;
/// Shorter words are not mixed up for how they begin.
const LONG: usize = 5;

/// Looks for mixed-up names in one article.
pub struct Mixed<'a> {
    text: &'a Annotated<'a>,
    base: &'a Base,
    lexicon: &'a Lexicon,
    types: Option<ClassId>,
}

impl<'a> Mixed<'a> {
    /// For an article.
    #[must_use]
    pub fn new(text: &'a Annotated<'a>, base: &'a Base, lexicon: &'a Lexicon) -> Self {
        Self { text, base, lexicon, types: lexicon.class("body-type") }
    }

    /// A mixed-up name that starts at a capital; the longest.
    #[must_use]
    pub fn at(&self, at: usize, evidence: &Evidence<'_>) -> Option<Misspelling> {
        if self.goes_before(at) {
            return None;
        }
        let run = Run::read(self.text, at, false, |_| true);
        if run.count < FEWEST {
            return None;
        }
        // A name that is looked for has so many words that say something, and so have words mixed up with it.
        let telling = |count: usize| run.words[..count].iter().filter(|word| letters(word) >= SOMETHING).count();
        (FEWEST..=run.count)
            .rev()
            .filter(|&count| {
                telling(count) >= TELLING
                    && self.capital(run.places[count - 1])
                    && !self.goes_on(run.places[count - 1] + 1)
            })
            .find_map(|count| self.whole(&run, count, evidence))
    }

    fn whole(&self, run: &Run<'a, LONGEST>, count: usize, evidence: &Evidence<'_>) -> Option<Misspelling> {
        let end = run.places[count - 1] + 1;
        let tokens = Range::new(offset(run.places[0]), offset(end));
        let hashes = &run.hashes[..count];
        let mixed = (0..count).filter(|&at| self.capital(run.places[at]) && letters(run.words[at]) >= SOMETHING);
        mixed.into_iter().find_map(|at| {
            let written = tokens.span(&self.text.tokens).of(&self.text.document.text);
            let names = self.base.mixed_words(hashes, at).into_iter();
            let names: Vec<_> =
                names.filter(|name| proper(name) && self.convinces(run, at, name, end, evidence)).collect();
            let name = names.first().filter(|first| names.iter().all(|name| name.entity == first.entity))?;
            let sound = !self.base.has_name(written);
            sound.then(|| Misspelling { tokens, right: name.text.to_owned(), entity: name.entity })
        })
    }

    /// Whether the word at `at` is mixed up with the right one, and the whole is not something else.
    fn convinces(
        &self,
        run: &Run<'a, LONGEST>,
        at: usize,
        name: &Name<'_>,
        end: usize,
        evidence: &Evidence<'_>,
    ) -> bool {
        let folded = NameKey::new(name.text).folded;
        let right: Vec<&str> = folded.split(' ').collect();
        let (written, wanted) = (fold::fold(run.words[at]), right.get(at).copied().unwrap_or_default());
        let shouted = self.text.tokens.get(run.places[at]).is_some_and(Token::all_capitals);
        if shouted || evidence.same_name(run.words[at], wanted) {
            return false;
        }
        if let Some(acronym) = self.bracketed(end) {
            return self.base.named(acronym).iter().any(|known| known.entity == name.entity);
        }
        // `Korean Development Bank` is another country's.
        if self.base.has_name(&written) && !ending(&written, wanted) {
            return false;
        }
        if self.is_type(&written) && self.is_type(wanted) {
            return true;
        }
        let alike = written.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count() >= ALIKE;
        let telling = right.iter().filter(|word| letters(word) >= SOMETHING).count();
        (alike && letters(&written) >= LONG && letters(wanted) >= LONG) || (at > 0 && telling > MANY)
    }

    fn is_type(&self, word: &str) -> bool {
        self.types.is_some_and(|class| self.lexicon.value(self.lexicon.word(fold::hash(word)), class).is_some())
    }

    /// The acronym in brackets behind a name.
    fn bracketed(&self, end: usize) -> Option<&'a str> {
        let acronym = self.text.tokens.get(end + 1).filter(|token| token.all_capitals() && token.span.len() > 1)?;
        (self.word(end) == "(" && self.word(end + 2) == ")").then(|| acronym.span.of(&self.text.document.text))
    }

    /// Whether a longer name may have begun before: a capitalised word that does not begin the sentence, or a hyphen.
    fn goes_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let glued = self.text.tokens.get(at).is_some_and(|token| token.space_before() && !token.break_before());
        let starts = self.text.sentences.binary_search_by_key(&before, |one| one.start as usize).is_ok();
        let word = self.text.tokens.get(before).is_some_and(|token| token.kind == TokenKind::Word);
        (glued && self.capital(before) && !(starts && letters(self.word(before)) < SOMETHING))
            || (!glued && word)
            || self.text.walk().walk().is_joint(before)
    }

    /// Whether a longer name may go on here: a capitalised word, or one behind `of`, `on` or a hyphen.
    fn goes_on(&self, at: usize) -> bool {
        let glued =
            |at: usize| self.text.tokens.get(at).is_some_and(|token| token.space_before() && !token.break_before());
        let small = self.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && !token.capital());
        let particle = small && self.word(at).len() <= run::PARTICLE && glued(at);
        (glued(at) && self.capital(at))
            || (particle && glued(at + 1) && self.capital(at + 1))
            || self.text.walk().walk().is_joint(at)
    }

    fn word(&self, at: usize) -> &'a str {
        run::word(self.text, at)
    }

    fn capital(&self, at: usize) -> bool {
        run::capital(self.text, at)
    }
}

fn proper(name: &Name<'_>) -> bool {
    name.sort != NameSort::Demonym
}
