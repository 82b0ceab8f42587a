//! The judgement of claims: all readings, the frame, severity, one finding for one mistake.

use super::Options;
use super::finding::{ArgumentReport, ClaimReport, Finding, Report, Verdict};
use super::message::message;
use super::normal::{argument, normal};
use super::solve::Solved;
use crate::annotate::{Annotated, Range};
use crate::eval::{Outcome, Reason, Said, Trace, Val, World};
use crate::frame::nearby;
use crate::phrase::{
    StatedClaim,
    claims::{PRESUPPOSED, words},
};
use crate::proof::{Datum, Proof, Step};
use crate::quantity::Extent;
use crate::rules::Severity;
use crate::rules::program::{Claim, Param};
use crate::text::Span;
use crate::truth::Truth;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// More readings than this are ambiguous without further look.
const READINGS: usize = 16;

/// Judges the claims of one text.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'t, 'w> {
    /// The text.
    pub text: &'t Annotated<'t>,
    /// Base, rules, days.
    pub world: World<'w>,
    /// What is wanted.
    pub options: Options,
}

/// A claim with its verdict.
struct Judged<'s> {
    stated: &'s StatedClaim,
    verdict: Verdict,
    reason: Option<Reason>,
    normal: String,
    /// The arguments of the first reading.
    args: Vec<Val>,
    /// The outcome of each reading.
    readings: Vec<(Vec<Val>, Truth)>,
}

