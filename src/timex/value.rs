//! Points on the calendar with their grain, and their TIMEX3 values.

use crate::calendar::Day;
use chrono::Datelike;

/// A point or stretch of the calendar. Years before Christ are negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    Century(i32),
    Decade(i32),
    Year(i32),
    Half(i32, u32),
    Quarter(i32, u32),
    Season(i32, &'static str),
    Month(i32, u32),
    /// The week with this day.
    Week(Day),
    Weekend(Day),
    Date(i32, u32, u32),
}

/// The seasons' names of TIMEX3.
pub(super) fn season(name: &str) -> &'static str {
    match name {
        "SP" => "SP",
        "SU" => "SU",
        "FA" => "FA",
        _ => "WI",
    }
}

fn year(year: i32) -> String {
    if year < 0 { format!("BC{:04}", -i64::from(year)) } else { format!("{year:04}") }
}

/// The first digits of a year, so many places cut off.
fn cut(year: i32, places: usize) -> String {
    let full = self::year(year);
    full.get(..full.len() - places).unwrap_or(&full).to_owned()
}

impl Point {
    pub fn of_day(day: Day) -> Self {
        day.date().map_or(Self::Year(0), |date| Self::Date(date.year(), date.month(), date.day()))
    }

    pub fn year(self) -> i32 {
        match self {
            Self::Century(year)
            | Self::Decade(year)
            | Self::Year(year)
            | Self::Half(year, _)
            | Self::Quarter(year, _)
            | Self::Season(year, _)
            | Self::Month(year, _)
            | Self::Date(year, _, _) => year,
            Self::Week(day) | Self::Weekend(day) => day.year().unwrap_or(0),
        }
    }

    pub fn month(self) -> Option<u32> {
        match self {
            Self::Month(_, month) | Self::Date(_, month, _) => Some(month),
            Self::Quarter(_, quarter) => Some(quarter * 3),
            Self::Week(day) | Self::Weekend(day) => day.date().map(|date| date.month()),
            _ => None,
        }
    }

    /// The day, or the first one of a month or week.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Date(year, month, day) => Day::from_ymd(year, month, day),
            Self::Month(year, month) => Day::from_ymd(year, month, 1),
            Self::Week(day) | Self::Weekend(day) => Some(day),
            _ => None,
        }
    }

    /// So many units later, at the unit's grain where that much is known.
    pub fn moved(self, unit: &str, count: i32) -> Self {
        let year = self.year();
        match unit {
            "CE" => Self::Century(year.saturating_add(count.saturating_mul(100))),
            "DE" => Self::Decade(year.saturating_add(count.saturating_mul(10))),
            "ML" => Self::Century(year.saturating_add(count.saturating_mul(1000))),
            "Y" => Self::Year(year.saturating_add(count)),
            "Q" => {
                let Some(month) = self.month() else { return Self::Year(year) };
                let at =
                    year.saturating_mul(4).saturating_add(quarter_of(month).cast_signed() - 1).saturating_add(count);
                Self::Quarter(at.div_euclid(4), at.rem_euclid(4).unsigned_abs() + 1)
            }
            "M" => {
                let Some(month) = self.month() else { return Self::Year(year) };
                let at = year.saturating_mul(12).saturating_add(month.cast_signed() - 1).saturating_add(count);
                Self::Month(at.div_euclid(12), at.rem_euclid(12).unsigned_abs() + 1)
            }
            "W" | "FN" | "WE" => {
                let days = count.saturating_mul(if unit == "FN" { 14 } else { 7 });
                let Some(day) = self.day() else { return self };
                let day = day.plus_days(days);
                if unit == "WE" { Self::Weekend(day) } else { Self::Week(day) }
            }
            "D" => match self {
                Self::Date(..) => self.day().map_or(self, |day| Self::of_day(day.plus_days(count))),
                other => other,
            },
            _ => self,
        }
    }

    /// The value of TIMEX3.
    pub fn text(self) -> String {
        match self {
            Self::Century(at) => cut(at, 2),
            Self::Decade(at) => cut(at, 1),
            Self::Year(at) => year(at),
            Self::Half(at, half) => format!("{}-H{half}", year(at)),
            Self::Quarter(at, quarter) => format!("{}-Q{quarter}", year(at)),
            Self::Season(at, season) => format!("{}-{season}", year(at)),
            Self::Month(at, month) => format!("{}-{month:02}", year(at)),
            Self::Date(at, month, day) => format!("{}-{month:02}-{day:02}", year(at)),
            Self::Week(day) | Self::Weekend(day) => {
                let Some(date) = day.date() else { return String::new() };
                let week = date.iso_week();
                let end = if matches!(self, Self::Weekend(_)) { "-WE" } else { "" };
                format!("{}-W{:02}{end}", year(week.year()), week.week())
            }
        }
    }
}

/// The quarter of a month.
pub(super) const fn quarter_of(month: u32) -> u32 {
    month.div_ceil(3)
}

