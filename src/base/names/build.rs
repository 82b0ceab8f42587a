//! From names to the tables of their index.

use super::{ANY_CASE, DATED, LAST, MORE, NameKey, filter_bits};
use crate::base::image::record::{NameRecord, NameTimeRecord};
use crate::base::image::slots::{self, Slot};
use crate::base::image::write::{Strings, WriteError, long};
use crate::base::model::{Model, NameSort};
use crate::base::near;
use crate::calendar::Days;
use crate::text::source::offset;

/// The finished tables of an index.
#[derive(Debug, Default)]
pub struct NameTables {
    /// Which words may start a name.
    pub filter: Vec<u64>,
    /// Names and beginnings of names by hash.
    pub slots: Vec<Slot>,
    /// The names, those with the same words side by side.
    pub records: Vec<NameRecord>,
    /// Name numbers by entity.
    pub owners: Vec<u32>,
    /// Times of use, by name.
    pub times: Vec<NameTimeRecord>,
    /// What near misses are found by.
    pub near: near::NearTables,
}

/// A beginning of a name, or a whole one with its number.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    state: u64,
    name: Option<u32>,
}

/// Builds the tables.
///
/// # Errors
/// If there are too many names, or one is too long.
pub fn build(model: &Model, strings: &mut Strings) -> Result<NameTables, WriteError> {
    let mut tables = NameTables::default();
    let mut entries: Vec<Entry> = Vec::with_capacity(model.names.len() * 2);
    let mut first_words: Vec<(u64, bool)> = Vec::with_capacity(model.names.len());
    for (number, name) in model.names.iter().enumerate() {
        let common = model.is_common(name.entity);
        let key = NameKey::new(&name.text);
        let Some(&first) = key.hashes.first() else { continue };
        first_words.push((first, common || !key.capital));
        let number = u32::try_from(number).ok().filter(|number| number & MORE == 0).ok_or(WriteError::Many("names"))?;
        let last = key.hashes.len() - 1;
        entries
            .extend(key.states().enumerate().map(|(at, state)| Entry { state, name: (at == last).then_some(number) }));
    }
    first_words.sort_unstable();
    first_words.dedup();
    tables.filter = vec![0; first_words.len() / 5 + 1];
    let words = tables.filter.len();
    for (word, any_case) in first_words {
        let (at, bits) = filter_bits(word, any_case, words);
        tables.filter[at] |= bits;
    }
    entries.sort_unstable();
    entries.dedup();
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(entries.len());
    let mut gathered = near::Gathered::default();
    for group in entries.chunk_by(|a, b| a.state == b.state) {
        let more = if group.iter().any(|entry| entry.name.is_none()) { MORE } else { 0 };
        let first = tables.records.len();
        for number in group.iter().filter_map(|entry| entry.name) {
            let Some(name) = model.names.get(number as usize) else { continue };
            let place = offset(tables.records.len());
            let common = model.is_common(name.entity);
            let dated = name.used != Days::ALL;
            if dated {
                tables.times.push(NameTimeRecord { name: place, first: name.used.first.0, last: name.used.last.0 });
            }
            let (key, personal) = (NameKey::new(&name.text), model.is_personal(name.entity));
            if personal && name.sort != NameSort::Demonym {
                gathered.person(&key, name.entity);
            }
            if !common && !model.is_obscure(name.entity) {
                gathered.add(&key, place, personal);
                if model.is_worded(name.entity) {
                    gathered.worded(&key, place);
                }
            }
            tables.records.push(NameRecord {
                text: strings.add(&name.text)?.start,
                entity: name.entity.0,
                len: long(&name.text)?,
                flags: name.sort as u16 | if common { ANY_CASE } else { 0 } | if dated { DATED } else { 0 },
            });
        }
        let some = tables.records.len() > first;
        if some && let Some(last) = tables.records.last_mut() {
            last.flags |= LAST;
        }
        keys.push((group[0].state, more | if some { offset(first + 1) } else { 0 }));
    }
    tables.slots = slots::build(keys.into_iter());
    tables.owners = (0..offset(tables.records.len())).collect();
    let records = &tables.records;
    tables.owners.sort_by_key(|&at| {
        records.get(at as usize).map(|record| (record.entity, record.flags & super::SORT, record.text))
    });
    tables.near = gathered.finish();
    Ok(tables)
}
