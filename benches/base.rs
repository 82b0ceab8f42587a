//! A base of a million entities and five million statements: how long it takes to compile, to open, to look up,
//! and to find its names in a text; beside a base of ten thousand names, and a plain automaton over the same.
//!
//! The base is made up, the same in every run. `FACTLINT_ENTITIES` changes its size.

#![expect(clippy::print_stdout, reason = "figures are what a benchmark is for")]

use daachorse::{DoubleArrayAhoCorasickBuilder, MatchKind};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use factlint::base::{Base, EntityId, PropertyId, load_model, write_image};
use factlint::calendar::{Day, Days};
use factlint::text::{Source, Token, TokenKind, Walk, tokenize};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Instant;

fn main() {
    let made = Instant::now();
    let large = &*LARGE;
    println!(
        "{} entities, {} statements, {} names: {} bytes, made and compiled in {:.1} s, {} MB at most",
        large.base.entities(),
        large.base.statement_count(),
        large.base.name_count(),
        large.base.size(),
        made.elapsed().as_secs_f64(),
        most_memory().unwrap_or(0),
    );
    let mut index = 0;
    for (section, bytes) in large.base.section_sizes() {
        println!("{bytes:>12} {section}");
        if section.to_string().contains("name") {
            index += bytes;
        }
    }
    println!("{} bytes of index a name", index / large.base.name_count().max(1));
    divan::main();
}

/// A made-up base, its file, and its names.
struct Made {
    base: Base,
    path: PathBuf,
    names: Vec<String>,
}

static LARGE: LazyLock<Made> = LazyLock::new(|| make(entities(), "large"));
static SMALL: LazyLock<Made> = LazyLock::new(|| make(10_000, "small"));

#[expect(clippy::disallowed_methods, reason = "the size of a benchmark is asked for by a variable")]
fn entities() -> u32 {
    std::env::var("FACTLINT_ENTITIES").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000)
}

/// Syllables of made-up names.
const HEADS: [&str; 40] = [
    "Ka", "Mo", "Ri", "Ste", "Lu", "Ve", "Tor", "An", "Bel", "Cha", "Do", "El", "Fra", "Gor", "Hen", "Il", "Jo", "Kri",
    "Len", "Mar", "Nor", "Ol", "Pe", "Qui", "Ro", "Sal", "Ti", "Ul", "Va", "Wen", "Xa", "Yo", "Ze", "Bri", "Cor",
    "Dra", "Fe", "Gla", "Hol", "Vin",
];
const TAILS: [&str; 25] = [
    "ran", "lith", "mer", "dov", "sen", "berg", "ton", "vic", "la", "ni", "ro", "ska", "ment", "ford", "wick", "dale",
    "son", "mann", "ette", "ius", "ora", "ley", "by", "ham", "stad",
];

fn word(number: u32) -> String {
    let head = HEADS[(number % 40) as usize];
    let middle = TAILS[(number / 40 % 25) as usize];
    let tail = TAILS[(number / 1000 % 25) as usize];
    if number < 1000 { format!("{head}{middle}") } else { format!("{head}{middle}{tail}") }
}

/// A spread of numbers, without repeats below 2^32.
const fn spread(number: u32) -> u32 {
    number.wrapping_mul(2_654_435_761)
}

fn name(number: u32) -> String {
    let (first, second) = (spread(number) % 2003, spread(number / 2003 + 77) % 24_989);
    if number.is_multiple_of(3) {
        format!("{} {} {}", word(first), word(number % 911), word(second))
    } else {
        format!("{} {}", word(first), word(second))
    }
}

fn make(count: u32, what: &str) -> Made {
    let facts = "kind person\nkind office\nproperty person.born : date once\nproperty person.died : date once\n\
                 property person.office : office one\nproperty person.lived : office many\nproperty person.height : number once\n\
                 source s \"Made up\" { url \"https://example.org\"; retrieved 2026-01-01; licence \"CC0\"; horizon 2026-01-01 }\n\
                 table \"offices.csv\" columns id name { entity {id} : office {name} }\n\
                 table \"people.csv\" columns id name born died office from to lived height {\n  entity {id} : person {name} {\n\
                 source s\n born {born}\n died {died}\n office {office} {from}/{to}\n lived {lived} {from}/{to}\n height {height}\n }\n}\n";
    let offices = count / 100 + 1;
    let mut offices_csv = "id,name\n".to_owned();
    for number in 0..offices {
        let _ = writeln!(offices_csv, "o-{number},Office of {}", name(number + 3_000_000));
    }
    let mut people = "id,name,born,died,office,from,to,lived,height\n".to_owned();
    for number in offices..count {
        let (year, month) = (1900 + number % 80, number % 12 + 1);
        let _ = writeln!(
            people,
            "p-{number},{},{year}-{month:02}-{:02},{}-{month:02},o-{},{}-{month:02}-01,{}-{month:02}-28,o-{},1{:02}.5",
            name(number),
            number % 28 + 1,
            year + 60 + number % 30,
            spread(number) % offices,
            year + 30,
            year + 34 + number % 7,
            spread(number + 5) % offices,
            number % 100,
        );
    }
    let files = vec![
        Source { name: "made.facts".to_owned(), text: facts.to_owned() },
        Source { name: "offices.csv".to_owned(), text: offices_csv },
        Source { name: "people.csv".to_owned(), text: people },
    ];
    let compiling = Instant::now();
    let (model, faults) = load_model(&files);
    assert!(faults.is_empty(), "{:?}", faults.first());
    let names: Vec<String> = model.entities.iter().map(|entity| entity.label.clone()).collect();
    let image = write_image(&model).expect("the model fits");
    println!("{what}: compiled in {:.1} s", compiling.elapsed().as_secs_f64());
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{what}.base"));
    std::fs::write(&path, image).expect("the image can be written");
    let base = Base::from_file(&path).expect("the image just written opens");
    Made { base, path, names }
}

