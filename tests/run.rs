//! A run as a user meets it: reports to several places, lists of files, gates, kept outcomes, watching.

mod support;

use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use support::{command, factlint, file, folder, run, text, variable, within};

const WRONG: &str = "They met on Friday, 2 March 2021, in Berlin.\n";

/// A folder of articles, no two alike, every tenth of them wrong.
fn archive(name: &str, articles: usize) -> PathBuf {
    let folder = folder(name);
    for at in 0..articles {
        let mut text =
            format!("Published: 1 April 2021\n\nReport {at} of the council of Berlin, the capital of Germany.\n");
        if at % 10 == 0 {
            text.push_str(WRONG);
        }
        file(&folder, &format!("{:02}/{at}.txt", at % 7), text);
    }
    folder
}

#[test]
fn reports_go_to_several_places_at_once() {
    let folder = archive("run-outputs", 20);
    let outputs = ["--output", "json=out/../a.json", "--output", "jsonl=b.jsonl", "--output", "concise=c.txt"];
    std::fs::create_dir(folder.join("out")).expect("a folder");
    let run = within(&folder, ["check", "--isolated"].iter().chain(&outputs).chain(&["00", "03"])).exits(1);
    run.says("error[weekday-of-date]");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a report");
    let list: Value = serde_json::from_str(&read("a.json")).expect("JSON");
    let lines: Vec<Value> = read("b.jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(list, Value::Array(lines));
    assert!(read("c.txt").starts_with("00/0.txt:4:13: error[weekday-of-date]"), "{}", read("c.txt"));
    assert!(read("c.txt").ends_with("6 articles: 2 errors, 0 warnings\n"), "{}", read("c.txt"));
    for (output, words) in [
        ("json", "`json` has no path"),
        ("yaml=x", "there is no format `yaml`"),
        ("json=", "has no path behind `=`"),
        ("json=none/x.json", "cannot write `none/x.json`"),
    ] {
        within(&folder, ["check", "--isolated", "--output", output, "00"]).exits(2).complains(words);
    }
}

#[test]
fn files_come_from_a_list_and_from_standard_input() {
    let folder = archive("run-files", 20);
    file(&folder, "list", "00/0.txt\n03/10.txt\n");
    within(&folder, ["check", "--isolated", "--files-from", "list", "--format", "concise"])
        .exits(1)
        .says("2 articles: 2 errors");
    let listed = run(command(&folder, ["check", "--isolated", "--files-from", "-", "-q"]), b"00/0.txt\0none.txt\0");
    listed.exits(2).says("00/0.txt:4:13").complains("cannot read `none.txt`");
    let html = run(
        command(&folder, ["check", "--isolated", "--stdin-filename", "x/y.html", "--format", "concise", "-"]),
        format!("<p>{WRONG}</p>").as_bytes(),
    );
    html.exits(1).says("x/y.html:1:16: error[weekday-of-date]");
    within(&folder, ["check", "--isolated"]).exits(2).complains("there is nothing to check");
}

#[test]
fn quiet_is_findings_and_nothing_else() {
    let folder = archive("run-quiet", 3);
    within(&folder, ["check", "--isolated", "-q", "00"]).exits(1).says("error[weekday-of-date]");
    let run = within(&folder, ["check", "--isolated", "-q", "01"]).exits(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    let run = within(&folder, ["check", "--isolated", "-q", "00"]).exits(1);
    assert!(!run.out.contains("0.txt: 1 error"), "{}", run.out);
}

#[test]
fn gates_fail_the_run_and_say_why() {
    let folder = archive("run-gates", 11);
    let check = |options: &[&str]| within(&folder, ["check", "--isolated", "."].iter().chain(options));
    check(&["--severity", "weekday-of-date=warning"]).exits(0);
    check(&["--severity", "weekday-of-date=warning", "--max-warnings", "2"]).exits(0);
    let run = check(&["--severity", "weekday-of-date=warning", "--max-warnings", "1"]).exits(1);
    run.complains("2 warnings are more than 1 (`max-warnings`)");
    check(&["--severity", "weekday-of-date=warning", "--max-warnings", "1", "--exit-zero"]).exits(0);
    file(&folder, "x.txt", "They met in Zyx, the capital of Germany, and in Berlin, the capital of Germany.\n");
    check(&["--ignore", "weekday-of-date", "--min-coverage", "0"]).exits(0);
}

#[test]
fn weak_and_distrusted_evidence_is_no_error() {
    let folder = folder("run-evidence");
    file(&folder, "a.txt", "Published: 1 June 2022\n\nMicrosoft, founded in 1976, grew.\n");
    within(&folder, ["check", "--isolated", "a.txt"]).exits(1).says("error[began]");
    within(&folder, ["check", "--isolated", "--require-sources", "9", "a.txt"]).exits(0).says("warning[began]");
    let run = within(&folder, ["check", "--isolated", "--format", "json", "a.txt"]).exits(1);
    let articles: Value = serde_json::from_str(&run.out).expect("JSON");
    let sources = articles[0]["findings"][0]["sources"].as_array().expect("sources");
    let mut args = vec!["check", "--isolated", "a.txt"];
    for source in sources {
        args.extend(["--distrust", source.as_str().expect("an id")]);
    }
    within(&folder, args).exits(0).says(": 0 errors");
    within(&folder, ["check", "--isolated", "--distrust", "no-such-source", "a.txt"])
        .exits(2)
        .complains("there is no source `no-such-source` to distrust");
}

// ---------------------------------------------------------------- kept outcomes

fn json(folder: &Path, options: &[&str]) -> String {
    let run = within(folder, ["check", "--isolated", "--format", "json", "."].iter().chain(options)).exits(1);
    run.out
}

#[test]
fn kept_outcomes_give_the_same_report() {
    let folder = archive("run-cache", 60);
    let keep = ["--cache-dir", ".kept"];
    let plain = json(&folder, &["--no-cache"]);
    assert!(!folder.join(".kept").exists());
    let first = json(&folder, &keep);
    let packs = |folder: &Path| std::fs::read_dir(folder.join(".kept")).expect("the cache").count();
    assert!(packs(&folder) > 2);
    assert_eq!(std::fs::read_to_string(folder.join(".kept/.gitignore")).expect("a file"), "*\n");
    assert_eq!((&plain, &first), (&json(&folder, &keep), &plain));
    // What changes is seen.
    let path = folder.join("01/1.txt");
    let old = std::fs::read_to_string(&path).expect("an article");
    std::fs::write(&path, format!("{old}{WRONG}")).expect("written");
    let changed = json(&folder, &keep);
    assert_ne!(changed, first);
    assert_eq!(changed, json(&folder, &["--no-cache"]));
    std::fs::write(&path, old).expect("written");
    assert_eq!(json(&folder, &keep), first);
    // Options are part of the key.
    assert_eq!(json(&folder, &[&keep[..], &["-v"]].concat()), json(&folder, &["--no-cache", "-v"]));
    let off = ["--ignore", "capital"];
    assert_eq!(json(&folder, &[&keep[..], &off].concat()), json(&folder, &[&["--no-cache"][..], &off].concat()));
    // Damage is not believed.
    for entry in std::fs::read_dir(folder.join(".kept")).expect("the cache") {
        let path = entry.expect("an entry").path();
        let mut bytes = std::fs::read(&path).expect("a pack");
        let len = bytes.len();
        for at in (0..len).step_by(3) {
            bytes[at] ^= 1;
        }
        std::fs::write(&path, &bytes[..len - len / 5]).expect("written");
    }
    assert_eq!(json(&folder, &keep), first);
    // A project keeps outcomes by itself.
    file(&folder, "factlint.toml", "");
    within(&folder, ["check"]).exits(1);
    assert!(folder.join(".factlint-cache").is_dir());
}

#[test]
fn two_runs_may_share_a_cache() {
    let folder = archive("run-cache-shared", 120);
    let plain = json(&folder, &["--no-cache"]);
    let started: Vec<_> = (0..3)
        .map(|_| {
            let args = ["check", "--isolated", "--format", "json", "--cache-dir", ".kept", "."];
            command(&folder, args).spawn().expect("the program starts")
        })
        .collect();
    for child in started {
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&output.stdout), plain);
    }
    assert_eq!(json(&folder, &["--cache-dir", ".kept"]), plain);
}

