//! `factlint times`: rows in, expressions of time out; and the scores on outside data, where it is at hand.

mod support;

use serde_json::{Value, json};
use std::process::Command;
use support::{Run, factlint, fed, file, folder, variable};

/// The program over rows on standard input.
fn over(rows: &[Value]) -> Run {
    let input: String = rows.iter().map(|row| format!("{row}\n")).collect();
    fed(["times"], input.as_bytes())
}

/// Each expression of a text as `words TYPE value`.
fn times(text: &str, dct: Value) -> Vec<String> {
    let run = over(&[json!({ "doc": "a", "dct": dct, "text": text })]).exits(0);
    let points: Vec<char> = text.chars().collect();
    let at = |row: &Value, name: &str| usize::try_from(row[name].as_u64().expect("an offset")).expect("an offset");
    let show = |line: &str| {
        let row: Value = serde_json::from_str(line).expect("a row is JSON");
        let words: String = points[at(&row, "start")..at(&row, "end")].iter().collect();
        format!("{words} {} {}", row["type"].as_str().expect("a type"), row["value"].as_str().expect("a value"))
    };
    run.out.lines().map(show).collect()
}

#[test]
fn news_is_read_from_its_day() {
    assert_eq!(
        times("Café owners met on Tuesday night and will meet in June; a strike began last week.", json!("2019-03-14")),
        ["Tuesday night TIME 2019-03-12TNI", "June DATE 2019-06", "last week DATE 2019-W10"]
    );
}

#[test]
fn a_text_without_a_day_is_read_from_what_it_tells() {
    assert_eq!(
        times("The bridge fell in 1871. In March it was rebuilt; the following year it burnt.", Value::Null),
        ["1871 DATE 1871", "March DATE 1871-03", "the following year DATE 1872"]
    );
}

#[test]
fn forms_of_the_day_of_writing() {
    for dct in ["2019-03-14", "20190314", "2019-03-14T10:00:00", "20190314T1000"] {
        assert_eq!(times("It rained yesterday.", json!(dct)), ["yesterday DATE 2019-03-13"]);
    }
}

#[test]
fn a_row_that_cannot_be_read_is_told_and_the_others_are_read() {
    let rows =
        "{\"doc\": 1}\n{\"doc\": 2, \"dct\": \"soon\", \"text\": \"\"}\n\n{\"doc\": 3, \"text\": \"In May 1998.\"}\n";
    let run = fed(["times", "-"], rows.as_bytes()).exits(2).complains("line 1").complains("line 2");
    assert_eq!(run.out, "{\"doc\":3,\"start\":3,\"end\":11,\"type\":\"DATE\",\"value\":\"1998-05\"}\n");
    factlint(["times", "no-such-file.jsonl"]).exits(2);
}

/// Scores no less than these: strict and value F1.
#[test]
fn scores_on_outside_data() {
    let Some(eval) = variable("FACTLINT_EVAL") else {
        println!("skipped: FACTLINT_EVAL is not set");
        return;
    };
    for (name, strict, value) in [("timebank", STRICT.0, VALUE.0), ("wikiwars", STRICT.1, VALUE.1)] {
        let data = format!("{eval}/data/temporal/{name}");
        let run = factlint(["times", &format!("{data}.docs.jsonl")]).exits(0);
        let rows = file(&folder(&format!("times-{name}")), "rows.jsonl", &run.out);
        let script = format!("{eval}/bench/score_times.py");
        let Ok(scored) = Command::new("python3").args([&script, &data, &rows, "--json"]).output() else {
            println!("skipped: there is no python3");
            return;
        };
        let scores: Value = serde_json::from_slice(&scored.stdout).expect("the scorer writes JSON");
        println!("{name}: {scores}");
        let of = |measure: &str| scores[measure]["F1"].as_f64().expect("a score");
        assert!(of("strict") >= strict && of("value") >= value, "{name} has got worse: {scores}");
    }
}

const STRICT: (f64, f64) = (89.5, 89.0);
const VALUE: (f64, f64) = (82.0, 86.0);

#[test]
fn rows_of_one_word_are_read_to_the_end() {
    for word in [
        "first ",
        "same period ",
        "the last ",
        "May ",
        "a ",
        "2 ",
        "1990-",
        "early in ",
        "twenty-",
        "every ",
        "half past ",
        "1 hour and ",
        "5 to ",
    ] {
        let text = word.repeat(50_000);
        over(&[json!({ "doc": "a", "dct": "2019-03-14", "text": text })]).exits(0);
    }
}
