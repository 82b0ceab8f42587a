//! A disk that is full while something is written: told, with exit code 2, and what was there stays whole.
#![cfg(target_os = "linux")]

mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use support::{Run, factlint, file, folder, run};

/// An article with many findings.
fn article(folder: &Path) -> String {
    let mut text = String::from("---\ndate: 2021-06-01\n---\n\n");
    for day in (1..=28).filter(|day| day % 7 != 1) {
        let _ = writeln!(text, "They met on Monday, {day} February 2021.\n");
    }
    file(folder, "a.md", text)
}

/// Runs the program where no file may grow beyond some blocks of 512 bytes.
fn limited(folder: &Path, blocks: u32, args: &[&str]) -> Run {
    let mut command = Command::new("sh");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_factlint")]).args(args).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    run(command, b"")
}

fn left(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_report_that_does_not_fit_leaves_the_old_one() {
    let folder = folder("full-disk-report");
    article(&folder);
    file(&folder, "report.json", "the old report");
    for output in
        ["--output=json=report.json", "--output=sarif=report.json", "--output=html=report.json", "--bundle=report.json"]
    {
        let run = limited(&folder, 4, &["check", "--isolated", output, "a.md"]).exits(2);
        run.complains("cannot write `report.json`");
        assert_eq!(std::fs::read_to_string(folder.join("report.json")).expect("a file"), "the old report");
        assert_eq!(left(&folder), ["a.md", "report.json"], "{output} leaves half a file behind");
    }
}

#[test]
fn a_cache_or_baseline_that_does_not_fit_is_told() {
    let folder = folder("full-disk-cache");
    let article = article(&folder);
    std::fs::copy(&article, folder.join("b.md")).expect("a copy");
    let args = ["check", "--isolated", "--format", "concise", "--cache-dir", "cache", "a.md", "b.md"];
    let run = limited(&folder, 4, &args).exits(1);
    run.says("2 articles: 48 errors").complains("warning: outcomes cannot be kept for the next run");
    // What was written is none that a later run could take for an outcome.
    support::within(&folder, args).exits(1).says("2 articles: 48 errors");
    let run = limited(&folder, 1, &["baseline", "create", "--isolated", "a.md"]).exits(2);
    run.complains("cannot write `factlint-baseline.json`");
    assert!(!folder.join("factlint-baseline.json").exists());
}

#[test]
fn a_full_standard_output_is_an_error() {
    let folder = folder("full-disk-stdout");
    let article = article(&folder);
    for format in ["text", "json", "sarif", "html", "ics"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let mut command = support::command(&folder, ["check", "--isolated", "--format", format, &article]);
        command.stdout(Stdio::from(full));
        let run = run(command, b"").exits(2);
        run.complains("No space left on device");
    }
    factlint(["check", "--isolated", "--exit-zero", &article]).exits(0);
}
