//! How good a base is, as the program tells it: samples for a check by hand, sources that were not opened, claims
//! that it can decide; and that neither the order of files nor a repetition changes it.

mod support;

use factlint::base::{Base, load_model, write_image};
use factlint::text::Source;
use support::{factlint, file, folder, text};

const FACTS: &str = "\
source gazette \"Gazette of Strelsau\" { url \"https://example.org/gazette\"; retrieved 2026-11-01; licence \"CC0\"; horizon 2026-11-01 }
source memory \"Memory of the editors\" { url \"https://example.org/almanac\"; recalled 2026-11-02; licence \"facts, from memory\"; horizon 2026-11-02 }
entity ruritania : country \"Ruritania\" { source gazette; area-km2 1200; population 90000 2020; capital strelsau 1900-01-01/.. source memory }
entity strelsau : city \"Strelsau\" { source memory; part-of ruritania 1900-01-01/.. }
entity zenda : city \"Zenda\" { source gazette; part-of ruritania 1900-01-01/.. }
entity rudolf : person \"Rudolf Rassendyll\" { source gazette; born 1860-05-01; died 1900-02-03 }
";

/// A folder with these facts under the shipped schema.
fn base(name: &str) -> String {
    let folder = folder(name);
    file(&folder, "schema.facts", text("facts/schema.facts"));
    file(&folder, "own.facts", FACTS);
    folder.to_str().expect("UTF-8").to_owned()
}

#[test]
fn a_sample_is_the_same_each_time_and_has_some_of_each_property() {
    let base = base("sample");
    let draw = |seed: &str, count: &str| {
        factlint(["facts", "sample", "--facts", &base, "--seed", seed, "--count", count]).exits(0).out
    };
    let all = draw("1", "100");
    assert_eq!(
        all,
        "ruritania.area-km2 1200 source gazette\n\
         rudolf.born 1860-05-01 source gazette\n\
         ruritania.capital strelsau 1900-01-01/.. source memory\n\
         rudolf.died 1900-02-03 source gazette\n\
         strelsau.part-of ruritania 1900-01-01/.. source memory\n\
         zenda.part-of ruritania 1900-01-01/.. source gazette\n\
         ruritania.population 90000 2020-01-01/2020-12-31 source gazette\n"
            .to_owned()
    );
    assert_eq!(draw("1", "100"), all);
    let six = draw("1", "6");
    assert_eq!(six.lines().count(), 6);
    assert!(six.lines().all(|line| all.contains(line)));
    assert_eq!(six.matches(".part-of ").count(), 1);
    let towns: Vec<String> = (1..20).map(|seed| draw(&seed.to_string(), "6")).collect();
    assert!(
        towns.iter().any(|text| text.contains("zenda.")) && towns.iter().any(|text| text.contains("strelsau.part"))
    );
    let run = factlint(["facts", "sample", "--facts", &base, "--count", "1", "--format", "csv"]).exits(0);
    assert!(run.out.starts_with("entity,label,property,value,"), "{}", run.out);
    let run = factlint(["facts", "sample", "--facts", &base, "--count", "0", "--format", "json"]).exits(0);
    assert_eq!(run.out, "[]\n");
}

#[test]
fn what_was_not_opened_says_so() {
    let base = base("recalled");
    factlint(["facts", "stats", "--facts", &base])
        .exits(0)
        .says("statements by how they came\n        2 recalled\n        5 retrieved\n");
    factlint(["facts", "sources", "--facts", &base])
        .exits(0)
        .says("| `memory`: [Memory of the editors](https://example.org/almanac) | not opened; recalled 2026-11-02 | 2026-11-02 | 2 |")
        .says("| `gazette`: [Gazette of Strelsau](https://example.org/gazette) | 2026-11-01 | 2026-11-01 | 5 |");
    factlint(["facts", "query", "--facts", &base, "Strelsau"])
        .exits(0)
        .says("Memory of the editors, https://example.org/almanac (not opened, from memory 2 November 2026)");
    let compiled = folder("recalled-compiled").join("own.base");
    let compiled = compiled.to_str().expect("UTF-8");
    factlint(["facts", "compile", "--alone", &base, "-o", compiled]).exits(0);
    factlint(["facts", "stats", "--base", compiled]).exits(0).says("        2 recalled\n");
    factlint(["facts", "diff", &base, compiled]).exits(0);
}

#[test]
fn a_source_was_either_read_or_recalled() {
    let folder = folder("both");
    file(&folder, "schema.facts", text("facts/schema.facts"));
    let source = "source s \"S\" { url \"https://example.org\"; retrieved 2026-11-01; recalled 2026-11-01; licence \"CC0\"; horizon 2026-11-01 }\n";
    file(&folder, "own.facts", source);
    let path = folder.to_str().expect("UTF-8");
    factlint(["facts", "lint", path]).exits(2).complains("source `s` was either `retrieved` or `recalled`");
    file(&folder, "own.facts", source.replace("retrieved 2026-11-01; recalled 2026-11-01; ", ""));
    factlint(["facts", "lint", path]).exits(2).complains("source `s` has no `retrieved`");
}

#[test]
fn the_claims_that_a_base_decides_are_counted() {
    let articles = file(
        &folder("decided"),
        "articles.jsonl",
        "{\"id\": 1, \"text\": \"The treaty was opened on Tuesday, 1 July 1968.\", \"published\": \"2020-02-27\"}\nno article\n",
    );
    factlint(["facts", "stats", "--articles", &articles])
        .exits(0)
        .says("1 articles, 1 claims, 1 of them decided (100.0 %)\n1 rows are no articles\n")
        .says("        1       1 weekday-of-date\n");
    let run = factlint(["facts", "stats", "--articles", &articles, "--format", "json"]).exits(0);
    let row: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(row["domains"]["weekday-of-date"]["verdicts"], serde_json::json!({ "contradicted": 1 }));
    assert_eq!((&row["claims"], &row["unread"]), (&serde_json::json!(1), &serde_json::json!(1)));
}

#[test]
fn neither_the_order_of_files_nor_a_repetition_changes_a_base() {
    let source = |name: &str, text: &str| Source { name: name.to_owned(), text: text.to_owned() };
    let more = "kind ship\nproperty ship.length : number one\nentity ruritania { source gazette; area-km2 1200 }\n";
    let mut files =
        vec![source("a.facts", more), source("b.facts", FACTS), source("c.facts", &text("facts/schema.facts"))];
    let image = |files: &[Source]| {
        let (model, faults) = load_model(files);
        assert!(faults.is_empty(), "{:?}", faults.first());
        write_image(&model).expect("the model fits")
    };
    let first = image(&files);
    files.reverse();
    assert!(image(&files) == first, "another order of files makes another base");
    let base = Base::from_bytes(&first).expect("opens");
    let ruritania = base.find("ruritania").expect("there");
    let areas = base.about(ruritania).filter(|statement| {
        base.schema().property(statement.property).is_some_and(|property| property.name == "area-km2")
    });
    assert_eq!(areas.count(), 1);
}
