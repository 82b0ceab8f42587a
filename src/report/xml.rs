//! Text in XML and HTML.

use super::terminal::visible;

/// A text for an attribute or between tags, of XML as of HTML. What XML cannot hold at all is shown as something else.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A reader of attributes would make them spaces.
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c if c.is_control() || super::safe_json::steers(c) => out.push_str(&visible(c.encode_utf8(&mut [0; 4]))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_xml_would_read() {
        assert_eq!(escaped("<a b='c' d=\"&\">\n]]>"), "&lt;a b=&#39;c&#39; d=&quot;&amp;&quot;&gt;&#10;]]&gt;");
        assert_eq!(escaped("\0\u{1B}[m\u{9B}\u{202E}\u{FFFF}é"), "␀␛[m\u{FFFD}\u{FFFD}\u{FFFD}é");
    }
}
