//! Calendar times: single dates, ranges of dates, and parts of years and decades. Words relative to
//! the day of publication are in `relative`.

use super::classes::bit;
use super::date::{self, Date};
use super::note::{TimeBasis, TimeNote};
use super::scan::Scan;
use super::tolerance::{self, Row};
use crate::calendar::{Day, Days, Grain, Time};
use crate::text::TokenKind;

/// A time found in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub start: usize,
    pub end: usize,
    pub note: TimeNote,
    /// The number may as well count something: `2000 people`.
    pub countable: bool,
}

/// The time that starts at `at`. `floor` is how far back words before it may be taken in.
pub(crate) fn read(scan: Scan<'_>, at: usize, floor: usize) -> Option<Found> {
    if let Some(found) = shared_month(scan, at) {
        return Some(found);
    }
    let Some(first) = date::read(scan, at) else { return season(scan, at) };
    if let Some(found) = range(scan, at, first) {
        return Some(found);
    }
    let mut countable = false;
    if first.is_year() {
        if !is_year(scan, at, first.end) {
            return None;
        }
        countable = scan.counted(first.end) && !is_sure_year(scan, at, first.end);
    } else if !is_sure_month(scan, at, first) {
        return None;
    }
    let (start, days) = prefix(scan, at, floor, first.days());
    let basis = if days.is_some() { TimeBasis::Words } else { TimeBasis::Guess };
    let time = days.map(|(days, grain)| Time::point(days, grain));
    Some(Found { start, end: first.end, note: TimeNote { time, from: basis, gap: None }, countable })
}

/// `27-29 May 2020`, `27 to 29 May`: the days share what follows them.
fn shared_month(scan: Scan<'_>, at: usize) -> Option<Found> {
    let (first, end) = date::day(scan, at)?;
    let next = separator(scan, at, end)?;
    let last = date::read(scan, next).filter(|last| last.has_day() && !last.month_first)?;
    let start = Date { day: Some(first), ..last };
    stretch(scan, at, start, last, None)
}

/// Two dates with something, or nothing, between them.
fn range(scan: Scan<'_>, at: usize, first: Date) -> Option<Found> {
    if let Some(next) = separator(scan, at, first.end) {
        let last = end_of_range(scan, at, first, next)?;
        return stretch(scan, at, borrow(first, last), last, None);
    }
    // `27 April 22 May 2020`: both days are told, the year only once, and no mark parts them.
    let last = date::read(scan, first.end)?;
    let same_order = first.has_day() && last.has_day() && first.month_first == last.month_first;
    if first.year.is_some() || last.year.is_none() || !same_order {
        return None;
    }
    let gap = scan.token(first.end.checked_sub(1)?)?.span.end;
    stretch(scan, at, borrow(first, last), last, Some(gap))
}

/// The second date of a range, with what it leaves to the first: `April 27-29, 2020`, `2013-15`.
fn end_of_range(scan: Scan<'_>, at: usize, first: Date, next: usize) -> Option<Date> {
    if first.month_first
        && first.has_day()
        && first.year.is_none()
        && let Some((day, end)) = date::day(scan, next).filter(|&(_, end)| !scan.has(end, bit::MONTH | bit::OF))
    {
        let whole = Date { day: Some(day), end, ..first };
        let at = end + usize::from(scan.mark(end, ","));
        return Some(scan.year(at).map_or(whole, |year| Date { year: Some(year), end: at + 1, ..whole }));
    }
    if first.is_year() && scan.dash(next.checked_sub(1)?) && scan.text(next).len() == 2 {
        let year = first.year?;
        let short = scan.digits(next)?.cast_signed();
        let last = year - year.rem_euclid(100) + short;
        return (last > year && is_year(scan, at, next + 1)).then_some(Date {
            year: Some(last),
            end: next + 1,
            ..first
        });
    }
    let last = date::read(scan, next)?;
    if first.is_year() && last.is_year() && !(is_year(scan, at, last.end) && is_year(scan, next, last.end)) {
        return None;
    }
    // A day and a whole month or year make no range.
    let like = first.has_day() == last.has_day() && first.is_year() == last.is_year();
    (like && first.years.is_some() == last.years.is_some()).then_some(last)
}

