//! The paragraphs of a document: one walk over the elements with a stack of what is open.

use super::styles::{Look, Styles, level};
use super::xml::{Step, Tag, Vocabulary};
use super::{Part, ReadError, Xml};
use crate::document::BlockKind;
use std::collections::BTreeSet;

/// A paragraph that is read.
#[derive(Debug)]
pub struct Paragraph {
    /// Offsets in its text with the 1-based numbers of the source's paragraphs that start there; more than one where the
    /// mark between two was deleted.
    pub starts: Vec<(usize, u32)>,
    /// Its text.
    pub text: String,
    /// What it is.
    pub kind: BlockKind,
}

/// A part of the document with paragraphs of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Story {
    /// The body.
    Main,
    /// The footnotes.
    Footnotes,
    /// The endnotes.
    Endnotes,
}

/// An element that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    ParagraphProperties,
    /// Of the mark that ends the paragraph.
    MarkProperties,
    NumberProperties,
    Run,
    RunProperties,
    Text,
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    TextBox,
    /// Alternatives of which one is taken.
    Alternatives,
    /// The one that is taken: it stands for what is in it.
    Taken,
    /// A control with a content.
    Control,
    Note,
    Other,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Open {
    starts: Vec<(usize, u32)>,
    text: String,
    look: Look,
    /// What the paragraph itself says that it is: a heading, or none.
    outline: Option<BlockKind>,
    /// Whether the paragraph itself says that it is an item of a list.
    item: Option<bool>,
    /// The mark at its end is deleted: the next paragraph goes on in it.
    runs_on: bool,
}

/// What a run says of its text.
#[derive(Debug, Default, Clone, Copy)]
struct Run {
    look: Look,
    hidden: Option<bool>,
    struck: Option<bool>,
}

/// What belongs to the body, or to one text box.
#[derive(Debug, Default)]
struct Flow {
    open: Option<Open>,
    /// The paragraph that the next one goes on in.
    carry: Option<Open>,
    run: Run,
    /// Fields that are open: whether their result has begun, before which stands their code.
    fields: Vec<bool>,
    /// How many of them are at their code.
    codes: usize,
    /// Rows and columns begun, of each open table.
    tables: Vec<(u32, u32)>,
    cells: Vec<(u32, u32)>,
    /// How many of the open rows and cells are deleted.
    deleted: usize,
}

/// Collects the paragraphs.
pub struct Body<'s> {
    styles: &'s Styles,
    story: Story,
    /// Each open element with a mark: a text keeps its spaces; a row or a cell is deleted; one of the alternatives is
    /// taken; a control shows nothing but a hint.
    stack: Vec<(Element, bool)>,
    flow: Flow,
    /// The flows that text boxes and notes interrupt.
    flows: Vec<Flow>,
    /// The text of the text element that is open.
    piece: String,
    /// Notes that the text refers to.
    notes: BTreeSet<(bool, String)>,
    count: u32,
    done: Vec<Paragraph>,
}

