//! The styles of a document, as far as they tell what a text is.

use super::ReadError;
use super::archive::Part;
use super::xml::{Step, Vocabulary, Xml};
use crate::document::BlockKind;
use std::collections::BTreeMap;

/// Styles are based on one another no deeper than this.
const DEEPEST: usize = 16;

/// What a style says of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// What its paragraphs are.
    pub kind: Option<BlockKind>,
    /// Whether they are items of a list.
    pub item: Option<bool>,
    /// Whether its text is hidden.
    pub hidden: Option<bool>,
    /// Whether its text is struck out.
    pub struck: Option<bool>,
}

impl Look {
    /// What this says, and where it says nothing the other.
    const fn or(self, other: Self) -> Self {
        Self {
            kind: if self.kind.is_some() { self.kind } else { other.kind },
            item: if self.item.is_some() { self.item } else { other.item },
            hidden: if self.hidden.is_some() { self.hidden } else { other.hidden },
            struck: if self.struck.is_some() { self.struck } else { other.struck },
        }
    }
}

/// All styles by their ids.
#[derive(Debug, Default)]
pub struct Styles {
    looks: BTreeMap<String, Look>,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Style {
    own: Look,
    based_on: Option<String>,
}

impl Styles {
    /// Reads the part with the styles.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn read(part: &Part) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let mut styles: BTreeMap<String, Style> = BTreeMap::new();
        let mut open: Option<(usize, String, Style)> = None;
        let mut depth = 0;
        while let Some(step) = xml.step()? {
            match step {
                Step::Start(tag) => {
                    depth += 1;
                    if tag.vocabulary != Vocabulary::Word {
                        continue;
                    }
                    if let (None, "style") = (&open, tag.name()) {
                        open = tag.value("styleId").map(|id| (depth, id, Style::default()));
                        continue;
                    }
                    let Some((_, _, style)) = &mut open else { continue };
                    match tag.name() {
                        "name" => style.own.kind = style.own.kind.or(tag.value("val").as_deref().and_then(kind)),
                        "basedOn" => style.based_on = tag.value("val"),
                        "outlineLvl" => style.own.kind = style.own.kind.or_else(|| level(tag.value("val"))),
                        "numId" => style.own.item = Some(tag.value("val").is_some_and(|id| id != "0")),
                        "vanish" => style.own.hidden = Some(tag.is_on()),
                        "strike" | "dstrike" => style.own.struck = Some(tag.is_on()),
                        _ => {}
                    }
                }
                Step::End => {
                    if let Some((_, id, style)) = open.take_if(|(at, ..)| *at == depth) {
                        styles.insert(id, style);
                    }
                    depth -= 1;
                }
                Step::Text(_) | Step::Character(_) => {}
            }
        }
        let look = |id: &String| {
            let (mut look, mut next) = (Look::default(), Some(id));
            for _ in 0..DEEPEST {
                let Some(style) = next.and_then(|id| styles.get(id)) else { break };
                look = look.or(style.own);
                next = style.based_on.as_ref();
            }
            (id.clone(), look)
        };
        Ok(Self { looks: styles.keys().map(look).collect() })
    }

    /// What a style says; for an id without a style, what the id itself says.
    pub fn look(&self, id: &str) -> Look {
        self.looks.get(id).copied().unwrap_or_else(|| Look { kind: kind(id), ..Look::default() })
    }
}

/// What paragraphs of a style are, by its name. The names of the styles that come with the format are the same in all
/// languages.
fn kind(name: &str) -> Option<BlockKind> {
    let name: String = name.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>().to_ascii_lowercase();
    if let Some(depth) = name.strip_prefix("heading") {
        return depth
            .parse()
            .ok()
            .filter(|depth| (1..=9).contains(depth))
            .map(|depth: u8| BlockKind::Heading(depth.min(6)));
    }
    match name.as_str() {
        "title" => Some(BlockKind::Heading(1)),
        "subtitle" => Some(BlockKind::Heading(2)),
        "quote" | "intensequote" | "blocktext" | "blockquote" | "blockquotation" | "quotations" => {
            Some(BlockKind::Quotation)
        }
        "caption" => Some(BlockKind::Caption),
        // Lines of a table of contents repeat what stands elsewhere.
        name if name.strip_prefix("toc").is_some_and(|depth| depth.len() == 1) => Some(BlockKind::Furniture),
        name if ["listbullet", "listnumber", "listcontinue"].iter().any(|list| name.starts_with(list)) => {
            Some(BlockKind::ListItem)
        }
        _ => None,
    }
}

/// What an outline level, which counts from 0, makes of a paragraph; the tenth one is that of running text.
pub fn level(value: Option<String>) -> Option<BlockKind> {
    let level: u8 = value?.parse().ok()?;
    Some(if level < 9 { BlockKind::Heading((level + 1).min(6)) } else { BlockKind::Paragraph })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_tell_what_a_paragraph_is() {
        let text = "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
            <w:style w:styleId='a'><w:name w:val='heading 3'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>\
            <w:style w:styleId='b'><w:name w:val='Mine'/><w:basedOn w:val='a'/><w:rPr><w:vanish/></w:rPr></w:style>\
            <w:style w:styleId='c'><w:basedOn w:val='d'/></w:style><w:style w:styleId='d'><w:basedOn w:val='c'/>\
            <w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>\
            <w:style w:styleId='e'><w:pPr><w:outlineLvl w:val='8'/></w:pPr></w:style></w:styles>";
        let styles = Styles::read(&Part { name: "s".to_owned(), text: text.to_owned() }).expect("styles");
        assert_eq!(styles.look("a").kind, Some(BlockKind::Heading(3)));
        assert_eq!(styles.look("a").hidden, Some(false));
        assert_eq!(styles.look("b").kind, Some(BlockKind::Heading(3)));
        assert_eq!(styles.look("b").hidden, Some(true));
        assert_eq!(styles.look("c").item, Some(true));
        assert_eq!(styles.look("e").kind, Some(BlockKind::Heading(6)));
        assert_eq!(styles.look("Heading2").kind, Some(BlockKind::Heading(2)));
        assert_eq!(styles.look("TOC1").kind, Some(BlockKind::Furniture));
        assert_eq!(styles.look("Normal"), Look::default());
    }
}
