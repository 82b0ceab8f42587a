//! Compiles the shipped rules and facts into the program: nothing is parsed at start, and no compiled
//! image lies in the repository. Uses the same modules as the library, optimised here too.

#![allow(dead_code, unused_imports, reason = "the library's modules are used in part")]

#[path = "src/base/mod.rs"]
mod base;
#[path = "src/calendar/mod.rs"]
mod calendar;
#[path = "src/definitions.rs"]
mod definitions;
#[path = "src/lang/mod.rs"]
mod lang;
#[path = "src/quantity/mod.rs"]
mod quantity;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/truth.rs"]
mod truth;

use std::error::Error;
use std::path::{Path, PathBuf};

#[expect(clippy::disallowed_methods, reason = "cargo tells build scripts by variables where to write")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=facts");
    let mut files = definitions::gather(Path::new("rules"))?;
    files.extend(definitions::gather(Path::new("facts"))?);
    let definitions = definitions::Definitions::compile(&files)?;
    let source = |name: &str| files.iter().find(|file| file.name == name);
    for fault in &definitions.faults {
        println!("cargo::warning={}", fault.line(source(&fault.file)));
    }
    if definitions.any_error() {
        return Err("the shipped rules and facts have errors, see the warnings above".into());
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    std::fs::write(out.join("base.image"), &definitions.image)?;
    std::fs::write(out.join("rules.program"), postcard::to_stdvec(&definitions.program)?)?;
    // Packs are compiled together with the rules that they stand on.
    let sources: Vec<(&str, &str)> = files
        .iter()
        .filter(|file| file.name.starts_with("rules/"))
        .map(|file| (file.name.as_str(), file.text.as_str()))
        .collect();
    std::fs::write(out.join("rules.sources"), postcard::to_stdvec(&sources)?)?;
    Ok(())
}