impl<'s> Body<'s> {
    /// Starts with nothing.
    pub fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            story: Story::Main,
            stack: Vec::new(),
            flow: Flow::default(),
            flows: Vec::new(),
            piece: String::new(),
            notes: BTreeSet::new(),
            count: 0,
            done: Vec::new(),
        }
    }

    /// Whether what was read refers to notes of this sort.
    pub fn has_notes(&self, story: Story) -> bool {
        self.notes.iter().any(|(end, _)| *end == (story == Story::Endnotes))
    }

    /// Reads a part.
    ///
    /// # Errors
    /// If it is damaged or holds no text document.
    pub fn read(&mut self, part: &Part, story: Story) -> Result<(), ReadError> {
        self.story = story;
        self.flow = Flow::default();
        let mut xml = Xml::new(part);
        let mut skipped = 0_usize;
        while let Some(step) = xml.step()? {
            match step {
                Step::Start(_) if skipped > 0 => skipped += 1,
                Step::End if skipped > 0 => skipped -= 1,
                Step::Start(tag) => {
                    if self.stack.is_empty() && !xml.is_word() {
                        return Err(xml.damaged("it holds no text document"));
                    }
                    match self.start(&tag) {
                        Some(element) => {
                            let keeps =
                                element == Element::Text && tag.value("space").is_some_and(|it| it == "preserve");
                            self.stack.push((element, keeps));
                        }
                        None => skipped = 1,
                    }
                }
                Step::End => self.end(),
                Step::Text(text) if skipped == 0 => text.chars().for_each(|c| self.character(c)),
                Step::Character(character) if skipped == 0 => self.character(character),
                Step::Text(_) | Step::Character(_) => {}
            }
        }
        self.close();
        self.flush();
        Ok(())
    }

    /// The paragraphs in the order of their numbers.
    pub fn finish(mut self) -> Vec<Paragraph> {
        // Text boxes are complete before the paragraph that they are fixed to.
        self.done.sort_by_key(|paragraph| paragraph.starts.first().map(|(_, number)| *number));
        self.done
    }

    /// The element that is open, alternatives passed over.
    fn parent(&self) -> Element {
        let passed = |element: &Element| matches!(element, Element::Alternatives | Element::Taken);
        self.stack.iter().rev().map(|(element, _)| *element).find(|element| !passed(element)).unwrap_or(Element::Other)
    }

    /// Marks the innermost open element of a sort.
    fn mark(&mut self, wanted: Element) -> bool {
        // What a text box or a note is in belongs to another flow.
        let own = |(element, _): &&mut (Element, bool)| !matches!(element, Element::TextBox | Element::Note);
        let found = self.stack.iter_mut().rev().take_while(own).find(|(element, _)| *element == wanted);
        found.is_some_and(|(_, marked)| !std::mem::replace(marked, true))
    }

    /// What a tag opens; nothing if all that is in it is left out.
    fn start(&mut self, tag: &Tag<'_>) -> Option<Element> {
        let name = tag.name();
        match tag.vocabulary {
            Vocabulary::Other => return Some(Element::Other),
            Vocabulary::Compatibility => {
                return match name {
                    "AlternateContent" => Some(Element::Alternatives),
                    "Choice" if !is_understood(&tag.value("Requires").unwrap_or_default()) => None,
                    "Choice" | "Fallback" if self.mark(Element::Alternatives) => Some(Element::Taken),
                    "Choice" | "Fallback" => None,
                    _ => Some(Element::Other),
                };
            }
            Vocabulary::Word => {}
        }
        match self.parent() {
            Element::Run => return self.in_run(name, tag),
            Element::RunProperties => self.run_property(name, tag),
            Element::ParagraphProperties | Element::NumberProperties => {
                if let Some(element) = self.paragraph_property(name, tag) {
                    return Some(element);
                }
            }
            Element::MarkProperties if matches!(name, "del" | "moveFrom") => {
                if let Some(open) = &mut self.flow.open {
                    open.runs_on = true;
                }
                return Some(Element::Other);
            }
            Element::RowProperties => match name {
                "del" => {
                    self.flow.deleted += usize::from(self.mark(Element::Row));
                    return Some(Element::Other);
                }
                "gridBefore" => self.widen(tag),
                _ => {}
            },
            Element::CellProperties => match name {
                "cellDel" => self.flow.deleted += usize::from(self.mark(Element::Cell)),
                "gridSpan" => self.widen(tag),
                _ => {}
            },
            Element::Control if name == "sdtContent" && self.stack.last().is_some_and(|(_, hint)| *hint) => {
                return None;
            }
            _ => {}
        }
        Some(match name {
            "p" => {
                self.open();
                Element::Paragraph
            }
            "pPr" => Element::ParagraphProperties,
            "r" => {
                self.flow.run = Run::default();
                Element::Run
            }
            "tbl" => {
                self.flush();
                self.flow.tables.push((0, 0));
                Element::Table
            }
            "tr" => {
                if let Some((_, column)) = self.flow.tables.last_mut() {
                    *column = 0;
                }
                Element::Row
            }
            "trPr" => Element::RowProperties,
            "tc" => {
                self.flow.cells.push(self.flow.tables.last().copied().unwrap_or_default());
                if let Some((_, column)) = self.flow.tables.last_mut() {
                    *column = column.saturating_add(1);
                }
                Element::Cell
            }
            "tcPr" => Element::CellProperties,
            "txbxContent" => {
                self.flows.push(std::mem::take(&mut self.flow));
                Element::TextBox
            }
            "sdt" => Element::Control,
            "showingPlcHdr" if tag.is_on() => {
                self.mark(Element::Control);
                Element::Other
            }
            "footnote" | "endnote" if self.story != Story::Main => {
                let own = tag.value("type").is_none_or(|kind| kind == "normal");
                let id = (self.story == Story::Endnotes, tag.value("id").unwrap_or_default());
                if !own || !self.notes.contains(&id) {
                    return None;
                }
                self.flows.push(std::mem::take(&mut self.flow));
                Element::Note
            }
            // What was deleted or moved away, and how things looked before a change.
            "del" | "moveFrom" | "rPrChange" | "pPrChange" | "sectPrChange" | "tblPrChange" | "tblPrExChange"
            | "trPrChange" | "tcPrChange" | "tblGridChange" | "numberingChange" => return None,
            // How a word is pronounced.
            "rt" => return None,
            _ => Element::Other,
        })
    }

    /// What stands in a run.
    fn in_run(&mut self, name: &str, tag: &Tag<'_>) -> Option<Element> {
        match name {
            "rPr" => return Some(Element::RunProperties),
            "t" => {
                self.piece.clear();
                return Some(Element::Text);
            }
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = tag.value("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let character = code.and_then(char::from_u32).unwrap_or('\u{FFFC}');
                // Places of a font without names for them.
                let nameless = matches!(character, '\u{E000}'..='\u{F8FF}');
                self.push((if nameless { '\u{FFFC}' } else { character }).encode_utf8(&mut [0; 4]));
            }
            "fldChar" => self.field(tag.value("fldCharType").as_deref()),
            "footnoteReference" | "endnoteReference" if self.is_shown() => {
                self.notes.insert((name == "endnoteReference", tag.value("id").unwrap_or_default()));
            }
            "instrText" | "delText" | "delInstrText" | "del" | "moveFrom" => return None,
            _ => {}
        }
        Some(Element::Other)
    }

    fn run_property(&mut self, name: &str, tag: &Tag<'_>) {
        let run = &mut self.flow.run;
        match name {
            "rStyle" => run.look = self.styles.look(&tag.value("val").unwrap_or_default()),
            "vanish" => run.hidden = Some(tag.is_on()),
            "strike" | "dstrike" => run.struck = Some(tag.is_on() || run.struck == Some(true)),
            _ => {}
        }
    }

    fn paragraph_property(&mut self, name: &str, tag: &Tag<'_>) -> Option<Element> {
        let open = self.flow.open.as_mut()?;
        match name {
            "pStyle" => open.look = self.styles.look(&tag.value("val").unwrap_or_default()),
            "outlineLvl" => open.outline = level(tag.value("val")),
            "numPr" => return Some(Element::NumberProperties),
            "numId" => open.item = Some(tag.value("val").is_some_and(|id| id != "0")),
            "rPr" => return Some(Element::MarkProperties),
            _ => {}
        }
        None
    }

    /// Moves to the right in the row of the table by more than one column.
    fn widen(&mut self, tag: &Tag<'_>) {
        let width = tag.value("val").and_then(|width| width.parse::<u32>().ok()).unwrap_or(0).min(1000);
        let own = u32::from(self.parent() == Element::CellProperties);
        if let Some((_, column)) = self.flow.tables.last_mut() {
            *column = column.saturating_add(width.saturating_sub(own));
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => {
                self.flow.fields.push(false);
                self.flow.codes += 1;
            }
            Some("separate") => {
                if let Some(result) = self.flow.fields.last_mut()
                    && !std::mem::replace(result, true)
                {
                    self.flow.codes -= 1;
                }
            }
            Some("end") if self.flow.fields.pop() == Some(false) => self.flow.codes -= 1,
            _ => {}
        }
    }

    fn is_shown(&self) -> bool {
        let (run, flow) = (self.flow.run, &self.flow);
        let paragraph = flow.open.as_ref().map(|open| open.look).unwrap_or_default();
        let hidden = run.hidden.or(run.look.hidden).or(paragraph.hidden).unwrap_or(false);
        let struck = run.struck.or(run.look.struck).or(paragraph.struck).unwrap_or(false);
        flow.codes == 0 && flow.deleted == 0 && !hidden && !struck
    }

    fn push(&mut self, text: &str) {
        if self.is_shown()
            && let Some(open) = &mut self.flow.open
        {
            open.text.push_str(text);
        }
    }

    fn character(&mut self, character: char) {
        if self.parent() == Element::Text {
            self.piece.push(if matches!(character, '\n' | '\r' | '\t') { ' ' } else { character });
        }
    }

    fn end(&mut self) {
        let Some((element, marked)) = self.stack.pop() else { return };
        match element {
            Element::Paragraph => self.close(),
            Element::Text => {
                let piece = std::mem::take(&mut self.piece);
                self.push(if marked { &piece } else { piece.trim_matches(' ') });
                self.piece = piece;
            }
            Element::Run => self.flow.run = Run::default(),
            Element::Row => {
                self.flow.deleted -= usize::from(marked);
                if let Some((row, _)) = self.flow.tables.last_mut() {
                    *row = row.saturating_add(1);
                }
            }
            Element::Cell => {
                self.flush();
                self.flow.deleted -= usize::from(marked);
                self.flow.cells.pop();
            }
            Element::Table => {
                self.flow.tables.pop();
            }
            Element::TextBox | Element::Note => {
                self.close();
                self.flush();
                self.flow = self.flows.pop().unwrap_or_default();
            }
            _ => {}
        }
    }

    /// Opens a paragraph, or goes on in one whose mark is deleted.
    fn open(&mut self) {
        self.close();
        self.count = self.count.saturating_add(1);
        let carried = self.flow.carry.take().unwrap_or_default();
        let mut open = Open { starts: carried.starts, text: carried.text, ..Open::default() };
        open.starts.push((open.text.len(), self.count));
        self.flow.open = Some(open);
    }

    /// Ends the paragraph that is open.
    fn close(&mut self) {
        let Some(open) = self.flow.open.take() else { return };
        if open.runs_on {
            self.flow.carry = Some(open);
        } else {
            self.keep(open);
        }
    }

    /// Ends a paragraph that was to go on where nothing follows.
    fn flush(&mut self) {
        if let Some(open) = self.flow.carry.take() {
            self.keep(open);
        }
    }

    fn keep(&mut self, open: Open) {
        let kind = match (open.look.kind, open.outline) {
            (Some(BlockKind::Quotation), _) => BlockKind::Quotation,
            (_, Some(BlockKind::Heading(depth))) | (Some(BlockKind::Heading(depth)), None) => BlockKind::Heading(depth),
            (Some(kind @ (BlockKind::Caption | BlockKind::Furniture)), _) => kind,
            (own, _) => match self.flow.cells.last() {
                _ if self.story != Story::Main => BlockKind::Footnote,
                Some(&(row, column)) => BlockKind::Cell(row, column),
                None if open.item.or(open.look.item).unwrap_or(own == Some(BlockKind::ListItem)) => BlockKind::ListItem,
                None => BlockKind::Paragraph,
            },
        };
        self.done.push(Paragraph { starts: open.starts, text: open.text, kind });
    }
}

/// Whether an alternative is written in vocabularies whose texts are read: drawings with text boxes, and what later
/// programs add to the text.
fn is_understood(prefixes: &str) -> bool {
    prefixes.split_ascii_whitespace().all(|prefix| {
        matches!(prefix, "wps" | "wpg" | "wpc" | "wp" | "wp14" | "w14" | "w15" | "a14" | "pic" | "v" | "o")
    })
}
