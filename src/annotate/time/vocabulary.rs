//! The word classes that the reader of times needs, and what TIMEX3 writes for their values.

use crate::annotate::MissingClasses;
use crate::rules::lexicon::Found;
use crate::rules::{ClassId, Lexicon, WordId};
use std::collections::HashMap;

/// A set of word classes.
pub(super) type Bits = u128;

/// A word class and its bit in the sets of [`Vocabulary`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Class {
    pub id: ClassId,
    pub bit: Bits,
}

/// The recognisers of what starts with a word, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    Holiday,
    Clock,
    Weekday,
    Month,
    DayFirst,
    Nth,
    DayOfMonth,
    Set,
    Which,
    YearEarlier,
    Quarter,
    Century,
    Length,
    Year,
    Season,
    DayBesideDay,
    WeekNumber,
    Whole,
    BarePart,
    Definite,
    DayWord,
    Refer,
    Plural,
}

impl Ask {
    const ALL: [Self; 23] = [
        Self::Holiday,
        Self::Clock,
        Self::Weekday,
        Self::Month,
        Self::DayFirst,
        Self::Nth,
        Self::DayOfMonth,
        Self::Set,
        Self::Which,
        Self::YearEarlier,
        Self::Quarter,
        Self::Century,
        Self::Length,
        Self::Year,
        Self::Season,
        Self::DayBesideDay,
        Self::WeekNumber,
        Self::Whole,
        Self::BarePart,
        Self::Definite,
        Self::DayWord,
        Self::Refer,
        Self::Plural,
    ];

    /// The classes of words with which it starts.
    fn classes(self, v: &Vocabulary) -> Bits {
        let number = v.cardinal.bit | v.ordinal.bit;
        match self {
            Self::Holiday => v.holiday.bit,
            Self::Clock => v.point.bit | v.cardinal.bit | v.fraction.bit,
            Self::Weekday => v.weekday.bit,
            Self::Month => v.month.bit,
            Self::DayFirst | Self::DayOfMonth | Self::Century => number,
            Self::Nth => v.ordinal.bit | v.which.bit,
            Self::Set => v.set.bit | v.each.bit | v.weekdays.bit,
            Self::Which => v.which.bit | v.like.bit,
            Self::YearEarlier => v.year_earlier.bit,
            Self::Quarter => number | v.half.bit | v.fiscal.bit,
            Self::Length => number | v.one.bit | v.couple.bit | v.vague.bit | v.fraction.bit,
            Self::Year => v.cardinal.bit | v.fiscal.bit,
            Self::Season => v.season.bit,
            Self::DayBesideDay | Self::WeekNumber => v.unit.bit,
            Self::Whole => v.whole.bit,
            Self::BarePart => v.part_bare.bit,
            Self::Definite => v.year_end.bit | v.part.bit | v.another.bit | v.fiscal.bit | v.unit.bit,
            Self::DayWord => v.tonight.bit | v.overnight.bit | v.day_word.bit,
            Self::Refer => v.recent.bit | v.refer_news.bit | v.refer.bit | v.refer_noun.bit,
            Self::Plural => v.units.bit,
        }
    }
}

/// A set of recognisers, iterated in their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Asks(u32);

impl Asks {
    /// The same with one more.
    pub const fn with(self, ask: Ask) -> Self {
        Self(self.0 | 1 << ask as u32)
    }

    #[inline]
    const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[inline]
    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Each of them, in order.
    #[inline]
    pub fn each(self) -> impl Iterator<Item = Ask> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let next = Ask::ALL.get(left.trailing_zeros() as usize).copied();
            left &= left.wrapping_sub(1);
            next
        })
    }
}

/// What a word is to the classes: so that most questions are answered by one load.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Roles {
    /// Classes in which an entry starts with it.
    pub starts: Bits,
    /// Classes in which it is an entry by itself.
    pub alone: Bits,
    /// Classes in which it is the second word of an entry.
    pub second: Bits,
    /// Classes in which an entry ends with it.
    pub ends: Bits,
    calls: Calls,
}

/// What most words are.
static NO_ROLES: Roles = Roles {
    starts: 0,
    alone: 0,
    second: 0,
    ends: 0,
    calls: Calls { alone: Asks(0), longer: Asks(0), second: Asks(0) },
};

/// The recognisers that a word calls for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Calls {
    /// By itself.
    alone: Asks,
    /// With the right word behind it.
    longer: Asks,
    /// As that word.
    second: Asks,
}

