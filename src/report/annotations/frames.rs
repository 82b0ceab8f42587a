//! The frames of clauses, and the marks that frames are read from.

use super::{Mark, Words, words};
use crate::annotate::Range;
use crate::frame::attribution::Attribution;
use crate::frame::clause::Link;
use crate::frame::speaker::speakers;
use crate::frame::{Reader, Sentence, Sentences, frame};
use serde::Serialize;

/// A clause and its frame.
#[derive(Debug, Serialize)]
pub(super) struct ClauseRow<'a> {
    #[serde(flatten)]
    pub words: Words<'a>,
    /// How it is joined to what stands before it.
    pub link: &'static str,
    pub mood: &'static str,
    pub voice: &'static str,
    /// Whether something in it is denied.
    pub denied: bool,
    /// Who says what it says, where it is attributed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Words<'a>>,
    /// The row of the table of windows, and the words that show it.
    pub tense: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<Words<'a>>,
    /// The time that it is about; nothing where the publication date is needed and not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowRow>,
}

/// A window by its days.
#[derive(Debug, Serialize)]
pub(super) struct WindowRow {
    pub at_least: String,
    pub at_most: String,
    pub most_likely: String,
}

const fn joined(link: Link) -> &'static str {
    match link {
        Link::First => "clause",
        Link::Subordinate => "subordinate",
        Link::Coordinate => "coordinate",
        Link::Main => "main",
        Link::Resumed => "resumed",
        Link::Apart => "apart",
        Link::Speech => "speech",
    }
}

/// The clauses of a sentence, each with the frame that a claim in it has which is as long as the clause.
pub(super) fn clauses<'a>(reader: &Reader<'a>, sentence: &Sentence) -> Vec<ClauseRow<'a>> {
    let annotated = reader.text;
    let published = annotated.document.meta.published.map(|published| published.day);
    let row = |clause: &crate::frame::clause::Clause| {
        let tokens = clause.tokens;
        // No word of it is the claim's own, so that it tells all its dates.
        let anchor = (tokens.start..tokens.end).find(|&at| !reader.parts(at as usize)).unwrap_or(tokens.start);
        let found = frame(reader, sentence, anchor, Range::new(anchor, tokens.end), published);
        let dated = frame(reader, sentence, anchor, Range::new(anchor, anchor), published);
        let said = sentence.attributions.iter().find(|one| one.scope.contains(anchor));
        ClauseRow {
            words: words(annotated, tokens),
            link: joined(clause.link),
            mood: found.mood.word(),
            voice: found.voice.word(),
            denied: !found.denials.is_empty(),
            speaker: said.and_then(|said| said.speaker).map(|speaker| words(annotated, speaker)),
            tense: dated.row.word(),
            verb: dated.date.or(clause.tense.words).map(|verb| words(annotated, verb)),
            window: dated.window.map(|window| WindowRow {
                at_least: window.inner.to_string(),
                at_most: window.outer.to_string(),
                most_likely: window.centre.to_string(),
            }),
        }
    };
    sentence.clauses.iter().map(row).collect()
}

/// The marks of quotations, and of words that deny, suppose, attribute or tell a status.
pub(super) fn marks<'a>(
    reader: &Reader<'a>,
    frames: &mut Sentences<'_, 'a>,
    bare: impl Fn(Range, &'static str) -> (Range, Mark<'a>),
) -> Vec<(Range, Mark<'a>)> {
    let annotated = reader.text;
    let place = |tokens: Range| words(annotated, tokens);
    let mut all = Vec::new();
    let speakers = speakers(reader);
    for (quotation, said) in annotated.quotations.iter().zip(speakers) {
        let (tokens, mark) = bare(quotation.tokens, "quotation");
        let (verb, speaker) = said.map_or((None, None), |said| (Some(said.words), said.speaker));
        all.push((
            tokens,
            Mark {
                depth: Some(quotation.depth),
                continues: quotation.continues,
                doubtful: quotation.doubtful,
                verb: verb.map(place),
                speaker: speaker.map(place),
                ..mark
            },
        ));
    }
    let scoped = |words: Range, sort, value: &str, scope: Range| {
        let (tokens, mark) = bare(words, sort);
        (tokens, Mark { value: Some(value.to_owned()), scope: Some(place(scope)), ..mark })
    };
    for &range in &annotated.sentences {
        let sentence = frames.of(range.start);
        all.extend(sentence.denials.iter().map(|mark| scoped(mark.words, "negation", mark.kind.word(), mark.scope)));
        all.extend(
            sentence.suppositions.iter().map(|mark| scoped(mark.words, "supposition", mark.kind.word(), mark.scope)),
        );
        all.extend(sentence.statuses.iter().map(|mark| scoped(mark.words, "status", mark.kind.word(), mark.scope)));
        all.extend(sentence.attributions.iter().map(|Attribution { scope, words, speaker, .. }| {
            let (tokens, mark) = bare(*words, "attribution");
            (tokens, Mark { scope: Some(place(*scope)), speaker: speaker.map(place), ..mark })
        }));
    }
    all
}
