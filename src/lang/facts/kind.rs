//! `kind edition : event common`, `kind continent : place overlapping`, `kind official : person obscure`, `kind org worded`

use nom::Parser as _;
use nom::combinator::{cut, opt};
use nom::sequence::preceded;

use crate::lang::ast::KindItem;
use crate::lang::lexical::{Input, Res, Wish, line_end, name, sym, word, ws};

/// What may stand behind the name, in this order.
const WISHES: [Wish; 6] = [
    Wish::Word(":"),
    Wish::Word("common"),
    Wish::Word("overlapping"),
    Wish::Word("obscure"),
    Wish::Word("personal"),
    Wish::Word("worded"),
];

/// What follows the keyword.
pub fn kind<'a>(input: Input<'a>, doc: &str) -> Res<'a, KindItem> {
    let parent = preceded(ws(sym(":")), cut(ws(name)));
    let flag = |flag: &'static str| opt(ws(word(flag))).map(|told: Option<_>| told.is_some());
    let flags = (flag("common"), flag("overlapping"), flag("obscure"), flag("personal"), flag("worded"));
    let (rest, (name, parent, (common, overlapping, obscure, personal, worded))) =
        (ws(name), opt(parent), flags).parse(input)?;
    let told = [parent.is_some(), common, overlapping, obscure, personal, worded];
    // What stands behind the last one told may still come.
    let from = told.iter().rposition(|&told| told).map_or(0, |last| last + 1);
    let (rest, ()) = line_end(&WISHES[from..])(rest)?;
    Ok((rest, KindItem { doc: doc.to_owned(), name, parent, common, overlapping, obscure, personal, worded }))
}
