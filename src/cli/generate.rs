//! Shell completions and manual pages, made of the definition of the command line.

use super::Exit;
use super::args::Args;
use super::output::{Failure, print};
use super::setup::InputError;
use crate::base::image::save::save;
use clap::CommandFactory as _;
use clap_complete::Shell;
use std::path::Path;

/// Writes the completions of a shell.
///
/// # Errors
/// If standard output cannot be written.
pub fn completions(shell: Shell) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), env!("CARGO_PKG_NAME"), &mut bytes);
    print(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Clean)
}

/// Writes the manual pages, one for each command.
///
/// # Errors
/// If they cannot be written.
pub fn man(folder: &Path) -> Result<Exit, Failure> {
    let failed = |path: &Path, error| InputError::Write { path: path.display().to_string(), error };
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let mut command = Args::command();
    command.build();
    page(&command, folder)?;
    Ok(Exit::Clean)
}

fn page(command: &clap::Command, folder: &Path) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut bytes)?;
    let path = folder.join(format!("{name}.1"));
    save(&path, &bytes).map_err(|error| InputError::Write { path: path.display().to_string(), error })?;
    print(&format!("{}\n", path.display()))?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help" && !sub.is_hide_set()) {
        page(sub, folder)?;
    }
    Ok(())
}
