//! All annotations of a text in one place, to be found by the token that they start or end at.

use crate::annotate::{Annotated, Content, Note, Range, TimeBasis};
use crate::base::{EntityId, NameSort};
use crate::eval::{Val, World};
use crate::link::{Mention, Misspelling};
use crate::rules::program::Want;
use crate::text::source::offset;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The result of a node's pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeMark {
    /// Which node.
    pub node: u16,
    /// Its value: an entity, several, or a name that the base does not hold.
    pub val: Val,
    /// The alternative that made it, and which of its matches: for claims that it states.
    pub found: u32,
}

/// What an entry of the board is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// A note, by number.
    Note(u32),
    /// A mention, by number.
    Mention(u32),
    /// A near miss, by number.
    Miss(u32),
    /// A node's result, by number.
    Node(u32),
}

/// The board.
#[derive(Debug)]
pub struct Board<'a> {
    /// The text.
    pub text: &'a Annotated<'a>,
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// Its near misses.
    pub misses: &'a [Misspelling],
    /// Results of nodes so far.
    pub nodes: Vec<NodeMark>,
    entries: Vec<(Range, Noted)>,
    /// First entry that starts at a token, and for each entry the next one, the longest first, of equal ones the latest;
    /// likewise for ends.
    starts: Vec<u32>,
    next_start: Vec<u32>,
    ends: Vec<u32>,
    next_end: Vec<u32>,
    /// Where each thing is named first, once anybody asks.
    first: OnceCell<BTreeMap<EntityId, u32>>,
}

const NONE: u32 = u32::MAX;

impl<'a> Board<'a> {
    /// Whether somebody within these tokens is named by a last name alone, which a full name before has made known.
    #[must_use]
    pub fn by_surname(&self, tokens: Range) -> bool {
        let from = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let within = self.mentions[from..].iter().take_while(|mention| mention.tokens.start < tokens.end);
        within.into_iter().any(|mention| mention.surname)
    }

    /// Puts notes, mentions and near misses on a board.
    #[must_use]
    pub fn new(text: &'a Annotated<'a>, mentions: &'a [Mention], misses: &'a [Misspelling]) -> Self {
        let size = text.tokens.len() + 1;
        let mut board = Self {
            text,
            mentions,
            misses,
            nodes: Vec::new(),
            entries: Vec::new(),
            starts: vec![NONE; size],
            next_start: Vec::new(),
            ends: vec![NONE; size],
            next_end: Vec::new(),
            first: OnceCell::new(),
        };
        for (at, note) in text.notes.iter().enumerate() {
            board.add(note.tokens, Noted::Note(offset(at)));
        }
        for (at, mention) in mentions.iter().enumerate() {
            board.add(mention.tokens, Noted::Mention(offset(at)));
        }
        for (at, miss) in misses.iter().enumerate() {
            board.add(miss.tokens, Noted::Miss(offset(at)));
        }
        board
    }

    fn add(&mut self, tokens: Range, noted: Noted) {
        let entry = offset(self.entries.len());
        let (Some(start), Some(end)) =
            (self.starts.get_mut(tokens.start as usize), self.ends.get_mut(tokens.end as usize))
        else {
            return;
        };
        self.next_start.push(NONE);
        self.next_end.push(NONE);
        self.entries.push((tokens, noted));
        link(start, &mut self.next_start, &self.entries, entry);
        link(end, &mut self.next_end, &self.entries, entry);
    }

    /// Adds the result of a node.
    pub fn add_node(&mut self, tokens: Range, mark: NodeMark) {
        let number = offset(self.nodes.len());
        self.nodes.push(mark);
        self.add(tokens, Noted::Node(number));
    }

    /// All entries, in order of making.
    #[must_use]
    pub fn entries(&self) -> &[(Range, Noted)] {
        &self.entries
    }

