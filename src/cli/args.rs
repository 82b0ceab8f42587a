//! The arguments.

use crate::calendar::{Day, parse_edtf};
use crate::read::{Fields, Pointer, READERS, Reader, Text, named};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

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
    /// Explain a claim: what it means and when it is true.
    Explain(Explain),
    /// Look at rules.
    Rules(Rules),
}

/// Rules and facts other than the shipped ones.
#[derive(Debug, Default, clap::Args)]
pub struct Sources {
    /// A folder of fact files to use instead of the shipped base; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub facts: Vec<PathBuf>,
    /// A folder of rule files to use instead of the shipped rules; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
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

/// `check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Files to check; folders are searched for .txt, .md, .html and .docx files; `-` is standard input.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The day of publication, if the article does not tell it or tells it wrongly.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub published: Option<Day>,
    /// The days of judgement.
    #[command(flatten)]
    pub days: Days,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
    /// What the articles are written in.
    #[command(flatten)]
    pub input: Input,
    /// The least grave finding that makes the run fail.
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// End with 0 where findings would make it 1; faults still end with 2.
    #[arg(long)]
    pub exit_zero: bool,
    /// Report supported and unverifiable claims too; in JSON, with their proofs.
    #[arg(long, short)]
    pub verbose: bool,
    /// Check on so many threads; the report is the same.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Other rules and facts.
    #[command(flatten)]
    pub sources: Sources,
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
    /// Tell all that the base says about something, with its sources.
    Query {
        /// An id or a name.
        #[arg(required = true)]
        words: Vec<String>,
        /// A folder of fact files to use instead of the shipped base.
        #[arg(long, value_name = "DIR")]
        facts: Vec<PathBuf>,
    },
    /// Count what the base holds.
    Stats {
        /// The form of the report.
        #[arg(long, value_enum, default_value_t = Form::Text)]
        format: Form,
        /// A folder of fact files to use instead of the shipped base.
        #[arg(long, value_name = "DIR")]
        facts: Vec<PathBuf>,
    },
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

/// What makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
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
    let time = parse_edtf(text).map_err(|error| error.to_string())?;
    let days = time.days();
    if days.first == days.last {
        Ok(days.first)
    } else {
        Err(format!("`{text}` is not a single day: write YYYY-MM-DD"))
    }
}
