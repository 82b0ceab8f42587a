//! The publication date in by-lines and date lines: `by February 27, 2020 General`, `Published: 27 February 2020`,
//! `BERLIN, Feb 27, 2020 (Agency) –`. A date inside running text is never one.

use crate::calendar::Day;
use crate::document::{Block, BlockKind, DateOrigin, Published};
use crate::rules::{ClassId, Lexicon, WordId, lexicon::Words};
use crate::text::{Span, Token, TokenKind, source::offset, tokenize};

/// By-lines stand among so many first blocks, or start within so many first bytes, or stand last.
const FIRST_BLOCKS: usize = 10;
const FIRST_BYTES: u32 = 600;
/// A by-line is no longer than this, in bytes, and a date line's head no longer than this.
const LONGEST: usize = 140;
/// A longer block is running text, and the head of the article ends with it.
const BODY: u32 = 300;

/// Finds the publication date in the blocks and marks by-lines as furniture.
pub fn settle(text: &str, blocks: &mut [Block], lexicon: &Lexicon) -> Option<Published> {
    let names = Names::new(lexicon)?;
    let count = blocks.len();
    let mut found: Option<Published> = None;
    // Behind a long paragraph a line with a date belongs to something inside the article.
    let mut body = false;
    for (index, block) in blocks.iter_mut().enumerate() {
        let first = !body && (index < FIRST_BLOCKS || block.span.start < FIRST_BYTES);
        let near = first || index + 1 == count;
        body |= block.span.len() > BODY;
        if !near || matches!(block.kind, BlockKind::Quotation | BlockKind::Cell(..) | BlockKind::Footnote) {
            continue;
        }
        let line = Line::new(names, block.span.of(text));
        let (day, furniture) = line.judge(block.span.len() as usize <= LONGEST);
        if furniture {
            block.kind = BlockKind::Furniture;
        }
        if let (None, Some((day, span))) = (found, day) {
            let span = Span::new(block.span.start + span.start, block.span.start + span.end);
            found = Some(Published { day, origin: DateOrigin::Byline, span: Some(span) });
        }
    }
    found
}

/// A full date anywhere in a short text, as in the value of a metadata field.
#[must_use]
pub fn date_in(text: &str, lexicon: &Lexicon) -> Option<Day> {
    let line = Line::new(Names::new(lexicon)?, text);
    (0..line.tokens.len()).find_map(|at| line.date(at)).map(|(day, _)| day)
}

/// The word classes of by-lines.
#[derive(Clone, Copy)]
struct Names<'l> {
    lexicon: &'l Lexicon,
    month: ClassId,
    byline: ClassId,
    weekday: ClassId,
    clock: ClassId,
    ago: ClassId,
}

impl<'l> Names<'l> {
    fn new(lexicon: &'l Lexicon) -> Option<Self> {
        let class = |name| lexicon.class(name);
        Some(Self {
            lexicon,
            month: class("month")?,
            byline: class("byline")?,
            weekday: class("weekday")?,
            clock: class("clock")?,
            ago: class("ago")?,
        })
    }
}

/// The head of a block.
struct Line<'l> {
    names: Names<'l>,
    text: &'l str,
    tokens: Vec<Token>,
    words: Vec<WordId>,
}

impl<'l> Line<'l> {
    fn new(names: Names<'l>, text: &'l str) -> Self {
        let mut cut = text.len().min(LONGEST);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let text = text.get(..cut).unwrap_or("");
        let tokens = tokenize(text);
        let words = names.lexicon.words(&tokens);
        Self { names, text, tokens, words }
    }

