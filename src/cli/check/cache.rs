//! Outcomes that are kept between runs, by the hash of everything that they depend on.
//!
//! A folder holds some packs for each state of program, rules, base and options. A pack is written beside the old one
//! and put in its place, so that two runs at once never read half of one; what one of them adds the other may lose,
//! which costs time and nothing else. What cannot be read counts as not there.

use crate::base::image::save::save_lightly;
use crate::outcome::Outcome;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use xxhash_rust::xxh3::xxh3_64;

/// The hash of what an outcome depends on.
pub type Key = [u8; 16];

/// How many packs a state has.
const PACKS: usize = 16;

/// The first bytes of a pack.
const MAGIC: &[u8; 8] = b"flcache1";

/// A pack that is longer drops what the run did not ask for, in bytes.
const LONGEST: usize = 32 << 20;

/// Packs of so many other states are kept.
const STATES: usize = 4;

/// Bytes of an entry in the table of a pack: key, start, length.
const ROW: usize = 16 + 4 + 4;

/// Kept outcomes.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// The hash of program, rules, base and options.
    state: String,
    packs: Vec<OnceLock<Vec<u8>>>,
    fresh: Mutex<BTreeMap<Key, Vec<u8>>>,
    asked: Mutex<BTreeSet<Key>>,
}

/// The rows of the table of a pack, if it is whole.
fn table(pack: &[u8]) -> &[u8] {
    let count =
        pack.strip_prefix(MAGIC).and_then(|rest| rest.first_chunk::<4>()).map(|count| u32::from_le_bytes(*count));
    let len = count.map_or(0, |count| count as usize * ROW);
    pack.get(MAGIC.len() + 4..).and_then(|rest| rest.get(..len)).unwrap_or(&[])
}

/// Key and bytes of a row of a pack, if they are whole.
fn entry<'a>(pack: &'a [u8], row: &[u8]) -> Option<(Key, &'a [u8])> {
    let key = *row.first_chunk::<16>()?;
    let number =
        |at: usize| row.get(at..at + 4).and_then(|bytes| bytes.first_chunk::<4>()).map(|n| u32::from_le_bytes(*n));
    let start = number(16)? as usize;
    let (sum, bytes) = pack.get(start..start.checked_add(number(20)? as usize)?)?.split_first_chunk::<8>()?;
    (xxh3_64(bytes) == u64::from_le_bytes(*sum)).then_some((key, bytes))
}

fn lookup<'a>(pack: &'a [u8], key: &Key) -> Option<&'a [u8]> {
    let rows = table(pack);
    let row = |at: usize| rows.get(at * ROW..(at + 1) * ROW);
    let (mut low, mut high) = (0, rows.len() / ROW);
    while low < high {
        let middle = usize::midpoint(low, high);
        if row(middle)?.get(..16)? < key.as_slice() { low = middle + 1 } else { high = middle }
    }
    let (found, bytes) = entry(pack, row(low)?)?;
    (found == *key).then_some(bytes)
}

fn written(entries: &BTreeMap<Key, Vec<u8>>) -> Option<Vec<u8>> {
    let mut pack = MAGIC.to_vec();
    pack.extend(u32::try_from(entries.len()).ok()?.to_le_bytes());
    let mut start = pack.len() + entries.len() * ROW;
    for (key, bytes) in entries {
        pack.extend(key);
        let len = bytes.len() + 8;
        pack.extend(u32::try_from(start).ok()?.to_le_bytes());
        pack.extend(u32::try_from(len).ok()?.to_le_bytes());
        start += len;
    }
    for bytes in entries.values() {
        pack.extend(xxh3_64(bytes).to_le_bytes());
        pack.extend(bytes);
    }
    Some(pack)
}

impl Cache {
    /// The outcomes kept in a folder for a state of everything but the articles.
    #[must_use]
    pub fn open(folder: PathBuf, state: &[&str]) -> Self {
        let mut digest = Sha256::new();
        for part in state {
            digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            digest.update(part.as_bytes());
        }
        let state = crate::base::image::open::hex(&digest.finalize()[..8]);
        let packs = (0..PACKS).map(|_| OnceLock::new()).collect();
        Self { folder, state, packs, fresh: Mutex::default(), asked: Mutex::default() }
    }

    /// The key of an article: of the hash of its bytes and of what else it is checked by.
    #[must_use]
    pub fn key(content: &str, by: &str) -> Key {
        let hash: [u8; 32] = Sha256::digest(format!("{content}\0{by}")).into();
        let mut key = Key::default();
        key.copy_from_slice(&hash[..16]);
        key
    }

