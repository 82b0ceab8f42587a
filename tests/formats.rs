//! For every format: what is written comes back, each character from the very place where it was written, whatever it
//! is dressed in, and so does every annotation.
//!
//! A writer puts words into a source in all ways that its format knows, and notes for each character where it went.

mod support;

use factlint::annotate::{Classes, annotate};
use factlint::document::{Document, Location};
use factlint::embedded;
use factlint::read::{Docx, Fields, Html, Json, JsonLines, Markdown, Reader, Settings, Text, read};
use factlint::rules::Lexicon;
use factlint::text::{Span, source::offset};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::OnceLock;
use support::docx as make;

fn shipped() -> &'static (Lexicon, Classes) {
    static SHIPPED: OnceLock<(Lexicon, Classes)> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let lexicon = embedded::rules().expect("the shipped rules").lexicon;
        let classes = Classes::resolve(&lexicon).expect("classes");
        (lexicon, classes)
    })
}

fn articles(reader: &dyn Reader, source: &[u8]) -> Vec<Document> {
    let settings = Settings { lexicon: &shipped().0, fields: &Fields::default() };
    read(reader, source, None, settings).into_iter().map(|article| article.expect("an article")).collect()
}

/// A word, how it is dressed, and what parts it from the next one.
type Word = (String, u8, u8);
/// The words of a block, and what sort of block they make.
type Block = (Vec<Word>, u8);

/// Words that annotators look at, of characters of every width and both directions, some that are invisible.
const WORDS: [&str; 30] = [
    "27",
    "April",
    "2020",
    "the",
    "10th",
    "half",
    "a",
    "century",
    "1,200",
    "Monday",
    "“said”",
    "not",
    "about",
    "50%",
    "naïve",
    "שלום",
    "مرحبا",
    "日本",
    "🦀",
    "e\u{301}",
    "🇩🇪",
    "a\u{200D}b",
    "x\u{FEFF}y",
    "U.S.",
    "No.",
    "ago",
    "\"quoted\"",
    "a&b",
    "<x>",
    "𝔸𝔹",
];

fn word() -> impl Strategy<Value = Word> {
    // No spaces, and nothing that a format takes for one at the edge of a block.
    let text = prop_oneof![
        4 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        1 => "[!-~]{1,5}",
        1 => "[\\PC&&[^\\s]]{1,4}",
    ];
    (text, any::<u8>(), any::<u8>())
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec((prop::collection::vec(word(), 1..8), any::<u8>()), 1..6)
}

/// A source that is being written.
#[derive(Default)]
struct Written {
    source: String,
    /// The characters of the text, block by block, with their places in the source, and whether they are written as
    /// they are.
    blocks: Vec<Vec<(char, Span, bool)>>,
}

impl Written {
    /// Markup: no part of the text.
    fn markup(&mut self, text: &str) {
        self.source.push_str(text);
    }

    fn block(&mut self) {
        self.blocks.push(Vec::new());
    }

    /// A character of the text, and what is written for it.
    fn put(&mut self, character: char, written: &str) {
        let start = offset(self.source.len());
        self.source.push_str(written);
        let plain = written.chars().eq([character]);
        let block = self.blocks.last_mut().expect("a block is open");
        block.push((character, Span::new(start, offset(self.source.len())), plain));
    }

    fn plain(&mut self, character: char) {
        self.put(character, character.encode_utf8(&mut [0; 4]));
    }
}

