//! Markdown by pulldown-cmark, with front matter. Emphasis and links vanish without leaving a gap, entities and
//! escapes become their characters, code blocks, struck-out text and raw HTML are left out.

use super::{Articles, Markup, Reader, Settings, comments, one, published};
use crate::document::{Block, BlockKind, DateOrigin, Document, Meta, OffsetMap, Published};
use crate::rules::Lexicon;
use crate::text::{Span, source::offset};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The reader of Markdown.
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

/// What is read beside the common Markdown.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    /// A plain text may have all that Markdown has.
    fn sniff(&self, _: &[u8]) -> bool {
        false
    }

    fn comments(&self, source: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut block: Option<usize> = None;
        for (event, range) in Parser::new_ext(source, OPTIONS).into_offset_iter() {
            let part = match event {
                Event::Start(Tag::HtmlBlock) => {
                    block = Some(range.end);
                    range
                }
                Event::End(TagEnd::HtmlBlock) => {
                    block = None;
                    continue;
                }
                Event::InlineHtml(_) if block.is_none() => range,
                _ => continue,
            };
            found.extend(comments::between(source, Span::new(offset(part.start), offset(part.end)), "<!--", "-->"));
        }
        found
    }

    fn escape(&self, words: &str) -> Option<String> {
        let special =
            |c: char| matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '!');
        Some(words.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect())
    }

    fn read(&self, source: &[u8], settings: Settings<'_>) -> Articles {
        one(self, source, settings)
    }
}

impl Markup for Markdown {
    fn document(&self, source: &str, lexicon: &Lexicon) -> Document {
        let start = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let (meta, body) = front_matter(source, start, lexicon);
        let mut builder = Builder { source, base: body, ..Builder::default() };
        for (event, range) in Parser::new_ext(source.get(body..).unwrap_or(""), OPTIONS).into_offset_iter() {
            builder.event(event, &range);
        }
        builder.close();
        let Builder { text, map, blocks, .. } = builder;
        let heading = blocks.iter().find(|block| block.kind == BlockKind::Heading(1));
        let title = meta.title.clone().or_else(|| heading.map(|block| block.span.of(&text).to_owned()));
        Document { meta: Meta { title, ..meta }, text, map, blocks }
    }
}

/// Reads `key: value` lines between `---` lines, or `key = value` lines between `+++` lines, at the start.
/// Gives what they say and where the body starts.
fn front_matter(source: &str, start: usize, lexicon: &Lexicon) -> (Meta, usize) {
    let mut meta = Meta::default();
    let text = source.get(start..).unwrap_or("");
    let mut at = start;
    let mut fence: Option<(&str, char)> = None;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let line = line.trim_end();
        match fence {
            None => {
                fence = match line {
                    "---" => Some((line, ':')),
                    "+++" => Some((line, '=')),
                    _ => return (meta, start),
                }
            }
            Some((closing, _)) if line == closing || (closing == "---" && line == "...") => return (meta, at),
            Some((_, separator)) => {
                if let Some((key, value)) = line.split_once(separator) {
                    field(&mut meta, key, value, lexicon);
                }
            }
        }
    }
    // Never closed: it was a rule or text, and no front matter.
    (Meta::default(), start)
}

fn field(meta: &mut Meta, key: &str, value: &str, lexicon: &Lexicon) {
    let value = value.trim().trim_matches(['"', '\'']);
    // Indented keys belong to another field.
    match key.trim_end() {
        "date" | "published" | "publishDate" | "publish_date" | "pubDate" | "pubdate" => {
            let first = meta.published.is_none() || key.trim_end() != "date";
            if let (true, Some(day)) = (first, published::date_in(value, lexicon)) {
                meta.published = Some(Published { day, origin: DateOrigin::FrontMatter, span: None });
            }
        }
        "title" if !value.is_empty() => meta.title = Some(value.to_owned()),
        "lang" | "language" if !value.is_empty() => meta.language = Some(value.to_owned()),
        _ => {}
    }
}

