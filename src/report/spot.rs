//! Where findings stand, and what is said of them beside the message: shared by the formats for other tools.

use super::citation;
use crate::base::Base;
use crate::document::Location;
use crate::outcome::{Finding, Outcome, Places, Remark, Repair, Status};
use crate::rules::Severity;
use crate::text::{LineColumn, Span};
use std::fmt::Write as _;

/// A place in an article, as tools show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// From a line and column up to another: the end is just past the last character.
    Lines {
        /// First character.
        start: LineColumn,
        /// Just past the last character.
        end: LineColumn,
    },
    /// In a file without lines.
    Paragraph(Location),
}

impl Spot {
    /// The place of a span.
    #[must_use]
    pub fn of(places: &Places<'_>, span: Span) -> Self {
        places.location(span.start).map_or_else(
            || Self::Lines { start: places.line(span.start), end: places.line(span.end.max(span.start)) },
            Self::Paragraph,
        )
    }

    /// Line and column of the first character, where there are lines.
    #[must_use]
    pub const fn start(self) -> Option<LineColumn> {
        if let Self::Lines { start, .. } = self { Some(start) } else { None }
    }

    /// The place in words, where it has no lines.
    #[must_use]
    pub fn words(self) -> Option<String> {
        match self {
            Self::Lines { .. } => None,
            Self::Paragraph(at) => Some(format!("paragraph {}, character {}", at.paragraph, at.character)),
        }
    }

    /// `line:column`, or `paragraph:character`.
    #[must_use]
    pub fn short(self) -> String {
        match self {
            Self::Lines { start, .. } => format!("{}:{}", start.line, start.column),
            Self::Paragraph(at) => format!("{}:{}", at.paragraph, at.character),
        }
    }
}

/// A path with `/`, without a leading `./`, as tools compare it with those of a repository.
#[must_use]
pub fn relative(path: &str) -> &str {
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path
}

/// A path as a reference to a file: relative, or absolute with a scheme.
#[must_use]
pub fn uri(path: &str) -> String {
    let path = relative(path);
    let mut text = String::with_capacity(path.len());
    if path.starts_with('/') {
        text.push_str("file://");
    } else if path.split('/').next().is_some_and(|first| first.contains(':')) {
        text.push_str("./");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                text.push(char::from(byte));
            }
            other => {
                let _ = write!(text, "%{other:02X}");
            }
        }
    }
    text
}

/// All that is reported of an article, findings first.
#[derive(Debug, Clone, Copy)]
pub enum Reported<'a> {
    /// A claim that is wrong.
    Finding(&'a Finding),
    /// Something that is no claim.
    Remark(&'a Remark),
}

impl<'a> Reported<'a> {
    /// What is reported of an article.
    pub fn of(outcome: &'a Outcome) -> impl Iterator<Item = Self> {
        outcome.active().map(Self::Finding).chain(outcome.remarks.iter().map(Self::Remark))
    }

    /// The name of the claim, or the code of the remark.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self {
            Self::Finding(finding) => &finding.claim,
            Self::Remark(remark) => remark.code,
        }
    }

    /// How grave it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Finding(finding) => finding.severity,
            Self::Remark(remark) => remark.severity,
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn message(self) -> &'a str {
        match self {
            Self::Finding(finding) => &finding.message,
            Self::Remark(remark) => &remark.message,
        }
    }

    /// All places where it stands, the first first.
    #[must_use]
    pub fn spans(self) -> Vec<Span> {
        match self {
            Self::Finding(finding) => finding.spans().collect(),
            Self::Remark(remark) => vec![remark.span],
        }
    }

    /// What makes it right.
    #[must_use]
    pub fn repairs(self) -> &'a [Repair] {
        match self {
            Self::Finding(finding) => &finding.repairs,
            Self::Remark(_) => &[],
        }
    }

    /// What is said beside the message, a line each: repairs, what else is wrong with the words, sources.
    #[must_use]
    pub fn details(self, base: &Base) -> Vec<String> {
        let sources = self.sources().iter().map(|id| format!("source: {}", citation(base, id)));
        self.said().into_iter().chain(sources).collect()
    }

    /// Ids of the sources cited.
    #[must_use]
    pub fn sources(self) -> &'a [String] {
        match self {
            Self::Finding(finding) => &finding.sources,
            Self::Remark(_) => &[],
        }
    }

    /// As [`Self::details`], without the sources.
    #[must_use]
    pub fn said(self) -> Vec<String> {
        let Self::Finding(finding) = self else { return Vec::new() };
        let quoted = finding.quoted.then(|| "somebody else's words".to_owned());
        let repairs = finding.repairs.iter().map(|repair| format!("perhaps “{}”", repair.message));
        let also = finding.also.iter().map(|(claim, message)| format!("also {claim}: {message}"));
        quoted.into_iter().chain(repairs).chain(also).collect()
    }
}

/// Why a finding is set aside, in words.
#[must_use]
pub fn aside(finding: &Finding) -> String {
    match &finding.status {
        Status::Active => String::new(),
        Status::Suppressed { reason: Some(reason), .. } => format!("suppressed: {reason}"),
        Status::Suppressed { reason: None, .. } => "suppressed".to_owned(),
        Status::Baseline => "in the baseline".to_owned(),
        Status::Unchanged => "on lines that have not changed".to_owned(),
    }
}

/// The words that a repair makes of the source, from its first edit to its last, with the span that they replace.
#[must_use]
pub fn replaced(text: &str, repair: &Repair) -> Option<(Span, String)> {
    let (first, last) = (repair.edits.first()?, repair.edits.last()?);
    let mut words = String::new();
    let mut at = first.start;
    for edit in &repair.edits {
        words.push_str(text.get(at as usize..edit.start as usize)?);
        words.push_str(&edit.replace);
        at = edit.end;
    }
    Some((Span::new(first.start, last.end), words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Edit;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("a b/ü.md"), "a%20b/%C3%BC.md");
        assert_eq!(uri("./x\n<>.md"), "x%0A%3C%3E.md");
        assert_eq!(uri("/tmp/x.md"), "file:///tmp/x.md");
        assert_eq!(uri("javascript:alert(1)"), "./javascript:alert%281%29");
        assert_eq!(relative(".//./a"), "a");
    }

    #[test]
    fn edits_are_one_replacement() {
        let edit = |start, end, replace: &str| Edit { start, end, replace: replace.to_owned() };
        let edits = vec![edit(4, 8, "50th"), edit(24, 27, "CTBT")];
        let repair = Repair { message: String::new(), safe: false, edits };
        let text = "the 10th anniversary of NPT.";
        assert_eq!(replaced(text, &repair), Some((Span::new(4, 27), "50th anniversary of CTBT".to_owned())));
        assert_eq!(replaced(text, &Repair { message: String::new(), safe: false, edits: Vec::new() }), None);
    }
}
