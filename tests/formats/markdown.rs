//! Markdown, written.

use crate::written::{Block, Word, Written, is_markup};

pub fn markdown(blocks: &[Block], bom: bool, crlf: bool) -> Written {
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
pub const fn is_enclosed(character: char) -> bool {
    matches!(character, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}')
}

/// Words in Markdown. `broken` is what ends a line within the block.
pub fn dressed_line(out: &mut Written, words: &[Word], broken: &str) {
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

pub fn escaped(out: &mut Written, characters: &[char]) {
    for &character in characters {
        if is_markup(character) {
            out.markup("\\");
        }
        out.plain(character);
    }
}

pub fn entities(out: &mut Written, characters: &[char], hexadecimal: bool) {
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
