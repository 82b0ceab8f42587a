//! Open addressing: a table of hashes with what they stand for, used straight from the bytes.

use bytemuck::{Pod, Zeroable};

/// A slot; a reference of 0 is an empty one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Slot {
    /// Lower half of the hash.
    pub tag: u32,
    /// What it stands for; never 0.
    pub to: u32,
}

/// The slot where the search for a hash begins, among so many.
#[must_use]
pub fn home(hash: u64, slots: usize) -> usize {
    // The upper half as a fraction of the table: no power of two is needed.
    let share = (hash >> 32).wrapping_mul(slots as u64) >> 32;
    usize::try_from(share).unwrap_or(0)
}

/// The lower half of a hash.
#[must_use]
pub fn tag(hash: u64) -> u32 {
    u32::try_from(hash & u64::from(u32::MAX)).unwrap_or(0)
}

/// A table of hashes in the order given; those of one hash are found in that order.
#[must_use]
pub fn build(entries: impl ExactSizeIterator<Item = (u64, u32)>) -> Vec<Slot> {
    // A quarter stays empty, one slot at least, so that every search ends.
    let size = entries.len() + entries.len() / 3 + 1;
    let mut slots = vec![Slot::default(); size];
    for (hash, to) in entries {
        let mut at = home(hash, size);
        while slots[at].to != 0 {
            at = (at + 1) % size;
        }
        slots[at] = Slot { tag: tag(hash), to };
    }
    slots
}

/// What stands under a hash, in a table whose slots `get` reads. One that cannot be read ends the search.
pub fn probe(hash: u64, slots: usize, get: impl Fn(usize) -> Option<Slot>) -> impl Iterator<Item = u32> {
    let (mut at, tag) = (if slots == 0 { 0 } else { home(hash, slots) }, tag(hash));
    let mut left = slots;
    std::iter::from_fn(move || {
        while left > 0 {
            left -= 1;
            let slot = get(at).filter(|slot| slot.to != 0)?;
            at += 1;
            if at == slots {
                at = 0;
            }
            if slot.tag == tag {
                return Some(slot.to);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_all_of_a_hash_and_nothing_else() {
        let entries: Vec<(u64, u32)> =
            (1..=100_u32).map(|n| (u64::from(n / 2).wrapping_mul(0x9E37_79B9_7F4A_7C15), n)).collect();
        let slots = build(entries.iter().copied());
        for (hash, _) in &entries {
            let found: Vec<u32> = probe(*hash, slots.len(), |at| slots.get(at).copied()).collect();
            let all: Vec<u32> = entries.iter().filter(|(other, _)| other == hash).map(|(_, to)| *to).collect();
            assert_eq!(found, all);
        }
        assert_eq!(probe(77, slots.len(), |at| slots.get(at).copied()).count(), 0);
        assert_eq!(probe(77, 0, |_| None).count(), 0);
    }
}
