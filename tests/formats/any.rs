//! Any bytes that look like a format: they are read or refused.

use crate::written::shipped;
use factlint::annotate::annotate;
use factlint::read::{Fields, Settings, read};

/// Elements of a DOCX file.
pub const ELEMENTS: [&str; 34] = [
    "w:p",
    "w:p",
    "w:r",
    "w:r",
    "w:t",
    "w:t",
    "w:t xml:space=\"preserve\"",
    "w:pPr",
    "w:rPr",
    "w:del",
    "w:ins",
    "w:vanish",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:trPr",
    "w:tcPr",
    "w:gridSpan w:val=\"4000000000\"",
    "w:cellDel",
    "w:txbxContent",
    "mc:AlternateContent",
    "mc:Choice Requires=\"wps\"",
    "mc:Fallback",
    "w:fldChar w:fldCharType=\"begin\"",
    "w:fldChar w:fldCharType=\"separate\"",
    "w:fldChar w:fldCharType=\"end\"",
    "w:sdt",
    "w:sdtPr",
    "w:sdtContent",
    "w:showingPlcHdr",
    "w:footnoteReference w:id=\"1\"",
    "w:br",
    "w:sym w:char=\"D800\"",
    "w:pStyle w:val=\"Heading9\"",
];

/// Marks of JSON.
pub const MARKS: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "\"text\":",
    "\"body\":",
    "\"format\":\"html\"",
    "\"x\"",
    "\\",
    "\\n",
    "\\u",
    "d83d",
    "\\ud83d",
    "\\udc00",
    "null",
    "1e9",
    "true",
    "\n",
    " ",
    "<p>",
    "é",
];

pub fn any_source(source: &[u8]) {
    let settings = Settings { lexicon: &shipped().0, fields: &Fields::default() };
    for reader in factlint::read::READERS {
        for document in read(reader, source, None, settings).into_iter().flatten() {
            let mut end = 0;
            for block in &document.blocks {
                assert!(block.span.start >= end && !block.span.is_empty(), "{}", reader.name());
                end = block.span.end;
                let place = document.map.to_source(block.span);
                let text = if document.map.paragraphs().is_some() { document.text.as_bytes() } else { source };
                assert!(
                    text.get(place.start as usize..place.end as usize)
                        .is_some_and(|words| std::str::from_utf8(words).is_ok())
                );
            }
            std::hint::black_box(annotate(&document, &shipped().0, &shipped().1));
        }
    }
}
