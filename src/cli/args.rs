//! The arguments.

mod check;

pub use check::{Check, ConfigSource};

use crate::calendar::{Day, parse_day};
use crate::read::{Fields, Pointer, READERS, Reader, Text, named};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};

/// Checks the claims of articles against a base of dated, sourced facts.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, about)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check articles and report what is wrong in them.
    Check(Check),
    /// Check articles given as JSON Lines, one row out for each row in.
    Batch(Batch),
    /// Show how an article is read: its blocks, sentences, numbers, times, names, quotations.
    Read(Read),
    /// Run the tests inside rule files.
    Test(Test),
    /// Write the times of texts given as JSON Lines, with their TIMEX3 types and values.
    Times(Times),
    /// Look at facts.
    Facts(Facts),
    /// Put fact files and tables into their one shape and order.
    Fmt(Fmt),
    /// Explain a claim: what it means and when it is true.
    Explain(Explain),
    /// Look at rules.
    Rules(Rules),
    /// Keep the findings that are there, so that only new ones are reported.
    Baseline(Baseline),
    /// Show the configuration, its schema, or lock its rules and facts.
    Config(Config),
    /// Tell why the verdicts of two reports differ: the article, a rule, a fact, a source, the version.
    WhyChanged(WhyChanged),
    /// Look at what differs from the snapshots of `check --snapshot`, and accept or reject it.
    Snapshot(Snapshot),
    /// Make the report of an evidence bundle again, and tell what differs.
    Verify(Verify),
    /// Write the completions of a shell to standard output.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Write the manual pages to a folder, one for each command.
    Man {
        /// The folder; it is made if it is not there.
        folder: PathBuf,
    },
}

/// `baseline`
#[derive(Debug, clap::Args)]
pub struct Baseline {
    /// What to do.
    #[command(subcommand)]
    pub command: BaselineCommand,
}

/// Commands about the baseline.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write a baseline of what is found now; there must be none yet.
    Create(Check),
    /// Write what is found now in place of what the baseline says of these articles.
    Update(Check),
    /// Take out of the baseline what is there no more.
    Prune(Check),
}

/// `config`
#[derive(Debug, clap::Args)]
pub struct Config {
    /// What to do.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// Commands about the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show each value and where it comes from; takes the options of `check`.
    Show(Check),
    /// Write the JSON Schema of `factlint.toml`.
    Schema,
    /// Write `factlint.lock`: the hashes of the rules and facts that the configuration names.
    Lock(ConfigSource),
}

/// `why-changed`
#[derive(Debug, clap::Args)]
pub struct WhyChanged {
    /// The old report, as `check --format json --verbose` or `batch` wrote it; only reports with proofs tell which fact.
    pub old: PathBuf,
    /// The new report.
    pub new: PathBuf,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
}

/// `snapshot`
#[derive(Debug, clap::Args)]
pub struct Snapshot {
    /// What to do.
    #[command(subcommand)]
    pub command: SnapshotCommand,
}

/// Commands about snapshots.
#[derive(Debug, Subcommand)]
pub enum SnapshotCommand {
    /// Show what is pending.
    Pending {
        /// The folder of `check --snapshot`.
        folder: PathBuf,
    },
    /// Show what is pending, one after the other, and ask whether it is accepted.
    Review {
        /// The folder of `check --snapshot`.
        folder: PathBuf,
    },
    /// Accept all that is pending.
    Accept {
        /// The folder of `check --snapshot`.
        folder: PathBuf,
    },
    /// Throw away all that is pending.
    Reject {
        /// The folder of `check --snapshot`.
        folder: PathBuf,
    },
}

/// What is done with reports that differ from their snapshots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SnapshotMode {
    /// `no` where the variable `CI` is set, else `new`.
    Auto,
    /// Written beside the snapshot as `.snap.new`, to be accepted or rejected.
    New,
    /// Accepted.
    Always,
    /// Accepted where there is no snapshot yet, else as `new`.
    Unseen,
    /// Nothing is written.
    No,
}

/// `verify`
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// The bundle, as `check --bundle` writes it.
    pub bundle: PathBuf,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
    /// Other rules and facts.
    #[command(flatten)]
    pub sources: Sources,
}

