//! `series npt-revcon : conference "NPT Review Conference" of npt { edition 1 { … } }`

use nom::Parser as _;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};

use super::entity::{LINE, line};
use super::{id_or_column, kind_and_label, text_or_column};
use crate::lang::ast::{EditionItem, FactLine, Name, SeriesItem};
use crate::lang::fault::nearest;
use crate::lang::lexical::{
    Input, Res, Wish, Wrong, block, clause, column, cut_off, label, line_end, name_of, peek_run, peek_word, same_line,
    skip, want, word, ws,
};

/// A line of a series: about itself, or an edition.
enum SeriesLine {
    Fact(FactLine),
    Edition(EditionItem),
}

/// What follows the keyword.
pub fn series<'a>(input: Input<'a>, doc: &str) -> Res<'a, SeriesItem> {
    let (rest, (id, (kind, label))) = (ws(id_or_column), kind_and_label).parse(input)?;
    let (rest, of) = opt(ws(clause("of", ws(id_or_column)))).parse(rest)?;
    let (rest, block) = opt(ws(block(series_line, LINE))).parse(rest)?;
    let wishes: &[Wish] = match (&of, &block) {
        (_, Some(_)) => &[],
        (Some(_), None) => &[Wish::Word("{")],
        (None, None) => &[Wish::Word("of"), Wish::Word("{")],
    };
    let (rest, ()) = line_end(wishes)(rest)?;
    let (mut lines, mut editions) = (Vec::new(), Vec::new());
    for line in block.unwrap_or_default() {
        match line {
            SeriesLine::Fact(line) => lines.push(line),
            SeriesLine::Edition(edition) => editions.push(edition),
        }
    }
    Ok((rest, SeriesItem { doc: doc.to_owned(), id, kind, label, of, lines, editions }))
}

fn series_line(input: Input<'_>) -> Res<'_, SeriesLine> {
    let keyword = peek_word(input);
    if keyword == "edition" {
        return map(edition, SeriesLine::Edition).parse(input);
    }
    map(line, SeriesLine::Fact).parse(input).map_err(|wrong| {
        // A misspelt `edition` reads like a statement up to its brace.
        let (_, here) = cut_off(input, skip::all(input.fragment()));
        match nearest(keyword, ["edition"]) {
            Some(_) => nom::Err::Failure(
                Wrong::says(here.location_offset(), keyword.len(), format!("`{keyword}` opens no line of a series"))
                    .known(keyword, &["edition"]),
            ),
            None => wrong,
        }
    })
}

/// `edition 10 "label" { … }`
fn edition(input: Input<'_>) -> Res<'_, EditionItem> {
    let number = label(Wish::Thing("the edition's number"), alt((column, ordinal)));
    let (rest, (_, number)) = (ws(word("edition")), cut(same_line(number))).parse(input)?;
    let (rest, (label, lines)) = (opt(same_line(text_or_column)), opt(same_line(block(line, LINE)))).parse(rest)?;
    let wishes: &[Wish] = if lines.is_some() { &[] } else { &[Wish::Thing("a quoted string"), Wish::Word("{")] };
    let (rest, ()) = line_end(wishes)(rest)?;
    Ok((rest, EditionItem { number, label, lines: lines.unwrap_or_default() }))
}

/// Digits only.
fn ordinal(input: Input<'_>) -> Res<'_, Name> {
    let run = peek_run(input);
    if run.is_empty() || !run.bytes().all(|b| b.is_ascii_digit()) {
        return want(input, &[]);
    }
    let (head, rest) = cut_off(input, run.len());
    Ok((rest, name_of(head)))
}
