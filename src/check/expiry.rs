//! Sentences that are true and will become false: on which day.
//!
//! A claim that is supported on the day of publication is judged again as if the article had appeared on a later day,
//! by what is known then. Looked at are the days on which its verdict may turn: those on which the facts of its proof
//! begin and end, and their anniversaries (terms of office, ages, lengths of time); the turns of week, month, quarter,
//! year and decade (`last year`); and days at growing distances. Between two of them whose verdicts differ, the first
//! day of the new one is found by halving. No clock is read.

use super::finding::{ClaimReport, Report, Verdict};
use super::{Checker, Options};
use crate::calendar::{Day, Days, Grain, Stretch};
use crate::document::{DateOrigin, Document, Published};
use crate::eval::Reason;
use crate::proof::{Datum, Proof};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How far it is looked ahead, in days: about a hundred years.
const AHEAD: i32 = 36_525;

/// When a claim that is true will no longer be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiry {
    /// The first day on which the same words would not be true; none where the facts do not tell.
    pub on: Option<Day>,
    /// Where the facts do not tell: the last day up to which they know that it is true.
    pub until: Option<Day>,
    /// What the words would be then: contradicted, disputed or unverifiable.
    pub verdict: Verdict,
    /// Why they would be unverifiable.
    pub reason: Option<Reason>,
    /// The first day on which they would be false; later than `on` where they would be open in between.
    pub false_on: Option<Day>,
    /// Why they would be false, in one sentence; empty where they would not be.
    pub message: String,
}

/// A claim where it stands: the same on every day.
type Key = (String, Span);

/// What is said of a claim on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    verdict: Verdict,
    reason: Option<Reason>,
    message: String,
}

/// A document on any day.
struct Almanac<'c> {
    checker: Checker<'c>,
    document: Document,
    options: Options,
    days: BTreeMap<Day, BTreeMap<Key, Said>>,
}

impl Almanac<'_> {
    /// What is said if the document appears on a day; without a day, of what needs none.
    fn check(&mut self, day: Option<Day>) -> BTreeMap<Key, Said> {
        let old = self.document.meta.published;
        let (origin, span) = old.map_or((DateOrigin::Given, None), |old| (old.origin, old.span));
        self.document.meta.published = day.map(|day| Published { day, origin, span });
        table(self.checker.check(&self.document, self.options))
    }

    /// What is said of a claim on a day; nothing where its words say something else then.
    fn said(&mut self, day: Day, key: &Key) -> Option<Said> {
        if !self.days.contains_key(&day) {
            let table = self.check(Some(day));
            self.days.insert(day, table);
        }
        self.days.get(&day)?.get(key).cloned()
    }

    /// The first day behind `before` on which that is said of a claim which is said on the day `after`, as `like` tells.
    fn first(&mut self, key: &Key, before: Day, after: (Day, Said), like: impl Fn(&Said) -> bool) -> (Day, Said) {
        let (mut low, (mut high, mut then)) = (before, after);
        while high.0 - low.0 > 1 {
            let middle = Day(i32::midpoint(low.0, high.0));
            match self.said(middle, key).filter(|said| like(said)) {
                Some(said) => (high, then) = (middle, said),
                None => low = middle,
            }
        }
        (high, then)
    }

    /// When a claim will no longer be true, looking at these days. A fact that it rests on may have a planned end.
    fn expiry(&mut self, key: &Key, published: Day, days: &BTreeSet<Day>, planned: Option<Day>) -> Option<Expiry> {
        let mut before = published;
        // The first day on which it is not said to be true, and what is said then.
        let mut open: Option<(Day, Said)> = None;
        for &day in days {
            let Some(said) = self.said(day, key) else { continue };
            match said.verdict {
                Verdict::Contradicted => {
                    let refuted = |said: &Said| said.verdict == Verdict::Contradicted;
                    let (first, said) = self.first(key, before, (day, said), refuted);
                    // Between a day on which it is true and this, there may be days on which it is open.
                    let open = open.or_else(|| {
                        let last = first.plus_days(-1);
                        let said = self.said(last, key).filter(is_not_true)?;
                        Some(self.first(key, before, (last, said), is_not_true))
                    });
                    return Some(match open {
                        Some((on, then)) if then.reason != BEYOND => {
                            Expiry { false_on: Some(first), message: said.message, ..expiry(on, then) }
                        }
                        _ => Expiry { false_on: Some(first), ..expiry(first, said) },
                    });
                }
                // Where knowledge ends, what was true may be so still; what it was not known to be it is not then.
                Verdict::Supported if open.as_ref().is_some_and(|(_, said)| said.reason == BEYOND) => open = None,
                Verdict::Supported => {}
                _ if open.is_none() => open = Some(self.first(key, before, (day, said), is_not_true)),
                _ => {}
            }
            before = day;
        }
        let (on, said) = open?;
        if said.reason != BEYOND {
            return Some(expiry(on, said));
        }
        // An end that is planned is known, though not what comes behind it.
        Some(match planned {
            Some(end) => expiry(on.max(end.plus_days(1)), said),
            None => Expiry { on: None, until: Some(on.plus_days(-1)), ..expiry(on, said) },
        })
    }
}

/// Why nothing is known of what comes behind the last day of the sources.
const BEYOND: Option<Reason> = Some(Reason::BeyondHorizon);

fn is_not_true(said: &Said) -> bool {
    said.verdict != Verdict::Supported
}

