//! `derive s: series.began = edition[series = s, number = 1].dates`

use nom::Parser as _;
use nom::combinator::cut;

use super::expr::{OPERATORS, expr};
use super::param;
use crate::lang::ast::DeriveItem;
use crate::lang::lexical::{Input, Res, cut_off, name, skip, sym, want, ws};

/// What follows the keyword.
pub fn derive<'a>(input: Input<'a>, doc: &str) -> Res<'a, DeriveItem> {
    let (rest, (subject, _, property, _, body)) = (param, sym("."), name, ws(sym("=")), cut(expr)).parse(input)?;
    let (_, end) = cut_off(rest, skip::all(rest.fragment()));
    if !end.fragment().is_empty() {
        return want(end, OPERATORS);
    }
    Ok((rest, DeriveItem { doc: doc.to_owned(), subject, property, body }))
}