/// Holds the document against what was written.
fn check(document: &Document, source: &str, blocks: &[Vec<(char, Span, bool)>]) {
    let texts: Vec<&str> = document.blocks.iter().map(|block| block.span.of(&document.text)).collect();
    let wanted: Vec<String> = blocks
        .iter()
        .map(|block| block.iter().map(|(c, ..)| *c).collect())
        .filter(|text: &String| !text.is_empty())
        .collect();
    assert_eq!(texts, wanted, "{source:?}");
    // Where each character of the text was written.
    let mut origins: Vec<(u32, u32, Span)> = Vec::new();
    let filled = blocks.iter().filter(|block| !block.is_empty());
    for (block, written) in document.blocks.iter().zip(filled) {
        let mut at = block.span.start;
        for &(character, place, plain) in written {
            let end = at + offset(character.len_utf8());
            let span = Span::new(at, end);
            assert_eq!(document.map.to_source(span), place, "{character:?} of {source:?}");
            assert_eq!(document.map.is_verbatim(span), plain, "{character:?} of {source:?}");
            origins.push((at, end, place));
            at = end;
        }
    }
    // Every annotation starts where its first character was written, and ends where its last one was.
    let (lexicon, classes) = shipped();
    let annotated = annotate(document, lexicon, classes);
    let mut spans: Vec<Span> = annotated.tokens.iter().map(|token| token.span).collect();
    let quoted = annotated.quotations.iter().map(|quotation| quotation.tokens);
    let timed = annotated.timexes.iter().map(|timex| timex.tokens);
    let ranges = annotated
        .sentences
        .iter()
        .copied()
        .chain(annotated.notes.iter().map(|note| note.tokens))
        .chain(quoted)
        .chain(timed);
    spans.extend(ranges.map(|range| range.span(&annotated.tokens)));
    for span in spans {
        let first = origins.iter().find(|(start, ..)| *start == span.start).expect("it starts with a character");
        let last = origins.iter().rev().find(|(_, end, _)| *end == span.end).expect("it ends with a character");
        assert_eq!(document.map.to_source(span), first.2.hull(last.2), "{:?} of {source:?}", span.of(&document.text));
    }
}

const fn is_markup(character: char) -> bool {
    character.is_ascii_punctuation()
}

// ---------------------------------------------------------------- plain text

fn plain(blocks: &[Block], bom: bool, crlf: bool) -> Written {
    let mut out = Written::default();
    let end = if crlf { "\r\n" } else { "\n" };
    out.markup(if bom { "\u{FEFF}" } else { "" });
    for (words, sort) in blocks {
        out.block();
        for (at, (word, dress, gap)) in words.iter().enumerate() {
            if at > 0 {
                let gap = match gap % 6 {
                    0 => end,
                    1 => "  ",
                    2 => "\t",
                    3 => "\u{A0}",
                    _ => " ",
                };
                gap.chars().for_each(|c| out.plain(c));
            } else {
                // What is invisible at the edge of a block is no part of it.
                out.plain('A');
            }
            word.chars().for_each(|c| out.plain(c));
            if dress % 16 == 0 {
                out.plain('\0');
            }
        }
        out.plain('z');
        out.markup(match sort % 3 {
            0 => "\r\n\r\n",
            1 => "\n \t\n\n",
            _ => "\n\n",
        });
    }
    out
}

// ---------------------------------------------------------------- Markdown

fn markdown(blocks: &[Block], bom: bool, crlf: bool) -> Written {
    let mut out = Written::default();
    let end = if crlf { "\r\n" } else { "\n" };
    out.markup(if bom { "\u{FEFF}" } else { "" });
    if crlf {
        out.markup("---\r\ntitle: 27 April\r\n---\r\n");
    }
    for (at, (words, sort)) in blocks.iter().enumerate() {
        match sort % 9 {
            0 => {
                out.markup("## ");
                dressed_line(&mut out, words, " ");
            }
            1 => {
                out.markup("> ");
                dressed_line(&mut out, words, &format!("{end}> "));
            }
            2 => {
                out.markup("- ");
                dressed_line(&mut out, words, &format!("{end}  "));
            }
            3 => {
                out.markup(&format!("{}. ", at + 1));
                dressed_line(&mut out, words, &format!("{end}    "));
            }
            4 => {
                out.markup("| ");
                for (place, word) in words.iter().enumerate() {
                    dressed_line(&mut out, std::slice::from_ref(word), " ");
                    out.markup(" | ");
                    if place == 0 {
                        // One column: a row for each word.
                        out.markup(&format!("{end}|:--|"));
                    }
                    if place + 1 < words.len() {
                        out.markup(&format!("{end}| "));
                    }
                }
            }
            5 => {
                out.markup("> - ");
                dressed_line(&mut out, words, &format!("{end}>   "));
            }
            6 => {
                out.markup(&format!("[^n{at}]: "));
                dressed_line(&mut out, words, " ");
            }
            7 => {
                out.markup("![");
                dressed_line(&mut out, &words[..1], " ");
                out.markup("](picture.png)");
            }
            _ => dressed_line(&mut out, words, end),
        }
        out.markup(&format!("{end}{end}<!-- raw -->{end}{end}"));
    }
    out
}