    /// The entries that start at a token, or that end before it when walking left; the longest first.
    pub fn at(&self, token: u32, left: bool) -> Here<'_> {
        let (heads, nexts) = if left { (&self.ends, &self.next_end) } else { (&self.starts, &self.next_start) };
        Here { entries: &self.entries, nexts, next: heads.get(token as usize).copied().unwrap_or(NONE) }
    }

    /// Whether an entry is what is wanted.
    #[must_use]
    pub fn fits(&self, noted: Noted, want: Want, world: &World<'_>) -> bool {
        match (noted, want) {
            (Noted::Note(note), _) => self.text.notes.get(note as usize).is_some_and(|note| note_fits(note, want)),
            (Noted::Miss(_), Want::Misspelling) => true,
            (Noted::Node(node), Want::Node(wanted)) => {
                self.nodes.get(node as usize).is_some_and(|node| node.node == wanted)
            }
            (Noted::Node(node), Want::Kind(kind)) => {
                let made = self
                    .nodes
                    .get(node as usize)
                    .and_then(|mark| world.program.nodes.get(usize::from(mark.node)))
                    .map(|node| node.kind);
                made.and_then(|made| Some((world.kind(made)?, world.kind(kind)?)))
                    .is_some_and(|(made, kind)| world.bound.is_a(made, kind))
            }
            (Noted::Mention(mention), Want::Kind(_) | Want::Demonym | Want::Surname) => {
                self.meant(mention, want, world).next().is_some()
            }
            _ => false,
        }
    }

    /// The token at which something is named first; none where it is not named.
    #[must_use]
    pub fn named_first(&self, entity: EntityId) -> Option<u32> {
        let first = self.first.get_or_init(|| {
            let mut first = BTreeMap::new();
            for mention in self.mentions {
                for candidate in &mention.candidates {
                    first.entry(candidate.entity).or_insert(mention.tokens.start);
                }
            }
            first
        });
        first.get(&entity).copied()
    }

    /// What a mention may mean where this is wanted.
    #[must_use]
    pub fn readings(&self, mention: u32, want: Want, world: &World<'_>) -> Vec<EntityId> {
        self.meant(mention, want, world).collect()
    }

    fn meant<'w>(&'w self, mention: u32, want: Want, world: &'w World<'_>) -> impl Iterator<Item = EntityId> + 'w {
        let wanted = match want {
            Want::Kind(kind) if world.bound.is_any(kind) => None,
            Want::Kind(kind) => Some(world.kind(kind)),
            Want::Demonym => None,
            Want::Surname if self.mentions.get(mention as usize).is_some_and(|mention| mention.surname) => None,
            // No mention is what is wanted.
            _ => Some(None),
        };
        let candidates = self.mentions.get(mention as usize).map_or(&[][..], |mention| &mention.candidates);
        candidates
            .iter()
            .filter(move |candidate| (candidate.sort == NameSort::Demonym) == (want == Want::Demonym))
            .filter(move |candidate| match wanted {
                None => true,
                Some(None) => false,
                Some(Some(kind)) => world.bound.is_a(candidate.kind, kind),
            })
            .map(|candidate| candidate.entity)
    }
}

/// Puts the latest entry into a list, before those that are no longer than it.
fn link(head: &mut u32, nexts: &mut [u32], entries: &[(Range, Noted)], entry: u32) {
    let length = |entry: u32| entries.get(entry as usize).map_or(0, |(tokens, _)| tokens.end - tokens.start);
    let own = length(entry);
    let mut before = None;
    let mut next = *head;
    while next != NONE && length(next) > own {
        before = Some(next);
        next = nexts.get(next as usize).copied().unwrap_or(NONE);
    }
    if let Some(place) = nexts.get_mut(entry as usize) {
        *place = next;
    }
    match before.and_then(|before| nexts.get_mut(before as usize)) {
        Some(place) => *place = entry,
        None => *head = entry,
    }
}

/// The entries at a token.
#[derive(Debug, Clone)]
pub struct Here<'b> {
    entries: &'b [(Range, Noted)],
    nexts: &'b [u32],
    next: u32,
}

impl Iterator for Here<'_> {
    type Item = (Range, Noted);

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.entries.get(self.next as usize).copied()?;
        self.next = self.nexts.get(self.next as usize).copied().unwrap_or(NONE);
        Some(found)
    }
}

/// Whether a note is what is wanted.
#[must_use]
pub fn note_fits(note: &Note, want: Want) -> bool {
    match (&note.content, want) {
        (Content::Number(_), Want::Number)
        | (Content::Ordinal(_), Want::Ordinal)
        | (Content::Percent(_), Want::Percent)
        | (Content::Points(_), Want::Points)
        | (Content::Fraction(_), Want::Fraction)
        | (Content::Vague(_), Want::Vague)
        | (Content::Multiple(_), Want::Multiple)
        | (Content::Money(_), Want::Money)
        | (Content::Measure(_), Want::Measure)
        | (Content::Vote(_), Want::Vote)
        | (Content::Period(_), Want::Period)
        | (Content::Age(_), Want::Age)
        | (Content::Weekday(_), Want::Weekday) => true,
        (Content::Time(time), Want::Date) => time.time.is_some(),
        (Content::Time(note), Want::Moment) => {
            note.from == TimeBasis::Words && note.time.is_some_and(|time| time.point)
        }
        (Content::Time(time), Want::Range) => time.time.is_some_and(|time| !time.point),
        (Content::Time(time), Want::BrokenRange) => time.gap.is_some(),
        _ => false,
    }
}
