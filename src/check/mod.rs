//! The check: claims of a document become verdicts, contradictions become findings with repairs.
//!
//! This layer decides what is reported and how gravely; what is true is decided by [`crate::eval`].

pub mod compete;
pub mod expiry;
pub mod finding;
pub mod judge;
pub mod message;
pub mod normal;
pub mod prepared;
pub mod render;
pub mod repair;
pub mod solve;

use crate::annotate::{Annotated, Classes, annotate};
use crate::base::Base;
use crate::calendar::Day;
use crate::document::Document;
use crate::eval::{Article, World};
use crate::link::{mentions, misspellings};
use crate::phrase::claims;
use crate::rules::Program;
use compete::compete;
pub use expiry::Expiry;
pub use finding::{ArgumentReport, ClaimReport, Edit, Finding, Repair, Report, Verdict};
use judge::Judge;
pub use prepared::Prepared;
use std::collections::BTreeSet;

/// The days of judgement, and what is wanted beside findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Judge by what was known on this day, instead of the day of publication.
    pub as_of: Option<Day>,
    /// Keep only statements known by this day, instead of the day of judgement.
    pub known_at: Option<Day>,
    /// Make proofs for all claims, not only for findings.
    pub proofs: bool,
    /// Tell of supported claims when they will no longer be true.
    pub expires: bool,
}

/// Everything that a check needs; shared freely between threads.
#[derive(Debug, Clone, Copy)]
pub struct Checker<'a> {
    /// The facts.
    pub base: &'a Base,
    /// The rules.
    pub program: &'a Program,
    /// The word classes of the annotators.
    pub classes: &'a Classes,
    /// What is derived from rules and base.
    pub prepared: &'a Prepared,
    /// The numbers of the claims that are not checked.
    pub off: &'a BTreeSet<u16>,
}

impl Checker<'_> {
    /// Annotates and checks a document.
    #[must_use]
    pub fn check(&self, document: &Document, options: Options) -> Report {
        let text = annotate(document, &self.program.lexicon, self.classes);
        if !options.expires {
            return self.check_annotated(&text, options);
        }
        // The days on which something may change are those of the proofs.
        let mut report = self.check_annotated(&text, Options { proofs: true, ..options });
        expiry::expire(*self, document, options, &mut report.claims);
        if !options.proofs {
            report.claims.iter_mut().for_each(|claim| claim.proof = None);
        }
        report
    }

    /// Checks a document that has been annotated.
    #[must_use]
    pub fn check_annotated(&self, text: &Annotated<'_>, options: Options) -> Report {
        let published = text.document.meta.published.map(|published| published.day);
        let article = Article::new(&text.tokens);
        let world = World {
            article: Some(&article),
            known: options.known_at.or(options.as_of),
            ..World::new(self.base, self.program, &self.prepared.bound, published)
        };
        let mentions = mentions(text, self.base);
        let misses = misspellings(text, &mentions, self.base, &self.program.lexicon);
        let mut stated = claims(text, &mentions, &misses, world, &self.prepared.anchors, &self.prepared.frames);
        stated.retain(|claim| !self.off.contains(&claim.claim));
        let stated = compete(stated, self.program);
        Judge { text, world, options }.report(&stated)
    }
}
