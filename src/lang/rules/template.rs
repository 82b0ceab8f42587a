//! Message templates: text with `{expressions}`.

use nom::Parser as _;
use nom::combinator::cut;
use nom::sequence::preceded;

use super::expr::{OPERATORS, expr};
use crate::lang::ast::{Template, TemplatePart};
use crate::lang::lexical::text::{unknown_escape, within};
use crate::lang::lexical::{Input, Res, Wish, Wrong, content, cut_off, name, peek_word, span_of, sym, want, word, ws};

/// A template in quotes.
pub fn template(input: Input<'_>) -> Res<'_, Template> {
    let (rest, content) = content(input)?;
    let parts = within(content, "template", parts)?;
    Ok((rest, Template { parts, span: span_of(content) }))
}

fn parts(content: Input<'_>) -> Result<Vec<TemplatePart>, nom::Err<Wrong>> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = content;
    while let Some(c) = rest.fragment().chars().next() {
        let next = rest.fragment().chars().nth(1);
        let step = match (c, next) {
            ('{', Some('{')) | ('}', Some('}')) | ('\\', Some('"' | '\\')) => {
                text.extend(next);
                2
            }
            ('\\', _) => return Err(unknown_escape(rest, 0, next, "write `\\\"` or `\\\\`")),
            ('}', _) => {
                let wrong = Wrong::says(rest.location_offset(), 1, "unexpected `}` in the template");
                return Err(nom::Err::Failure(wrong.help("write `}}` for the mark itself")));
            }
            ('{', _) => {
                if !text.is_empty() {
                    parts.push(TemplatePart::Text(std::mem::take(&mut text)));
                }
                let (after, part) = hole(rest)?;
                parts.push(part);
                rest = after;
                continue;
            }
            _ => {
                // Up to the next mark in one go: every step counts the newlines that it passes.
                let len = rest.fragment().find(['{', '}', '\\']).unwrap_or(rest.fragment().len());
                text.push_str(rest.fragment().get(..len).unwrap_or(""));
                len
            }
        };
        rest = cut_off(rest, step).1;
    }
    if !text.is_empty() {
        parts.push(TemplatePart::Text(text));
    }
    Ok(parts)
}

/// `{expr}` or `{solve name}`
fn hole(input: Input<'_>) -> Res<'_, TemplatePart> {
    let (rest, _) = sym("{")(input)?;
    let solve = peek_word(rest) == "solve"
        && ws(word("solve"))(rest).is_ok_and(|(rest, _)| peek_word(rest).starts_with(|c: char| c.is_ascii_lowercase()));
    let (rest, part) = if solve {
        preceded(ws(word("solve")), cut(ws(name))).map(TemplatePart::Solve).parse(rest)?
    } else {
        cut(expr).map(TemplatePart::Hole).parse(rest)?
    };
    let (rest, _) = cut(ws(|input| match sym("}")(input) {
        Err(_) => want(input, &[OPERATORS, &[Wish::Word("}")]].concat()),
        found => found,
    }))
    .parse(rest)?;
    Ok((rest, part))
}