#[test]
fn the_report_is_the_same_on_any_number_of_threads() {
    let folder = archive("run-threads", 60);
    for format in ["text", "concise", "json", "jsonl"] {
        let of = |threads: &str| {
            within(&folder, ["check", "--isolated", "--format", format, "--threads", threads, "."]).exits(1).out
        };
        assert_eq!(of("1"), of("8"), "{format}");
    }
}

/// Over 10,000 articles of `FACTLINT_EVAL` in 200 folders, with `FACTLINT_HEAVY`: first run, cached run, one changed.
#[test]
#[expect(clippy::disallowed_methods, reason = "the clock is what is tested")]
fn an_archive_is_read_again_in_little_more_than_the_time_of_reading_it() {
    let (Some(eval), Some(_)) = (variable("FACTLINT_EVAL"), variable("FACTLINT_HEAVY")) else {
        eprintln!("skipped: FACTLINT_EVAL and FACTLINT_HEAVY are not set");
        return;
    };
    let lines = std::fs::read_to_string(Path::new(&eval).join("data/articles/dev.jsonl")).expect("articles");
    let articles: Vec<String> = lines
        .lines()
        .filter_map(|line| Some(serde_json::from_str::<Value>(line).ok()?["text"].as_str()?.to_owned()))
        .collect();
    let folder = folder("run-archive");
    for at in 0..10_000 {
        let text = &articles[at % articles.len()];
        let mark = if at < articles.len() { String::new() } else { format!("\n\nCopy {at}.\n") };
        file(&folder, &format!("{:03}/{at}.txt", at % 200), format!("{text}{mark}"));
    }
    let timed = |what: &str| {
        let start = Instant::now();
        let args =
            ["check", "--isolated", "--cache-dir", ".kept", "--published", "2018-01-01", "--format", "concise", "."];
        let run = within(&folder, args);
        let took = start.elapsed();
        eprintln!("{what}: {took:?}");
        (run.out, took)
    };
    let (first, _) = timed("first run");
    let (again, cached) = timed("cached run");
    assert_eq!(first, again);
    file(&folder, "000/0.txt", format!("{}\n\nOne more.\n", articles[0]));
    timed("one article changed");
    let start = Instant::now();
    let mut bytes = 0;
    for entry in (0..200).flat_map(|at| std::fs::read_dir(folder.join(format!("{at:03}"))).expect("a folder")) {
        use sha2::Digest as _;
        let text = std::fs::read(entry.expect("an entry").path()).expect("an article");
        bytes += usize::from(sha2::Sha256::digest(&text)[0] & 1) + text.len();
    }
    let reading = start.elapsed();
    eprintln!("reading and hashing {bytes} bytes on one thread: {reading:?}");
    assert!(cached < reading * 2 + Duration::from_millis(50), "{cached:?} is more than twice {reading:?}");
}

