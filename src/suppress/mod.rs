//! Suppressions: what the author has seen and decided to keep. They stand in comments of the article, or in a file
//! beside it.
//!
//! `factlint: ignore-next-line holds-office -- he still held it that week until 2027-01-01`

pub mod desk;
pub mod directive;
pub mod sidecar;

pub use desk::{Desk, hold_to_lines};
pub use directive::{Directive, Scope};

use crate::calendar::Day;
use crate::config::Policy;
use crate::config::policy::selectors;
use crate::lang::fault::nearest;
use crate::outcome::{Finding, Outcome, Places, Remark, Status};
use crate::rules::{Program, Severity};
use crate::text::Span;

/// What suppressions are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The rules, for their names.
    pub program: &'a Program,
    /// What is checked in the article.
    pub policy: &'a Policy,
    /// The day by which expiry is judged.
    pub today: Day,
    /// Whether a suppression needs a reason.
    pub reasons: bool,
}

/// A suppression that holds: what it covers, and whether it has covered anything.
struct Held {
    directive: Directive,
    cover: Cover,
    /// Where it stands, in bytes of the source; nowhere for a file beside the article.
    span: Span,
    line: u32,
    used: bool,
}

/// The part of an article that a suppression covers.
enum Cover {
    /// From this line to that one.
    Lines(u32, u32),
    /// These bytes.
    Bytes(Span),
    /// All.
    File,
}

/// Sets findings aside that the comments of an article, or the file beside it, name; tells what is wrong with these.
pub fn apply(outcome: &mut Outcome, beside: &[Directive], terms: Terms<'_>) {
    if outcome.comments.is_empty() && beside.is_empty() {
        return;
    }
    let mut remarks = Vec::new();
    let mut held: Vec<Held> = Vec::new();
    let places = outcome.places();
    for comment in &outcome.comments {
        let mut remark = |code, severity, message| remarks.push(Remark { code, severity, span: comment.span, message });
        let directive = match Directive::parse(&comment.text) {
            Ok(directive) => directive,
            Err(error) => {
                remark("bad-suppression", Severity::Warning, error.to_string());
                continue;
            }
        };
        if refused(&directive, terms, &mut remark) {
            continue;
        }
        let cover = cover(&directive, &places, comment.span, comment.block);
        let line = places.line(comment.span.start).line;
        held.push(Held { directive, cover, span: comment.span, line, used: false });
    }
    for directive in beside {
        let mut remark =
            |code, severity, message| remarks.push(Remark { code, severity, span: Span::default(), message });
        if !refused(directive, terms, &mut remark) {
            let (directive, span) = (directive.clone(), Span::default());
            held.push(Held { directive, cover: Cover::File, span, line: 0, used: false });
        }
    }
    let own: Vec<Span> = outcome.comments.iter().map(|comment| comment.span).collect();
    let statuses: Vec<(Status, Vec<Span>)> =
        outcome.findings.iter().map(|finding| judge(finding, &places, &mut held, &own, terms.program)).collect();
    for held in held.iter().filter(|held| !held.used) {
        if held.directive.selectors.iter().any(|selector| is_off(selector, terms)) {
            continue;
        }
        let what = if held.directive.selectors.is_empty() {
            "nothing is found there".to_owned()
        } else {
            format!("nothing of `{}` is found there", held.directive.selectors.join("`, `"))
        };
        let message = format!("this suppression is not needed: {what}; take it out");
        remarks.push(Remark { code: "unused-suppression", severity: Severity::Warning, span: held.span, message });
    }
    drop(places);
    for (finding, (status, left)) in outcome.findings.iter_mut().zip(statuses) {
        narrow(finding, status, left);
    }
    // What a comment says is no part of the article.
    outcome.findings.retain(|finding| !own.iter().any(|comment| comment.covers(finding.span)));
    outcome.claims.retain(|claim| !own.iter().any(|comment| comment.covers(claim.span)));
    remarks.sort_by_key(|remark| remark.span);
    outcome.remarks.extend(remarks);
}

