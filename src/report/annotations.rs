//! What was read from an article, for people who debug a rule: its blocks, sentences and annotations, as JSON and as
//! a view for the terminal.

use super::Places;
use super::terminal::visible;
use crate::annotate::{Annotated, Content, Position, Range, TimeBasis};
use crate::base::Base;
use crate::document::{BlockKind, DateOrigin, Location};
use crate::link::Mention;
use crate::text::Span;
use serde::Serialize;
use std::fmt::Write as _;

/// An article as it was read. Offsets are UTF-8 bytes of the source, or of the text in it where its bytes are none.
#[derive(Debug, Serialize)]
pub struct Reading<'a> {
    /// The article's path.
    pub path: &'a str,
    /// The 1-based number of the record, in a collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<usize>,
    title: Option<&'a str>,
    language: Option<&'a str>,
    published: Option<PublishedRow>,
    blocks: Vec<BlockRow<'a>>,
}

#[derive(Debug, Serialize)]
struct PublishedRow {
    day: String,
    origin: DateOrigin,
}

#[derive(Debug, Serialize)]
struct BlockRow<'a> {
    kind: &'static str,
    /// The level of a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// The row and column of a cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<(u32, u32)>,
    start: u32,
    end: u32,
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
    sentences: Vec<SentenceRow<'a>>,
}

#[derive(Debug, Serialize)]
struct SentenceRow<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    marks: Vec<Mark<'a>>,
}

/// An annotation.
#[derive(Debug, Serialize)]
struct Mark<'a> {
    #[serde(rename = "type")]
    sort: &'static str,
    start: u32,
    end: u32,
    text: &'a str,
    /// Whether the source has these very bytes.
    verbatim: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// Of a time: its grain, and what it was worked out from.
    #[serde(skip_serializing_if = "Option::is_none")]
    grain: Option<crate::calendar::Grain>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'static str>,
    /// Of a mention: what it may name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<CandidateRow<'a>>,
}

#[derive(Debug, Serialize)]
struct CandidateRow<'a> {
    id: &'a str,
    label: &'a str,
    kind: &'a str,
    name: crate::base::NameSort,
}

/// Gathers what was read. `path` and `places` are those of the article.
#[must_use]
pub fn reading<'a>(
    path: &'a str,
    places: &Places<'_>,
    annotated: &'a Annotated<'a>,
    mentions: &[Mention],
    base: &'a Base,
) -> Reading<'a> {
    let document = annotated.document;
    let marks = marks(annotated, mentions, base);
    let mut sentences = annotated.sentences.iter().copied().peekable();
    let mut rest = marks.into_iter().peekable();
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let place = document.map.to_source(block.span);
        let (kind, level, cell) = described(block.kind);
        let mut rows = Vec::new();
        while let Some(range) = sentences.next_if(|range| range.span(&annotated.tokens).start < block.span.end) {
            let span = range.span(&annotated.tokens);
            let at = document.map.to_source(span);
            let mut own = Vec::new();
            while let Some((_, mark)) = rest.next_if(|(tokens, _)| tokens.start < range.end) {
                own.push(mark);
            }
            rows.push(SentenceRow { start: at.start, end: at.end, text: span.of(&document.text), marks: own });
        }
        let (line, location) = (places.line(place.start).line, places.location(place.start));
        blocks.push(BlockRow {
            kind,
            level,
            cell,
            start: place.start,
            end: place.end,
            line,
            location,
            sentences: rows,
        });
    }
    let published = document.meta.published;
    Reading {
        path,
        record: None,
        title: document.meta.title.as_deref(),
        language: document.meta.language.as_deref(),
        published: published.map(|found| PublishedRow { day: found.day.to_string(), origin: found.origin }),
        blocks,
    }
}

const fn described(kind: BlockKind) -> (&'static str, Option<u8>, Option<(u32, u32)>) {
    match kind {
        BlockKind::Heading(level) => ("heading", Some(level), None),
        BlockKind::Paragraph => ("paragraph", None, None),
        BlockKind::Quotation => ("quotation", None, None),
        BlockKind::ListItem => ("item", None, None),
        BlockKind::Caption => ("caption", None, None),
        BlockKind::Cell(row, column) => ("cell", None, Some((row, column))),
        BlockKind::Footnote => ("footnote", None, None),
        BlockKind::Furniture => ("furniture", None, None),
    }
}

