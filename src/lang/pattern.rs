//! Patterns: what stands in the quotes of nodes and phrases.
//!
//! A pattern is read element by element; white space only sets elements apart, and every mark is a
//! word of its own, so `<p: person>,?` is two elements and needs no space.

use nom::Parser as _;
use nom::combinator::{cut, opt};
use nom::multi::separated_list1;
use nom::sequence::{delimited, terminated};

use super::ast::{Element, Name, Pattern, Times, What};
use super::lexical::text::{unknown_escape, within};
use super::lexical::wrong::shorten;
use super::lexical::{
    Input, P, Res, Scope, Wish, Wrong, content, cut_off, expect, name, names, peek_word, span_between, span_of, sym,
    want, word, ws,
};

/// The marks that are operators and must be escaped to stand for themselves.
const OPERATORS: &str = "~!^?*()|<>";
const ORDER: &str = "an element's marks are `~`, `!`, `^`, then `?` or `*`, right behind it; escape others with `\\`";

/// A pattern in quotes.
pub fn pattern(input: Input<'_>) -> Res<'_, Pattern> {
    let (rest, content) = content(input)?;
    let elements = within(content, "pattern", |content| {
        let (rest, elements) = sequence(content)?;
        let left = gap(rest);
        if elements.is_empty() && left.fragment().is_empty() {
            let message = "the pattern is empty";
            let len = content.fragment().len() + 2;
            return Err(nom::Err::Failure(Wrong::says(input.location_offset(), len, message)));
        }
        if left.fragment().is_empty() { Ok(elements) } else { Err(stray(left)) }
    })?;
    Ok((rest, Pattern { elements, span: span_of(content) }))
}

/// The input after spaces.
fn gap(input: Input<'_>) -> Input<'_> {
    let text = *input.fragment();
    cut_off(input, text.len() - text.trim_start_matches([' ', '\t']).len()).1
}

/// A mark that belongs to no element.
fn stray(input: Input<'_>) -> nom::Err<Wrong> {
    let mark = input.fragment().chars().next();
    let shown: String = mark.into_iter().collect();
    let wrong = Wrong::says(input.location_offset(), shown.len(), format!("unexpected `{shown}` in the pattern"));
    nom::Err::Failure(wrong.help(match mark {
        Some(')') => "no group is open here; write `\\)` for the mark itself",
        Some('|') => "put alternatives in a group: `(a|b)`; write `\\|` for the mark itself",
        Some('>') => "no `<` is open here; write `\\>` for the mark itself",
        _ => ORDER,
    }))
}

/// Elements up to an operator that ends them.
fn sequence(input: Input<'_>) -> Res<'_, Vec<Element>> {
    let mut elements = Vec::new();
    let mut rest = input;
    loop {
        let here = gap(rest);
        match here.fragment().chars().next() {
            None | Some(')' | '|') => return Ok((here, elements)),
            Some('~' | '!' | '^' | '?' | '*' | '>') => return Err(stray(here)),
            Some(_) => {
                let (after, element) = element(here)?;
                elements.push(element);
                rest = after;
            }
        }
    }
}

/// One element with its marks.
fn element(input: Input<'_>) -> Res<'_, Element> {
    let (rest, mut what) = match input.fragment().chars().next() {
        Some('<') => capture(input)?,
        Some('(') => Scope::deeper(input, group)?,
        Some('.') if input.fragment().starts_with("..") => distance(input)?,
        _ => text(input)?,
    };
    let (rest, (inflect, verb, anchor)) = (mark('~'), mark('!'), mark('^')).parse(rest)?;
    let (rest, times) = if rest.fragment().starts_with('?') {
        (cut_off(rest, 1).1, Times::Optional)
    } else if rest.fragment().starts_with('*') {
        (cut_off(rest, 1).1, Times::Some)
    } else {
        (rest, Times::Once)
    };
    match &mut what {
        What::Word { inflect: place, .. } => *place = inflect,
        _ if inflect => {
            let at = span_between(input, rest);
            let wrong = Wrong::says(at.start as usize, at.len() as usize, "`~` stands behind a word only");
            return Err(nom::Err::Failure(wrong.help("only words have inflections")));
        }
        What::Gap(_) if verb || anchor || times != Times::Once => {
            let at = span_between(input, rest);
            let wrong = Wrong::says(at.start as usize, at.len() as usize, "a gap takes no marks");
            return Err(nom::Err::Failure(wrong.help("write `..` or `..3`")));
        }
        _ => {}
    }
    Ok((rest, Element { what, times, anchor, verb, span: span_between(input, rest) }))
}

/// Whether the mark stands here.
fn mark<'a>(mark: char) -> impl P<'a, bool> {
    move |input: Input<'a>| {
        let found = input.fragment().starts_with(mark);
        Ok((if found { cut_off(input, mark.len_utf8()).1 } else { input }, found))
    }
}

/// `<name: list? subject? type|type>` or `<type>`
fn capture(input: Input<'_>) -> Res<'_, What> {
    let (rest, _) = sym("<")(input)?;
    let (rest, name) = opt(terminated(ws(name), ws(sym(":")))).parse(rest)?;
    let (rest, list) = flag("list", rest);
    let (rest, subject) = flag("subject", rest);
    let (rest, types) = cut(names).parse(rest)?;
    let close: &[Wish] = if name.is_some() {
        &[Wish::Word("|"), Wish::Word(">")]
    } else {
        &[Wish::Word(":"), Wish::Word("|"), Wish::Word(">")]
    };
    let (rest, _) = cut(ws(expect(">", close))).parse(rest)?;
    Ok((rest, What::Capture { name, list, subject, types }))
}

/// A capture's flag: the word, if a type follows it.
fn flag<'a>(keyword: &'static str, input: Input<'a>) -> (Input<'a>, bool) {
    match ws(word(keyword))(input) {
        Ok((rest, _)) if !peek_word(rest).is_empty() => (rest, true),
        _ => (input, false),
    }
}

/// `(a b|c)`
fn group(input: Input<'_>) -> Res<'_, What> {
    let alternative = |input| {
        let (rest, elements) = sequence(input)?;
        if elements.is_empty() { want(rest, &[Wish::Thing("a word")]) } else { Ok((rest, elements)) }
    };
    let alternatives = separated_list1(sym("|"), cut(alternative));
    let close = cut(expect(")", &[Wish::Word("|"), Wish::Word(")")]));
    let (rest, alternatives) = delimited(sym("("), alternatives, close).parse(input)?;
    Ok((rest, What::Group(alternatives)))
}

/// `..` or `..3`
fn distance(input: Input<'_>) -> Res<'_, What> {
    let (rest, _) = sym("..")(input)?;
    let digits = rest.fragment().bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = cut_off(rest, digits);
    if digits == 0 {
        return Ok((rest, What::Gap(None)));
    }
    match head.fragment().parse() {
        Ok(most) => Ok((rest, What::Gap(Some(most)))),
        Err(_) => {
            let message = format!("`{}` is too wide a gap", shorten(head.fragment()));
            Err(nom::Err::Failure(Wrong::says(head.location_offset(), digits, message)))
        }
    }
}

/// A word, the ending `'s`, or a single mark.
fn text(input: Input<'_>) -> Res<'_, What> {
    let text = *input.fragment();
    let word = text.len() - text.trim_start_matches(char::is_alphanumeric).len();
    let (word, escaped) = if word > 0 { (word, 0) } else { mark_len(input)? };
    let (head, rest) = cut_off(input, word);
    let shown = head.fragment().get(escaped..).unwrap_or("");
    let text = if shown == "’s" { "'s".to_owned() } else { shown.to_lowercase() };
    Ok((rest, What::Word { text, inflect: false }))
}

/// Length of the mark, and of the backslash before it.
fn mark_len(input: Input<'_>) -> Result<(usize, usize), nom::Err<Wrong>> {
    let mut chars = input.fragment().chars();
    let first = chars.next();
    let second = chars.next();
    Ok(match (first, second) {
        (Some('\\'), Some(mark)) if OPERATORS.contains(mark) || matches!(mark, '"' | '\\') => (1 + mark.len_utf8(), 1),
        (Some('\\'), next) => {
            return Err(unknown_escape(input, 0, next, "only operators, `\"` and `\\` are escaped"));
        }
        (Some(quote @ ('\'' | '’')), Some('s')) if !chars.next().is_some_and(char::is_alphanumeric) => {
            (quote.len_utf8() + 1, 0)
        }
        (Some(mark), _) => (mark.len_utf8(), 0),
        (None, _) => (0, 0),
    })
}

/// The forms of a mark: `former|ex-|onetime`, each with its place.
pub fn forms(input: Input<'_>) -> Res<'_, Vec<Name>> {
    let (rest, content) = content(input)?;
    let mut forms = Vec::new();
    let mut left = content;
    loop {
        let (form, after) = cut_off(left, left.fragment().find('|').unwrap_or(left.fragment().len()));
        let trimmed = gap(form);
        let (form, _) = cut_off(trimmed, trimmed.fragment().trim_end().len());
        if form.fragment().is_empty() {
            let message = "a form of the mark is empty";
            let len = content.fragment().len() + 2;
            return Err(nom::Err::Failure(Wrong::says(input.location_offset(), len, message)));
        }
        let text = super::lexical::text::unescape(form)?;
        forms.push(Name { text, span: span_of(form) });
        if after.fragment().is_empty() {
            return Ok((rest, forms));
        }
        left = cut_off(after, 1).1;
    }
}
