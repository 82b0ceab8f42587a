//! `factlint facts compile`

use super::super::Exit;
use super::super::args::Compile;
use super::super::output::{Failure, print};
use super::super::setup::{InputError, layer};
use crate::base::image::save::save;
use crate::base::{Base, Model, thaw, write_image};
use crate::embedded;

/// Compiles folders of facts into a file.
///
/// # Errors
/// If they cannot be read, are at fault, or the file cannot be written.
pub fn run(args: &Compile) -> Result<Exit, Failure> {
    let below = if args.alone { Model::default() } else { thaw(&embedded::base()?)? };
    let model = args.paths.iter().try_fold(below, |below, path| layer(below, path))?;
    let image = write_image(&model)?;
    let failed = |error| InputError::Write { path: args.output.display().to_string(), error };
    save(&args.output, &image).map_err(failed)?;
    let base = Base::from_file(&args.output)?;
    print(&format!(
        "{}: {} entities, {} statements, {} names, {} places, {} bytes, sha256:{}\n",
        args.output.display(),
        base.entities(),
        base.statement_count(),
        base.name_count(),
        base.place_count(),
        base.size(),
        base.hash()
    ))?;
    Ok(Exit::Clean)
}
