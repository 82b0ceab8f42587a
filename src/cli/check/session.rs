//! What a run needs, put together from configuration and arguments; and the run itself.

use super::cache::{self, Cache};
use super::job::{Job, Results};
use super::kept::base_of;
use super::progress::bar;
use super::since::Changes;
use super::walk::{Root, Walk};
use crate::baseline::Baseline;
use crate::bundle::Asked;
use crate::calendar::Day;
use crate::cli::args::Check;
use crate::cli::find::{config, hold, packs, refuse};
use crate::cli::output::{Failure, complain};
use crate::cli::setup::{InputError, engine_on, on_threads};
use crate::config::{Config, Item, Policies, Value};
use crate::engine::Engine;
use crate::outcome::Outcome;
use crate::report::terminal::visible;
use crate::report::{Run, Stamp, Unread};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Configuration and engine of a run.
#[derive(Debug)]
pub struct Session<'a> {
    /// What is asked for.
    pub args: &'a Check,
    /// What the run goes by, with the options laid over it.
    pub config: Config,
    /// Base and rules.
    pub engine: Engine,
    root: Root,
}

/// The configuration with the options of the command line laid over it.
///
/// # Errors
/// If it cannot be read or has errors.
pub fn laid(args: &Check) -> Result<Config, Failure> {
    let mut config = config(&args.config)?;
    let choice = &args.choice;
    let text = |paths: &[PathBuf]| -> Vec<String> { paths.iter().map(|path| path.display().to_string()).collect() };
    let flag = |set: bool, value: &str| set.then(|| value.to_owned());
    config.lay_list("check", "include", "--include", &choice.include);
    config.lay_list("check", "exclude", "--exclude", &choice.exclude);
    config.lay_one("check", "gitignore", "--no-ignore", flag(choice.no_ignore, "false"));
    let fail_on = args.gate.fail_on.map(|level| format!("{level:?}").to_lowercase());
    config.lay_one("check", "fail-on", "--fail-on", fail_on);
    config.lay_one("check", "max-warnings", "--max-warnings", args.gate.max_warnings.map(|n| n.to_string()));
    config.lay_one("check", "min-coverage", "--min-coverage", args.gate.min_coverage.map(|n| n.to_string()));
    config.lay_one("check", "require-sources", "--require-sources", choice.require_sources.map(|n| n.to_string()));
    config.lay_list("check", "distrust", "--distrust", &choice.distrust);
    config.lay_list("rules", "select", "--select", &choice.select);
    config.lay_list("rules", "ignore", "--ignore", &choice.ignore);
    if !choice.severity.is_empty() {
        let item = |text: &str| Item { text: text.to_owned(), span: crate::text::Span::default() };
        let mut entries = config.table("rules", "severity").to_vec();
        for (claim, level) in &choice.severity {
            entries.retain(|(known, _)| known.text != *claim);
            entries.push((item(claim), vec![item(level.word())]));
        }
        config.lay("rules", "severity", "--severity", Value::Table(entries));
    }
    config.lay_list("definitions", "rules", "--rules", &text(&args.sources.rules));
    config.lay_list("definitions", "facts", "--facts", &text(&args.sources.facts.facts));
    config.lay_list("definitions", "base", "--base", &text(&args.sources.facts.base));
    config.lay_one("suppression", "require-reason", "--require-reason", flag(args.report.require_reason, "true"));
    let baseline = args.report.baseline.as_ref().map(|path| path.display().to_string());
    config.lay_one("baseline", "file", "--baseline", baseline);
    config.lay_one("baseline", "new-only", "--new-only", flag(args.report.new_only, "true"));
    config.lay_one("cache", "enabled", "--no-cache", flag(args.keep.no_cache, "false"));
    config.lay_one("cache", "dir", "--cache-dir", args.keep.cache_dir.as_ref().map(|path| path.display().to_string()));
    Ok(config)
}

