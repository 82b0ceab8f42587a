//! The baseline: what is known stays quiet, what is new does not. With the story of docs/adoption.md.

mod support;

use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use support::{file, folder, within};

const FACTS: &str = "source desk \"The desk\" { url \"https://example.org\"; retrieved 2024-01-01; licence \"CC0\"; horizon 2024-01-01 }\n\
                     entity strelsau : city \"Strelsau\"\nentity hentzau : city \"Hentzau\"\nentity zenda : city \"Zenda\"\n\
                     entity ruritania : country \"Ruritania\" { source desk; capital strelsau 1900/..; complete capital 1900/2024-01-01 }\n";

/// Days of February and March 2021 that were no Mondays.
fn days() -> impl Iterator<Item = String> {
    let months = [("February", 28), ("March", 28)];
    months
        .into_iter()
        .flat_map(|(month, last)| (1..=last).filter(|day| day % 7 != 1).map(move |day| format!("{day} {month} 2021")))
}

/// The archive of the story: ten articles, 39 wrong weekdays, one wrong capital.
fn archive(folder: &Path) {
    file(folder, "factlint.toml", "[definitions]\nbase = [\"facts\"]\n");
    file(folder, "facts/ruritania.facts", FACTS);
    let days: Vec<String> = days().take(39).collect();
    for (at, days) in days.chunks(4).enumerate() {
        let mut text = format!("---\ndate: 2021-04-0{}\n---\n\n# Week {at}\n\n", at % 9 + 1);
        for day in days {
            let _ = writeln!(text, "The council met on Monday, {day}, as it often does.\n");
        }
        if at == 9 {
            text.push_str("The last meeting was in Hentzau, the capital of Ruritania.\n");
        }
        file(folder, &format!("archive/{at}.md"), text);
    }
}

fn fresh(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    archive(&folder);
    folder
}

#[test]
fn the_story_of_an_archive() {
    let folder = fresh("baseline-story");
    // Forty old findings keep the gate shut.
    within(&folder, ["check", "--format", "concise"]).exits(1).says("10 articles: 40 errors, 0 warnings");
    // They are put into the baseline, and the gate opens.
    within(&folder, ["baseline", "create"]).exits(0).says("factlint-baseline.json: 40 findings, 0 before");
    within(&folder, ["check", "--format", "concise"]).exits(0).says("10 articles: 0 errors, 0 warnings");
    within(&folder, ["baseline", "create"]).exits(2).complains("there is a baseline already");
    // A new article with a new mistake fails, and only that is reported.
    file(&folder, "archive/new.md", "---\ndate: 2021-05-01\n---\n\nThey met on Monday, 4 May 2021.\n");
    let run = within(&folder, ["check", "--format", "concise"]).exits(1);
    assert_eq!(
        run.out,
        "archive/new.md:5:13: error[weekday-of-date] 4 May 2021 was a Tuesday, not a Monday\n\
         11 articles: 1 error, 0 warnings\n"
    );
    std::fs::remove_file(folder.join("archive/new.md")).expect("removed");
    // An old sentence that is moved and wrapped anew stays covered.
    let path = folder.join("archive/3.md");
    let text = std::fs::read_to_string(&path).expect("an article");
    let (head, body) = text.split_once("# Week 3\n\n").expect("a heading");
    let mut sentences: Vec<&str> = body.trim_end().split("\n\n").collect();
    sentences.reverse();
    let moved = sentences.join(" And yet: nothing more.\n\n").replace("council met on", "council\nmet on");
    std::fs::write(&path, format!("{head}# Week 3\n\nA new beginning.\n\n{moved}\n")).expect("written");
    within(&folder, ["check", "--format", "concise"]).exits(0).says("10 articles: 0 errors, 0 warnings");
    // The same sentence once more is new.
    let again = format!("{head}# Week 3\n\n{moved}\n\n{}\n", sentences[0]);
    std::fs::write(&path, again).expect("written");
    within(&folder, ["check", "--format", "concise"]).exits(1).says("1 error,");
    std::fs::write(&path, text).expect("written");
    // The base is corrected: what refuted the old sentence is another fact now, and it is looked at again.
    file(&folder, "facts/ruritania.facts", FACTS.replace("capital strelsau", "capital zenda"));
    let run = within(&folder, ["check", "--format", "concise"]).exits(1).says("archive/9.md:");
    run.says("the capital of Ruritania is Zenda, not Hentzau").says("10 articles: 1 error,");
    // A source that is read again, or another one, changes nothing.
    file(&folder, "facts/ruritania.facts", FACTS.replace("retrieved 2024-01-01", "retrieved 2024-03-01"));
    within(&folder, ["check", "--format", "concise"]).exits(0);
    // What has been mended is taken out.
    let mended = std::fs::read_to_string(&path).expect("an article").replace("Monday, ", "");
    std::fs::write(&path, mended).expect("written");
    within(&folder, ["baseline", "prune"]).exits(0).says("36 findings, 40 before");
    within(&folder, ["baseline", "update"]).exits(0).says("36 findings, 36 before");
}

