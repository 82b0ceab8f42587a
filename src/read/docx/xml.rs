//! A walk over the XML of a part: names without their prefixes, text without its references.

use super::ReadError;
use super::archive::Part;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::PrefixDeclaration;
use std::borrow::Cow;

/// Elements are nested no deeper than this; real documents keep far below.
const DEEPEST: usize = 1_000;

/// The vocabulary that an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// The text and its properties.
    Word,
    /// Alternatives for older and newer programs.
    Compatibility,
    /// Any other, such as drawings and formulas.
    Other,
}

/// A step of the walk.
#[derive(Debug)]
pub enum Step<'s> {
    /// An element opens. An empty one closes in the next step.
    Start(Tag<'s>),
    /// The element that opened last closes.
    End,
    /// Text.
    Text(&'s str),
    /// A character written by its number or name.
    Character(char),
}

/// The tag that opens an element.
#[derive(Debug)]
pub struct Tag<'s> {
    /// The vocabulary of its name.
    pub vocabulary: Vocabulary,
    start: BytesStart<'s>,
}

impl Tag<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        self.start.name().local_name().into_inner()
    }

    /// The value of the attribute of this name, whatever its prefix; nothing where there is none or it is damaged.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut all = attributes.with_checks(false).filter_map(Result::ok);
        let found = all.find(|attribute| attribute.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// Whether the property is on: `<w:vanish/>` is, `<w:vanish w:val="0"/>` is not.
    pub fn is_on(&self) -> bool {
        self.value("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// The XML of a part.
pub struct Xml<'s> {
    part: &'s Part,
    reader: Reader<&'s [u8]>,
    /// The prefixes of the vocabularies, as the root declares them.
    word: Option<String>,
    compatibility: Option<String>,
    depth: usize,
    begun: bool,
}

impl<'s> Xml<'s> {
    /// Begins the walk.
    pub fn new(part: &'s Part) -> Self {
        let mut reader = Reader::from_str(&part.text);
        reader.config_mut().expand_empty_elements = true;
        Self { part, reader, word: None, compatibility: None, depth: 0, begun: false }
    }

    /// The next step; nothing at the end.
    ///
    /// # Errors
    /// If the XML is damaged or nested too deep.
    pub fn step(&mut self) -> Result<Option<Step<'s>>, ReadError> {
        loop {
            let event = self.reader.read_event();
            let event = event.map_err(|error| self.fault(self.reader.error_position(), &error.to_string()))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.damaged("elements are nested too deep"));
                    }
                    if !self.begun {
                        self.begun = true;
                        self.prefixes(&start);
                    }
                    Step::Start(Tag { vocabulary: self.vocabulary(&start), start })
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::End
                }
                Event::Text(text) => match text.into_inner() {
                    Cow::Borrowed(text) => Step::Text(text),
                    Cow::Owned(_) => continue,
                },
                Event::CData(text) => match text.into_inner() {
                    Cow::Borrowed(text) => Step::Text(text),
                    Cow::Owned(_) => continue,
                },
                Event::GeneralRef(reference) => Step::Character(match reference.resolve_char_ref() {
                    Ok(Some(character)) => character,
                    Ok(None) => match &*reference {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        other => return Err(self.damaged(&format!("`&{other};` stands for nothing"))),
                    },
                    Err(error) => return Err(self.damaged(&error.to_string())),
                }),
                Event::Eof if self.depth > 0 => return Err(self.damaged("it ends too early")),
                Event::Eof if !self.begun => return Err(self.damaged("it is empty")),
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }

    /// Whether the root declares the vocabulary of texts.
    pub const fn is_word(&self) -> bool {
        self.word.is_some()
    }

    /// That the part is not what it should be, at the place that the walk has come to.
    pub fn damaged(&self, why: &str) -> ReadError {
        self.fault(self.reader.buffer_position(), why)
    }

    fn fault(&self, at: u64, why: &str) -> ReadError {
        ReadError::Xml { part: self.part.name.clone(), at, why: why.to_owned() }
    }

    fn prefixes(&mut self, root: &BytesStart<'_>) {
        for attribute in root.attributes().with_checks(false).filter_map(Result::ok) {
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Named(prefix)) => prefix.to_owned(),
                Some(PrefixDeclaration::Default) => String::new(),
                None => continue,
            };
            match &*attribute.value {
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                | "http://purl.oclc.org/ooxml/wordprocessingml/main" => self.word = Some(prefix),
                "http://schemas.openxmlformats.org/markup-compatibility/2006" => self.compatibility = Some(prefix),
                _ => {}
            }
        }
    }

    fn vocabulary(&self, start: &BytesStart<'_>) -> Vocabulary {
        let prefix = start.name().prefix().map_or("", |prefix| prefix.into_inner());
        if self.word.as_deref() == Some(prefix) {
            Vocabulary::Word
        } else if self.compatibility.as_deref() == Some(prefix) {
            Vocabulary::Compatibility
        } else {
            Vocabulary::Other
        }
    }
}
