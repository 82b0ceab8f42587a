//! Who speaks: the noun beside a verb of saying, and the speaker of each quotation.

use super::attribution::{Attribution, indirect};
use super::classes::Reader;
use super::clause::{clauses, sentence_of};
use crate::annotate::{Quotation, Range};
use crate::text::{Token, TokenKind, source::offset};

/// A speaker's noun, with what is said of them, has at most so many tokens.
const NOUN: usize = 16;
/// What is said of a speaker between commas has at most so many.
const APPOSITION: usize = 30;
/// A verb of saying stands within so many tokens of the quotation that it leads up to.
const LEAD: usize = 14;

/// The noun that ends before the verb at `at`, with auxiliaries and adverbs between: `the mayor of Zenda has also`.
/// An apposition is passed over: `Roe, the mayor,`.
#[must_use]
pub fn noun_before(reader: &Reader<'_>, at: usize, floor: usize) -> Option<Range> {
    before_verb(reader, at, floor.max(at.saturating_sub(APPOSITION + 2 * NOUN)))
}

fn before_verb(reader: &Reader<'_>, at: usize, floor: usize) -> Option<Range> {
    let classes = &reader.classes;
    let mut end = at;
    while end > floor {
        let before = end - 1;
        let adverb = reader.word(before).ends_with("ly") && !reader.capital(before);
        let passed = adverb
            || matches!(
                reader.word(before),
                "also" | "then" | "later" | "has" | "have" | "had" | "did" | "not" | "would"
            )
            || (reader.time(before).is_some_and(|time| time.end as usize == end) && !reader.capital(before));
        if !passed {
            break;
        }
        end = before;
    }
    if end > floor && reader.word(end - 1) == "," {
        // `Roe, the mayor, said`: the noun stands before the comma that opens the apposition.
        let least = floor.max(end.saturating_sub(APPOSITION));
        let open = (least..end - 1).rev().take_while(|&at| !reader.quotes(at)).find(|&at| reader.word(at) == ",")?;
        return before_verb(reader, open, floor);
    }
    if end > floor && reader.is(classes.relative, end - 1) {
        // `Roe, who said`
        let comma = usize::from(end > floor + 1 && reader.word(end - 2) == ",");
        let to = end - 1 - comma;
        return (to > floor).then(|| before_verb(reader, to, floor)).flatten();
    }
    let mut start = end;
    while start > floor && end - start < NOUN && !breaks(reader, start - 1, end) {
        start -= 1;
    }
    trim(reader, start, end)
}

/// Whether a noun cannot reach over the token, read from its end.
fn breaks(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    let classes = &reader.classes;
    let joins = reader.is(classes.coordinator, at)
        && matches!(reader.word(at), "and" | "or")
        && reader.capital(at + 1)
        && at > 0
        && reader.capital(at - 1);
    reader.parts(at)
        || reader.quotes(at)
        || reader.finite(at)
        || reader.is(classes.subordinate, at)
        || reader.word(at) == "that"
        || (reader.is(classes.pronoun, at) && at + 1 < end)
        || (reader.is(classes.coordinator, at) && !joins)
}

/// Drops what leads a noun and is none of it: `On Monday`, `Meanwhile`, `and`.
fn trim(reader: &Reader<'_>, mut start: usize, end: usize) -> Option<Range> {
    let classes = &reader.classes;
    while start < end {
        let leads = usize::from(reader.is(classes.preposition, start));
        if let Some(time) = reader.time(start + leads).filter(|time| (time.end as usize) < end) {
            start = time.end as usize;
        } else if reader.is(classes.preposition, start) || reader.word(start) == "of" {
            // `In a statement Roe`, `In Geneva the envoy`: what follows the noun of the preposition.
            start = (start + 2..end).find(|&at| {
                let leads = reader.is(classes.determiner, at) || reader.is(classes.pronoun, at);
                leads || (reader.capital(at) && !reader.capital(at - 1) && reader.is_word(at - 1))
            })?;
        } else if (reader.is(classes.function, start)
            && !reader.is(classes.determiner, start)
            && !reader.is(classes.pronoun, start))
            || !reader.is_word(start) && reader.token(start).is_none_or(|token| token.kind != TokenKind::Address)
        {
            start += 1;
        } else {
            break;
        }
    }
    (start < end).then(|| Range::new(offset(start), offset(end)))
}

