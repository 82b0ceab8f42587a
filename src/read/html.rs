//! HTML by html5gum. The text is what a reader of the article sees: scripts, navigation, forms, hidden and deleted
//! words are left out, inline elements leave no gap, white space is collapsed, entities become their characters.
//!
//! No tree is built: one pass over the tags with a stack of what is open. Text is taken from the source between two
//! tags, so that every character knows where it is from.

mod element;
mod metadata;
mod run;

use super::{Articles, Markup, Reader, Settings, comments, one, published};
use crate::document::{BlockKind, Document};
use crate::rules::Lexicon;
use crate::text::{Span, source::offset};
use element::{Attributes, Kind, value};
use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};
use metadata::{Metadata, Surety};
use run::Run;
use std::collections::HashMap;

/// The reader of HTML.
#[derive(Debug, Clone, Copy)]
pub struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    /// A page, or a piece of one that begins with a block.
    fn sniff(&self, source: &[u8]) -> bool {
        let mut head = source.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(source).trim_ascii_start();
        // Editors of web sites begin with comments of their own.
        while let Some(comment) = head.strip_prefix(b"<!--") {
            let Some(end) = memchr::memmem::find(comment, b"-->") else { return false };
            head = comment.get(end + 3..).unwrap_or(&[]).trim_ascii_start();
        }
        let name = head.get(1..).unwrap_or(&[]);
        let name =
            &name[..name.iter().take(10).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'!').count()];
        let ends = matches!(head.get(name.len() + 1), Some(b'>' | b' ' | b'\n' | b'\r' | b'\t' | b'/'));
        let known =
            matches!(
                Kind::of(&name.to_ascii_lowercase()),
                Kind::Block | Kind::Content | Kind::Heading(_) | Kind::List | Kind::Quotation
            ) || [&b"!doctype"[..], b"head", b"meta", b"title"].iter().any(|known| name.eq_ignore_ascii_case(known));
        head.starts_with(b"<") && ends && known
    }

    fn comments(&self, source: &str) -> Vec<Span> {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut found: Vec<Span> = Vec::new();
        for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
            let Token::Comment(comment) = token else { continue };
            let start = source.get(..comment.span.end).and_then(|head| head.rfind("<!--")).unwrap_or(comment.span.end);
            let end = source.get(start..).and_then(|tail| tail.find("-->")).map_or(source.len(), |end| start + end + 3);
            found.extend(comments::between(source, Span::new(offset(start), offset(end)), "<!--", "-->"));
        }
        found.dedup();
        found
    }

    fn escape(&self, words: &str) -> Option<String> {
        Some(words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"))
    }

    fn read(&self, source: &[u8], settings: Settings<'_>) -> Articles {
        one(self, source, settings)
    }
}

impl Markup for Html {
    fn document(&self, source: &str, lexicon: &Lexicon) -> Document {
        let mut page = Page::new(source, lexicon);
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
            page.token(token);
        }
        page.finish()
    }
}

/// An element that is open, and what it changed.
#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    kind: Kind,
    /// What it adds to the numbers of the page.
    hidden: usize,
    footnotes: usize,
    bylines: usize,
    /// Whether text was left out before it as belonging to the page.
    quiet: bool,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Table {
    layout: bool,
    /// Rows and columns begun.
    rows: u32,
    columns: u32,
    /// For each column the first row that no cell from above reaches.
    free: Vec<u32>,
}

/// Cells that reach down are known of so many columns; further to the right the numbers of columns may be too small.
const WIDEST: usize = 64;

impl Table {
    /// Places a cell and gives its row and column.
    fn place(&mut self, attributes: &Attributes) -> (u32, u32) {
        let row = self.rows.saturating_sub(1);
        while self.free.get(self.columns as usize).is_some_and(|free| *free > row) {
            self.columns += 1;
        }
        let size = |name| value(attributes, name).and_then(|size| size.trim().parse().ok()).unwrap_or(1_u32);
        let cell = (row, self.columns);
        let from = self.columns as usize;
        self.columns = self.columns.saturating_add(size(b"colspan").clamp(1, 1000));
        // A cell of no height reaches to the end of the table.
        let height = match size(b"rowspan") {
            0 => u32::MAX,
            height => height,
        };
        let to = (self.columns as usize).min(WIDEST);
        if height > 1 && from < to {
            self.free.resize(self.free.len().max(to), 0);
            self.free[from..to].fill(row.saturating_add(height));
        }
        cell
    }
}

