//! What a user meets outside: exit codes, messages, order, and what hostile input does.

mod support;

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};
use support::{Run, examples, factlint, fed, file, folder, spawn, text, variable};

const SOURCE: &str =
    "source s \"S\" { url \"https://example.org\"; retrieved 2024-01-01; licence \"CC0\"; horizon 2024-01-01 }\n";

/// A folder of facts: the shipped schema, and these files.
fn facts(name: &str, files: &[(&str, &[u8])]) -> String {
    let folder = folder(name);
    file(&folder, "schema.facts", text("facts/schema.facts"));
    for (name, bytes) in files {
        file(&folder, name, bytes);
    }
    folder.to_str().expect("the path is UTF-8").to_owned()
}

/// A folder of rules: the shipped words, and this file.
fn rules(name: &str, rules: &str) -> String {
    let folder = folder(name);
    let words = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/en")).expect("rules/en");
    for entry in words {
        let path = entry.expect("an entry").path();
        file(&folder, &path.file_name().expect("a name").to_string_lossy(), std::fs::read(&path).expect("words"));
    }
    file(&folder, "own.rules", rules);
    folder.to_str().expect("the path is UTF-8").to_owned()
}

/// The rows that a batch writes.
fn rows(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
}

fn verdicts(run: &Run, claim: &str) -> Vec<String> {
    let articles: Value = serde_json::from_str(&run.out).expect("the report is JSON");
    let claims = articles[0]["claims"].as_array().expect("claims").iter();
    claims
        .filter(|found| found["claim"] == claim)
        .map(|found| found["verdict"].as_str().expect("a verdict").to_owned())
        .collect()
}

// ---------------------------------------------------------------- verdicts as of a day

#[test]
fn a_plan_told_as_past_is_contradicted() {
    let run = factlint(["check", "examples/plan-told-as-past.md"]).exits(1);
    let run = run.says("error[event-dates]").says("examples/plan-told-as-past.md:8:").says("August 2022");
    assert_eq!(run.err, "");
}

#[test]
fn a_plan_told_in_time_is_supported_at_publication() {
    let run = factlint(["check", "--format", "json", "examples/plan-told-in-time.md"]).exits(0);
    assert_eq!(verdicts(&run, "event-dates"), ["supported"]);
    assert_eq!(verdicts(&run, "event-venue"), ["supported"]);
    factlint(["check", "examples/plan-told-in-time.md"]).exits(0).says(": 0 errors, 0 warnings;");
}

#[test]
fn a_plan_told_in_time_is_contradicted_as_of_a_later_day() {
    let run = factlint(["check", "--as-of", "2023-01-01", "--format", "json", "examples/plan-told-in-time.md"]);
    let run = run.exits(1);
    assert_eq!(verdicts(&run, "event-dates"), ["contradicted"]);
}

#[test]
fn a_clean_article_has_no_finding() {
    factlint(["check", "--fail-on", "info", "examples/clean.md"]).exits(0).says(": 0 errors, 0 warnings;");
}

#[test]
fn the_level_to_fail_on_sets_the_exit_code() {
    let folder = folder("fail-on");
    let warned = file(&folder, "slip.txt", "PARIS, 27 February 2020\n\nGerman Chancellor Angela Merkle said so.\n");
    let warned = warned.as_str();
    factlint(["check", warned]).exits(0).says("0 errors, 1 warning;");
    factlint(["check", "--fail-on", "warning", warned]).exits(1);
    factlint(["check", "--fail-on", "info", warned]).exits(1);
    factlint(["check", "--fail-on", "never", "examples/company-anniversary.md"]).exits(0).says("1 error,");
}

#[test]
fn exit_zero_hides_findings_but_no_fault() {
    factlint(["check", "--exit-zero", "examples/company-anniversary.md"]).exits(0).says("1 error,");
    factlint(["check", "--exit-zero", "examples/clean.md", "no-such.md"]).exits(2).complains("no-such.md");
}

