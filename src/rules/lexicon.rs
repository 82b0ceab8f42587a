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

/// Lists of entries, one for each word, side by side: list n lies between offsets n and n + 1.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Lists {
    offsets: Vec<u32>,
    entries: Vec<u32>,
}

impl Lists {
    fn new(lists: &[Vec<u32>]) -> Self {
        let mut all = Self { offsets: vec![0], entries: Vec::new() };
        for list in lists {
            all.entries.extend(list);
            all.offsets.push(u32::try_from(all.entries.len()).unwrap_or(u32::MAX));
        }
        all
    }

    fn get(&self, at: usize) -> &[u32] {
        let (Some(&from), Some(&to)) = (self.offsets.get(at), self.offsets.get(at + 1)) else { return &[] };
        self.entries.get(from as usize..to as usize).unwrap_or(&[])
    }
}

/// Word classes and the vocabulary that they span. Flat tables, so that decoding is a few copies.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lexicon {
    classes: Vec<String>,
    entries: Vec<Entry>,
    entry_words: Vec<WordId>,
    values: Vec<WordValue>,
    /// The words, by number; the first stands for none. Only wanted while rules are compiled.
    #[serde(skip)]
    spellings: Vec<String>,
    /// For each word, the entries that start with it, and those that end with it: by class, the longest first.
    starting: Lists,
    ending: Lists,
    /// Open addressing from hash to word number; a power of two in length, at most half full.
    slots: Vec<(u64, u32)>,
}

/// An entry found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// Number of tokens that it spans, hyphens between its words included.
    pub tokens: usize,
    /// What it stands for.
    pub value: &'a WordValue,
}

impl Lexicon {
    /// The number of words in the vocabulary, `WordId::NONE` included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starting.offsets.len().saturating_sub(1)
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
    #[must_use]
    pub fn word(&self, hash: u64) -> WordId {
        if self.slots.is_empty() {
            return WordId::NONE;
        }
        let mask = self.slots.len() - 1;
        let mut at = usize::try_from(hash >> 7).unwrap_or(0) & mask;
        loop {
            match self.slots[at] {
                (_, 0) => return WordId::NONE,
                (found, word) if found == hash => return WordId(word),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// The word numbers of a text's tokens.
    #[must_use]
    pub fn words(&self, tokens: &[Token]) -> Vec<WordId> {
        tokens.iter().map(|token| self.word(token.hash)).collect()
    }

    /// Whether the single word is an entry of the class, and what it stands for there.
    #[must_use]
    pub fn value(&self, word: WordId, class: ClassId) -> Option<&WordValue> {
        self.list(&self.starting, word, class)
            .find(|entry| entry.len == 1)
            .and_then(|entry| self.values.get(entry.value as usize))
    }

    /// The longest entry of the class that starts at token `at`.
    #[must_use]
    pub fn at(&self, class: ClassId, text: Words<'_>, at: usize) -> Option<Found<'_>> {
        let word = *text.words.get(at)?;
        self.list(&self.starting, word, class).find_map(|entry| {
            let mut next = at;
            for (index, &word) in self.words_of(entry).iter().enumerate() {
                if index > 0 {
                    next = text.next(next);
                }
                if text.words.get(next) != Some(&word) {
                    return None;
                }
            }
            Some(Found { tokens: next + 1 - at, value: self.values.get(entry.value as usize)? })
        })
    }

    /// The longest entry of the class whose last token is just before token `end`.
    #[must_use]
    pub fn before(&self, class: ClassId, text: Words<'_>, end: usize) -> Option<Found<'_>> {
        let last = end.checked_sub(1)?;
        let word = *text.words.get(last)?;
        self.list(&self.ending, word, class).find_map(|entry| {
            let mut next = last;
            for (index, &word) in self.words_of(entry).iter().rev().enumerate() {
                if index > 0 {
                    next = text.previous(next)?;
                }
                if text.words.get(next) != Some(&word) {
                    return None;
                }
            }
            Some(Found { tokens: end - next, value: self.values.get(entry.value as usize)? })
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

    /// The last words of all entries of the class.
    pub fn last_words(&self, class: ClassId) -> impl Iterator<Item = WordId> {
        self.entries
            .iter()
            .filter(move |entry| entry.class == class)
            .filter_map(|entry| self.words_of(entry).last().copied())
    }

    fn words_of(&self, entry: &Entry) -> &[WordId] {
        let first = entry.first as usize;
        self.entry_words.get(first..first + usize::from(entry.len)).unwrap_or(&[])
    }

    /// The entries of one class at a word. Small words start entries of many classes, so its own are searched for.
    fn list<'a>(&'a self, lists: &'a Lists, word: WordId, class: ClassId) -> impl Iterator<Item = &'a Entry> {
        let all = lists.get(word.0 as usize);
        let entry = |&at: &u32| self.entries.get(at as usize);
        let from = all.partition_point(|at| entry(at).is_some_and(|entry| entry.class < class));
        all.get(from..).unwrap_or(&[]).iter().filter_map(entry).take_while(move |entry| entry.class == class)
    }
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
    #[must_use]
    pub const fn walk(&self) -> Walk<'a> {
        Walk { text: self.text, tokens: self.tokens }
    }

    /// The token after `at`, passing over a hyphen that joins two words.
    #[must_use]
    pub fn next(&self, at: usize) -> usize {
        self.walk().next(at)
    }

    /// The token before `at`, passing over a hyphen that joins two words.
    #[must_use]
    pub fn previous(&self, at: usize) -> Option<usize> {
        self.walk().previous(at)
    }

    /// Whether the token is a hyphen with no space on either side.
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
        let mut starting = vec![Vec::new(); words.len() + 1];
        let mut ending = vec![Vec::new(); words.len() + 1];
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|&at| (entries[at].class, std::cmp::Reverse(entries[at].len), at));
        for at in order {
            let own = &entry_words[entries[at].first as usize..][..usize::from(entries[at].len)];
            let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
            let entry = u32::try_from(at).unwrap_or(u32::MAX);
            starting[first.0 as usize].push(entry);
            ending[last.0 as usize].push(entry);
        }
        let (starting, ending) = (Lists::new(&starting), Lists::new(&ending));
        let slots = slots(&words);
        words.insert(0, String::new());
        Lexicon { classes: self.classes, entries, entry_words, values, spellings: words, starting, ending, slots }
    }
}

/// The words of a literal as the tokenizer cuts them, folded, without hyphens.
fn literal(part: &str) -> Vec<String> {
    tokenize(part).iter().map(|token| crate::text::fold::fold(token.span.of(part))).filter(|word| word != "-").collect()
}

fn slots(words: &[String]) -> Vec<(u64, u32)> {
    let size = (words.len() * 2 + 2).next_power_of_two();
    let mut slots = vec![(0, 0); size];
    for (at, word) in words.iter().enumerate() {
        let hash = crate::text::fold::hash(word);
        let mut slot = usize::try_from(hash >> 7).unwrap_or(0) & (size - 1);
        while slots[slot].1 != 0 {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = (hash, u32::try_from(at + 1).unwrap_or(0));
    }
    slots
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
