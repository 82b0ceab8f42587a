//! Repairs made: only those that their rule calls safe, never in somebody else's words, written as the format needs.

use crate::outcome::{Finding, Outcome, Status};
use crate::text::Span;
use std::collections::BTreeMap;

/// A text with its repairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// What was repaired: where it stood, and the new words.
    pub made: Vec<(Span, String)>,
    /// What was left alone: where it stands, and why.
    pub left: Vec<(Span, String)>,
}

/// Makes the safe repairs of some articles of one source. `escape` writes words as the format needs; where it cannot,
/// the repair is left.
#[must_use]
pub fn fix<'a>(
    source: &str,
    outcomes: impl IntoIterator<Item = &'a Outcome>,
    escape: impl Fn(&str) -> Option<String>,
) -> Fixed {
    let mut fixed = Fixed { text: String::new(), made: Vec::new(), left: Vec::new() };
    // By start; none overlaps or touches another.
    let mut edits: BTreeMap<u32, (u32, String)> = BTreeMap::new();
    for outcome in outcomes {
        for finding in outcome.findings.iter().filter(|finding| finding.status == Status::Active) {
            match edits_of(source, outcome, finding, &escape) {
                None => {}
                Some(Err(why)) => fixed.left.push((finding.span, why)),
                Some(Ok(own)) => {
                    let taken = |span: &Span| {
                        edits.range(..=span.end).next_back().is_some_and(|(_, (end, _))| *end >= span.start)
                    };
                    if own.iter().any(|(span, _)| taken(span)) {
                        let why = "another repair changes the same words: run again".to_owned();
                        fixed.left.push((finding.span, why));
                    } else {
                        let message = finding.repairs.iter().find(|repair| repair.safe);
                        let message = message.map(|repair| repair.message.clone()).unwrap_or_default();
                        fixed.made.push((finding.span, message));
                        edits.extend(own.into_iter().map(|(span, words)| (span.start, (span.end, words))));
                    }
                }
            }
        }
    }
    let mut at = 0;
    for (start, (end, words)) in edits {
        fixed.text.push_str(source.get(at..start as usize).unwrap_or(""));
        fixed.text.push_str(&words);
        at = end as usize;
    }
    fixed.text.push_str(source.get(at..).unwrap_or(""));
    fixed
}

/// The edits of the one safe repair of a finding; nothing where it has none; why it is left where it cannot be made.
fn edits_of(
    source: &str,
    outcome: &Outcome,
    finding: &Finding,
    escape: impl Fn(&str) -> Option<String>,
) -> Option<Result<Vec<(Span, String)>, String>> {
    let mut safe = finding.repairs.iter().filter(|repair| repair.safe);
    let repair = safe.next()?;
    if finding.quoted {
        return Some(Err("it stands in a quotation".to_owned()));
    }
    if safe.next().is_some() {
        return Some(Err("several repairs are safe: choose one".to_owned()));
    }
    if repair.edits.is_empty() || !outcome.in_source() {
        return Some(Err("the words are not written in the source as they are read".to_owned()));
    }
    if !finding.places.is_empty() {
        // The repair tells the words of the first place only.
        return Some(Err(format!("the same stands in {} more places", finding.places.len())));
    }
    let edit = |edit: &crate::check::Edit| {
        let span = Span::new(edit.start, edit.end);
        let old = source.get(span.start as usize..span.end as usize)?;
        Some((span, rewrap(old, &escape(&edit.replace)?)))
    };
    let edits: Option<Vec<(Span, String)>> = repair.edits.iter().map(edit).collect();
    Some(edits.ok_or_else(|| "the new words cannot be written in this format".to_owned()))
}

/// The new words with the white space of the old ones, where they are as many: lines stay as they are.
fn rewrap(old: &str, new: &str) -> String {
    if !old.contains('\n') || old.split_whitespace().count() != new.split_whitespace().count() {
        return new.to_owned();
    }
    let mut words = new.split_whitespace();
    let mut text = String::new();
    let mut rest = old;
    while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
        text.push_str(&rest[..start]);
        text.push_str(words.next().unwrap_or(""));
        let word = rest[start..].find(char::is_whitespace).map_or(rest.len(), |end| start + end);
        rest = &rest[word..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_where_as_many_words_are_written() {
        assert_eq!(rewrap("10th\r\n  anniversary", "50th anniversary"), "50th\r\n  anniversary");
        assert_eq!(rewrap("10th anniversary", "50th  anniversary"), "50th  anniversary");
        assert_eq!(rewrap("a\nb", "c"), "c");
    }
}
