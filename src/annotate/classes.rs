//! The word classes that the annotators need, looked up once per lexicon.
//!
//! Every token is looked at through one 64-bit set of classes, so that running text costs one load
//! a token; numbers and names of values stand in a second table that is read only where a recogniser starts.

use super::scan::heed;
use super::time::Vocabulary;
use crate::calendar::Unit;
use crate::quantity::Decimal;
use crate::rules::{ClassId, Lexicon, WordId};
use thiserror::Error;

/// Word classes that the lexicon should have and has not.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the word classes {} are not defined: see `rules/en/`", .0.join(", "))]
pub struct MissingClasses(pub Vec<String>);

/// How far an abbreviation's full stop keeps a sentence open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Always: `Dr.`
    Title,
    /// Before a number: `No.`
    Number,
    /// The same, where it is written with a capital: `Ill.`
    Capital,
    /// Unless a word follows that starts sentences: `Inc.`
    Other,
}

/// What `last`, `this`, `next` and their like point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The one before.
    Last,
    /// The present one.
    This,
    /// The one after.
    Next,
}

/// The values of a word in the classes that have values.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Values {
    pub month: u8,
    pub weekday: u8,
    pub cardinal: u8,
    pub decade: u8,
    pub unit: Option<Unit>,
    pub direction: Option<Direction>,
    pub abbreviation: Option<Abbreviation>,
    pub ordinal: u64,
    pub parts: u64,
    pub magnitude: u64,
}

macro_rules! bits {
    ($($name:ident = $class:literal),+ $(,)?) => {
        /// Sets of word classes.
        pub(crate) mod bit {
            #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "numbers the bits below")]
            enum Number { $($name),+ }
            $(pub const $name: u64 = 1 << Number::$name as u64;)+
            /// The first word of an entry that is looked up only beside a number: see [`super::Behind`].
            pub const BESIDE: u64 = 1 << 63;
        }
        const CLASSES: &[(&str, u64)] = &[$(($class, bit::$name)),+];
    };
}

bits! {
    MONTH = "month",
    DOUBTFUL_MONTH = "doubtful-month",
    SEASON = "season",
    WEEKDAY = "weekday",
    DOUBTFUL_WEEKDAY = "doubtful-weekday",
    UNIT = "unit",
    UNITS = "units",
    PERIOD_LEAD = "period-lead",
    RATE_LEAD = "rate-lead",
    CARDINAL = "cardinal",
    MAGNITUDE = "magnitude",
    MAGNITUDE_SUFFIX = "magnitude-suffix",
    MONEY_SUFFIX = "money-suffix",
    ORDINAL = "ordinal",
    ORDINAL_SUFFIX = "ordinal-suffix",
    FRACTION = "fraction",
    FRACTIONS = "fractions",
    PERCENT = "percent",
    LABEL = "label",
    CLOCK = "clock",
    CURRENCY = "currency",
    APPROXIMATOR = "approximator",
    APPROXIMATOR_AFTER = "approximator-after",
    RANGE_TO = "range-to",
    RANGE_FROM = "range-from",
    RANGE_AND = "range-and",
    HALF_AND = "half-and",
    OF = "of",
    ARTICLE = "article",
    THE = "the",
    DATE_PART = "date-part",
    YEAR_LEAD = "year-lead",
    MONTH_LEAD = "month-lead",
    RELATIVE_DAY = "relative-day",
    RELATIVE = "relative",
    AGO = "ago",
    OLD = "old",
    AGED = "aged",
    FUNCTION = "function",
    REPORTING = "reporting",
    ELIDED = "elided",
    ABBREVIATION = "abbreviation",
    VAGUE = "vague",
    MULTIPLE = "multiple",
    POSITION = "position",
    DECADES = "decades",
}

