//! Claims and findings as they are kept.

use crate::check::{self, ArgumentReport, ClaimReport, Edit, Expiry, Verdict};
use crate::eval::Reason;
use crate::proof::Proof;
use crate::rules::Severity;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What becomes of a finding in a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Status {
    /// It is reported.
    #[default]
    Active,
    /// A comment of the article, or a file beside it, sets it aside.
    Suppressed {
        /// Why, in the words of who did it.
        reason: Option<String>,
        /// The 1-based line of the comment; 0 for a file beside the article.
        line: u32,
    },
    /// It is in the baseline.
    Baseline,
    /// It stands on lines that have not changed.
    Unchanged,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suppressed { .. } => "suppressed",
            Self::Baseline => "baseline",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A proof as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofText(String);

impl ProofText {
    /// The proof as JSON. Proofs are plain data, which JSON can always hold; were one not, it would be `null`.
    #[must_use]
    pub fn of(proof: &Proof) -> Self {
        Self(serde_json::to_string(proof).unwrap_or_else(|_| "null".to_owned()))
    }

    /// The tree.
    #[must_use]
    pub fn tree(&self) -> Option<Proof> {
        serde_json::from_str(&self.0).ok()
    }

    /// For a place in other JSON.
    #[must_use]
    pub fn raw(&self) -> Option<Box<RawValue>> {
        RawValue::from_string(self.0.clone()).ok()
    }
}

/// A claim of the article, with all places where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Name of the claim.
    pub claim: String,
    /// Its normal form.
    pub normal: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is unverifiable.
    pub reason: Option<Reason>,
    /// Where it stands first.
    pub span: Span,
    /// The other places.
    pub places: Vec<Span>,
    /// Whether it stands in somebody else's words.
    pub quoted: bool,
    /// Ids of the sources that the verdict rests on.
    pub sources: Vec<String>,
    /// The proof; only where proofs of all claims are wanted.
    pub proof: Option<ProofText>,
    /// When it will no longer be true; only where that is wanted.
    pub expires: Option<Expiry>,
}

impl Claim {
    /// The claim of a report.
    #[must_use]
    pub fn of(claim: ClaimReport) -> Self {
        Self {
            claim: claim.claim,
            normal: claim.normal,
            verdict: claim.verdict,
            reason: claim.reason,
            span: claim.span,
            places: claim.places,
            quoted: claim.quoted,
            sources: claim.sources,
            proof: claim.proof.as_ref().map(ProofText::of),
            expires: claim.expires,
        }
    }
}

/// A verdict that may be reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    pub proof: ProofText,
    /// Ids of the sources cited, those of the repairs too.
    pub sources: Vec<String>,
    /// How many sources the verdict itself rests on.
    pub evidence: usize,
    /// Stays the same while the claim and the facts do.
    pub fingerprint: String,
    /// The claim's normal form.
    pub normal: String,
    /// Other findings on the same words: claim and message.
    pub also: Vec<(String, String)>,
    /// The other places where the same is claimed.
    pub places: Vec<Span>,
    /// What becomes of it in this run.
    #[serde(skip)]
    pub status: Status,
}

/// A change that would make the claim right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The words as they would be.
    pub message: String,
    /// Whether it may be made without asking.
    pub safe: bool,
    /// The changes, in order; empty where the source's bytes cannot be replaced.
    pub edits: Vec<Edit>,
}

impl Finding {
    /// The finding of a report.
    #[must_use]
    pub fn of(finding: check::Finding) -> Self {
        let repair = |repair: check::Repair| Repair { message: repair.message, safe: repair.safe, edits: repair.edits };
        Self {
            claim: finding.claim,
            rule: finding.rule,
            verdict: finding.verdict,
            severity: finding.severity,
            span: finding.span,
            text: finding.text,
            message: finding.message,
            quoted: finding.quoted,
            arguments: finding.arguments,
            repairs: finding.repairs.into_iter().map(repair).collect(),
            evidence: evidence(&finding.proof),
            proof: ProofText::of(&finding.proof),
            sources: finding.sources,
            fingerprint: finding.fingerprint,
            normal: finding.normal,
            also: finding.also,
            places: finding.places,
            status: Status::Active,
        }
    }

    /// All places where it stands, the first first.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.span).chain(self.places.iter().copied())
    }
}

/// How many sources a proof cites, without what proves its repairs.
fn evidence(proof: &Proof) -> usize {
    let own = proof.inputs.iter().filter(|input| input.op != "repair");
    let mut sources: Vec<String> = own.flat_map(|input| input.sources()).collect();
    sources.sort();
    sources.dedup();
    sources.len()
}