fn expiry(on: Day, said: Said) -> Expiry {
    let Said { verdict, reason, message } = said;
    Expiry { on: Some(on), until: None, verdict, reason, false_on: None, message }
}

/// What a report says, by claim and place.
fn table(report: Report) -> BTreeMap<Key, Said> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut others: BTreeMap<String, String> = BTreeMap::new();
    for finding in report.findings {
        messages.insert(finding.normal, finding.message);
        others.extend(finding.also);
    }
    let mut table = BTreeMap::new();
    for claim in report.claims {
        let message = messages.get(&claim.normal).or_else(|| others.get(&claim.claim)).cloned();
        let said = Said { verdict: claim.verdict, reason: claim.reason, message: message.unwrap_or_default() };
        let said = if said.verdict == Verdict::Contradicted { said } else { Said { message: String::new(), ..said } };
        for span in std::iter::once(claim.span).chain(claim.places) {
            table.insert((claim.claim.clone(), span), said.clone());
        }
    }
    table
}

/// Tells of each supported claim of a report when it will no longer be true. The claims need their proofs.
pub(super) fn expire(checker: Checker<'_>, document: &Document, options: Options, claims: &mut [ClaimReport]) {
    let Some(published) = document.meta.published.map(|published| published.day) else { return };
    let is_true = |claim: &ClaimReport| claim.verdict == Verdict::Supported;
    if !claims.iter().any(is_true) {
        return;
    }
    let options = Options { proofs: false, expires: false, ..options };
    let mut almanac = Almanac { checker, document: document.clone(), options, days: BTreeMap::new() };
    // What is true without any day of publication does not depend on it.
    let always = almanac.check(None);
    let lasting = |key: &Key| always.get(key).is_some_and(|said| said.verdict == Verdict::Supported);
    almanac.document.meta.published = document.meta.published;
    let general = turns(published);
    for claim in claims.iter_mut().filter(|claim| is_true(claim)) {
        let key = (claim.claim.clone(), claim.span);
        if lasting(&key) {
            continue;
        }
        let mut days = general.clone();
        let mut planned = None;
        if let Some(proof) = &claim.proof {
            days.extend(of_facts(proof, published));
            planned = end(proof, published);
        }
        claim.expires = almanac.expiry(&key, published, &days, planned);
    }
}

/// The days behind a day on which relative times turn, and days at growing distances.
fn turns(published: Day) -> BTreeSet<Day> {
    let mut days = BTreeSet::new();
    let mut add = |day: Day| {
        if day > published && day.0 - published.0 <= AHEAD {
            days.insert(day);
        }
    };
    for grain in [Grain::Week, Grain::Month, Grain::Quarter, Grain::Year, Grain::Decade] {
        add(grain.coarsen(Days::one(published)).last.plus_days(1));
    }
    for power in 0..=15 {
        add(published.plus_days(1 << power));
    }
    days
}

/// The days behind a day on which what a proof rests on begins or ends, and the next anniversaries of these.
fn of_facts(proof: &Proof, published: Day) -> BTreeSet<Day> {
    let mut told: BTreeSet<Day> = BTreeSet::new();
    for node in proof.nodes() {
        ends(&node.value, &mut told);
        if let Some(cited) = &node.statement {
            ends(&cited.value, &mut told);
            of_stretch(cited.valid, &mut told);
            of_stretch(cited.known, &mut told);
        }
    }
    let mut days = BTreeSet::new();
    let mut add = |day: Day| {
        if day > published && day.0 - published.0 <= AHEAD {
            days.insert(day);
        }
    };
    for day in told {
        // A stretch ends with its last day: the next is another.
        add(day);
        add(day.plus_days(1));
        let Some((from, to)) = day.year().zip(published.year()) else { continue };
        for years in 0..=1 {
            let anniversary = day.plus_months((to - from + years).saturating_mul(12));
            add(anniversary);
            add(anniversary.plus_days(1));
        }
    }
    days
}

/// The first day on which a fact ends that a proof cites and that holds on a day.
fn end(proof: &Proof, day: Day) -> Option<Day> {
    let nodes = proof.nodes().into_iter();
    let valid = nodes.filter_map(|node| node.statement.as_deref()).map(|cited| cited.valid);
    let holding = valid.filter(|valid| valid.start.last <= day && valid.end.first >= day && !valid.end.last.is_open());
    holding.map(|valid| valid.end.last).min()
}

fn ends(value: &Datum, days: &mut BTreeSet<Day>) {
    match value {
        Datum::Time(time) => of_stretch(time.when, days),
        Datum::Window(window) => days.extend([window.centre.first, window.centre.last]),
        Datum::Set(parts) => parts.iter().for_each(|part| ends(part, days)),
        _ => {}
    }
}

fn of_stretch(stretch: Stretch, days: &mut BTreeSet<Day>) {
    let all = [stretch.start.first, stretch.start.last, stretch.end.first, stretch.end.last];
    days.extend(all.into_iter().filter(|day| !day.is_open()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_times_turn_on_the_first_day_of_the_next_unit() {
        let day = |year, month, day| Day::from_ymd(year, month, day).expect("a day");
        let days = turns(day(2019, 12, 30));
        for turn in [day(2019, 12, 31), day(2020, 1, 1), day(2020, 1, 6)] {
            assert!(days.contains(&turn), "{turn}");
        }
        assert!(days.iter().all(|found| *found > day(2019, 12, 30)));
    }
}
