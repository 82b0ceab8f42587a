//! Articles, paths and reasons that are made to do harm: nothing of them is obeyed in any report, and nothing is lost.

mod support;

use factlint::report::FORMATS;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use std::fmt::Write as _;
use support::{factlint, file, folder, variable};

/// Ends tags, attributes, strings, comments, lines, commands; steers terminals; turns text around.
const HARM: &str =
    "\u{1b}[31m\u{9b}2J\u{202e}</script><img src=x onerror=alert(1)>\"'`]]>--> ::error::x @team #1 {{7*7}} ${x}";

/// A file whose name and text are made to do harm.
fn hostile(name: &str) -> String {
    let folder = folder(name);
    let text = format!(
        "---\ntitle: \"x <script>alert(1)</script>\"\ndate: 2020-02-27\n---\n\n# A {HARM}\n\n\
         {HARM} The Non-Proliferation Treaty entered into force in 1971. {HARM}\n\n\
         Also <b>Swizterland</b> and the **10th anniversary\nof the NPT Review Conference**.\n\n\
         <!-- factlint: ignore-next-line in-force -- <script>alert(2)</script> \u{1b}[31m -->\n\
         The Non-Proliferation Treaty entered into force in 1972.\n"
    );
    file(&folder, "a\n\u{1b}[31m<img src=x onerror=alert(1)>,::error::\u{202e}x.md", text)
}

/// Characters that may be in no report for people or logs.
fn steers(text: &str) -> Option<char> {
    text.chars()
        .find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[test]
fn nothing_is_obeyed() {
    let path = hostile("hostile-reports");
    for format in FORMATS {
        for verbose in [&[][..], &["-v"]] {
            let mut args = vec!["check", "--isolated", "--format", format.name(), path.as_str()];
            args.extend(verbose);
            let out = factlint(args).exits(1).out;
            // Lines of a calendar end so.
            let lines = if format.name() == "ics" { out.replace("\r\n", "\n") } else { out.clone() };
            assert_eq!(steers(&lines), None, "{}:\n{out}", format.name());
            match format.name() {
                "html" => {
                    // The only tags of that kind are the page's own.
                    assert_eq!(out.matches("<script").count(), 1);
                    assert_eq!(out.matches("<img").count(), 0);
                    assert!(out.contains("⟦U+001B⟧") && out.contains("⟦U+202E⟧"));
                }
                "markdown" => {
                    for event in Parser::new_ext(&out, Options::all()) {
                        let link = matches!(&event, Event::Start(Tag::Link { dest_url, .. }) if !dest_url.starts_with("https://"));
                        let html = match &event {
                            // The last line is small.
                            Event::Html(text) | Event::InlineHtml(text) => !text.contains("sub>"),
                            event => matches!(event, Event::Start(Tag::Image { .. })),
                        };
                        assert!(!link && !html, "{event:?}");
                    }
                    assert!(!out.contains("@team"), "{out}");
                }
                "github" => {
                    for line in out.lines() {
                        assert!(line.starts_with("::error file=") || line.starts_with("::warning file="), "{line}");
                    }
                }
                "json" | "sarif" | "gitlab" | "claimreview" => {
                    serde_json::from_str::<Value>(&out).unwrap_or_else(|error| panic!("{}: {error}", format.name()));
                }
                "jsonl" | "rdjsonl" => {
                    for line in out.lines() {
                        serde_json::from_str::<Value>(line).expect("JSON");
                    }
                }
                "junit" | "checkstyle" => {
                    let mut reader = quick_xml::Reader::from_str(&out);
                    loop {
                        match reader.read_event().expect("XML") {
                            quick_xml::events::Event::Eof => break,
                            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                                for attribute in tag.attributes() {
                                    attribute.expect("an attribute");
                                }
                            }
                            _ => {}
                        }
                    }
                }
                "tap" => {
                    let plans = out.lines().filter(|line| line.trim_start().starts_with("1..")).count();
                    assert_eq!(plans, 2, "{out}");
                }
                "concise" => assert_eq!(out.lines().count(), 4, "{out}"),
                _ => {}
            }
        }
    }
}

