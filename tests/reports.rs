//! Every report format on the same findings, byte for byte, and held against the schemas of others.

mod support;

use insta::assert_snapshot;
use serde_json::Value;
use std::path::Path;
use support::{examples, factlint, file, folder, text};

/// Two articles with findings, one without, one that suppresses a finding, one of several records and one that is not
/// there.
const ARTICLES: [&str; 6] = [
    "examples/foreign-policy-brief.md",
    "examples/exhibition.html",
    "examples/clean.md",
    "tests/articles/suppressed.md",
    "tests/articles/records.jsonl",
    "tests/articles/none.md",
];

/// The report in a format, without what changes with every fact, rule and release.
fn report(format: &str, more: &[&str]) -> String {
    let mut args = vec!["check", "--isolated", "--format", format];
    args.extend(more);
    args.extend(ARTICLES);
    steady(factlint(args).exits(2).complains("tests/articles/none.md").out)
}

/// Takes out hashes and versions.
fn steady(text: String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("sha256:") {
        let (head, tail) = rest.split_at(at + "sha256:".len());
        out.push_str(head);
        out.push_str("[hash]");
        rest = tail.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    out.push_str(rest);
    out.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"[version]\"")
        .replace(&format!("factlint {}", env!("CARGO_PKG_VERSION")), "factlint [version]")
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::new();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_format_on_the_same_findings() {
    settings().bind(|| {
        for format in
            ["concise", "sarif", "junit", "checkstyle", "github", "gitlab", "rdjsonl", "tap", "markdown", "claimreview"]
        {
            assert_snapshot!(format!("formats.{format}"), report(format, &[]));
        }
        let page = report("html", &[]);
        // Style and script have files of their own.
        let (head, tail) = page.split_once("<style>").expect("a style");
        let (_, body) = tail.split_once("</style>").expect("its end");
        let (body, tail) = body.split_once("<script>").expect("a script");
        let (_, foot) = tail.split_once("</script>").expect("its end");
        assert_snapshot!("formats.html", format!("{head}<style></style>{body}<script></script>{foot}"));
    });
}

#[test]
fn formats_are_named_in_the_documentation() {
    let told = text("docs/reports.md");
    for format in factlint::report::FORMATS {
        assert!(told.contains(&format!("`{}`", format.name())), "docs/reports.md does not tell of `{}`", format.name());
    }
    let error = factlint(["check", "--format", "pdf", "examples/clean.md"]).exits(2).err;
    assert!(error.contains("there is no format `pdf`: write text, concise, json"), "{error}");
}

/// What a JSON Schema says against a value.
fn against(schema: &str, value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(&text(schema)).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn sarif_is_valid() {
    for more in [&[][..], &["-v"]] {
        let log = json(&report("sarif", more));
        assert_eq!(against("tests/schemas/sarif-2.1.0.json", &log), [""; 0]);
        let run = &log["runs"][0];
        for result in run["results"].as_array().expect("results") {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"];
            let at = usize::try_from(place["artifactLocation"]["index"].as_u64().expect("an index")).expect("small");
            assert_eq!(run["artifacts"][at]["location"]["uri"], place["artifactLocation"]["uri"]);
            // The snippet is what stands at the lines and columns, counted in code points.
            let source = text(place["artifactLocation"]["uri"].as_str().expect("a path"));
            let region = &place["region"];
            let number = |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("small");
            if number("startLine") == number("endLine") {
                let line = source.lines().nth(number("startLine") - 1).expect("a line");
                let words: String = line
                    .chars()
                    .skip(number("startColumn") - 1)
                    .take(number("endColumn") - number("startColumn"))
                    .collect();
                assert_eq!(region["snippet"]["text"], words);
            }
        }
    }
}

#[test]
fn json_is_as_its_schema_says() {
    let mut paths = examples();
    paths.extend(ARTICLES.map(str::to_owned));
    for path in paths.iter().filter(|path| !path.ends_with("none.md")) {
        for more in [&["--isolated"][..], &["--isolated", "-v"]] {
            let mut args = vec!["check", "--format", "json", path.as_str()];
            args.extend(more);
            assert_eq!(against("docs/report.schema.json", &json(&factlint(args).out)), [""; 0], "{path}");
        }
    }
    let lines = factlint(["check", "--isolated", "--format", "jsonl", ARTICLES[0], ARTICLES[1]]).out;
    let rows: Vec<Value> = lines.lines().map(json).collect();
    assert_eq!(against("docs/report.schema.json", &rows.into()), [""; 0]);
    let bad = json(r#"[{"path": "x", "claims": []}]"#);
    assert!(!against("docs/report.schema.json", &bad).is_empty());
}

/// The schema of reviewdog's diagnostics, as far as this program uses it.
#[test]
fn diagnostics_have_ranges_in_bytes() {
    let source = text(ARTICLES[0]);
    let mut suggestions = 0;
    for line in report("rdjsonl", &[]).lines() {
        let row = json(line);
        assert!(["ERROR", "WARNING", "INFO"].contains(&row["severity"].as_str().expect("a severity")));
        if row["location"]["path"] != ARTICLES[0] {
            continue;
        }
        let words = |range: &Value| {
            let at = |end: &str| {
                let number = |key: &str| usize::try_from(range[end][key].as_u64().expect("a number")).expect("small");
                let start: usize = source.split_inclusive('\n').take(number("line") - 1).map(str::len).sum();
                start + number("column") - 1
            };
            source[at("start")..at("end")].to_owned()
        };
        assert!(!words(&row["location"]["range"]).is_empty());
        for suggestion in row["suggestions"].as_array().into_iter().flatten() {
            suggestions += 1;
            assert_ne!(words(&suggestion["range"]), suggestion["text"].as_str().expect("a text"));
        }
    }
    assert!(suggestions > 0);
}

/// All formats tell of each article's findings as many times as the JSON does.
#[test]
fn formats_agree_on_what_is_found() {
    let rows = json(&report("json", &[]));
    let rows = rows.as_array().expect("articles");
    let count = |key: &str| rows.iter().map(|row| row[key].as_array().map_or(0, Vec::len)).sum::<usize>();
    let (findings, silenced, remarks) = (count("findings"), count("silenced"), count("remarks"));
    let places: usize = rows
        .iter()
        .flat_map(|row| row["findings"].as_array().expect("findings"))
        .map(|finding| 1 + finding["places"].as_array().map_or(0, Vec::len))
        .sum();
    assert!(findings > 3 && silenced == 1, "{findings} {silenced}");
    let reported = findings + remarks;
    assert_eq!(json(&report("sarif", &[]))["runs"][0]["results"].as_array().map(Vec::len), Some(reported + silenced));
    assert_eq!(report("junit", &[]).matches("<failure ").count(), reported);
    // And what cannot be read.
    assert_eq!(report("checkstyle", &[]).matches("<error ").count(), places + remarks + 1);
    assert_eq!(report("github", &[]).lines().count(), places + remarks + 1);
    assert_eq!(json(&report("gitlab", &[])).as_array().map(Vec::len), Some(places + remarks + 1));
    assert_eq!(report("rdjsonl", &[]).lines().count(), places + remarks + 1);
    assert_eq!(report("tap", &[]).matches("    not ok ").count(), reported);
    assert_eq!(report("html", &[]).matches("<article class=\"card error").count(), {
        let errors = |row: &Value| {
            row["findings"].as_array().expect("findings").iter().filter(|one| one["severity"] == "error").count()
        };
        rows.iter().map(errors).sum::<usize>()
    });
}

#[test]
fn fingerprints_for_gitlab_are_unique() {
    let issues = json(&report("gitlab", &[]));
    let mut prints: Vec<&str> =
        issues.as_array().expect("issues").iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    let all = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), all);
}

#[test]
fn several_reports_at_once() {
    let folder = folder("several-reports");
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    let outputs = ["sarif", "junit", "html"].map(|format| format!("--output={format}={}", path(format)));
    let mut args = vec!["check".to_owned(), "--isolated".to_owned(), ARTICLES[0].to_owned()];
    args.extend(outputs);
    factlint(&args).exits(1).says("error[anniversary]");
    for format in ["sarif", "junit", "html"] {
        let alone = factlint(["check", "--isolated", "--format", format, ARTICLES[0]]).exits(1).out;
        assert_eq!(std::fs::read_to_string(path(format)).expect("a report"), alone);
    }
}

const TEMPLATE: &str = "{% for article in articles %}
{{ article.path }} ({{ article.published or 'no date' }}): {{ article.totals.errors }}
{% for finding in article.findings %}
  {{ finding.line }}:{{ finding.column }} {{ finding.message }}
{% for source in finding.sources %}
    {{ source.title }}
{% endfor %}
{% endfor %}
{% endfor %}
";

#[test]
fn templates_of_ones_own() {
    let folder = folder("templates");
    let template = file(&folder, "list.txt.j2", TEMPLATE);
    let out = folder.join("out=1.txt");
    let output = format!("template:{template}={}", folder.join("out.txt").display());
    factlint(["check", "--isolated", "--output", &output, ARTICLES[0]]).exits(1);
    let shown = std::fs::read_to_string(folder.join("out.txt")).expect("a report");
    settings().bind(|| assert_snapshot!("formats.template", shown));
    assert!(!out.exists());
    let format = format!("template:{template}");
    assert_eq!(factlint(["check", "--isolated", "--format", &format, ARTICLES[0]]).exits(1).out, shown);
    // What is wrong with a template is told before anything is checked, where that can be.
    let broken = format!("template:{}", file(&folder, "broken.txt", "{% for %}"));
    factlint(["check", "--format", &broken, ARTICLES[0]]).exits(2).complains("cannot be used: syntax error");
    let unknown = format!("template:{}", file(&folder, "unknown.txt", "{{ articels[0].path }}"));
    factlint(["check", "--isolated", "--format", &unknown, ARTICLES[0]])
        .exits(2)
        .complains("`articels` is undefined (line 1)");
    factlint(["check", "--format", "template:none.txt", ARTICLES[0]]).exits(2).complains("cannot be read");
    // HTML is escaped in a template for HTML.
    let page = format!("template:{}", file(&folder, "x.html", "{{ '<b>' }}"));
    assert_eq!(factlint(["check", "--isolated", "--format", &page, ARTICLES[0]]).out, "&lt;b&gt;");
    assert!(Path::new(&template).exists());
}
