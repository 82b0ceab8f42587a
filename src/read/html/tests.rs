//! Tests of the reader of HTML.

use super::*;
use crate::annotate::annotate;
use crate::annotate::fixture::{classes, lexicon};
use crate::read::read_text;
use proptest::prelude::*;

fn read(source: &str) -> Document {
    Html.document(source, lexicon())
}

fn blocks(source: &str) -> Vec<(String, BlockKind)> {
    let document = read(source);
    document.blocks.iter().map(|block| (block.span.of(&document.text).to_owned(), block.kind)).collect()
}

fn text(source: &str) -> String {
    blocks(source).into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("|")
}

fn published(source: &str) -> Option<String> {
    read(source).meta.published.map(|published| published.day.to_string())
}

#[test]
fn markup_leaves_no_gap() {
    let source = "<p>The <b>27</b>th of A<i>pri</i>l &amp;  <a href='x'>the\r\n talks</a> &ldquo;on&#8221;<br>\n and<!-- no --> so</p>";
    let document = read(source);
    assert_eq!(document.text, "The 27th of April & the talks “on”\nand so");
    let source_of = |words: &str| {
        let at = document.text.find(words).expect("words");
        document.map.to_source(Span::new(offset(at), offset(at + words.len()))).of(source)
    };
    assert_eq!(source_of("27th"), "27</b>th");
    assert_eq!(source_of("April"), "A<i>pri</i>l");
    assert_eq!(source_of("&"), "&amp;");
    assert_eq!(source_of("the talks"), "the\r\n talks");
    assert_eq!(source_of("“on”"), "&ldquo;on&#8221;");
    assert_eq!(source_of("\n"), "<br>");
    let plain = document.text.find("The ").expect("words");
    assert!(document.map.is_verbatim(Span::new(offset(plain), offset(plain + 4))));
}

#[test]
fn blocks_have_kinds() {
    use BlockKind::{Caption, Cell, Footnote, Heading, ListItem, Paragraph, Quotation};
    let source = "<!DOCTYPE html><html lang=en><head><title>T</title><style>p{}</style></head><body>\
        <header><a href=/>Site</a></header><nav><ul><li>Home</ul></nav>\
        <main><article><header><h1>Title</h1></header><p>Body <del>old </del><ins>new</ins> text<sup>1</sup>.<p>Next.\
        <blockquote><p>Quoted.</p><h2>Too</h2></blockquote>\
        <ul><li>one<li>two<ol><li>deep</ol></ul><dl><dt>term<dd>meaning</dl>\
        <table><caption>Cap</caption><tr><th>a<th colspan=2>b<tr><td>c<td><p>d</p><p>e</p><td>f</table>\
        <figure><img alt=no><figcaption>A picture</figcaption></figure>\
        <aside>Read also</aside><form><input value=x>Sign up</form><p hidden>h</p><div aria-hidden=true>i</div>\
        <div style='color:red; DISPLAY : none !important'>j</div><template><p>k</p></template><noscript>l</noscript>\
        <script>var a = '<p>m</p>';</script><section class=footnotes><ol><li>A note.</ol></section>\
        </article></main><footer>Imprint</footer></body></html>";
    let expected: Vec<(String, BlockKind)> = [
        ("Title", Heading(1)),
        ("Body new text.", Paragraph),
        ("Next.", Paragraph),
        ("Quoted.", Quotation),
        ("Too", Quotation),
        ("one", ListItem),
        ("two", ListItem),
        ("deep", ListItem),
        ("term", ListItem),
        ("meaning", ListItem),
        ("Cap", Caption),
        ("a", Cell(0, 0)),
        ("b", Cell(0, 1)),
        ("c", Cell(1, 0)),
        ("d", Cell(1, 1)),
        ("e", Cell(1, 1)),
        ("f", Cell(1, 2)),
        ("A picture", Caption),
        ("A note.", Footnote),
    ]
    .map(|(text, kind)| (text.to_owned(), kind))
    .into();
    assert_eq!(blocks(source), expected);
}

#[test]
fn cells_reach_over_rows_and_columns() {
    let source = "<table><tr><td rowspan=2>a<td colspan=2>b<td rowspan=0>c<tr><td>d<td>e<td>f<tr><td>g<td>h</table>";
    let cells: Vec<(String, BlockKind)> = blocks(source);
    let places = [(0, 0), (0, 1), (0, 3), (1, 1), (1, 2), (1, 4), (2, 0), (2, 1)];
    let expected: Vec<(String, BlockKind)> = "abcdefgh"
        .chars()
        .zip(places)
        .map(|(name, (row, column))| (name.to_string(), BlockKind::Cell(row, column)))
        .collect();
    assert_eq!(cells, expected);
}

