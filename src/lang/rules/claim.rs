//! `claim holds(who: person, post: office, at: window) { true when …; because "…" }`

use nom::Parser as _;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::sequence::{preceded, terminated};

use super::expr::{OPERATORS, expr, sum};
use super::node::stated;
use super::param;
use super::template::template;
use crate::lang::ast::{ClaimItem, Expr, Instead, Name, Param, Safe, Template, Vary, Weaken};
use crate::lang::fault::nearest;
use crate::lang::lexical::{
    Input, Res, Wish, Wrong, clause, cut_off, expect, line_end, list1, name, one_of, peek_run, skip, split, sym, word,
    ws,
};
use crate::text::Span;

const CLAUSES: &[&str] =
    &["true", "because", "vary", "weaken", "instead", "severity", "safe", "settles", "over", "tags", "basis"];

/// The clauses read so far.
#[derive(Default)]
struct Clauses {
    truth: Option<Expr>,
    because: Option<Template>,
    vary: Vec<Vary>,
    weaken: Vec<Weaken>,
    instead: Vec<Instead>,
    severity: Option<Name>,
    safe: Vec<Safe>,
    settles: Vec<Name>,
    over: Vec<Name>,
    tags: Vec<Name>,
    basis_text: bool,
}

/// What follows the keyword; none if a clause had a fault.
pub fn claim<'a>(input: Input<'a>, doc: &str) -> Res<'a, Option<ClaimItem>> {
    let before = input.extra.count();
    let none = map(ws(sym(")")), |_| Vec::new());
    let close = ws(expect(")", &[Wish::Word(","), Wish::Word("?"), Wish::Word("|"), Wish::Word(")")]));
    let params = alt((none, terminated(list1(",", one_param), close)));
    let (rest, (name, _, params, _)) = (ws(name), ws(sym("(")), params, ws(sym("{"))).parse(input)?;
    let mut found = Clauses::default();
    let rest = clauses(rest, &mut found)?;
    let Some(truth) = found.truth else {
        // A `true when` that was there but wrong has its fault already.
        if input.extra.count() == before {
            let message = format!("claim `{}` does not say when it is true", name.text);
            let wrong = Wrong::says(name.span.start as usize, name.span.len() as usize, message);
            input.extra.report(wrong.help("add a line `true when …`"));
        }
        return Ok((rest, None));
    };
    let keyword = input.extra.inside().map_or(name.span, |inside| inside.span);
    let span = Span::new(keyword.start, crate::text::source::offset(rest.location_offset()));
    let item = ClaimItem {
        doc: doc.to_owned(),
        name,
        params,
        truth,
        because: found.because,
        vary: found.vary,
        weaken: found.weaken,
        instead: found.instead,
        severity: found.severity,
        safe: found.safe,
        settles: found.settles,
        basis_text: found.basis_text,
        over: found.over,
        tags: found.tags,
        span,
    };
    Ok((rest, (input.extra.count() == before).then_some(item)))
}

fn one_param(input: Input<'_>) -> Res<'_, Param> {
    let (rest, param) = param(input)?;
    let (rest, optional) = opt(ws(sym("?"))).parse(rest)?;
    Ok((rest, Param { optional: optional.is_some(), ..param }))
}

/// The clauses up to the closing `}`; a bad one is reported and passed over.
fn clauses<'a>(input: Input<'a>, found: &mut Clauses) -> Result<Input<'a>, nom::Err<Wrong>> {
    let mut rest = input;
    loop {
        let (_, here) = cut_off(rest, skip::all(rest.fragment()));
        match here.fragment().chars().next() {
            Some('}') => return Ok(cut_off(here, 1).1),
            Some(';') => rest = cut_off(here, 1).1,
            None if here.extra.string_is_open() => return Ok(here),
            None => {
                let wishes: Vec<Wish> = std::iter::once("}").chain(CLAUSES.iter().copied()).map(Wish::Word).collect();
                return Err(nom::Err::Failure(Wrong::wanted(rest.location_offset(), &wishes)));
            }
            Some(_) => {
                let read = one_clause(here, found).and_then(|after| Ok(line_end(OPERATORS)(after)?.0));
                rest = match read {
                    Ok(after) => after,
                    Err(wrong) => {
                        let at = split::report(here, wrong);
                        next_clause(here, at)
                    }
                };
            }
        }
    }
}

