//! Reports as they are, byte for byte. After a wanted change: `INSTA_UPDATE=always cargo test --test
//! snapshots`, then read the difference.

mod support;

use insta::assert_snapshot;
use serde_json::{Value, json};
use std::path::Path;
use support::{examples, factlint, fed, format_of, text};

/// What changes with every fact, rule and release.
const CHANGING: [&str; 3] = ["base", "rules", "version"];

/// Takes out of a row what changes all the time.
fn steady(row: &mut Value) {
    for key in CHANGING {
        row[key] = json!(format!("[{key}]"));
    }
    // That of the example's bytes, which only rows of files have.
    row.as_object_mut().and_then(|row| row.shift_remove("content"));
}

/// A proof with a line for each node, so that people can read it: the snapshots of batches have it as it is.
fn outline(proof: &Value, depth: usize, lines: &mut Vec<Value>) {
    let word = |key: &str| proof[key].as_str().unwrap_or_default();
    let value = if proof["value"].is_null() { String::new() } else { format!(" = {}", proof["value"]) };
    lines.push(json!(format!("{}{} {}: {}{value}", "  ".repeat(depth), word("node"), word("op"), word("text"))));
    for input in proof["inputs"].as_array().into_iter().flatten() {
        outline(input, depth + 1, lines);
    }
}

/// The name of an article's snapshot.
fn name(path: &str, form: &str) -> String {
    let stem = Path::new(path).file_stem().expect("a name").to_string_lossy();
    format!("{stem}.{form}")
}

/// Settings of all snapshots: short names, no expressions.
fn settings() -> insta::Settings {
    let mut settings = insta::Settings::new();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn reports_for_people() {
    settings().bind(|| {
        for path in examples() {
            assert_snapshot!(name(&path, "terminal"), factlint(["check", &path]).out);
        }
        assert_snapshot!("verbose.terminal", factlint(["check", "-v", "examples/foreign-policy-brief.md"]).out);
    });
}

#[test]
fn reports_for_programs() {
    settings().bind(|| {
        for path in examples() {
            let run = factlint(["check", "--format", "json", &path]);
            let mut articles: Value = serde_json::from_str(&run.out).expect("the report is JSON");
            steady(&mut articles[0]);
            for finding in articles[0]["findings"].as_array_mut().expect("findings") {
                let mut lines = Vec::new();
                outline(&finding["proof"], 0, &mut lines);
                finding["proof"] = Value::Array(lines);
            }
            let shown = serde_json::to_string_pretty(&articles).expect("JSON");
            assert_snapshot!(name(&path, "json"), shown);
        }
    });
}

#[test]
fn rows_of_a_batch() {
    settings().bind(|| {
        for path in examples() {
            let input = json!({"id": path, "text": text(&path), "format": format_of(&path)});
            let run = fed(["batch"], input.to_string().as_bytes()).exits(0);
            let mut row: Value = serde_json::from_str(&run.out).expect("the row is JSON");
            steady(&mut row);
            assert_snapshot!(name(&path, "batch"), row.to_string());
        }
    });
}

#[test]
fn rules_and_facts() {
    settings().bind(|| {
        assert_snapshot!("rules-list", factlint(["rules", "list"]).exits(0).out);
        assert_snapshot!("explain-anniversary", factlint(["explain", "anniversary"]).exits(0).out);
        assert_snapshot!("facts-query", factlint(["facts", "query", "stockholm-initiative"]).exits(0).out);
    });
}

#[test]
fn articles_as_they_are_read() {
    settings().bind(|| {
        assert_snapshot!("read.terminal", factlint(["read", "examples/exhibition.html"]).exits(0).out);
        assert_snapshot!("read.json", factlint(["read", "--format", "json", "examples/exhibition.html"]).exits(0).out);
    });
}

/// Speech of all kinds, with what is denied, supposed and planned in it.
const SPEECH: &str = "“We will not sign,” said Jane Roe, the acting mayor. “It was a mistake.”

Karl Brandt, who did not come, told reporters on Monday that the fair had been due to open in 2019, but it was held in May 2018.

If it rains, the 10th fair will be held in ‘the old “Works”’, according to the former head of the club.

\"One paragraph of it.

\"And another that is not closed.
";

#[test]
fn speech_as_it_is_read() {
    settings().bind(|| {
        let read = |format: &str| {
            let args = ["read", "--published", "2020-02-27", "--format", format, "-"];
            fed(args, SPEECH.as_bytes()).exits(0).out
        };
        assert_snapshot!("read-speech.terminal", read("text"));
        assert_snapshot!("read-speech.json", read("json"));
    });
}

/// A batch and a check say the same of an article.
#[test]
fn a_batch_says_what_a_check_says() {
    for path in &examples() {
        let checked = factlint(["check", "--format", "json", path]);
        let mut articles: Value = serde_json::from_str(&checked.out).expect("the report is JSON");
        let input = json!({"id": path, "text": text(path), "format": format_of(path)});
        let mut row: Value = serde_json::from_str(&fed(["batch"], input.to_string().as_bytes()).out).expect("JSON");
        assert_eq!(articles[0].as_object_mut().and_then(|row| row.remove("path")), Some(json!(path)));
        assert!(articles[0].as_object_mut().and_then(|row| row.remove("content")).is_some());
        assert_eq!(row.as_object_mut().and_then(|row| row.remove("id")), Some(json!(path)));
        assert_eq!(articles[0], row);
    }
}