/// Letters in circles and squares are symbols to Markdown: marks of emphasis inside a word do not open before them.
const fn is_enclosed(character: char) -> bool {
    matches!(character, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}')
}

/// Words in Markdown. `broken` is what ends a line within the block.
fn dressed_line(out: &mut Written, words: &[Word], broken: &str) {
    out.block();
    for (at, (word, dress, gap)) in words.iter().enumerate() {
        if at > 0 {
            if gap % 4 == 0 && broken != " " {
                let line = &broken[..=broken.find('\n').expect("the end of a line")];
                out.put(' ', line);
                out.markup(&broken[line.len()..]);
            } else {
                out.plain(' ');
            }
        } else {
            out.plain('A');
        }
        let characters: Vec<char> = word.chars().collect();
        let letters = characters.iter().all(|&c| c.is_alphanumeric() && !is_enclosed(c));
        let (first, rest) = characters.split_at(1);
        match dress % 12 {
            0 if letters && !rest.is_empty() => {
                escaped(out, first);
                out.markup("**");
                escaped(out, rest);
                out.markup("**");
            }
            1 if letters && !rest.is_empty() => {
                out.markup("*");
                escaped(out, first);
                out.markup("*");
                escaped(out, rest);
            }
            2 => {
                out.markup("[");
                escaped(out, &characters);
                out.markup("](https://example.org/a_b \"27 April\")");
            }
            3 if letters => {
                out.markup("`");
                for &character in &characters {
                    out.plain(character);
                }
                out.markup("`");
            }
            4 => entities(out, &characters, false),
            5 => entities(out, &characters, true),
            6 if letters && !rest.is_empty() => {
                escaped(out, first);
                out.markup("~~27~~");
                escaped(out, rest);
            }
            7 => {
                escaped(out, first);
                out.markup("<span title=\"27 April\">");
                escaped(out, rest);
                out.markup("</span>");
            }
            8 => {
                escaped(out, &characters);
                out.markup("<!-- 27 April -->");
            }
            _ => escaped(out, &characters),
        }
    }
}

fn escaped(out: &mut Written, characters: &[char]) {
    for &character in characters {
        if is_markup(character) {
            out.markup("\\");
        }
        out.plain(character);
    }
}

fn entities(out: &mut Written, characters: &[char], hexadecimal: bool) {
    for &character in characters {
        match character {
            '&' => out.put('&', "&amp;"),
            '<' => out.put('<', "&lt;"),
            '“' => out.put('“', "&ldquo;"),
            'ï' => out.put('ï', "&iuml;"),
            _ if hexadecimal => out.put(character, &format!("&#x{:x};", u32::from(character))),
            _ => out.put(character, &format!("&#{};", u32::from(character))),
        }
    }
}

// ---------------------------------------------------------------- HTML

