//! Near misses of names: each name by its two halves.
//!
//! One slip leaves either the first half of a name as it is, or the second: what is one slip away shares a half
//! with it. Whether it really is one slip away is checked on the letters.

use super::image::record::NearRecord;
use super::image::slots::{home, tag};
use super::image::{Base, Section};
use super::names::{Name, NameKey};
use crate::text::fold;

/// Names shorter than this many letters have too many neighbours that are names or words of their own
/// (`Columbia`, `Cameron`, `Kingston`).
pub const SHORTEST: usize = 10;

/// Entries in a bucket on average.
const BUCKET: usize = 12;

/// The halves of names, while they are gathered.
#[derive(Debug, Default)]
pub struct Halves(Vec<(u64, u32)>);

impl Halves {
    /// Adds a name, if it is long enough and a proper name.
    pub fn add(&mut self, key: &NameKey, name: u32) {
        if key.capitals && letters(&key.folded) >= SHORTEST {
            let length = key.folded.chars().count();
            self.0.extend(halves(&key.folded, length, length).into_iter().flatten().map(|hash| (hash, name)));
        }
    }

    /// The buckets' starts, and all entries.
    #[must_use]
    pub fn finish(self) -> (Vec<u32>, Vec<NearRecord>) {
        let buckets = self.0.len() / BUCKET + 1;
        let mut entries: Vec<(usize, NearRecord)> =
            self.0.into_iter().map(|(hash, name)| (home(hash, buckets), NearRecord { tag: tag(hash), name })).collect();
        entries.sort_unstable();
        let starts = (0..=buckets)
            .map(|bucket| crate::text::source::offset(entries.partition_point(|(at, _)| *at < bucket)))
            .collect();
        (starts, entries.into_iter().map(|(_, entry)| entry).collect())
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
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

    /// The names that `folded` is one slip away from: one letter too few, too many, other, or two
    /// swapped, within the name and not at its first letter or as a mere ending.
    #[must_use]
    pub fn near_names(&self, folded: &str) -> Vec<Name<'_>> {
        if letters(folded) + 1 < SHORTEST {
            return Vec::new();
        }
        let buckets = self.count::<u32>(Section::NearStarts).saturating_sub(1);
        let start = |at: usize| self.record::<u32>(Section::NearStarts, at).unwrap_or(0) as usize;
        let characters = folded.chars().count();
        let mut found: Vec<u32> = Vec::new();
        for length in characters.saturating_sub(1)..=characters + 1 {
            for hash in halves(folded, characters, length).into_iter().flatten() {
                let bucket = home(hash, buckets);
                let entries = start(bucket)..start(bucket + 1);
                found.extend(
                    entries
                        .filter_map(|at| self.record::<NearRecord>(Section::Near, at))
                        .filter(|entry| entry.tag == tag(hash))
                        .map(|entry| entry.name),
                );
            }
        }
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .filter_map(|number| self.name(number))
            .filter(|name| slip(folded, &NameKey::new(name.text).folded))
            .collect()
    }
}

/// Whether `wrong` is `right` with one slip inside one of its words, not at the word's first letter and not
/// a mere ending.
#[must_use]
pub fn slip(wrong: &str, right: &str) -> bool {
    let ending = right.starts_with(wrong) || wrong.starts_with(right);
    let words = wrong.split(' ').count() == right.split(' ').count();
    let firsts = wrong.split(' ').zip(right.split(' ')).all(|(a, b)| a.chars().next() == b.chars().next());
    wrong != right && !ending && words && firsts && strsim::osa_distance(wrong, right) == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slips_lie_inside_the_name() {
        assert!(
            slip("kazakhtan", "kazakhstan")
                && slip("angela merkle", "angela merkel")
                && slip("mitt romnay", "mitt romney")
        );
        assert!(!slip("john perry", "john kerry") && !slip("joebiden", "joe biden"));
        assert!(!slip("austrian", "austria") && !slip("ustria", "austria") && !slip("austria", "austria"));
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