/// The first date of a range takes the year from the second.
fn borrow(first: Date, last: Date) -> Date {
    let Some(year) = last.year.filter(|_| first.year.is_none() && first.years.is_none()) else { return first };
    let wraps = (first.month, first.day) > (last.month, last.day);
    Date { year: Some(if wraps { year - 1 } else { year }), ..first }
}

fn stretch(_: Scan<'_>, at: usize, first: Date, last: Date, gap: Option<u32>) -> Option<Found> {
    let found = |time: Option<Time>, from| Found {
        start: at,
        end: last.end,
        note: TimeNote { time, from, gap },
        countable: false,
    };
    match (first.days(), last.days()) {
        (Some((start, fine)), Some((end, coarse))) => (start.first <= end.first)
            .then(|| found(Some(Time::stretch(start, end, fine.max(coarse))), TimeBasis::Words)),
        // A day that the calendar has not is no date.
        (None, None) if first.year.is_none() && last.year.is_none() => Some(found(None, TimeBasis::Guess)),
        _ => None,
    }
}

/// The token behind what joins the two ends of a range.
fn separator(scan: Scan<'_>, at: usize, end: usize) -> Option<usize> {
    if scan.dash(end) {
        // `27 April - 22 May` and `27 April-22 May`, but not `in 1994 -` or `1994- `.
        return (scan.space_before(end) == scan.space_before(end + 1)).then_some(end + 1);
    }
    let joins = scan.has(end, bit::RANGE_TO) || (scan.has(end, bit::RANGE_AND) && scan.has_before(at, bit::RANGE_FROM));
    joins.then(|| end + 1 + usize::from(scan.has(end + 1, bit::THE)))
}

/// Takes in `early`, `mid-`, `late`, and the `the` of decades and centuries.
fn prefix(scan: Scan<'_>, at: usize, floor: usize, days: Option<(Days, Grain)>) -> (usize, Option<(Days, Grain)>) {
    let mut start = at;
    let mut days = days;
    let part = scan.before(scan.classes.date_part, at);
    let coarse = days.is_none_or(|(_, grain)| grain > Grain::Day);
    if let Some(found) = part.filter(|_| coarse)
        && let Some(before) = scan.before_joint(at).checked_sub(found.tokens).filter(|&before| before >= floor)
    {
        start = before;
        days = days.map(|(days, grain)| (part_of(days, grain, &found.value.text), grain));
    }
    // `around 1900`: wider by a little on either side.
    if let Some((before, Row::About)) = tolerance::row_before(scan, start, floor) {
        start = before;
        days = days.map(|(days, grain)| (around(days, grain), grain));
    }
    let long = days.is_some_and(|(_, grain)| grain >= Grain::Decade);
    let ordinal = scan.mixed(at).is_some() || scan.has(at, bit::ORDINAL);
    if (long || ordinal) && start > floor && scan.has_before(start, bit::THE) {
        start -= 1;
    }
    (start, days)
}

/// The days that `about` a date may mean.
fn around(days: Days, grain: Grain) -> Days {
    let months = match grain {
        Grain::Hour | Grain::Day => return days.map(|day| day.plus_days(-3), |day| day.plus_days(3)),
        Grain::Week | Grain::Month | Grain::Quarter => 1,
        Grain::Year => 36,
        Grain::Decade => 60,
        Grain::Century => 240,
    };
    days.map(|day| day.plus_months(-months), |day| day.plus_months(months))
}

/// The early, middle or late days of a set, generously.
fn part_of(days: Days, grain: Grain, part: &str) -> Days {
    let length = days.last.0.saturating_sub(days.first.0);
    let at = |share: i32| {
        Day(days.first.0.saturating_add(i32::try_from(i64::from(length) * i64::from(share) / 100).unwrap_or(0)))
    };
    let (first, last) = match part {
        "early" => (0, 50),
        "mid" => (25, 75),
        "late" => (50, 100),
        _ => (0, 100),
    };
    let cut = Days { first: at(first), last: at(last) };
    if grain >= Grain::Decade { Grain::Year.coarsen(cut) } else { cut }
}

