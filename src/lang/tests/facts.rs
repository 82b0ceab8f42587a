//! Every construct of `.facts`.

use super::{facts, only, texts};
use crate::calendar::parse_edtf;
use crate::lang::ast::{FactItem, FactLine, Literal, StatementLine};
use crate::lang::facts::{parse_facts, parse_facts_at};
use crate::quantity::Decimal;
use crate::text::Span;

#[test]
fn kinds() {
    let text = "/// A meeting.\n/// Numbered.\nkind edition : event   // parent optional\n\nkind title common\nkind x : y common\nkind z";
    let items = facts(text);
    let kinds: Vec<_> = items
        .iter()
        .map(|item| match item {
            FactItem::Kind(kind) => {
                (kind.name.text.as_str(), kind.parent.as_ref().map(|p| p.text.as_str()), kind.common, kind.doc.as_str())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            ("edition", Some("event"), false, "A meeting.\nNumbered."),
            ("title", None, true, ""),
            ("x", Some("y"), true, ""),
            ("z", None, false, ""),
        ]
    );
    let FactItem::Kind(first) = &items[0] else { panic!() };
    assert_eq!(first.name.span.of(text), "edition");
}

#[test]
fn properties_and_senses() {
    let property = only!(
        facts("property org|treaty.member : country many transitive refines\n  inverse-of  member-of"),
        FactItem::Property
    );
    assert_eq!(texts(&property.kinds), ["org", "treaty"]);
    assert_eq!((property.name.text.as_str(), property.value.text.as_str()), ("member", "country"));
    assert_eq!(property.cardinality.text, "many");
    assert_eq!(texts(&property.flags), ["transitive", "refines", "inverse-of member-of"]);
    let sense = only!(facts("sense treaty|org.began = in-force | opened\n  | first-edition.held"), FactItem::Sense);
    assert_eq!(texts(&sense.kinds), ["treaty", "org"]);
    assert_eq!(sense.name.text, "began");
    assert_eq!(texts(&sense.of), ["in-force", "opened", "first-edition.held"]);
}

#[test]
fn sources() {
    let source = only!(
        facts(
            "source b \"Bundesregierung: \\\"Heiko\\\" Maas\" {\n  url \"https://a.b/c\" // where\n  retrieved 2026-11-24; licence \"facts, page quoted\"\n  horizon 2026-11-01\n}\n"
        ),
        FactItem::Source
    );
    assert_eq!((source.id.text.as_str(), source.title.text.as_str()), ("b", "Bundesregierung: \"Heiko\" Maas"));
    let fields: Vec<_> = source.fields.iter().map(|(key, value)| (key.text.as_str(), value.text.as_str())).collect();
    assert_eq!(
        fields,
        [
            ("url", "https://a.b/c"),
            ("retrieved", "2026-11-24"),
            ("licence", "facts, page quoted"),
            ("horizon", "2026-11-01")
        ]
    );
    assert!(only!(facts("source s \"S\""), FactItem::Source).fields.is_empty());
}

fn statement(line: &FactLine) -> &StatementLine {
    match line {
        FactLine::Statement(line) => line,
        other => panic!("{other:?}"),
    }
}

#[test]
fn entities() {
    let text = r#"/// A state.
entity germany : country "Germany" {
  alias "Germany" | "Federal Republic of Germany"
  alias "West Germany" 1949-05-23/1990-10-03
  demonym "German" | "Germans"
  acronym "FRG"
  source factbook
  capital berlin 1990-10-03/..
  population 83100000 2020
  founded 1949-05-23
  share 3.5; loss -16; year 1994; bc -0043; motto "Unity" // note
  flow 199X/.. known 2018/.. rank preferred as acting source s at bonn
  rank-of 7th-state
  complete member 1951/.. source x
}
"#;
    let entity = only!(facts(text), FactItem::Entity);
    assert_eq!(entity.doc, "A state.");
    assert_eq!(entity.kind.as_ref().map(|k| k.text.as_str()), Some("country"));
    assert_eq!(entity.label.as_ref().map(|l| l.span.of(text)), Some("Germany"));
    let FactLine::Names(names) = &entity.lines[0] else { panic!() };
    assert_eq!(
        (names.sort.text.as_str(), texts(&names.names)),
        ("alias", vec!["Germany", "Federal Republic of Germany"])
    );
    let FactLine::Names(names) = &entity.lines[1] else { panic!() };
    let when = names.when.as_ref().unwrap();
    assert_eq!(when.text.text, "1949-05-23/1990-10-03");
    assert_eq!(when.time, parse_edtf("1949-05-23/1990-10-03").ok());
    let FactLine::Source(source) = &entity.lines[4] else { panic!() };
    assert_eq!(source.text, "factbook");
    let capital = statement(&entity.lines[5]);
    assert!(matches!(&capital.value, Literal::Id(id) if id.text == "berlin"));
    assert_eq!(capital.valid.as_ref().unwrap().text.text, "1990-10-03/..");
    assert_eq!(capital.span.of(text), "capital berlin 1990-10-03/..");
    let population = statement(&entity.lines[6]);
    assert!(matches!(&population.value, Literal::Number { value, .. } if *value == Decimal::from(83_100_000)));
    assert_eq!(population.valid.as_ref().unwrap().text.text, "2020");
    assert!(matches!(&statement(&entity.lines[7]).value, Literal::Date(when) if when.text.text == "1949-05-23"));
    assert!(matches!(&statement(&entity.lines[8]).value, Literal::Number { value, .. } if value.to_string() == "3.5"));
    assert!(
        matches!(&statement(&entity.lines[9]).value, Literal::Number { text, value } if text.text == "-16" && value.to_string() == "-16")
    );
    assert!(matches!(&statement(&entity.lines[10]).value, Literal::Date(when) if when.text.text == "1994"));
    assert!(matches!(&statement(&entity.lines[11]).value, Literal::Date(when) if when.text.text == "-0043"));
    assert!(matches!(&statement(&entity.lines[12]).value, Literal::Text(text) if text.text == "Unity"));
    let flow = statement(&entity.lines[13]);
    assert!(matches!(&flow.value, Literal::Date(when) if when.text.text == "199X/.."));
    assert_eq!(flow.valid, None);
    assert_eq!(flow.known.as_ref().unwrap().text.text, "2018/..");
    let names = [&flow.rank, &flow.capacity, &flow.source, &flow.at].map(|name| name.as_ref().unwrap().text.as_str());
    assert_eq!(names, ["preferred", "acting", "s", "bonn"]);
    assert!(matches!(&statement(&entity.lines[14]).value, Literal::Id(id) if id.text == "7th-state"));
    let FactLine::Complete { property, when, source } = &entity.lines[15] else { panic!() };
    assert_eq!((property.text.as_str(), when.text.text.as_str()), ("member", "1951/.."));
    assert_eq!(source.as_ref().unwrap().text, "x");
    assert_eq!(entity.lines.len(), 16);
}

#[test]
fn entities_in_short() {
    let items = facts("entity germany { member eu 1958/.. }\nentity x : person \"X\"\nentity 10-downing {}");
    let shapes: Vec<_> = items
        .iter()
        .map(|item| match item {
            FactItem::Entity(e) => (e.id.text.as_str(), e.kind.is_some(), e.label.is_some(), e.lines.len()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(shapes, [("germany", false, false, 1), ("x", true, true, 0), ("10-downing", false, false, 0)]);
}

#[test]
fn series() {
    let text = r#"series npt-revcon : conference "NPT Review Conference" of npt {
  alias "Review Conference"
  source curated
  edition 1 { held 1975-05-05/1975-05-30 at geneva }
  edition 10 "2020 NPT Review Conference" {
    alias "RevCon"
    planned 2020-04-27/2020-05-22 at new-york-city known 2018/2020-03-27 source rcw
  }
  edition 11
}
"#;
    let series = only!(facts(text), FactItem::Series);
    assert_eq!(series.of.as_ref().unwrap().text, "npt");
    assert_eq!(series.kind.as_ref().unwrap().text, "conference");
    assert_eq!(series.label.as_ref().unwrap().text, "NPT Review Conference");
    assert_eq!(series.lines.len(), 2);
    let shapes: Vec<_> =
        series.editions.iter().map(|e| (e.number.text.as_str(), e.label.is_some(), e.lines.len())).collect();
    assert_eq!(shapes, [("1", false, 1), ("10", true, 2), ("11", false, 0)]);
    let held = statement(&series.editions[0].lines[0]);
    assert_eq!(held.property.text, "held");
    assert!(matches!(&held.value, Literal::Date(when) if when.text.text == "1975-05-05/1975-05-30"));
    assert_eq!(held.at.as_ref().unwrap().text, "geneva");
    let short = only!(facts("series s"), FactItem::Series);
    assert!(short.kind.is_none() && short.of.is_none());
}

#[test]
fn completeness_and_allowances() {
    let complete = only!(facts("complete de.holder 1951-03-15/2026-11-01 source b"), FactItem::Complete);
    assert_eq!(
        (complete.entity.text.as_str(), complete.property.text.as_str(), complete.when.text.text.as_str()),
        ("de", "holder", "1951-03-15/2026-11-01")
    );
    assert_eq!(complete.source.unwrap().text, "b");
    assert!(only!(facts("complete de.holder 1951"), FactItem::Complete).source.is_none());
    let allow = only!(facts("allow overlap de \"the day of the hand-over\""), FactItem::Allow);
    assert_eq!(
        (allow.code.text.as_str(), allow.what.text.as_str(), allow.reason.text.as_str()),
        ("overlap", "de", "the day of the hand-over")
    );
}

#[test]
fn tables() {
    let text = r#"table "members.csv" columns org state from to label {
  /// A row.
  entity {org} : org {label} {
    source un-members
    alias {label} {from}/..
    member {state} {from}/{to}
    count {state}
    seat {from}/1990
  }
  complete {org}.member {from}/{to} source un
  series {org} of {state} { edition {from} { held {from}/{to} } }
}
"#;
    let table = only!(facts(text), FactItem::Table);
    assert_eq!(table.file.text, "members.csv");
    assert_eq!(texts(&table.columns), ["org", "state", "from", "to", "label"]);
    assert_eq!(table.items.len(), 3);
    let FactItem::Entity(entity) = &table.items[0] else { panic!() };
    assert_eq!((entity.id.text.as_str(), entity.doc.as_str()), ("{org}", "A row."));
    assert_eq!(entity.label.as_ref().unwrap().text, "{label}");
    let member = statement(&entity.lines[2]);
    assert!(matches!(&member.value, Literal::Column(name) if name.text == "{state}"));
    let valid = member.valid.as_ref().unwrap();
    assert_eq!((valid.text.text.as_str(), valid.time), ("{from}/{to}", None));
    assert!(matches!(&statement(&entity.lines[3]).value, Literal::Column(_)));
    assert!(matches!(&statement(&entity.lines[4]).value, Literal::Date(when) if when.text.text == "{from}/1990"));
}

#[test]
fn a_part_of_a_file() {
    let text = "test x given { kind a; entity b : a \"B\" {\n  alias \"C\"\n}\n complete b.p 1990\n /// doc\n source s \"S\" { url \"u\" }\n }";
    let start = text.find('{').unwrap() + 1;
    let part = Span::new(u32::try_from(start).unwrap(), u32::try_from(text.len() - 1).unwrap());
    let (items, faults) = parse_facts_at("t.rules", text, part);
    assert_eq!(faults, []);
    assert_eq!(items.len(), 4);
    let FactItem::Entity(entity) = &items[1] else { panic!() };
    assert_eq!(entity.label.as_ref().unwrap().span.of(text), "B");
    let FactItem::Complete(complete) = &items[2] else { panic!() };
    assert!(complete.source.is_none());
    let FactItem::Source(source) = &items[3] else { panic!() };
    assert_eq!(source.doc, "doc");
    assert_eq!(parse_facts_at("t", "é", Span::new(1, 9)), (vec![], vec![]));
}

#[test]
fn carriage_returns_and_marks_of_byte_order() {
    let (items, faults) = parse_facts("t", "\u{feff}kind a : b\r\n\r\nentity x : a \"X\" {\r\n  p q\r\n}\r\n");
    assert_eq!(faults, []);
    assert_eq!(items.len(), 2);
}
