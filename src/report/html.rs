//! The report as one page that needs nothing else: the article with its marks, and beside it what is said of each.
//!
//! The page has no address but those of sources, which nothing loads; a policy in it forbids all that is not its own
//! style and script. Whatever an article holds is text in it.

use super::context::Context;
use super::safe_json::steers;
use super::{Format, Look, Run};
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error as TemplateError, ErrorKind, Value, context};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io::{Error, Write};

/// The format for browsers.
#[derive(Debug, Clone, Copy)]
pub struct Html;

const PAGE: &str = include_str!("html/page.html.j2");
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "a page with the articles, their claims, proofs and sources"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        let page = page(run).map_err(|error| Error::other(format!("the page cannot be made: {error:#}")))?;
        out.write_all(page.as_bytes())
    }
}

fn page(run: &Run<'_>) -> Result<String, TemplateError> {
    let mut environment = Environment::new();
    environment.set_syntax(super::template::syntax()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|out, state, value| {
        let text = value.as_str().filter(|_| value.kind() == ValueKind::String && !value.is_safe());
        match text.filter(|text| text.contains(hidden)) {
            Some(text) => minijinja::escape_formatter(out, state, &Value::from(shown(text))),
            None => minijinja::escape_formatter(out, state, value),
        }
    });
    environment.add_template("page.html", PAGE)?;
    let template = environment.get_template("page.html")?;
    let report = Value::from(Serde(Context::of(run)));
    if report.kind() == ValueKind::Invalid {
        return Err(TemplateError::new(ErrorKind::BadSerialization, "the report has no plain values"));
    }
    template.render(context! {
        report,
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
        style_hash => Value::from_safe_string(hash(STYLE)),
        script_hash => Value::from_safe_string(hash(SCRIPT)),
    })
}

/// Whether a browser would show a character as nothing, or turn others around by it.
fn hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || steers(c)
}

/// A text with such characters told by number: they are neither obeyed nor lost.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) {
            let _ = write!(out, "⟦U+{:04X}⟧", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// The hash of a style or script, as a policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = [0, 1, 2].map(|at| u32::from(chunk.get(at).copied().unwrap_or(0)));
        let word = word[0] << 16 | word[1] << 8 | word[2];
        for digit in 0..4 {
            let index = (word >> (18 - 6 * digit) & 63) as usize;
            text.push(if digit <= chunk.len() { char::from(DIGITS[index]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_in_base_64() {
        assert_eq!(
            ["", "f", "fo", "foo", "foobar"].map(|text| base64(text.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy"]
        );
    }

    #[test]
    fn the_page_has_no_styles_or_scripts_but_its_own() {
        for refused in [" style=", " onclick=", " onload=", " onerror=", " src=", "javascript:"] {
            assert!(!PAGE.contains(refused), "the policy would refuse `{refused}`");
        }
        assert!(!SCRIPT.contains("innerHTML") && !SCRIPT.contains("</script"));
    }
}
