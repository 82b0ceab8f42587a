//! Expressions of time: what is a date, a time of day, a length or a repeated time, and what it stands for.
//!
//! One pass over the tokens of each block, left to right; each recogniser gives what starts at a token. An
//! expression is two things at once: a TIMEX3 annotation, which always has a value, and for the rules a date
//! ([`Said`]) with what it was worked out from, so that a guess never counts as told. News is read from its day
//! of publication, a narrative from the time last told. Which of both a text is, it tells itself: a narrative
//! is full of years, and hardly says `yesterday` or `last month`.

mod clock;
mod cursor;
mod dates;
mod days;
mod hit;
mod lengths;
mod meaning;
mod numeric;
mod ranges;
mod relative;
mod sets;
mod tense;
#[cfg(test)]
mod tests;
mod vocabulary;

pub(crate) use meaning::ago;
pub(crate) use vocabulary::Vocabulary;

use super::Range;
use super::classes::bit;
use super::note::{Content, Note, Timex};
use super::scan::{Scan, heed};
use crate::calendar::{Day, Point};
use crate::text::TokenKind;
use crate::text::source::offset;
use cursor::Cursor;
use hit::{Hit, Left};
use vocabulary::Ask;

/// A year to stand on where nothing tells the time.
const NO_YEAR: Point = Point::Year(0);

/// A text is a narrative if it names so many years, and so many for each time told from the day of writing.
const NARRATIVE_YEARS: usize = 8;
const YEARS_PER_DEICTIC: usize = 3;

/// All that a text tells of times, in order.
#[derive(Debug, Default)]
pub(crate) struct Times {
    /// TIMEX3 annotations; none overlaps another.
    pub timexes: Vec<Timex>,
    /// Dates for the rules; none overlaps another.
    pub notes: Vec<Note>,
    /// For each note whether its number may as well count something (`2000 ships`).
    pub countable: Vec<bool>,
}

