//! Evidence bundles: the report is made again byte for byte, and what differs is told.

mod support;

use serde_json::Value;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use support::{docx, factlint, fed, file, folder, within};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const ARTICLES: [&str; 4] = [
    "examples/foreign-policy-brief.md",
    "examples/exhibition.html",
    "tests/articles/suppressed.md",
    "tests/articles/records.jsonl",
];

/// Packs articles and gives the path of the bundle.
fn bundle(folder: &Path, name: &str, more: &[&str]) -> String {
    let path = folder.join(name).to_str().expect("UTF-8").to_owned();
    let mut args = vec!["check", "--isolated", "--exit-zero", "--bundle", &path];
    args.extend(more);
    factlint(args).exits(0);
    path
}

fn entries(path: &str) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(std::fs::read(path).expect("a bundle"))).expect("a zip");
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("bytes");
            (entry.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

/// A bundle with one entry changed.
fn changed(path: &str, to: &Path, name: &str, change: impl Fn(&mut Vec<u8>)) -> String {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (entry, mut bytes) in entries(path) {
        if entry == name {
            change(&mut bytes);
        }
        zip.start_file(entry, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(&bytes).expect("memory");
    }
    std::fs::write(to, zip.finish().expect("a zip").into_inner()).expect("a file");
    to.to_str().expect("UTF-8").to_owned()
}

#[test]
fn a_report_is_reproduced() {
    let folder = folder("bundle");
    let path = bundle(&folder, "a.zip", &ARTICLES);
    let run = factlint(["verify", &path]).exits(0);
    assert!(run.out.contains("the report on 4 files is reproduced byte for byte"), "{}", run.out);
    // The same run makes the same bytes, on any number of threads.
    let mut more = vec!["--threads", "1"];
    more.extend(ARTICLES);
    let again = bundle(&folder, "b.zip", &more);
    assert_eq!(std::fs::read(&path).expect("a bundle"), std::fs::read(again).expect("a bundle"));
    let entries = entries(&path);
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "articles/00001.md",
            "articles/00002.html",
            "articles/00003.md",
            "articles/00004.jsonl",
            "facts.json",
            "manifest.json",
            "report.json",
            // What the run reported: it sets something aside, which is no evidence.
            "reported.json",
        ]
    );
    assert_eq!(entries[0].1, std::fs::read(ARTICLES[0]).expect("an article"));
    let facts: Value = serde_json::from_slice(&entries[4].1).expect("JSON");
    assert!(facts["statements"].as_array().is_some_and(|facts| !facts.is_empty()));
    assert!(facts["sources"].as_array().expect("sources").iter().any(|source| source["id"] == "unoda-npt-revcon"));
    let report: Value = serde_json::from_slice(&entries[6].1).expect("JSON");
    assert!(report[0]["claims"][0]["proof"].is_object(), "proofs of all claims are kept");
}

#[test]
fn options_and_formats_are_kept() {
    let folder = folder("bundle-options");
    let word = file(
        &folder,
        "a.docx",
        docx::Docx::new("<w:p><w:r><w:t>The NPT entered into force in 1971.</w:t></w:r></w:p>").bytes(),
    );
    let path = bundle(&folder, "a.zip", &["--published", "2020-02-27", "--as-of", "2021-01-01", &word]);
    factlint(["verify", &path]).exits(0).says("1 file is reproduced");
    let report = entries(&path).into_iter().find(|(name, _)| name == "report.json").expect("a report").1;
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report[0]["published"], "2020-02-27");
    assert_eq!(report[0]["findings"].as_array().map(Vec::len), Some(1));
    let path = bundle(&folder, "b.zip", &["--ignore", "anniversary", ARTICLES[0]]);
    factlint(["verify", &path]).exits(0);
    let path = folder.join("c.zip").to_str().expect("UTF-8").to_owned();
    fed(["check", "--exit-zero", "--isolated", "--bundle", &path, "-"], b"The NPT entered into force in 1971.")
        .exits(0);
    factlint(["verify", &path]).exits(0);
}

/// A base of our own with one fact, and an article about it.
fn ruritania(folder: &Path, capital: &str) -> PathBuf {
    let text = format!(
        "source almanac \"Almanac\" {{ url \"https://example.org\"; retrieved 2024-01-01; licence \"CC0\"; horizon 2024-01-01 }}\n\
         entity strelsau : city \"Strelsau\"\n\
         entity zenda : city \"Zenda\"\n\
         entity ruritania : country \"Ruritania\" {{\n  source almanac\n  capital {capital} 1900/..\n  complete capital 1900/2024-01-01\n}}\n"
    );
    file(folder, "ruritania.facts", text);
    folder.to_owned()
}

#[test]
fn what_differs_is_told() {
    let folder = folder("bundle-differs");
    let old = ruritania(&folder.join("old"), "strelsau");
    let new = ruritania(&folder.join("new"), "zenda");
    let article = file(&folder, "a.md", "They met in Strelsau, the capital of Ruritania.\n");
    let old = old.to_str().expect("UTF-8");
    let path = bundle(&folder, "a.zip", &["--base", old, "--published", "2020-02-27", &article]);
    factlint(["verify", "--base", old, &path]).exits(0);
    let run = factlint(["verify", "--base", new.to_str().expect("UTF-8"), &path]).exits(1);
    for told in [
        "base differs: was sha256:",
        "a fact is cited no more: ruritania.capital",
        "supported -> contradicted because of",
        "the report is another",
    ] {
        assert!(run.out.contains(told), "`{told}` is not told:\n{}", run.out);
    }
    let json = factlint(["verify", "--format", "json", &path]).exits(1).out;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["reproduced"], false);
    assert_eq!(json["stamps"][0]["what"], "base");
}

