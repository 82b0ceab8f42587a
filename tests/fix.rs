//! Repairs made by `--fix`: only safe ones, as the format needs, nothing else touched.

mod support;

use std::path::{Path, PathBuf};
use support::{command, file, folder, run, within};

const FACTS: &str = "source desk \"The desk\" { url \"https://example.org\"; retrieved 2024-01-01; licence \"CC0\"; horizon 2024-01-01 }\n\
                     entity strelsau : city \"Great Strelsau\"\nentity hentzau : city \"Old Hentzau\"\n\
                     entity ruritania : country \"Ruritania\" { source desk; capital strelsau 1900/..; complete capital 1900/2024-01-01 }\n";

const RULES: &str = "/// A city is the seat of a country.\nclaim seat(city: city, of: country, at: window) {\n  \
                     true when  of.capital @ at is city\n  because    \"{of} is governed from {of.capital @ at}\"\n  \
                     vary       city\n  safe       city\n}\n\n\
                     phrase seat\n  \"<c: city> ,? the? seat^ of <k: country>\"   states seat(c, k, standing)\n";

/// A project whose rules call a repair safe, and an article in it.
fn project(name: &str, article: &str, text: &str) -> PathBuf {
    let folder = folder(&format!("fix-{name}"));
    file(&folder, "factlint.toml", "[definitions]\npacks = [\"desk\"]\n");
    file(&folder, "desk/pack.toml", "name = \"desk\"\nversion = \"1\"\n");
    file(&folder, "desk/facts/ruritania.facts", FACTS);
    file(&folder, "desk/rules/seat.rules", RULES);
    file(&folder, article, text);
    within(&folder, ["config", "lock"]).exits(0);
    folder
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("an article")
}

const FIX: [&str; 4] = ["check", "--published", "2020-01-01", "--fix"];

#[test]
fn safe_repairs_are_made_and_others_are_not() {
    let text = "They met in Old Hentzau, the seat of Ruritania.\r\n\r\nAnd in Sydney, the capital of Australia.\r\n";
    let folder = project("safe", "a.txt", text);
    let run = within(&folder, [&FIX[..], &["a.txt"]].concat()).exits(1);
    let run = run.complains("a.txt:1:13: is repaired: “Great Strelsau, the seat of Ruritania”");
    run.says("error[capital]").says("a.txt: 1 error, 0 warnings");
    assert_eq!(read(&folder, "a.txt"), text.replace("Old Hentzau", "Great Strelsau"));
    // A second run has nothing to do.
    let again = within(&folder, [&FIX[..], &["a.txt"]].concat()).exits(1);
    assert_eq!(again.err, "");
}

#[test]
fn a_dry_run_shows_a_patch_and_changes_nothing() {
    let text = "First.\n\nThey met in Old Hentzau, the\nseat of Ruritania.\n\nLast.\n";
    let folder = project("dry", "a.txt", text);
    let run = within(&folder, [&FIX[..], &["--dry-run", "--diff", "a.txt"]].concat()).exits(1);
    assert_eq!(
        run.out,
        "--- a/a.txt\n+++ b/a.txt\n@@ -1,6 +1,6 @@\n First.\n \n-They met in Old Hentzau, the\n\
         +They met in Great Strelsau, the\n seat of Ruritania.\n \n Last.\n"
    );
    let run = run.complains("a.txt:3:13: would be repaired");
    assert_eq!(run.code, 1);
    assert_eq!(read(&folder, "a.txt"), text);
}

#[test]
fn a_name_that_the_article_spells_right_elsewhere_is_mended() {
    let folder = folder("fix-name");
    file(&folder, "facts/people.facts", "entity anna-weber : person \"Anna Weber\"\n");
    let fix = |text: &str| {
        file(&folder, "a.md", text);
        let run =
            within(&folder, ["check", "--isolated", "--base", "facts", "--fix", "--published", "2020-01-01", "a.md"]);
        (read(&folder, "a.md"), run.exits(0))
    };
    let (text, run) = fix("Weber was late. *Anna Wbeer* spoke.\n");
    assert_eq!(text, "Weber was late. *Anna Weber* spoke.\n");
    assert_eq!(run.err, "a.md:1:18: is repaired: “Anna Weber”\n");
    // Not in quotation marks, in a quotation, or where a title alone tells that it is a slip.
    for text in [
        "Weber was late. “We met Anna Wbeer,” he said.\n",
        "Weber was late.\n\n> They met Anna Wbeer.\n",
        "They met President Anna Wbeer.\n",
    ] {
        let (now, run) = fix(text);
        assert_eq!(now, text);
        assert!(!run.err.contains("is repaired"), "{}", run.err);
    }
}

