//! CSV tables: each row stands for the items of the table's template.

use crate::calendar::parse_edtf;
use crate::lang::ast::{
    CompleteItem, EditionItem, EntityItem, FactItem, FactLine, Literal, Name, NamesLine, SeriesItem, StatementLine,
    TableItem, When,
};
use crate::lang::{Fault, Faults};
use crate::text::{Source, Span, source::offset};

/// Reads a table and hands each row's items to `each`. Faults point at the row in the CSV file.
pub fn expand(table: &TableItem, csv_file: &Source, faults: &mut Faults, mut each: impl FnMut(FactItem)) {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.text.as_str()).collect();
    let mut rows = Rows::new(&table.columns, csv_file);
    let mut places = Vec::new();
    while let Some(cells) = rows.next(faults) {
        let start = cells.position().map_or(0, csv::Position::byte);
        let span = row_span(csv_file, start);
        cell_spans(csv_file, span.start as usize, &mut places);
        let mut row = Row { columns: &columns, cells, places: &places, file: &csv_file.name, span, faults };
        for item in &table.items {
            if let Some(item) = row.item(item) {
                each(item);
            }
        }
    }
}

/// The rows of a CSV file whose header is the list of columns that its declaration gives.
pub struct Rows<'a> {
    columns: Vec<&'a str>,
    file: &'a Source,
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    header: bool,
}

impl<'a> Rows<'a> {
    /// The rows of a file.
    #[must_use]
    pub fn new(columns: &'a [Name], file: &'a Source) -> Self {
        Self {
            columns: columns.iter().map(|column| column.text.as_str()).collect(),
            file,
            reader: csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(file.text.as_bytes()),
            record: csv::StringRecord::new(),
            header: true,
        }
    }

    /// The next row that has all columns; what is wrong with others is reported. None at the end, and after a
    /// header that is not the list of columns.
    pub fn next(&mut self, faults: &mut Faults) -> Option<&csv::StringRecord> {
        loop {
            let before = self.reader.position().byte();
            match self.reader.read_record(&mut self.record) {
                Ok(false) => return None,
                Ok(true) => {}
                Err(error) => {
                    let message = format!("row cannot be read: {error}");
                    faults.push(Fault::error("csv", &self.file.name, row_span(self.file, before), message));
                    continue;
                }
            }
            let span = || row_span(self.file, self.record.position().map_or(before, csv::Position::byte));
            if self.header {
                self.header = false;
                if !self.record.iter().map(str::trim).eq(self.columns.iter().copied()) {
                    let message = format!(
                        "the header is `{}`, the table declares `{}`",
                        self.record.iter().collect::<Vec<_>>().join(","),
                        self.columns.join(",")
                    );
                    faults.push(
                        Fault::error("columns", &self.file.name, span(), message)
                            .help("make both lists the same, in the same order"),
                    );
                    return None;
                }
                continue;
            }
            if self.record.len() == self.columns.len() {
                break;
            }
            let message = format!(
                "row has {} columns, the table declares {}: `{}`",
                self.record.len(),
                self.columns.len(),
                self.columns.join("`, `")
            );
            faults.push(
                Fault::error("columns", &self.file.name, span(), message)
                    .help("fill every column; leave a cell empty where nothing is known"),
            );
        }
        Some(&self.record)
    }
}

/// The line at which a row starts.
pub fn row_span(file: &Source, start: u64) -> Span {
    let start = usize::try_from(start).unwrap_or(usize::MAX).min(file.text.len());
    let rest = file.text.get(start..).unwrap_or("");
    let skipped = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let line = rest[skipped..].split(['\r', '\n']).next().unwrap_or("").len();
    Span::new(offset(start + skipped), offset(start + skipped + line))
}

/// The places of the cells of a row, without their quotes.
fn cell_spans(file: &Source, start: usize, places: &mut Vec<Span>) {
    places.clear();
    let bytes = file.text.as_bytes();
    let mut at = start;
    loop {
        let quoted = bytes.get(at) == Some(&b'"');
        let first = at + usize::from(quoted);
        at = first;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' if quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
                b'"' if quoted => break,
                b',' | b'\n' | b'\r' if !quoted => break,
                _ => {}
            }
            at += 1;
        }
        places.push(Span::new(offset(first), offset(at.min(bytes.len()))));
        at += usize::from(quoted);
        if bytes.get(at) != Some(&b',') {
            return;
        }
        at += 1;
    }
}

struct Row<'a> {
    columns: &'a [&'a str],
    cells: &'a csv::StringRecord,
    /// Where each cell lies.
    places: &'a [Span],
    file: &'a str,
    span: Span,
    faults: &'a mut Faults,
}

