//! `entity germany : country "Germany" { … }` and the lines of such a block.

use nom::Parser as _;
use nom::combinator::{map, opt};

use super::statement::{retraction, statement};
use super::{complete, id_or_column, kind_and_label, text_or_column};
use crate::lang::ast::{EntityItem, FactLine, NamesLine};
use crate::lang::lexical::{Input, Res, Wish, block, line_end, list1, one_of, peek_word, same_line, when, word, ws};

/// Said where a block's line or its end is missing.
pub const LINE: &[Wish] = &[Wish::Thing("a line")];

/// What follows the keyword.
pub fn entity<'a>(input: Input<'a>, doc: &str) -> Res<'a, EntityItem> {
    let (rest, (id, (kind, label))) = (ws(id_or_column), kind_and_label).parse(input)?;
    let (rest, lines) = opt(ws(block(line, LINE))).parse(rest)?;
    let wishes: &[Wish] = match (&kind, &label, &lines) {
        (_, _, Some(_)) => &[],
        (_, Some(_), _) => &[Wish::Word("{")],
        (Some(_), ..) => &[Wish::Thing("a quoted string"), Wish::Word("{")],
        _ => &[Wish::Word(":"), Wish::Thing("a quoted string"), Wish::Word("{")],
    };
    let (rest, ()) = line_end(wishes)(rest)?;
    Ok((rest, EntityItem { doc: doc.to_owned(), id, kind, label, lines: lines.unwrap_or_default() }))
}

/// A line in the block of an entity, series or edition.
pub fn line(input: Input<'_>) -> Res<'_, FactLine> {
    match peek_word(input) {
        "alias" | "acronym" | "demonym" => map(names, FactLine::Names).parse(input),
        "source" => {
            let (rest, (_, source)) = (ws(word("source")), same_line(id_or_column)).parse(input)?;
            Ok((rest, FactLine::Source(source)))
        }
        "complete" => {
            let (rest, (_, line)) = (ws(word("complete")), complete::line).parse(input)?;
            Ok((rest, line))
        }
        "retract" => {
            let (rest, (_, line)) = (ws(word("retract")), retraction).parse(input)?;
            Ok((rest, FactLine::Retract(line)))
        }
        _ => map(ws(statement), FactLine::Statement).parse(input),
    }
}

/// `alias "A" | "B" 1949/1990`
fn names(input: Input<'_>) -> Res<'_, NamesLine> {
    let forms = list1("|", same_line(text_or_column));
    let (rest, (sort, names)) = (ws(one_of(&["alias", "acronym", "demonym"], "a sort of name")), forms).parse(input)?;
    let (rest, when) = opt(same_line(when)).parse(rest)?;
    let wishes: &[Wish] = if when.is_some() { &[] } else { &[Wish::Word("|"), Wish::Thing("a time of use")] };
    let (rest, ()) = line_end(wishes)(rest)?;
    Ok((rest, NamesLine { sort, names, when }))
}
