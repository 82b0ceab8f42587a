//! Mentions: names of the base found in a text, each with all that it may name.
//!
//! A mention is vetoed where its words are part of a longer name that the base does not hold (`Paris
//! Hilton` is not Paris). Acronyms that the article itself introduces in brackets are names from there
//! on; so are the last names of people whom it has named in full (see [`surname`](super::surname)).

use super::surname::Surnames;
use crate::annotate::{Annotated, Range};
use crate::base::{Base, EntityId, KindId, NameHit, NameSort};
use crate::text::{Token, TokenKind, Walk};

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range,
    /// What it may name, by entity number.
    pub candidates: Vec<Candidate>,
    /// Whether it is a last name alone, known from a full name before it.
    pub surname: bool,
}

/// Something that a mention may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The thing.
    pub entity: EntityId,
    /// By what sort of name.
    pub sort: NameSort,
    /// Of which kind it is.
    pub kind: KindId,
}

/// All mentions of a text, in order; the longest name wins, and only what stands behind its comma is a mention
/// of its own within it.
#[must_use]
pub fn mentions(text: &Annotated<'_>, base: &Base) -> Vec<Mention> {
    let walk = Walk { text: &text.document.text, tokens: &text.tokens };
    let mut found: Vec<Mention> = Vec::new();
    let mut local: Vec<(u64, Vec<Candidate>)> = Vec::new();
    let mut starts = base.name_starts(&text.tokens).into_iter().map(|at| at as usize).peekable();
    let mut surnames = Surnames::default();
    let mut at = 0;
    while at < text.tokens.len() {
        while starts.next_if(|&start| start < at).is_some() {}
        let token = text.tokens[at];
        let may = starts.peek() == Some(&at);
        // Elsewhere, only acronyms and last names that the article itself has introduced can stand.
        if !may && !token.capital() {
            at += 1;
            continue;
        }
        if let Some(hit) = may.then(|| base.name_at(walk, at)).flatten() {
            let candidates = candidates(base, walk, hit);
            let inside = walk.next(at) >= hit.end
                && candidates.iter().all(|c| !common(base, c.kind))
                && in_longer_name(text, base, walk, at);
            if !candidates.is_empty() && !inside {
                let start = u32::try_from(at).unwrap_or(u32::MAX);
                let end = u32::try_from(hit.end).unwrap_or(u32::MAX);
                introduce(text, base, walk, hit.end, &candidates, &mut local);
                surnames.learn(text, base, hit, &candidates);
                let split = behind_title(base, walk, hit, &candidates);
                let (title, rest) = split.map_or((None, None), |(title, rest)| (Some(title), Some(rest)));
                found.extend(title);
                found.push(Mention { tokens: Range::new(start, end), candidates, surname: false });
                found.extend(rest);
                found.extend(behind_comma(base, walk, hit));
            } else if inside {
                surnames.veto(text, base, at);
            }
            at = hit.end;
            continue;
        }
        let own = !matches!(token.kind, TokenKind::Mark | TokenKind::Possessive) && token.all_capitals();
        if let Some((_, candidates)) = local.iter().find(|(hash, _)| own && *hash == token.hash) {
            let start = u32::try_from(at).unwrap_or(u32::MAX);
            let candidates = candidates.clone();
            found.push(Mention { tokens: Range::new(start, start + 1), candidates, surname: false });
        } else if let Some(who) = surnames.at(text, base, at) {
            let start = u32::try_from(at).unwrap_or(u32::MAX);
            found.push(Mention { tokens: Range::new(start, start + 1), candidates: vec![who], surname: true });
        }
        at += 1;
    }
    surnames.settle(text, base, &mut found);
    found
}

