//! The word classes that frames are read from, and what can be asked of a token.

use crate::annotate::{Annotated, Range};
use crate::rules::{ClassId, Lexicon, Words};
use crate::text::{Token, TokenKind};

macro_rules! classes {
    ($($(#[$doc:meta])* $field:ident = $name:literal),* $(,)?) => {
        /// The word classes that frames are read from; a class that the rules lack is empty.
        #[derive(Debug, Clone)]
        pub struct FrameClasses {
            $($(#[$doc])* pub $field: FrameClass,)*
            /// For each word of the lexicon, a bit for each class.
            words: Vec<Membership>,
        }

        impl FrameClasses {
            /// Looks the classes up, and which words are in them.
            #[must_use]
            pub fn resolve(lexicon: &Lexicon) -> Self {
                let mut next = 1;
                $(let $field = FrameClass::next(lexicon.class($name), &mut next);)*
                let words = memberships(lexicon, &[$($field),*]);
                Self { $($field,)* words }
            }
        }
    };
}

impl FrameClasses {
    /// Any auxiliary: only for [`Reader::is`].
    #[must_use]
    pub const fn auxiliary(&self) -> FrameClass {
        let parts = [self.present, self.past, self.future, self.modal, self.have, self.had];
        let mut all = FrameClass { id: None, bit: 0 };
        let mut at = 0;
        while at < parts.len() {
            all.bit |= parts[at].bit;
            at += 1;
        }
        all
    }
}

/// A class that frames are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameClass {
    /// Its number in the lexicon; none if the rules lack it.
    id: Option<ClassId>,
    bit: u64,
}

impl FrameClass {
    /// A class, with the next bit.
    const fn next(id: Option<ClassId>, next: &mut u64) -> Self {
        let bit = *next;
        // No bit is given twice: one beyond the last would be 0, and 0 is in no word.
        *next <<= 1;
        Self { id, bit }
    }
}

/// The classes of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Membership {
    /// Those that it is in by itself.
    alone: u64,
    /// Those of which an entry starts with it.
    starts: u64,
}

fn memberships(lexicon: &Lexicon, classes: &[FrameClass]) -> Vec<Membership> {
    let mut bits = vec![0; lexicon.classes().count()];
    for class in classes {
        if let Some(bit) = class.id.and_then(|id| bits.get_mut(usize::from(id.0))) {
            *bit |= class.bit;
        }
    }
    let mut words = vec![Membership::default(); lexicon.len() + 1];
    for (class, entry) in lexicon.entries() {
        let bits = bits.get(usize::from(class.0)).copied().unwrap_or(0);
        if let Some(word) = entry.first().and_then(|first| words.get_mut(first.0 as usize)) {
            word.starts |= bits;
            if entry.len() == 1 {
                word.alone |= bits;
            }
        }
    }
    words
}

classes! {
    /// `is`, `are`.
    present = "aux-present",
    /// `was`, `were`.
    past = "aux-past",
    /// `will`.
    future = "aux-future",
    /// `would`, `could`.
    modal = "aux-modal",
    /// `has`, `have`.
    have = "have-present",
    /// `had`.
    had = "have-past",
    /// `if`, `perhaps`.
    hypothetical = "hypothetical",
    /// `Were`, `Should`, `Had` at the start of a sentence.
    inverted = "inverted",
    /// `ask`, `wonder`: after these `if` asks.
    asking = "asking",
    /// `said`, `told`.
    reporting = "reporting",
    /// `called`, `asked`: with quoted words only.
    quoting = "quoting",
    /// `according to`.
    source = "source",
    /// `reportedly`.
    hearsay = "hearsay",
    /// Past forms of irregular verbs.
    past_form = "past",
    /// `which`, `while`.
    subordinate = "subordinate",
    /// `which`, `who`.
    relative = "relative-pronoun",
    /// `and`, `but`.
    coordinator = "coordinator",
    /// `he`, `there`.
    pronoun = "subject-pronoun",
    /// `the`, `his`.
    determiner = "determiner",
    /// `in`, `after`.
    preposition = "preposition",
    /// `but`, `while`.
    contrast = "contrast",
    /// `that`.
    that = "that-word",
    /// `to`.
    to = "to-word",
    /// `what`, `how`.
    noun_clause = "noun-clause",
    /// `of`, `the`: a noun follows.
    before_noun = "before-noun",
    /// `of`, `for`: within a noun.
    noun_link = "noun-link",
    /// `also`, `had`: beside a verb.
    beside_verb = "beside-verb",
    /// Forms of `be`.
    be = "be",
    /// `scheduled`, `due`.
    planned = "planned",
    /// `plan to`, `intend to`.
    planning = "planning",
    /// Words that are never counted and never name: `the`, `in`, `yesterday`.
    function = "function",
    /// `not`, `never`.
    negation = "negation",
    /// `one of the`.
    partitive = "partitive",
    /// `version of this article`, `misstated`.
    correction = "correction",
    /// `former`, `acting`.
    status = "status",
    /// `elect` behind an office.
    status_after = "status-after",
}

/// A text with the classes to read its frames by.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The text.
    pub text: &'a Annotated<'a>,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// The classes.
    pub classes: &'a FrameClasses,
}

impl<'a> Reader<'a> {
    /// Whether the token's word is in the class by itself.
    #[inline]
    #[must_use]
    pub fn is(&self, class: FrameClass, at: usize) -> bool {
        self.classes_of(at).alone & class.bit != 0
    }

    fn classes_of(&self, at: usize) -> Membership {
        let word = self.text.words.get(at).map_or(0, |word| word.0);
        if word == 0 {
            Membership::default()
        } else {
            self.classes.words.get(word as usize).copied().unwrap_or_default()
        }
    }

    /// What the token's word stands for in the class, if it is in it by itself.
    #[must_use]
    pub fn value(&self, class: FrameClass, at: usize) -> Option<&'a str> {
        if !self.is(class, at) {
            return None;
        }
        self.lexicon.value(*self.text.words.get(at)?, class.id?).map(|value| value.text.as_str())
    }

    /// The number of tokens of the longest entry of the class that starts at the token.
    #[must_use]
    pub fn starts(&self, class: FrameClass, at: usize) -> Option<usize> {
        self.entry(class, at).map(|(tokens, _)| tokens)
    }

    /// The same with what the entry stands for.
    #[must_use]
    pub fn entry(&self, class: FrameClass, at: usize) -> Option<(usize, &'a str)> {
        if self.classes_of(at).starts & class.bit == 0 {
            return None;
        }
        let words: Words<'_> = self.text.walk();
        self.lexicon.at(class.id?, words, at).map(|found| (found.tokens, found.value.text.as_str()))
    }

    /// The words of a token.
    #[must_use]
    pub fn word(&self, at: usize) -> &'a str {
        self.text.tokens.get(at).map_or("", |token| token.span.of(&self.text.document.text))
    }

    /// The token.
    #[must_use]
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.text.tokens.get(at)
    }

    /// Whether the token starts with a capital.
    #[must_use]
    pub fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::capital)
    }

    /// Whether the token is a word.
    #[must_use]
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether the token is a mark that parts what stands on either side: no hyphen within a word, no full stop of
    /// an abbreviation.
    #[must_use]
    pub fn parts(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Mark)
            && !self.text.walk().is_joint(at)
            && !(self.word(at) == "." && self.abbreviates(at))
    }

    /// Whether the full stop belongs to a short form or initial: the sentence goes on behind it.
    fn abbreviates(&self, at: usize) -> bool {
        let next = crate::text::source::offset(at + 1);
        let starts = || self.text.sentences.binary_search_by_key(&next, |sentence| sentence.start).is_ok();
        self.capital(at.saturating_sub(1)) && self.is_word(at + 1) && !starts()
    }

    /// Whether the token is a quotation mark.
    #[must_use]
    pub fn quotes(&self, at: usize) -> bool {
        matches!(self.word(at), "\"" | "“" | "”" | "„" | "«" | "»" | "‘" | "’" | "'" | "‹" | "›")
    }

    /// Whether the token is a finite verb by its class or its ending; verbs in the simple present are not seen.
    #[must_use]
    pub fn finite(&self, at: usize) -> bool {
        let classes = self.classes;
        if !self.is_word(at) || self.capital(at) {
            return false;
        }
        if self.is(self.classes.auxiliary(), at) {
            return true;
        }
        let word = self.word(at);
        if self.is(classes.reporting, at) {
            return self.speaks(at);
        }
        (self.is(classes.past_form, at) || (word.len() > 3 && word.ends_with("ed"))) && self.verb_like(at)
    }

    /// Whether a form that may be a participle stands as a verb, not before a noun as in `the proposed treaty`.
    #[must_use]
    pub fn verb_like(&self, at: usize) -> bool {
        !at.checked_sub(1).is_some_and(|before| self.is(self.classes.before_noun, before))
    }

    /// Whether a word of saying is the verb and no noun: `the report`, `a statement of claim`, `to say`.
    #[must_use]
    pub fn speaks(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let word = self.word(at);
        let noun = self.is(self.classes.determiner, before)
            || self.value(self.classes.before_noun, before) == Some("noun")
            || self.token(before).is_some_and(|token| {
                // `a 2018 post`
                let past = word.ends_with("ed") || self.is(self.classes.past_form, at);
                token.kind == TokenKind::Possessive || (token.kind == TokenKind::Number && !past)
            });
        let pronoun = self.is(self.classes.pronoun, before);
        pronoun || !(noun || word.ends_with("ing") || self.is(self.classes.to, before))
    }

    /// Whether a subject may start at the token.
    #[must_use]
    pub fn subject(&self, at: usize) -> bool {
        let classes = self.classes;
        let Some(token) = self.token(at) else { return false };
        match token.kind {
            TokenKind::Number | TokenKind::Mixed | TokenKind::Address => true,
            TokenKind::Word => {
                let word = self.word(at);
                self.is(classes.determiner, at)
                    || self.is(classes.pronoun, at)
                    || token.capital()
                    || !(self.is(classes.function, at)
                        || self.is(classes.negation, at)
                        || self.finite(at)
                        || word.ends_with("ing")
                        || word.ends_with("ly"))
            }
            _ => false,
        }
    }

    /// Whether a subject starts at the token and its verb follows within the same breath.
    #[must_use]
    pub fn subject_verb(&self, at: usize, end: usize) -> bool {
        if !self.subject(at) {
            return false;
        }
        let led = self.is(self.classes.pronoun, at) && self.finite(at);
        led || (at + 1..end.min(at + BREATH))
            .take_while(|&next| {
                let ends = self.parts(next) && !matches!(self.word(next), "(" | ")") && !self.quotes(next);
                !ends && !self.subordinate(next) && !self.is(self.classes.that, next)
            })
            .any(|next| self.finite(next))
    }

    /// Whether a clause starts at the token, by its word.
    #[must_use]
    pub fn subordinate(&self, at: usize) -> bool {
        self.is(self.classes.subordinate, at) && !self.capital(at)
    }

    /// The quotation around a token: the innermost.
    #[must_use]
    pub fn quotation(&self, token: u32) -> Option<usize> {
        let quotations = &self.text.quotations;
        let mut at = quotations.partition_point(|found| found.tokens.start <= token).checked_sub(1)?;
        loop {
            let found = quotations.get(at)?;
            if found.tokens.contains(token) {
                return Some(at);
            }
            at = found.parent? as usize;
        }
    }

    /// Whether some tokens are those of a time.
    #[must_use]
    pub fn time(&self, at: usize) -> Option<Range> {
        let notes = &self.text.notes;
        let from = notes.partition_point(|note| (note.tokens.start as usize) < at);
        let here = notes[from..].iter().take_while(|note| note.tokens.start as usize == at);
        here.filter(|note| {
            matches!(note.content, crate::annotate::Content::Time(_) | crate::annotate::Content::Weekday(_))
        })
        .map(|note| note.tokens)
        .next()
    }
}

/// A verb stands within so many tokens of the start of its subject.
const BREATH: usize = 14;
