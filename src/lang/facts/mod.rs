//! The `.facts` language: kinds, properties, sources, entities, series and tables.

mod allow;
mod complete;
mod entity;
mod gazetteer;
mod kind;
mod property;
mod sense;
mod series;
mod source;
mod statement;
mod table;

use nom::Parser as _;
use nom::combinator::{map, opt};

use super::ast::{FactItem, Name};
use super::fault::Faults;
use super::lexical::text::filled;
use super::lexical::wrong::Wish;
use super::lexical::{self, Input, Keyword, Res, Scope, column, cut_off, id, label, name, skip, split, want, ws};
use crate::text::Span;

/// Every item keyword with what to call its item.
const KEYWORDS: &[Keyword] = &[
    ("kind", "kind"),
    ("property", "property"),
    ("sense", "sense"),
    ("source", "source"),
    ("entity", "entity"),
    ("series", "series"),
    ("complete", "completeness"),
    ("table", "table"),
    ("allow", "allowance"),
    ("gazetteer", "gazetteer"),
];

/// Reads a whole `.facts` file. Items with faults are left out, bad lines of blocks too; the faults
/// come in the order of their places.
#[must_use]
pub fn parse_facts(file: &str, text: &str) -> (Vec<FactItem>, Faults) {
    let scope = Scope::new(file, text);
    let items = lexical::items(Input::new_extra(text, &scope), item);
    (items, scope.into_faults())
}

/// Reads the facts in a part of a file: a test's `given { … }`. Items need not stand at column 0 and
/// may be put on one line with `;`. Spans are those of the whole file.
#[must_use]
pub fn parse_facts_at(file: &str, text: &str, part: Span) -> (Vec<FactItem>, Faults) {
    let scope = Scope::new(file, text);
    let (start, end) = (part.start as usize, part.end as usize);
    if text.get(start..end).is_none() {
        return (Vec::new(), Faults::new());
    }
    let (_, from) = cut_off(Input::new_extra(text, &scope), start);
    let (mut rest, _) = cut_off(from, end - start);
    scope.start(end);
    let mut items = Vec::new();
    // A `}` too many ends the lines early; it is reported and passed over.
    let mut line = item;
    while let Ok((after, more)) = split::lines(rest, &mut line) {
        items.extend(more);
        let (_, brace) = cut_off(after, skip::all(after.fragment()));
        if brace.fragment().is_empty() {
            break;
        }
        if let Err(wrong) = want::<()>(brace, &[]) {
            split::report(brace, wrong);
        }
        rest = cut_off(brace, 1).1;
    }
    (items, scope.into_faults())
}

/// One item of any kind.
fn item(input: Input<'_>) -> Res<'_, FactItem> {
    let (rest, (doc, keyword)) = lexical::head(KEYWORDS)(input)?;
    match keyword {
        "kind" => map(|i| kind::kind(i, &doc), FactItem::Kind).parse(rest),
        "property" => map(|i| property::property(i, &doc), FactItem::Property).parse(rest),
        "sense" => map(|i| sense::sense(i, &doc), FactItem::Sense).parse(rest),
        "source" => map(|i| source::source(i, &doc), FactItem::Source).parse(rest),
        "entity" => map(|i| entity::entity(i, &doc), FactItem::Entity).parse(rest),
        "series" => map(|i| series::series(i, &doc), FactItem::Series).parse(rest),
        "complete" => map(complete::complete, FactItem::Complete).parse(rest),
        "table" => map(|i| table::table(i, &doc), FactItem::Table).parse(rest),
        "gazetteer" => map(|i| gazetteer::gazetteer(i, &doc), FactItem::Gazetteer).parse(rest),
        _ => map(allow::allow, FactItem::Allow).parse(rest),
    }
}

/// An id or a column.
fn id_or_column(input: Input<'_>) -> Res<'_, Name> {
    label(Wish::Thing("an id"), nom::branch::alt((column, id))).parse(input)
}

/// A name or a column.
fn name_or_column(input: Input<'_>) -> Res<'_, Name> {
    label(Wish::Thing("a name"), nom::branch::alt((column, name))).parse(input)
}

/// A quoted text that is not empty, or a column that holds one.
fn text_or_column(input: Input<'_>) -> Res<'_, Name> {
    label(Wish::Thing("a quoted string"), nom::branch::alt((column, filled))).parse(input)
}

/// `: kind` and a label, both of which may be left out.
fn kind_and_label(input: Input<'_>) -> Res<'_, (Option<Name>, Option<Name>)> {
    let kind = nom::sequence::preceded(ws(lexical::sym(":")), nom::combinator::cut(ws(name_or_column)));
    (opt(kind), opt(ws(text_or_column))).parse(input)
}

/// `kind|kind.name`
fn kinds_and_name(input: Input<'_>) -> Res<'_, (Vec<Name>, Name)> {
    nom::sequence::separated_pair(lexical::names, lexical::sym("."), name).parse(input)
}
