//! Runs the program as a user does, for the tests of what is outside.

#![allow(dead_code, reason = "each test uses a part")]

pub mod browser;
pub mod docx;
pub mod proofs;
pub mod tools;

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What came of a run.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Fails with all that came of the run, unless it ended with this code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "another exit code:\n{}{}", self.out, self.err);
        self
    }

    /// Fails unless standard output has these words.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.out.contains(words), "`{words}` is not said:\n{}{}", self.out, self.err);
        self
    }

    /// Fails unless standard error has these words.
    #[track_caller]
    pub fn complains(self, words: &str) -> Self {
        assert!(self.err.contains(words), "`{words}` is not complained of:\n{}{}", self.out, self.err);
        self
    }
}

/// Runs the program in the root of the repository, with nothing on standard input.
#[track_caller]
pub fn factlint<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Run {
    fed(args, b"")
}

/// Runs the program in a folder, with nothing on standard input.
#[track_caller]
pub fn within<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Run {
    run(command(folder, args), b"")
}

/// Runs the program in the root of the repository, with bytes on standard input.
#[track_caller]
pub fn fed<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>, input: &[u8]) -> Run {
    run(command(Path::new(env!("CARGO_MANIFEST_DIR")), args), input)
}

/// Runs a command with bytes on standard input.
#[track_caller]
pub fn run(mut command: Command, input: &[u8]) -> Run {
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe to standard input");
    let output = std::thread::scope(|scope| {
        // A program that does not read its input closes it: no failure of the test.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the program ends")
    });
    let run = Run {
        code: output.status.code().expect("the program ends by itself"),
        out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    };
    assert!(!run.err.contains("panicked"), "the program panicked:\n{}", run.err);
    assert!((0..=2).contains(&run.code), "exit code {} is none of ours:\n{}", run.code, run.err);
    run
}

/// Starts the program in the root of the repository, with pipes at all ends.
pub fn spawn<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Child {
    command(Path::new(env!("CARGO_MANIFEST_DIR")), args).spawn().expect("the program starts")
}

/// The program in a folder, with pipes at all ends.
pub fn command<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.args(args).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// An empty folder of a test's own, named after it.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the last run's folder can be removed");
    }
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Writes a file and gives its path.
pub fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
    std::fs::write(&path, bytes).expect("a file can be written");
    path.to_str().expect("the path is UTF-8").to_owned()
}

/// The example articles, from the root, by name.
pub fn examples() -> Vec<String> {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).expect("examples");
    let mut names: Vec<String> = entries
        .map(|entry| format!("examples/{}", entry.expect("an entry").file_name().to_string_lossy()))
        .filter(|name| {
            Path::new(name).extension().is_some_and(|ending| ["md", "txt", "html"].iter().any(|known| ending == *known))
        })
        .collect();
    names.sort();
    names
}

/// The format of an article, as batches name it.
pub fn format_of(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(OsStr::to_str) {
        Some("md") => "markdown",
        Some("html") => "html",
        _ => "text",
    }
}

/// The text of a file of the repository.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the file can be read")
}

/// A variable of the environment that turns tests on.
#[expect(clippy::disallowed_methods, reason = "tests over outside data are asked for by a variable")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
