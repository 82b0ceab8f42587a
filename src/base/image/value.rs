//! Values and times of statements in eight bytes each; what does not fit stands among the wide ones.

use crate::calendar::{Day, Days, Grain, Stretch, Time};
use crate::quantity::Decimal;

/// What the two words of a value mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Form {
    /// An entity's number.
    Entity = 0,
    /// A single day.
    Day = 1,
    /// Index of a stretch: something on some day of it.
    Point = 2,
    /// Index of a stretch: what lasts.
    Lasting = 3,
    /// From a day to a day.
    Interval = 4,
    /// A number: 64 bits of digits, the scale in the grade.
    Number = 5,
    /// Index of a number in full.
    Long = 6,
    /// Offset and length of a text.
    Text = 7,
}

/// All forms, by number.
pub const FORMS: [Form; 8] =
    [Form::Entity, Form::Day, Form::Point, Form::Lasting, Form::Interval, Form::Number, Form::Long, Form::Text];

/// All grains, by number.
pub const GRAINS: [Grain; 8] =
    [Grain::Hour, Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year, Grain::Decade, Grain::Century];

/// What the two words of a time mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Span {
    /// Always.
    Always = 0,
    /// From a day to a day.
    Days = 1,
    /// From a day to some day not before a day.
    Open = 2,
    /// Index of a stretch.
    Wide = 3,
}

/// All forms of times, by number.
pub const SPANS: [Span; 4] = [Span::Always, Span::Days, Span::Open, Span::Wide];

/// A time in eight bytes; `wide` keeps what does not fit, and gives its index.
pub fn pack(time: Stretch, wide: impl FnOnce([i32; 4]) -> u32) -> (Span, [u32; 2]) {
    let words = |a: Day, b: Day| [a.0.cast_unsigned(), b.0.cast_unsigned()];
    let (start, end) = (time.start, time.end);
    if time == Stretch::ALWAYS {
        (Span::Always, [0, 0])
    } else if start.first == start.last && end.first == end.last {
        (Span::Days, words(start.first, end.first))
    } else if start.first == start.last && end.last == Day::MAX {
        (Span::Open, words(start.first, end.first))
    } else {
        (Span::Wide, [wide(four(time)), 0])
    }
}

/// The time of eight bytes.
pub fn unpack(span: Span, words: [u32; 2], wide: impl FnOnce(u32) -> Option<[i32; 4]>) -> Option<Stretch> {
    let day = |at: usize| Day(words[at].cast_signed());
    Some(match span {
        Span::Always => Stretch::ALWAYS,
        Span::Days => Stretch { start: Days::one(day(0)), end: Days::one(day(1)) },
        Span::Open => Stretch { start: Days::one(day(0)), end: Days { first: day(1), last: Day::MAX } },
        Span::Wide => stretch(wide(words[0])?),
    })
}

/// A time as a value: form, grain and words.
pub fn pack_time(time: Time, wide: impl FnOnce([i32; 4]) -> u32) -> (Form, u8, [u32; 2]) {
    let words = |a: Day, b: Day| [a.0.cast_unsigned(), b.0.cast_unsigned()];
    let Stretch { start, end } = time.when;
    let grain = time.grain as u8;
    let single = start.first == start.last && end.first == end.last;
    if time.point && single && start == end {
        (Form::Day, grain, words(start.first, end.first))
    } else if !time.point && single {
        (Form::Interval, grain, words(start.first, end.first))
    } else {
        (if time.point { Form::Point } else { Form::Lasting }, grain, [wide(four(time.when)), 0])
    }
}

/// A number as a value: form, scale and words.
pub fn pack_number(number: Decimal, wide: impl FnOnce([i32; 4]) -> u32) -> (Form, u8, [u32; 2]) {
    match (i64::try_from(number.mantissa()), u8::try_from(number.scale())) {
        (Ok(digits), Ok(scale)) if number.scale() < 32 && !(digits == 0 && number.is_sign_negative()) => {
            (Form::Number, scale, halves(digits.cast_unsigned()))
        }
        _ => (Form::Long, 0, [wide(bytemuck::cast(number.serialize())), 0]),
    }
}

/// The number of a packed value.
#[must_use]
pub fn unpack_number(scale: u8, words: [u32; 2]) -> Decimal {
    let digits = (u64::from(words[1]) << 32 | u64::from(words[0])).cast_signed();
    Decimal::try_from_i128_with_scale(i128::from(digits), u32::from(scale).min(28)).unwrap_or_default()
}

/// The low and the high half.
fn halves(value: u64) -> [u32; 2] {
    let low = u32::try_from(value & u64::from(u32::MAX)).unwrap_or(0);
    [low, u32::try_from(value >> 32).unwrap_or(0)]
}

/// The four days of a stretch.
#[must_use]
pub const fn four(stretch: Stretch) -> [i32; 4] {
    [stretch.start.first.0, stretch.start.last.0, stretch.end.first.0, stretch.end.last.0]
}

/// The stretch of four days.
#[must_use]
pub const fn stretch([a, b, c, d]: [i32; 4]) -> Stretch {
    Stretch { start: Days { first: Day(a), last: Day(b) }, end: Days { first: Day(c), last: Day(d) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_time_comes_back(days in prop::array::uniform4(prop_oneof![Just(i32::MIN), Just(i32::MAX), -9..9_i32])) {
            let mut kept = None;
            let (span, words) = pack(stretch(days), |wide| { kept = Some(wide); 0 });
            prop_assert_eq!(unpack(span, words, |_| kept), Some(stretch(days)));
        }

        #[test]
        fn a_number_comes_back(digits in any::<i128>(), scale in 0..29_u32) {
            let number = Decimal::try_from_i128_with_scale(digits % (1 << 95), scale).expect("fits");
            let mut kept = None;
            let (form, scale, words) = pack_number(number, |wide| { kept = Some(wide); 0 });
            let back = match kept {
                Some(wide) => Decimal::deserialize(bytemuck::cast(wide)),
                None => unpack_number(scale, words),
            };
            prop_assert_eq!((back, back.scale()), (number, number.scale()));
            prop_assert_eq!(form == Form::Long, kept.is_some());
        }
    }
}
