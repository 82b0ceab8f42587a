//! A compiled base that is cut, flipped or zeroed somewhere: never a crash, never a wrong answer.

mod support;

use factlint::base::image::block::BLOCK;
use factlint::base::{Base, BaseError, EntityId, load_model, write_image};
use factlint::text::{Source, Walk, tokenize};
use std::fmt::Write as _;
use std::process::Stdio;
use std::sync::LazyLock;
use support::{factlint, file, folder};

/// A base of some thousand statements, of every form that there is.
static FACTS: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let mut text = String::from(
        "kind land\nkind person\nkind post\nkind meeting\nkind statement\nproperty post.holder : person one\n\
         property land.head : person many\nproperty person.born : date once\nproperty land.people : number measured\n\
         property land.motto : text many\nproperty meeting.dates : interval phased\nproperty statement.page : number once\n\
         source s \"Gazette\" { url \"https://example.org\"; retrieved 2026-01-01; licence \"CC0\"; horizon 2026-01-01 }\n\
         gazetteer \"places.csv\" columns name country region population { source s; floor 10 }\n",
    );
    for n in 0..400_u32 {
        let (a, b) = (n % 90 + 10, n % 7 + 1);
        let _ = write!(
            text,
            "entity person-{n} : person \"Rudolf Number{n} Rassendyll\" {{ source s; born 19{a}-0{b}-11; alias \"Rudi {n}\" 1950/.. }}\n\
             entity land-{n} : land \"Land of {n} Hills\" {{ source s; people {n}0001 2020; motto \"Number {n}\" 19{a}/20{a} rank preferred; \
             head person-{n} 1990-0{b}-01/1999 as person-{b} with page {b}; complete head 1990/2020; demonym \"Hillman{n}\" }}\n\
             entity post-{n} : post \"Warden {n}\" {{ source s; holder person-{n} 1980-01-01/1990-01-01; holder person-{b} 1990-01-01/.. }}\n\
             entity meeting-{n} : meeting \"Meeting {n}\" {{ source s; planned 2000-0{b}-01/2000-0{b}-05 known 1999/2000-01-01; held 2001-0{b}-01/2001-0{b}-05 }}\n",
        );
    }
    let mut places = String::from("name,country,region,population\n");
    for n in 0..600_u32 {
        let _ = writeln!(places, "Hamlet {n},RU,R{},{}", n % 12, n + 10);
    }
    vec![Source { name: "all.facts".to_owned(), text }, Source { name: "places.csv".to_owned(), text: places }]
});

static IMAGE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let (model, faults) = load_model(&FACTS);
    assert!(faults.is_empty(), "{:?}", faults.first());
    write_image(&model).expect("the model fits")
});

/// Questions to a base, each with its answer as text. Every part of the image is asked for by some of them.
fn ask(base: &Base, number: u32) -> String {
    let mut said = String::new();
    let entity = EntityId(number % 1600);
    let id = base.id(entity).to_owned();
    let _ = write!(said, "{id} {} {:?} {:?}", base.label(entity), base.kind_of(entity), base.find(&id));
    for statement in base.about(entity) {
        let _ = write!(said, "{statement:?} {:?}", base.qualifiers(&statement).collect::<Vec<_>>());
        let _ = write!(said, "{:?}", base.source(statement.source));
        let same = base.statements(entity, statement.property).count();
        let _ = write!(said, "{same} {:?}", base.complete(entity, statement.property).collect::<Vec<_>>());
    }
    for property in 0..6 {
        let of: Vec<_> = base.with_value(factlint::base::PropertyId(property), entity).collect();
        let _ = write!(said, "{of:?}");
    }
    let _ = write!(said, "{:?}", base.names_of(entity).collect::<Vec<_>>());
    let text = format!("Then Rudolf Number{number} Rassendyll, a Hillman{number}, met Warden {number}.");
    let tokens = tokenize(&text);
    let walk = Walk { text: &text, tokens: &tokens };
    for at in 0..tokens.len() {
        if let Some(hit) = base.name_at(walk, at) {
            let _ = write!(said, "{at} {:?}", base.names_at(walk, hit).collect::<Vec<_>>());
        }
    }
    let _ = write!(said, "{:?}", base.near_names(&format!("rudolf number{number} rassendill")));
    let _ = write!(said, "{:?} {:?}", base.region_has("RU.R3", &format!("Hamlet {number}")), base.gazetteer());
    let kind = base.kind_of(entity);
    let _ = write!(said, "{}", base.of_kind(kind).map(|one| one.0).sum::<u32>());
    said
}

