//! `check --snapshot DIR`: the report of each article is held to one that somebody has accepted.
//!
//! A snapshot is a text file as insta writes them. What differs is written beside it, as `.snap.new`, until
//! `factlint snapshot` accepts or rejects it.

use super::session::Session;
use crate::base::image::save::save;
use crate::cli::Exit;
use crate::cli::args::SnapshotMode;
use crate::cli::output::{Failure, complain, print};
use crate::cli::setup::InputError;
use crate::cli::snapshot::{NEW, difference};
use crate::outcome::Outcome;
use crate::report::terminal::{counted, report, visible};
use crate::report::{Look, Run};
use std::path::{Component, Path, PathBuf};

/// Holds the reports of a run to the snapshots of a folder; findings that are in a snapshot are no failure.
///
/// # Errors
/// If a snapshot cannot be read or written.
pub fn hold(session: &Session<'_>, run: &Run<'_>, folder: &Path) -> Result<Exit, Failure> {
    let mode = mode(session.args.report.snapshot_update);
    let (mut same, mut taken, mut pending) = (0, 0, 0);
    for outcome in &run.outcomes {
        let key = session.key(outcome);
        let path = path(folder, &key, outcome.record);
        let text = text(session, outcome, &key);
        let old = match std::fs::read_to_string(&path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(InputError::Read { path: path.display().to_string(), error }.into()),
        };
        let new = path.with_extension(NEW);
        if old.as_deref() == Some(text.as_str()) {
            same += 1;
            // What was pending is what is accepted again.
            let _ = std::fs::remove_file(&new);
            continue;
        }
        let accept = match mode {
            SnapshotMode::Always => true,
            SnapshotMode::Unseen => old.is_none(),
            SnapshotMode::Auto | SnapshotMode::New | SnapshotMode::No => false,
        };
        if accept {
            write(&path, &text)?;
            let _ = std::fs::remove_file(&new);
            taken += 1;
            continue;
        }
        pending += 1;
        print(&difference(&path, old.as_deref().unwrap_or(""), &text))?;
        if mode != SnapshotMode::No {
            write(&new, &text)?;
        }
    }
    let shown = visible(&folder.display().to_string());
    print(&format!(
        "{}: {same} as before, {taken} accepted, {pending} differ\n",
        counted(run.outcomes.len(), "snapshot")
    ))?;
    if pending > 0 && mode != SnapshotMode::No {
        complain(&format!("look at them with `factlint snapshot review {shown}`"));
    }
    Ok(if pending > 0 { Exit::Findings } else { Exit::Clean })
}

/// What is done with what differs. On a build server nobody looks at pending files.
#[expect(
    clippy::disallowed_methods,
    reason = "as insta has it, a variable of the environment tells what is done with snapshots"
)]
fn mode(asked: Option<SnapshotMode>) -> SnapshotMode {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let named =
        || variable("FACTLINT_UPDATE").and_then(|word| <SnapshotMode as clap::ValueEnum>::from_str(&word, true).ok());
    match asked.or_else(named).unwrap_or(SnapshotMode::Auto) {
        SnapshotMode::Auto if variable("CI").is_some_and(|value| value != "false" && value != "0") => SnapshotMode::No,
        SnapshotMode::Auto => SnapshotMode::New,
        other => other,
    }
}

/// The file of a snapshot: the path of the article in the folder, and the number of the record.
fn path(folder: &Path, key: &str, record: Option<usize>) -> PathBuf {
    let mut path = folder.to_owned();
    for part in Path::new(key).components() {
        match part {
            Component::Normal(name) => path.push(name),
            // What lies outside the folder of the configuration has its place in that of the snapshots all the same.
            Component::ParentDir => path.push("_"),
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    let mut name = path.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
    if let Some(record) = record {
        name.push(format!(".{record}"));
    }
    name.push(".snap");
    path.set_file_name(name);
    path
}

/// The snapshot of an article: the report for people, by a path that does not depend on the working directory.
fn text(session: &Session<'_>, outcome: &Outcome, key: &str) -> String {
    let args = session.args;
    let look = Look { colour: false, verbose: args.report.verbose, quiet: args.report.quiet };
    let mut named = outcome.clone();
    key.clone_into(&mut named.path);
    let body = report(&session.engine.base, &named, look);
    format!("---\nsource: {}\n---\n{}\n", serde_json::Value::from(key), body.trim_end())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error| InputError::Write { path: path.display().to_string(), error };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    save(path, text.as_bytes()).map_err(failed)?;
    Ok(())
}
