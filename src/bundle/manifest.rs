//! What a bundle holds, and what it was made by.

use crate::calendar::Day;
use crate::read::Fields;
use crate::rules::Severity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the form of bundles.
pub const FORM: u32 = 2;

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
    /// What the run reported was asked for so.
    pub desk: Asked,
    /// The hash of `reported.json`.
    pub reported: String,
    /// The hash of `baseline.json`, where the run was held to a baseline.
    pub baseline: Option<String>,
}

/// How the report of a run was asked for, beside its articles.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The day by which suppressions expired.
    #[serde(with = "iso")]
    pub today: Option<Day>,
    /// Whether a suppression needed a reason.
    pub reasons: bool,
    /// Errors that rest on fewer sources were warnings.
    pub sources: u64,
    /// Whether what is in the baseline was left out.
    pub new_only: bool,
    /// Whether it has the proofs of all claims.
    pub proofs: bool,
    /// Whether it tells when claims will no longer be true.
    pub expires: bool,
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
    /// Claims with another severity than their own, and their own.
    pub levels: BTreeMap<String, (Severity, Severity)>,
    /// The text of the file beside it that sets findings aside.
    pub beside: Option<String>,
    /// The lines that had changed, where only these counted.
    pub lines: Option<Vec<(u32, u32)>>,
    /// Its path in the baseline.
    pub key: String,
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
