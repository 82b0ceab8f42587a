//! Tests of configurations.

use super::keys::{KEYS, OVERRIDDEN};
use super::*;
use crate::lang::fault::Level;

fn read(text: &str) -> (Config, Vec<String>) {
    let source = Source { name: "factlint.toml".to_owned(), text: text.to_owned() };
    let (config, faults) = parse(&source);
    assert!(faults.iter().all(|fault| fault.level == Level::Error));
    (config, faults.iter().map(|fault| fault.line(Some(&source))).collect())
}

#[test]
fn values_have_places_and_defaults() {
    let (mut config, faults) =
        read("[check]\nfail-on = \"warning\"\ninclude = [\"*.md\"]\n\n[published.sources]\nhtml = [\"byline\"]\n");
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(config.word("check", "fail-on"), Some("warning"));
    assert_eq!(config.setting("check", "fail-on").map(|setting| setting.origin), Some(Origin::File(Span::new(8, 15))));
    assert_eq!(config.line(Span::new(8, 15)), "factlint.toml:2");
    assert_eq!(config.list("check", "include").iter().map(|item| item.text.as_str()).collect::<Vec<_>>(), ["*.md"]);
    assert_eq!(config.dates("html"), Some(vec![DateOrigin::Byline]));
    assert_eq!(config.dates("text"), None);
    assert!(config.flag("cache", "enabled") && !config.flag("suppression", "require-reason"));
    config.lay_one("check", "fail-on", "--fail-on", Some("never".to_owned()));
    assert_eq!(config.word("check", "fail-on"), Some("never"));
}

#[test]
fn faults_have_lines_and_near_names() {
    let (_, faults) = read(
        "[chekc]\nx = 1\n\n[check]\nfail_on = \"error\"\nmax-warnings = -1\ninclude = \"*.md\"\nfail-on = \"warnings\"\n\n[[overrides]]\nignore = [\"x\"]\n",
    );
    assert_eq!(
        faults,
        [
            "factlint.toml:1:2: there is no table `chekc` (did you mean `check`?)",
            "factlint.toml:5:1: there is no key in `[check]` named `fail_on` (did you mean `fail-on`?)",
            "factlint.toml:6:16: `max-warnings` is a whole number from 0 to 18446744073709551615",
            "factlint.toml:7:11: `include` takes a list of strings",
            "factlint.toml:8:11: `fail-on` cannot be `warnings`: write error, warning, info, never (did you mean `warning`?)",
            "factlint.toml:10:1: an entry of `overrides` needs `paths`",
        ]
    );
    let (_, faults) = read("[check\n");
    assert_eq!(faults.len(), 1);
    assert!(faults[0].starts_with("factlint.toml:1:"), "{faults:?}");
}

#[test]
fn the_schema_has_every_key_and_its_defaults_are_read() {
    let schema = schema::schema();
    for key in &KEYS {
        let property = &schema["properties"][key.table]["properties"][key.name];
        assert_eq!(property["description"], key.about, "{}", key.path());
        if !key.default.is_empty() {
            let (config, faults) = read(&format!("[{}]\n{} = {}\n", key.table, key.name, key.default));
            assert_eq!(faults, Vec::<String>::new());
            assert!(config.setting(key.table, key.name).is_some());
        }
    }
    for key in &OVERRIDDEN {
        assert_eq!(schema["properties"]["overrides"]["items"]["properties"][key.name]["description"], key.about);
    }
}

#[test]
fn patterns_match_as_in_ignore_files() {
    let items = |texts: &[&str]| -> Vec<Item> {
        texts.iter().map(|text| Item { text: (*text).to_owned(), span: Span::default() }).collect()
    };
    let config = Config::default();
    let (globs, faults) = Globs::new(&config, &items(&["drafts/", "*.txt", "/top.md", "news/**/x.md", "none"]));
    assert_eq!(faults, []);
    for (path, matched) in [
        ("drafts/a.md", true),
        ("old/drafts/a/b.md", true),
        ("a/b.txt", true),
        ("top.md", true),
        ("a/top.md", false),
        ("news/2020/01/x.md", true),
        ("news/y.md", false),
    ] {
        assert_eq!(globs.matches(Path::new(path)), matched, "{path}");
    }
    let unmet: Vec<String> = globs.unmet(&config).into_iter().map(|fault| fault.message).collect();
    assert_eq!(unmet, ["`none` matches no article"]);
    assert_eq!(Globs::new(&config, &items(&["a[", "b"])).1.len(), 1);
}

#[test]
fn a_lock_is_read_as_it_was_written() {
    let one = |path: &str, hash: &str| lock::Locked {
        path: path.to_owned(),
        hash: hash.to_owned(),
        ..lock::Locked::default()
    };
    let locked = [one("a \"b\"", "sha256:1"), one("c", "sha256:2")];
    let source = Source { name: "factlint.lock".to_owned(), text: lock::write(&locked) };
    assert_eq!(lock::read(&source), (locked.to_vec(), Vec::new()));
    assert_eq!(
        lock::differences(&locked, &[one("c", "sha256:3"), one("d", "")]),
        [
            "`c` has changed since it was locked",
            "`d` is not locked",
            "`a \"b\"` is locked, and the configuration does not name it"
        ]
    );
}
