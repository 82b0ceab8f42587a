//! What a check reports. All spans are bytes of the source.

use super::Expiry;
use crate::calendar::Day;
use crate::eval::Reason;
use crate::proof::Proof;
use crate::rules::Severity;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What is said of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Proved.
    Supported,
    /// Refuted.
    Contradicted,
    /// The sources differ.
    Disputed,
    /// Neither proved nor refuted.
    Unverifiable,
}

impl Verdict {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::Disputed => "disputed",
            Self::Unverifiable => "unverifiable",
        }
    }
}

/// A claim of the article, with all places where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimReport {
    /// Name of the claim.
    pub claim: String,
    /// Its normal form.
    pub normal: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is unverifiable.
    pub reason: Option<Reason>,
    /// Where it stands first: the smallest span over its arguments.
    pub span: Span,
    /// The other places.
    pub places: Vec<Span>,
    /// Whether it stands in somebody else's words.
    pub quoted: bool,
    /// Ids of the sources that the verdict rests on.
    pub sources: Vec<String>,
    /// The proof; only where proofs of all claims are wanted.
    pub proof: Option<Proof>,
    /// When it will no longer be true; only of supported claims, and only where that is wanted.
    pub expires: Option<Expiry>,
}

/// Something to report.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Name of the claim.
    pub claim: String,
    /// The part of the rule that failed: `CLAIM/true`.
    pub rule: String,
    /// The verdict.
    pub verdict: Verdict,
    /// How grave it is.
    pub severity: Severity,
    /// The smallest span over its suspects.
    pub span: Span,
    /// The words of the span, as in the article's text.
    pub text: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Whether it stands in somebody else's words.
    pub quoted: bool,
    /// The arguments.
    pub arguments: Vec<ArgumentReport>,
    /// What would make it right.
    pub repairs: Vec<Repair>,
    /// Why it is wrong.
    pub proof: Proof,
    /// Ids of the sources cited.
    pub sources: Vec<String>,
    /// Stays the same while the claim and the facts do.
    pub fingerprint: String,
    /// The claim's normal form.
    pub normal: String,
    /// Other findings on the same words: claim and message.
    pub also: Vec<(String, String)>,
    /// The other places where the same is claimed.
    pub places: Vec<Span>,
}

/// An argument of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArgumentReport {
    /// Its name.
    pub name: String,
    /// Its value, in normal form.
    pub value: String,
    /// First byte.
    pub start: u32,
    /// Just past the last byte.
    pub end: u32,
}

/// A change that would make the claim right.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// The words as they would be.
    pub message: String,
    /// Whether it may be made without asking.
    pub safe: bool,
    /// The changes, in order; empty where the source's bytes cannot be replaced.
    pub edits: Vec<Edit>,
    /// Why it would be right.
    pub proof: Proof,
}

/// A replacement of bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// First byte.
    pub start: u32,
    /// Just past the last byte.
    pub end: u32,
    /// The new words.
    pub replace: String,
}

/// All that a check says of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The day of publication, if known.
    pub published: Option<Day>,
    /// What the reader should know about the check itself.
    pub notes: Vec<String>,
    /// Every distinct claim.
    pub claims: Vec<ClaimReport>,
    /// What is reported, by place.
    pub findings: Vec<Finding>,
}
