//! The words that may stand right beside the anchor of a pattern. Most places fail at that word, so that they need
//! not be tried.

use crate::rules::lexicon::Words;
use crate::rules::program::{Element, Program, Want, What};
use crate::rules::{ClassId, Lexicon, WordId};

/// Words that may stand somewhere, by a bit for each: some words share one, so that it is sure only that a word may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heads(u128);

impl Heads {
    /// Anything may stand there.
    pub const ANY: Self = Self(u128::MAX);
    /// Nothing may.
    const NONE: Self = Self(0);

    fn of(word: WordId) -> Self {
        if word.0 == 0 { Self::NONE } else { Self(1 << (word.0 % 128)) }
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What may stand on both sides of an anchor.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    /// Before it.
    pub left: Heads,
    /// Behind it.
    pub right: Heads,
}

/// The words on both sides of some tokens.
#[derive(Debug, Clone, Copy)]
pub struct Sides {
    left: Heads,
    right: Heads,
}

impl Sides {
    /// The words beside tokens `start` to `end`; hyphens that join words are passed over.
    pub fn around(text: Words<'_>, start: usize, end: usize) -> Self {
        let word = |at: usize| text.words.get(at).map_or(Heads::NONE, |&word| Heads::of(word));
        let left = text.previous(start).map_or(Heads::NONE, word);
        Self { left, right: word(if text.is_joint(end) { end + 1 } else { end }) }
    }

    /// Whether a pattern may fit between these words.
    #[inline]
    pub const fn suit(self, beside: Beside) -> bool {
        (beside.left.0 == u128::MAX || beside.left.0 & self.left.0 != 0)
            && (beside.right.0 == u128::MAX || beside.right.0 & self.right.0 != 0)
    }
}

/// What patterns may begin with.
pub struct Classes {
    /// The first and the last words of the entries of each class.
    ends: Vec<(Heads, Heads)>,
}

impl Classes {
    /// The classes of a lexicon, gone through once.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut ends = vec![(Heads::NONE, Heads::NONE); lexicon.classes().count()];
        for (class, words) in lexicon.entries() {
            if let (Some((first, last)), [head, ..]) = (ends.get_mut(usize::from(class.0)), words) {
                let tail = words.last().unwrap_or(head);
                (*first, *last) = (first.or(Heads::of(*head)), last.or(Heads::of(*tail)));
            }
        }
        Self { ends }
    }

    /// What may stand beside an element of a pattern.
    pub fn beside(&self, program: &Program, elements: &[Element], anchor: usize) -> Beside {
        let Some(element) = elements.get(anchor) else { return Beside { left: Heads::ANY, right: Heads::ANY } };
        // Where it may be left out or stand again, or is an entry of a class with any number of words, it is open where it
        // ends.
        let plain = !element.optional && !element.many;
        let ends = match &element.what {
            What::Words(_) => true,
            What::Capture { wants, list, .. } => {
                !list && !wants.iter().any(|want| matches!(want, Want::Class(_) | Want::Mark(_)))
            }
            What::Group(_) | What::Gap(_) => false,
        };
        let starts = !matches!(&element.what, What::Group(_) | What::Gap(_));
        let right = elements.get(anchor + 1..).unwrap_or(&[]);
        let left: Vec<&Element> = elements.get(..anchor).unwrap_or(&[]).iter().rev().collect();
        Beside {
            right: if plain && ends { self.heads(program, right.iter(), false) } else { Heads::ANY },
            // Adverbs and auxiliaries before a marked verb are passed over.
            left: if plain && starts && !element.verb {
                self.heads(program, left.into_iter(), true)
            } else {
                Heads::ANY
            },
        }
    }

    /// The words that a sequence may start with; anything where it may be empty or start with something else.
    fn heads<'e>(&self, program: &Program, elements: impl Iterator<Item = &'e Element>, left: bool) -> Heads {
        let mut all = Heads::NONE;
        for element in elements {
            let own = match &element.what {
                What::Words(words) => words.iter().fold(Heads::NONE, |all, &word| all.or(Heads::of(word))),
                What::Capture { wants, list: false, .. } => {
                    let mut own = Heads::NONE;
                    for want in wants {
                        let class = match want {
                            Want::Class(class) => Some(*class),
                            Want::Mark(mark) => program.marks.get(usize::from(*mark)).map(|mark| mark.class),
                            _ => None,
                        };
                        own = own.or(class.map_or(Heads::ANY, |class| self.class(class, left)));
                    }
                    own
                }
                What::Group(branches) => branches.iter().fold(Heads::NONE, |all, branch| {
                    let own = if left {
                        self.heads(program, branch.iter().rev(), left)
                    } else {
                        self.heads(program, branch.iter(), left)
                    };
                    all.or(own)
                }),
                What::Capture { .. } | What::Gap(_) => Heads::ANY,
            };
            all = all.or(own);
            if all == Heads::ANY || !(element.optional || element.many) {
                return all;
            }
        }
        Heads::ANY
    }

    fn class(&self, class: ClassId, left: bool) -> Heads {
        // Of a class that the lexicon lacks nothing can stand there.
        let (first, last) = self.ends.get(usize::from(class.0)).copied().unwrap_or((Heads::NONE, Heads::NONE));
        if left { last } else { first }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(what: What, optional: bool) -> Element {
        Element { what, optional, many: false, verb: false }
    }

    #[test]
    fn what_may_be_left_out_is_passed_over() {
        let program = Program::default();
        let classes = Classes::new(&program.lexicon);
        let word = |number, optional| element(What::Words(vec![WordId(number)]), optional);
        let pattern = [word(1, false), word(2, true), word(3, false)];
        let beside = classes.beside(&program, &pattern, 0);
        assert_eq!(beside.left, Heads::ANY);
        assert_eq!(beside.right, Heads::of(WordId(2)).or(Heads::of(WordId(3))));
        assert_eq!(classes.beside(&program, &pattern, 2).left, Heads::of(WordId(2)).or(Heads::of(WordId(1))));
        assert_eq!(classes.beside(&program, &pattern[..2], 0).right, Heads::ANY);
    }
}
