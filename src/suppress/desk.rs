//! What a desk makes of what was found: how grave it is, what is set aside, what stands on lines that have changed.

use super::{Directive, Terms, apply};
use crate::calendar::Day;
use crate::config::Policy;
use crate::outcome::{Outcome, Status};
use crate::rules::{Program, Severity};

/// What a desk goes by in all articles.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The rules, for their names.
    pub program: &'a Program,
    /// The day by which suppressions expire.
    pub today: Day,
    /// Whether a suppression needs a reason.
    pub reasons: bool,
    /// Errors that rest on fewer sources are warnings.
    pub sources: u64,
}

impl Desk<'_> {
    /// Weighs the findings of an article: `policy` tells how grave they are, `beside` what the file beside it sets aside.
    pub fn weigh(&self, outcome: &mut Outcome, policy: &Policy, beside: &[(Option<usize>, Directive)]) {
        for finding in &mut outcome.findings {
            finding.severity = policy.severity(&finding.claim, finding.severity, finding.quoted);
            if (finding.evidence as u64) < self.sources {
                finding.severity = finding.severity.min(Severity::Warning);
            }
        }
        let own = |record: &Option<usize>| record.is_none() || *record == outcome.record;
        let beside: Vec<Directive> =
            beside.iter().filter(|(record, _)| own(record)).map(|(_, directive)| directive.clone()).collect();
        let terms = Terms { program: self.program, policy, today: self.today, reasons: self.reasons };
        apply(outcome, &beside, terms);
    }
}

/// Sets findings aside that stand on no changed line, where these are told.
pub fn hold_to_lines(outcome: &mut Outcome) {
    let Some(lines) = &outcome.setting.lines else { return };
    let places = outcome.places();
    let old: Vec<bool> = outcome
        .findings
        .iter()
        .map(|finding| {
            !finding.spans().any(|span| {
                let (first, last) = (places.line(span.start).line, places.line(span.end).line);
                lines.iter().any(|(start, end)| *start <= last && first <= *end)
            })
        })
        .collect();
    drop(places);
    for (finding, old) in outcome.findings.iter_mut().zip(old) {
        if old && finding.status == Status::Active {
            finding.status = Status::Unchanged;
        }
    }
}
