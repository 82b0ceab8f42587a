//! A file beside an article whose format has no comments: `ARTICLE.factlint.json`.

use super::{Directive, Scope};
use crate::calendar::parse_day;
use serde::Deserialize;

/// What the file's name ends in, behind the article's.
pub const ENDING: &str = ".factlint.json";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sidecar {
    ignore: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    what: Vec<String>,
    reason: Option<String>,
    until: Option<String>,
    record: Option<usize>,
}

/// The suppressions of a file, each with the 1-based number of the record that it is about; none for all.
///
/// # Errors
/// Says what is wrong and where.
pub fn parse(text: &str) -> Result<Vec<(Option<usize>, Directive)>, String> {
    let sidecar: Sidecar = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let entries = sidecar.ignore.into_iter().map(|entry| {
        let until = entry.until.as_deref().map(parse_day).transpose().map_err(|error| error.to_string())?;
        let directive = Directive { scope: Scope::File, selectors: entry.what, reason: entry.reason, until };
        Ok((entry.record, directive))
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sidecar_is_read() {
        let text = r#"{"ignore": [{"what": ["began"], "reason": "r", "until": "2027-01-01", "record": 2}, {}]}"#;
        let found = parse(text).expect("a sidecar");
        assert_eq!(found[0].0, Some(2));
        assert_eq!(found[0].1.selectors, ["began"]);
        assert_eq!(found[1], (None, Directive { scope: Scope::File, selectors: vec![], reason: None, until: None }));
        assert!(parse(r#"{"ignore": [{"rule": "x"}]}"#).is_err_and(|error| error.contains("unknown field `rule`")));
        assert!(parse(r#"{"ignore": [{"until": "2027"}]}"#).is_err_and(|error| error.contains("not a single day")));
    }
}