/// The most memory that this process has had, in MB.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}

/// Opening the file, and a hundred look-ups of who was what on a day, by id.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn a_open_and_look_up_a_hundred(bencher: Bencher) {
    let count = entities();
    let path = LARGE.path.clone();
    let mut run = 0_u32;
    bencher
        .with_inputs(|| {
            run += 1;
            (0..100)
                .map(|at| format!("p-{}", count / 100 + 2 + spread(at + run * 100) % (count - count / 100 - 3)))
                .collect::<Vec<_>>()
        })
        .bench_local_values(|ids| {
            let base = Base::from_file(&path).expect("opens");
            let found: usize = ids.iter().map(|id| usize::from(office_of(&base, id))).sum();
            assert!(base.intact().is_ok() && found > 0);
            base
        });
}

fn office_of(base: &Base, id: &str) -> bool {
    let Some(person) = base.find(id) else { return false };
    dated(base, person)
}

/// Who held what on a day: the property's statements that meet it.
fn dated(base: &Base, person: EntityId) -> bool {
    let day = Days::one(Day::from_ymd(1950, 5, 5).expect("a day"));
    base.statements(person, PropertyId(2)).any(|statement| statement.valid.outer().meets(day))
}

/// Look-ups in a base that is open, by number.
#[divan::bench(sample_count = 50)]
fn b_look_up_warm(bencher: Bencher) {
    let count = entities();
    let wanted: Vec<EntityId> = (0..10_000).map(|at| EntityId(spread(at) % count)).collect();
    let base = &LARGE.base;
    bencher
        .counter(ItemsCount::new(wanted.len()))
        .bench(|| wanted.iter().filter(|&&person| dated(base, person)).count());
}

/// Two megabytes of words and names.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::new();
    let words = ["the", "minister", "said", "on", "Monday", "that", "talks", "with", "would", "resume", "in", "spring"];
    let mut number = 0;
    while text.len() < 2_000_000 {
        for at in 0..12 {
            text.push_str(words[((spread(number) >> 7) as usize + at) % words.len()]);
            text.push(' ');
        }
        let who = spread(number) % entities();
        text.push_str(&name(if number.is_multiple_of(2) { who } else { who % 10_000 }));
        text.push_str(". ");
        number += 1;
    }
    text
});
static TOKENS: LazyLock<Vec<Token>> = LazyLock::new(|| tokenize(&TEXT));

fn find(base: &Base, tokens: &[Token]) -> usize {
    let walk = Walk { text: &TEXT, tokens };
    let (mut at, mut found) = (0, 0);
    while at < tokens.len() {
        let skip = matches!(tokens[at].kind, TokenKind::Mark | TokenKind::Possessive);
        match if skip { None } else { base.name_at(walk, at) } {
            Some(hit) => {
                found += 1;
                at = hit.end;
            }
            None => at += 1,
        }
    }
    found
}

/// Cutting the text into words and finding ten thousand names.
#[divan::bench(sample_count = 20)]
fn c_ten_thousand_names(bencher: Bencher) {
    let base = &SMALL.base;
    bencher.counter(BytesCount::new(TEXT.len())).bench(|| find(base, &tokenize(black_box(&TEXT))));
}

/// The same with a million.
#[divan::bench(sample_count = 20)]
fn d_million_names(bencher: Bencher) {
    let base = &LARGE.base;
    bencher.counter(BytesCount::new(TEXT.len())).bench(|| find(base, &tokenize(black_box(&TEXT))));
}

/// Finding alone, in words that are cut already.
#[divan::bench(sample_count = 20)]
fn e_million_names_in_words(bencher: Bencher) {
    let base = &LARGE.base;
    bencher.counter(BytesCount::new(TEXT.len())).bench(|| find(base, black_box(&TOKENS)));
}

/// The peer: a leftmost-longest automaton over the same million names.
#[divan::bench(sample_count = 20)]
fn f_automaton_million(bencher: Bencher) {
    let mut names = LARGE.names.clone();
    names.sort_unstable();
    names.dedup();
    let automaton: daachorse::DoubleArrayAhoCorasick<u32> =
        DoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(names).expect("an automaton");
    bencher.counter(BytesCount::new(TEXT.len())).bench(|| automaton.leftmost_find_iter(&*TEXT).count());
}
