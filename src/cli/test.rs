//! `factlint test`

use super::Exit;
use super::args::Test;
use super::output::{Failure, print};
use super::setup::{InputError, show};
use crate::annotate::Classes;
use crate::base::Base;
use crate::definitions::{Definitions, gather};
use crate::rule_test;
use std::path::PathBuf;

/// Compiles a pack and runs its tests.
///
/// # Errors
/// If files cannot be read or have errors.
pub fn run(args: &Test) -> Result<Exit, Failure> {
    let standard = ["rules".into(), "facts".into()];
    let paths: &[PathBuf] = if args.paths.is_empty() { &standard } else { &args.paths };
    let mut files = Vec::new();
    for path in paths {
        files.extend(gather(path)?);
    }
    let definitions = Definitions::compile(&files)?;
    show(&definitions.faults, &files);
    if definitions.any_error() {
        return Err(InputError::Definitions.into());
    }
    let base = Base::from_bytes(&definitions.image)?;
    let classes = Classes::resolve(&definitions.program.lexicon)?;
    let run = rule_test::run(&definitions.program, &definitions.tests, &files, &definitions.schema, &base, &classes)?;
    show(&run.faults, &files);
    let failed = run.faults.len();
    print(&format!(
        "{} examples passed, {failed} failed; {} claims in {} tests\n",
        run.passed,
        definitions.program.claims.len(),
        definitions.tests.len()
    ))?;
    Ok(if failed == 0 { Exit::Clean } else { Exit::Findings })
}
