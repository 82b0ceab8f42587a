//! `complete de-foreign-minister.holder 1951-03-15/2026-11-01 source bundesregierung`

use nom::Parser as _;
use nom::combinator::opt;

use super::{id_or_column, name_or_column};
use crate::lang::ast::{CompleteItem, FactLine, Name};
use crate::lang::lexical::{Input, Res, Wish, clause, line_end, same_line, sym, when, ws};

const SOURCE: &[Wish] = &[Wish::Word("source")];

/// What follows the keyword at the top level.
pub fn complete(input: Input<'_>) -> Res<'_, CompleteItem> {
    let (rest, (entity, _, property, when)) = (ws(id_or_column), sym("."), name_or_column, ws(when)).parse(input)?;
    let (rest, source) = opt(ws(source)).parse(rest)?;
    let (rest, ()) = line_end(SOURCE)(rest)?;
    Ok((rest, CompleteItem { entity, property, when, source }))
}

/// What follows the keyword in an entity's block.
pub fn line(input: Input<'_>) -> Res<'_, FactLine> {
    let (rest, (property, when)) = (same_line(name_or_column), same_line(when)).parse(input)?;
    let (rest, source) = opt(same_line(source)).parse(rest)?;
    let (rest, ()) = line_end(SOURCE)(rest)?;
    Ok((rest, FactLine::Complete { property, when, source }))
}

/// `source s`; with a title or a block after it, it is the next item of a `given` or a table.
fn source(input: Input<'_>) -> Res<'_, Name> {
    let (rest, source) = clause("source", same_line(id_or_column)).parse(input)?;
    match ws(sym("\"")).parse(rest) {
        Ok(_) => Err(nom::Err::Error(crate::lang::lexical::Wrong::wanted(input.location_offset(), &[]))),
        Err(_) => Ok((rest, source)),
    }
}