/// `Pope Francis` names a person, and says whose title it is: the words before the name are a mention of the title, those
/// behind it name the person too.
fn behind_title(base: &Base, walk: Walk<'_>, hit: NameHit, candidates: &[Candidate]) -> Option<(Mention, Mention)> {
    let personal = |candidate: &Candidate| base.schema().is_personal(candidate.kind);
    if hit.end < hit.start + 2 || !candidates.iter().all(personal) {
        return None;
    }
    let shorter = Walk { text: walk.text, tokens: walk.tokens.get(..hit.end - 1)? };
    let title = base.name_at(shorter, hit.start)?;
    let titles = self::candidates(base, walk, title);
    let rest = walk.next(title.end - 1);
    if rest >= hit.end || titles.is_empty() || !titles.iter().all(|title| common(base, title.kind)) {
        return None;
    }
    let range = |start: usize, end: usize| Some(Range::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?));
    let title = Mention { tokens: range(hit.start, title.end)?, candidates: titles, surname: false };
    let named = Mention { tokens: range(rest, hit.end)?, candidates: candidates.to_vec(), surname: false };
    Some((title, named))
}

/// `Zenda, Ruritania` names a town; the part behind the comma still names the country.
fn behind_comma(base: &Base, walk: Walk<'_>, hit: NameHit) -> Option<Mention> {
    let comma = (hit.start..hit.end).rev().find(|&at| walk.word(at) == ",")?;
    let larger = base.name_at(walk, comma + 1).filter(|larger| larger.end == hit.end)?;
    let tokens = Range::new(u32::try_from(comma + 1).ok()?, u32::try_from(hit.end).ok()?);
    Some(Mention { tokens, candidates: candidates(base, walk, larger), surname: false })
        .filter(|mention| !mention.candidates.is_empty())
}

fn candidates(base: &Base, walk: Walk<'_>, hit: NameHit) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = base
        .names_at(walk, hit)
        .map(|name| Candidate { entity: name.entity, sort: name.sort, kind: base.kind_of(name.entity) })
        .collect();
    found.sort_unstable();
    found.dedup_by_key(|candidate| (candidate.entity, candidate.sort == NameSort::Demonym));
    found
}

fn common(base: &Base, kind: KindId) -> bool {
    base.schema().kinds.get(kind.index()).is_some_and(|kind| kind.common)
}

/// Whether a single capitalised word is glued to another capitalised word that the base does not know:
/// then it is part of some longer name.
fn in_longer_name(text: &Annotated<'_>, base: &Base, walk: Walk<'_>, at: usize) -> bool {
    let token = text.tokens[at];
    if token.all_capitals() && token.span.len() <= 5 {
        return false;
    }
    let unknown = |at: usize| {
        text.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && token.capital()
                && text.words.get(at).is_none_or(|word| word.0 == 0)
                && base.name_at(walk, at).is_none()
        })
    };
    let glued = |token: &Token| token.space_before() && !token.break_before();
    let right = text.tokens.get(at + 1).is_some_and(glued) && unknown(at + 1);
    // The first word of a sentence is capitalised whatever it is.
    let starts = |at: usize| text.sentences.binary_search_by_key(&at, |sentence| sentence.start as usize).is_ok();
    let left = at > 0 && glued(&token) && unknown(at - 1) && !starts(at - 1);
    right || left
}

/// `the Non-Proliferation Treaty (NPT)`: from here on the acronym names the same.
fn introduce(
    text: &Annotated<'_>,
    base: &Base,
    walk: Walk<'_>,
    end: usize,
    candidates: &[Candidate],
    local: &mut Vec<(u64, Vec<Candidate>)>,
) {
    let possessive = usize::from(text.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Possessive));
    let open = end + possessive;
    let bracketed = walk.word(open) == "(" && walk.word(open + 2) == ")";
    if let Some(token) = text.tokens.get(open + 1).filter(|_| bracketed)
        && token.all_capitals()
        && (2..=10).contains(&token.span.len())
        && base.name_at(walk, open + 1).is_none()
    {
        local.push((token.hash, candidates.to_vec()));
    }
}
