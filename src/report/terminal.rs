//! The report for people: the words underlined, the reason in one sentence, the sources, the
//! alternatives.

use super::{Places, citation};
use crate::base::Base;
use crate::check::{Finding, Report, Verdict};
use crate::rules::Severity;
use crate::text::Span;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::borrow::Cow;
use std::fmt::Write as _;

/// How wide a line may get; longer lines of the article are cut around the finding.
const WIDTH: usize = 120;

/// What the report looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// With colours.
    pub colour: bool,
    /// With the supported and unverifiable claims too.
    pub verbose: bool,
}

/// Whose report it is.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// Its 1-based number in a collection.
    pub record: Option<usize>,
    /// Where things stand in it.
    pub places: &'a Places<'a>,
}

/// The report on one article.
#[must_use]
pub fn report(base: &Base, article: Article<'_>, report: &Report, look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let (path, places) = (visible(article.path), article.places);
    let name = article.record.map_or_else(|| path.clone(), |number| format!("{path}: record {number}"));
    let mut text = String::new();
    for finding in &report.findings {
        let _ = writeln!(text, "{}\n", renderer.render(&groups(base, &path, places, finding)));
    }
    if look.verbose {
        for claim in &report.claims {
            let reason = claim.reason.map(|reason| format!(" ({})", reason.word())).unwrap_or_default();
            let words = visible(&claim.span.of(places.text).split_whitespace().collect::<Vec<_>>().join(" "));
            let _ = writeln!(text, "{}{reason}: {} “{words}”", claim.verdict.word(), visible(&claim.normal));
            for id in &claim.sources {
                let _ = writeln!(text, "    {}", citation(base, id));
            }
        }
        if !report.claims.is_empty() {
            text.push('\n');
        }
    }
    for note in &report.notes {
        let _ = writeln!(text, "{name}: note: {note}");
    }
    let _ = writeln!(text, "{name}: {}", summary(report));
    text
}

/// One line on what was found.
#[must_use]
pub fn summary(report: &Report) -> String {
    let of = |severity: Severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    let is = |verdict: Verdict| report.claims.iter().filter(|claim| claim.verdict == verdict).count();
    let day = report.published.map_or_else(|| "publication date unknown".to_owned(), |day| format!("published {day}"));
    let disputed = is(Verdict::Disputed);
    let disputed = if disputed > 0 { format!(", {disputed} disputed") } else { String::new() };
    format!(
        "{}, {}; {}: {} supported, {} contradicted{disputed}, {} unverifiable; {day}",
        counted(of(Severity::Error), "error"),
        counted(of(Severity::Warning), "warning"),
        counted(report.claims.len(), "claim"),
        is(Verdict::Supported),
        is(Verdict::Contradicted),
        is(Verdict::Unverifiable),
    )
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn groups<'a>(base: &'a Base, path: &'a str, places: &'a Places<'_>, finding: &'a Finding) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let place = Place::around(places, finding.span);
    let snippet = Snippet::source(place.lines).line_start(place.line).path(path).annotation(
        AnnotationKind::Primary.span(place.start..place.end).label(if finding.quoted { "quoted" } else { "" }),
    );
    let mut group = level.primary_title(visible(&finding.message)).id(finding.claim.as_str()).element(snippet);
    if let Some(at) = places.location(finding.span.start) {
        let place = format!("paragraph {}, character {}", at.paragraph, at.character);
        group = group.element(Level::NOTE.message(place));
    }
    for repair in &finding.repairs {
        group = group.element(Level::HELP.message(format!("perhaps “{}”", visible(&repair.message))));
    }
    for (claim, message) in &finding.also {
        group = group.element(Level::NOTE.message(format!("also {claim}: {}", visible(message))));
    }
    for id in &finding.sources {
        group = group.element(Level::NOTE.message(format!("source: {}", citation(base, id))));
    }
    vec![group]
}

/// The lines around a finding, or its paragraph: the renderer need not look at the rest of a long article.
struct Place<'a> {
    lines: Cow<'a, str>,
    line: usize,
    start: usize,
    end: usize,
}

impl<'a> Place<'a> {
    fn around(places: &Places<'a>, span: Span) -> Self {
        let source = places.text;
        let (start, end) = (span.start as usize, (span.end as usize).min(source.len()));
        let (first, last, line) = match places.paragraphs() {
            None => {
                let first = source.get(..start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
                let last = source.get(end..).and_then(|tail| tail.find('\n')).map_or(source.len(), |at| end + at);
                (first, last, places.line(span.start).line)
            }
            Some(paragraphs) => {
                let (first, number) = paragraphs.start(span.start);
                let last = paragraphs.next(span.end).map_or(source.len(), |next| next as usize);
                (first as usize, last, number)
            }
        };
        let text = source.get(first..last).unwrap_or("");
        // A paragraph is one line, whatever breaks it has: the numbers in the margin are those of paragraphs.
        let lines = match places.paragraphs() {
            None => without_c1(text),
            Some(_) => Cow::Owned(without_c1(text.trim_end()).replace('\n', " ")),
        };
        let start = start.saturating_sub(first);
        Self { lines, line: line as usize, start, end: end.saturating_sub(first).max(start) }
    }
}

/// A text for a snippet, whose renderer shows other control characters but passes on those of the C1 set
/// (terminals read U+009B as `ESC [`). What stands for them is as long, so that places stay the same.
#[must_use]
pub fn without_c1(text: &str) -> Cow<'_, str> {
    let c1 = |c: char| matches!(c, '\u{80}'..='\u{9F}');
    if text.contains(c1) { Cow::Owned(text.replace(c1, "·")) } else { Cow::Borrowed(text) }
}

/// A text with its control characters shown, so that an article cannot steer a terminal.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            // Directional overrides make a line look other than it is.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
            c if c.is_control() => {
                char::from_u32(0x2400 + u32::from(c)).filter(|_| u32::from(c) < 0x20).unwrap_or('\u{FFFD}')
            }
            c => c,
        })
        .collect()
}
