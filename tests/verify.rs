//! Proofs are replayed by the verifier; forged ones are not.

use factlint::annotate::Classes;
use factlint::base::Base;
use factlint::calendar::{Day, Days, Stretch};
use factlint::check::{Checker, Options, Prepared, Report, Verdict};
use factlint::definitions::{Definitions, gather, given_base};
use factlint::proof::{Datum, Proof, Step};
use factlint::quantity::Decimal;
use factlint::read::{Markdown, Markup, Text, read_text};
use factlint::text::Source;
use factlint::truth::Truth;
use factlint::verify::verify;
use std::path::Path;
use std::rc::Rc;
use std::sync::OnceLock;

const ARTICLES: [(&str, &dyn Markup, &str); 4] = [
    (
        "2020-02-27",
        &Text,
        "Germany's Foreign Minister Heiko Maas said on Thursday that the talks had begun. They come in light of the 10th \
         anniversary of the NPT Review Conference, which will be held in New York City on 27 April 22 May 2020. \
         Kazakhstan's accession to the NPT in 1994 was welcomed. Canberra, the capital of Australia, was quiet. \
         Sydney is the capital of Australia.",
    ),
    (
        "2015-06-01",
        &Markdown,
        "# News\n\nFormer German **Foreign Minister** Guido Westerwelle spoke. The *50th anniversary* of the [NPT](https://example.org) is near.\n\
         The 28-member NATO met. The 19-member NATO met. NATO was founded in 1950. Croatia is a member of NATO.",
    ),
    (
        "2012-01-01",
        &Text,
        "Friday, 27 February 2020 was cold. Barack Obama was the president of the United States in 2010. Ruritnia and Germny met.",
    ),
    (
        "2020-02-27",
        &Text,
        "In 2021, Germany's Foreign Minister Sigmar Gabriel spoke. Finland joined the European Union in 1996. They met in Berlin, France.",
    ),
];

fn files() -> &'static [Source] {
    static FILES: OnceLock<Vec<Source>> = OnceLock::new();
    FILES.get_or_init(|| {
        ["rules", "facts"].iter().flat_map(|folder| gather(Path::new(folder)).expect("definitions")).collect()
    })
}

fn definitions() -> &'static Definitions {
    static DEFINITIONS: OnceLock<Definitions> = OnceLock::new();
    DEFINITIONS.get_or_init(|| Definitions::compile(files()).expect("definitions"))
}

/// A checked text, with the base that it was checked against.
struct Checked {
    base: Rc<Base>,
    text: String,
    report: Report,
}

fn check(base: &Rc<Base>, markup: &dyn Markup, text: &str, published: Option<Day>) -> Checked {
    let definitions = definitions();
    let classes = Classes::resolve(&definitions.program.lexicon).expect("classes");
    let document = read_text(markup, text, published, &definitions.program.lexicon);
    let prepared = Prepared::new(base, &definitions.program);
    let off = std::collections::BTreeSet::new();
    let checker = Checker { base, program: &definitions.program, classes: &classes, prepared: &prepared, off: &off };
    Checked {
        base: base.clone(),
        text: text.to_owned(),
        report: checker.check(&document, Options { proofs: true, ..Options::default() }),
    }
}

/// All examples of all rule tests, and the articles above.
fn everything() -> Vec<Checked> {
    let definitions = definitions();
    let shipped = Rc::new(Base::from_bytes(&definitions.image).expect("base"));
    let mut all = Vec::new();
    for test in &definitions.tests {
        let base = match &test.item.given {
            None => shipped.clone(),
            Some(given) => {
                let file = files().iter().find(|file| file.name == test.file).expect("file");
                Rc::new(given_base(&definitions.schema, file, given.span).expect("base").0)
            }
        };
        let published = test.item.date.as_ref().and_then(|when| when.time).map(|time| time.days().first);
        all.extend(test.item.cases.iter().map(|case| check(&base, &Text, &case.text, published)));
    }
    for (published, format, text) in ARTICLES {
        let published = factlint::calendar::parse_edtf(published).expect("date").days().first;
        all.push(check(&shipped, format, text, Some(published)));
    }
    all
}

/// Proofs of claims, of findings, and of repairs.
fn proofs(checked: &Checked) -> Vec<&Proof> {
    let claims = checked.report.claims.iter().filter_map(|claim| claim.proof.as_ref());
    let findings =
        checked.report.findings.iter().flat_map(|finding| {
            std::iter::once(&finding.proof).chain(finding.repairs.iter().map(|repair| &repair.proof))
        });
    claims.chain(findings).collect()
}

