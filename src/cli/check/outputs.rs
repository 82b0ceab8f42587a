//! Where reports go: one format to standard output, any number of others to files.

use crate::base::image::save::save;
use crate::cli::output::Failure;
use crate::cli::setup::InputError;
use crate::report::{FORMATS, Format, Look, Run, named};
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

/// A report to be written to a file: `FORMAT=PATH`.
#[derive(Debug, Clone)]
pub struct Output {
    /// In which format.
    pub format: &'static dyn Format,
    /// Where to.
    pub path: PathBuf,
}

impl Output {
    /// Reads an argument.
    ///
    /// # Errors
    /// If it names no format, or no file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((name, path)) = text.split_once('=') else {
            return Err(format!("`{text}` has no path: write FORMAT=PATH, with a format of {}", names()));
        };
        let format = named(name).ok_or_else(|| format!("there is no format `{name}`: write {}", names()))?;
        if path.is_empty() {
            return Err(format!("`{text}` has no path behind `=`: write {name}=PATH"));
        }
        Ok(Self { format, path: path.into() })
    }

    /// Writes the report at one stroke: a run that is ended leaves the old file or the new one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, run: &Run<'_>, look: Look) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        let failed = |error| InputError::Write { path: self.path.display().to_string(), error };
        self.format.write(run, Look { colour: false, ..look }, &mut bytes).map_err(failed)?;
        save(&self.path, &bytes).map_err(failed)?;
        Ok(())
    }
}

/// The names of the formats.
fn names() -> String {
    FORMATS.map(Format::name).join(", ")
}

/// Writes a report to standard output.
///
/// # Errors
/// If it cannot be written.
pub fn print(format: &dyn Format, run: &Run<'_>, look: Look) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    format.write(run, look, &mut out)?;
    out.flush()?;
    Ok(())
}
