//! Any text as a fact file over the shipped schema: resolved, linted and written, it never panics.
#![no_main]

use factlint::base::{Base, lint, load_model, write_image};
use factlint::text::Source;
use libfuzzer_sys::fuzz_target;

const SCHEMA: &str = include_str!("../../facts/schema.facts");

fuzz_target!(|text: &str| {
    let files = [("schema.facts", SCHEMA), ("fuzz.facts", text)].map(|(name, text)| Source { name: name.to_owned(), text: text.to_owned() });
    let (model, _) = load_model(&files);
    let _ = lint::lint(&model);
    let image = write_image(&model).expect("an image");
    Base::from_bytes(&image).expect("a base").verify().expect("a whole base");
});
