//! Matching one pattern at one anchor: a small walk to the right and to the left over tokens and the
//! board, with backtracking over optional elements and groups only, and a bound on its steps.

use super::board::{Board, Noted};
use super::locality::Locality;
use crate::annotate::Range;
use crate::base::EntityId;
use crate::eval::World;
use crate::frame::Reader;
use crate::rules::program::{Alternative, Element, Want, What};
use crate::text::{TokenKind, Walk, source::offset};

/// What a slot has caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caught {
    /// The tokens.
    pub tokens: Range,
    /// What they are.
    pub what: CaughtWhat,
    /// What was wanted.
    pub want: Want,
    /// What else would have done: words may name several of the things wanted.
    pub also: Vec<Want>,
}

/// What caught tokens are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaughtWhat {
    /// An entry of the board.
    Entry(Noted),
    /// A word of a class, with what it stands for.
    Class(String),
    /// A mark.
    Mark(u16),
    /// A name that the base does not hold.
    Name,
    /// The name of a place.
    Place,
    /// The last name of people who are named in full before.
    People(Vec<EntityId>),
    /// The elements of a list.
    List(Vec<Caught>),
}

/// A match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// All tokens from the first element to the last.
    pub tokens: Range,
    /// The slots.
    pub caught: Vec<Option<Caught>>,
    /// The token of the marked verb.
    pub verb: Option<u32>,
}

/// Steps after which a match is given up; real patterns take a few dozen.
const STEPS: u32 = 4000;
/// How many auxiliaries, negations and adverbs may stand before a marked verb.
const BEFORE_VERB: usize = 3;
/// How many a starred element takes at most.
const MANY: usize = 4;
/// How many names a list takes at most.
const LIST: usize = 40;

/// Tries patterns on one text.
pub struct Matcher<'b, 'a> {
    board: &'b Board<'a>,
    world: World<'b>,
    reader: &'b Reader<'b>,
    sentence: Range,
    caught: Vec<Option<Caught>>,
    verb: Option<u32>,
    steps: u32,
    left: bool,
}

/// What is still to match after the current elements.
#[derive(Clone, Copy)]
struct Rest<'e> {
    elements: &'e [Element],
    at: usize,
    next: Option<&'e Rest<'e>>,
}

impl<'b, 'a> Matcher<'b, 'a> {
    /// A matcher within one sentence.
    #[must_use]
    pub fn new(board: &'b Board<'a>, world: World<'b>, reader: &'b Reader<'b>, sentence: Range) -> Self {
        Self { board, world, reader, sentence, caught: Vec::new(), verb: None, steps: 0, left: false }
    }

    /// Tries a pattern with its anchor element at a token (or at the board entry that starts there).
    pub fn at(&mut self, alternative: &Alternative, element: u16, token: u32) -> Option<Match> {
        let anchor = usize::from(element);
        self.caught = vec![None; alternative.captures.len()];
        self.verb = None;
        self.steps = 0;
        // To the right from the anchor, then to the left from it.
        self.left = false;
        let end = self.run(&alternative.elements[anchor..], 0, token, None)?;
        self.left = true;
        let mut from = token;
        let mut start = self.run(&alternative.elements[..anchor], 0, from, None);
        if alternative.elements[anchor].verb {
            // `did not join`, `has formally joined`: what goes with the verb may stand before it.
            for _ in 0..BEFORE_VERB {
                if start.is_some() || from <= self.sentence.start || !self.goes_with_verb(from - 1) {
                    break;
                }
                from -= 1;
                start = self.run(&alternative.elements[..anchor], 0, from, None);
            }
        }
        let start = start?;
        let unless = alternative.unless.iter().any(|pattern| {
            self.left = false;
            self.run(pattern, 0, start, None).is_some()
        });
        if unless || end <= start || (!alternative.granted && self.goes_on(alternative.elements.last(), end)) {
            return None;
        }
        Some(Match { tokens: Range::new(start, end), caught: std::mem::take(&mut self.caught), verb: self.verb })
    }

