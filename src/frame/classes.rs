//! The word classes that frames are read from.

use crate::annotate::Annotated;
use crate::rules::{ClassId, Lexicon, Words};

macro_rules! classes {
    ($($(#[$doc:meta])* $field:ident = $name:literal),* $(,)?) => {
        /// The word classes that frames are read from; a class that the rules lack is empty.
        #[derive(Debug, Clone, Copy)]
        pub struct FrameClasses {
            $($(#[$doc])* pub $field: Option<ClassId>),*
        }

        impl FrameClasses {
            /// Looks the classes up.
            #[must_use]
            pub fn resolve(lexicon: &Lexicon) -> Self {
                Self { $($field: lexicon.class($name)),* }
            }
        }
    };
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
    /// `said`, `told`.
    reporting = "reporting",
    /// Past forms of irregular verbs.
    past_form = "past",
    /// `which`, `while`.
    subordinate = "subordinate",
    /// `scheduled`, `due`.
    planned = "planned",
    /// Words that are never counted and never name: `the`, `in`, `yesterday`.
    function = "function",
    /// `not`, `never`.
    negation = "negation",
    /// `one of the`.
    partitive = "partitive",
}

/// A text with the classes to read its frames by.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The text.
    pub text: &'a Annotated<'a>,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// The classes.
    pub classes: FrameClasses,
}

impl Reader<'_> {
    /// Whether the token's word is in the class by itself.
    #[must_use]
    pub fn is(&self, class: Option<ClassId>, at: usize) -> bool {
        let (Some(class), Some(&word)) = (class, self.text.words.get(at)) else { return false };
        word.0 != 0 && self.lexicon.value(word, class).is_some()
    }

    /// Whether an entry of the class starts at the token.
    #[must_use]
    pub fn starts(&self, class: Option<ClassId>, at: usize) -> Option<usize> {
        let words: Words<'_> = self.text.walk();
        self.lexicon.at(class?, words, at).map(|found| found.tokens)
    }

    /// The words of a token.
    #[must_use]
    pub fn word(&self, at: usize) -> &str {
        self.text.tokens.get(at).map_or("", |token| token.span.of(&self.text.document.text))
    }
}