/// What a damaged image says: the right answer, or an error.
fn right_or_refused(image: &[u8], whole: &Base, number: u32) -> Result<(), String> {
    let Ok(base) = Base::from_bytes(image) else { return Ok(()) };
    let said = ask(&base, number);
    if base.intact().is_ok() && said != ask(whole, number) {
        return Err(format!("a wrong answer: {said}"));
    }
    if base.verify().is_ok() {
        return Err("the whole is said to be whole".to_owned());
    }
    Ok(())
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

#[test]
fn damage_is_refused_and_never_believed() {
    let whole = Base::from_bytes(&IMAGE).expect("a whole base opens");
    assert_eq!(whole.verify(), Ok(()));
    let mut dice = Dice(7);
    let (mut touched, cases) = (0, 4000);
    for case in 0..cases {
        let mut image = IMAGE.clone();
        let at = dice.roll(image.len());
        match case % 4 {
            0 => image[at] ^= 1 << dice.roll(8),
            1 => {
                let end = (at + 1 + dice.roll(600)).min(image.len());
                if image[at..end].iter().all(|&byte| byte == 0) {
                    continue;
                }
                image[at..end].fill(0);
            }
            2 => image.truncate(at),
            _ => {
                // Two blocks change places: every byte is still there.
                let blocks = image.len() / BLOCK;
                let (a, b) = (dice.roll(blocks), dice.roll(blocks));
                let (first, second) = (a.min(b) * BLOCK, a.max(b) * BLOCK);
                if image[first..first + BLOCK] == image[second..second + BLOCK] {
                    continue;
                }
                let (head, tail) = image.split_at_mut(second);
                head[first..first + BLOCK].swap_with_slice(&mut tail[..BLOCK]);
            }
        }
        let number = u32::try_from(dice.roll(400)).expect("small");
        if let Err(wrong) = right_or_refused(&image, &whole, number) {
            panic!("case {case} at byte {at}: {wrong}");
        }
        touched += 1;
    }
    assert!(touched > 3000, "only {touched} cases were damaged");
}

#[test]
fn verify_names_the_block() {
    let mut image = IMAGE.clone();
    let block = image.len() / BLOCK / 2;
    image[block * BLOCK + 9] ^= 4;
    let base = Base::from_bytes(&image).expect("the head is whole");
    let damage = base.verify().expect_err("it is damaged");
    assert!(matches!(damage.as_slice(), [BaseError::Damaged { block: named, .. }] if *named == block), "{damage:?}");
    let folder = folder("base-damage");
    let path = file(&folder, "damaged.base", &image);
    factlint(["facts", "verify", &path]).exits(2).complains(&format!("the base is damaged in block {block} (bytes"));
    let path = file(&folder, "whole.base", &*IMAGE);
    factlint(["facts", "verify", &path]).exits(0).says("whole, sha256:");
    let path = file(&folder, "cut.base", &IMAGE[..IMAGE.len() - 100]);
    factlint(["facts", "verify", &path]).exits(2).complains("it is cut short after");
    let path = file(&folder, "no.base", "hello, this is a text");
    factlint(["facts", "verify", &path]).exits(2).complains("it does not start with `FACTBASE`");
}

#[test]
fn a_query_that_touches_damage_is_an_error() {
    let folder = folder("base-damage-query");
    let mut image = IMAGE.clone();
    let at = image.windows(8).position(|bytes| bytes == b"Land of ").expect("a label");
    image[at] = b'X';
    let path = file(&folder, "damaged.base", &image);
    factlint(["facts", "query", "--base", &path, "land-0"]).exits(2).complains("the base is damaged in block");
    let article = file(&folder, "article.txt", "They met in the Land of 7 Hills.");
    let checked = factlint(["check", "--base", &path, &article]);
    assert!(checked.code == 2 || checked.code == 0, "{checked:?}");
}

#[test]
fn a_base_of_another_version_is_refused() {
    let mut image = IMAGE.clone();
    image[8] = 1;
    let refused = Base::from_bytes(&image).expect_err("another version");
    assert_eq!(refused.to_string(), "the base has layout version 1, this program reads version 4: compile it again");
}

#[test]
fn a_killed_compile_leaves_the_old_file_or_the_new_one() {
    let folder = folder("base-killed");
    for source in FACTS.iter() {
        file(&folder, &format!("facts/{}", source.name), &source.text);
    }
    let out = folder.join("out.base");
    let old = b"FACTBASE and the old content";
    let (mut olds, mut news) = (0, 0);
    for pause in 0..24_u64 {
        std::fs::write(&out, old).expect("the old file");
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["facts", "compile", "--alone", "-o"])
            .arg(&out)
            .arg(folder.join("facts"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(pause * pause));
        let _ = child.kill();
        child.wait().expect("it ends");
        let now = std::fs::read(&out).expect("there is a file");
        if now == old {
            olds += 1;
        } else {
            assert!(now == *IMAGE, "neither the old file nor the new one, after {pause} ms");
            news += 1;
        }
    }
    assert_eq!(olds + news, 24);
}
