//! Kleene's three truth values.
//!
//! `Unknown` is never an error and never becomes `False` by accident: the operators below are the
//! only way in which the checker combines truths.

use serde::{Deserialize, Serialize};

/// True, false or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// Proved.
    True,
    /// Refuted.
    False,
    /// Neither.
    Unknown,
}

impl Truth {
    /// False if any is false, else unknown if any is unknown, else true (true for none).
    #[must_use]
    pub fn all(values: impl IntoIterator<Item = Self>) -> Self {
        values.into_iter().fold(Self::True, Self::and)
    }

    /// True if any is true, else unknown if any is unknown, else false (false for none).
    #[must_use]
    pub fn any(values: impl IntoIterator<Item = Self>) -> Self {
        values.into_iter().fold(Self::False, Self::or)
    }

    /// Kleene conjunction.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    /// Kleene disjunction.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::False, Self::False) => Self::False,
            _ => Self::Unknown,
        }
    }

    /// True when all readings are true, false when all are false, else unknown (unknown for none).
    #[must_use]
    pub fn unanimous(values: impl IntoIterator<Item = Self>) -> Self {
        let mut values = values.into_iter();
        let Some(first) = values.next() else { return Self::Unknown };
        if values.all(|value| value == first) { first } else { Self::Unknown }
    }

    /// From a certain yes or no.
    #[must_use]
    pub const fn from_bool(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn kleene_tables() {
        assert_eq!(
            [True.and(Unknown), False.and(Unknown), True.or(Unknown), False.or(Unknown)],
            [Unknown, False, True, Unknown]
        );
        assert_eq!([Truth::all([]), Truth::any([]), Truth::unanimous([])], [True, False, Unknown]);
        assert_eq!([Truth::unanimous([False, False]), Truth::unanimous([False, Unknown])], [False, Unknown]);
        assert_eq!([!True, !False, !Unknown], [False, True, Unknown]);
    }
}
