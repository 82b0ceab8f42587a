//! For every format: what is written comes back, each character from the very place where it was written, whatever it
//! is dressed in, and so does every annotation.
//!
//! A writer puts words into a source in all ways that its format knows, and notes for each character where it went.

mod any;
mod docx;
mod html;
mod json;
mod markdown;
#[path = "../support/mod.rs"]
mod support;
mod text;
mod written;

use any::{ELEMENTS, MARKS, any_source};
use docx::check_docx;
use factlint::read::{Html, Json, JsonLines, Markdown, Text};
use factlint::text::{Span, source::offset};
use html::html;
use json::json;
use markdown::markdown;
use proptest::prelude::*;
use std::fmt::Write as _;
use support::docx as make;
use text::plain;
use written::{articles, blocks, check};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text(blocks in blocks(), bom in any::<bool>(), crlf in any::<bool>()) {
        let out = plain(&blocks, bom, crlf);
        check(&articles(&Text, out.source.as_bytes())[0], &out.source, &out.blocks);
    }

    #[test]
    fn markdown_texts(blocks in blocks(), bom in any::<bool>(), crlf in any::<bool>()) {
        let out = markdown(&blocks, bom, crlf);
        check(&articles(&Markdown, out.source.as_bytes())[0], &out.source, &out.blocks);
    }

    #[test]
    fn html_pages(blocks in blocks(), bom in any::<bool>(), crlf in any::<bool>()) {
        let out = html(&blocks, bom, crlf);
        check(&articles(&Html, out.source.as_bytes())[0], &out.source, &out.blocks);
    }

    #[test]
    fn json_records(blocks in blocks(), bom in any::<bool>(), crlf in any::<bool>()) {
        let out = json(&blocks, bom, crlf);
        check(&articles(&Json, out.source.as_bytes())[0], &out.source, &out.blocks);
    }

    #[test]
    fn json_lines(first in blocks(), second in blocks(), crlf in any::<bool>()) {
        let (first, second) = (json(&first, true, crlf), json(&second, false, crlf));
        let source = format!("{}\n{}\n", first.source, second.source);
        let documents = articles(&JsonLines, source.as_bytes());
        prop_assert_eq!(documents.len(), 2);
        check(&documents[0], &source, &first.blocks);
        let by = offset(first.source.len()) + 1;
        let moved = |&(c, place, plain): &(char, Span, bool)| (c, Span::new(place.start + by, place.end + by), plain);
        let blocks: Vec<Vec<_>> = second.blocks.iter().map(|block| block.iter().map(moved).collect()).collect();
        check(&documents[1], &source, &blocks);
    }

    /// A page within a record: two maps, one behind the other.
    #[test]
    fn pages_in_records(blocks in blocks(), crlf in any::<bool>()) {
        let page = html(&blocks, false, crlf);
        let mut source = "{\"content\": \"".to_owned();
        // Where each byte of the page went.
        let mut places = Vec::new();
        for character in page.source.chars() {
            let written = serde_json::to_string(&character).expect("a string");
            let written = &written[1..written.len() - 1];
            let start = source.len();
            source.push_str(written);
            for byte in 0..character.len_utf8() {
                let whole = written.len() == character.len_utf8();
                places.push(if whole { (start + byte, start + byte + 1) } else { (start, source.len()) });
            }
        }
        source.push_str("\"}");
        let moved = |&(c, place, plain): &(char, Span, bool)| {
            let (start, end) = (places[place.start as usize].0, places[place.end as usize - 1].1);
            let place = Span::new(offset(start), offset(end));
            (c, place, plain && place.of(&source).chars().eq([c]))
        };
        let blocks: Vec<Vec<_>> = page.blocks.iter().map(|block| block.iter().map(moved).collect()).collect();
        check(&articles(&Json, source.as_bytes())[0], &source, &blocks);
    }

    #[test]
    fn docx_documents(blocks in blocks()) {
        check_docx(&blocks);
    }

    /// Any bytes are read or refused by every reader, and what is read lies in its source.
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), prefix in 0..5_usize) {
        let prefix: &[u8] = [&b""[..], b"PK\x03\x04", b"{\"text\": \"", b"<html>", b"\xEF\xBB\xBF---\n"][prefix];
        any_source(&[prefix, &bytes].concat());
    }

    /// A DOCX file with a few bytes changed is read or refused.
    #[test]
    fn any_change_of_a_docx(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let body = make::paragraph(&make::run("They met in Lyon on 27 April 2020."));
        let mut bytes = make::Docx { core: "<dc:title>x</dc:title>".to_owned(), ..make::Docx::new(body) }.bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        any_source(&bytes);
    }

    /// Any tree of the elements of a DOCX file is read.
    #[test]
    fn any_elements_of_a_docx(picks in prop::collection::vec((0..ELEMENTS.len(), any::<bool>()), 0..60)) {
        let (mut body, mut open) = (String::new(), Vec::new());
        for (at, close) in picks {
            let element = ELEMENTS[at];
            let name = element.split(' ').next().unwrap_or(element);
            if close {
                if let Some(name) = open.pop() {
                    let _ = write!(body, "</{name}>");
                }
            } else {
                let _ = write!(body, "<{element}>x ");
                open.push(name);
            }
        }
        while let Some(name) = open.pop() {
            let _ = write!(body, "</{name}>");
        }
        let footnotes = format!("<w:footnote w:id=\"1\">{body}</w:footnote>");
        any_source(&make::Docx { footnotes, ..make::Docx::new(body) }.bytes());
    }

    /// Any mix of the marks of JSON is read or refused.
    #[test]
    fn any_mix_of_json(picks in prop::collection::vec(0..MARKS.len(), 0..30)) {
        any_source(picks.iter().map(|&at| MARKS[at]).collect::<String>().as_bytes());
    }
}
