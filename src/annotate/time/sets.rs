//! Times that come again: `every Monday`, `annual`, `Sundays`.

use super::Reader;
use super::cursor::Amount;
use super::hit::{Hit, Left};
use crate::annotate::note::TimexKind;
use crate::calendar::Season;
use crate::text::TokenKind;

impl Reader<'_> {
    /// `every Monday`, `every other week`, `Sundays`, `each year`, `daily`, `annual`.
    pub(super) fn set(&self, at: usize) -> Option<Hit> {
        let c = &self.c;
        if let Some((end, value)) = c.entry(at, self.v.set) {
            return Some(Hit::other(at, end, TimexKind::Set, value, Left::Nothing));
        }
        if let Some(day) = c.value(at, self.v.weekdays) {
            // `two consecutive Sundays` are a number of days.
            let counted = c.has_before(at, self.v.another) || c.has_before(at, self.v.vague);
            let bare = day == "WE" && !c.has_before(at, self.v.day_lead);
            if bare
                || counted
                || c.has_before(at, self.v.cardinal)
                || at > 0 && c.kind(at - 1) == Some(TokenKind::Number)
            {
                return None;
            }
            return Some(Hit::other(at, at + 1, TimexKind::Set, format!("XXXX-WXX-{day}"), Left::Nothing));
        }
        if !c.is(at, self.v.each) {
            return None;
        }
        // `every other Friday`
        let other = c.number(at + 1, self.v.alternate);
        let next = at + 1 + usize::from(other.is_some());
        let hit = |end: usize, value: String| Some(Hit::other(at, end, TimexKind::Set, value, Left::Nothing));
        if let Some((end, day)) = c.weekday(next) {
            return match c.value(end, self.v.part) {
                Some(part) => hit(end + 1, format!("XXXX-WXX-{day}{part}")),
                None => hit(end, format!("XXXX-WXX-{day}")),
            };
        }
        if let Some((end, month)) = c.month(next) {
            return hit(end, format!("XXXX-{month:02}"));
        }
        if let Some(name) = c.value(next, self.v.season) {
            return hit(next + 1, format!("XXXX-{}", Season::of_sign(name)?.sign()));
        }
        if let Some(part) = c.value(next, self.v.part) {
            return hit(next + 1, format!("XXXX-XX-XX{part}"));
        }
        let (unit_at, amount) = c.amount(next).unwrap_or((next, Amount::Count(other.unwrap_or(1), false)));
        let (end, unit, _) = c.unit(unit_at)?;
        if c.is(next, self.v.one) {
            return None;
        }
        let value = if unit == "Q" { "P1Q".to_owned() } else { self.length_value(amount, unit) };
        hit(end, value)
    }
}
