//! The outcome of a check as it is kept, passed between threads and handed to reports: plain data that needs neither
//! the engine nor the document, with what became of each finding.
//!
//! An outcome can be stored and read again, all but what is said of it in one run: path, source and status.

pub mod comment;
pub mod finding;
pub mod places;

pub use comment::Comment;
pub use finding::{Claim, Finding, ProofText, Repair, Status};
pub use places::{FileText, Places};

use crate::calendar::Day;
use crate::document::Paragraphs;
use crate::engine::Checked;
use crate::rules::Severity;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All that is known of one article after its check.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// The path of its file as the user gave it, or `<stdin>`; empty in a batch.
    #[serde(skip)]
    pub path: String,
    /// `sha256:` and the hash of the file's bytes; empty where it was not asked for.
    #[serde(skip)]
    pub content: String,
    /// The name of the format that its file is in; empty in a batch.
    #[serde(skip)]
    pub format: &'static str,
    /// The numbers of the claims that were not checked.
    #[serde(skip)]
    pub off: BTreeSet<u16>,
    /// What was asked for it in particular.
    #[serde(skip)]
    pub setting: Setting,
    /// The text of its file; empty where that is none.
    #[serde(skip)]
    source: Arc<FileText>,
    /// Its 1-based number in a collection.
    pub record: Option<usize>,
    /// Where the file's bytes are no text: the text in it, into which all spans point.
    extracted: Option<(String, Paragraphs)>,
    /// The day of publication, if known.
    pub published: Option<Day>,
    /// What the reader should know about the check itself.
    pub notes: Vec<String>,
    /// Every distinct claim.
    pub claims: Vec<Claim>,
    /// What is wrong, by place; the status tells which of it is reported.
    pub findings: Vec<Finding>,
    /// The comments of the article that speak to this program.
    pub comments: Vec<Comment>,
    /// What is wrong with the comments and other settings that concern the article.
    #[serde(skip)]
    pub remarks: Vec<Remark>,
}

/// What is asked for one article in particular, and is no part of its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setting {
    /// Names of claims with another severity than their own, and their own.
    pub levels: BTreeMap<String, (Severity, Severity)>,
    /// The text of the file beside it that sets findings aside.
    pub beside: Option<String>,
    /// The lines that have changed, where only these count: first and last, 1-based.
    pub lines: Option<Vec<(u32, u32)>>,
}

/// Something to report that is no claim of the article: a comment that suppresses nothing, and the like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// A stable name: `unused-suppression`, `expired-suppression`, …
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where it stands, in bytes of the source.
    pub span: Span,
    /// What is wrong, and the way out.
    pub message: String,
}

impl Outcome {
    /// The outcome of a check. `source` is the text of the file, into which spans point unless the document's text was
    /// extracted.
    #[must_use]
    pub fn of(checked: Checked, source: Arc<FileText>) -> Self {
        let Checked { document, report } = checked;
        let extracted = document.map.paragraphs().cloned().map(|paragraphs| (document.text, paragraphs));
        Self {
            source,
            extracted,
            published: report.published,
            notes: report.notes,
            claims: report.claims.into_iter().map(Claim::of).collect(),
            findings: report.findings.into_iter().map(Finding::of).collect(),
            ..Self::default()
        }
    }

    /// The same, of a file with this text: for outcomes that were stored.
    #[must_use]
    pub fn with_source(mut self, source: Arc<FileText>) -> Self {
        self.source = source;
        self
    }

    /// The text that spans point into.
    #[must_use]
    pub fn text(&self) -> &str {
        self.extracted.as_ref().map_or_else(|| self.source.as_str(), |(text, _)| text)
    }

    /// The bytes of its file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.source.bytes()
    }

    /// Its file, to be kept longer.
    #[must_use]
    pub fn file(&self) -> Arc<FileText> {
        Arc::clone(&self.source)
    }

    /// Whether both are articles of one file that was read once.
    #[must_use]
    pub fn same_file(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.source, &other.source)
    }

    /// Lines and columns, or paragraphs and characters, of spans.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        match &self.extracted {
            Some((text, paragraphs)) => Places::new(text, Some(paragraphs)),
            None => Places::of(&self.source),
        }
    }

    /// Whether spans point into the bytes of the file, so that edits can be made there.
    #[must_use]
    pub const fn in_source(&self) -> bool {
        self.extracted.is_none()
    }

    /// The name of the article in messages: its path, with the number of its record.
    #[must_use]
    pub fn name(&self) -> String {
        self.record.map_or_else(|| self.path.clone(), |number| format!("{}: record {number}", self.path))
    }

    /// The findings that are reported.
    pub fn active(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.status == Status::Active)
    }

    /// The findings that are known and not reported.
    pub fn silenced(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.status != Status::Active)
    }

    /// The severities of all that is reported: findings and remarks.
    pub fn severities(&self) -> impl Iterator<Item = Severity> {
        let remarks = self.remarks.iter().map(|remark| remark.severity);
        self.active().map(|finding| finding.severity).chain(remarks)
    }
}