/// Whether a suppression does not hold, with a remark on why.
fn refused(directive: &Directive, terms: Terms<'_>, remark: &mut impl FnMut(&'static str, Severity, String)) -> bool {
    let names = || selectors(terms.program);
    for selector in &directive.selectors {
        if !is_known(selector, terms.program) {
            let near = nearest(selector, names().iter().map(String::as_str)).map_or_else(
                || "`factlint rules list` has them all".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            remark("bad-suppression", Severity::Warning, format!("there is no claim `{selector}`: {near}"));
            return true;
        }
    }
    if let Some(until) = directive.until.filter(|until| *until < terms.today) {
        let message = format!("this suppression ended on {until}: mend the article, or give another day");
        remark("expired-suppression", Severity::Warning, message);
        return true;
    }
    if terms.reasons && directive.reason.is_none() {
        let message = "this suppression has no reason: write it behind ` -- `".to_owned();
        remark("suppression-without-reason", Severity::Error, message);
        return true;
    }
    false
}

/// The claim that a selector is about: a name of a claim or rule, or a normal form.
fn claim_of(selector: &str) -> &str {
    let end = selector.find(['/', '(']).unwrap_or(selector.len());
    let name = &selector[..end];
    name.strip_prefix("not ").unwrap_or(name)
}

fn is_fingerprint(selector: &str) -> bool {
    selector.len() == 16 && selector.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_known(selector: &str, program: &Program) -> bool {
    is_fingerprint(selector)
        || selectors(program).iter().any(|name| name == selector)
        || program.claims.iter().any(|claim| claim.name == claim_of(selector))
}

/// Whether a selector names a claim that is not checked.
fn is_off(selector: &str, terms: Terms<'_>) -> bool {
    let number = terms.program.claims.iter().position(|claim| claim.name == claim_of(selector));
    number.and_then(|number| u16::try_from(number).ok()).is_some_and(|number| terms.policy.off.contains(&number))
}

fn cover(directive: &Directive, places: &Places<'_>, comment: Span, block: Option<Span>) -> Cover {
    let line = |at: u32| places.line(at).line;
    let last = line(comment.end.saturating_sub(1).max(comment.start));
    match directive.scope {
        Scope::Line => Cover::Lines(line(comment.start), last),
        Scope::NextLine => {
            let tail = places.text.get(comment.end as usize..).unwrap_or("");
            let next = tail.split_inclusive('\n').skip(1).position(|line| !line.trim().is_empty());
            let next = last + 1 + crate::text::source::offset(next.unwrap_or(0));
            Cover::Lines(next, next)
        }
        Scope::Block => block.map_or(Cover::Lines(0, 0), Cover::Bytes),
        Scope::File => Cover::File,
    }
}

/// What becomes of a finding, and the places that are left of it.
fn judge(
    finding: &Finding,
    places: &Places<'_>,
    held: &mut [Held],
    comments: &[Span],
    program: &Program,
) -> (Status, Vec<Span>) {
    let mut left = Vec::new();
    let mut status = Status::Active;
    for span in finding.spans() {
        if comments.iter().any(|comment| comment.covers(span)) {
            continue;
        }
        let mut covered = false;
        for held in held.iter_mut() {
            let here = match held.cover {
                Cover::File => true,
                Cover::Bytes(bytes) => bytes.start <= span.start && span.start < bytes.end,
                Cover::Lines(first, last) => {
                    let (start, end) = (places.line(span.start).line, places.line(span.end.max(span.start)).line);
                    start <= last && first <= end
                }
            };
            if here && is_meant(&held.directive, finding, program) {
                held.used = true;
                covered = true;
                status = Status::Suppressed { reason: held.directive.reason.clone(), line: held.line };
            }
        }
        if !covered {
            left.push(span);
        }
    }
    if left.is_empty() { (status, left) } else { (Status::Active, left) }
}

fn is_meant(directive: &Directive, finding: &Finding, program: &Program) -> bool {
    let tagged = |tag: &str| {
        let number = program.claims.iter().position(|claim| claim.name == finding.claim);
        number.is_some_and(|number| crate::config::policy::tags(program, number).any(|own| own == tag))
    };
    directive.selectors.is_empty()
        || directive.selectors.iter().any(|selector| {
            *selector == finding.claim
                || *selector == finding.rule
                || *selector == finding.fingerprint
                || *selector == finding.normal
                || selector == "all"
                || selector.strip_prefix("tag:").is_some_and(tagged)
        })
}

/// A finding with the places that are left of it. Its repairs are those of its first place.
fn narrow(finding: &mut Finding, status: Status, left: Vec<Span>) {
    finding.status = status;
    let mut left = left.into_iter();
    let Some(first) = left.next() else { return };
    if first != finding.span {
        finding.span = first;
        finding.repairs.iter_mut().for_each(|repair| repair.edits.clear());
    }
    finding.places = left.collect();
}
