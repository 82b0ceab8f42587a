//! The road of an article, stage by stage, in bytes a second: reading, annotating, matching, checking,
//! beside a plain automaton scan of the same bytes with the same names.
//!
//! Over the articles of `FACTLINT_EVAL` where it is set, else over the examples, repeated.

use daachorse::DoubleArrayAhoCorasick;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use factlint::annotate::annotate;
use factlint::calendar::{Day, parse_edtf};
use factlint::check::compete::compete;
use factlint::check::judge::Judge;
use factlint::check::{Checker, Options};
use factlint::document::Document;
use factlint::engine::Engine;
use factlint::eval::World;
use factlint::link::{mentions, misspellings};
use factlint::phrase::claims;
use factlint::read::{Text, read_text};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

/// So many bytes of articles are used.
const BYTES: usize = 2_000_000;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::embedded().expect("the embedded definitions"));
static ARTICLES: LazyLock<Vec<(String, Option<Day>)>> = LazyLock::new(articles);
static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    ARTICLES.iter().map(|(text, day)| read_text(&Text, text, *day, &ENGINE.program.lexicon)).collect()
});

#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "benchmarks over outside data are asked for by a variable"
)]
fn articles() -> Vec<(String, Option<Day>)> {
    let mut found = Vec::new();
    let mut size = 0;
    if let Some(folder) = std::env::var_os("FACTLINT_EVAL") {
        let path = std::path::Path::new(&folder).join("data/articles/dev.jsonl");
        for line in std::fs::read_to_string(path).unwrap_or_default().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
            let text = row["text"].as_str().unwrap_or("").to_owned();
            let day = row["date"].as_str().and_then(|day| parse_edtf(day).ok()).map(|time| time.days().first);
            size += text.len();
            found.push((text, day));
            if size > BYTES {
                return found;
            }
        }
    }
    println!("FACTLINT_EVAL has no articles: the examples are used instead");
    let examples = [
        include_str!("../examples/foreign-policy-brief.md"),
        include_str!("../examples/summit-story.md"),
        include_str!("../examples/sports-preview.txt"),
    ];
    while size < BYTES {
        for text in examples {
            size += text.len();
            found.push((text.to_owned(), Day::from_ymd(2020, 2, 27)));
        }
    }
    found
}

fn bytes() -> BytesCount {
    BytesCount::new(ARTICLES.iter().map(|(text, _)| text.len()).sum::<usize>())
}

fn world() -> World<'static> {
    World::new(&ENGINE.base, &ENGINE.program, &ENGINE.prepared.bound, None)
}

#[divan::bench(sample_count = 10)]
fn a_read(bencher: Bencher) {
    bencher.counter(bytes()).bench(|| {
        for (text, day) in ARTICLES.iter() {
            black_box(read_text(&Text, text, *day, &ENGINE.program.lexicon));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn b_annotate(bencher: Bencher) {
    bencher.counter(bytes()).bench(|| {
        for document in DOCUMENTS.iter() {
            black_box(annotate(document, &ENGINE.program.lexicon, &ENGINE.classes));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn c_names(bencher: Bencher) {
    let texts: Vec<_> =
        DOCUMENTS.iter().map(|document| annotate(document, &ENGINE.program.lexicon, &ENGINE.classes)).collect();
    bencher.counter(bytes()).bench(|| {
        for text in &texts {
            let found = mentions(text, &ENGINE.base);
            black_box(misspellings(text, &found, &ENGINE.base, &ENGINE.program.lexicon));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn d_match(bencher: Bencher) {
    let texts: Vec<_> =
        DOCUMENTS.iter().map(|document| annotate(document, &ENGINE.program.lexicon, &ENGINE.classes)).collect();
    let named: Vec<_> = texts
        .iter()
        .map(|text| {
            let found = mentions(text, &ENGINE.base);
            let misses = misspellings(text, &found, &ENGINE.base, &ENGINE.program.lexicon);
            (text, found, misses)
        })
        .collect();
    bencher.counter(bytes()).bench(|| {
        for (text, found, misses) in &named {
            let published = text.document.meta.published.map(|published| published.day);
            black_box(claims(
                text,
                found,
                misses,
                World { published, ..world() },
                &ENGINE.prepared.anchors,
                &ENGINE.prepared.frames,
            ));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn e_judge(bencher: Bencher) {
    let texts: Vec<_> =
        DOCUMENTS.iter().map(|document| annotate(document, &ENGINE.program.lexicon, &ENGINE.classes)).collect();
    let stated: Vec<_> = texts
        .iter()
        .map(|text| {
            let found = mentions(text, &ENGINE.base);
            let misses = misspellings(text, &found, &ENGINE.base, &ENGINE.program.lexicon);
            let published = text.document.meta.published.map(|published| published.day);
            let world = World { published, ..world() };
            (
                text,
                world,
                compete(
                    claims(text, &found, &misses, world, &ENGINE.prepared.anchors, &ENGINE.prepared.frames),
                    &ENGINE.program,
                ),
            )
        })
        .collect();
    bencher.counter(bytes()).bench_local(|| {
        for (text, world, stated) in &stated {
            black_box(Judge { text, world: *world, options: Options::default() }.report(stated));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn f_whole_check(bencher: Bencher) {
    let checker = Checker {
        base: &ENGINE.base,
        program: &ENGINE.program,
        classes: &ENGINE.classes,
        prepared: &ENGINE.prepared,
        off: &std::collections::BTreeSet::new(),
    };
    bencher.counter(bytes()).bench(|| {
        for (text, day) in ARTICLES.iter() {
            let document = read_text(&Text, text, *day, &ENGINE.program.lexicon);
            black_box(checker.check(&document, Options::default()));
        }
    });
}

/// The peer: a leftmost-longest automaton over the same names, nothing else.
#[divan::bench(sample_count = 10)]
fn g_plain_automaton_scan(bencher: Bencher) {
    let mut names: Vec<&str> = ENGINE.base.names().map(|name| name.text).collect();
    names.sort_unstable();
    names.dedup();
    let automaton: DoubleArrayAhoCorasick<u32> = DoubleArrayAhoCorasick::new(names).expect("an automaton");
    bencher.counter(bytes()).bench(|| {
        for (text, _) in ARTICLES.iter() {
            black_box(automaton.find_iter(text).count());
        }
    });
}