/// A project with a finding for each way of setting one aside.
fn desk(name: &str) -> PathBuf {
    let folder = folder(name);
    file(
        &folder,
        "factlint.toml",
        "[rules.severity]\n\"tag:writing\" = \"warning\"\n\n[suppression]\nrequire-reason = true\n",
    );
    let line = |day: &str, comment: &str| format!("They met on Monday, {day} 2021. {comment}\n\n");
    let text = [
        line("2 February", ""),
        line("3 February", "<!-- factlint: ignore-line -- as printed -->"),
        line("4 February", "<!-- factlint: ignore-line -->"),
        line("5 February", "<!-- factlint: ignore-line -- as printed until 2020-01-01 -->"),
    ];
    file(&folder, "a.md", text.concat());
    file(&folder, "b.txt", line("2 February", ""));
    file(&folder, "b.txt.factlint.json", r#"{"ignore": [{"what": ["tag:writing"], "reason": "a quotation"}]}"#);
    folder
}

#[test]
fn what_a_desk_sets_aside_is_reproduced_too() {
    let folder = desk("bundle-desk");
    let args = |name: &str, more: &[&str]| {
        let all = ["check", "--exit-zero", "--published", "2021-03-01", "--bundle", name];
        all.iter().chain(more).map(|arg| (*arg).to_owned()).collect::<Vec<_>>()
    };
    let reported = |name: &str| -> Value {
        let path = folder.join(name);
        factlint(["verify", path.to_str().expect("UTF-8")]).exits(0).says("reproduced byte for byte");
        let entries = entries(path.to_str().expect("UTF-8"));
        let told = entries.into_iter().find(|(name, _)| name == "reported.json").expect("the run's report").1;
        serde_json::from_slice(&told).expect("JSON")
    };
    within(&folder, args("a.zip", &["--format", "json", "a.md", "b.txt"])).exits(0);
    let told = reported("a.zip");
    assert_eq!(told[0]["findings"].as_array().map(Vec::len), Some(3));
    assert_eq!(told[0]["findings"][0]["severity"], "warning");
    assert_eq!(told[0]["silenced"][0]["reason"], "as printed");
    let codes: Vec<&str> =
        told[0]["remarks"].as_array().expect("remarks").iter().filter_map(|remark| remark["code"].as_str()).collect();
    assert_eq!(codes, ["suppression-without-reason", "expired-suppression"]);
    assert_eq!(told[1]["silenced"][0]["reason"], "a quotation");
    // A baseline, new findings only, another day, the proofs of all claims, when they expire.
    within(&folder, ["baseline", "create", "--published", "2021-03-01", "a.md"]).exits(0);
    let text = std::fs::read_to_string(folder.join("a.md")).expect("an article");
    std::fs::write(folder.join("a.md"), format!("{text}They met on Monday, 9 February 2021.\n")).expect("written");
    within(&folder, args("b.zip", &["--today", "2019-12-31", "a.md", "b.txt"])).exits(0);
    let told = reported("b.zip");
    assert_eq!(told[0]["findings"].as_array().map(Vec::len), Some(1), "{told}");
    let states: Vec<&str> =
        told[0]["silenced"].as_array().expect("a list").iter().filter_map(|one| one["status"].as_str()).collect();
    assert_eq!(states, ["baseline", "suppressed", "baseline", "suppressed"]);
    let more = ["--new-only", "--require-sources", "1", "-v", "--expires", "--format", "json", "a.md"];
    within(&folder, args("c.zip", &more)).exits(0);
    assert_eq!(reported("c.zip")[0]["silenced"].as_array().map(Vec::len), Some(1));
    // A suppression that was not there is told.
    let path = folder.join("a.zip");
    let bad = changed(path.to_str().expect("UTF-8"), &folder.join("bad.zip"), "manifest.json", |bytes| {
        *bytes = String::from_utf8_lossy(bytes).replace("a quotation", "a quatation").into_bytes();
    });
    factlint(["verify", &bad]).exits(1).says("of `reported.json` differs");
}

#[test]
fn damage_is_told() {
    let folder = folder("bundle-damage");
    let path = bundle(&folder, "a.zip", &ARTICLES[..1]);
    let bad = |name: &str, change: fn(&mut Vec<u8>)| changed(&path, &folder.join("bad.zip"), name, change);
    for name in ["articles/00001.md", "report.json", "facts.json"] {
        let bad = bad(name, |bytes| bytes.push(b' '));
        factlint(["verify", &bad]).exits(2).complains(&format!("is damaged: `{name}` is not what the manifest says"));
    }
    let bad_manifest = bad("manifest.json", |bytes| bytes.truncate(40));
    factlint(["verify", &bad_manifest]).exits(2).complains("`manifest.json` cannot be read");
    let later = bad("manifest.json", |bytes| {
        *bytes = String::from_utf8_lossy(bytes).replace("\"form\": 2", "\"form\": 9").into_bytes();
    });
    factlint(["verify", &later]).exits(2).complains("is of form 9");
    let bytes = std::fs::read(&path).expect("a bundle");
    for cut in [0, 10, bytes.len() / 2, bytes.len() - 1] {
        let cut = file(&folder, "cut.zip", &bytes[..cut]);
        factlint(["verify", &cut]).exits(2);
    }
    factlint(["verify", "none.zip"]).exits(2).complains("cannot read `none.zip`");
}
