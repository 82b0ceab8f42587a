//! DOCX, written and held against.

use crate::support::docx as make;
use crate::written::{Block, articles, shipped};
use factlint::annotate::annotate;
use factlint::document::Location;
use factlint::read::Docx;
use factlint::text::source::offset;
use std::fmt::Write as _;

/// A body, and the text of its paragraphs by their numbers.
pub fn docx(blocks: &[Block]) -> (String, Vec<(u32, String)>) {
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

pub fn check_docx(blocks: &[Block]) {
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
