//! What rules see of times.

use crate::annotate::annotated::tests::{notes, spoken, spoken_at, timexes};
use crate::annotate::{Content, TimeBasis};
use proptest::prelude::*;

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
        ("The 2000 reforms", "2000=2000-01-01/2000-12-31 Year;2000=2000"),
        ("The 2000 people", "2000=2000"),
        ("The 2,000 people", "2,000=2000"),
        ("It cost $2000.", "$2000=2000 USD;2000=2000"),
        ("some 2000 people", "some 2000=1800 to 2200"),
        ("in 2019 they", "2019=2019-01-01/2019-12-31 Year"),
    ] {
        assert_eq!(spoken(text), said, "{text}");
    }
}

#[test]
fn counts_from_publication() {
    let of = |text| spoken_at(text, Some((2020, 2, 27)));
    for (text, said) in [
        ("It ended yesterday.", "yesterday=2020-02-26 Day published"),
        ("They meet tomorrow.", "tomorrow=2020-02-28 Day published"),
        ("last year", "last year=2019-01-01/2019-12-31 Year published"),
        ("this year", "this year=2020-01-01/2020-12-31 Year published"),
        ("over the last decade", "last decade=?"),
        ("last month", "last month=2020-01-01/2020-01-31 Month published"),
        ("next week", "next week=2020-03-01/2020-03-08 Week published"),
        ("last Friday", "last Friday=?;Friday=weekday 5"),
        ("two years ago", "two years ago=2017-02-27/2019-02-27 Year published;two years=2 Year;two=2"),
        ("50 years ago", "50 years ago=1967-08-27/1972-08-27 Year published;50 years=50 Year;50=50"),
        ("a decade ago", "a decade ago=2008-06-27/2011-10-27 Year published;a decade=9.4 to 10.6 Year"),
        (
            "more than 40 years ago",
            "more than 40 years ago=../1980-02-27 Year published;more than 40 years=more than 40 Year;more than 40=more than 40",
        ),
        ("three days ago", "three days ago=2020-02-23/2020-02-25 Day published;three days=3 Day;three=3"),
    ] {
        assert_eq!(of(text), said, "{text}");
    }
    assert_eq!(spoken("last year"), "last year=? published");
}

#[test]
fn reads_each_kind_of_expression() {
    for (text, found) in [
        ("It closed on 3 May 2011.", "3 May 2011 2011-05-03"),
        ("It reopens at 6:30 p.m. tomorrow.", "6:30 p.m. tomorrow 2015-06-11T18:30"),
        ("After half a century it shut.", "half a century P50Y"),
        ("They rang two decades ago.", "two decades ago 199"),
        ("The choir sings every Monday.", "every Monday XXXX-WXX-1"),
        ("A plan for the 1990s.", "the 1990s 199"),
        ("He fell in the fifth century BC.", "the fifth century BC BC04"),
        ("She left in the summer of 1987.", "the summer of 1987 1987-SU"),
        ("The shop sold less in the first quarter.", "the first quarter 2015-Q1"),
        ("He saw it recently.", "recently PAST_REF"),
    ] {
        assert_eq!(timexes(text, Some((2015, 6, 10))), [found], "{text}");
    }
}

#[test]
fn the_ends_of_a_range_share_their_year() {
    let of = |text| timexes(text, Some((2015, 6, 10)));
    assert_eq!(of("from 27 April to 22 May 2012"), ["27 April 2012-04-27", "22 May 2012 2012-05-22"]);
    assert_eq!(of("30 December to 2 January 2012"), ["30 December 2011-12-30", "2 January 2012 2012-01-02"]);
    assert_eq!(of("on 27-29 May 2012"), ["27 2012-05-27", "29 May 2012 2012-05-29"]);
    assert_eq!(of("May 27-29, 2012"), ["May 27 2012-05-27", "29, 2012 2012-05-29"]);
}

