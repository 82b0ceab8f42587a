//! Every construct of `.rules`.

use super::{only, rules, texts};
use crate::lang::ast::{AtMode, CompareOp, Expect, Expr, ExprNode, Quantifier, RuleItem, Template, TemplatePart};
use crate::lang::facts::parse_facts_at;
use crate::lang::guard::Guard;
use crate::text::Span;

/// An expression with all its brackets.
fn show(expr: &Expr) -> String {
    let all = |items: &[Expr]| items.iter().map(show).collect::<Vec<_>>().join(", ");
    match &expr.node {
        ExprNode::Name(name) => name.clone(),
        ExprNode::Number(number) => number.to_string(),
        ExprNode::Text(text) => format!("{text:?}"),
        ExprNode::Maybe(name) => format!("{name}?"),
        ExprNode::Each(name) => format!("each {name}"),
        ExprNode::Property(of, name) => format!("{}.{}", show(of), name.text),
        ExprNode::Select(of, value) => format!("{}[{}]", show(of), show(value)),
        ExprNode::Find(kind, with) => {
            let with: Vec<_> = with.iter().map(|(name, value)| format!("{}={}", name.text, show(value))).collect();
            format!("{}[{}]", kind.text, with.join(", "))
        }
        ExprNode::At(left, mode, right) => {
            let mode = match mode {
                AtMode::Some => "@",
                AtMode::Throughout => "throughout",
                AtMode::Known => "known",
            };
            format!("({} {mode} {})", show(left), show(right))
        }
        ExprNode::Call(name, args) => format!("{}({})", name.text, all(args)),
        ExprNode::Set(items) => format!("{{{}}}", all(items)),
        ExprNode::Period(count, unit) => format!("({} {})", show(count), unit.text),
        ExprNode::Arithmetic(left, sign, right) => format!("({} {sign} {})", show(left), show(right)),
        ExprNode::Compare(c) => {
            let op = match c.op {
                CompareOp::Is => "is",
                CompareOp::Less => "<",
                CompareOp::AtMost => "<=",
                CompareOp::More => ">",
                CompareOp::AtLeast => ">=",
                CompareOp::Before => "before",
                CompareOp::After => "after",
                CompareOp::Meets => "meets",
                CompareOp::In => "in",
            };
            let within = c.within.as_ref().map_or(String::new(), |e| format!(" within {}", show(e)));
            let beyond = c.beyond.as_ref().map_or(String::new(), |e| format!(" beyond {}", show(e)));
            format!("({} {op} {}{within}{beyond})", show(&c.left), show(&c.right))
        }
        ExprNode::And(left, right) => format!("({} and {})", show(left), show(right)),
        ExprNode::Or(left, right) => format!("({} or {})", show(left), show(right)),
        ExprNode::Not(inner) => format!("(not {})", show(inner)),
        ExprNode::Quantified(quantifier, name, set, body) => {
            let word = match quantifier {
                Quantifier::Some => "some",
                Quantifier::No => "no",
                Quantifier::All => "all",
            };
            format!("({word} {} in {}: {})", name.text, show(set), show(body))
        }
    }
}

fn template(template: &Template) -> String {
    let parts = template.parts.iter().map(|part| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Hole(expr) => format!("{{{}}}", show(expr)),
        TemplatePart::Solve(name) => format!("{{solve {}}}", name.text),
    });
    parts.collect()
}

fn expr(text: &str) -> String {
    let derive = only!(rules(&format!("derive x: k.p = {text}")), RuleItem::Derive);
    show(&derive.body)
}

#[test]
fn expressions() {
    for (text, tree) in [
        ("a or b and not c or d", "((a or (b and (not c))) or d)"),
        ("post.holder @ at is who", "((post.holder @ at) is who)"),
        ("post.holder @ at known published.end is who", "(((post.holder @ at) known published.end) is who)"),
        ("a throughout b is not c", "(not ((a throughout b) is c))"),
        ("of.began + nth years meets on", "((of.began + (nth year)) meets on)"),
        ("a - 1 * b / 2 + c", "((a - ((1 * b) / 2)) + c)"),
        (
            "a is b within 0.5 * count(parts) beyond 2 centuries",
            "(a is b within (0.5 * count(parts)) beyond (2 century))",
        ),
        (
            "no x in post.holders: x in among and x.start before who.start",
            "(no x in post.holders: ((x in among) and (x.start before who.start)))",
        ),
        ("not some x in s: all y in t: x <= y", "(not (some x in s: (all y in t: (x <= y))))"),
        ("office[title = t, of = c].holder", "office[title=t, of=c].holder"),
        ("o.holder[who].start > b", "(o.holder[who].start > b)"),
        ("o.holder[x is y]", "o.holder[(x is y)]"),
        ("f(each who, k?, \"a \\\"b\\\"\", {1, 2.5}, g(), {})", "f(each who, k?, \"a \\\"b\\\"\", {1, 2.5}, g(), {})"),
        ("(a or b) and c", "((a or b) and c)"),
        ("(post.holder @ at).start >= b", "((post.holder @ at).start >= b)"),
        ("a after\n   b // note\n  or c < d", "((a after b) or (c < d))"),
        ("x @ before(published) is v", "((x @ before(published)) is v)"),
        ("a-b - c", "(a-b - c)"),
    ] {
        assert_eq!(expr(text), tree, "{text}");
    }
}

