//! `check --snapshot` and `factlint snapshot`: accepted reports, and what differs from them.

mod support;

use std::path::Path;
use support::{command, fed, file, folder, run, within};

const TEXT: &str = "---\ndate: 2021-03-01\n---\n\nThey met on Monday, 2 February 2021.\n";

fn check<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["check", "--isolated", "--snapshot", "snapshots"], more].concat()
}

fn has(folder: &Path, name: &str) -> bool {
    folder.join("snapshots").join(name).exists()
}

/// Runs in a folder with these variables and none else that tell what to do.
fn with(folder: &Path, variables: &[(&str, &str)], args: &[&str]) -> support::Run {
    let mut command = command(folder, args);
    command.env_remove("CI").env_remove("FACTLINT_UPDATE").envs(variables.iter().copied());
    run(command, b"")
}

#[test]
fn what_is_new_is_accepted_and_what_changes_is_reviewed() {
    let folder = folder("snapshot-check");
    file(&folder, "a/b.md", TEXT);
    let pending = with(&folder, &[], &check(&["a"])).exits(1);
    assert!(pending.out.contains("+error[weekday-of-date]: 2 February 2021 was a Tuesday, not a Monday\n"));
    let pending = pending.says("1 snapshot: 0 as before, 0 accepted, 1 differ\n");
    pending.complains("look at them with `factlint snapshot review snapshots`");
    assert!(has(&folder, "a/b.md.snap.new") && !has(&folder, "a/b.md.snap"));
    within(&folder, ["snapshot", "pending", "snapshots"]).exits(1).says("1 snapshot: 0 accepted, 0 rejected, 1 left");
    within(&folder, ["snapshot", "accept", "snapshots"]).exits(0).says("1 snapshot: 1 accepted, 0 rejected, 0 left");
    assert!(has(&folder, "a/b.md.snap") && !has(&folder, "a/b.md.snap.new"));
    // A finding that is in the snapshot is no failure.
    with(&folder, &[], &check(&["a"])).exits(0).says("1 snapshot: 1 as before, 0 accepted, 0 differ\n");
    // An accepted snapshot is a file of insta.
    let snapshot = std::fs::read_to_string(folder.join("snapshots/a/b.md.snap")).expect("a snapshot");
    insta::assert_snapshot!("snapshot-of-an-article", snapshot);
    file(&folder, "a/b.md", TEXT.replace("Monday", "Tuesday"));
    let changed = with(&folder, &[], &check(&["a"])).exits(1);
    changed.says("-error[weekday-of-date]: 2 February 2021 was a Tuesday, not a Monday\n");
    for (answer, code, left) in [("s\n", 1, true), ("", 1, true), ("?\nr\n", 0, false)] {
        let run = run(command(&folder, ["snapshot", "review", "snapshots"]), answer.as_bytes()).exits(code);
        assert!(run.out.contains("snapshots/a/b.md.snap.new: [a]ccept, [r]eject, [s]kip? "), "{}", run.out);
        assert_eq!(has(&folder, "a/b.md.snap.new"), left);
    }
    with(&folder, &[], &check(&["a"])).exits(1);
    run(command(&folder, ["snapshot", "review", "snapshots"]), b"a\n").exits(0);
    with(&folder, &[], &check(&["a"])).exits(0);
    // What is as before takes back what was pending.
    file(&folder, "a/b.md", TEXT);
    with(&folder, &[], &check(&["a"])).exits(1);
    file(&folder, "a/b.md", TEXT.replace("Monday", "Tuesday"));
    with(&folder, &[], &check(&["a"])).exits(0);
    assert!(!has(&folder, "a/b.md.snap.new"));
}

#[test]
fn variables_and_the_option_tell_what_is_written() {
    let folder = folder("snapshot-modes");
    file(&folder, "a.md", TEXT);
    // On a build server nothing is written; the option wins over the variable.
    for variables in [&[("CI", "true")][..], &[("FACTLINT_UPDATE", "no")]] {
        with(&folder, variables, &check(&["a.md"])).exits(1);
        assert!(!folder.join("snapshots").exists());
    }
    with(&folder, &[("FACTLINT_UPDATE", "unseen")], &check(&["a.md"])).exits(0).says("1 accepted");
    file(&folder, "a.md", TEXT.replace("Monday", "Friday"));
    with(&folder, &[("FACTLINT_UPDATE", "unseen")], &check(&["a.md"])).exits(1);
    assert!(has(&folder, "a.md.snap.new"));
    with(&folder, &[("FACTLINT_UPDATE", "no")], &check(&["--snapshot-update", "always", "a.md"])).exits(0);
    assert!(!has(&folder, "a.md.snap.new"));
    with(&folder, &[("CI", "1")], &check(&["a.md"])).exits(0).says("1 as before");
    fed(["check", "--isolated", "--snapshot-update", "new", "-"], b"").exits(2);
}
