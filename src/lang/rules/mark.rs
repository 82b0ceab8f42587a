//! `mark former = "former|ex-" window ever-before published not published`

use nom::Parser as _;
use nom::combinator::{cut, opt};
use nom::sequence::preceded;

use super::expr::window;
use crate::lang::ast::MarkItem;
use crate::lang::lexical::{Input, Res, Wish, clause, cut_off, name, skip, sym, want, word, ws};
use crate::lang::pattern::forms;

/// What follows the keyword.
pub fn mark<'a>(input: Input<'a>, doc: &str) -> Res<'a, MarkItem> {
    let (rest, (name, _, forms)) = (ws(name), ws(sym("=")), ws(forms)).parse(input)?;
    let (rest, given) = ws(clause("window", window)).parse(rest)?;
    let not = preceded((opt(ws(sym(","))), ws(word("not"))), cut(window));
    let (rest, except) = opt(not).parse(rest)?;
    let (_, end) = cut_off(rest, skip::all(rest.fragment()));
    if !end.fragment().is_empty() {
        let wishes: &[Wish] =
            if except.is_some() { &[Wish::Thing("the end of the item")] } else { &[Wish::Word("not")] };
        return want(end, wishes);
    }
    Ok((rest, MarkItem { doc: doc.to_owned(), name, forms, window: given, except }))
}