#[test]
fn spans_of_expressions() {
    let text = "derive x: k.p = a.b  +  (c or d)  // end\n";
    let derive = only!(rules(text), RuleItem::Derive);
    assert_eq!(derive.body.span.of(text), "a.b  +  (c or d)");
    let ExprNode::Arithmetic(left, _, right) = &derive.body.node else { panic!() };
    assert_eq!((left.span.of(text), right.span.of(text)), ("a.b", "(c or d)"));
    assert_eq!((derive.subject.name.text.as_str(), texts(&derive.subject.types)), ("x", vec!["k"]));
    assert_eq!(derive.property.text, "p");
}

#[test]
fn words() {
    let month = only!(
        rules(
            "/// Months.\nwords month {\n  1 = january | jan   // first\n  2 = february\n    | feb\n  spring; half-year = half a year\n}\n"
        ),
        RuleItem::Words
    );
    let entries: Vec<_> = month
        .entries
        .iter()
        .map(|e| (e.value.as_ref().map_or("", |value| &value.text), e.words.text.as_str()))
        .collect();
    assert_eq!(
        entries,
        [("1", "january"), ("1", "jan"), ("2", "february"), ("2", "feb"), ("", "spring"), ("half-year", "half a year")]
    );
    assert_eq!((month.doc.as_str(), month.name.text.as_str()), ("Months.", "month"));
    let joining = only!(
        rules("words joining = join~ | accede~ to\n  | become~ a member of // more\n  | été | U.S.$ & 5%"),
        RuleItem::Words
    );
    let entries = texts(joining.entries.iter().map(|entry| &entry.words));
    assert_eq!(entries, ["join~", "accede~ to", "become~ a member of", "été", "U.S.$ & 5%"]);
    assert!(joining.entries.iter().all(|entry| entry.value.is_none()));
}

#[test]
fn marks() {
    let text = "mark former = \"former|ex-| onetime \" window ever-before published not published";
    let mark = only!(rules(text), RuleItem::Mark);
    assert_eq!(texts(&mark.forms), ["former", "ex-", "onetime"]);
    assert_eq!(mark.forms[2].span.of(text), "onetime");
    assert_eq!(show(&mark.window), "ever-before(published)");
    assert_eq!(mark.window.span.of(text), "ever-before published");
    assert_eq!(mark.except.as_ref().map(show).as_deref(), Some("published"));
    let then = only!(rules("mark then = \"then-|then\" window clause"), RuleItem::Mark);
    assert_eq!((show(&then.window), then.except), ("clause".to_owned(), None));
    let coming = only!(rules("mark coming = \"incoming\" window after published.end, not a - 7 days"), RuleItem::Mark);
    assert_eq!(show(&coming.window), "after(published.end)");
    assert_eq!(coming.except.as_ref().map(show).as_deref(), Some("(a - (7 day))"));
}

#[test]
fn nodes_and_phrases() {
    let node = only!(
        rules(
            "/// Offices.\nnode post -> office\n  \"<c: country>'s <t: title>\"  = office[title = t, of = c]\n  \"<m: mark>? <o: post>\" = p states holds(p, o, m)\n"
        ),
        RuleItem::Node
    );
    assert_eq!((node.name.text.as_str(), node.kind.text.as_str(), node.doc.as_str()), ("post", "office", "Offices."));
    assert_eq!(node.alternatives.len(), 2);
    assert_eq!(node.alternatives[0].value.as_ref().map(show).as_deref(), Some("office[title=t, of=c]"));
    assert_eq!(node.alternatives[1].states[0].claim.text, "holds");
    assert_eq!(node.alternatives[1].states[0].args.len(), 3);
    let phrase = only!(
        rules(
            "phrase joined\n  \"<who: list country> <joining>! the? <org: org> in <y: date>\"\n    states joined(each who, org, y), status(each who, org, k?)\n    unless \"in question\"\n    unless \"x\"\n    unless quoted\n    unless status in any mood\n    even partitive taken for granted never refuted\n  \"a\" states b() even quoted even attributed even denied"
        ),
        RuleItem::Phrase
    );
    let first = &phrase.alternatives[0];
    assert_eq!(
        (first.states.len(), first.unless.len(), first.any_mood, first.partitive, first.granted && first.weak),
        (2, 2, true, true, true)
    );
    assert_eq!(first.guards, [Guard::Quoted, Guard::Status]);
    assert_eq!(first.states[1].args.iter().map(show).collect::<Vec<_>>(), ["each who", "org", "k?"]);
    let second = &phrase.alternatives[1];
    assert_eq!((second.states.len(), second.any_mood, second.partitive), (1, false, false));
    assert_eq!(second.even, [Guard::Quoted, Guard::Attributed, Guard::Denied]);
    assert!(first.even.is_empty());
}

