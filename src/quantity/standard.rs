//! Numbers of something: money in its currency, measures in the standard unit of their dimension.

use super::{Decimal, Extent};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A set of numbers and what they are numbers of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// How many.
    pub extent: Extent,
    /// Of what.
    pub standard: Standard,
}

/// What a quantity is counted in. Quantities are compared only within one standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Standard {
    /// Lengths, in metres.
    Metre,
    /// Areas, in square metres.
    SquareMetre,
    /// Volumes, in litres.
    Litre,
    /// Masses, in kilograms.
    Kilogram,
    /// Speeds, in kilometres an hour: feet, miles and metres a second all are whole decimals of it.
    KilometreAnHour,
    /// Temperatures, in degrees Celsius.
    Celsius,
    /// Money.
    Money(Currency),
}

/// A currency by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency of a code of three letters, in any case.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_alphabetic).then(|| Self(letters.map(|letter| letter.to_ascii_uppercase())))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&letter| write!(f, "{}", char::from(letter)))
    }
}

impl fmt::Display for Standard {
    /// `m`, `kg`, `USD`, …
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Metre => f.write_str("m"),
            Self::SquareMetre => f.write_str("m²"),
            Self::Litre => f.write_str("L"),
            Self::Kilogram => f.write_str("kg"),
            Self::KilometreAnHour => f.write_str("km/h"),
            Self::Celsius => f.write_str("°C"),
            Self::Money(currency) => currency.fmt(f),
        }
    }
}

impl fmt::Display for Quantity {
    /// `1609.344 m`, `at least 5 USD`, …
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.extent, self.standard)
    }
}

impl Quantity {
    /// A set of numbers in a unit, each of which is `factor` of the standard unit. None beyond what a decimal holds.
    #[must_use]
    pub fn scaled(set: Extent, factor: Decimal, standard: Standard) -> Option<Self> {
        Some(Self { extent: set.times(factor)?, standard })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_three_letters() {
        assert_eq!(Currency::of("usd").map(|code| code.to_string()).as_deref(), Some("USD"));
        assert_eq!([Currency::of("us"), Currency::of("u$d"), Currency::of("dollar")], [None; 3]);
    }

    #[test]
    fn scales_exactly() {
        let two = Quantity::scaled(Extent::exact(2.into()), Decimal::new(1_609_344, 3), Standard::Metre);
        assert_eq!(two.map(|length| length.to_string()).as_deref(), Some("3218.688 m"));
        assert_eq!(Quantity::scaled(Extent::exact(Decimal::MAX), 10.into(), Standard::Metre), None);
    }
}
