//! A document with all its annotations, made in one pass over the tokens of each block.

use super::classes::{Classes, bit};
use super::note::{Amount, Content, Measure, Note, Part, Timex, Vote};
use super::quotation::{Quotation, Quotations};
use super::scan::Scan;
use super::{
    Range, age, fraction, measure, money, multiple, number, ordinal, period, position, sentence, share, time,
    tolerance, vague, vote, weekday,
};
use crate::calendar::Period;
use crate::document::{BlockKind, Document};
use crate::quantity::{Quantity as Measured, Standard};
use crate::rules::{Lexicon, WordId, lexicon::Words};
use crate::text::{Token, TokenKind, source::offset, tokenize};

/// A document and everything that annotators say about it. Token numbers count over the whole document.
#[derive(Debug, Clone)]
pub struct Annotated<'d> {
    /// What is annotated.
    pub document: &'d Document,
    /// The tokens of the document's text.
    pub tokens: Vec<Token>,
    /// Their words in the lexicon; as long as `tokens`.
    pub words: Vec<WordId>,
    /// Sentences, in order; none crosses a block.
    pub sentences: Vec<Range>,
    /// What is quoted, by start, the longer first.
    pub quotations: Vec<Quotation>,
    /// Expressions of time as TIMEX3 has them, in order; none overlaps another. Furniture has none.
    pub timexes: Vec<Timex>,
    /// All notes, by start, the longer first. Furniture has none.
    pub notes: Vec<Note>,
}

impl Annotated<'_> {
    /// The tokens with their words, for walking.
    #[must_use]
    pub fn walk(&self) -> Words<'_> {
        Words { text: &self.document.text, tokens: &self.tokens, words: &self.words }
    }
}

/// Classes of words at which a note may start.
const STARTS: u64 = bit::WEEKDAY
    | bit::CARDINAL
    | bit::ORDINAL
    | bit::FRACTION
    | bit::ARTICLE
    | bit::MAGNITUDE
    | bit::PERCENT
    | bit::VAGUE
    | bit::MULTIPLE
    | bit::POSITION
    | bit::DECADES;

/// Annotates a document.
#[must_use]
pub fn annotate<'d>(document: &'d Document, lexicon: &Lexicon, classes: &Classes) -> Annotated<'d> {
    let tokens = tokenize(&document.text);
    let words = lexicon.words(&tokens);
    let published = document.meta.published.map(|published| published.day);
    let mut blocks = Vec::with_capacity(document.blocks.len());
    let mut from = 0;
    for block in &document.blocks {
        from += tokens[from..].partition_point(|token| token.span.start < block.span.start);
        let to = from + tokens[from..].partition_point(|token| token.span.start < block.span.end);
        let walk = Words { text: &document.text, tokens: &tokens[from..to], words: &words[from..to] };
        blocks.push((from, Scan { walk, lexicon, classes, published }, block.kind));
        from = to;
    }
    let told: Vec<_> = blocks
        .iter()
        .filter(|(_, _, kind)| *kind != BlockKind::Furniture)
        .map(|&(from, scan, _)| (from, scan))
        .collect();
    let times = time::read(&told);
    let mut out = Output { times: times.notes, countable: times.countable, ..Output::default() };
    for (from, scan, kind) in blocks {
        out.base = from;
        out.block(scan, kind);
    }
    let Output { sentences, quotations: Quotations { found: quotations, .. }, mut notes, .. } = out;
    notes.sort_by_key(|note| (note.tokens.start, std::cmp::Reverse(note.tokens.end)));
    let timexes = times.timexes;
    Annotated { document, tokens, words, sentences, quotations, timexes, notes }
}

#[derive(Default)]
struct Output {
    base: usize,
    /// Dates, and for each whether its number may count something; those up to `time` are noted.
    times: Vec<Note>,
    countable: Vec<bool>,
    time: usize,
    sentences: Vec<Range>,
    quotations: Quotations,
    notes: Vec<Note>,
}

impl Output {
    fn range(&self, from: usize, to: usize) -> Range {
        Range::new(offset(self.base + from), offset(self.base + to))
    }

    fn note(&mut self, from: usize, to: usize, content: Content) {
        let tokens = self.range(from, to);
        self.notes.push(Note { tokens, content });
    }

    fn block(&mut self, scan: Scan<'_>, kind: BlockKind) {
        let mut start = 0;
        sentence::ends(scan, |end| {
            let range = self.range(start, end);
            self.sentences.push(range);
            start = end;
        });
        match kind {
            BlockKind::Quotation => self.quotations.block_quotation(scan, self.base),
            BlockKind::Furniture => {}
            _ => self.quotations.block(scan, self.base),
        }
        if kind != BlockKind::Furniture {
            self.notes(scan);
        }
    }

