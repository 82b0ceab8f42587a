//! Which claims are checked in an article, and how grave their contradictions are.

use super::{Config, Globs, Item};
use crate::lang::Faults;
use crate::rules::{Program, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// What holds for one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// The numbers of the claims that are not checked.
    pub off: BTreeSet<u16>,
    /// Names of claims with another severity than their own, and their own.
    pub levels: BTreeMap<String, (Severity, Severity)>,
}

impl Policy {
    /// How grave a finding is: at least as much weakened as its rule and its quotation marks make it.
    #[must_use]
    pub fn severity(&self, claim: &str, found: Severity, quoted: bool) -> Severity {
        match self.levels.get(claim) {
            None => found,
            Some(&(level, _)) if quoted => level.min(Severity::Warning),
            Some(&(level, own)) => {
                if found < own {
                    found.min(level)
                } else {
                    level
                }
            }
        }
    }
}

/// The policies of a run.
#[derive(Debug)]
pub struct Policies<'a> {
    config: &'a Config,
    program: &'a Program,
    overrides: Vec<Globs>,
    /// By the overrides that hold.
    known: Mutex<BTreeMap<Vec<usize>, Arc<Policy>>>,
}

/// The name of everything.
const ALL: &str = "all";

/// What stands before the name of a tag.
const TAG: &str = "tag:";

/// The tags of a claim, each once: the name of its file, those that the rule gives it, and `text` where no fact is asked.
pub fn tags(program: &Program, claim: usize) -> impl Iterator<Item = &str> {
    let claim = program.claims.get(claim);
    let stem = claim.and_then(|claim| Path::new(&claim.file).file_stem()?.to_str());
    let own = claim.into_iter().flat_map(move |claim| claim.tags.iter().map(String::as_str));
    let own = own.filter(move |tag| Some(*tag) != stem && *tag != "text");
    stem.into_iter().chain(own).chain(claim.filter(|claim| claim.basis_text).map(|_| "text"))
}

/// How closely a selector names a claim: 3 by name, 2 by tag, 1 by `all`, 0 not at all.
fn closeness(program: &Program, selector: &str, claim: usize) -> u8 {
    let name = program.claims.get(claim).map_or("", |claim| claim.name.as_str());
    match selector.strip_prefix(TAG) {
        Some(tag) if tags(program, claim).any(|own| own == tag) => 2,
        None if selector == name || selector.split_once('/').is_some_and(|(claim, _)| claim == name) => 3,
        None if selector == ALL => 1,
        _ => 0,
    }
}

impl<'a> Policies<'a> {
    /// The policies of a configuration; unknown claims and tags are faults.
    #[must_use]
    pub fn new(config: &'a Config, program: &'a Program) -> (Self, Faults) {
        let mut faults = Vec::new();
        let mut overrides = Vec::new();
        let selected = config.list("rules", "select").iter().chain(config.list("rules", "ignore"));
        let mut items: Vec<&Item> = selected.collect();
        items.extend(config.table("rules", "severity").iter().map(|(item, _)| item));
        for over in &config.overrides {
            let (globs, wrong) = Globs::new(config, &over.paths);
            overrides.push(globs);
            faults.extend(wrong);
            items.extend(over.list("select").chain(over.list("ignore")));
            items.extend(over.table("severity").iter().map(|(item, _)| item));
        }
        for item in items {
            if (0..program.claims.len()).all(|claim| closeness(program, &item.text, claim) == 0) {
                let names = selectors(program);
                let what = if item.text.starts_with(TAG) { "tag" } else { "claim" };
                let fault = config.fault("unknown-rule", item, format!("there is no {what} `{}`", item.text));
                let fault = fault.meant(&item.text, names.iter().map(String::as_str));
                faults.push(if fault.help.is_some() {
                    fault
                } else {
                    fault.help("`factlint rules list` has them all")
                });
            }
        }
        (Self { config, program, overrides, known: Mutex::default() }, faults)
    }

    /// The policy of an article, by its path from the folder of the configuration.
    #[must_use]
    pub fn of(&self, path: Option<&Path>) -> Arc<Policy> {
        let matched =
            self.overrides.iter().enumerate().filter(|(_, globs)| path.is_some_and(|path| globs.matches(path)));
        let key: Vec<usize> = matched.map(|(at, _)| at).collect();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(key.clone()).or_insert_with(|| Arc::new(self.make(&key))))
    }

    /// Patterns of overrides that have matched nothing.
    #[must_use]
    pub fn unmet(&self) -> Faults {
        self.overrides.iter().flat_map(|globs| globs.unmet(self.config)).collect()
    }

    fn make(&self, overrides: &[usize]) -> Policy {
        let mut policy = Policy::default();
        for (number, claim) in self.program.claims.iter().enumerate() {
            let closest = |items: &mut dyn Iterator<Item = &Item>| {
                items.map(|item| closeness(self.program, &item.text, number)).max().unwrap_or(0)
            };
            let select = self.config.list("rules", "select");
            let chosen = if select.is_empty() { 1 } else { closest(&mut select.iter()) };
            let mut on = chosen > closest(&mut self.config.list("rules", "ignore").iter());
            let mut level = self.level(self.config.table("rules", "severity"), number);
            for over in overrides.iter().filter_map(|at| self.config.overrides.get(*at)) {
                let (yes, no) = (closest(&mut over.list("select")), closest(&mut over.list("ignore")));
                on = if yes.max(no) == 0 { on } else { yes > no };
                level = self.level(over.table("severity"), number).or(level);
            }
            if !on {
                policy.off.extend(u16::try_from(number));
            }
            if let Some(level) = level {
                policy.levels.insert(claim.name.clone(), (level, claim.severity));
            }
        }
        policy
    }

    /// The severity that the closest entry gives.
    fn level(&self, entries: &[(Item, Vec<Item>)], claim: usize) -> Option<Severity> {
        let close = entries.iter().map(|(name, level)| (closeness(self.program, &name.text, claim), level));
        let (_, level) = close.filter(|(close, _)| *close > 0).max_by_key(|(close, _)| *close)?;
        level.first().and_then(|level| Severity::parse(&level.text))
    }
}

/// All names that select claims.
#[must_use]
pub fn selectors(program: &Program) -> Vec<String> {
    let mut names: Vec<String> = program.claims.iter().map(|claim| claim.name.clone()).collect();
    names.extend((0..program.claims.len()).flat_map(|claim| tags(program, claim)).map(|tag| format!("{TAG}{tag}")));
    names.push(ALL.to_owned());
    names.sort();
    names.dedup();
    names
}
