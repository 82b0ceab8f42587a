//! From the text of all fact files to a model.

use super::apply::{Items, apply};
use super::model::Model;
use crate::lang::ast::{FactItem, Name};
use crate::lang::facts::{parse_facts, parse_facts_at};
use crate::lang::{Fault, Faults};
use crate::text::{Source, Span};
use std::collections::HashMap;

/// Reads and resolves fact files. `files` holds `.facts` and `.csv` files by name; a table's file is
/// looked up beside the file that declares it. Their order does not matter. All faults of all files are reported; what is at fault
/// is left out of the model.
#[must_use]
pub fn load_model(files: &[Source]) -> (Model, Faults) {
    load_model_over(Model::default(), files, None)
}

/// The same, with the facts in a part of one more file: those that a rule test gives.
#[must_use]
pub fn load_model_with(files: &[Source], given: Option<(&Source, Span)>) -> (Model, Faults) {
    load_model_over(Model::default(), files, given)
}

/// The same over a model that holds already: the files add to it, and take back what they retract.
#[must_use]
pub fn load_model_over(below: Model, files: &[Source], given: Option<(&Source, Span)>) -> (Model, Faults) {
    let mut faults = Faults::new();
    let mut items = Items::default();
    // Kinds and properties are numbered as they come, and what is said twice is laid at the door of the second. So the
    // order is that of the names, whoever gathered the files.
    let mut files: Vec<&Source> = files.iter().collect();
    files.sort_by_key(|file| file.name.as_str());
    let by_name: HashMap<&str, &Source> = files.iter().map(|&file| (file.name.as_str(), file)).collect();
    let find = |file: &str, name: &Name, faults: &mut Faults| {
        let found = by_name.get(beside(file, &name.text).as_str()).copied();
        if found.is_none() {
            let message = format!("there is no table `{}` beside this file", name.text);
            let known = files.iter().filter_map(|file| file.name.rsplit('/').next());
            faults.push(Fault::error("no-file", file, name.span, message).meant(&name.text, known));
        }
        found
    };
    for file in files.iter().filter(|file| file.name.ends_with(".facts")) {
        let (parsed, mut more) = parse_facts(&file.name, &file.text);
        faults.append(&mut more);
        for item in parsed {
            match item {
                FactItem::Table(table) => {
                    if let Some(csv) = find(&file.name, &table.file, &mut faults) {
                        items.tables.push((table, csv));
                    }
                }
                FactItem::Gazetteer(gazetteer) => {
                    if let Some(csv) = find(&file.name, &gazetteer.file, &mut faults) {
                        items.gazetteers.push((&file.name, gazetteer, csv));
                    }
                }
                item => items.items.push((&file.name, item)),
            }
        }
    }
    if let Some((file, part)) = given {
        let (parsed, mut more) = parse_facts_at(&file.name, &file.text, part);
        faults.append(&mut more);
        items.items.extend(parsed.into_iter().map(|item| (file.name.as_str(), item)));
    }
    let model = apply(below, &items, &mut faults);
    (model, faults)
}

/// The name of a file in the same folder as `file`.
fn beside(file: &str, name: &str) -> String {
    match file.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}
