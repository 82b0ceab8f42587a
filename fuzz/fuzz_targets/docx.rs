//! Any bytes as a DOCX file, and any text as its body and its footnotes: read and checked or refused, places lie in the
//! text, and every proof is replayed.
#![no_main]

use factlint::check::Options;
use factlint::engine::Engine;
use factlint::read::{Docx, Fields, Settings, read};
use factlint::verify::verify;
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use std::sync::LazyLock;
use zip::write::{SimpleFileOptions, ZipWriter};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::embedded().expect("the embedded definitions"));

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

fn archive(text: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, root) in [("word/document.xml", "document"), ("word/footnotes.xml", "footnotes"), ("word/styles.xml", "styles")] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(format!("<w:{root} {NAMES}>{text}</w:{root}>").as_bytes()).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let made = std::str::from_utf8(bytes).map(archive).unwrap_or_default();
    let settings = Settings { lexicon: &ENGINE.program.lexicon, fields: &Fields::default() };
    for source in [bytes, &made] {
        for document in read(&Docx, source, None, settings).into_iter().flatten() {
            let paragraphs = document.map.paragraphs().expect("paragraphs").clone();
            let checked = ENGINE.check(document, Options::default());
            let text = &checked.document.text;
            for finding in &checked.report.findings {
                assert!(finding.span.end as usize <= text.len() && text.is_char_boundary(finding.span.start as usize));
                assert!(paragraphs.locate(text, finding.span.start).character > 0);
                verify(&ENGINE.base, Some(text), &finding.proof).expect("a proof that can be replayed");
            }
        }
    }
});
