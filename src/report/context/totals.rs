//! Sums over articles.

use crate::check::Verdict;
use crate::outcome::Outcome;
use crate::rules::Severity;
use serde::Serialize;

/// How much of each there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Articles.
    pub articles: usize,
    /// What could not be read.
    pub unread: usize,
    /// What is reported, by severity.
    pub errors: usize,
    /// What is reported, by severity.
    pub warnings: usize,
    /// What is reported, by severity.
    pub infos: usize,
    /// Findings that are set aside.
    pub silenced: usize,
    /// Distinct claims of each article.
    pub claims: usize,
    /// Claims by verdict.
    pub supported: usize,
    /// Claims by verdict.
    pub contradicted: usize,
    /// Claims by verdict.
    pub disputed: usize,
    /// Claims by verdict.
    pub unverifiable: usize,
    /// Of a hundred claims, how many the facts decide, rounded down; 100 where there are no claims.
    pub coverage: usize,
}

impl Totals {
    /// The sums over outcomes.
    #[must_use]
    pub fn of(outcomes: &[Outcome], unread: usize) -> Self {
        let severity = |one| outcomes.iter().flat_map(Outcome::severities).filter(|&found| found == one).count();
        let verdict =
            |one| outcomes.iter().flat_map(|outcome| &outcome.claims).filter(|claim| claim.verdict == one).count();
        let claims: usize = outcomes.iter().map(|outcome| outcome.claims.len()).sum();
        let unverifiable = verdict(Verdict::Unverifiable);
        Self {
            articles: outcomes.len(),
            unread,
            errors: severity(Severity::Error),
            warnings: severity(Severity::Warning),
            infos: severity(Severity::Info),
            silenced: outcomes.iter().map(|outcome| outcome.silenced().count()).sum(),
            claims,
            supported: verdict(Verdict::Supported),
            contradicted: verdict(Verdict::Contradicted),
            disputed: verdict(Verdict::Disputed),
            unverifiable,
            coverage: ((claims - unverifiable) * 100).checked_div(claims).unwrap_or(100),
        }
    }
}
