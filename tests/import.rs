//! Imports: tables, JSON Lines and Wikidata dumps, packed and not, broken rows, and going on after an end.

mod support;

use bzip2::Compression;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use support::{factlint, file, folder, text};

const SOURCE: &str = r#""source": {"id": "dump", "title": "A dump", "url": "https://example.org/dump", "retrieved": "2026-11-01", "licence": "CC0", "horizon": "2026-10-01"}"#;

/// A snak of a value that is given as JSON.
fn snak(property: &str, kind: &str, value: &str) -> String {
    format!(
        r#"{{"snaktype":"value","property":"{property}","hash":"0","datavalue":{{"value":{value},"type":"{kind}"}},"datatype":"x"}}"#
    )
}

fn time(property: &str, time: &str, precision: u8) -> String {
    snak(
        property,
        "time",
        &format!(
            r#"{{"time":"{time}","timezone":0,"before":0,"after":0,"precision":{precision},"calendarmodel":"http://www.wikidata.org/entity/Q1985727"}}"#
        ),
    )
}

fn item(property: &str, number: u32) -> String {
    snak(property, "wikibase-entityid", &format!(r#"{{"entity-type":"item","numeric-id":{number},"id":"Q{number}"}}"#))
}

fn claim(main: &str, rank: &str, qualifiers: &str, references: &str) -> String {
    format!(
        r#"{{"mainsnak":{main},"type":"statement","id":"Q1$0","rank":"{rank}","qualifiers":{qualifiers},"references":{references}}}"#
    )
}

/// A person of the dump, with a birthday and a seat; every seventh has an odd row.
fn person(number: u32) -> String {
    let born = time("P569", &format!("+19{:02}-03-{:02}T00:00:00Z", number % 90 + 10, number % 28 + 1), 11);
    let seat = item("P39", 500_000 + number % 3);
    let times = format!(
        r#"{{"P580":[{}],"P582":[{}]}}"#,
        time("P580", "+2001-00-00T00:00:00Z", 9),
        time("P582", "+2005-06-00T00:00:00Z", 10)
    );
    let references = format!(
        r#"[{{"snaks":{{"P854":[{}],"P813":[{}]}},"snaks-order":["P854","P813"]}}]"#,
        snak("P854", "string", r#""https://example.org/p""#),
        time("P813", "+2020-02-27T00:00:00Z", 11)
    );
    let class = claim(&item("P31", 5), "normal", "{}", "[]");
    format!(
        r#"{{"type":"item","id":"Q{number}","labels":{{"en":{{"language":"en","value":"Flavia {number} Strakencz"}}}},"descriptions":{{}},"aliases":{{"en":[{{"language":"en","value":"Countess {number}"}}]}},"claims":{{"P31":[{class}],"P569":[{}],"P39":[{}]}},"sitelinks":[]}}"#,
        claim(&born, "preferred", "[]", &references),
        claim(&seat, "normal", &times, "[]"),
    )
}

fn post(number: u32) -> String {
    format!(
        r#"{{"type":"item","id":"Q{number}","labels":{{"en":{{"language":"en","value":"Warden of {number}"}}}},"aliases":[],"claims":{{"P31":[{}]}}}}"#,
        claim(&item("P31", 4_164_871), "normal", "{}", "[]")
    )
}

/// A dump with posts, people, things of no wanted class, and two broken rows.
fn dump(people: u32) -> String {
    let mut dump = "[\n".to_owned();
    for number in 500_000..500_002 {
        let _ = writeln!(dump, "{},", post(number));
    }
    for number in 1..=people {
        let _ = writeln!(dump, "{},", person(number));
    }
    dump.push_str("{\"type\":\"item\",\"id\":\"Q77\",\"labels\":{\"en\":{\"language\":\"en\",\"va\n");
    dump.push_str("{\"type\":\"item\",\"id\":\"Q78\",\"labels\":[],\"claims\":[]},\n");
    dump.push_str("not json at all\n]\n");
    dump
}

fn map(folder: &Path) -> String {
    let text = format!(
        r#"{{{SOURCE}, "kinds": {{"Q5": "person", "Q4164871": "office"}}, "properties": {{"P569": "born", "P39": "post"}}}}"#
    );
    file(folder, "map.json", text)
}

/// The schema that the imported facts are lint against.
fn schema(folder: &Path) -> String {
    file(folder, "base/schema.facts", format!("{}property person.post : office many\n", text("facts/schema.facts")));
    folder.join("base").to_str().expect("UTF-8").to_owned()
}

fn tables(folder: &Path) -> [String; 2] {
    ["entities.csv", "statements.csv"]
        .map(|name| std::fs::read_to_string(folder.join(name)).expect("a table of the import"))
}

#[test]
fn a_dump_becomes_fact_files() {
    let folder = folder("import-dump");
    let base = schema(&folder);
    let map = map(&folder);
    let plain = file(&folder, "dump.json", dump(40));
    let out = folder.join("base/dump");
    let run = factlint(["facts", "import", &plain, "--map", &map, "-o", out.to_str().expect("UTF-8")]).exits(0);
    // One post in three is not in the dump.
    let run = run.says("47 rows: 42 entities, 67 statements, 13 statements left out since their value was not chosen");
    run.complains("2 rows are broken");
    let broken = std::fs::read_to_string(out.join("broken.txt")).expect("broken rows are named");
    assert!(broken.starts_with("row 44: EOF while parsing a string"), "{broken}");
    assert!(broken.contains("\nrow 46: expected ident"), "{broken}");
    let [entities, statements] = tables(&out);
    assert!(entities.contains("\nq7,person,Flavia 7 Strakencz,Countess 7\n"), "{entities}");
    assert!(statements.contains("\nq7,born,1917-03-08,,,preferred,https://example.org/p,2020-02-27\n"), "{statements}");
    assert!(statements.contains("\nq7,post,q500001,2001,2005-06,normal,,\n"), "{statements}");
    factlint(["facts", "lint", &base]).exits(0).says("42 entities, 67 statements, 1 sources: 0 faults");
    let run = factlint(["facts", "query", "--facts", &base, "Countess 7"]).exits(0);
    run.says("born: 8 March 1917, reference https://example.org/p, reference-read 27 February 2020 (preferred)");
}

#[test]
fn packed_dumps_give_the_same() {
    let folder = folder("import-packed");
    let map = map(&folder);
    let rows = dump(300);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(rows.as_bytes()).expect("packs");
    let gz = file(&folder, "dump.json.gz", packed.finish().expect("packs"));
    // Dumps are made of many streams, one behind the other.
    let (head, tail) = rows.split_at(rows.len() / 2);
    let mut streams = Vec::new();
    for part in [head, tail] {
        let mut packed = bzip2::write::BzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(part.as_bytes()).expect("packs");
        streams.extend(packed.finish().expect("packs"));
    }
    let bz2 = file(&folder, "dump.json.bz2", streams);
    let plain = file(&folder, "dump.json", &rows);
    let mut made = Vec::new();
    for (name, input) in [("a", plain), ("b", gz), ("c", bz2)] {
        let out = folder.join(name);
        factlint(["facts", "import", &input, "--map", &map, "-o", out.to_str().expect("UTF-8")]).exits(0);
        made.push(tables(&out));
    }
    assert!(made[0] == made[1] && made[0] == made[2], "packed and plain give other tables");
}

#[test]
fn an_import_that_was_ended_goes_on() {
    let folder = folder("import-resume");
    let map = map(&folder);
    let input = file(&folder, "dump.json", dump(25_000));
    let whole = folder.join("whole");
    factlint(["facts", "import", &input, "--map", &map, "-o", whole.to_str().expect("UTF-8")]).exits(0);
    let part = folder.join("part");
    let out = part.to_str().expect("UTF-8");
    factlint(["facts", "import", &input, "--map", &map, "-o", out, "--resume"])
        .exits(2)
        .complains("leave out `--resume`");
    let mut child = support::spawn(["facts", "import", &input, "--map", &map, "-o", out]);
    while !part.join("import.state").exists() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    child.kill().expect("it can be ended");
    child.wait().expect("it ends");
    factlint(["facts", "import", &input, "--map", &map, "-o", out, "--resume"]).exits(0).says("25007 rows");
    assert!(tables(&whole) == tables(&part), "an import in two parts gives other tables");
}

#[test]
fn tables_and_json_lines_are_read_by_a_template() {
    let folder = folder("import-rows");
    let base = schema(&folder);
    let row = r#""row": {"id": "{code}", "kind": "country", "label": "{name}", "aliases": ["{also}"], "statements": [{"property": "independent", "value": "{since}"}]}"#;
    let map = file(&folder, "map.json", format!("{{{SOURCE}, {row}}}"));
    let csv = file(
        &folder,
        "states.csv",
        "code,name,also,since\nRU,Ruritania,Kingdom of Ruritania,1878\nGF,Grand Fenwick,,\n,Nowhere,,\n",
    );
    let tsv = file(
        &folder,
        "states.tsv",
        "code\tname\talso\tsince\nRU\tRuritania\tKingdom of Ruritania\t1878\nGF\tGrand Fenwick\t\t\n\tNowhere\t\t\n",
    );
    let jsonl = file(
        &folder,
        "states.jsonl",
        "{\"code\":\"RU\",\"name\":\"Ruritania\",\"also\":[\"Kingdom of Ruritania\"],\"since\":1878}\n{\"code\":\"GF\",\"name\":\"Grand Fenwick\"}\n{\"name\":\"Nowhere\"}\n",
    );
    let mut made = Vec::new();
    for (name, input) in [("a", csv), ("b", tsv), ("c", jsonl)] {
        let out = folder.join(name);
        let run = factlint(["facts", "import", &input, "--map", &map, "-o", out.to_str().expect("UTF-8")]).exits(0);
        run.says("3 rows: 2 entities, 1 statements").complains("1 rows are broken");
        assert_eq!(
            std::fs::read_to_string(out.join("broken.txt")).expect("named"),
            "row 3: it has no id or no label\n"
        );
        made.push(tables(&out));
    }
    assert!(made[0] == made[1] && made[0] == made[2], "{made:?}");
    std::fs::rename(folder.join("a"), folder.join("base/a")).expect("moved");
    factlint(["facts", "query", "--facts", &base, "Kingdom of Ruritania"]).exits(0).says("independent: 1878");
}

#[test]
fn a_declaration_that_is_none_names_its_place() {
    let folder = folder("import-map");
    let map = file(&folder, "map.json", "{\n  \"sorce\": 1\n}\n");
    let input = file(&folder, "dump.json", "[\n]\n");
    let run = factlint(["facts", "import", &input, "--map", &map, "-o", folder.to_str().expect("UTF-8")]).exits(2);
    run.complains("unknown field `sorce`").complains("line 2");
}