/// Rules and facts other than the shipped ones.
#[derive(Debug, Default, Clone, clap::Args)]
pub struct Sources {
    /// Other facts.
    #[command(flatten)]
    pub facts: FactSources,
    /// A folder of rule files to use instead of the shipped rules; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

/// Facts other than the shipped ones.
#[derive(Debug, Default, Clone, clap::Args)]
pub struct FactSources {
    /// A folder of fact files to use instead of the shipped base; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub facts: Vec<PathBuf>,
    /// A folder of fact files to lay over the base, or a compiled base to use in its place; may be given several
    /// times, each over those before.
    #[arg(long, value_name = "FILE|DIR")]
    pub base: Vec<PathBuf>,
}

/// The days of judgement.
#[derive(Debug, Default, clap::Args)]
pub struct Days {
    /// Judge by what was known on this day, instead of the day of publication.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub as_of: Option<Day>,
    /// Keep only facts known by this day, instead of the day of judgement.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub known_at: Option<Day>,
}

/// `batch`
#[derive(Debug, clap::Args)]
pub struct Batch {
    /// A file of JSON Lines; standard input without it or with `-`.
    pub file: Option<PathBuf>,
    /// The days of judgement.
    #[command(flatten)]
    pub days: Days,
    /// The least grave finding that makes the run fail; without it findings do not.
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// Check on so many threads; the rows are the same, in the same order.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Other rules and facts.
    #[command(flatten)]
    pub sources: Sources,
}

/// `read`
#[derive(Debug, clap::Args)]
pub struct Read {
    /// The article; `-` is standard input.
    pub file: PathBuf,
    /// The day of publication, if the article does not tell it or tells it wrongly.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub published: Option<Day>,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
    /// What the article is written in.
    #[command(flatten)]
    pub input: Input,
    /// Other rules and facts.
    #[command(flatten)]
    pub sources: Sources,
}

/// `test`
#[derive(Debug, clap::Args)]
pub struct Test {
    /// Folders with rules and facts; `rules` and `facts` in the working directory without any.
    pub paths: Vec<PathBuf>,
}

/// `times`
#[derive(Debug, clap::Args)]
pub struct Times {
    /// A file of JSON Lines (`doc`, `dct`, `text`); standard input without it or with `-`.
    pub file: Option<PathBuf>,
}

/// `facts`
#[derive(Debug, clap::Args)]
pub struct Facts {
    /// What to do.
    #[command(subcommand)]
    pub command: FactsCommand,
}

/// Commands about facts.
#[derive(Debug, Subcommand)]
pub enum FactsCommand {
    /// Check fact files: names, types, dates, contradictions.
    Lint {
        /// Folders of fact files; `facts` in the working directory without any.
        paths: Vec<PathBuf>,
    },
    /// Tell what the base says about something: all of it, one property, or what held on a day.
    Query(Query),
    /// Count what the base holds.
    Stats(Stats),
    /// Draw statements for a check by hand: some of each property, the same ones for the same seed.
    Sample(Sample),
    /// Compile folders of facts, over the shipped ones, into one file for `--base`.
    Compile(Compile),
    /// Look at every block of a compiled base.
    Verify {
        /// The compiled base.
        file: PathBuf,
    },
    /// Tell which statements of two bases differ.
    Diff(Diff),
    /// Make fact files of what others publish: CSV, TSV, JSON Lines, Wikidata dumps (also .gz and .bz2).
    Import(Import),
    /// Write the list of all sources, with licences and counts, as Markdown.
    Sources {
        /// Other facts.
        #[command(flatten)]
        facts: FactSources,
    },
}

/// `facts query`
#[derive(Debug, clap::Args)]
pub struct Query {
    /// A name or an id; behind it perhaps a property or the name of another thing, and a date.
    #[arg(required = true)]
    pub words: Vec<String>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Table::Text)]
    pub format: Table,
    /// Other facts.
    #[command(flatten)]
    pub facts: FactSources,
}

/// `facts stats`
#[derive(Debug, clap::Args)]
pub struct Stats {
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
    /// Tell the gaps: days without a holder, and how many of each kind have each property.
    #[arg(long, conflicts_with = "articles")]
    pub coverage: bool,
    /// Tell how many claims of these articles the base can decide, by domain, and why not the others: JSON Lines as
    /// `batch` reads them.
    #[arg(long, value_name = "FILE")]
    pub articles: Option<PathBuf>,
    /// Other rules and facts.
    #[command(flatten)]
    pub sources: Sources,
}

