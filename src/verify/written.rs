//! What is checked against the article's bytes and the base's names.

use super::{Replay, VerifyError, Why, Within, inputs, truth};
use crate::proof::{Datum, Proof};
use crate::truth::Truth;

impl<'a> Replay<'a> {
    /// The span holds the words that are shown, and a gap holds nothing.
    pub(super) fn words(self, node: &Proof) -> Result<(), VerifyError> {
        Why::Form.unless(node.op == "words" || node.op == "gap", node)?;
        let (Some(text), Some(span)) = (self.text, node.span) else { return Ok(()) };
        let cut = text.get(span.start as usize..span.end as usize).ok_or_else(|| Why::Words.at(node))?;
        let shown =
            node.text.split_once('“').and_then(|(_, rest)| rest.rsplit_once('”')).map_or("", |(shown, _)| shown);
        // Words that are broken by markup stand nowhere in the source as they are shown.
        Why::Words.unless(cut == shown || marked_up(cut, shown), node)?;
        for gap in inputs(node, "gap") {
            // A date on either side, between them no sign but spaces.
            let at = gap_at(gap).and_then(|at| cut.split_at_checked((at.checked_sub(span.start)?) as usize));
            let dated = |side: &str| side.contains(|c: char| c.is_ascii_digit()) && side.contains(char::is_alphabetic);
            let plain = cut.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '.' | ','));
            Why::Words.unless(plain && at.is_some_and(|(before, after)| dated(before) && dated(after)), gap)?;
        }
        Ok(())
    }

    /// A range without its separator, a name that the base has or has not.
    pub(super) fn written(self, node: &Proof, within: Within<'a>) -> Result<(), VerifyError> {
        let value = inputs(node, "value").next().map(|input| &input.value);
        let near = inputs(node, "near").next().map(|input| &input.value);
        let known = |name: &str| self.base.named(name).iter().any(|known| known.text == name);
        let gap = || {
            self.root.nodes().iter().any(|words| Some(&words.value) == value && inputs(words, "gap").next().is_some())
        };
        let holds = match (truth(node), value, near) {
            (Truth::Unknown, ..) => true,
            (Truth::True, Some(Datum::Time(_)), None) => within.repair || !gap(),
            (Truth::False, Some(Datum::Time(_)), None) => !within.repair && gap(),
            (Truth::True, Some(Datum::Text(name)), None) => known(name),
            (Truth::True, Some(Datum::Entity(id)), None) => self.base.find(id).is_some(),
            (Truth::False, Some(Datum::Text(name)), Some(Datum::Text(near))) => {
                known(near)
                    && !known(name)
                    && (strsim::damerau_levenshtein(&name.to_lowercase(), &near.to_lowercase()) <= 2
                        || one_word_apart(name, near))
            }
            _ => false,
        };
        Why::Follows.unless(holds, node)
    }
}

/// Whether two names of three words or more differ in just one of them.
fn one_word_apart(name: &str, near: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let parts = name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
    };
    let (name, near) = (words(name), words(near));
    name.len() >= 3 && name.len() == near.len() && name.iter().zip(&near).filter(|(a, b)| a != b).count() == 1
}

fn gap_at(gap: &Proof) -> Option<u32> {
    if let Datum::Number(at) = gap.value { at.point().and_then(|at| u32::try_from(at).ok()) } else { None }
}

/// Whether the source has the words with markup between them.
fn marked_up(cut: &str, shown: &str) -> bool {
    let mut rest = cut.chars();
    cut.contains(['*', '_', '[', '`', '<', '&', '\\', '\n', '\r'])
        && shown.chars().filter(|c| !c.is_whitespace()).all(|wanted| rest.any(|found| found == wanted))
}
