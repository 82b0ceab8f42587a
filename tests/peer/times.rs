//! Expressions of time as Recognizers-Text's extractors tell them: where they stand.

use super::cases::{Case, Place};
use super::{Reader, cut, points};
use factlint::annotate::{Content, TimexKind};
use factlint::calendar::Day;
use factlint::text::Span;

/// Words at the edges of a time that say how it is meant. The peer has them in it or not.
const LEADS: [&str; 27] = [
    "in", "on", "at", "from", "between", "the", "for", "of", "by", "to", "within", "before", "after", "until", "till",
    "since", "or", "and", "later", "earlier", "than", "around", "about", "starting", "a", "an", "sometime",
];

/// What may stand between the parts of one time as the peer has it: a day and a time of it, a length and its start.
const GLUE: [&str; 23] = [
    ",",
    "at",
    "on",
    "of",
    "in",
    "for",
    "around",
    "by",
    "from",
    "between",
    "the",
    "starting",
    "beginning",
    "no",
    "later",
    "than",
    "before",
    "after",
    "(",
    "a",
    "an",
    "-",
    "commencing",
];

/// What may stand between the ends of a range.
const RANGES: [&str; 8] = ["to", "till", "until", "through", "thru", "and", "-", "–"];

/// Whether a reader of news should answer the case.
pub fn is_news(case: &Case) -> bool {
    let text = |wanted: &super::cases::Wanted| wanted.text.as_deref().unwrap_or("").to_lowercase();
    let left = |text: String| bare(&text) || spaced(&text) || run_together(&text) || unlike_news(&text);
    !case.results.iter().map(text).any(left) && !case.spec.contains("TimeZone") && !case.spec.contains("SkipFromTo")
}

/// Whether a word is a number of one or two digits, or the word for one under a hundred.
fn number(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    ];
    let digits = word.len() <= 2 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    digits || WORDS.contains(&word)
}

/// A time that is a bare number (`15`, `eleven five`), or ends in one as an hour (`tonight at 7`, `1p.m. to 4`).
fn bare(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let hour = match words.as_slice() {
        // `November 19 to 20` are days.
        [.., first, "to", last] if number(first) => words.len() == 3 && number(last),
        [.., lead, last] => ["at", "to", "for"].contains(lead) && number(last),
        _ => false,
    };
    words.iter().all(|word| number(word) || *word == "the") || hour
}

/// Numbers with a space beside the mark between them: `11 -2016`, `2016/ 11`.
fn spaced(text: &str) -> bool {
    let marked = |window: &[u8]| matches!(window, [b' ', b'-' | b'/', ..] | [b'-' | b'/', b' ', ..]);
    text.bytes().all(|byte| byte.is_ascii_digit() || b" -/".contains(&byte)) && text.as_bytes().windows(2).any(marked)
}

/// A word written on to digits, other than those that are written so: `april22`, `3year`.
fn run_together(text: &str) -> bool {
    text.split(' ').any(|word| {
        let letters = |c: char| c.is_ascii_alphabetic();
        let (first, last) = (word.trim_end_matches(letters), word.trim_start_matches(letters));
        let tail = word.get(first.len()..).unwrap_or("");
        let digits = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_digit())
                && text.bytes().all(|byte| byte.is_ascii_digit() || b".:".contains(&byte))
        };
        // `Q1`, and what only a full stop follows.
        let last = if word.starts_with('q') { word } else { last };
        let usual = ["am", "pm", "th", "st", "nd", "rd", "s", ""].contains(&tail);
        (digits(first) && !usual) || (word.len() > last.len() && digits(last))
    })
}