    fn of(&self, at: usize) -> &'l str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn number(&self, at: usize, width: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let text = self.of(at);
        let digits = width.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().ok() } else { None }
    }

    fn value(&self, at: usize, class: ClassId) -> Option<u32> {
        let value = self.names.lexicon.value(*self.words.get(at)?, class)?;
        Some(value.number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0))
    }

    fn month(&self, at: usize) -> Option<(u32, usize)> {
        let month = self.value(at, self.names.month).filter(|month| (1..=12).contains(month))?;
        Some((month, at + 1 + usize::from(self.of(at + 1) == ".")))
    }

    /// A full date at a token, and its end.
    fn date(&self, at: usize) -> Option<(Day, usize)> {
        let year = |at: usize| {
            let at = at + usize::from(self.of(at) == ",");
            self.number(at, 4..=4).map(|year| (year.cast_signed(), at + 1))
        };
        let day = |at: usize| {
            let text = self.of(at);
            let plain = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let suffixed = plain.len() <= 2 && !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
            if suffixed && text.len() - plain.len() <= 2 { plain.parse::<u32>().ok() } else { None }
        };
        if let Some((month, next)) = self.month(at) {
            let (year, end) = year(next + 1)?;
            return Day::from_ymd(year, month, day(next)?).map(|day| (day, end));
        }
        if let Some(number) = self.number(at, 4..=4) {
            let day = self.of(at + 4).get(..2).and_then(|day| day.parse().ok());
            if self.of(at + 1) != "-" || self.of(at + 3) != "-" {
                return None;
            }
            return Day::from_ymd(number.cast_signed(), self.number(at + 2, 2..=2)?, day?).map(|day| (day, at + 5));
        }
        let (month, next) = self.month(at + 1)?;
        let (year, end) = year(next)?;
        Day::from_ymd(year, month, day(at)?).map(|day| (day, end))
    }

    /// The publication date that the block gives, and whether the block is nothing but a by-line.
    fn judge(&self, short: bool) -> (Option<(Day, Span)>, bool) {
        let count = self.tokens.len();
        // `6 years ago`, told from a day that nobody knows.
        if short && count <= 5 && count.checked_sub(1).is_some_and(|last| self.value(last, self.names.ago).is_some()) {
            return (None, true);
        }
        let mut dated: Option<(Day, usize, usize)> = None;
        let mut at = 0;
        // Whether everything so far may stand in a by-line, and how many words name people and places.
        let mut plain = true;
        let mut cue = false;
        let mut yearless = false;
        let mut first_break = None;
        while at < count {
            if dated.is_none()
                && let Some((day, end)) = self.date(at)
            {
                dated = Some((day, at, end));
                // The words before a date line's date are a few names.
                if !plain {
                    return (None, false);
                }
                at = end;
                continue;
            }
            let walk = Words { text: self.text, tokens: &self.tokens, words: &self.words };
            if let Some(found) = self.names.lexicon.at(self.names.byline, walk, at) {
                cue |= at == 0 && found.value.text == "cue";
                at += found.tokens;
                continue;
            }
            let token = self.tokens.get(at);
            let word = self.of(at);
            if self.month(at).is_some() && self.number(at + 1, 1..=2).is_some() {
                yearless = true;
            }
            let small = token.is_some_and(|token| token.kind == TokenKind::Word && !token.capital());
            let known = self.value(at, self.names.clock).is_some()
                || matches!(word, "and" | "of" | "de" | "von" | "van" | "at");
            if small && !known {
                plain = false;
                if dated.is_none() {
                    return (None, false);
                }
            }
            let dash =
                matches!(word, "–" | "—" | "-" | "--") && self.tokens.get(at + 1).is_none_or(Token::space_before);
            if (dash || word == "(") && first_break.is_none() && dated.is_some() {
                first_break = Some(at);
            }
            at += 1;
        }
        let sentence = matches!(self.text.trim_end().chars().last(), Some('.' | '!' | '?'));
        let span = |from: usize, to: usize| {
            let start = self.tokens.get(from).map_or(0, |token| token.span.start);
            let end = to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.span.end);
            Span::new(start, end.min(offset(self.text.len())))
        };
        let day = dated.map(|(day, from, to)| (day, span(from, to)));
        if short && plain && !sentence {
            let day = day.filter(|_| cue || dated.is_some_and(|(_, from, to)| self.is_date_line(from, to)));
            let agency = yearless && matches!(self.of(count.saturating_sub(1)), "–" | "—" | "-" | ")");
            return (day, day.is_some() || agency || (cue && count <= 8 && self.is_by()));
        }
        // `BERLIN, Feb. 27, 2020 (Agency) – The minister …`: the date and its dash come before any small word.
        let headed = dated.is_some_and(|(_, from, to)| {
            let first = self.tokens.first().is_some_and(Token::all_capitals);
            first && from <= 6 && first_break.is_some_and(|at| at <= to + 1)
        });
        (day.filter(|_| headed), false)
    }

    /// Whether a line without a cue is about its date: `Thursday, 27 February 2020`, `Europe • 27 February 2020 • Jane Roe`,
    /// `LYON, Feb 27, 2020 (Agency) –`. Captions and quoted posts name a date at their end.
    fn is_date_line(&self, from: usize, to: usize) -> bool {
        let separated = |at: usize| matches!(self.of(at), "•" | "|" | "·" | "/");
        let led = (0..from).all(|at| self.value(at, self.names.weekday).is_some() || self.of(at) == ",");
        let dashed = matches!(self.of(self.tokens.len().saturating_sub(1)), "–" | "—" | "-")
            && self.tokens.first().is_some_and(Token::all_capitals);
        // `RIO DE JANEIRO, 1 August 2016`: a place in capitals, then nothing but the date.
        let place = from > 0
            && to == self.tokens.len()
            && (0..from).all(|at| self.of(at) == "," || self.tokens.get(at).is_some_and(Token::all_capitals));
        led || dashed || place || separated(to) || from.checked_sub(1).is_some_and(separated)
    }

    /// Whether the line starts with `by` and a name.
    fn is_by(&self) -> bool {
        self.of(0).eq_ignore_ascii_case("by") && self.tokens.get(1).is_some_and(Token::capital)
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::fixture::lexicon;
    use crate::document::BlockKind;
    use crate::read::{Text, read_text};

    fn published(source: &str) -> (Option<(String, String)>, Vec<bool>) {
        let document = read_text(&Text, source, None, lexicon());
        let date = document.meta.published.map(|published| {
            let words = published.span.map_or("", |span| span.of(&document.text)).to_owned();
            (published.day.to_string(), words)
        });
        (date, document.blocks.iter().map(|block| block.kind == BlockKind::Furniture).collect())
    }

    #[test]
    fn reads_bylines() {
        for (line, words) in [
            ("by February 27, 2020 General", "February 27, 2020"),
            ("Published: 27 February 2020", "27 February 2020"),
            ("27 February 2020", "27 February 2020"),
            ("By Jane Roe | Feb. 27, 2020 10:30 a.m. GMT", "Feb. 27, 2020"),
            ("Updated on 2020-02-27", "2020-02-27"),
            ("LYON, Feb 27, 2020 (Agency) –", "Feb 27, 2020"),
            ("RIO DE JANEIRO, 27 February 2020", "27 February 2020"),
            ("Europe • 27 February 2020 • Jane Roe", "27 February 2020"),
            ("Thursday, February 27th, 2020", "February 27th, 2020"),
        ] {
            let (date, furniture) = published(&format!("A title\n\n{line}\n\nThe talks began in Lyon."));
            assert_eq!(date, Some(("2020-02-27".into(), words.into())), "{line}");
            assert_eq!(furniture, [false, true, false], "{line}");
        }
    }

    #[test]
    fn reads_date_lines_and_last_lines() {
        let (date, furniture) = published("LYON, Feb. 27, 2020 (Agency) - The talks began.");
        assert_eq!(date, Some(("2020-02-27".into(), "Feb. 27, 2020".into())));
        assert_eq!(furniture, [false]);
        let body = "A long line of running text stands here to fill the page well.\n\n".repeat(12);
        let (date, _) = published(&format!("{body}Published 27 February 2020"));
        assert_eq!(date.map(|(day, _)| day).as_deref(), Some("2020-02-27"));
    }

    #[test]
    fn passes_over_dates_in_prose() {
        for line in [
            "The talks began on 27 February 2020.",
            "What happened on 27 February 2020",
            "Minister Jane Roe on Castle Hill, February 27, 2020 (Jim Doe/Agency)",
            "— Jane Roe (@janeroe) February 27, 2020",
            "On 27 February 2020",
            "On February 27, 2020, the talks began in Lyon and nobody knew.",
            "LYON, Feb 27 (Agency) –",
            "By Jane Roe",
        ] {
            assert_eq!(published(&format!("A title\n\n{line}\n\nThe end came.")).0, None, "{line}");
        }
        assert_eq!(
            published("LYON, Feb 27 (Agency) –\n\nBy Jane Roe\n\nUpdated 6 years ago\n\nThe end came.").1,
            [true, true, true, false]
        );
    }
}