// ---------------------------------------------------------------- the terminal

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = archive("run-pipe", 40);
    let mut child = command(&folder, ["check", "--isolated", "-v", "."]).spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

/// A disk that is full, as Linux plays it.
#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_is_told() {
    let folder = archive("run-full", 3);
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let mut child = command(&folder, ["check", "--isolated", "."]);
    let output = child.stdout(full()).spawn().expect("the program starts").wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "));
    within(&folder, ["check", "--isolated", "--output", "json=/dev/full", "."])
        .exits(2)
        .complains("cannot write `/dev/full`");
    assert!(!Path::new("/dev/full").is_file());
    within(&folder, ["check", "--isolated", "--output", "concise=/dev/null", "."]).exits(1);
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle_are_not_followed() {
    let folder = archive("run-circle", 3);
    std::os::unix::fs::symlink(".", folder.join("00/again")).expect("a link");
    within(&folder, ["check", "--isolated", "--format", "concise", "."]).exits(1).says("3 articles: 1 error,");
}

#[test]
fn no_progress_is_shown_and_no_colour_where_nobody_looks() {
    let folder = archive("run-plain", 40);
    let run = within(&folder, ["check", "--isolated", "."]).exits(1);
    assert_eq!(run.err, "");
    assert!(!run.out.contains('\u{1B}'), "{}", run.out);
}

#[test]
fn a_change_is_seen_while_watching() {
    let folder = archive("run-watch", 1);
    let mut child = command(&folder, ["check", "--isolated", "--watch", "--format", "concise", "."])
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut until = |words: &str| {
        let found = lines.by_ref().map_while(Result::ok).find(|line| line.contains(words));
        assert!(found.is_some(), "`{words}` did not come");
    };
    until("1 article: 1 error,");
    file(&folder, "00/0.txt", "They met on Tuesday, 2 March 2021.\n");
    until("1 article: 0 errors");
    child.kill().expect("the program is ended");
    child.wait().expect("the program ends");
}

#[test]
fn completions_and_manual_pages_are_made_of_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        factlint(["completions", shell]).exits(0).says("why-changed").says("max-warnings");
    }
    let folder = folder("run-man");
    let run = within(&folder, ["man", "pages"]).exits(0);
    let check = std::fs::read_to_string(folder.join("pages/factlint-check.1")).expect("a page");
    assert!(check.contains("max\\-warnings"), "{check}");
    assert!(run.out.contains("factlint-baseline-create.1"), "{}", run.out);
    assert!(folder.join("pages/factlint.1").is_file());
}

#[test]
fn exit_codes_are_documented() {
    let page = text("docs/configuration.md");
    for words in ["`0`", "`1`", "`2`", "`130`"] {
        assert!(page.contains(words), "docs/configuration.md does not speak of exit code {words}");
    }
}

#[test]
fn every_key_is_documented() {
    let page = text("docs/configuration.md");
    for key in factlint::config::keys::KEYS {
        let row = format!("| `{}` |", key.path());
        assert!(page.contains(&row), "docs/configuration.md has no row for `{}`", key.path());
        assert!(page.contains(key.about), "docs/configuration.md says something else of `{}`", key.path());
    }
}