impl<'t> Judge<'t, '_> {
    /// Judges all claims.
    #[must_use]
    pub fn report(&self, stated: &[StatedClaim]) -> Report {
        let mut report = Report { published: self.world.published, ..Report::default() };
        let stated: Vec<Cow<'_, StatedClaim>> = stated.iter().map(|claim| self.settled(claim)).collect();
        let mut judged: Vec<Judged<'_>> = stated.iter().filter_map(|claim| self.judge(claim)).collect();
        // Of several places of one claim, that counts at which it can be decided.
        judged.sort_by_key(|judged| judged.verdict == Verdict::Unverifiable);
        let mut findings: Vec<(Finding, Vec<Range>)> = Vec::new();
        // Where the claim and the finding of a normal form are.
        let mut known: BTreeMap<&str, (usize, Option<usize>, BTreeSet<Span>)> = BTreeMap::new();
        for judged in &judged {
            let span = self.source_span(self.claim_span(judged.stated));
            if let Some((claim, finding, places)) = known.get_mut(judged.normal.as_str()) {
                if places.insert(span) {
                    report.claims[*claim].places.push(span);
                    if let Some(finding) = finding {
                        findings[*finding].0.places.push(span);
                    }
                }
                continue;
            }
            let claim = report.claims.len();
            report.claims.push(self.claim_report(judged, span));
            let found = matches!(judged.verdict, Verdict::Contradicted | Verdict::Disputed)
                .then(|| self.finding(judged))
                .flatten();
            let finding = found.map(|found| {
                findings.push(found);
                findings.len() - 1
            });
            known.insert(&judged.normal, (claim, finding, BTreeSet::from([span])));
        }
        if report.claims.iter().any(|claim| claim.reason == Some(Reason::NoPublicationDate)) {
            report.notes.push(
                "no publication date is known, so claims that need one are unverifiable: give `--published YYYY-MM-DD`"
                    .to_owned(),
            );
        }
        report.findings = one_for_each_mistake(findings);
        report.claims.sort_by(|a, b| (a.span, &a.normal).cmp(&(b.span, &b.normal)));
        report
    }

    fn claim<'a>(&'a self, stated: &StatedClaim) -> Option<&'a Claim> {
        self.world.program.claims.get(usize::from(stated.claim))
    }

    /// The claim with the readings that it settles itself: `Georgia` in `Atlanta, Georgia` is the state.
    fn settled<'s>(&self, stated: &'s StatedClaim) -> Cow<'s, StatedClaim> {
        let Some(claim) = self.claim(stated) else { return Cow::Borrowed(stated) };
        let product: usize = stated.args.iter().map(|arg| arg.readings.len().max(1)).product();
        let mut kept = Cow::Borrowed(stated);
        for slot in claim.settles.iter().map(|&slot| usize::from(slot)).filter(|_| product <= READINGS) {
            let readings = kept.args.get(slot).map_or(&[][..], |arg| &arg.readings);
            if readings.len() < 2 {
                continue;
            }
            let world = self.world.framed(&stated.frame);
            let mut good: Vec<Val> = Vec::new();
            for args in combinations(&kept) {
                if let Some(reading) = args.get(slot).filter(|reading| !good.contains(reading))
                    && world.with(&args).truth(&claim.truth).truth == Truth::True
                {
                    good.push(reading.clone());
                }
            }
            if let (false, Some(arg)) = (good.is_empty(), kept.to_mut().args.get_mut(slot)) {
                arg.readings = good;
            }
        }
        self.presumed(claim, kept)
    }

    /// The claim at the time that its words take for granted, if it is true then: `President X won in 2008` calls him
    /// by the title of today. Else any other time that the clause tells may be meant.
    fn presumed<'s>(&self, claim: &Claim, stated: Cow<'s, StatedClaim>) -> Cow<'s, StatedClaim> {
        if stated.negated || stated.args.iter().all(|arg| arg.presumed.is_none()) {
            return stated;
        }
        let mut then = stated.clone().into_owned();
        for arg in &mut then.args {
            if let Some(window) = arg.presumed.take() {
                (arg.readings, arg.tokens, arg.said) = (vec![window], None, Some(PRESUPPOSED.to_owned()));
            }
        }
        let product: usize = then.args.iter().map(|arg| arg.readings.len().max(1)).product();
        let world = self.world.framed(&stated.frame);
        let holds = product <= READINGS
            && combinations(&then).iter().all(|args| world.with(args).truth(&claim.truth).truth == Truth::True);
        if holds { Cow::Owned(then) } else { stated }
    }

    fn judge<'s>(&self, stated: &'s StatedClaim) -> Option<Judged<'s>> {
        let claim = self.claim(stated)?;
        let world = self.world.framed(&stated.frame);
        let product: usize = stated.args.iter().map(|arg| arg.readings.len().max(1)).product();
        let mut readings = Vec::new();
        let (truth, mut reason, disputed) = if product > READINGS {
            (Truth::Unknown, Some(Reason::Ambiguous), false)
        } else {
            let mut outcomes: Vec<Outcome> = Vec::new();
            for args in combinations(stated) {
                let outcome = self.outcome(world.with(&args), claim, stated, &args);
                readings.push((args, outcome.truth));
                outcomes.push(outcome);
            }
            unanimous(&outcomes)
        };
        let mut truth = if stated.negated { !truth } else { truth };
        for (gap, why) in [(stated.denied, Reason::Negation), (stated.hedged, Reason::Hedged)] {
            if gap {
                truth = Truth::Unknown;
                reason = Some(why);
            }
        }
        let verdict = match truth {
            Truth::True => Verdict::Supported,
            Truth::False => Verdict::Contradicted,
            Truth::Unknown if disputed => Verdict::Disputed,
            Truth::Unknown => Verdict::Unverifiable,
        };
        let args = readings.first().map(|(args, _)| args.clone()).unwrap_or_default();
        let reason = if verdict == Verdict::Unverifiable { reason.or(Some(Reason::Incomplete)) } else { None };
        Some(Judged { stated, verdict, reason, normal: normal(self.world.base, &claim.name, stated), args, readings })
    }

    /// What the claim comes to under one reading.
    fn outcome(&self, world: World<'_>, claim: &Claim, stated: &StatedClaim, args: &[Val]) -> Outcome {
        let outcome = world.truth(&claim.truth);
        let against = if stated.negated { Truth::True } else { Truth::False };
        if outcome.truth == against && (stated.weak || self.left_open(claim, stated, args)) {
            return Outcome { truth: Truth::Unknown, reason: Some(Reason::Ambiguous), disputed: false, proof: None };
        }
        outcome
    }

    /// Whether the rule does not take a contradiction for one, all things in the article considered.
    fn left_open(&self, claim: &Claim, stated: &StatedClaim, args: &[Val]) -> bool {
        if claim.weaken.iter().all(|weaken| weaken.to.is_some()) {
            return false;
        }
        let nearby = nearby(self.text, stated.tokens.start);
        let world = World { nearby: &nearby, ..self.world.framed(&stated.frame) }.with(args);
        let mut open = claim.weaken.iter().filter(|weaken| weaken.to.is_none());
        open.any(|weaken| (world.truth(&weaken.when).truth == Truth::True) != weaken.unless)
    }

    /// The smallest span over the arguments that stand in the match's own sentence, else the match.
    fn claim_span(&self, stated: &StatedClaim) -> Span {
        let whole = stated.tokens.span(&self.text.tokens);
        let spans = stated.args.iter().filter_map(|arg| arg.tokens).map(|tokens| tokens.span(&self.text.tokens));
        spans.reduce(Span::hull).unwrap_or(whole)
    }

    fn source_span(&self, span: Span) -> Span {
        self.text.document.map.to_source(span)
    }

    fn claim_report(&self, judged: &Judged<'_>, span: Span) -> ClaimReport {
        let claim = self.claim(judged.stated);
        let decided = matches!(judged.verdict, Verdict::Supported | Verdict::Contradicted);
        let proof = claim.filter(|_| self.options.proofs).map(|claim| self.proof(judged, claim));
        let sources = match (&proof, claim) {
            (Some(proof), _) => proof.sources(),
            (None, Some(claim)) if decided => self.sources(judged, claim),
            _ => Vec::new(),
        };
        ClaimReport {
            claim: claim.map_or_else(String::new, |claim| claim.name.clone()),
            normal: judged.normal.clone(),
            verdict: judged.verdict,
            reason: judged.reason,
            span,
            places: Vec::new(),
            quoted: judged.stated.frame.quoted(),
            sources,
            proof,
            expires: None,
        }
    }

    /// The sources of a verdict, in the order in which its proof has them.
    fn sources(&self, judged: &Judged<'_>, claim: &Claim) -> Vec<String> {
        let stated = judged.stated;
        let world = World { trace: Trace::Sources, ..self.world.framed(&stated.frame) };
        let outcomes = judged.readings.iter().map(|(args, _)| self.outcome(world.with(args), claim, stated, args));
        Proof::bare().on(outcomes.filter_map(|outcome| outcome.proof)).sources()
    }

    /// The proof of a verdict: the words, every reading, the outcome.
    fn proof(&self, judged: &Judged<'_>, claim: &Claim) -> Proof {
        let base = self.world.base;
        let stated = judged.stated;
        let world = World { trace: Trace::Full, ..self.world.framed(&stated.frame) };
        let mut inputs: Vec<Rc<Proof>> = Vec::new();
        for ((param, arg), val) in claim.params.iter().zip(&stated.args).zip(&judged.args) {
            if matches!(val, Val::Unstated) {
                continue;
            }
            let text = match arg.tokens {
                Some(tokens) => format!("{}: “{}”", param.name, words(self.text, tokens)),
                None => format!("{}: by the clause ({})", param.name, stated.frame.row.word()),
            };
            let mut node = Proof::new(Step::Words, "words", text, world.argument(String::new(), val).value.clone());
            node.span = arg.tokens.map(|tokens| self.source_span(tokens.span(&self.text.tokens)));
            if arg.readings.len() > 1 {
                node = node
                    .on(arg.readings.iter().map(|val| world.argument(format!("may mean {}", val.words(base)), val)));
            }
            if let Val::Time(Said { gap: Some(gap), .. }) = val {
                let gap = self.source_span(Span::new(*gap, *gap)).start;
                let text = format!("nothing stands between the two dates at byte {gap}");
                node =
                    node.on([Rc::new(Proof::new(Step::Words, "gap", text, Datum::Number(Extent::exact(gap.into()))))]);
            }
            inputs.push(Rc::new(node));
        }
        let mut truths = Vec::new();
        for (args, _) in &judged.readings {
            let outcome = self.outcome(world.with(args), claim, stated, args);
            truths.push(outcome.truth);
            inputs.push(Rc::new(reading(world, claim, args, outcome)));
        }
        let truth = Truth::unanimous(truths);
        let mut root = Proof::new(
            Step::Verdict,
            "all-readings",
            format!("{}: {}", claim.name, judged.verdict.word()),
            Datum::Truth(truth),
        )
        .on(inputs);
        if stated.negated {
            root = Proof::new(
                Step::Verdict,
                "negated",
                format!("not {}: {}", claim.name, judged.verdict.word()),
                Datum::Truth(!truth),
            )
            .on([Rc::new(root)]);
        }
        if judged.verdict == Verdict::Unverifiable || judged.verdict == Verdict::Disputed {
            let why = judged.reason.map_or("the sources differ", Reason::word);
            root = Proof::new(
                Step::Verdict,
                "open",
                format!("{}: {} ({why})", claim.name, judged.verdict.word()),
                Datum::Truth(Truth::Unknown),
            )
            .on([Rc::new(root)]);
        }
        root
    }

    fn finding(&self, judged: &Judged<'_>) -> Option<(Finding, Vec<Range>)> {
        let stated = judged.stated;
        let claim = self.claim(stated)?;
        // The reading that the message speaks of: the first.
        let world = self.world.framed(&stated.frame).with(&judged.args);
        let solved = Solved::default();
        let repairs = if judged.verdict == Verdict::Contradicted && !stated.negated {
            self.repairs(world, claim, stated, &solved)
        } else {
            Vec::new()
        };
        let suspects: Vec<Range> =
            claim.vary.iter().filter_map(|(slot, _)| stated.args.get(usize::from(*slot))?.tokens).collect();
        let document = suspects
            .iter()
            .map(|tokens| tokens.span(&self.text.tokens))
            .reduce(Span::hull)
            .unwrap_or_else(|| stated.tokens.span(&self.text.tokens));
        let span = self.source_span(document);
        let mut severity = if judged.verdict == Verdict::Disputed { Severity::Warning } else { claim.severity };
        for weaken in &claim.weaken {
            if let Some(to) = weaken.to
                && (world.truth(&weaken.when).truth == Truth::True) != weaken.unless
            {
                severity = severity.min(to);
            }
        }
        if !stated.grave {
            severity = severity.min(Severity::Warning);
        }
        let arguments = claim
            .params
            .iter()
            .zip(&stated.args)
            .filter_map(|(param, arg)| {
                let span = self.source_span(arg.tokens?.span(&self.text.tokens));
                Some(ArgumentReport {
                    name: param.name.clone(),
                    value: argument(self.world.base, arg),
                    start: span.start,
                    end: span.end,
                })
            })
            .collect();
        let mut proof = self.proof(judged, claim);
        let sources = proof.sources();
        let fingerprint = fingerprint(&judged.normal, &proof);
        for repair in &repairs {
            let node = Proof::new(
                Step::Derive,
                "repair",
                format!("“{}” would hold", repair.message),
                Datum::Truth(Truth::True),
            )
            .on([Rc::new(repair.proof.clone())]);
            proof.inputs.push(Rc::new(node));
        }
        let all_sources = proof.sources();
        let message = match judged.verdict {
            Verdict::Disputed => format!("the sources differ: {}", message(world, claim, &solved)),
            _ if stated.negated => {
                format!("this is denied, and yet it holds: {}", judged.normal.trim_start_matches("not "))
            }
            _ => message(world, claim, &solved),
        };
        let finding = Finding {
            claim: claim.name.clone(),
            rule: format!("{}/true", claim.name),
            verdict: judged.verdict,
            severity,
            span,
            text: document.of(&self.text.document.text).to_owned(),
            message,
            quoted: stated.frame.quoted(),
            arguments,
            repairs,
            proof,
            sources: if all_sources.is_empty() { sources } else { all_sources },
            fingerprint,
            normal: judged.normal.clone(),
            also: Vec::new(),
            places: Vec::new(),
        };
        Some((finding, suspects))
    }
}