/// Two numbers under a point or hyphen as a day without a year (`4.22`).
fn unlike_news(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("");
    let parts: Vec<&str> = last.split(['.', '-']).collect();
    parts.len() == 2 && parts.iter().all(|part| number(part) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Cuts off the words and marks at the edges that are not compared.
fn trimmed(input: &str, start: usize, end: usize) -> Place {
    let (mut start, mut end) = (start, end);
    loop {
        let text = cut(input, start, end);
        let words: Vec<&str> = text.split(' ').collect();
        let [lead, .., last] = words.as_slice() else { break };
        if LEADS.contains(&lead.to_lowercase().as_str()) || lead.is_empty() {
            start += lead.chars().count() + 1;
        } else if LEADS.contains(&last.to_lowercase().as_str()) || last.is_empty() {
            end -= last.chars().count() + 1;
        } else {
            break;
        }
    }
    // A full stop may be that of a short form or of the sentence.
    end -= usize::from(cut(input, start, end).ends_with('.'));
    Place { start, end, value: String::new() }
}

/// The results of a case.
pub fn wanted(case: &Case) -> Vec<Place> {
    let place = |wanted: &super::cases::Wanted| wanted.place(&case.input);
    case.results.iter().map(place).map(|(start, end)| trimmed(&case.input, start, end)).collect()
}

/// Times that the peer has as one.
#[derive(Debug)]
struct Joined {
    span: Span,
    kinds: Vec<(TimexKind, String)>,
    /// Whether a range of `between` is open in it.
    open: bool,
    /// Whether it is a length that runs from now: `in two hours`, `the last hour`.
    from_now: bool,
}

impl Joined {
    fn has(&self, kind: TimexKind) -> bool {
        self.kinds.iter().any(|(own, _)| *own == kind)
    }

    /// A length that the clock measures, and no more.
    fn by_the_clock(&self) -> bool {
        self.kinds.iter().all(|(kind, value)| *kind == TimexKind::Duration && value.starts_with("PT"))
    }

    /// Whether it goes on with another time, seen what stands between and before.
    fn goes_on(&self, kind: TimexKind, value: &str, between: &[String], after: &str) -> bool {
        let date = |kind: TimexKind| kind == TimexKind::Date;
        let range = |word: &String| RANGES.contains(&word.as_str());
        let last = self.kinds.last().map_or(TimexKind::Date, |(kind, _)| *kind);
        let point = |kind: TimexKind| matches!(kind, TimexKind::Date | TimexKind::Time);
        if let [word, rest @ ..] = between
            && range(word)
            && rest.iter().all(|word| word == "the")
        {
            return point(last) && point(kind) && (word != "and" || self.open);
        }
        if !between.iter().all(|word| GLUE.contains(&word.as_str())) {
            return false;
        }
        let has = |word: &str| between.iter().any(|between| between == word);
        if between.len() == 1 && has("(") {
            return date(last) && date(kind) && after == ")";
        }
        match (last, kind) {
            (TimexKind::Time, TimexKind::Date | TimexKind::Set | TimexKind::Time)
            | (TimexKind::Date | TimexKind::Set, TimexKind::Time) => true,
            (TimexKind::Duration, TimexKind::Date) if self.by_the_clock() => false,
            (TimexKind::Duration, TimexKind::Date | TimexKind::Time) => {
                has("from") || has("starting") || has("beginning")
            }
            (TimexKind::Date | TimexKind::Time, TimexKind::Duration) => has("for"),
            // A week and a day of it.
            (TimexKind::Date, TimexKind::Date) => {
                let week = |value: &str| value.contains("-W") && !value.starts_with('X');
                let own = self.kinds.last().is_some_and(|(_, value)| week(value));
                (own != week(value)) && !has(",")
            }
            _ => false,
        }
    }
}

/// The expressions of time that are found in it, in the parts that the peer has: a day and a time of it are one, and so
/// are the two ends of a range. Texts without a reference are read as of one day of November 2016.
pub fn found(reader: &Reader, case: &Case) -> Vec<Place> {
    let day = case.reference.as_deref().and_then(|day| day.get(..10));
    let day = day.and_then(|day| factlint::calendar::parse_edtf(day).ok()).map(|time| time.days().first);
    let day = day.or_else(|| Day::from_ymd(2016, 11, 7));
    let name = |name: &str| case.spec.ends_with(&format!("/{name}Extractor.json"));
    // Those of one kind leave other kinds out before they are joined.
    let days = name("Date") || name("DatePeriod") || name("Holiday");
    let hours = name("Time") || name("TimePeriod");
    let times: Vec<Joined> = reader.annotated(&case.input, day, |annotated| {
        let tokens = &annotated.tokens;
        let text =
            |at: u32| tokens.get(at as usize).map_or(String::new(), |token| token.span.of(&case.input).to_lowercase());
        let ranges: Vec<Span> = annotated
            .notes
            .iter()
            .filter(|note| matches!(note.content, Content::Time(_)))
            .map(|note| note.tokens.span(tokens))
            .collect();
        let mut times: Vec<Joined> = Vec::new();
        let mut before: Option<u32> = None;
        for timex in &annotated.timexes {
            let span = timex.tokens.span(tokens);
            let time = timex.kind == TimexKind::Time;
            if days && time || hours && !time && timex.kind != TimexKind::Duration {
                before = None;
                continue;
            }
            let noted = |last: Span| ranges.iter().any(|range| range.start < last.end && span.start < range.end);
            let joins = before.is_some_and(|end| {
                let between: Vec<String> = (end..timex.tokens.start).map(text).collect();
                times.last_mut().is_some_and(|last| {
                    let after = text(timex.tokens.end);
                    last.open |= between.iter().any(|word| word == "between");
                    noted(last.span) || last.goes_on(timex.kind, &timex.value, &between, &after)
                })
            });
            let lead = timex.tokens.start.checked_sub(1).map_or(String::new(), text);
            let numbered = text(timex.tokens.start).starts_with(|c: char| c.is_ascii_digit());
            let later = timex.tokens.end.checked_sub(1).is_some_and(|last| text(last) == "later");
            let from_now = lead == "in" || !numbered || later;
            let kind = (timex.kind, timex.value.clone());
            match times.last_mut().filter(|_| joins) {
                Some(last) => {
                    last.span = last.span.hull(span);
                    last.kinds.push(kind);
                }
                None => times.push(Joined { span, kinds: vec![kind], open: lead == "between", from_now }),
            }
            before = Some(timex.tokens.end);
        }
        times
    });
    let kept = |time: &&Joined| {
        let one = time.kinds.len() == 1;
        let year = time.kinds.iter().all(|(kind, value)| *kind == TimexKind::Date && value.len() == 4);
        match () {
            () if name("DatePeriod") => !time.by_the_clock(),
            () if hours => !one || time.has(TimexKind::Time),
            () if name("DateTime") || name("DateTimePeriod") => {
                !one || !year && (time.from_now || !time.has(TimexKind::Duration))
            }
            () => true,
        }
    };
    let at = |byte: u32| points(&case.input, byte as usize);
    times.iter().filter(kept).map(|time| trimmed(&case.input, at(time.span.start), at(time.span.end))).collect()
}