/// `facts sample`
#[derive(Debug, clap::Args)]
pub struct Sample {
    /// Another number draws other statements.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// How many: one of each property as far as that goes, the rest in proportion to the statements of each.
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub count: usize,
    /// The form of the list.
    #[arg(long, value_enum, default_value_t = Table::Text)]
    pub format: Table,
    /// Other facts.
    #[command(flatten)]
    pub facts: FactSources,
}

/// `facts compile`
#[derive(Debug, clap::Args)]
pub struct Compile {
    /// Folders of fact files or compiled bases, each laid over those before.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The file to write; it is replaced at one stroke.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Leave out the shipped facts.
    #[arg(long)]
    pub alone: bool,
}

/// `facts diff`
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// The old base: a compiled one, or a folder of fact files.
    pub old: PathBuf,
    /// The new base.
    pub new: PathBuf,
    /// Tell what the change does to articles whose reports these are, as `check --verbose --format jsonl` wrote them.
    #[arg(long, value_name = "FILE")]
    pub archive: Option<PathBuf>,
    /// A folder of rule files to use instead of the shipped rules; may be given several times.
    #[arg(long, value_name = "DIR", requires = "archive")]
    pub rules: Vec<PathBuf>,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
}

/// `fmt`
#[derive(Debug, clap::Args)]
pub struct Fmt {
    /// Files or folders of `.facts` and `.csv` files; `facts` in the working directory without any.
    pub paths: Vec<PathBuf>,
    /// Change nothing, and name the files that would change; exit code 1 if there are any.
    #[arg(long)]
    pub check: bool,
}

/// `facts import`
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The rows; unpacked where the name ends in .gz or .bz2.
    pub file: PathBuf,
    /// The declaration of what is taken over.
    #[arg(long, value_name = "FILE")]
    pub map: PathBuf,
    /// The folder to write to.
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,
    /// What the rows are, where the name does not tell: .csv, .tsv, .jsonl, .json (Wikidata).
    #[arg(long, value_enum)]
    pub format: Option<ImportForm>,
    /// Go on with an import that was ended.
    #[arg(long)]
    pub resume: bool,
}

/// What rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportForm {
    /// A table with commas.
    Csv,
    /// A table with tabs.
    Tsv,
    /// A JSON object a line.
    Jsonl,
    /// A Wikidata JSON dump.
    Wikidata,
}

impl ImportForm {
    /// What the name of a file tells.
    pub fn of(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let name = name.trim_end_matches(".gz").trim_end_matches(".bz2");
        match Path::new(name).extension().and_then(|ending| ending.to_str()) {
            Some("csv") => Self::Csv,
            Some("tsv") => Self::Tsv,
            Some("jsonl" | "ndjson") => Self::Jsonl,
            _ => Self::Wikidata,
        }
    }
}

/// `explain`
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// The name of a claim.
    pub claim: String,
}

/// `rules`
#[derive(Debug, clap::Args)]
pub struct Rules {
    /// What to do.
    #[command(subcommand)]
    pub command: RulesCommand,
}

/// Commands about rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List all claims with what they mean.
    List,
}

/// What articles are written in.
#[derive(Debug, Default, clap::Args)]
pub struct Input {
    /// What the articles are written in, where their names do not tell or tell it wrongly.
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub input_format: Option<&'static dyn Reader>,
    /// Where records of JSON have their text, as a JSON Pointer or the name of a field; may be given several times.
    #[arg(long, value_name = "POINTER")]
    pub json_text: Vec<Pointer>,
    /// Where records of JSON have their title.
    #[arg(long, value_name = "POINTER")]
    pub json_title: Option<Pointer>,
    /// Where records of JSON have their day of publication.
    #[arg(long, value_name = "POINTER")]
    pub json_published: Option<Pointer>,
}

impl Input {
    /// Where records of JSON have what makes an article.
    pub fn fields(&self) -> Fields {
        Fields { texts: self.json_text.clone(), title: self.json_title.clone(), published: self.json_published.clone() }
    }
}

/// The names of the formats, as values of an argument.
fn formats() -> impl TypedValueParser<Value = &'static dyn Reader> {
    let names = PossibleValuesParser::new(READERS.iter().map(|reader| reader.name()));
    // Only names of readers come through.
    names.map(|name| named(&name).unwrap_or(&Text))
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Table {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// What makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Info,
    /// No finding.
    Never,
}

/// A full day as an argument.
fn day(text: &str) -> Result<Day, String> {
    parse_day(text).map_err(|error| error.to_string())
}
