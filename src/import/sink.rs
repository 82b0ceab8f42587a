//! Where imported things go: two tables and the fact file that declares them, in a folder; and how far it got.

use super::declaration::SourceFields;
use super::{Item, Row};
use crate::calendar::parse_edtf;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why an import cannot go on.
#[derive(Debug, Error)]
pub enum SinkError {
    /// A file of the folder cannot be read or written.
    #[error("cannot write `{path}`: {error}")]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A table cannot be written.
    #[error("cannot write a table: {0}")]
    Table(#[from] csv::Error),
    /// There is nothing to go on with.
    #[error("`{0}` has no import that could be resumed: leave out `--resume`")]
    NothingToResume(PathBuf),
}

/// How far an import has come: enough to go on after it was ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows read.
    pub rows: u64,
    /// Things chosen.
    pub entities: u64,
    /// Statements of theirs.
    pub statements: u64,
    /// Rows that are broken, and statements with times that cannot be.
    pub broken: u64,
    /// Statements left out at the end since their value was not chosen.
    pub unlinked: u64,
    /// Bytes of the tables so far: what lies behind was written after this count.
    lengths: [u64; 3],
}

/// So many broken rows are named; the others are only counted.
const NAMED: u64 = 1000;
/// Names are not longer than this.
const LONGEST: usize = 1000;
/// After so many rows the state is written.
const STEP: u64 = 20_000;

/// The names of the files.
const ENTITIES: &str = "entities.csv";
const RAW: &str = "statements.part";
const STATEMENTS: &str = "statements.csv";
const BROKEN: &str = "broken.txt";
const STATE: &str = "import.state";

/// The tables while they are written.
#[derive(Debug)]
pub struct Sink {
    folder: PathBuf,
    entities: csv::Writer<BufWriter<File>>,
    statements: csv::Writer<BufWriter<File>>,
    broken: BufWriter<File>,
    known: HashSet<u64>,
    /// What has been done.
    pub counts: Counts,
}

