//! `holder heiko-maas 2018-03-14/2021-12-08 known 2018/.. rank normal as acting source s`

use nom::Parser as _;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};

use super::{id_or_column, name_or_column};
use crate::lang::ast::{Literal, RetractLine, StatementLine};
use crate::lang::lexical::text::filled;
use crate::lang::lexical::wrong::shorten;
use crate::lang::lexical::{
    Input, Res, Wish, Wrong, column, cut_off, date, decimal, id, line_end, name, name_of, one_of, peek_run, same_line,
    skip, span_between, want, when, word,
};

const TAILS: &[&str] = &["known", "rank", "as", "source", "at", "with"];
const WISHES: &[Wish] = &[
    Wish::Word("known"),
    Wish::Word("rank"),
    Wish::Word("as"),
    Wish::Word("source"),
    Wish::Word("at"),
    Wish::Word("with"),
];
const DATE_OR_TAIL: &[Wish] = &[
    Wish::Thing("a date"),
    Wish::Word("known"),
    Wish::Word("rank"),
    Wish::Word("as"),
    Wish::Word("source"),
    Wish::Word("at"),
    Wish::Word("with"),
];
const RANKS: &[&str] = &["preferred", "normal", "deprecated"];

/// `PROPERTY VALUE [VALID]` and its tails, in any order, each at most once.
pub fn statement(input: Input<'_>) -> Res<'_, StatementLine> {
    let (rest, (property, stated)) = (name_or_column, cut(same_line(value))).parse(input)?;
    let (mut rest, valid) = opt(same_line(when)).parse(rest)?;
    let mut line = StatementLine {
        property,
        value: stated,
        at: None,
        valid,
        known: None,
        rank: None,
        capacity: None,
        with: Vec::new(),
        source: None,
        span: span_between(input, rest),
    };
    loop {
        let (_, here) = cut_off(rest, skip::blank(rest.fragment()));
        let run = peek_run(here);
        let Some(&tail) = TAILS.iter().find(|&&tail| tail == run) else { break };
        let given = match tail {
            "known" => line.known.is_some(),
            "rank" => line.rank.is_some(),
            "as" => line.capacity.is_some(),
            "source" => line.source.is_some(),
            "with" => false,
            _ => line.at.is_some(),
        };
        if given {
            let wrong = Wrong::says(here.location_offset(), run.len(), format!("`{tail}` is given twice"));
            return Err(nom::Err::Failure(wrong.help("keep one of them")));
        }
        let (after, _) = word(tail)(here)?;
        rest = match tail {
            "known" => store(same_line(when).parse(after)?, &mut line.known),
            "rank" => store(same_line(alt((column, one_of(RANKS, "a rank")))).parse(after)?, &mut line.rank),
            "as" => store(same_line(id_or_column).parse(after)?, &mut line.capacity),
            "source" => store(same_line(id_or_column).parse(after)?, &mut line.source),
            "with" => {
                let (after, pair) = cut((same_line(name), same_line(value))).parse(after)?;
                line.with.push(pair);
                after
            }
            _ => store(same_line(id_or_column).parse(after)?, &mut line.at),
        };
    }
    line.span = span_between(input, rest);
    let bare = line.valid.is_none() && line.known.is_none() && line.rank.is_none() && line.source.is_none();
    let (rest, ()) = line_end(if bare { DATE_OR_TAIL } else { WISHES })(rest)?;
    Ok((rest, line))
}

/// What follows `retract`: `PROPERTY [VALUE [VALID]]`.
pub fn retraction(input: Input<'_>) -> Res<'_, RetractLine> {
    let (rest, property) = same_line(name).parse(input)?;
    let (rest, value) = opt(same_line(value)).parse(rest)?;
    let (rest, valid) = if value.is_some() { opt(same_line(when)).parse(rest)? } else { (rest, None) };
    let wishes: &[Wish] = match (&value, &valid) {
        (None, _) => &[Wish::Thing("a value")],
        (_, None) => &[Wish::Thing("a date")],
        _ => &[],
    };
    let (rest, ()) = line_end(wishes)(rest)?;
    Ok((rest, RetractLine { property, value, valid }))
}

fn store<'a, T>((rest, value): (Input<'a>, T), place: &mut Option<T>) -> Input<'a> {
    *place = Some(value);
    rest
}

/// A value: a text, a date, a number, an id or a column.
fn value(input: Input<'_>) -> Res<'_, Literal> {
    let text = *input.fragment();
    if text.starts_with('"') {
        return map(filled, Literal::Text).parse(input);
    }
    let (token, rest) = cut_off(input, date::token_len(text));
    let token_text = *token.fragment();
    let wordy = token_text.starts_with(|c: char| c.is_ascii_digit())
        && token_text.contains(|c: char| c.is_ascii_lowercase())
        && !token_text.contains(['/', '{']);
    if wordy || !date::may_start(text) {
        let wish = Wish::Thing("a value");
        return crate::lang::lexical::label(wish, map(id, Literal::Id)).parse(input);
    }
    if token_text.starts_with('{') && token_text.find('}') == Some(token_text.len() - 1) {
        return map(column, Literal::Column).parse(input);
    }
    let unsigned = token_text.strip_prefix('-').unwrap_or(token_text);
    if unsigned.len() == 4 && unsigned.bytes().all(|b| b.is_ascii_digit()) {
        return Ok((rest, Literal::Date(date::read(token)?)));
    }
    if is_number(unsigned) {
        return Ok((rest, Literal::Number { text: name_of(token), value: decimal(token)? }));
    }
    if token_text.is_empty() {
        return want(input, &[Wish::Thing("a value")]);
    }
    if !unsigned.contains(['-', '/', 'X', '~', '{']) {
        let message = format!("`{}` is neither a number nor a date", shorten(token_text));
        return Err(nom::Err::Failure(Wrong::says(token.location_offset(), token_text.len(), message)));
    }
    Ok((rest, Literal::Date(date::read(token)?)))
}

/// `16`, `3.5`
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.split_once('.').map_or_else(|| digits(text), |(whole, part)| digits(whole) && digits(part))
}
