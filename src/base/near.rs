//! Near misses of names: each name with one letter left out, by hash.
//!
//! A word that is one edit away from a name shares such a shortened form with it (the symmetric
//! deletion of `SymSpell`, <https://github.com/wolfgarbe/SymSpell>); whether it really is one edit away
//! is checked on the letters.

use super::image::{Base, NameRecord, NearRecord};
use crate::text::fold;

/// Names shorter than this many letters have too many neighbours that are names or words of their own
/// (`Columbia`, `Cameron`, `Kingston`).
pub const SHORTEST: usize = 10;

/// Adds the shortened forms of one folded name.
pub fn add(folded: &str, record: u32, out: &mut Vec<NearRecord>) {
    if folded.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST {
        return;
    }
    out.push(NearRecord { hash: fold::hash(folded), record, spare: 0 });
    for short in shortened(folded) {
        out.push(NearRecord { hash: fold::hash(&short), record, spare: 0 });
    }
}

fn shortened(folded: &str) -> impl Iterator<Item = String> {
    folded.char_indices().map(|(at, c)| [&folded[..at], &folded[at + c.len_utf8()..]].concat())
}

impl Base {
    /// Whether some long enough name has exactly this folded form.
    #[must_use]
    pub fn has_name(&self, folded: &str) -> bool {
        let hash = fold::hash(folded);
        let table = self.near_records();
        let start = table.partition_point(|record| record.hash < hash);
        table[start..]
            .iter()
            .take_while(|record| record.hash == hash)
            .filter_map(|record| self.name_records().get(record.record as usize))
            .any(|name| self.text(name.folded, name.folded_len) == folded)
    }

    /// The names that `folded` is one slip away from: one letter too few, too many, other, or two
    /// swapped, within the name and not at its first letter or as a mere ending.
    #[must_use]
    pub fn near_names(&self, folded: &str) -> Vec<&NameRecord> {
        if folded.chars().filter(|c| c.is_alphabetic()).count() + 1 < SHORTEST {
            return Vec::new();
        }
        let table = self.near_records();
        let mut found: Vec<u32> = Vec::new();
        let mut look_up = |form: &str| {
            let hash = fold::hash(form);
            let start = table.partition_point(|record| record.hash < hash);
            found.extend(table[start..].iter().take_while(|record| record.hash == hash).map(|record| record.record));
        };
        look_up(folded);
        // One buffer for all shortened forms: most words have no neighbour, and all of that is in vain.
        let mut form = String::with_capacity(folded.len());
        for (at, c) in folded.char_indices() {
            form.clear();
            form.push_str(&folded[..at]);
            form.push_str(&folded[at + c.len_utf8()..]);
            look_up(&form);
        }
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .filter_map(|record| self.name_records().get(record as usize))
            .filter(|record| slip(folded, self.text(record.folded, record.folded_len)))
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
    use super::slip;

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
}
