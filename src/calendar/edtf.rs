//! Dates of facts: the part of EDTF (ISO 8601-2) that the base keeps.
//!
//! `1994`, `1994-02`, `1994-02-14`, `199X`, `19XX`, `1994~` (about), `-0043` (44 BC), and intervals
//! `A/B` where either side may be `..` (open).

use super::{Day, Days, Grain, Stretch, Time};
use chrono::Datelike;
use thiserror::Error;

/// Why a date could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EdtfError {
    /// Not of the form of a date.
    #[error("`{0}` is not a date: write `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or `FROM/TO` with `..` for an open end")]
    Form(String),
    /// Of the right form, but there is no such day.
    #[error("there is no day `{0}` in the calendar")]
    NoSuchDay(String),
    /// An interval that ends before it starts.
    #[error("`{0}` ends before it starts")]
    Backwards(String),
    /// A month, a year or an interval where a day is wanted.
    #[error("`{0}` is not a single day: write YYYY-MM-DD")]
    Several(String),
}

/// Reads a single day.
///
/// # Errors
/// If it is no date, or not a single day.
pub fn parse_day(text: &str) -> Result<Day, EdtfError> {
    let days = parse_edtf(text)?.days();
    if days.first == days.last { Ok(days.first) } else { Err(EdtfError::Several(text.to_owned())) }
}

/// Reads a date or an interval. A single date is a point, an interval a stretch.
///
/// # Errors
/// Says whether the form, the day or the order is at fault.
pub fn parse_edtf(text: &str) -> Result<Time, EdtfError> {
    let Some((from, to)) = text.split_once('/') else {
        let (days, grain) = single(text)?;
        return Ok(Time::point(days, grain));
    };
    let open = |side: &str, day: Day| -> Result<(Days, Grain), EdtfError> {
        if side == ".." { Ok((Days::one(day), Grain::Day)) } else { single(side) }
    };
    let (start, start_grain) = open(from, Day::MIN)?;
    let (end, end_grain) = open(to, Day::MAX)?;
    if end.last < start.first {
        return Err(EdtfError::Backwards(text.to_owned()));
    }
    Ok(Time { when: Stretch { start, end }, grain: start_grain.max(end_grain), point: false })
}

/// Writes a date or an interval, as [`parse_edtf`] reads it; days that no single date denotes as `[FROM..TO]`, which
/// it does not read.
#[must_use]
pub fn edtf(time: Time) -> String {
    let Stretch { start, end } = time.when;
    if time.point {
        return side(start);
    }
    let from = if start.first == Day::MIN { "..".to_owned() } else { side(start) };
    let to = if end.last == Day::MAX { "..".to_owned() } else { side(end) };
    format!("{from}/{to}")
}

/// The shortest date that denotes these days.
fn side(days: Days) -> String {
    if days.first == days.last {
        return days.first.to_string();
    }
    let Some(first) = days.first.date() else { return format!("[{}..{}]", days.first, days.last) };
    let centre = days.first.plus_days(days.last.0.saturating_sub(days.first.0) / 2).date().unwrap_or(first);
    let year = |year: i32| if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
    for date in [first, centre] {
        let (whole, month) = (year(date.year()), date.month());
        let mut forms = vec![format!("{whole}-{month:02}"), whole.clone()];
        if date.year() >= 0 {
            forms.extend([format!("{}X", &whole[..3]), format!("{}XX", &whole[..2])]);
        }
        forms.push(format!("{whole}-{month:02}-{:02}", date.day()));
        for form in forms {
            for form in [form.clone(), format!("{form}~")] {
                if single(&form).is_ok_and(|(denoted, _)| denoted == days) {
                    return form;
                }
            }
        }
    }
    format!("[{}..{}]", days.first, days.last)
}

fn single(text: &str) -> Result<(Days, Grain), EdtfError> {
    let form = || EdtfError::Form(text.to_owned());
    let (body, about) = match text.strip_suffix('~') {
        Some(body) => (body, true),
        None => (text, false),
    };
    let (negative, digits) = match body.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let mut parts = digits.split('-');
    let year = parts.next().filter(|year| year.len() == 4).ok_or_else(form)?;
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return Err(form());
    }
    let (days, grain) = match (month, day) {
        (None, _) => years(year, negative).ok_or_else(form)?,
        (Some(month), day) => {
            let year = sign(number(year, 4).ok_or_else(form)?, negative);
            let month = number(month, 2).ok_or_else(form)?.unsigned_abs();
            let missing = || EdtfError::NoSuchDay(text.to_owned());
            match day {
                Some(day) => {
                    let day = number(day, 2).ok_or_else(form)?.unsigned_abs();
                    (Days::one(Day::from_ymd(year, month, day).ok_or_else(missing)?), Grain::Day)
                }
                None => {
                    let first = Day::from_ymd(year, month, 1).ok_or_else(missing)?;
                    (Days { first, last: first.plus_months(1).plus_days(-1) }, Grain::Month)
                }
            }
        }
    };
    Ok((if about { widen(days, grain) } else { days }, grain))
}

/// An approximate date may be off by as much as its own grain on either side.
fn widen(days: Days, grain: Grain) -> Days {
    match grain {
        Grain::Day => days.map(|day| day.plus_days(-3), |day| day.plus_days(3)),
        Grain::Month => days.map(|day| day.plus_months(-1), |day| day.plus_months(1)),
        Grain::Century => days.map(|day| day.plus_months(-120), |day| day.plus_months(120)),
        _ => days.map(|day| day.plus_months(-12), |day| day.plus_months(12)),
    }
}

fn years(year: &str, negative: bool) -> Option<(Days, Grain)> {
    let known = year.trim_end_matches('X');
    let (step, grain) = match year.len() - known.len() {
        0 => (1, Grain::Year),
        1 => (10, Grain::Decade),
        2 => (100, Grain::Century),
        _ => return None,
    };
    if negative && step > 1 {
        return None;
    }
    let first = sign(number(known, known.len())? * step, negative);
    let last = Day::new_year(first + step).plus_days(-1);
    Some((Days { first: Day::new_year(first), last }, grain))
}

const fn sign(value: i32, negative: bool) -> i32 {
    if negative { -value } else { value }
}

fn number(text: &str, width: usize) -> Option<i32> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_grains_and_intervals() {
        let of = |text| parse_edtf(text).map(|time| (time.days().to_string(), time.grain));
        assert_eq!(of("1994-02"), Ok(("1994-02-01/1994-02-28".into(), Grain::Month)));
        assert_eq!(of("199X"), Ok(("1990-01-01/1999-12-31".into(), Grain::Decade)));
        assert_eq!(of("2018-03-14/.."), Ok(("2018-03-14/..".into(), Grain::Day)));
        assert_eq!(of("1985~"), Ok(("1984-01-01/1986-12-31".into(), Grain::Year)));
        assert_eq!(of("2020-02-30"), Err(EdtfError::NoSuchDay("2020-02-30".into())));
        assert_eq!(of("2020-2-3"), Err(EdtfError::Form("2020-2-3".into())));
        for text in [
            "1994-02",
            "199X",
            "19XX",
            "1985~",
            "1985-03~",
            "2018-03-14~",
            "-0043",
            "1997-06/2004",
            "../1920",
            "1900/..",
        ] {
            assert_eq!(parse_edtf(text).map(edtf).as_deref(), Ok(text));
        }
        assert_eq!(of("2021/2020"), Err(EdtfError::Backwards("2021/2020".into())));
    }
}