// ---------------------------------------------------------------- broken definitions

#[test]
fn a_broken_rule_file_is_named_with_all_its_faults() {
    let broken = rules(
        "broken-rules",
        "claim broken(of: org {\n  true when of.began meets on\n}\n\n/// Another.\nclaim second {\n}\n",
    );
    let run = factlint(["check", "--rules", &broken, "examples/clean.md"]).exits(2);
    let run = run.complains("own.rules:1:22").complains("unexpected `{`").complains("expected `,`, `?`, `|` or `)`");
    let run = run.complains("own.rules:6:14").complains("expected `(`").complains("nothing was checked");
    assert_eq!(run.out, "");
    factlint(["test", &broken, "facts"]).exits(2).complains("own.rules:1:22");
}

#[test]
fn an_unknown_property_in_a_rule_is_named_with_the_near_one() {
    let broken = rules(
        "unknown-property",
        "/// A body was formed.\nclaim formed(of: org, on: window) {\n  true when  of.begann meets on\n  because    \"{of} was\"\n}\n",
    );
    let run = factlint(["check", "--rules", &broken, "examples/clean.md"]).exits(2);
    run.complains("own.rules:3:17").complains("no property `begann`").complains("did you mean `began`?");
}

#[test]
fn an_unknown_property_in_a_fact_is_named_with_the_near_one() {
    let entity =
        "entity r : country \"Ruritania\" { source s; capitol strelsau }\nentity strelsau : city \"Strelsau\"\n";
    let broken = facts("unknown-fact", &[("own.facts", format!("{SOURCE}{entity}").as_bytes())]);
    for command in [vec!["check", "examples/clean.md", "--facts"], vec!["facts", "lint"], vec!["test", "rules"]] {
        let run = factlint(command.into_iter().chain([broken.as_str()])).exits(2);
        run.complains("own.facts:2:44").complains("no property `capitol`").complains("did you mean `capital`?");
    }
}

#[test]
fn a_malformed_date_in_a_fact_is_named() {
    let entity = "entity pact : treaty \"Pact\" { source s; in-force 1968-13-01 }\n";
    let broken = facts("malformed-date", &[("own.facts", format!("{SOURCE}{entity}").as_bytes())]);
    let run = factlint(["check", "--facts", &broken, "examples/clean.md"]).exits(2);
    run.complains("own.facts:2:50").complains("there is no day `1968-13-01` in the calendar");
}

#[test]
fn a_row_with_too_few_columns_is_named_and_so_is_the_next_one() {
    let table = "table \"own.csv\" columns id name { entity {id} : country \"{name}\" }\n";
    let broken = facts(
        "few-columns",
        &[
            ("own.facts", format!("{SOURCE}{table}").as_bytes()),
            ("own.csv", b"id,name\nruritania,Ruritania\nfenwick\nsylvania,Sylvania,more\n"),
        ],
    );
    let run = factlint(["check", "--facts", &broken, "examples/clean.md"]).exits(2);
    let run = run.complains("own.csv:3:1").complains("row has 1 columns, the table declares 2: `id`, `name`");
    run.complains("own.csv:4:1").complains("row has 3 columns");
}

#[test]
fn a_fact_file_that_is_not_utf8_is_named_with_the_line() {
    let broken = facts("fact-bytes", &[("own.facts", b"# one\nkind \xff\n")]);
    let run = factlint(["check", "--facts", &broken, "examples/clean.md"]).exits(2);
    run.complains("own.facts` is not UTF-8: line 2, byte 11");
}

#[test]
fn a_missing_folder_of_facts_or_rules_is_named() {
    for option in ["--facts", "--rules"] {
        let run = factlint(["check", option, "no-such-folder", "examples/clean.md"]).exits(2);
        run.complains("cannot read `no-such-folder`: ");
    }
    factlint(["facts", "lint", "no-such-folder"]).exits(2).complains("cannot read `no-such-folder`: ");
    factlint(["test", "no-such-folder"]).exits(2).complains("cannot read `no-such-folder`: ");
}

