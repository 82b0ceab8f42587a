//! Strings in quotes.

use super::scope::UNTERMINATED;
use super::{Input, Res, Wish, Wrong, cut_off, name_of, skip, want};
use crate::lang::ast::Name;
use crate::text::source::offset;

/// A string's content as written, escapes and all, for the sub-parsers that read it.
pub fn content(input: Input<'_>) -> Res<'_, Input<'_>> {
    if !input.fragment().starts_with('"') {
        return want(input, &[Wish::Thing("a quoted string")]);
    }
    let (_, inner) = cut_off(input, 1);
    let (head, rest) = cut_off(inner, skip::string(inner.fragment()));
    if rest.fragment().starts_with('"') {
        return Ok((cut_off(rest, 1).1, head));
    }
    let len = 1 + head.fragment().trim_end().len();
    let wrong =
        Wrong::says(input.location_offset(), len, UNTERMINATED).help("expected `\"` before the end of the line");
    Err(nom::Err::Failure(wrong))
}

/// A string with its escapes resolved; only `\"` and `\\` are known.
pub fn string(input: Input<'_>) -> Res<'_, Name> {
    let (rest, content) = content(input)?;
    Ok((rest, Name { text: unescape(content)?, ..name_of(content) }))
}

/// A string that says something.
pub fn filled(input: Input<'_>) -> Res<'_, Name> {
    let (rest, text) = string(input)?;
    if text.text.trim().is_empty() {
        let len = rest.location_offset() - input.location_offset();
        return Err(nom::Err::Failure(Wrong::says(input.location_offset(), len, "the string is empty")));
    }
    Ok((rest, text))
}

/// Resolves `\"` and `\\`.
pub fn unescape(content: Input<'_>) -> Result<String, nom::Err<Wrong>> {
    let mut text = String::with_capacity(content.fragment().len());
    let mut chars = content.fragment().char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some((_, c @ ('"' | '\\'))) => text.push(c),
            next => return Err(unknown_escape(content, at, next.map(|(_, c)| c), "write `\\\"` or `\\\\`")),
        }
    }
    Ok(text)
}

/// The fault for a backslash at byte `at` of a string that means nothing.
pub fn unknown_escape(content: Input<'_>, at: usize, next: Option<char>, help: &str) -> nom::Err<Wrong> {
    let shown: String = std::iter::once('\\').chain(next).collect();
    let wrong = Wrong::says(content.location_offset() + at, shown.len(), format!("unknown escape `{shown}`"));
    nom::Err::Failure(wrong.help(help))
}

/// Faults at the end of a string's content are about the string, not about the quote that follows.
pub fn within<'a, T>(
    content: Input<'a>,
    what: &str,
    parse: impl FnOnce(Input<'a>) -> Result<T, nom::Err<Wrong>>,
) -> Result<T, nom::Err<Wrong>> {
    let end = content.location_offset() + content.fragment().len();
    parse(content).map_err(|wrong| {
        let mut wrong = match wrong {
            nom::Err::Error(wrong) | nom::Err::Failure(wrong) => wrong,
            nom::Err::Incomplete(_) => Wrong::wanted(end, &[]),
        };
        let here = wrong.at.saturating_sub(content.location_offset());
        let left = content.fragment().get(here..).unwrap_or("");
        if wrong.own.is_none() && left.trim().is_empty() {
            let wishes = std::mem::take(&mut wrong.wanted);
            wrong = Wrong::says(end, 0, format!("unexpected end of the {what}"));
            if !wishes.is_empty() {
                wrong = wrong.one_of("", &wishes);
            }
        }
        nom::Err::Failure(wrong)
    })
}

/// The offset of byte `at` of `content`, for spans.
pub fn place(content: Input<'_>, at: usize) -> u32 {
    offset(content.location_offset() + at)
}
