//! What both languages are made of: spans, errors, white space, names, strings, numbers, dates.
//!
//! Every token parser expects its token right at the input; [`ws`] (anywhere in the item) and
//! [`same_line`] let white space stand before it. No parser eats white space after its token, so a
//! node's span always ends where its last token ends.

pub mod date;
pub mod scope;
pub mod skip;
pub mod split;
pub mod text;
pub mod wrong;

use nom::combinator::cut;
use nom::{IResult, Input as _, Parser};
use nom_locate::LocatedSpan;

pub use date::{column, when};
pub use scope::Scope;
pub use split::{block, ended, items, line_end};
pub use text::{content, string};
pub use wrong::{Wish, Wrong};

use crate::lang::ast::Name;
use crate::quantity::Decimal;
use crate::text::Span;
use crate::text::source::offset;

/// The text still to be read, with its place in the file and what its parsers share.
pub type Input<'a> = LocatedSpan<&'a str, &'a Scope<'a>>;

/// What a parser yields.
pub type Res<'a, T> = IResult<Input<'a>, T, Wrong>;

/// A parser of ours: one bound instead of three.
pub trait P<'a, T>: Parser<Input<'a>, Output = T, Error = Wrong> {}
impl<'a, T, X: Parser<Input<'a>, Output = T, Error = Wrong>> P<'a, T> for X {}

/// The bytes between two inputs.
pub fn span_between(from: Input<'_>, to: Input<'_>) -> Span {
    let start = offset(from.location_offset());
    Span::new(start, offset(to.location_offset()).max(start))
}

/// The span of an input.
pub fn span_of(input: Input<'_>) -> Span {
    let start = input.location_offset();
    Span::new(offset(start), offset(start + input.fragment().len()))
}

/// The input's text as a name.
pub fn name_of(input: Input<'_>) -> Name {
    Name { text: (*input.fragment()).to_owned(), span: span_of(input) }
}

/// The first `len` bytes and the rest. `len` is always a length found in the very same text.
pub fn cut_off(input: Input<'_>, len: usize) -> (Input<'_>, Input<'_>) {
    let len = if input.fragment().is_char_boundary(len) { len } else { input.fragment().len() };
    let (rest, head) = input.take_split(len);
    (head, rest)
}

/// A recoverable error that says what was wanted here.
pub fn want<'a, T>(input: Input<'a>, wishes: &[Wish]) -> Res<'a, T> {
    Err(nom::Err::Error(Wrong::wanted(input.location_offset(), wishes)))
}

/// White space and comments, over any number of lines, may stand before `p`.
pub fn ws<'a, T>(mut p: impl P<'a, T>) -> impl FnMut(Input<'a>) -> Res<'a, T> {
    move |input| {
        let (_, rest) = cut_off(input, skip::all(input.fragment()));
        p.parse(rest).map_err(|wrong| pull_back(wrong, input, rest, rest.fragment().is_empty()))
    }
}

/// Spaces may stand before `p`, but no newline.
pub fn same_line<'a, T>(mut p: impl P<'a, T>) -> impl FnMut(Input<'a>) -> Res<'a, T> {
    move |input| {
        let (_, rest) = cut_off(input, skip::blank(input.fragment()));
        let end = rest.fragment().is_empty() || rest.fragment().starts_with('\n');
        p.parse(rest).map_err(|wrong| pull_back(wrong, input, rest, end))
    }
}

/// Where nothing follows, what is missing is missing after the last token, not after the blank lines.
fn pull_back(wrong: nom::Err<Wrong>, before: Input<'_>, after: Input<'_>, end: bool) -> nom::Err<Wrong> {
    wrong.map(|mut wrong| {
        if end && wrong.own.is_none() && wrong.at == after.location_offset() {
            wrong.at = before.location_offset();
        }
        wrong
    })
}

/// Names what `p` reads, for the message when not even its first character is there.
pub fn label<'a, T>(wish: Wish, mut p: impl P<'a, T>) -> impl FnMut(Input<'a>) -> Res<'a, T> {
    move |input| {
        p.parse(input).map_err(|wrong| {
            wrong.map(|mut wrong| {
                if wrong.own.is_none() && wrong.at == input.location_offset() {
                    wrong.wanted = vec![wish];
                }
                wrong
            })
        })
    }
}

/// A keyword settles which clause this is, so what follows it is read under `cut`.
pub fn clause<'a, T>(keyword: &'static str, p: impl P<'a, T>) -> impl P<'a, T> {
    nom::sequence::preceded(word(keyword), cut(p))
}

/// Length of the word that the input starts with, and the word.
pub fn peek_run<'a>(input: Input<'a>) -> &'a str {
    let text: &'a str = input.into_fragment();
    text.get(..skip::run(text)).unwrap_or("")
}

/// The next word, over white space.
pub fn peek_word<'a>(input: Input<'a>) -> &'a str {
    let (_, rest) = cut_off(input, skip::all(input.fragment()));
    peek_run(rest)
}

