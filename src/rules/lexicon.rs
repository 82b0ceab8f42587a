//! The vocabulary: every word that a word class or a pattern mentions, and which classes it is in.
//!
//! Texts are looked up once per token; everything above works on small word numbers.

use super::inflect;
use crate::quantity::Decimal;
use crate::text::{Token, Walk, tokenize};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A word of the vocabulary; 0 is 'none of them'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WordId(pub u32);

impl WordId {
    /// Any word that is not in the vocabulary.
    pub const NONE: Self = Self(0);
}

/// A word class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClassId(pub u16);

/// The number of a value in [`Lexicon::values`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ValueId(u32);

impl ValueId {
    /// The number as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an entry of a word class stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordValue {
    /// As written before the `=`; empty where nothing is.
    pub text: String,
    /// The same as a number, if it is one.
    pub number: Option<Decimal>,
}

/// One entry of a class: one or more words. Hyphens are not kept; they never matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    class: ClassId,
    /// Its words: from here on in [`Lexicon::entry_words`], so many.
    first: u32,
    len: u16,
    /// What it stands for, in [`Lexicon::values`].
    value: u32,
}

/// Word classes and the vocabulary that they span. Flat tables, so that decoding is a few copies.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lexicon {
    classes: Vec<String>,
    /// By the word that they start with, then by class, the longest first.
    entries: Vec<Entry>,
    /// Word n starts the entries between numbers n and n + 1 of these.
    starting: Vec<u32>,
    /// The entries by the word that they end with, then by class, the longest first.
    endings: Vec<u32>,
    /// Word n ends the endings between numbers n and n + 1 of these.
    ending: Vec<u32>,
    entry_words: Vec<WordId>,
    values: Vec<WordValue>,
    /// The words, by number; the first stands for none. Only wanted while rules are compiled.
    #[serde(skip)]
    spellings: Vec<String>,
    /// The hash of each word.
    hashes: Vec<u64>,
    /// Open addressing to word numbers; a power of two in length, at most half full, so small that it stays in the
    /// cache: the bits that a number leaves free hold the upper ones of the hash. The whole hash is compared only
    /// where these are right.
    slots: Vec<u32>,
    /// How many bits of a slot are the number.
    number_bits: u32,
}

/// An entry found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// Number of tokens that it spans, hyphens between its words included.
    pub tokens: usize,
    /// What it stands for.
    pub value: &'a WordValue,
    /// The number of that.
    pub id: ValueId,
}

