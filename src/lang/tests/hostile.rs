//! No input makes the parsers panic, and every fault lies in the text.

use proptest::prelude::*;

use crate::lang::Fault;
use crate::lang::facts::{parse_facts, parse_facts_at};
use crate::lang::rules::parse_rules;
use crate::text::Span;
use crate::text::source::offset;

const FACTS: &str = include_str!("valid.facts");
const RULES: &str = include_str!("valid.rules");

fn lie_in(text: &str, faults: &[Fault]) {
    for fault in faults {
        let (start, end) = (fault.span.start as usize, fault.span.end as usize);
        assert!(text.get(start..end).is_some(), "{fault:?} in {text:?}");
        if let Some((span, _)) = &fault.inside {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{fault:?} in {text:?}");
        }
    }
}

fn survive(text: &str) {
    lie_in(text, &parse_facts("t", text).1);
    lie_in(text, &parse_rules("t", text).1);
    lie_in(text, &parse_facts_at("t", text, Span::new(0, offset(text.len()))).1);
}

/// A valid file with some pieces cut out or put in.
fn mutated(valid: &'static str) -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..6_usize, "[ \\n{}\"\\\\|;:=<>()\\[\\]./a1é~?*!^@-]{0,3}");
    prop::collection::vec(edit, 1..4).prop_map(move |edits| {
        let mut chars: Vec<char> = valid.chars().collect();
        for (at, cut, put) in edits {
            let at = at.index(chars.len() + 1);
            let end = (at + cut).min(chars.len());
            chars.splice(at..end, put.chars());
        }
        chars.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text(text in any::<String>()) {
        survive(&text);
    }

    #[test]
    fn likely_text(text in "((kind|entity|claim|node|test|table|words|phrase|derive|mark)? ?[a-z0-9 {}\"|;:=<>()\\[\\]./~?*!^@\\n\\\\-]{0,30}\n?){0,6}") {
        survive(&text);
    }

    #[test]
    fn broken_facts(text in mutated(FACTS)) {
        survive(&text);
    }

    #[test]
    fn broken_rules(text in mutated(RULES)) {
        survive(&text);
    }
}

#[test]
fn the_valid_files_are_valid() {
    assert_eq!(parse_facts("t", FACTS).1, []);
    assert_eq!(parse_rules("t", RULES).1, []);
}

#[test]
fn deep_nesting_is_a_fault() {
    for (open, shut) in [("(", ")"), ("not ", ""), ("f(", ")"), ("{", "}"), ("a[", "]"), ("some x in s: ", "")] {
        let text = format!("derive x: k.p = {}a{}", open.repeat(10_000), shut.repeat(10_000));
        let (items, faults) = parse_rules("t", &text);
        assert_eq!((items.len(), faults.len()), (0, 1), "{open}");
        assert_eq!(faults[0].message, "nested deeper than 32 levels");
        let fits = format!("derive x: k.p = {}a{}", open.repeat(28), shut.repeat(28));
        assert_eq!(parse_rules("t", &fits).1, [], "{open}");
    }
    let text = format!("phrase p\n  \"{}a{}\"", "(".repeat(10_000), ")".repeat(10_000));
    assert_eq!(parse_rules("t", &text).1[0].message, "nested deeper than 32 levels");
}

#[test]
fn long_chains_are_a_fault() {
    for link in [" or a", " + a", ".b", "[a]", " @ a", " and a"] {
        let (items, faults) = parse_rules("t", &format!("derive x: k.p = a{}", link.repeat(100_000)));
        assert_eq!((items.len(), faults.len()), (0, 1), "{link}");
        assert_eq!(faults[0].message, "more than 500 operators in one expression");
    }
    let set = vec!["a"; 2_000].join(", ");
    assert_eq!(parse_rules("t", &format!("derive x: k.p = {{{set}}}")).1, []);
}

/// Twenty thousand broken items take seconds, not hours, even without optimisation.
#[test]
fn time_grows_with_length_only() {
    for line in
        ["knd a\n", "kind A\n", "entity x : y \"Z\" {\n", "  bad 2020-99 {\n", "{", "}", "\"", "a;", "/// d\n", "//\n"]
    {
        let text = line.repeat(20_000);
        lie_in(&text, &parse_facts("t", &text).1);
        let block = format!("entity x {{\n{text}\n}}\n");
        lie_in(&block, &parse_facts("t", &block).1);
    }
    for line in ["claim x( {\n", "words a = \n", "  \"a\" sattes\n", "  becuase x\n", "(", "flags \"[\"\n", "a = b;"] {
        let text = line.repeat(20_000);
        for head in ["", "phrase p\n", "claim p() {\n", "test p {\n", "words p {\n"] {
            let text = format!("{head}{text}");
            lie_in(&text, &parse_rules("t", &text).1);
        }
    }
}
