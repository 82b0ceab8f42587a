//! Any text, published or not, in paragraphs, list items and block quotations: annotated, all that is marked lies in it,
//! in order, and what may not overlap does not.
#![no_main]

use factlint::annotate::annotate;
use factlint::calendar::Day;
use factlint::engine::Engine;
use factlint::read::{Markdown, Markup, Text, read_text};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::embedded().expect("the embedded definitions"));

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let markup: &dyn Markup = if choice & 1 == 0 { &Text } else { &Markdown };
    let day = if choice & 2 == 0 { None } else { Day::from_ymd(2020, 2, u32::from(choice >> 3) % 28 + 1) };
    let document = read_text(markup, text, day, &ENGINE.program.lexicon);
    let annotated = annotate(&document, &ENGINE.program.lexicon, &ENGINE.classes);
    let tokens = u32::try_from(annotated.tokens.len()).expect("a text of 32 bits");
    assert!(annotated.words.len() == annotated.tokens.len());
    let mut end = 0;
    for token in &annotated.tokens {
        assert!(token.span.start >= end && !token.span.of(&document.text).is_empty());
        end = token.span.end;
    }
    let mut last = 0;
    for sentence in &annotated.sentences {
        assert!(last <= sentence.start && sentence.start < sentence.end && sentence.end <= tokens);
        last = sentence.end;
    }
    last = 0;
    for timex in &annotated.timexes {
        assert!(last <= timex.tokens.start && timex.tokens.start < timex.tokens.end && timex.tokens.end <= tokens);
        last = timex.tokens.end;
    }
    let quoted = annotated.quotations.iter().map(|quotation| quotation.tokens);
    let noted = annotated.notes.iter().map(|note| note.tokens);
    assert!(quoted.chain(noted).all(|tokens_of| tokens_of.start < tokens_of.end && tokens_of.end <= tokens));
    let order = |note: &factlint::annotate::Note| (note.tokens.start, std::cmp::Reverse(note.tokens.end));
    assert!(annotated.notes.is_sorted_by_key(order));
});
