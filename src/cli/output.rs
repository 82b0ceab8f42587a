//! Writing to standard output and standard error.

use std::error::Error;
use std::io::{ErrorKind, IsTerminal as _, Write as _};

/// Any error that ends a command.
pub type Failure = Box<dyn Error + Send + Sync>;

/// Writes to standard output.
///
/// # Errors
/// If it cannot be written to.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes a line to standard error; where even that fails nothing can be done.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Whether standard output takes colours: a terminal, and `NO_COLOR` is not set.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "colours are no part of what is reported")]
pub fn colours() -> bool {
    let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    std::io::stdout().is_terminal() && !forbidden
}

/// Whether the reader of standard output has gone: not an error of ours.
#[must_use]
pub fn is_broken_pipe(error: &Failure) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
