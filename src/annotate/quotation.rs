//! Quotations: straight, curly, guillemets, single in double and the reverse, over several paragraphs, and whole
//! block quotations.
//!
//! Double marks open and close by where they stand. A single mark may be an apostrophe, so that one which opens
//! is only believed when another closes it. A quotation that is not closed ends with its block; it is doubtful
//! unless the next paragraph opens anew, as the paragraphs of a longer quotation do.

use super::Range;
use super::classes::bit;
use super::scan::{Scan, heed};
use crate::text::{Token, TokenKind, source::offset};

/// Somebody's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The tokens within the marks.
    pub tokens: Range,
    /// 1 for a quotation, 2 for one within a quotation, and so on.
    pub depth: u8,
    /// The quotation that this one is in, by its number.
    pub parent: Option<u32>,
    /// Whether it goes on the quotation before it, as the paragraphs of a longer one do.
    pub continues: bool,
    /// Whether its end is a guess: no mark closes it.
    pub doubtful: bool,
    /// Whether it is a block quotation, which needs no marks.
    pub block: bool,
}

/// Quotations within quotations within quotations: nobody goes further.
const DEEPEST: usize = 4;

/// Reads the blocks of a document, in order.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    /// All that were found, by start, the longer first.
    pub found: Vec<Quotation>,
    /// The number of the one that the last block did not close, and its family.
    pending: Option<(usize, Family)>,
}

/// Marks that close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    /// `„`, closed by `“` or `”`.
    Low,
    Single,
    Angle,
}

/// What a mark can be by its shape and by where it stands.
#[derive(Debug, Clone, Copy)]
struct Mark {
    family: Family,
    opens: bool,
    closes: bool,
}

struct Open {
    /// The first token within.
    from: usize,
    family: Family,
    continues: bool,
}

impl Quotations {
    /// A block of running text.
    pub fn block(&mut self, scan: Scan<'_>, base: usize) {
        let first = self.found.len();
        let mut open: Vec<Open> = Vec::new();
        let mut found: Vec<(usize, usize, bool, bool)> = Vec::new();
        let pending = self.pending.take();
        let mut next = scan.heeded(0, heed::QUOTE);
        while let Some((at, token)) = next.and_then(|at| Some((at, scan.token(at)?))) {
            next = scan.heeded(at + 1, heed::QUOTE);
            let Some(mut mark) = mark(scan, at, token) else { continue };
            if mark.family == Family::Double && open.iter().any(|open| open.family == Family::Low) {
                mark = Mark { family: Family::Low, opens: false, closes: true };
            }
            let top = open.last().map(|open| open.family);
            if mark.family == Family::Single {
                match top {
                    Some(Family::Single) if mark.closes => {
                        if let Some(open) = open.pop() {
                            found.push((open.from, at, open.continues, false));
                        }
                    }
                    _ if mark.opens => {
                        if top == Some(Family::Single) {
                            open.pop();
                        }
                        if open.len() < DEEPEST {
                            open.push(Open { from: at + 1, family: Family::Single, continues: false });
                        }
                    }
                    _ => {}
                }
                continue;
            }
            let own = open.iter().rposition(|open| open.family == mark.family);
            match own {
                Some(own) if mark.closes && !(mark.opens && nests(&open, own)) => {
                    // Single marks within that did not close were apostrophes.
                    open.truncate(own + 1);
                    if let Some(open) = open.pop() {
                        found.push((open.from, at, open.continues, false));
                    }
                }
                // A second opening mark and no closing one: the first is taken to end here.
                Some(own) if mark.opens && !nests(&open, own) => {
                    open.truncate(own + 1);
                    if let Some(open) = open.pop() {
                        found.push((open.from, at, open.continues, true));
                    }
                    open.push(Open { from: at + 1, family: mark.family, continues: false });
                }
                _ if mark.opens && open.len() < DEEPEST => {
                    let continues = at == 0
                        && pending.is_some_and(|(before, family)| {
                            self.found[before].doubtful = family != mark.family;
                            family == mark.family
                        });
                    open.push(Open { from: at + 1, family: mark.family, continues });
                }
                _ => {}
            }
        }
        let last = scan.len();
        let unclosed = open.iter().find(|open| open.family != Family::Single);
        let pending = unclosed.map(|open| (open.from, open.family));
        for open in open.iter().filter(|open| open.family != Family::Single) {
            found.push((open.from, last, open.continues, true));
        }
        found.retain(|(from, to, ..)| from < to);
        found.sort_unstable_by_key(|&(from, to, ..)| (from, std::cmp::Reverse(to)));
        self.found.extend(found.into_iter().map(|(from, to, continues, doubtful)| Quotation {
            tokens: Range::new(offset(base + from), offset(base + to)),
            depth: 1,
            parent: None,
            continues,
            doubtful,
            block: false,
        }));
        self.nest(first);
        self.pending = pending.and_then(|(from, family)| {
            let start = offset(base + from);
            let at = self.found[first..].iter().position(|found| found.tokens.start == start)?;
            Some((first + at, family))
        });
    }

