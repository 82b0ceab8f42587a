//! The command line: arguments in, bytes and an exit code out. The only layer that reads files, and
//! the only one that prints.

pub mod args;
pub mod baseline;
pub mod batch;
pub mod check;
pub mod config;
pub mod explain;
pub mod facts;
pub mod find;
pub mod fmt;
pub mod generate;
pub mod output;
pub mod read;
pub mod setup;
pub mod snapshot;
pub mod test;
pub mod times;
pub mod verify;
pub mod why_changed;

use crate::report::terminal::visible;
use args::{Args, Command};
use clap::Parser as _;
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing to report: 0.
    Clean,
    /// Findings at or above the level of `--fail-on`: 1.
    Findings,
    /// Usage, definitions or input at fault: 2. Wins over findings.
    Fault,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Fault => Self::from(2),
        }
    }
}

/// Runs the program.
#[must_use]
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let help = !error.use_stderr();
            // Nothing can be done where even the message cannot be written.
            let _ = error.print();
            return if help { Exit::Clean } else { Exit::Fault }.into();
        }
    };
    let result = match args.command {
        Command::Check(command) => check::run(&command),
        Command::Batch(command) => batch::run(&command),
        Command::Read(command) => read::run(&command),
        Command::Test(command) => test::run(&command),
        Command::Times(command) => times::run(&command),
        Command::Facts(command) => facts::run(&command),
        Command::Fmt(command) => fmt::run(&command),
        Command::Explain(command) => explain::explain(&command),
        Command::Rules(command) => explain::rules(&command),
        Command::Baseline(command) => baseline::run(&command),
        Command::Config(command) => config::run(&command),
        Command::WhyChanged(command) => why_changed::run(&command),
        Command::Snapshot(command) => snapshot::run(&command),
        Command::Verify(command) => verify::run(&command),
        Command::Completions { shell } => generate::completions(shell),
        Command::Man { folder } => generate::man(&folder),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(error) if output::is_broken_pipe(&error) => Exit::Clean.into(),
        Err(error) => {
            output::complain(&format!("error: {}", visible(&error.to_string())));
            Exit::Fault.into()
        }
    }
}