/// The noun that starts at `at`, up to a mark, a verb, or where something else is told: `Roe, the mayor` is cut at
/// the comma.
#[must_use]
pub fn noun_after(reader: &Reader<'_>, at: usize, end: usize) -> Option<Range> {
    let classes = &reader.classes;
    if at >= end || !reader.subject(at) {
        return None;
    }
    if reader.is(classes.pronoun, at) {
        return Some(Range::new(offset(at), offset(at + 1)));
    }
    let mut next = at;
    while next < end && next - at < NOUN {
        let stops = reader.parts(next)
            || reader.quotes(next)
            || (next > at && reader.finite(next))
            || reader.is(classes.subordinate, next)
            || reader.is(classes.preposition, next) && reader.word(next) != "for"
            || reader.time(next).is_some()
            || (next > at && reader.is(classes.pronoun, next))
            || (reader.is(classes.coordinator, next) && !reader.capital(next + 1));
        if stops {
            break;
        }
        next += 1;
    }
    // The full stop of the sentence is not the name's.
    let stop = next == end && next > at + 1 && reader.word(next - 1) == ".";
    let next = next - usize::from(stop);
    (next > at).then(|| Range::new(offset(at), offset(next)))
}

/// For each quotation who says it, as far as the text tells; one entry for each quotation, in order.
#[must_use]
pub fn speakers(reader: &Reader<'_>) -> Vec<Option<Attribution>> {
    let quotations = &reader.text.quotations;
    let mut found: Vec<Option<Attribution>> = Vec::with_capacity(quotations.len());
    let mut told = Told::default();
    for (number, quotation) in quotations.iter().enumerate() {
        let own = beside(reader, quotation).or_else(|| told.around(reader, quotation));
        let one = own.or_else(|| follows(reader, quotations, &found, number));
        found.push(one.map(|one| Attribution { scope: quotation.tokens, quotation: Some(offset(number)), ..one }));
    }
    // The paragraphs of one quotation have one speaker, named at the first or at the last.
    for number in (1..quotations.len()).rev() {
        if quotations[number].continues
            && let Some(before) = (0..number).rev().take(NOUN).find(|&before| quotations[before].depth == 1)
            && found[before].is_none()
        {
            found[before] = found[number].map(|one| of(one, quotations, before));
        }
    }
    for number in 1..quotations.len() {
        if quotations[number].continues
            && found[number].is_none()
            && let Some(before) = (0..number).rev().take(NOUN).find(|&before| quotations[before].depth == 1)
        {
            found[number] = found[before].map(|one| of(one, quotations, number));
        }
    }
    found
}

fn of(one: Attribution, quotations: &[Quotation], number: usize) -> Attribution {
    Attribution { scope: quotations[number].tokens, quotation: Some(offset(number)), ..one }
}

/// The verb of saying beside the marks of a quotation.
fn beside(reader: &Reader<'_>, quotation: &Quotation) -> Option<Attribution> {
    if quotation.block {
        return None;
    }
    let bounds = bounds(reader, quotation);
    let lead = || (!title(reader, quotation)).then(|| before(reader, quotation, bounds)).flatten();
    let found = after(reader, quotation, bounds).or_else(lead).or_else(|| named(reader, quotation, bounds))?;
    Some(Attribution { scope: quotation.tokens, words: found.0, speaker: found.1, quotation: None })
}

/// The tokens in which the speaker may stand: those of the quotation around it, else all.
fn bounds(reader: &Reader<'_>, quotation: &Quotation) -> Range {
    let outer = quotation.parent.and_then(|outer| reader.text.quotations.get(outer as usize));
    outer.map_or(Range::new(0, offset(reader.text.tokens.len())), |outer| outer.tokens)
}

