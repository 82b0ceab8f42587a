//! `factlint facts sample`: statements drawn for a check by hand against other sources.
//!
//! Each statement has a lot, a number worked out from the seed and its own text, and of each property those with the
//! lowest lots are drawn. So the same seed draws the same statements from the same base, and after a change of
//! the base it still draws what was drawn before, but for what is gone, what has come, and shares that have changed.

use super::super::Exit;
use super::super::args::{Sample, Table};
use super::super::output::{Failure, print};
use super::super::setup::base;
use super::row::{Row, csv};
use crate::base::Base;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Draws statements and writes them.
///
/// # Errors
/// If the base cannot be opened or is damaged.
pub fn run(args: &Sample) -> Result<Exit, Failure> {
    let base = base(&args.facts)?;
    let rows = draw(&base, args.seed, args.count);
    base.intact()?;
    let text = match args.format {
        Table::Text => rows.iter().fold(String::new(), |mut text, row| {
            let _ = writeln!(text, "{}", row.line());
            text
        }),
        Table::Json => format!("{}\n", serde_json::to_string_pretty(&rows)?),
        Table::Csv => csv(&rows)?,
    };
    print(&text)?;
    Ok(Exit::Clean)
}

/// The statements of a draw, in the order of properties and lots.
fn draw(base: &Base, seed: u64, count: usize) -> Vec<Row> {
    let mut strata: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for at in 0..u32::try_from(base.statement_count()).unwrap_or(u32::MAX) {
        let property = base.statement(at).and_then(|statement| base.schema().property(statement.property));
        strata.entry(property.map_or("", |property| property.name.as_str())).or_default().push(at);
    }
    let sizes: Vec<usize> = strata.values().map(Vec::len).collect();
    let mut drawn = Vec::new();
    for (stratum, share) in strata.values().zip(shares(&sizes, count)).filter(|(_, share)| *share > 0) {
        let rows = stratum.iter().filter_map(|&at| base.statement(at)).map(|statement| Row::of(base, &statement));
        let mut lots: Vec<(u64, Row)> = rows.map(|row| (lot(seed, &row.line()), row)).collect();
        lots.sort_unstable();
        drawn.extend(lots.into_iter().take(share).map(|(_, row)| row));
    }
    drawn
}

/// How many are drawn of each stratum: one of each while there is enough to go round, the largest first; the rest in
/// proportion to what is left, the largest remainders rounded up.
fn shares(sizes: &[usize], count: usize) -> Vec<usize> {
    let mut shares = vec![0_usize; sizes.len()];
    let mut largest: Vec<usize> = (0..sizes.len()).filter(|&at| sizes.get(at).is_some_and(|&size| size > 0)).collect();
    largest.sort_by_key(|&at| std::cmp::Reverse(sizes.get(at).copied()));
    for &at in largest.iter().take(count) {
        if let Some(share) = shares.get_mut(at) {
            *share = 1;
        }
    }
    let rest: usize = sizes.iter().sum::<usize>().saturating_sub(largest.len());
    let spare = count.saturating_sub(largest.len()).min(rest);
    if spare == 0 {
        return shares;
    }
    let mut remainders = Vec::with_capacity(largest.len());
    let mut given = 0;
    for &at in &largest {
        // In 128 bits the product cannot overflow.
        let wanted = (sizes.get(at).map_or(0, |size| size - 1) as u128) * (spare as u128);
        let whole = usize::try_from(wanted / (rest as u128)).unwrap_or(0);
        given += whole;
        if let Some(share) = shares.get_mut(at) {
            *share += whole;
        }
        remainders.push((std::cmp::Reverse(wanted % (rest as u128)), at));
    }
    remainders.sort_unstable();
    for (_, at) in remainders.into_iter().take(spare - given) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    shares
}

/// The lot of a text: FNV-1a over its bytes, begun with the seed, and the finisher of `SplitMix64` (Steele, Lea and Flood,
/// *Fast splittable pseudorandom number generators*, 2014), so that near texts have far lots.
fn lot(seed: u64, text: &str) -> u64 {
    let mut state = mix(seed);
    for &byte in text.as_bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    mix(state)
}

/// One step of `SplitMix64`.
const fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::{mix, shares};

    #[test]
    fn the_generator_is_that_of_the_paper() {
        // The first numbers of SplitMix64 with the seed 0, as published with its reference code.
        assert_eq!(mix(0), 0xE220_A839_7B1D_CDAF);
        assert_eq!(mix(0x9E37_79B9_7F4A_7C15), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn every_property_has_a_share() {
        assert_eq!(shares(&[1000, 10, 1, 0, 90], 10), [6, 1, 1, 0, 2]);
        assert_eq!(shares(&[1000, 10, 1, 0, 90], 2), [1, 0, 0, 0, 1]);
        assert_eq!(shares(&[3, 2], 100), [3, 2]);
        assert_eq!(shares(&[5, 5, 5], 10), [4, 3, 3]);
        assert_eq!(shares(&[], 10), [0_usize; 0]);
    }
}
