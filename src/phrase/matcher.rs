//! Matching one pattern at one anchor: a small walk to the right and to the left over tokens and the
//! board, with backtracking over optional elements and groups only, and a bound on its steps.

use super::board::{Board, Here, Noted};
use super::locality::Locality;
use crate::annotate::Range;
use crate::eval::World;
use crate::frame::Reader;
use crate::rules::ClassId;
use crate::rules::program::{Alternative, Element, Want, What};
use crate::text::{TokenKind, Walk, source::offset};

/// What a slot has caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caught<'p> {
    /// The tokens.
    pub tokens: Range,
    /// What they are.
    pub what: CaughtWhat<'p>,
    /// What was wanted.
    pub want: Want,
    /// All that would have done: words may name several of the things wanted.
    pub wants: &'p [Want],
}

/// What caught tokens are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaughtWhat<'p> {
    /// An entry of the board.
    Entry(Noted),
    /// A word of a class, with what it stands for.
    Class(&'p str),
    /// A mark.
    Mark(u16),
    /// A name that the base does not hold.
    Name,
    /// The name of a place.
    Place,
    /// The elements of a list.
    List(Vec<Caught<'p>>),
}

/// A match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match<'p> {
    /// All tokens from the first element to the last.
    pub tokens: Range,
    /// The slots.
    pub caught: Vec<Option<Caught<'p>>>,
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
    world: &'b World<'b>,
    reader: &'b Reader<'b>,
    sentence: Range,
    caught: Vec<Option<Caught<'b>>>,
    verb: Option<u32>,
    steps: u32,
    left: bool,
}

/// What is still to match after the current elements.
#[derive(Clone, Copy)]
struct Rest<'p, 'e> {
    elements: &'p [Element],
    at: usize,
    next: Option<&'e Rest<'p, 'e>>,
}

/// Where something is looked for.
#[derive(Clone, Copy)]
struct Spot<'b, 'a> {
    board: &'b Board<'a>,
    world: &'b World<'b>,
    sentence: Range,
    left: bool,
}

/// What of the wanted sort stands at a position, the longest first.
enum Catches<'b, 'a> {
    /// Nothing or one.
    One(Option<Caught<'b>>),
    /// Those of the board's entries that fit.
    Entries(Spot<'b, 'a>, Want, Here<'b>),
}

impl<'b> Iterator for Catches<'b, '_> {
    type Item = Caught<'b>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::One(caught) => caught.take(),
            Self::Entries(spot, want, here) => {
                let (tokens, noted) = here.find(|(tokens, noted)| {
                    tokens.start >= spot.sentence.start
                        && tokens.end <= spot.sentence.end
                        && spot.board.fits(*noted, *want, spot.world)
                })?;
                Some(Caught { tokens, what: CaughtWhat::Entry(noted), want: *want, wants: &[] })
            }
        }
    }
}

impl<'b, 'a> Matcher<'b, 'a> {
    /// A matcher for a text.
    #[must_use]
    pub fn new(board: &'b Board<'a>, world: &'b World<'b>, reader: &'b Reader<'b>) -> Self {
        let sentence = Range::new(0, 0);
        Self { board, world, reader, sentence, caught: Vec::new(), verb: None, steps: 0, left: false }
    }

