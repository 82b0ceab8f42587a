//! The arguments of `check`, which other commands on articles take too.

use super::{Days, FailOn, Input, SnapshotMode, Sources, day};
use crate::calendar::Day;
use crate::cli::check::outputs::{Output, chosen};
use crate::report::{FORMATS, Format};
use crate::rules::Severity;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};
use std::ffi::OsStr;
use std::path::PathBuf;

/// Which configuration holds.
#[derive(Debug, Default, Clone, clap::Args)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigSource {
    /// This configuration, instead of the `factlint.toml` in the working directory or above it.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// No configuration.
    #[arg(long)]
    pub isolated: bool,
}

/// `check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Files to check; folders are searched for articles; `-` is standard input. Without any, what the configuration
    /// says, else its folder.
    pub paths: Vec<PathBuf>,
    /// Check the files that a file names, one a line (or parted by NUL); `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// The name of what comes from standard input: tells its format, and what the configuration says of it.
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
    /// The day of publication, if the article does not tell it or tells it wrongly.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub published: Option<Day>,
    /// The days of judgement.
    #[command(flatten)]
    pub days: Days,
    /// The day by which suppressions expire, instead of the day on which the base was released.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Day>,
    /// What the articles are written in.
    #[command(flatten)]
    pub input: Input,
    /// Check on so many threads; the report is the same.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Which configuration holds.
    #[command(flatten)]
    pub config: ConfigSource,
    /// Other rules and facts.
    #[command(flatten)]
    pub sources: Sources,
    /// Which articles and claims are checked.
    #[command(flatten)]
    pub choice: Choice,
    /// What is reported.
    #[command(flatten)]
    pub report: Report,
    /// When the run fails.
    #[command(flatten)]
    pub gate: Gate,
    /// What is repaired.
    #[command(flatten)]
    pub repair: RepairArgs,
    /// What is kept between runs.
    #[command(flatten)]
    pub keep: Keep,
}

/// Which articles and claims are checked.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Choice")]
pub struct Choice {
    /// Check only these claims or tags (`tag:office`); may be given several times.
    #[arg(long, value_name = "CLAIM")]
    pub select: Vec<String>,
    /// Do not check these claims or tags; may be given several times.
    #[arg(long, value_name = "CLAIM")]
    pub ignore: Vec<String>,
    /// How grave contradictions of a claim are; may be given several times.
    #[arg(long, value_name = "CLAIM=SEVERITY", value_parser = level)]
    pub severity: Vec<(String, Severity)>,
    /// Check only these files of a folder; may be given several times.
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// Do not check these files of a folder; may be given several times.
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Check what `.gitignore` names, too.
    #[arg(long)]
    pub no_ignore: bool,
    /// Leave the facts of this source out of the base; may be given several times.
    #[arg(long, value_name = "SOURCE")]
    pub distrust: Vec<String>,
    /// Errors that rest on fewer sources are warnings.
    #[arg(long, value_name = "N")]
    pub require_sources: Option<u64>,
}

/// What is reported.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Report")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Report {
    /// The form of the report on standard output.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = Reports)]
    pub format: &'static dyn Format,
    /// Write a report to a file too: `--output json=report.json`; may be given several times.
    #[arg(long, value_name = "FORMAT=PATH", value_parser = Output::parse)]
    pub output: Vec<Output>,
    /// Write a zip of the articles, the report, its proofs and the facts that they cite, which `verify` reads.
    #[arg(long, value_name = "FILE")]
    pub bundle: Option<PathBuf>,
    /// Hold the report of each article to the snapshot of it in this folder, in place of the report; what differs fails
    /// the run, and findings that are in a snapshot do not.
    #[arg(long, value_name = "DIR")]
    pub snapshot: Option<PathBuf>,
    /// What is done with what differs [default: the variable `FACTLINT_UPDATE`, else auto].
    #[arg(long, value_enum, value_name = "MODE", requires = "snapshot")]
    pub snapshot_update: Option<SnapshotMode>,
    /// Report supported and unverifiable claims too; in JSON, with their proofs.
    #[arg(long, short)]
    pub verbose: bool,
    /// Report findings and nothing else.
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Tell which sentences are true and will become false, and on which day, where the facts know it.
    #[arg(long)]
    pub expires: bool,
    /// Leave what is in the baseline out of the report.
    #[arg(long)]
    pub new_only: bool,
    /// Report only what stands on lines that have changed since this revision of git.
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// The baseline, instead of `factlint-baseline.json` beside the configuration or in the working directory.
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub baseline: Option<PathBuf>,
    /// No baseline.
    #[arg(long)]
    pub no_baseline: bool,
    /// A suppression without a reason suppresses nothing, and is an error.
    #[arg(long)]
    pub require_reason: bool,
}

/// When the run fails.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Exit code")]
pub struct Gate {
    /// The least grave finding that makes the run fail [default: error].
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// More warnings than this make the run fail.
    #[arg(long, value_name = "N")]
    pub max_warnings: Option<u64>,
    /// The run fails where fewer of 100 claims can be decided.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u64).range(0..=100))]
    pub min_coverage: Option<u64>,
    /// End with 0 where findings would make it 1; faults still end with 2.
    #[arg(long)]
    pub exit_zero: bool,
}

/// What is repaired.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Repair")]
pub struct RepairArgs {
    /// Make the repairs that their rules call safe.
    #[arg(long)]
    pub fix: bool,
    /// Change no file.
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Show what is changed, as a patch.
    #[arg(long, requires = "fix")]
    pub diff: bool,
}

/// What is kept between runs.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Speed")]
pub struct Keep {
    /// Keep outcomes in this folder, instead of `.factlint-cache` beside the configuration.
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub cache_dir: Option<PathBuf>,
    /// Check everything anew, and keep nothing.
    #[arg(long)]
    pub no_cache: bool,
    /// Check again whenever a file changes.
    #[arg(long)]
    pub watch: bool,
}

/// The names of report formats, and templates, as values of an argument.
#[derive(Debug, Clone, Copy)]
struct Reports;

impl TypedValueParser for Reports {
    type Value = &'static dyn Format;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Self::Value, clap::Error> {
        StringValueParser::new().try_map(|name| chosen(&name)).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(FORMATS.iter().map(|format| PossibleValue::new(format.name()).help(format.about()))))
    }
}

/// `CLAIM=SEVERITY`
fn level(text: &str) -> Result<(String, Severity), String> {
    let found = text.rsplit_once('=').and_then(|(claim, word)| Some((claim.to_owned(), Severity::parse(word)?)));
    found.ok_or_else(|| format!("`{text}` is not CLAIM=SEVERITY, with a severity of error, warning, info"))
}
