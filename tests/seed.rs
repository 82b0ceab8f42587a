//! The article that started it, `10th anniversary of the NPT Review Conference` and all. It is not ours, so it is
//! read from outside: from the folder named by `FACTLINT_EVAL`, and the tests say so where that is not set.

mod support;

use factlint::check::{ClaimReport, Finding, Options, Report, Verdict};
use factlint::engine::Engine;
use factlint::proof::Proof;
use factlint::read::Text;
use factlint::rules::Severity;
use factlint::verify::verify;
use std::path::Path;
use std::rc::Rc;

/// The article and what the check says of it.
struct Seed {
    engine: Engine,
    text: String,
    report: Report,
}

#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn seed() -> Option<Seed> {
    let Some(folder) = support::variable("FACTLINT_EVAL") else {
        println!("skipped: FACTLINT_EVAL is not set, there is no seed article");
        return None;
    };
    let path = Path::new(&folder).join("data/seed/000_2476ee3e164410e8.txt");
    if !path.exists() {
        println!("skipped: {} does not exist", path.display());
        return None;
    }
    let text = std::fs::read_to_string(&path).expect("the seed article can be read");
    let engine = Engine::embedded().expect("the shipped rules and facts open");
    let options = Options { proofs: true, ..Options::default() };
    let report = engine.check_text(&Text, &text, None, options).report;
    Some(Seed { engine, text, report })
}

/// A proof and all in it.
fn nodes(proof: &Proof) -> Vec<&Proof> {
    std::iter::once(proof).chain(proof.inputs.iter().flat_map(|input| nodes(Rc::as_ref(input)))).collect()
}

impl Seed {
    fn of(&self, severity: Severity) -> Vec<&Finding> {
        self.report.findings.iter().filter(|finding| finding.severity == severity).collect()
    }

    /// The claim of this name over these words.
    #[track_caller]
    fn claim(&self, name: &str, words: &str) -> &ClaimReport {
        let places = |claim: &ClaimReport| std::iter::once(claim.span).chain(claim.places.clone()).collect::<Vec<_>>();
        let fits = |claim: &&ClaimReport| {
            claim.claim == name && places(claim).iter().any(|span| span.of(&self.text).contains(words))
        };
        self.report
            .claims
            .iter()
            .find(fits)
            .unwrap_or_else(|| panic!("no `{name}` over “{words}”: {:#?}", self.normals()))
    }

    fn normals(&self) -> Vec<String> {
        self.report.claims.iter().map(|claim| format!("{} {}", claim.verdict.word(), claim.normal)).collect()
    }
}

#[test]
fn the_one_error_is_the_anniversary() {
    let Some(seed) = seed() else { return };
    let errors = seed.of(Severity::Error);
    let shown: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    assert_eq!(errors.len(), 1, "exactly one error: {shown:?}");
    let error = errors[0];
    assert_eq!(error.claim, "anniversary");
    let words = error.span.of(&seed.text);
    assert!(words.contains("10th anniversary"), "{words}");
    assert!(words.len() < 60, "the span is wider than the phrase: {words}");
    assert!(!error.sources.is_empty());

    let repairs: Vec<&str> = error.repairs.iter().map(|repair| repair.message.as_str()).collect();
    let tenth = |repair: &&str| {
        repair.contains("10th") && repair.contains("Review Conference") && !repair.contains("anniversary")
    };
    assert!(repairs.iter().any(tenth), "{repairs:?}");
    assert!(repairs.iter().any(|repair| repair.contains("50th anniversary of the NPT")), "{repairs:?}");

    let proofs = std::iter::once(&error.proof).chain(error.repairs.iter().map(|repair| &repair.proof));
    let cited: Vec<String> = proofs.flat_map(nodes).map(|node| format!("{} {:?}", node.text, node.value)).collect();
    let cites = |words: &[&str]| cited.iter().any(|node| words.iter().any(|words| node.contains(words)));
    assert!(cites(&["5 March 1970", "1970-03-05"]), "the entry into force is not cited: {cited:#?}");
    assert!(cites(&["1975"]), "the first conference is not cited: {cited:#?}");
}

#[test]
fn the_warnings_are_the_name_and_the_separator() {
    let Some(seed) = seed() else { return };
    let warnings = seed.of(Severity::Warning);
    let found: Vec<(&str, &str)> =
        warnings.iter().map(|warning| (warning.claim.as_str(), warning.span.of(&seed.text))).collect();
    assert_eq!(found, [("date-range", "27 April 22 May 2020"), ("name-spelling", "Kazakhtan")]);
    for (warning, repair) in warnings.iter().zip(["27 April to 22 May 2020", "Kazakhstan"]) {
        assert!(warning.repairs.iter().any(|found| found.message == repair), "{:?}", warning.repairs);
        assert_eq!(warning.verdict, Verdict::Contradicted);
    }
}

#[test]
fn what_is_right_is_supported_with_a_source() {
    let Some(seed) = seed() else { return };
    for (claim, words) in [
        ("holds-office", "Foreign Minister Heiko Maas"),
        ("member-count", "16 participating States of the Stockholm Initiative"),
        ("membership", "Kazakhstan’s delegation"),
        ("event-venue", "New York City"),
        ("event-dates", "27 April 22 May 2020"),
        ("in-session", "September 2019 on the sidelines of the UN General Assembly"),
        ("lasting", "half a century"),
        ("accession", "Kazakhstan’s accession to the NPT in 1994"),
        ("member-status", "non nuclear state"),
    ] {
        let found = seed.claim(claim, words);
        assert_eq!(found.verdict, Verdict::Supported, "{}", found.normal);
        assert!(!found.sources.is_empty(), "{} has no source", found.normal);
        for source in &found.sources {
            assert!(seed.engine.base.source_named(source).is_some(), "no source `{source}`");
        }
    }
}

#[test]
fn a_post_that_the_base_does_not_know_is_open() {
    let Some(seed) = seed() else { return };
    let post = seed.claim("holds-office", "Dastan Yeleukenov");
    assert_eq!(post.verdict, Verdict::Unverifiable);
    assert!(post.reason.is_some());
}

#[test]
fn every_proof_is_replayed() {
    let Some(seed) = seed() else { return };
    let claims = seed.report.claims.iter().filter_map(|claim| claim.proof.as_ref());
    let findings =
        seed.report.findings.iter().flat_map(|finding| {
            std::iter::once(&finding.proof).chain(finding.repairs.iter().map(|repair| &repair.proof))
        });
    let mut count = 0;
    for proof in claims.chain(findings) {
        if let Err(error) = verify(&seed.engine.base, Some(&seed.text), proof) {
            panic!("{error}\n{proof:#?}");
        }
        count += 1;
    }
    assert!(count > 15, "only {count} proofs");
}
