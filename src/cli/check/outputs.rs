//! Where reports go: one format to standard output, any number of others to files.

use crate::base::image::save::save;
use crate::cli::output::Failure;
use crate::cli::setup::InputError;
use crate::report::template::Template;
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
        // The path of a template may have a `=` in it, as may that of a report: that of a report is the last.
        let parted = if text.starts_with(TEMPLATE) { text.rsplit_once('=') } else { text.split_once('=') };
        let Some((name, path)) = parted else {
            return Err(format!("`{text}` has no path: write FORMAT=PATH, with a format of {}", names()));
        };
        let format = chosen(name)?;
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

/// What stands before the path of a template.
const TEMPLATE: &str = "template:";

/// The format of a name, or of a template: `template:FILE`. Its file is read now.
///
/// # Errors
/// If there is no such format, or the template cannot be read or is none.
pub fn chosen(name: &str) -> Result<&'static dyn Format, String> {
    let Some(path) = name.strip_prefix(TEMPLATE) else {
        return named(name).ok_or_else(|| format!("there is no format `{name}`: write {}", names()));
    };
    let source =
        std::fs::read_to_string(path).map_err(|error| format!("the template `{path}` cannot be read: {error}"))?;
    let template = Template::new(path, source).map_err(|error| error.to_string())?;
    // Arguments live as long as the process does.
    Ok(Box::leak(Box::new(template)))
}

/// The names of the formats.
fn names() -> String {
    FORMATS.map(Format::name).join(", ") + ", template:FILE"
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