#[test]
fn oddities_of_html() {
    for (source, expected) in [
        ("\u{FEFF}plain words", "plain words"),
        ("a < b &lt; c", "a < b < c"),
        ("a</>b", "ab"),
        ("one<br><br>two<br>", "one|two"),
        ("<p>seen <a href='never closed", "seen"),
        ("seen<!-- never closed", "seen"),
        ("a&nbsp;b&shy;c\u{AD}d", "a\u{A0}bcd"),
        ("<p>&nbsp;</p><p>x", "x"),
        ("<q>one <q>two</q></q>", "“one ‘two’”"),
        ("<span hidden>no<b>no</b></span>yes", "yes"),
        ("<p hidden>no<p>yes", "yes"),
        ("<div><span></div>yes</span> so", "yes so"),
        ("<table role=presentation><tr><td>body</table>", "body"),
        ("<svg><path/><title>no</title></svg>yes", "yes"),
        ("<i/>yes", "yes"),
        ("<form><article>yes</article>no</form>", "yes"),
        ("<header>no<div><h1>yes</h1></div><p>by</header><header>no</header>so", "yes|by|so"),
        ("x<sup>2</sup> y<sup>th</sup> z<sup><a href='#n'>[1]</a></sup>.", "x yth z."),
        ("<pre><code>no</code></pre><p>so <code>yes</code>", "so yes"),
        ("<p>a</body></html> b", "a b"),
        ("a\0b", "a\0b"),
        ("<title>never closed <p>no", ""),
        ("</p></br>x</p>", "x"),
    ] {
        assert_eq!(text(source), expected, "{source}");
    }
}

#[test]
fn metadata() {
    let source = "<html lang='en-GB'><head><title>A &amp; B | Site</title></head><body><p>x</body>";
    let document = read(source);
    assert_eq!(document.meta.title.as_deref(), Some("A & B | Site"));
    assert_eq!(document.meta.language.as_deref(), Some("en-GB"));
    let day = Some("2020-02-27".to_owned());
    for source in [
        "<meta property='article:published_time' content='2020-02-27T10:00:00+01:00'>",
        "<meta name=date content=2020-02-27>",
        "<meta name=date content=2021-01-01><meta itemprop=datePublished content=2020-02-27>",
        "<time itemprop=datePublished datetime=2020-02-27>yesterday</time>",
        "<p class='byline'>By Jane Roe, <time datetime='2020-02-27T10:00Z'>Thursday</time></p>",
        "<article><header><time datetime=2020-02-27>Thursday</time></header><p>x</article>",
        "<h1>A title</h1><p>Published: <time datetime='2020-02-27'>27 February 2020</time></p><p>Text.</p>",
        "<p>By Jane Roe</p><p>Updated <time datetime=2020-02-27>6 years ago</time></p><p>Text.</p>",
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2020-02-27\"}]}</script>\
         <meta property='article:published_time' content=2021-01-01>",
    ] {
        assert_eq!(published(source), day, "{source}");
    }
    for source in [
        "<article class='post status-publish'><p>The talks began on <time datetime=2020-02-27>that day</time>.</p>",
        "<p>The talks began on <time datetime=2020-02-27>27 February 2020</time>.</p>",
        "<aside><p class=byline><time datetime=2020-02-27></time></p></aside>",
        "<script type='application/ld+json'>{\"@type\":\"Event\",\"datePublished\":\"2020-02-27\"}</script>",
        "<script type='application/ld+json'>{</script><script>{\"datePublished\":\"2020-02-27\"}</script>",
        "<meta name=date content=soon>",
    ] {
        assert_eq!(published(source), None, "{source}");
    }
    let linked = "<title>Other</title><h1>Third</h1><script type='application/ld+json'>\
        [{\"@type\":\"Article\",\"headline\":\"The &quot;title&quot;\"}]</script>";
    assert_eq!(read(linked).meta.title.as_deref(), Some("The \"title\""));
}

/// Pieces of HTML, well and badly formed.
const PIECES: &[&str] = &[
    "27 April",
    "2020",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u{C}",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<br>",
    "<br/>",
    "<q>",
    "</q>",
    "<del>",
    "</del>",
    "<ins>",
    "<h1>",
    "</h1>",
    "<h2 class=x>",
    "</h2>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<table>",
    "<tr>",
    "<td>",
    "<td colspan='3'>",
    "<th>",
    "</td>",
    "</table>",
    "<article>",
    "</article>",
    "<header>",
    "</header>",
    "<form>",
    "</form>",
    "<nav>",
    "</nav>",
    "<span hidden>",
    "</span>",
    "<sup>1</sup>",
    "<sup>",
    "</sup>",
    "<a href='#x'>",
    "</a>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "<svg>",
    "<path/>",
    "</svg>",
    "<!-- c -->",
    "<!--",
    "-->",
    "<!DOCTYPE html>",
    "<![CDATA[x]]>",
    "<?xml?>",
    "</>",
    "<",
    ">",
    "<a",
    "=",
    "'",
    "\"",
    "&",
    ";",
    "&amp;",
    "&amp",
    "&#x27;",
    "&#39",
    "&nbsp;",
    "&copyx",
    "&shy;",
    "&#0;",
    "&#xD800;",
    "&nosuch;",
    "&NewLine;",
    "&ThickSpace;",
    "\0",
    "é",
    "日本",
    "שלום",
    "🦀",
    "\u{FEFF}",
    "\u{AD}",
    "\u{200B}",
    "\u{A0}",
    "text",
    "<time datetime=2020-02-27>",
    "</time>",
    "<figcaption>",
    "</body>",
    "<pre>",
    "<code>",
];

