//! `factlint read`: an article as it was read, with all its annotations.

use super::Exit;
use super::args::{Form, InputFormat, Read};
use super::output::{Failure, colours, print};
use super::setup::{engine, text};
use crate::annotate::annotate;
use crate::link::mentions;
use crate::read::read;
use crate::report::annotations::{reading, view};

/// Shows what was read.
///
/// # Errors
/// If the article cannot be read, the rules or facts cannot be used, or standard output cannot be written.
pub fn run(args: &Read) -> Result<Exit, Failure> {
    let engine = engine(&args.sources)?;
    let source = text(&args.file)?;
    let format = InputFormat::of(args.input_format, &args.file);
    let document = read(format, &source.text, args.published, &engine.program.lexicon);
    let annotated = annotate(&document, &engine.program.lexicon, &engine.classes);
    let mentions = mentions(&annotated, &engine.base);
    let lexicon = &engine.program.lexicon;
    let reading = reading(&source.name, &source.text, &annotated, &mentions, lexicon, &engine.base);
    match args.format {
        Form::Text => print(&view(&reading, colours()))?,
        Form::Json => print(&format!("{}\n", serde_json::to_string_pretty(&reading)?))?,
    }
    Ok(Exit::Clean)
}
