//! Expressions of time as Recognizers-Text's extractors tell them: where they stand.

use super::cases::{Case, Place};
use super::{Reader, cut, points};
use factlint::annotate::Content;
use factlint::text::Span;

/// Words at the start of a time that say how it is meant.
const LEADS: [&str; 11] = ["in", "on", "at", "from", "between", "the", "for", "of", "by", "to", "within"];

/// Whether a reader of news should answer the case.
pub fn is_news(case: &Case) -> bool {
    let assistant = case.results.iter().any(|wanted| {
        let text = wanted.text.as_deref().unwrap_or("");
        let short = !text.is_empty() && text.len() <= 2;
        short && text.bytes().all(|byte| byte.is_ascii_digit())
    });
    !assistant && !case.spec.contains("TimeZone") && !case.spec.contains("SkipFromTo")
}

/// Cuts off the leading words that are not compared.
fn trimmed(input: &str, mut start: usize, end: usize) -> Place {
    loop {
        let text = cut(input, start, end);
        let lead = text.split(' ').next().unwrap_or("");
        let led = LEADS.contains(&lead.to_lowercase().as_str()) && lead.len() < text.len();
        if !led {
            return Place { start, end, value: String::new() };
        }
        let rest = text.get(lead.len()..).unwrap_or("");
        start += lead.chars().count() + rest.chars().take_while(|c| *c == ' ').count();
    }
}

/// The results of a case.
pub fn wanted(case: &Case) -> Vec<Place> {
    let place = |wanted: &super::cases::Wanted| wanted.place(&case.input);
    case.results.iter().map(place).map(|(start, end)| trimmed(&case.input, start, end)).collect()
}

/// The expressions of time that are found in it; a range is one, as the peer has it.
pub fn found(reader: &Reader, case: &Case) -> Vec<Place> {
    let day = case.reference.as_deref().and_then(|day| day.get(..10));
    let day = day.and_then(|day| factlint::calendar::parse_edtf(day).ok()).map(|time| time.days().first);
    let spans: Vec<Span> = reader.annotated(&case.input, day, |annotated| {
        let tokens = &annotated.tokens;
        let ranges: Vec<Span> = annotated
            .notes
            .iter()
            .filter(|note| matches!(note.content, Content::Time(_)))
            .map(|note| note.tokens.span(tokens))
            .collect();
        let mut spans: Vec<Span> = Vec::new();
        for timex in &annotated.timexes {
            let span = timex.tokens.span(tokens);
            let range = |at: Span| ranges.iter().any(|range| range.start <= at.end - 1 && span.start < range.end);
            match spans.last_mut().filter(|last| range(**last)) {
                Some(last) => *last = last.hull(span),
                None => spans.push(span),
            }
        }
        spans
    });
    let at = |byte: u32| points(&case.input, byte as usize);
    spans.iter().map(|span| trimmed(&case.input, at(span.start), at(span.end))).collect()
}
