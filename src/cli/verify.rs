//! `factlint verify`: makes the report of a bundle again.

use super::Exit;
use super::args::{Form, Verify};
use super::output::{Failure, print};
use super::setup::{InputError, engine};
use crate::bundle::{Differences, differences, unpack};
use crate::report::safe_json::pretty;
use crate::report::terminal::visible;
use std::fmt::Write as _;

/// Tells whether the report of a bundle can be reproduced, and what differs.
///
/// # Errors
/// If the bundle cannot be read or is damaged, or the rules or facts cannot be used.
pub fn run(args: &Verify) -> Result<Exit, Failure> {
    let shown = args.bundle.display().to_string();
    let bytes = std::fs::read(&args.bundle).map_err(|error| InputError::Read { path: shown.clone(), error })?;
    let bundle = unpack(&bytes).map_err(|error| format!("`{shown}` {error}"))?;
    let engine = engine(&args.sources)?;
    let found =
        differences(&engine, &bundle).map_err(|error| format!("`{shown}` is damaged: `report.json`: {error}"))?;
    engine.base.intact()?;
    match args.format {
        Form::Json => {
            let mut bytes = Vec::new();
            pretty(&mut bytes, &found)?;
            print(&format!("{}\n", String::from_utf8_lossy(&bytes)))?;
        }
        Form::Text => print(&text(&visible(&shown), bundle.files.len(), &found))?,
    }
    Ok(if found.reproduced && found.broken.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// The differences for people.
fn text(path: &str, files: usize, found: &Differences) -> String {
    let mut text = String::new();
    for broken in &found.broken {
        let _ = writeln!(text, "a proof does not hold: {}", visible(broken));
    }
    let holding = found.proofs - found.broken.len();
    if found.reproduced {
        let _ = writeln!(
            text,
            "{path}: the report on {files} file{} is reproduced byte for byte, and {holding} of {} proofs hold",
            if files == 1 { "" } else { "s" },
            found.proofs
        );
        return text;
    }
    for stamped in &found.stamps {
        let _ = writeln!(text, "{} differs: was {}, is {}", stamped.what, visible(&stamped.was), stamped.is);
    }
    for fact in &found.facts {
        let _ = writeln!(text, "a fact is cited no more: {}", visible(fact));
    }
    for change in &found.verdicts {
        let verdict = |verdict: &Option<String>| visible(verdict.as_deref().unwrap_or("not claimed"));
        let _ = writeln!(
            text,
            "{}: {}: {} -> {} {}",
            visible(&change.article),
            visible(&change.normal),
            verdict(&change.old),
            verdict(&change.new),
            change.cause.words()
        );
    }
    if let Some((number, was, is)) = &found.line {
        let part = found.part.unwrap_or("report.json");
        let _ = writeln!(text, "line {number} of `{part}` differs: was `{}`, is `{}`", visible(was), visible(is));
    }
    let _ = writeln!(text, "{path}: the report is another; {holding} of {} proofs hold", found.proofs);
    text
}
