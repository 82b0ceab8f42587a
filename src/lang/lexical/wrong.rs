//! The parsers' error: the furthest place reached and what could have stood there.
//!
//! An error either pools wishes (`expected ... or ...`), from which the message is made once the
//! item is given up, or it has a message of its own (a malformed date, an unterminated string).

use nom::error::{ErrorKind, ParseError};

use super::{Input, skip};
use crate::lang::fault::{Fault, nearest};
use crate::text::Span;
use crate::text::source::offset;

/// Something that could have stood at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// A keyword or mark, shown in backticks; a misspelt keyword is told by it.
    Word(&'static str),
    /// A keyword that is told by when misspelt, but not worth listing.
    Near(&'static str),
    /// A description: `a name`.
    Thing(&'static str),
}

/// Why a parser gave up.
#[derive(Debug)]
pub struct Wrong {
    /// The furthest place reached, in bytes of the file.
    pub at: usize,
    /// What could have stood there.
    pub wanted: Vec<Wish>,
    /// A message that replaces the one made of the wishes.
    pub own: Option<Box<Own>>,
}

/// A message of a parser's own.
#[derive(Debug)]
pub struct Own {
    /// How many bytes are at fault.
    pub len: usize,
    /// The fault's code.
    pub code: &'static str,
    /// The message.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
}

/// The item that is being read: place of its keyword and what to call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inside {
    /// Place of the keyword.
    pub span: Span,
    /// `claim`, `word class`, …
    pub noun: &'static str,
}

impl Wrong {
    /// Nothing of what was wanted stands at `at`.
    pub fn wanted(at: usize, wishes: &[Wish]) -> Self {
        Self { at, wanted: wishes.to_vec(), own: None }
    }

    /// The `len` bytes at `at` are at fault for a reason of their own.
    pub fn says(at: usize, len: usize, message: impl Into<String>) -> Self {
        let own = Own { len, code: "syntax", message: message.into(), help: None };
        Self { at, wanted: Vec::new(), own: Some(Box::new(own)) }
    }

    /// Adds the way out to a message of its own.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(own) = &mut self.own {
            own.help = Some(help.into());
        }
        self
    }

    /// Changes the code of a message of its own.
    #[must_use]
    pub fn code(mut self, code: &'static str) -> Self {
        if let Some(own) = &mut self.own {
            own.code = code;
        }
        self
    }

    /// Suggests the nearest of the known words, or lists them all.
    #[must_use]
    pub fn known(self, wrong: &str, known: &[&'static str]) -> Self {
        self.one_of(wrong, &known.iter().map(|&word| Wish::Word(word)).collect::<Vec<_>>())
    }

    /// Suggests the nearest of the wishes, or lists them all.
    #[must_use]
    pub fn one_of(self, wrong: &str, wishes: &[Wish]) -> Self {
        let help = meant(wrong, wishes).unwrap_or_else(|| expected(wishes));
        self.help(help)
    }

    /// Makes the message. `limit` is where the text being read ends.
    pub fn into_fault(self, file: &str, text: &str, limit: usize, inside: Option<Inside>) -> Fault {
        let (span, message, help, code) = match self.own {
            Some(own) => (span(self.at, own.len), own.message, own.help, own.code),
            None => {
                let rest = text.get(self.at..limit).unwrap_or("");
                let found = Found::at(rest, inside);
                let help = found.word.and_then(|word| meant(word, &self.wanted));
                let help = help.or_else(|| (!self.wanted.is_empty()).then(|| expected(&self.wanted)));
                (span(self.at + found.skipped, found.len), found.message, help, "syntax")
            }
        };
        let inside = inside.map(|inside| (inside.span, format!("in this {}", inside.noun)));
        Fault { inside, help, ..Fault::error(code, file, span, message) }
    }
}

fn span(at: usize, len: usize) -> Span {
    Span::new(offset(at), offset(at.saturating_add(len)))
}

impl<'a> ParseError<Input<'a>> for Wrong {
    fn from_error_kind(input: Input<'a>, _: ErrorKind) -> Self {
        Self { at: input.location_offset(), wanted: Vec::new(), own: None }
    }

    fn append(_: Input<'a>, _: ErrorKind, inner: Self) -> Self {
        inner
    }

    /// `alt` asks which branch to blame: the one that got furthest; on a tie both wishes count.
    fn or(mut self, mut other: Self) -> Self {
        match self.at.cmp(&other.at) {
            std::cmp::Ordering::Equal => {
                self.wanted.append(&mut other.wanted);
                self.own = self.own.or(other.own);
                self
            }
            std::cmp::Ordering::Greater => self,
            std::cmp::Ordering::Less => other,
        }
    }
}

/// What stands at the place of an error.
struct Found<'t> {
    skipped: usize,
    len: usize,
    message: String,
    word: Option<&'t str>,
}

impl<'t> Found<'t> {
    fn at(rest: &'t str, inside: Option<Inside>) -> Self {
        let skipped = skip::blank(rest);
        let ahead = rest.get(skipped..).unwrap_or("");
        if ahead.is_empty() || ahead.starts_with('\n') {
            let end = skip::all(rest) == rest.len();
            let message = match inside {
                Some(inside) if end => format!("unexpected end of the {}", inside.noun),
                _ => "unexpected end of line".to_owned(),
            };
            return Self { skipped: 0, len: 0, message, word: None };
        }
        let len = token_len(ahead);
        let token = ahead.get(..len).unwrap_or("");
        let word = token.starts_with(char::is_alphanumeric).then_some(token);
        Self { skipped, len, message: format!("unexpected `{}`", shorten(token)), word }
    }
}

/// Length of the string, word or mark that `text` starts with.
fn token_len(text: &str) -> usize {
    let run = skip::run(text);
    if run > 0 {
        return run;
    }
    match text.chars().next() {
        Some('"') => {
            let inner = skip::string(text.get(1..).unwrap_or(""));
            let closed = text.get(1 + inner..).is_some_and(|rest| rest.starts_with('"'));
            1 + inner + usize::from(closed)
        }
        Some(mark) => mark.len_utf8(),
        None => 0,
    }
}

/// A long token is told by its beginning.
pub fn shorten(token: &str) -> String {
    const LONGEST: usize = 40;
    match token.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", token.get(..at).unwrap_or("")),
        None => token.to_owned(),
    }
}

fn meant(word: &str, wanted: &[Wish]) -> Option<String> {
    let words = wanted.iter().filter_map(|wish| match wish {
        Wish::Word(word) | Wish::Near(word) if word.starts_with(char::is_alphabetic) => Some(*word),
        _ => None,
    });
    nearest(word, words).map(|name| format!("did you mean `{name}`?"))
}

/// `expected a`, `expected a or b`, `expected a, b or c`; each once.
fn expected(wanted: &[Wish]) -> String {
    let mut words: Vec<String> = Vec::new();
    for wish in wanted {
        let word = match wish {
            Wish::Word(word) => format!("`{word}`"),
            Wish::Thing(thing) => (*thing).to_owned(),
            Wish::Near(_) => continue,
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { format!("expected {last}") } else { format!("expected {} or {last}", words.join(", ")) }
}
