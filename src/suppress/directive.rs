//! The words of a suppression.

use crate::calendar::{Day, parse_day};
use crate::lang::fault::nearest;
use thiserror::Error;

/// How far a suppression reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The line that it stands on.
    Line,
    /// The next line with words on it.
    NextLine,
    /// The paragraph, item or cell that it stands in, else the one that follows.
    Block,
    /// The article.
    File,
}

/// The words for them.
const SCOPES: [(&str, Scope); 4] = [
    ("ignore-line", Scope::Line),
    ("ignore-next-line", Scope::NextLine),
    ("ignore-block", Scope::Block),
    ("ignore-file", Scope::File),
];

/// A suppression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// How far it reaches.
    pub scope: Scope,
    /// Names of claims, rules, tags, normal forms, fingerprints; none for all.
    pub selectors: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// The last day on which it holds.
    pub until: Option<Day>,
}

/// Why words are no suppression.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DirectiveError {
    /// No word, or another, at the start.
    #[error("`{word}` suppresses nothing: {help}")]
    Word {
        /// The word.
        word: String,
        /// The way out.
        help: String,
    },
    /// What stands behind `until` is no day.
    #[error("`until {text}` names no day: write until YYYY-MM-DD")]
    Day {
        /// The words.
        text: String,
    },
}

impl Directive {
    /// Reads what stands behind `factlint:`.
    ///
    /// # Errors
    /// If it begins with none of the four words, or has a day that is none.
    pub fn parse(text: &str) -> Result<Self, DirectiveError> {
        let text = text.trim();
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let Some((_, scope)) = SCOPES.iter().find(|(known, _)| *known == word) else {
            let known = || SCOPES.iter().map(|(known, _)| *known);
            let help = nearest(word, known()).map_or_else(
                || format!("write {}", known().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(DirectiveError::Word { word: word.to_owned(), help });
        };
        let (head, reason) = match rest.strip_prefix("-- ").or_else(|| rest.strip_prefix("--")) {
            Some(reason) => ("", Some(reason)),
            None => rest.split_once(" -- ").map_or((rest, None), |(head, reason)| (head, Some(reason))),
        };
        let (head, of_head) = until(head)?;
        let (reason, of_reason) = match reason {
            Some(reason) => until(reason)?,
            None => ("", None),
        };
        let reason = Some(reason.trim()).filter(|reason| !reason.is_empty()).map(str::to_owned);
        Ok(Self { scope: *scope, selectors: selectors(head), reason, until: of_head.or(of_reason) })
    }
}

/// Takes a day off the end of a text.
fn until(text: &str) -> Result<(&str, Option<Day>), DirectiveError> {
    let text = text.trim_end();
    let found = match text.rsplit_once(" until ") {
        Some(found) => Some(found),
        None => text.strip_prefix("until ").map(|day| ("", day)),
    };
    let Some((head, day)) = found else { return Ok((text, None)) };
    // Words that go on are part of the reason: "until the new one is sworn in".
    if !day.trim().starts_with(|c: char| c.is_ascii_digit()) {
        return Ok((text, None));
    }
    match parse_day(day.trim()) {
        Ok(day) => Ok((head, Some(day))),
        Err(_) => Err(DirectiveError::Day { text: day.to_owned() }),
    }
}

/// The selectors: parted by commas or spaces, but not within the brackets of a normal form.
fn selectors(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut depth, mut quoted) = (0_usize, false);
    let mut one = String::new();
    for c in text.chars().chain([',']) {
        match c {
            '"' => quoted = !quoted,
            '(' | '{' if !quoted => depth += 1,
            ')' | '}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && !quoted && (c == ',' || (c.is_whitespace() && one != "not")) {
            if !one.is_empty() {
                found.push(std::mem::take(&mut one));
            }
        } else {
            one.push(c);
        }
    }
    if !one.trim().is_empty() {
        found.push(one);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suppressions_are_read() {
        let read = |text: &str| Directive::parse(text).expect("a suppression");
        let all = |text: &str| {
            let found = read(text);
            (found.scope, found.selectors.join(";"), found.reason, found.until.map(|day| day.to_string()))
        };
        assert_eq!(all("ignore-line"), (Scope::Line, String::new(), None, None));
        assert_eq!(
            all(" ignore-next-line holds-office, began -- she was acting until 2027-01-01 "),
            (Scope::NextLine, "holds-office;began".into(), Some("she was acting".into()), Some("2027-01-01".into()))
        );
        assert_eq!(
            all("ignore-block until 2027-01-01 -- until the vote"),
            (Scope::Block, String::new(), Some("until the vote".into()), Some("2027-01-01".into()))
        );
        assert_eq!(
            all("ignore-file not began(a, \"b, (c\", 1976), 0123456789abcdef -- known"),
            (Scope::File, "not began(a, \"b, (c\", 1976);0123456789abcdef".into(), Some("known".into()), None)
        );
        assert_eq!(all("ignore-line -- why"), (Scope::Line, String::new(), Some("why".into()), None));
    }

    #[test]
    fn what_is_none_is_refused_with_the_way_out() {
        let error = |text: &str| Directive::parse(text).expect_err("no suppression").to_string();
        assert_eq!(error("ignore-lines x"), "`ignore-lines` suppresses nothing: did you mean `ignore-line`?");
        assert_eq!(
            error("off"),
            "`off` suppresses nothing: write ignore-line, ignore-next-line, ignore-block, ignore-file"
        );
        assert_eq!(error("ignore-line until 2027-13-01"), "`until 2027-13-01` names no day: write until YYYY-MM-DD");
    }
}
