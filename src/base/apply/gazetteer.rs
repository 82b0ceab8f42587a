//! The rows of a gazetteer.

use super::Applier;
use crate::base::model::{GazetteerDef, PlaceDef};
use crate::base::table::{Rows, row_span};
use crate::lang::Fault;
use crate::lang::ast::GazetteerItem;
use crate::text::Source;

/// The columns that are read; others are passed over.
const COLUMNS: [&str; 4] = ["name", "country", "region", "population"];

impl Applier<'_> {
    pub(super) fn gazetteer(&mut self, file: &str, item: &GazetteerItem, csv: &Source) {
        let field = |key: &str| item.fields.iter().find(|(name, _)| name.text == key).map(|(_, value)| value);
        let (Some(source), Some(floor)) = (field("source"), field("floor")) else {
            return self.fault("no-source", file, &item.file, "a gazetteer needs a `source` and a `floor`".to_owned());
        };
        let Some(source) = self.find_source(file, source) else { return };
        let Ok(floor) = floor.text.parse() else {
            return self.fault("type", file, floor, format!("`{}` is not a number of people", floor.text));
        };
        if self.model.gazetteer.replace(GazetteerDef { source, floor }).is_some() {
            self.model.places.clear();
        }
        let at = COLUMNS.map(|wanted| item.columns.iter().position(|column| column.text == wanted));
        let [Some(name), Some(country), Some(region), Some(population)] = at else {
            let message = format!("a gazetteer has the columns `{}`", COLUMNS.join("`, `"));
            return self.fault("columns", file, &item.file, message);
        };
        let mut rows = Rows::new(&item.columns, csv);
        while let Some(row) = rows.next(self.faults) {
            let cell = |at: usize| row.get(at).unwrap_or("").trim();
            let wrong = |message: String| {
                let start = row.position().map_or(0, csv::Position::byte);
                Fault::error("gazetteer", &csv.name, row_span(csv, start), message)
            };
            let (name, country, region) = (cell(name), cell(country), cell(region));
            let letters = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
            if name.is_empty() || !letters || region.len() > 12 || region.contains('.') {
                self.faults.push(wrong(format!("`{name}` in `{country}`, `{region}` is no place")).help(
                    "give a name, a country of two capital letters, and a region of at most 12 bytes without a dot",
                ));
                continue;
            }
            let Ok(population) = cell(population).parse() else {
                self.faults.push(wrong(format!("`{}` is not a number of people", cell(population))));
                continue;
            };
            let region = if region.is_empty() { country.to_owned() } else { format!("{country}.{region}") };
            self.model.places.push(PlaceDef { name: name.to_owned(), region, population });
        }
    }
}
