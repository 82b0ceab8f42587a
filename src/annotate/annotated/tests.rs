//! Annotated texts for the tests of all recognisers, and what holds for every text.

use super::*;
use crate::annotate::fixture::{classes, lexicon};
use crate::annotate::note::Position;
use crate::calendar::Day;
use crate::document::{Block, DateOrigin, Meta, OffsetMap, Published};
use crate::text::Span;
use proptest::prelude::*;

pub fn document(text: &str, published: Option<(i32, u32, u32)>) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        blocks.push(Block {
            span: Span::new(offset(at), offset(at + part.len())),
            kind: if part.starts_with('>') { BlockKind::Quotation } else { BlockKind::Paragraph },
        });
        at += part.len() + 2;
    }
    let day = published.map(|(y, m, d)| Day::from_ymd(y, m, d).expect("day"));
    let published = day.map(|day| Published { day, origin: DateOrigin::Given, span: None });
    let meta = Meta { published, ..Meta::default() };
    Document { text: text.to_owned(), map: OffsetMap::identity(), blocks, meta }
}

fn ranges(text: &str, of: impl Fn(&Annotated<'_>) -> Vec<Range>) -> Vec<&str> {
    let document = document(text, None);
    let annotated = annotate(&document, lexicon(), classes());
    of(&annotated).into_iter().map(|range| range.span(&annotated.tokens).of(text)).collect()
}

pub fn sentences(text: &str) -> Vec<&str> {
    ranges(text, |annotated| annotated.sentences.clone())
}

pub fn quoted(text: &str) -> Vec<&str> {
    ranges(text, |annotated| annotated.quotations.iter().map(|found| found.tokens).collect())
}

/// The words of each expression of time and its value.
pub fn timexes(text: &str, published: Option<(i32, u32, u32)>) -> Vec<String> {
    let document = document(text, published);
    let annotated = annotate(&document, lexicon(), classes());
    let mut end = 0;
    let mut show = |timex: &Timex| {
        assert!(timex.tokens.start >= end && timex.tokens.end > timex.tokens.start, "{text}: {timex:?}");
        end = timex.tokens.end;
        format!("{} {}", timex.tokens.span(&annotated.tokens).of(text), timex.value)
    };
    annotated.timexes.iter().map(&mut show).collect()
}

pub fn notes(text: &str) -> Vec<Note> {
    annotate(&document(text, None), lexicon(), classes()).notes
}

pub fn spoken(text: &str) -> String {
    spoken_at(text, None)
}

/// All notes in one line: the words, `=`, and what they say.
pub fn spoken_at(text: &str, published: Option<(i32, u32, u32)>) -> String {
    let document = document(text, published);
    let annotated = annotate(&document, lexicon(), classes());
    let say = |note: &Note| {
        let words = note.tokens.span(&annotated.tokens).of(text);
        let said = match &note.content {
            Content::Number(amount) => amount.extent.to_string(),
            Content::Fraction(amount) => format!("/{}", amount.extent),
            Content::Vague(extent) => format!("~{extent}"),
            Content::Ordinal(value) => format!("#{value}"),
            Content::Position(Position::BeforeLast(count)) => format!("last-{count}"),
            Content::Position(Position::FromHere(count)) => format!("here{count:+}"),
            Content::Percent(amount) => format!("%{}", amount.extent),
            Content::Points(amount) => format!("{} points", amount.extent),
            Content::Multiple(extent) => format!("{extent} times"),
            Content::Money(measure) | Content::Measure(measure) => measure.quantity.to_string(),
            Content::Vote(vote) => format!("{}:{}", vote.first.value, vote.second.value),
            Content::Age(age) => format!("age {age}"),
            Content::Weekday(day) => format!("weekday {day}"),
            Content::Period(period) => format!("{} {:?}", period.count, period.unit),
            Content::Time(note) => {
                let days = note.time.map_or("?".to_owned(), |time| {
                    format!("{} {:?}{}", time.days(), time.grain, if time.point { "" } else { " stretch" })
                });
                let gap = note.gap.map_or(String::new(), |gap| format!(" gap {gap}"));
                let from = if note.from == crate::annotate::TimeBasis::Published { " published" } else { "" };
                format!("{days}{from}{gap}")
            }
        };
        format!("{words}={said}")
    };
    annotated.notes.iter().map(say).collect::<Vec<_>>().join(";")
}

#[test]
fn notes_are_in_order_and_within_the_text() {
    let text = "In 1994 the 10th talks, about 16 of them, ended two years ago; the 77-year-old left on Monday.";
    let document = document(text, Some((2020, 2, 27)));
    let annotated = annotate(&document, lexicon(), classes());
    let keys: Vec<_> =
        annotated.notes.iter().map(|note| (note.tokens.start, std::cmp::Reverse(note.tokens.end))).collect();
    assert!(keys.is_sorted());
    assert!(annotated.notes.len() >= 9, "{:?}", annotated.notes);
}

fn check(text: &str) {
    let document = document(text, Some((2020, 2, 27)));
    let annotated = annotate(&document, lexicon(), classes());
    let count = offset(annotated.tokens.len());
    let inside = |range: &Range| range.start < range.end && range.end <= count;
    assert!(annotated.sentences.iter().all(inside));
    assert!(annotated.quotations.iter().all(|found| inside(&found.tokens)));
    assert!(annotated.notes.iter().all(|note| inside(&note.tokens)));
    assert_eq!(annotated.tokens.len(), annotated.words.len());
    for note in &annotated.notes {
        assert!(!note.tokens.span(&annotated.tokens).of(text).is_empty());
    }
}

const PIECES: &[&str] = &[
    "27",
    "April",
    "-",
    "–",
    "to",
    "2020",
    "1994",
    ",",
    ".",
    "the",
    "th",
    "10th",
    "of",
    "may",
    "May",
    "a",
    "half",
    "century",
    "two",
    "and",
    "million",
    "hundred",
    "ago",
    "years",
    "year",
    "old",
    "%",
    "$",
    "about",
    "more",
    "than",
    "last",
    "this",
    "Monday",
    "Sat",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "(",
    ")",
    "\n\n",
    " ",
    "31",
    "99999999999999999999999999",
    "1,000",
    "3.5",
    "third",
    "quarter",
    "second",
    "not",
    "No",
    ":",
    "/",
    "9999s",
    "1990s",
    "2.5bn",
    "early",
    "or",
    "é",
    "٣",
    "שלום",
    "trillion",
    "mid",
    "00",
    "0",
    "½",
    "1e9",
    "12,34,567",
    "5km",
    "km",
    "square",
    "°C",
    "US",
    "pounds",
    "cents",
    "points",
    "times",
    "twice",
    "dozens",
    "few",
    "in",
    "out",
    "over",
    "point",
    "minus",
    "−",
    "between",
    "thirds",
    "60s",
    "her",
    "sixties",
    "vote",
    "feet",
    "inches",
    ">",
    "=",
    "~",
    "or",
    "dozen",
    "crore",
];

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn no_mix_of_trigger_words_makes_it_panic(
        picks in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..40)
    ) {
        let text: String =
            picks.iter().map(|&(at, space)| format!("{}{}", PIECES[at], if space { " " } else { "" })).collect();
        check(&text);
    }
}