/// The day of a holiday: `day-MM-DD`, `easter`, `easter-after-N`, or `nth-MM-W-N`, the n-th weekday W of a month: 0 the
/// first after its first Monday, 9 the last.
pub(super) fn holiday(rule: &str, year: i32) -> Option<Day> {
    if let Some(rest) = rule.strip_prefix("easter") {
        let days: i32 = match (rest.strip_prefix("-after-"), rest.strip_prefix("-before-")) {
            (Some(after), _) => after.parse().ok()?,
            (_, Some(before)) => -before.parse::<i32>().ok()?,
            _ => 0,
        };
        return Some(easter(year)?.plus_days(days));
    }
    let rule = rule.trim_start_matches("day-").trim_start_matches("nth-");
    let mut parts = rule.split('-').map(str::parse::<u32>);
    let (month, second) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let Some(nth) = parts.next() else { return Day::from_ymd(year, month, second) };
    let nth = nth.ok()?.cast_signed();
    let first = Day::from_ymd(year, month, 1)?;
    let to = |from: Day, weekday: u32| -> Option<Day> {
        Some(from.plus_days((weekday + 7 - from.weekday()?).rem_euclid(7).cast_signed()))
    };
    match nth {
        0 => to(to(first, 1)?, second),
        9 => Some(to(first.plus_months(1), second)?.plus_days(-7)),
        nth => Some(to(first, second)?.plus_days(7 * (nth - 1))),
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<Day> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let leaps = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + leaps + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let day = moon + sunday - 7 * late + 114;
    Day::from_ymd(year, (day / 31).unsigned_abs(), (day % 31 + 1).unsigned_abs())
}

/// The value of a length of time.
pub(super) fn length(count: Option<(u32, bool)>, unit: &str) -> String {
    let (clock, letter, half) = match unit {
        "TH" => ("T", "H", "30M"),
        "TM" => ("T", "M", "30S"),
        "TS" => ("T", "S", ""),
        "Y" => ("", "Y", "6M"),
        "M" => ("", "M", ""),
        "D" => ("", "D", "T12H"),
        "DE" => ("", "DE", ""),
        "CE" => ("", "CE", ""),
        other => ("", other, ""),
    };
    let Some((count, and_half)) = count else {
        return match unit {
            "FN" => "PXW".to_owned(),
            _ => format!("P{clock}X{letter}"),
        };
    };
    if and_half && count == 0 {
        return match unit {
            "CE" => "P50Y".to_owned(),
            "DE" => "P5Y".to_owned(),
            "Y" => "P6M".to_owned(),
            "TH" => "PT30M".to_owned(),
            "TM" => "PT30S".to_owned(),
            "D" => "PT12H".to_owned(),
            _ => format!("P{clock}0.5{letter}"),
        };
    }
    match (unit, and_half) {
        ("FN", _) => format!("P{}W", count.saturating_mul(2)),
        ("Q", false) => format!("P{}M", count.saturating_mul(3)),
        ("ML", _) => format!("P{}Y", count.saturating_mul(1000)),
        (_, false) => format!("P{clock}{count}{letter}"),
        (_, true) if half.is_empty() => format!("P{clock}{count}.5{letter}"),
        (_, true) => format!("P{clock}{count}{letter}{half}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_fall_on_their_days() {
        let of = |rule, year| holiday(rule, year).expect("a day").to_string();
        assert_eq!(of("easter", 2024), "2024-03-31");
        assert_eq!(of("easter-before-2", 2019), "2019-04-19");
        assert_eq!(of("nth-11-4-4", 2023), "2023-11-23");
        assert_eq!(of("nth-05-1-9", 2021), "2021-05-31");
        assert_eq!(of("nth-11-2-0", 2016), "2016-11-08");
        assert_eq!(of("day-12-25", 2001), "2001-12-25");
    }

    #[test]
    fn points_move_at_the_grain_of_the_unit() {
        let day = Point::Date(2001, 3, 31);
        assert_eq!(day.moved("M", -1).text(), "2001-02");
        assert_eq!(day.moved("Q", -1).text(), "2000-Q4");
        assert_eq!(day.moved("D", 1).text(), "2001-04-01");
        assert_eq!(day.moved("DE", -2).text(), "198");
        assert_eq!(Point::Year(-480).text(), "BC0480");
    }

    #[test]
    fn lengths_keep_their_unit() {
        assert_eq!(length(Some((24, false)), "TH"), "PT24H");
        assert_eq!(length(Some((2, true)), "Y"), "P2Y6M");
        assert_eq!(length(Some((0, true)), "CE"), "P50Y");
        assert_eq!(length(None, "W"), "PXW");
    }

    #[test]
    fn easter_falls_on_its_day() {
        let of = |year| super::easter(year).map(|day| day.to_string());
        assert_eq!(of(1818).as_deref(), Some("1818-03-22"));
        assert_eq!(of(1997).as_deref(), Some("1997-03-30"));
        assert_eq!(of(2020).as_deref(), Some("2020-04-12"));
        assert_eq!(of(2038).as_deref(), Some("2038-04-25"));
    }
}
