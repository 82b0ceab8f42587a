//! What a page says about its article beside the text: title, day of publication, language.

use super::element::{Attributes, value};
use crate::calendar::Day;
use crate::document::{DateOrigin, Meta, Published};
use crate::read::published::date_in;
use crate::rules::Lexicon;
use serde_json::Value;

/// Collects metadata, the surest first.
#[derive(Debug, Default)]
pub struct Metadata {
    day: Option<(Surety, Day)>,
    title: Option<(Surety, String)>,
    language: Option<String>,
}

/// Where something was said, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surety {
    /// JSON-LD about an article.
    Linked,
    /// Metadata made for the purpose.
    Made,
    /// Marked in the text as such.
    Marked,
    /// Metadata that may mean something else too.
    Loose,
    /// The time element of a by-line.
    Byline,
}

impl Metadata {
    /// A day of publication.
    pub fn day(&mut self, surety: Surety, text: &str, lexicon: &Lexicon) {
        if self.day.is_none_or(|(known, _)| surety < known)
            && let Some(day) = date_in(text.trim(), lexicon)
        {
            self.day = Some((surety, day));
        }
    }

    /// A title.
    pub fn title(&mut self, surety: Surety, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() && self.title.as_ref().is_none_or(|(known, _)| surety < *known) {
            self.title = Some((surety, text));
        }
    }

    /// The language of the page.
    pub fn language(&mut self, tag: &str) {
        if !tag.is_empty() && self.language.is_none() {
            self.language = Some(tag.to_owned());
        }
    }

    /// A `meta` element.
    pub fn meta(&mut self, attributes: &Attributes, lexicon: &Lexicon) {
        let Some(content) = value(attributes, b"content") else { return };
        let names = [b"property".as_slice(), b"name", b"itemprop"];
        for name in names.into_iter().filter_map(|name| value(attributes, name)) {
            match name.trim().to_ascii_lowercase().as_str() {
                "article:published_time"
                | "og:published_time"
                | "article:published"
                | "article.published"
                | "datepublished"
                | "parsely-pub-date"
                | "citation_publication_date" => {
                    self.day(Surety::Made, content, lexicon);
                }
                "date" | "pubdate" | "publishdate" | "publish-date" | "publish_date" | "publication_date"
                | "dc.date" | "dc.date.issued" | "dcterms.date" | "dcterms.issued" | "dcterms.created"
                | "sailthru.date" => {
                    self.day(Surety::Loose, content, lexicon);
                }
                "og:title" | "headline" => self.title(Surety::Made, content),
                _ => {}
            }
        }
    }

    /// Linked data. Articles that are only named in it are not looked at.
    pub fn linked(&mut self, json: &str, lexicon: &Lexicon) {
        let Ok(data) = serde_json::from_str::<Value>(json.trim()) else { return };
        let roots = data.as_array().map_or(std::slice::from_ref(&data), Vec::as_slice);
        for root in roots {
            let graph = root.get("@graph").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            for object in std::iter::once(root).chain(graph) {
                if !is_article(object) {
                    continue;
                }
                if let Some(day) = object.get("datePublished").and_then(Value::as_str) {
                    self.day(Surety::Linked, day, lexicon);
                }
                if let Some(title) = object.get("headline").and_then(Value::as_str) {
                    self.title(Surety::Linked, &super::run::decoded(title));
                }
            }
        }
    }

    /// Puts together what was said.
    pub fn finish(self) -> Meta {
        let published = self.day.map(|(_, day)| Published { day, origin: DateOrigin::FrontMatter, span: None });
        Meta { title: self.title.map(|(_, title)| title), published, language: self.language }
    }
}

fn is_article(object: &Value) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            ["Article", "BlogPosting", "Report", "PressRelease"].iter().any(|ending| kind.ends_with(ending))
        })
    };
    let kind = object.get("@type").unwrap_or(&Value::Null);
    named(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(named))
}
