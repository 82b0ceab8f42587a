//! The `.rules` and `.words` language: words, marks, nodes, phrases, claims, derivations, tests.

mod case;
mod claim;
mod derive;
mod expr;
mod mark;
mod node;
mod template;
mod test;
mod words;

use nom::Parser as _;
use nom::combinator::map;

use super::ast::{Param, RuleItem};
use super::fault::Faults;
use super::lexical::{self, Input, Keyword, Res, Scope, name, names, sym, ws};

/// Every item keyword with what to call its item.
const KEYWORDS: &[Keyword] = &[
    ("words", "word class"),
    ("mark", "mark"),
    ("node", "node"),
    ("phrase", "phrase"),
    ("claim", "claim"),
    ("derive", "derivation"),
    ("test", "test"),
];

/// Reads a whole `.rules` or `.words` file. Items with faults are left out (of tests and word
/// classes only the bad lines); the faults come in the order of their places.
#[must_use]
pub fn parse_rules(file: &str, text: &str) -> (Vec<RuleItem>, Faults) {
    let scope = Scope::new(file, text);
    let items = lexical::items(Input::new_extra(text, &scope), item).into_iter().flatten().collect();
    (items, scope.into_faults())
}

/// One item of any kind; none if its parts had faults that are reported already.
fn item(input: Input<'_>) -> Res<'_, Option<RuleItem>> {
    let (rest, (doc, keyword)) = lexical::head(KEYWORDS)(input)?;
    match keyword {
        "words" => map(|i| words::words(i, &doc), |item| Some(RuleItem::Words(item))).parse(rest),
        "mark" => map(|i| mark::mark(i, &doc), |item| Some(RuleItem::Mark(item))).parse(rest),
        "node" => map(|i| node::node(i, &doc), |item| item.map(RuleItem::Node)).parse(rest),
        "phrase" => map(|i| node::phrase(i, &doc), |item| item.map(RuleItem::Phrase)).parse(rest),
        "claim" => map(|i| claim::claim(i, &doc), |item| item.map(RuleItem::Claim)).parse(rest),
        "derive" => map(|i| derive::derive(i, &doc), |item| Some(RuleItem::Derive(item))).parse(rest),
        _ => map(test::test, |item| Some(RuleItem::Test(item))).parse(rest),
    }
}

/// `name: type|type`, without the `?`.
fn param(input: Input<'_>) -> Res<'_, Param> {
    let (rest, (name, _, types)) = (ws(name), ws(sym(":")), names).parse(input)?;
    Ok((rest, Param { name, types, optional: false }))
}
