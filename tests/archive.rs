//! `facts diff --archive`: what a change of facts does to articles, told from their reports alone.

mod support;

use serde_json::Value;
use std::path::Path;
use support::{factlint, file, folder, text};

/// A base of its own: the schema, a country and its capital.
fn facts(folder: &Path, name: &str, capital: &str) -> String {
    let own = format!(
        "source desk \"The desk\" {{ url \"https://example.org\"; retrieved 2024-01-01; licence \"CC0\"; horizon 2024-01-01 }}\n\
         entity strelsau : city \"Strelsau\"\nentity hentzau : city \"Hentzau\"\nentity zenda : city \"Zenda\"\n\
         entity ruritania : country \"Ruritania\" {{ source desk; {capital} }}\n"
    );
    file(folder, &format!("{name}/schema.facts"), text("facts/schema.facts"));
    file(folder, &format!("{name}/own.facts"), own);
    folder.join(name).to_str().expect("UTF-8").to_owned()
}

const STRELSAU: &str = "capital strelsau 1900/..; complete capital 1900/2024-01-01";

/// The reports on three articles, by the old facts.
fn archive(folder: &Path, facts: &str, more: &[&str]) -> String {
    let articles = ["Strelsau", "Zenda", "Hentzau"]
        .map(|city| file(folder, &format!("{city}.md"), format!("They met in {city}, the capital of Ruritania.\n")));
    let mut args = vec!["check", "--isolated", "--exit-zero", "--published", "2020-01-01", "--format", "jsonl"];
    args.extend(["--facts", facts, "--rules", "rules"]);
    args.extend(more);
    args.extend(articles.iter().map(String::as_str));
    let out = factlint(args).exits(0).out.replace(&format!("{}/", folder.display()), "");
    file(folder, "archive.jsonl", out)
}

#[test]
fn articles_are_contradicted_stale_or_resolved() {
    let folder = folder("archive-touched");
    let old = facts(&folder, "old", STRELSAU);
    let archive = archive(&folder, &old, &["--verbose"]);
    let diff = |name: &str, capital: &str| {
        let new = facts(&folder, name, capital);
        factlint(["facts", "diff", &old, &new, "--archive", &archive, "--rules", "rules"]).exits(1).out
    };
    assert_eq!(
        diff("moved", &STRELSAU.replace("capital strelsau", "capital zenda")),
        "- ruritania.capital strelsau 1900/.. source desk\n+ ruritania.capital zenda 1900/.. source desk\n\
         1 statements gone, 1 come\n\
         Strelsau.md\n  contradicts capital(strelsau, ruritania, @standing) at byte 12: was supported, now contradicted\n\
         Zenda.md\n  resolves capital(zenda, ruritania, @standing) at byte 12: was contradicted, now supported\n\
         2 articles touched: 1 claim contradicted, 0 stale, 1 resolved\n"
    );
    let out = diff("gone", "population 5");
    assert!(
        out.ends_with(
            "Strelsau.md\n  makes stale capital(strelsau, ruritania, @standing) at byte 12: was supported, now unverifiable\n\
             Zenda.md\n  resolves capital(zenda, ruritania, @standing) at byte 12: was contradicted, now unverifiable\n\
             Hentzau.md\n  resolves capital(hentzau, ruritania, @standing) at byte 12: was contradicted, now unverifiable\n\
             3 articles touched: 0 claims contradicted, 1 stale, 2 resolved\n"
        ),
        "{out}"
    );
    // What does not matter to any article touches none.
    let out = diff("more", &format!("{STRELSAU}; population 5"));
    assert!(out.ends_with("0 articles touched: 0 claims contradicted, 0 stale, 0 resolved\n"), "{out}");
}

#[test]
fn programs_read_it_and_what_cannot_be_said_is_told() {
    let folder = folder("archive-unproved");
    let old = facts(&folder, "old", STRELSAU);
    let new = facts(&folder, "new", &STRELSAU.replace("capital strelsau", "capital zenda"));
    // Without the proofs of what was right, only what was wrong can be told of.
    let archive = archive(&folder, &old, &[]);
    let args = ["facts", "diff", &old, &new, "--archive", &archive];
    let out = factlint(args).exits(1).out;
    assert!(out.ends_with(
        "nothing can be said of 1 claim: the archive has no proof of them; make it with `check --verbose`\n"
    ));
    let json = factlint(args.into_iter().chain(["--format", "json"])).exits(1).out;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["unproved"], 1);
    assert_eq!(json["claims"][0]["article"], "Zenda.md");
    assert_eq!(json["claims"][0]["effect"], "resolves");
    let none = file(&folder, "none.jsonl", "no report\n");
    factlint(["facts", "diff", &old, &new, "--archive", &none]).exits(2).complains("not a report");
}
