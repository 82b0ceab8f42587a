//! `check --expires`: true sentences that will become false, and on which day.

mod support;

use factlint::calendar::Day;
use factlint::check::{Options, Verdict};
use factlint::engine::Engine;
use factlint::read::Markdown;
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use support::{factlint, file, folder, within};

/// Somebody whose term has an end, somebody whose term has none, an age.
const FACTS: &str = "\
source desk \"The desk\" { url \"https://example.org\"; retrieved 2024-01-01; licence \"CC0\"; horizon 2024-01-01 }
entity ruritania : country \"Ruritania\"
entity graustark : country \"Graustark\"
entity anna-weber : person \"Anna Weber\" { source desk; born 1960-05-04 }
entity karl-brandt : person \"Karl Brandt\"
entity rudolf : person \"Rudolf Rassendyll\"
entity post : office \"President of Ruritania\" {
  source desk
  of ruritania
  title president
  holder karl-brandt 2010-01-01/2020-01-20
  holder anna-weber 2020-01-20/2023-01-20
  holder karl-brandt 2023-01-20/..
  complete holder 2010-01-01/2024-01-01
}
entity chair : office \"President of Graustark\" {
  source desk
  of graustark
  title president
  holder rudolf 2020-01-20/2028-01-20
}
entity saddle : office \"Chancellor of Graustark\" {
  source desk
  of graustark
  title chancellor
  holder rudolf 2020-01-20/..
}
";

const ARTICLE: &str = "---\ndate: 2022-06-01\n---\n\nAnna Weber is the president of Ruritania. Anna Weber, 62, was late. \
                       Rudolf Rassendyll is the president of Graustark. Rudolf Rassendyll is the chancellor of Graustark.\n\n\
                       They met on Wednesday, 1 June 2022.\n";

fn project(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    file(&folder, "facts/own.facts", FACTS);
    file(&folder, "a.md", ARTICLE);
    folder
}

const CHECK: [&str; 5] = ["check", "--isolated", "--expires", "--base", "facts"];

#[test]
fn days_are_told_where_the_facts_know_them() {
    let folder = project("expires-days");
    let run = within(&folder, [&CHECK[..], &["--format", "json", "a.md"]].concat()).exits(0);
    let rows: Value = serde_json::from_str(&run.out).expect("JSON");
    let claims = rows[0]["claims"].as_array().expect("claims");
    let told: BTreeMap<&str, String> = claims
        .iter()
        .map(|claim| {
            let expires = &claim["expires"];
            let text = |key: &str| expires[key].as_str().unwrap_or("-").to_owned();
            (claim["normal"].as_str().expect("a form"), [text("on"), text("until"), text("false_on")].join(" "))
        })
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(claim, days)| (*claim, days.as_str())).collect();
    insta::assert_debug_snapshot!("expires-days", told);
}

#[test]
fn reports_for_people_tell_it_and_the_run_does_not_fail() {
    let folder = project("expires-text");
    let run = within(&folder, [&CHECK[..], &["--format", "concise", "a.md"]].concat()).exits(0);
    insta::assert_snapshot!("expires-concise", run.out);
    let quiet = within(&folder, [&CHECK[..], &["--format", "concise", "-q", "a.md"]].concat()).exits(0);
    assert_eq!(quiet.out, "");
    let html = within(&folder, [&CHECK[..], &["--format", "html", "a.md"]].concat()).exits(0).out;
    assert!(html.contains("Not so from 2023-01-"), "the page does not tell the day");
    // Without a day of publication nothing can be told.
    file(&folder, "b.md", "Anna Weber is the president of Ruritania.\n");
    let run = within(&folder, [&CHECK[..], &["--format", "json", "b.md"]].concat()).exits(0);
    assert!(!run.out.contains("\"expires\""), "{}", run.out);
}