/// Whether four digits may be a year at all where they stand.
fn is_year(scan: Scan<'_>, at: usize, end: usize) -> bool {
    let mark = |at: usize, marks: &[&str]| scan.kind(at) == Some(TokenKind::Mark) && marks.contains(&scan.text(at));
    let before = at.checked_sub(1);
    let bound = before.is_some_and(|before| {
        scan.has(before, bit::CURRENCY | bit::LABEL) || (!scan.space_before(at) && mark(before, &[":", "/", "#", "."]))
    });
    let amount = scan.has(end, bit::PERCENT | bit::MAGNITUDE | bit::UNIT | bit::UNITS | bit::CLOCK)
        || ((mark(end, &[":", "/"])) && !scan.space_before(end + 1));
    let measured = scan.walk.is_joint(end) && scan.has(end + 1, bit::UNIT | bit::UNITS);
    // `over 2000` and `some 2000 people` count; `around 1900` does not.
    let approximated =
        tolerance::row_before(scan, at, 0).is_some_and(|(_, row)| row != Row::About || scan.counted(end));
    !(bound || amount || measured || approximated)
}

/// Whether four digits are a year for sure: `in 1994`, `(1994)`, `1994.`
fn is_sure_year(scan: Scan<'_>, at: usize, end: usize) -> bool {
    let bracketed = at.checked_sub(1).is_some_and(|before| scan.mark(before, "(")) && scan.mark(end, ")");
    let told = scan.has_before(at, bit::YEAR_LEAD | bit::MONTH | bit::SEASON)
        || scan.before(scan.classes.date_part, at).is_some();
    // `in 2000 people` is possible; a noun in the plural keeps both readings.
    bracketed || (told && !scan.text(end).ends_with('s'))
}

/// A month without a year is one only where capitals and the words around it show it.
fn is_sure_month(scan: Scan<'_>, at: usize, date: Date) -> bool {
    match (date.month, date.day, date.year) {
        (Some(_), None, None) => is_month(scan, at),
        (Some(_), Some(_), None) => !date.month_first || scan.capital(at),
        _ => true,
    }
}

/// Whether a lone month's name is the month.
fn is_month(scan: Scan<'_>, at: usize) -> bool {
    let led = scan.has_before(at, bit::MONTH_LEAD | bit::RELATIVE) || scan.before(scan.classes.date_part, at).is_some();
    scan.capital(at) && (led || !scan.has(at, bit::DOUBTFUL_MONTH))
}

