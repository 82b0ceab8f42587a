//! What the compiler cannot see: the order of layers, module docs, names of the world in the code, long
//! files, words that must not be in the repository. Every complaint names file and line, and the way out.

use factlint::base::load_model;
use factlint::definitions::{Definitions, gather};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The top-level modules from the bottom up, in the order of `docs/architecture.md`: each may use those
/// above it in this list.
const LAYERS: [&str; 31] = [
    "text",
    "truth",
    "quantity",
    "calendar",
    "lang",
    "base",
    "rules",
    "definitions",
    "document",
    "read",
    "annotate",
    "frame",
    "proof",
    "eval",
    "link",
    "phrase",
    "check",
    "verify",
    "embedded",
    "engine",
    "outcome",
    "config",
    "suppress",
    "baseline",
    "fix",
    "report",
    "archive",
    "bundle",
    "rule_test",
    "import",
    "cli",
];

/// String literals that are names of rules or facts by chance, and why they may stand in the code.
const WORDS_OF_THE_LANGUAGES: &[(&str, &str)] =
    &[("acting", "a status that the words of `rules/en/` are sorted by; facts tell acting holders by the same word")];

/// A file longer than this holds more than one thing.
const LONGEST: usize = 700;

/// Longer files, and why they are not cut up.
const LONG: &[(&str, &str)] = &[];

// ---------------------------------------------------------------- files

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A path as messages show it: from the root, with `/`.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// All files below a folder, by name, without those that are built, kept by git or hidden by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | ".git" | "node_modules") {
                found.extend(files(&path));
            }
        } else if name != ".git" {
            found.push(path);
        }
    }
    found
}

/// A source file of the program.
struct Code {
    /// Its path from the root.
    name: String,
    /// The top-level module that it is a part of; empty for `lib.rs` and `main.rs`.
    module: String,
    /// As it is.
    text: String,
    /// With comments, strings and tests blanked out, byte for byte.
    bare: String,
    /// String literals outside tests: offset and value.
    strings: Vec<(usize, String)>,
    /// Bytes of the tests in it.
    tests: Vec<std::ops::Range<usize>>,
}

impl Code {
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = shown(path);
        let inside = name.trim_start_matches("src/");
        let module = inside.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        let module = if matches!(module.as_str(), "lib" | "main") { String::new() } else { module };
        let (mut bare, mut strings) = scrub(&text);
        let tests = tests_of(&bare);
        for range in &tests {
            let blank: String = bare[range.clone()].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
            bare.replace_range(range.clone(), &blank);
        }
        strings.retain(|(at, _)| !tests.iter().any(|range| range.contains(at)));
        Self { name, module, text, bare, strings, tests }
    }

    /// `file:line` of an offset.
    fn at(&self, offset: usize) -> String {
        format!("{}:{}", self.name, self.text[..offset].matches('\n').count() + 1)
    }

    /// Lines outside tests.
    fn lines(&self) -> usize {
        let of_tests: usize = self.tests.iter().map(|range| self.text[range.clone()].lines().count()).sum();
        self.text.lines().count() - of_tests
    }
}

/// The source files of the program, without those that hold only tests.
fn program() -> Vec<Code> {
    let all: Vec<Code> = files(&root().join("src"))
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| Code::read(path))
        .collect();
    let only_tests: Vec<String> = all.iter().flat_map(test_modules).collect();
    all.into_iter().filter(|code| !only_tests.iter().any(|path| code.name.starts_with(path))).collect()
}

/// Where the modules lie that a file declares as `#[cfg(test)] mod NAME;`.
fn test_modules(code: &Code) -> Vec<String> {
    let (bare, _) = scrub(&code.text);
    let folder = match code.name.strip_suffix("/mod.rs") {
        Some(folder) => folder.to_owned(),
        None => code.name.trim_end_matches(".rs").to_owned(),
    };
    let declared = code.tests.iter().filter_map(|range| {
        let item = bare[range.clone()].trim_end().strip_suffix(';')?;
        item.rsplit_once("mod ").map(|(_, name)| name.trim().to_owned())
    });
    declared.flat_map(|name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/")]).collect()
}

// ---------------------------------------------------------------- reading Rust

/// A text with comments and the insides of strings and characters blanked out, byte for byte; and all
/// string literals, with the offset of each.
fn scrub(text: &str) -> (String, Vec<(usize, String)>) {
    let mut bare = String::with_capacity(text.len());
    let mut strings = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        let len = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment(rest)
        } else if let Some((open, len)) = string(rest, before) {
            strings.push((at, value(&rest[open..len])));
            len
        } else if let Some(len) = character(rest) {
            len
        } else {
            let c = rest.chars().next().expect("there is a rest");
            bare.push(c);
            at += c.len_utf8();
            continue;
        };
        for c in rest[..len].chars() {
            if c == '\n' { bare.push('\n') } else { bare.extend(std::iter::repeat_n(' ', c.len_utf8())) }
        }
        at += len;
    }
    (bare, strings)
}

