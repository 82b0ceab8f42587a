//! The report for people: the words underlined, the reason in one sentence, the sources, the
//! alternatives.

use super::{Format, Look, Run, citation, ics};
use crate::base::Base;
use crate::check::Verdict;
use crate::outcome::{Claim, Finding, Outcome, Places, Remark, Status};
use crate::rules::Severity;
use crate::text::Span;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{Error, Write};

/// The format for people.
#[derive(Debug, Clone, Copy)]
pub struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn about(&self) -> &'static str {
        "for people, with the words and the sources"
    }

    fn write(&self, run: &Run<'_>, look: Look, out: &mut dyn Write) -> Result<(), Error> {
        for outcome in &run.outcomes {
            out.write_all(report(&run.engine.base, outcome, look).as_bytes())?;
        }
        Ok(())
    }
}

/// How wide a line may get; longer lines of the article are cut around the finding.
const WIDTH: usize = 120;

/// The report on one article.
#[must_use]
pub fn report(base: &Base, outcome: &Outcome, look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let (path, places, name) = (visible(&outcome.path), &outcome.places(), visible(&outcome.name()));
    let mut text = String::new();
    for finding in outcome.active() {
        let _ = writeln!(text, "{}\n", renderer.render(&groups(base, &path, places, finding)));
    }
    for remark in &outcome.remarks {
        let _ = writeln!(text, "{}\n", renderer.render(&[remarked(&path, places, remark)]));
    }
    if look.quiet {
        return text;
    }
    if look.verbose {
        for claim in &outcome.claims {
            let reason = claim.reason.map(|reason| format!(" ({})", reason.word())).unwrap_or_default();
            let words = visible(&claim.span.of(places.text).split_whitespace().collect::<Vec<_>>().join(" "));
            let _ = writeln!(text, "{}{reason}: {} “{words}”", claim.verdict.word(), visible(&claim.normal));
            for id in &claim.sources {
                let _ = writeln!(text, "    {}", citation(base, id));
            }
        }
        if !outcome.claims.is_empty() {
            text.push('\n');
        }
        for finding in outcome.silenced() {
            let why = match &finding.status {
                Status::Suppressed { reason: Some(reason), .. } => format!(" ({})", visible(reason)),
                _ => String::new(),
            };
            let at = places.line(finding.span.start);
            let message = visible(&finding.message);
            let word = finding.status.word();
            let _ = writeln!(text, "{path}:{}:{}: {word}{why}: {}: {message}", at.line, at.column, finding.claim);
        }
    }
    for claim in &outcome.claims {
        if let Some(line) = expiry(outcome, places, claim) {
            let _ = writeln!(text, "{line}");
        }
    }
    for note in &outcome.notes {
        let _ = writeln!(text, "{name}: note: {note}");
    }
    let _ = writeln!(text, "{name}: {}", summary(outcome));
    text
}

/// When a claim will no longer be true, and why, in a line.
#[must_use]
pub fn expiry(outcome: &Outcome, places: &Places<'_>, claim: &Claim) -> Option<String> {
    let expires = claim.expires.as_ref()?;
    let at = place(outcome, places, claim.span);
    let words = visible(&ics::words(claim, places));
    let then = match (expires.on, expires.until) {
        (Some(day), _) => {
            format!("from {day} on “{words}” {}: {}", ics::becomes(expires), visible(&ics::told(expires)))
        }
        (None, Some(until)) => {
            format!("“{words}” will become false on a day that the facts do not tell: they know up to {until}")
        }
        (None, None) => return None,
    };
    Some(format!("{at}: expires[{}] {then}", claim.claim))
}

/// `path:line:column`, or `path:paragraph:character`.
#[must_use]
pub fn place(outcome: &Outcome, places: &Places<'_>, span: Span) -> String {
    let path = visible(&outcome.path);
    match places.location(span.start) {
        Some(at) => format!("{path}:{}:{}", at.paragraph, at.character),
        None => {
            let at = places.line(span.start);
            format!("{path}:{}:{}", at.line, at.column)
        }
    }
}

