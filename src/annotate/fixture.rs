//! For tests: the shipped word files, read line by line.

use super::Classes;
use crate::rules::{Lexicon, LexiconBuilder};
use std::sync::OnceLock;

const FILES: &[&str] = &[
    include_str!("../../rules/en/irregular.words"),
    include_str!("../../rules/en/abbreviations.words"),
    include_str!("../../rules/en/approximation.words"),
    include_str!("../../rules/en/dates.words"),
    include_str!("../../rules/en/function.words"),
    include_str!("../../rules/en/money.words"),
    include_str!("../../rules/en/months.words"),
    include_str!("../../rules/en/negation.words"),
    include_str!("../../rules/en/numbers.words"),
    include_str!("../../rules/en/publication.words"),
    include_str!("../../rules/en/quotation.words"),
    include_str!("../../rules/en/times.words"),
    include_str!("../../rules/en/units.words"),
    include_str!("../../rules/en/verbs.words"),
    include_str!("../../rules/en/weekdays.words"),
];

/// The lexicon of `rules/en`.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut builder = LexiconBuilder::default();
        for file in FILES {
            load(&mut builder, file);
        }
        builder.build()
    })
}

/// The classes of that lexicon.
pub fn classes() -> &'static Classes {
    static CLASSES: OnceLock<Classes> = OnceLock::new();
    CLASSES.get_or_init(|| Classes::resolve(lexicon()).expect("classes"))
}

fn load(builder: &mut LexiconBuilder, file: &str) {
    let mut class = None;
    for line in file.lines() {
        let line = line.split("//").next().unwrap_or("").trim();
        if let Some(head) = line.strip_prefix("words ") {
            class = Some(head.trim_end_matches('{').trim());
            continue;
        }
        let (Some(class), false) = (class, line.is_empty() || line == "}") else { continue };
        let (value, entries) = line.split_once(" = ").unwrap_or(("", line));
        for entry in entries.split('|').map(str::trim).filter(|entry| !entry.is_empty()) {
            if class == "irregular" {
                builder.irregular(value.trim(), entry);
            }
            builder.add(class, value.trim(), entry);
        }
    }
}
