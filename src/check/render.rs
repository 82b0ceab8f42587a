//! Values as words of an article, in the style of the words that they replace.

use crate::base::{Base, EntityId, NameSort};
use crate::calendar::words;
use crate::eval::Val;
use crate::quantity::Decimal;

/// The words for a value in place of `old`; none where there is no way to say it.
#[must_use]
pub fn render(base: &Base, val: &Val, old: &str) -> Option<String> {
    match val {
        Val::Entity(entity) => Some(name(base, *entity)),
        Val::Number(extent) => number(extent.point()?, old),
        Val::Percent(extent) => Some(extent.point()?.normalize().to_string()),
        Val::Time(said) => Some(words::time(said.time).replace('–', " to ")),
        Val::Weekday(weekday) => Some(words::weekday(*weekday).to_owned()),
        Val::Text(text) => Some(text.clone()),
        Val::Period(period) => Some(words::period(period)),
        _ => None,
    }
}

/// The handiest name of an entity: its initials if it has any, else its label.
fn name(base: &Base, entity: EntityId) -> String {
    let acronym = base.names_of(entity).find(|name| name.sort == NameSort::Acronym);
    acronym.map_or_else(|| base.label(entity), |name| name.text).to_owned()
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number as an ordinal or cardinal, in digits or words, as `old` was.
fn number(value: Decimal, old: &str) -> Option<String> {
    let plain = value.normalize().to_string();
    let digits = old.contains(|c: char| c.is_ascii_digit());
    let ordinal = if digits {
        old.ends_with("st") || old.ends_with("nd") || old.ends_with("rd") || old.ends_with("th")
    } else {
        ordinal_word(old)
    };
    if digits {
        return Some(if ordinal { crate::base::apply::ordinal(&plain) } else { plain });
    }
    let small = usize::try_from(value).ok().filter(|&n| n < 100);
    let Some(n) = small else { return Some(if ordinal { crate::base::apply::ordinal(&plain) } else { plain }) };
    let cardinal = if n < 20 {
        ONES.get(n)?.to_string()
    } else if n % 10 == 0 {
        TENS.get(n / 10)?.to_string()
    } else {
        format!("{}-{}", TENS.get(n / 10)?, ONES.get(n % 10)?)
    };
    Some(if ordinal { to_ordinal(&cardinal) } else { cardinal })
}

fn ordinal_word(word: &str) -> bool {
    ["first", "second", "third", "th"].iter().any(|tail| word.to_lowercase().ends_with(tail))
}

fn to_ordinal(cardinal: &str) -> String {
    let (head, last) = cardinal.rsplit_once('-').map_or(("", cardinal), |(head, last)| (head, last));
    let tail = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        other => other.strip_suffix('y').map_or_else(|| format!("{other}th"), |stem| format!("{stem}ieth")),
    };
    if head.is_empty() { tail } else { format!("{head}-{tail}") }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn keeps_the_style_of_the_old_words() {
        let of = |n: i64, old| number(n.into(), old).expect("rendered");
        assert_eq!(
            [of(50, "10th"), of(45, "tenth"), of(42, "tenth"), of(3, "first")],
            ["50th", "forty-fifth", "forty-second", "third"]
        );
        assert_eq!([of(16, "15"), of(16, "fifteen"), of(112, "tenth")], ["16", "sixteen", "112th"]);
    }
}