/// One line on what was found.
#[must_use]
pub fn summary(outcome: &Outcome) -> String {
    let of = |severity: Severity| outcome.severities().filter(|&one| one == severity).count();
    let is = |verdict: Verdict| outcome.claims.iter().filter(|claim| claim.verdict == verdict).count();
    let day = outcome.published.map_or_else(|| "publication date unknown".to_owned(), |day| format!("published {day}"));
    let disputed = is(Verdict::Disputed);
    let disputed = if disputed > 0 { format!(", {disputed} disputed") } else { String::new() };
    let mut aside = String::new();
    for word in ["suppressed", "baseline", "unchanged"] {
        let number = outcome.silenced().filter(|finding| finding.status.word() == word).count();
        if number > 0 {
            let _ = write!(aside, " ({number} {})", if word == "baseline" { "in the baseline" } else { word });
        }
    }
    format!(
        "{}, {}{aside}; {}: {} supported, {} contradicted{disputed}, {} unverifiable; {day}",
        counted(of(Severity::Error), "error"),
        counted(of(Severity::Warning), "warning"),
        counted(outcome.claims.len(), "claim"),
        is(Verdict::Supported),
        is(Verdict::Contradicted),
        is(Verdict::Unverifiable),
    )
}

/// A number with its noun: `1 article`, `2 articles`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn groups<'a>(base: &'a Base, path: &'a str, places: &'a Places<'_>, finding: &'a Finding) -> Vec<Group<'a>> {
    let level = level(finding.severity);
    let place = Place::around(places, finding.span);
    let cut = place.cut;
    let snippet = Snippet::source(place.lines).line_start(place.line).path(if cut { None } else { Some(path) });
    let snippet = snippet.annotation(AnnotationKind::Primary.span(place.start..place.end).label(if finding.quoted {
        "quoted"
    } else {
        ""
    }));
    let mut group = level.primary_title(visible(&finding.message)).id(finding.claim.as_str()).element(snippet);
    if cut {
        let at = places.line(finding.span.start);
        group = group.element(Level::NOTE.message(format!("at {path}:{}:{}", at.line, at.column)));
    }
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

const fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn remarked<'a>(path: &'a str, places: &'a Places<'_>, remark: &'a Remark) -> Group<'a> {
    let place = Place::around(places, remark.span);
    let snippet = Snippet::source(place.lines)
        .line_start(place.line)
        .path(path)
        .annotation(AnnotationKind::Primary.span(place.start..place.end));
    level(remark.severity).primary_title(visible(&remark.message)).id(remark.code).element(snippet)
}

/// The lines around a finding, or its paragraph: the renderer need not look at the rest of a long article.
struct Place<'a> {
    lines: Cow<'a, str>,
    line: usize,
    start: usize,
    end: usize,
    /// Whether the line is not shown from its start, so that columns are not to be counted in it.
    cut: bool,
}

/// Bytes on either side of a finding in a line that is too long to be looked at for each finding in it.
const AROUND: usize = 1 << 12;

impl<'a> Place<'a> {
    fn around(places: &Places<'a>, span: Span) -> Self {
        let source = places.text;
        let (start, end) = (span.start as usize, (span.end as usize).min(source.len()));
        let (first, last, line) = match places.paragraphs() {
            None => {
                let number = places.line(span.start).line;
                let first = places.lines().start_of(number - 1).map_or(0, |at| at as usize);
                let last = places.lines().start_of(places.line(span.end).line);
                (first, last.map_or(source.len(), |next| next as usize - 1), number)
            }
            Some(paragraphs) => {
                let (first, number) = paragraphs.start(span.start);
                let last = paragraphs.next(span.end).map_or(source.len(), |next| next as usize);
                (first as usize, last, number)
            }
        };
        let whole = first;
        let first = boundary(source, first.max(start.saturating_sub(AROUND)));
        let last = boundary(source, last.min(end.saturating_add(AROUND)));
        let text = source.get(first..last).unwrap_or("");
        // A paragraph is one line, whatever breaks it has: the numbers in the margin are those of paragraphs.
        let lines = match places.paragraphs() {
            None => without_c1(text),
            Some(_) => Cow::Owned(without_c1(text.trim_end()).replace('\n', " ")),
        };
        let start = start.saturating_sub(first);
        let cut = first > whole && places.paragraphs().is_none();
        Self { lines, line: line as usize, start, end: end.saturating_sub(first).max(start), cut }
    }
}

/// The start of the character that an offset lies in.
fn boundary(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
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