/// The length of a block comment, with those in it.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while let Some(next) = text[at..].find(['/', '*']).map(|next| at + next) {
        match text.get(next..next + 2) {
            Some("/*") => (depth, at) = (depth + 1, next + 2),
            Some("*/") => (depth, at) = (depth - 1, next + 2),
            _ => at = next + 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// If a string literal opens here: the length of its opening, and the length of the whole.
fn string(text: &str, before: Option<char>) -> Option<(usize, usize)> {
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') && !text.starts_with('"') {
        return None;
    }
    let prefix = ["br", "cr", "b", "c", "r"].into_iter().find(|prefix| text.starts_with(prefix)).unwrap_or("");
    let fences = text[prefix.len()..].bytes().take_while(|&byte| byte == b'#').count();
    let open = prefix.len() + fences + 1;
    if text.as_bytes().get(open - 1) != Some(&b'"') || (fences > 0 && !prefix.ends_with('r')) {
        return None;
    }
    if prefix.ends_with('r') {
        let close = format!("\"{}", "#".repeat(fences));
        let end = text[open..].find(&close).map_or(text.len(), |end| open + end + close.len());
        return Some((open, end));
    }
    let mut escaped = false;
    for (at, c) in text[open..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((open, open + at + 1)),
            _ => {}
        }
    }
    Some((open, text.len()))
}

/// The length of a character literal, if one opens here; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        return inside[2..].find('\'').map(|end| end + 4);
    }
    inside[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

/// The value of a literal without its opening; of the escapes only those that names may have.
fn value(inside: &str) -> String {
    let inside = inside.trim_end_matches('#');
    inside.strip_suffix('"').unwrap_or(inside).replace("\\\"", "\"")
}

/// Where items marked `#[cfg(test)]` stand.
fn tests_of(bare: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = bare[at..].find("#[cfg(test)]").map(|start| at + start) {
        let end = bare[start..].find([';', '{']).map_or(bare.len(), |open| {
            if bare.as_bytes()[start + open] == b';' { start + open + 1 } else { block(bare, start + open) }
        });
        found.push(start..end);
        at = end;
    }
    found
}

/// The end of the block that opens at a brace.
fn block(bare: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in bare[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + at + 1;
        }
    }
    bare.len()
}

/// All modules of the top level that a file names, with the offset of each: `crate::NAME`, each of
/// `crate::{NAME, NAME::…}`, and `super::…::NAME` where that leads to the top.
fn uses(code: &Code) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (start, path) in code.bare.match_indices("crate::") {
        let at = start + path.len();
        found.extend(first_names(&code.bare[at..]).into_iter().map(|(offset, name)| (at + offset, name)));
    }
    let depth = code.name.trim_start_matches("src/").trim_end_matches("/mod.rs").matches('/').count() + 1;
    let top = "super::".repeat(depth);
    for (start, path) in code.bare.match_indices(&top) {
        let at = start + path.len();
        if !code.bare[..start].ends_with("super::") {
            found.extend(first_names(&code.bare[at..]).into_iter().map(|(offset, name)| (at + offset, name)));
        }
    }
    found
}

/// The first name of a path, or of each path in braces.
fn first_names(rest: &str) -> Vec<(usize, String)> {
    if !rest.starts_with('{') {
        return vec![(0, identifier(rest).to_owned())];
    }
    let mut found = Vec::new();
    let mut depth = 0;
    for (at, c) in rest[..block(rest, 0)].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        let head = rest[at + 1..].trim_start();
        if depth == 1 && matches!(c, '{' | ',') && !head.starts_with('}') {
            found.push((at + 1, identifier(head).to_owned()));
        }
    }
    found
}

