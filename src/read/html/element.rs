//! What the elements of HTML do to the text in them: which begin a block, which are not shown, which are furniture.

use html5gum::{HtmlString, Spanned};
use std::collections::BTreeMap;

/// The attributes of a tag.
pub type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

/// What an element does to its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing: its text goes on in the block that is open, also in mid-word.
    Inline,
    /// Stands in a line and is not shown, or no longer said.
    Unshown,
    /// Words in quotation marks that the browser puts there.
    Quote,
    /// A raised mark.
    Raised,
    /// A block without a meaning of its own.
    Block,
    /// A block that is no part of the article.
    Furniture,
    /// The head of a page, or a form: no part of the article before the article or its title begins in it.
    Page,
    /// The article.
    Content,
    /// A heading.
    Heading(u8),
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// Somebody else's words.
    Quotation,
    /// A caption.
    Caption,
    /// A table.
    Table,
    /// Rows of a table.
    Rows,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// Drawings and formulas, which have rules of their own.
    Foreign,
    /// The end of a line; has no content.
    Break,
    /// A line between blocks; has no content.
    Rule,
    /// Has no content and shows no text.
    Void,
}

impl Kind {
    /// What the element of this name does.
    pub fn of(name: &[u8]) -> Self {
        match name {
            b"br" => Self::Break,
            b"hr" => Self::Rule,
            b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"meta" | b"param" | b"source"
            | b"track" | b"wbr" => Self::Void,
            b"del" | b"s" | b"strike" | b"script" | b"style" | b"template" | b"noscript" | b"title" | b"iframe"
            | b"object" | b"canvas" | b"audio" | b"video" | b"button" | b"select" | b"textarea" | b"noembed"
            | b"noframes" | b"rt" | b"rp" | b"datalist" | b"progress" | b"meter" => Self::Unshown,
            b"svg" | b"math" => Self::Foreign,
            b"q" => Self::Quote,
            b"sup" => Self::Raised,
            b"nav" | b"aside" | b"footer" | b"dialog" | b"menu" => Self::Furniture,
            b"header" | b"form" => Self::Page,
            b"article" | b"main" => Self::Content,
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"ul" | b"ol" | b"dl" => Self::List,
            b"li" | b"dt" | b"dd" => Self::Item,
            b"blockquote" => Self::Quotation,
            b"figcaption" | b"caption" => Self::Caption,
            b"table" => Self::Table,
            b"thead" | b"tbody" | b"tfoot" => Self::Rows,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"p" | b"div" | b"section" | b"pre" | b"address" | b"figure" | b"fieldset" | b"details" | b"summary"
            | b"legend" | b"center" | b"hgroup" | b"search" | b"body" | b"html" | b"dir" | b"listing" | b"optgroup" => {
                Self::Block
            }
            _ => Self::Inline,
        }
    }

    /// How far an end tag reaches: it closes nothing beyond an element of a higher level that is open.
    pub const fn level(self) -> usize {
        match self {
            Self::Inline | Self::Unshown | Self::Quote | Self::Raised | Self::Foreign => 0,
            Self::Rows | Self::Row | Self::Cell => 2,
            Self::Table => 3,
            _ => 1,
        }
    }

    /// Whether it ends the block before it.
    pub const fn is_block(self) -> bool {
        self.level() > 0 && !matches!(self, Self::Break | Self::Void)
    }
}

/// The value of an attribute; empty where it has none or is not UTF-8.
pub fn value<'a>(attributes: &'a Attributes, name: &[u8]) -> Option<&'a str> {
    attributes.get(name).map(|value| std::str::from_utf8(value).unwrap_or(""))
}

fn is(attributes: &Attributes, name: &[u8], wanted: &[&str]) -> bool {
    value(attributes, name).is_some_and(|text| {
        text.split_ascii_whitespace().any(|word| wanted.iter().any(|wanted| word.eq_ignore_ascii_case(wanted)))
    })
}

/// Whether the attributes hide the element from readers, or make it a part of the page rather than of the article.
pub fn is_hidden(attributes: &Attributes) -> bool {
    if attributes.is_empty() {
        return false;
    }
    let style = value(attributes, b"style").unwrap_or("");
    let unseen = style.split(';').filter_map(|line| line.split_once(':')).any(|(key, value)| {
        let value = value.split('!').next().unwrap_or("").trim();
        (key.trim().eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none"))
            || (key.trim().eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
    });
    unseen
        || value(attributes, b"hidden").is_some()
        || is(attributes, b"aria-hidden", &["true"])
        || is(
            attributes,
            b"role",
            &["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"],
        )
}

/// Whether the element holds notes at the foot of the article.
pub fn is_footnote(attributes: &Attributes) -> bool {
    !attributes.is_empty()
        && (is(attributes, b"role", &["doc-footnote", "doc-endnote", "doc-endnotes"])
            || is(attributes, b"epub:type", &["footnote", "footnotes", "endnote", "endnotes"])
            || is(attributes, b"class", &["footnote", "footnotes", "endnotes", "references", "reflist"]))
}

/// Whether the element is only the mark of a footnote.
pub fn is_reference(attributes: &Attributes) -> bool {
    !attributes.is_empty()
        && (is(attributes, b"role", &["doc-noteref", "doc-backlink"])
            || is(attributes, b"epub:type", &["noteref"])
            || is(attributes, b"class", &["reference", "footnote-ref", "footnote-back", "footnote-backref", "noprint"]))
}

/// Whether a table only lays out the page.
pub fn is_layout(attributes: &Attributes) -> bool {
    is(attributes, b"role", &["presentation", "none"])
}

/// Whether the element is a by-line, or holds the day of publication.
pub fn is_byline(attributes: &Attributes) -> bool {
    let named = |text: &str| {
        text.split_ascii_whitespace().any(|word| {
            let word = word.to_ascii_lowercase();
            [
                "byline",
                "dateline",
                "published",
                "publish-date",
                "publishdate",
                "pubdate",
                "pub-date",
                "timestamp",
                "entry-date",
                "entry-meta",
                "post-meta",
            ]
            .iter()
            .any(|part| word.contains(part))
        })
    };
    !attributes.is_empty()
        && (attributes.contains_key(b"pubdate".as_slice()) || value(attributes, b"class").is_some_and(named))
}
