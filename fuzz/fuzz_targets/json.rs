//! Any bytes as JSON and as JSON Lines: read and checked or refused, spans lie in the source.
#![no_main]

use factlint::check::Options;
use factlint::engine::Engine;
use factlint::read::{Fields, Json, JsonLines, Reader, Settings, read};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::embedded().expect("the embedded definitions"));

fuzz_target!(|bytes: &[u8]| {
    let fields = Fields { texts: ["/text", "/a/0", "/b"].map(|text| text.parse().expect("a pointer")).into(), ..Fields::default() };
    for fields in [&Fields::default(), &fields] {
        let settings = Settings { lexicon: &ENGINE.program.lexicon, fields };
        for reader in [&Json as &dyn Reader, &JsonLines] {
            for document in read(reader, bytes, None, settings).into_iter().flatten() {
                let checked = ENGINE.check(document, Options::default());
                let text = std::str::from_utf8(bytes).expect("what is read is UTF-8");
                for finding in &checked.report.findings {
                    assert!(finding.span.end as usize <= text.len() && text.is_char_boundary(finding.span.start as usize));
                }
            }
        }
    }
});
