//! From places in the readable text back to places in the source.

use super::Paragraphs;
use crate::text::Span;

/// An exact, monotone map from text offsets to source offsets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// Pieces in order. Empty for a text that *is* its source.
    pieces: Vec<Piece>,
    /// Of a text extracted from bytes that are none: the text stands for its source, and places are told by paragraph.
    paragraphs: Option<Paragraphs>,
}

/// A run of text and the source bytes it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    text: Span,
    source: Span,
    /// Same bytes on both sides, so that offsets inside carry over; otherwise (an entity, an escape)
    /// the piece is one unit.
    verbatim: bool,
}

impl OffsetMap {
    /// The map of a text that is its source.
    #[must_use]
    pub const fn identity() -> Self {
        Self { pieces: Vec::new(), paragraphs: None }
    }

    /// The map of a text extracted from a source whose bytes mean nothing to a reader: offsets are those of the text.
    #[must_use]
    pub const fn extracted(paragraphs: Paragraphs) -> Self {
        Self { pieces: Vec::new(), paragraphs: Some(paragraphs) }
    }

    /// The paragraphs of an extracted text; none where spans point into the source's bytes.
    #[must_use]
    pub const fn paragraphs(&self) -> Option<&Paragraphs> {
        self.paragraphs.as_ref()
    }

    /// Appends a run copied byte for byte. Runs come in order on both sides.
    pub fn push_verbatim(&mut self, text_start: u32, source: Span) {
        if source.is_empty() {
            return;
        }
        let text = Span::new(text_start, text_start + source.len());
        if let Some(last) = self.pieces.last_mut()
            && last.verbatim
            && last.text.end == text.start
            && last.source.end == source.start
        {
            last.text.end = text.end;
            last.source.end = source.end;
            return;
        }
        self.pieces.push(Piece { text, source, verbatim: true });
    }

    /// Appends a run that stands for source bytes of another form (an entity, a line break).
    pub fn push_replaced(&mut self, text: Span, source: Span) {
        if !text.is_empty() {
            self.pieces.push(Piece { text, source, verbatim: false });
        }
    }

    /// Appends the map of a further text that stands `by` bytes behind the start of this one, and behind all of it.
    pub fn append(&mut self, other: &Self, by: u32) {
        for piece in &other.pieces {
            let text = Span::new(piece.text.start + by, piece.text.end + by);
            if piece.verbatim {
                self.push_verbatim(text.start, piece.source);
            } else {
                self.push_replaced(text, piece.source);
            }
        }
    }

    /// The map to the source of this one's source, where that is itself a text made from another.
    #[must_use]
    pub fn through(&self, outer: &Self) -> Self {
        if self.pieces.is_empty() {
            return outer.clone();
        }
        let mut whole = Self::default();
        for piece in &self.pieces {
            if !piece.verbatim {
                whole.push_replaced(piece.text, outer.to_source(piece.source));
                continue;
            }
            let first = outer.pieces.partition_point(|under| under.text.end <= piece.source.start);
            let below = outer.pieces.iter().skip(first).take_while(|under| under.text.start < piece.source.end);
            for under in below {
                let start = piece.source.start.max(under.text.start);
                let end = piece.source.end.min(under.text.end);
                let at = piece.text.start + (start - piece.source.start);
                if under.verbatim {
                    let from = under.source.start + (start - under.text.start);
                    whole.push_verbatim(at, Span::new(from, from + (end - start)));
                } else {
                    whole.push_replaced(Span::new(at, at + (end - start)), under.source);
                }
            }
        }
        whole
    }

