//! factlint: a linter for facts.
//!
//! It reads an article, finds the claims in it that can be decided, checks each against a base of
//! dated, sourced facts, and reports what is wrong, what is right and what cannot be known, with the
//! evidence.
//!
//! # The road
//!
//! ```text
//! source --read--> Document --annotate--> Annotated --link, phrase--> claims --check--> Report --report--> bytes
//! *.rules --lang--> syntax --rules--> Program            (at build time, or for a user's own rules)
//! *.facts, *.csv --lang--> syntax --base--> Model --> image --> Base
//! ```
//!
//! # The map, from the bottom
//!
//! | module | what lives there |
//! |---|---|
//! | [`text`] | spans, lines, tokens, folding and hashing of words |
//! | [`truth`] | Kleene's three values |
//! | [`quantity`] | exact numbers as intervals |
//! | [`calendar`] | days, dates with grain, windows, lengths of time |
//! | [`lang`] | both definition languages as syntax, with their faults |
//! | [`base`] | the fact base: schema, resolution, lint, image, names |
//! | [`rules`] | rules resolved and compiled: lexicon, program |
//! | [`definitions`] | definition files gathered and compiled together |
//! | [`document`] | what a reader makes of a source |
//! | [`read`] | one reader a format |
//! | [`annotate`] | one recogniser a file: sentences, numbers, times, quotations |
//! | [`frame`] | what a clause does to its claims; the table of windows |
//! | [`proof`] | proofs as data |
//! | [`eval`] | expressions in three values |
//! | [`link`] | names in texts, and near misses of names |
//! | [`phrase`] | patterns to claims |
//! | [`check`] | verdicts, findings, repairs |
//! | [`verify`] | replays proofs without the evaluator |
//! | [`embedded`] | the shipped rules and facts, compiled in |
//! | [`engine`] | base, rules and annotators put together |
//! | [`outcome`] | what came of an article, as plain data that can be kept |
//! | [`config`] | what a run goes by, with the place of each value |
//! | [`suppress`] | what authors have set aside |
//! | [`baseline`] | the findings that are known |
//! | [`fix`] | repairs made |
//! | [`changes`] | why the verdicts of two reports differ |
//! | [`report`] | one report format a file |
//! | [`bundle`] | all that a report rests on in one file |
//! | [`rule_test`] | runs the tests inside rule files |
//! | [`import`] | fact files of what others publish |
//! | [`cli`] | arguments, files, printing, exit codes |
//!
//! # What holds everywhere
//!
//! - A module uses only modules above it in the table. `tests/tidy.rs` sees to it.
//! - The core reads no clock, no environment and no files, and never prints: only `definitions` (for
//!   definition files) and `cli` touch the world.
//! - No claim, name or English word list is in Rust: they are in `rules/` and `facts/`.
//! - Unknown is not false. Only [`truth`] combines truths.
//! - Every span is a UTF-8 byte range; lines and columns are made in reports alone.
//! - The same bytes in give the same bytes out, on any number of threads.

pub mod annotate;
pub mod base;
pub mod baseline;
pub mod bundle;
pub mod calendar;
pub mod changes;
pub mod check;
pub mod cli;
pub mod config;
pub mod definitions;
pub mod document;
pub mod embedded;
pub mod engine;
pub mod eval;
pub mod fix;
pub mod frame;
pub mod import;
pub mod lang;
pub mod link;
pub mod outcome;
pub mod phrase;
pub mod proof;
pub mod quantity;
pub mod read;
pub mod report;
pub mod rule_test;
pub mod rules;
pub mod suppress;
pub mod text;
pub mod truth;
pub mod verify;
