//! `factlint facts verify`

use super::super::Exit;
use super::super::output::{Failure, complain, print};
use crate::base::Base;
use std::path::Path;

/// Looks at every block of a compiled base.
///
/// # Errors
/// If it cannot be opened.
pub fn run(file: &Path) -> Result<Exit, Failure> {
    let base = Base::from_file(file)?;
    match base.verify() {
        Ok(()) => {
            print(&format!("{}: {} bytes, whole, sha256:{}\n", file.display(), base.size(), base.hash()))?;
            Ok(Exit::Clean)
        }
        Err(damage) => {
            for damage in damage {
                complain(&format!("error: {}: {damage}", file.display()));
            }
            Ok(Exit::Fault)
        }
    }
}