impl Lexicon {
    /// The number of words in the vocabulary, `WordId::NONE` included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether no class has an entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The class of a name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.iter().position(|class| class == name).and_then(|at| u16::try_from(at).ok()).map(ClassId)
    }

    /// Names of all classes, in order of their numbers.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(String::as_str)
    }

    /// The word with this hash of its folded form ([`crate::text::fold::hash`]).
    #[inline]
    #[must_use]
    pub fn word(&self, hash: u64) -> WordId {
        let Some(mask) = self.slots.len().checked_sub(1) else { return WordId::NONE };
        let tag = tag(hash, self.number_bits);
        let mut at = slot(hash, mask);
        while let Some(&found) = self.slots.get(at) {
            let right = found >> self.number_bits == tag;
            // Whether a word is known nobody can foretell, so that no branch is taken by it; that another word holds
            // the place is rare.
            if right || found == 0 {
                let word = found & !(u32::MAX << self.number_bits);
                let same = self.hashes.get(word as usize) == Some(&hash) && word != 0;
                if same || found == 0 {
                    return if same { WordId(word) } else { WordId::NONE };
                }
            }
            at = (at + 1) & mask;
        }
        WordId::NONE
    }

    /// The word numbers of a text's tokens.
    #[must_use]
    pub fn words(&self, tokens: &[Token]) -> Vec<WordId> {
        tokens.iter().map(|token| self.word(token.hash)).collect()
    }

    /// Whether the single word is an entry of the class, and what it stands for there.
    #[must_use]
    pub fn value(&self, word: WordId, class: ClassId) -> Option<&WordValue> {
        self.single(word, class).map(|found| found.value)
    }

    /// The same with the number of the value.
    #[inline]
    #[must_use]
    pub fn single(&self, word: WordId, class: ClassId) -> Option<Found<'_>> {
        self.starting(word, class).find(|entry| entry.len == 1).and_then(|entry| self.found(entry, 1))
    }

    /// All values of entries.
    #[must_use]
    pub fn values(&self) -> &[WordValue] {
        &self.values
    }

    #[inline]
    fn found(&self, entry: &Entry, tokens: usize) -> Option<Found<'_>> {
        Some(Found { tokens, value: self.values.get(entry.value as usize)?, id: ValueId(entry.value) })
    }

    /// The longest entry of the class that starts at token `at`.
    #[must_use]
    pub fn at(&self, class: ClassId, text: Words<'_>, at: usize) -> Option<Found<'_>> {
        let word = *text.words.get(at)?;
        self.starting(word, class).find_map(|entry| {
            let mut next = at;
            for (index, &word) in self.words_of(entry).iter().enumerate() {
                if index > 0 {
                    next = text.next(next);
                }
                if text.words.get(next) != Some(&word) {
                    return None;
                }
            }
            self.found(entry, next + 1 - at)
        })
    }

    /// The longest entry of the class whose last token is just before token `end`.
    #[must_use]
    pub fn before(&self, class: ClassId, text: Words<'_>, end: usize) -> Option<Found<'_>> {
        let last = end.checked_sub(1)?;
        let word = *text.words.get(last)?;
        self.ending(word, class).find_map(|entry| {
            let mut next = last;
            for (index, &word) in self.words_of(entry).iter().rev().enumerate() {
                if index > 0 {
                    next = text.previous(next)?;
                }
                if text.words.get(next) != Some(&word) {
                    return None;
                }
            }
            self.found(entry, end - next)
        })
    }

    /// The folded spelling of the first of some words.
    #[must_use]
    pub fn text_of(&self, words: &[WordId]) -> Option<&str> {
        words.first().and_then(|word| self.spellings.get(word.0 as usize)).map(String::as_str)
    }

    /// First words of all entries of a class: the tokens at which the class may stand.
    pub fn first_words(&self, class: ClassId) -> impl Iterator<Item = WordId> {
        self.entries
            .iter()
            .filter(move |entry| entry.class == class)
            .filter_map(|entry| self.words_of(entry).first().copied())
    }

    /// All entries: the class of each and its words.
    pub fn entries(&self) -> impl Iterator<Item = (ClassId, &[WordId])> {
        self.entries.iter().map(|entry| (entry.class, self.words_of(entry)))
    }

    #[inline]
    fn words_of(&self, entry: &Entry) -> &[WordId] {
        let first = entry.first as usize;
        self.entry_words.get(first..first + usize::from(entry.len)).unwrap_or(&[])
    }

    /// The entries of one class that start with a word. Small words start entries of many classes, so its own are
    /// searched for.
    #[inline]
    fn starting(&self, word: WordId, class: ClassId) -> impl Iterator<Item = &Entry> {
        let all = between(&self.entries, &self.starting, word);
        let from = all.partition_point(|entry| entry.class < class);
        all.get(from..).unwrap_or(&[]).iter().take_while(move |entry| entry.class == class)
    }

    /// The entries of one class that end with a word.
    #[inline]
    fn ending(&self, word: WordId, class: ClassId) -> impl Iterator<Item = &Entry> {
        let all = between(&self.endings, &self.ending, word);
        let entry = |&at: &u32| self.entries.get(at as usize);
        let from = all.partition_point(|at| entry(at).is_some_and(|entry| entry.class < class));
        all.get(from..).unwrap_or(&[]).iter().filter_map(entry).take_while(move |entry| entry.class == class)
    }
}

/// The part of a list that is a word's own.
#[inline]
fn between<'a, T>(all: &'a [T], bounds: &[u32], word: WordId) -> &'a [T] {
    let at = word.0 as usize;
    let (Some(&from), Some(&to)) = (bounds.get(at), bounds.get(at + 1)) else { return &[] };
    all.get(from as usize..to as usize).unwrap_or(&[])
}

/// Where the search for a hash begins.
#[inline]
fn slot(hash: u64, mask: usize) -> usize {
    usize::try_from(hash >> 7).unwrap_or(0) & mask
}

