//! A document with all its annotations, made in one pass over the tokens of each block.

use super::classes::{Classes, STARTS, bit};
use super::note::{Amount, Content, Measure, Note, Part, Timex, Vote};
use super::quotation::{Quotation, Quotations};
use super::scan::{self, Block, Scan, heed};
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

/// Annotates a document.
#[must_use]
pub fn annotate<'d>(document: &'d Document, lexicon: &Lexicon, classes: &Classes) -> Annotated<'d> {
    let tokens = tokenize(&document.text);
    let (words, heed) = scan::heeds(&tokens, lexicon, classes);
    let published = document.meta.published.map(|published| published.day);
    let mut blocks = Vec::with_capacity(document.blocks.len());
    let mut from = 0;
    for block in &document.blocks {
        from += tokens[from..].partition_point(|token| token.span.start < block.span.start);
        let to = from + tokens[from..].partition_point(|token| token.span.start < block.span.end);
        let walk = Words { text: &document.text, tokens: &tokens[from..to], words: &words[from..to] };
        let heed = &heed[from..to];
        blocks.push((from, Block { walk, heed, lexicon, classes, published }, block.kind));
        from = to;
    }
    let told: Vec<_> = blocks
        .iter()
        .filter(|(_, _, kind)| *kind != BlockKind::Furniture)
        .map(|(from, block, _)| (*from, Scan(block)))
        .collect();
    let times = time::read(&told);
    let mut out = Output {
        times: times.notes,
        countable: times.countable,
        sentences: Vec::with_capacity(tokens.len() / 16),
        notes: Vec::with_capacity(tokens.len() / 8),
        ..Output::default()
    };
    for (from, block, kind) in &blocks {
        out.base = *from;
        out.block(Scan(block), *kind);
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
        loop {
            let note = scan.heeded(at, heed::NOTE);
            let date = self.times.get(self.time).map(|date| (date.tokens.start as usize).saturating_sub(self.base));
            let date = date.filter(|date| *date < scan.len()).map(|date| date.max(at));
            let Some(next) = note.into_iter().chain(date).min() else { break };
            at = next;
            if let Some(end) = self.date(scan, at) {
                at = end;
                floor = end;
                continue;
            }
            let end = match scan.kind(at) {
                Some(TokenKind::Mark) if note == Some(at) => self.number(scan, at, floor),
                Some(_) if note == Some(at) => self.recognise(scan, at, floor),
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
        // `a` mostly stands before a noun.
        let counts = bit::FRACTION | bit::ORDINAL | bit::UNIT | bit::MAGNITUDE;
        if bits & STARTS == bit::ARTICLE && !scan.has(at + 1, counts) && !scan.walk.is_joint(at + 1) {
            return None;
        }
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
pub(crate) mod tests;
