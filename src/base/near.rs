//! Near misses of names: names of one word by their two halves, names of several by all their words but one.
//!
//! One slip leaves either the first half of a word as it is, or the second, and all other words of the name: what
//! is one slip away shares a half or the other words with it. Whether it really is one slip away is checked on the
//! letters.

use super::image::record::{NameWordRecord, NearRecord};
use super::image::slots::{home, tag};
use super::image::{Base, Section};
use super::names::{Name, NameKey};
use crate::base::EntityId;
use crate::text::fold;

/// Shorter names that are not those of people have too many neighbours that are names or words of their own
/// (`Columbia`, `Cameron`, `Kingston`).
pub const SHORTEST: usize = 10;
/// Names of at most so many words are looked for with a slip in one of them; a full stop counts as a word.
pub const MOST: usize = 5;

/// Entries in a bucket on average.
const BUCKET: usize = 12;

/// The halves and the other words of names, and the words of people's names, while they are gathered.
#[derive(Debug, Default)]
pub struct Gathered {
    near: Vec<(u64, u32)>,
    /// Hash of a word, whether it is the first or the last of a name, and whose.
    words: Vec<(u64, Position, EntityId)>,
}

/// Where a word stands in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Position {
    First,
    Inner,
    Last,
}

/// The finished tables.
#[derive(Debug, Default)]
pub struct NearTables {
    /// First entry of each bucket, and one more.
    pub starts: Vec<u32>,
    /// The entries.
    pub near: Vec<NearRecord>,
    /// Words of people's names.
    pub words: Vec<NameWordRecord>,
}

impl Gathered {
    /// Adds a proper name for which misspellings are looked for.
    pub fn add(&mut self, key: &NameKey, name: u32, personal: bool) {
        let words = key.hashes.len();
        if !key.capitals || (!personal && letters(&key.folded) < SHORTEST) || words > MOST {
            return;
        }
        if words == 1 {
            if letters(&key.folded) >= SHORTEST {
                let length = key.folded.chars().count();
                self.near.extend(halves(&key.folded, length, length).into_iter().flatten().map(|hash| (hash, name)));
            }
            return;
        }
        for (at, word) in key.folded.split(' ').enumerate().take(words) {
            if let Some(first) = word.chars().next().filter(|first| first.is_alphabetic()) {
                self.near.push((others(&key.hashes, at, first), name));
            }
        }
    }

    /// Adds a name made of words of the language: any word of it that says something may be mixed up with another.
    pub fn worded(&mut self, key: &NameKey, name: u32) {
        if !key.capital || key.hashes.len() > LONGEST || telling(&key.folded).count() < TELLING {
            return;
        }
        for at in telling(&key.folded) {
            self.near.push((others(&key.hashes, at, ANY), name));
        }
    }

    /// Adds the words of a person's name.
    pub fn person(&mut self, key: &NameKey, whose: EntityId) {
        let last =
            key.folded.split(' ').enumerate().filter(|(_, word)| letters(word) >= FAMILY).map(|(at, _)| at).last();
        for (at, (word, &hash)) in key.folded.split(' ').zip(&key.hashes).enumerate() {
            let position = match at {
                _ if letters(word) == 0 || key.hashes.len() < 2 => continue,
                0 => Position::First,
                _ if Some(at) == last => Position::Last,
                _ => Position::Inner,
            };
            self.words.push((hash, position, whose));
        }
    }

    /// The tables of all that was added.
    #[must_use]
    pub fn finish(mut self) -> NearTables {
        let buckets = self.near.len() / BUCKET + 1;
        let mut entries: Vec<(usize, NearRecord)> = self
            .near
            .into_iter()
            .map(|(hash, name)| (home(hash, buckets), NearRecord { tag: tag(hash), name }))
            .collect();
        entries.sort_unstable();
        let starts = (0..=buckets)
            .map(|bucket| crate::text::source::offset(entries.partition_point(|(at, _)| *at < bucket)))
            .collect();
        self.words.sort_unstable();
        self.words.dedup();
        let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let words = self
            .words
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|group| {
                let of = |wanted: Position| group.iter().filter(|(_, position, _)| *position == wanted).count();
                let tag = tag(group.first()?.0);
                Some(NameWordRecord { tag, given: count(of(Position::First)), family: count(of(Position::Last)) })
            })
            .collect::<Vec<_>>();
        let mut words = words;
        words.sort_unstable();
        NearTables { starts, near: entries.into_iter().map(|(_, entry)| entry).collect(), words }
    }
}

