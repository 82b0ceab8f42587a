//! The suites of other readers: their cases, and adapters from the annotations made here to the results they want.

pub mod cases;
pub mod duckling;
pub mod numbers;
pub mod times;

use factlint::annotate::{Note, Range, annotate};
use factlint::calendar::Day;
use factlint::document::Document;
use factlint::engine::Engine;

/// The shipped rules, ready to annotate.
pub struct Reader {
    engine: Engine,
}

impl Default for Reader {
    fn default() -> Self {
        Self { engine: Engine::embedded().expect("the shipped rules and facts open") }
    }
}

impl Reader {
    /// The places of the expressions of time in a plain text, in characters.
    pub fn times(&self, text: &str, written: Option<Day>) -> Vec<(usize, usize)> {
        let document = Document::plain(text.to_owned(), written);
        let annotated = annotate(&document, &self.engine.program.lexicon, &self.engine.classes);
        let place = |time: &factlint::annotate::Timex| {
            let span = time.tokens.span(&annotated.tokens);
            (points(text, span.start as usize), points(text, span.end as usize))
        };
        annotated.timexes.iter().map(place).collect()
    }

    /// The annotations of a plain text, each given with a map from tokens to characters of the text.
    pub fn notes<T>(&self, text: &str, each: impl Fn(&Note, &dyn Fn(Range) -> (usize, usize)) -> Vec<T>) -> Vec<T> {
        let document = Document::plain(text.to_owned(), None);
        let annotated = annotate(&document, &self.engine.program.lexicon, &self.engine.classes);
        let place = |range: Range| {
            let span = range.span(&annotated.tokens);
            (points(text, span.start as usize), points(text, span.end as usize))
        };
        annotated.notes.iter().flat_map(|note| each(note, &place)).collect()
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
