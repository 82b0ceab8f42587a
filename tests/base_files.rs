//! Fact files as curators keep them: their one shape, tables, layers, what is taken back, what is asked.

mod support;

use factlint::base::{Base, load_model, load_model_over, thaw, write_image};
use factlint::definitions::gather;
use factlint::lang::format::{format_facts, format_table};
use factlint::text::Source;
use factlint::truth::Truth;
use std::path::Path;
use support::{factlint, file, folder, text};

const SOURCE: &str = "source own \"Own notes\" { url \"https://example.org\"; retrieved 2026-11-01; licence \"CC0\"; horizon 2026-11-01 }\n";

fn shipped() -> Vec<Source> {
    gather(Path::new("facts")).expect("the shipped facts can be read")
}

fn image(files: &[Source]) -> Vec<u8> {
    let (model, faults) = load_model(files);
    assert!(faults.is_empty(), "{:?}", faults.first());
    write_image(&model).expect("the model fits")
}

/// A base of a text over the shipped schema.
fn base(facts: &str) -> Base {
    let files = [
        Source { name: "schema.facts".to_owned(), text: text("facts/schema.facts") },
        Source { name: "own.facts".to_owned(), text: format!("{SOURCE}{facts}") },
    ];
    Base::from_bytes(&image(&files)).expect("opens")
}

#[test]
fn the_shape_of_files_changes_nothing_that_is_said() {
    let files = shipped();
    let shaped: Vec<Source> = files
        .iter()
        .map(|file| {
            let shape = |text: &str| {
                if file.name.ends_with(".csv") { format_table(text).expect("a table") } else { format_facts(text) }
            };
            let text = shape(&file.text);
            assert_eq!(shape(&text), text, "{} is not at rest", file.name);
            Source { name: file.name.clone(), text }
        })
        .collect();
    assert!(image(&files) == image(&shaped), "another base comes of the shaped files");
}

#[test]
fn the_command_writes_files_and_checks_them() {
    let folder = folder("fmt");
    let facts = file(&folder, "own.facts", "kind   a\n\n\n\nkind b\n");
    let table = file(&folder, "own.csv", "id,name\nz,Z\na,A\n");
    let path = folder.to_str().expect("UTF-8");
    factlint(["fmt", "--check", path]).exits(1).says("own.facts").says("own.csv");
    factlint(["fmt", path]).exits(0);
    assert_eq!(std::fs::read_to_string(facts).expect("a file"), "kind a\n\nkind b\n");
    assert_eq!(std::fs::read_to_string(table).expect("a file"), "id,name\na,A\nz,Z\n");
    let run = factlint(["fmt", "--check", path]).exits(0);
    assert_eq!(run.out, "");
}

#[test]
fn a_base_thaws_to_itself() {
    let whole = image(&shipped());
    let model = thaw(&Base::from_bytes(&whole).expect("opens")).expect("whole");
    let (again, faults) = load_model_over(model, &[], None);
    assert!(faults.is_empty(), "{:?}", faults.first());
    assert!(write_image(&again).expect("fits") == whole, "a base laid under nothing is another base");
}

#[test]
fn a_folder_lies_over_the_shipped_base() {
    let folder = folder("layers");
    let own = folder.join("own");
    file(
        &own,
        "own.facts",
        format!(
            "{SOURCE}entity strelsau : city \"Strelsau\" {{ source own; part-of germany }}\n\
             entity germany {{ source own; retract capital berlin; capital strelsau 1990-10-03/.. }}\n"
        ),
    );
    let own = own.to_str().expect("UTF-8");
    let out = folder.join("own.base");
    let out = out.to_str().expect("UTF-8");
    let run = factlint(["facts", "query", "--base", own, "germany capital"]).exits(0).says("capital: Strelsau");
    assert!(!run.out.contains("Berlin"), "{}", run.out);
    factlint(["facts", "compile", own, "-o", out]).exits(0).says("sha256:");
    factlint(["facts", "query", "--base", out, "germany capital"]).exits(0).says("capital: Strelsau");
    factlint(["facts", "verify", out]).exits(0).says("whole");
    let shipped = folder.join("shipped.base");
    let shipped = shipped.to_str().expect("UTF-8");
    factlint(["facts", "compile", "--alone", "facts", "-o", shipped]).exits(0);
    let run = factlint(["facts", "diff", shipped, out]).exits(1);
    let run = run.says("+ germany.capital strelsau 1990-10-03/..").says("- germany.capital berlin");
    run.says("1 statements gone, 2 come");
    factlint(["facts", "diff", out, out]).exits(0).says("0 statements gone, 0 come");
    let article = file(&folder, "article.txt", "Berlin is the capital of Germany.");
    let check = |base: &str| {
        let run = factlint(["check", "--verbose", "--published", "2020-02-27", "--base", base, &article]);
        (run.code, run.out)
    };
    assert_eq!(check(own), check(out), "the same facts, compiled or not, say the same");
}

