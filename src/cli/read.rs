//! `factlint read`: an article as it was read, with all its annotations.

use super::Exit;
use super::args::{Form, Read};
use super::output::{Failure, colours, complain, print};
use super::setup::{engine, file};
use crate::annotate::annotate;
use crate::link::mentions;
use crate::outcome::Places;
use crate::read::Settings;
use crate::report::annotations::{reading, view};
use crate::report::terminal::visible;

/// Shows what was read: of a collection each article, in JSON one a line.
///
/// # Errors
/// If the file cannot be read, the rules or facts cannot be used, or standard output cannot be written.
pub fn run(args: &Read) -> Result<Exit, Failure> {
    let engine = engine(&args.sources)?;
    let file = file(&args.file, args.input.input_format)?;
    let fields = args.input.fields();
    let settings = Settings { lexicon: &engine.program.lexicon, fields: &fields };
    let whole = Places::new(file.text(), None);
    let mut exit = Exit::Clean;
    for (at, article) in file.articles(args.published, settings).into_iter().enumerate() {
        let document = match article {
            Ok(document) => document,
            Err(error) => {
                complain(&format!("error: {}", visible(&error.to_string())));
                exit = Exit::Fault;
                continue;
            }
        };
        let extracted = document.map.paragraphs();
        let own = Places::new(&document.text, extracted);
        let places = if extracted.is_some() { &own } else { &whole };
        let annotated = annotate(&document, &engine.program.lexicon, &engine.classes);
        let mentions = mentions(&annotated, &engine.base);
        let record = if file.reader.is_collection() { Some(at + 1) } else { None };
        let frames = &engine.prepared.frames;
        let mut reading = reading(&file.name, places, &annotated, &mentions, settings.lexicon, frames, &engine.base);
        reading.record = record;
        engine.base.intact()?;
        match args.format {
            Form::Text => print(&view(&reading, colours()))?,
            Form::Json if record.is_some() => print(&format!("{}\n", serde_json::to_string(&reading)?))?,
            Form::Json => print(&format!("{}\n", serde_json::to_string_pretty(&reading)?))?,
        }
    }
    Ok(exit)
}
