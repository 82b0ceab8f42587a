//! Dates in words, for messages and proofs: `5 March 1970`, `May 1975`, `27 April–22 May 2020`.

use super::{Day, Days, Grain, Period, Time, Unit};
use chrono::Datelike;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A weekday's name; 1 is Monday.
#[must_use]
pub fn weekday(number: u8) -> &'static str {
    WEEKDAYS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or("no weekday")
}

/// A month's name; 1 is January.
#[must_use]
pub fn month(number: u32) -> &'static str {
    MONTHS.get((number as usize).wrapping_sub(1)).copied().unwrap_or("no month")
}

/// A length of time in words.
#[must_use]
pub fn period(period: &Period) -> String {
    let (one, many) = match period.unit {
        Unit::Second => ("second", "seconds"),
        Unit::Minute => ("minute", "minutes"),
        Unit::Hour => ("hour", "hours"),
        Unit::Day => ("day", "days"),
        Unit::Week => ("week", "weeks"),
        Unit::Month => ("month", "months"),
        Unit::Quarter => ("quarter", "quarters"),
        Unit::Year => ("year", "years"),
        Unit::Decade => ("decade", "decades"),
        Unit::Century => ("century", "centuries"),
    };
    let single = period.count.point() == Some(1.into());
    format!("{} {}", period.count, if single { one } else { many })
}

/// A day in words; open ends are `an open date`.
#[must_use]
pub fn day(day: Day) -> String {
    day.date().map_or_else(
        || "an open date".to_owned(),
        |date| format!("{} {} {}", date.day(), MONTHS[date.month0() as usize], date.year()),
    )
}

/// A time in words, at its own grain.
#[must_use]
pub fn time(time: Time) -> String {
    if time.point { set(time.when.start, time.grain) } else { stretch(time) }
}

/// A time in words with its preposition: `on 5 March 1970`, `in May 1975`, `from 1 to 26 August 2022`.
#[must_use]
pub fn when(time: Time) -> String {
    let words = self::time(time);
    if time.point {
        let day = time.when.start.first == time.when.start.last;
        return format!("{} {words}", if day { "on" } else { "in" });
    }
    match words.split_once('–') {
        Some((from, to)) => format!("from {from} to {to}"),
        None if words.starts_with("since") || words.starts_with("until") || words == "always" => words,
        None => format!("on {words}"),
    }
}

/// A set of days in words.
#[must_use]
pub fn days(days: Days) -> String {
    match (days.first.is_open(), days.last.is_open()) {
        (true, true) => "at any time".to_owned(),
        (true, false) => format!("up to {}", day(days.last)),
        (false, true) => format!("from {} on", day(days.first)),
        (false, false) if days.first == days.last => day(days.first),
        (false, false) => set(days, Grain::Day),
    }
}

fn set(days: Days, grain: Grain) -> String {
    let (Some(first), Some(last)) = (days.first.date(), days.last.date()) else { return self::days(days) };
    if days.first == days.last {
        return day(days.first);
    }
    if grain.coarsen(Days::one(days.first)) == days {
        match grain {
            Grain::Month => return format!("{} {}", MONTHS[first.month0() as usize], first.year()),
            Grain::Year => return first.year().to_string(),
            Grain::Decade => return format!("the {}s", first.year()),
            _ => {}
        }
    }
    for (grain, text) in [
        (Grain::Month, format!("{} {}", MONTHS[first.month0() as usize], first.year())),
        (Grain::Year, first.year().to_string()),
    ] {
        if grain.coarsen(Days::one(days.first)) == days {
            return text;
        }
    }
    if first.year() == last.year() {
        let head = if first.month() == last.month() {
            first.day().to_string()
        } else {
            format!("{} {}", first.day(), MONTHS[first.month0() as usize])
        };
        return format!("{head}–{}", day(days.last));
    }
    format!("{}–{}", day(days.first), day(days.last))
}

fn stretch(time: Time) -> String {
    let (start, end) = (time.when.start, time.when.end);
    if start.first.is_open() || end.last.is_open() {
        return match (start.first.is_open(), end.last.is_open()) {
            (true, true) => "always".to_owned(),
            (false, true) => format!("since {}", set(start, time.grain)),
            _ => format!("until {}", set(end, time.grain)),
        };
    }
    if start.first == start.last && end.first == end.last {
        return set(Days { first: start.first, last: end.last }, Grain::Day);
    }
    format!("{}–{}", set(start, time.grain), set(end, time.grain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_edtf;

    #[test]
    fn speaks_at_its_grain() {
        let of = |text| time(parse_edtf(text).expect("date"));
        assert_eq!(of("1970-03-05"), "5 March 1970");
        assert_eq!(of("1975-05"), "May 1975");
        assert_eq!(of("2020-04-27/2020-05-22"), "27 April–22 May 2020");
        assert_eq!(of("2022-08-01/2022-08-26"), "1–26 August 2022");
        assert_eq!(of("2018-03-14/.."), "since 14 March 2018");
        assert_eq!(of("1999/2001-03"), "1999–March 2001");
    }
}
