//! What takes minutes: `FACTLINT_HEAVY=1`, best with `--release` or `--profile fast` and `--nocapture`, which shows the times.

mod support;

use factlint::bundle::hash;
use factlint::calendar::Day;
use factlint::calendar::words;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::BufRead as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use support::{command, factlint, file, folder, variable, within};

const ARTICLES: usize = 10_000;
const FOLDERS: usize = 200;

/// What takes minutes, if it is wanted: one after the other, since CPU times are those of the whole process.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn wanted(what: &str) -> Option<MutexGuard<'static, ()>> {
    static ONE: Mutex<()> = Mutex::new(());
    if variable("FACTLINT_HEAVY").is_none() {
        eprintln!("skipped: FACTLINT_HEAVY=1 runs {what}");
        return None;
    }
    Some(ONE.lock().unwrap_or_else(PoisonError::into_inner))
}

/// CPU time used so far: of this process, and of those that it has waited for. One tick is a hundredth of a second.
fn cpu() -> (Duration, Duration) {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("the system tells CPU times");
    let fields: Vec<u64> =
        stat.rsplit(')').next().unwrap_or("").split_whitespace().map(|field| field.parse().unwrap_or(0)).collect();
    // Behind the name come fields 3 and on; those of CPU time are 14 to 17.
    let ticks = |at: usize| Duration::from_millis((fields[at - 3] + fields[at - 2]) * 10);
    (ticks(14), ticks(16))
}

/// What a job takes: CPU time of this process and of others, and time by the wall.
#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "times are what is shown")]
fn timed<T>(name: &str, job: impl FnOnce() -> T) -> (T, Duration) {
    let ((own, others), start) = (cpu(), Instant::now());
    let result = job();
    let (wall, (own_now, others_now)) = (start.elapsed(), cpu());
    let used = own_now.saturating_sub(own) + others_now.saturating_sub(others);
    println!("{name:<34} {:>8.2} s CPU {:>8.2} s", used.as_secs_f64(), wall.as_secs_f64());
    (result, used)
}

/// Ten thousand articles in two hundred folders, no two alike: those of the evaluation, else our own, and marked variants.
#[expect(clippy::print_stdout, reason = "what is used instead is told")]
fn archive(root: &Path) -> Vec<PathBuf> {
    let outside = variable("FACTLINT_EVAL").map(|folder| Path::new(&folder).join("data/articles/dev.jsonl"));
    let texts: Vec<String> = match outside.filter(|path| path.exists()) {
        Some(path) => {
            let rows = std::io::BufReader::new(std::fs::File::open(path).expect("articles")).lines();
            let text = |row: String| {
                let row: Value = serde_json::from_str(&row).expect("a row");
                format!(
                    "{}\n\n{}\n",
                    row["published"].as_str().unwrap_or("2020-01-01"),
                    row["text"].as_str().expect("a text")
                )
            };
            rows.map(|row| text(row.expect("a line"))).collect()
        }
        None => {
            println!("FACTLINT_EVAL names no articles: our own are used");
            support::examples().iter().map(|path| support::text(path)).collect()
        }
    };
    file(root, "factlint.toml", "[check]\nfail-on = \"never\"\n");
    (0..ARTICLES)
        .map(|at| {
            let (text, round) = (&texts[at % texts.len()], at / texts.len());
            let text = if round == 0 { text.clone() } else { format!("{text}\nVariant {round} of article {at}.\n") };
            PathBuf::from(file(root, &format!("{:03}/{at:05}.txt", at % FOLDERS), text))
        })
        .collect()
}

