//! From the text of all fact files to a model.

use super::apply::Applier;
use super::model::Model;
use super::table;
use crate::lang::ast::FactItem;
use crate::lang::facts::{parse_facts, parse_facts_at};
use crate::lang::{Fault, Faults};
use crate::text::{Source, Span};

/// Reads and resolves fact files. `files` holds `.facts` and `.csv` files by name; a table's file is
/// looked up beside the file that declares it. All faults of all files are reported; what is at fault
/// is left out of the model.
#[must_use]
pub fn load_model(files: &[Source]) -> (Model, Faults) {
    load_model_with(files, None)
}

/// The same, with the facts in a part of one more file: those that a rule test gives.
#[must_use]
pub fn load_model_with(files: &[Source], given: Option<(&Source, Span)>) -> (Model, Faults) {
    let mut faults = Faults::new();
    let mut items: Vec<(String, FactItem)> = Vec::new();
    for file in files.iter().filter(|file| file.name.ends_with(".facts")) {
        let (parsed, mut more) = parse_facts(&file.name, &file.text);
        faults.append(&mut more);
        for item in parsed {
            let FactItem::Table(table) = item else {
                items.push((file.name.clone(), item));
                continue;
            };
            let name = beside(&file.name, &table.file.text);
            match files.iter().find(|file| file.name == name) {
                Some(csv) => table::expand(&table, csv, &mut faults, |item| items.push((csv.name.clone(), item))),
                None => {
                    let message = format!("there is no table `{}` beside this file", table.file.text);
                    let known = files.iter().filter_map(|file| file.name.rsplit('/').next());
                    faults.push(
                        Fault::error("no-file", &file.name, table.file.span, message).meant(&table.file.text, known),
                    );
                }
            }
        }
    }
    if let Some((file, part)) = given {
        let (parsed, mut more) = parse_facts_at(&file.name, &file.text, part);
        faults.append(&mut more);
        items.extend(parsed.into_iter().map(|item| (file.name.clone(), item)));
    }
    let model = Applier::new(&items, &mut faults).model();
    (model, faults)
}

/// The name of a file in the same folder as `file`.
fn beside(file: &str, name: &str) -> String {
    match file.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}