    fn notes(&mut self, scan: Scan<'_>) {
        let mut at = 0;
        // Nothing before this token may be taken into a later note.
        let mut floor = 0;
        while at < scan.len() {
            if let Some(end) = self.date(scan, at) {
                at = end;
                floor = end;
                continue;
            }
            let bits = scan.bits(at);
            let end = match scan.kind(at) {
                Some(TokenKind::Number | TokenKind::Mixed) => self.recognise(scan, at, floor),
                Some(TokenKind::Word) if bits & STARTS != 0 => self.recognise(scan, at, floor),
                Some(TokenKind::Mark) if fraction::is_vulgar(scan.text(at)) => self.number(scan, at, floor),
                _ => None,
            };
            match end {
                Some(end) if end > at => {
                    at = end;
                    floor = end;
                }
                _ => at += 1,
            }
        }
    }

    /// Notes the date that starts at `at`, with the weekdays in it; gives its end.
    fn date(&mut self, scan: Scan<'_>, at: usize) -> Option<usize> {
        let first = self.base + at;
        // A date whose first token was taken into a number is noted all the same.
        while let Some(note) = self.times.get(self.time).filter(|note| (note.tokens.start as usize) < first) {
            self.notes.push(note.clone());
            self.time += 1;
        }
        let note = self.times.get(self.time)?;
        if note.tokens.start as usize != first {
            return None;
        }
        let end = note.tokens.end as usize - self.base;
        self.notes.push(note.clone());
        if self.countable.get(self.time) == Some(&true)
            && let Some(quantity) = number::read(scan, at, at)
        {
            self.amount(quantity, Content::Number);
        }
        self.time += 1;
        for at in at..end {
            self.weekday(scan, at);
        }
        Some(end)
    }

    fn weekday(&mut self, scan: Scan<'_>, at: usize) -> Option<usize> {
        let (day, end) = weekday::read(scan, at)?;
        self.note(at, end, Content::Weekday(day));
        Some(end)
    }

    /// Notes what starts at `at`; gives its end.
    fn recognise(&mut self, scan: Scan<'_>, at: usize, floor: usize) -> Option<usize> {
        let bits = scan.bits(at);
        if bits & bit::WEEKDAY != 0
            && let Some(end) = self.weekday(scan, at)
        {
            return Some(end);
        }
        if bits & bit::POSITION != 0
            && let Some((end, position)) = position::read(scan, at)
        {
            self.note(at, end, Content::Position(position));
            return Some(end);
        }
        if bits & bit::VAGUE != 0
            && let Some((start, end, extent)) = vague::read(scan, at, floor)
        {
            self.note(start, end, Content::Vague(extent));
            return Some(end);
        }
        if bits & bit::MULTIPLE != 0
            && let Some((end, extent)) = multiple::word(scan, at)
        {
            self.note(at, end, Content::Multiple(extent));
            return Some(end);
        }
        if (bits & bit::DECADES != 0 || scan.kind(at) == Some(TokenKind::Mixed))
            && let Some((end, years)) = age::decade(scan, at)
        {
            self.note(at, end, Content::Age(years));
            return Some(end);
        }
        if bits & (bit::ARTICLE | bit::FRACTION) != 0
            && fraction::is_single(scan, at)
            && let Some(end) = self.number(scan, at, floor)
        {
            return Some(end);
        }
        if let Some((end, length)) = period::uncounted(scan, at) {
            return Some(self.period(scan, at, floor, end, length));
        }
        if let Some((end, value)) = ordinal::read(scan, at) {
            self.note(at, end, Content::Ordinal(value));
            return Some(end);
        }
        if bits & bit::PERCENT != 0
            && let Some(quantity) = share::prefixed(scan, at)
        {
            self.amount(quantity, Content::Percent);
            return Some(quantity.end);
        }
        self.number(scan, at, floor)
    }

    /// Notes a number as a kind of content.
    fn amount(&mut self, quantity: number::Quantity, content: impl Fn(Box<Amount>) -> Content) {
        let amount = quantity.amount(|from, to| self.range(from, to));
        self.note(quantity.start, quantity.end, content(Box::new(amount)));
    }

    /// Notes a number of something, and the number alone unless its unit is written on to it.
    fn measure(&mut self, quantity: number::Quantity, told: number::Quantity, measured: Measured) {
        let amount = told.amount(|from, to| self.range(from, to));
        let content = Box::new(Measure { amount, quantity: measured });
        let money = matches!(measured.standard, Standard::Money(_));
        let content = if money { Content::Money(content) } else { Content::Measure(content) };
        self.note(told.start, told.end, content);
        if !quantity.glued {
            self.amount(quantity, Content::Number);
        }
    }

