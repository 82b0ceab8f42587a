//! The view of what was read for the terminal: the text by blocks and sentences, the clauses of each with what they
//! do, and what is marked in them.

use super::frames::ClauseRow;
use super::{Mark, Reading, Words};
use crate::document::DateOrigin;
use crate::report::terminal::visible;
use std::fmt::Write as _;

/// The view for the terminal: the text by blocks and sentences, what is marked in each beneath it.
#[must_use]
pub fn view(reading: &Reading<'_>, colour: bool) -> String {
    let (dim, bold, plain) = if colour { ("\u{1b}[2m", "\u{1b}[1m", "\u{1b}[0m") } else { ("", "", "") };
    let mut out = String::new();
    let record = reading.record.map(|number| format!(", record {number}")).unwrap_or_default();
    let _ = writeln!(out, "{bold}{}{plain}{record}", visible(reading.path));
    for (name, value) in [("title", reading.title), ("language", reading.language)] {
        if let Some(value) = value {
            let _ = writeln!(out, "{dim}{name}{plain} {}", visible(value));
        }
    }
    match &reading.published {
        Some(published) => {
            let origin = match published.origin {
                DateOrigin::Given => "given",
                DateOrigin::FrontMatter => "metadata",
                DateOrigin::Byline => "by-line",
                DateOrigin::Created => "the day on which the file was made",
            };
            let _ = writeln!(out, "{dim}published{plain} {} ({origin})", published.day);
        }
        None => {
            let _ = writeln!(out, "{dim}publication date unknown{plain}");
        }
    }
    for block in &reading.blocks {
        let level = block.level.map(|level| format!(" {level}")).unwrap_or_default();
        let cell = block.cell.map(|(row, column)| format!(" {}:{}", row + 1, column + 1)).unwrap_or_default();
        let place = match block.location {
            Some(location) => format!("paragraph {}", location.paragraph),
            None => format!("line {}", block.line),
        };
        let _ = writeln!(out, "\n{dim}{}{level}{cell}, {place}{plain}", block.kind);
        for sentence in &block.sentences {
            let _ = writeln!(out, "{}", visible(sentence.text));
            let mut marks = sentence.marks.iter().peekable();
            for clause in &sentence.clauses {
                let (shown, says) = (visible(clause.words.text), says(clause));
                let _ = writeln!(out, "  {dim}{:<11}{plain} {shown}{dim}{says}{plain}", clause.link);
                while let Some(mark) = marks.next_if(|mark| mark.start < clause.words.end) {
                    let _ = writeln!(out, "{}", line(mark, dim, bold, plain));
                }
            }
            for mark in marks {
                let _ = writeln!(out, "{}", line(mark, dim, bold, plain));
            }
        }
    }
    out
}

fn line(mark: &Mark<'_>, dim: &str, bold: &str, plain: &str) -> String {
    format!("      {dim}{:<11}{plain} {bold}{}{plain}{}", mark.sort, visible(mark.text), meaning(mark))
}

/// What a clause does, in a few words.
fn says(clause: &ClauseRow<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    if clause.mood != "asserted" {
        parts.push(clause.mood.to_owned());
    }
    if clause.voice != "own" {
        let by = clause.speaker.as_ref().map(|speaker| format!(" to {}", visible(speaker.text))).unwrap_or_default();
        parts.push(if clause.voice == "quoted" { "quoted".to_owned() } else { format!("attributed{by}") });
    }
    if clause.denied {
        parts.push("denied".to_owned());
    }
    let verb = clause.verb.as_ref().map(|verb| format!(" ({})", visible(verb.text))).unwrap_or_default();
    parts.push(format!("{}{verb}", clause.tense));
    if let Some(window) = &clause.window {
        parts.push(format!("in {}", window.most_likely));
    }
    format!("\n  {:<11} = {}", "", parts.join(", "))
}

/// What a mark says, in a few words.
fn meaning(mark: &Mark<'_>) -> String {
    let mut text = String::new();
    match (&mark.value, mark.sort) {
        (Some(value), _) => {
            let _ = write!(text, " = {value}");
        }
        (None, "time") => text.push_str(" = unknown"),
        _ => {}
    }
    if let Some(grain) = mark.grain {
        let _ = write!(text, ", {}", format!("{grain:?}").to_lowercase());
    }
    if let Some(from) = mark.from.filter(|from| *from != "words") {
        let _ = write!(text, ", from {}", if from == "guess" { "a guess" } else { "the publication date" });
    }
    if let Some(depth) = mark.depth.filter(|depth| *depth > 1) {
        let _ = write!(text, ", depth {depth}");
    }
    for (set, word) in [(mark.continues, "goes on"), (mark.doubtful, "not closed")] {
        if set {
            let _ = write!(text, ", {word}");
        }
    }
    if let Some(Words { text: scope, .. }) = &mark.scope {
        let _ = write!(text, ", over “{}”", visible(scope));
    }
    if mark.speaker.is_some() || mark.verb.is_some() {
        let speaker = mark.speaker.as_ref().map_or("somebody", |speaker| speaker.text);
        let verb = mark.verb.as_ref().map(|verb| format!(" ({})", visible(verb.text))).unwrap_or_default();
        let _ = write!(text, " — {}{verb}", visible(speaker));
    }
    for (at, candidate) in mark.candidates.iter().enumerate() {
        let _ = write!(text, "{} {} ({})", if at == 0 { " =" } else { " or" }, candidate.id, candidate.kind);
    }
    text
}
