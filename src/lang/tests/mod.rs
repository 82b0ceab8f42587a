//! Tests of both languages' syntax: trees, messages, and inputs that nobody would write.

mod facts;
mod faults;
mod hostile;
mod patterns;
mod rules;

use super::ast::{FactItem, Name, RuleItem};
use super::facts::parse_facts;
use super::rules::parse_rules;

/// The items of a fact file without faults.
pub fn facts(text: &str) -> Vec<FactItem> {
    let (items, faults) = parse_facts("t.facts", text);
    assert_eq!(faults, [], "{text}");
    items
}

/// The items of a rule file without faults.
pub fn rules(text: &str) -> Vec<RuleItem> {
    let (items, faults) = parse_rules("t.rules", text);
    assert_eq!(faults, [], "{text}");
    items
}

/// The texts of names.
pub fn texts<'a>(names: impl IntoIterator<Item = &'a Name>) -> Vec<&'a str> {
    names.into_iter().map(|name| name.text.as_str()).collect()
}

/// Takes the only item, of the kind that the pattern says.
macro_rules! only {
    ($items:expr, $pattern:path) => {{
        let mut items = $items;
        assert_eq!(items.len(), 1, "{items:#?}");
        match items.remove(0) {
            $pattern(item) => item,
            other => panic!("{other:#?}"),
        }
    }};
}
pub(crate) use only;
