//! Quotations as ranges of the tokens inside their marks: straight and curly double marks, guillemets, curly
//! single marks, and whole block quotations. A quotation that is not closed ends with its paragraph, as the
//! paragraphs of a longer one do.

use super::scan::Scan;
use crate::text::TokenKind;

/// Ranges of quoted tokens of one block, in order.
pub(crate) fn ranges(scan: Scan<'_>, mut push: impl FnMut(usize, usize)) {
    let mut open: Option<(usize, &str)> = None;
    // A single mark that may open a quotation; only a closing one proves it.
    let mut single: Option<usize> = None;
    let mut emit = |from: usize, to: usize| {
        if from < to {
            push(from, to);
        }
    };
    for (at, token) in scan.walk.tokens.iter().enumerate() {
        if !matches!(token.kind, TokenKind::Mark | TokenKind::Possessive) {
            continue;
        }
        let mark = token.span.of(scan.walk.text);
        match (mark, open) {
            ("“" | "„" | "«", None) => open = Some((at + 1, mark)),
            // A second opening mark without a closing one: the first is taken to end here.
            ("“" | "„" | "«", Some((from, by))) if !(by == "„" && mark == "“") => {
                emit(from, at);
                open = Some((at + 1, mark));
            }
            ("”" | "“" | "»", Some((from, _))) => {
                emit(from, at);
                open = None;
            }
            ("\"", None) if opens(scan, at) => open = Some((at + 1, mark)),
            ("\"", Some((from, _))) => {
                emit(from, at);
                let again = token.space_before() && !scan.space_before(at + 1) && at + 1 < scan.len();
                open = again.then_some((at + 1, mark));
            }
            ("‘", None) if !scan.space_before(at + 1) => single = single.or(Some(at + 1)),
            ("’", None) if closes(scan, at) => {
                if let Some(from) = single.take() {
                    emit(from, at);
                }
            }
            _ => {}
        }
        if open.is_some() {
            single = None;
        }
    }
    if let Some((from, _)) = open {
        emit(from, scan.len());
    }
}

/// Whether a straight mark opens: behind a space or another mark, before something.
fn opens(scan: Scan<'_>, at: usize) -> bool {
    let behind = at.checked_sub(1).and_then(|before| scan.kind(before));
    at + 1 < scan.len() && (scan.space_before(at) || behind == Some(TokenKind::Mark))
}

/// Whether a single mark closes rather than shows a possessive: `the states’ envoy`.
fn closes(scan: Scan<'_>, at: usize) -> bool {
    let possessive = scan.kind(at) == Some(TokenKind::Possessive);
    !possessive || at + 1 >= scan.len() || scan.kind(at + 1) == Some(TokenKind::Mark)
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::quoted;

    #[test]
    fn finds_what_is_between_marks() {
        for (text, inside) in [
            ("He said \"we won\" and left.", vec!["we won"]),
            ("“We won,” he said, “twice.”", vec!["We won,", "twice."]),
            ("She called it ‘the states’ plan’, he said.", vec!["the states’ plan"]),
            ("The states’ plan, ‘90s style", vec![]),
            ("„So ist es“, «ja»", vec!["So ist es", "ja"]),
            ("A 5\" pipe", vec![]),
        ] {
            assert_eq!(quoted(text), inside, "{text}");
        }
    }

    #[test]
    fn runs_on_over_paragraphs() {
        assert_eq!(quoted("He said: “One.\n\n“Two.” Then he left.\n\nThree."), ["One.", "Two."]);
        assert_eq!(quoted("He said: \"One. Two\n\nThree"), ["One. Two"]);
    }
}