/// A page that is being read.
struct Page<'s> {
    source: &'s str,
    lexicon: &'s Lexicon,
    run: Run<'s>,
    meta: Metadata,
    /// The end of the last tag: text starts here.
    at: usize,
    /// The end of the last text that the tokenizer tells of: behind it stands an unfinished tag.
    text_end: usize,
    stack: Vec<Open>,
    /// Places in the stack, by name.
    places: HashMap<Vec<u8>, Vec<usize>>,
    /// Places in the stack of what end tags of level 0, 1 and 2 do not reach beyond.
    barriers: [Vec<usize>; 3],
    lists: Vec<usize>,
    tables: Vec<Table>,
    headings: Vec<u8>,
    cells: Vec<(u32, u32)>,
    /// Numbers of open elements: hidden ones, quotations and so on.
    hidden: usize,
    quotations: usize,
    captions: usize,
    footnotes: usize,
    items: usize,
    bylines: usize,
    foreign: usize,
    quotes: usize,
    quiet: bool,
    /// Times that are days of publication if they stand in a by-line, with their place in the text.
    times: Vec<(usize, String)>,
    /// The script that is open is linked data.
    linked: bool,
}

impl<'s> Page<'s> {
    fn new(source: &'s str, lexicon: &'s Lexicon) -> Self {
        Self {
            source,
            lexicon,
            run: Run::new(source),
            meta: Metadata::default(),
            at: 0,
            text_end: 0,
            stack: Vec::new(),
            places: HashMap::new(),
            barriers: Default::default(),
            lists: Vec::new(),
            tables: Vec::new(),
            headings: Vec::new(),
            cells: Vec::new(),
            hidden: 0,
            quotations: 0,
            captions: 0,
            footnotes: 0,
            items: 0,
            bylines: 0,
            foreign: 0,
            quotes: 0,
            quiet: false,
            times: Vec::new(),
            linked: false,
        }
    }

    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::String(string) => self.text_end = string.span.end,
            Token::StartTag(tag) => {
                self.text(tag.span.start);
                self.at = tag.span.end;
                self.start(tag);
            }
            Token::EndTag(tag) => {
                self.text(tag.span.start);
                self.at = tag.span.end;
                self.end(&tag.name, span(tag.span.start, tag.span.end));
            }
            Token::Comment(comment) => {
                self.text(comment.span.start);
                self.at = comment.span.end;
            }
            Token::Doctype(doctype) => {
                self.text(doctype.span.start);
                self.at = doctype.span.end;
            }
            Token::Error(_) => {}
        }
    }

    /// The text from the last tag up to here.
    fn text(&mut self, to: usize) {
        if to <= self.at {
            return;
        }
        let from = std::mem::replace(&mut self.at, to);
        if self.is_shown() {
            self.run.push(from, to, self.kind());
            return;
        }
        let name = self.stack.last().map_or(&[][..], |open| &open.name);
        let text = self.source.get(from..to).unwrap_or("");
        if name == b"title" && self.foreign == 0 {
            self.meta.title(Surety::Loose, &run::decoded(text));
        } else if name == b"script" && self.linked {
            self.meta.linked(text, self.lexicon);
        }
    }

    const fn is_shown(&self) -> bool {
        self.hidden == 0 && !self.quiet
    }

    /// The kind of a block that opens here.
    fn kind(&self) -> BlockKind {
        if self.quotations > 0 {
            BlockKind::Quotation
        } else if let Some(&depth) = self.headings.last() {
            BlockKind::Heading(depth)
        } else if self.captions > 0 {
            BlockKind::Caption
        } else if self.footnotes > 0 {
            BlockKind::Footnote
        } else if let (Some(&(row, column)), Some(Table { layout: false, .. })) =
            (self.cells.last(), self.tables.last())
        {
            BlockKind::Cell(row, column)
        } else if self.items > 0 {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    fn start(&mut self, tag: StartTag<usize>) {
        let attributes = tag.attributes;
        let name: Vec<u8> = tag.name.into();
        let kind = Kind::of(&name);
        let here = span(tag.span.start, tag.span.end);
        self.note(&name, &attributes);
        self.imply(&name, kind);
        if kind.is_block() {
            self.run.close();
        }
        match kind {
            Kind::Break if self.is_shown() => self.run.line(here),
            Kind::Quote if self.is_shown() => {
                let mark = if self.quotes.is_multiple_of(2) { "“" } else { "‘" };
                self.run.replaced(mark, here, self.kind());
            }
            _ => {}
        }
        // A slash ends only what is drawn; elsewhere browsers pass over it.
        let empty = matches!(kind, Kind::Break | Kind::Rule | Kind::Void);
        if !empty && !(tag.self_closing && (self.foreign > 0 || kind == Kind::Foreign)) {
            let unshown = matches!(kind, Kind::Unshown | Kind::Furniture | Kind::Foreign)
                || element::is_hidden(&attributes)
                || self.is_mark(&name, kind, &attributes, tag.span.end)
                // Code in lines of its own is no text.
                || (name == b"code" && self.stack.last().is_some_and(|open| open.name == b"pre"));
            // The class of a whole article tells of its state.
            let byline = (kind != Kind::Content && element::is_byline(&attributes))
                || (name == b"header" && self.is_in(b"article"));
            let open = Open {
                name,
                kind,
                hidden: usize::from(unshown),
                footnotes: usize::from(element::is_footnote(&attributes)),
                bylines: usize::from(byline),
                quiet: self.quiet,
            };
            self.push(open, &attributes);
        }
    }

    /// What a tag says about the article.
    fn note(&mut self, name: &[u8], attributes: &Attributes) {
        match name {
            b"html" => self.meta.language(value(attributes, b"lang").unwrap_or("")),
            b"meta" => self.meta.meta(attributes, self.lexicon),
            b"script" => {
                let kind = value(attributes, b"type").unwrap_or("");
                self.linked = kind.trim().eq_ignore_ascii_case("application/ld+json");
            }
            _ => {}
        }
        if attributes.is_empty() || self.hidden > 0 || name == b"meta" {
            return;
        }
        let day = value(attributes, b"datetime").or_else(|| value(attributes, b"content"));
        if let (Some("datePublished"), Some(day)) = (value(attributes, b"itemprop"), day) {
            self.meta.day(Surety::Marked, day, self.lexicon);
        } else if let (b"time", Some(day)) = (name, value(attributes, b"datetime")) {
            if self.bylines > 0 || element::is_byline(attributes) {
                self.meta.day(Surety::Byline, day, self.lexicon);
            } else if self.is_shown() {
                self.times.push((self.run.text.len(), day.to_owned()));
            }
        }
    }

    /// Whether the element is the mark of a footnote, which would run into the word before it.
    fn is_mark(&self, name: &[u8], kind: Kind, attributes: &Attributes, from: usize) -> bool {
        let local = || value(attributes, b"href").is_some_and(|to| to.starts_with('#'));
        match kind {
            Kind::Raised => {
                let rest = self.source.as_bytes().get(from..).unwrap_or(&[]);
                let inside = rest.iter().take(16).take_while(|&&byte| byte != b'<').count();
                let text = self.source.get(from..from + inside).unwrap_or("").trim();
                let mark =
                    |c: char| c.is_ascii_digit() || matches!(c, ',' | '[' | ']' | '(' | ')' | '*' | '†' | '‡' | ' ');
                let marks = !text.is_empty() && text.chars().all(mark) && rest[inside..].starts_with(b"</");
                marks || element::is_reference(attributes)
            }
            Kind::Inline => element::is_reference(attributes) || (name == b"a" && self.is_in(b"sup") && local()),
            _ => false,
        }
    }

    fn is_in(&self, name: &[u8]) -> bool {
        self.places.get(name).is_some_and(|places| !places.is_empty())
    }

    /// Closes what a start tag closes without an end tag.
    fn imply(&mut self, name: &[u8], kind: Kind) {
        let list = self.lists.last().map_or(0, |place| place + 1);
        if kind.level() > 0 && !matches!(kind, Kind::Void | Kind::Break) {
            self.close_open(b"p", self.reach(1));
        }
        match kind {
            Kind::Item if name == b"li" => self.close_open(b"li", self.reach(1).max(list)),
            Kind::Item => {
                self.close_open(b"dt", self.reach(1).max(list));
                self.close_open(b"dd", self.reach(1).max(list));
            }
            Kind::Rows | Kind::Row | Kind::Cell => {
                self.close_open(b"td", self.reach(2));
                self.close_open(b"th", self.reach(2));
                if kind != Kind::Cell {
                    self.close_open(b"tr", self.reach(2));
                }
                if kind == Kind::Rows {
                    for rows in [b"thead", b"tbody", b"tfoot"] {
                        self.close_open(rows, self.reach(2));
                    }
                }
            }
            _ => {}
        }
    }

    /// The first place in the stack that an end tag of this level reaches.
    fn reach(&self, level: usize) -> usize {
        self.barriers.get(level).and_then(|barrier| barrier.last()).map_or(0, |place| place + 1)
    }

    fn close_open(&mut self, name: &[u8], reach: usize) {
        let place = self.places.get(name).and_then(|places| places.last()).copied();
        let Some(place) = place.filter(|&place| place >= reach) else { return };
        while self.stack.len() > place {
            self.pop();
        }
    }

    fn end(&mut self, name: &[u8], here: Span) {
        let kind = Kind::of(name);
        match kind {
            // What follows them still belongs to the page.
            _ if matches!(name, b"body" | b"html") => return,
            Kind::Break if self.is_shown() => self.run.line(here),
            Kind::Quote if self.is_shown() && self.quotes > 0 => {
                let mark = if self.quotes.is_multiple_of(2) { "’" } else { "”" };
                self.run.replaced(mark, here, self.kind());
            }
            _ => {}
        }
        self.close_open(name, self.reach(kind.level()));
        if kind.is_block() {
            self.run.close();
        }
    }

    fn push(&mut self, open: Open, attributes: &Attributes) {
        let place = self.stack.len();
        for barrier in self.barriers.iter_mut().take(open.kind.level()) {
            barrier.push(place);
        }
        match open.kind {
            Kind::Quote => self.quotes += 1,
            Kind::Page => {
                let outside = !self.is_in(b"article") && !self.is_in(b"main");
                self.quiet |= outside || open.name == b"form";
            }
            Kind::Content => self.quiet = false,
            Kind::Heading(depth) => {
                self.headings.push(depth);
                // Behind the title stands what belongs to it, such as the by-line.
                self.quiet &= depth > 1;
            }
            Kind::List => self.lists.push(place),
            Kind::Item => self.items += 1,
            Kind::Quotation => self.quotations += 1,
            Kind::Caption => self.captions += 1,
            Kind::Table => {
                self.tables.push(Table { layout: element::is_layout(attributes), ..Table::default() });
            }
            Kind::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows += 1;
                    table.columns = 0;
                }
            }
            Kind::Cell => {
                let table = self.tables.last_mut();
                self.cells.push(table.map_or((0, 0), |table| table.place(attributes)));
            }
            Kind::Foreign => self.foreign += 1,
            _ => {}
        }
        self.hidden += open.hidden;
        self.footnotes += open.footnotes;
        self.bylines += open.bylines;
        match self.places.get_mut(&open.name) {
            Some(places) => places.push(place),
            None => {
                self.places.insert(open.name.clone(), vec![place]);
            }
        }
        self.stack.push(open);
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if open.kind.is_block() {
            self.run.close();
        }
        for barrier in self.barriers.iter_mut().take(open.kind.level()) {
            barrier.pop();
        }
        if let Some(places) = self.places.get_mut(&open.name) {
            places.pop();
        }
        let less = |count: &mut usize| *count = count.saturating_sub(1);
        match open.kind {
            Kind::Quote => less(&mut self.quotes),
            Kind::Heading(_) => {
                self.headings.pop();
            }
            Kind::List => {
                self.lists.pop();
            }
            Kind::Item => less(&mut self.items),
            Kind::Quotation => less(&mut self.quotations),
            Kind::Caption => less(&mut self.captions),
            Kind::Table => {
                self.tables.pop();
            }
            Kind::Cell => {
                self.cells.pop();
            }
            Kind::Foreign => less(&mut self.foreign),
            Kind::Page | Kind::Content => self.quiet = open.quiet,
            _ => {}
        }
        self.hidden -= open.hidden;
        self.footnotes -= open.footnotes;
        self.bylines -= open.bylines;
    }

    fn finish(mut self) -> Document {
        // A tag that is not finished where the source ends is none, and its words are no text.
        self.text(self.text_end);
        self.run.close();
        let Run { text, map, mut blocks, .. } = self.run;
        // Which blocks are by-lines only their words tell.
        published::settle(&text, &mut blocks, self.lexicon);
        for (at, day) in &self.times {
            let block = blocks.partition_point(|block| block.span.end as usize <= *at);
            if blocks.get(block).is_some_and(|block| block.kind == BlockKind::Furniture) {
                self.meta.day(Surety::Byline, day, self.lexicon);
            }
        }
        if let Some(heading) = blocks.iter().find(|block| block.kind == BlockKind::Heading(1)) {
            self.meta.title(Surety::Byline, heading.span.of(&text));
        }
        Document { meta: self.meta.finish(), text, map, blocks }
    }
}

fn span(from: usize, to: usize) -> Span {
    Span::new(offset(from), offset(to))
}

#[cfg(test)]
mod tests;