fn html(blocks: &[Block], bom: bool, crlf: bool) -> Written {
    let mut out = Written::default();
    out.markup(if bom { "\u{FEFF}" } else { "" });
    out.markup("<!DOCTYPE html><html lang=en><head><title>27 April</title><style>p{}</style></head><body><article>");
    for (words, sort) in blocks {
        let (open, close) = match sort % 8 {
            0 => ("<h2 class='x'>", "</h2>"),
            1 => ("<blockquote>", "</blockquote>"),
            2 => ("<ul><li>", "</ul>"),
            3 => ("<table><tr><td colspan=2>", "</table>"),
            4 => ("<figure><figcaption>", "</figcaption></figure>"),
            5 => ("<div><script>27 April</script>", "</div><nav>27 April</nav>"),
            6 => ("<p>", ""),
            _ => ("<p>", "</p>"),
        };
        out.markup(open);
        out.markup("\n ");
        out.block();
        for (at, (word, dress, gap)) in words.iter().enumerate() {
            if at > 0 {
                match gap % 8 {
                    0 if crlf => out.put(' ', "\r\n\t"),
                    0 => out.put(' ', "\n"),
                    1 => out.put('\n', "<br>"),
                    2 => out.put('\n', "<BR />"),
                    3 => out.put('\u{A0}', "&nbsp;"),
                    4 => out.put(' ', "&#32;"),
                    _ => out.plain(' '),
                }
            } else {
                out.plain('A');
            }
            let characters: Vec<char> = word.chars().collect();
            let (first, rest) = characters.split_at(1);
            match dress % 12 {
                0 => {
                    marked(&mut out, first);
                    out.markup("<b class=\"27\">");
                    marked(&mut out, rest);
                    out.markup("</b>");
                }
                1 => {
                    out.markup("<a href='?a=27&b'><i>");
                    marked(&mut out, first);
                    out.markup("</i>");
                    marked(&mut out, rest);
                    out.markup("</a>");
                }
                2 => {
                    marked(&mut out, first);
                    out.markup("<!-- 27 April -->");
                    marked(&mut out, rest);
                }
                3 => {
                    marked(&mut out, first);
                    out.markup("<del>27 April</del>");
                    marked(&mut out, rest);
                }
                4 => {
                    marked(&mut out, first);
                    out.markup("&shy;<wbr>");
                    marked(&mut out, rest);
                }
                5 => entities(&mut out, &characters, false),
                6 => entities(&mut out, &characters, true),
                7 => {
                    marked(&mut out, &characters);
                    out.markup("<sup>1</sup><span hidden>27 April</span>");
                }
                8 => {
                    out.put('“', "<q>");
                    marked(&mut out, &characters);
                    out.put('”', "</q>");
                }
                9 if gap % 4 == 0 => {
                    marked(&mut out, &characters);
                    out.plain('\0');
                }
                _ => marked(&mut out, &characters),
            }
        }
        out.markup(" \n");
        out.markup(close);
    }
    out.markup("</article></body></html>");
    out
}

fn marked(out: &mut Written, characters: &[char]) {
    for &character in characters {
        match character {
            '&' => out.put('&', "&amp;"),
            '<' => out.put('<', "&lt;"),
            other => out.plain(other),
        }
    }
}

// ---------------------------------------------------------------- JSON

