//! Rows of tables and JSON Lines.

use super::declaration::RowTemplate;
use super::{Item, Row, Stated, id_of};
use serde_json::Value;

/// Where the cells of a row come from.
pub trait Cells {
    /// The cell of a column; none where the table has no such column.
    fn cell(&self, column: &str) -> Option<String>;
}

/// A row of a table with its header.
#[derive(Debug)]
pub struct TableRow<'a> {
    /// The names of the columns.
    pub header: &'a csv::StringRecord,
    /// The cells.
    pub cells: &'a csv::StringRecord,
}

impl Cells for TableRow<'_> {
    fn cell(&self, column: &str) -> Option<String> {
        let at = self.header.iter().position(|name| name.trim() == column)?;
        Some(self.cells.get(at).unwrap_or("").trim().to_owned())
    }
}

impl Cells for Value {
    /// A field of a JSON row, `a.b` for one within another; what a row does not have is empty.
    fn cell(&self, column: &str) -> Option<String> {
        let found = column.split('.').try_fold(self, |value, key| value.get(key));
        Some(match found {
            None | Some(Self::Null) => String::new(),
            Some(Self::String(text)) => text.trim().to_owned(),
            Some(Self::Array(parts)) => parts.iter().filter_map(Self::as_str).collect::<Vec<_>>().join("|"),
            Some(other) => other.to_string(),
        })
    }
}

/// What a row stands for.
pub fn item(template: &RowTemplate, row: &impl Cells) -> Row {
    match fill_all(template, row) {
        Ok(item) if item.id.is_empty() || item.label.is_empty() => Row::Broken("it has no id or no label".to_owned()),
        Ok(item) => Row::Chosen(item),
        Err(column) => Row::Broken(format!("there is no column `{column}`")),
    }
}

fn fill_all(template: &RowTemplate, row: &impl Cells) -> Result<Item, String> {
    let mut aliases = Vec::new();
    for alias in &template.aliases {
        let cell = fill(alias, row)?;
        aliases.extend(cell.split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned));
    }
    let mut statements = Vec::new();
    for statement in &template.statements {
        let value = fill(&statement.value, row)?;
        if value.is_empty() {
            continue;
        }
        statements.push(Stated {
            property: statement.property.clone(),
            value: if statement.linked { id_of(&value) } else { value },
            linked: statement.linked,
            from: fill(&statement.from, row)?,
            to: fill(&statement.to, row)?,
            rank: "normal".to_owned(),
            ..Stated::default()
        });
    }
    Ok(Item {
        id: id_of(&fill(&template.id, row)?),
        kind: fill(&template.kind, row)?,
        label: fill(&template.label, row)?,
        aliases,
        statements,
    })
}

/// A template with its columns filled in; the name of a column that is not there otherwise.
fn fill(template: &str, row: &impl Cells) -> Result<String, String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((head, tail)) = rest.split_once('{') {
        text.push_str(head);
        let Some((column, tail)) = tail.split_once('}') else { return Err(tail.to_owned()) };
        text.push_str(&row.cell(column.trim()).ok_or_else(|| column.to_owned())?);
        rest = tail;
    }
    text.push_str(rest);
    Ok(text)
}
