//! The time that a clause is about where it fixes none: one table, with a test for each row.
//!
//! | row | the clause | at least | at most | most likely |
//! |---|---|---|---|---|
//! | `explicit` | tells a date | that date | that date | that date |
//! | `present` | `is`, or no verb at all | the week up to publication | the month up to it | the week |
//! | `reported` | `said`, without a date | the week up to publication | the month up to it | the week |
//! | `perfect` | `has been` | the week up to publication | the year up to it | the week |
//! | `past` | `was`, without a date | any time up to publication | the same | the year up to it |
//! | `was-to-be` | `was to be`, `was due` | any time up to publication | any time | the year up to it |
//! | `future` | `will`, `is to`, `is due` | any time from publication | the same | the year after it |
//! | `vague` | a date without its year | as its tense says | a year around publication too; in the past any time | as its tense says |
//!
//! The month of grace in `present` and `reported` is for the days of a hand-over: nobody is wrong who
//! calls a minister minister in the week of the successor's oath.

use crate::calendar::{Day, Days, Window};
use serde::Serialize;

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Row {
    /// The clause tells a date.
    Explicit,
    /// It is in the present.
    Present,
    /// It reports what was said lately.
    Reported,
    /// It is in the perfect.
    Perfect,
    /// It is in the past.
    Past,
    /// It tells what was planned.
    WasToBe,
    /// It tells what will be.
    Future,
    /// It tells a date that the text does not fix.
    Vague,
}

impl Row {
    /// The row's name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Present => "present",
            Self::Reported => "reported",
            Self::Perfect => "perfect",
            Self::Past => "past",
            Self::WasToBe => "was-to-be",
            Self::Future => "future",
            Self::Vague => "vague",
        }
    }
}

/// The window of a row, for an article published on a day. Rows that tell a date have no default.
#[must_use]
pub fn window(row: Row, published: Day) -> Option<Window> {
    let since = |days: i32| Days { first: published.plus_days(-days), last: published };
    let before = Days { first: Day::MIN, last: published };
    let after = Days { first: published, last: Day::MAX };
    let year_before = Days { first: published.plus_months(-12), last: published };
    let year_after = Days { first: published, last: published.plus_months(12) };
    Some(match row {
        Row::Explicit | Row::Vague => return None,
        Row::Present | Row::Reported => Window { inner: since(7), outer: since(31), centre: since(7) },
        Row::Perfect => Window { inner: since(7), outer: since(366), centre: since(7) },
        Row::Past => Window { inner: before, outer: before, centre: year_before },
        Row::WasToBe => Window { inner: before, outer: Days::ALL, centre: year_before },
        Row::Future => Window { inner: after, outer: after, centre: year_after },
    })
}

/// The window of what a noun phrase takes for granted (`Minister X`): the days about publication, the year up to it
/// in the past. Who is about to take office, or has just left it, is called by the title already, or still.
#[must_use]
pub fn presumed(row: Row, published: Day) -> Window {
    let since = |days: i32| Days { first: published.plus_days(-days), last: published };
    let year_before = published.plus_months(-12);
    let grace = Days { first: published.plus_days(-GRACE), last: published.plus_days(GRACE) };
    match row {
        Row::Past | Row::WasToBe | Row::Vague | Row::Explicit => Window {
            inner: Days { first: year_before, last: published },
            outer: Days { first: year_before, ..grace },
            centre: since(7),
        },
        Row::Present | Row::Reported | Row::Perfect | Row::Future => {
            Window { inner: since(7), outer: grace, centre: since(7) }
        }
    }
}

/// So many days before and after it is held, a title may be borne.
const GRACE: i32 = 62;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_gives_its_window() {
        let published = Day::from_ymd(2020, 2, 27).expect("day");
        let of = |row| window(row, published).map(|w| format!("{} | {} | {}", w.inner, w.outer, w.centre));
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(of(Row::Explicit), None);
        assert_eq!(of(Row::Vague), None);
        assert_eq!(of(Row::Present), is("2020-02-20/2020-02-27 | 2020-01-27/2020-02-27 | 2020-02-20/2020-02-27"));
        assert_eq!(of(Row::Reported), of(Row::Present));
        assert_eq!(of(Row::Perfect), is("2020-02-20/2020-02-27 | 2019-02-26/2020-02-27 | 2020-02-20/2020-02-27"));
        assert_eq!(of(Row::Past), is("../2020-02-27 | ../2020-02-27 | 2019-02-27/2020-02-27"));
        assert_eq!(of(Row::WasToBe), is("../2020-02-27 | ../.. | 2019-02-27/2020-02-27"));
        assert_eq!(of(Row::Future), is("2020-02-27/.. | 2020-02-27/.. | 2020-02-27/2021-02-27"));
    }

    #[test]
    fn a_title_is_borne_about_publication() {
        let published = Day::from_ymd(2020, 2, 27).expect("day");
        let of = |row| {
            let window = presumed(row, published);
            format!("{} | {} | {}", window.inner, window.outer, window.centre)
        };
        assert_eq!(of(Row::Present), "2020-02-20/2020-02-27 | 2019-12-27/2020-04-29 | 2020-02-20/2020-02-27");
        assert_eq!(of(Row::Reported), of(Row::Present));
        assert_eq!(of(Row::Perfect), of(Row::Present));
        assert_eq!(of(Row::Future), of(Row::Present));
        assert_eq!(of(Row::Past), "2019-02-27/2020-02-27 | 2019-02-27/2020-04-29 | 2020-02-20/2020-02-27");
        assert_eq!(of(Row::WasToBe), of(Row::Past));
        assert_eq!(of(Row::Vague), of(Row::Past));
    }
}
