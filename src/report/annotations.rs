//! What was read from an article, for people who debug a rule: its blocks, sentences, clauses with their frames, and
//! annotations, as JSON and as a view for the terminal.

mod frames;
mod view;

use crate::annotate::{Annotated, Content, Position, Range, TimeBasis};
use crate::base::Base;
use crate::document::{BlockKind, DateOrigin, Location};
use crate::frame::{FrameClasses, Reader, Sentences};
use crate::link::Mention;
use crate::outcome::Places;
use crate::rules::Lexicon;
use crate::text::Span;
use frames::ClauseRow;
use serde::Serialize;
pub use view::view;

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
    clauses: Vec<ClauseRow<'a>>,
    marks: Vec<Mark<'a>>,
}

/// A place in the source with its words.
#[derive(Debug, Serialize)]
struct Words<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

/// An annotation.
#[derive(Debug, Default, Serialize)]
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
    /// Of a quotation: how deep it is nested, whether it goes on the one before, whether its end is a guess.
    #[serde(skip_serializing_if = "Option::is_none")]
    depth: Option<u8>,
    #[serde(skip_serializing_if = "is_false")]
    continues: bool,
    #[serde(skip_serializing_if = "is_false")]
    doubtful: bool,
    /// Of a quotation or of what is attributed: the words that attribute it, and who says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    verb: Option<Words<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<Words<'a>>,
    /// Of words that deny, suppose, attribute, or tell a status: what they reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<Words<'a>>,
    /// Of a mention: what it may name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<CandidateRow<'a>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
const fn is_false(value: &bool) -> bool {
    !*value
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
    lexicon: &'a Lexicon,
    frames: &'a FrameClasses,
    base: &'a Base,
) -> Reading<'a> {
    let document = annotated.document;
    let reader = Reader { text: annotated, lexicon, classes: frames };
    let mut frames = Sentences::new(&reader);
    let marks = marks(&reader, &mut frames, mentions, base);
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
            let clauses = match block.kind {
                BlockKind::Furniture => Vec::new(),
                _ => frames::clauses(&reader, &frames.of(range.start)),
            };
            let text = span.of(&document.text);
            rows.push(SentenceRow { start: at.start, end: at.end, text, clauses, marks: own });
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

/// The place of some tokens in the source.
fn words<'a>(annotated: &'a Annotated<'a>, tokens: Range) -> Words<'a> {
    let span: Span = tokens.span(&annotated.tokens);
    let place = annotated.document.map.to_source(span);
    Words { start: place.start, end: place.end, text: span.of(&annotated.document.text) }
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
fn marks<'a>(
    reader: &Reader<'a>,
    frames: &mut Sentences<'_, 'a>,
    mentions: &[Mention],
    base: &'a Base,
) -> Vec<(Range, Mark<'a>)> {
    let annotated = reader.text;
    let document = annotated.document;
    let bare = |tokens: Range, sort| {
        let Words { start, end, text } = words(annotated, tokens);
        let verbatim = document.map.is_verbatim(tokens.span(&annotated.tokens));
        (tokens, Mark { sort, start, end, text, verbatim, ..Mark::default() })
    };
    let mut all: Vec<(Range, Mark<'a>)> = frames::marks(reader, frames, bare);
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
