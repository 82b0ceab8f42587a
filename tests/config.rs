//! The configuration as a user meets it: found, shown, loud where it is wrong, locked.

mod support;

use serde_json::Value;
use std::path::Path;
use support::{file, folder, within};

/// An article with a wrong weekday and a wrong year.
const WRONG: &str = "Published: 1 June 2022\n\nThey met on Friday, 2 March 2021. Microsoft, founded in 1976, grew.\n";

fn project(name: &str, config: &str) -> std::path::PathBuf {
    let folder = folder(name);
    file(&folder, "factlint.toml", config);
    file(&folder, "news/a.txt", WRONG);
    folder
}

#[test]
fn a_configuration_is_found_above_and_options_are_laid_over_it() {
    let folder = project("config-found", "[rules]\nignore = [\"weekday-of-date\"]\n\n[cache]\nenabled = false\n");
    let run = within(&folder.join("news"), ["check", "a.txt"]).exits(1).says("error[began]");
    assert!(!run.out.contains("weekday-of-date"), "{}", run.out);
    within(&folder.join("news"), ["check", "--isolated", "a.txt"]).exits(1).says("error[weekday-of-date]");
    within(&folder, ["check", "--ignore", "began", "news/a.txt"]).exits(1).says("error[weekday-of-date]");
    within(&folder, ["check", "--select", "tag:writing", "--ignore", "all", "news"]).exits(1).says("weekday-of-date");
    within(&folder, ["check", "--severity", "began=warning", "news"]).exits(0).says("warning[began]");
    // Without paths, the folder of the configuration is checked.
    within(&folder.join("news"), ["check"]).exits(1).says("../news/a.txt:3:");
}

#[test]
fn a_configuration_that_is_named_holds() {
    let folder = project("config-named", "[check]\nfail-on = \"never\"\n");
    file(&folder, "strict.toml", "[check]\nfail-on = \"info\"\n");
    within(&folder, ["check", "news"]).exits(0).says("2 errors");
    within(&folder, ["check", "--config", "strict.toml", "news"]).exits(1);
    within(&folder, ["check", "--config", "none.toml", "news"]).exits(2).complains("cannot read `none.toml`");
    within(&folder, ["check", "--fail-on", "error", "news"]).exits(1);
}

#[test]
fn what_is_wrong_is_loud_with_file_and_line() {
    let folder = project("config-wrong", "");
    for (config, place, words) in [
        ("[check]\nfail_on = \"error\"\n", "factlint.toml:2:1", "did you mean `fail-on`?"),
        ("[rules]\nignore = [\"weekday-of-dates\"]\n", "factlint.toml:2:11", "did you mean `weekday-of-date`?"),
        ("[rules]\n\nseverity = { \"tag:ofice\" = \"info\" }\n", "factlint.toml:3:14", "did you mean `tag:office`?"),
        ("[check]\nexclude = [\"drafts/**\"]\n", "factlint.toml:2:12", "`drafts/**` matches no article"),
        ("[[overrides]]\npaths = [\"*.html\"]\n", "factlint.toml:2:10", "`*.html` matches no article"),
        ("[definitions]\nbase = [\"desk\"]\n", "factlint.toml:2:9", "there is no `desk`"),
        ("[check]\nmax-warnings = \"3\"\n", "factlint.toml:2:16", "takes a whole number"),
        ("[check\n", "factlint.toml:1:", "error"),
    ] {
        file(&folder, "factlint.toml", config);
        within(&folder, ["check", "."]).exits(2).complains(place).complains(words);
    }
    // Patterns are judged only where everything that they speak of was looked at.
    file(&folder, "factlint.toml", "[check]\nexclude = [\"drafts/**\"]\n");
    within(&folder, ["check", "news/a.txt"]).exits(1);
    within(&folder, ["check", "--ignore", "begann", "news"]).exits(2).complains("there is no claim `begann`");
}

#[test]
fn files_are_chosen_by_patterns_and_ignore_files() {
    let folder = project("config-files", "[check]\ninclude = [\"news\", \"*.md\"]\nexclude = [\"old/\"]\n");
    for name in ["b.txt", "c.md", "f.md", "news/old/d.txt", ".hidden/e.md"] {
        file(&folder, name, WRONG);
    }
    let listed = |run: &support::Run| -> Vec<String> {
        run.out.lines().filter_map(|line| line.split_once(": 2 errors").map(|(path, _)| path.to_owned())).collect()
    };
    assert_eq!(listed(&within(&folder, ["check"]).exits(1)), ["c.md", "f.md", "news/a.txt"]);
    file(&folder, ".factlintignore", "c.md\n");
    assert_eq!(listed(&within(&folder, ["check"]).exits(1)), ["f.md", "news/a.txt"]);
    assert_eq!(listed(&within(&folder, ["check", "--no-ignore"]).exits(1)), ["c.md", "f.md", "news/a.txt"]);
    // What is named is checked.
    assert_eq!(listed(&within(&folder, ["check", "b.txt"]).exits(1)), ["b.txt"]);
}

#[test]
fn paths_have_rules_and_severities_of_their_own() {
    let config = "[[overrides]]\npaths = [\"blog\"]\nignore = [\"tag:writing\"]\nseverity = { began = \"info\" }\n\n\
                  [[overrides]]\npaths = [\"blog/late.txt\"]\nselect = [\"weekday-of-date\"]\n";
    let folder = project("config-overrides", config);
    file(&folder, "blog/b.txt", WRONG);
    file(&folder, "blog/late.txt", WRONG);
    let run = within(&folder, ["check", "--format", "concise", "."]).exits(1);
    assert_eq!(
        run.out,
        "blog/b.txt:3:35: info[began] Microsoft was founded in 1975, not in 1976\n\
         blog/late.txt:3:13: error[weekday-of-date] 2 March 2021 was a Tuesday, not a Friday\n\
         blog/late.txt:3:35: info[began] Microsoft was founded in 1975, not in 1976\n\
         news/a.txt:3:13: error[weekday-of-date] 2 March 2021 was a Tuesday, not a Friday\n\
         news/a.txt:3:35: error[began] Microsoft was founded in 1975, not in 1976\n\
         3 articles: 3 errors, 0 warnings\n"
    );
}

