//! `factlint fmt`

use super::Exit;
use super::args::Fmt;
use super::output::{Failure, complain, print};
use super::setup::InputError;
use crate::base::image::save::save;
use crate::definitions::gather;
use crate::lang::format::{format_facts, format_table};
use std::path::{Path, PathBuf};

/// Puts files into their one shape.
///
/// # Errors
/// If they cannot be read or written.
pub fn run(args: &Fmt) -> Result<Exit, Failure> {
    let standard = [PathBuf::from("facts")];
    let mut exit = Exit::Clean;
    for path in if args.paths.is_empty() { &standard[..] } else { &args.paths } {
        for file in gather(path)? {
            let shaped = match Path::new(&file.name).extension().and_then(|ending| ending.to_str()) {
                Some("facts") => Some(format_facts(&file.text)),
                Some("csv") => format_table(&file.text),
                _ => continue,
            };
            let Some(shaped) = shaped else {
                complain(&format!("error: `{}` cannot be read as a table: mend it first", file.name));
                exit = Exit::Fault;
                continue;
            };
            if shaped == file.text {
                continue;
            }
            if args.check {
                exit = exit.max(Exit::Findings);
            } else {
                let failed = |error| InputError::Write { path: file.name.clone(), error };
                save(Path::new(&file.name), shaped.as_bytes()).map_err(failed)?;
            }
            print(&format!("{}\n", file.name))?;
        }
    }
    Ok(exit)
}