fn decided(proof: &Proof) -> bool {
    matches!(proof.value, Datum::Truth(Truth::True | Truth::False))
}

#[test]
fn every_proof_is_replayed() {
    let mut count = 0;
    let mut repairs = 0;
    let mut ops: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    let mut failed = Vec::new();
    for checked in &everything() {
        for claim in &checked.report.claims {
            assert!(claim.proof.is_some(), "no proof of {}", claim.normal);
            if matches!(claim.verdict, Verdict::Supported | Verdict::Contradicted) {
                assert!(claim.proof.as_ref().is_some_and(decided), "undecided proof of {}", claim.normal);
            }
        }
        repairs += checked.report.findings.iter().map(|finding| finding.repairs.len()).sum::<usize>();
        for proof in proofs(checked) {
            for node in proof.nodes() {
                *ops.entry(node.op.clone()).or_default() += 1;
            }
            if let Err(error) = verify(&checked.base, Some(&checked.text), proof) {
                failed.push(format!("{error}\n  in: {}\n{proof:#?}", checked.text));
            }
            count += usize::from(decided(proof));
            // Proofs are stored and read back.
            let stored = serde_json::to_string(proof).expect("json");
            assert_eq!(&serde_json::from_str::<Proof>(&stored).expect("json"), proof);
        }
    }
    println!("{count} decided proofs, {repairs} repairs, operations {ops:?}");
    assert!(failed.is_empty(), "{} proofs fail; the first: {}", failed.len(), failed[0]);
    assert!(count > 100 && repairs > 10);
}

const FACTS: &str = r#"
source s "S" { url "https://example.org"; retrieved 2024-01-01; licence "CC0"; horizon 2024-01-01 }
source t "T" { url "https://example.org"; retrieved 2024-01-01; licence "CC0"; horizon 2024-01-01 }
entity ruritania : country "Ruritania" { demonym "Ruritanian" }
entity grand-fenwick : country "Grand Fenwick"
entity foreign-minister : title "foreign minister"
entity anna-weber : person "Anna Weber"
entity karl-brandt : person "Karl Brandt"
entity post : office "Foreign Minister of Ruritania" {
  source s
  of ruritania
  title foreign-minister
  holder karl-brandt 2010-01-01/2018-03-14
  holder anna-weber 2018-03-14/..
}
entity geneva : city "Geneva"
entity pact : treaty "Pact on Clean Seas" { source s; opened 1968-07-01; in-force 1970-03-05; member ruritania 1994-02-14/.. }
entity club : group "Seas Club" { source s; member ruritania 2019-06-11/..; complete member 2019-06-11/2024-01-01 }
series meeting : conference "Seas Meeting" {
  source s
  edition 10 { planned 2020-04-27/2020-05-22 at geneva known 2018/2020-03-27 }
}
"#;

/// What to replace in the facts, and by what.
type Replace = (&'static str, &'static str);

