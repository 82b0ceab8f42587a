//! Readers: from a source in some format to a [`Document`].
//!
//! Each format is one file with one reader; nothing above this layer knows a format. Reading never
//! fails: whatever the bytes are, they make some document.

pub mod html;
pub mod markdown;
pub mod published;
pub mod text;

use crate::calendar::Day;
use crate::document::{DateOrigin, Document, Published};
use crate::rules::Lexicon;
use std::path::Path;

/// A format that articles are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown (`CommonMark` with tables and footnotes), with front matter.
    Markdown,
    /// HTML.
    Html,
}

impl Format {
    /// The format that a file's name shows; plain text where it shows none.
    #[must_use]
    pub fn of_path(path: &Path) -> Self {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        if extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown") {
            Self::Markdown
        } else if ["html", "htm", "xhtml"].iter().any(|html| extension.eq_ignore_ascii_case(html)) {
            Self::Html
        } else {
            Self::Text
        }
    }

    /// The format of a name as used on the command line and in batches.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "text" => Some(Self::Text),
            "markdown" => Some(Self::Markdown),
            "html" => Some(Self::Html),
            _ => None,
        }
    }

    /// The reader of the format.
    #[must_use]
    pub fn reader(self) -> &'static dyn Reader {
        match self {
            Self::Text => &text::Text,
            Self::Markdown => &markdown::Markdown,
            Self::Html => &html::Html,
        }
    }
}

/// Reads one format.
pub trait Reader {
    /// Makes a document of a source: its text, blocks, map, and what the format itself says about it.
    fn read(&self, source: &str, lexicon: &Lexicon) -> Document;
}

/// Reads a source and settles its publication date: as given, else from the format's metadata, else from a
/// by-line or date line.
#[must_use]
pub fn read(format: Format, source: &str, given: Option<Day>, lexicon: &Lexicon) -> Document {
    let mut document = format.reader().read(source, lexicon);
    let byline = published::settle(&document.text, &mut document.blocks, lexicon);
    let given = given.map(|day| Published { day, origin: DateOrigin::Given, span: None });
    document.meta.published = given.or(document.meta.published).or(byline);
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::fixture::lexicon;

    #[test]
    fn formats_go_by_extension() {
        let of = |path| Format::of_path(Path::new(path));
        assert_eq!(
            [of("a.md"), of("a.MARKDOWN"), of("a.txt"), of("a"), of("a.htm"), of("a.HTML")],
            [Format::Markdown, Format::Markdown, Format::Text, Format::Text, Format::Html, Format::Html]
        );
        assert_eq!(Format::named("markdown"), Some(Format::Markdown));
        assert_eq!(Format::named("html"), Some(Format::Html));
        assert_eq!(Format::named("docx"), None);
    }

    #[test]
    fn the_surest_date_wins() {
        let source = "---\ndate: 2020-03-01\n---\n\nPublished: 27 February 2020\n\nBody text.";
        let origin = |given| {
            read(Format::Markdown, source, given, lexicon())
                .meta
                .published
                .map(|published| (published.day.to_string(), published.origin))
        };
        assert_eq!(origin(None), Some(("2020-03-01".into(), DateOrigin::FrontMatter)));
        assert_eq!(origin(Day::from_ymd(2021, 1, 1)), Some(("2021-01-01".into(), DateOrigin::Given)));
        let text = read(Format::Text, "Published: 27 February 2020\n\nBody text.", None, lexicon());
        assert_eq!(text.meta.published.map(|published| published.origin), Some(DateOrigin::Byline));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the clock is what is tested")]
    fn time_grows_with_the_source_only() {
        let elapsed = |format, source: &str| {
            let start = std::time::Instant::now();
            std::hint::black_box(read(format, source, None, lexicon()));
            start.elapsed()
        };
        for piece in
            ["(", "1", "\"", "*a ", "[a](", "> ", "\n\n", "| a ", "`", "&amp;", "<b>", "by ", "1-", "a\n", "- ", "~~a"]
        {
            for format in [Format::Text, Format::Markdown, Format::Html] {
                let small =
                    (0..3).map(|_| elapsed(format, &piece.repeat(10_000 / piece.len()))).min().unwrap_or_default();
                let large = elapsed(format, &piece.repeat(500_000 / piece.len()));
                let most = small * 300 + std::time::Duration::from_millis(50);
                assert!(large < most, "{format:?} {piece:?}: {small:?} and {large:?}");
            }
        }
    }
}