#[test]
fn claims() {
    let text = r#"/// Held an office.
claim holds(who: person, post: office|org, at: window, as: word?) {
  true when  post.holder @ at is who
    or who is post
  because    "{{{post}}} was {post.holder @ at}, not \"{solve who}\""
  vary       who, post within who.posts, at
  vary       x within {of.of, of.editions}
  weaken     to warning when post.holder @ ever is who
  weaken     to open unless who is post
  instead    edition(of, nth, on) as "{nth} {of}"
  severity   warning
  safe       who, at
  over       other-claim
  basis text
}
"#;
    let claim = only!(rules(text), RuleItem::Claim);
    assert_eq!((claim.name.text.as_str(), claim.doc.as_str()), ("holds", "Held an office."));
    let params: Vec<_> = claim.params.iter().map(|p| (p.name.text.as_str(), texts(&p.types), p.optional)).collect();
    assert_eq!(params[1], ("post", vec!["office", "org"], false));
    assert_eq!(params[3], ("as", vec!["word"], true));
    assert_eq!(show(&claim.truth), "(((post.holder @ at) is who) or (who is post))");
    let because = claim.because.as_ref().unwrap();
    assert_eq!(template(because), "{{post}} was {(post.holder @ at)}, not \"{solve who}\"");
    let vary: Vec<_> =
        claim.vary.iter().map(|v| (v.name.text.as_str(), v.within.as_ref().map(show).unwrap_or_default())).collect();
    assert_eq!(
        vary,
        [
            ("who", String::new()),
            ("post", "who.posts".into()),
            ("at", String::new()),
            ("x", "{of.of, of.editions}".into())
        ]
    );
    assert_eq!(claim.weaken[0].to.text, "warning");
    let open = &claim.weaken[1];
    assert_eq!((open.to.text.as_str(), open.unless, show(&open.when).as_str()), ("open", true, "(who is post)"));
    assert_eq!(show(&claim.weaken[0].when), "((post.holder @ ever) is who)");
    assert_eq!(
        (claim.instead[0].claim.claim.text.as_str(), template(&claim.instead[0].words).as_str()),
        ("edition", "{nth} {of}")
    );
    assert_eq!(claim.severity.as_ref().unwrap().text, "warning");
    assert_eq!(
        (claim.safe.iter().map(|safe| safe.name.text.as_str()).collect::<Vec<_>>(), texts(&claim.over)),
        (vec!["who", "at"], vec!["other-claim"])
    );
    assert!(claim.basis_text);
    assert!(claim.span.of(text).starts_with("claim holds(") && claim.span.of(text).ends_with('}'));
    let short = only!(rules("claim x() { true when a; basis text }"), RuleItem::Claim);
    assert!(short.params.is_empty() && short.basis_text && short.because.is_none());
}

#[test]
fn tests() {
    let text = r#"test holds 2020-02-27 given {
  entity x : person "X }" { a b } // }
  entity y : person "Y"
} {
  flags  "in light of the [10th] anniversary" "a \[b\] \"c\"\n[dé]"
  holds  "as the NPT"
         "next"
  unsure no-entity "the 10th"; silent "edition"
}
"#;
    let test = only!(rules(text), RuleItem::Test);
    assert_eq!((test.claim.text.as_str(), test.date.as_ref().unwrap().text.text.as_str()), ("holds", "2020-02-27"));
    let given = test.given.as_ref().unwrap();
    assert_eq!(given.span.of(text), given.text);
    let (items, faults) = parse_facts_at("t.rules", text, given.span);
    assert_eq!((items.len(), faults), (2, vec![]));
    let cases: Vec<_> =
        test.cases.iter().map(|c| (&c.expect, c.text.as_str(), c.mark.map(|m| m.of(&c.text)))).collect();
    assert_eq!(cases[0], (&Expect::Flags, "in light of the 10th anniversary", Some("10th")));
    assert_eq!(cases[1], (&Expect::Flags, "a [b] \"c\"\ndé", Some("dé")));
    assert_eq!(cases[2], (&Expect::Holds, "as the NPT", None));
    assert_eq!(cases[3].1, "next");
    assert!(matches!(cases[4].0, Expect::Unsure(reason) if reason.text == "no-entity"));
    assert_eq!(cases[5], (&Expect::Silent, "edition", None));
    assert_eq!(test.cases[0].span.of(text), "in light of the [10th] anniversary");
    assert_eq!(test.span, Span::new(0, u32::try_from(text.len() - 1).unwrap()));
    let short = only!(rules("test x { }"), RuleItem::Test);
    assert!(short.date.is_none() && short.given.is_none() && short.cases.is_empty());
}