    /// Notes a number by what stands beside it.
    fn number(&mut self, scan: Scan<'_>, at: usize, floor: usize) -> Option<usize> {
        if let Some((end, first, second)) = vote::read(scan, at) {
            let part = |at: usize, value: u32| Part { tokens: self.range(at, at + 1), value: value.into() };
            let vote = Vote { first: part(at, first), second: part(end - 1, second) };
            self.note(at, end, Content::Vote(vote));
            return Some(end);
        }
        let quantity = number::read(scan, at, floor)?;
        let end = quantity.end;
        if let Some((end, points)) = share::points(scan, quantity) {
            let extent = quantity.extent.times(points)?;
            self.amount(number::Quantity { end, extent, ..quantity }, Content::Points);
            return Some(end);
        }
        if let Some(end) = share::percent(scan, end, quantity.share) {
            let (quantity, end) = share::range(scan, quantity, end);
            self.amount(number::Quantity { end, ..quantity }, Content::Percent);
            return Some(end);
        }
        let money = money::read(scan, quantity);
        let measured = if money.is_none_or(|(told, _)| told.start == quantity.start) {
            measure::read(scan, quantity)
        } else {
            None
        };
        if let Some((told, measured)) = measured {
            // `200 pounds` are money or a mass; `200 pounds sterling` are not.
            if let Some((paid, sum)) = money {
                let longer = paid.end > told.end;
                self.measure(number::Quantity { glued: !longer, ..quantity }, paid, sum);
                if longer {
                    return Some(paid.end);
                }
            }
            self.measure(quantity, told, measured);
            return Some(told.end);
        }
        if let Some((told, sum)) = money {
            self.measure(quantity, told, sum);
            return Some(told.end);
        }
        if quantity.glued {
            return None;
        }
        if let Some((end, length)) = period::counted(scan, quantity) {
            self.amount(quantity, Content::Number);
            return Some(self.period(scan, quantity.start, floor, end, length));
        }
        if let Some(end) = multiple::counted(scan, quantity) {
            self.note(quantity.start, end, Content::Multiple(quantity.extent));
            self.amount(quantity, Content::Number);
            return Some(end);
        }
        if quantity.share {
            self.amount(quantity, Content::Fraction);
        } else if let Some((led, age)) = age::bare(scan, quantity) {
            self.note(if led { quantity.core - 1 } else { quantity.core }, end, Content::Age(age));
        } else if !number::is_label(scan, quantity.core, end) {
            self.amount(quantity, Content::Number);
        }
        Some(end)
    }

    /// Notes a length of time, and the age or the time that words behind it make of it.
    fn period(&mut self, scan: Scan<'_>, at: usize, floor: usize, end: usize, length: Period) -> usize {
        let (start, length) = self::approximated(scan, at, floor, length);
        let behind = if let Some((end, age)) = age::after_period(scan, end, &length) {
            self.note(start, end, Content::Age(age));
            end
        } else if scan.has(end, bit::AGO) {
            self.note(start, end + 1, Content::Time(time::ago(scan, &length)));
            end + 1
        } else {
            end
        };
        self.note(start, end, Content::Period(length));
        behind
    }
}

/// Takes in an approximator before a length of time that has no number: `nearly half a century`.
fn approximated(scan: Scan<'_>, at: usize, floor: usize, length: Period) -> (usize, Period) {
    let (start, count) = tolerance::approximated(scan, at, floor, length.count);
    (start, Period { unit: length.unit, count })
}

#[cfg(test)]
pub(crate) mod tests {
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

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the clock is what is tested")]
    fn time_grows_with_the_text_only() {
        let elapsed = |text: &str, times: u32| {
            let document = document(text, None);
            let run = |_| {
                let start = std::time::Instant::now();
                std::hint::black_box(annotate(&document, lexicon(), classes()));
                start.elapsed()
            };
            (0..times).map(run).min().unwrap_or_default()
        };
        for piece in [
            "(",
            "1",
            "1 ",
            "1,",
            "\"",
            "“",
            "‘",
            "’",
            "'a ",
            "“‘",
            "\"1\" ",
            "«",
            "https://a.b/(",
            "a@",
            "a@b.c ",
            "@a#b ",
            "a\n",
            "- a\n",
            ". ",
            "a.",
            "one hundred and ",
            "a ",
            "27 April ",
            "half a ",
            "more than ",
            "1-",
            "May ",
            "last ",
            "and a half ",
            "1/2 ",
            "½",
            "1 in 2 in ",
            "more than 1 and less than 2 and ",
            "between 1 and ",
            "$1 to $2 to ",
            "5km",
            "5 km to ",
            "7 feet 1 inch ",
            "1 square ",
            "twice ",
            "tens of ",
            "one point one ",
            "5% to 6% - ",
            "3-1-",
            "1e9",
            "12,34,",
            "minus ",
            "> ",
            "The 10th talks of 27 April 2020 ended. ",
        ] {
            let small = elapsed(&piece.repeat(10_000 / piece.len()), 3);
            let large = elapsed(&piece.repeat(300_000 / piece.len()), 1);
            // Thirty times the text; a quadratic step would take nine hundred times as long.
            let most = small * 150 + std::time::Duration::from_millis(50);
            assert!(large < most, "{piece:?}: {small:?} and {large:?}");
        }
    }
}
