//! `sense treaty.began = in-force | opened | first-edition.held`

use nom::Parser as _;
use nom::combinator::{cut, opt};
use nom::sequence::preceded;

use super::kinds_and_name;
use crate::lang::ast::{Name, SenseItem};
use crate::lang::lexical::{Input, Res, Wish, line_end, list1, name, sym, ws};

/// What follows the keyword.
pub fn sense<'a>(input: Input<'a>, doc: &str) -> Res<'a, SenseItem> {
    let meant = list1("|", ws(path));
    let (rest, ((kinds, name), _, of)) = (kinds_and_name, ws(sym("=")), meant).parse(input)?;
    let (rest, ()) = line_end(&[Wish::Word("|")])(rest)?;
    Ok((rest, SenseItem { doc: doc.to_owned(), kinds, name, of }))
}

/// A property, or a path of two.
fn path(input: Input<'_>) -> Res<'_, Name> {
    let (rest, (first, second)) = (name, opt(preceded(sym("."), cut(name)))).parse(input)?;
    let path = match second {
        Some(second) => Name { text: format!("{}.{}", first.text, second.text), span: first.span.hull(second.span) },
        None => first,
    };
    Ok((rest, path))
}