// ---------------------------------------------------------------- broken articles

#[test]
fn a_missing_file_is_named_and_the_others_are_checked() {
    let run = factlint(["check", "examples/clean.md", "no-such.md", "examples/company-anniversary.md"]).exits(2);
    let run = run.complains("cannot read `no-such.md`: ").says("examples/clean.md: 0 errors");
    run.says("examples/company-anniversary.md: 1 error,");
}

#[test]
fn bytes_that_are_not_utf8_are_named_and_the_others_are_checked() {
    let folder = folder("article-bytes");
    let bad = file(&folder, "bad.txt", b"one\ntwo \xff\n");
    let run = factlint(["check", &bad, "examples/clean.md"]).exits(2);
    let run = run.complains("bad.txt` is not UTF-8: line 2, byte 8").says("examples/clean.md: 0 errors");
    assert_eq!(run.out.lines().count(), 1);
}

#[test]
fn json_of_several_articles_is_one_list_even_if_one_cannot_be_read() {
    let run = factlint(["check", "--format", "json", "examples/clean.md", "no-such.md", "examples/obituary.md"]);
    let run = run.exits(2).complains("no-such.md");
    let articles: Value = serde_json::from_str(&run.out).expect("the report is JSON");
    let paths: Vec<_> = articles.as_array().expect("a list").iter().map(|article| &article["path"]).collect();
    assert_eq!(paths, ["examples/clean.md", "examples/obituary.md"]);
}

#[test]
fn an_empty_article_is_clean_with_a_note() {
    let folder = folder("empty");
    for (name, bytes) in [("empty.txt", ""), ("blank.txt", " \n\n"), ("matter.md", "---\ndate: 2020-01-01\n---\n")] {
        let path = file(&folder, name, bytes);
        let run =
            factlint(["check", &path]).exits(0).says("note: the article is empty").says(": 0 errors, 0 warnings;");
        assert_eq!(run.err, "");
    }
}

#[test]
fn an_article_comes_from_standard_input_too() {
    let run = fed(["check", "--published", "2020-02-27", "-"], b"Microsoft, founded in 1976, grew.\n").exits(1);
    run.says("<stdin>:1:1").says("error[began]").says("<stdin>: 1 error,");
    fed(["check", "-"], b"").exits(0).says("<stdin>: note: the article is empty");
    fed(["check", "-"], b"\xff").exits(2).complains("`<stdin>` is not UTF-8: line 1, byte 0");
}

#[test]
fn the_format_of_an_article_can_be_told() {
    let page = b"<p>Micro<b>soft</b>, founded in&nbsp;1976, grew.";
    let asked = ["check", "--published", "2020-02-27", "--input-format", "html", "-"];
    let run = fed(asked, page).exits(1);
    run.says("<stdin>:1:4").says("error[began]").says("<stdin>: 1 error,");
    let plain = ["check", "--published", "2020-02-27", "--input-format", "text", "-"];
    fed(plain, page).exits(0).says("0 errors");
    // Where nothing is told, the first bytes tell.
    fed(["check", "--published", "2020-02-27", "-"], page).exits(1).says("<stdin>:1:4");
    let path = file(&folder("page"), "page.html", page);
    factlint(["check", "--published", "2020-02-27", &path]).exits(1).says("page.html:1:4");
    factlint(["check", "--published", "2020-02-27", "--input-format", "text", &path]).exits(0);
    let row = json!({"id": 1, "format": "html", "published": "2020-02-27", "text": String::from_utf8_lossy(page)});
    let rows = rows(&fed(["batch"], row.to_string().as_bytes()).exits(0));
    let finding = &rows[0]["findings"][0];
    assert_eq!(finding["text"], json!("Microsoft, founded in\u{a0}1976"));
    let place = |key: &str| usize::try_from(finding[key].as_u64().expect("a place")).expect("a place");
    assert_eq!(&page[place("start")..place("end")], b"Micro<b>soft</b>, founded in&nbsp;1976");
    let run = factlint(["check", "--input-format", "pdf", "examples/clean.md"]).exits(2);
    run.complains("pdf").complains("text, markdown, html, docx, json, jsonl");
}

