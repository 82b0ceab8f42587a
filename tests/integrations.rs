//! What pipelines run, as far as it runs without the service.

mod support;

use std::path::Path;
use std::process::{Command, Output};
use support::{file, folder, text};

/// Runs the script of all pipelines with these variables.
fn check(variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new("bash");
    command.arg("integrations/check.sh").current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env("FACTLINT", env!("CARGO_BIN_EXE_factlint")).envs(variables.iter().copied());
    command.output().expect("bash is there")
}

#[test]
fn the_script_checks_and_ends_as_the_check_does() {
    let clean = check(&[("FACTLINT_PATHS", "examples/clean.md")]);
    assert_eq!(clean.status.code(), Some(0), "{}", String::from_utf8_lossy(&clean.stderr));
    let found = check(&[("FACTLINT_PATHS", "examples/clean.md\nexamples/plan-told-as-past.md")]);
    assert_eq!(found.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&found.stdout).contains("examples/plan-told-as-past.md:8:"));
    let zero =
        check(&[("FACTLINT_PATHS", "examples/plan-told-as-past.md"), ("FACTLINT_ARGS", "--exit-zero\n--verbose")]);
    assert_eq!(zero.status.code(), Some(0));
    assert_eq!(check(&[("FACTLINT_PATHS", "examples/none.md")]).status.code(), Some(2));
}

#[test]
fn the_script_writes_reports_and_takes_paths_as_they_are() {
    let folder = folder("integrations");
    let odd = file(&folder, "a b $(touch x);.md", "Nothing to see.\n");
    let report = folder.join("report.json");
    let wanted = format!("json={}", report.display());
    let run = check(&[("FACTLINT_PATHS", &odd), ("FACTLINT_REPORTS", &wanted)]);
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    let rows: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(report).expect("a report")).expect("JSON");
    assert_eq!(rows[0]["path"], odd);
}

#[test]
fn the_templates_run_the_script_and_name_formats_that_exist() {
    let formats: Vec<&str> = factlint::report::FORMATS.iter().map(|format| format.name()).collect();
    for template in ["integrations/github/action.yml", "integrations/gitlab/factlint.yml"] {
        let text = text(template);
        assert!(text.contains("check.sh"), "{template}");
        let named = text.lines().filter_map(|line| line.trim().strip_prefix("FACTLINT_FORMAT: "));
        for format in named {
            assert!(formats.contains(&format), "{template}: `{format}` is no format");
        }
    }
    assert!(text("docs/recipes.md").contains("--format rdjsonl") && formats.contains(&"rdjsonl"));
}

/// `check-jsonschema` carries the schemas of these services; where it is missing, nothing else knows them.
#[test]
fn the_templates_keep_to_the_schemas_of_their_services() {
    let known = Command::new("check-jsonschema").arg("--version").output();
    if known.is_err() {
        eprintln!("skipped: check-jsonschema is not there (`pip install check-jsonschema`)");
        return;
    }
    for (schema, file) in [
        ("vendor.github-actions", "integrations/github/action.yml"),
        ("vendor.gitlab-ci", "integrations/gitlab/factlint.yml"),
    ] {
        let run = Command::new("check-jsonschema")
            .args(["--builtin-schema", schema])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(file))
            .output()
            .expect("it runs");
        assert!(run.status.success(), "{file}: {}", String::from_utf8_lossy(&run.stdout));
    }
}

#[test]
fn a_wordpress_export_is_read_as_it_comes() {
    let folder = folder("wordpress");
    let posts = serde_json::json!([{
        "ID": 7,
        "post_title": "Talks",
        "post_content": "<!-- wp:paragraph -->\n<p>Friday, <em>27 February</em> 2020, was the day of the talks.</p>\n<!-- /wp:paragraph -->",
        "post_date": "2020-02-27 09:00:00",
    }]);
    let posts = file(&folder, "posts.json", posts.to_string());
    let pointers = ["--json-text", "post_content", "--json-title", "post_title", "--json-published", "post_date"];
    let run = support::factlint(["check"].into_iter().chain(pointers).chain([posts.as_str()])).exits(1);
    assert!(run.out.contains("weekday-of-date"), "{}", run.out);
}
