//! Suppressions as a user meets them: in every format, narrow and wide, with reasons and days.

mod support;

use serde_json::Value;
use support::{file, folder, within};

const LINE: &str = "They met on Friday, 2 March 2021, in Berlin.";

/// What is reported of an article: `line:column: severity[code] message`.
fn reported(name: &str, text: &str, options: &[&str]) -> Vec<String> {
    let folder = folder(&format!("suppression-{}", name.replace('.', "-")));
    file(&folder, name, text);
    let args = ["check", "--isolated", "--format", "concise", "-q", "--published", "2021-04-01"];
    let run = within(&folder, args.iter().chain(options).chain([&name]));
    run.out.lines().map(|line| line.trim_start_matches(name).trim_start_matches(':').to_owned()).collect()
}

const WRONG: &str = "error[weekday-of-date] 2 March 2021 was a Tuesday, not a Friday";

#[test]
fn a_comment_reaches_as_far_as_it_says() {
    assert_eq!(reported("none.md", &format!("{LINE}\n"), &[]), [format!("1:13: {WRONG}")]);
    for (name, text) in [
        ("next.md", format!("<!-- factlint: ignore-next-line -->\n{LINE}\n")),
        ("next-far.md", format!("<!-- factlint: ignore-next-line -->\n\n{LINE}\n")),
        ("line.md", format!("{LINE} <!-- factlint: ignore-line -->\n")),
        ("block.md", format!("<!-- factlint: ignore-block -->\n\nOne line.\nAnother.\n{LINE}\n")),
        ("within.md", format!("One line.\nAnother. <!-- factlint: ignore-block -->\n{LINE}\n")),
        ("file.md", format!("{LINE}\n\nThe end.\n\n<!-- factlint: ignore-file -->\n")),
        ("next.html", format!("<p>One.</p>\n<!-- factlint: ignore-next-line -->\n<p>{LINE}</p>\n")),
        ("block.html", format!("<!-- factlint: ignore-block --><p>One.\n{LINE}</p>\n")),
        ("next.txt", format!("One.\n\n[factlint: ignore-next-line]\n\n{LINE}\n")),
        ("file.txt", format!("{LINE}\n\n[factlint: ignore-file]\n")),
    ] {
        assert_eq!(reported(name, &text, &[]), Vec::<String>::new(), "{name}");
    }
    let text = format!("<!-- factlint: ignore-next-line -->\n{LINE}\n\nThey came on Monday, 3 March 2021.\n");
    assert_eq!(
        reported("other.md", &text, &[]),
        ["4:14: error[weekday-of-date] 3 March 2021 was a Wednesday, not a Monday"]
    );
}

#[test]
fn a_comment_in_code_is_an_example() {
    let text = format!("```\n<!-- factlint: ignore-file -->\n```\n\n{LINE}\n");
    assert_eq!(reported("code.md", &text, &[]), [format!("5:13: {WRONG}")]);
}

