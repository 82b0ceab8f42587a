//! The shape of a `.facts` file: an item a paragraph, a line of a block a line, two spaces a level.
//!
//! Comments stay where they are. A block on one line stays so while it fits; in other blocks, names come before
//! statements, and statements of one property that stand together are put in the order of their times. Nothing that
//! a base is compiled of changes.

/// Lines are not made longer than this.
const WIDTH: usize = 120;

/// What opens an item at the top of a file, indented or not.
const KEYWORDS: [&str; 10] =
    ["kind", "property", "sense", "source", "entity", "series", "complete", "table", "allow", "gazetteer"];

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece<'a> {
    Word(&'a str),
    Comment(&'a str),
    Open,
    Close,
    Semicolon,
    /// So many line ends, with nothing else between.
    Lines(usize),
}

/// An item or a line of a block.
#[derive(Debug, Default)]
struct Node<'a> {
    /// Comments on lines of their own before it; an empty one is a blank line.
    comments: Vec<&'a str>,
    /// Whether a blank line stands before it.
    apart: bool,
    /// Its words.
    words: Vec<&'a str>,
    /// The lines of its block, and comments before the end of it.
    block: Option<(Vec<Node<'a>>, Vec<&'a str>)>,
    /// Whether its block was written on one line.
    flat: bool,
    /// A comment behind it.
    comment: Option<&'a str>,
}

/// A file in its one shape. What cannot be read is left as it is.
#[must_use]
pub fn format_facts(text: &str) -> String {
    let pieces = pieces(text);
    let mut reader = Reader { pieces: &pieces, at: 0 };
    let (mut nodes, rest) = reader.nodes(0);
    if reader.at < pieces.len() {
        return text.to_owned();
    }
    for node in &mut nodes {
        node.settle();
    }
    let mut out = String::new();
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 && (node.apart || node.paragraph() || nodes[at - 1].paragraph()) {
            out.push('\n');
        }
        node.write(0, &mut out);
    }
    if !rest.is_empty() && !out.is_empty() {
        out.push('\n');
    }
    for comment in rest {
        line("", comment, &mut out);
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// A comment, or nothing, on a line of its own.
fn line(indent: &str, comment: &str, out: &mut String) {
    if !comment.is_empty() {
        out.push_str(indent);
        out.push_str(comment);
    }
    out.push('\n');
}

/// Whether a brace opens a column: `{name}`.
fn column(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('{')?;
    let end = inside.find('}')?;
    let name = &inside[..end];
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    (!name.is_empty() && name.chars().all(plain)).then_some(end + 2)
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let first = rest.chars().next().unwrap_or(' ');
        let len = match first {
            '\n' => {
                match found.last_mut() {
                    Some(Piece::Lines(count)) => *count += 1,
                    _ => found.push(Piece::Lines(1)),
                }
                1
            }
            c if c.is_whitespace() => c.len_utf8(),
            '/' if rest.starts_with("//") => {
                let len = rest.find('\n').unwrap_or(rest.len());
                found.push(Piece::Comment(rest[..len].trim_end()));
                len
            }
            ';' => {
                found.push(Piece::Semicolon);
                1
            }
            '{' if column(rest).is_none() => {
                found.push(Piece::Open);
                1
            }
            '}' => {
                found.push(Piece::Close);
                1
            }
            _ => {
                let len = word(rest);
                found.push(Piece::Word(&rest[..len]));
                len
            }
        };
        at += len;
    }
    found
}

/// The length of the word or string that a text starts with.
fn word(text: &str) -> usize {
    if text.starts_with('"') {
        let mut escaped = false;
        for (at, c) in text.char_indices().skip(1) {
            match c {
                '\n' => return at,
                '"' if !escaped => return at + 1,
                _ => escaped = c == '\\' && !escaped,
            }
        }
        return text.len();
    }
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or(' ');
        let len = match c {
            '{' => column(rest).unwrap_or(0),
            '}' | ';' | '"' => 0,
            '/' if rest.starts_with("//") => 0,
            c if c.is_whitespace() => 0,
            c => c.len_utf8(),
        };
        if len == 0 {
            break;
        }
        at += len;
    }
    at.max(text.chars().next().map_or(1, char::len_utf8))
}

struct Reader<'p, 'a> {
    pieces: &'p [Piece<'a>],
    at: usize,
}

