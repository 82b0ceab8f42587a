//! `kind edition : event common`, `kind continent : place overlapping`, `kind official : person obscure`

use nom::Parser as _;
use nom::combinator::{cut, opt};
use nom::sequence::preceded;

use crate::lang::ast::KindItem;
use crate::lang::lexical::{Input, Res, Wish, line_end, name, sym, word, ws};

/// What may stand behind the name, in this order.
const WISHES: [Wish; 5] =
    [Wish::Word(":"), Wish::Word("common"), Wish::Word("overlapping"), Wish::Word("obscure"), Wish::Word("personal")];

/// What follows the keyword.
pub fn kind<'a>(input: Input<'a>, doc: &str) -> Res<'a, KindItem> {
    let parent = preceded(ws(sym(":")), cut(ws(name)));
    let flags =
        (opt(ws(word("common"))), opt(ws(word("overlapping"))), opt(ws(word("obscure"))), opt(ws(word("personal"))));
    let (rest, (name, parent, (common, overlapping, obscure, personal))) =
        (ws(name), opt(parent), flags).parse(input)?;
    let told = [parent.is_some(), common.is_some(), overlapping.is_some(), obscure.is_some(), personal.is_some()];
    // What stands behind the last one told may still come.
    let from = told.iter().rposition(|&told| told).map_or(0, |last| last + 1);
    let (rest, ()) = line_end(&WISHES[from..])(rest)?;
    Ok((
        rest,
        KindItem {
            doc: doc.to_owned(),
            name,
            parent,
            common: common.is_some(),
            overlapping: overlapping.is_some(),
            obscure: obscure.is_some(),
            personal: personal.is_some(),
        },
    ))
}
