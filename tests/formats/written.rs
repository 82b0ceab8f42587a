//! What is written, and how a document is held against it.

use factlint::annotate::{Classes, annotate};
use factlint::document::Document;
use factlint::embedded;
use factlint::read::{Fields, Reader, Settings, read};
use factlint::rules::Lexicon;
use factlint::text::{Span, source::offset};
use proptest::prelude::*;
use std::sync::OnceLock;

pub fn shipped() -> &'static (Lexicon, Classes) {
    static SHIPPED: OnceLock<(Lexicon, Classes)> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let lexicon = embedded::rules().expect("the shipped rules").lexicon;
        let classes = Classes::resolve(&lexicon).expect("classes");
        (lexicon, classes)
    })
}

pub fn articles(reader: &dyn Reader, source: &[u8]) -> Vec<Document> {
    let settings = Settings { lexicon: &shipped().0, fields: &Fields::default() };
    read(reader, source, None, settings).into_iter().map(|article| article.expect("an article")).collect()
}

/// A word, how it is dressed, and what parts it from the next one.
pub type Word = (String, u8, u8);
/// The words of a block, and what sort of block they make.
pub type Block = (Vec<Word>, u8);

/// Words that annotators look at, of characters of every width and both directions, some that are invisible.
pub const WORDS: [&str; 30] = [
    "27",
    "April",
    "2020",
    "the",
    "10th",
    "half",
    "a",
    "century",
    "1,200",
    "Monday",
    "“said”",
    "not",
    "about",
    "50%",
    "naïve",
    "שלום",
    "مرحبا",
    "日本",
    "🦀",
    "e\u{301}",
    "🇩🇪",
    "a\u{200D}b",
    "x\u{FEFF}y",
    "U.S.",
    "No.",
    "ago",
    "\"quoted\"",
    "a&b",
    "<x>",
    "𝔸𝔹",
];

pub fn word() -> impl Strategy<Value = Word> {
    // No spaces, and nothing that a format takes for one at the edge of a block.
    let text = prop_oneof![
        4 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        1 => "[!-~]{1,5}",
        1 => "[\\PC&&[^\\s]]{1,4}",
    ];
    (text, any::<u8>(), any::<u8>())
}

pub fn blocks() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec((prop::collection::vec(word(), 1..8), any::<u8>()), 1..6)
}

/// A source that is being written.
#[derive(Default)]
pub struct Written {
    pub source: String,
    /// The characters of the text, block by block, with their places in the source, and whether they are written as
    /// they are.
    pub blocks: Vec<Vec<(char, Span, bool)>>,
}

impl Written {
    /// Markup: no part of the text.
    pub fn markup(&mut self, text: &str) {
        self.source.push_str(text);
    }

    pub fn block(&mut self) {
        self.blocks.push(Vec::new());
    }

    /// A character of the text, and what is written for it.
    pub fn put(&mut self, character: char, written: &str) {
        let start = offset(self.source.len());
        self.source.push_str(written);
        let plain = written.chars().eq([character]);
        let block = self.blocks.last_mut().expect("a block is open");
        block.push((character, Span::new(start, offset(self.source.len())), plain));
    }

    pub fn plain(&mut self, character: char) {
        self.put(character, character.encode_utf8(&mut [0; 4]));
    }
}

/// Holds the document against what was written.
pub fn check(document: &Document, source: &str, blocks: &[Vec<(char, Span, bool)>]) {
    let texts: Vec<&str> = document.blocks.iter().map(|block| block.span.of(&document.text)).collect();
    let wanted: Vec<String> = blocks
        .iter()
        .map(|block| block.iter().map(|(c, ..)| *c).collect())
        .filter(|text: &String| !text.is_empty())
        .collect();
    assert_eq!(texts, wanted, "{source:?}");
    // Where each character of the text was written.
    let mut origins: Vec<(u32, u32, Span)> = Vec::new();
    let filled = blocks.iter().filter(|block| !block.is_empty());
    for (block, written) in document.blocks.iter().zip(filled) {
        let mut at = block.span.start;
        for &(character, place, plain) in written {
            let end = at + offset(character.len_utf8());
            let span = Span::new(at, end);
            assert_eq!(document.map.to_source(span), place, "{character:?} of {source:?}");
            assert_eq!(document.map.is_verbatim(span), plain, "{character:?} of {source:?}");
            origins.push((at, end, place));
            at = end;
        }
    }
    // Every annotation starts where its first character was written, and ends where its last one was.
    let (lexicon, classes) = shipped();
    let annotated = annotate(document, lexicon, classes);
    let mut spans: Vec<Span> = annotated.tokens.iter().map(|token| token.span).collect();
    let quoted = annotated.quotations.iter().map(|quotation| quotation.tokens);
    let timed = annotated.timexes.iter().map(|timex| timex.tokens);
    let ranges = annotated
        .sentences
        .iter()
        .copied()
        .chain(annotated.notes.iter().map(|note| note.tokens))
        .chain(quoted)
        .chain(timed);
    spans.extend(ranges.map(|range| range.span(&annotated.tokens)));
    for span in spans {
        let first = origins.iter().find(|(start, ..)| *start == span.start).expect("it starts with a character");
        let last = origins.iter().rev().find(|(_, end, _)| *end == span.end).expect("it ends with a character");
        assert_eq!(document.map.to_source(span), first.2.hull(last.2), "{:?} of {source:?}", span.of(&document.text));
    }
}

pub const fn is_markup(character: char) -> bool {
    character.is_ascii_punctuation()
}