    /// A block quotation, and the quotations within it.
    pub fn block_quotation(&mut self, scan: Scan<'_>, base: usize) {
        if scan.len() == 0 {
            return;
        }
        let first = self.found.len();
        self.found.push(Quotation {
            tokens: Range::new(offset(base), offset(base + scan.len())),
            depth: 1,
            parent: None,
            continues: self
                .found
                .iter()
                .rev()
                .find(|before| before.parent.is_none())
                .is_some_and(|before| before.block && before.tokens.end as usize == base),
            doubtful: false,
            block: true,
        });
        self.block(scan, base);
        // Marks around the whole block add nothing to it.
        let whole = self.found[first].tokens;
        if self
            .found
            .get(first + 1)
            .is_some_and(|inner| inner.tokens.start <= whole.start + 2 && inner.tokens.end + 1 >= whole.end)
        {
            self.found.remove(first + 1);
            self.pending = None;
        }
        self.nest(first);
    }

    /// Works out the depths of all from `first` on.
    fn nest(&mut self, first: usize) {
        let mut open: Vec<usize> = Vec::new();
        for at in first..self.found.len() {
            let start = self.found[at].tokens.start;
            while open.last().is_some_and(|&outer| self.found[outer].tokens.end <= start) {
                open.pop();
            }
            self.found[at].depth = u8::try_from(open.len() + 1).unwrap_or(u8::MAX);
            self.found[at].parent = open.last().map(|&outer| offset(outer));
            open.push(at);
        }
    }
}

/// Whether a mark that may open does so within another family: `“A ‘B “C” D’ E”`.
fn nests(open: &[Open], own: usize) -> bool {
    own + 1 < open.len()
}

/// What the mark at `at` can be; nothing for marks that quote nothing.
fn mark(scan: Scan<'_>, at: usize, token: &Token) -> Option<Mark> {
    let text = token.span.of(scan.walk.text);
    let spaced = token.space_before();
    let glued = at + 1 < scan.len() && !scan.space_before(at + 1);
    // Behind a space or an opening mark, before something.
    let opening = glued && (spaced || at == 0 || leads(scan, at - 1));
    let closing = !spaced && at > 0;
    let of = |family, opens, closes| Some(Mark { family, opens, closes });
    match text {
        "“" | "‟" => of(Family::Double, true, closing && !glued),
        "„" => of(Family::Low, true, false),
        // Typed at the start by mistake, or by Scandinavian custom.
        "”" => of(Family::Double, opening, !opening || !spaced),
        "\"" => {
            if closing && inches(scan, at) {
                return None;
            }
            of(Family::Double, opening, closing || !glued)
        }
        "«" | "‹" => of(Family::Angle, !closing || opening, closing && !opening),
        "»" | "›" => of(Family::Angle, opening && spaced, closing || !opening),
        "‘" | "‚" => of(Family::Single, glued && !closing_only(scan, at) && !elided(scan, at), false),
        "’" | "'" => {
            let closes = closing && single_closes(scan, at, token.kind);
            // A curly apostrophe at the start of a word is one: `’tis`.
            of(Family::Single, text == "'" && opening && !closes && !elided(scan, at), closes)
        }
        _ => None,
    }
}

/// Whether a mark behind this token may open: an opening bracket or quote, or a dash.
fn leads(scan: Scan<'_>, at: usize) -> bool {
    scan.kind(at) == Some(TokenKind::Mark)
        && matches!(
            scan.text(at),
            "(" | "[" | "{" | "“" | "‘" | "\"" | "'" | "«" | "—" | "–" | "-" | "/" | "*" | "_" | ":" | "="
        )
}

/// `‘` glued to the end of a word, as some write an apostrophe.
fn closing_only(scan: Scan<'_>, at: usize) -> bool {
    !scan.space_before(at) && at > 0 && scan.kind(at - 1) != Some(TokenKind::Mark)
}

/// Whether what follows has lost its head: `’90s`, `’tis`.
fn elided(scan: Scan<'_>, at: usize) -> bool {
    let text = scan.text(at + 1);
    let decade = text.as_bytes().first_chunk::<2>().is_some_and(|head| head.iter().all(u8::is_ascii_digit))
        && matches!(text.get(2..), Some("" | "s" | "S"));
    decade || scan.has(at + 1, bit::ELIDED)
}

/// Whether a single mark closes rather than shows a possessive (`the states’ envoy`) or lost letters (`walkin’ on`).
fn single_closes(scan: Scan<'_>, at: usize, kind: TokenKind) -> bool {
    let last = at + 1 >= scan.len();
    let after_mark = at.checked_sub(1).is_some_and(|before| scan.kind(before) == Some(TokenKind::Mark));
    let before_mark = last || scan.kind(at + 1) == Some(TokenKind::Mark);
    if kind == TokenKind::Possessive {
        return scan.text(at).chars().nth(1).is_none() && before_mark;
    }
    after_mark || before_mark || scan.space_before(at + 1)
}

/// Whether the mark behind a number stands for inches: the number is glued to it, and the next mark of its kind
/// closes, so that this one cannot have.
fn inches(scan: Scan<'_>, at: usize) -> bool {
    if !matches!(at.checked_sub(1).and_then(|before| scan.kind(before)), Some(TokenKind::Number)) {
        return false;
    }
    let reach = (at + 1..scan.len().min(at + REACH)).find(|&next| scan.mark(next, "\""));
    reach.is_some_and(|next| {
        let number = scan.kind(next - 1) == Some(TokenKind::Number);
        !scan.space_before(next) && !number
    })
}

/// How far the mark that closes after inches is looked for.
const REACH: usize = 60;

#[cfg(test)]
mod tests;