    fn path(&self, pack: usize) -> PathBuf {
        self.folder.join(format!("{}-{pack:x}.pack", self.state))
    }

    /// The outcomes of a file, if they are kept.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<Vec<Outcome>> {
        let at = usize::from(key[0]) % PACKS;
        let pack = self.packs.get(at)?.get_or_init(|| std::fs::read(self.path(at)).unwrap_or_default());
        let found = postcard::from_bytes(lookup(pack, key)?).ok()?;
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(*key);
        Some(found)
    }

    /// Keeps the outcomes of a file.
    pub fn put(&self, key: Key, outcomes: &[&Outcome]) {
        if let Ok(bytes) = postcard::to_stdvec(outcomes) {
            self.fresh.lock().unwrap_or_else(PoisonError::into_inner).insert(key, bytes);
        }
    }

    /// Writes what is new. That it cannot be written is told, and is no fault of the run.
    ///
    /// # Errors
    /// If the folder cannot be made, or a pack cannot be written.
    pub fn save(&self) -> std::io::Result<()> {
        let fresh = std::mem::take(&mut *self.fresh.lock().unwrap_or_else(PoisonError::into_inner));
        if fresh.is_empty() {
            return Ok(());
        }
        prepare(&self.folder)?;
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        for at in 0..PACKS {
            let own = || fresh.iter().filter(|(key, _)| usize::from(key[0]) % PACKS == at);
            if own().next().is_none() {
                continue;
            }
            // Another run may have added to it since.
            let old = std::fs::read(self.path(at)).unwrap_or_default();
            let rows = table(&old).chunks_exact(ROW).filter_map(|row| entry(&old, row));
            let kept = rows.filter(|(key, _)| old.len() <= LONGEST || asked.contains(key));
            let mut entries: BTreeMap<Key, Vec<u8>> = kept.map(|(key, bytes)| (key, bytes.to_vec())).collect();
            entries.extend(own().map(|(key, bytes)| (*key, bytes.clone())));
            if let Some(pack) = written(&entries) {
                save_lightly(&self.path(at), &pack)?;
            }
        }
        self.clear();
        Ok(())
    }

    /// Removes the packs of states that have not been written to for the longest time.
    fn clear(&self) {
        let mut states: BTreeMap<String, (std::time::SystemTime, Vec<PathBuf>)> = BTreeMap::new();
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let Some((state, _)) = name.split_once('-').filter(|_| is_pack(&path)) else { continue };
            let Ok(time) = entry.metadata().and_then(|data| data.modified()) else { continue };
            let known = states.entry(state.to_owned()).or_insert((time, Vec::new()));
            known.0 = known.0.max(time);
            known.1.push(path);
        }
        states.remove(&self.state);
        let mut states: Vec<_> = states.into_values().collect();
        states.sort();
        let over = states.len().saturating_sub(STATES);
        for path in states.into_iter().take(over).flat_map(|(_, paths)| paths) {
            let _ = std::fs::remove_file(path);
        }
    }
}

fn is_pack(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "pack")
}

/// Makes the folder, if it is not there.
///
/// # Errors
/// If it cannot be made.
pub fn prepare(folder: &Path) -> std::io::Result<()> {
    if !folder.is_dir() {
        std::fs::create_dir_all(folder)?;
        // It tells git by itself that it is nothing to keep.
        save_lightly(&folder.join(".gitignore"), b"*\n")?;
    }
    Ok(())
}

/// What tells one build of the program from another: two of one version may differ.
#[must_use]
pub fn build() -> String {
    let data = std::env::current_exe().and_then(std::fs::metadata);
    data.map_or_else(|_| String::new(), |data| format!("{} {:?}", data.len(), data.modified().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_gives_back_what_is_in_it_and_damage_is_seen() {
        let entries: BTreeMap<Key, Vec<u8>> =
            (0..40_u8).map(|at| (Cache::key(&at.to_string(), ""), vec![at; usize::from(at)])).collect();
        let pack = written(&entries).expect("a pack");
        for (key, bytes) in &entries {
            assert_eq!(lookup(&pack, key), Some(bytes.as_slice()));
        }
        assert_eq!(lookup(&pack, &Cache::key("x", "")), None);
        for at in 0..pack.len() {
            let mut damaged = pack.clone();
            damaged[at] ^= 0x40;
            for (key, bytes) in &entries {
                assert!(lookup(&damaged, key).is_none_or(|found| found == bytes), "byte {at}");
            }
            for key in entries.keys() {
                lookup(&pack[..at], key);
            }
        }
    }
}
