//! `test holds 2020-02-27 given { facts } { flags "…"; holds "…" }`

use nom::Parser as _;
use nom::combinator::{cut, opt};

use super::case::case;
use crate::lang::ast::{Case, Expect, Name, TestItem};
use crate::lang::lexical::wrong::Wrong;
use crate::lang::lexical::{
    Input, Res, Wish, block, clause, cut_off, line_end, name, name_of, one_of, same_line, skip, sym, want, when, ws,
};
use crate::text::Span;
use crate::text::source::offset;

const WORDS: &[&str] = &["flags", "holds", "unsure", "silent"];
const WISHES: &[Wish] = &[Wish::Word("flags"), Wish::Word("holds"), Wish::Word("unsure"), Wish::Word("silent")];
const REASONS: &[&str] = &[
    "no-entity",
    "no-fact",
    "incomplete",
    "beyond-horizon",
    "ambiguous",
    "no-publication-date",
    "no-time",
    "negation",
    "hedged",
];

/// What follows the keyword.
pub fn test(input: Input<'_>) -> Res<'_, TestItem> {
    let (rest, (claim, date)) = (ws(name), opt(ws(when))).parse(input)?;
    let (rest, given) = opt(ws(clause("given", ws(raw)))).parse(rest)?;
    let body = |input| match block(line, WISHES)(input) {
        Err(nom::Err::Error(_)) => match (&date, &given) {
            (_, Some(_)) => want(input, &[Wish::Word("{")]),
            (Some(_), None) => want(input, &[Wish::Word("given"), Wish::Word("{")]),
            (None, None) => want(input, &[Wish::Thing("a date"), Wish::Word("given"), Wish::Word("{")]),
        },
        read => read,
    };
    let (rest, lines) = ws(body)(rest)?;
    let keyword = input.extra.inside().map_or(claim.span, |inside| inside.span);
    let span = Span::new(keyword.start, offset(rest.location_offset()));
    let cases = lines.into_iter().flatten().collect();
    Ok((rest, TestItem { claim, date, given, cases, span }))
}

/// `{ … }` as written, up to the brace that closes it.
fn raw(input: Input<'_>) -> Res<'_, Name> {
    let (open, _) = sym("{")(input)?;
    let text = *open.fragment();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let step = match rest.chars().next() {
            Some('"') => {
                let inner = skip::string(rest.get(1..).unwrap_or(""));
                let closed = rest.get(1 + inner..).is_some_and(|rest| rest.starts_with('"'));
                1 + inner + usize::from(closed)
            }
            Some('/') if rest.starts_with("//") => skip::line(rest),
            Some('}') if depth == 0 => {
                let (head, rest) = cut_off(open, at);
                return Ok((cut_off(rest, 1).1, name_of(head)));
            }
            Some(c) => {
                depth = if c == '{' { depth + 1 } else { depth - usize::from(c == '}') };
                c.len_utf8()
            }
            None => break,
        };
        at += step;
    }
    let wrong = Wrong::says(input.location_offset(), 1, "this `{` is not closed").help("expected `}` after the facts");
    Err(nom::Err::Failure(wrong))
}

/// `flags "…" "…"`: a case for each string.
fn line(input: Input<'_>) -> Res<'_, Vec<Case>> {
    let (rest, keyword) = ws(one_of(WORDS, "a case word"))(input)?;
    let (rest, expect) = match keyword.text.as_str() {
        "flags" => (rest, Expect::Flags),
        "holds" => (rest, Expect::Holds),
        "silent" => (rest, Expect::Silent),
        _ => same_line(one_of(REASONS, "a reason")).map(Expect::Unsure).parse(rest)?,
    };
    let (mut rest, first) = cut(ws(case)).parse(rest)?;
    let mut texts = vec![first];
    while let (after, Some(more)) = opt(ws(case)).parse(rest)? {
        texts.push(more);
        rest = after;
    }
    let (rest, ()) = line_end(&[Wish::Thing("a quoted string")])(rest)?;
    let cases = texts.into_iter().map(|(text, mark, span)| Case { expect: expect.clone(), text, mark, span });
    Ok((rest, cases.collect()))
}
