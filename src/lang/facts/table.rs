//! `table "members.csv" columns org state from to { entity {org} { … } }`

use nom::Parser as _;
use nom::combinator::map;
use nom::multi::many1;

use super::{complete, entity, series};
use crate::lang::ast::{FactItem, TableItem};
use crate::lang::lexical::text::filled;
use crate::lang::lexical::{Input, Keyword, Res, Wish, block, head, line_end, name, word, ws};

/// What a row may stand for.
const KEYWORDS: &[Keyword] = &[("entity", "entity"), ("series", "series"), ("complete", "completeness")];
const WISHES: &[Wish] = &[Wish::Word("entity"), Wish::Word("series"), Wish::Word("complete")];

/// What follows the keyword.
pub fn table<'a>(input: Input<'a>, doc: &str) -> Res<'a, TableItem> {
    let (rest, (file, _, columns)) = (ws(filled), ws(word("columns")), many1(ws(name))).parse(input)?;
    input.extra.set_table(true);
    let result = ws(block(item, WISHES)).parse(rest);
    input.extra.set_table(false);
    let (rest, items) = result?;
    let (rest, ()) = line_end(&[])(rest)?;
    Ok((rest, TableItem { doc: doc.to_owned(), file, columns, items }))
}

fn item(input: Input<'_>) -> Res<'_, FactItem> {
    let (rest, (doc, keyword)) = head(KEYWORDS)(input)?;
    match keyword {
        "entity" => map(|i| entity::entity(i, &doc), FactItem::Entity).parse(rest),
        "series" => map(|i| series::series(i, &doc), FactItem::Series).parse(rest),
        _ => map(complete::complete, FactItem::Complete).parse(rest),
    }
}