#[test]
fn the_day_of_publication_is_read_where_the_configuration_says() {
    let folder = folder("config-dates");
    let article = "---\ndate: 2020-03-01\n---\n\nPublished: 27 February 2020\n\nIt rained in Berlin.\n";
    file(&folder, "a.md", article);
    within(&folder, ["check", "a.md"]).exits(0).says("published 2020-03-01");
    file(&folder, "factlint.toml", "[published.sources]\nmarkdown = [\"byline\", \"front-matter\"]\n");
    within(&folder, ["check", "a.md"]).exits(0).says("published 2020-02-27");
    file(&folder, "factlint.toml", "[published.sources]\nmarkdown = []\n");
    within(&folder, ["check", "a.md"]).exits(0).says("publication date unknown");
    file(&folder, "factlint.toml", "[published.sources]\nmarkdwon = [\"by-line\"]\n");
    within(&folder, ["check", "a.md"]).exits(2).complains("factlint.toml:2:1").complains("did you mean `markdown`?");
}

#[test]
fn the_configuration_is_shown_with_where_it_comes_from() {
    let folder = project("config-show", "[check]\nfail-on = \"warning\"\nexclude = [\"x\"]\n");
    let run = within(&folder, ["config", "show", "--max-warnings", "3"]).exits(0);
    let line = |key: &str| run.out.lines().find(|line| line.starts_with(key)).unwrap_or("").to_owned();
    let shown = |key: &str| line(key).split("  #").map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(shown("check.fail-on"), ["check.fail-on = \"warning\"", "factlint.toml:2"]);
    assert_eq!(shown("check.exclude"), ["check.exclude = [\"x\"]", "factlint.toml:3"]);
    assert_eq!(shown("check.max-warnings"), ["check.max-warnings = 3", "--max-warnings"]);
    assert_eq!(shown("check.gitignore"), ["check.gitignore = true", "default"]);
    assert_eq!(shown("# rules.select"), ["# rules.select is not set", "default"]);
}

#[test]
fn the_schema_names_every_key() {
    let run = within(Path::new("."), ["config", "schema"]).exits(0);
    let schema: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(schema["properties"]["check"]["properties"]["fail-on"]["enum"][0], "error");
    assert_eq!(schema["properties"]["overrides"]["items"]["required"][0], "paths");
    assert_eq!(schema["additionalProperties"], false);
}

const FACTS: &str = "source desk \"The desk\" { url \"https://example.org\"; retrieved 2024-01-01; licence \"CC0\"; horizon 2024-01-01 }\n\
                     entity strelsau : city \"Strelsau\"\nentity hentzau : city \"Hentzau\"\n\
                     entity ruritania : country \"Ruritania\" { source desk; capital strelsau 1900/..; complete capital 1900/2024-01-01 }\n";

const RULES: &str = "/// A city is the seat of a country.\nclaim seat(city: city, of: country, at: window) {\n  \
                     true when  of.capital @ at is city\n  because    \"{of} is governed from {of.capital @ at}\"\n  vary       city\n}\n\n\
                     phrase seat\n  \"<c: city> ,? the? seat^ of <k: country>\"   states seat(c, k, standing)\n";

#[test]
fn packs_bring_rules_and_facts_and_are_locked() {
    let folder = project("config-packs", "[definitions]\npacks = [\"packs/desk\"]\n");
    file(&folder, "packs/desk/pack.toml", "name = \"desk\"\nversion = \"1.0.0\"\n");
    file(&folder, "packs/desk/facts/ruritania.facts", FACTS);
    file(&folder, "packs/desk/rules/seat.rules", RULES);
    file(
        &folder,
        "news/a.txt",
        "They met in Hentzau, the seat of Ruritania, and in Sydney, the capital of Australia.\n",
    );
    let run = within(&folder, ["check", "--published", "2020-01-01", "."]).exits(2);
    run.complains("`packs/desk` is not locked").complains("factlint config lock");
    within(&folder, ["config", "lock"]).exits(0).says("factlint.lock: 1 locked");
    let lock = std::fs::read_to_string(folder.join("factlint.lock")).expect("the lock");
    assert!(lock.contains("path = \"packs/desk\"\nname = \"desk\"\nversion = \"1.0.0\"\nhash = \"sha256:"), "{lock}");
    let run = within(&folder, ["check", "--published", "2020-01-01", "."]).exits(1);
    run.says("error[seat]").says("governed from Strelsau").says("error[capital]");
    // A change that nobody has locked stops the run.
    file(&folder, "packs/desk/facts/more.facts", "entity zenda : city \"Zenda\"\n");
    let run = within(&folder, ["check", "--published", "2020-01-01", "."]).exits(2);
    run.complains("`packs/desk` has changed since it was locked");
    within(&folder, ["config", "lock"]).exits(0);
    within(&folder, ["check", "--published", "2020-01-01", "."]).exits(1);
    file(&folder, "packs/desk/pack.toml", "nam = \"desk\"\n");
    within(&folder, ["check", "."]).exits(2).complains("pack.toml:1:1").complains("did you mean `name`?");
    std::fs::remove_file(folder.join("packs/desk/pack.toml")).expect("removed");
    within(&folder, ["check", "."]).exits(2).complains("factlint.toml:2:10").complains("has no `pack.toml`");
}