#[test]
fn what_is_not_there_cannot_be_taken_back() {
    let folder = folder("retract");
    file(&folder, "own.facts", "entity germany { retract capital paris }\n");
    let run = factlint(["facts", "query", "--base", folder.to_str().expect("UTF-8"), "germany"]).exits(2);
    run.complains("own.facts:1:26").complains("the base below says nothing of the kind about `capital`");
}

#[test]
fn a_question_may_name_a_property_another_thing_or_a_day() {
    factlint(["facts", "query", "germany foreign-minister 2020-02-27"]).exits(0).says("Heiko Maas");
    let run = factlint(["facts", "query", "--format", "csv", "germany capital 2020"]).exits(0);
    assert!(run.out.starts_with("entity,label,property,value,valid,"), "{}", run.out);
    assert!(run.out.contains("\ngermany,Germany,capital,berlin,"), "{}", run.out);
    let run = factlint(["facts", "query", "--format", "json", "germany capital"]).exits(0);
    let rows: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(rows[0]["value"], "berlin");
}

#[test]
fn qualifiers_and_ranks_are_kept() {
    let base = base(
        "property statement.page : number once\nproperty statement.place : place many\n\
         entity zenda : city \"Zenda\"\n\
         entity rudolf : person \"Rudolf\" { source own; born 1866-05-01 rank preferred with page 12 with place zenda }\n",
    );
    let rudolf = base.find("rudolf").expect("he is there");
    let statement = base.about(rudolf).next().expect("it is stated");
    let qualifiers: Vec<String> = base
        .qualifiers(&statement)
        .map(|(property, value)| format!("{} {value:?}", base.schema().properties[property.index()].name))
        .collect();
    assert_eq!(qualifiers, ["page Number(12)", "place Entity(EntityId(1))"]);
    assert_eq!(statement.rank, factlint::base::Rank::Preferred);
}

#[test]
fn the_other_side_of_an_inverse_and_the_way_up_are_derived() {
    let base = base(
        "kind shop\nproperty shop.owner : person one inverse-of owns\nproperty person.owns : shop many\n\
         property shop.within : shop many transitive\n\
         entity a : shop \"Shop A\" { source own; owner flavia 1990-01-01/2000-01-01; within b 1990/1999 }\n\
         entity b : shop \"Shop B\" { source own; within c 1995/2005 }\n\
         entity c : shop \"Shop C\"\nentity flavia : person \"Flavia\"\n",
    );
    let find = |id| base.find(id).expect("it is there");
    let property = |id, name| base.schema().stored(base.kind_of(find(id)), name).expect("a property");
    let owned: Vec<_> = base.statements(find("flavia"), property("flavia", "owns")).collect();
    assert_eq!(owned.len(), 1);
    assert_eq!(owned[0].valid.outer().to_string(), "1990-01-01/2000-01-01");
    let within: Vec<String> = base
        .statements(find("a"), property("a", "within"))
        .map(|one| format!("{:?} {}", one.value, one.valid.outer()))
        .collect();
    assert_eq!(within, ["Entity(EntityId(1)) 1990-01-01/1999-12-31", "Entity(EntityId(2)) 1995-01-01/1999-12-31"]);
}

#[test]
fn the_gazetteer_tells_whether_a_region_has_a_place_of_a_name() {
    let files = [
        Source { name: "schema.facts".to_owned(), text: text("facts/schema.facts") },
        Source {
            name: "own.facts".to_owned(),
            text: format!(
                "{SOURCE}gazetteer \"places.csv\" columns name country region population {{ source own; floor 500 }}\n"
            ),
        },
        Source { name: "places.csv".to_owned(), text: text("tests/places.csv") },
    ];
    let base = Base::from_bytes(&image(&files)).expect("opens");
    assert_eq!(base.place_count(), 20);
    assert_eq!(base.region_has("RU.ZE", "old mill"), Some(true));
    assert_eq!(base.region_has("RU.ZE", "Østerby"), Some(false));
    assert_eq!(base.region_has("RU.ST", "osterby"), Some(true));
    assert_eq!(base.region_has("RU", "Old Mill"), Some(true));
    assert_eq!(base.region_has("RU.XX", "Old Mill"), None, "of a region that it does not know it says nothing");
    assert_eq!(base.region_has("MC", "Grimaldi Point"), Some(true));
    let mut mills: Vec<(String, u32)> =
        base.places_named("Old Mill").map(|place| (place.code(), place.population)).collect();
    mills.sort_unstable();
    assert_eq!(mills, [("RU.ST".to_owned(), 61_200), ("RU.ZE".to_owned(), 812)]);
    assert_eq!(base.gazetteer().map(|(_, floor)| floor), Some(500));
}

