//! Lengths, areas, volumes, masses, speeds and temperatures, in the standard unit of each: `5 km`, `5km`, `two square
//! miles`, `6-foot-4`, `60 miles per hour`, `37 °C`.

use super::cardinal;
use super::classes::bit;
use super::number::{self, Quantity};
use super::scan::Scan;
use crate::quantity::{Decimal, Extent, Quantity as Measured, Standard, quotient::divided};
use crate::rules::ClassId;
use crate::text::TokenKind;

/// A unit behind a number.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Unit {
    end: usize,
    standard: Standard,
    /// How many of the standard unit one is; of temperatures: how many of its degrees one of Celsius is.
    factor: Decimal,
    /// What the scale reads where Celsius reads nought.
    zero: Option<Decimal>,
}

/// The number with its unit, and what it is in the standard unit.
pub(crate) fn read(scan: Scan<'_>, quantity: Quantity) -> Option<(Quantity, Measured)> {
    let mut at = scan.over_joint(quantity.end);
    if quantity.share {
        at += usize::from(scan.has(at, bit::OF));
        at += usize::from(scan.has(at, bit::ARTICLE));
    }
    let unit = if quantity.glued { glued(scan, quantity.end)? } else { unit(scan, at)? };
    let (mut quantity, mut end) = (quantity, unit.end);
    if let Some(second) = number::continued(scan, quantity, end) {
        let same = if second.glued { glued(scan, second.end) } else { self::unit(scan, scan.over_joint(second.end)) };
        if let Some(same) = same.filter(|same| (same.standard, same.factor) == (unit.standard, unit.factor)) {
            quantity = quantity.until(scan, second);
            end = same.end;
        }
    }
    let mut measured = unit.of(quantity.extent)?;
    while let Some((more, smaller)) = smaller(scan, unit, end) {
        let add =
            |a: Option<Decimal>, b: Option<Decimal>| Some(a.zip(b)).map(|ends| ends.map(|(a, b)| a.checked_add(b)));
        let low = add(measured.extent.low, smaller.extent.low)?.flatten();
        let high = add(measured.extent.high, smaller.extent.high)?.flatten();
        measured.extent = Extent { low, high, ..measured.extent };
        end = more;
    }
    Some((Quantity { end, ..quantity }, measured))
}

impl Unit {
    fn of(self, set: Extent) -> Option<Measured> {
        let Some(zero) = self.zero else { return Measured::scaled(set, self.factor, self.standard) };
        let less = |end: Option<Decimal>| end.map_or(Some(None), |end| end.checked_sub(zero).map(Some));
        let set = Extent { low: less(set.low)?, high: less(set.high)?, ..set };
        Some(Measured { extent: divided(set, self.factor)?, standard: self.standard })
    }
}

/// `10 inches` behind `7 feet`, `4` behind `6-foot`.
fn smaller(scan: Scan<'_>, unit: Unit, end: usize) -> Option<(usize, Measured)> {
    let mut at = scan.over_joint(end);
    let joined = at > end;
    at += usize::from(scan.mark(at, ","));
    at += usize::from(scan.has(at, bit::RANGE_AND));
    let core = cardinal::read(scan, at).filter(|core| core.start == at)?;
    let less = if core.glued { glued(scan, core.end) } else { self::unit(scan, scan.over_joint(core.end)) };
    let set = Extent::exact(core.value);
    if let Some(less) = less {
        let below = less.standard == unit.standard && less.factor < unit.factor && less.zero.is_none();
        return (below && core.value * less.factor < unit.factor).then(|| Some((less.end, less.of(set)?))).flatten();
    }
    // `6-foot-4`
    let foot = Decimal::new(3048, 4);
    let inch = Unit { end: core.end, factor: Decimal::new(254, 4), ..unit };
    (joined && unit.factor == foot && core.value < Decimal::from(12)).then(|| Some((core.end, inch.of(set)?))).flatten()
}

/// The unit written on to digits, in the last token before `end`.
fn glued(scan: Scan<'_>, end: usize) -> Option<Unit> {
    let (_, suffix) = scan.mixed(end.checked_sub(1)?)?;
    let behind = &scan.classes.behind;
    let factor = |class: ClassId| scan.word_value(class, suffix)?.number;
    if let Some(metres) = factor(behind.length).or_else(|| factor(behind.length_suffix)) {
        return Some(raised(scan, end, metres, 1));
    }
    let classes = [
        (behind.area, Standard::SquareMetre),
        (behind.volume, Standard::Litre),
        (behind.volume_suffix, Standard::Litre),
        (behind.mass, Standard::Kilogram),
        (behind.mass_suffix, Standard::Kilogram),
        (behind.speed, Standard::KilometreAnHour),
    ];
    let mut found = classes.iter().filter_map(|&(class, standard)| Some((factor(class)?, standard)));
    found.next().map(|(factor, standard)| Unit { end, standard, factor, zero: None })
}

/// Whether a unit starts at token `at`.
pub(crate) fn is_unit(scan: Scan<'_>, at: usize) -> bool {
    unit(scan, at).is_some()
}

/// Whether letters written on to digits are a unit.
pub(crate) fn is_suffix(scan: Scan<'_>, suffix: &str) -> bool {
    let behind = &scan.classes.behind;
    let classes = [
        behind.length,
        behind.length_suffix,
        behind.area,
        behind.volume,
        behind.volume_suffix,
        behind.mass,
        behind.mass_suffix,
        behind.speed,
        behind.currency_unit,
        behind.percent_points,
    ];
    classes.iter().any(|&class| scan.word_value(class, suffix).is_some())
}