/// Reads the times of a text's blocks; each comes with the number of its first token.
pub(crate) fn read(blocks: &[(usize, Scan<'_>)]) -> Times {
    let Some((_, first)) = blocks.first() else { return Times::default() };
    let written = first.published;
    let hits = Reader::new(*first, written.is_none()).all(blocks);
    let full = hits.iter().filter(|hit| hit.full).count();
    let deictic = hits.iter().filter(|hit| hit.deictic).count();
    let narrative = full >= NARRATIVE_YEARS && full > deictic * YEARS_PER_DEICTIC;
    let hits = if narrative && written.is_some() { Reader::new(*first, true).all(blocks) } else { hits };
    let mut times = Times::default();
    for (at, hit) in hits.iter().enumerate() {
        let next = hits.get(at + 1).filter(|next| next.joined);
        if let Some((tokens, note)) = meaning::note(hit, next) {
            times.notes.push(Note { tokens, content: Content::Time(note) });
            times.countable.push(hit.countable && next.is_none());
        }
    }
    let timex = |hit: Hit| Timex {
        tokens: Range::new(offset(hit.start), offset(hit.end)),
        kind: hit.kind,
        value: hit.value.text(),
    };
    times.timexes = hits.into_iter().map(timex).collect();
    times
}

struct Reader<'a> {
    c: Cursor<'a>,
    v: &'a Vocabulary,
    /// The day of writing.
    written: Option<Day>,
    narrative: bool,
    /// The time last told.
    told: Point,
    /// The quarter last told.
    quarter: Option<Point>,
    /// Of this block.
    hits: Vec<Hit>,
}

impl<'a> Reader<'a> {
    fn new(scan: Scan<'a>, narrative: bool) -> Self {
        let written = scan.published;
        let told = written.map_or(NO_YEAR, Point::of_day);
        let v = &scan.classes.times;
        Self { c: Cursor { scan }, v, written, narrative, told, quarter: None, hits: Vec::new() }
    }

    /// What `now` is: the day of writing in news, the time last told in a narrative.
    fn anchor(&self) -> Point {
        if self.narrative { self.told } else { self.now() }
    }

    /// The day of writing.
    fn now(&self) -> Point {
        self.written.map_or(self.told, Point::of_day)
    }

    fn all(mut self, blocks: &[(usize, Scan<'a>)]) -> Vec<Hit> {
        let mut all = Vec::with_capacity(blocks.iter().map(|(_, scan)| scan.len()).sum::<usize>() / 32);
        for &(first, scan) in blocks {
            self.c = Cursor { scan };
            self.block();
            all.extend(self.hits.drain(..).map(|hit| hit.moved(first)));
        }
        all
    }

    fn block(&mut self) {
        let (mut at, mut floor) = (0, 0);
        while let Some(next) = self.c.scan.heeded(at, heed::TIME) {
            at = next;
            let Some(mut hit) = self.at(at) else {
                at += 1;
                continue;
            };
            at = hit.end.max(at + 1);
            self.join(&mut hit);
            self.extend(&mut hit, floor);
            if let Some(point) = hit.point {
                self.tell(&hit, point);
            }
            floor = at;
            self.hits.push(hit);
        }
    }

    /// Keeps the time told for those after it. A year by the way does not move the story on, and a quarter
    /// told beside the one a year later is there for comparison.
    fn tell(&mut self, hit: &Hit, point: Point) {
        let by_the_way = self.narrative
            && matches!(point, Point::Year(_))
            && hit.full
            && !self.c.has_before(hit.start, self.v.story)
            && !self.c.is(hit.start, self.v.story)
            && !self.c.sentence_starts(hit.start)
            || self.narrative && matches!(point, Point::Year(_)) && self.planned(hit.start);
        let by_the_way = by_the_way && self.told != NO_YEAR;
        if !by_the_way {
            self.told = point;
        }
        if let Point::Quarter(year, quarter) = point
            && self.quarter != Some(Point::Quarter(year.saturating_add(1), quarter))
            && year <= self.now().year()
        {
            self.quarter = Some(point);
        }
    }

    /// The expression whose core starts at a token. Which recognisers are asked, its kind and word classes say.
    fn at(&self, at: usize) -> Option<Hit> {
        match self.c.kind(at)? {
            TokenKind::Number if self.no_time(at) => None,
            TokenKind::Number => self
                .clock(at)
                .or_else(|| self.decade(at))
                .or_else(|| self.first_of_range(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.numeric(at))
                .or_else(|| self.range_end(at))
                .or_else(|| self.length(at))
                .or_else(|| self.year(at)),
            TokenKind::Mixed => self
                .clock(at)
                .or_else(|| self.first_of_range(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.quarter(at))
                .or_else(|| self.century(at))
                .or_else(|| self.nth(at))
                .or_else(|| self.decade(at))
                .or_else(|| self.range_end(at))
                .or_else(|| self.day_of_month(at)),
            TokenKind::Word => self.word(at),
            TokenKind::Possessive | TokenKind::Mark | TokenKind::Address => None,
        }
    }

    /// Whether a number counts something that is no time: `300 people`.
    fn no_time(&self, at: usize) -> bool {
        let (c, v) = (&self.c, self.v);
        let text = c.text(at);
        if c.kind(at + 1) != Some(TokenKind::Word)
            || !(text.len() <= 3 || text.contains(','))
            || self.hits.last().is_some_and(|hit| hit.end + 2 >= at)
            || c.has_before(at, v.ad)
        {
            return false;
        }
        let dates = v.month.bit | v.of.bit | v.bc.bit | v.ad.bit | v.range.bit | v.year_lead.bit;
        let lengths = v.unit.bit | v.units.bit | v.another.bit | v.half_and.bit;
        let clocks = v.past_hour.bit | v.am.bit | v.oclock.bit | v.may_lead.bit | v.point.bit;
        c.starts(at + 1) & (dates | lengths | clocks) == 0 && !c.scan.has(at + 1, bit::RANGE_TO | bit::RANGE_AND)
    }

    fn word(&self, at: usize) -> Option<Hit> {
        let (c, v) = (&self.c, self.v);
        let next = c.starts(at + 1);
        // `a quarter to eight`
        let quarter = next & v.fraction.bit != 0 && c.is(at, v.one);
        let asks = if quarter { c.asks(at).with(Ask::Clock) } else { c.asks(at) };
        for ask in asks.each() {
            let hit = match ask {
                Ask::Holiday => self.holiday(at),
                Ask::Clock => self.clock(at),
                Ask::Weekday => self.weekday(at),
                Ask::Month => self.month(at),
                Ask::DayFirst => self.day_first(at),
                // What the next word must be spares most of the questions.
                Ask::Nth if next & (v.unit.bit | v.weekday.bit) == 0 => None,
                Ask::Nth => self.nth(at),
                Ask::DayOfMonth => self.day_of_month(at),
                Ask::Set => self.set(at),
                Ask::Which => self.which(at),
                Ask::YearEarlier => self.year_earlier(at),
                Ask::Quarter => self.quarter(at),
                Ask::Century => self.century(at),
                Ask::Length => self.length(at),
                Ask::Year => self.year(at),
                Ask::Season => self.season(at),
                Ask::DayBesideDay if next & v.beside.bit == 0 => None,
                Ask::DayBesideDay => self.day_beside_day(at),
                Ask::WeekNumber => self.week_number(at),
                Ask::Whole => self.whole(at),
                Ask::BarePart => self.bare_part(at),
                Ask::Definite => self.definite(at),
                Ask::DayWord => self.day_word(at),
                Ask::Refer => self.refer(at),
                Ask::Plural => self.plural(at),
            };
            if hit.is_some() {
                return hit;
            }
        }
        None
    }

    /// Takes in what belongs to it on the left.
    fn extend(&self, hit: &mut Hit, floor: usize) {
        if let Some(said) = &mut hit.said {
            meaning::prefix(self.c.scan, said, floor);
        }
        let c = &self.c;
        let before = |end: usize, class| c.before(end, class).filter(|&start| start >= floor && start < end);
        if hit.left == Left::Nothing {
            return;
        }
        if hit.left == Left::Length {
            if let Some(start) = before(hit.start, self.v.the) {
                hit.start = start;
                return;
            }
            if let Some(start) = before(hit.start, self.v.about) {
                hit.start = start;
            }
            return;
        }
        let mut article = hit.left == Left::Article;
        for _ in 0..3 {
            let from = hit.start;
            if article && let Some(start) = before(hit.start, self.v.the) {
                hit.start = start;
            }
            let joint = c.scan.before_joint(hit.start);
            if let Some(start) = before(joint, self.v.early) {
                hit.start = start;
                article = true;
            }
            if hit.start == from {
                break;
            }
        }
        if let Some(start) = before(hit.start, self.v.around) {
            hit.start = start;
        }
    }
}