/// A record whose text is this plain text.
fn json(blocks: &[Block], bom: bool, crlf: bool) -> Written {
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

// ---------------------------------------------------------------- DOCX

/// A body, and the text of its paragraphs by their numbers.
fn docx(blocks: &[Block]) -> (String, Vec<(u32, String)>) {
    let (mut body, mut wanted, mut count) = (String::new(), Vec::new(), 0);
    for (words, sort) in blocks {
        count += 1;
        let number = count;
        let (mut inside, mut text) = (String::new(), String::new());
        for (at, (word, dress, gap)) in words.iter().enumerate() {
            if at > 0 {
                let (written, character) = match gap % 6 {
                    0 => ("<w:r><w:tab/></w:r>", '\t'),
                    1 => ("<w:r><w:br/></w:r>", '\n'),
                    2 => ("<w:r><w:t>\u{A0}</w:t></w:r>", '\u{A0}'),
                    _ => ("<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>", ' '),
                };
                inside.push_str(written);
                text.push(character);
            } else {
                inside.push_str(&make::run("A"));
                text.push('A');
            }
            let cut = word.chars().next().map_or(0, char::len_utf8);
            let (head, tail) = word.split_at(cut);
            let _ = match dress % 9 {
                0 => write!(inside, "{}{}", make::run(head), make::styled("<w:b/>", tail)),
                1 => write!(
                    inside,
                    "<w:ins>{}</w:ins><w:del>{}</w:del>{}",
                    make::run(head),
                    make::run("27"),
                    make::run(tail)
                ),
                2 => {
                    write!(inside, "{}{}{}", make::run(head), make::styled("<w:vanish/>", "27 April"), make::run(tail))
                }
                3 => write!(
                    inside,
                    "<w:hyperlink>{}<w:r><w:softHyphen/></w:r></w:hyperlink>{}",
                    make::run(head),
                    make::run(tail)
                ),
                4 => {
                    let references: String = word.chars().map(|c| format!("&#x{:X};", u32::from(c))).collect();
                    write!(inside, "<w:r><w:t>{references}</w:t></w:r>")
                }
                5 => {
                    // The box is a paragraph of its own behind this one.
                    count += 1;
                    wanted.push((count, "27 April".to_owned()));
                    let boxed = make::paragraph(&make::run("27 April"));
                    write!(
                        inside,
                        "{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx><w:txbxContent>{boxed}</w:txbxContent>\
                         </wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>{boxed}</w:txbxContent></v:textbox>\
                         </mc:Fallback></mc:AlternateContent></w:r>",
                        make::run(word)
                    )
                }
                _ => write!(inside, "{}", make::run(word)),
            };
            text.push_str(word);
        }
        inside.push_str(&make::run("z"));
        text.push('z');
        let block = match sort % 5 {
            0 => make::in_style("Heading2", &inside),
            1 => format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", make::paragraph(&inside)),
            2 => {
                count += 1;
                make::paragraph(&inside) + "<w:p/>"
            }
            3 => make::in_style("ListBullet", &inside),
            _ => make::paragraph(&inside),
        };
        body.push_str(&block);
        wanted.push((number, text));
    }
    wanted.sort();
    (body, wanted)
}

fn check_docx(blocks: &[Block]) {
    let (body, wanted) = docx(blocks);
    let document = articles(&Docx, &make::Docx::new(body.clone()).bytes()).remove(0);
    let paragraphs = document.map.paragraphs().expect("paragraphs");
    let texts: Vec<&str> = document.blocks.iter().map(|block| block.span.of(&document.text)).collect();
    // An empty line parts the blocks of a paragraph.
    let parts = |text: &str| {
        let mut parts = vec![String::new()];
        for line in text.split('\n') {
            let last = parts.last_mut().expect("a part");
            if line.trim().is_empty() {
                parts.push(String::new());
            } else {
                last.push_str(if last.is_empty() { "" } else { "\n" });
                last.push_str(line);
            }
        }
        parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(texts, wanted.iter().flat_map(|(_, text)| parts(text)).collect::<Vec<_>>(), "{body}");
    // Each character is where its paragraph has it.
    for (at, character) in document.text.char_indices() {
        let Location { paragraph, character: place } = paragraphs.locate(&document.text, offset(at));
        let (_, text) = wanted.iter().find(|(number, _)| *number == paragraph).expect("a paragraph");
        let there = text.chars().nth(place as usize - 1);
        let between = character == '\n' && there.is_none();
        assert!(between || there == Some(character), "{character:?} at {paragraph}:{place} of {body}");
    }
    let (lexicon, classes) = shipped();
    let annotated = annotate(&document, lexicon, classes);
    let ranges = annotated.notes.iter().map(|note| note.tokens).chain(annotated.sentences.iter().copied());
    for span in ranges.map(|range| range.span(&annotated.tokens)) {
        let Location { paragraph, character } = paragraphs.locate(&document.text, span.start);
        let (_, text) = wanted.iter().find(|(number, _)| *number == paragraph).expect("a paragraph");
        let words = span.of(&document.text);
        let there: String = text.chars().skip(character as usize - 1).take(words.chars().count()).collect();
        assert_eq!(there, words, "{body}");
        assert!(!document.map.is_verbatim(span));
    }
}

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

/// Elements of a DOCX file.
const ELEMENTS: [&str; 34] = [
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
const MARKS: [&str; 24] = [
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

fn any_source(source: &[u8]) {
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
