//! `factlint facts import`

use super::super::Exit;
use super::super::args::{Import, ImportForm};
use super::super::output::{Failure, complain, print};
use super::super::setup::InputError;
use crate::import::rows::{self, TableRow};
use crate::import::{Counts, Declaration, Row, Sink, wikidata};
use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal as _, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Takes over rows that others publish.
///
/// # Errors
/// If the declaration or the rows cannot be read, or the folder cannot be written to.
pub fn run(args: &Import) -> Result<Exit, Failure> {
    let name = args.map.display().to_string();
    let failed = |error| InputError::Read { path: name.clone(), error };
    let declaration = Declaration::read(&name, &std::fs::read_to_string(&args.map).map_err(failed)?)?;
    let mut sink = Sink::open(&args.output, args.resume)?;
    let done = sink.counts.rows;
    let input = Input::open(&args.file)?;
    let mut progress = input.progress.clone();
    let reader = BufReader::with_capacity(1 << 18, input);
    let form = args.format.unwrap_or_else(|| ImportForm::of(&args.file));
    match form {
        ImportForm::Wikidata => lines(reader, done, |line| {
            sink.row(&wikidata::row(&declaration, line))?;
            progress.show(&sink.counts);
            Ok(())
        })?,
        ImportForm::Jsonl => {
            let template = template(&declaration)?;
            lines(reader, done, |line| {
                let row = if line.trim().is_empty() {
                    Row::Passed
                } else {
                    match serde_json::from_str::<serde_json::Value>(line) {
                        Ok(row) => rows::item(template, &row),
                        Err(error) => Row::Broken(error.to_string()),
                    }
                };
                sink.row(&row)?;
                progress.show(&sink.counts);
                Ok(())
            })?;
        }
        ImportForm::Csv | ImportForm::Tsv => {
            let template = template(&declaration)?;
            let delimiter = if form == ImportForm::Tsv { b'\t' } else { b',' };
            let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(reader);
            let header = table.headers()?.clone();
            for (at, record) in table.records().enumerate() {
                if (at as u64) < done {
                    continue;
                }
                let row = match record {
                    Ok(cells) => rows::item(template, &TableRow { header: &header, cells: &cells }),
                    Err(error) => Row::Broken(error.to_string()),
                };
                sink.row(&row)?;
                progress.show(&sink.counts);
            }
        }
    }
    progress.end();
    let counts = sink.finish(&declaration.source)?;
    if counts.broken > 0 {
        let named = args.output.join("broken.txt");
        complain(&format!("{} rows are broken: see `{}`", counts.broken, named.display()));
    }
    print(&format!(
        "{} rows: {} entities, {} statements, {} statements left out since their value was not chosen\n",
        counts.rows,
        counts.entities,
        counts.statements - counts.unlinked,
        counts.unlinked
    ))?;
    Ok(Exit::Clean)
}

fn template(declaration: &Declaration) -> Result<&crate::import::declaration::RowTemplate, Failure> {
    declaration.row.as_ref().ok_or_else(|| "the declaration has no `row`: say what a row stands for".into())
}

/// Hands on each line but those that are done. A line that is no UTF-8 is handed on as far as it can be read.
fn lines(
    mut reader: impl BufRead,
    done: u64,
    mut each: impl FnMut(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        number += 1;
        if number > done {
            each(&String::from_utf8_lossy(&line))?;
        }
    }
}

/// A file, unpacked by its name: `.gz`, `.bz2`.
struct Input {
    reader: Box<dyn Read>,
    progress: Progress,
}

impl Input {
    fn open(path: &Path) -> Result<Self, InputError> {
        let failed = |error| InputError::Read { path: path.display().to_string(), error };
        let file = File::open(path).map_err(failed)?;
        let whole = file.metadata().map_err(failed)?.len();
        let progress = Progress { whole, ..Progress::default() };
        let counted = Counted { file, read: Arc::clone(&progress.read) };
        let reader: Box<dyn Read> = match path.extension().and_then(|ending| ending.to_str()) {
            Some("gz") => Box::new(MultiGzDecoder::new(BufReader::new(counted))),
            Some("bz2") => Box::new(MultiBzDecoder::new(BufReader::new(counted))),
            _ => Box::new(counted),
        };
        Ok(Self { reader, progress })
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.reader.read(buffer)
    }
}

/// A file that counts what has been read of it.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A line on a terminal that tells how far it is, at each hundredth of the file.
#[derive(Clone, Default)]
struct Progress {
    whole: u64,
    read: Arc<AtomicU64>,
    shown: Option<u64>,
}

impl Progress {
    fn show(&mut self, counts: &Counts) {
        let part = self.read.load(Ordering::Relaxed) * 100 / self.whole.max(1);
        if self.shown != Some(part) && std::io::stderr().is_terminal() {
            self.shown = Some(part);
            let bar: String = (0..50).map(|at| if at * 2 < part { '#' } else { '.' }).collect();
            draw(&format!("\r[{bar}] {part:>3} %, {} rows, {} entities", counts.rows, counts.entities));
        }
    }

    fn end(&self) {
        if self.shown.is_some() {
            draw("\n");
        }
    }
}

/// Writes to standard error; where even that fails nothing can be done.
fn draw(text: &str) {
    use std::io::Write as _;
    let mut error = std::io::stderr().lock();
    let _ = error.write_all(text.as_bytes());
    let _ = error.flush();
}
