//! Numbers, ranges, ordinals and percentages as Recognizers-Text tells them. See `docs/evaluation.md` for its conventions.

use super::Reader;
use super::cases::{Case, Place};
use factlint::annotate::tolerance::{Row, Side};
use factlint::annotate::{Amount, Content, Note, Position, Range};
use factlint::quantity::Decimal;

/// Digits of a value that the suite prints.
const DIGITS: u32 = 15;

type At<'a> = &'a dyn Fn(Range) -> (usize, usize);

/// The results of a case.
pub fn wanted(case: &Case) -> Vec<Place> {
    let place = |wanted: &super::cases::Wanted| {
        let (start, end) = wanted.place(&case.input);
        let value = wanted.resolution.as_ref().and_then(|resolution| resolution["value"].as_str()).unwrap_or("");
        Place { start, end, value: normal(value) }
    };
    case.results.iter().map(place).collect()
}

/// A value of the suite with its numbers in one form.
fn normal(value: &str) -> String {
    let number = |text: &str| text.parse().or_else(|_| Decimal::from_scientific(text)).ok().map(short);
    if let Some(number) = number(value) {
        return number;
    }
    if let Some(number) = value.strip_suffix('%').and_then(number) {
        return format!("{number}%");
    }
    let Some((low, high)) = value.split_once(',') else { return value.to_owned() };
    let (Some(open), Some(close)) = (low.chars().next(), high.chars().last()) else { return value.to_owned() };
    let end = |text: &str| number(text.trim_matches(['[', '(', ')', ']'])).unwrap_or_default();
    format!("{open}{},{}{close}", end(low), end(high))
}

fn short(number: Decimal) -> String {
    number.round_sf(DIGITS).unwrap_or(number).normalize().to_string()
}

/// What the annotations of a case come to under its specification.
pub fn found(reader: &Reader, case: &Case) -> Vec<Place> {
    let spec = case.spec.rsplit('/').next().unwrap_or("");
    let each = |note: &Note, at: At<'_>| match spec {
        _ if spec.starts_with("NumberModel") => told(&case.input, note, at),
        _ if spec.starts_with("NumberRangeModel") => ranges(note, at, spec.contains("Experimental")),
        _ if spec.starts_with("OrdinalModel") => ordinals(&case.input, note, at, !spec.contains("Suppress")),
        _ => shares(&case.input, note, at, spec.contains("PercentMode.")),
    };
    reader.notes(&case.input, each)
}

fn amount(content: &Content) -> Option<&Amount> {
    match content {
        Content::Number(amount) | Content::Fraction(amount) | Content::Percent(amount) | Content::Points(amount) => {
            Some(amount)
        }
        Content::Money(measure) | Content::Measure(measure) => Some(&measure.amount),
        _ => None,
    }
}

/// Every number told. Digits with a unit written on to them are a measure to the peer and no number.
fn told(input: &str, note: &Note, at: At<'_>) -> Vec<Place> {
    let part = |tokens: Range, value: Decimal| {
        let (start, end) = at(tokens);
        Place { start, end, value: short(value) }
    };
    match &note.content {
        Content::Vote(vote) => [vote.first, vote.second].map(|side| part(side.tokens, side.value)).into(),
        Content::Age(_) | Content::Time(_) => {
            // A number that is an age or a year is told as one, and as a number to the peer.
            let (start, end) = at(note.tokens);
            let text = super::cut(input, start, end);
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| Place { start, end, value: text.trim_start_matches('0').to_owned() }).into_iter().collect()
        }
        content => {
            let glued = matches!(content, Content::Money(_) | Content::Measure(_));
            let Some(amount) = amount(content) else { return Vec::new() };
            let parts = std::iter::once(amount.first).chain(amount.last);
            parts
                .map(|side| part(side.tokens, side.value))
                .filter(|place| !glued || !super::cut(input, place.start, place.end).ends_with(char::is_alphabetic))
                .collect()
        }
    }
}

/// Numbers that are ranges or are bounded.
fn ranges(note: &Note, at: At<'_>, closed: bool) -> Vec<Place> {
    let Some(amount) = amount(&note.content) else { return Vec::new() };
    let (first, row) = (amount.first.value, amount.row);
    let value = match (amount.last, row) {
        (None, None) => return Vec::new(),
        (None, Some(row)) => {
            let number = short(first);
            match row {
                Row::MoreThan => format!("({number},)"),
                Row::AtLeast => format!("[{number},)"),
                Row::LessThan => format!("(,{number})"),
                Row::UpTo => format!("(,{number}]"),
                _ => format!("[{number},{number}]"),
            }
        }
        (Some(last), Some(row)) if row.side().is_some_and(|side| matches!(side, Side::Above | Side::Below)) => {
            let (low, high) = (first.min(last.value), first.max(last.value));
            let open = if amount.extent.above { '(' } else { '[' };
            let close = if amount.extent.below { ')' } else { ']' };
            format!("{open}{},{}{close}", short(low), short(high))
        }
        (Some(last), _) => {
            format!("[{},{}{}", short(first), short(last.value), if closed { ']' } else { ')' })
        }
    };
    let (start, end) = at(amount.bounded);
    vec![Place { start, end, value }]
}

/// Ordinals, and positions as offsets.
fn ordinals(input: &str, note: &Note, at: At<'_>, positions: bool) -> Vec<Place> {
    let (mut start, end) = at(note.tokens);
    let value = match &note.content {
        Content::Ordinal(value) => value.to_string(),
        Content::Position(position) if positions => {
            let text = super::cut(input, start, end).to_lowercase();
            let lead = input.chars().take(start).collect::<String>().to_lowercase();
            let own = ["last", "next", "previous", "current", "penultimate", "antepenultimate"];
            if lead.ends_with("the ") && !own.iter().any(|word| text.starts_with(word)) {
                start -= 4;
            }
            match position {
                Position::BeforeLast(0) => "end+0".to_owned(),
                Position::BeforeLast(count) => format!("end-{count}"),
                Position::FromHere(count) => format!("current{count:+}"),
            }
        }
        _ => return Vec::new(),
    };
    vec![Place { start, end, value }]
}

/// Percentages, and fractions in percent mode.
fn shares(input: &str, note: &Note, at: At<'_>, fractions: bool) -> Vec<Place> {
    let (start, mut end) = at(note.tokens);
    let value = match &note.content {
        Content::Percent(amount) => amount.first.value,
        Content::Fraction(amount) if fractions => {
            let of = " of";
            if super::cut(input, end, end + of.len()) == of {
                end += of.len();
            }
            amount.first.value * Decimal::ONE_HUNDRED
        }
        _ => return Vec::new(),
    };
    vec![Place { start, end, value: format!("{}%", short(value)) }]
}