macro_rules! behind {
    ($($(#[$doc:meta])* $name:ident = $class:literal),+ $(,)?) => {
        /// Classes that are looked up only beside a number, and so need no bit.
        #[derive(Debug, Clone)]
        pub(crate) struct Behind {
            $($(#[$doc])* pub $name: ClassId,)+
        }
        const BEHIND: &[&str] = &[$($class),+];
        impl Behind {
            fn resolve(of: impl Fn(&str) -> Result<ClassId, MissingClasses>) -> Result<Self, MissingClasses> {
                Ok(Self { $($name: of($class)?,)+ })
            }
        }
    };
}

behind! {
    decimal_point = "decimal-point",
    minus = "minus",
    one_lead = "one-lead",
    percent_points = "percent-points",
    share_of = "share-of",
    multiple = "multiple",
    multiple_unit = "multiple-unit",
    multiple_of = "multiple-of",
    vague = "vague",
    position = "position",
    possessive = "possessive",
    contest = "contest",
    currency = "currency",
    currency_lead = "currency-lead",
    currency_unit = "currency-unit",
    length = "length",
    length_suffix = "length-suffix",
    area = "area",
    volume = "volume",
    volume_suffix = "volume-suffix",
    mass = "mass",
    mass_suffix = "mass-suffix",
    speed = "speed",
    temperature = "temperature",
    temperature_zero = "temperature-zero",
    degree = "degree",
    power = "power",
    per = "per",
    per_time = "per-time",
}

/// Classes of words at which a note may start.
pub(crate) const STARTS: u64 = bit::WEEKDAY
    | bit::CARDINAL
    | bit::ORDINAL
    | bit::FRACTION
    | bit::ARTICLE
    | bit::MAGNITUDE
    | bit::PERCENT
    | bit::VAGUE
    | bit::MULTIPLE
    | bit::POSITION
    | bit::DECADES;

/// Classes whose values are kept in [`Values`].
const VALUED: u64 = bit::MONTH
    | bit::WEEKDAY
    | bit::CARDINAL
    | bit::DECADES
    | bit::FRACTION
    | bit::FRACTIONS
    | bit::ORDINAL
    | bit::MAGNITUDE
    | bit::MAGNITUDE_SUFFIX
    | bit::MONEY_SUFFIX
    | bit::VAGUE
    | bit::UNIT
    | bit::UNITS
    | bit::RELATIVE
    | bit::ABBREVIATION;

/// A lexicon's word classes by word, ready for the annotators.
#[derive(Debug, Clone)]
pub struct Classes {
    bits: Vec<u64>,
    /// The same of the classes in which an entry ends with the word.
    ends: Vec<u64>,
    /// For what the word is looked at in running text: see [`heed`].
    heed: Vec<u8>,
    values: Vec<Values>,
    pub(crate) approximator: ClassId,
    pub(crate) approximator_after: ClassId,
    pub(crate) half_and: ClassId,
    pub(crate) date_part: ClassId,
    pub(crate) relative_day: ClassId,
    pub(crate) percent: ClassId,
    pub(crate) times: Vocabulary,
    pub(crate) behind: Behind,
}

impl Classes {
    /// Looks up all classes that the annotators need.
    ///
    /// # Errors
    /// Names those that the lexicon has not.
    pub fn resolve(lexicon: &Lexicon) -> Result<Self, MissingClasses> {
        let missing: Vec<String> = CLASSES
            .iter()
            .map(|(name, _)| *name)
            .chain(BEHIND.iter().copied())
            .filter(|name| lexicon.class(name).is_none())
            .map(str::to_owned)
            .collect();
        if !missing.is_empty() {
            return Err(MissingClasses(missing));
        }
        let named = |name: &str| lexicon.class(name).ok_or_else(|| MissingClasses(vec![name.to_owned()]));
        let class = |bit: u64| named(CLASSES.iter().find(|(_, of)| *of == bit).map_or("", |(name, _)| *name));
        let size = lexicon.len().max(1);
        let mut classes = Self {
            bits: vec![0; size],
            ends: vec![0; size],
            heed: vec![0; size],
            values: vec![Values::default(); size],
            approximator: class(bit::APPROXIMATOR)?,
            approximator_after: class(bit::APPROXIMATOR_AFTER)?,
            half_and: class(bit::HALF_AND)?,
            date_part: class(bit::DATE_PART)?,
            relative_day: class(bit::RELATIVE_DAY)?,
            percent: class(bit::PERCENT)?,
            times: Vocabulary::resolve(lexicon)?,
            behind: Behind::resolve(named)?,
        };
        let mut bits = vec![0; lexicon.classes().count()];
        let mut set = |name: &str, bit: u64| {
            let class = named(name)?;
            if let Some(bits) = bits.get_mut(usize::from(class.0)) {
                *bits = bit;
            }
            Ok(())
        };
        for name in BEHIND {
            set(name, bit::BESIDE)?;
        }
        for &(name, bit) in CLASSES {
            set(name, bit)?;
        }
        classes.enter(lexicon, &bits);
        for &(_, bit) in CLASSES {
            let id = class(bit)?;
            for word in lexicon.first_words(id).filter(|_| bit & VALUED != 0) {
                let value = lexicon.value(word, id);
                if let (Some(value), Some(values)) = (value, classes.values.get_mut(word.0 as usize)) {
                    values.set(bit, &value.text, value.number);
                }
            }
        }
        Ok(classes)
    }

    /// Enters all words; for each class of the lexicon, its bit or nought.
    fn enter(&mut self, lexicon: &Lexicon, bits: &[u64]) {
        for (class, words) in lexicon.entries() {
            let bit = bits.get(usize::from(class.0)).copied().unwrap_or(0);
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            if let Some(bits) = self.bits.get_mut(first.0 as usize) {
                *bits |= bit;
            }
            if let Some(ends) = self.ends.get_mut(last.0 as usize) {
                *ends |= bit;
            }
        }
        for (word, (heed, bits)) in self.heed.iter_mut().zip(&self.bits).enumerate() {
            let word = WordId(u32::try_from(word).unwrap_or(u32::MAX));
            let note = if bits & STARTS != 0 { heed::NOTE } else { 0 };
            let time = if self.times.opens(word) { heed::TIME } else { 0 };
            *heed = note | time;
        }
    }

    /// For what the word is looked at in running text: see [`heed`].
    #[inline]
    pub(crate) fn heed(&self, word: WordId) -> u8 {
        self.heed.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// The classes in which an entry ends with the word.
    #[inline]
    pub(crate) fn ends(&self, word: WordId) -> u64 {
        self.ends.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// The classes that the word is in, or that an entry starting with it is in.
    #[inline]
    pub(crate) fn bits(&self, word: WordId) -> u64 {
        self.bits.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// The word's values.
    #[inline]
    pub(crate) fn values(&self, word: WordId) -> Values {
        self.values.get(word.0 as usize).copied().unwrap_or_default()
    }
}

impl Values {
    fn set(&mut self, bit: u64, text: &str, number: Option<Decimal>) {
        let small = || number.and_then(|number| u8::try_from(number).ok()).unwrap_or(0);
        let large = || number.and_then(|number| u64::try_from(number).ok()).unwrap_or(0);
        match bit {
            bit::MONTH => self.month = small(),
            bit::WEEKDAY => self.weekday = small(),
            bit::CARDINAL => self.cardinal = small(),
            bit::DECADES => self.decade = small(),
            bit::FRACTION | bit::FRACTIONS => self.parts = large(),
            bit::ORDINAL => self.ordinal = large(),
            bit::MAGNITUDE | bit::MAGNITUDE_SUFFIX | bit::MONEY_SUFFIX | bit::VAGUE => self.magnitude = large(),
            bit::UNIT | bit::UNITS => self.unit = unit(text),
            bit::RELATIVE => {
                self.direction = match text {
                    "last" => Some(Direction::Last),
                    "this" => Some(Direction::This),
                    "next" => Some(Direction::Next),
                    _ => None,
                }
            }
            bit::ABBREVIATION => {
                self.abbreviation = match text {
                    "title" => Some(Abbreviation::Title),
                    "number" => Some(Abbreviation::Number),
                    "written-large" => Some(Abbreviation::Capital),
                    _ => Some(Abbreviation::Other),
                }
            }
            _ => {}
        }
    }
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_all_missing_classes() {
        let fault = Classes::resolve(&Lexicon::default()).expect_err("an empty lexicon has no class");
        assert_eq!(fault.0.len(), CLASSES.len() + BEHIND.len());
        assert!(fault.to_string().contains("month, doubtful-month"));
        assert!(Classes::resolve(crate::annotate::fixture::lexicon()).is_ok());
    }
}
