//! The word classes of times, and a cursor over the tokens that reads numbers and units.

use crate::annotate::MissingClasses;
use crate::rules::{ClassId, Lexicon, lexicon::Words};
use crate::text::TokenKind;

macro_rules! classes {
    ($($name:ident = $class:literal),+ $(,)?) => {
        /// The word classes that the reader of times needs, looked up once per lexicon.
        #[derive(Debug, Clone)]
        pub struct Vocabulary { $(pub(super) $name: ClassId),+ }

        impl Vocabulary {
            /// Looks all of them up.
            ///
            /// # Errors
            /// If the lexicon lacks some.
            pub fn resolve(lexicon: &Lexicon) -> Result<Self, MissingClasses> {
                let missing: Vec<String> = [$($class),+]
                    .into_iter()
                    .filter(|name| lexicon.class(name).is_none())
                    .map(str::to_owned)
                    .collect();
                let find = |name: &str| lexicon.class(name).ok_or_else(|| MissingClasses(missing.clone()));
                Ok(Self { $($name: find($class)?),+ })
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
}

/// What TIMEX3 writes for a name of the word lists; other names stay.
fn sign(name: &str) -> &str {
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

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// So many wholes, and perhaps a half.
    Count(u32, bool),
    /// Some.
    Vague,
}

/// A place to read words from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub words: Words<'a>,
    pub lexicon: &'a Lexicon,
    pub vocabulary: &'a Vocabulary,
}

impl<'a> Cursor<'a> {
    pub fn len(&self) -> usize {
        self.words.tokens.len()
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.words.tokens.get(at).map(|token| token.kind)
    }

    pub fn text(&self, at: usize) -> &'a str {
        self.words.tokens.get(at).map_or("", |token| token.span.of(self.words.text))
    }

    pub fn is(&self, at: usize, class: ClassId) -> bool {
        self.value(at, class).is_some()
    }

    /// What the single word stands for in a class.
    pub fn value(&self, at: usize, class: ClassId) -> Option<&'a str> {
        let word = *self.words.words.get(at)?;
        self.lexicon.value(word, class).map(|value| sign(&value.text))
    }

    /// The same as a number.
    pub fn number(&self, at: usize, class: ClassId) -> Option<u32> {
        self.value(at, class)?.parse().ok()
    }

    /// The longest entry of a class here: its end, and what it stands for.
    pub fn entry(&self, at: usize, class: ClassId) -> Option<(usize, &'a str)> {
        let found = self.lexicon.at(class, self.words, at)?;
        Some((at + found.tokens, sign(&found.value.text)))
    }

    /// The start of the longest entry of a class that ends here.
    pub fn before(&self, end: usize, class: ClassId) -> Option<usize> {
        self.lexicon.before(class, self.words, end).map(|found| end - found.tokens)
    }

    pub fn has_before(&self, at: usize, class: ClassId) -> bool {
        at > 0 && self.before(at, class).is_some()
    }

    pub fn mark(&self, at: usize, mark: &str) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && self.text(at) == mark
    }

    pub fn space_before(&self, at: usize) -> bool {
        self.words.tokens.get(at).is_none_or(crate::text::Token::space_before)
    }

    /// Past a hyphen that joins two words.
    pub fn joint(&self, at: usize) -> usize {
        if self.words.is_joint(at) { at + 1 } else { at }
    }

    /// A dash or hyphen, spaced or not.
    pub fn dash(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && matches!(self.text(at), "-" | "–" | "—")
    }

    /// An integer of plain digits, with how many there are.
    pub fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.text(at);
        let plain = self.kind(at) == Some(TokenKind::Number) && text.len() <= 8;
        let value = if plain && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }?;
        Some((value, text.len()))
    }

    /// Digits with an ordinal's ending (`3rd`), or without.
    pub fn ordinal_digits(&self, at: usize) -> Option<u32> {
        let text = self.text(at);
        if self.kind(at) != Some(TokenKind::Mixed) || text.len() > 6 {
            return None;
        }
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let rest = text.get(digits.len()..)?.to_ascii_lowercase();
        if matches!(rest.as_str(), "st" | "nd" | "rd" | "th") { digits.parse().ok() } else { None }
    }

    /// An ordinal in digits or words: its end and value.
    pub fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(value) = self.ordinal_digits(at) {
            return Some((at + 1, value));
        }
        if let Some(value) = self.number(at, self.vocabulary.ordinal).filter(|&value| value < 100) {
            return Some((at + 1, value));
        }
        let tens = self.number(at, self.vocabulary.cardinal).filter(|tens| tens % 10 == 0 && *tens >= 20)?;
        let next = self.joint(at + 1);
        let ones = self.number(next, self.vocabulary.ordinal).filter(|&ones| ones < 10)?;
        Some((next + 1, tens + ones))
    }

    /// A number below a hundred in words.
    fn tens(&self, at: usize) -> Option<(usize, u32)> {
        let value = self.number(at, self.vocabulary.cardinal)?;
        let next = self.joint(at + 1);
        if value >= 20
            && value.is_multiple_of(10)
            && let Some(ones) = self.number(next, self.vocabulary.cardinal).filter(|&ones| (1..10).contains(&ones))
        {
            return Some((next + 1, value + ones));
        }
        Some((at + 1, value))
    }

    /// A number in digits or words: its end and value.
    pub fn cardinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some((value, _)) = self.digits(at) {
            return Some((at + 1, value));
        }
        if self.kind(at) == Some(TokenKind::Number) && self.text(at).contains(',') {
            return self.text(at).replace(',', "").parse().ok().map(|value| (at + 1, value));
        }
        let article = self.is(at, self.vocabulary.one) && self.is(at + 1, self.vocabulary.magnitude);
        let (mut end, mut value) = if article { (at + 1, 1) } else { self.tens(at)? };
        let mut steps = 0;
        while let Some(times) = self.number(end, self.vocabulary.magnitude) {
            value = value.saturating_mul(times);
            end += 1;
            steps += 1;
            if steps > 3 {
                break;
            }
            if let Some((next, more)) = self.tens(end) {
                value = value.saturating_add(more);
                end = next;
            }
        }
        Some((end, value))
    }

    /// A year as it is spoken: `nineteen ninety-six`, `two thousand`.
    pub fn spoken_year(&self, at: usize) -> Option<(usize, u32)> {
        let first = self.number(at, self.vocabulary.cardinal)?;
        if (16..=20).contains(&first)
            && let Some((end, rest)) = self.tens(at + 1)
            && rest >= 10
        {
            return Some((end, first * 100 + rest));
        }
        let (end, value) = self.cardinal(at)?;
        ((2000..2100).contains(&value) && end > at + 1).then_some((end, value))
    }

    /// How many of a unit: its end and amount.
    pub fn amount(&self, at: usize) -> Option<(usize, Amount)> {
        let v = self.vocabulary;
        if let Some((end, _)) = self.entry(at, v.couple) {
            return Some((end, Amount::Count(2, false)));
        }
        if let Some((end, _)) = self.entry(at, v.vague) {
            return Some((end, Amount::Vague));
        }
        if let Some((end, value)) = self.cardinal(at) {
            if let Some((half, _)) = self.entry(end, v.half_and) {
                return Some((half, Amount::Count(value, true)));
            }
            if self.text(end) == "1" && self.mark(end + 1, "/") && self.text(end + 2) == "2" {
                return Some((end + 3, Amount::Count(value, true)));
            }
            return Some((end, Amount::Count(value, false)));
        }
        if let Some(whole) = self.text(at).strip_suffix(".5")
            && let Ok(value) = whole.parse()
        {
            return Some((at + 1, Amount::Count(value, true)));
        }
        self.is(at, v.one).then_some((at + 1, Amount::Count(1, false)))
    }

    /// A unit of time, one or several: its end, letters, and whether it is a plural.
    pub fn unit(&self, at: usize) -> Option<(usize, &'a str, bool)> {
        if let Some(unit) = self.value(at, self.vocabulary.unit) {
            return Some((at + 1, unit, false));
        }
        self.value(at, self.vocabulary.units).map(|unit| (at + 1, unit, true))
    }

    /// The month here, its end past the full stop of a short form.
    pub fn month(&self, at: usize) -> Option<(usize, u32)> {
        let month = self.number(at, self.vocabulary.month)?;
        if !self.words.tokens.get(at)?.capital() {
            return None;
        }
        Some((self.stop(at, self.text(at).len() <= 4), month))
    }

    /// Past the full stop of a short form.
    fn stop(&self, at: usize, short: bool) -> usize {
        if short && self.mark(at + 1, ".") && !self.space_before(at + 1) && self.digits(at + 2).is_some() {
            at + 2
        } else {
            at + 1
        }
    }

    /// The weekday here.
    pub fn weekday(&self, at: usize) -> Option<(usize, u32)> {
        let day = self.number(at, self.vocabulary.weekday)?;
        if !self.words.tokens.get(at)?.capital() {
            return None;
        }
        if self.is(at, self.vocabulary.doubtful_weekday)
            && !self.mark(at + 1, ".")
            && !(self.mark(at + 1, ",") && self.month(at + 2).is_some())
        {
            return None;
        }
        let short = self.text(at).len() <= 5;
        let next = if short && self.mark(at + 1, ".") && !self.space_before(at + 1) { at + 2 } else { at + 1 };
        Some((next, day))
    }

    /// Whether a sentence ends before the token.
    pub fn sentence_starts(&self, at: usize) -> bool {
        if at == 0 || at >= self.len() || self.words.tokens[at].break_before() {
            return true;
        }
        let end = matches!(self.text(at - 1), "." | "?" | "!");
        end && self.words.tokens[at].capital() && !(at >= 2 && self.text(at - 2).len() <= 3 && self.text(at - 1) == ".")
    }
}