/// Texts, the verdict on the first claim that has it, and changes of the facts that undo its proof.
const UNDONE: [(&str, &str, Verdict, &[Replace]); 8] = [
    (
        "Ruritania's Foreign Minister Anna Weber said on Thursday that talks had begun.",
        "holds-office",
        Verdict::Supported,
        &[
            ("anna-weber 2018-03-14/..", "anna-weber 2018-03-15/.."),
            ("anna-weber 2018-03-14/..", "anna-weber 2018-03-14/2019-01-01"),
            ("holder anna-weber", "holder karl-brandt"),
            ("  source s\n  of ruritania", "  source t\n  of ruritania"),
            ("entity anna-weber", "entity anna-webber"),
        ],
    ),
    (
        "Ruritania's Foreign Minister Karl Brandt said on Thursday that talks had begun.",
        "holds-office",
        Verdict::Contradicted,
        &[
            ("holder anna-weber 2018-03-14/..", "holder anna-weber 2018-03-14/2020-02-25"),
            ("karl-brandt 2010-01-01/2018-03-14", "karl-brandt 2010-01-01/2020-02-25"),
        ],
    ),
    (
        "Grand Fenwick is a member of the Seas Club.",
        "membership",
        Verdict::Contradicted,
        &[
            ("member ruritania 2019-06-11/..;", "member ruritania 2019-06-11/..; member grand-fenwick 2020-01-01/..;"),
            ("member ruritania 2019-06-11/..;", "member ruritania 2019-06-11/..; member geneva 2020-01-01/..;"),
            ("complete member 2019-06-11/2024-01-01", "complete member 2021/2024-01-01"),
            (" complete member 2019-06-11/2024-01-01", ""),
        ],
    ),
    (
        "It is one of the three participating states of the Seas Club.",
        "member-count",
        Verdict::Contradicted,
        &[
            ("member ruritania 2019-06-11/..;", "member ruritania 2019-06-11/..; member grand-fenwick 2019-06-11/..;"),
            (" complete member 2019-06-11/2024-01-01", ""),
        ],
    ),
    (
        "Ruritania joined the Pact on Clean Seas in 1995.",
        "accession",
        Verdict::Contradicted,
        &[
            ("member ruritania 1994-02-14/..", "member ruritania 1995-02-14/.."),
            (
                "member ruritania 1994-02-14/..",
                "member ruritania 1994-02-14/1994-10-01; member ruritania 1995-02-14/..",
            ),
        ],
    ),
    (
        "On 4 April 1993, the 20th anniversary of the Pact on Clean Seas, members met.",
        "anniversary",
        Verdict::Contradicted,
        &[
            ("in-force 1970-03-05", "in-force 1973-03-05"),
            ("opened 1968-07-01;", "opened 1968-07-01; signed 1973-04-04;"),
            ("opened 1968-07-01;", ""),
        ],
    ),
    (
        "The tenth Seas Meeting will be held from 27 April to 22 May 2019 in Geneva.",
        "event-dates",
        Verdict::Contradicted,
        &[
            ("planned 2020-04-27/2020-05-22", "planned 2019-04-27/2019-05-22"),
            ("known 2018/2020-03-27", "known 2018/2019-03-27"),
        ],
    ),
    (
        "The tenth Seas Meeting will be held in Geneva.",
        "event-venue",
        Verdict::Supported,
        &[("at geneva", "at ruritania"), ("edition 10", "edition 11")],
    ),
];

fn base_of(facts: &str) -> Rc<Base> {
    let mut files = definitions().schema.clone();
    files.push(Source { name: "test.facts".to_owned(), text: facts.to_owned() });
    let (model, faults) = factlint::base::load_model(&files);
    assert!(faults.is_empty(), "{faults:?}");
    Rc::new(Base::from_bytes(&factlint::base::write_image(&model).expect("image")).expect("base"))
}

#[test]
fn a_proof_fails_where_a_fact_has_changed() {
    let base = base_of(FACTS);
    for (text, claim, verdict, changes) in UNDONE {
        let checked = check(&base, &Text, text, Day::from_ymd(2020, 2, 27));
        let found = checked
            .report
            .claims
            .iter()
            .find(|found| found.claim == claim)
            .unwrap_or_else(|| panic!("no claim: {text}"));
        assert_eq!(found.verdict, verdict, "{text}");
        let proof = found.proof.as_ref().expect("proof");
        assert_eq!(verify(&base, Some(text), proof), Ok(()));
        for (from, to) in changes {
            assert!(FACTS.contains(from), "{from}");
            let other = base_of(&FACTS.replace(from, to).replace(
                "holder anna-weber",
                if to.contains("webber") { "holder anna-webber" } else { "holder anna-weber" },
            ));
            assert!(verify(&other, Some(text), proof).is_err(), "still proved with `{to}`: {text}");
        }
    }
}

#[test]
fn words_are_cut_from_the_source() {
    let base = base_of(FACTS);
    let text = "Ruritania's Foreign Minister Anna Weber spoke.";
    let checked = check(&base, &Text, text, Day::from_ymd(2020, 2, 27));
    let proof = checked.report.claims[0].proof.as_ref().expect("proof");
    assert!(verify(&base, Some(text), proof).is_ok() && verify(&base, None, proof).is_ok());
    let error = verify(&base, Some("Ruritania's Foreign Minister Anna Wober spoke."), proof).expect_err("other words");
    assert_eq!(error.to_string(), "`words` (who: “Anna Weber”): the source has other words there");
}

/// A copy with the node at a path changed.
fn changed(proof: &Proof, path: &[usize], change: &dyn Fn(&mut Proof)) -> Proof {
    let mut copy = proof.clone();
    match path.split_first() {
        None => change(&mut copy),
        Some((&first, rest)) => copy.inputs[first] = Rc::new(changed(&proof.inputs[first], rest, change)),
    }
    copy
}

fn paths(proof: &Proof, path: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
    all.push(path.clone());
    for (at, input) in proof.inputs.iter().enumerate() {
        path.push(at);
        paths(input, path, all);
        path.pop();
    }
}

