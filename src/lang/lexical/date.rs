//! Dates (EDTF) and the `{column}` places of tables.

use super::wrong::shorten;
use super::{Input, Res, Wish, Wrong, cut_off, name_of, skip, want};
use crate::calendar::parse_edtf;
use crate::lang::ast::{Name, When};

/// Length of `{column}` at the start of a text, if there is one. White space after the brace makes a
/// block of it.
fn column_len(text: &str) -> Option<usize> {
    let run = skip::run(text.strip_prefix('{')?);
    (run > 0 && text.get(run + 1..)?.starts_with('}')).then_some(run + 2)
}

/// `{column}`, with its braces; only inside a table.
pub fn column(input: Input<'_>) -> Res<'_, Name> {
    let Some(len) = column_len(input.fragment()) else {
        return want(input, &[Wish::Thing("a `{column}`")]);
    };
    let (head, rest) = cut_off(input, len);
    check_column(head)?;
    Ok((rest, name_of(head)))
}

fn check_column(head: Input<'_>) -> Result<(), nom::Err<Wrong>> {
    if head.extra.in_table() {
        return Ok(());
    }
    let shown = format!("`{}` stands outside a table", shorten(head.fragment()));
    let wrong = Wrong::says(head.location_offset(), head.fragment().len(), shown);
    Err(nom::Err::Failure(wrong.help("columns can be named inside a `table` item only")))
}

/// Length of a token that may be a date, an interval, a number or a template of them.
pub fn token_len(text: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = rest.find(|c: char| !(c.is_alphanumeric() || "-_~/.+".contains(c))).unwrap_or(rest.len());
        // `//` opens a comment even where it touches a date.
        let plain = rest.get(..plain).and_then(|token| token.find("//")).unwrap_or(plain);
        let step = if plain > 0 { plain } else { column_len(rest).unwrap_or(0) };
        if step == 0 {
            break;
        }
        at += step;
    }
    at
}

/// Whether a date may start here: a digit, a sign, an open end or a column.
pub fn may_start(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-') || text.starts_with("..") || column_len(text).is_some()
}

/// A date, an interval, or inside a table a template of one.
pub fn when(input: Input<'_>) -> Res<'_, When> {
    if !may_start(input.fragment()) {
        return want(input, &[Wish::Thing("a date")]);
    }
    let (token, rest) = cut_off(input, token_len(input.fragment()));
    Ok((rest, read(token)?))
}

/// Reads a whole token as a date.
pub fn read(token: Input<'_>) -> Result<When, nom::Err<Wrong>> {
    let text = name_of(token);
    if token.fragment().contains('{') {
        template(token)?;
        return Ok(When { text, time: None });
    }
    match parse_edtf(token.fragment()) {
        Ok(time) => Ok(When { text, time: Some(time) }),
        Err(error) => Err(bad(token, error.to_string())),
    }
}

/// Each side of a template is a column, an open end or a date.
fn template(token: Input<'_>) -> Result<(), nom::Err<Wrong>> {
    let mut sides = 0;
    let mut rest = token;
    loop {
        let len = rest.fragment().find('/').unwrap_or(rest.fragment().len());
        let (side, after) = cut_off(rest, len);
        if column_len(side.fragment()) == Some(len) {
            check_column(side)?;
        } else if *side.fragment() != ".." {
            parse_edtf(side.fragment()).map_err(|error| bad(side, error.to_string()))?;
        }
        sides += 1;
        if after.fragment().is_empty() {
            break;
        }
        rest = cut_off(after, 1).1;
    }
    if sides > 2 {
        return Err(bad(token, format!("`{}` has more than two sides", shorten(token.fragment()))));
    }
    Ok(())
}

fn bad(token: Input<'_>, message: String) -> nom::Err<Wrong> {
    nom::Err::Failure(Wrong::says(token.location_offset(), token.fragment().len(), message).code("date"))
}