proptest! {
    #[test]
    fn every_span_maps_to_its_source(picks in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let source: String = picks.iter().map(|&at| PIECES[at]).collect();
        check(&source);
    }

    #[test]
    fn any_text_is_read(source in "\\PC{0,80}") {
        check(&source);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_mix_of_marks_is_read(source in "[<>/&;#!\\-a-c='\" \r\n\0é\u{5D0}]{0,60}") {
        check(&source);
    }

    /// What is written comes back, whatever it is dressed in.
    #[test]
    fn words_survive_their_dress(
        words in prop::collection::vec(("[a-z0-9é日א🦀<>&\"'\u{1F600}]{1,6}", 0..8usize), 1..12)
    ) {
        let mut source = String::from("<p>");
        let mut wanted = Vec::new();
        for (word, dress) in &words {
            let escaped = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let (head, tail) = escaped.split_at(escaped.char_indices().nth(1).map_or(escaped.len(), |(at, _)| at));
            let dressed = match dress {
                0 => format!(" {escaped}"),
                1 => format!("\r\n<b>{escaped}</b>"),
                // Entities are not cut in two.
                2 if !head.starts_with('&') => format!(" {head}<i>{tail}</i>"),
                3 => format!("\t<!-- {escaped} -->{escaped}"),
                4 => format!(" <del>{escaped} </del>{escaped}"),
                5 => word.chars().fold(" ".to_owned(), |all, c| format!("{all}&#{};", u32::from(c))),
                6 => word.chars().fold(" ".to_owned(), |all, c| format!("{all}&#x{:X};", u32::from(c))),
                _ => format!(" <span hidden>no {escaped}</span>\n <a href='x?a&b'>{escaped}</a>"),
            };
            source.push_str(&dressed);
            wanted.push(word.as_str());
        }
        prop_assert_eq!(read(&source).text, wanted.join(" "), "{}", source);
        check(&source);
    }
}

/// Every character of the document, and every annotation, comes from where the map says.
fn check(source: &str) {
    let document = read_text(&Html, source, None, lexicon());
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !block.span.is_empty(), "{source:?}");
        let text = block.span.of(&document.text);
        assert!(!text.trim_matches([' ', '\n', '\t', '\r']).is_empty(), "{source:?} gives {text:?}");
        assert_eq!(text, text.trim_matches([' ', '\n', '\t', '\r']), "{source:?}");
        end = block.span.end;
        let mut last = 0;
        for (at, c) in text.char_indices() {
            let span = Span::new(block.span.start + offset(at), block.span.start + offset(at + c.len_utf8()));
            let origin = document.map.to_source(span);
            let written = origin.of(source);
            assert!(origin.start >= last && !written.is_empty(), "{source:?} {span:?} {origin:?}");
            last = origin.start;
            if document.map.is_verbatim(span) {
                assert_eq!(written, span.of(&document.text), "{source:?}");
            } else {
                assert!(decodes(written, c), "{source:?}: {written:?} gives {c:?}");
            }
        }
    }
    let annotated = annotate(&document, lexicon(), classes());
    let ranges = annotated.notes.iter().map(|note| note.tokens).chain(annotated.sentences.iter().copied());
    for range in ranges {
        let span = range.span(&annotated.tokens);
        let origin = document.map.to_source(span);
        let written = source.get(origin.start as usize..origin.end as usize).expect("a span of the source");
        // Read by itself, it gives the same words again.
        if !written.contains('<') && !written.contains('\u{AD}') {
            assert_eq!(collapsed(&run::decoded(written)), collapsed(span.of(&document.text)), "{source:?}");
        }
    }
}

fn collapsed(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ").replace('\u{AD}', "")
}

/// Whether the source of a piece that is not verbatim may give the character.
fn decodes(written: &str, c: char) -> bool {
    match c {
        ' ' => written.bytes().all(|byte| byte.is_ascii_whitespace()) || written.starts_with('&'),
        '\n' => written.to_ascii_lowercase().starts_with("<br") || written.starts_with("</br"),
        '“' | '”' | '‘' | '’' => written.contains('q') || written.starts_with('&'),
        _ => {
            let mut expected = run::decoded(written);
            expected.retain(|known| known == c);
            written.starts_with('&') && !expected.is_empty()
        }
    }
}