/// Collects text, map and blocks from the events.
#[derive(Default)]
struct Builder<'s> {
    source: &'s str,
    /// Where the parsed part starts in the source.
    base: usize,
    text: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    /// The block that is being filled: where its text starts, and what it is.
    open: Option<(usize, BlockKind)>,
    /// Depths of quotations, list items, footnotes, and of what is left out.
    quotations: usize,
    items: usize,
    footnotes: usize,
    silent: usize,
    row: u32,
    column: u32,
    caption: bool,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text, range),
            Event::Code(text) => self.code(&text, range),
            Event::SoftBreak => self.replaced(" ", range),
            Event::HardBreak => self.replaced("\n", range),
            Event::InlineHtml(html) if html.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) => {
                self.replaced("\n", range);
            }
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.close(),
            Tag::Heading { level, .. } => {
                self.close();
                self.open = Some((self.text.len(), BlockKind::Heading(depth(*level))));
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotations += 1;
            }
            Tag::Item => {
                self.close();
                self.items += 1;
            }
            Tag::FootnoteDefinition(_) => {
                self.close();
                self.footnotes += 1;
            }
            Tag::Table(_) => {
                self.close();
                self.row = 0;
                self.column = 0;
            }
            Tag::TableCell => {
                self.close();
                self.open = Some((self.text.len(), BlockKind::Cell(self.row, self.column)));
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.close();
                self.silent += 1;
            }
            Tag::Strikethrough => self.silent += 1,
            // A picture that starts its block is followed by its caption; elsewhere its text would break a sentence.
            Tag::Image { .. } if self.silent == 0 && !self.caption && self.is_fresh() => {
                self.caption = true;
                self.open = Some((self.text.len(), BlockKind::Caption));
            }
            Tag::Image { .. } => self.silent += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close(),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotations = self.quotations.saturating_sub(1);
            }
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.footnotes = self.footnotes.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.close();
                self.column += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.row += 1;
                self.column = 0;
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) | TagEnd::Strikethrough => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::Image if self.caption && self.silent == 0 => {
                self.caption = false;
                self.close();
            }
            TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }

    /// Whether the present block has no text yet.
    fn is_fresh(&self) -> bool {
        self.open.is_none_or(|(start, kind)| {
            start == self.text.len() && !matches!(kind, BlockKind::Heading(_) | BlockKind::Cell(..))
        })
    }

    /// The text's length behind which a new run goes, after opening a block where none is open.
    fn ready(&mut self) -> bool {
        if self.silent > 0 {
            return false;
        }
        let kind = match self.open {
            Some((start, kind)) if start == self.text.len() => kind,
            Some(_) => return true,
            None if self.quotations > 0 => BlockKind::Quotation,
            None if self.footnotes > 0 => BlockKind::Footnote,
            None if self.items > 0 => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        if !self.blocks.is_empty() {
            self.text.push_str("\n\n");
        }
        self.open = Some((self.text.len(), kind));
        true
    }

    fn push(&mut self, text: &str, range: &Range<usize>) {
        if text.is_empty() || !self.ready() {
            return;
        }
        let span = self.span(range);
        let at = offset(self.text.len());
        self.text.push_str(text);
        if span.of(self.source) == text {
            self.map.push_verbatim(at, span);
        } else {
            self.map.push_replaced(Span::new(at, offset(self.text.len())), span);
        }
    }

    /// Inline code stands between its marks.
    fn code(&mut self, text: &str, range: &Range<usize>) {
        let whole = self.source.get(self.base + range.start..self.base + range.end).unwrap_or("");
        let head = whole.len() - whole.trim_start_matches('`').len();
        let inner = whole.get(head..).unwrap_or("");
        let lead = usize::from(inner.starts_with(' ') && !text.starts_with(' '));
        let start = range.start + head + lead;
        if inner.get(lead..).is_some_and(|inner| inner.starts_with(text)) {
            self.push(text, &(start..start + text.len()));
        } else {
            self.push(text, range);
        }
    }

    /// A break inside a block; none at its start.
    fn replaced(&mut self, text: &str, range: &Range<usize>) {
        if self.silent > 0 || self.open.is_none_or(|(start, _)| start == self.text.len()) {
            return;
        }
        let at = offset(self.text.len());
        self.text.push_str(text);
        self.map.push_replaced(Span::new(at, offset(self.text.len())), self.span(range));
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(offset(self.base + range.start), offset(self.base + range.end))
    }

    fn close(&mut self) {
        let Some((start, kind)) = self.open.take() else { return };
        // Opened but never filled.
        if start == self.text.len() {
            return;
        }
        self.blocks.push(Block { span: Span::new(offset(start), offset(self.text.len())), kind });
    }
}

const fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::fixture::lexicon;
    use proptest::prelude::*;

    fn read(source: &str) -> Document {
        Markdown.document(source, lexicon())
    }

    fn blocks(source: &str) -> Vec<(String, BlockKind)> {
        let document = read(source);
        document.blocks.iter().map(|block| (block.span.of(&document.text).to_owned(), block.kind)).collect()
    }

    #[test]
    fn markup_leaves_no_gap() {
        let source = "The **27**th of A*pri*l &amp; [the talks](http://x.org \"t\") in `code`\nand \\*so\\* on.";
        let document = read(source);
        assert_eq!(document.text, "The 27th of April & the talks in code and *so* on.");
        let source_of = |words: &str| {
            let at = document.text.find(words).expect("words");
            document.map.to_source(Span::new(offset(at), offset(at + words.len()))).of(source)
        };
        assert_eq!(source_of("27th"), "27**th");
        assert_eq!(source_of("April"), "A*pri*l");
        assert_eq!(source_of("&"), "&amp;");
        assert_eq!(source_of("talks"), "talks");
        assert_eq!(source_of("code and"), "code`\nand");
        assert_eq!(source_of("so"), "so");
    }

    #[test]
    fn blocks_have_kinds() {
        use BlockKind::{Caption, Cell, Footnote, Heading, ListItem, Paragraph, Quotation};
        let source = "# Title\n\nBody[^1] ~~struck~~ text.\n\n> Quoted.\n\n- one\n- two\n\n```\ncode\n```\n<div>raw</div>\n\n\
                      | a | b |\n|---|---|\n| c | d |\n\n![A picture](p.png)\n\n[^1]: A note.\n";
        let expected: Vec<(String, BlockKind)> = [
            ("Title", Heading(1)),
            ("Body  text.", Paragraph),
            ("Quoted.", Quotation),
            ("one", ListItem),
            ("two", ListItem),
            ("a", Cell(0, 0)),
            ("b", Cell(0, 1)),
            ("c", Cell(1, 0)),
            ("d", Cell(1, 1)),
            ("A picture", Caption),
            ("A note.", Footnote),
        ]
        .map(|(text, kind)| (text.to_owned(), kind))
        .into();
        assert_eq!(blocks(source), expected);
        assert_eq!(read(source).text.matches("\n\n").count(), 10);
    }

    #[test]
    fn front_matter_gives_metadata() {
        for source in [
            "---\ntitle: \"A title\"\ndate: 2020-02-27T10:00:00Z\nlang: en\n---\nBody.",
            "\u{FEFF}+++\r\ntitle = 'A title'\r\ndate = 2020-02-27\r\nlanguage = \"en\"\r\n+++\r\nBody.",
            "---\ndate: 1 March 2021\npublished: 27 February 2020\ntitle: A title\nlang: en\n...\nBody.",
        ] {
            let document = read(source);
            assert_eq!(document.text, "Body.");
            assert_eq!(document.meta.title.as_deref(), Some("A title"));
            assert_eq!(document.meta.language.as_deref(), Some("en"));
            let published = document.meta.published.map(|published| published.day.to_string());
            assert_eq!(published.as_deref(), Some("2020-02-27"), "{source}");
        }
        assert_eq!(read("---\ndate: 2020-02-27\n\nBody.").meta.published, None);
    }

    /// Pieces of Markdown with the text that they should give.
    const PIECES: &[&str] = &[
        "27 April",
        " ",
        "*",
        "**",
        "_",
        "\n",
        "\r\n",
        "\n\n",
        "\r\n\r\n",
        "# ",
        "> ",
        "- ",
        "1. ",
        "&amp;",
        "&#x27;",
        "&nbsp;",
        "\\*",
        "\\|",
        "`",
        "```\n",
        "[a](b)",
        "![alt](b)",
        "[^1]",
        "[^1]: note",
        "<b>",
        "<br>",
        "</b>",
        "| a | b |\n|---|---|\n| c | d |\n",
        "\0",
        "é",
        "日本",
        "שלום",
        "\u{FEFF}",
        "~~",
        "---\n",
        "+++\n",
        "\t",
        "    ",
        "&copy",
        "  \n",
        "<!-- x -->",
        "🦀",
        "text",
        "https://x.org",
        "a\\\nb",
    ];

    proptest! {
        #[test]
        fn every_span_maps_to_its_source(picks in prop::collection::vec(0..PIECES.len(), 0..30)) {
            let source: String = picks.iter().map(|&at| PIECES[at]).collect();
            check(&source);
        }

        #[test]
        fn any_text_is_read(source in "\\PC{0,80}") {
            check(&source);
        }
    }

    fn check(source: &str) {
        let document = read(source);
        let mut end = 0;
        for block in &document.blocks {
            assert!(block.span.start >= end && !block.span.is_empty(), "{source:?}");
            assert!(document.text.is_char_boundary(block.span.start as usize));
            end = block.span.end;
            let mut last = 0;
            for (at, c) in block.span.of(&document.text).char_indices() {
                let span = Span::new(block.span.start + offset(at), block.span.start + offset(at + c.len_utf8()));
                let origin = document.map.to_source(span);
                let written = origin.of(source);
                assert!(origin.start >= last && !written.is_empty(), "{source:?} {span:?} {origin:?}");
                last = origin.start;
                if document.map.is_verbatim(span) {
                    assert_eq!(written, span.of(&document.text), "{source:?}");
                } else {
                    assert!(decodes(written, c), "{source:?}: {written:?} gives {c:?}");
                }
            }
        }
    }

    /// Whether the source of a piece that is not verbatim may give the character.
    fn decodes(written: &str, c: char) -> bool {
        match c {
            ' ' | '\n' => written.trim().is_empty() || written.contains('\n') || written.contains("<br"),
            _ => written.contains('&') || written.contains(c) || written.contains('\0'),
        }
    }
}
