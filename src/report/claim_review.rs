//! `ClaimReview` of schema.org as JSON-LD, for the claims that the facts decide: those that are supported, and those that
//! are contradicted and reported. What an editor has set aside is no review of anybody's words.

use super::safe_json::pretty;
use super::spot::{Spot, uri};
use super::{Format, Look, Run};
use crate::check::Verdict;
use crate::outcome::{Claim, Finding, Outcome, Places};
use crate::text::Span;
use serde_json::{Value, json};
use std::io::{Error, Write};

/// The format for search engines.
#[derive(Debug, Clone, Copy)]
pub struct ClaimReview;

impl Format for ClaimReview {
    fn name(&self) -> &'static str {
        "claimreview"
    }

    fn about(&self) -> &'static str {
        "ClaimReview (schema.org) as JSON-LD"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        write!(out, "{{\"@context\": \"https://schema.org\", \"@graph\": [")?;
        let mut separator = "\n";
        for outcome in &run.outcomes {
            let places = outcome.places();
            let found = outcome.active().filter(|finding| finding.verdict == Verdict::Contradicted);
            let wrong = found.map(|finding| (finding.span, contradicted(run, outcome, &places, finding)));
            let right = outcome.claims.iter().filter(|claim| claim.verdict == Verdict::Supported);
            let right = right.map(|claim| (claim.span, supported(run, outcome, &places, claim)));
            let mut reviews: Vec<(Span, Value)> = wrong.chain(right).collect();
            reviews.sort_by_key(|(span, _)| (span.start, span.end));
            for (_, review) in reviews {
                out.write_all(separator.as_bytes())?;
                pretty(out, &review)?;
                separator = ",\n";
            }
        }
        writeln!(out, "\n]}}")
    }
}

fn supported(run: &Run<'_>, outcome: &Outcome, places: &Places<'_>, claim: &Claim) -> Value {
    let words = claim.span.of(places.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let rating = json!({
        "@type": "Rating", "ratingValue": 5, "bestRating": 5, "worstRating": 1, "alternateName": "True",
    });
    review(run, outcome, places, claim.span, &words, rating, None, &claim.sources)
}

fn contradicted(run: &Run<'_>, outcome: &Outcome, places: &Places<'_>, finding: &Finding) -> Value {
    let rating = json!({
        "@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "False",
    });
    review(run, outcome, places, finding.span, &finding.text, rating, Some(&finding.message), &finding.sources)
}

#[expect(clippy::too_many_arguments, reason = "one for each field of a review")]
fn review(
    run: &Run<'_>,
    outcome: &Outcome,
    places: &Places<'_>,
    span: Span,
    words: &str,
    rating: Value,
    message: Option<&str>,
    sources: &[String],
) -> Value {
    let place = Spot::of(places, span);
    let mut appearance = json!({"@type": "CreativeWork", "url": uri(&outcome.path)});
    if let Some(day) = outcome.published {
        appearance["datePublished"] = day.to_string().into();
    }
    let mut review = json!({
        "@type": "ClaimReview",
        "claimReviewed": words,
        "url": format!("{}#{}", uri(&outcome.path), place.short().replace(':', "-")),
        "author": {"@type": "Organization", "name": "factlint"},
        "itemReviewed": {"@type": "Claim", "appearance": appearance},
        "reviewRating": rating,
    });
    if let Some(message) = message {
        review["reviewBody"] = message.into();
    }
    let cited: Vec<Value> = sources
        .iter()
        .filter_map(|id| run.engine.base.source_named(id))
        .map(|source| json!({"@type": "CreativeWork", "name": source.title, "url": source.url}))
        .collect();
    if !cited.is_empty() {
        review["citation"] = cited.into();
    }
    review
}
