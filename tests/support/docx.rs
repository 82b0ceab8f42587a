//! Makes DOCX files.

use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A DOCX file to be.
#[derive(Debug, Default, Clone)]
pub struct Docx {
    /// What stands in the body, as XML.
    pub body: String,
    /// Styles, as XML; none without any.
    pub styles: String,
    /// Footnotes, as XML; none without any.
    pub footnotes: String,
    /// Endnotes, as XML; none without any.
    pub endnotes: String,
    /// Core properties, as XML; none without any.
    pub core: String,
}

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\"";

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Docx {
    /// A document with this body.
    pub fn new(body: impl Into<String>) -> Self {
        Self { body: body.into(), ..Self::default() }
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let whole =
            |root: &str, inside: &str| format!("<?xml version=\"1.0\"?>\n<w:{root} {NAMES}>{inside}</w:{root}>");
        let relation = |id: u8, kind: &str, target: &str| {
            format!("<Relationship Id=\"r{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
        };
        let relations = |inside: String| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
            )
        };
        let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
        let mut parts = vec![
            (
                "_rels/.rels",
                relations(
                    relation(1, &format!("{KINDS}/officeDocument"), "word/document.xml")
                        + &relation(2, core, "docProps/core.xml"),
                ),
            ),
            (
                "word/_rels/document.xml.rels",
                relations(
                    relation(1, &format!("{KINDS}/styles"), "styles.xml")
                        + &relation(2, &format!("{KINDS}/footnotes"), "/word/footnotes.xml")
                        + &relation(3, &format!("{KINDS}/endnotes"), "../word/endnotes.xml"),
                ),
            ),
            ("word/document.xml", whole("document", &format!("<w:body>{}<w:sectPr/></w:body>", self.body))),
        ];
        for (name, root, inside) in [
            ("word/styles.xml", "styles", &self.styles),
            ("word/footnotes.xml", "footnotes", &self.footnotes),
            ("word/endnotes.xml", "endnotes", &self.endnotes),
        ] {
            if !inside.is_empty() {
                parts.push((name, whole(root, inside)));
            }
        }
        if !self.core.is_empty() {
            let names = "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
                xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\"";
            parts.push(("docProps/core.xml", format!("<cp:coreProperties {names}>{}</cp:coreProperties>", self.core)));
        }
        archive(&parts)
    }
}

/// An archive of these parts.
pub fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A text as XML has it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A run of this text.
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// A run of this text with properties, as XML.
pub fn styled(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// A paragraph of this content, as XML.
pub fn paragraph(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

/// A paragraph of a style, with this content, as XML.
pub fn in_style(style: &str, inside: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{inside}</w:p>")
}
