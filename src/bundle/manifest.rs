//! What a bundle holds, and what it was made by.

use crate::calendar::Day;
use crate::read::Fields;
use serde::{Deserialize, Serialize};

/// The version of the form of bundles.
pub const FORM: u32 = 1;

/// What a bundle holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the form.
    pub form: u32,
    /// The program's version.
    pub version: String,
    /// The hash of the rules.
    pub rules: String,
    /// The hash of the base.
    pub base: String,
    /// The day of judgement, where one was given.
    #[serde(with = "iso")]
    pub as_of: Option<Day>,
    /// The day by which facts had to be known, where one was given.
    #[serde(with = "iso")]
    pub known_at: Option<Day>,
    /// Where records of JSON have their texts.
    pub json_text: Vec<String>,
    /// Where they have their title.
    pub json_title: Option<String>,
    /// Where they have their day of publication.
    pub json_published: Option<String>,
    /// The articles, in the order of the report.
    pub files: Vec<Entry>,
    /// The hash of `report.json`.
    pub report: String,
    /// The hash of `facts.json`.
    pub facts: String,
    /// The hash of `reported.json`, where the run said something else than the rules.
    pub reported: Option<String>,
}

/// A file of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its path, as the user gave it.
    pub path: String,
    /// Its name in the bundle.
    pub name: String,
    /// The hash of its bytes.
    pub sha256: String,
    /// The name of its format.
    pub format: String,
    /// The day of publication that it was read with, where one was given.
    #[serde(with = "iso")]
    pub published: Option<Day>,
    /// The claims that were not checked.
    pub off: Vec<String>,
}

impl Manifest {
    /// Where records of JSON have their articles.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let pointer = |text: &String| text.parse().ok();
        Fields {
            texts: self.json_text.iter().filter_map(pointer).collect(),
            title: self.json_title.as_ref().and_then(pointer),
            published: self.json_published.as_ref().and_then(pointer),
        }
    }
}

/// Days as people write them.
mod iso {
    use crate::calendar::Day;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
    pub fn serialize<S: Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(|day| day.to_string()).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        let mut parts = text.splitn(3, '-');
        let mut number = || parts.next().and_then(|part| part.parse::<u16>().ok());
        let day = number().zip(number()).zip(number());
        let day = day.and_then(|((year, month), day)| Day::from_ymd(year.into(), month.into(), day.into()));
        day.map(Some).ok_or_else(|| D::Error::custom(format!("`{text}` is not a day: YYYY-MM-DD")))
    }
}
