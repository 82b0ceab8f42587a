//! Patterns: elements to word numbers and wants, and the choice of an anchor.

use super::types::Type;
use super::{Compiler, want_words};
use crate::lang::Fault;
use crate::lang::ast::{self, Name, Times};
use crate::rules::lexicon::WordId;
use crate::rules::program::{Anchor, Element, WANTS, Want, What};
use crate::text::fold;

/// Calls `each` with every type name in a pattern.
pub(super) fn types_in(elements: &[ast::Element], each: &mut impl FnMut(&Name)) {
    for element in elements {
        match &element.what {
            ast::What::Capture { types, .. } => types.iter().for_each(&mut *each),
            ast::What::Group(branches) => branches.iter().for_each(|branch| types_in(branch, each)),
            _ => {}
        }
    }
}

/// Calls `each` with every literal word in a pattern, and whether it is inflected.
pub(super) fn words_in(elements: &[ast::Element], each: &mut impl FnMut(&str, bool)) {
    for element in elements {
        match &element.what {
            ast::What::Word { text, inflect } => each(&fold::fold(text), *inflect),
            ast::What::Group(branches) => branches.iter().for_each(|branch| words_in(branch, each)),
            _ => {}
        }
    }
}

impl Compiler<'_> {
    /// Compiles elements; hyphens are dropped, since walking passes over them.
    pub(super) fn elements(
        &mut self,
        elements: &[ast::Element],
        captures: &mut Vec<(String, Type, bool)>,
    ) -> Vec<Element> {
        elements.iter().filter_map(|element| self.element(element, captures)).collect()
    }

    fn element(&mut self, element: &ast::Element, captures: &mut Vec<(String, Type, bool)>) -> Option<Element> {
        let what = match &element.what {
            ast::What::Word { text, .. } if text == "-" => return None,
            ast::What::Word { text, inflect } => {
                let text = fold::fold(text);
                let forms = if *inflect { self.words.forms(&text) } else { vec![text] };
                let words: Vec<WordId> = forms.iter().map(|form| self.program.lexicon.word(fold::hash(form))).collect();
                What::Words(words)
            }
            ast::What::Gap(limit) => What::Gap(*limit),
            ast::What::Group(branches) => {
                let branches: Vec<Vec<Element>> =
                    branches.iter().map(|branch| self.elements(branch, captures)).collect();
                // A choice between single words is a set of words, and can be an anchor.
                let single = |branch: &Vec<Element>| match branch.as_slice() {
                    [Element { what: What::Words(words), optional: false, verb: false, .. }] => Some(words.clone()),
                    _ => None,
                };
                match branches.iter().map(single).collect::<Option<Vec<_>>>() {
                    Some(words) => What::Words(words.concat()),
                    None => What::Group(branches),
                }
            }
            ast::What::Capture { name, list, subject, types } => {
                let mut wants = Vec::new();
                let mut kind: Option<Type> = None;
                for word in types {
                    let Some((want, found)) = self.want(word) else { continue };
                    wants.push(want);
                    kind = Some(match (kind, found) {
                        (None, found) => found,
                        (Some(Type::Entity(mut a)), Type::Entity(b)) => {
                            a.extend(b);
                            Type::Entity(a)
                        }
                        (Some(before), found) if before == found => before,
                        _ => Type::Any,
                    });
                }
                let kind = kind.unwrap_or(Type::Any);
                let slot = name.as_ref().filter(|name| name.text != "_").map(|name| {
                    // One name in several branches of a group is one capture.
                    let known = captures.iter().position(|(known, ..)| *known == name.text);
                    let at = known.unwrap_or_else(|| {
                        captures.push((name.text.clone(), kind.clone(), false));
                        captures.len() - 1
                    });
                    u8::try_from(at).unwrap_or(u8::MAX)
                });
                What::Capture { slot, wants, list: *list, subject: *subject }
            }
        };
        Some(Element {
            what,
            optional: element.times != Times::Once,
            many: element.times == Times::Some,
            verb: element.verb,
        })
    }

    /// What a type word in a capture takes, and the type of the captured value.
    fn want(&mut self, name: &Name) -> Option<(Want, Type)> {
        if let Some(&(_, want)) = WANTS.iter().find(|(word, _)| *word == name.text) {
            let kind = match want {
                Want::Demonym | Want::Surname => Type::Entity(Vec::new()),
                _ => self.type_of_word(name).unwrap_or(Type::Any),
            };
            return Some((want, kind));
        }
        if let Some(&(number, node)) = self.nodes.get(name.text.as_str()) {
            return Some((Want::Node(number), Type::Entity(vec![node.kind.text.clone()])));
        }
        if let Some(&number) = self.marks.get(name.text.as_str()) {
            return Some((Want::Mark(number), Type::Window));
        }
        if self.schema.kind(&name.text).is_some() || name.text == "entity" {
            return Some((
                Want::Kind(self.kind_ref(&name.text)),
                Type::Entity(if name.text == "entity" { vec![] } else { vec![name.text.clone()] }),
            ));
        }
        if let Some(class) = self.program.lexicon.class(&name.text) {
            return Some((Want::Class(class), Type::Any));
        }
        let known: Vec<String> = want_words()
            .map(str::to_owned)
            .chain(self.nodes.keys().map(|name| (*name).to_owned()))
            .chain(self.marks.keys().map(|name| (*name).to_owned()))
            .chain(self.schema.kinds.iter().map(|kind| kind.name.clone()))
            .chain(self.program.lexicon.classes().map(str::to_owned))
            .collect();
        let fault = Fault::error(
            "unknown-name",
            self.file,
            name.span,
            format!("there is no kind, node, mark or word class `{}`", name.text),
        );
        self.faults.push(fault.meant(&name.text, known.iter().map(String::as_str)));
        None
    }

    /// The element at which the pattern is tried: the one that the author marked, else the rarest.
    pub(super) fn anchor(&mut self, pattern: &ast::Pattern, elements: &[Element]) -> Option<u16> {
        let kept = pattern
            .elements
            .iter()
            .filter(|element| !matches!(&element.what, ast::What::Word { text, .. } if text == "-"));
        let marked = kept.enumerate().find(|(_, element)| element.anchor).map(|(at, _)| at);
        let usable = marked.filter(|&at| elements.get(at).is_some_and(|element| self.rarity(element).is_some()));
        if marked.is_some() && usable.is_none() {
            let fault = Fault::error(
                "no-anchor",
                self.file,
                pattern.span,
                "the marked anchor `^` may be missing or stand anywhere",
            );
            self.faults.push(fault.help("mark a word, a word class or a capture that must stand there"));
        }
        let best = usable.or_else(|| {
            (0..elements.len()).filter_map(|at| Some((self.rarity(&elements[at])?, at))).min().map(|(_, at)| at)
        });
        if best.is_none() {
            let fault = Fault::error("no-anchor", self.file, pattern.span, "this pattern has nothing to be found by");
            self.faults.push(fault.help("it needs a word, a word class or a capture that must stand there"));
        }
        best.and_then(|at| u16::try_from(at).ok())
    }

    /// How rare an element is in texts, the rarest least; none if it cannot be an anchor.
    fn rarity(&self, element: &Element) -> Option<u8> {
        if element.optional {
            return None;
        }
        let stop = self.program.lexicon.class("stop");
        Some(match &element.what {
            What::Words(words) => {
                let stops = |word: &WordId| stop.is_some_and(|stop| self.program.lexicon.value(*word, stop).is_some());
                let mark = self.program.lexicon.text_of(words).is_none_or(|word| !word.contains(char::is_alphanumeric));
                if mark || words.iter().any(stops) { 9 } else { 1 }
            }
            What::Capture { wants, .. } => wants
                .iter()
                .map(|want| match want {
                    Want::BrokenRange | Want::Misspelling => 0,
                    Want::Class(_) | Want::Mark(_) => 2,
                    Want::Node(_) => 3,
                    Want::Points | Want::Vote | Want::Multiple => 2,
                    Want::Fraction | Want::Vague | Want::Measure => 3,
                    Want::Ordinal | Want::Age | Want::Percent | Want::Period | Want::Weekday | Want::Money => 4,
                    Want::Kind(_) | Want::Demonym | Want::Surname | Want::Range => 5,
                    Want::Date | Want::Moment => 6,
                    Want::Number => 7,
                    Want::Name | Want::Locality => 10,
                })
                .max()?,
            What::Group(branches) => {
                let firsts: Option<Vec<u8>> = branches.iter().map(|branch| self.rarity(branch.first()?)).collect();
                firsts?.into_iter().max()?
            }
            What::Gap(_) => return None,
        })
        .filter(|&rarity| rarity < 10)
    }

    /// Enters an anchor under everything that its element may be.
    pub(super) fn add_anchor(&mut self, element: &Element, anchor: Anchor) {
        match &element.what {
            What::Words(words) => {
                for &word in words {
                    self.program.word_anchors.push((word, anchor));
                }
            }
            What::Capture { wants, .. } => {
                for &want in wants {
                    let class = match want {
                        Want::Class(class) => Some(class),
                        Want::Mark(mark) => self
                            .marks
                            .iter()
                            .find(|(_, number)| **number == mark)
                            .and_then(|(name, _)| self.program.lexicon.class(&format!("mark {name}"))),
                        _ => None,
                    };
                    match class {
                        Some(class) => {
                            let mut words: Vec<WordId> = self.program.lexicon.first_words(class).collect();
                            words.sort_unstable();
                            words.dedup();
                            self.program.word_anchors.extend(words.into_iter().map(|word| (word, anchor)));
                        }
                        None => self.program.note_anchors.push((want, anchor)),
                    }
                }
            }
            // A group is tried at the first element of each of its branches.
            What::Group(branches) => {
                for first in branches.iter().filter_map(|branch| branch.first()) {
                    self.add_anchor(first, anchor);
                }
            }
            What::Gap(_) => {}
        }
    }
}