impl<'a> Reader<'_, 'a> {
    fn peek(&self) -> Option<&Piece<'a>> {
        self.pieces.get(self.at)
    }

    /// The nodes up to the end of the block or file, and the comments behind the last.
    fn nodes(&mut self, depth: usize) -> (Vec<Node<'a>>, Vec<&'a str>) {
        let mut nodes = Vec::new();
        let mut node = Node::default();
        while let Some(piece) = self.peek().cloned() {
            match piece {
                Piece::Close if depth > 0 => break,
                // A brace too many: the file is at fault.
                Piece::Close => return (nodes, node.comments),
                Piece::Lines(count) => {
                    if count > 1 && !node.comments.is_empty() {
                        node.comments.push("");
                    } else {
                        node.apart |= count > 1 && !nodes.is_empty();
                    }
                    self.at += 1;
                }
                Piece::Semicolon => self.at += 1,
                Piece::Comment(text) => {
                    node.comments.push(text);
                    self.at += 1;
                }
                Piece::Open | Piece::Word(_) => {
                    self.node(&mut node, depth);
                    nodes.push(std::mem::take(&mut node));
                }
            }
        }
        (nodes, node.comments)
    }

    /// The words of a node, its block, and what stands behind it.
    fn node(&mut self, node: &mut Node<'a>, depth: usize) {
        loop {
            match self.peek().cloned() {
                Some(Piece::Word(word)) => {
                    node.words.push(word);
                    self.at += 1;
                }
                Some(Piece::Open) => {
                    self.at += 1;
                    let start = self.at;
                    let block = self.nodes(depth + 1);
                    node.flat =
                        !self.pieces[start..self.at].iter().any(|p| matches!(p, Piece::Lines(_) | Piece::Comment(_)));
                    node.block = Some(block);
                    if self.peek() == Some(&Piece::Close) {
                        self.at += 1;
                    } else {
                        // The block never ends: what follows would be lost, so the file is left as it is.
                        self.at = usize::MAX / 2;
                        return;
                    }
                    break;
                }
                Some(Piece::Lines(_)) if self.goes_on(depth) => self.at += 1,
                _ => break,
            }
        }
        if self.peek() == Some(&Piece::Semicolon) {
            self.at += 1;
        }
        if let Some(&Piece::Comment(text)) = self.peek() {
            node.comment = Some(text);
            self.at += 1;
        }
    }

    /// Whether what stands behind a line end belongs to the node before it.
    fn goes_on(&self, depth: usize) -> bool {
        match self.pieces.get(self.at + 1) {
            Some(Piece::Open) => true,
            Some(Piece::Word(word)) => *word == "|" || (depth == 0 && !KEYWORDS.contains(word)),
            _ => false,
        }
    }
}

impl Node<'_> {
    /// Whether it is set apart by blank lines.
    fn paragraph(&self) -> bool {
        self.block.as_ref().is_some_and(|_| self.one_line(0).is_none())
    }

    /// Puts names before statements, and statements of one property in the order of their times.
    fn settle(&mut self) {
        let Some((lines, _)) = &mut self.block else { return };
        for line in lines.iter_mut() {
            line.settle();
        }
        let head = self.words.first().copied().unwrap_or("");
        if !matches!(head, "entity" | "series" | "edition") {
            return;
        }
        lines.sort_by_key(|line| match line.words.first().copied() {
            Some("alias") => 0,
            Some("acronym") => 1,
            Some("demonym") => 2,
            _ => 3,
        });
        let same = |a: &Node<'_>, b: &Node<'_>| {
            a.words.first() == b.words.first()
                && !matches!(a.words.first().copied(), Some("source" | "edition" | "alias" | "acronym" | "demonym"))
        };
        for run in lines.chunk_by_mut(same) {
            run.sort_by(|a, b| a.time().cmp(b.time()));
        }
    }

    /// The time of a statement, as its words tell it.
    fn time(&self) -> &str {
        let dated = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit() || c == '.') && word.len() >= 4;
        self.words.iter().skip(1).copied().find(dated).unwrap_or("")
    }

    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        for comment in &self.comments {
            line(&indent, comment, out);
        }
        out.push_str(&indent);
        match (&self.block, self.one_line(depth)) {
            (_, Some(line)) => out.push_str(&line),
            (None, None) => out.push_str(&self.words.join(" ")),
            (Some((lines, rest)), None) => {
                out.push_str(&self.words.join(" "));
                out.push_str(if self.words.is_empty() { "{\n" } else { " {\n" });
                for (at, line) in lines.iter().enumerate() {
                    if line.apart && at > 0 {
                        out.push('\n');
                    }
                    line.write(depth + 1, out);
                }
                for comment in rest {
                    line(&"  ".repeat(depth + 1), comment, out);
                }
                out.push_str(&indent);
                out.push('}');
            }
        }
        if let Some(comment) = self.comment {
            out.push(' ');
            out.push_str(comment);
        }
        out.push('\n');
    }

    /// The node on one line, if it is one and fits.
    fn one_line(&self, depth: usize) -> Option<String> {
        let words = self.words.join(" ");
        let Some((lines, rest)) = &self.block else { return Some(words) };
        if !self.flat || !rest.is_empty() {
            return None;
        }
        let mut parts = Vec::new();
        for line in lines {
            if !line.comments.is_empty() || line.comment.is_some() {
                return None;
            }
            parts.push(line.one_line(0)?);
        }
        let line = if parts.is_empty() { format!("{words} {{}}") } else { format!("{words} {{ {} }}", parts.join("; ")) };
        (line.chars().count() + depth * 2 <= WIDTH).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_shape() {
        let text = "// A file.\n\n\n/// Doc.\nkind  a : b\nentity x : p   \"X  Y\" {   // said\n holder b 2018/..\n    holder a 2010-01-01/2018 // then\n\n\n // why\n alias \"A\"\n   | \"B\"\n source s }\nentity y { source s; a b }\ntable \"f.csv\" columns id to { entity {id} { a {id} {to}/.. } }\n// end\n";
        let shaped = "// A file.\n\n/// Doc.\nkind a : b\n\nentity x : p \"X  Y\" {\n  // why\n  alias \"A\" | \"B\"\n  holder a 2010-01-01/2018 // then\n  // said\n  holder b 2018/..\n  source s\n}\n\nentity y { source s; a b }\ntable \"f.csv\" columns id to { entity {id} { a {id} {to}/.. } }\n\n// end\n";
        assert_eq!(format_facts(text), shaped);
        assert_eq!(format_facts(shaped), shaped, "not at rest");
    }

    #[test]
    fn what_cannot_be_read_stays() {
        for text in ["entity x {\n  a b\n", "}\n", "entity x { a b } }\nkind z\n"] {
            assert_eq!(format_facts(text), text);
        }
    }
}