#[test]
fn the_story_is_told_in_the_documentation() {
    let page = support::text("docs/adoption.md");
    for command in ["factlint baseline create", "factlint check", "factlint baseline prune", "factlint baseline update"]
    {
        assert!(page.contains(command), "docs/adoption.md does not speak of `{command}`");
    }
}

#[test]
fn entries_are_path_fingerprint_and_count() {
    let folder = fresh("baseline-entries");
    within(&folder, ["baseline", "create"]).exits(0);
    let text = std::fs::read_to_string(folder.join("factlint-baseline.json")).expect("a baseline");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let entries = value["findings"].as_array().expect("entries");
    assert_eq!(entries.len(), 40);
    assert_eq!(entries[0]["path"], "archive/0.md");
    assert_eq!(entries[0]["count"], 1);
    let keys: Vec<&String> = entries[0].as_object().expect("an entry").keys().collect();
    assert_eq!(keys, ["path", "fingerprint", "count"]);
    // It is beside the configuration, and paths are from there, wherever one stands.
    within(&folder.join("archive"), ["check", "0.md"]).exits(0).says("(4 in the baseline)");
}

#[test]
fn what_is_known_is_told_apart_or_left_out() {
    let folder = fresh("baseline-new-only");
    within(&folder, ["baseline", "create"]).exits(0);
    let silenced = |options: &[&str]| {
        let run = within(&folder, ["check", "--format", "json", "archive/0.md"].iter().chain(options)).exits(0);
        let articles: Value = serde_json::from_str(&run.out).expect("JSON");
        articles[0]["silenced"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(silenced(&[]), 4);
    assert_eq!(silenced(&["--new-only"]), 0);
    within(&folder, ["check", "--no-baseline", "archive/0.md"]).exits(1).says("4 errors");
    within(&folder, ["check", "--baseline", "none.json", "archive/0.md"]).exits(2).complains("cannot read `none.json`");
    file(&folder, "factlint-baseline.json", "{\"version\": 9, \"findings\": []}");
    within(&folder, ["check", "archive/0.md"]).exits(2).complains("its version is 9");
}

#[test]
fn updating_some_articles_leaves_the_others() {
    let folder = fresh("baseline-some");
    within(&folder, ["baseline", "create"]).exits(0);
    file(&folder, "archive/0.md", "They met on Monday, 2 February 2021.\n");
    within(&folder, ["baseline", "update", "archive/0.md"]).exits(0).says("37 findings, 40 before");
    within(&folder, ["check", "--format", "concise"]).exits(0);
    std::fs::remove_file(folder.join("archive/1.md")).expect("removed");
    within(&folder, ["baseline", "prune", "archive/0.md"]).exits(0).says("33 findings, 37 before");
}

/// Runs git in a folder.
fn git(folder: &Path, args: &[&str]) {
    let who = ["-c", "user.name=Jo", "-c", "user.email=jo@example.org", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").arg("-C").arg(folder).args(who).args(args).output().expect("git runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn only_changed_lines_are_reported_since_a_revision() {
    let folder = fresh("baseline-since");
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "the archive"]);
    within(&folder, ["check", "--since", "HEAD", "--format", "concise"]).exits(0).says("10 articles: 0 errors");
    let path = folder.join("archive/0.md");
    let text = std::fs::read_to_string(&path).expect("an article");
    std::fs::write(&path, format!("{text}They met on Monday, 4 May 2021.\n")).expect("written");
    file(&folder, "archive/a b é.md", "They came on Monday, 5 May 2021.\n");
    let run = within(&folder, ["check", "--since", "HEAD", "--format", "concise"]).exits(1);
    assert_eq!(
        run.out,
        "archive/0.md:15:13: error[weekday-of-date] 4 May 2021 was a Tuesday, not a Monday\n\
         archive/a b é.md:1:14: error[weekday-of-date] 5 May 2021 was a Wednesday, not a Monday\n\
         11 articles: 2 errors, 0 warnings\n"
    );
    within(&folder, ["check", "--since", "no-such"]).exits(2).complains("git cannot tell what has changed");
    within(&folder, ["check", "--since=-x"]).exits(2).complains("is no revision");
}
