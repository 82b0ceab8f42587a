//! JSON that is safe to look at: control characters and directional overrides in strings are written as escapes, so
//! that a report shown in a terminal or an editor cannot be steered by an article. To programs it is the same JSON.

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use std::io::{Error, Write};

/// Writes a value on one line.
///
/// # Errors
/// If it cannot be written.
pub fn compact(out: &mut dyn Write, value: &impl Serialize) -> Result<(), Error> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Safe(CompactFormatter)))?)
}

/// Writes a value on many lines, for people too.
///
/// # Errors
/// If it cannot be written.
pub fn pretty(out: &mut dyn Write, value: &impl Serialize) -> Result<(), Error> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Safe(PrettyFormatter::new())))?)
}

/// A value on one line.
#[must_use]
pub fn line(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    // Nothing goes wrong while memory is written to, and what is serialized here has only strings for keys.
    let _ = compact(&mut bytes, value);
    String::from_utf8(bytes).unwrap_or_default()
}

/// Whether a character is shown as something else than itself: JSON has to escape only some of them.
#[must_use]
pub const fn steers(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A formatter whose strings are safe.
struct Safe<F>(F);

impl<F: Formatter> Formatter for Safe<F> {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<(), Error> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<(), Error> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<(), Error> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<(), Error> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<(), Error> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<(), Error> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<(), Error> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<(), Error> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<(), Error> {
        self.0.end_object_value(out)
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> Result<(), Error> {
        escaped(out, text)
    }

    /// JSON that was made before: such characters stand nowhere in it but in strings.
    fn write_raw_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> Result<(), Error> {
        escaped(out, text)
    }
}

fn escaped<W: ?Sized + Write>(out: &mut W, text: &str) -> Result<(), Error> {
    let mut done = 0;
    // All of them begin with one of these bytes.
    for at in memchr::memchr3_iter(0xC2, 0xE2, 0xEF, text.as_bytes()) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| steers(*c)) else { continue };
        out.write_all(text.get(done..at).unwrap_or_default().as_bytes())?;
        write!(out, "\\u{:04x}", u32::from(c))?;
        done = at + c.len_utf8();
    }
    out.write_all(text.get(done..).unwrap_or_default().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_steers_a_terminal_is_escaped() {
        let value = json!({"a\u{202E}": ["\u{1B}[31m\u{9B}2J", "naïve 🦀\u{2028}"]});
        let text = line(&value);
        assert_eq!(text, r#"{"a\u202e":["\u001b[31m\u009b2J","naïve 🦀\u2028"]}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), value);
        let raw = serde_json::value::RawValue::from_string("{\"x\":\"\u{202E}\"}".to_owned()).expect("JSON");
        assert_eq!(line(&raw), r#"{"x":"\u202e"}"#);
        let mut bytes = Vec::new();
        pretty(&mut bytes, &json!({"a": [1], "b": {}})).expect("memory");
        assert_eq!(String::from_utf8(bytes).expect("UTF-8"), "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}");
    }
}