fn later(days: Days) -> Days {
    Days {
        first: Day(days.first.0.saturating_add(500)),
        last: Day(days.last.0.saturating_add(500).max(days.first.0.saturating_add(500))),
    }
}

/// Another value of the same sort.
fn other(value: &Datum) -> Datum {
    match value {
        Datum::Nothing => Datum::Text("something".to_owned()),
        Datum::Truth(truth) => Datum::Truth(if *truth == Truth::True { Truth::False } else { Truth::True }),
        Datum::Entity(id) => Datum::Entity(format!("{id}-of-another-sort")),
        Datum::Time(time) => {
            let mut time = *time;
            time.when = Stretch { start: later(time.when.start), end: later(time.when.end) };
            Datum::Time(time)
        }
        Datum::Window(window) => {
            let mut window = *window;
            // Windows without ends are moved at all ends that they have.
            window.inner = if window.inner == Days::ALL { Days::one(Day(1)) } else { later(window.inner) };
            window.outer = if window.outer == Days::ALL { Days::one(Day(1)) } else { later(window.outer) };
            window.centre = if window.centre == Days::ALL { Days::one(Day(1)) } else { later(window.centre) };
            Datum::Window(window)
        }
        Datum::Number(extent) => Datum::Number(factlint::quantity::Extent {
            low: extent.low.map(|low| low + Decimal::from(3)),
            high: extent.high.map(|high| high + Decimal::from(3)),
            ..*extent
        }),
        Datum::Quantity(quantity) => {
            let mut quantity = *quantity;
            quantity.extent.low = quantity.extent.low.map(|low| low + Decimal::from(3));
            quantity.extent.high = quantity.extent.high.map(|high| high + Decimal::from(3));
            Datum::Quantity(quantity)
        }
        Datum::Period(period) => {
            let mut period = period.clone();
            period.count.low = period.count.low.map(|low| low + Decimal::from(3));
            period.count.high = period.count.high.map(|high| high + Decimal::from(3));
            Datum::Period(period)
        }
        Datum::Weekday(weekday) => Datum::Weekday(weekday % 7 + 1),
        Datum::Text(text) => Datum::Text(format!("{text}x")),
        Datum::Set(parts) => Datum::Set(parts.iter().map(other).chain([Datum::Weekday(1)]).collect()),
    }
}

type Change = (String, Box<dyn Fn(&mut Proof)>);

/// All single forgeries of a node.
fn forgeries(node: &Proof) -> Vec<Change> {
    let mut all: Vec<Change> = vec![
        ("value".to_owned(), Box::new(|node| node.value = other(&node.value))),
        ("operation".to_owned(), Box::new(|node| "conjured".clone_into(&mut node.op))),
    ];
    for (at, input) in node.inputs.iter().enumerate() {
        all.push((format!("drop {}", input.op), Box::new(move |node| drop(node.inputs.remove(at)))));
    }
    if let Some(cited) = &node.statement {
        let mut cite = |name: &str, change: fn(&mut factlint::proof::Cited)| {
            all.push((
                name.to_owned(),
                Box::new(move |node: &mut Proof| node.statement.as_mut().into_iter().for_each(|cited| change(cited))),
            ));
        };
        cite("cited source", |cited| cited.source.push('x'));
        cite("cited subject", |cited| cited.subject.push('x'));
        cite("cited property", |cited| cited.property.push('x'));
        cite("cited phase", |cited| cited.phase.push('x'));
        if node.op == "statement" {
            cite("cited value", |cited| cited.value = other(&cited.value));
            cite("cited known", |cited| cited.known = Stretch { start: Days::one(Day(7)), end: Days::one(Day(9)) });
        }
        if cited.valid != Stretch::ALWAYS {
            cite("cited valid", |cited| {
                cited.valid = Stretch { start: later(cited.valid.start), end: later(cited.valid.end) }
            });
        }
        all.push(("source".to_owned(), Box::new(|node| node.source = Some("x".to_owned()))));
        all.push(("no statement".to_owned(), Box::new(|node| node.statement = None)));
        // Value and citation forged together.
        all.push((
            "value and cited value".to_owned(),
            Box::new(|node| {
                node.value = Datum::Weekday(9);
                node.statement.as_mut().into_iter().for_each(|cited| cited.value = Datum::Weekday(9));
            }),
        ));
    }
    if !node.asked.is_empty() {
        all.push(("asked subject".to_owned(), Box::new(|node| node.asked[0].subject.push('x'))));
        all.push(("asked property".to_owned(), Box::new(|node| node.asked[0].property.push('x'))));
        all.push(("asked value".to_owned(), Box::new(|node| node.asked[0].only = Some(Datum::Weekday(1)))));
        all.push(("asked nothing".to_owned(), Box::new(|node| node.asked.clear())));
    }
    if node.op == "words" && node.span.is_some() {
        all.push(("span".to_owned(), Box::new(|node| node.span.as_mut().into_iter().for_each(|span| span.start += 1))));
        all.push(("words".to_owned(), Box::new(|node| node.text = node.text.replace('“', "“not "))));
    }
    if node.step == Step::Verdict {
        all.push((
            "verdict".to_owned(),
            Box::new(|node| {
                node.text = if node.text.ends_with("supported") {
                    node.text.replace("supported", "contradicted")
                } else {
                    node.text.replace("contradicted", "supported")
                };
            }),
        ));
    }
    all
}