/// The value of a property of the first event of a calendar, unfolded.
fn properties(calendar: &str) -> Vec<(String, String)> {
    let unfolded = calendar.replace("\r\n ", "");
    unfolded
        .split("\r\n")
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[test]
fn the_calendar_has_an_event_for_each_known_day() {
    let folder = project("expires-ics");
    // A calendar asks for it by itself.
    let args = ["check", "--isolated", "--base", "facts", "-q", "--output", "ics=a.ics", "a.md"];
    within(&folder, args).exits(0);
    let calendar = std::fs::read_to_string(folder.join("a.ics")).expect("a calendar");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{calendar}");
    let lines = properties(&calendar);
    let of = |name: &str| -> Vec<&str> {
        lines.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str()).collect()
    };
    assert_eq!(of("BEGIN"), ["VCALENDAR", "VEVENT", "VEVENT", "VEVENT"]);
    assert_eq!(of("BEGIN").len(), of("END").len());
    let starts = of("DTSTART;VALUE=DATE");
    assert!(starts.is_sorted() && starts.len() == of("UID").len() && starts.len() == of("DTSTAMP").len());
    let mut ids = of("UID");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 3, "ids differ");
    within(&folder, args).exits(0);
    assert_eq!(calendar, std::fs::read_to_string(folder.join("a.ics")).expect("a calendar"), "the same bytes");
    // The stamp is the day on which the base was released.
    let stamp = of("DTSTAMP")[0];
    insta::assert_snapshot!("expires-ics", calendar.replace("\r\n", "\n").replace(stamp, "RELEASED"));
}

/// What stands in an article ends no line and no value of a calendar, as an independent parser reads it.
#[test]
fn a_parser_reads_the_calendar() {
    let python = concat!(env!("CARGO_MANIFEST_DIR"), "/target/tools/python/bin/python");
    if !std::path::Path::new(python).exists() {
        eprintln!("skipped: tests/tools.sh installs the parser of calendars");
        return;
    }
    let folder = project("expires-parser");
    file(&folder, "a;b,c.md", ARTICLE.replace("Anna Weber is", "Anna\nWeber is"));
    let args = ["--format", "ics", "a.md", "a;b,c.md"];
    let calendar = within(&folder, [&CHECK[..], &args].concat()).exits(0).out;
    let script = "import sys, icalendar\ncalendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())\n\
                  assert not calendar.errors\n\
                  for event in calendar.walk('VEVENT'):\n\
                  \x20   assert not event.errors\n\
                  \x20   print(event.decoded('DTSTART'), (event.decoded('DTEND') - event.decoded('DTSTART')).days, str(event['SUMMARY']))\n";
    let mut child = Command::new(python)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), calendar.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "the parser refuses the calendar");
    let read = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(read.lines().count(), 6, "{read}");
    assert!(read.contains(" 1 a;b,c.md: “Anna Weber is the president of Ruritania” "), "{read}");
}

/// Judged on each day one by one, the same day is found.
#[test]
fn the_first_day_is_the_first() {
    let engine = Engine::embedded().expect("an engine");
    let published = Day::from_ymd(2017, 1, 10).expect("a day");
    let text = "Angela Merkel, 62, was late. Barack Obama is the president of the United States. Angela Merkel is the \
                chancellor of Germany.\n\nThe United Kingdom voted to leave the European Union last year. The NPT entered into force 46 years ago.\n";
    let options = Options { expires: true, ..Options::default() };
    let report = engine.check_text(&Markdown, text, Some(published), options).report;
    let told: Vec<_> = report.claims.iter().filter(|claim| claim.verdict == Verdict::Supported).collect();
    assert!(told.iter().filter(|claim| claim.expires.is_some()).count() >= 2, "{told:?}");
    let days = 800;
    let mut first: BTreeMap<(&str, u32), Day> = BTreeMap::new();
    for ahead in 1..=days {
        let day = published.plus_days(ahead);
        let then = engine.check_text(&Markdown, text, Some(day), Options::default()).report;
        for claim in &told {
            let same = then.claims.iter().find(|one| one.claim == claim.claim && one.span == claim.span);
            if same.is_some_and(|one| one.verdict != Verdict::Supported) {
                first.entry((&claim.claim, claim.span.start)).or_insert(day);
            }
        }
    }
    for claim in &told {
        let found = claim.expires.as_ref().and_then(|expires| expires.on).filter(|on| on.0 - published.0 <= days);
        assert_eq!(found, first.get(&(claim.claim.as_str(), claim.span.start)).copied(), "{}", claim.normal);
    }
}

#[test]
fn reports_without_it_are_as_they_were() {
    let folder = project("expires-without");
    let plain = within(&folder, ["check", "--isolated", "--base", "facts", "--format", "json", "a.md"]).exits(0).out;
    assert!(!plain.contains("expires"), "{plain}");
    factlint(["check", "--help"]).exits(0).says("--expires");
}
