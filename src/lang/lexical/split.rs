//! Where items and lines start, and where to read on after a fault.
//!
//! A file is cut into items before any of them is parsed: whatever is wrong within one item, the
//! next starts at its own line. Blocks are read line by line, and a bad line costs only itself.

use super::wrong::Wish;
use super::{Input, P, Res, Wrong, cut_off, skip, sym, want};

/// The ends of the items of a text. An item starts at a line with something other than white space,
/// `}` or a comment at column 0; the doc comment above belongs to it.
fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut at, mut doc, mut begun) = (0, None, false);
    for line in text.split_inclusive('\n') {
        if line.starts_with("///") {
            doc = doc.or(Some(at));
        } else if line.starts_with(|c: char| !c.is_whitespace() && c != '}' && c != '\u{feff}') {
            if !line.starts_with("//") {
                if begun {
                    ends.push(doc.unwrap_or(at));
                }
                begun = true;
                doc = None;
            }
        } else if !line.trim().is_empty() {
            // The rest of the item above: a doc comment before it was not at an item.
            begun = true;
            doc = None;
        }
        at += line.len();
    }
    ends.push(text.len());
    ends
}

/// Reads every item of a text; a broken one is reported and dropped.
pub fn items<'a, T>(mut text: Input<'a>, mut item: impl P<'a, T>) -> Vec<T> {
    let mut good = Vec::new();
    let mut done = 0;
    for end in ends(text.fragment()) {
        let (slice, rest) = cut_off(text, end - done);
        (text, done) = (rest, end);
        let scope = slice.extra;
        scope.start(slice.location_offset() + slice.fragment().len());
        if skip::all(slice.fragment()) == slice.fragment().len() {
            continue;
        }
        match item.parse(slice).and_then(|(rest, item)| Ok((ended(rest)?.0, item))) {
            Ok((_, item)) => good.push(item),
            Err(wrong) => {
                report(slice, wrong);
            }
        }
    }
    good
}

/// Keeps the fault of a parser that gave up.
pub fn report(input: Input<'_>, wrong: nom::Err<Wrong>) -> usize {
    match wrong {
        nom::Err::Error(wrong) | nom::Err::Failure(wrong) => {
            let at = wrong.at;
            input.extra.report(wrong);
            at
        }
        nom::Err::Incomplete(_) => input.location_offset(),
    }
}

/// Nothing but white space may follow.
pub fn ended(input: Input<'_>) -> Res<'_, ()> {
    let (_, rest) = cut_off(input, skip::all(input.fragment()));
    if rest.fragment().is_empty() { Ok((rest, ())) } else { want(rest, &[Wish::Thing("the end of the item")]) }
}

/// The line must end here: a newline, `;`, or the block's `}`. `wishes` could have stood here too.
pub fn line_end<'a>(wishes: &'static [Wish]) -> impl FnMut(Input<'a>) -> Res<'a, ()> {
    move |input| {
        let (_, rest) = cut_off(input, skip::blank(input.fragment()));
        if rest.fragment().is_empty() || rest.fragment().starts_with(['\n', ';', '}']) {
            return Ok((input, ()));
        }
        let end = [Wish::Thing("the end of the line")];
        want(rest, &[wishes, end.as_slice()].concat())
    }
}

/// `{ line … }`: lines apart by newlines or `;`. Bad lines are reported and left out.
pub fn block<'a, T>(line: impl P<'a, T>, wishes: &'static [Wish]) -> impl FnMut(Input<'a>) -> Res<'a, Vec<T>> {
    let mut line = line;
    move |input| {
        let (rest, _) = sym("{")(input)?;
        let (rest, lines) = lines(rest, &mut line)?;
        let (_, close) = cut_off(rest, skip::all(rest.fragment()));
        if let Ok((rest, _)) = sym("}")(close) {
            return Ok((rest, lines));
        }
        if rest.extra.string_is_open() {
            // The string may well have swallowed the brace; one fault for one slip.
            return Ok((close, lines));
        }
        let wishes = [&[Wish::Word("}")], wishes].concat();
        Err(nom::Err::Failure(Wrong::wanted(rest.location_offset(), &wishes)))
    }
}

/// Reads lines up to the closing `}` (left standing) or the end of the text. The rest starts right
/// after the last line.
pub fn lines<'a, T>(input: Input<'a>, line: &mut impl P<'a, T>) -> Res<'a, Vec<T>> {
    let mut good = Vec::new();
    let mut rest = input;
    // A line may be an item of its own; faults after it belong to the outer one again.
    let outer = input.extra.inside();
    loop {
        input.extra.back_to(outer);
        let (_, ahead) = cut_off(rest, skip::all(rest.fragment()));
        if ahead.fragment().is_empty() || ahead.fragment().starts_with('}') {
            return Ok((rest, good));
        }
        if ahead.fragment().starts_with(';') {
            rest = cut_off(ahead, 1).1;
            continue;
        }
        match line.parse(rest).and_then(|(after, line)| Ok((line_end(&[])(after)?.0, line))) {
            Ok((after, line)) => {
                good.push(line);
                rest = after;
            }
            Err(wrong) => {
                let at = report(ahead, wrong);
                let len = line_len(ahead.fragment(), at.saturating_sub(ahead.location_offset()));
                rest = cut_off(ahead, len).1;
            }
        }
    }
}

/// Length of a line that is given up: with the block that it opens, and at least up to `past`, where
/// its fault was found.
fn line_len(text: &str, past: usize) -> usize {
    let (mut at, mut depth, mut opened, mut last) = (0, 0_usize, false, ' ');
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        let step = match c {
            '"' => 1 + skip::string(rest.get(1..).unwrap_or("")),
            '/' if rest.starts_with("//") => skip::line(rest),
            _ => c.len_utf8(),
        };
        match c {
            '\n' => {
                // A `{` at the end of a line opens a block; any other unpaired one is part of the fault.
                opened = depth > 0 && (opened || last == '{');
                depth = if opened { depth } else { 0 };
                if !opened && at >= past {
                    return at;
                }
            }
            '{' => depth += 1,
            '}' if depth == 0 => return at,
            '}' => depth -= 1,
            ';' if depth == 0 && at >= past => return at,
            _ => {}
        }
        if !c.is_whitespace() && !rest.starts_with("//") {
            last = c;
        }
        // The closing quote goes with its string; a string without one ends at its line.
        let closing = c == '"' && rest.get(step..).is_some_and(|rest| rest.starts_with('"'));
        at += step + usize::from(closing);
    }
    text.len()
}
