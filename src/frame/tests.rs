//! The frames of own sentences, as the shipped word lists make them.

use super::attribution::Attribution;
use super::speaker::speakers;
use super::{FrameClasses, Reader, Sentences, frame};
use crate::annotate::{Annotated, Classes, Range, annotate, annotated::tests::document};
use crate::rules::Lexicon;
use std::sync::OnceLock;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| crate::embedded::rules().expect("the shipped rules").lexicon)
}

fn read<T>(text: &str, of: impl Fn(&Reader<'_>, &dyn Fn(Range) -> String) -> T) -> T {
    let lexicon = lexicon();
    let document = document(text, Some((2020, 2, 27)));
    let annotated: Annotated<'_> = annotate(&document, lexicon, &Classes::resolve(lexicon).expect("classes"));
    let reader = Reader { text: &annotated, lexicon, classes: &FrameClasses::resolve(lexicon) };
    of(&reader, &|range: Range| range.span(&annotated.tokens).of(text).to_owned())
}

/// The clauses of all sentences, each with what it does.
fn clauses(text: &str) -> Vec<String> {
    read(text, |reader, words| {
        let mut sentences = Sentences::new(reader);
        let mut all = Vec::new();
        for &range in &reader.text.sentences {
            let sentence = sentences.of(range.start);
            for clause in &sentence.clauses {
                let tokens = clause.tokens;
                let anchor = (tokens.start..tokens.end).find(|&at| !reader.parts(at as usize)).unwrap_or(tokens.start);
                let found = frame(reader, &sentence, anchor, tokens, None);
                let denied = if found.denials.is_empty() { "" } else { " denied" };
                let (mood, voice) = (found.mood.word(), found.voice.word());
                all.push(format!("{} [{mood} {voice} {}{denied}]", words(tokens), clause.tense.row.word()));
            }
        }
        all
    })
}

/// What is attributed: who, by which words, what.
fn said(text: &str) -> Vec<String> {
    read(text, |reader, words| {
        let mut sentences = Sentences::new(reader);
        let told = |one: &Attribution| {
            let speaker = one.speaker.map_or("-".to_owned(), words);
            format!("{speaker} | {} | {}", words(one.words), words(one.scope))
        };
        let indirect = reader
            .text
            .sentences
            .iter()
            .flat_map(|range| sentences.of(range.start).attributions.iter().map(told).collect::<Vec<_>>());
        let mut all: Vec<String> = indirect.collect();
        all.extend(speakers(reader).iter().zip(&reader.text.quotations).map(|(found, quotation)| match found {
            Some(one) => told(one),
            None => format!("? | ? | {}", words(quotation.tokens)),
        }));
        all
    })
}

/// The marks of one kind: the words, what they do, what they reach.
fn marks(text: &str, kind: &str) -> Vec<String> {
    read(text, |reader, words| {
        let mut sentences = Sentences::new(reader);
        let mut all = Vec::new();
        for &range in &reader.text.sentences {
            let found = sentences.of(range.start);
            let mut push = |at: Range, kind: &str, scope: Range| {
                all.push(format!("{} = {kind}: {}", words(at), words(scope)));
            };
            match kind {
                "negation" => found.denials.iter().for_each(|mark| push(mark.words, mark.kind.word(), mark.scope)),
                "supposition" => {
                    found.suppositions.iter().for_each(|mark| push(mark.words, mark.kind.word(), mark.scope));
                }
                _ => found.statuses.iter().for_each(|mark| push(mark.words, mark.kind.word(), mark.scope)),
            }
        }
        all
    })
}

#[test]
fn clauses_follow_each_other() {
    for (text, wanted) in [
        ("They signed it.", vec!["They signed it. [asserted own past]"]),
        (
            "Weber, who did not come, is the minister.",
            vec![
                "Weber, [asserted own past]",
                "who did not come, [asserted own past denied]",
                "is the minister. [asserted own present]",
            ],
        ),
        (
            "He did not go, and she will join the pact.",
            vec!["He did not go, [asserted own past denied]", "and she will join the pact. [asserted own future]"],
        ),
        (
            "He did not go to Zenda, Strelsau and the coast.",
            vec!["He did not go to Zenda, Strelsau and the coast. [asserted own past denied]"],
        ),
        (
            "If it rains, the fair will be held in May.",
            vec!["If it rains, [hypothetical own future]", "the fair will be held in May. [hypothetical own future]"],
        ),
        (
            "After they left in 2019, the talks had ended.",
            vec!["After they left in 2019, [asserted own past]", "the talks had ended. [asserted own past]"],
        ),
        ("After 1994, the talks ended.", vec!["After 1994, the talks ended. [asserted own past]"]),
        (
            "“We will not sign,” the envoy said.",
            vec!["“We will not sign,” [asserted quoted future denied]", "the envoy said. [asserted own reported]"],
        ),
        ("“Is it so?” he asked.", vec!["“Is it so?” [question quoted present]", "he asked. [asserted own reported]"]),
        (
            "She left; he is a “great man” of the pact.",
            vec!["She left; [asserted own past]", "he is a “great man” of the pact. [asserted own present]"],
        ),
    ] {
        assert_eq!(clauses(text), wanted);
    }
}

#[test]
fn tense_and_plan() {
    let row = |text: &str| {
        let all = clauses(text);
        all[0]
            .rsplit_once('[')
            .map(|(_, told)| told.trim_end_matches(']').replace("asserted own ", ""))
            .unwrap_or_default()
    };
    for (text, wanted) in [
        ("The fair will be held in Zenda.", "future"),
        ("The fair is scheduled for Monday.", "future"),
        ("The fair is due to open.", "future"),
        ("The fair is set to open.", "future"),
        ("The fair is to open.", "future"),
        ("The fair has been scheduled for May.", "future"),
        ("The town plans to hold a fair.", "future"),
        ("The town planned to hold a fair.", "was-to-be"),
        ("The fair was to have been held in Zenda.", "was-to-be"),
        ("The fair was due to open.", "was-to-be"),
        ("The fair had been due to open.", "was-to-be"),
        ("The fair was not scheduled for May.", "was-to-be denied"),
        ("The fair was held in Zenda.", "past"),
        ("The fair has been held.", "perfect"),
        ("The town held a fair.", "past"),
        ("He said so.", "reported"),
        ("The proposed fair is big.", "present"),
        ("A fair in Zenda.", "present"),
    ] {
        assert_eq!(row(text), wanted, "{text}");
    }
}

#[test]
fn denials_reach_to_the_end_of_their_clause() {
    for (text, wanted) in [
        ("They did not join the pact.", vec!["not = not: not join the pact."]),
        ("It is no longer a member.", vec!["no longer = ended: no longer a member."]),
        ("It is not only old but small.", vec![]),
        ("No fewer than 16 members met, no doubt.", vec![]),
        ("Neither Roe nor Doe came.", vec!["Neither = not: Neither Roe nor Doe came.", "nor = not: nor Doe came."]),
        ("Without Roe, the talks went on.", vec!["Without = without: Without Roe"]),
        ("He denied that it was so.", vec!["denied = verb: denied that it was so."]),
        ("They failed to join the pact.", vec!["failed to = verb: failed to join the pact."]),
        ("He lives at No. 10.", vec![]),
        ("Nobody came, while the others left.", vec!["Nobody = not: Nobody came,"]),
    ] {
        assert_eq!(marks(text, "negation"), wanted, "{text}");
    }
}

#[test]
fn what_is_supposed() {
    for (text, wanted) in [
        ("It would be so.", vec!["would = would: It would be so."]),
        ("It may rain in May.", vec!["may = possible: It may rain in May."]),
        ("The fair in May is big.", vec![]),
        ("They will come if it rains.", vec!["if = condition: They will come if it rains."]),
        ("They asked if it was so.", vec!["if = condition: if it was so."]),
        ("Unless it rains, the fair will open.", vec!["Unless = condition: Unless it rains, the fair will open."]),
        ("Should they win, the pact will end.", vec!["Should = condition: Should they win, the pact will end."]),
        (
            "Were they to win, it would end.",
            vec!["Were = condition: Were they to win, it would end.", "would = would: it would end."],
        ),
        ("Should they win?", vec!["Should = would: Should they win?"]),
        ("The pact of 1994 hopes to end it.", vec!["hopes to = wish: hopes to end it."]),
        ("He wonders whether it was so.", vec!["whether = concession: He wonders whether it was so."]),
    ] {
        assert_eq!(marks(text, "supposition"), wanted, "{text}");
    }
}

#[test]
fn how_an_office_is_held() {
    for (text, wanted) in [
        (
            "The former foreign minister Karl Brandt spoke.",
            vec!["former = former: former foreign minister Karl Brandt"],
        ),
        (
            "Ex-President Roe and then-Mayor Doe met.",
            vec!["Ex = former: Ex-President Roe", "then = then: then-Mayor Doe"],
        ),
        ("The then mayor left, and then rain fell.", vec!["then = then: then mayor"]),
        ("Acting Mayor Jane Roe is here.", vec!["Acting = acting: Acting Mayor Jane Roe"]),
        ("The interim head of the pact left.", vec!["interim = acting: interim head of the pact"]),
        ("President-elect Jane Roe won.", vec!["elect = incoming: President-elect Jane Roe"]),
        (
            "The incoming mayor and the outgoing one met.",
            vec!["incoming = incoming: incoming mayor", "outgoing = outgoing: outgoing one"],
        ),
        ("A would-be mayor came; it would be a pity.", vec!["would-be = would-be: would-be mayor"]),
        ("The late Jane Roe wrote it in the late 1990s, late on Monday.", vec!["late = late: late Jane Roe"]),
        ("He is acting on it.", vec![]),
    ] {
        assert_eq!(marks(text, "status"), wanted, "{text}");
    }
}

#[test]
fn who_says_it() {
    for (text, wanted) in [
        ("Roe said that the pact had ended.", vec!["Roe | said | the pact had ended."]),
        ("Roe said on Monday the pact had ended.", vec!["Roe | said | the pact had ended."]),
        ("Roe, the mayor of Zenda, told reporters in May that it was over.", vec!["Roe | told | it was over."]),
        ("The pact had ended, Roe said on Monday.", vec!["Roe | said | The pact had ended"]),
        ("The pact had ended, said Jane Roe, the mayor.", vec!["Jane Roe | said | The pact had ended"]),
        ("According to the mayor, the pact had ended.", vec!["the mayor | According to | , the pact had ended."]),
        (
            "The pact had ended, according to a spokesman for the mayor.",
            vec!["a spokesman for the mayor | according to | The pact had ended,"],
        ),
        ("Roe claimed the pact had ended, but it was not so.", vec!["Roe | claimed | the pact had ended,"]),
        ("Roe told a crowd that had come.", vec![]),
        ("The pact was a sham, Roe told the crowd on Monday.", vec!["Roe | told | The pact was a sham"]),
        ("We no longer believe that it was so.", vec!["We | believe | it was so."]),
        ("I think that is a sham.", vec!["I | think | that is a sham."]),
        ("I think it’s some of that.", vec!["I | think | it’s some of that."]),
        ("But according to Roe, it was a sham.", vec!["Roe | according to | , it was a sham."]),
        ("They read the alleged tweets that were his.", vec![]),
        ("It added to the advantages that they had.", vec![]),
        ("It was reportedly over.", vec!["- | reportedly | It was reportedly over."]),
        ("He is said to be ill.", vec!["- | said | He is said to be ill."]),
        ("The report said so on Monday.", vec![]),
        ("They issued a statement that day.", vec![]),
        ("“We won,” said Roe.", vec!["Roe | said | We won,"]),
        (
            "“We won,” the mayor of Zenda said on Monday. “It is over.”",
            vec!["the mayor of Zenda | said | We won,", "the mayor of Zenda | said | It is over."],
        ),
        (
            "“We won,” Jane Roe, the mayor of Zenda, said, “and it is over.”",
            vec!["Jane Roe | said | We won,", "Jane Roe | said | and it is over."],
        ),
        ("Roe said: “We won.”", vec!["Roe | said | We won."]),
        ("On Monday Roe tweeted, “We won!”", vec!["Roe | tweeted | We won!"]),
        ("Roe called the plan “a sham”.", vec!["Roe | called | a sham"]),
        (
            "Roe said the pact was “a sham” and had ended.",
            vec!["Roe | said | the pact was “a sham” and had ended.", "Roe | said | a sham"],
        ),
        (
            "He was on “Meet the Neighbours” and said it was over.",
            vec!["- | said | it was over.", "? | ? | Meet the Neighbours"],
        ),
        ("“We won.\n\n“It is over,” said Roe.", vec!["Roe | said | We won.", "Roe | said | It is over,"]),
        ("Jane Roe, Mayor of Zenda: “We won.”", vec!["Jane Roe, Mayor of Zenda | : | We won."]),
        ("“I told them ‘no’,” Roe said.", vec!["Roe | said | I told them ‘no’,", "I | told | no"]),
        ("“Why?” Roe asked.", vec!["Roe | asked | Why?"]),
    ] {
        assert_eq!(said(text), wanted, "{text}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the clock is what is tested")]
fn time_grows_with_the_sentence_only() {
    let elapsed = |text: &str| {
        read(text, |reader, _| {
            let start = std::time::Instant::now();
            let mut sentences = Sentences::new(reader);
            for &range in &reader.text.sentences {
                let sentence = sentences.of(range.start);
                for at in range.start..range.end {
                    std::hint::black_box(frame(reader, &sentence, at, Range::new(at, at + 1), None));
                }
            }
            std::hint::black_box(speakers(reader));
            start.elapsed()
        })
    };
    for piece in [
        "word ",
        "not ",
        "if ",
        "would ",
        "which ",
        "said ",
        "said that ",
        "which said that ",
        "Roe, ",
        ", ",
        "and he was ",
        "according to ",
        "( ",
        "former ",
        "elect ",
        "“a,” ",
        "“‘",
        "“a” said ",
        "? ",
        "1994 ",
        "Roe, a ",
        "and ",
        "of ",
        "; ",
    ] {
        let best = |bytes: usize, times: u32| {
            let text = piece.repeat(bytes / piece.len());
            (0..times).map(|_| elapsed(&text)).min().unwrap_or_default()
        };
        let (small, large) = (best(8_000, 3), best(80_000, 2));
        // Ten times the text; a quadratic step would take a hundred times as long.
        let most = small * 50 + std::time::Duration::from_millis(300);
        assert!(large < most, "{piece:?}: {small:?} and {large:?}");
    }
}