#[test]
fn an_archive_of_ten_thousand_articles() {
    let Some(_alone) = wanted("an archive of 10,000 articles") else { return };
    let root = folder("heavy-archive");
    let files = archive(&root);
    let report = |name: &str, more: &[&str]| {
        let output = format!("--output=jsonl={name}");
        let args = ["check", "-q", "--format", "concise", &output];
        within(&root, [&args[..], more].concat()).exits(0);
        std::fs::read(root.join(name)).expect("a report")
    };
    let quiet = |more: &[&str]| within(&root, [&["check", "-q", "--format", "concise"], more].concat()).exits(0).out;
    println!("{ARTICLES} articles in {FOLDERS} folders");
    let (_, reading) = timed("reading and hashing", || {
        files.iter().map(|path| hash(&std::fs::read(path).expect("an article")).len()).sum::<usize>()
    });
    let (first, _) = timed("first run", || quiet(&[]));
    let (cached, cost) = timed("cached run", || quiet(&[]));
    assert_eq!(first, cached, "a cached run says the same");
    let changed = &files[1234];
    let text = std::fs::read_to_string(changed).expect("an article");
    std::fs::write(changed, format!("{text}\nThey met on Monday, 2 February 2021.\n")).expect("written");
    let (other, _) = timed("one article changed", || quiet(&[]));
    assert_ne!(cached, other, "the change is seen");
    let (one, _) = timed("one thread, no cache", || report("one.jsonl", &["--no-cache", "--threads", "1"]));
    let (eight, _) = timed("eight threads, no cache", || report("eight.jsonl", &["--no-cache", "--threads", "8"]));
    assert!(one == eight, "the report depends on the number of threads");
    std::fs::remove_dir_all(root.join(".factlint-cache")).expect("a cache");
    timed("two runs at once on one cache", || {
        let run = |name: &str| {
            let output = format!("--output=jsonl={name}");
            command(&root, ["check", "-q", "--format", "concise", &output]).spawn().expect("the program starts")
        };
        let children = [run("left.jsonl"), run("right.jsonl")];
        for child in children {
            assert!(child.wait_with_output().expect("the program ends").status.success());
        }
    });
    for name in ["left.jsonl", "right.jsonl"] {
        assert!(std::fs::read(root.join(name)).expect("a report") == one, "{name} is another");
    }
    let (after, _) = timed("cached by both", || report("after.jsonl", &[]));
    assert!(after == one, "what two runs have kept is another");
    println!("cached / reading and hashing: {:.2}", cost.as_secs_f64() / reading.as_secs_f64());
    assert!(cost <= reading * 2, "a cached run costs more than twice reading and hashing: {cost:?}, {reading:?}");
    std::fs::remove_dir_all(&root).expect("the archive can be removed");
}

#[test]
fn a_hundred_thousand_findings() {
    let Some(_alone) = wanted("100,000 findings") else { return };
    let folder = folder("heavy-findings");
    let start = Day::from_ymd(1700, 1, 1).expect("a day");
    let wrong = (0..).map(|at| start.plus_days(at)).filter(|day| day.weekday() != Some(1)).take(100_000);
    let mut text = String::from("---\ndate: 2021-06-01\n---\n\n");
    for day in wrong {
        let _ = writeln!(text, "They met on Monday, {}.\n", words::day(day));
    }
    let article = file(&folder, "a.md", text);
    for (format, sign) in [
        ("concise", ": error[weekday-of-date] "),
        ("jsonl", "\"rule\":\"weekday-of-date/true\""),
        ("sarif", "\"ruleId\": \"weekday-of-date\""),
        ("github", "::error "),
        ("tap", "\nnot ok "),
        ("rdjsonl", "\"severity\":\"ERROR\""),
        ("junit", "<failure"),
        ("checkstyle", "<error "),
    ] {
        let (run, _) = timed(format, || factlint(["check", "--isolated", "--format", format, &article]).exits(1));
        assert_eq!(run.out.matches(sign).count(), 100_000, "findings of {format}");
    }
    let html = folder.join("a.html");
    let output = format!("--output=html={}", html.display());
    timed("html", || factlint(["check", "--isolated", "-q", "--format", "concise", &output, &article]).exits(1));
    let page = std::fs::read_to_string(html).expect("a page");
    assert_eq!(page.matches("<article class=\"card error\"").count(), 100_000, "cards of the page");
    let (run, _) = timed("markdown", || factlint(["check", "--isolated", "--format", "markdown", &article]).exits(1));
    assert!(run.out.len() <= 60_000, "a comment has an end");
    run.says("100,000").exits(1);
}
