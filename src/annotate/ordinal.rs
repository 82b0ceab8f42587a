//! Ordinals in digits and words: `10th`, `tenth`, `twenty-first`, `one hundred and fiftieth`.

use super::classes::bit;
use super::scan::Scan;

/// The ordinal that starts at `at`, and its end.
pub(crate) fn read(scan: Scan<'_>, at: usize) -> Option<(usize, u64)> {
    if let Some((digits, suffix)) = scan.mixed(at) {
        let known = scan.part(suffix).0 & bit::ORDINAL_SUFFIX != 0;
        let value = if digits.contains(',') { digits.replace(',', "").parse() } else { digits.parse() };
        return value.ok().filter(|_| known).map(|value| (at + 1, value));
    }
    let values = scan.values(at);
    if scan.has(at, bit::ORDINAL) {
        return (values.ordinal > 0).then_some((at + 1, values.ordinal));
    }
    if scan.has(at, bit::ARTICLE | bit::CARDINAL | bit::MAGNITUDE) { compound(scan, at) } else { None }
}

/// Cardinals that end in an ordinal.
fn compound(scan: Scan<'_>, at: usize) -> Option<(usize, u64)> {
    let lead = scan.has(at, bit::ARTICLE | bit::MAGNITUDE);
    let mut value = if lead { 1 } else { u64::from(scan.values(at).cardinal) };
    let mut tens = !lead && value >= 20;
    // What the last magnitude leaves room for.
    let mut room = 0;
    let mut next = at + usize::from(!scan.has(at, bit::MAGNITUDE));
    // No ordinal in words is longer than `one million two hundred thousand and ninety-ninth`.
    for _ in 0..8 {
        next = scan.over_joint(next);
        let (bits, values) = (scan.bits(next), scan.values(next));
        if bits & bit::ORDINAL != 0 {
            let tail = values.ordinal;
            let value = match tail {
                1..10 if tens || room > 0 => value + tail,
                10..100 if room > 0 && !tens => value + tail,
                100.. if tail > room => value.checked_mul(tail)?,
                _ => return None,
            };
            return Some((next + 1, value));
        }
        if bits & bit::MAGNITUDE != 0 && (room == 0 || values.magnitude > room) {
            value = value.checked_mul(values.magnitude)?;
            (room, tens) = (values.magnitude, false);
        } else if bits & bit::CARDINAL != 0 && room > 0 && !tens && values.cardinal >= 20 {
            value += u64::from(values.cardinal);
            tens = true;
        } else if !(bits & bit::RANGE_AND != 0 && room > 0 && !tens) {
            return None;
        }
        next += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_digits_and_words() {
        for (text, said) in [
            ("the 10th meeting", "10th=#10"),
            ("the 1,000th meeting", "1,000th=#1000"),
            ("the tenth meeting", "tenth=#10"),
            ("the twenty-first meeting", "twenty-first=#21"),
            ("the one hundred and fiftieth meeting", "one hundred and fiftieth=#150"),
            ("the two hundredth meeting", "two hundredth=#200"),
            ("the hundredth meeting", "hundredth=#100"),
            ("the second", "second=#2"),
            ("a hundred trillionth of it", "a hundred trillionth=#100000000000000"),
            ("the three trillionth part", "three trillionth=#3000000000000"),
            ("the one hundred twenty fifth part", "one hundred twenty fifth=#125"),
            ("a 3rd-place finish", "3rd=#3"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
