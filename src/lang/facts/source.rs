//! `source id "title" { url "…"; retrieved 2026-11-24 }`

use nom::Parser as _;
use nom::combinator::{cut, opt};

use crate::lang::ast::{Name, SourceItem};
use crate::lang::lexical::text::filled;
use crate::lang::lexical::{Input, Res, Wish, block, id, line_end, one_of, same_line, when, ws};

const FIELDS: &[&str] = &["url", "retrieved", "recalled", "licence", "horizon"];
const WISHES: &[Wish] =
    &[Wish::Word("url"), Wish::Word("retrieved"), Wish::Word("recalled"), Wish::Word("licence"), Wish::Word("horizon")];

/// What follows the keyword.
pub fn source<'a>(input: Input<'a>, doc: &str) -> Res<'a, SourceItem> {
    let (rest, (id, title, fields)) = (ws(id), ws(filled), opt(ws(block(field, WISHES)))).parse(input)?;
    let wishes: &[Wish] = if fields.is_some() { &[] } else { &[Wish::Word("{")] };
    let (rest, ()) = line_end(wishes)(rest)?;
    Ok((rest, SourceItem { doc: doc.to_owned(), id, title, fields: fields.unwrap_or_default() }))
}

fn field(input: Input<'_>) -> Res<'_, (Name, Name)> {
    let (rest, key) = ws(one_of(FIELDS, "a field of a source"))(input)?;
    let (rest, value) = match key.text.as_str() {
        "url" | "licence" => cut(same_line(filled)).parse(rest)?,
        _ => cut(same_line(when)).map(|when| when.text).parse(rest)?,
    };
    Ok((rest, (key, value)))
}
