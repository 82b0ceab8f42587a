//! Proofs are replayed by the verifier.

mod support;

use factlint::annotate::Classes;
use factlint::base::Base;
use factlint::calendar::Day;
use factlint::check::{Checker, Options, Verdict};
use factlint::definitions::Definitions;
use factlint::proof::Proof;
use factlint::read::{Text, read_text};
use factlint::text::Source;
use factlint::verify::verify;
use std::path::Path;
use std::rc::Rc;
use support::proofs::{check, decided, definitions, everything, files, proofs};

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