#[test]
fn somebody_elses_words_are_left_alone() {
    let text = "“We met in Old Hentzau, the seat of Ruritania, last week,” she said.\n";
    let folder = project("quoted", "a.txt", text);
    within(&folder, [&FIX[..], &["a.txt"]].concat()).says("[seat]");
    assert_eq!(read(&folder, "a.txt"), text);
}

#[test]
fn what_is_not_written_as_it_is_read_is_left_and_told() {
    let text = "<p>They met in Old&nbsp;Hentzau, the seat of Ruritania.</p>\n";
    let folder = project("entity", "a.html", text);
    let run = within(&folder, [&FIX[..], &["a.html"]].concat()).exits(1);
    run.complains("a.html:1:16: not repaired: the words are not written in the source as they are read");
    assert_eq!(read(&folder, "a.html"), text);
    let text = "<p>They met in <b>Old Hentzau</b>, the seat of Ruritania.</p>\n";
    file(&folder, "b.html", text);
    within(&folder, [&FIX[..], &["b.html"]].concat()).exits(0);
    assert_eq!(read(&folder, "b.html"), text.replace("Old Hentzau", "Great Strelsau"));
}

#[test]
fn the_same_in_several_places_is_left_and_told() {
    let text = "They met in Old Hentzau, the seat of Ruritania.\n\nOld Hentzau, the seat of Ruritania, is old.\n";
    let folder = project("places", "a.txt", text);
    let run = within(&folder, [&FIX[..], &["a.txt"]].concat()).exits(1);
    run.complains("not repaired: the same stands in 1 more place");
    assert_eq!(read(&folder, "a.txt"), text);
}

#[test]
fn what_is_suppressed_is_not_repaired() {
    let text = "<!-- factlint: ignore-next-line seat -- sic -->\nThey met in Old Hentzau, the seat of Ruritania.\n";
    let folder = project("suppressed", "a.md", text);
    within(&folder, [&FIX[..], &["a.md"]].concat()).exits(0);
    assert_eq!(read(&folder, "a.md"), text);
}

#[test]
fn records_of_json_are_repaired_in_their_file() {
    let text = "{\"text\": \"They met in Old Hentzau, the seat of Ruritania.\"}\n{\"text\": \"Caf\\u00e9.\"}\n";
    let folder = project("json", "a.jsonl", text);
    within(&folder, [&FIX[..], &["a.jsonl"]].concat()).exits(0);
    assert_eq!(read(&folder, "a.jsonl"), text.replace("Old Hentzau", "Great Strelsau"));
}

#[test]
fn standard_input_is_not_written_to() {
    let folder = project("stdin", "a.txt", "");
    let text = b"They met in Old Hentzau, the seat of Ruritania.\n";
    let done = run(command(&folder, [&FIX[..], &["-"]].concat()), text);
    done.exits(1).complains("standard input cannot be written to");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let text = "They met in Old Hentzau, the seat of Ruritania.\n";
    let folder = project("mode", "real/a.txt", text);
    let path = folder.join("real/a.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("permissions");
    std::os::unix::fs::symlink("real/a.txt", folder.join("link.txt")).expect("a link");
    within(&folder, [&FIX[..], &["link.txt"]].concat()).exits(0);
    assert_eq!(read(&folder, "real/a.txt"), text.replace("Old Hentzau", "Great Strelsau"));
    assert_eq!(std::fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(std::fs::symlink_metadata(folder.join("link.txt")).expect("a link").is_symlink());
    let left: Vec<_> = std::fs::read_dir(folder.join("real")).expect("a folder").collect();
    assert_eq!(left.len(), 1);
}