impl Row<'_> {
    fn item(&mut self, item: &FactItem) -> Option<FactItem> {
        Some(match item {
            FactItem::Entity(item) => {
                let id = self.name(&item.id);
                if id.text.is_empty() {
                    return None;
                }
                FactItem::Entity(EntityItem {
                    doc: item.doc.clone(),
                    id,
                    kind: item.kind.as_ref().map(|name| self.name(name)),
                    label: item.label.as_ref().map(|name| self.name(name)),
                    lines: self.lines(&item.lines),
                })
            }
            FactItem::Series(item) => FactItem::Series(SeriesItem {
                doc: item.doc.clone(),
                id: self.name(&item.id),
                kind: item.kind.as_ref().map(|name| self.name(name)),
                label: item.label.as_ref().map(|name| self.name(name)),
                of: item.of.as_ref().map(|name| self.name(name)),
                lines: self.lines(&item.lines),
                editions: item
                    .editions
                    .iter()
                    .map(|edition| EditionItem {
                        number: self.name(&edition.number),
                        label: edition
                            .label
                            .as_ref()
                            .map(|name| self.name(name))
                            .filter(|label| !label.text.is_empty()),
                        lines: self.lines(&edition.lines),
                    })
                    .collect(),
            }),
            FactItem::Complete(item) => FactItem::Complete(CompleteItem {
                entity: self.name(&item.entity),
                property: self.name(&item.property),
                when: self.when(&item.when)?,
                source: item.source.as_ref().map(|name| self.name(name)),
            }),
            other => other.clone(),
        })
    }

    fn lines(&mut self, lines: &[FactLine]) -> Vec<FactLine> {
        lines.iter().filter_map(|line| self.line(line)).collect()
    }

    fn line(&mut self, line: &FactLine) -> Option<FactLine> {
        Some(match line {
            FactLine::Names(line) => {
                let cells: Vec<Name> = line.names.iter().map(|name| self.name(name)).collect();
                let names: Vec<Name> = cells
                    .iter()
                    .flat_map(|cell| cell.text.split('|').map(|text| (text.trim(), cell.span)))
                    .filter(|(name, _)| !name.is_empty())
                    .map(|(text, span)| Name { text: text.to_owned(), span })
                    .collect();
                if names.is_empty() {
                    return None;
                }
                let when = line.when.as_ref().and_then(|when| self.when(when));
                FactLine::Names(NamesLine { sort: line.sort.clone(), names, when })
            }
            FactLine::Source(name) => FactLine::Source(self.name(name)),
            FactLine::Complete { property, when, source } => FactLine::Complete {
                property: self.name(property),
                when: self.when(when)?,
                source: source.as_ref().map(|name| self.name(name)),
            },
            FactLine::Retract(line) => FactLine::Retract(line.clone()),
            FactLine::Statement(line) => {
                let value = self.literal(&line.value)?;
                let with = line.with.iter().filter_map(|(name, value)| Some((name.clone(), self.literal(value)?)));
                let with = with.collect();
                let filled = |name: &Name| !name.text.is_empty();
                FactLine::Statement(StatementLine {
                    property: self.name(&line.property),
                    value,
                    at: line.at.as_ref().map(|name| self.name(name)).filter(filled),
                    valid: line.valid.as_ref().and_then(|when| self.when(when)),
                    known: line.known.as_ref().and_then(|when| self.when(when)),
                    rank: line.rank.as_ref().map(|name| self.name(name)).filter(filled),
                    capacity: line.capacity.as_ref().map(|name| self.name(name)).filter(filled),
                    source: line.source.as_ref().map(|name| self.name(name)),
                    with,
                    span: self.span,
                })
            }
        })
    }

    /// A value with its columns filled in; none where the cell is empty.
    fn literal(&mut self, value: &Literal) -> Option<Literal> {
        let value = match value {
            Literal::Column(name) => Literal::Text(self.name(name)),
            Literal::Id(name) => Literal::Id(self.name(name)),
            Literal::Text(name) => Literal::Text(self.name(name)),
            Literal::Date(when) => Literal::Date(self.when(when)?),
            Literal::Number { text, value } => Literal::Number { text: text.clone(), value: *value },
        };
        let empty = matches!(&value, Literal::Id(name) | Literal::Text(name) if name.text.is_empty())
            || matches!(&value, Literal::Date(when) if when.text.text == ".." || when.text.text == "../..");
        (!empty).then_some(value)
    }

    /// A date with its columns filled in; an empty side is open.
    fn when(&mut self, when: &When) -> Option<When> {
        let name = self.name(&when.text);
        let text = match name.text.split_once('/') {
            Some(("", "")) => return None,
            Some((from, to)) => {
                let open = |side: &str| if side.is_empty() { "..".to_owned() } else { side.to_owned() };
                format!("{}/{}", open(from), open(to))
            }
            None if name.text.is_empty() => return None,
            None => name.text,
        };
        match parse_edtf(&text) {
            Ok(time) => Some(When { text: Name { text, span: name.span }, time: Some(time) }),
            Err(error) => {
                self.faults.push(Fault::error("date", self.file, name.span, error.to_string()));
                None
            }
        }
    }

    fn name(&mut self, name: &Name) -> Name {
        let mut text = String::new();
        let mut span = None;
        let mut rest = name.text.as_str();
        while let Some((head, tail)) = rest.split_once('{') {
            text.push_str(head);
            let Some((column, tail)) = tail.split_once('}') else {
                rest = tail;
                break;
            };
            match self.columns.iter().position(|known| *known == column.trim()) {
                Some(at) => {
                    text.push_str(self.cells.get(at).unwrap_or("").trim());
                    // Of several cells the last one filled: an empty one is hardly at fault.
                    if span.is_none() || self.cells.get(at).is_some_and(|cell| !cell.is_empty()) {
                        span = self.places.get(at).copied();
                    }
                }
                None => {
                    let fault = Fault::error(
                        "unknown-name",
                        self.file,
                        self.span,
                        format!("the table has no column `{column}`"),
                    );
                    self.faults.push(fault.meant(column, self.columns.iter().copied()));
                }
            }
            rest = tail;
        }
        text.push_str(rest);
        Name { text, span: span.unwrap_or(self.span) }
    }
}
