//! Readers: from a source in some format to [`Document`]s.
//!
//! Each format is one file with one reader, and one line in [`READERS`]; nothing above this layer knows a format.
//! Formats that are texts with markup ([`MARKUPS`]) make a document of whatever they are given. Others, such as
//! archives, may be damaged, and may hold many articles.

pub mod comments;
pub mod docx;
pub mod fault;
pub mod html;
pub mod json;
pub mod markdown;
pub mod published;
pub mod text;

pub use docx::Docx;
pub use fault::{ReadError, UnknownMarkup};
pub use html::Html;
pub use json::{Fields, Json, JsonLines, Pointer};
pub use markdown::Markdown;
pub use text::Text;

use crate::calendar::Day;
use crate::document::{DateOrigin, Document, Published};
use crate::rules::Lexicon;
use crate::text::Span;
use std::fmt::Debug;
use std::path::Path;

/// All readers, plain text first. Where bytes have to tell what they are, the first that knows them reads them.
pub static READERS: [&dyn Reader; 6] = [&Text, &Markdown, &Html, &Docx, &Json, &JsonLines];

/// The readers of texts, plain text first.
pub static MARKUPS: [&dyn Markup; 3] = [&Text, &Markdown, &Html];

/// The articles of a source, in order; one that cannot be read does not keep the others from being read.
pub type Articles = Vec<Result<Document, ReadError>>;

/// What readers may look at beside the source.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// The vocabulary, for dates in words.
    pub lexicon: &'a Lexicon,
    /// Where the records of JSON have their articles.
    pub fields: &'a Fields,
}

/// Reads one format.
pub trait Reader: Debug + Sync {
    /// The name of the format, as on the command line and in batches.
    fn name(&self) -> &'static str;

    /// The endings of files in the format, in lower case and without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the first bytes of a source show that it is in this format and in no other.
    fn sniff(&self, source: &[u8]) -> bool;

    /// Whether a source is a collection of records rather than one article: folders are not searched for those.
    fn is_collection(&self) -> bool {
        false
    }

    /// Where the comments of a source stand that may speak to this program, with their marks.
    fn comments(&self, _source: &str) -> Vec<Span> {
        Vec::new()
    }

    /// Words as they are written in a source of this format; nothing where that depends on what is around them.
    fn escape(&self, words: &str) -> Option<String> {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '-' | '’' | '\'' | '(' | ')' | '%');
        words.chars().all(plain).then(|| words.to_owned())
    }

    /// Makes documents of a source: text, blocks, map, and what the format itself says about the article.
    fn read(&self, source: &[u8], settings: Settings<'_>) -> Articles;
}

/// Reads a format whose sources are texts: any text makes one document.
pub trait Markup: Reader {
    /// Makes a document of a text of at most `u32::MAX` bytes.
    fn document(&self, text: &str, lexicon: &Lexicon) -> Document;
}

/// The reader of a name as used on the command line.
#[must_use]
pub fn named(name: &str) -> Option<&'static dyn Reader> {
    READERS.into_iter().find(|reader| reader.name() == name)
}

/// The reader of texts of a name as used in batches and records.
///
/// # Errors
/// If no format of texts has that name.
pub fn markup_named(name: &str) -> Result<&'static dyn Markup, UnknownMarkup> {
    let found = MARKUPS.into_iter().find(|markup| markup.name() == name);
    found.ok_or_else(|| UnknownMarkup { name: name.to_owned() })
}

/// The reader that the ending of a file's name asks for.
#[must_use]
pub fn of_path(path: &Path) -> Option<&'static dyn Reader> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    READERS.into_iter().find(|reader| reader.extensions().contains(&ending.as_str()))
}

/// The reader that the bytes of a source ask for; that of plain text where they do not tell.
#[must_use]
pub fn of_bytes(source: &[u8]) -> &'static dyn Reader {
    READERS.into_iter().find(|reader| reader.sniff(source)).unwrap_or(&Text)
}

/// Where a day of publication is read, the surest first.
pub const SUREST_FIRST: [DateOrigin; 3] = [DateOrigin::FrontMatter, DateOrigin::Byline, DateOrigin::Created];

/// Reads a source and settles the publication dates of its articles: as given, else from the format's metadata, else
/// from a by-line or date line, else from the day on which the file was made.
#[must_use]
pub fn read(reader: &dyn Reader, source: &[u8], given: Option<Day>, settings: Settings<'_>) -> Articles {
    read_dated(reader, source, given, settings, &SUREST_FIRST)
}