/// The unit that starts at token `at`.
fn unit(scan: Scan<'_>, at: usize) -> Option<Unit> {
    let behind = &scan.classes.behind;
    let factor = |class: ClassId, at: usize| {
        let found = scan.beside(class, at)?;
        Some((at + found.tokens, found.value.number?))
    };
    if let Some((end, power)) = factor(behind.power, at)
        && let Some((end, metres)) = factor(behind.length, end)
    {
        return Some(raised(scan, end, metres, if power == Decimal::TWO { 2 } else { 3 }));
    }
    if let Some((end, metres)) = factor(behind.length, at) {
        return Some(raised(scan, end, metres, 1));
    }
    // `190 km2`
    if scan.kind(at) == Some(TokenKind::Mixed)
        && let Some((letters, power)) = scan.text(at).split_at_checked(scan.text(at).len().saturating_sub(1))
        && matches!(power, "2" | "3")
        && let Some(metres) = scan.word_value(behind.length, letters).and_then(|value| value.number)
    {
        return Some(raised(scan, at + 1, metres, if power == "2" { 2 } else { 3 }));
    }
    if !scan.has(at, bit::BESIDE) {
        return None;
    }
    let plain = [
        (behind.area, Standard::SquareMetre),
        (behind.volume, Standard::Litre),
        (behind.mass, Standard::Kilogram),
        (behind.speed, Standard::KilometreAnHour),
    ];
    for (class, standard) in plain {
        if let Some((end, factor)) = factor(class, at) {
            return Some(Unit { end, standard, factor, zero: None });
        }
    }
    let degree = factor_or(scan, behind.degree, at);
    let scale = factor(behind.temperature, at)
        .map(|found| (at, found))
        .or_else(|| Some((degree, factor(behind.temperature, degree)?)));
    let (at, (end, degrees)) = scale?;
    let (_, zero) = factor(behind.temperature_zero, at)?;
    Some(Unit { end, standard: Standard::Celsius, factor: degrees, zero: Some(zero) })
}

/// Behind an entry of the class, or where it would start.
fn factor_or(scan: Scan<'_>, class: ClassId, at: usize) -> usize {
    at + scan.beside(class, at).map_or(0, |found| found.tokens)
}

/// What a length becomes by `squared` or `an hour` behind it.
fn raised(scan: Scan<'_>, end: usize, metres: Decimal, power: u32) -> Unit {
    let behind = &scan.classes.behind;
    let (end, power) = match scan.beside(behind.power, end) {
        Some(found) if power == 1 && !scan.text(end).eq_ignore_ascii_case("square") => {
            (end + found.tokens, if found.value.number == Some(Decimal::TWO) { 2 } else { 3 })
        }
        _ => (end, power),
    };
    let unit = |standard, factor| Unit { end, standard, factor, zero: None };
    match power {
        2 => unit(Standard::SquareMetre, metres * metres),
        // A cubic metre is a thousand litres.
        3 => unit(Standard::Litre, (metres * metres * metres).saturating_mul(Decimal::ONE_THOUSAND)),
        _ => {
            let per = if scan.mark(end, "/") { end + 1 } else { factor_or(scan, behind.per, scan.over_joint(end)) };
            let time = scan.beside(behind.per_time, scan.over_joint(per)).filter(|_| per > end);
            let seconds = time.and_then(|found| Some((scan.over_joint(per) + found.tokens, found.value.number?)));
            // Metres a second are 3.6 kilometres an hour.
            let hourly = |seconds: Decimal| metres.checked_mul(Decimal::new(36, 1))?.checked_div(seconds);
            match seconds.and_then(|(end, seconds)| Some((end, hourly(seconds)?))) {
                Some((end, factor)) => {
                    Unit { end, standard: Standard::KilometreAnHour, factor: factor.normalize(), zero: None }
                }
                None => unit(Standard::Metre, metres),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_measures_in_standard_units() {
        for (text, said) in [
            ("5 km away", "5 km=5000 m;5=5"),
            ("5km away", "5km=5000 m"),
            ("a 10-mile walk", "10-mile=16093.44 m;10=10"),
            ("3-5km away", "3-5km=3000 to 5000 m"),
            ("3 km to 5 km away", "3 km to 5 km=3000 to 5000 m;3=3"),
            ("two square miles", "two square miles=5179976.220672 m²;two=2"),
            ("190 km2 of it", "190 km2=190000000 m²;190=190"),
            ("more than 5 hectares", "more than 5 hectares=more than 50000 m²;more than 5=more than 5"),
            ("7 feet 10 inches", "7 feet 10 inches=2.3876 m;7=7"),
            ("the 6-foot-4 guard", "6-foot-4=1.9304 m;6=6"),
            ("60 miles per hour", "60 miles per hour=96.56064 km/h;60=60"),
            ("10 m/s", "10=10"),
            ("100 km/h", "100 km/h=100 km/h;100=100"),
            ("10 metres a second", "10 metres a second=36 km/h;10=10"),
            ("37°C", "37°C=37 °C;37=37"),
            ("98.6 degrees Fahrenheit", "98.6 degrees Fahrenheit=37 °C;98.6=98.6"),
            ("250ml of it", "250ml=0.25 L"),
            ("half a litre", "half a litre=0.45 to 0.55 L;half=0.45 to 0.55"),
            ("a quarter of a mile", "a quarter of a mile=362.1024 to 442.5696 m;a quarter=0.225 to 0.275"),
            ("2000 litres of it", "2000 litres=2000 L;2000=2000"),
            ("two kilos", "two kilos=2 kg;two=2"),
            ("45 degrees", "45=45"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
