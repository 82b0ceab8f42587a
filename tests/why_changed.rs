//! Why a verdict changed between two reports: by the article, a rule, a fact, a source or the program.

mod support;

use factlint::archive::{Suspect, changes, rows};
use serde_json::{Value, json};
use support::{factlint, file, folder, text};

const ARTICLE: &str =
    "PARIS, 27 February 2020\n\nRuritania's Foreign Minister Anna Weber said on Thursday that talks had begun.\n";

/// A folder of facts with a post that Anna Weber has held since a day, by a source that knows it until another.
fn facts(name: &str, since: &str, source: &str, horizon: &str) -> String {
    let folder = folder(name);
    file(&folder, "schema.facts", text("facts/schema.facts"));
    let own = format!(
        "source {source} \"S\" {{ url \"https://example.org\"; retrieved 2024-01-01; licence \"CC0\"; horizon {horizon} }}\n\
         entity ruritania : country \"Ruritania\"\n\
         entity foreign-minister : title \"foreign minister\"\n\
         entity anna-weber : person \"Anna Weber\"\n\
         entity karl-brandt : person \"Karl Brandt\"\n\
         entity post : office \"Foreign Minister of Ruritania\" {{\n  source {source}\n  of ruritania\n  title foreign-minister\n\
         \u{20} holder karl-brandt 2010-01-01/{since}\n  holder anna-weber {since}/..\n}}\n"
    );
    file(&folder, "own.facts", own);
    folder.to_str().expect("the path is UTF-8").to_owned()
}

/// What is said of the article with these facts, written to a file.
fn report(name: &str, article: &str, facts: &str) -> String {
    let folder = folder(name);
    let article = file(&folder, "article.txt", article);
    let run = factlint([
        "check",
        "--exit-zero",
        "--verbose",
        "--format",
        "json",
        "--facts",
        facts,
        "--rules",
        "rules",
        &article,
    ]);
    let run = run.exits(0);
    // The two articles lie in two folders; what is compared is one article at two times.
    let out = run.out.replace(&article, "article.txt");
    file(&folder, "report.json", out)
}

#[test]
fn a_changed_fact_is_named() {
    let old = report("why-old", ARTICLE, &facts("why-facts-old", "2018-03-14", "s", "2024-01-01"));
    let new = report("why-new", ARTICLE, &facts("why-facts-new", "2020-06-01", "s", "2024-01-01"));
    let run = factlint(["why-changed", &old, &new]).exits(1);
    assert_eq!(
        run.out,
        "article.txt\n  holds-office(anna-weber, post, @presupposed): flipped from supported to contradicted\n    \
         because of a fact\n      - post.holder anna-weber 2018-03-14/.. source s\n      + post.holder karl-brandt 2010-01-01/2020-06-01 source s\n1 verdict changed\n"
    );
    factlint(["why-changed", &old, &old]).exits(0).says("0 verdicts changed");
}

#[test]
fn an_edited_article_is_the_cause_of_its_new_claims() {
    let base = facts("why-facts-same", "2018-03-14", "s", "2024-01-01");
    let old = report("why-before", "PARIS, 27 February 2020\n\nTalks have begun.\n", &base);
    let new = report("why-after", ARTICLE, &base);
    factlint(["why-changed", &old, &new]).exits(1).says("new, supported").says("because of the article\n");
    factlint(["why-changed", &new, &old]).exits(1).says("gone, was supported").says("because of the article\n");
}

#[test]
fn what_is_no_report_is_refused() {
    let folder = folder("why-broken");
    let broken = file(&folder, "broken.json", "{\"a\": 1}\n");
    factlint(["why-changed", &broken, &broken]).exits(2).complains("not a report").complains("check --format json");
}

// ---------------------------------------------------------------- by made-up rows

fn row(article: &str, rules: &str, base: &str, version: &str, verdict: &str, fact: Option<(&str, &str)>) -> Value {
    let mut claim = json!({ "claim": "c", "normal": "c(x)", "verdict": verdict });
    if let Some((value, source)) = fact {
        let ever = json!({ "start": { "first": 1, "last": 1 }, "end": { "first": 9, "last": 9 } });
        claim["proof"] = json!({
            "node": "statement", "op": "cites", "text": "", "value": "nothing",
            "statement": { "subject": "s", "property": "p", "value": { "entity": value }, "valid": ever, "known": ever, "phase": "", "source": source },
        });
    }
    json!({ "path": "a.md", "content": article, "rules": rules, "base": base, "version": version, "claims": [claim] })
}

/// The suspects of the one change between two rows.
fn suspects(old: &Value, new: &Value) -> Vec<Suspect> {
    let read = |row: &Value| rows(&format!("[{row}]")).expect("a report");
    let changes = changes(&read(old), &read(new));
    assert_eq!(changes.len(), 1, "{changes:?}");
    changes[0].cause.suspects.clone()
}

#[test]
fn what_differs_alone_is_the_cause() {
    let old = row("a", "r", "b", "1", "supported", None);
    for (new, cause) in [
        (row("A", "r", "b", "1", "contradicted", None), Suspect::Article),
        (row("a", "R", "b", "1", "contradicted", None), Suspect::Rule),
        (row("a", "r", "B", "1", "contradicted", None), Suspect::Fact),
        (row("a", "r", "b", "2", "contradicted", None), Suspect::Version),
        (row("a", "r", "b", "1", "contradicted", None), Suspect::Options),
    ] {
        assert_eq!(suspects(&old, &new), [cause], "{new}");
    }
}

#[test]
fn facts_that_are_cited_tell_among_several_suspects() {
    let old = row("a", "r", "b", "1", "supported", Some(("x", "s")));
    let all = |verdict: &str, fact| row("a", "R", "B", "2", verdict, Some(fact));
    assert_eq!(suspects(&old, &all("contradicted", ("y", "s"))), [Suspect::Fact]);
    assert_eq!(suspects(&old, &all("unverifiable", ("x", "t"))), [Suspect::Source]);
    assert_eq!(suspects(&old, &all("contradicted", ("x", "s"))), [Suspect::Rule, Suspect::Version]);
    let without = row("a", "R", "B", "2", "contradicted", None);
    assert_eq!(suspects(&old, &without), [Suspect::Rule, Suspect::Fact, Suspect::Version]);
}

#[test]
fn rows_are_read_from_a_list_and_from_lines_without_the_broken_ones() {
    let one = row("a", "r", "b", "1", "supported", None);
    let lines = format!("{one}\n\n{{\"id\": null, \"line\": 2, \"error\": \"no JSON\"}}\n");
    assert_eq!(rows(&lines).expect("rows"), rows(&format!("[{one}]")).expect("a list"));
}
