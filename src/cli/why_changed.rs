//! `factlint why-changed`

use super::Exit;
use super::args::{Form, WhyChanged};
use super::output::{Failure, print};
use super::setup::InputError;
use crate::archive::{Change, Row, changes, rows};
use crate::report::terminal::visible;
use std::fmt::Write as _;
use std::path::Path;

/// Tells which verdicts changed from one report to another, and why.
///
/// # Errors
/// If a report cannot be read.
pub fn run(args: &WhyChanged) -> Result<Exit, Failure> {
    let (old, new) = (report(&args.old)?, report(&args.new)?);
    let changes = changes(&old, &new);
    match args.format {
        Form::Text => print(&text(&changes))?,
        Form::Json => print(&format!("{}\n", serde_json::to_string_pretty(&changes)?))?,
    }
    Ok(if changes.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn report(path: &Path) -> Result<Vec<Row>, Failure> {
    let failed = |error| InputError::Read { path: path.display().to_string(), error };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    Ok(rows(&text).map_err(|error| format!("`{}`: {error}", path.display()))?)
}

/// The changes for people: by article, with the cause under each.
fn text(changes: &[Change]) -> String {
    let mut text = String::new();
    let mut article = None;
    for change in changes {
        if article.replace(&change.article) != Some(&change.article) {
            let _ = writeln!(text, "{}", visible(&change.article));
        }
        let verdicts = match (&change.old, &change.new) {
            (Some(old), Some(new)) => format!("flipped from {old} to {new}"),
            (Some(old), None) => format!("gone, was {old}"),
            (None, new) => format!("new, {}", new.as_deref().unwrap_or("")),
        };
        let _ = writeln!(text, "  {}: {verdicts}\n    {}", visible(&change.normal), change.cause.words());
        for (sign, facts) in [('-', &change.cause.gone), ('+', &change.cause.come)] {
            for fact in facts {
                let _ = writeln!(text, "      {sign} {}", visible(&fact.line()));
            }
        }
    }
    let counted = if changes.len() == 1 { "verdict" } else { "verdicts" };
    let _ = writeln!(text, "{} {counted} changed", changes.len());
    text
}
