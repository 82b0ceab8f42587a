//! Names in texts, names of entities, names by their words.

use super::{ANY_CASE, DATED, LAST, MORE, NameKey, SORT, filter_bits, hyphen};
use crate::base::ids::EntityId;
use crate::base::image::record::{NameRecord, NameTimeRecord};
use crate::base::image::slots::{Slot, home, probe};
use crate::base::image::{Base, Section};
use crate::base::model::NameSort;
use crate::calendar::{Day, Days};
use crate::text::{Token, TokenKind, Walk, fold};

/// A name of an open base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// Its number.
    pub number: u32,
    /// Whose it is.
    pub entity: EntityId,
    /// How it names.
    pub sort: NameSort,
    /// As it is written.
    pub text: &'a str,
    /// When it is used.
    pub used: Days,
}

/// Names found in a text: all with the same words, of which one at least has the right case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameHit {
    /// The first token.
    pub start: usize,
    /// Just past the last token.
    pub end: usize,
    group: u32,
}

impl Base {
    /// How many names there are.
    #[must_use]
    pub const fn name_count(&self) -> usize {
        self.count::<NameRecord>(Section::NameRecords)
    }

    fn name_record(&self, number: u32) -> Option<NameRecord> {
        self.record(Section::NameRecords, number as usize)
    }

    /// The name of a number.
    #[must_use]
    pub fn name(&self, number: u32) -> Option<Name<'_>> {
        self.name_record(number).map(|record| self.name_of_record(number, &record))
    }

    fn name_of_record(&self, number: u32, record: &NameRecord) -> Name<'_> {
        let mut used = Days::ALL;
        if record.flags & DATED != 0 {
            let count = self.count::<NameTimeRecord>(Section::NameTimes);
            let at = self.first(Section::NameTimes, 0..count, |time: &NameTimeRecord| time.name < number);
            if let Some(time) = self.record::<NameTimeRecord>(Section::NameTimes, at)
                && time.name == number
            {
                used = Days { first: Day(time.first), last: Day(time.last) };
            }
        }
        Name {
            number,
            entity: EntityId(record.entity),
            sort: NameSort::from_u8(u8::try_from(record.flags & SORT).unwrap_or(1)),
            text: self.text(record.text, u32::from(record.len)),
            used,
        }
    }

    /// All names. This looks at the whole index: only for what lists a base.
    pub fn names(&self) -> impl Iterator<Item = Name<'_>> {
        (0..u32::try_from(self.name_count()).unwrap_or(u32::MAX)).filter_map(|number| self.name(number))
    }

    /// All names of an entity: label, aliases, acronyms, demonyms.
    pub fn names_of(&self, entity: EntityId) -> impl Iterator<Item = Name<'_>> {
        self.part(entity, |record| record.name).filter_map(|at| self.name(self.record(Section::NameOwners, at)?))
    }

    /// The names with these words, in any case.
    #[must_use]
    pub fn named(&self, words: &str) -> Vec<Name<'_>> {
        let key = NameKey::new(words);
        let Some(state) = key.states().last() else { return Vec::new() };
        let found = self.probe_names(state).filter(|to| to & !MORE != 0);
        found
            .flat_map(|to| self.group((to & !MORE) - 1))
            .map(|(number, record)| self.name_of_record(number, &record))
            .filter(|name| NameKey::new(name.text).folded == key.folded)
            .collect()
    }

    fn probe_names(&self, state: u64) -> impl Iterator<Item = u32> {
        probe(state, self.count::<Slot>(Section::NameSlots), |at| self.record(Section::NameSlots, at))
    }

    /// The names with the same words as the first.
    fn group(&self, first: u32) -> impl Iterator<Item = (u32, NameRecord)> {
        let mut next = Some(first);
        std::iter::from_fn(move || {
            let number = next?;
            let record = self.name_record(number)?;
            next = if record.flags & LAST == 0 { number.checked_add(1) } else { None };
            Some((number, record))
        })
    }

    /// The names of a hit whose case agrees with the text.
    pub fn names_at(&self, text: Walk<'_>, hit: NameHit) -> impl Iterator<Item = Name<'_>> {
        self.group(hit.group)
            .filter(move |(_, record)| self.agrees(record, text, hit.start, hit.end))
            .map(|(number, record)| self.name_of_record(number, &record))
    }

    /// Tokens at which a name of the base may start, in order: at all others none does. The whole text is looked at in two
    /// sweeps, in which no look-up waits for another; one by one, most of the time would be spent on waiting for memory.
    #[must_use]
    pub fn name_starts(&self, tokens: &[Token]) -> Vec<u32> {
        let filter: &[u64] = self.records(Section::NameFilter, 0..self.count::<u64>(Section::NameFilter));
        let word = |at: usize| filter.get(at).copied();
        let mut starts: Vec<u32> = Vec::with_capacity(tokens.len() / 4);
        for (at, token) in tokens.iter().enumerate() {
            let named = !matches!(token.kind, TokenKind::Mark | TokenKind::Possessive);
            if named && may_start(token, filter.len(), word) {
                starts.push(crate::text::source::offset(at));
            }
        }
        let slots = self.count::<Slot>(Section::NameSlots);
        starts.retain(|&at| {
            let state = tokens.get(at as usize).map_or(0, |token| fold::chain(0, token.hash));
            // An empty slot where the search begins: there is no such name.
            let first: Option<Slot> = self.record(Section::NameSlots, home(state, slots));
            first.is_none_or(|slot| slot.to != 0)
        });
        starts
    }

    /// The longest name that starts at token `at`, with at least one record whose case agrees.
    #[must_use]
    pub fn name_at(&self, text: Walk<'_>, at: usize) -> Option<NameHit> {
        let words = self.count::<u64>(Section::NameFilter);
        if !may_start(text.tokens.get(at)?, words, |at| self.record(Section::NameFilter, at)) {
            return None;
        }
        let mut state = 0;
        let mut next = at;
        let mut best = None;
        while let Some(token) = text.tokens.get(next) {
            state = fold::chain(state, token.hash);
            let mut more = false;
            for to in self.probe_names(state) {
                more |= to & MORE != 0;
                if let Some(group) = (to & !MORE).checked_sub(1)
                    && self.group(group).any(|(_, record)| self.agrees(&record, text, at, next + 1))
                {
                    best = Some(NameHit { start: at, end: next + 1, group });
                }
            }
            if !more {
                break;
            }
            next = text.next(next);
            if text.tokens.get(next).is_none_or(Token::break_before) {
                break;
            }
        }
        best
    }

    /// Whether the tokens are the record's words, in a case that names it.
    fn agrees(&self, record: &NameRecord, text: Walk<'_>, start: usize, end: usize) -> bool {
        let mut rest = self.text(record.text, u32::from(record.len));
        let mut at = start;
        while at < end {
            let Some(token) = text.tokens.get(at) else { return false };
            rest = rest.trim_start_matches(passed);
            let Some(len) = same_word(rest, token.span.of(text.text)) else { return false };
            let (part, after) = rest.split_at(len);
            if record.flags & ANY_CASE == 0 && !case_agrees(part, token) {
                return false;
            }
            rest = after;
            at = text.next(at);
        }
        rest.trim_start_matches(passed).is_empty()
    }
}

