//! Where patterns are tried: by the words of a text and by what is noted on its board, without a search.

use super::board::{Board, Noted, note_fits};
use super::heads::{Beside, Classes, Heads, Sides};
use crate::base::{NameSort, Schema};
use crate::eval::Bound;
use crate::rules::program::{Anchor, Want};
use crate::rules::{Program, Words};
use std::collections::BTreeMap;

/// The anchors of a program for one base.
#[derive(Debug)]
pub struct Anchors {
    /// How many passes there are: nodes from the lowest up, phrases last.
    passes: usize,
    /// Word n anchors what stands between numbers n and n + 1 of these.
    word_starts: Vec<u32>,
    /// The pass and the anchor.
    by_word: Vec<(u16, Anchor)>,
    /// What is wanted, each once, with its anchors.
    wants: Vec<(Want, Vec<(u16, Anchor)>)>,
    /// The wants that notes may meet.
    notes: Vec<u16>,
    /// For each kind of the base, the wants that a mention of such a thing meets.
    kinds: Vec<Vec<u16>>,
    /// The wants that a demonym meets.
    demonyms: Vec<u16>,
    /// The wants that a last name alone meets.
    surnames: Vec<u16>,
    /// The wants that a near miss meets.
    misses: Vec<u16>,
    /// For each node, the wants that its results meet.
    nodes: Vec<Vec<u16>>,
    /// For each pattern, the words that may stand beside its anchor.
    beside: Vec<Beside>,
}

/// Trials where a pattern is tried: the token, and the pattern with its element.
pub type Trials = Vec<(u32, Anchor)>;

impl Anchors {
    /// The anchors of a program, for a base that it is bound to.
    #[must_use]
    pub fn new(program: &Program, schema: &Schema, bound: &Bound) -> Self {
        let strata: BTreeMap<u16, usize> = {
            let mut all: Vec<u16> = program.alternatives.iter().map(|alternative| alternative.stratum).collect();
            all.sort_unstable();
            all.dedup();
            all.into_iter().enumerate().map(|(at, stratum)| (stratum, at)).collect()
        };
        let pass = |anchor: Anchor| {
            let stratum = program.alternatives.get(anchor.alternative as usize).map_or(0, |found| found.stratum);
            strata.get(&stratum).and_then(|&at| u16::try_from(at).ok()).unwrap_or(0)
        };
        let mut word_starts = vec![0; program.lexicon.len() + 2];
        for (word, _) in &program.word_anchors {
            if let Some(count) = word_starts.get_mut(word.0 as usize + 1) {
                *count += 1;
            }
        }
        for at in 1..word_starts.len() {
            word_starts[at] += word_starts[at - 1];
        }
        let mut wants: Vec<(Want, Vec<(u16, Anchor)>)> = Vec::new();
        for &(want, anchor) in &program.note_anchors {
            match wants.last_mut() {
                Some((last, anchors)) if *last == want => anchors.push((pass(anchor), anchor)),
                _ => wants.push((want, vec![(pass(anchor), anchor)])),
            }
        }
        let met = |by: &dyn Fn(Want) -> bool| -> Vec<u16> {
            let all = wants.iter().enumerate().filter(|(_, (want, _))| by(*want));
            all.filter_map(|(at, _)| u16::try_from(at).ok()).collect()
        };
        let of_kind = |kind, want: Want| match want {
            Want::Kind(wanted) => {
                bound.is_any(wanted) || bound.kind(wanted).is_some_and(|wanted| bound.is_a(kind, wanted))
            }
            _ => false,
        };
        let kinds = (0..schema.kinds.len()).map(|at| met(&|want| of_kind(crate::base::KindId::at(at), want))).collect();
        let nodes = program.nodes.iter().enumerate().map(|(number, node)| {
            let made = bound.kind(node.kind);
            met(&|want| match want {
                Want::Node(wanted) => usize::from(wanted) == number,
                Want::Kind(wanted) => {
                    made.zip(bound.kind(wanted)).is_some_and(|(made, wanted)| bound.is_a(made, wanted))
                }
                _ => false,
            })
        });
        let classes = Classes::new(&program.lexicon);
        let mut beside = vec![Beside { left: Heads::ANY, right: Heads::ANY }; program.alternatives.len()];
        let all = program.word_anchors.iter().map(|&(_, anchor)| anchor);
        for anchor in all.chain(program.note_anchors.iter().map(|&(_, anchor)| anchor)) {
            let number = anchor.alternative as usize;
            if let (Some(beside), Some(found)) = (beside.get_mut(number), program.alternatives.get(number)) {
                *beside = classes.beside(program, &found.elements, usize::from(anchor.element));
            }
        }
        Self {
            beside,
            passes: strata.len(),
            word_starts,
            by_word: program.word_anchors.iter().map(|&(_, anchor)| (pass(anchor), anchor)).collect(),
            notes: met(&|want| {
                !matches!(want, Want::Kind(_) | Want::Node(_) | Want::Demonym | Want::Surname | Want::Misspelling)
            }),
            kinds,
            demonyms: met(&|want| want == Want::Demonym),
            surnames: met(&|want| want == Want::Surname),
            misses: met(&|want| want == Want::Misspelling),
            nodes: nodes.collect(),
            wants,
        }
    }

