//! Expressions, by precedence climbing from `or` down to atoms.
//!
//! Every level reads its operand once and then loops over its operators, so that reading is linear;
//! levels that call the topmost one again (brackets, quantifiers, `not`) count their depth.

use nom::Parser as _;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::sequence::{delimited, preceded, separated_pair};

use crate::lang::ast::{AtMode, CompareOp, Comparison, Expr, ExprNode, Name, Quantifier};
use crate::lang::lexical::{
    Input, P, Res, Scope, Wish, clause, cut_off, expect, label, list1, name, number, peek_run, peek_word, skip,
    span_between, string, sym, want, word, ws,
};

/// Words that are no names where a value is wanted.
const RESERVED: &[&str] = &[
    "and",
    "or",
    "not",
    "is",
    "in",
    "within",
    "beyond",
    "before",
    "after",
    "meets",
    "throughout",
    "known",
    "each",
    "some",
    "no",
    "all",
];

/// Operators that could follow an expression, for the message where none of them does.
pub const OPERATORS: &[Wish] = &[
    Wish::Thing("an operator"),
    Wish::Near("and"),
    Wish::Near("or"),
    Wish::Near("is"),
    Wish::Near("in"),
    Wish::Near("before"),
    Wish::Near("after"),
    Wish::Near("meets"),
    Wish::Near("within"),
    Wish::Near("beyond"),
    Wish::Near("throughout"),
    Wish::Near("known"),
];

const CLOSE: &[Wish] = &[Wish::Thing("an operator"), Wish::Word(")")];

/// Units of time, singular and plural.
const UNITS: &[(&str, &str)] = &[
    ("second", "seconds"),
    ("minute", "minutes"),
    ("hour", "hours"),
    ("day", "days"),
    ("week", "weeks"),
    ("month", "months"),
    ("quarter", "quarters"),
    ("year", "years"),
    ("decade", "decades"),
    ("century", "centuries"),
];

/// The singular of a unit's name.
fn unit(text: &str) -> Option<&'static str> {
    UNITS.iter().find(|(one, many)| text == *one || text == *many).map(|(one, _)| *one)
}

