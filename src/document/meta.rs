//! What is known about an article beside its text.

use crate::calendar::Day;
use crate::text::Span;
use serde::Serialize;

/// Title, publication date and language of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The title, if the format or front matter gives one.
    pub title: Option<String>,
    /// The day of publication, if anything gives one.
    pub published: Option<Published>,
    /// The language tag, if given.
    pub language: Option<String>,
}

/// A publication day and where it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub day: Day,
    /// Where it was read.
    pub origin: DateOrigin,
    /// The words that give it, in the document's text; none if they are not part of it.
    pub span: Option<Span>,
}

/// Where a publication date comes from, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrigin {
    /// `--published`, or the row of a batch.
    Given,
    /// Front matter or other metadata of the format.
    FrontMatter,
    /// A by-line or date line in the text.
    Byline,
    /// The day on which the file was made, which need not be that of publication.
    Created,
}
