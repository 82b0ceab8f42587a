//! The shape of a CSV table: the header, then the rows in the order of their cells, each once, quoted where needed.

/// A table in its one shape; none where it cannot be read as CSV.
#[must_use]
pub fn format_table(text: &str) -> Option<String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        rows.push(record.ok()?.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    if let Some((_, rest)) = rows.split_first_mut() {
        rest.sort_unstable();
    }
    rows.dedup();
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_below_the_header() {
        let text = "id,label\r\nb, Two \n\"a\",\"One, or so\"\nb,Two\n";
        let shaped = "id,label\na,\"One, or so\"\nb,Two\n";
        assert_eq!(format_table(text).as_deref(), Some(shaped));
        assert_eq!(format_table(shaped).as_deref(), Some(shaped));
    }
}