/// The proof of one reading: the arguments, and what they come to.
pub(super) fn reading(world: World<'_>, claim: &Claim, args: &[Val], outcome: Outcome) -> Proof {
    let said = |(param, val): (&Param, &Val)| format!("{} = {}", param.name, val.words(world.base));
    let pairs = || claim.params.iter().zip(args);
    let text: Vec<String> = pairs().filter(|(_, val)| !matches!(val, Val::Unstated)).map(said).collect();
    Proof::new(Step::Reading, "reading", text.join(", "), Datum::Truth(outcome.truth))
        .on(pairs().map(|(param, val)| world.argument(said((param, val)), val)))
        .on(outcome.proof)
}

/// Every combination of readings.
fn combinations(stated: &StatedClaim) -> Vec<Vec<Val>> {
    let mut all: Vec<Vec<Val>> = vec![Vec::new()];
    for arg in &stated.args {
        let readings: &[Val] = if arg.readings.is_empty() { &[Val::Unknown(Reason::NoEntity)] } else { &arg.readings };
        all = all
            .iter()
            .flat_map(|head| readings.iter().map(move |val| [head.as_slice(), std::slice::from_ref(val)].concat()))
            .collect();
    }
    all
}

/// True if all readings are true, false if all are false; else unknown, and why.
fn unanimous(outcomes: &[Outcome]) -> (Truth, Option<Reason>, bool) {
    let truth = Truth::unanimous(outcomes.iter().map(|outcome| outcome.truth));
    let disputed = outcomes.iter().all(|outcome| outcome.disputed);
    let reason = match outcomes {
        [one] => one.reason,
        _ if truth == Truth::Unknown => {
            let same = outcomes.iter().all(|outcome| outcome.truth == Truth::Unknown);
            if same { outcomes.first().and_then(|outcome| outcome.reason) } else { Some(Reason::Ambiguous) }
        }
        _ => None,
    };
    (truth, reason, disputed)
}