/// Whether some name may start with a word, by a filter of so many words that `filter` reads. Never wrong where it says no.
#[inline]
fn may_start(token: &Token, words: usize, filter: impl Fn(usize) -> Option<u64>) -> bool {
    let has = |any_case: bool| {
        let (at, bits) = filter_bits(token.hash, any_case, words);
        filter(at).is_some_and(|word| word & bits == bits)
    };
    has(true) || (token.capital() && has(false))
}

/// What is no part of any word of a name.
fn passed(c: char) -> bool {
    if c.is_ascii() {
        return c == ' ' || c == '-' || c.is_ascii_whitespace();
    }
    c.is_whitespace() || hyphen(c.encode_utf8(&mut [0; 4])) || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}')
}

/// How many bytes of a name its next word takes, if that is the word of the text.
fn same_word(name: &str, word: &str) -> Option<usize> {
    let head = name.as_bytes().get(..word.len());
    if word.is_ascii() && head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes())) {
        // A mark over the last letter belongs to it.
        let rest = &name[word.len()..];
        if rest.as_bytes().first().is_none_or(u8::is_ascii) {
            return Some(word.len());
        }
        let marks = rest.len() - rest.trim_start_matches(unicode_normalization::char::is_combining_mark).len();
        return Some(word.len() + marks);
    }
    if word.is_ascii() && name.is_ascii() {
        return None;
    }
    let wanted = fold::fold(word);
    let mut have = String::new();
    for (at, c) in name.char_indices() {
        let folded = fold::fold(c.encode_utf8(&mut [0; 4]));
        if have.len() >= wanted.len() && !folded.is_empty() {
            return (have == wanted).then_some(at);
        }
        have.push_str(&folded);
    }
    (have == wanted).then_some(name.len())
}

/// A capital of the name asks for one in the text, a word in capitals for one in capitals.
fn case_agrees(part: &str, token: &Token) -> bool {
    if part.is_ascii() {
        let bytes = part.as_bytes();
        if !bytes.first().is_some_and(u8::is_ascii_uppercase) {
            return true;
        }
        let shouted = bytes.get(1..).is_some_and(|rest| rest.iter().any(u8::is_ascii_uppercase))
            && !bytes.iter().any(u8::is_ascii_lowercase);
        return if shouted { token.all_capitals() } else { token.capital() };
    }
    let capital = part.chars().next().is_some_and(char::is_uppercase);
    if !capital {
        return true;
    }
    let shouted = part.chars().filter(|c| c.is_alphabetic()).count() > 1 && !part.chars().any(char::is_lowercase);
    if shouted { token.all_capitals() } else { token.capital() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_by_letters() {
        assert_eq!(same_word("United Nations", "united"), Some(6));
        assert_eq!(same_word("Zürich West", "ZURICH"), Some("Zürich".len()));
        assert_eq!(same_word("Zu\u{308}rich", "zürich"), Some("Zu\u{308}rich".len()));
        assert_eq!(same_word("O’Neill", "o'neill"), Some("O’Neill".len()));
        assert_eq!(same_word("Unit", "united"), None);
    }
}
