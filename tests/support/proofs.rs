//! Texts that are checked with proofs, for the tests of the verifier.

use factlint::annotate::Classes;
use factlint::base::Base;
use factlint::calendar::Day;
use factlint::check::{Checker, Options, Prepared, Report};
use factlint::definitions::{Definitions, gather, given_base};
use factlint::proof::{Datum, Proof};
use factlint::read::{Markdown, Markup, Text, read_text};
use factlint::text::Source;
use factlint::truth::Truth;
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

/// The shipped definitions.
pub fn files() -> &'static [Source] {
    static FILES: OnceLock<Vec<Source>> = OnceLock::new();
    FILES.get_or_init(|| {
        ["rules", "facts"].iter().flat_map(|folder| gather(Path::new(folder)).expect("definitions")).collect()
    })
}

/// The same, compiled.
pub fn definitions() -> &'static Definitions {
    static DEFINITIONS: OnceLock<Definitions> = OnceLock::new();
    DEFINITIONS.get_or_init(|| Definitions::compile(files()).expect("definitions"))
}

/// A checked text, with the base that it was checked against.
pub struct Checked {
    /// The base.
    pub base: Rc<Base>,
    /// The text.
    pub text: String,
    /// What is said of it.
    pub report: Report,
}

/// Checks a text.
pub fn check(base: &Rc<Base>, markup: &dyn Markup, text: &str, published: Option<Day>) -> Checked {
    let definitions = definitions();
    let classes = Classes::resolve(&definitions.program.lexicon).expect("classes");
    let prepared = Prepared::new(base, &definitions.program);
    let off = std::collections::BTreeSet::new();
    let document = read_text(markup, text, published, &definitions.program.lexicon);
    let checker = Checker { base, program: &definitions.program, classes: &classes, prepared: &prepared, off: &off };
    Checked {
        base: base.clone(),
        text: text.to_owned(),
        report: checker.check(&document, Options { proofs: true, ..Options::default() }),
    }
}

/// All examples of all rule tests, and the articles above.
pub fn everything() -> Vec<Checked> {
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
pub fn proofs(checked: &Checked) -> Vec<&Proof> {
    let claims = checked.report.claims.iter().filter_map(|claim| claim.proof.as_ref());
    let findings =
        checked.report.findings.iter().flat_map(|finding| {
            std::iter::once(&finding.proof).chain(finding.repairs.iter().map(|repair| &repair.proof))
        });
    claims.chain(findings).collect()
}

/// Whether a proof shows a truth.
pub fn decided(proof: &Proof) -> bool {
    matches!(proof.value, Datum::Truth(Truth::True | Truth::False))
}

/// Facts of a land that is none.
pub const FACTS: &str = r#"
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

/// The base of some facts.
pub fn base_of(facts: &str) -> Rc<Base> {
    let mut files = definitions().schema.clone();
    files.push(Source { name: "test.facts".to_owned(), text: facts.to_owned() });
    let (model, faults) = factlint::base::load_model(&files);
    assert!(faults.is_empty(), "{faults:?}");
    Rc::new(Base::from_bytes(&factlint::base::write_image(&model).expect("image")).expect("base"))
}
