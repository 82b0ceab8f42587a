//! `kind edition : event common`

use nom::Parser as _;
use nom::combinator::{cut, opt};
use nom::sequence::preceded;

use crate::lang::ast::KindItem;
use crate::lang::lexical::{Input, Res, Wish, line_end, name, sym, word, ws};

/// What follows the keyword.
pub fn kind<'a>(input: Input<'a>, doc: &str) -> Res<'a, KindItem> {
    let parent = preceded(ws(sym(":")), cut(ws(name)));
    let (rest, (name, parent, common)) = (ws(name), opt(parent), opt(ws(word("common")))).parse(input)?;
    let wishes: &[Wish] = match (&parent, &common) {
        (_, Some(_)) => &[],
        (Some(_), None) => &[Wish::Word("common")],
        (None, None) => &[Wish::Word(":"), Wish::Word("common")],
    };
    let (rest, ()) = line_end(wishes)(rest)?;
    Ok((rest, KindItem { doc: doc.to_owned(), name, parent, common: common.is_some() }))
}
