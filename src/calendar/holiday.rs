//! Days of holidays by rule.

use super::Day;

/// The day of a holiday: `day-MM-DD`, `easter`, `easter-after-N`, or `nth-MM-W-N`, the n-th weekday W of a month: 0 the
/// first after its first Monday, 9 the last; with a fifth number so many days after that one.
#[must_use]
pub fn holiday(rule: &str, year: i32) -> Option<Day> {
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
        nth => {
            let after = parts.next().transpose().ok()?.map_or(0, u32::cast_signed);
            Some(to(first, second)?.plus_days(7 * (nth - 1) + after))
        }
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
        assert_eq!(of("nth-11-4-4-1", 2019), "2019-11-29");
    }

    #[test]
    fn easter_falls_on_its_day() {
        let of = |year| easter(year).map(|day| day.to_string());
        assert_eq!(of(1818).as_deref(), Some("1818-03-22"));
        assert_eq!(of(1997).as_deref(), Some("1997-03-30"));
        assert_eq!(of(2020).as_deref(), Some("2020-04-12"));
        assert_eq!(of(2038).as_deref(), Some("2038-04-25"));
    }
}
