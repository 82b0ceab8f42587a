//! A calendar of the days on which sentences that are true will become false (RFC 5545).
//!
//! An event lasts a whole day: the first on which the sentence is not true. Where the facts do not tell the day there is
//! no event. The stamp of an event is the day on which the base was released, since no clock is read.

use super::terminal::visible;
use super::{Format, Look, Run};
use crate::calendar::Day;
use crate::check::{Expiry, Verdict};
use crate::outcome::{Claim, Outcome, Places};
use sha2::{Digest as _, Sha256};
use std::io::{Error, Write};

/// The calendar.
#[derive(Debug, Clone, Copy)]
pub struct Ics;

/// The name of the format.
pub const NAME: &str = "ics";

impl Format for Ics {
    fn name(&self) -> &'static str {
        NAME
    }

    fn about(&self) -> &'static str {
        "a calendar of the days on which true sentences become false"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        let version = run.stamp.version;
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0", &format!("PRODID:-//factlint//factlint {version}//EN")] {
            fold(line, out)?;
        }
        fold("CALSCALE:GREGORIAN", out)?;
        let stamp = run.engine.base.released();
        let mut events: Vec<(Day, usize, &Claim, &Expiry)> = Vec::new();
        for (at, outcome) in run.outcomes.iter().enumerate() {
            let told = outcome.claims.iter().filter_map(|claim| Some((claim, claim.expires.as_ref()?)));
            events.extend(told.filter_map(|(claim, expires)| Some((expires.on?, at, claim, expires))));
        }
        events.sort_by(|a, b| (a.0, a.1, a.2.span, &a.2.normal).cmp(&(b.0, b.1, b.2.span, &b.2.normal)));
        for (day, at, claim, expires) in events {
            if let Some(outcome) = run.outcomes.get(at) {
                event(day, stamp, outcome, claim, expires, out)?;
            }
        }
        fold("END:VCALENDAR", out)
    }
}

fn event(
    day: Day,
    stamp: Day,
    outcome: &Outcome,
    claim: &Claim,
    expires: &Expiry,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let places = outcome.places();
    let words = words(claim, &places);
    let at = places.line(claim.span.start);
    let identity = format!("{}\0{}\0{}\0{}", outcome.name(), claim.normal, claim.span.start, day);
    let identity = crate::base::image::open::hex(&Sha256::digest(identity)[..16]);
    let place = match places.location(claim.span.start) {
        Some(at) => format!("{}, paragraph {}, character {}", outcome.name(), at.paragraph, at.character),
        None => format!("{}:{}:{}", outcome.name(), at.line, at.column),
    };
    let mut about = vec![place, format!("{}: {}", claim.claim, claim.normal), told(expires)];
    about.extend(outcome.published.map(|published| format!("The sentence was true on {published}.")));
    fold("BEGIN:VEVENT", out)?;
    fold(&format!("UID:{identity}@factlint"), out)?;
    fold(&format!("DTSTAMP:{}T000000Z", basic(stamp)), out)?;
    fold(&format!("DTSTART;VALUE=DATE:{}", basic(day)), out)?;
    fold(&format!("DTEND;VALUE=DATE:{}", basic(day.plus_days(1))), out)?;
    fold(&format!("SUMMARY:{}", escaped(&format!("{}: “{words}” {}", outcome.name(), becomes(expires)))), out)?;
    fold(&format!("DESCRIPTION:{}", about.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\\n")), out)?;
    fold(&format!("CATEGORIES:{}", escaped(&claim.claim)), out)?;
    fold("TRANSP:TRANSPARENT", out)?;
    fold("END:VEVENT", out)
}

/// What a claim is on the day, as the end of a sentence.
#[must_use]
pub fn becomes(expires: &Expiry) -> &'static str {
    match expires.verdict {
        Verdict::Contradicted => "is no longer true",
        Verdict::Disputed => "is disputed",
        Verdict::Supported | Verdict::Unverifiable => "can no longer be confirmed",
    }
}

/// Why a claim is no longer true, in one sentence.
#[must_use]
pub fn told(expires: &Expiry) -> String {
    let reason = expires.reason.map(|reason| format!(" ({})", reason.word())).unwrap_or_default();
    let open = format!("it is then {}{reason}", expires.verdict.word());
    match expires.false_on {
        Some(day) if Some(day) != expires.on => format!("{open}, and false from {day} on: {}", expires.message),
        Some(_) => expires.message.clone(),
        None => open,
    }
}

/// The words of a claim on one line.
#[must_use]
pub fn words(claim: &Claim, places: &Places<'_>) -> String {
    claim.span.of(places.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A day as calendars write it. Years that have no four digits have no place in one.
fn basic(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A text for a value: what would end it, or begin another, is escaped or shown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Octets of a line without its end.
const WIDTH: usize = 75;

/// Writes a line, and goes on in the next where it is too long: never within a character.
fn fold(line: &str, out: &mut dyn Write) -> Result<(), Error> {
    let mut width = 0;
    for c in line.chars() {
        let len = c.len_utf8();
        if width + len > WIDTH {
            out.write_all(b"\r\n ")?;
            width = 1;
        }
        out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?;
        width += len;
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> String {
        let mut bytes = Vec::new();
        fold(line, &mut bytes).expect("memory can be written to");
        String::from_utf8(bytes).expect("lines are cut between characters")
    }

    #[test]
    fn long_lines_are_folded_between_characters_and_unfold_to_themselves() {
        for line in ["", "short", &"x".repeat(75), &"x".repeat(76), &"–é".repeat(90), &"𝄞".repeat(60)] {
            let folded = folded(line);
            assert!(folded.split("\r\n").all(|line| line.len() <= WIDTH), "{folded}");
            assert_eq!(folded.replace("\r\n ", "").trim_end_matches("\r\n"), line);
        }
    }

    #[test]
    fn nothing_in_a_value_ends_it() {
        assert_eq!(escaped("a\r\nEND:VEVENT;b,c\\d"), "a\u{240d} END:VEVENT\\;b\\,c\\\\d");
    }
}
