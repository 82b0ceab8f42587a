//! `allow overlap de-foreign-minister "two ministers on the day of the hand-over"`

use nom::Parser as _;

use super::id_or_column;
use crate::lang::ast::AllowItem;
use crate::lang::lexical::text::filled;
use crate::lang::lexical::{Input, Res, line_end, name, ws};

/// What follows the keyword.
pub fn allow(input: Input<'_>) -> Res<'_, AllowItem> {
    let (rest, (code, what, reason)) = (ws(name), ws(id_or_column), ws(filled)).parse(input)?;
    let (rest, ()) = line_end(&[])(rest)?;
    Ok((rest, AllowItem { code, what, reason }))
}
