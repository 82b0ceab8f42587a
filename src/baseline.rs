//! The baseline: findings that were there when the gate was put up. An entry is a path, a fingerprint and a count; the
//! fingerprint is of the claim's meaning and of the facts that refute it, so that text may be moved and wrapped anew,
//! and a fact that changes opens the finding again.

use crate::outcome::{Outcome, Status};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The version of the form of the file.
const VERSION: u32 = 1;

/// All entries: how often a fingerprint stands in an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<(String, String), usize>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    fingerprint: String,
    count: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// Says what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.version != VERSION {
            return Err(format!("its version is {}, and this program reads {VERSION}", file.version));
        }
        let mut baseline = Self::default();
        for entry in file.findings {
            *baseline.entries.entry((entry.path, entry.fingerprint)).or_default() += entry.count;
        }
        Ok(baseline)
    }

    /// The file: an entry a line, in order.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{{\"version\": {VERSION}, \"findings\": [");
        for (at, ((path, fingerprint), count)) in self.entries.iter().enumerate() {
            let path = serde_json::to_string(path).unwrap_or_default();
            let comma = if at == 0 { "" } else { "," };
            let _ =
                write!(text, "{comma}\n  {{\"path\": {path}, \"fingerprint\": \"{fingerprint}\", \"count\": {count}}}");
        }
        text.push_str("\n]}\n");
        text
    }

    /// How many places the entries stand for.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().sum()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The baseline of what is reported, or set aside by a baseline, in some articles. `path` gives the path of an
    /// article from the folder of the baseline.
    #[must_use]
    pub fn of(outcomes: &[Outcome], path: impl Fn(&Outcome) -> String) -> Self {
        let mut baseline = Self::default();
        for outcome in outcomes {
            let known = |status: &Status| matches!(status, Status::Active | Status::Baseline | Status::Unchanged);
            for finding in outcome.findings.iter().filter(|finding| known(&finding.status)) {
                let key = (path(outcome), finding.fingerprint.clone());
                *baseline.entries.entry(key).or_default() += finding.spans().count();
            }
        }
        baseline
    }

    /// This baseline, with that of the articles that were checked in place of what it says of them.
    #[must_use]
    pub fn updated(&self, now: &Self, checked: &BTreeSet<String>) -> Self {
        let mut entries = self.entries.clone();
        entries.retain(|(path, _), _| !checked.contains(path));
        entries.extend(now.entries.clone());
        Self { entries }
    }

    /// This baseline without what is there no more in the articles that were checked, and without `gone` articles.
    #[must_use]
    pub fn pruned(&self, now: &Self, checked: &BTreeSet<String>, gone: impl Fn(&str) -> bool) -> Self {
        let kept = self.entries.iter().filter_map(|(key, count)| {
            let left = match now.entries.get(key) {
                Some(found) => (*found).min(*count),
                None if checked.contains(&key.0) || gone(&key.0) => 0,
                None => *count,
            };
            (left > 0).then(|| (key.clone(), left))
        });
        Self { entries: kept.collect() }
    }

    /// Sets findings aside that are known. A finding that stands in more places than is known is reported.
    pub fn apply(&self, outcomes: &mut [Outcome], path: impl Fn(&Outcome) -> String) {
        let mut left = self.entries.clone();
        for outcome in outcomes {
            if outcome.active().next().is_none() {
                continue;
            }
            let path = path(outcome);
            for finding in outcome.findings.iter_mut().filter(|finding| finding.status == Status::Active) {
                let places = finding.spans().count();
                if let Some(count) = left.get_mut(&(path.clone(), finding.fingerprint.clone()))
                    && *count >= places
                {
                    *count -= places;
                    finding.status = Status::Baseline;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline(entries: &[(&str, &str, usize)]) -> Baseline {
        let entry = |(path, fingerprint, count): &(&str, &str, usize)| {
            (((*path).to_owned(), (*fingerprint).to_owned()), *count)
        };
        Baseline { entries: entries.iter().map(entry).collect() }
    }

    #[test]
    fn a_baseline_is_read_as_it_was_written() {
        let one = baseline(&[("b \"c\".md", "01", 2), ("a.md", "02", 1)]);
        assert_eq!(Baseline::parse(&one.text()), Ok(one.clone()));
        assert_eq!(one.len(), 3);
        assert_eq!(Baseline::parse(&Baseline::default().text()), Ok(Baseline::default()));
        assert!(
            Baseline::parse("{\"version\": 2, \"findings\": []}").is_err_and(|error| error.contains("version is 2"))
        );
        assert!(Baseline::parse("[]").is_err());
    }

    #[test]
    fn updating_and_pruning_leave_other_articles_alone() {
        let old = baseline(&[("a", "01", 2), ("a", "02", 1), ("b", "03", 1), ("gone", "04", 1)]);
        let now = baseline(&[("a", "01", 1), ("a", "05", 1)]);
        let checked = BTreeSet::from(["a".to_owned()]);
        assert_eq!(
            old.updated(&now, &checked),
            baseline(&[("a", "01", 1), ("a", "05", 1), ("b", "03", 1), ("gone", "04", 1)])
        );
        assert_eq!(old.pruned(&now, &checked, |path| path == "gone"), baseline(&[("a", "01", 1), ("b", "03", 1)]));
    }
}