impl Sink {
    /// Begins an import in a folder, or goes on with the one that was ended there.
    ///
    /// # Errors
    /// If the folder cannot be written to, or there is nothing to resume.
    pub fn open(folder: &Path, resume: bool) -> Result<Self, SinkError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| SinkError::Write { path, error }
        };
        std::fs::create_dir_all(folder).map_err(failed(folder))?;
        let mut counts = Counts::default();
        let mut known = HashSet::new();
        if resume {
            let state = std::fs::read(folder.join(STATE)).ok();
            counts = state
                .and_then(|state| serde_json::from_slice(&state).ok())
                .ok_or_else(|| SinkError::NothingToResume(folder.to_owned()))?;
        }
        let open = |name: &str, length: u64| -> Result<BufWriter<File>, SinkError> {
            let path = folder.join(name);
            let file = OpenOptions::new().create(true).append(true).open(&path).map_err(failed(&path))?;
            file.set_len(length).map_err(failed(&path))?;
            Ok(BufWriter::with_capacity(1 << 16, file))
        };
        let [first, second, third] = counts.lengths;
        let mut entities = csv::Writer::from_writer(open(ENTITIES, first)?);
        let statements = csv::Writer::from_writer(open(RAW, second)?);
        let broken = open(BROKEN, third)?;
        if first == 0 {
            entities.write_record(["id", "kind", "label", "aliases"])?;
        } else {
            let file = File::open(folder.join(ENTITIES)).map_err(failed(folder))?;
            for record in csv::Reader::from_reader(BufReader::new(file)).records() {
                known.insert(number(record?.get(0).unwrap_or("")));
            }
        }
        Ok(Self { folder: folder.to_owned(), entities, statements, broken, known, counts })
    }

    /// Takes the next row.
    ///
    /// # Errors
    /// If the tables cannot be written.
    pub fn row(&mut self, row: &Row) -> Result<(), SinkError> {
        self.counts.rows += 1;
        match row {
            Row::Passed => {}
            Row::Broken(why) => self.broken(why)?,
            Row::Chosen(item) if item.label.len() > LONGEST => {
                self.broken(&format!("the label of {} has more than {LONGEST} bytes", item.id))?;
            }
            Row::Chosen(item) => self.item(item)?,
        }
        if self.counts.rows.is_multiple_of(STEP) { self.note() } else { Ok(()) }
    }

    fn broken(&mut self, why: &str) -> Result<(), SinkError> {
        self.counts.broken += 1;
        if self.counts.broken <= NAMED {
            let failed = |error| SinkError::Write { path: self.folder.join(BROKEN), error };
            writeln!(self.broken, "row {}: {why}", self.counts.rows).map_err(failed)?;
        }
        Ok(())
    }

    fn item(&mut self, item: &Item) -> Result<(), SinkError> {
        // A dump may hold a thing twice; the first one counts.
        if !self.known.insert(number(&item.id)) {
            return Ok(());
        }
        self.counts.entities += 1;
        let fits = |name: &&str| !name.contains('|') && name.len() <= LONGEST;
        let aliases: Vec<&str> = item.aliases.iter().map(String::as_str).filter(fits).collect();
        self.entities.write_record([&item.id, &item.kind, &item.label, &aliases.join("|")])?;
        for one in &item.statements {
            let valid = [&one.from, &one.to].map(|side| if side.is_empty() { ".." } else { side }).join("/");
            if let Err(error) = parse_edtf(&valid) {
                self.broken(&format!("{} of {}: {error}", one.property, item.id))?;
                continue;
            }
            self.counts.statements += 1;
            let linked = if one.linked { "1" } else { "" };
            self.statements.write_record([
                linked,
                &item.id,
                &one.property,
                &one.value,
                &one.from,
                &one.to,
                &one.rank,
                &one.reference,
                &one.read,
            ])?;
        }
        Ok(())
    }

    /// Writes down how far it has come.
    fn note(&mut self) -> Result<(), SinkError> {
        let failed = |error| SinkError::Write { path: self.folder.clone(), error };
        self.entities.flush().map_err(failed)?;
        self.statements.flush().map_err(failed)?;
        self.broken.flush().map_err(failed)?;
        let length = |name: &str| std::fs::metadata(self.folder.join(name)).map(|data| data.len()).map_err(failed);
        self.counts.lengths = [length(ENTITIES)?, length(RAW)?, length(BROKEN)?];
        let state = serde_json::to_vec(&self.counts).unwrap_or_default();
        crate::base::image::save::save(&self.folder.join(STATE), &state).map_err(failed)
    }

    /// Ends the import: statements whose value was not chosen are left out, and the fact file is written.
    ///
    /// # Errors
    /// If the files cannot be written.
    pub fn finish(mut self, source: &SourceFields) -> Result<Counts, SinkError> {
        self.note()?;
        let folder = self.folder.clone();
        let failed = |error| SinkError::Write { path: folder.clone(), error };
        let raw = File::open(folder.join(RAW)).map_err(failed)?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(BufReader::new(raw));
        let out = File::create(folder.join(STATEMENTS)).map_err(failed)?;
        let mut writer = csv::Writer::from_writer(BufWriter::new(out));
        writer.write_record(["entity", "property", "value", "from", "to", "rank", "reference", "read"])?;
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record)? {
            let linked = record.get(0) == Some("1");
            if linked && !self.known.contains(&number(record.get(3).unwrap_or(""))) {
                self.counts.unlinked += 1;
                continue;
            }
            writer.write_record(record.iter().skip(1))?;
        }
        writer.flush().map_err(failed)?;
        std::fs::write(folder.join("import.facts"), declaration(source)).map_err(failed)?;
        for done in [RAW, STATE] {
            std::fs::remove_file(folder.join(done)).map_err(failed)?;
        }
        if self.counts.broken == 0 {
            std::fs::remove_file(folder.join(BROKEN)).map_err(failed)?;
        }
        Ok(self.counts)
    }
}

/// An id as a number, to be remembered in eight bytes.
fn number(id: &str) -> u64 {
    crate::text::fold::hash(id)
}

/// The fact file that declares the tables.
fn declaration(source: &SourceFields) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    format!(
        "source {} {} {{\n  url {}\n  retrieved {}\n  licence {}\n  horizon {}\n}}\n\n\
         table \"{ENTITIES}\" columns id kind label aliases {{\n  entity {{id}} : {{kind}} {{label}} {{ alias {{aliases}} }}\n}}\n\n\
         table \"{STATEMENTS}\" columns entity property value from to rank reference read {{\n  \
         entity {{entity}} {{\n    source {}\n    \
         {{property}} {{value}} {{from}}/{{to}} rank {{rank}} with reference {{reference}} with reference-read {{read}}\n  }}\n}}\n",
        source.id,
        quoted(&source.title),
        quoted(&source.url),
        source.retrieved,
        quoted(&source.licence),
        source.horizon,
        source.id,
    )
}