#[test]
fn records_of_json_are_articles() {
    let folder = folder("records");
    let wrong = r#"{"published": "2020-02-27", "text": "They m\u0065t in S\u0079dney, the capital of Australia."}"#;
    let lines = format!("{{\"text\": \"They met.\"}}\n{{\"text\": 7}}\n{wrong}\n{{\"article\": \"\"}}\nno JSON\n");
    let path = file(&folder, "articles.jsonl", &lines);
    let run =
        factlint(["check", &path]).exits(2).says("articles.jsonl:3:55").says("S\\u0079dney, the capital of Australia");
    let run = run.says("articles.jsonl: record 1: 0 errors").says("articles.jsonl: record 3: 1 error");
    let run =
        run.complains("articles.jsonl` line 2: the record has a text that is neither a string nor a list of strings");
    run.complains("line 4: the record has no text at `/text`").complains("is no JSON: line 5, column 2: ");
    let run = factlint(["check", "--format", "json", "--threads", "1", &path]).exits(2);
    assert_eq!(run, factlint(["check", "--format", "json", "--threads", "8", &path]));
    let rows: Value = serde_json::from_str(&run.out).expect("the report is JSON");
    let finding = &rows[1]["findings"][0];
    assert_eq!((&rows[0]["record"], &rows[1]["record"]), (&json!(1), &json!(3)));
    let place = |key: &str| usize::try_from(finding[key].as_u64().expect("a place")).expect("a place");
    assert_eq!(&lines[place("start")..place("end")], r"S\u0079dney, the capital of Australia");
    assert_eq!((place("line"), place("column")), (3, 55));
    // The article of one record, told by a pointer; folders are not searched for JSON.
    let nested = format!("{{\"articles\": [{{}}, {wrong}]}}");
    let path = file(&folder, "nested.json", &nested);
    let asked = ["check", "--json-text", "/articles/1/text", "--json-published", "/articles/1/published", &path];
    factlint(asked).exits(1).says("nested.json:1:").says("published 2020-02-27");
    factlint(["check", folder.to_str().expect("the path is UTF-8")]).exits(0);
    factlint(["check", "--json-text", "/a~b", &path]).exits(2).complains("`/a~b` is no JSON Pointer");
    let shown = factlint(["read", "--json-text", "/articles/1/text", &path]).exits(0);
    shown.says("nested.json, record 1").says("Sydney = sydney (city)");
    fed(["check", "-"], lines.as_bytes()).exits(2).says("<stdin>: record 3: 1 error");
}

#[test]
fn what_was_read_is_shown_with_its_marks() {
    let page = b"<html lang=en><h1>Talks</h1><p>On 27 April&nbsp;2020 the 16 said \"no\" to Germany.\x1b[2J";
    let shown = fed(["read", "--input-format", "html", "-"], page).exits(0);
    let shown = shown.says("paragraph, line 1").says("time        27 April\u{a0}2020 = 2020-04-27, day");
    let shown = shown.says("number      16 = 16").says("mention     Germany = germany (country)").says("language en");
    harmless(&shown.out);
    let run = fed(["read", "--format", "json", "--input-format", "html", "-"], page).exits(0);
    let reading: Value = serde_json::from_str(&run.out).expect("JSON");
    let sentence = &reading["blocks"][1]["sentences"][0];
    let time = sentence["marks"].as_array().expect("marks").iter().find(|mark| mark["type"] == "time").expect("a time");
    let place = |key: &str| usize::try_from(time[key].as_u64().expect("a place")).expect("a place");
    assert_eq!(&page[place("start")..place("end")], b"27 April&nbsp;2020");
    assert_eq!((&time["value"], &time["verbatim"]), (&json!("2020-04-27"), &json!(false)));
    factlint(["read", "no-such.html"]).exits(2).complains("no-such.html");
}