#[test]
fn nothing_is_lost() {
    let path = hostile("hostile-reports-kept");
    let json: Value =
        serde_json::from_str(&factlint(["check", "--isolated", "--format", "json", &path]).out).expect("JSON");
    assert_eq!(json[0]["path"], path.as_str());
    let findings = json[0]["findings"].as_array().expect("findings");
    assert_eq!(findings.len(), 3, "{findings:?}");
    assert_eq!(json[0]["silenced"][0]["reason"], "<script>alert(2)</script> \u{1b}[31m");
    let sarif: Value =
        serde_json::from_str(&factlint(["check", "--isolated", "--format", "sarif", &path]).out).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 4);
    let uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a reference");
    assert!(
        uri.starts_with("file:///")
            && uri.ends_with("%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E%2C::error::%E2%80%AEx.md"),
        "{uri}"
    );
}

/// So many findings in one article, each on a line of its own or all on one.
fn many(number: usize, between: &str) -> String {
    let mut text = String::from("Published: 27 February 2020\n\n");
    let first = chrono::NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day");
    for (day, at) in first.iter_days().zip(0..number) {
        let (wrong, day) = (day.succ_opt().expect("a day").format("%A"), day.format("%-d %B %Y"));
        let _ = write!(text, "The {at} guests came on {wrong}, {day}.{between}");
    }
    text
}

/// With `FACTLINT_HEAVY` a hundred thousand, else a few hundred.
#[test]
fn many_findings_are_all_told() {
    let number = if variable("FACTLINT_HEAVY").is_some() { 100_000 } else { 400 };
    let folder = folder("many-findings");
    for (name, between) in [("lines.md", "\n\n"), ("line.md", " ")] {
        let path = file(&folder, name, many(number, between));
        let outputs: Vec<String> =
            ["concise", "text", "jsonl", "sarif", "junit", "github", "gitlab", "html", "markdown"]
                .iter()
                .map(|format| format!("--output={format}={}", folder.join(format).display()))
                .collect();
        let mut args = vec!["check".to_owned(), "--isolated".to_owned(), "--format=tap".to_owned(), path];
        args.extend(outputs);
        let out = factlint(&args).exits(1).out;
        assert_eq!(out.matches("    not ok ").count(), number, "{name}");
        let told = |format: &str| std::fs::read_to_string(folder.join(format)).expect("a report");
        assert_eq!(told("concise").lines().count(), number + 1);
        assert_eq!(told("text").matches("error[weekday-of-date]").count(), number);
        assert_eq!(told("jsonl").matches("\"fingerprint\":").count(), number);
        assert_eq!(told("sarif").matches("\"ruleId\":").count(), number);
        assert_eq!(told("junit").matches("<failure ").count(), number);
        assert_eq!(told("github").lines().count(), number);
        assert_eq!(told("gitlab").matches("\"fingerprint\":").count(), number);
        assert_eq!(told("html").matches("<article class=\"card error\"").count(), number);
        // A comment has an end, and says what it leaves out.
        let comment = told("markdown");
        let shown = comment.matches("- **error**").count();
        let left = comment.split("**").find_map(|part| part.strip_suffix(" more are not shown here"));
        assert_eq!(shown + left.map_or(0, |left| left.parse().expect("a number")), number, "{name}");
        assert!(comment.len() < 65_536);
    }
}

#[test]
fn a_report_that_cannot_be_written_is_told() {
    let run = factlint(["check", "--isolated", "--output", "sarif=/dev/full/x.sarif", "examples/clean.md"]).exits(2);
    assert!(run.err.contains("cannot write `/dev/full/x.sarif`"), "{}", run.err);
    // The disk is full.
    let run = factlint(["check", "--isolated", "--output", "sarif=/dev/full", "examples/clean.md"]).exits(2);
    assert!(run.err.contains("cannot write `/dev/full`"), "{}", run.err);
    let folder = folder("no-such-folder");
    let path = format!("html={}/none/x.html", folder.display());
    factlint(["check", "--isolated", "--output", &path, "examples/clean.md"]).exits(2).complains("cannot write");
}