/// A family name has at least so many letters; `Jr` and `II` are none.
const FAMILY: usize = 3;

/// Names of at most so many words are looked for with another word in the place of one.
pub const LONGEST: usize = 9;
/// Such names have at least so many words that say something.
pub const TELLING: usize = 3;
/// Such words have at least so many letters.
pub const SOMETHING: usize = 4;
/// Stands for whatever letter a word begins with.
const ANY: char = '*';

/// Which words of a folded name say something.
fn telling(folded: &str) -> impl Iterator<Item = usize> + '_ {
    folded.split(' ').enumerate().filter(|(_, word)| letters(word) >= SOMETHING).map(|(at, _)| at)
}

/// How many letters a text has.
#[must_use]
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// How many letters and digits a text has, if it is of ASCII.
fn plain_letters(text: &str) -> Option<usize> {
    text.is_ascii().then(|| text.bytes().filter(u8::is_ascii_alphanumeric).count())
}

/// The hash of all words but one, and of the first letter of that.
fn others(hashes: &[u64], but: usize, first: char) -> u64 {
    let start = fold::chain(hashes.len() as u64, but as u64);
    let words = hashes.iter().enumerate().filter(|(at, _)| *at != but).map(|(_, &hash)| hash);
    fold::chain(words.fold(start, fold::chain), u64::from(first))
}

/// The hashes of both halves, of a text of so many characters, as of a name of `length`.
///
/// The halves leave one character of the name between them, so that two swapped ones cannot break both.
fn halves(folded: &str, characters: usize, length: usize) -> [Option<u64>; 2] {
    let head = length.saturating_sub(1) / 2;
    let tail = length.saturating_sub(1) - head;
    let cut = |at: usize| folded.char_indices().nth(at).map_or(folded.len(), |(at, _)| at);
    let hash = |part: &str, side: u64| fold::chain(fold::hash(part), length as u64 * 2 + side);
    [
        (characters >= head).then(|| hash(&folded[..cut(head)], 0)),
        (characters >= tail).then(|| hash(&folded[cut(characters - tail)..], 1)),
    ]
}

impl Base {
    /// Whether some name has exactly this folded form.
    #[must_use]
    pub fn has_name(&self, folded: &str) -> bool {
        !self.named(folded).is_empty()
    }

    fn near(&self, hash: u64) -> impl Iterator<Item = u32> {
        let bucket = home(hash, self.count::<u32>(Section::NearStarts).saturating_sub(1));
        let entries = match self.records::<u32>(Section::NearStarts, bucket..bucket + 2) {
            &[from, to] => self.records::<NearRecord>(Section::Near, from as usize..to as usize),
            _ => &[],
        };
        entries.iter().filter(move |entry| entry.tag == tag(hash)).map(|entry| entry.name)
    }