/// The upper bits of a hash, as many as a slot has beside a number of so many.
#[inline]
const fn tag(hash: u64, number_bits: u32) -> u32 {
    ((hash >> 32) as u32) >> number_bits
}

/// A text's tokens with their word numbers, for walking over hyphens.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Their words; as long as `tokens`.
    pub words: &'a [WordId],
}

impl<'a> Words<'a> {
    /// The same without the words.
    #[inline]
    #[must_use]
    pub const fn walk(&self) -> Walk<'a> {
        Walk { text: self.text, tokens: self.tokens }
    }

    /// The token after `at`, passing over a hyphen that joins two words.
    #[inline]
    #[must_use]
    pub fn next(&self, at: usize) -> usize {
        self.walk().next(at)
    }

    /// The token before `at`, passing over a hyphen that joins two words.
    #[inline]
    #[must_use]
    pub fn previous(&self, at: usize) -> Option<usize> {
        self.walk().previous(at)
    }

    /// Whether the token is a hyphen with no space on either side.
    #[inline]
    #[must_use]
    pub fn is_joint(&self, at: usize) -> bool {
        self.walk().is_joint(at)
    }
}

/// Collects entries; words get their numbers in the order of the alphabet, so that the same rules
/// always make the same lexicon.
#[derive(Debug, Clone, Default)]
pub struct LexiconBuilder {
    classes: Vec<String>,
    entries: Vec<(u16, Vec<String>, WordValue)>,
    extra: Vec<String>,
    irregular: BTreeMap<String, Vec<String>>,
}

impl LexiconBuilder {
    /// Gives a verb's irregular forms, used by every later entry with `~` after that verb.
    pub fn irregular(&mut self, verb: &str, form: &str) {
        self.irregular.entry(verb.to_owned()).or_default().push(form.to_lowercase());
    }

