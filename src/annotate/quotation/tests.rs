use super::*;
use crate::annotate::annotate;
use crate::annotate::annotated::tests::{document, quoted};
use crate::annotate::fixture::{classes, lexicon};
use proptest::prelude::*;

#[test]
fn finds_what_is_between_marks() {
    for (text, inside) in [
        ("He said \"we won\" and left.", vec!["we won"]),
        ("“We won,” he said, “twice.”", vec!["We won,", "twice."]),
        ("\"We won,\" he said, \"twice.\" \"No.\"", vec!["We won,", "twice.", "No."]),
        ("She called it ‘the states’ plan’, he said.", vec!["the states’ plan"]),
        ("„So ist es“, «ja», ”nej”, »doch«", vec!["So ist es", "ja", "nej", "doch"]),
        ("The plan (“a sham”) and the word—“no”—fell.", vec!["a sham", "no"]),
        ("\"It is 'so',\" he said.", vec!["It is 'so',", "so"]),
        ("“It is ‘so’,” he said.", vec!["It is ‘so’,", "so"]),
        ("‘It is “so”,’ he said.", vec!["It is “so”,", "so"]),
        (
            "“He said ‘she said “no” to it’,” they said.",
            vec!["He said ‘she said “no” to it’,", "she said “no” to it", "no"],
        ),
        ("\"The 12\" disc is mine,\" he said.", vec!["The 12\" disc is mine,"]),
        ("\"He is 25\" and \"she is 26\".", vec!["He is 25", "she is 26"]),
        ("“Yes\" and \"no”.", vec!["Yes", "no"]),
    ] {
        assert_eq!(quoted(text), inside, "{text}");
    }
}

#[test]
fn apostrophes_feet_and_inches_quote_nothing() {
    for text in [
        "A 5\" pipe",
        "He is 6' 2\" tall, she is 5'11\".",
        "The states’ plan, ‘90s style",
        "the '90s and the ’80s, rock 'n' roll",
        "'Tis the season; get 'em all, the Roes' and the Does' too.",
        "Runnin' on, the workers' union and the bosses' club met.",
        "It’s Roe’s, isn't it?",
        "O'Neill and D'Arcy",
    ] {
        assert_eq!(quoted(text), Vec::<&str>::new(), "{text}");
    }
}

fn told(text: &str) -> Vec<String> {
    let document = document(text, None);
    let annotated = annotate(&document, lexicon(), classes());
    let words = |range: Range| range.span(&annotated.tokens).of(text);
    let tell = |found: &Quotation| {
        let flags = [(found.continues, "+"), (found.doubtful, "?"), (found.block, ">")];
        let flags: String = flags.iter().filter(|(set, _)| *set).map(|(_, sign)| *sign).collect();
        format!("{}{flags} {}", found.depth, words(found.tokens))
    };
    annotated.quotations.iter().map(tell).collect()
}

#[test]
fn runs_on_over_paragraphs() {
    assert_eq!(told("He said: “One.\n\n“Two.” Then he left.\n\nThree."), ["1 One.", "1+ Two."]);
    assert_eq!(told("\"One.\n\n\"Two.\n\n\"Three,\" he said."), ["1 One.", "1+ Two.", "1+ Three,"]);
    assert_eq!(told("He said: \"One. Two\n\nThree"), ["1? One. Two"]);
    assert_eq!(told("He said: “One. “Two” left."), ["1? One.", "1 Two"]);
    assert_eq!(told("“One.\n\n‘Two.’ Then."), ["1? One.", "1 Two."]);
}

#[test]
fn block_quotations_need_no_marks() {
    assert_eq!(told("He said:\n\n> It is ‘so’.\n\n> And so.\n\nNo."), ["1> > It is ‘so’.", "2 so", "1+> > And so."]);
    assert_eq!(told("> “It is so.”"), ["1> > “It is so.”"]);
}

#[test]
fn depth_is_bounded() {
    let text = "“‘".repeat(50);
    assert!(told(&text).iter().all(|told| told.as_bytes()[0] <= b'4'));
}

proptest! {
    #[test]
    fn quotations_nest(text in "[a1'’ \"“”‘«»„\n.,-]{0,60}") {
        let document = document(&text, None);
        let found = annotate(&document, lexicon(), classes()).quotations;
        for (at, quotation) in found.iter().enumerate() {
            prop_assert!(quotation.tokens.start < quotation.tokens.end);
            prop_assert!(quotation.depth >= 1 && usize::from(quotation.depth) <= DEEPEST + 1);
            if let Some(parent) = quotation.parent {
                let outer = &found[parent as usize];
                prop_assert!((parent as usize) < at && outer.depth + 1 == quotation.depth);
                prop_assert!(outer.tokens.start <= quotation.tokens.start && quotation.tokens.end <= outer.tokens.end);
            }
        }
    }
}