/// A keyword, whole.
pub fn word<'a>(keyword: &'static str) -> impl FnMut(Input<'a>) -> Res<'a, Name> {
    move |input| {
        if peek_run(input) != keyword {
            return want(input, &[Wish::Word(keyword)]);
        }
        let (head, rest) = cut_off(input, keyword.len());
        Ok((rest, name_of(head)))
    }
}

/// A mark such as `{` or `->`.
pub fn sym<'a>(mark: &'static str) -> impl FnMut(Input<'a>) -> Res<'a, Span> {
    move |input| {
        if !input.fragment().starts_with(mark) {
            return want(input, &[Wish::Word(mark)]);
        }
        let (head, rest) = cut_off(input, mark.len());
        Ok((rest, span_of(head)))
    }
}

/// One word of a closed list; `what` names the list: `a cardinality`.
pub fn one_of<'a>(known: &'static [&'static str], what: &'static str) -> impl FnMut(Input<'a>) -> Res<'a, Name> {
    move |input| {
        let run = peek_run(input);
        if known.contains(&run) {
            let (head, rest) = cut_off(input, run.len());
            return Ok((rest, name_of(head)));
        }
        if run.is_empty() {
            return want(input, &known.iter().map(|&word| Wish::Word(word)).collect::<Vec<_>>());
        }
        let message = format!("`{}` is not {what}", wrong::shorten(run));
        Err(nom::Err::Error(Wrong::says(input.location_offset(), run.len(), message).known(run, known)))
    }
}

/// A name: `[a-z][a-z0-9-]*`.
pub fn name(input: Input<'_>) -> Res<'_, Name> {
    named(input, char::is_alphabetic, "a name")
}

/// An id, which may also start with a digit.
pub fn id(input: Input<'_>) -> Res<'_, Name> {
    named(input, char::is_alphanumeric, "an id")
}

fn named<'a>(input: Input<'a>, first: fn(char) -> bool, what: &'static str) -> Res<'a, Name> {
    let run = peek_run(input);
    if !run.starts_with(first) {
        return want(input, &[Wish::Thing(what)]);
    }
    if !run.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        let wrong = Wrong::says(input.location_offset(), run.len(), format!("`{}` is not {what}", wrong::shorten(run)))
            .help("write it in lower-case letters `a` to `z`, digits and hyphens");
        return Err(nom::Err::Error(wrong));
    }
    let (head, rest) = cut_off(input, run.len());
    Ok((rest, name_of(head)))
}

/// `a|b|c`: one or more names.
pub fn names(input: Input<'_>) -> Res<'_, Vec<Name>> {
    list1("|", ws(name)).parse(input)
}

/// One or more, apart by a mark; after the mark another one must follow.
pub fn list1<'a, T>(mark: &'static str, mut item: impl P<'a, T>) -> impl FnMut(Input<'a>) -> Res<'a, Vec<T>> {
    move |input| {
        let (mut rest, first) = item.parse(input)?;
        let mut items = vec![first];
        while let Ok((after, _)) = ws(sym(mark))(rest) {
            let (after, next) = cut(|input| item.parse(input)).parse(after)?;
            items.push(next);
            rest = after;
        }
        Ok((rest, items))
    }
}

/// A mark that closes something, or a fault that lists what else could stand here.
pub fn expect<'a>(mark: &'static str, wishes: &'static [Wish]) -> impl FnMut(Input<'a>) -> Res<'a, Span> {
    move |input| match sym(mark)(input) {
        Err(_) => want(input, wishes),
        found => found,
    }
}

/// A number without a sign: `16`, `3.5`.
pub fn number(input: Input<'_>) -> Res<'_, (Name, Decimal)> {
    let text = *input.fragment();
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let whole = digits(text);
    if whole == 0 {
        return want(input, &[Wish::Thing("a number")]);
    }
    let part = text.get(whole..).and_then(|rest| rest.strip_prefix('.')).map_or(0, digits);
    let (head, rest) = cut_off(input, if part > 0 { whole + 1 + part } else { whole });
    Ok((rest, (name_of(head), decimal(head)?)))
}

/// The number that the whole input is.
pub fn decimal(input: Input<'_>) -> Result<Decimal, nom::Err<Wrong>> {
    Decimal::from_str_exact(input.fragment()).map_err(|_| {
        let len = input.fragment().len();
        let message = format!("`{}` has more digits than can be kept", wrong::shorten(input.fragment()));
        nom::Err::Failure(Wrong::says(input.location_offset(), len, message).help("write at most 28 digits"))
    })
}

/// The doc comment before an item, without its slashes, and the white space around it.
pub fn docs(input: Input<'_>) -> Res<'_, String> {
    let all = skip::all(input.fragment());
    let (head, rest) = cut_off(input, all);
    let lines = head.fragment().lines().filter_map(|line| line.trim_start().strip_prefix("///"));
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    Ok((rest, lines.join("\n")))
}

/// An item's keyword with what to call the item.
pub type Keyword = (&'static str, &'static str);

/// Reads an item's doc comment and keyword; from here on faults are told to be inside the item.
pub fn head<'a>(known: &'static [Keyword]) -> impl FnMut(Input<'a>) -> Res<'a, (String, &'static str)> {
    move |input| {
        let (rest, doc) = docs(input)?;
        let run = peek_run(rest);
        if let Some(&(keyword, noun)) = known.iter().find(|(keyword, _)| *keyword == run) {
            let (head, rest) = cut_off(rest, run.len());
            rest.extra.enter(span_of(head), noun);
            return Ok((rest, (doc, keyword)));
        }
        let wishes: Vec<Wish> = known.iter().map(|(keyword, _)| Wish::Word(keyword)).collect();
        if run.is_empty() {
            return want(rest, &wishes);
        }
        let wrong =
            Wrong::says(rest.location_offset(), run.len(), format!("unknown keyword `{}`", wrong::shorten(run)));
        Err(nom::Err::Error(wrong.one_of(run, &wishes)))
    }
}