#[test]
fn usage_that_makes_no_sense_is_told() {
    factlint(["check"]).exits(2).complains("there is nothing to check");
    factlint(["chekc", "x"]).exits(2).complains("chekc");
    factlint(["check", "--published", "2020-02-30", "examples/clean.md"]).exits(2).complains("2020-02-30");
    factlint(["check", "--published", "2020-02", "examples/clean.md"]).exits(2).complains("is not a single day");
    factlint(["explain", "aniversary"]).exits(2).complains("did you mean `anniversary`?");
    factlint(["facts", "query", "no such thing"]).exits(2).complains("the base has nothing named `no such thing`");
    factlint(["--help"]).exits(0).says("Usage");
    factlint(["--version"]).exits(0).says(env!("CARGO_PKG_VERSION"));
}

/// 5 MB, or 50 MB where `FACTLINT_HEAVY` is set: a debug build takes its time.
#[test]
#[expect(clippy::disallowed_methods, reason = "the clock is what is tested")]
fn a_very_long_line_is_simply_checked() {
    let size = if variable("FACTLINT_HEAVY").is_some() { 50_000_000 } else { 5_000_000 };
    let words = "Nothing happened in the quiet town, and people said so. ";
    let mut article = words.repeat(size / words.len());
    article.push_str("Microsoft, founded in 1976, grew.");
    let long = file(&folder("long-line"), "long.txt", &article);
    let start = Instant::now();
    let run = factlint(["check", &long]).exits(1);
    let took = start.elapsed();
    println!("{size} bytes took {took:?}");
    let run = run.says("error[began]").says(": 1 error,");
    assert!(run.out.len() < 5_000, "the report on a long line has {} bytes", run.out.len());
    assert!(took < Duration::from_mins(1), "{size} bytes took {took:?}");
}

/// No byte of an article may steer the terminal that its report is shown on.
#[track_caller]
fn harmless(text: &str) {
    let bad = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let found: Vec<String> = text.chars().filter(|&c| bad(c)).map(|c| format!("{:?}", c.escape_unicode())).collect();
    assert!(found.is_empty(), "{found:?} in the report:\n{}", text.escape_debug().to_string().replace("\\n", "\n"));
}

#[test]
fn hostile_words_do_not_reach_the_terminal() {
    let nasty = "\u{1b}[31mred\u{1b}]0;title\u{7} \u{202e}desrever\u{202c} \u{2066}x\u{2069} nul \0 csi \u{9b}31m back\u{8}\u{7f} \r over";
    let article = format!(
        "{nasty} Microsoft, founded in 1976, grew. {nasty}\n\nThe director of the {nasty} ministry, \
         Dastan Yeleukenov, saw Swizterland. \u{1b}[2J\nGermany\u{202e}'s Foreign Minister\u{1b}[1m Heiko Maas spoke.\n\n\
         The 10th\u{9b}1m anniversary\0 of the NPT Review Conference\u{1b}[0m is near.\n"
    );
    let folder = folder("hostile");
    for name in ["hostile.txt", "hostile.md"] {
        let path = file(&folder, name, &article);
        for more in [&[][..], &["--verbose"][..]] {
            let run = factlint(["check", "--published", "2020-02-27", &path].iter().chain(more)).exits(1);
            let run = run.says("error[began]").says("warning[name-spelling]");
            harmless(&run.out);
            harmless(&run.err);
        }
        let run = factlint(["check", "--published", "2020-02-27", "--format", "json", &path]).exits(1);
        assert!(!run.out.contains(['\u{1b}', '\0', '\u{7}']), "JSON escapes control characters");
    }
}

