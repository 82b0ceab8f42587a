//! The suites of other readers: their cases, and adapters from the annotations made here to the results they want.

pub mod cases;
pub mod duckling;
pub mod numbers;
pub mod times;

use factlint::annotate::{Annotated, Classes, Note, Range, annotate};
use factlint::calendar::Day;
use factlint::document::Document;
use factlint::engine::Engine;

/// The shipped rules, ready to annotate.
pub struct Reader {
    engine: Engine,
}

impl Default for Reader {
    fn default() -> Self {
        let engine = Engine::embedded().expect("the shipped rules and facts open");
        Self { engine }
    }
}

impl Reader {
    pub const fn lexicon(&self) -> &factlint::rules::Lexicon {
        &self.engine.program.lexicon
    }

    const fn classes(&self) -> &Classes {
        &self.engine.classes
    }

    /// Something of the annotations of a plain text.
    pub fn annotated<T>(&self, text: &str, day: Option<Day>, what: impl Fn(&Annotated<'_>) -> T) -> T {
        let document = Document::plain(text.to_owned(), day);
        what(&annotate(&document, self.lexicon(), self.classes()))
    }

    /// The annotations of a plain text, each given with a map from tokens to characters of the text.
    pub fn notes<T>(&self, text: &str, each: impl Fn(&Note, &dyn Fn(Range) -> (usize, usize)) -> Vec<T>) -> Vec<T> {
        self.annotated(text, None, |annotated| {
            let place = |range: Range| {
                let span = range.span(&annotated.tokens);
                (points(text, span.start as usize), points(text, span.end as usize))
            };
            annotated.notes.iter().flat_map(|note| each(note, &place)).collect()
        })
    }
}

/// How many characters stand before a byte.
pub fn points(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |before| before.chars().count())
}

/// The characters of a text from one place to another.
pub fn cut(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}
