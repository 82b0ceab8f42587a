//! `words joining = join~ | accede~ to` and `words month { 1 = january | jan }`

use nom::Parser as _;
use nom::combinator::{cut, opt};
use unicode_normalization::char::is_combining_mark;

use crate::lang::ast::{Name, WordEntry, WordsItem};
use crate::lang::lexical::wrong::shorten;
use crate::lang::lexical::{
    Input, Res, Wish, Wrong, block, cut_off, decimal, line_end, list1, name, name_of, skip, sym, want, ws,
};

/// What follows the keyword.
pub fn words<'a>(input: Input<'a>, doc: &str) -> Res<'a, WordsItem> {
    let (rest, name) = ws(name)(input)?;
    let (rest, entries) = if let (rest, Some(_)) = opt(ws(sym("="))).parse(rest)? {
        let (rest, entries) = entries(rest)?;
        let (rest, ()) = line_end(&[Wish::Word("|")])(rest)?;
        (rest, entries.into_iter().map(|words| WordEntry { words, value: None }).collect())
    } else {
        let open = |input| match block(line, &[Wish::Thing("words")])(input) {
            Err(nom::Err::Error(_)) => want(input, &[Wish::Word("="), Wish::Word("{")]),
            read => read,
        };
        let (rest, lines) = ws(open)(rest)?;
        (rest, lines.into_iter().flatten().collect())
    };
    Ok((rest, WordsItem { doc: doc.to_owned(), name, entries }))
}

/// A line of the block form: entries with or without a value before ` = `.
fn line(input: Input<'_>) -> Res<'_, Vec<WordEntry>> {
    let (rest, value) = opt(value).parse(input)?;
    let (rest, entries) = entries(rest)?;
    let wishes: &[Wish] =
        if value.is_some() || entries.len() > 1 { &[Wish::Word("|")] } else { &[Wish::Word("="), Wish::Word("|")] };
    let (rest, ()) = line_end(wishes)(rest)?;
    Ok((rest, entries.into_iter().map(|words| WordEntry { words, value: value.clone() }).collect()))
}

/// A name or a number, and the ` = ` behind it.
fn value(input: Input<'_>) -> Res<'_, Name> {
    let (_, here) = cut_off(input, skip::all(input.fragment()));
    let line = here.fragment().get(..skip::line(here.fragment())).unwrap_or("");
    let Some(len) =
        line.find('=').filter(|&at| !line.get(..at).is_some_and(|head| head.contains(['|', ';', '"', '/', '}'])))
    else {
        return want(here, &[Wish::Word("=")]);
    };
    let (head, rest) = cut_off(here, len);
    let (head, _) = cut_off(head, head.fragment().trim_end().len());
    let (_, rest) = cut_off(rest, 1);
    let text = *head.fragment();
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && unsigned.bytes().filter(|&b| b == b'.').count() <= 1
        && !unsigned.ends_with('.')
    {
        decimal(head)?;
        return Ok((rest, name_of(head)));
    }
    match cut(name).parse(head) {
        Ok((left, value)) if left.fragment().is_empty() => Ok((rest, value)),
        _ => {
            let message = if text.is_empty() {
                "the value before `=` is missing".to_owned()
            } else {
                format!("`{}` is neither a name nor a number", shorten(text))
            };
            let wrong = Wrong::says(head.location_offset(), text.len(), message);
            Err(nom::Err::Failure(wrong.help("write `value = word | word`")))
        }
    }
}

/// Entries apart by `|`, which may open the next line.
fn entries(input: Input<'_>) -> Res<'_, Vec<Name>> {
    list1("|", ws(entry)).parse(input)
}

/// Whether a character may stand in an entry.
fn belongs(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, ' ' | '\t') || "'’.-~%&°".contains(c) || is_sign(c)
}

/// The signs of currencies.
const fn is_sign(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '฿' | '\u{20A0}'..='\u{20CF}')
}

/// One entry: raw text, trimmed.
fn entry(input: Input<'_>) -> Res<'_, Name> {
    let text = *input.fragment();
    let end = text.find(|c: char| !belongs(c)).unwrap_or(text.len());
    let len = text.get(..end).unwrap_or("").trim_end().len();
    if len == 0 {
        return want(input, &[Wish::Thing("words")]);
    }
    let (head, rest) = cut_off(input, len);
    Ok((rest, name_of(head)))
}
