//! `factlint why-changed`

use super::Exit;
use super::args::{Form, WhyChanged};
use super::output::{Failure, print};
use super::setup::InputError;
use crate::changes::{Row, changes};
use crate::report::terminal::visible;
use std::fmt::Write as _;
use std::path::Path;

/// Tells what differs between two reports, and why.
///
/// # Errors
/// If one cannot be read.
pub fn run(args: &WhyChanged) -> Result<Exit, Failure> {
    let (old, new) = (report(&args.old)?, report(&args.new)?);
    let found = changes(&old, &new);
    match args.format {
        Form::Json => print(&format!("{}\n", serde_json::to_string_pretty(&found)?))?,
        Form::Text => {
            let mut text = String::new();
            for change in &found {
                let verdict = |verdict: Option<&str>| verdict.unwrap_or("not claimed").to_owned();
                let _ = writeln!(
                    text,
                    "{}: {}: {} -> {} because of {}: {}",
                    visible(&change.article),
                    visible(&change.normal),
                    verdict(change.old.as_deref()),
                    verdict(change.new.as_deref()),
                    change.cause.word(),
                    visible(&change.detail),
                );
            }
            let _ = writeln!(text, "{} verdicts differ", found.len());
            print(&text)?;
        }
    }
    Ok(if found.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// The rows of a report: a list, or one a line.
fn report(path: &Path) -> Result<Vec<Row>, Failure> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| InputError::Read { path: shown.clone(), error })?;
    let rows = if text.trim_start().starts_with('[') {
        serde_json::from_str(&text)
    } else {
        text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect()
    };
    rows.map_err(|error| format!("`{shown}` is no report of `factlint check --format json` or `jsonl`: {error}").into())
}
