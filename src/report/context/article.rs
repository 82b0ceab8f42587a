//! The text of an article as its reader sees it, with marks where claims stand.

use super::Ids;
use crate::check::Verdict;
use crate::document::{BlockKind, Document};
use crate::outcome::{Outcome, Status};
use crate::read::{Settings, named, read};
use crate::report::Run;
use crate::rules::Severity;
use crate::text::Span;
use serde::Serialize;
use std::collections::BTreeSet;

/// A block of the text.
#[derive(Debug, Serialize)]
pub struct Blocks {
    /// `heading`, `paragraph`, `quotation`, `item`, `caption`, `cell`, `footnote`, `furniture`.
    pub kind: &'static str,
    /// The level of a heading.
    pub level: Option<u8>,
    /// Its words, in order.
    pub pieces: Vec<Piece>,
}

/// Words of a block, all under the same marks.
#[derive(Debug, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// The ids of the findings, claims and remarks that stand here, the gravest first.
    pub marks: Vec<String>,
    /// The gravest: `error`, `warning`, `info`, `aside`, `unverifiable`, `supported`; nothing without marks.
    pub class: Option<&'static str>,
    /// Whether some mark begins here.
    pub begins: bool,
    /// Those of the marks that begin here and have not begun before.
    pub starts: Vec<String>,
}

/// A mark on the text.
#[derive(Debug, Clone)]
pub struct Mark {
    span: Span,
    /// The lower, the graver.
    rank: usize,
    id: String,
}

/// The classes of marks, the gravest first.
const CLASSES: [&str; 6] = ["error", "warning", "info", "aside", "unverifiable", "supported"];

const fn rank(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}

/// The title and the blocks of each article of a run, in order.
#[must_use]
pub fn blocks(run: &Run<'_>) -> Vec<(Option<String>, Vec<Blocks>)> {
    let mut all = Vec::with_capacity(run.outcomes.len());
    let mut rest = run.outcomes.as_slice();
    while let Some(first) = rest.first() {
        // The articles of a collection come one after the other: it is read once.
        let number = rest.iter().take_while(|outcome| outcome.same_file(first)).count();
        let (of_file, others) = rest.split_at(number);
        let documents = documents(run, first);
        for outcome in of_file {
            let document = documents.get(outcome.record.map_or(0, |number| number.saturating_sub(1)));
            let ids = Ids { article: all.len() + 1 };
            all.push(match document.and_then(Option::as_ref) {
                Some(document) => (document.meta.title.clone(), marked(document, marks(outcome, ids))),
                None => (None, vec![bare(outcome.text(), &marks(outcome, ids))]),
            });
        }
        rest = others;
    }
    all
}

/// The articles of the file that an outcome is of, read again; none where its format is not known.
fn documents(run: &Run<'_>, outcome: &Outcome) -> Vec<Option<Document>> {
    let Some(reader) = named(outcome.format) else { return Vec::new() };
    let settings = Settings { lexicon: &run.engine.program.lexicon, fields: &run.fields };
    read(reader, outcome.bytes(), outcome.published, settings).into_iter().map(Result::ok).collect()
}

/// All marks of an article, in bytes of its source.
fn marks(outcome: &Outcome, ids: Ids) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, finding) in outcome.findings.iter().enumerate() {
        let rank = if finding.status == Status::Active { rank(finding.severity) } else { 3 };
        marks.extend(finding.spans().map(|span| Mark { span, rank, id: ids.finding(at) }));
    }
    for (at, remark) in outcome.remarks.iter().enumerate() {
        marks.push(Mark { span: remark.span, rank: rank(remark.severity), id: ids.remark(at) });
    }
    for (at, claim) in outcome.claims.iter().enumerate() {
        let rank = match claim.verdict {
            Verdict::Supported => 5,
            Verdict::Unverifiable => 4,
            // They have findings.
            Verdict::Contradicted | Verdict::Disputed => continue,
        };
        let spans = std::iter::once(&claim.span).chain(&claim.places);
        marks.extend(spans.map(|span| Mark { span: *span, rank, id: ids.claim(at) }));
    }
    marks
}

