//! What the archive says about its document: title, language, the day on which it was made.

use super::ReadError;
use super::archive::Part;
use super::xml::{Step, Xml};
use crate::document::{DateOrigin, Meta, Published};
use crate::read::published::date_in;
use crate::rules::Lexicon;

/// Reads the core properties. The day on which the file was made is a weak sign of its publication.
///
/// # Errors
/// If the part is damaged.
pub fn properties(part: &Part, lexicon: &Lexicon) -> Result<Meta, ReadError> {
    let mut xml = Xml::new(part);
    let (mut title, mut language, mut created, mut modified) =
        (String::new(), String::new(), String::new(), String::new());
    let mut open: Vec<String> = Vec::new();
    while let Some(step) = xml.step()? {
        let mut piece = [0; 4];
        let text = match step {
            Step::Start(tag) => {
                open.push(tag.name().to_owned());
                continue;
            }
            Step::End => {
                open.pop();
                continue;
            }
            Step::Text(text) => text,
            Step::Character(character) => character.encode_utf8(&mut piece),
        };
        match open.last().map(String::as_str) {
            Some("title") => title.push_str(text),
            Some("language") => language.push_str(text),
            Some("created") => created.push_str(text),
            Some("modified") => modified.push_str(text),
            _ => {}
        }
    }
    let day = date_in(created.trim(), lexicon).or_else(|| date_in(modified.trim(), lexicon));
    let told = |text: String| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() { None } else { Some(text) }
    };
    let published = day.map(|day| Published { day, origin: DateOrigin::Created, span: None });
    Ok(Meta { title: told(title), published, language: told(language) })
}