/// Findings whose suspects share words speak of one mistake: the gravest, then the first, is kept.
fn one_for_each_mistake(mut findings: Vec<(Finding, Vec<Range>)>) -> Vec<Finding> {
    findings.sort_by(|(a, _), (b, _)| {
        (std::cmp::Reverse(a.severity), a.span, &a.normal).cmp(&(std::cmp::Reverse(b.severity), b.span, &b.normal))
    });
    let mut kept: Vec<(Finding, Vec<Range>)> = Vec::new();
    // The finding that has taken a token.
    let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
    for (finding, suspects) in findings {
        let shared = suspects.iter().flat_map(|tokens| taken.range(tokens.start..tokens.end).map(|(_, &at)| at)).min();
        if let Some(first) = shared {
            kept[first].0.also.push((finding.claim, finding.message));
            continue;
        }
        for tokens in &suspects {
            taken.extend((tokens.start..tokens.end).map(|token| (token, kept.len())));
        }
        kept.push((finding, suspects));
    }
    let mut findings: Vec<Finding> = kept.into_iter().map(|(finding, _)| finding).collect();
    findings.sort_by(|a, b| (a.span, &a.normal).cmp(&(b.span, &b.normal)));
    findings
}

/// Stays the same while the claim's normal form and the facts do: subject, property, value and valid
/// time, not source or day of retrieval.
fn fingerprint(normal: &str, proof: &Proof) -> String {
    let mut facts: Vec<String> = proof
        .nodes()
        .into_iter()
        .filter_map(|node| node.statement.as_deref())
        .map(|cited| format!("{}|{}|{:?}|{:?}", cited.subject, cited.property, cited.value, cited.valid))
        .collect();
    facts.sort();
    facts.dedup();
    let mut digest = Sha256::new();
    digest.update(normal.as_bytes());
    for fact in facts {
        digest.update([0]);
        digest.update(fact.as_bytes());
    }
    crate::base::image::open::hex(&digest.finalize()[..8])
}
