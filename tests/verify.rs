//! Proofs are replayed by the verifier.

mod support;

use factlint::base::Base;
use factlint::calendar::Day;
use factlint::check::Verdict;
use factlint::proof::Proof;
use factlint::read::Text;
use factlint::verify::verify;
use std::path::Path;
use std::rc::Rc;
use support::proofs::{FACTS, base_of, check, decided, definitions, everything, proofs};

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
