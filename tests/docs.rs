//! The examples of the documentation are true: every fenced block marked `rules` or `facts` compiles
//! without a fault and passes its tests; one marked `rules error` or `facts error` has exactly the faults
//! of the `text` block that follows it.
//!
//! Marks of a block: `rules` stands on the schema and the word files, `rules shipped` on all shipped rules
//! too; `facts` stands on the schema. A block marked `csv NAME` is a table beside the `facts` blocks of
//! the same document.

use factlint::annotate::Classes;
use factlint::base::Base;
use factlint::definitions::{Definitions, gather};
use factlint::rule_test;
use factlint::text::Source;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A fenced block of a document.
struct Block {
    mark: String,
    text: String,
    line: usize,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All documents with examples, by name.
fn documents() -> Vec<PathBuf> {
    let docs = std::fs::read_dir(root().join("docs")).expect("there is a folder of documents");
    let mut found: Vec<PathBuf> = docs.map(|entry| entry.expect("an entry").path()).collect();
    found.push(root().join("README.md"));
    found.retain(|path| path.extension().is_some_and(|ending| ending == "md") && path.exists());
    found.sort();
    found
}

/// The fenced blocks of a document, in order.
fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(mark)) => {
                open = Some(Block { mark: mark.trim().to_owned(), text: String::new(), line: at + 1 });
            }
            (Some(_), Some("")) => found.extend(open.take()),
            (Some(block), _) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fenced block is not closed");
    found
}

/// Files from a folder or a file below the root, named from there.
fn shipped(path: &str, keep: impl Fn(&str) -> bool) -> Vec<Source> {
    let root = root();
    let files = gather(&root.join(path)).expect("the shipped definitions can be read");
    let start = root.to_string_lossy().replace('\\', "/").len() + 1;
    let named = files.into_iter().map(|file| Source { name: file.name[start..].to_owned(), text: file.text });
    named.filter(|file| keep(&file.name)).collect()
}

/// The faults of an example, one a line, after its tests have been run.
fn faults(mut files: Vec<Source>, example: Source) -> String {
    let name = example.name.clone();
    files.push(example);
    let compiled = Definitions::compile(&files).expect("the definitions can be stored");
    let mut faults = compiled.faults.clone();
    if !compiled.any_error() {
        let base = Base::from_bytes(&compiled.image).expect("the image just written opens");
        let classes = Classes::resolve(&compiled.program.lexicon).expect("the word files have every class");
        let tests: Vec<_> = compiled.tests.into_iter().filter(|test| test.file == name).collect();
        let run = rule_test::run(&compiled.program, &tests, &files, &compiled.schema, &base, &classes);
        let run = run.expect("the bases of the tests open");
        faults.extend(run.faults.into_iter().filter(|fault| fault.code != "untested" || fault.file == name));
    }
    let mut lines = String::new();
    for fault in faults {
        let source = files.iter().find(|file| file.name == fault.file);
        let _ = writeln!(lines, "{}", fault.line(source));
    }
    lines
}

/// What is wrong with the examples of a document.
fn check(path: &Path, wrong: &mut String) -> usize {
    let text = std::fs::read_to_string(path).expect("the document can be read");
    let name = path.strip_prefix(root()).unwrap_or(path).display();
    let blocks = blocks(&text);
    let tables: Vec<Source> = blocks
        .iter()
        .filter_map(|block| {
            Some(Source { name: block.mark.strip_prefix("csv ")?.to_owned(), text: block.text.clone() })
        })
        .collect();
    let schema = shipped("facts/schema.facts", |_| true);
    let mut count = 0;
    for (at, block) in blocks.iter().enumerate() {
        let (mut files, example) = match block.mark.as_str() {
            "rules" | "rules error" => (shipped("rules", |name| name.ends_with(".words")), "example.rules"),
            "rules shipped" => (shipped("rules", |_| true), "example.rules"),
            "facts" | "facts error" => (shipped("rules", |name| name.ends_with(".words")), "example.facts"),
            _ => continue,
        };
        count += 1;
        files.extend(schema.iter().cloned());
        files.extend(tables.iter().cloned());
        let found = faults(files, Source { name: example.to_owned(), text: block.text.clone() });
        let expected = if block.mark.ends_with(" error") {
            let next = blocks.get(at + 1).filter(|next| next.mark == "text");
            next.map_or_else(|| "(a text block with the faults)\n".to_owned(), |next| next.text.clone())
        } else {
            String::new()
        };
        if found != expected {
            let _ = write!(wrong, "\n{name}:{}: expected\n{expected}found\n{found}", block.line);
        }
    }
    count
}

#[test]
fn examples_in_the_documentation_are_true() {
    let mut wrong = String::new();
    let count: usize = documents().iter().map(|path| check(path, &mut wrong)).sum();
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count > 0, "no example was found");
}