impl<'a> Session<'a> {
    /// Reads the configuration, the rules and the facts.
    ///
    /// # Errors
    /// If they cannot be read or have errors, or are not those that are locked.
    pub fn open(args: &'a Check) -> Result<Self, Failure> {
        let config = laid(args)?;
        let packs = packs(&config)?;
        hold(&config, &packs)?;
        let mut sources = args.sources.clone();
        sources.rules = config.paths("definitions", "rules");
        sources.facts.facts = config.paths("definitions", "facts");
        sources.facts.base = packs.iter().filter_map(|pack| pack.facts.clone()).collect();
        sources.facts.base.extend(config.paths("definitions", "base"));
        let more: Vec<PathBuf> = packs.iter().filter_map(|pack| pack.rules.clone()).collect();
        let distrust: Vec<String> = config.list("check", "distrust").iter().map(|item| item.text.clone()).collect();
        let keeps = args.keep.cache_dir.is_some() || config.source.is_some();
        let folder = config.one_path("cache", "dir").filter(|_| keeps && config.flag("cache", "enabled"));
        let engine = engine_on(base_of(folder.as_deref(), &sources.facts, &distrust)?, &sources, &more)?;
        let root = Root::of(&config)?;
        Ok(Self { args, config, engine, root })
    }

    /// Checks all articles, and makes the repairs that are asked for.
    ///
    /// # Errors
    /// If the configuration speaks of what is not there, or what was repaired cannot be written.
    pub fn run(&self) -> Result<Run<'_>, Failure> {
        let (policies, mut faults) = Policies::new(&self.config, &self.engine.program);
        let (walk, wrong) = Walk::new(&self.config, &self.root);
        faults.extend(wrong);
        refuse(&self.config, faults)?;
        let (files, whole) = walk.files(self.args)?;
        let stamp = Stamp::of(&self.engine);
        let job = Job {
            args: self.args,
            config: &self.config,
            root: &self.root,
            policies: &policies,
            engine: &self.engine,
            fields: self.args.input.fields(),
            cache: self.cache(&stamp, files.len()),
            proofs: self.proofs(),
            expires: self.expires(),
            texts: self.texts(),
            today: self.today(),
        };
        let bar = bar(files.len(), self.args.report.quiet);
        let each = |path: &Result<PathBuf, Unread>, alone: bool| -> Results {
            let results = match path {
                Ok(path) => job.file(path, alone),
                Err(fault) => vec![Err(fault.clone())],
            };
            bar.inc(1);
            results
        };
        // One article needs no threads, and starting them would take longer than checking it.
        let results: Results = if let [path] = files.as_slice() {
            each(path, true)
        } else {
            on_threads(self.args.threads, || files.par_iter().flat_map_iter(|path| each(path, false)).collect())?
        };
        bar.finish_and_clear();
        if whole {
            let mut faults = walk.unmet();
            faults.extend(policies.unmet());
            refuse(&self.config, faults)?;
        }
        if let Some(Err(error)) = job.cache.as_ref().map(Cache::save) {
            complain(&format!("warning: outcomes cannot be kept for the next run: {error}"));
        }
        let fields = self.args.input.fields();
        let mut run = Run { engine: &self.engine, stamp, fields, outcomes: Vec::new(), faults: Vec::new() };
        for result in results {
            match result {
                Ok(outcome) => run.outcomes.push(outcome),
                Err(fault) => run.faults.push(fault),
            }
        }
        for fault in &run.faults {
            complain(&format!("error: {}", visible(&fault.message)));
        }
        let changes = match &self.args.report.since {
            Some(revision) => Some(Changes::since(revision, &self.config.folder)?),
            None => None,
        };
        if let Some(changes) = &changes {
            changes.apply(&mut run.outcomes);
        }
        if self.args.repair.fix {
            super::fixing::fix(&job, &mut run)?;
            if let Some(changes) = &changes {
                changes.apply(&mut run.outcomes);
            }
        }
        Ok(run)
    }

    /// Sets aside what is in the baseline, if there is one.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn hold_to_baseline(&self, run: &mut Run<'_>) -> Result<(), Failure> {
        let Some(baseline) = self.baseline()? else { return Ok(()) };
        baseline.apply(&mut run.outcomes, |outcome| self.key(outcome));
        if self.config.flag("baseline", "new-only") {
            for outcome in &mut run.outcomes {
                outcome.findings.retain(|finding| finding.status != crate::outcome::Status::Baseline);
            }
        }
        Ok(())
    }

    /// The path of the baseline.
    #[must_use]
    pub fn baseline_path(&self) -> PathBuf {
        self.config.one_path("baseline", "file").unwrap_or_default()
    }

    /// The baseline, if there is one; one that is named by an option must be there.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn baseline(&self) -> Result<Option<Baseline>, Failure> {
        let path = self.baseline_path();
        if self.args.report.no_baseline || (self.args.report.baseline.is_none() && !path.exists()) {
            return Ok(None);
        }
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(&path).map_err(|error| InputError::Read { path: shown.clone(), error })?;
        let baseline = Baseline::parse(&text)
            .map_err(|error| format!("`{shown}` is no baseline: {error}; write it anew with `factlint baseline`"))?;
        Ok(Some(baseline))
    }

    /// The path of an article in the baseline: from the folder of the baseline, with `/`.
    #[must_use]
    pub fn key(&self, outcome: &Outcome) -> String {
        let folder = self.baseline_path().parent().map(Path::to_owned).unwrap_or_default();
        let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
        let plain = |path: &Path| std::path::absolute(path).map(|path| crate::config::glob::plain(&path));
        let relative = plain(Path::new(&outcome.path)).ok().and_then(|path| {
            let folder = plain(&folder).ok()?;
            path.strip_prefix(folder).ok().map(|path| path.to_string_lossy().replace('\\', "/"))
        });
        relative.unwrap_or_else(|| outcome.path.clone())
    }

    /// How the report is asked for, as a bundle keeps it.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked {
            today: Some(self.today()),
            reasons: self.config.flag("suppression", "require-reason"),
            sources: self.config.number("check", "require-sources").unwrap_or(0),
            new_only: self.config.flag("baseline", "new-only"),
            proofs: self.proofs(),
            expires: self.expires(),
        }
    }

    /// The day by which suppressions expire.
    fn today(&self) -> Day {
        self.args.today.unwrap_or_else(|| self.engine.base.released())
    }

    /// Whether any report has the proofs of all claims: people do not read those.
    fn proofs(&self) -> bool {
        let report = &self.args.report;
        let formats = std::iter::once(report.format).chain(report.output.iter().map(|output| output.format));
        report.verbose && formats.into_iter().any(|format| !matches!(format.name(), "text" | "concise"))
    }

    /// Whether it is told when claims will no longer be true: a calendar holds nothing else.
    #[must_use]
    pub fn expires(&self) -> bool {
        let report = &self.args.report;
        let formats = std::iter::once(report.format).chain(report.output.iter().map(|output| output.format));
        report.expires || formats.into_iter().any(|format| format.name() == crate::report::ics::NAME)
    }

    /// Whether the texts of articles without findings are looked at: these formats show only words of findings.
    fn texts(&self) -> bool {
        let (report, repair) = (&self.args.report, &self.args.repair);
        let mut formats = std::iter::once(report.format).chain(report.output.iter().map(|output| output.format));
        let short = formats.all(|format| matches!(format.name(), "text" | "concise" | "json" | "jsonl"));
        !short || report.verbose || report.bundle.is_some() || repair.fix
    }

    /// Kept outcomes: in a project, or where a folder for them is named.
    fn cache(&self, stamp: &Stamp, files: usize) -> Option<Cache> {
        let named = self.args.keep.cache_dir.is_some();
        let wanted = self.config.flag("cache", "enabled") && (named || (self.config.source.is_some() && files > 1));
        let folder = self.config.one_path("cache", "dir").filter(|_| wanted)?;
        let args = self.args;
        let options = format!(
            "{:?} {:?} {} {} {:?} {:?} {:?}",
            args.days.as_of,
            args.days.known_at,
            self.proofs(),
            self.expires(),
            args.published,
            args.input.fields(),
            self.config.table("published", "sources"),
        );
        Some(Cache::open(folder, &[stamp.version, &cache::build(), &stamp.base, &stamp.rules, &options]))
    }
}
