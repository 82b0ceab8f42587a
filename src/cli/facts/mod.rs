//! `factlint facts`: one file a command.

mod compile;
mod coverage;
mod decided;
mod diff;
mod import;
mod lint;
mod query;
mod row;
mod sample;
mod sources;
mod stats;
mod verify;

use super::Exit;
use super::args::{Facts, FactsCommand};
use super::output::Failure;

/// Runs a command about facts.
///
/// # Errors
/// If files cannot be read or are at fault, or nothing of the wanted name is known.
pub fn run(args: &Facts) -> Result<Exit, Failure> {
    match &args.command {
        FactsCommand::Lint { paths } => lint::run(paths),
        FactsCommand::Query(command) => query::run(command),
        FactsCommand::Sample(command) => sample::run(command),
        FactsCommand::Stats(command) => stats::run(command),
        FactsCommand::Compile(command) => compile::run(command),
        FactsCommand::Verify { file } => verify::run(file),
        FactsCommand::Diff(command) => diff::run(command),
        FactsCommand::Import(command) => import::run(command),
        FactsCommand::Sources { facts } => sources::run(facts),
    }
}
