//! Markdown, for a comment on a pull request.
//!
//! An article may be anybody's: none of its words becomes markup, a link, a picture or a mention.

use super::spot::{Reported, Spot, aside};
use super::terminal::{summary, visible};
use super::{Format, Look, Run};
use crate::outcome::{Outcome, Places};
use crate::rules::Severity;
use std::fmt::Write as _;
use std::io::{Error, Write};

/// The Markdown format.
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

/// Comments of the great services end at 65,536 characters; what is left out is counted.
const LONGEST: usize = 60_000;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "Markdown, for a comment on a pull request"
    }

    fn write(&self, run: &Run<'_>, look: Look, out: &mut dyn Write) -> Result<(), Error> {
        let mut text = format!("## factlint: {}\n", heading(run));
        let mut left = 0;
        for fault in &run.faults {
            add(&mut text, &mut left, 1, &format!("\n- **unreadable** {}\n", plain(&fault.message)));
        }
        for outcome in &run.outcomes {
            let reported: Vec<Reported<'_>> = Reported::of(outcome).collect();
            if reported.is_empty() && !look.verbose {
                continue;
            }
            let name = code(&outcome.name());
            let head = format!("\n### {name}\n\n{}\n\n", plain(&summary(outcome)));
            if !add(&mut text, &mut left, 0, &head) {
                left += reported.len();
                continue;
            }
            let places = outcome.places();
            for one in reported {
                add(&mut text, &mut left, 1, &item(run, &places, one));
            }
            if look.verbose {
                for finding in outcome.silenced() {
                    let why = plain(&aside(finding));
                    add(&mut text, &mut left, 1, &format!("- {why}: {}\n", plain(&finding.message)));
                }
            }
        }
        if left > 0 {
            let _ =
                writeln!(text, "\n**{left} more are not shown here**: a comment has an end. Another format has all.");
        }
        let version = run.stamp.version;
        let short = |hash: &str| hash.chars().take("sha256:".len() + 12).collect::<String>();
        let (rules, base) = (short(&run.stamp.rules), short(&run.stamp.base));
        let _ = writeln!(text, "\n<sub>factlint {version}, rules {rules}, facts {base}</sub>");
        out.write_all(text.as_bytes())
    }
}

/// Adds a piece where it has room; counts what it holds where it has none.
fn add(text: &mut String, left: &mut usize, holds: usize, piece: &str) -> bool {
    let room = *left == 0 && text.len() + piece.len() <= LONGEST;
    if room {
        text.push_str(piece);
    } else {
        *left += holds;
    }
    room
}

fn heading(run: &Run<'_>) -> String {
    let of = |severity| run.outcomes.iter().flat_map(Outcome::severities).filter(|&one| one == severity).count();
    let counted = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    let mut parts = vec![counted(of(Severity::Error), "error"), counted(of(Severity::Warning), "warning")];
    if of(Severity::Info) > 0 {
        parts.push(counted(of(Severity::Info), "note"));
    }
    if !run.faults.is_empty() {
        parts.push(format!("{} unreadable", run.faults.len()));
    }
    format!("{} in {}", parts.join(", "), counted(run.outcomes.len(), "article"))
}

/// A list item: the message, the words in their line, what makes it right, the sources.
fn item(run: &Run<'_>, places: &Places<'_>, one: Reported<'_>) -> String {
    let spots: Vec<Spot> = one.spans().into_iter().map(|span| Spot::of(places, span)).collect();
    let mut at: Vec<String> = spots
        .iter()
        .map(|spot| match spot {
            Spot::Lines { start, .. } => format!("line {}", start.line),
            Spot::Paragraph(at) => format!("paragraph {}", at.paragraph),
        })
        .collect();
    at.dedup();
    let (severity, name) = (one.severity().word(), one.name());
    let mut text = format!("- **{severity}** {}: {} (`{name}`)\n", at.join(", "), plain(one.message()));
    if let Reported::Finding(finding) = one {
        let _ = writeln!(text, "  > {}\n", code(&finding.text));
    }
    for line in one.said() {
        let _ = writeln!(text, "  - {}", plain(&line));
    }
    for id in one.sources() {
        let _ = writeln!(text, "  - source: {}", source(run, id));
    }
    text
}

/// A source as a link, if it can be one.
fn source(run: &Run<'_>, id: &str) -> String {
    let Some(source) = run.engine.base.source_named(id) else { return plain(id) };
    let web = source.url.starts_with("https://") || source.url.starts_with("http://");
    let read = crate::calendar::words::day(source.retrieved);
    if web && source.url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\')) {
        format!("[{}](<{}>) (read {read})", plain(source.title), source.url)
    } else {
        format!("{} (read {read})", plain(&format!("{}, {}", source.title, source.url)))
    }
}

/// A text that is nothing but text: no emphasis, link, picture, HTML, mention, reference or address.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let text = visible(text);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A joiner without width keeps services from telling somebody, or from linking.
            '@' => out.push_str("@\u{2060}"),
            '#' => out.push_str("\\#\u{2060}"),
            '/' if before == ':' => out.push_str("\u{2060}/"),
            ':' if out.ends_with("mailto") || out.ends_with("xmpp") => out.push_str(":\u{2060}"),
            '.' if before.eq_ignore_ascii_case(&'w') => out.push_str(".\u{2060}"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '+' | '-' | '=' if out.is_empty() => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// A text as code, fenced by more backticks than it has.
fn code(text: &str) -> String {
    let text = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Parser, Tag};

    #[test]
    fn words_are_no_markup() {
        let hostile =
            "<img src=x onerror=alert(1)> **b** [a](javascript:x) ![p](http://x) @team #12 www.x.org `c` ~~s~~ |\n# h";
        for text in [plain(hostile), code(hostile), code("``"), format!("- {}", plain("- x"))] {
            for event in Parser::new_ext(&text, pulldown_cmark::Options::all()) {
                let quiet = match &event {
                    Event::Start(tag) => matches!(tag, Tag::Paragraph | Tag::List(_) | Tag::Item),
                    Event::Html(_) | Event::InlineHtml(_) => false,
                    _ => true,
                };
                assert!(quiet, "{text}: {event:?}");
            }
        }
        assert_eq!(plain("see http://x.org @me"), "see http:\u{2060}//x.org @\u{2060}me");
    }
}
