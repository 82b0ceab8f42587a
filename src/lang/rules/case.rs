//! The text of a test's case: a string with the exact words in `[brackets]`.

use crate::lang::lexical::text::unknown_escape;
use crate::lang::lexical::{Input, Res, Wrong, content, span_of};
use crate::text::Span;
use crate::text::source::offset;

/// The text without brackets, the bracketed part in it, and the string's place without quotes.
pub fn case(input: Input<'_>) -> Res<'_, (String, Option<Span>, Span)> {
    let (rest, content) = content(input)?;
    let wrong = |at: usize, message: &str, help: &str| {
        Err(nom::Err::Failure(Wrong::says(content.location_offset() + at, 1, message).help(help)))
    };
    let mut text = String::with_capacity(content.fragment().len());
    let (mut open, mut mark) = (None, None);
    let mut chars = content.fragment().char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, c @ ('"' | '\\' | '[' | ']'))) => text.push(c),
                next => {
                    let help = "write `\\\"`, `\\\\`, `\\[`, `\\]` or `\\n`";
                    return Err(unknown_escape(content, at, next.map(|(_, c)| c), help));
                }
            },
            '[' if open.is_some() || mark.is_some() => {
                return wrong(at, "a second `[` in the example", "write `\\[` for the mark itself");
            }
            '[' => open = Some((at, text.len())),
            ']' => match open.take() {
                Some((_, start)) => mark = Some(Span::new(offset(start), offset(text.len()))),
                None => return wrong(at, "a `]` without `[`", "write `\\]` for the mark itself"),
            },
            c => text.push(c),
        }
    }
    if let Some((at, _)) = open {
        return wrong(at, "this `[` is not closed", "put `]` after the exact words");
    }
    Ok((rest, (text, mark, span_of(content))))
}