#[cfg(unix)]
#[test]
fn hostile_file_names_do_not_reach_the_terminal() {
    let folder = folder("hostile-names");
    let path = file(&folder, "a\u{1b}[31m\u{202e}.txt", "Microsoft, founded in 1976, grew.");
    let empty = file(&folder, "b\u{1b}[31m\u{202e}.txt", "");
    let missing = format!("{path}.missing");
    let run = factlint(["check", &path, &empty, &missing]).exits(2);
    let run = run.says("error[began]").says("note: the article is empty").complains("cannot read");
    harmless(&run.out);
    harmless(&run.err);
}

// ---------------------------------------------------------------- batch

const BATCH: &str = r#"{"id":"one","text":"Microsoft, founded in 1976, grew.","title":null,"published":null,"format":null}
not a row
{"id":2,"text":"word","format":"docx"}
{"id":"three","text":null}
{"id":"four","text":"By-line: 27 February 2020\n\nHello."}
{"id":"five","text":"A word.","published":"2020-02"}
{"text":"no id"}
{"id":{"any":["value"]},"text":"","title":"T","published":"2020-02-27","format":"markdown","more":1}
{"id":"last","text":"Swizterland met.","published":"2020-02-27"}"#;

#[test]
fn a_batch_gives_a_row_for_each_row_in_order() {
    for args in [vec!["batch"], vec!["batch", "-"], vec!["batch", "--fail-on", "error"]] {
        let run = fed(args, BATCH.as_bytes()).exits(2);
        let rows = rows(&run);
        let ids: Vec<&Value> = rows.iter().map(|row| &row["id"]).collect();
        let null = Value::Null;
        let any = json!({"any": ["value"]});
        let (one, four, last) = (json!("one"), json!("four"), json!("last"));
        assert_eq!(ids, [&one, &null, &null, &null, &four, &null, &null, &any, &last]);
        for (at, words) in [
            (1, "cannot be read"),
            (2, "`docx` is not a format"),
            (3, "expected a string"),
            (5, "`2020-02` is not a single day"),
            (6, "missing field `id`"),
        ] {
            let row = rows[at].as_object().expect("a row is an object");
            assert_eq!(row.keys().collect::<Vec<_>>(), ["id", "line", "error"]);
            assert_eq!(row["line"], at + 1);
            assert!(row["error"].as_str().expect("a message").contains(words), "{row:?}");
        }
        assert_eq!(rows[0]["findings"][0]["claim"], "began");
        assert_eq!(rows[0]["published"], Value::Null);
        assert_eq!(rows[7]["notes"], json!(["the article is empty"]));
        assert_eq!(rows[8]["findings"][0]["severity"], "warning");
        assert_eq!(run.err, "");
    }
}

#[test]
fn a_row_has_the_fields_of_the_contract() {
    let run = fed(["batch"], BATCH.lines().next().expect("a row").as_bytes()).exits(0);
    let row = &rows(&run)[0];
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(row), "id base rules version published notes claims findings");
    assert_eq!(keys(&row["claims"][0]), "claim normal verdict reason start end quoted sources");
    let finding = &row["findings"][0];
    assert_eq!(
        keys(finding),
        "claim rule verdict severity start end line column text message quoted arguments repairs proof sources fingerprint"
    );
    assert_eq!(keys(&finding["arguments"][0]), "name value start end");
    assert_eq!(keys(&finding["repairs"][0]), "message safe edits");
    assert_eq!(keys(&finding["repairs"][0]["edits"][0]), "start end replace");
    for hash in [&row["base"], &row["rules"]] {
        let hash = hash.as_str().and_then(|hash| hash.strip_prefix("sha256:")).expect("a hash");
        assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
    }
    assert_eq!(row["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn offsets_are_bytes_and_columns_are_characters() {
    let text = "Zürich, élan — «ß».\n\nÄußerst ruhig: Microsoft, founded in 1976, grew.";
    let run = fed(["batch"], json!({"id": 1, "text": text}).to_string().as_bytes()).exits(0);
    let row = &rows(&run)[0];
    let finding = &row["findings"][0];
    let place = |value: &Value| value.as_u64().and_then(|at| usize::try_from(at).ok()).expect("an offset");
    let (start, end) = (place(&finding["start"]), place(&finding["end"]));
    assert_eq!(&text[start..end], finding["text"].as_str().expect("words"));
    assert_eq!(start, text.find("Microsoft").expect("the words"));
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(3), Some(16)));
}

