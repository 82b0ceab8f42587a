//! Every construct of patterns.

use super::{only, rules};
use crate::lang::ast::{Element, RuleItem, Times, What};

/// A short notation of elements, so that a test reads like the pattern it is about.
fn show(elements: &[Element]) -> String {
    let all: Vec<String> = elements
        .iter()
        .map(|element| {
            let what = match &element.what {
                What::Word { text, inflect } => format!("{text}{}", if *inflect { "~" } else { "" }),
                What::Capture { name, list, subject, types } => format!(
                    "<{}:{}{}{}>",
                    name.as_ref().map_or("", |name| &name.text),
                    if *list { "list " } else { "" },
                    if *subject { "subject " } else { "" },
                    super::texts(types).join("|")
                ),
                What::Group(all) => format!("({})", all.iter().map(|one| show(one)).collect::<Vec<_>>().join("|")),
                What::Gap(most) => format!("..{}", most.map_or(String::new(), |most| most.to_string())),
            };
            let times = match element.times {
                Times::Once => "",
                Times::Optional => "?",
                Times::Some => "*",
            };
            let (verb, anchor) = (if element.verb { "!" } else { "" }, if element.anchor { "^" } else { "" });
            format!("{what}{verb}{anchor}{times}")
        })
        .collect();
    all.join(" ")
}

fn pattern(text: &str) -> String {
    let phrase = only!(rules(&format!("phrase p\n  \"{text}\"")), RuleItem::Phrase);
    show(&phrase.alternatives[0].pattern.elements)
}

#[test]
fn words_and_marks() {
    assert_eq!(pattern("The 10th  Anniversary"), "the 10th anniversary");
    assert_eq!(pattern("country's, the U.S. then-minister 50%"), "country 's , the u . s . then - minister 50 %");
    assert_eq!(pattern("Germany’s ÉTÉ don't"), "germany 's été don ' t");
    assert_eq!(pattern(r#"why\? \(a\) x\* a\|b \"q\" \\ 's"#), "why ? ( a ) x * a | b \" q \" \\ 's");
}

#[test]
fn operators() {
    assert_eq!(pattern("join~!^? the? ,? of*"), "join~!^? the? ,? of*");
    assert_eq!(pattern("<n: ordinal>^ <joining>! <mod>*"), "<n:ordinal>^ <:joining>! <:mod>*");
}

#[test]
fn captures_groups_and_gaps() {
    assert_eq!(pattern("<c: country>'s <mod>* <t: title>"), "<c:country> 's <:mod>* <t:title>");
    assert_eq!(
        pattern("<who: list subject country|org> .. in ..3 <y:date>"),
        "<who:list subject country|org> .. in ..3 <y:date>"
    );
    assert_eq!(pattern("<x: list>"), "<x:list>");
    assert_eq!(pattern("(as a? <k: status>|in (the|a))? end"), "(as a? <k:status>|in (the|a))? end");
}

#[test]
fn spans() {
    let text = "phrase p\n  \"née <a: b>? (x|y)*\"";
    let phrase = only!(rules(text), RuleItem::Phrase);
    let pattern = &phrase.alternatives[0].pattern;
    assert_eq!(pattern.span.of(text), "née <a: b>? (x|y)*");
    let places: Vec<&str> = pattern.elements.iter().map(|element| element.span.of(text)).collect();
    assert_eq!(places, ["née", "<a: b>?", "(x|y)*"]);
    let What::Capture { name: Some(name), types, .. } = &pattern.elements[1].what else { panic!() };
    assert_eq!((name.span.of(text), types[0].span.of(text)), ("a", "b"));
}
