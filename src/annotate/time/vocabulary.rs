//! The word classes that the reader of times needs, and what TIMEX3 writes for their values.

use crate::annotate::MissingClasses;
use crate::rules::{ClassId, Lexicon, WordId};

/// A set of word classes.
pub(super) type Bits = u128;

/// A word class and its bit in the sets of [`Vocabulary`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Class {
    pub id: ClassId,
    pub bit: Bits,
}

macro_rules! classes {
    ($($name:ident = $class:literal),+ $(,)?) => {
        /// The word classes, looked up once per lexicon, and for each word the set of classes in which an entry
        /// starts or ends with it, so that most questions are answered by one load.
        #[derive(Debug, Clone)]
        pub(crate) struct Vocabulary {
            starts: Vec<Bits>,
            ends: Vec<Bits>,
            /// The classes with a word of which an expression may begin; the others are asked for within one.
            pub(super) openers: Bits,
            $(pub(super) $name: Class),+
        }

        #[expect(non_camel_case_types, reason = "numbers the bits of the classes")]
        enum Number { $($name),+ }

        impl Vocabulary {
            /// Looks all of them up.
            ///
            /// # Errors
            /// Names those that the lexicon lacks.
            pub fn resolve(lexicon: &Lexicon) -> Result<Self, MissingClasses> {
                let missing: Vec<String> = [$($class),+]
                    .into_iter()
                    .filter(|name| lexicon.class(name).is_none())
                    .map(str::to_owned)
                    .collect();
                let find = |name: &str| lexicon.class(name).ok_or_else(|| MissingClasses(missing.clone()));
                let size = lexicon.len().max(1);
                let mut found = Self {
                    starts: vec![0; size],
                    ends: vec![0; size],
                    openers: 0,
                    $($name: Class { id: find($class)?, bit: 1 << Number::$name as u32 }),+
                };
                for class in [$(found.$name),+] {
                    mark(&mut found.starts, class.bit, lexicon.first_words(class.id));
                    mark(&mut found.ends, class.bit, lexicon.last_words(class.id));
                }
                found.openers = found.openers();
                Ok(found)
            }
        }
    };
}

impl Vocabulary {
    /// The class of time zones, which other recognisers ask for, too.
    pub(crate) const fn time_zone(&self) -> ClassId {
        self.zone.id
    }
}

classes! {
    month = "month",
    doubtful_month = "doubtful-month",
    weekday = "weekday",
    doubtful_weekday = "doubtful-weekday",
    cardinal = "cardinal",
    magnitude = "magnitude",
    ordinal = "ordinal",
    fraction = "fraction",
    the = "the",
    of = "of",
    half_and = "half-and",
    currency = "currency",
    unit = "time-unit",
    units = "time-units",
    period = "time-period",
    one = "time-one",
    vague = "time-vague",
    couple = "time-couple",
    another = "time-another",
    after_length = "time-after-length",
    old = "time-old",
    year_earlier = "time-year-earlier",
    like = "time-like",
    which = "time-which",
    recent = "time-recent",
    each = "time-each",
    refer = "time-ref",
    refer_noun = "time-ref-before-noun",
    set = "time-set",
    day_word = "time-day-word",
    part = "time-part",
    tonight = "time-tonight",
    overnight = "time-overnight",
    point = "time-point",
    season = "time-season",
    season_doubtful = "time-season-doubtful",
    season_lead = "time-season-lead",
    story = "time-story",
    refer_news = "time-ref-news",
    order = "time-order",
    half = "time-half",
    quarter_letter = "time-quarter-letter",
    am = "time-am",
    oclock = "time-oclock",
    zone = "time-zone",
    century = "time-century",
    bc = "time-bc",
    fiscal = "time-fiscal",
    early = "time-early",
    about = "time-about",
    around = "time-around",
    length_lead = "time-length-lead",
    year_lead = "time-year-lead",
    no_year = "time-no-year",
    range = "time-range",
    may_lead = "time-may-lead",
    year_end = "time-year-end",
    holiday = "time-holiday",
    future = "time-future-cue",
    past = "time-past-cue",
    plan_past = "time-plan-past",
    weekdays = "time-weekdays",
    whole = "time-whole",
    past_hour = "time-past-hour",
    am_letter = "time-am-letter",
    alternate = "time-alternate",
    day_lead = "time-day-lead",
    beside = "time-beside",
    part_bare = "time-part-bare",
}

fn mark(sets: &mut [Bits], bit: Bits, words: impl Iterator<Item = WordId>) {
    for word in words {
        if let Some(set) = sets.get_mut(word.0 as usize) {
            *set |= bit;
        }
    }
}

impl Vocabulary {
    fn openers(&self) -> Bits {
        [
            self.holiday,
            self.point,
            self.cardinal,
            self.weekday,
            self.month,
            self.ordinal,
            self.set,
            self.each,
            self.which,
            self.like,
            self.year_earlier,
            self.half,
            self.fiscal,
            self.one,
            self.couple,
            self.vague,
            self.fraction,
            self.season,
            self.year_end,
            self.part,
            self.another,
            self.unit,
            self.tonight,
            self.overnight,
            self.day_word,
            self.the,
            self.recent,
            self.refer_news,
            self.refer,
            self.refer_noun,
            self.units,
            self.weekdays,
            self.whole,
            self.part_bare,
        ]
        .iter()
        .fold(0, |all, class| all | class.bit)
    }

    /// The classes in which an entry starts with the word.
    #[inline]
    pub(super) fn starts(&self, word: WordId) -> Bits {
        self.starts.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// The classes in which an entry ends with the word.
    #[inline]
    pub(super) fn ends(&self, word: WordId) -> Bits {
        self.ends.get(word.0 as usize).copied().unwrap_or(0)
    }
}

/// What TIMEX3 writes for a name of the word lists; other names stay.
pub(super) fn sign(name: &str) -> &str {
    const SIGNS: &[(&str, &str)] = &[
        ("year", "Y"),
        ("month", "M"),
        ("week", "W"),
        ("day", "D"),
        ("quarter", "Q"),
        ("decade", "DE"),
        ("century", "CE"),
        ("millennium", "ML"),
        ("hour", "TH"),
        ("minute", "TM"),
        ("second", "TS"),
        ("fortnight", "FN"),
        ("weekend", "WE"),
        ("past-ref", "PAST_REF"),
        ("present-ref", "PRESENT_REF"),
        ("future-ref", "FUTURE_REF"),
        ("each-day", "XXXX-XX-XX"),
        ("each-week", "XXXX-WXX"),
        ("each-month", "XXXX-XX"),
        ("each-year", "XXXX"),
        ("annual", "P1Y"),
        ("each-quarter", "XXXX-QX"),
        ("hourly", "PT1H"),
        ("two-weeks", "P2W"),
        ("six-months", "P6M"),
        ("morning", "TMO"),
        ("afternoon", "TAF"),
        ("evening", "TEV"),
        ("night", "TNI"),
        ("midday", "TMI"),
        ("daytime", "TDT"),
        ("spring", "SP"),
        ("summer", "SU"),
        ("autumn", "FA"),
        ("winter", "WI"),
        ("noon", "12:00"),
        ("midnight", "24:00"),
    ];
    SIGNS.iter().find(|(known, _)| *known == name).map_or(name, |(_, sign)| sign)
}