#[test]
fn a_name_alone_tells_where_a_town_is_not_where_it_is_known_elsewhere_and_rare() {
    let facts = format!(
        "{SOURCE}gazetteer \"places.csv\" columns name country region population {{ source own; floor 500 }}\n\
         property region|country.code : text once gazetteer\n\
         property country.claims : country many contests\n\
         entity ruritania : country \"Ruritania\" {{ source own; code \"RU\" }}\n\
         entity fenwick : country \"Fenwick\" {{ source own; code \"FW\" }}\n\
         entity evallonia : country \"Evallonia\" {{ source own; code \"MC\"; claims ruritania }}\n\
         entity eastmark : region \"Eastmark\" {{ source own; code \"RU.HE\"; part-of ruritania }}\n\
         entity westmark : region \"Westmark\" {{ source own; code \"RU.WE\"; part-of ruritania }}\n\
         entity zenda : city \"Zenda\" {{ source own; part-of ruritania }}\n\
         entity hentzau : city \"Hentzau\"\n"
    );
    let files = [
        Source { name: "schema.facts".to_owned(), text: text("facts/schema.facts") },
        Source { name: "own.facts".to_owned(), text: facts },
        Source { name: "places.csv".to_owned(), text: text("tests/places.csv") },
    ];
    let base = Base::from_bytes(&image(&files)).expect("opens");
    let lies = |name: &str, region: &str| {
        factlint::eval::locality::lies_in(&base, name, base.find(region).expect("it is there"))
    };
    assert_eq!(lies("Hofbau", "eastmark"), Truth::True, "the gazetteer lists it, though it is no entity");
    assert_eq!(lies("Zenda", "ruritania"), Truth::True);
    assert_eq!(lies("Strelsau", "eastmark"), Truth::False, "none does, and the one that is known has many people");
    assert_eq!(lies("Strelsau", "fenwick"), Truth::False);
    assert_eq!(lies("Zenda", "eastmark"), Truth::False, "a city of the base is well known, however small");
    assert_eq!(lies("Tarlenheim", "fenwick"), Truth::Unknown, "so small a place may have a namesake on no list");
    assert_eq!(lies("Strelsau", "westmark"), Truth::Unknown, "of a region that it does not know it says nothing");
    assert_eq!(lies("Strelsau", "evallonia"), Truth::Unknown, "whose land it is is in dispute");
    assert_eq!(lies("Hentzau", "ruritania"), Truth::Unknown, "the base says it to be part of nothing");
    assert_eq!(factlint::eval::locality::home(&base, "Old Mill"), base.find("ruritania"));
}

#[test]
fn a_namesake_in_the_region_is_no_contradiction() {
    let facts = format!(
        "{SOURCE}gazetteer \"places.csv\" columns name country region population {{ source own; floor 500 }}\n\
         property region|country.code : text once gazetteer\n\
         entity ruritania : country \"Ruritania\" {{ source own; code \"RU\" }}\n\
         entity lowmark : region \"Lowmark\" {{ source own; code \"RU.ST\"; part-of ruritania }}\n\
         entity highmark : region \"Highmark\" {{ source own; code \"RU.ZE\"; part-of ruritania }}\n\
         entity eastmark : region \"Eastmark\" {{ source own; code \"RU.HE\"; part-of ruritania }}\n\
         entity old-mill : city \"Old Mill\" {{ source own; part-of lowmark }}\n\
         entity strelsau : city \"Strelsau\" {{ source own; part-of lowmark }}\n\
         entity zenda : city \"Zenda\" {{ source own; part-of highmark }}\n"
    );
    let files = [
        Source { name: "schema.facts".to_owned(), text: text("facts/schema.facts") },
        Source { name: "own.facts".to_owned(), text: facts },
        Source { name: "places.csv".to_owned(), text: text("tests/places.csv") },
    ];
    let base = Base::from_bytes(&image(&files)).expect("opens");
    let lies = |city: &str, region: &str| {
        let find = |id: &str| base.find(id).expect("it is there");
        factlint::eval::place::refines(&base, find(city), find(region))
    };
    assert_eq!(lies("zenda", "highmark"), Truth::True);
    assert_eq!(lies("old-mill", "highmark"), Truth::Unknown, "one of that name lies there");
    assert_eq!(lies("strelsau", "eastmark"), Truth::False, "none does, and the one that is known has many people");
    assert_eq!(lies("zenda", "eastmark"), Truth::Unknown, "so small a place may have a namesake on no list");
}

