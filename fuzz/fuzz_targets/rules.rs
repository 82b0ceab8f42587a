//! Any text as a rule file: parsed and compiled, it never panics, and its faults lie in it.
#![no_main]

use factlint::base::Schema;
use factlint::rules::compile;
use factlint::text::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let file = Source { name: "fuzz.rules".to_owned(), text: text.to_owned() };
    for fault in compile(&[file], &Schema::default()).faults {
        assert!(fault.span.end as usize <= text.len());
    }
});
