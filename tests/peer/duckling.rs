//! Numbers and quantities as Duckling's corpora tell them: short texts that are one value as a whole.

use super::Reader;
use super::cases::Tally;
use factlint::annotate::{Content, Note, Range};
use factlint::quantity::{Decimal, Extent};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Row {
    corpus: Option<String>,
    expected: String,
    input: String,
}

/// The corpora counted.
const CORPORA: [&str; 7] = [
    "AmountOfMoney/EN/Corpus.hs",
    "Distance/EN/Corpus.hs",
    "Numeral/EN/Corpus.hs",
    "Ordinal/EN/Corpus.hs",
    "Quantity/EN/Corpus.hs",
    "Temperature/EN/Corpus.hs",
    "Volume/EN/Corpus.hs",
];

/// How many rows of each corpus pass.
pub fn tally(reader: &Reader, text: &str) -> Tally {
    let mut tally = Tally::default();
    for line in text.lines() {
        let row: Row = serde_json::from_str(line).expect("a row is JSON");
        let corpus = row.corpus.as_deref().unwrap_or("");
        if !CORPORA.contains(&corpus) {
            continue;
        }
        let wanted = Wanted::of(&row.expected);
        let each = |note: &Note, at: &dyn Fn(Range) -> (usize, usize)| vec![(at(note.tokens), note.content.clone())];
        let notes = reader.notes(&row.input, each);
        let end = row.input.trim_end().chars().count();
        let whole = |&((start, stop), _): &((usize, usize), Content)| {
            let lead: String = row.input.chars().take(start).collect();
            let of = row.expected.contains("Just") && super::cut(&row.input, stop, end).starts_with(" of ");
            (stop == end || of) && matches!(lead.trim(), "" | "a" | "an" | "the")
        };
        let passed = wanted
            .as_ref()
            .is_some_and(|wanted| notes.iter().filter(|note| whole(note)).any(|(_, content)| wanted.is_met(content)));
        if !passed {
            let said: Vec<String> = notes.iter().map(|(at, content)| format!("{at:?} {content:?}")).collect();
            let said = said.join("; ").chars().take(200).collect::<String>();
            tally.miss(format!("{corpus}: {:?} wanted {} found {said}", row.input, row.expected));
        }
        tally.add(corpus, passed);
    }
    tally
}

/// A value as the corpus writes it: `(simple Dollar 10)`, `(between Celsius (30, 40))`, `(NumeralValue 3e6)`.
struct Wanted {
    unit: String,
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Wanted {
    fn of(text: &str) -> Option<Self> {
        let cleared: String = text.chars().map(|c| if matches!(c, '(' | ')' | ',') { ' ' } else { c }).collect();
        let words: Vec<&str> =
            cleared.split_whitespace().take_while(|word| *word != "Just" && *word != "Nothing").collect();
        let number = |word: &&str| word.parse().or_else(|_| Decimal::from_scientific(word)).ok();
        let (kind, rest) = words.split_first()?;
        let last = rest.last().and_then(number);
        let (unit, low, high) = match *kind {
            "simple" => (*rest.first()?, last, last),
            "between" => (*rest.first()?, rest.get(1).and_then(number), last),
            "under" => (*rest.first()?, None, last),
            "above" => (*rest.first()?, last, None),
            other => (other, last, last),
        };
        (low.is_some() || high.is_some()).then(|| Self { unit: unit.to_owned(), low, high })
    }

    /// Whether an annotation says this.
    fn is_met(&self, content: &Content) -> bool {
        let unit = self.unit.as_str();
        match content {
            Content::Ordinal(value) => unit == "OrdinalData" && self.low == Some(Decimal::from(*value)),
            Content::Number(amount) | Content::Fraction(amount)
                if matches!(unit, "NumeralValue" | "Unnamed" | "Degree") =>
            {
                let high = amount.last.unwrap_or(amount.first).value;
                let low = amount.first.value;
                self.low.is_none_or(|wanted| wanted == low) && self.high.is_none_or(|wanted| wanted == high)
            }
            Content::Vague(extent) if unit == "NumeralValue" => {
                self.low.is_some_and(|wanted| extent.covers(Extent::exact(wanted)))
            }
            Content::Money(measure) => {
                let (code, parts) = match unit {
                    "Dollar" | "USD" => ("USD", 1),
                    "Cent" => ("USD", 100),
                    "Pound" => ("GBP", 1),
                    code => (code, 1),
                };
                measure.quantity.standard.to_string() == code
                    && self.spans(measure.quantity.extent, Decimal::from(parts))
            }
            Content::Measure(measure) => {
                let extent = measure.quantity.extent;
                if unit == "Fahrenheit" {
                    return self.spans(fahrenheit(extent), Decimal::ONE);
                }
                let Some((standard, one)) = unit_of(unit) else { return false };
                measure.quantity.standard.to_string() == standard && self.spans(extent, Decimal::ONE / one)
            }
            _ => false,
        }
    }

    /// Whether a set, in the unit of this, has its ends; a rounded one holds it.
    fn spans(&self, set: Extent, factor: Decimal) -> bool {
        let near = |end: Option<Decimal>, wanted: Option<Decimal>| match (end, wanted) {
            (Some(end), Some(wanted)) => ((end * factor).round_dp(6) - wanted).is_zero(),
            (None, None) => true,
            _ => false,
        };
        let rounded = set.low.is_some()
            && set.high.is_some()
            && self.low.zip(self.high).is_some_and(|(low, high)| {
                let ends = |end: Option<Decimal>| end.map(|end| end * factor);
                Extent { low: ends(set.low), high: ends(set.high), ..set }.covers(Extent::between(low, high))
            });
        rounded || (near(set.low, self.low) && near(set.high, self.high))
    }
}

fn fahrenheit(celsius: Extent) -> Extent {
    let end = |end: Option<Decimal>| end.map(|end| end * Decimal::new(18, 1) + Decimal::from(32));
    Extent { low: end(celsius.low), high: end(celsius.high), ..celsius }
}

/// The standard unit of a unit of the corpora, and how many of it one is.
fn unit_of(unit: &str) -> Option<(&'static str, Decimal)> {
    Some(match unit {
        "Kilometre" => ("m", Decimal::from(1000)),
        "Mile" => ("m", Decimal::new(1_609_344, 3)),
        "Metre" | "M" => ("m", Decimal::ONE),
        "Centimetre" => ("m", Decimal::new(1, 2)),
        "Millimetre" => ("m", Decimal::new(1, 3)),
        "Inch" => ("m", Decimal::new(254, 4)),
        "Foot" => ("m", Decimal::new(3048, 4)),
        "Gram" => ("kg", Decimal::new(1, 3)),
        "Pound" => ("kg", Decimal::new(45_359_237, 8)),
        "Ounce" => ("kg", Decimal::new(28_349_523_125, 12)),
        "Litre" => ("L", Decimal::ONE),
        "Millilitre" => ("L", Decimal::new(1, 3)),
        "Hectolitre" => ("L", Decimal::from(100)),
        "Gallon" => ("L", Decimal::new(3_785_411_784, 9)),
        "Celsius" => ("°C", Decimal::ONE),
        _ => return None,
    })
}