/// All annotations by their first token, the longer first.
fn marks<'a>(annotated: &'a Annotated<'a>, mentions: &[Mention], base: &'a Base) -> Vec<(Range, Mark<'a>)> {
    let document = annotated.document;
    let bare = |tokens: Range, sort| {
        let span: Span = tokens.span(&annotated.tokens);
        let place = document.map.to_source(span);
        let mark = Mark {
            sort,
            start: place.start,
            end: place.end,
            text: span.of(&document.text),
            verbatim: document.map.is_verbatim(span),
            value: None,
            grain: None,
            from: None,
            candidates: Vec::new(),
        };
        (tokens, mark)
    };
    let mut all: Vec<(Range, Mark<'a>)> = Vec::new();
    all.extend(annotated.quotations.iter().map(|&tokens| bare(tokens, "quotation")));
    all.extend(annotated.negations.iter().map(|&tokens| bare(tokens, "negation")));
    for note in &annotated.notes {
        let (tokens, mark) = bare(note.tokens, sort(&note.content));
        let (grain, from) = match &note.content {
            Content::Time(time) => (time.time.map(|time| time.grain), Some(basis(time.from))),
            _ => (None, None),
        };
        all.push((tokens, Mark { value: said(&note.content), grain, from, ..mark }));
    }
    for mention in mentions {
        let (tokens, mark) = bare(mention.tokens, "mention");
        let candidates = mention.candidates.iter().map(|candidate| CandidateRow {
            id: base.id(candidate.entity),
            label: base.label(candidate.entity),
            kind: base.schema().kinds.get(base.kind_of(candidate.entity).index()).map_or("", |kind| &kind.name),
            name: candidate.sort,
        });
        all.push((tokens, Mark { candidates: candidates.collect(), ..mark }));
    }
    all.sort_by_key(|(tokens, mark)| (tokens.start, std::cmp::Reverse(tokens.end), mark.sort));
    all
}

const fn sort(content: &Content) -> &'static str {
    match content {
        Content::Number(_) => "number",
        Content::Fraction(_) => "fraction",
        Content::Vague(_) => "vague",
        Content::Ordinal(_) => "ordinal",
        Content::Position(_) => "position",
        Content::Percent(_) => "percent",
        Content::Points(_) => "points",
        Content::Multiple(_) => "multiple",
        Content::Money(_) => "money",
        Content::Measure(_) => "measure",
        Content::Vote(_) => "vote",
        Content::Time(_) => "time",
        Content::Period(_) => "period",
        Content::Age(_) => "age",
        Content::Weekday(_) => "weekday",
    }
}

const fn basis(from: TimeBasis) -> &'static str {
    match from {
        TimeBasis::Words => "words",
        TimeBasis::Published => "published",
        TimeBasis::Guess => "guess",
    }
}

/// The value of a note; nothing where the text does not fix it.
fn said(content: &Content) -> Option<String> {
    Some(match content {
        Content::Number(amount) | Content::Fraction(amount) | Content::Percent(amount) | Content::Points(amount) => {
            amount.extent.to_string()
        }
        Content::Vague(extent) | Content::Multiple(extent) | Content::Age(extent) => extent.to_string(),
        Content::Ordinal(value) => value.to_string(),
        Content::Position(Position::BeforeLast(0)) => "last".to_owned(),
        Content::Position(Position::BeforeLast(count)) => format!("last - {count}"),
        Content::Position(Position::FromHere(count)) => format!("here {count:+}"),
        Content::Money(measure) | Content::Measure(measure) => measure.quantity.to_string(),
        Content::Vote(vote) => format!("{} to {}", vote.first.value, vote.second.value),
        Content::Weekday(day) => day.to_string(),
        Content::Period(period) => format!("{} {}", period.count, format!("{:?}", period.unit).to_lowercase()),
        Content::Time(note) => note.time?.days().to_string(),
    })
}

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
            for mark in &sentence.marks {
                let _ = writeln!(
                    out,
                    "    {dim}{:<9}{plain} {bold}{}{plain}{}",
                    mark.sort,
                    visible(mark.text),
                    meaning(mark)
                );
            }
        }
    }
    out
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
    for (at, candidate) in mark.candidates.iter().enumerate() {
        let _ = write!(text, "{} {} ({})", if at == 0 { " =" } else { " or" }, candidate.id, candidate.kind);
    }
    text
}