/// `“…,” said Roe`, `“…,” Roe said`.
fn after(reader: &Reader<'_>, quotation: &Quotation, bounds: Range) -> Option<(Range, Option<Range>)> {
    let close = quotation.tokens.end as usize;
    if quotation.doubtful || quotation.tokens.end >= bounds.end {
        return None;
    }
    let last = reader.word(close.checked_sub(1)?);
    let comma = reader.word(close + 1) == ",";
    let from = close + 1 + usize::from(comma);
    let sentence = sentence_of(&reader.text.sentences, quotation.tokens.end);
    let mut end = sentence.end.min(bounds.end) as usize;
    if from >= end {
        // `“….” Roe said.`: a sentence of its own, by a slip.
        let next = sentence_of(&reader.text.sentences, sentence.end);
        if next.end - next.start > 6 || !matches!(last, "." | "?" | "!" | "…" | "...") || next.end > bounds.end {
            return None;
        }
        if reader.token(next.start as usize).is_none_or(Token::break_before) {
            return None;
        }
        end = next.end as usize;
    } else if !comma && !matches!(last, "," | "?" | "!" | "—" | "–" | "-" | "…" | "...") {
        return None;
    }
    let says = |at: usize| !reader.capital(at) && (verb(reader, at) && reader.speaks(at)) && at < end;
    let one = |at: usize| Range::new(offset(at), offset(at + 1));
    if says(from) {
        return Some((one(from), noun_after(reader, from + 1, end)));
    }
    if !reader.subject(from) {
        return None;
    }
    let verb = (from..end.min(from + APPOSITION))
        .take_while(|&at| !reader.quotes(at))
        .find(|&at| says(at) || reader.finite(at));
    let verb = verb.filter(|&at| says(at))?;
    Some((one(verb), noun_before(reader, verb, from)))
}

/// `Roe said: “…”`, `Roe said that “…”`, `Roe called it “…”`.
fn before(reader: &Reader<'_>, quotation: &Quotation, bounds: Range) -> Option<(Range, Option<Range>)> {
    let open = (quotation.tokens.start as usize).checked_sub(1)?;
    let sentence = sentence_of(&reader.text.sentences, offset(open));
    let floor = sentence.start.max(bounds.start) as usize;
    if open <= floor {
        return None;
    }
    let lead = reader.word(open - 1);
    let marked = matches!(lead, "," | ":");
    let from = if marked { open - 1 } else { open };
    let least = floor.max(from.saturating_sub(LEAD));
    let at = (least..from)
        .rev()
        .take_while(|&at| !reader.quotes(at) && reader.word(at) != ";")
        .find(|&at| !reader.capital(at) && (verb(reader, at) || reader.finite(at)))?;
    if !verb(reader, at) || !(reader.speaks(at) || reader.word(at).ends_with("ing")) {
        return None;
    }
    // `called it “…”`, `wrote “…”`; farther off, only what is marked as speech, or led by `that`.
    let names = reader.entry(reader.classes.quoting, at).is_some_and(|(_, kind)| kind == "name");
    let reach = if names { 10 } else { 2 };
    if !marked && lead != "that" && from - at > reach {
        return None;
    }
    let words = Range::new(offset(at), offset(at + 1));
    // `, said Roe, “…`: the other half of a quotation that the speaker parts.
    if at > floor + 1
        && (reader.quotes(at - 1) || reader.quotes(at - 2) && reader.word(at - 1) == ",")
        && let Some(speaker) = noun_after(reader, at + 1, from)
    {
        return Some((words, Some(speaker)));
    }
    let speaker = if reader.word(at).ends_with("ing") { None } else { noun_before(reader, at, floor) };
    Some((words, speaker))
}