/// Reads a source, and takes days of publication that are not given only from these places, the first first.
#[must_use]
pub fn read_dated(
    reader: &dyn Reader,
    source: &[u8],
    given: Option<Day>,
    settings: Settings<'_>,
    order: &[DateOrigin],
) -> Articles {
    if u32::try_from(source.len()).is_err() {
        return vec![Err(ReadError::Long { len: source.len() })];
    }
    let mut articles = reader.read(source, settings);
    for document in articles.iter_mut().flatten() {
        date(document, given, settings.lexicon, order);
    }
    articles
}

/// Reads a text and settles its publication date, like [`read`].
#[must_use]
pub fn read_text(markup: &dyn Markup, text: &str, given: Option<Day>, lexicon: &Lexicon) -> Document {
    let mut document = markup.document(text, lexicon);
    date(&mut document, given, lexicon, &SUREST_FIRST);
    document
}

fn date(document: &mut Document, given: Option<Day>, lexicon: &Lexicon, order: &[DateOrigin]) {
    let byline = published::settle(&document.text, &mut document.blocks, lexicon);
    let place = |origin| order.iter().position(|known| *known == origin);
    let read = [document.meta.published, byline].into_iter().flatten();
    let found = read.filter_map(|published| Some((place(published.origin)?, published)));
    let found = found.min_by_key(|(place, _)| *place).map(|(_, published)| published);
    document.meta.published = given.map(|day| Published { day, origin: DateOrigin::Given, span: None }).or(found);
}

/// A source as the text that it is.
///
/// # Errors
/// If it is not UTF-8.
pub fn utf8(source: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(source).map_err(|error| {
        let at = error.valid_up_to();
        let line = source[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        let other = READERS.into_iter().find(|reader| reader.sniff(source));
        ReadError::Utf8 { line, at, looks: other.map(Reader::name) }
    })
}

/// The one article of a source that is a text.
fn one(markup: &dyn Markup, source: &[u8], settings: Settings<'_>) -> Articles {
    vec![utf8(source).map(|text| markup.document(text, settings.lexicon))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::fixture::lexicon;

    #[test]
    fn formats_go_by_extension() {
        let of = |path| of_path(Path::new(path)).map(Reader::name);
        assert_eq!(
            ["a.md", "a.MARKDOWN", "a.txt", "a", "a.htm", "a.HTML", "a.docx", "a.json", "a.jsonl", "a.xls"].map(of),
            [
                Some("markdown"),
                Some("markdown"),
                Some("text"),
                None,
                Some("html"),
                Some("html"),
                Some("docx"),
                Some("json"),
                Some("jsonl"),
                None
            ]
        );
        for reader in READERS {
            assert_eq!(named(reader.name()).map(Reader::name), Some(reader.name()));
        }
        assert_eq!(markup_named("html").map(Reader::name), Ok("html"));
        assert!(markup_named("docx").is_err() && named("xls").is_none());
    }

    #[test]
    fn formats_show_in_the_first_bytes() {
        for (head, name) in [
            ("", "text"),
            ("The talks began.", "text"),
            ("a < b", "text"),
            ("[sic] {1}", "text"),
            ("\u{FEFF}\n<!DOCTYPE HTML>\n<p>x", "html"),
            ("<html lang=en>", "html"),
            ("<p class=x>The talks", "html"),
            ("<pre", "text"),
            ("{\"text\": \"x\"}", "json"),
            ("[\n {\"text\": \"x\"}]", "json"),
            ("{\"text\": \"x\"}\n{\"text\": \"y\"}\n", "jsonl"),
            ("PK\u{3}\u{4}", "docx"),
        ] {
            assert_eq!(of_bytes(head.as_bytes()).name(), name, "{head:?}");
        }
    }

    #[test]
    fn the_surest_date_wins() {
        let source = "---\ndate: 2020-03-01\n---\n\nPublished: 27 February 2020\n\nBody text.";
        let origin = |given| {
            read_text(&Markdown, source, given, lexicon())
                .meta
                .published
                .map(|published| (published.day.to_string(), published.origin))
        };
        assert_eq!(origin(None), Some(("2020-03-01".into(), DateOrigin::FrontMatter)));
        assert_eq!(origin(Day::from_ymd(2021, 1, 1)), Some(("2021-01-01".into(), DateOrigin::Given)));
        let text = read_text(&Text, "Published: 27 February 2020\n\nBody text.", None, lexicon());
        assert_eq!(text.meta.published.map(|published| published.origin), Some(DateOrigin::Byline));
    }
}