    /// Whether the last element is a name that only qualifies the noun after it: `the World War I armistice`.
    /// A small word that is neither a function word nor a verb, by its class or its ending, is taken for a noun.
    fn goes_on(&self, last: Option<&Element>, end: u32) -> bool {
        let names =
            |want: &Want| matches!(want, Want::Kind(_) | Want::Node(_) | Want::Name | Want::Locality | Want::Surname);
        let named =
            last.is_some_and(|element| matches!(&element.what, What::Capture { wants, .. } if wants.iter().any(names)));
        let at = end as usize;
        let Some(token) = self.board.text.tokens.get(at).filter(|_| named && self.sentence.contains(end)) else {
            return false;
        };
        let classes = &self.reader.classes;
        let small = [classes.function, classes.reporting, classes.past_form, classes.negation, classes.subordinate];
        let known = self.goes_with_verb(end) || small.into_iter().any(|class| self.reader.is(class, at));
        let word = self.reader.word(at);
        let verb = ["s", "ed", "ing", "ly"].iter().any(|tail| word.ends_with(tail));
        token.kind == TokenKind::Word && token.space_before() && !token.capital() && !known && !verb
    }

    fn walk(&self) -> Walk<'_> {
        Walk { text: &self.board.text.document.text, tokens: &self.board.text.tokens }
    }

    /// Whether the token is an auxiliary, a negation or an adverb.
    fn goes_with_verb(&self, at: u32) -> bool {
        let at = at as usize;
        let classes = &self.reader.classes;
        [classes.present, classes.past, classes.future, classes.modal, classes.have, classes.had, classes.negation]
            .into_iter()
            .any(|class| self.reader.is(class, at))
            || (self.reader.word(at).len() > 3 && self.reader.word(at).ends_with("ly"))
    }

    /// Matches the elements from `at` on, then the rest; positions are between tokens. Gives the far end.
    fn run(&mut self, elements: &[Element], at: usize, position: u32, next: Option<&Rest<'_>>) -> Option<u32> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        if at == elements.len() {
            return match next {
                None => Some(position),
                Some(rest) => self.run(rest.elements, rest.at, position, rest.next),
            };
        }
        let element = &elements[if self.left { elements.len() - 1 - at } else { at }];
        let rest = Rest { elements, at: at + 1, next };
        if element.many {
            return self.many(element, position, MANY, &rest);
        }
        let found = self.one(element, position, &rest);
        if found.is_none() && element.optional { self.run(rest.elements, rest.at, position, rest.next) } else { found }
    }

    /// Up to `left` times the element, as many as go.
    fn many(&mut self, element: &Element, position: u32, left: usize, rest: &Rest<'_>) -> Option<u32> {
        if left > 0 {
            let single = [Element { optional: false, many: false, ..element.clone() }];
            let ends = self.ends(&single[0], position);
            for end in ends {
                if end != position
                    && let Some(found) = self.many(element, end, left - 1, rest)
                {
                    return Some(found);
                }
            }
        }
        self.run(rest.elements, rest.at, position, rest.next)
    }

    /// Where a single simple element may end.
    fn ends(&self, element: &Element, position: u32) -> Vec<u32> {
        match &element.what {
            What::Words(words) => self.word(words, position).map(|(_, end)| end).into_iter().collect(),
            What::Capture { wants, .. } => wants
                .iter()
                .flat_map(|&want| self.catch(want, position))
                .map(|caught| self.far(caught.tokens))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn far(&self, tokens: Range) -> u32 {
        if self.left { tokens.start } else { tokens.end }
    }

    fn one(&mut self, element: &Element, position: u32, rest: &Rest<'_>) -> Option<u32> {
        match &element.what {
            What::Words(words) => {
                let (token, end) = self.word(words, position)?;
                let before = self.verb;
                if element.verb {
                    self.verb = Some(token);
                }
                let found = self.run(rest.elements, rest.at, end, rest.next);
                if found.is_none() {
                    self.verb = before;
                }
                found
            }
            What::Group(branches) => {
                let before = self.verb;
                if element.verb {
                    self.verb = self.token(position);
                }
                let found = branches.iter().find_map(|branch| self.run(branch, 0, position, Some(rest)));
                if found.is_none() {
                    self.verb = before;
                }
                found
            }
            What::Gap(limit) => {
                let limit = limit.unwrap_or(u32::MAX);
                let mut at = position;
                for _ in 0..=limit {
                    if let Some(found) = self.run(rest.elements, rest.at, at, rest.next) {
                        return Some(found);
                    }
                    if self.left {
                        if at <= self.sentence.start {
                            return None;
                        }
                        at -= 1;
                    } else {
                        if at >= self.sentence.end {
                            return None;
                        }
                        at += 1;
                    }
                }
                None
            }
            What::Capture { slot, wants, list, subject } => {
                for &want in wants {
                    let options = if *list {
                        self.list(want, position).into_iter().collect()
                    } else {
                        self.catch(want, position)
                    };
                    for mut caught in options {
                        caught.also.extend(wants.iter().copied().filter(|&other| other != want));
                        if *subject && !self.is_subject(caught.tokens) {
                            continue;
                        }
                        let end = self.far(caught.tokens);
                        let before = slot.map(|slot| self.caught[usize::from(slot)].clone());
                        let verb = self.verb;
                        if element.verb {
                            self.verb = Some(caught.tokens.start);
                        }
                        if let Some(slot) = slot {
                            self.caught[usize::from(*slot)] = Some(caught);
                        }
                        if let Some(found) = self.run(rest.elements, rest.at, end, rest.next) {
                            return Some(found);
                        }
                        self.verb = verb;
                        if let (Some(slot), Some(before)) = (slot, before) {
                            self.caught[usize::from(*slot)] = before;
                        }
                    }
                }
                None
            }
        }
    }

    /// The token to look at when walking on from a position, a joining hyphen passed over.
    fn token(&self, position: u32) -> Option<u32> {
        let walk = self.walk();
        if self.left {
            let mut at = position.checked_sub(1)?;
            if walk.is_joint(at as usize) {
                at = at.checked_sub(1)?;
            }
            (at >= self.sentence.start).then_some(at)
        } else {
            let at = if walk.is_joint(position as usize) { position + 1 } else { position };
            (at < self.sentence.end).then_some(at)
        }
    }

    fn word(&self, words: &[crate::rules::WordId], position: u32) -> Option<(u32, u32)> {
        let at = self.token(position)?;
        let word = *self.board.text.words.get(at as usize)?;
        (word.0 != 0 && words.contains(&word)).then_some((at, if self.left { at } else { at + 1 }))
    }

    /// What of the wanted sort stands at a position, the longest first.
    fn catch(&self, want: Want, position: u32) -> Vec<Caught> {
        let lexicon = &self.world.program.lexicon;
        let class = match want {
            Want::Class(class) => Some((class, None)),
            Want::Mark(mark) => self.world.program.marks.get(usize::from(mark)).map(|found| (found.class, Some(mark))),
            _ => None,
        };
        if let Some((class, mark)) = class {
            let Some(at) = self.token(position) else { return Vec::new() };
            let words = self.board.text.walk();
            let found = if self.left {
                lexicon.before(class, words, at as usize + 1)
            } else {
                lexicon.at(class, words, at as usize)
            };
            let Some(found) = found else { return Vec::new() };
            let length = offset(found.tokens);
            let tokens = if self.left { Range::new(at + 1 - length, at + 1) } else { Range::new(at, at + length) };
            if tokens.start < self.sentence.start || tokens.end > self.sentence.end {
                return Vec::new();
            }
            let what = mark.map_or_else(|| CaughtWhat::Class(found.value.text.clone()), CaughtWhat::Mark);
            return vec![Caught { tokens, what, want, also: Vec::new() }];
        }
        if want == Want::Name {
            return self
                .name(position)
                .map(|tokens| Caught { tokens, what: CaughtWhat::Name, want, also: Vec::new() })
                .into_iter()
                .collect();
        }
        if want == Want::Locality {
            let here = Locality { board: self.board, base: self.world.base, sentence: self.sentence };
            let found = if self.left { here.before(position) } else { here.at(position) };
            return found
                .map(|tokens| Caught { tokens, what: CaughtWhat::Place, want, also: Vec::new() })
                .into_iter()
                .collect();
        }
        let Some(at) = self.token(position) else { return Vec::new() };
        if want == Want::Surname {
            let found = self.board.surname(at, self.world.base);
            return found
                .filter(|(tokens, _)| tokens.start >= self.sentence.start && tokens.end <= self.sentence.end)
                .map(|(tokens, people)| Caught { tokens, what: CaughtWhat::People(people), want, also: Vec::new() })
                .into_iter()
                .collect();
        }
        let from = if self.left { at + 1 } else { at };
        let mut found: Vec<Caught> = self
            .board
            .at(from, self.left)
            .filter(|(tokens, noted)| {
                tokens.start >= self.sentence.start
                    && tokens.end <= self.sentence.end
                    && self.board.fits(*noted, want, &self.world)
            })
            .map(|(tokens, noted)| Caught { tokens, what: CaughtWhat::Entry(noted), want, also: Vec::new() })
            .collect();
        found.sort_by_key(|caught| std::cmp::Reverse(caught.tokens.end - caught.tokens.start));
        found
    }

    /// Two or more capitalised words that no mention covers.
    fn name(&self, position: u32) -> Option<Range> {
        let text = self.board.text;
        let capital = |at: u32| {
            text.tokens.get(at as usize).is_some_and(|token| token.kind == TokenKind::Word && token.capital())
                && self.sentence.contains(at)
        };
        let glued =
            |at: u32| text.tokens.get(at as usize).is_some_and(|token| token.space_before() && !token.break_before());
        let first = self.token(position)?;
        let (mut start, mut end) = (first, first + 1);
        if !capital(first) {
            return None;
        }
        if self.left {
            while start > self.sentence.start && capital(start - 1) && glued(start) {
                start -= 1;
            }
        } else {
            while capital(end) && glued(end) {
                end += 1;
            }
        }
        let known =
            (start..end).any(|at| self.board.at(at, false).any(|(_, noted)| matches!(noted, Noted::Mention(_))));
        (end - start >= 2 && !known).then_some(Range::new(start, end))
    }

    /// `A, B and C`: at least one.
    fn list(&self, want: Want, position: u32) -> Option<Caught> {
        let walk = self.walk();
        let mut parts: Vec<Caught> = Vec::new();
        let mut at = position;
        while parts.len() < LIST {
            let Some(caught) = self.catch(want, at).into_iter().next() else { break };
            at = self.far(caught.tokens);
            parts.push(caught);
            // Between elements: a comma, `and` (or `or`), a comma and `and`; perhaps an article.
            let mut next = at;
            let mut seen = false;
            for _ in 0..3 {
                let token = if self.left { next.checked_sub(1) } else { Some(next) };
                let Some(token) = token.filter(|token| self.sentence.contains(*token)) else { break };
                match walk.word(token as usize) {
                    "," | "and" | "or" | "&" => seen = true,
                    "the" => {}
                    _ => break,
                }
                next = if self.left { token } else { token + 1 };
            }
            if !seen || self.catch(want, next).is_empty() {
                break;
            }
            at = next;
        }
        if self.left {
            parts.reverse();
        }
        let tokens = Range::new(parts.first()?.tokens.start, parts.last()?.tokens.end);
        Some(Caught { tokens, what: CaughtWhat::List(parts), want, also: Vec::new() })
    }

    /// Whether the tokens are the first mention of their sentence.
    fn is_subject(&self, tokens: Range) -> bool {
        !(self.sentence.start..tokens.start)
            .any(|at| self.board.at(at, false).any(|(_, noted)| matches!(noted, Noted::Mention(_))))
    }
}
