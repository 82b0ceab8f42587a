//! Nodes and phrases: patterns with what they yield. Both are lists of the same alternatives.

use nom::Parser as _;
use nom::combinator::{cut, map};

use super::expr::{OPERATORS, call, expr};
use crate::lang::ast::{Alternative, NodeItem, PhraseItem, Stated};
use crate::lang::guard::{GUARDS, Guard};
use crate::lang::lexical::{
    Input, Res, Wish, Wrong, cut_off, list1, name, peek_run, same_line, skip, split, sym, want, word, ws,
};
use crate::lang::pattern::pattern;

const CLAUSES: &[Wish] = &[
    Wish::Word("="),
    Wish::Word("states"),
    Wish::Word("unless"),
    Wish::Word("in"),
    Wish::Word("even"),
    Wish::Thing("the next pattern"),
];

/// What follows `node`; none if a pattern had a fault.
pub fn node<'a>(input: Input<'a>, doc: &str) -> Res<'a, Option<NodeItem>> {
    let (rest, (name, _, kind)) = (ws(name), ws(sym("->")), ws(name)).parse(input)?;
    let (rest, alternatives) = alternatives(rest)?;
    Ok((rest, alternatives.map(|alternatives| NodeItem { doc: doc.to_owned(), name, kind, alternatives })))
}

/// What follows `phrase`; none if a pattern had a fault.
pub fn phrase<'a>(input: Input<'a>, doc: &str) -> Res<'a, Option<PhraseItem>> {
    let (rest, name) = ws(name)(input)?;
    let (rest, alternatives) = alternatives(rest)?;
    Ok((rest, alternatives.map(|alternatives| PhraseItem { doc: doc.to_owned(), name, alternatives })))
}

/// All patterns up to the end of the item. After a fault, reading goes on at the next line that
/// starts with a pattern.
fn alternatives(input: Input<'_>) -> Res<'_, Option<Vec<Alternative>>> {
    let before = input.extra.count();
    let mut good = Vec::new();
    let mut rest = input;
    loop {
        match ws(alternative)(rest) {
            Ok((after, alternative)) => {
                good.push(alternative);
                rest = after;
            }
            Err(wrong) => {
                let at = split::report(rest, wrong);
                rest = next_pattern(rest, at);
            }
        }
        if skip::all(rest.fragment()) == rest.fragment().len() {
            let sound = rest.extra.count() == before;
            return Ok((rest, sound.then_some(good)));
        }
    }
}

/// The first line after `past` that starts with a quote, or the end of the item.
fn next_pattern(input: Input<'_>, past: usize) -> Input<'_> {
    let (_, ahead) = cut_off(input, skip::all(input.fragment()));
    let (_, mut rest) = cut_off(input, past.saturating_sub(input.location_offset()));
    if past > ahead.location_offset() && rest.fragment().starts_with('"') && starts_line(input, past) {
        return rest;
    }
    loop {
        let line = skip::line(rest.fragment());
        if line == rest.fragment().len() {
            return cut_off(rest, line).1;
        }
        rest = cut_off(rest, line + 1).1;
        if rest.fragment().trim_start_matches([' ', '\t']).starts_with('"') {
            return rest;
        }
    }
}

/// Whether only white space stands before `at` on its line.
fn starts_line(input: Input<'_>, at: usize) -> bool {
    let before = input.fragment().get(..at.saturating_sub(input.location_offset())).unwrap_or("");
    before.rsplit_once('\n').is_some_and(|(_, indent)| indent.trim().is_empty())
}

/// A pattern and its clauses, in any order.
fn alternative(input: Input<'_>) -> Res<'_, Alternative> {
    let (mut rest, pattern) = match pattern(input) {
        Err(nom::Err::Error(_)) => return want(input, &[Wish::Thing("a quoted pattern")]),
        read => read?,
    };
    let mut alternative = Alternative {
        pattern,
        value: None,
        states: Vec::new(),
        any_mood: false,
        presupposed: false,
        partitive: false,
        unless: Vec::new(),
        guards: Vec::new(),
    };
    loop {
        let (_, here) = cut_off(rest, skip::all(rest.fragment()));
        if here.fragment().is_empty() || here.fragment().starts_with('"') {
            return Ok((rest, alternative));
        }
        rest = clause(here, &mut alternative)?;
    }
}

fn clause<'a>(here: Input<'a>, alternative: &mut Alternative) -> Result<Input<'a>, nom::Err<Wrong>> {
    let keyword = peek_run(here);
    let (_, after) = cut_off(here, keyword.len());
    let twice = |what: &str| {
        let wrong = Wrong::says(here.location_offset(), what.len(), format!("`{what}` is given twice"));
        nom::Err::Failure(wrong.help("keep one of them"))
    };
    match keyword {
        "states" => {
            if !alternative.states.is_empty() {
                return Err(twice("states"));
            }
            let (rest, states) = list1(",", ws(stated)).parse(after)?;
            alternative.states = states;
            Ok(rest)
        }
        "unless" => {
            if let Some((rest, guard)) = guard(after)? {
                alternative.guards.push(guard);
                return Ok(rest);
            }
            let (rest, pattern) = ws(pattern)(after)?;
            alternative.unless.push(pattern);
            Ok(rest)
        }
        "in" => {
            let (rest, _) = (same_line(word("any")), same_line(word("mood"))).parse(after)?;
            alternative.any_mood = true;
            Ok(rest)
        }
        "even" => {
            let (_, here) = cut_off(after, skip::all(after.fragment()));
            if peek_run(here) == "presupposed" {
                alternative.presupposed = true;
                return Ok(cut_off(here, "presupposed".len()).1);
            }
            let (rest, _) = same_line(word("partitive"))(after)?;
            alternative.partitive = true;
            Ok(rest)
        }
        _ if here.fragment().starts_with('=') => {
            if alternative.value.is_some() {
                return Err(twice("="));
            }
            let (rest, value) = cut(expr).parse(cut_off(here, 1).1)?;
            alternative.value = Some(value);
            Ok(rest)
        }
        _ => {
            let open = alternative.value.is_some() && alternative.states.is_empty();
            let operators = if open { OPERATORS } else { &[] };
            Err(nom::Err::Error(Wrong::wanted(here.location_offset(), &[CLAUSES, operators].concat())))
        }
    }
}

/// What the frame must not do, if that is what follows `unless` and not a pattern.
fn guard<'a>(after: Input<'a>) -> Result<Option<(Input<'a>, Guard)>, nom::Err<Wrong>> {
    let (_, here) = cut_off(after, skip::all(after.fragment()));
    let word = peek_run(here);
    match GUARDS.iter().find(|(name, _)| *name == word) {
        Some((name, guard)) => Ok(Some((cut_off(here, name.len()).1, *guard))),
        None if word.is_empty() => Ok(None),
        None => {
            let names = GUARDS.iter().map(|(name, _)| Wish::Word(name));
            let wishes: Vec<Wish> = std::iter::once(Wish::Thing("a quoted pattern")).chain(names).collect();
            Err(nom::Err::Failure(Wrong::wanted(here.location_offset(), &wishes)))
        }
    }
}

/// A claim and its arguments.
pub fn stated(input: Input<'_>) -> Res<'_, Stated> {
    map(call, |(claim, args)| Stated { claim, args }).parse(input)
}