/// The blocks of a document. Marks on what is no part of its text, such as comments, stand at the end.
fn marked(document: &Document, marks: Vec<Mark>) -> Vec<Blocks> {
    let mut marks: Vec<Mark> =
        marks.into_iter().map(|mark| Mark { span: document.map.to_text(mark.span), ..mark }).collect();
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end, mark.rank));
    let mut begun = BTreeSet::new();
    let mut blocks = Vec::with_capacity(document.blocks.len());
    let mut first = 0;
    for block in &document.blocks {
        let (kind, level) = described(block.kind);
        // No mark reaches beyond one block, but for comments; those of earlier blocks are done with.
        while marks.get(first).is_some_and(|mark| mark.span.end <= block.span.start) {
            first += 1;
        }
        let inside: Vec<&Mark> = marks
            .iter()
            .skip(first)
            .take_while(|mark| mark.span.start < block.span.end)
            .filter(|mark| !mark.span.is_empty() && mark.span.end > block.span.start)
            .collect();
        blocks.push(Blocks { kind, level, pieces: pieces(&document.text, block.span, &inside, &mut begun) });
    }
    blocks
}

/// A source without blocks.
fn bare(text: &str, marks: &[Mark]) -> Blocks {
    let mut marks: Vec<&Mark> = marks.iter().filter(|mark| !mark.span.is_empty()).collect();
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end, mark.rank));
    let whole = Span::new(0, crate::text::source::offset(text.len()));
    Blocks { kind: "source", level: None, pieces: pieces(text, whole, &marks, &mut BTreeSet::new()) }
}

const fn described(kind: BlockKind) -> (&'static str, Option<u8>) {
    match kind {
        BlockKind::Heading(level) => ("heading", Some(level)),
        BlockKind::Paragraph => ("paragraph", None),
        BlockKind::Quotation => ("quotation", None),
        BlockKind::ListItem => ("item", None),
        BlockKind::Caption => ("caption", None),
        BlockKind::Cell(..) => ("cell", None),
        BlockKind::Footnote => ("footnote", None),
        BlockKind::Furniture => ("furniture", None),
    }
}

/// Cuts a span of a text where marks begin and end. `marks` are in the order of their starts.
fn pieces<'m>(text: &str, whole: Span, marks: &[&'m Mark], begun: &mut BTreeSet<&'m str>) -> Vec<Piece> {
    let mut cuts: Vec<u32> = vec![whole.start, whole.end];
    for mark in marks {
        cuts.extend([mark.span.start, mark.span.end].map(|at| at.clamp(whole.start, whole.end)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut open: Vec<&'m Mark> = Vec::new();
    let mut next = marks.iter().copied().peekable();
    let mut pieces = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let [start, end] = pair else { continue };
        let words = Span::new(*start, *end).of(text);
        open.retain(|mark| mark.span.end > *start);
        let old = open.len();
        while let Some(mark) = next.next_if(|mark| mark.span.start <= *start) {
            open.push(mark);
        }
        let begins = open.len() > old;
        let new = open.get(old..).unwrap_or_default().iter();
        let starts = new.filter(|mark| begun.insert(&mark.id)).map(|mark| mark.id.clone()).collect();
        let mut here = open.clone();
        here.sort_by_key(|mark| mark.rank);
        let class = here.first().and_then(|mark| CLASSES.get(mark.rank)).copied();
        let mut ids: Vec<String> = Vec::with_capacity(here.len());
        for mark in here {
            if !ids.contains(&mark.id) {
                ids.push(mark.id.clone());
            }
        }
        pieces.push(Piece { text: words.to_owned(), marks: ids, class, begins, starts });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_where_marks_begin_and_end() {
        let mark = |start, end, rank, id: &str| Mark { span: Span::new(start, end), rank, id: id.to_owned() };
        let marks = [mark(2, 8, 5, "c1"), mark(4, 6, 0, "f1"), mark(4, 8, 5, "c2")];
        let marks: Vec<&Mark> = marks.iter().collect();
        let shown: Vec<(String, String, &str, bool)> =
            pieces("0123456789", Span::new(0, 10), &marks, &mut BTreeSet::new())
                .into_iter()
                .map(|piece| (piece.text, piece.marks.join(" "), piece.class.unwrap_or("-"), piece.begins))
                .collect();
        let row = |text: &str, marks: &str, class, begins| (text.to_owned(), marks.to_owned(), class, begins);
        assert_eq!(
            shown,
            [
                row("01", "", "-", false),
                row("23", "c1", "supported", true),
                row("45", "f1 c1 c2", "error", true),
                row("67", "c1 c2", "supported", false),
                row("89", "", "-", false),
            ]
        );
    }
}
