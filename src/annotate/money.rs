//! Sums of money: `$1.2bn`, `US$ 5`, `EUR 20`, `ten pounds sterling`, `50 cents`, `20 dollars and 43 cents`.

use super::cardinal;
use super::classes::bit;
use super::number::{self, Quantity};
use super::scan::Scan;
use crate::quantity::{Currency, Decimal, Extent, Standard, quotient::divided};

/// The currency that ends just before token `at`, and where it starts.
pub(crate) fn before(scan: Scan<'_>, at: usize) -> Option<(usize, Currency)> {
    // `Rs. 20`
    let dotted = at.checked_sub(1).is_some_and(|dot| scan.mark(dot, ".") && !scan.space_before(dot));
    let at = at - usize::from(dotted);
    let last = at.checked_sub(1).filter(|&last| scan.has(last, bit::CURRENCY))?;
    let behind = &scan.classes.behind;
    // `A$5`: letters on the sign say whose it is.
    if !scan.space_before(last)
        && let Some(lead) = last.checked_sub(1).filter(|&lead| scan.capital(lead))
        && let Some(found) = scan.lexicon.before(behind.currency_lead, scan.walk, last)
        && found.tokens == 1
    {
        return Some((lead, Currency::of(&found.value.text)?));
    }
    let found = scan.lexicon.before(behind.currency, scan.walk, at)?;
    is_written(scan, last).then(|| Currency::of(&found.value.text)).flatten().map(|currency| (last, currency))
}

/// Whether a code is written as one: `PLN`, not a word that looks like it.
fn is_written(scan: Scan<'_>, at: usize) -> bool {
    let short = scan.capital(at) && scan.text(at).len() == 2;
    scan.token(at)
        .is_some_and(|token| short || token.all_capitals() || !scan.text(at).starts_with(|c: char| c.is_alphabetic()))
}

/// A currency behind a number.
#[derive(Debug, Clone, Copy)]
struct Unit {
    end: usize,
    currency: Currency,
    /// How many of them make one of the currency.
    parts: u32,
}

fn unit(code: &str, end: usize) -> Option<Unit> {
    let (code, parts) = code.split_once('-').unwrap_or((code, "1"));
    Some(Unit { end, currency: Currency::of(code)?, parts: parts.parse().ok().filter(|&parts| parts > 0)? })
}

fn after(scan: Scan<'_>, quantity: Quantity) -> Option<Unit> {
    let class = scan.classes.behind.currency_unit;
    if quantity.glued {
        let (_, suffix) = scan.mixed(quantity.end - 1)?;
        return unit(&scan.word_value(class, suffix)?.text, quantity.end);
    }
    let at = scan.over_joint(quantity.end);
    let found = scan.beside(class, at)?;
    let code = found.value.text.len() == 3 && scan.text(at).eq_ignore_ascii_case(&found.value.text);
    if code && !is_written(scan, at) {
        return None;
    }
    unit(&found.value.text, at + found.tokens)
}

/// Whether a currency starts at token `at`.
pub(crate) fn is_unit(scan: Scan<'_>, at: usize) -> bool {
    let found = scan.beside(scan.classes.behind.currency_unit, at);
    found.is_some_and(|found| !scan.text(at).eq_ignore_ascii_case(&found.value.text) || is_written(scan, at))
}

/// The sum that currency before or behind a number makes of it: the number with the tokens of both, and the sum.
pub(crate) fn read(scan: Scan<'_>, quantity: Quantity) -> Option<(Quantity, crate::quantity::Quantity)> {
    let Some((start, currency)) = before(scan, quantity.first.0) else { return behind(scan, quantity) };
    if quantity.glued {
        return None;
    }
    // `US$5 dollars` says it twice.
    let end = after(scan, quantity).filter(|unit| unit.currency == currency).map_or(quantity.end, |unit| unit.end);
    let told = Quantity { start: quantity.start.min(start), end, ..quantity };
    Some((told, crate::quantity::Quantity { extent: quantity.extent, standard: Standard::Money(currency) }))
}

fn behind(scan: Scan<'_>, quantity: Quantity) -> Option<(Quantity, crate::quantity::Quantity)> {
    let unit = after(scan, quantity)?;
    let (mut quantity, mut end) = (quantity, unit.end);
    if let Some(second) = number::continued(scan, quantity, end)
        && let Some(same) =
            after(scan, second).filter(|same| (same.currency, same.parts) == (unit.currency, unit.parts))
    {
        quantity = quantity.until(scan, second);
        end = same.end;
    }
    let mut extent = divided(quantity.extent, Decimal::from(unit.parts))?;
    if let Some((more, sum)) = change(scan, unit, end, extent) {
        (end, extent) = (more, sum);
    }
    let told = Quantity { end, ..quantity };
    Some((told, crate::quantity::Quantity { extent, standard: Standard::Money(unit.currency) }))
}

/// `and 43 cents` behind dollars.
fn change(scan: Scan<'_>, whole: Unit, end: usize, extent: Extent) -> Option<(usize, Extent)> {
    let at = end + usize::from(scan.has(end, bit::RANGE_AND) || scan.mark(end, ","));
    let core = cardinal::read(scan, at).filter(|core| core.start == at)?;
    let found = scan.beside(scan.classes.behind.currency_unit, core.end)?;
    let part = unit(&found.value.text, core.end + found.tokens)?;
    // `dollars and cents` of every country have one word.
    let fits = whole.parts == 1 && part.parts > 1 && core.value < Decimal::from(part.parts);
    let more = core.value.checked_div(Decimal::from(part.parts)).filter(|_| fits)?;
    let add = |end: Option<Decimal>| end.map_or(Some(None), |end| end.checked_add(more).map(Some));
    Some((part.end, Extent { low: add(extent.low)?, high: add(extent.high)?, ..extent }))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_sums_of_money() {
        for (text, said) in [
            ("$5 a head", "$5=5 USD;5=5"),
            ("US$ 1.5 million", "US$ 1.5 million=1450000 to 1550000 USD;1.5 million=1450000 to 1550000"),
            ("a $5 bill", "$5=5 USD;5=5"),
            ("an A$5 bill", "A$5=5 AUD;5=5"),
            ("$1.2bn", "$1.2bn=1150000000 to 1250000000 USD;1.2bn=1150000000 to 1250000000"),
            ("about £2m", "about £2m=1800000 to 2200000 GBP;about £2m=1800000 to 2200000"),
            ("Rs. 20 each", "Rs. 20=20 INR;20=20"),
            ("EUR 20", "EUR 20=20 EUR;20=20"),
            ("ten pounds sterling", "ten pounds sterling=10 GBP;ten=10"),
            ("50p a day", "50p=0.5 GBP"),
            ("75 pence", "75 pence=0.75 GBP;75=75"),
            ("20 dollars and 43 cents", "20 dollars and 43 cents=20.43 USD;20=20"),
            ("between $10 and $20", "between $10 and $20=10 to 20 USD;between $10 and $20=10 to 20"),
            ("10 euros to 20 euros", "10 euros to 20 euros=10 to 20 EUR;10=10"),
            ("a $5 million fine", "$5 million=4500000 to 5500000 USD;5 million=4500000 to 5500000"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