/// `spring 2020`, `the summer of 1968`. Which months it means depends on the hemisphere, so it denotes
/// the year, and for a winter also the months on either side.
fn season(scan: Scan<'_>, at: usize) -> Option<Found> {
    if !scan.has(at, bit::SEASON) {
        return None;
    }
    let next = at + 1 + usize::from(scan.has(at + 1, bit::OF));
    let year = scan.year(next)?;
    let whole = Grain::Year.coarsen(Days::one(Day::new_year(year)));
    let days = whole.map(|day| day.plus_months(-1), |day| day.plus_months(3));
    let time = Some(Time::point(days, Grain::Quarter));
    let note = TimeNote { time, from: TimeBasis::Words, gap: None };
    Some(Found { start: at, end: next + 1, note, countable: false })
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::{notes, spoken};
    use crate::annotate::{Content, TimeBasis};

    #[test]
    fn reads_single_dates_in_all_orders() {
        for (text, said) in [
            ("on 27 April 2020 there", "27 April 2020=2020-04-27 Day"),
            ("on April 27, 2020, there", "April 27, 2020=2020-04-27 Day"),
            ("on Apr. 27, 2020 there", "Apr. 27, 2020=2020-04-27 Day"),
            ("on April 27th, 2020", "April 27th, 2020=2020-04-27 Day"),
            ("on the 27th of April 2020", "the 27th of April 2020=2020-04-27 Day"),
            ("on 2020-04-27.", "2020-04-27=2020-04-27 Day"),
            ("on 27.04.2020.", "27.04.2020=2020-04-27 Day"),
            ("on 04/27/2020.", "04/27/2020=2020-04-27 Day"),
            ("on 04/05/2020.", "04/05/2020=?"),
            ("in April 2020", "April 2020=2020-04-01/2020-04-30 Month"),
            ("in May they", "May=?"),
            ("27 April saw", "27 April=?"),
            ("they may 5 times march", "5=5"),
            ("in 1994 they", "1994=1994-01-01/1994-12-31 Year"),
            ("(1994)", "1994=1994-01-01/1994-12-31 Year"),
            ("the 1990s", "the 1990s=1990-01-01/1999-12-31 Decade"),
            ("the late 19th century", "the late 19th century=1850-01-01/1900-12-31 Century"),
            ("on 30 February 2020", "30 February 2020=?"),
            ("in early 2020", "early 2020=2020-01-01/2020-07-01 Year"),
            ("around 1900 they", "around 1900=1897-01-01/1903-12-31 Year"),
            ("more than 2000.", "more than 2000=more than 2000"),
            ("since mid-1994", "mid-1994=1994-04-02/1994-10-01 Year"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }

    #[test]
    fn reads_ranges() {
        let may = "2020-04-27/2020-05-22 Day stretch";
        for (text, said) in [
            ("from 27 April to 22 May 2020", format!("27 April to 22 May 2020={may}")),
            ("27 April-22 May 2020", format!("27 April-22 May 2020={may}")),
            ("27 April – 22 May 2020", format!("27 April – 22 May 2020={may}")),
            ("April 27 to May 22, 2020", format!("April 27 to May 22, 2020={may}")),
            ("from April 27, 2020, on", "April 27, 2020=2020-04-27 Day".into()),
            ("between 27 April and 22 May 2020", format!("27 April and 22 May 2020={may}")),
            ("27-29 May 2020", "27-29 May 2020=2020-05-27/2020-05-29 Day stretch".into()),
            ("May 27-29, 2020", "May 27-29, 2020=2020-05-27/2020-05-29 Day stretch".into()),
            ("27 to 29 May 2020", "27 to 29 May 2020=2020-05-27/2020-05-29 Day stretch".into()),
            ("30 December to 2 January 2020", "30 December to 2 January 2020=2019-12-30/2020-01-02 Day stretch".into()),
            ("27 to 29 May", "27 to 29 May=?".into()),
            ("1914-1918", "1914-1918=1914-01-01/1918-12-31 Year stretch".into()),
            ("between 1914 and 1918", "1914 and 1918=1914-01-01/1918-12-31 Year stretch".into()),
            ("in 2013-15", "2013-15=2013-01-01/2015-12-31 Year stretch".into()),
            ("April to June 2019", "April to June 2019=2019-04-01/2019-06-30 Month stretch".into()),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }

    #[test]
    fn sees_a_lost_separator() {
        let text = "It runs 27 April 22 May 2020 in Lyon.";
        let [note] = notes(text).try_into().expect("one note");
        let Content::Time(time) = note.content else { panic!("a time") };
        assert_eq!(time.gap, Some(16));
        assert_eq!(time.time.map(|time| time.days().to_string()).as_deref(), Some("2020-04-27/2020-05-22"));
        assert_eq!(time.from, TimeBasis::Words);
        assert_eq!(spoken("April 27 May 22, 2020"), "April 27 May 22, 2020=2020-04-27/2020-05-22 Day stretch gap 8");
    }

    #[test]
    fn keeps_both_readings_of_a_countable_year() {
        for (text, said) in [
            ("The 2000 people", "2000=2000-01-01/2000-12-31 Year;2000=2000"),
            ("The 2,000 people", "2,000=2000"),
            ("It cost $2000.", "$2000=2000 USD;2000=2000"),
            ("some 2000 people", "some 2000=1800 to 2200"),
            ("in 2019 they", "2019=2019-01-01/2019-12-31 Year"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
