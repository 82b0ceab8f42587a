//! Places in a row that are not counted from its start: `last`, `penultimate`, `next to last`, `next`, `previous`.

use super::classes::bit;
use super::note::Position;
use super::scan::Scan;

/// The position told at `at`, and its end.
pub(crate) fn read(scan: Scan<'_>, at: usize) -> Option<(usize, Position)> {
    let found = scan.at(scan.classes.behind.position, bit::POSITION, at)?;
    let position = match found.value.text.as_str() {
        "last" => Position::BeforeLast(0),
        "penultimate" => Position::BeforeLast(1),
        "antepenultimate" => Position::BeforeLast(2),
        "next" => Position::FromHere(1),
        "previous" => Position::FromHere(-1),
        "current" => Position::FromHere(0),
        _ => return None,
    };
    Some((at + found.tokens, position))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotated::tests::spoken;

    #[test]
    fn reads_positions() {
        for (text, said) in [
            ("the penultimate stage", "penultimate=last-1"),
            ("the second to last stage", "second to last=last-1"),
            ("the last two stages", "last=last-0;two=2"),
            ("the next stage", "next=here+1"),
            ("the previous one", "previous one=here-1"),
            ("his current post", "current=here+0"),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