/// `Jane Roe, Mayor of Zenda: “…”`: nothing but a name leads up to it.
fn named(reader: &Reader<'_>, quotation: &Quotation, bounds: Range) -> Option<(Range, Option<Range>)> {
    let colon = (quotation.tokens.start as usize).checked_sub(2)?;
    let sentence = sentence_of(&reader.text.sentences, offset(colon));
    let start = sentence.start.max(bounds.start) as usize;
    if reader.word(colon) != ":" || colon <= start || colon - start > NOUN {
        return None;
    }
    let words = (start..colon).filter(|&at| reader.is_word(at));
    let name = words.clone().all(|at| reader.capital(at) || reader.is(reader.classes.function, at));
    (name && words.filter(|&at| reader.capital(at)).count() > 1)
        .then(|| (Range::new(offset(colon), offset(colon + 1)), Some(Range::new(offset(start), offset(colon)))))
}

fn verb(reader: &Reader<'_>, at: usize) -> bool {
    reader.is(reader.classes.reporting, at) || reader.starts(reader.classes.quoting, at).is_some()
}

/// Whether the words in marks are a name or title: `on “Meet the Neighbours”`.
fn title(reader: &Reader<'_>, quotation: &Quotation) -> bool {
    let tokens = quotation.tokens;
    let words = (tokens.start..tokens.end).map(|at| at as usize).filter(|&at| reader.is_word(at));
    let lead = (tokens.start as usize).checked_sub(2).map_or("", |before| reader.word(before));
    let mut count = 0;
    for at in words {
        count += 1;
        let small = reader.is(reader.classes.function, at) || reader.word(at).len() < 4;
        if count > TITLE || !(reader.capital(at) || (small && count > 1)) {
            return false;
        }
    }
    let last = tokens.end.saturating_sub(1) as usize;
    count > 0 && reader.capital(last) && !matches!(lead, ":" | "that") && (count > 1 || !matches!(lead, ","))
}

/// A title has at most so many words.
const TITLE: usize = 8;

/// What sentences attribute without marks, each sentence looked at once.
#[derive(Default)]
struct Told {
    sentence: Option<Range>,
    found: Vec<Attribution>,
}

impl Told {
    /// The attribution whose scope the quotation is in.
    fn around(&mut self, reader: &Reader<'_>, quotation: &Quotation) -> Option<Attribution> {
        let open = quotation.tokens.start.checked_sub(1)?;
        if quotation.parent.is_some() || quotation.block || title(reader, quotation) {
            return None;
        }
        let sentence = sentence_of(&reader.text.sentences, open);
        if self.sentence != Some(sentence) {
            self.found = indirect(reader, sentence, &clauses(reader, sentence));
            self.found.sort_unstable_by_key(|one| (one.scope.start, one.scope.end));
            self.sentence = Some(sentence);
        }
        let last = self.found.partition_point(|one| one.scope.start <= open);
        let near = self.found.get(last.saturating_sub(NOUN)..last).unwrap_or(&[]);
        let inside = |one: &&Attribution| quotation.tokens.start < one.scope.end;
        near.iter().filter(inside).min_by_key(|one| one.scope.end - one.scope.start).copied()
    }
}

/// `“…,” Roe said. “…”`: a quotation that starts its sentence, right behind one whose speaker is told, is theirs too.
fn follows(
    reader: &Reader<'_>,
    quotations: &[Quotation],
    found: &[Option<Attribution>],
    number: usize,
) -> Option<Attribution> {
    let quotation = quotations.get(number)?;
    let before = (0..number).rev().take(NOUN).find(|&before| quotations[before].parent == quotation.parent)?;
    let open = quotation.tokens.start.checked_sub(1)?;
    let sentence = sentence_of(&reader.text.sentences, open);
    let led = sentence.start == open && !reader.token(open as usize).is_some_and(Token::break_before);
    let end = quotations.get(before)?.tokens.end;
    let last = sentence_of(&reader.text.sentences, open.checked_sub(1)?);
    (led && last.contains(end.max(last.start)) && end < last.end && end >= last.start && !quotation.block)
        .then(|| found.get(before).copied().flatten())
        .flatten()
}