    /// The source span of a text span: the smallest that holds all the source bytes that the text's
    /// bytes were made from.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        if self.pieces.is_empty() {
            return span;
        }
        let start = self.start(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.end(span.end).max(start))
    }

    /// The text span of a source span: the smallest that holds all the text that is made from the source's bytes.
    /// Empty where none is.
    #[must_use]
    pub fn to_text(&self, source: Span) -> Span {
        if self.pieces.is_empty() {
            return source;
        }
        let first = self.pieces.partition_point(|piece| piece.source.end <= source.start);
        let last = self.pieces.partition_point(|piece| piece.source.start < source.end);
        let Some(pieces) = self.pieces.get(first..last).filter(|pieces| !pieces.is_empty()) else {
            let at = self
                .pieces
                .get(first)
                .map_or_else(|| self.pieces.last().map_or(0, |piece| piece.text.end), |piece| piece.text.start);
            return Span::new(at, at);
        };
        let (head, tail) = (pieces[0], pieces[pieces.len() - 1]);
        let skipped = if head.verbatim { source.start.saturating_sub(head.source.start) } else { 0 };
        let left = if tail.verbatim { tail.source.end.saturating_sub(source.end) } else { 0 };
        let start = head.text.start + skipped;
        Span::new(start, (tail.text.end - left).max(start))
    }

    /// Whether the source bytes of `span` are its text bytes, so that an edit may replace them.
    #[must_use]
    pub fn is_verbatim(&self, span: Span) -> bool {
        if self.pieces.is_empty() {
            return self.paragraphs.is_none();
        }
        let at = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        self.pieces.get(at).is_some_and(|piece| piece.verbatim && piece.text.covers(span))
    }

    fn start(&self, at: u32) -> u32 {
        let index = self.pieces.partition_point(|piece| piece.text.end <= at);
        match self.pieces.get(index) {
            Some(piece) if piece.verbatim && at >= piece.text.start => piece.source.start + (at - piece.text.start),
            Some(piece) => piece.source.start,
            None => self.pieces.last().map_or(at, |piece| piece.source.end),
        }
    }

    fn end(&self, at: u32) -> u32 {
        let index = self.pieces.partition_point(|piece| piece.text.start < at);
        let Some(piece) = index.checked_sub(1).and_then(|index| self.pieces.get(index)) else { return self.start(at) };
        if piece.verbatim && at <= piece.text.end {
            piece.source.start + (at - piece.text.start)
        } else {
            piece.source.end
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_through_markup_and_entities() {
        // source: `a **b** &amp; c`, text: `a b & c`
        let mut map = OffsetMap::default();
        map.push_verbatim(0, Span::new(0, 2));
        map.push_verbatim(2, Span::new(4, 5));
        map.push_verbatim(3, Span::new(7, 8));
        map.push_replaced(Span::new(4, 5), Span::new(8, 13));
        map.push_verbatim(5, Span::new(13, 15));
        assert_eq!(map.to_source(Span::new(2, 3)), Span::new(4, 5));
        assert_eq!(map.to_source(Span::new(4, 5)), Span::new(8, 13));
        assert_eq!(map.to_source(Span::new(0, 7)), Span::new(0, 15));
        assert!(map.is_verbatim(Span::new(2, 3)) && !map.is_verbatim(Span::new(2, 5)));
    }

    #[test]
    fn maps_through_two_texts() {
        // `{"t":"a \\u0026amp;\\nb"}` holds `a &amp;⏎b`, which reads `a & b`.
        let mut outer = OffsetMap::default();
        outer.push_verbatim(0, Span::new(6, 8));
        outer.push_replaced(Span::new(2, 3), Span::new(8, 14));
        outer.push_verbatim(3, Span::new(14, 18));
        outer.push_replaced(Span::new(7, 8), Span::new(18, 20));
        outer.push_verbatim(8, Span::new(20, 21));
        let mut inner = OffsetMap::default();
        inner.push_verbatim(0, Span::new(0, 2));
        inner.push_replaced(Span::new(2, 3), Span::new(2, 7));
        inner.push_verbatim(3, Span::new(7, 9));
        let map = inner.through(&outer);
        assert_eq!(map.to_source(Span::new(0, 2)), Span::new(6, 8));
        assert_eq!(map.to_source(Span::new(2, 3)), Span::new(8, 18));
        assert_eq!(map.to_source(Span::new(3, 4)), Span::new(18, 20));
        assert_eq!(map.to_source(Span::new(4, 5)), Span::new(20, 21));
        assert!(map.is_verbatim(Span::new(4, 5)) && !map.is_verbatim(Span::new(3, 4)));
        let mut both = map.clone();
        both.append(&map, 7);
        assert_eq!(both.to_source(Span::new(11, 12)), Span::new(20, 21));
        assert_eq!(OffsetMap::identity().through(&outer), outer);
        for (text, source) in [((0, 2), (6, 8)), ((2, 3), (8, 18)), ((3, 4), (18, 20)), ((1, 5), (7, 21))] {
            assert_eq!(map.to_text(Span::new(source.0, source.1)), Span::new(text.0, text.1));
        }
        assert_eq!(map.to_text(Span::new(9, 10)), Span::new(2, 3));
        assert_eq!(map.to_text(Span::new(0, 3)), Span::new(0, 0));
        assert_eq!(map.to_text(Span::new(30, 31)), Span::new(5, 5));
    }
}
