//! Quotients, which decimals cannot always hold: the interval between the decimals on either side.

use super::{Decimal, Extent};

/// Digits behind the point in which a quotient is told where it never ends.
const PLACES: u32 = 9;

/// The set that surely holds `part / whole`: one number where it ends within nine places, else the two numbers of
/// nine places between which it lies. None for a whole of nought, and beyond what a decimal holds.
#[must_use]
pub fn quotient(part: Decimal, whole: Decimal) -> Option<Extent> {
    let near = part.checked_div(whole)?;
    if near.checked_mul(whole) == Some(part) && near.scale() <= PLACES {
        return Some(Extent::exact(near.normalize()));
    }
    let step = Decimal::new(1, PLACES);
    let near = near.round_dp(PLACES);
    Some(Extent::between(near.checked_sub(step)?, near.checked_add(step)?))
}

/// Every number of the set divided by a number above nought.
#[must_use]
pub fn divided(set: Extent, by: Decimal) -> Option<Extent> {
    let end = |end: Option<Decimal>| end.map_or(Some(None), |end| quotient(end, by).map(Some));
    let (low, high) = (end(set.low)?, end(set.high)?);
    Some(Extent { low: low.and_then(|low| low.low), high: high.and_then(|high| high.high), ..set })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_that_end_are_exact_and_others_lie_between_two_numbers() {
        let of = |a: i64, b: i64| quotient(a.into(), b.into()).map(|set| set.to_string());
        assert_eq!(of(3, 4).as_deref(), Some("0.75"));
        assert_eq!(of(2, 3).as_deref(), Some("0.666666666 to 0.666666668"));
        assert_eq!(of(1, 0), None);
        let third = quotient(Decimal::ONE, 3.into()).expect("a set");
        assert!(third.low.expect("low") * Decimal::from(3) < Decimal::ONE);
        assert!(third.high.expect("high") * Decimal::from(3) > Decimal::ONE);
    }
}