    /// The names of one word that `folded` is one slip away from: one letter too few, too many, other, or two
    /// swapped, within the word and not at its first letter or as a mere ending.
    #[must_use]
    pub fn near_names(&self, folded: &str) -> Vec<Name<'_>> {
        if letters(folded) + 1 < SHORTEST {
            return Vec::new();
        }
        let characters = folded.chars().count();
        let mut found: Vec<u32> = (characters.saturating_sub(1)..=characters + 1)
            .flat_map(|length| halves(folded, characters, length))
            .flatten()
            .flat_map(|hash| self.near(hash))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .filter_map(|number| self.name(number))
            .filter(|name| slip(folded, &NameKey::new(name.text).folded))
            .collect()
    }

    /// The names of several words that differ from these words in the letters of one, by one slip and not in its
    /// first letter; and which word that is. Each word is given as its hash and its text.
    #[must_use]
    pub fn near_words(&self, hashes: &[u64], words: &[&str]) -> Vec<(Name<'_>, usize)> {
        let mut found = Vec::new();
        let own = words.iter().try_fold(0, |all, word| Some(all + plain_letters(word)?));
        for (at, word) in words.iter().enumerate() {
            let Some(first) = word.chars().next().filter(|first| first.is_alphabetic()) else { continue };
            let first =
                if first.is_ascii() { Some(first.to_ascii_lowercase()) } else { fold::fold(word).chars().next() };
            let Some(first) = first else { continue };
            for number in self.near(others(hashes, at, first)) {
                let Some(name) = self.name(number) else { continue };
                // Most have the same first name and a family name of another length.
                if own.zip(plain_letters(name.text)).is_some_and(|(own, right)| own.abs_diff(right) > 1) {
                    continue;
                }
                let key = NameKey::new(name.text);
                let right = key.folded.split(' ').nth(at).unwrap_or_default();
                let same = key.hashes.len() == hashes.len()
                    && key.hashes.iter().zip(hashes).enumerate().all(|(place, (a, b))| place == at || a == b);
                if same && strsim::osa_distance(&fold::fold(word), right) == 1 {
                    found.push((name, at));
                }
            }
        }
        found.sort_unstable_by_key(|(name, at)| (name.number, *at));
        found.dedup_by_key(|(name, at)| (name.number, *at));
        found
    }

    /// The names made of words of the language that differ from these words in the one at `at`.
    #[must_use]
    pub fn mixed_words(&self, hashes: &[u64], at: usize) -> Vec<Name<'_>> {
        let same = |name: &Name<'_>| {
            let key = NameKey::new(name.text);
            key.hashes.len() == hashes.len()
                && key.hashes.iter().zip(hashes).enumerate().all(|(place, (a, b))| (place == at) != (a == b))
        };
        let mut found: Vec<_> =
            self.near(others(hashes, at, ANY)).filter_map(|number| self.name(number)).filter(same).collect();
        found.sort_unstable_by_key(|name| name.number);
        found
    }

    /// How many people have a word as their first, and as their last name; none if it is no word of a person's name.
    #[must_use]
    pub fn name_word(&self, word: &str) -> Option<NameWordRecord> {
        let wanted = tag(fold::hash(word));
        let count = self.count::<NameWordRecord>(Section::NameWords);
        let at = self.first(Section::NameWords, 0..count, |record: &NameWordRecord| record.tag < wanted);
        self.record(Section::NameWords, at).filter(|record: &NameWordRecord| record.tag == wanted)
    }
}

/// The last of several words has at least so many letters: shorter ones have too many neighbours that are
/// names too.
const SHORTEST_LAST: usize = 6;

/// Whether `wrong` is `right` with one slip inside one of its words, not at the word's first letter and not
/// a mere ending.
#[must_use]
pub fn slip(wrong: &str, right: &str) -> bool {
    let words = right.split(' ').count();
    if wrong == right || wrong.split(' ').count() != words || strsim::osa_distance(wrong, right) != 1 {
        return false;
    }
    wrong.split(' ').zip(right.split(' ')).enumerate().filter(|(_, (a, b))| a != b).all(|(at, (a, b))| {
        let last = at + 1 == words;
        let short = last && words > 1 && letters(b) < SHORTEST_LAST;
        a.chars().next() == b.chars().next() && !ending(a, b) && !short
    })
}

/// Whether one word goes on where the other stops: `Pete` and `Peter`, `Brand` and `Brandt`.
#[must_use]
pub fn ending(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slips_lie_inside_the_name() {
        assert!(slip("kazakhtan", "kazakhstan") && slip("new hamsphire", "new hampshire"));
        assert!(!slip("john perry", "john kerry") && !slip("joebiden", "joe biden"));
        assert!(!slip("austrian", "austria") && !slip("ustria", "austria") && !slip("austria", "austria"));
        assert!(!slip("grand fork", "grand ford"));
    }

    #[test]
    fn all_words_but_one_are_found_again() {
        let key = |name: &str| NameKey::new(name).hashes;
        assert_eq!(others(&key("Anna Weber"), 1, 'w'), others(&key("Anna Wbeer"), 1, 'w'));
        assert_ne!(others(&key("Anna Weber"), 1, 'w'), others(&key("Anna Weber"), 0, 'w'));
        assert_ne!(others(&key("Anna Weber"), 1, 'w'), others(&key("Anne Weber"), 1, 'w'));
    }

    proptest! {
        #[test]
        fn one_slip_leaves_a_half(right in "[a-d]{10,16}", at in 0..15_usize, how in 0..4, letter in prop::char::range('a', 'd')) {
            let mut wrong: Vec<char> = right.chars().collect();
            let at = at.min(wrong.len() - 2);
            match how {
                0 => wrong[at] = letter,
                1 => wrong.insert(at, letter),
                2 => { wrong.remove(at); }
                _ => wrong.swap(at, at + 1),
            }
            let wrong: String = wrong.into_iter().collect();
            let length = right.chars().count();
            let (of_right, of_wrong) =
                (halves(&right, length, length), halves(&wrong, wrong.chars().count(), length));
            prop_assert!(of_right.iter().zip(of_wrong).any(|(right, wrong)| right.is_some() && *right == wrong));
        }
    }
}