#[test]
fn reads_days_told_by_their_place() {
    for (text, found) in [
        ("They meet on the first Friday of July 2016.", "the first Friday of July 2016 2016-07-01"),
        ("It shut on the last day of November 2012.", "the last day of November 2012 2012-11-30"),
        ("In the third week of this month.", "the third week of this month 2015-W25"),
        ("It opens on the 20th of next month.", "the 20th of next month 2015-07-20"),
        ("We spoke on the 9th.", "the 9th 2015-06-09"),
        ("It burnt the day before yesterday.", "the day before yesterday 2015-06-08"),
        ("They meet the week after next.", "the week after next 2015-W26"),
        ("It shut the year before last.", "the year before last 2013"),
        ("It was buried in AD 79 there.", "AD 79 0079"),
        ("It fell in 410 CE, they say.", "410 CE 0410"),
        ("They sail two weeks from tomorrow.", "two weeks from tomorrow 2015-06-25"),
        ("They met on Thursday the 11th.", "Thursday the 11th 2015-06-11"),
        ("In week 3 of 2014 it froze.", "week 3 of 2014 2014-W03"),
        ("In the month of May 2014.", "the month of May 2014 2014-05"),
        ("She left on Palm Sunday 2014.", "Palm Sunday 2014 2014-04-13"),
        ("Sales to 11/2014 rose.", "11/2014 2014-11"),
        ("Filed on 6/22.", "6/22 2015-06-22"),
        ("Filed on 28-Nov-2014.", "28-Nov-2014 2014-11-28"),
        ("It began on 4 july 2014.", "4 july 2014 2014-07-04"),
    ] {
        assert_eq!(timexes(text, Some((2015, 6, 10))), [found], "{text}");
    }
}

#[test]
fn reads_times_of_the_clock() {
    for (text, found) in [
        ("It rang at half past seven.", "half past seven 2015-06-10T07:30"),
        ("It rang at a quarter to eight in the evening.", "a quarter to eight in the evening 2015-06-10T19:45"),
        ("It rang at 20 minutes past 7.", "20 minutes past 7 2015-06-10T07:20"),
        ("It rang at 7.30pm.", "7.30pm 2015-06-10T19:30"),
        ("It rang at 7:56:30 pm.", "7:56:30 pm 2015-06-10T19:56:30"),
        ("It rang at 7:56p.m. sharp.", "7:56p.m. 2015-06-10T19:56"),
        ("It rang at 8 in the morning.", "8 in the morning 2015-06-10T08:00"),
        ("It rang by mid-morning.", "mid-morning 2015-06-10TMO"),
    ] {
        assert_eq!(timexes(text, Some((2015, 6, 10))), [found], "{text}");
    }
    let of = |text| timexes(text, Some((2015, 6, 10)));
    assert_eq!(of("from 5 to 6pm"), ["5 2015-06-10T17:00", "6pm 2015-06-10T18:00"]);
    assert_eq!(of("from 11 to 1 p.m."), ["11 2015-06-10T11:00", "1 p.m. 2015-06-10T13:00"]);
    assert_eq!(of("The film [02:59] and John 3:16."), [""; 0]);
}

#[test]
fn reads_lengths_and_what_comes_again() {
    for (text, found) in [
        ("It took two hours and 20 minutes.", "two hours and 20 minutes PT2H20M"),
        ("It took 1 year 3 months and 2 days.", "1 year 3 months and 2 days P1Y3M2D"),
        ("It began 1 month 5 days ago.", "1 month 5 days ago 2015-05-05"),
        ("They worked 34.4 hours.", "34.4 hours PT34.4H"),
        ("They worked for 3½ years.", "3½ years P3Y6M"),
        ("It rained all day.", "all day P1D"),
        ("They play every other Friday.", "every other Friday XXXX-WXX-5"),
        ("They play on Sundays.", "Sundays XXXX-WXX-7"),
        ("Sales of the year to date fell.", "the year to date 2015"),
    ] {
        assert_eq!(timexes(text, Some((2015, 6, 10))), [found], "{text}");
    }
    for text in [
        "PRINT AD 30 WINS",
        "an ad 30 saw",
        "a CE 79",
        "the 33rd straight",
        "20 straight Sundays",
        "good for 12th in the nation",
        "They may march with apr.",
    ] {
        assert_eq!(timexes(text, Some((2015, 6, 10))), [""; 0], "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\PC|(1990|May|the|last|two|years|ago|quarter|BC|-|s|of|a|[0-9]{1,12}| ){1,6}){0,12}") {
        for written in [None, Some((2015, 6, 10))] {
            let _ = timexes(&text, written);
        }
    }
}
