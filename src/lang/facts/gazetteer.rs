//! `gazetteer "places.csv" columns name country region population { source s; floor 500 }`

use nom::Parser as _;
use nom::combinator::cut;
use nom::multi::many1;

use crate::lang::ast::{GazetteerItem, Name};
use crate::lang::lexical::text::filled;
use crate::lang::lexical::{Input, Res, Wish, block, id, line_end, name, number, one_of, same_line, word, ws};

const FIELDS: &[&str] = &["source", "floor"];
const WISHES: &[Wish] = &[Wish::Word("source"), Wish::Word("floor")];

/// What follows the keyword.
pub fn gazetteer<'a>(input: Input<'a>, doc: &str) -> Res<'a, GazetteerItem> {
    let (rest, (file, _, columns)) = (ws(filled), ws(word("columns")), many1(ws(name))).parse(input)?;
    let (rest, fields) = ws(block(field, WISHES)).parse(rest)?;
    let (rest, ()) = line_end(&[])(rest)?;
    Ok((rest, GazetteerItem { doc: doc.to_owned(), file, columns, fields }))
}

fn field(input: Input<'_>) -> Res<'_, (Name, Name)> {
    let (rest, key) = ws(one_of(FIELDS, "a field of a gazetteer"))(input)?;
    let (rest, value) = match key.text.as_str() {
        "source" => cut(same_line(id)).parse(rest)?,
        _ => cut(same_line(number)).map(|(digits, _)| digits).parse(rest)?,
    };
    Ok((rest, (key, value)))
}
