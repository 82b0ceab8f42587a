//! A source (bytes with a name) and the table that turns offsets into lines and columns.

/// A named UTF-8 text: an article, a rule file or a fact file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name shown in messages: a path as the user gave it, or `<stdin>`.
    pub name: String,
    /// The text.
    pub text: String,
}

/// A place for people: 1-based line and 1-based column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// 1-based line number; lines end at `\n`.
    pub line: u32,
    /// 1-based column, counted in Unicode scalar values.
    pub column: u32,
}

/// Start offsets of the lines of one text, built once per text that is reported on.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// How many scalar values begin before every [`STRIDE`]th byte, so that a column of a line of any length is told
    /// by a look at its end alone.
    counted: Vec<u32>,
}

/// Bytes between two counts of scalar values.
const STRIDE: usize = 1024;

/// How many scalar values begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

impl LineIndex {
    /// Indexes the lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| offset(at) + 1));
        let mut sum = 0;
        let mut counted = vec![0];
        counted.extend(text.as_bytes().chunks_exact(STRIDE).map(|chunk| {
            sum += offset(begun(chunk));
            sum
        }));
        Self { starts, counted }
    }

    /// Line and column of a byte offset of the `text` that the index was built from.
    /// An offset inside a character counts as that character's start.
    #[must_use]
    pub fn locate(&self, text: &str, at: u32) -> LineColumn {
        let line = self.starts.partition_point(|&start| start <= at).max(1) - 1;
        let start = self.starts[line];
        let column = self.before(text, at).saturating_sub(self.before(text, start));
        LineColumn { line: offset(line) + 1, column: column + 1 }
    }

    /// How many characters begin before that of an offset.
    fn before(&self, text: &str, at: u32) -> u32 {
        let at = (at as usize).min(text.len());
        let tail = text.as_bytes().get(at / STRIDE * STRIDE..at).unwrap_or(&[]);
        let inside = u32::from(!text.is_char_boundary(at));
        self.counted.get(at / STRIDE).map_or(0, |counted| counted + offset(begun(tail)) - inside)
    }

    /// Byte offset at which the 0-based `line` starts, if the text has so many lines.
    #[must_use]
    pub fn start_of(&self, line: u32) -> Option<u32> {
        self.starts.get(line as usize).copied()
    }
}

/// Narrows an offset to the 32 bits that spans are kept in. Readers refuse longer inputs,
/// so the saturation is never reached by a text that was accepted.
#[inline]
#[must_use]
pub fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_scalar_values() {
        let text = "ab\nnaïve 🦀 x";
        let index = LineIndex::new(text);
        let at = offset(text.find('x').expect("x"));
        assert_eq!(index.locate(text, at), LineColumn { line: 2, column: 9 });
        assert_eq!(index.locate(text, 0), LineColumn { line: 1, column: 1 });
    }

    #[test]
    fn columns_of_long_lines_are_those_of_a_count() {
        for length in [0, 1, 1023, 1024, 1025, 2048, 5000] {
            let text: String =
                "aé🦀\n".chars().cycle().filter(|c| *c != '\n').take(length).collect::<String>() + "\nend";
            let index = LineIndex::new(&text);
            for (column, (at, _)) in text.char_indices().take_while(|(_, c)| *c != '\n').enumerate() {
                let found = index.locate(&text, offset(at));
                assert_eq!(found, LineColumn { line: 1, column: offset(column) + 1 }, "{at} of {length}");
            }
            assert_eq!(index.locate(&text, offset(text.len())), LineColumn { line: 2, column: 4 });
        }
    }
}
