//! Forged proofs are not replayed by the verifier.

mod support;

use factlint::annotate::Classes;
use factlint::calendar::{Day, Days, Stretch};
use factlint::check::{Checker, Options, Prepared};
use factlint::definitions::Definitions;
use factlint::proof::{Datum, Proof, Step};
use factlint::quantity::Decimal;
use factlint::read::{Text, read_text};
use factlint::text::Source;
use factlint::truth::Truth;
use factlint::verify::verify;
use std::rc::Rc;
use support::proofs::{FACTS, base_of, decided, everything, files, proofs};

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
            let args = || node.inputs.iter().filter(|input| input.op == "argument");
            let twice = |arg: &Rc<Proof>| args().filter(|other| other.value == arg.value).count() > 1;
            // Of two arguments with one value, either says it.
            node.op == "reading" && (args().any(|arg| arg.value == Datum::Nothing) || args().any(twice))
        }
        "value" if node.op == "argument" && nodes.len() > 1 => {
            let beside = nodes[nodes.len() - 2].inputs.iter().filter(|input| input.op == "argument");
            beside.filter(|input| input.value == node.value).count() > 1
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
