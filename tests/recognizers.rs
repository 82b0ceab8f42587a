//! The test suites of two other readers of numbers and times, over `FACTLINT_EVAL`: how many of their cases come out as
//! they say. What counts is fixed in `docs/evaluation.md`. Prints the figures; says so where the suites are not there.
//! `FACTLINT_MISSES=1` also prints what came out otherwise.

mod peer;
mod support;

use peer::cases::{Case, Tally, rows};
use peer::{Reader, duckling, numbers, times};
use std::path::Path;

/// Cases of every hundred that must pass: of numbers, ordinals and percentages together.
const FLOOR: usize = 95;
/// The same of times.
const TIMES_FLOOR: usize = 85;

#[expect(clippy::print_stdout, reason = "what is skipped is told")]
fn suite(name: &str) -> Option<String> {
    let Some(folder) = support::variable("FACTLINT_EVAL") else {
        println!("skipped: FACTLINT_EVAL is not set, there are no suites of other readers");
        return None;
    };
    let path = Path::new(&folder).join("data/temporal").join(name);
    let text = std::fs::read_to_string(&path);
    if text.is_err() {
        println!("skipped: {} cannot be read", path.display());
    }
    text.ok()
}

#[test]
fn numbers_ordinals_and_percentages_of_recognizers_text() {
    let Some(text) = suite("recognizers-english-dev.jsonl") else { return };
    let reader = Reader::default();
    let cases: Vec<Case> = rows(&text).filter(|case: &Case| case.spec.starts_with("Number/")).collect();
    let mut tally = Tally::default();
    for case in &cases {
        tally.count(case, numbers::wanted(case), numbers::found(&reader, case));
    }
    println!("{tally}");
    assert!(
        tally.passed() * 100 >= tally.total() * FLOOR,
        "{} of {} pass, {FLOOR} of a hundred must",
        tally.passed(),
        tally.total()
    );
}

#[test]
fn times_of_recognizers_text() {
    let Some(text) = suite("recognizers-english-dev.jsonl") else { return };
    let reader = Reader::default();
    let extractor = |case: &Case| case.spec.starts_with("DateTime/") && case.spec.contains("Extractor");
    let cases: Vec<Case> = rows(&text).filter(extractor).collect();
    let (counted, left): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| times::is_news(case));
    let mut tally = Tally::default();
    for case in counted {
        tally.count(case, times::wanted(case), times::found(&reader, case));
    }
    println!("{tally}left out: {} of {}", left.len(), cases.len());
    assert!(
        tally.passed() * 100 >= tally.total() * TIMES_FLOOR,
        "{} of {} pass, {TIMES_FLOOR} of a hundred must",
        tally.passed(),
        tally.total()
    );
    assert!(left.len() * 100 <= cases.len() * 15, "{} of {} are left out", left.len(), cases.len());
}

#[test]
fn numbers_and_quantities_of_duckling() {
    let Some(text) = suite("duckling-english.jsonl") else { return };
    let reader = Reader::default();
    let tally = duckling::tally(&reader, &text);
    println!("{tally}");
    assert!(tally.total() > 0, "no row was read");
}
