//! A record: which of its fields make an article.

use super::pointer::{Looked, Pointer};
use super::string;
use crate::document::{Block, DateOrigin, Document, Meta, OffsetMap, Published};
use crate::read::{MARKUPS, Markup, ReadError, Settings, Text, markup_named, published};
use crate::text::{Span, source::offset};
use serde_json::value::RawValue;

/// The names under which records usually have their text, their title and their day of publication. The first that is
/// there counts.
const TEXTS: [&str; 4] = ["text", "body", "content", "articleBody"];
const TITLES: [&str; 2] = ["headline", "title"];
const DAYS: [&str; 3] = ["published", "datePublished", "date"];

/// A record and the source that it stands in.
#[derive(Debug)]
pub struct Record<'s> {
    source: &'s str,
    /// 1-based line on which the record starts.
    line: usize,
    value: Looked<'s>,
}

impl<'s> Record<'s> {
    /// A record as it is written, a part of the `source`, that starts on a 1-based `line`.
    pub fn new(source: &'s str, line: usize, value: &'s RawValue) -> Self {
        Self { source, line, value: Looked::new(value) }
    }

    /// The article of the record.
    ///
    /// # Errors
    /// If there is none.
    pub fn document(&self, settings: Settings<'_>) -> Result<Document, ReadError> {
        if !self.value.is_object() {
            return Err(self.fault("no fields: it is no object".to_owned()));
        }
        let markup = match Pointer::field("format").find(&self.value) {
            None => None,
            Some(value) => {
                let name = decoded(value).ok_or_else(|| self.fault("a `format` that is no string".to_owned()))?;
                Some(
                    markup_named(&name)
                        .map_err(|error| self.fault(format!("a `format` that cannot be read: {error}")))?,
                )
            }
        };
        let strings = self.texts(&settings.fields.texts)?;
        let mut whole =
            Document { text: String::new(), map: OffsetMap::default(), blocks: Vec::new(), meta: Meta::default() };
        for string in strings {
            self.append(&mut whole, string, markup, settings);
        }
        let title = self.first(settings.fields.title.as_ref(), &TITLES);
        if let Some(title) = title.and_then(decoded) {
            whole.meta.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let day = self.first(settings.fields.published.as_ref(), &DAYS).and_then(decoded);
        if let Some(day) = day.and_then(|day| published::date_in(day.trim(), settings.lexicon)) {
            whole.meta.published = Some(Published { day, origin: DateOrigin::FrontMatter, span: None });
        }
        Ok(whole)
    }

    /// Reads the text of a string and puts it behind what was read so far.
    fn append(&self, whole: &mut Document, string: &'s RawValue, markup: Option<&dyn Markup>, settings: Settings<'_>) {
        let written = string.get();
        let inside = written.get(1..written.len().saturating_sub(1)).unwrap_or("");
        let (text, outer) = string::decoded(inside, self.at(string) + 1);
        let shown = MARKUPS.into_iter().find(|markup| markup.sniff(text.as_bytes()));
        let part = markup.or(shown).unwrap_or(&Text).document(&text, settings.lexicon);
        if !whole.text.is_empty() && !part.text.is_empty() {
            whole.text.push_str("\n\n");
        }
        let by = offset(whole.text.len());
        whole.text.push_str(&part.text);
        whole.map.append(&part.map.through(&outer), by);
        whole.blocks.extend(part.blocks.iter().map(|block| {
            let span = Span::new(block.span.start + by, block.span.end + by);
            Block { span, kind: block.kind }
        }));
        let Meta { title, published, language } = part.meta;
        whole.meta.title = whole.meta.title.take().or(title);
        whole.meta.language = whole.meta.language.take().or(language);
        whole.meta.published = whole.meta.published.or(published.map(|found| Published { span: None, ..found }));
    }

    /// The strings of the texts, in the order of the source.
    fn texts(&self, asked: &[Pointer]) -> Result<Vec<&'s RawValue>, ReadError> {
        let parts: Vec<&RawValue> = if asked.is_empty() {
            TEXTS.iter().find_map(|name| Pointer::field(name).find(&self.value)).into_iter().collect()
        } else {
            asked.iter().filter_map(|pointer| pointer.find(&self.value)).collect()
        };
        if parts.is_empty() {
            let names: Vec<String> = if asked.is_empty() {
                TEXTS.iter().map(|name| format!("`/{name}`")).collect()
            } else {
                asked.iter().map(|pointer| format!("`{pointer}`")).collect()
            };
            return Err(
                self.fault(format!("no text at {}: say where it is with `--json-text POINTER`", names.join(", ")))
            );
        }
        let mut strings: Vec<&RawValue> = Vec::new();
        for part in parts {
            match part.get().as_bytes().first() {
                Some(b'[') => strings.extend(serde_json::from_str::<Vec<&RawValue>>(part.get()).unwrap_or_default()),
                _ => strings.push(part),
            }
        }
        if strings.iter().any(|string| !string.get().starts_with('"')) {
            return Err(self.fault("a text that is neither a string nor a list of strings".to_owned()));
        }
        strings.sort_by_key(|string| self.at(string));
        strings.dedup_by_key(|string| self.at(string));
        Ok(strings)
    }

    fn first(&self, asked: Option<&Pointer>, usual: &[&str]) -> Option<&'s RawValue> {
        match asked {
            Some(pointer) => pointer.find(&self.value),
            None => usual.iter().find_map(|name| Pointer::field(name).find(&self.value)),
        }
    }

    /// Where a value stands in the source.
    fn at(&self, value: &RawValue) -> usize {
        value.get().as_ptr().addr().saturating_sub(self.source.as_ptr().addr())
    }

    const fn fault(&self, what: String) -> ReadError {
        ReadError::Record { line: self.line, what }
    }
}

/// The characters of a string; nothing for what is none.
fn decoded(value: &RawValue) -> Option<String> {
    let written = value.get().strip_prefix('"')?.strip_suffix('"')?;
    Some(string::decoded(written, 0).0)
}
