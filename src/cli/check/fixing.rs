//! `check --fix`: repairs are made, and the article is checked again before it is written.

use super::job::Job;
use crate::base::image::save::replace;
use crate::cli::output::{Failure, complain, print};
use crate::cli::setup::InputError;
use crate::fix::{Fixed, fix as repaired};
use crate::outcome::Outcome;
use crate::read::{Reader, of_bytes, of_path};
use crate::report::Run;
use crate::report::terminal::visible;
use std::collections::BTreeSet;
use std::path::Path;

/// Repairs the articles of a run. Of what was written, the run then has the new outcome.
///
/// # Errors
/// If a file cannot be written.
pub fn fix(job: &Job<'_>, run: &mut Run<'_>) -> Result<(), Failure> {
    let outcomes = std::mem::take(&mut run.outcomes);
    let mut rest = outcomes.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut articles = vec![first];
        while let Some(next) = rest.next_if(|next| next.path == articles[0].path) {
            articles.push(next);
        }
        run.outcomes.extend(file(job, articles)?);
    }
    Ok(())
}

/// Repairs the articles of one file.
fn file(job: &Job<'_>, articles: Vec<Outcome>) -> Result<Vec<Outcome>, Failure> {
    let Some(first) = articles.first().filter(|first| first.in_source()) else {
        return Ok(articles);
    };
    let path = first.path.clone();
    let source = first.text().to_owned();
    let format = job.args.input.input_format.or_else(|| of_path(Path::new(&path)));
    let reader = format.unwrap_or_else(|| of_bytes(source.as_bytes()));
    let Fixed { text, made, left } = repaired(&source, &articles, |words| reader.escape(words));
    let at = |span: crate::text::Span| {
        let line = first.places().line(span.start);
        format!("{}:{}:{}", visible(&path), line.line, line.column)
    };
    for (span, why) in &left {
        complain(&format!("{}: not repaired: {why}", at(*span)));
    }
    if made.is_empty() {
        return Ok(articles);
    }
    let Some(now) = proved(job, reader, &articles, &text, made.len()) else {
        for (span, _) in &made {
            complain(&format!("{}: not repaired: the article would then say something else that is wrong", at(*span)));
        }
        return Ok(articles);
    };
    if job.args.repair.diff {
        print(&patch(&path, &source, &text))?;
    }
    let dry = job.args.repair.dry_run;
    let stdin = path == "<stdin>" || job.args.paths.iter().any(|path| path == Path::new("-"));
    for (span, words) in &made {
        let what = match (dry, stdin) {
            (true, _) => format!("would be repaired: “{}”", visible(words)),
            (false, true) => "not repaired: standard input cannot be written to".to_owned(),
            (false, false) => format!("is repaired: “{}”", visible(words)),
        };
        complain(&format!("{}: {what}", at(*span)));
    }
    if dry || stdin {
        return Ok(articles);
    }
    replace(Path::new(&path), text.as_bytes()).map_err(|error| InputError::Write { path: path.clone(), error })?;
    Ok(now)
}

/// The outcome of the repaired text, if nothing is wrong in it that was not before, and less than was.
fn proved(
    job: &Job<'_>,
    reader: &'static dyn Reader,
    before: &[Outcome],
    text: &str,
    made: usize,
) -> Option<Vec<Outcome>> {
    let results = job.text(&before.first()?.path, reader, text);
    let now: Vec<Outcome> = results.into_iter().collect::<Result<_, _>>().ok()?;
    let prints = |outcomes: &[Outcome]| -> BTreeSet<String> {
        outcomes.iter().flat_map(Outcome::active).map(|finding| finding.fingerprint.clone()).collect()
    };
    let (old, new) = (prints(before), prints(&now));
    (new.is_subset(&old) && new.len() + made <= old.len()).then_some(now)
}

/// The change as a patch.
fn patch(path: &str, old: &str, new: &str) -> String {
    let shown = visible(path);
    let diff = similar::TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(3).header(&format!("a/{shown}"), &format!("b/{shown}")).to_string()
}