#[test]
fn findings_change_the_exit_code_of_a_batch_only_on_demand() {
    let wrong = br#"{"id":1,"text":"Microsoft, founded in 1976, grew."}"#;
    let doubtful = br#"{"id":1,"text":"Swizterland met."}"#;
    fed(["batch"], wrong).exits(0);
    fed(["batch", "--fail-on", "error"], wrong).exits(1);
    fed(["batch", "--fail-on", "error"], doubtful).exits(0);
    fed(["batch", "--fail-on", "warning"], doubtful).exits(1);
    fed(["batch", "--fail-on", "never"], wrong).exits(0);
    fed(["batch"], b"").exits(0);
    fed(["batch"], b"\xff\n").exits(2).says(r#""id":null,"line":1,"error":"#);
    factlint(["batch", "no-such.jsonl"]).exits(2).complains("cannot read `no-such.jsonl`: ");
}

#[test]
fn absent_and_null_are_the_same() {
    let absent = fed(["batch"], br#"{"id":1,"text":"Swizterland met."}"#);
    let null = fed(["batch"], br#"{"id":1,"text":"Swizterland met.","title":null,"published":null,"format":null}"#);
    assert_eq!(absent, null);
}

/// More rows than are checked at a time.
fn many_rows() -> String {
    let mut input = String::new();
    for at in 0..1500 {
        let year = 1970 + at % 20;
        let row = json!({"id": at, "text": format!("Microsoft, founded in {year}, grew. Swizterland met."), "published": "2020-02-27"});
        let _ = writeln!(input, "{}", if at % 97 == 0 { "broken".to_owned() } else { row.to_string() });
    }
    input
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let input = many_rows();
    let one = fed(["batch", "--threads", "1"], input.as_bytes()).exits(2);
    assert_eq!(one.out.lines().count(), 1500);
    assert_eq!(one, fed(["batch", "--threads", "8"], input.as_bytes()));
    assert_eq!(one, fed(["batch"], input.as_bytes()));
    for format in ["text", "json"] {
        let check = |threads: &str| {
            let mut args = vec!["check", "--verbose", "--format", format, "--threads", threads, "examples", "no-such"];
            args.extend(["examples/clean.md", "also-missing"]);
            factlint(args).exits(2)
        };
        let one = check("1");
        assert_eq!(one, check("8"));
        assert_eq!(one, check("8"));
        let articles = examples();
        let places: Vec<_> = articles.iter().map(|path| one.out.find(path.as_str())).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "articles come in the order of their names");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let input = many_rows();
    for args in [vec!["batch"], vec!["check", "examples"], vec!["rules", "list"], vec!["facts", "query", "npt"]] {
        let mut child = spawn(args.clone());
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().expect("a pipe to standard input");
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn statistics_of_the_base_are_numbers() {
    let run = factlint(["facts", "stats", "--format", "json"]).exits(0);
    let stats: Value = serde_json::from_str(&run.out).expect("the statistics are JSON");
    assert!(stats["statements"].as_u64() > Some(1000) && stats["entities"].as_u64() > Some(100), "{stats}");
}

#[test]
fn hostile_definitions_do_not_reach_the_terminal() {
    let entity = "entity r : country \"R\" { source s; \"a\u{9b}1m\u{1b}[1m\u{202e}\" capitol }\u{1b}[2J\n\u{1b}[1m\n";
    let broken = facts("hostile-facts", &[("own.facts", format!("{SOURCE}{entity}").as_bytes())]);
    let run = factlint(["check", "--facts", &broken, "examples/clean.md"]).exits(2).complains("own.facts:2:");
    harmless(&run.err);
}
