//! JSON, written.

use crate::text::plain;
use crate::written::{Block, Written};

/// A record whose text is this plain text.
pub fn json(blocks: &[Block], bom: bool, crlf: bool) -> Written {
    let text = plain(blocks, false, crlf);
    let mut out = Written::default();
    out.markup(if bom { "\u{FEFF}" } else { "" });
    out.markup("{\"id\": 7, \"tags\": [\"27 April\", {\"a\\\"\": null}], \"text\": \"");
    let mut dresses = blocks.iter().flat_map(|(words, _)| words).map(|(_, dress, _)| *dress).cycle();
    let inside: Vec<(usize, usize)> = text
        .blocks
        .iter()
        .map(|block| {
            (block.first().map_or(0, |(_, place, _)| place.start), block.last().map_or(0, |(_, place, _)| place.end))
        })
        .map(|(start, end)| (start as usize, end as usize))
        .collect();
    let mut block = 0;
    for (at, character) in text.source.char_indices() {
        while inside.get(block).is_some_and(|(_, end)| at >= *end) {
            block += 1;
        }
        if out.blocks.len() <= block {
            out.block();
        }
        let units =
            |c: char| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>();
        let dress = dresses.next().unwrap_or(0);
        let written = match character {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '/' if dress % 2 == 0 => "\\/".to_owned(),
            '\n' if dress % 2 == 0 => "\\n".to_owned(),
            '\r' if dress % 2 == 0 => "\\r".to_owned(),
            '\t' if dress % 2 == 0 => "\\t".to_owned(),
            c if c < ' ' || dress % 4 == 0 => units(c),
            c => c.to_string(),
        };
        if inside.get(block).is_some_and(|(start, _)| at >= *start) {
            out.put(character, &written);
        } else {
            out.markup(&written);
        }
    }
    out.markup("\", \"title\": \"27 April\"}");
    out
}
