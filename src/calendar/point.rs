//! Points of the calendar as texts name them, with their grain and their TIMEX3 values.

use super::{Day, Days, Grain};
use chrono::Datelike;

/// A point or stretch of the calendar. Years before Christ are negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// The hundred years with this one.
    Century(i32),
    /// The ten years with this one.
    Decade(i32),
    /// A year.
    Year(i32),
    /// A year and which half of it, 1 or 2.
    Half(i32, u32),
    /// A year and which quarter of it, 1 to 4.
    Quarter(i32, u32),
    /// A season of a year.
    Season(i32, Season),
    /// A year and a month, 1 to 12.
    Month(i32, u32),
    /// The week with this day.
    Week(Day),
    /// The weekend of the week with this day.
    Weekend(Day),
    /// Year, month and day, as told: the calendar may have no such day.
    Date(i32, u32, u32),
}

/// A season. Which months it has depends on the hemisphere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// `SP` of TIMEX3.
    Spring,
    /// `SU`.
    Summer,
    /// `FA`.
    Autumn,
    /// `WI`.
    Winter,
}

impl Season {
    /// The season of a TIMEX3 sign.
    #[must_use]
    pub fn of_sign(sign: &str) -> Option<Self> {
        Some(match sign {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            "WI" => Self::Winter,
            _ => return None,
        })
    }

    /// As TIMEX3 writes it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

fn year(year: i32) -> String {
    if !(0..10_000).contains(&year) {
        return if year < 0 { format!("BC{:04}", -i64::from(year)) } else { format!("{year:04}") };
    }
    // All of a value fits: it is written once for each time of a text.
    let mut text = String::with_capacity(16);
    push(&mut text, year.cast_unsigned() / 100);
    push(&mut text, year.cast_unsigned() % 100);
    text
}

/// Writes two digits.
fn push(text: &mut String, number: u32) {
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

/// Writes two digits with a hyphen before them.
fn push_part(mut text: String, number: u32) -> String {
    text.push('-');
    push(&mut text, number);
    text
}

/// The first digits of a year, so many places cut off.
fn cut(year: i32, places: usize) -> String {
    let full = self::year(year);
    full.get(..full.len() - places).unwrap_or(&full).to_owned()
}

impl Point {
    /// The point of a day; an open one is no year.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        day.date().map_or(Self::Year(0), |date| Self::Date(date.year(), date.month(), date.day()))
    }

    /// The year that it lies in.
    #[must_use]
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

    /// The month, or the last one of a quarter.
    #[must_use]
    pub fn month(self) -> Option<u32> {
        match self {
            Self::Month(_, month) | Self::Date(_, month, _) => Some(month),
            Self::Quarter(_, quarter) => Some(quarter * 3),
            Self::Week(day) | Self::Weekend(day) => day.date().map(|date| date.month()),
            _ => None,
        }
    }

    /// The day, or the first one of a month or week.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Date(year, month, day) => Day::from_ymd(year, month, day),
            Self::Month(year, month) => Day::from_ymd(year, month, 1),
            Self::Week(day) | Self::Weekend(day) => Some(day),
            _ => None,
        }
    }

    /// So many units later, at the unit's grain where that much is known. Units are TIMEX3 signs: `D`, `W`, `FN`
    /// (fortnight), `WE` (weekend), `M`, `Q`, `Y`, `DE`, `CE`, `ML`.
    #[must_use]
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

    /// All days that it may touch, with its grain; none where the calendar has no such day. A season is its
    /// year and, for its winters and the other hemisphere, the months beside it; a century has the year that some
    /// count to it and others to the next.
    #[must_use]
    pub fn days(self) -> Option<(Days, Grain)> {
        let years = |first: i32, last: i32| Days::new(Day::new_year(first), Day::new_year(last + 1).plus_days(-1));
        let months = |year: i32, first: u32, count: i32| {
            let first = Day::from_ymd(year, first, 1)?;
            Days::new(first, first.plus_months(count).plus_days(-1))
        };
        let within = |year: i32| (-9998..=9998).contains(&year);
        if !within(self.year()) {
            return None;
        }
        Some(match self {
            // There was no year 0: chrono counts 1 BC as 0.
            Self::Century(year) if year < 0 => (years(year - 99, year + 1)?, Grain::Century),
            Self::Decade(year) if year < 0 => (years(year - 8, year + 1)?, Grain::Decade),
            Self::Year(year) if year < 0 => (years(year + 1, year + 1)?, Grain::Year),
            Self::Century(year) => {
                let first = year.div_euclid(100) * 100;
                (years(first, first + 100)?, Grain::Century)
            }
            Self::Decade(year) => {
                let first = year.div_euclid(10) * 10;
                (years(first, first + 9)?, Grain::Decade)
            }
            Self::Year(year) => (years(year, year)?, Grain::Year),
            Self::Half(year, half) => (months(year, half.clamp(1, 2) * 6 - 5, 6)?, Grain::Quarter),
            Self::Quarter(year, quarter) => (months(year, quarter.clamp(1, 4) * 3 - 2, 3)?, Grain::Quarter),
            Self::Season(year, _) => {
                let days = years(year, year)?.map(|day| day.plus_months(-1), |day| day.plus_months(3));
                (days, Grain::Quarter)
            }
            Self::Month(year, month) => (months(year, month, 1)?, Grain::Month),
            Self::Week(day) | Self::Weekend(day) => (Grain::Week.coarsen(Days::one(day)), Grain::Week),
            Self::Date(year, month, day) => (Days::one(Day::from_ymd(year, month, day)?), Grain::Day),
        })
    }

    /// The value of TIMEX3.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Century(at) => cut(at, 2),
            Self::Decade(at) => cut(at, 1),
            Self::Year(at) => year(at),
            Self::Half(at, half) => format!("{}-H{half}", year(at)),
            Self::Quarter(at, quarter) => format!("{}-Q{quarter}", year(at)),
            Self::Season(at, season) => format!("{}-{}", year(at), season.sign()),
            Self::Month(at, month) => push_part(year(at), month),
            Self::Date(at, month, day) => push_part(push_part(year(at), month), day),
            Self::Week(day) | Self::Weekend(day) => {
                let Some(date) = day.date() else { return String::new() };
                let week = date.iso_week();
                let end = if matches!(self, Self::Weekend(_)) { "-WE" } else { "" };
                format!("{}-W{:02}{end}", year(week.year()), week.week())
            }
        }
    }
}

/// The quarter of a month, 1 to 4.
#[must_use]
pub const fn quarter_of(month: u32) -> u32 {
    month.div_ceil(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_move_at_the_grain_of_the_unit() {
        let day = Point::Date(2001, 3, 31);
        assert_eq!(day.moved("M", -1).text(), "2001-02");
        assert_eq!(day.moved("Q", -1).text(), "2000-Q4");
        assert_eq!(day.moved("D", 1).text(), "2001-04-01");
        assert_eq!(day.moved("DE", -2).text(), "198");
        assert_eq!(Point::Year(-480).text(), "BC0480");
    }
}