macro_rules! classes {
    ($($name:ident = $class:literal),+ $(,)?) => {
        /// The word classes, looked up once per lexicon.
        #[derive(Debug, Clone)]
        pub(crate) struct Vocabulary {
            /// By word, the number of its roles.
            words: Vec<u16>,
            /// Few words have any roles, and many the same: so all of them stay in the cache.
            roles: Vec<Roles>,
            /// What TIMEX3 writes for a value of the lexicon, by its number; none where it is written as it is.
            signs: Vec<Option<&'static str>>,
            /// The same values as small numbers.
            numbers: Vec<Option<u32>>,
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
                    words: vec![0; size],
                    roles: Vec::new(),
                    signs: lexicon.values().iter().map(|value| sign(&value.text)).collect(),
                    numbers: lexicon.values().iter().map(|value| u32::try_from(value.number?).ok()).collect(),
                    $($name: Class { id: find($class)?, bit: 1 << Number::$name as u32 }),+
                };
                let mut bits = vec![0; lexicon.classes().count()];
                for class in [$(found.$name),+] {
                    if let Some(bit) = bits.get_mut(usize::from(class.id.0)) {
                        *bit = class.bit;
                    }
                }
                found.enter(lexicon, &bits);
                Ok(found)
            }
        }
    };
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
    ad = "time-ad",
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

impl Vocabulary {
    /// Enters the roles of all words; for each class of the lexicon, its bit or nought.
    fn enter(&mut self, lexicon: &Lexicon, bits: &[Bits]) {
        let asked = |bit: Bits| {
            let starts = |ask: &Ask| ask.classes(self) & bit != 0;
            Ask::ALL.into_iter().filter(starts).fold(Asks::default(), Asks::with)
        };
        let asks: Vec<Asks> = bits.iter().map(|&bit| asked(bit)).collect();
        let mut roles = vec![Roles::default(); self.words.len()];
        for (class, words) in lexicon.entries() {
            let class = usize::from(class.0);
            let (Some(&bit), Some(&asks)) = (bits.get(class), asks.get(class)) else { continue };
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            if bit == 0 {
                continue;
            }
            let second = words.get(1);
            if let Some(first) = roles.get_mut(first.0 as usize) {
                first.starts |= bit;
                if second.is_none() {
                    first.alone |= bit;
                    first.calls.alone = first.calls.alone.or(asks);
                } else {
                    first.calls.longer = first.calls.longer.or(asks);
                }
            }
            if let Some(second) = second.and_then(|second| roles.get_mut(second.0 as usize)) {
                second.second |= bit;
                second.calls.second = second.calls.second.or(asks);
            }
            if let Some(last) = roles.get_mut(last.0 as usize) {
                last.ends |= bit;
            }
        }
        let mut numbers = HashMap::from([(Roles::default(), 0)]);
        self.roles = vec![Roles::default()];
        for (word, roles) in self.words.iter_mut().zip(roles) {
            *word = *numbers.entry(roles).or_insert_with(|| {
                self.roles.push(roles);
                u16::try_from(self.roles.len() - 1).unwrap_or(0)
            });
        }
    }

    /// What a word is to the classes.
    #[inline]
    pub(super) fn roles(&self, word: WordId) -> &Roles {
        let number = self.words.get(word.0 as usize).copied().unwrap_or(0);
        self.roles.get(usize::from(number)).unwrap_or(&NO_ROLES)
    }

    /// The recognisers that may find something at a word, by the two words behind it: the second counts where the
    /// first is a hyphen.
    #[inline]
    pub(super) fn asks(&self, word: WordId, behind: [WordId; 2]) -> Asks {
        let own = self.roles(word).calls;
        let second = self.roles(behind[0]).calls.second.or(self.roles(behind[1]).calls.second);
        own.alone.or(own.longer.and(second))
    }

    /// Whether any recogniser may find something at the word.
    pub(crate) fn opens(&self, word: WordId) -> bool {
        let calls = self.roles(word).calls;
        calls.alone.or(calls.longer) != Asks::default()
    }

    /// What TIMEX3 writes for what an entry stands for.
    #[inline]
    pub(super) fn sign<'a>(&self, found: Found<'a>) -> &'a str {
        self.signs.get(found.id.index()).copied().flatten().unwrap_or(&found.value.text)
    }

    /// What an entry stands for as a small number.
    #[inline]
    pub(super) fn number(&self, found: Found<'_>) -> Option<u32> {
        self.numbers.get(found.id.index()).copied().flatten()
    }

    /// The class of time zones, which other recognisers ask for, too.
    pub(crate) const fn time_zone(&self) -> ClassId {
        self.zone.id
    }
}

/// What TIMEX3 writes for a name of the word lists; other names stay.
fn sign(name: &str) -> Option<&'static str> {
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
    SIGNS.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign)
}
