//! `factlint facts stats --articles FILE`: how many claims of articles the base can decide, and where not, why.

use super::super::output::Failure;
use super::super::setup::rows;
use crate::base::Base;
use crate::calendar::{Day, parse_day};
use crate::check::{Options, Verdict};
use crate::engine::Engine;
use crate::eval::Reason;
use crate::read::{Markup, Text, markup_named};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::BufRead as _;
use std::path::Path;

/// An article of the file: a row as `batch` reads it.
#[derive(Debug, Deserialize)]
struct Article {
    text: String,
    published: Option<String>,
    format: Option<String>,
}

/// Claims of one domain: of one kind of claim.
#[derive(Debug, Default)]
struct Domain {
    verdicts: BTreeMap<&'static str, usize>,
    reasons: BTreeMap<&'static str, usize>,
}

impl Domain {
    fn count(&self, verdict: Verdict) -> usize {
        self.verdicts.get(verdict.word()).copied().unwrap_or(0)
    }

    fn all(&self) -> usize {
        self.verdicts.values().sum()
    }

    fn decided(&self) -> usize {
        self.all() - self.count(Verdict::Unverifiable)
    }
}

/// What is found in a file of articles.
#[derive(Debug, Default)]
pub struct Decided {
    articles: usize,
    unread: usize,
    domains: BTreeMap<String, Domain>,
    /// By source: how many decided claims rest on it.
    sources: BTreeMap<String, usize>,
    /// By how a source came into the base: how many decided claims rest on one of them.
    bases: BTreeMap<&'static str, usize>,
}

impl Decided {
    /// Checks all articles of a file.
    ///
    /// # Errors
    /// If the file cannot be read, or the base is damaged. A row that is no article is counted.
    pub fn of(engine: &Engine, file: &Path) -> Result<Self, Failure> {
        let mut decided = Self::default();
        for line in rows(Some(file))?.split(b'\n') {
            let line = line?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<Article>(&line).ok().and_then(|article| read(&article)) {
                Some((markup, article, published)) => decided.add(engine, markup, &article, published),
                None => decided.unread += 1,
            }
        }
        engine.base.intact()?;
        Ok(decided)
    }

    fn add(&mut self, engine: &Engine, markup: &dyn Markup, text: &str, published: Option<Day>) {
        self.articles += 1;
        // The proofs tell the sources.
        let options = Options { proofs: true, ..Options::default() };
        for claim in engine.check_text(markup, text, published, options).report.claims {
            let domain = self.domains.entry(claim.claim).or_default();
            *domain.verdicts.entry(claim.verdict.word()).or_default() += 1;
            if claim.verdict == Verdict::Unverifiable {
                *domain.reasons.entry(claim.reason.map_or("", Reason::word)).or_default() += 1;
                continue;
            }
            for source in &claim.sources {
                *self.sources.entry(source.clone()).or_default() += 1;
            }
            let bases = claim.sources.iter().filter_map(|id| engine.base.source_named(id)).map(|source| source.basis);
            for basis in bases.collect::<BTreeSet<_>>() {
                *self.bases.entry(basis.word()).or_default() += 1;
            }
        }
    }

    /// For people.
    #[must_use]
    pub fn text(&self, base: &Base) -> String {
        let (all, decided) = self.totals();
        let mut text =
            format!("{} articles, {all} claims, {decided} of them decided ({})\n", self.articles, share(decided, all));
        if self.unread > 0 {
            let _ = writeln!(text, "{} rows are no articles", self.unread);
        }
        let _ = writeln!(text, "\n  decided      of domain");
        for (name, domain) in &self.domains {
            let why: Vec<String> = domain.reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
            let why = if why.is_empty() { String::new() } else { format!(": not decided {}", why.join(", ")) };
            let _ = writeln!(text, "{:>9} {:>7} {name}{why}", domain.decided(), domain.all());
        }
        let _ = writeln!(text, "\ndecided claims by source");
        let mut sources: Vec<(&String, &usize)> = self.sources.iter().collect();
        sources.sort_by_key(|&(id, count)| (std::cmp::Reverse(count), id));
        for (id, count) in sources {
            let title = base.source_named(id).map_or("", |source| source.title);
            let _ = writeln!(text, "{count:>9} {id}: {title}");
        }
        let _ = writeln!(text, "\ndecided claims by how their sources came");
        for (word, count) in &self.bases {
            let _ = writeln!(text, "{count:>9} {word}");
        }
        text
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> Value {
        let (all, decided) = self.totals();
        let domains: BTreeMap<&String, Value> = self
            .domains
            .iter()
            .map(|(name, domain)| {
                (name, json!({ "verdicts": domain.verdicts, "reasons": domain.reasons, "decided": domain.decided() }))
            })
            .collect();
        json!({
            "articles": self.articles, "unread": self.unread, "claims": all, "decided": decided,
            "domains": domains, "sources": self.sources, "bases": self.bases,
        })
    }

    fn totals(&self) -> (usize, usize) {
        let all = self.domains.values().map(Domain::all).sum();
        (all, self.domains.values().map(Domain::decided).sum())
    }
}

/// The text of a row with its markup and day; none if the row is no article.
fn read(article: &Article) -> Option<(&'static dyn Markup, String, Option<Day>)> {
    let published = article.published.as_deref().map(parse_day).transpose().ok()?;
    let markup: &dyn Markup = match article.format.as_deref() {
        None => &Text,
        Some(name) => markup_named(name).ok()?,
    };
    Some((markup, article.text.clone(), published))
}

fn share(part: usize, whole: usize) -> String {
    // Whole thousandths: no float takes part in what is printed.
    let thousandths = (part * 1000).checked_div(whole).unwrap_or(0);
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}
