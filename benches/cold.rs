//! A cold check of one article: process start to printed report, in CPU time, beside an empty process; and what the
//! shipped base costs a short article at start, in CPU time and resident memory, over a base that holds nothing.
//!
//! Over twenty articles of about 5 kB of `FACTLINT_EVAL` where it is set, else over the examples. CPU time is
//! that of the child processes as the kernel counts it (`/proc/self/stat`, hundredths of a second), over many
//! runs; where there is no `/proc`, nothing is measured.

#![expect(clippy::print_stdout, reason = "figures are what a benchmark is for")]

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Runs of each article.
const RUNS: usize = 20;

fn main() {
    let articles = articles();
    let program = env!("CARGO_BIN_EXE_factlint");
    let check = |path: &PathBuf| {
        Command::new(program).args(["check", "--published", "2018-01-01"]).arg(path).stdout(Stdio::null()).status()
    };
    let empty = |_: &PathBuf| Command::new("true").stdout(Stdio::null()).status();
    let (Some(cold), Some(none)) = (measure(&articles, check), measure(&articles, empty)) else {
        println!("no /proc here: nothing is measured");
        return;
    };
    println!(
        "cold check of {} articles, {RUNS} runs each: {cold:.2} ms of CPU; an empty process: {none:.2} ms",
        articles.len()
    );
    shipped(program);
}

/// What the shipped base costs at start over an empty one.
fn shipped(program: &str) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (facts, empty, article) = (folder.join("cold-facts"), folder.join("cold.base"), folder.join("cold-short.txt"));
    let schema = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("facts/schema.facts");
    let written =
        std::fs::create_dir_all(&facts).and_then(|()| std::fs::copy(schema, facts.join("schema.facts"))).and_then(
            |_| std::fs::write(&article, "On Tuesday, 4 February 2020, the mayor opened a bridge in the old town.\n"),
        );
    let compiled =
        Command::new(program).args(["facts", "compile", "--alone"]).arg(&facts).arg("-o").arg(&empty).status();
    if written.is_err() || !compiled.is_ok_and(|status| status.success()) {
        println!("an empty base cannot be made: its start is not measured");
        return;
    }
    let command = |base: Option<&PathBuf>| {
        let mut command = Command::new(program);
        command.args(["check", "--published", "2020-02-27"]).arg(&article).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(base) = base {
            command.arg("--base").arg(base);
        }
        command
    };
    // Many runs of one article: the kernel counts in hundredths of a second.
    let runs = vec![article.clone(); 50];
    let cpu = |base: Option<&PathBuf>| measure(&runs, |_| command(base).status());
    let most = |base: Option<&PathBuf>| (0..RUNS).filter_map(|_| memory(&mut command(base))).max();
    if let (Some(full), Some(none)) = (cpu(None), cpu(Some(&empty))) {
        println!("start with the shipped base: {full:.2} ms of CPU; with an empty one: {none:.2} ms");
    }
    if let (Some(full), Some(none)) = (most(None), most(Some(&empty))) {
        println!("resident for a short article: {full} kB with the shipped base, {none} kB with an empty one");
    }
}

/// The most memory that a process had resident, in kB, as last seen before it ended.
fn memory(command: &mut Command) -> Option<u64> {
    let mut child = command.spawn().ok()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    while child.try_wait().ok()?.is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let seen = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = most.max(seen.and_then(|words| words.split_whitespace().next()?.parse().ok()));
    }
    most
}

/// Mean CPU milliseconds of a child process.
fn measure<T>(articles: &[PathBuf], run: impl Fn(&PathBuf) -> T) -> Option<f64> {
    let before = children()?;
    for _ in 0..RUNS {
        for path in articles {
            run(path);
        }
    }
    let ticks = children()? - before;
    let runs = f64::from(u32::try_from(RUNS * articles.len()).ok()?);
    Some(f64::from(u32::try_from(ticks).ok()?) * 10.0 / runs)
}

/// User and system time of all children that have ended, in ticks of 10 ms.
fn children() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(13)?.parse::<u64>().ok()? + fields.get(14)?.parse::<u64>().ok()?)
}

/// The articles, as files.
#[expect(clippy::disallowed_methods, reason = "FACTLINT_EVAL names the outside data, and changes no report")]
fn articles() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let mut found = Vec::new();
    if let Some(eval) = std::env::var_os("FACTLINT_EVAL") {
        let path = PathBuf::from(eval).join("data/articles/dev.jsonl");
        for line in std::fs::read_to_string(path).unwrap_or_default().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
            let text = row["text"].as_str().unwrap_or("");
            if (4900..=5100).contains(&text.len()) && found.len() < 20 {
                let path = folder.join(format!("cold-{}.txt", found.len()));
                if std::fs::write(&path, text).is_ok() {
                    found.push(path);
                }
            }
        }
    }
    if found.is_empty() {
        println!("FACTLINT_EVAL has no articles: the examples are used instead");
        let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
        found.extend(["foreign-policy-brief.md", "summit-story.md", "clean.md"].map(|name| examples.join(name)));
    }
    found
}
