//! HTML, written.

use crate::markdown::entities;
use crate::written::{Block, Written};

pub fn html(blocks: &[Block], bom: bool, crlf: bool) -> Written {
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

pub fn marked(out: &mut Written, characters: &[char]) {
    for &character in characters {
        match character {
            '&' => out.put('&', "&amp;"),
            '<' => out.put('<', "&lt;"),
            other => out.plain(other),
        }
    }
}
