//! `kind edition : event common`, `kind continent : place overlapping`

use nom::Parser as _;
use nom::combinator::{cut, opt};
use nom::sequence::preceded;

use crate::lang::ast::KindItem;
use crate::lang::lexical::{Input, Res, Wish, line_end, name, sym, word, ws};

/// What follows the keyword.
pub fn kind<'a>(input: Input<'a>, doc: &str) -> Res<'a, KindItem> {
    let parent = preceded(ws(sym(":")), cut(ws(name)));
    let flags = (opt(ws(word("common"))), opt(ws(word("overlapping"))));
    let (rest, (name, parent, (common, overlapping))) = (ws(name), opt(parent), flags).parse(input)?;
    let wishes: &[Wish] = match (&parent, &common, &overlapping) {
        (_, _, Some(_)) => &[],
        (_, Some(_), None) => &[Wish::Word("overlapping")],
        (Some(_), None, None) => &[Wish::Word("common"), Wish::Word("overlapping")],
        (None, None, None) => &[Wish::Word(":"), Wish::Word("common"), Wish::Word("overlapping")],
    };
    let (rest, ()) = line_end(wishes)(rest)?;
    Ok((
        rest,
        KindItem { doc: doc.to_owned(), name, parent, common: common.is_some(), overlapping: overlapping.is_some() },
    ))
}