/// Forgeries that change nothing that the proof rests on.
fn harmless(proof: &Proof, path: &[usize], forgery: &str) -> bool {
    let mut nodes = vec![proof];
    for &at in path {
        let last = nodes[nodes.len() - 1];
        nodes.push(&last.inputs[at]);
    }
    let node = nodes[nodes.len() - 1];
    let has = |node: &Proof, truth: Truth| node.value == Datum::Truth(truth);
    // What is unknown claims nothing; nothing is claimed of what lies below it.
    if nodes.iter().any(|node| has(node, Truth::Unknown)) {
        return true;
    }
    match forgery {
        // A narrower tolerance may do as well; an argument that is not stated need not be listed; a proof
        // stands without its repairs.
        "drop gap" if !proof.nodes().iter().any(|node| node.op == "written") => true,
        // All time needs no origin.
        "drop time" => node.value == Datum::Window(factlint::calendar::Window::exact(Days::ALL)),
        // Fewer conditions may find the same.
        "drop having" => true,
        "drop within" | "drop beyond" | "drop repair" => true,
        "drop argument" => {
            node.op == "reading"
                && node.inputs.iter().any(|input| input.op == "argument" && input.value == Datum::Nothing)
        }
        // What may be meant beside the sense that is true.
        "asked subject" | "asked property" | "asked value" | "asked nothing" if node.op == "any-sense" => {
            has(node, Truth::True)
        }
        // More witnesses than it takes.
        _ if forgery.starts_with("drop ") => {
            let truths = node.inputs.iter().filter(|input| input.value == node.value).count();
            match (node.op.as_str(), has(node, Truth::True)) {
                ("or" | "some" | "any-sense", true) | ("and" | "all", false) => {
                    truths > 1
                        || forgery == "drop open"
                        || forgery == "drop no-fact"
                        || node.inputs.iter().any(|input| input.value != node.value)
                }
                ("and-not", false) => true,
                ("stated" | "holds-throughout", true) | ("another-on-some-day", false) => node.inputs.len() > 1,
                _ => false,
            }
        }
        // That a separator is missing matters only to the claim that it is there.
        "value" | "operation" if node.op == "gap" => true,
        // The verdict of a negated claim stands in its root.
        "verdict" => !path.is_empty(),
        _ => false,
    }
}

#[test]
fn no_forged_proof_is_replayed() {
    let mut tried = 0;
    let mut spared: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    let mut passed = Vec::new();
    for checked in &everything() {
        for proof in proofs(checked).into_iter().filter(|proof| decided(proof)) {
            let mut all = Vec::new();
            paths(proof, &mut Vec::new(), &mut all);
            for path in all {
                let node = path.iter().fold(proof, |node, &at| &node.inputs[at]);
                for (name, change) in forgeries(node) {
                    let forged = changed(proof, &path, &*change);
                    tried += 1;
                    if forged == *proof || verify(&checked.base, Some(&checked.text), &forged).is_err() {
                        continue;
                    }
                    if harmless(proof, &path, &name) {
                        *spared.entry(format!("{name} of {}", node.op)).or_default() += 1;
                    } else {
                        passed.push(format!(
                            "{name} of `{}` ({}) at {path:?} in {} ({})",
                            node.op, node.text, proof.text, checked.text
                        ));
                    }
                }
            }
        }
    }
    println!("{tried} forgeries; harmless ones that pass: {spared:#?}");
    assert!(passed.is_empty(), "{} forgeries pass:\n{}", passed.len(), passed.join("\n"));
    assert!(tried > 5_000);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests over outside data are asked for by a variable")]
fn proofs_about_published_articles_are_replayed() {
    let Some(folder) = std::env::var_os("FACTLINT_EVAL") else {
        println!("skipped: FACTLINT_EVAL is not set");
        return;
    };
    let base = Rc::new(Base::from_bytes(&definitions().image).expect("base"));
    let rows = std::fs::read_to_string(Path::new(&folder).join("data/mutants/dev/mutants.jsonl")).expect("articles");
    let (mut count, mut failed) = (0, Vec::new());
    for row in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(row).expect("json");
        let text = row["text"].as_str().expect("text");
        let published = ["published", "date"]
            .iter()
            .find_map(|key| factlint::calendar::parse_edtf(row[*key].as_str()?).ok())
            .map(|time| time.days().first);
        let checked = check(&base, &Text, text, published);
        for proof in proofs(&checked) {
            count += usize::from(decided(proof));
            if let Err(error) = verify(&base, Some(text), proof) {
                failed.push(format!("{}: {error} in {}", row["id"], proof.text));
            }
        }
    }
    assert!(failed.is_empty(), "{} proofs fail:\n{}", failed.len(), failed.join("\n"));
    println!("{count} decided proofs about {} articles", rows.lines().count());
}

