//! `factlint facts diff`

use super::super::Exit;
use super::super::args::{Diff, Form};
use super::super::output::{Failure, print};
use super::super::setup::{InputError, base_of, engine_anew};
use super::row::Row;
use crate::archive::{Effect, Touched, touched};
use crate::base::Base;
use crate::report::terminal::{counted, visible};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Tells which statements of two bases differ; and of an archive of reports, what that does to its claims.
///
/// # Errors
/// If a base or the archive cannot be read or is damaged.
pub fn run(args: &Diff) -> Result<Exit, Failure> {
    let (old, new) = (base_of(&args.old)?, base_of(&args.new)?);
    let (before, after) = (rows(&old), rows(&new));
    old.intact()?;
    new.intact()?;
    let (gone, come) = differences(&before, &after);
    let clean = gone.is_empty() && come.is_empty();
    let articles = archive(args, old, new)?;
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
            if let Some((claims, unproved)) = &articles {
                text.push_str(&told(claims, *unproved));
            }
            print(&text)?;
        }
        Form::Json => {
            let mut all = serde_json::json!({ "gone": gone, "come": come });
            if let Some((claims, unproved)) = &articles {
                all["claims"] = serde_json::to_value(claims)?;
                all["unproved"] = (*unproved).into();
            }
            print(&format!("{all}\n"))?;
        }
    }
    Ok(if clean { Exit::Clean } else { Exit::Findings })
}

/// What the change does to the claims of an archive, if one is given; and how many claims it has without proofs.
fn archive(args: &Diff, old: Base, new: Base) -> Result<Option<(Vec<Touched>, usize)>, Failure> {
    let Some(path) = &args.archive else { return Ok(None) };
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| InputError::Read { path: shown.clone(), error })?;
    let reports = crate::archive::rows(&text).map_err(|error| format!("`{shown}`: {error}"))?;
    let (old, new) = (engine_anew(old, &args.rules)?, engine_anew(new, &args.rules)?);
    Ok(Some(touched(&old, &new, &reports)))
}

/// The claims for people, by article.
fn told(claims: &[Touched], unproved: usize) -> String {
    let mut text = String::new();
    let mut article = None;
    for claim in claims {
        if article.replace(&claim.article) != Some(&claim.article) {
            let _ = writeln!(text, "{}", visible(&claim.article));
        }
        let now = claim.new.map_or_else(|| "to be checked again".to_owned(), |new| format!("now {new}"));
        let (effect, normal) = (claim.effect.word(), visible(&claim.normal));
        let _ = writeln!(text, "  {effect} {normal} at byte {}: was {}, {now}", claim.start, claim.old);
    }
    let articles: BTreeSet<&str> = claims.iter().map(|claim| claim.article.as_str()).collect();
    let of = |effect| claims.iter().filter(|claim| claim.effect == effect).count();
    let _ = writeln!(
        text,
        "{} touched: {} contradicted, {} stale, {} resolved",
        counted(articles.len(), "article"),
        counted(of(Effect::Contradicts), "claim"),
        of(Effect::Stale),
        of(Effect::Resolves)
    );
    if unproved > 0 {
        let _ = writeln!(
            text,
            "nothing can be said of {}: the archive has no proof of them; make it with `check --verbose`",
            counted(unproved, "claim")
        );
    }
    text
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
