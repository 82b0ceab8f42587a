//! Plain text, written.

use crate::written::{Block, Written};

pub fn plain(blocks: &[Block], bom: bool, crlf: bool) -> Written {
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
