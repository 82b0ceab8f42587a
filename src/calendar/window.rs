//! The time that a claim is about, as far as the text fixes it.

use super::{Days, Time};
use serde::{Deserialize, Serialize};

/// Three nested sets of days. Where the text fixes the time all three are equal; where it is vague,
/// a proof of truth needs `inner`, a refutation must hold on all of `outer`, and a repair is computed
/// at `centre`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Window {
    /// What is meant at the very least.
    pub inner: Days,
    /// The widest reading.
    pub outer: Days,
    /// What is most likely meant.
    pub centre: Days,
}

impl Window {
    /// A window that the text fixes.
    #[must_use]
    pub const fn exact(days: Days) -> Self {
        Self { inner: days, outer: days, centre: days }
    }

    /// The window of a date in the text.
    #[must_use]
    pub fn of(time: Time) -> Self {
        Self::exact(time.days())
    }
}
