//! Tests of the readers of JSON.

use super::*;
use crate::annotate::fixture::lexicon;
use crate::document::{BlockKind, Document};
use crate::read::read;
use crate::text::{Span, source::offset};

fn fields(texts: &[&str]) -> Fields {
    Fields { texts: texts.iter().map(|text| text.parse().expect("a pointer")).collect(), ..Fields::default() }
}

fn all(reader: &dyn Reader, source: &str, fields: &Fields) -> Vec<Result<Document, String>> {
    let settings = Settings { lexicon: lexicon(), fields };
    let articles = read(reader, source.as_bytes(), None, settings);
    articles.into_iter().map(|article| article.map_err(|error| error.to_string())).collect()
}

fn document(source: &str) -> Document {
    all(&Json, source, &Fields::default()).remove(0).expect("an article")
}

fn fault(reader: &dyn Reader, source: &str, texts: &[&str]) -> String {
    all(reader, source, &fields(texts)).remove(0).expect_err("no article")
}

#[test]
fn a_record_is_an_article() {
    let source = r#"{"id": 7, "headline": "A \"title\"", "datePublished": "2020-02-27T10:00:00Z",
        "text": "Heading\n\nThe talks \u201Con\u201d \ud83e\udd80 caf\u00e9\/bar began."}"#;
    let document = document(source);
    assert_eq!(document.text, "Heading\n\nThe talks “on” 🦀 café/bar began.");
    assert_eq!(document.meta.title.as_deref(), Some("A \"title\""));
    assert_eq!(document.meta.published.map(|published| published.day.to_string()).as_deref(), Some("2020-02-27"));
    assert_eq!(
        document.blocks.iter().map(|block| block.kind).collect::<Vec<_>>(),
        [BlockKind::Heading(1), BlockKind::Paragraph]
    );
    let source_of = |words: &str| {
        let at = document.text.find(words).expect("words");
        document.map.to_source(Span::new(offset(at), offset(at + words.len()))).of(source)
    };
    assert_eq!(source_of("talks"), "talks");
    assert_eq!(source_of("“on”"), r"\u201Con\u201d");
    assert_eq!(source_of("🦀"), r"\ud83e\udd80");
    assert_eq!(source_of("café/bar"), r"caf\u00e9\/bar");
    assert_eq!(source_of("\n\nThe"), r"\n\nThe");
}

#[test]
fn texts_are_read_as_what_they_are() {
    let html = r#"{"content": "<p>The <b>27<\/b>th of A<i>pri</i>l &amp; so \u0026quot;on&quot;</p>"}"#;
    let read = document(html);
    assert_eq!(read.text, "The 27th of April & so \"on\"");
    let at = offset(read.text.find("April").expect("words"));
    assert_eq!(read.map.to_source(Span::new(at, at + 5)).of(html), "A<i>pri</i>l");
    let quoted = offset(read.text.find('"').expect("a mark"));
    assert_eq!(read.map.to_source(Span::new(quoted, quoted + 1)).of(html), r"\u0026quot;");
    let named = document(r##"{"format": "markdown", "text": "# A *title*\n\n> Said."}"##);
    assert_eq!(named.text, "A title\n\nSaid.");
    assert_eq!(named.blocks[1].kind, BlockKind::Quotation);
    assert_eq!(named.meta.title.as_deref(), Some("A title"));
}

#[test]
fn fields_are_chosen_by_pointers() {
    let source =
        r#"{"article": {"parts": ["One.", "Two."], "lead": "Zero."}, "text": "Not this.", "when": "1 May 2021"}"#;
    let fields = Fields {
        published: Some(Pointer::field("when")),
        ..fields(&["/article/lead", "/article/parts", "/article/parts/1"])
    };
    let document = all(&Json, source, &fields).remove(0).expect("an article");
    // In the order of the source, none twice.
    assert_eq!(document.text, "One.\n\nTwo.\n\nZero.");
    assert_eq!(document.map.to_source(Span::new(12, 16)).of(source), "Zero");
    assert_eq!(document.meta.published.map(|published| published.day.to_string()).as_deref(), Some("2021-05-01"));
}

#[test]
fn collections_hold_many_articles() {
    let texts = |reader: &dyn Reader, source: &str| -> Vec<Result<String, String>> {
        all(reader, source, &Fields::default()).into_iter().map(|one| one.map(|document| document.text)).collect()
    };
    let one = || Ok("One.".to_owned());
    assert_eq!(texts(&Json, r#" [{"text": "One."}, {"body": ["One."]}]"#), [one(), one()]);
    assert_eq!(texts(&Json, "[]"), []);
    let lines = "\u{FEFF}{\"text\": \"One.\"}\r\n\r\n{\"text\": 1}\n{\"text\"\n{\"text\": \"One.\"}";
    assert_eq!(
        texts(&JsonLines, lines),
        [
            one(),
            Err("line 3: the record has a text that is neither a string nor a list of strings".to_owned()),
            Err("is no JSON: line 4, column 7: EOF while parsing an object".to_owned()),
            one(),
        ]
    );
}

#[test]
fn faults_say_where_and_what() {
    for (source, texts, message) in [
        ("", &[][..], "is no JSON: line 1, column 0: EOF while parsing a value"),
        ("{\n\"a\": tru}", &[], "is no JSON: line 2, column 9: expected ident"),
        (
            "{\"a\": 1}\n{}",
            &[],
            "is no JSON: line 2, column 1: trailing characters; if each line is a record, say `--input-format jsonl`",
        ),
        ("\n\n7", &[], "line 3: the record has no fields: it is no object"),
        (
            "{\"text\": null}",
            &[],
            "line 1: the record has no text at `/text`, `/body`, `/content`, `/articleBody`: say where it is with `--json-text POINTER`",
        ),
        (
            "[\n{\"text\": \"x\"}]",
            &["/a/b"],
            "line 2: the record has no text at `/a/b`: say where it is with `--json-text POINTER`",
        ),
        ("{\"text\": \"x\", \"format\": 3}", &[], "line 1: the record has a `format` that is no string"),
        (
            "{\"text\": \"x\", \"format\": \"docx\"}",
            &[],
            "line 1: the record has a `format` that cannot be read: `docx` is not a format: write `text`, `markdown` or `html`",
        ),
    ] {
        assert_eq!(fault(&Json, source, texts), message, "{source}");
    }
}