#[test]
fn rules_claims_and_findings_are_named() {
    let folder = folder("suppression-names");
    file(&folder, "a.md", format!("{LINE}\n"));
    let run = within(&folder, ["check", "--isolated", "--format", "json", "a.md"]).exits(1);
    let articles: Value = serde_json::from_str(&run.out).expect("JSON");
    let fingerprint = articles[0]["findings"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let normal = articles[0]["claims"][0]["normal"].as_str().expect("a normal form").to_owned();
    for selector in [
        "weekday-of-date",
        "weekday-of-date/true",
        "tag:writing",
        "all",
        "began, weekday-of-date",
        &fingerprint,
        &normal,
    ] {
        let text = format!("<!-- factlint: ignore-next-line {selector} -- seen -->\n{LINE}\n");
        assert_eq!(reported("named.md", &text, &[]), Vec::<String>::new(), "{selector}");
    }
    let text = format!("<!-- factlint: ignore-next-line began -->\n{LINE}\n");
    let unused =
        "warning[unused-suppression] this suppression is not needed: nothing of `began` is found there; take it out";
    assert_eq!(reported("another.md", &text, &[]), [format!("2:13: {WRONG}"), format!("1:1: {unused}")]);
    // Of what is not checked, nothing can be found.
    let text = format!("<!-- factlint: ignore-next-line weekday-of-date -->\n{LINE}\n");
    assert_eq!(reported("off.md", &text, &["--ignore", "weekday-of-date"]), Vec::<String>::new());
}

#[test]
fn wrong_comments_are_told() {
    let text =
        format!("<!-- factlint: ignore-nextline -->\n{LINE}\n\n<!-- factlint: ignore-block weekday -->\n\n{LINE}\n");
    assert_eq!(
        reported("wrong.md", &text, &[]),
        [
            format!("2:13: {WRONG}"),
            "1:1: warning[bad-suppression] `ignore-nextline` suppresses nothing: did you mean `ignore-next-line`?"
                .to_owned(),
            "4:1: warning[bad-suppression] there is no claim `weekday`: `factlint rules list` has them all".to_owned(),
        ]
    );
}

#[test]
fn a_reason_may_be_required() {
    let text = format!("<!-- factlint: ignore-next-line -->\n{LINE}\n");
    let without = "1:1: error[suppression-without-reason] this suppression has no reason: write it behind ` -- `";
    assert_eq!(reported("reason.md", &text, &["--require-reason"]), [format!("2:13: {WRONG}"), without.to_owned()]);
    let text = format!("<!-- factlint: ignore-next-line -- as the leaflet had it -->\n{LINE}\n");
    assert_eq!(reported("reasoned.md", &text, &["--require-reason"]), Vec::<String>::new());
}

#[test]
fn a_suppression_ends_with_its_day_and_the_clock_is_not_asked() {
    let text = format!("<!-- factlint: ignore-next-line -- until it is mended until 2025-06-30 -->\n{LINE}\n");
    assert_eq!(reported("until.md", &text, &["--today", "2025-06-30"]), Vec::<String>::new());
    let ended =
        "1:1: warning[expired-suppression] this suppression ended on 2025-06-30: mend the article, or give another day";
    assert_eq!(reported("until.md", &text, &["--today", "2025-07-01"]), [format!("2:13: {WRONG}"), ended.to_owned()]);
    // The shipped base was released on a day between these.
    let far = text.replace("2025-06-30", "9999-01-01");
    assert_eq!(reported("until.md", &far, &[]), Vec::<String>::new());
    let past = text.replace("2025-06-30", "1999-01-01");
    assert_eq!(reported("until.md", &past, &[]).len(), 2);
}

#[test]
fn the_same_claim_elsewhere_is_still_reported() {
    let text = format!("<!-- factlint: ignore-next-line -->\n{LINE}\n\nAgain: they met on Friday, 2 March 2021.\n");
    assert_eq!(reported("twice.md", &text, &[]), [format!("4:20: {WRONG}")]);
}

#[test]
fn a_file_beside_the_article_suppresses_too() {
    let folder = folder("suppression-beside");
    let records = format!("{{\"text\": \"{LINE}\"}}\n{{\"text\": \"{LINE} Fine.\"}}\n");
    file(&folder, "a.jsonl", records);
    let check = ["check", "--isolated", "--published", "2021-04-01", "--format", "concise", "a.jsonl"];
    within(&folder, check).exits(1).says("articles: 2 errors");
    file(
        &folder,
        "a.jsonl.factlint.json",
        r#"{"ignore": [{"what": ["weekday-of-date"], "reason": "sic", "record": 2}]}"#,
    );
    within(&folder, check).exits(1).says("1 error,");
    let run = within(&folder, ["check", "--isolated", "--published", "2021-04-01", "--format", "json", "a.jsonl"]);
    let articles: Value = serde_json::from_str(&run.exits(1).out).expect("JSON");
    assert_eq!(articles[1]["findings"], serde_json::json!([]));
    assert_eq!(articles[1]["silenced"][0]["status"], "suppressed");
    assert_eq!(articles[1]["silenced"][0]["reason"], "sic");
    file(&folder, "a.jsonl.factlint.json", r#"{"ignored": []}"#);
    within(&folder, check).exits(2).complains("cannot use the suppressions of `a.jsonl.factlint.json`");
}

#[test]
fn what_is_suppressed_is_told_in_the_summary() {
    let folder = folder("suppression-summary");
    file(&folder, "a.md", format!("<!-- factlint: ignore-next-line -- sic -->\n{LINE}\n"));
    within(&folder, ["check", "--isolated", "a.md"]).exits(0).says("0 errors, 0 warnings (1 suppressed);");
    within(&folder, ["check", "--isolated", "-v", "a.md"])
        .exits(0)
        .says("a.md:2:13: suppressed (sic): weekday-of-date");
}