/// An expression.
pub fn expr(input: Input<'_>) -> Res<'_, Expr> {
    Scope::deeper(input, |input| {
        fold(
            input,
            conjunction,
            |input| map(ws(word("or")), |_| ()).parse(input),
            |(), left, right| ExprNode::Or(left, right),
        )
    })
}

fn conjunction(input: Input<'_>) -> Res<'_, Expr> {
    fold(
        input,
        negation,
        |input| map(ws(word("and")), |_| ()).parse(input),
        |(), left, right| ExprNode::And(left, right),
    )
}

/// `operand (operator operand)*`, grouped to the left.
fn fold<'a, O>(
    input: Input<'a>,
    operand: fn(Input<'a>) -> Res<'a, Expr>,
    mut operator: impl P<'a, O>,
    node: impl Fn(O, Box<Expr>, Box<Expr>) -> ExprNode,
) -> Res<'a, Expr> {
    let (mut rest, mut left) = operand(input)?;
    while let (after, Some(found)) = opt(|input| operator.parse(input)).parse(rest)? {
        Scope::longer(rest)?;
        let (after, right) = cut(operand).parse(after)?;
        let span = left.span.hull(right.span);
        left = Expr { node: node(found, Box::new(left), Box::new(right)), span };
        rest = after;
    }
    Ok((rest, left))
}

fn negation(input: Input<'_>) -> Res<'_, Expr> {
    let (_, here) = cut_off(input, skip::all(input.fragment()));
    match peek_run(here) {
        "not" => {
            let (rest, _) = word("not")(here)?;
            let (rest, inner) = Scope::deeper(rest, |rest| cut(negation).parse(rest))?;
            Ok((rest, Expr { node: ExprNode::Not(Box::new(inner)), span: span_between(here, rest) }))
        }
        "some" => quantified(here, "some", Quantifier::Some),
        "no" => quantified(here, "no", Quantifier::No),
        "all" => quantified(here, "all", Quantifier::All),
        _ => comparison(here),
    }
}

/// `some x in set: expr`
fn quantified<'a>(input: Input<'a>, keyword: &'static str, quantifier: Quantifier) -> Res<'a, Expr> {
    // Step by step rather than in one tuple: this recurses, and tuples of parsers make large frames.
    let (rest, _) = word(keyword)(input)?;
    let (rest, name) = cut(ws(name)).parse(rest)?;
    let (rest, _) = cut(ws(word("in"))).parse(rest)?;
    let (rest, set) = cut(sum).parse(rest)?;
    let (rest, _) = cut(ws(sym(":"))).parse(rest)?;
    let (rest, body) = cut(expr).parse(rest)?;
    let node = ExprNode::Quantified(quantifier, name, Box::new(set), Box::new(body));
    Ok((rest, Expr { node, span: span_between(input, rest) }))
}

/// `a is not b within x beyond y`
fn comparison(input: Input<'_>) -> Res<'_, Expr> {
    let (rest, left) = sum(input)?;
    let (rest, Some(op)) = opt(ws(operator)).parse(rest)? else { return Ok((rest, left)) };
    let (rest, not) = if op == CompareOp::Is { opt(ws(word("not"))).parse(rest)? } else { (rest, None) };
    let (rest, right) = cut(sum).parse(rest)?;
    let (rest, within) = opt(ws(clause("within", sum))).parse(rest)?;
    let (rest, beyond) = if within.is_some() { opt(ws(clause("beyond", sum))).parse(rest)? } else { (rest, None) };
    let last = beyond.as_ref().or(within.as_ref()).unwrap_or(&right);
    let span = left.span.hull(last.span);
    let compared = Expr { node: ExprNode::Compare(Box::new(Comparison { left, op, right, within, beyond })), span };
    let node = if not.is_some() { ExprNode::Not(Box::new(compared)) } else { return Ok((rest, compared)) };
    Ok((rest, Expr { node, span }))
}

fn operator(input: Input<'_>) -> Res<'_, CompareOp> {
    let found = match peek_run(input) {
        "is" => Some((2, CompareOp::Is)),
        "before" => Some((6, CompareOp::Before)),
        "after" => Some((5, CompareOp::After)),
        "meets" => Some((5, CompareOp::Meets)),
        "in" => Some((2, CompareOp::In)),
        _ => None,
    };
    let marks = [("<=", CompareOp::AtMost), (">=", CompareOp::AtLeast), ("<", CompareOp::Less), (">", CompareOp::More)];
    let mark = marks.into_iter().find(|(mark, _)| input.fragment().starts_with(mark));
    match found.or_else(|| mark.map(|(mark, op)| (mark.len(), op))) {
        Some((len, op)) => Ok((cut_off(input, len).1, op)),
        None => want(input, OPERATORS),
    }
}

/// `a + b - c`
pub fn sum(input: Input<'_>) -> Res<'_, Expr> {
    fold(input, product, |input| ws(signs(&['+', '-'])).parse(input), arithmetic)
}

fn product(input: Input<'_>) -> Res<'_, Expr> {
    fold(input, measure, |input| ws(signs(&['*', '/'])).parse(input), arithmetic)
}

fn arithmetic(sign: char, left: Box<Expr>, right: Box<Expr>) -> ExprNode {
    ExprNode::Arithmetic(left, sign, right)
}

fn signs<'a>(signs: &'static [char]) -> impl P<'a, char> {
    move |input: Input<'a>| match input.fragment().chars().next() {
        Some(sign) if signs.contains(&sign) => Ok((cut_off(input, 1).1, sign)),
        _ => want(input, OPERATORS),
    }
}

/// `n years`
fn measure(input: Input<'_>) -> Res<'_, Expr> {
    let (rest, inner) = postfix(input)?;
    let run = peek_word(rest);
    let Some(singular) = unit(run) else { return Ok((rest, inner)) };
    let (_, here) = cut_off(rest, skip::all(rest.fragment()));
    let (head, rest) = cut_off(here, run.len());
    let unit = Name { text: singular.to_owned(), span: span_between(head, rest) };
    let span = inner.span.hull(unit.span);
    Ok((rest, Expr { node: ExprNode::Period(Box::new(inner), unit), span }))
}

/// `path @ path throughout path known path`
fn postfix(input: Input<'_>) -> Res<'_, Expr> {
    let mode = |input| {
        ws(alt((
            map(sym("@"), |_| AtMode::Some),
            map(word("throughout"), |_| AtMode::Throughout),
            map(word("known"), |_| AtMode::Known),
        )))
        .parse(input)
    };
    fold(input, path, mode, |mode, left, right| ExprNode::At(left, mode, right))
}

/// An atom with its `.property` and `[value]` parts, all without spaces between.
pub fn path(input: Input<'_>) -> Res<'_, Expr> {
    let (mut rest, mut left) = ws(label(Wish::Thing("an expression"), atom)).parse(input)?;
    loop {
        let span = left.span;
        if rest.fragment().starts_with(['.', '[']) {
            Scope::longer(rest)?;
        }
        let (after, node) = if rest.fragment().starts_with('.') {
            let (after, property) = preceded(sym("."), cut(name)).parse(rest)?;
            (after, ExprNode::Property(Box::new(left), property))
        } else if rest.fragment().starts_with('[') {
            let close = cut(ws(expect("]", &[Wish::Thing("an operator"), Wish::Word("]")])));
            let (after, value) = delimited(sym("["), cut(expr), close).parse(rest)?;
            (after, ExprNode::Select(Box::new(left), Box::new(value)))
        } else {
            return Ok((rest, left));
        };
        left = Expr { node, span: span.hull(span_between(after, after)) };
        rest = after;
    }
}

fn atom(input: Input<'_>) -> Res<'_, Expr> {
    let (rest, node) = match input.fragment().chars().next() {
        Some('"') => map(string, |text| ExprNode::Text(text.text)).parse(input)?,
        Some('0'..='9') => map(number, |(_, value)| ExprNode::Number(value)).parse(input)?,
        Some('(') => {
            map(delimited(sym("("), cut(expr), cut(ws(expect(")", CLOSE)))), |inner| inner.node).parse(input)?
        }
        Some('{') => map(list("{", "}"), ExprNode::Set).parse(input)?,
        _ => named(input)?,
    };
    Ok((rest, Expr { node, span: span_between(input, rest) }))
}

/// Expressions apart by commas, in brackets.
fn list<'a>(open: &'static str, close: &'static str) -> impl P<'a, Vec<Expr>> {
    move |input: Input<'a>| {
        let (rest, _) = sym(open)(input)?;
        if let Ok((rest, _)) = ws(sym(close))(rest) {
            return Ok((rest, Vec::new()));
        }
        let (rest, items) = cut(list1(",", expr)).parse(rest)?;
        let (rest, _) = cut(ws(|input| match sym(close)(input) {
            Err(_) => want(input, &[Wish::Thing("an operator"), Wish::Word(","), Wish::Word(close)]),
            found => found,
        }))
        .parse(rest)?;
        Ok((rest, items))
    }
}

/// An atom that starts with a word.
fn named(input: Input<'_>) -> Res<'_, ExprNode> {
    let run = peek_run(input);
    if run == "each" {
        return map(clause("each", ws(name)), |name| ExprNode::Each(name.text)).parse(input);
    }
    let (_, after) = cut_off(input, run.len());
    let called = after.fragment().starts_with('(');
    // `before(x)` is a window; elsewhere the word is an operator.
    let operator = RESERVED.contains(&run) && !(called && matches!(run, "before" | "after" | "known" | "meets"));
    if operator {
        return want(input, &[Wish::Thing("an expression")]);
    }
    let (rest, name) = name(input)?;
    if called {
        return map(list("(", ")"), |args| ExprNode::Call(name.clone(), args)).parse(rest);
    }
    if rest.fragment().starts_with('?') {
        return Ok((cut_off(rest, 1).1, ExprNode::Maybe(name.text)));
    }
    if is_find(rest) {
        let condition = separated_pair(ws(crate::lang::lexical::name), ws(sym("=")), expr);
        let conditions = list1(",", condition);
        let (rest, conditions) =
            delimited(sym("["), conditions, cut(ws(expect("]", &[Wish::Word(","), Wish::Word("]")])))).parse(rest)?;
        return Ok((rest, ExprNode::Find(name, conditions)));
    }
    Ok((rest, ExprNode::Name(name.text)))
}

/// Whether a `[` with `property =` follows, rather than a value in brackets.
fn is_find(input: Input<'_>) -> bool {
    let find = preceded(sym("["), separated_pair(ws(name), ws(sym("=")), nom::combinator::success(()))).parse(input);
    find.is_ok()
}

/// `name(args)` as a claim's use: the name and its arguments.
pub fn call(input: Input<'_>) -> Res<'_, (Name, Vec<Expr>)> {
    (name, cut(list("(", ")"))).parse(input)
}

/// A mark's window: `clause`, or a word for a window of another one: `ever-before published`.
pub fn window(input: Input<'_>) -> Res<'_, Expr> {
    let (_, here) = cut_off(input, skip::all(input.fragment()));
    let run = peek_run(here);
    let (_, after) = cut_off(here, run.len());
    let next = peek_word(after);
    let spaced = !after.fragment().is_empty() && skip::all(after.fragment()) > 0;
    let is_name = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    let operator = RESERVED.contains(&next) || unit(next).is_some();
    if !(is_name(run) && spaced && is_name(next) && !operator) || run == "each" || run == "not" {
        return sum(here);
    }
    let (rest, function) = name(here)?;
    let (rest, argument) = path(rest)?;
    Ok((rest, Expr { node: ExprNode::Call(function, vec![argument]), span: span_between(here, rest) }))
}