/// The first line after `past` that starts with a clause, with what looks like one, or with `}`.
fn next_clause(input: Input<'_>, past: usize) -> Input<'_> {
    let (_, mut rest) = cut_off(input, past.saturating_sub(input.location_offset()));
    // A fault in the middle of a line: the rest of the line goes with it, but not a `}` that ends it.
    loop {
        let line = skip::line(rest.fragment());
        let text = rest.fragment().get(..line).unwrap_or("");
        if line == rest.fragment().len() {
            let keep = usize::from(text.trim_end().ends_with('}'));
            return cut_off(rest, text.trim_end().len() - keep).1;
        }
        rest = cut_off(rest, line + 1).1;
        let ahead = rest.fragment().trim_start_matches([' ', '\t', '\r']);
        let run = ahead.get(..skip::run(ahead)).unwrap_or("");
        if ahead.starts_with('}') || CLAUSES.contains(&run) || nearest(run, CLAUSES.iter().copied()).is_some() {
            return rest;
        }
    }
}

fn one_clause<'a>(here: Input<'a>, found: &mut Clauses) -> Result<Input<'a>, nom::Err<Wrong>> {
    let (after, keyword) = one_of(CLAUSES, "a clause of a claim")(here)?;
    let twice = match keyword.text.as_str() {
        "true" => found.truth.is_some(),
        "because" => found.because.is_some(),
        "severity" => found.severity.is_some(),
        _ => false,
    };
    if twice {
        let run = peek_run(here);
        let wrong = Wrong::says(here.location_offset(), run.len(), format!("`{run}` is given twice"));
        return Err(nom::Err::Failure(wrong.help("keep one of them")));
    }
    match keyword.text.as_str() {
        "true" => {
            let (rest, truth) = preceded(ws(word("when")), cut(expr)).parse(after)?;
            found.truth = Some(truth);
            Ok(rest)
        }
        "because" => {
            let (rest, because) = ws(template)(after)?;
            found.because = Some(because);
            Ok(rest)
        }
        "vary" => extend(list1(",", vary).parse(after)?, &mut found.vary),
        "weaken" => {
            let (rest, to) = ws(clause("to", ws(name))).parse(after)?;
            let (_, here) = cut_off(rest, skip::all(rest.fragment()));
            let unless = peek_run(here) == "unless";
            let (rest, when) = ws(clause(if unless { "unless" } else { "when" }, expr)).parse(rest)?;
            found.weaken.push(Weaken { to, unless, when });
            Ok(rest)
        }
        "instead" => {
            let (rest, (claim, words)) = (ws(stated), ws(clause("as", ws(template)))).parse(after)?;
            found.instead.push(Instead { claim, words });
            Ok(rest)
        }
        "severity" => {
            let (rest, severity) = ws(name)(after)?;
            found.severity = Some(severity);
            Ok(rest)
        }
        "safe" => extend(list1(",", safe).parse(after)?, &mut found.safe),
        "settles" => extend(list1(",", ws(name)).parse(after)?, &mut found.settles),
        "over" => extend(list1(",", ws(name)).parse(after)?, &mut found.over),
        "tags" => extend(list1(",", ws(name)).parse(after)?, &mut found.tags),
        _ => {
            let (rest, _) = ws(word("text"))(after)?;
            found.basis_text = true;
            Ok(rest)
        }
    }
}

fn extend<'a, T>((rest, more): (Input<'a>, Vec<T>), all: &mut Vec<T>) -> Result<Input<'a>, nom::Err<Wrong>> {
    all.extend(more);
    Ok(rest)
}

/// `post`, `who when named(who) >= 1`
fn safe(input: Input<'_>) -> Res<'_, Safe> {
    let (rest, (name, when)) = (ws(name), opt(ws(clause("when", expr)))).parse(input)?;
    Ok((rest, Safe { name, when }))
}

/// `post within who.posts`
fn vary(input: Input<'_>) -> Res<'_, Vary> {
    let (rest, (name, within)) = (ws(name), opt(ws(clause("within", sum)))).parse(input)?;
    Ok((rest, Vary { name, within }))
}
