//! `factlint facts diff`

use super::super::Exit;
use super::super::args::{Diff, Form};
use super::super::output::{Failure, print};
use super::super::setup::base_of;
use super::row::Row;
use crate::base::Base;
use std::fmt::Write as _;

/// Tells which statements of two bases differ.
///
/// # Errors
/// If one cannot be read or is damaged.
pub fn run(args: &Diff) -> Result<Exit, Failure> {
    let (old, new) = (base_of(&args.old)?, base_of(&args.new)?);
    let (before, after) = (rows(&old), rows(&new));
    old.intact()?;
    new.intact()?;
    let (gone, come) = differences(&before, &after);
    match args.format {
        Form::Text => {
            let mut text = String::new();
            let mut all: Vec<(&Row, char)> =
                gone.iter().map(|row| (*row, '-')).chain(come.iter().map(|row| (*row, '+'))).collect();
            all.sort_by(|(a, x), (b, y)| {
                (&a.entity, &a.property, y, &a.valid, &a.value).cmp(&(&b.entity, &b.property, x, &b.valid, &b.value))
            });
            for (row, sign) in all {
                let _ = writeln!(text, "{sign} {}", row.line());
            }
            let _ = writeln!(text, "{} statements gone, {} come", gone.len(), come.len());
            print(&text)?;
        }
        Form::Json => print(&format!("{}\n", serde_json::json!({ "gone": gone, "come": come })))?,
    }
    Ok(if gone.is_empty() && come.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// All statements of a base, in the order of their texts.
fn rows(base: &Base) -> Vec<Row> {
    let count = u32::try_from(base.statement_count()).unwrap_or(u32::MAX);
    let mut rows: Vec<Row> =
        (0..count).filter_map(|at| base.statement(at)).map(|statement| Row::of(base, &statement)).collect();
    rows.sort_unstable();
    rows
}

/// What is only in the one, and what is only in the other.
fn differences<'a>(before: &'a [Row], after: &'a [Row]) -> (Vec<&'a Row>, Vec<&'a Row>) {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return (gone, come),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => a.cmp(b),
        };
        match order {
            std::cmp::Ordering::Less => gone.extend(old.next()),
            std::cmp::Ordering::Greater => come.extend(new.next()),
            std::cmp::Ordering::Equal => {
                let _ = (old.next(), new.next());
            }
        }
    }
}
