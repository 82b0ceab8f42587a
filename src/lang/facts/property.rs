//! `property org|office.holder : person one transitive refines inverse-of member`

use nom::Parser as _;
use nom::branch::alt;
use nom::combinator::cut;

use super::kinds_and_name;
use crate::lang::ast::{Name, PropertyItem};
use crate::lang::lexical::{Input, Res, Wish, line_end, name, one_of, peek_word, sym, word, ws};

const CARDINALITIES: &[&str] = &["one", "many", "once", "phased", "measured"];

const FLAGS: &[&str] = &["transitive", "refines", "begins", "ends", "gazetteer", "contests", "inverse-of"];
const WISHES: &[Wish] = &[
    Wish::Word("transitive"),
    Wish::Word("refines"),
    Wish::Word("begins"),
    Wish::Word("ends"),
    Wish::Word("gazetteer"),
    Wish::Word("contests"),
    Wish::Word("inverse-of"),
];

/// What follows the keyword.
pub fn property<'a>(input: Input<'a>, doc: &str) -> Res<'a, PropertyItem> {
    let (rest, ((kinds, name), _, value)) = (kinds_and_name, ws(sym(":")), ws(name)).parse(input)?;
    let (mut rest, cardinality) = ws(one_of(CARDINALITIES, "a cardinality"))(rest)?;
    let mut flags = Vec::new();
    while FLAGS.contains(&peek_word(rest)) {
        let (after, flag) = flag(rest)?;
        flags.push(flag);
        rest = after;
    }
    let (rest, ()) = line_end(WISHES)(rest)?;
    Ok((rest, PropertyItem { doc: doc.to_owned(), kinds, name, value, cardinality, flags }))
}

/// A flag. That of an inverse holds the property's name after a space: `inverse-of member`.
fn flag(input: Input<'_>) -> Res<'_, Name> {
    let inverse = |input| {
        let (rest, (word, of)) = (word("inverse-of"), cut(ws(name))).parse(input)?;
        Ok((rest, Name { text: format!("{} {}", word.text, of.text), span: word.span.hull(of.span) }))
    };
    ws(alt((inverse, one_of(FLAGS, "a flag of a property")))).parse(input)
}