    fn beside(&self, anchor: Anchor) -> Beside {
        let any = Beside { left: Heads::ANY, right: Heads::ANY };
        self.beside.get(anchor.alternative as usize).copied().unwrap_or(any)
    }

    /// For each pass, the places whose word anchors a pattern.
    #[must_use]
    pub fn at_words(&self, text: Words<'_>) -> Vec<Trials> {
        let mut trials = vec![Vec::new(); self.passes];
        for (token, &word) in text.words.iter().enumerate() {
            if word.0 == 0 {
                continue;
            }
            let at = word.0 as usize;
            let (Some(&from), Some(&to)) = (self.word_starts.get(at), self.word_starts.get(at + 1)) else { continue };
            let anchors = self.by_word.get(from as usize..to as usize).unwrap_or(&[]);
            if anchors.is_empty() {
                continue;
            }
            let sides = Sides::around(text, token, token + 1);
            for &(pass, anchor) in anchors.iter().filter(|(_, anchor)| sides.suit(self.beside(*anchor))) {
                if let Some(trials) = trials.get_mut(usize::from(pass)) {
                    trials.push((crate::text::source::offset(token), anchor));
                }
            }
        }
        trials
    }

    /// Adds the trials at the board's entries from a number on, for all passes from one on.
    pub fn at_entries(&self, board: &Board<'_>, first: usize, pass: usize, trials: &mut [Trials]) {
        let mut seen = vec![usize::MAX; self.wants.len()];
        for (at, &(tokens, noted)) in board.entries().iter().enumerate().skip(first) {
            let sides = Sides::around(board.text.walk(), tokens.start as usize, tokens.end as usize);
            let mut meet = |want: u16| {
                let Some((_, anchors)) = self.wants.get(usize::from(want)) else { return };
                if std::mem::replace(&mut seen[usize::from(want)], at) == at {
                    return;
                }
                for &(of, anchor) in anchors.iter().filter(|(_, anchor)| sides.suit(self.beside(*anchor))) {
                    if let Some(trials) = trials.get_mut(usize::from(of)).filter(|_| usize::from(of) >= pass) {
                        trials.push((tokens.start, anchor));
                    }
                }
            };
            match noted {
                Noted::Note(note) => {
                    let Some(note) = board.text.notes.get(note as usize) else { continue };
                    let met =
                        |want: &u16| self.wants.get(usize::from(*want)).is_some_and(|(want, _)| note_fits(note, *want));
                    self.notes.iter().copied().filter(met).for_each(meet);
                }
                Noted::Mention(mention) => {
                    let Some(mention) = board.mentions.get(mention as usize) else { continue };
                    if mention.surname {
                        self.surnames.iter().copied().for_each(&mut meet);
                    }
                    for candidate in &mention.candidates {
                        let met = if candidate.sort == NameSort::Demonym {
                            Some(&self.demonyms)
                        } else {
                            self.kinds.get(candidate.kind.index())
                        };
                        met.into_iter().flatten().copied().for_each(&mut meet);
                    }
                }
                Noted::Miss(_) => self.misses.iter().copied().for_each(meet),
                Noted::Node(node) => {
                    let met = board.nodes.get(node as usize).and_then(|mark| self.nodes.get(usize::from(mark.node)));
                    met.into_iter().flatten().copied().for_each(meet);
                }
            }
        }
    }
}