#[test]
fn bad_places_name_their_rows() {
    let folder = folder("bad-places");
    file(&folder, "schema.facts", text("facts/schema.facts"));
    file(
        &folder,
        "own.facts",
        format!("{SOURCE}gazetteer \"p.csv\" columns name country region population {{ source own; floor 500 }}\n"),
    );
    file(&folder, "p.csv", "name,country,region,population\nZenda,RUR,ZE,900\nHentzau,RU,ZE,many\n");
    let run = factlint(["facts", "lint", folder.to_str().expect("UTF-8")]).exits(2);
    run.complains("p.csv:2:1").complains("p.csv:3:1").complains("`many` is not a number of people");
}

#[test]
fn bad_cells_name_line_column_and_cause_all_in_one_run() {
    let folder = folder("bad-cells");
    file(&folder, "schema.facts", text("facts/schema.facts"));
    file(
        &folder,
        "own.facts",
        format!(
            "{SOURCE}entity strelsau : city \"Strelsau\"\n\
             table \"lands.csv\" columns id label since capital {{\n  entity {{id}} : country {{label}} {{ source own; \
             independent {{since}}; capital {{capital}} {{since}}/.. }}\n}}\n"
        ),
    );
    file(
        &folder,
        "lands.csv",
        "id,label,since,capital\nruritania,\"Ruritania, Kingdom of\",1878-13-01,strelsau\n\
         fenwick,Fenwick,1370,strelsua\nutopia,Utopia,1516,strelsau,more\n",
    );
    let run = factlint(["facts", "lint", folder.to_str().expect("UTF-8")]).exits(2);
    run.complains("lands.csv:2:35")
        .complains("there is no day `1878-13-01` in the calendar")
        .complains("lands.csv:3:22")
        .complains("there is no entity `strelsua`")
        .complains("did you mean `strelsau`?")
        .complains("lands.csv:4:1")
        .complains("row has 5 columns, the table declares 4");
}

#[test]
fn lints_are_told_with_their_level_and_may_be_allowed_with_a_reason() {
    let lint = |name: &str, facts: &str| {
        let folder = folder(name);
        file(&folder, "schema.facts", text("facts/schema.facts"));
        file(&folder, "own.facts", format!("{SOURCE}{facts}"));
        factlint(["facts", "lint", folder.to_str().expect("UTF-8")])
    };
    let lives = "entity rudolf : person \"Rudolf\" { source own; born 1950; died 1940 }\n";
    lint("lint-backwards", lives).exits(2).complains("error[backwards]: `rudolf` ends before it begins");
    let circle = "entity a : region \"Aland\" { source own; part-of b }\nentity b : region \"Beland\" { source own; part-of a }\n";
    lint("lint-cycle", circle).exits(2).complains("error[cycle]: `a` would be part of itself");
    let gap = "entity rudolf : person \"Rudolf\"\nentity warden : office \"Warden\" { source own; holder rudolf 1900/1910; \
               holder rudolf 1920/1930; complete holder 1900/1930 }\n";
    lint("lint-gap", gap).exits(1).complains("warning[gap]").complains("nothing is stated for 1 January 1911");
    let allowed = format!("{gap}allow gap office \"vacant in the war\"\n");
    lint("lint-allowed", &allowed).exits(0).says("0 faults");
    lint("lint-unused", "allow gap office \"no reason\"\n")
        .exits(1)
        .complains("nothing is left to allow: no `gap` at `office`");
    lint("lint-unknown", "allow gaap office \"x\"\n").exits(2).complains("there is no lint `gaap` that can be allowed");
    let order = "series games-of-zenda : games \"Games of Zenda\" { source own; edition 1 { held 1930 }; edition 2 { held 1920 } }\n";
    lint("lint-order", order).exits(1).complains("warning[order]: edition 2 was held before edition 1");
    let old = "source old \"Old\" { url \"https://example.org\"; retrieved 2020-01-01; licence \"CC0\"; horizon 2020-01-01 }\n\
               entity rudolf : person \"Rudolf\"\nentity warden : office \"Warden\" { source old; holder rudolf 2010/.. }\n";
    lint("lint-expired", old).exits(1).complains("warning[expired]: source `old` knows nothing after 1 January 2020");
    let long = "entity a : person \"Anna\"\nentity b : person \"Berta\"\nentity warden : office \"Warden\" { source own; \
                holder a 1900/1950; holder b 1910/1911; holder b 1940/1945 }\n";
    lint("lint-overlap", long).exits(2).complains("error[overlap]").complains("1940");
}

#[test]
fn the_list_of_sources_is_that_of_the_base() {
    let run = factlint(["facts", "sources"]).exits(0);
    assert!(
        run.out == text("facts/SOURCES.md"),
        "facts/SOURCES.md is out of date: write `cargo run -- facts sources` into it"
    );
}
