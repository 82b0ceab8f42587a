//! A cold check of one article: process start to printed report, in CPU time, beside an empty process.
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
