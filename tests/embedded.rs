//! The rules and facts within the program are those of the repository, and they are sound.

use factlint::annotate::Classes;
use factlint::base::Base;
use factlint::definitions::{Definitions, gather};
use factlint::embedded;
use factlint::rule_test;
use factlint::text::Source;
use std::path::Path;
use std::sync::LazyLock;

/// The definitions of the repository, named as the build script names them.
fn files() -> Vec<Source> {
    // Tests run in the root of the package, as build scripts do.
    ["rules", "facts"].iter().flat_map(|folder| gather(Path::new(folder)).expect("definitions can be read")).collect()
}

/// All of them, compiled once for all tests: with a large base that takes its time.
static SHIPPED: LazyLock<(Vec<Source>, Definitions)> = LazyLock::new(|| {
    let files = files();
    let compiled = Definitions::compile(&files).expect("definitions compile");
    (files, compiled)
});

fn shown(faults: &[factlint::lang::Fault], files: &[Source]) -> String {
    let line = |fault: &factlint::lang::Fault| fault.line(files.iter().find(|file| file.name == fault.file));
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_embedded_rules_and_facts_are_those_of_the_repository() {
    let compiled = &SHIPPED.1;
    let fresh = Base::from_bytes(&compiled.image).expect("the image just written opens");
    let base = embedded::base().expect("the embedded base opens");
    assert_eq!(base.hash(), fresh.hash(), "the embedded base is not that of facts/: does build.rs see every file?");
    let rules = embedded::rules().expect("the embedded rules open");
    assert_eq!(rules.hash, compiled.program.hash, "the embedded rules are not those of rules/");
    assert_eq!(
        postcard::to_stdvec(&rules).expect("rules can be stored"),
        postcard::to_stdvec(&compiled.program).expect("rules can be stored"),
    );
}

#[test]
fn compiling_twice_gives_the_same_bytes() {
    let mut first = files();
    // Whoever gathers the files, their order must not matter.
    first.reverse();
    let first = Definitions::compile(&first).expect("definitions compile");
    let second = &SHIPPED.1;
    assert!(first.image == second.image, "the image depends on the order of the files");
    let stored = |definitions: &Definitions| postcard::to_stdvec(&definitions.program).expect("rules can be stored");
    assert!(stored(&first) == stored(second), "the rules depend on the order of the files");
}

#[test]
fn the_shipped_definitions_have_no_fault() {
    let (files, compiled) = &*SHIPPED;
    assert!(compiled.faults.is_empty(), "\n{}", shown(&compiled.faults, files));
    assert!(compiled.program.claims.iter().all(|claim| !claim.doc.is_empty()), "a claim has no doc comment");
}

#[test]
fn all_rule_tests_pass() {
    let (files, compiled) = &*SHIPPED;
    let base = Base::from_bytes(&compiled.image).expect("the image just written opens");
    let classes = Classes::resolve(&compiled.program.lexicon).expect("the word files have every class");
    let run = rule_test::run(&compiled.program, &compiled.tests, files, &compiled.schema, &base, &classes);
    let run = run.expect("the bases of the tests open");
    assert!(run.faults.is_empty(), "\n{}", shown(&run.faults, files));
    assert!(run.passed > 100, "only {} examples were run", run.passed);
}