fn identifier(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

fn passed(complaints: &str) {
    assert!(complaints.is_empty(), "\n{complaints}");
}

// ---------------------------------------------------------------- the tests

#[test]
fn layers_use_those_below_them_only() {
    let rank = |module: &str| LAYERS.iter().position(|layer| *layer == module);
    let mut wrong = String::new();
    for code in program().iter().filter(|code| !code.module.is_empty()) {
        let Some(own) = rank(&code.module) else {
            let _ = writeln!(
                wrong,
                "{}:1: module `{}` has no place: add it to LAYERS in tests/tidy.rs and to docs/architecture.md",
                code.name, code.module
            );
            continue;
        };
        for (at, used) in uses(code) {
            match rank(&used) {
                Some(other) if other <= own => {}
                Some(_) => {
                    let _ = writeln!(
                        wrong,
                        "{}: `{}` uses `{used}`, which stands above it: move what is wanted down, or hand it in",
                        code.at(at),
                        code.module
                    );
                }
                None => {
                    let _ = writeln!(
                        wrong,
                        "{}: `crate::{used}` is none of the modules: name the module that it is in",
                        code.at(at)
                    );
                }
            }
        }
    }
    passed(&wrong);
}

#[test]
fn the_list_of_layers_is_that_of_the_library_and_of_the_documentation() {
    let library = Code::read(&root().join("src/lib.rs"));
    let declared: Vec<&str> =
        library.bare.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let page = std::fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md");
    let section = page.split("\n## Layers\n").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
    let mut wrong = String::new();
    for module in &declared {
        if !LAYERS.contains(module) {
            let _ = writeln!(wrong, "src/lib.rs: `{module}` has no place in LAYERS of tests/tidy.rs: add it");
        }
        if !section.contains(&format!("`{module}`**")) {
            let _ = writeln!(
                wrong,
                "docs/architecture.md: `{module}` is not among the layers: tell there what it does as **`{module}`**"
            );
        }
    }
    for layer in LAYERS.iter().filter(|layer| !declared.contains(*layer)) {
        let _ = writeln!(wrong, "src/lib.rs: there is no module `{layer}`: take it out of LAYERS in tests/tidy.rs");
    }
    let places: Vec<(usize, &str)> =
        LAYERS.iter().filter_map(|layer| Some((section.find(&format!("`{layer}`**"))?, *layer))).collect();
    for pair in places.windows(2).filter(|pair| pair[0].0 > pair[1].0) {
        let _ = writeln!(
            wrong,
            "docs/architecture.md: `{}` stands after `{}`, in tests/tidy.rs before it: use one order",
            pair[0].1, pair[1].1
        );
    }
    passed(&wrong);
}

#[test]
fn every_file_says_what_it_holds() {
    let mut wrong = String::new();
    let sources = ["src", "tests", "benches"].iter().map(|folder| root().join(folder)).filter(|path| path.exists());
    for path in sources.flat_map(|folder| files(&folder)) {
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a source file");
        if !text.starts_with("//! ") {
            let _ = writeln!(wrong, "{}:1: begin with a line `//! …` that says what the file holds", shown(&path));
        }
    }
    passed(&wrong);
}

#[test]
fn the_code_knows_no_claim_no_entity_and_no_name() {
    let mut sources = gather(&root().join("rules")).expect("rules");
    sources.extend(gather(&root().join("facts")).expect("facts"));
    let (model, _) = load_model(&sources);
    let definitions = Definitions::compile(&sources).expect("definitions");
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for name in model.names.iter().filter(|name| name.text.split([' ', '-']).count() > 1) {
        known.insert(&name.text, "a name of the facts");
    }
    known.extend(model.entities.iter().map(|entity| (entity.id.as_str(), "an entity of the facts")));
    known.extend(definitions.program.claims.iter().map(|claim| (claim.name.as_str(), "a claim of the rules")));
    assert!(known.len() > 500, "only {} names were read from rules/ and facts/", known.len());
    let mut wrong = String::new();
    let mut met = Vec::new();
    for code in &program() {
        for (at, literal) in &code.strings {
            let Some(what) = known.get(literal.as_str()) else { continue };
            if WORDS_OF_THE_LANGUAGES.iter().any(|(word, _)| word == literal) {
                met.push(literal.clone());
                continue;
            }
            let _ = writeln!(
                wrong,
                "{}: \"{literal}\" is {what}: what is about the world stands in rules/ and facts/; a keyword of the \
                 languages may be allowed in WORDS_OF_THE_LANGUAGES of tests/tidy.rs, with the reason",
                code.at(*at)
            );
        }
    }
    for (word, _) in WORDS_OF_THE_LANGUAGES.iter().filter(|(word, _)| !met.iter().any(|met| met == word)) {
        let _ = writeln!(wrong, "tests/tidy.rs: \"{word}\" need not be allowed any more: take it out of the list");
    }
    passed(&wrong);
}

#[test]
fn no_file_is_too_long() {
    let mut wrong = String::new();
    for code in &program() {
        let allowed = LONG.iter().any(|(name, _)| *name == code.name);
        let lines = code.lines();
        if lines > LONGEST && !allowed {
            let _ = writeln!(
                wrong,
                "{}:{LONGEST}: {lines} lines without its tests, more than {LONGEST}: give a part of it a file of its own",
                code.name
            );
        } else if lines <= LONGEST && allowed {
            let _ = writeln!(wrong, "{}: is short enough by now: take it out of LONG in tests/tidy.rs", code.name);
        }
    }
    passed(&wrong);
}

/// Words that must not be in the repository, and what to do instead. They are put together here so that
/// this file does not hold them.
fn forbidden() -> Vec<(String, &'static str)> {
    let absolute = "write paths from the root of the repository";
    vec![
        (["/home", "/"].concat(), absolute),
        (["/root", "/"].concat(), absolute),
        (["/work", "/"].concat(), absolute),
        (["TO", "DO"].concat(), "do it, or file an issue"),
        (["FIX", "ME"].concat(), "mend it, or file an issue"),
        (["dbg!", "("].concat(), "take it out"),
        (["#[ig", "nore"].concat(), "a test runs, or says why it is skipped, or goes"),
    ]
}

/// Files in which a word for a loose end is a directive of TAP, for failures that are expected.
const OF_TAP: [&str; 3] = ["src/report/tap.rs", "docs/reports.md", "tests/snapshots/formats.tap.snap"];

/// Whether a forbidden word stands here in its own right: an absolute path is none within an address, a
/// note to oneself is none within a longer word.
fn in_its_own_right(before: &str, word: &str, after: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    if word.starts_with('/') {
        return !before.ends_with(|c: char| letter(c) || matches!(c, '.' | '-' | '*' | '~' | '}'));
    }
    !before.ends_with(letter) && (!word.ends_with(letter) || !after.starts_with(letter))
}

#[test]
fn the_repository_has_no_private_paths_and_no_loose_ends() {
    let mut wrong = String::new();
    for path in files(root()) {
        // Pictures and the like hold no words.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for (word, instead) in forbidden() {
            if word == ["TO", "DO"].concat() && OF_TAP.contains(&shown(&path).as_str()) {
                continue;
            }
            for (at, _) in text.match_indices(&word) {
                if in_its_own_right(&text[..at], &word, &text[at + word.len()..]) {
                    let line = text[..at].matches('\n').count() + 1;
                    let _ = writeln!(wrong, "{}:{line}: `{word}` must not be here: {instead}", shown(&path));
                }
            }
        }
    }
    passed(&wrong);
}

#[test]
fn rust_is_read_as_it_is_written() {
    let text = "use crate::a; // crate::b\nlet x = \"crate::c\\\"d\"; let y = r#\"e \"f\" \"#; let z = '\"'; fn g<'a>() {}\n\
                #[cfg(test)]\nmod tests { use crate::h; }\nuse crate::{i, j::{k, l}};\n/* crate::m /* n */ */ \"last\"";
    let (bare, strings) = scrub(text);
    assert_eq!(bare.len(), text.len());
    assert_eq!(
        strings.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(),
        ["crate::c\"d", "e \"f\" ", "last"]
    );
    let tests = tests_of(&bare);
    assert_eq!(&bare[tests[0].clone()], "#[cfg(test)]\nmod tests { use crate::h; }");
    let code = Code {
        name: "src/b/c.rs".to_owned(),
        module: "b".to_owned(),
        text: text.to_owned(),
        bare: bare.replace("crate::h", "        ") + "\nuse super::super::o;\nuse super::p;",
        strings: Vec::new(),
        tests: Vec::new(),
    };
    let names: Vec<String> = uses(&code).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["a", "i", "j", "o"]);
}
