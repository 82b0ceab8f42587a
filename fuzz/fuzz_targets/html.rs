//! Any bytes as an article (HTML): read and checked, spans lie in the source, and every proof is replayed.
#![no_main]

use factlint::calendar::Day;
use factlint::check::Options;
use factlint::engine::Engine;
use factlint::read::Html;
use factlint::verify::verify;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::embedded().expect("the embedded definitions"));

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let checked = ENGINE.check_text(&Html, &text, Day::from_ymd(2020, 2, 27), Options::default());
    for finding in &checked.report.findings {
        assert!(finding.span.end as usize <= text.len() && text.is_char_boundary(finding.span.start as usize));
        verify(&ENGINE.base, Some(&text), &finding.proof).expect("a proof that can be replayed");
    }
});