/// Claims with the operations that the shipped rules do not use.
const RULES: &str = r#"
claim kept(who: person, post: office, at: window) {
  true when  post.holder throughout at is who
  because    "no"
  vary       who
}
claim mixed(who: person, post: office, at: window) {
  true when  not (post.holder @ at is who) or post.holder @ ever is who
  because    "no"
  vary       who
}
claim both(who: person, post: office, at: window) {
  true when  post.holder @ at is who and post.holder @ ever is who
  because    "no"
  vary       who
}
claim none(who: person, post: office, at: window) {
  true when  no x in office[holder = who]: x.holder @ at is who
  because    "no"
  vary       who
}
claim every(who: person, post: office, at: window) {
  true when  all x in office[holder = who]: x.holder @ at is who and post.holder @ ever is who
  because    "no"
  vary       who
}
phrase extra
  "<p: person> kept <o: post>^ in <d: date>"    states kept(p, o, d), mixed(p, o, d), both(p, o, d), none(p, o, d), every(p, o, d)
"#;

#[test]
fn operations_that_the_shipped_rules_do_not_use_are_replayed() {
    let mut files = files().to_vec();
    files.push(Source { name: "extra.rules".to_owned(), text: RULES.to_owned() });
    let definitions = Definitions::compile(&files).expect("definitions");
    assert!(!definitions.any_error(), "{:?}", definitions.faults);
    let base = base_of(FACTS);
    let classes = Classes::resolve(&definitions.program.lexicon).expect("classes");
    let text = "Anna Weber kept Ruritania's foreign minister in 2019. Karl Brandt kept Ruritania's foreign minister in 2019. \
                Karl Brandt kept Ruritania's foreign minister in 2018.";
    let document = read_text(&Text, text, Day::from_ymd(2020, 2, 27), &definitions.program.lexicon);
    let checker = Checker {
        base: &base,
        program: &definitions.program,
        classes: &classes,
        prepared: &Prepared::new(&base, &definitions.program),
        off: &std::collections::BTreeSet::new(),
    };
    let report = checker.check(&document, Options { proofs: true, ..Options::default() });
    let mut ops = std::collections::BTreeSet::new();
    let mut passed = Vec::new();
    for proof in report.claims.iter().filter_map(|claim| claim.proof.as_ref()) {
        assert_eq!(verify(&base, Some(text), proof), Ok(()), "{proof:#?}");
        let mut all = Vec::new();
        paths(proof, &mut Vec::new(), &mut all);
        for path in all.iter().filter(|_| decided(proof)) {
            let node = path.iter().fold(proof, |node, &at| &node.inputs[at]);
            ops.insert(node.op.clone());
            for (name, change) in forgeries(node) {
                let forged = changed(proof, path, &*change);
                if forged != *proof && verify(&base, Some(text), &forged).is_ok() && !harmless(proof, path, &name) {
                    passed.push(format!("{name} of `{}` ({}) at {path:?} in {}", node.op, node.text, proof.text));
                }
            }
        }
    }
    println!("{ops:?}");
    assert!(passed.is_empty(), "{}", passed.join("\n"));
    for op in ["holds-throughout", "another-on-some-day", "not", "or", "no", "all", "and"] {
        assert!(ops.contains(op), "no proof with `{op}`");
    }
}
