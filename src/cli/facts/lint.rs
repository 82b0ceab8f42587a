//! `factlint facts lint`

use super::super::Exit;
use super::super::output::{Failure, print};
use super::super::setup::show;
use crate::definitions::gather;
use crate::lang::fault::any_error;
use std::path::PathBuf;

/// Checks fact files.
///
/// # Errors
/// If they cannot be read.
pub fn run(paths: &[PathBuf]) -> Result<Exit, Failure> {
    let standard = [PathBuf::from("facts")];
    let mut files = Vec::new();
    for path in if paths.is_empty() { &standard[..] } else { paths } {
        files.extend(gather(path)?);
    }
    let (model, mut faults) = crate::base::load_model(&files);
    if !any_error(&faults) {
        faults.extend(crate::base::lint::lint(&model));
    }
    show(&faults, &files);
    print(&format!(
        "{} entities, {} statements, {} sources: {} faults\n",
        model.entities.len(),
        model.statements.len(),
        model.sources.len(),
        faults.len()
    ))?;
    Ok(if any_error(&faults) {
        Exit::Fault
    } else if faults.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}