    /// Makes sure that a class exists, and gives its number.
    pub fn class(&mut self, name: &str) -> ClassId {
        let at = self.classes.iter().position(|class| class == name).unwrap_or_else(|| {
            self.classes.push(name.to_owned());
            self.classes.len() - 1
        });
        ClassId(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// Adds an entry as written in a words file: words separated by spaces, `~` after an inflected one.
    pub fn add(&mut self, class: &str, value: &str, entry: &str) {
        let class = self.class(class);
        let value = WordValue { text: value.to_owned(), number: value.parse().ok() };
        let mut variants: Vec<Vec<String>> = vec![Vec::new()];
        for part in entry.split_whitespace() {
            let forms: Vec<Vec<String>> = match part.strip_suffix('~') {
                Some(verb) => self.forms(verb).into_iter().map(|form| vec![form]).collect(),
                None => vec![literal(part)],
            };
            variants = variants
                .iter()
                .flat_map(|head| forms.iter().map(move |form| [head.as_slice(), form.as_slice()].concat()))
                .collect();
        }
        self.entries.extend(
            variants.into_iter().filter(|words| !words.is_empty()).map(|words| (class.0, words, value.clone())),
        );
    }

    /// Makes sure that a pattern's literal word is in the vocabulary.
    pub fn literal(&mut self, word: &str) {
        self.extra.push(word.to_lowercase());
    }

    /// All inflections of a verb.
    #[must_use]
    pub fn forms(&self, verb: &str) -> Vec<String> {
        let verb = verb.to_lowercase();
        let mut forms = match self.irregular.get(&verb) {
            Some(forms) => [std::slice::from_ref(&verb), forms.as_slice()].concat(),
            None => inflect::regular(&verb),
        };
        forms.sort();
        forms.dedup();
        forms
    }

    /// Numbers the words and builds the tables.
    #[must_use]
    pub fn build(mut self) -> Lexicon {
        let mut words: Vec<String> = self.entries.iter().flat_map(|(_, words, _)| words.clone()).collect();
        words.append(&mut self.extra);
        words.sort();
        words.dedup();
        let number =
            |word: &String| WordId(u32::try_from(words.binary_search(word).map_or(0, |at| at + 1)).unwrap_or(0));
        let mut values: Vec<WordValue> = Vec::new();
        let mut entry_words: Vec<WordId> = Vec::new();
        let mut entries: Vec<Entry> = Vec::new();
        for (class, spelled, value) in &self.entries {
            let known = values.iter().position(|known| known == value).unwrap_or_else(|| {
                values.push(value.clone());
                values.len() - 1
            });
            let first = u32::try_from(entry_words.len()).unwrap_or(u32::MAX);
            entry_words.extend(spelled.iter().map(&number));
            let len = u16::try_from(spelled.len()).unwrap_or(u16::MAX);
            entries.push(Entry { class: ClassId(*class), first, len, value: u32::try_from(known).unwrap_or(u32::MAX) });
        }
        let word_of = |entry: &Entry, last: bool| {
            let at = entry.first as usize + if last { usize::from(entry.len).saturating_sub(1) } else { 0 };
            entry_words.get(at).copied().unwrap_or(WordId::NONE)
        };
        entries.sort_by_key(|entry| (word_of(entry, false), entry.class, std::cmp::Reverse(entry.len)));
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|&at| (word_of(&entries[at], true), entries[at].class, std::cmp::Reverse(entries[at].len)));
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let bounds = |of: &dyn Fn(usize) -> WordId| {
            let firsts: Vec<WordId> = (0..entries.len()).map(of).collect();
            let bound = |word: usize| number(firsts.partition_point(|first| (first.0 as usize) < word));
            (0..words.len() + 2).map(bound).collect::<Vec<u32>>()
        };
        let starting = bounds(&|at| word_of(&entries[at], false));
        let ending = bounds(&|at| word_of(&entries[order[at]], true));
        let endings = order.iter().map(|&at| number(at)).collect();
        words.insert(0, String::new());
        let hashes: Vec<u64> = words.iter().map(|word| crate::text::fold::hash(word)).collect();
        let (slots, number_bits) = slots(&hashes);
        Lexicon {
            classes: self.classes,
            entries,
            starting,
            endings,
            ending,
            entry_words,
            values,
            spellings: words,
            hashes,
            slots,
            number_bits,
        }
    }
}

/// The words of a literal as the tokenizer cuts them, folded, without hyphens.
fn literal(part: &str) -> Vec<String> {
    tokenize(part).iter().map(|token| crate::text::fold::fold(token.span.of(part))).filter(|word| word != "-").collect()
}

/// The table of words and how many bits their numbers take; the first hash is that of none.
fn slots(hashes: &[u64]) -> (Vec<u32>, u32) {
    let size = (hashes.len() * 2).next_power_of_two();
    let number_bits = hashes.len().ilog2() + 1;
    let mut slots = vec![0; size];
    for (word, &hash) in hashes.iter().enumerate().skip(1) {
        let mut at = slot(hash, size - 1);
        while slots[at] != 0 {
            at = (at + 1) & (size - 1);
        }
        slots[at] = tag(hash, number_bits) << number_bits | u32::try_from(word).unwrap_or(0);
    }
    (slots, number_bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_longest_entries_in_both_directions() {
        let mut builder = LexiconBuilder::default();
        builder.irregular("become", "became");
        for (class, value, entry) in [
            ("month", "5", "may"),
            ("joining", "", "become~ a member of"),
            ("joining", "", "join~"),
            ("status", "x", "non-nuclear state"),
        ] {
            builder.add(class, value, entry);
        }
        let lexicon = builder.build();
        let text = "It became a member of it in May, a non nuclear state, a non-nuclear state.";
        let tokens = tokenize(text);
        let words = lexicon.words(&tokens);
        let walk = Words { text, tokens: &tokens, words: &words };
        let class = |name| lexicon.class(name).expect("class");
        assert_eq!(lexicon.at(class("joining"), walk, 1).map(|found| found.tokens), Some(4));
        assert_eq!(lexicon.before(class("joining"), walk, 5).map(|found| found.tokens), Some(4));
        assert_eq!(lexicon.value(words[7], class("month")).and_then(|value| value.number), Some(5.into()));
        let status: Vec<usize> = (0..tokens.len())
            .filter_map(|at| lexicon.at(class("status"), walk, at))
            .map(|found| found.tokens)
            .collect();
        assert_eq!(status, [3, 4]);
        assert_eq!(lexicon.word(crate::text::fold::hash("absent")), WordId::NONE);
    }
}
