//! DOCX (Office Open XML, both the transitional and the strict form) by zip and quick-xml.
//!
//! The text is what a reader of the finished document sees: tracked changes are taken as accepted, hidden and
//! struck-out words, comments, headers and the codes of fields are left out, runs that part a word leave no gap, text
//! boxes come once. Footnotes and endnotes follow the body. The bytes of the archive mean nothing to a reader, so that
//! places are paragraphs and characters of the text.

mod archive;
mod body;
mod properties;
mod relations;
mod styles;
mod xml;

use super::{Articles, ReadError, Reader, Settings};
use crate::document::{Block, BlockKind, Document, Meta, OffsetMap, Paragraphs};
use crate::text::{Span, source::offset};
use archive::{Archive, Part};
use body::{Body, Paragraph, Story};
use properties::properties;
use relations::Relations;
use styles::Styles;
use xml::Xml;

/// The reader of DOCX.
#[derive(Debug, Clone, Copy)]
pub struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx"]
    }

    fn sniff(&self, source: &[u8]) -> bool {
        source.starts_with(b"PK\x03\x04")
    }

    fn read(&self, source: &[u8], settings: Settings<'_>) -> Articles {
        vec![document(source, settings)]
    }
}

fn document(source: &[u8], settings: Settings<'_>) -> Result<Document, ReadError> {
    let mut archive = Archive::open(source)?;
    let package = Relations::of(&mut archive, "")?;
    let main = package.target("/officeDocument").unwrap_or("word/document.xml").to_owned();
    let parts = Relations::of(&mut archive, &main)?;
    let styles = match archive.part(parts.target("/styles").unwrap_or("word/styles.xml"))? {
        Some(part) => Styles::read(&part)?,
        None => Styles::default(),
    };
    let mut body = Body::new(&styles);
    body.read(&archive.needed(&main)?, Story::Main)?;
    for (kind, usual, story) in
        [("/footnotes", "word/footnotes.xml", Story::Footnotes), ("/endnotes", "word/endnotes.xml", Story::Endnotes)]
    {
        if body.has_notes(story)
            && let Some(part) = archive.part(parts.target(kind).unwrap_or(usual))?
        {
            body.read(&part, story)?;
        }
    }
    let meta = match archive.part(package.target("/core-properties").unwrap_or("docProps/core.xml"))? {
        Some(part) => properties(&part, settings.lexicon)?,
        None => Meta::default(),
    };
    Ok(assembled(body.finish(), meta))
}

/// Puts the paragraphs together.
fn assembled(paragraphs: Vec<Paragraph>, meta: Meta) -> Document {
    let (mut text, mut starts, mut blocks) = (String::new(), Paragraphs::default(), Vec::new());
    for paragraph in paragraphs {
        if trim(&paragraph.text).is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let base = text.len();
        for (at, number) in paragraph.starts {
            starts.push(offset(base + at), number);
        }
        text.push_str(&paragraph.text);
        // A line left empty parts blocks within a paragraph.
        let mut open: Option<Span> = None;
        let mut at = base;
        for line in paragraph.text.split_inclusive('\n') {
            let words = trim(line);
            if words.is_empty() {
                blocks.extend(open.take().map(|span| Block { span, kind: paragraph.kind }));
            } else {
                let start = at + (words.as_ptr().addr() - line.as_ptr().addr());
                let span = Span::new(offset(start), offset(start + words.len()));
                open = Some(open.map_or(span, |before| before.hull(span)));
            }
            at += line.len();
        }
        blocks.extend(open.map(|span| Block { span, kind: paragraph.kind }));
    }
    let heading = || blocks.iter().find(|block| block.kind == BlockKind::Heading(1));
    let title = meta.title.clone().or_else(|| heading().map(|block| block.span.of(&text).to_owned()));
    Document { meta: Meta { title, ..meta }, map: OffsetMap::extracted(starts), text, blocks }
}

/// White space and the marks that are invisible in a text go, as the tokens have them.
fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'))
}