    /// Tries a pattern within a sentence, with its anchor element at a token (or at the board entry that starts there).
    pub fn at(&mut self, alternative: &'b Alternative, element: u16, sentence: Range, token: u32) -> Option<Match<'b>> {
        let anchor = usize::from(element);
        self.sentence = sentence;
        self.caught.clear();
        self.caught.resize(alternative.captures.len(), None);
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
        let classes = self.reader.classes;
        let small = [classes.function, classes.reporting, classes.past_form, classes.negation, classes.subordinate];
        let known = self.goes_with_verb(end) || small.into_iter().any(|class| self.reader.is(class, at));
        let word = self.reader.word(at);
        let verb = ["s", "ed", "ing", "ly"].iter().any(|tail| word.ends_with(tail));
        token.kind == TokenKind::Word && token.space_before() && !token.capital() && !known && !verb
    }

    /// Whether the token is an auxiliary, a negation or an adverb.
    fn goes_with_verb(&self, at: u32) -> bool {
        let at = at as usize;
        let classes = self.reader.classes;
        self.reader.is(classes.auxiliary(), at)
            || self.reader.is(classes.negation, at)
            || (self.reader.word(at).len() > 3 && self.reader.word(at).ends_with("ly"))
    }

    /// Matches the elements from `at` on, then the rest; positions are between tokens. Gives the far end.
    fn run(&mut self, elements: &'b [Element], at: usize, position: u32, next: Option<&Rest<'b, '_>>) -> Option<u32> {
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
    fn many(&mut self, element: &'b Element, position: u32, left: usize, rest: &Rest<'b, '_>) -> Option<u32> {
        if left > 0 {
            let spot = self.spot();
            let mut again = |end: u32| if end == position { None } else { self.many(element, end, left - 1, rest) };
            let found = match &element.what {
                What::Words(words) => spot.word(words, position).and_then(|(_, end)| again(end)),
                What::Capture { wants, .. } => wants
                    .iter()
                    .flat_map(|&want| spot.catch(want, position))
                    .find_map(|caught| again(spot.far(caught.tokens))),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        self.run(rest.elements, rest.at, position, rest.next)
    }

    fn spot(&self) -> Spot<'b, 'a> {
        Spot { board: self.board, world: self.world, sentence: self.sentence, left: self.left }
    }

    fn one(&mut self, element: &'b Element, position: u32, rest: &Rest<'b, '_>) -> Option<u32> {
        let spot = self.spot();
        match &element.what {
            What::Words(words) => {
                let (token, end) = spot.word(words, position)?;
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
                    self.verb = spot.token(position);
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
                    let options =
                        if *list { Catches::One(spot.list(want, position)) } else { spot.catch(want, position) };
                    for mut caught in options {
                        caught.wants = wants;
                        if *subject && !spot.is_subject(caught.tokens) {
                            continue;
                        }
                        let end = spot.far(caught.tokens);
                        let verb = self.verb;
                        if element.verb {
                            self.verb = Some(caught.tokens.start);
                        }
                        let slot = slot.map(usize::from);
                        let before = slot.and_then(|slot| self.caught.get_mut(slot)?.replace(caught));
                        if let Some(found) = self.run(rest.elements, rest.at, end, rest.next) {
                            return Some(found);
                        }
                        self.verb = verb;
                        if let Some(place) = slot.and_then(|slot| self.caught.get_mut(slot)) {
                            *place = before;
                        }
                    }
                }
                None
            }
        }
    }
}

impl<'b, 'a> Spot<'b, 'a> {
    fn walk(self) -> Walk<'b> {
        Walk { text: &self.board.text.document.text, tokens: &self.board.text.tokens }
    }

    fn far(self, tokens: Range) -> u32 {
        if self.left { tokens.start } else { tokens.end }
    }

    /// The token to look at when walking on from a position, a joining hyphen passed over.
    fn token(self, position: u32) -> Option<u32> {
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

    fn word(self, words: &[crate::rules::WordId], position: u32) -> Option<(u32, u32)> {
        let at = self.token(position)?;
        let word = *self.board.text.words.get(at as usize)?;
        (word.0 != 0 && words.contains(&word)).then_some((at, if self.left { at } else { at + 1 }))
    }

    /// What of the wanted sort stands at a position, the longest first.
    fn catch(self, want: Want, position: u32) -> Catches<'b, 'a> {
        let one =
            |tokens: Option<Range>, what| Catches::One(tokens.map(|tokens| Caught { tokens, what, want, wants: &[] }));
        match want {
            Want::Class(class) => {
                let found = self.entry(class, position);
                Catches::One(found.map(|(tokens, value)| Caught {
                    tokens,
                    what: CaughtWhat::Class(value),
                    want,
                    wants: &[],
                }))
            }
            Want::Mark(mark) => {
                let class = self.world.program.marks.get(usize::from(mark)).map(|found| found.class);
                let found = class.and_then(|class| self.entry(class, position));
                one(found.map(|(tokens, _)| tokens), CaughtWhat::Mark(mark))
            }
            Want::Name => one(self.name(position), CaughtWhat::Name),
            Want::Locality => {
                let here = Locality { board: self.board, base: self.world.base, sentence: self.sentence };
                one(if self.left { here.before(position) } else { here.at(position) }, CaughtWhat::Place)
            }
            _ => {
                let Some(at) = self.token(position) else { return Catches::One(None) };
                Catches::Entries(self, want, self.board.at(if self.left { at + 1 } else { at }, self.left))
            }
        }
    }

    /// The longest entry of a word class at a position, and what it stands for.
    fn entry(self, class: ClassId, position: u32) -> Option<(Range, &'b str)> {
        let at = self.token(position)?;
        let words = self.board.text.walk();
        let lexicon = &self.world.program.lexicon;
        let found = if self.left {
            lexicon.before(class, words, at as usize + 1)
        } else {
            lexicon.at(class, words, at as usize)
        }?;
        let length = offset(found.tokens);
        let tokens = if self.left { Range::new(at + 1 - length, at + 1) } else { Range::new(at, at + length) };
        let inside = tokens.start >= self.sentence.start && tokens.end <= self.sentence.end;
        inside.then_some((tokens, found.value.text.as_str()))
    }

    /// Two or more capitalised words that no mention covers.
    fn name(self, position: u32) -> Option<Range> {
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
    fn list(self, want: Want, position: u32) -> Option<Caught<'b>> {
        let walk = self.walk();
        let mut parts: Vec<Caught<'b>> = Vec::new();
        let mut at = position;
        while parts.len() < LIST {
            let Some(caught) = self.catch(want, at).next() else { break };
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
            if !seen || self.catch(want, next).next().is_none() {
                break;
            }
            at = next;
        }
        if self.left {
            parts.reverse();
        }
        let tokens = Range::new(parts.first()?.tokens.start, parts.last()?.tokens.end);
        Some(Caught { tokens, what: CaughtWhat::List(parts), want, wants: &[] })
    }

    /// Whether the tokens are the first mention of their sentence.
    fn is_subject(self, tokens: Range) -> bool {
        !(self.sentence.start..tokens.start)
            .any(|at| self.board.at(at, false).any(|(_, noted)| matches!(noted, Noted::Mention(_))))
    }
}
