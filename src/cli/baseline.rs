//! `factlint baseline`

use super::Exit;
use super::args::{Baseline as Command, BaselineCommand};
use super::check::session::Session;
use super::output::{Failure, print};
use super::setup::InputError;
use crate::base::image::save::save;
use crate::baseline::Baseline;
use std::collections::BTreeSet;

/// Creates, updates or prunes the baseline.
///
/// # Errors
/// If the articles cannot be checked, there is a baseline already or none, or it cannot be written.
pub fn run(command: &Command) -> Result<Exit, Failure> {
    let (BaselineCommand::Create(args) | BaselineCommand::Update(args) | BaselineCommand::Prune(args)) =
        &command.command;
    let session = Session::open(args)?;
    let path = session.baseline_path();
    let shown = path.display().to_string();
    let create = matches!(command.command, BaselineCommand::Create(_));
    if create && path.exists() {
        return Err(format!("there is a baseline already, `{shown}`: use `factlint baseline update`").into());
    }
    let old = if create { Baseline::default() } else { session.baseline()?.unwrap_or_default() };
    let run = session.run()?;
    let now = Baseline::of(&run.outcomes, |outcome| session.key(outcome));
    let checked: BTreeSet<String> = run.outcomes.iter().map(|outcome| session.key(outcome)).collect();
    let folder = path.parent().map(std::path::Path::to_owned).unwrap_or_default();
    let gone = |article: &str| !folder.join(article).exists();
    let new = match command.command {
        BaselineCommand::Create(_) | BaselineCommand::Update(_) => old.updated(&now, &checked),
        BaselineCommand::Prune(_) => old.pruned(&now, &checked, gone),
    };
    save(&path, new.text().as_bytes()).map_err(|error| InputError::Write { path: shown.clone(), error })?;
    print(&format!("{shown}: {} findings, {} before\n", new.len(), old.len()))?;
    Ok(if run.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}
