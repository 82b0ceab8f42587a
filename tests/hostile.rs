//! Reading takes time in proportion to the source, whatever the source is; so does annotating a text.
//!
//! A large source may take no more than a few times as long as the same bytes in many small ones; a step that looks back
//! over the whole text would take as many times as long as there are small ones. With `FACTLINT_HEAVY` set, the time per
//! byte of 10 kB and of 10 MB is held to a factor of two (run that with `--release`).

mod support;

use factlint::annotate::{Classes, annotate};
use factlint::calendar::Day;
use factlint::document::Document;
use factlint::embedded;
use factlint::read::{Docx, Fields, Html, Json, JsonLines, Markdown, Reader, Settings, Text, read, read_text};
use factlint::rules::Lexicon;
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use support::{docx, variable};

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| embedded::rules().expect("the shipped rules").lexicon)
}

/// Pieces of texts, which every format may hold.
const TEXTS: [&str; 26] = [
    "(", "1", "\"", "“", "‘", "word", "word ", "<", "&", "[", "*", "`", "_", "~", "|", "\\", "!", "#", ">", "-", " ",
    "\n", "\r\n", "a\n", "\0", "é",
];

/// Words and marks that recognisers look behind or ahead from, and a stretch of news.
const TRIGGERS: [&str; 87] = [
    ". ",
    "A. ",
    "U.S. ",
    "Dr. ",
    "\n- a ",
    "a 'b ",
    "“a ‘b ",
    "6\" ",
    "the ",
    "a ",
    "first ",
    "one ",
    "two ",
    "twenty-",
    "two hundred and ",
    "million ",
    "half ",
    "and ",
    "a half and ",
    "1,",
    "1.",
    "1/",
    "1-",
    "1:",
    "1 to ",
    "1 000 ",
    "1 in ",
    "$1 ",
    "5km ",
    "5 feet ",
    "3½ ",
    "minus ",
    "more than ",
    "last ",
    "this ",
    "same ",
    "the early ",
    "early in ",
    "May ",
    "may ",
    "May 3, ",
    "May 3 to ",
    "1990 ",
    "the 1990s ",
    "1914-18 ",
    "Monday ",
    "every ",
    "year ",
    "two years and ",
    "a day before yesterday ",
    "10 p.m. ",
    "1 ",
    "’",
    "'a ",
    "“‘",
    "\"1\" ",
    "«",
    "https://a.b/(",
    "a@",
    "a@b.c ",
    "@a#b ",
    "- a\n",
    "a.",
    "one hundred and ",
    "27 April ",
    "half a ",
    "and a half ",
    "1/2 ",
    "½",
    "1 in 2 in ",
    "more than 1 and less than 2 and ",
    "between 1 and ",
    "$1 to $2 to ",
    "5km",
    "5 km to ",
    "7 feet 1 inch ",
    "1 square ",
    "twice ",
    "tens of ",
    "one point one ",
    "5% to 6% - ",
    "3-1-",
    "1e9",
    "12,34,",
    "> ",
    "The 10th talks of 27 April 2020 ended. ",
    "On 3 May 2019 the envoy, 61, told \"The Post\" that about 40 of the 52 states had paid $1.2bn in two years.\n\n",
];

/// Pieces of markup.
const MARKUP: [&str; 58] = [
    "*a ",
    "**a",
    "*a**b",
    "_a_",
    "[a](",
    "[a",
    "![",
    "](",
    "[a]: b\n",
    "[^a]",
    "[^a]: b\n",
    "> ",
    ">",
    "> \n",
    "- ",
    "- a\n",
    "1. ",
    "\n\n",
    "| a ",
    "|a|\n|-|\n",
    "`",
    "``a`",
    "```\n",
    "~~a",
    "---\n",
    "+++\n",
    "&amp;",
    "&a",
    "&#",
    "&#x0",
    "<b>",
    "</b>",
    "<a ",
    "<a x=",
    "</",
    "<!--",
    "<!",
    "<?",
    "<b></i>",
    "<p>",
    "<div>",
    "<table><tr><td>",
    "<td rowspan=9 colspan=9>",
    "<tr><td>",
    "<ul><li>",
    "<q>x",
    "<title>",
    "<script>",
    "<sup>1",
    "<sup>1</sup>",
    "<br>",
    "<blockquote>",
    "<p hidden>",
    "<h1>",
    "<time datetime=2020-02-27>x",
    "by 1 May 2020\n",
    "  \n",
    "a\\\n",
];

/// What opens and what closes.
const NESTED: [(&str, &str); 12] = [
    ("<b>", "</p>"),
    ("<td>", "</table>"),
    ("<p><b>", "<p>"),
    ("<i><div>", "</i>"),
    ("<b>", "</i>"),
    ("<i><div>", "</i></div>"),
    ("<div>", "</div>"),
    ("<ul><li>", "</li></ul>"),
    ("<blockquote>", "</blockquote>"),
    ("[", "](b)"),
    ("*a ", " a*"),
    ("> - ", "\n"),
];

/// Pieces of a DOCX body.
const ELEMENTS: [&str; 12] = [
    "<w:p/>",
    "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
    "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>",
    "<w:p><w:r><w:br/></w:r></w:p>",
    "<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"/><mc:Fallback/></mc:AlternateContent></w:r></w:p>",
    "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent/></w:sdt>",
    "<!-- a -->",
    "<w:p w:a=\"1\" w:a=\"1\" w:a=\"1\" w:a=\"1\"/>",
];

/// Pieces of a DOCX paragraph.
const RUNS: [&str; 6] = [
    "<w:r><w:t>a</w:t></w:r>",
    "<w:r><w:br/></w:r>",
    "<w:r><w:tab/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:r><w:t>&amp;</w:t></w:r>",
    "<w:del><w:r><w:delText>a</w:delText></w:r></w:del>",
];

/// Pieces of JSON.
const JSON: [(&str, &str, &str); 12] = [
    ("", "[", ""),
    ("", "{\"a\":", ""),
    ("{", "\"text\":\"\",", "\"a\":1}"),
    ("{", "\"a\":1,", "\"text\":\"\"}"),
    ("{\"text\":[", "\"a\",", "\"a\"]}"),
    ("[", "{\"text\":\"a\"},", "{}]"),
    ("[", "{},\n", "{}]"),
    ("[", "1,", "1]"),
    ("{\"text\":\"", "\\n", "\"}"),
    ("{\"text\":\"", "\\ud83d\\udd80", "\"}"),
    ("{\"text\":\"<p>", "&amp;\\u0026amp;", "\"}"),
    ("{\"text\":\"<p>", "<b>a\\n", "\"}"),
];

/// A source of about so many bytes.
type Make = Box<dyn Fn(usize) -> Vec<u8>>;

/// All sources, with their readers and names.
fn sources() -> Vec<(&'static dyn Reader, String, Make)> {
    let mut all: Vec<(&'static dyn Reader, String, Make)> = Vec::new();
    let repeated =
        |piece: &'static str| -> Make { Box::new(move |size| piece.repeat(size / piece.len()).into_bytes()) };
    for piece in TEXTS {
        all.push((&Text, piece.to_owned(), repeated(piece)));
        let quoted = move |size: usize| {
            let text = serde_json::to_string(&piece.repeat(size / piece.len())).expect("a string");
            format!("{{\"text\":{text}}}").into_bytes()
        };
        all.push((&Json, piece.to_owned(), Box::new(quoted)));
        let body = move |size: usize| {
            let text = piece.replace('\0', "0").repeat(size / piece.len());
            docx::Docx::new(docx::paragraph(&docx::run(&text))).bytes()
        };
        all.push((&Docx, piece.to_owned(), Box::new(body)));
    }
    let markups: [&'static dyn Reader; 2] = [&Markdown, &Html];
    for reader in markups {
        for piece in TEXTS.into_iter().chain(MARKUP) {
            all.push((reader, piece.to_owned(), repeated(piece)));
        }
        for (open, close) in NESTED {
            let nested = move |size: usize| {
                let count = size / (open.len() + close.len());
                (open.repeat(count) + &close.repeat(count)).into_bytes()
            };
            all.push((reader, format!("{open} {close}"), Box::new(nested)));
        }
    }
    for (head, piece, tail) in JSON {
        let whole = move |size: usize| format!("{head}{}{tail}", piece.repeat(size / piece.len())).into_bytes();
        all.push((&Json, piece.to_owned(), Box::new(whole)));
    }
    for line in ["{}\n", "{\"text\":\"a b\"}\n", "[\n", "\n"] {
        all.push((&JsonLines, line.to_owned(), repeated(line)));
    }
    for element in ELEMENTS {
        all.push((
            &Docx,
            element.to_owned(),
            Box::new(move |size| docx::Docx::new(element.repeat(size / element.len())).bytes()),
        ));
    }
    for run in RUNS {
        let body = move |size: usize| docx::Docx::new(docx::paragraph(&run.repeat(size / run.len()))).bytes();
        all.push((&Docx, run.to_owned(), Box::new(body)));
    }
    let notes = |size: usize| {
        let count = size / 60;
        let all = |from: &dyn Fn(usize) -> String| (0..count).map(from).collect::<String>();
        let body = docx::paragraph(&all(&|id| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>")));
        let footnotes = all(&|id| format!("<w:footnote w:id=\"{id}\"><w:p/></w:footnote>"));
        docx::Docx { footnotes, ..docx::Docx::new(body) }.bytes()
    };
    all.push((&Docx, "notes".to_owned(), Box::new(notes)));
    let styles = |size: usize| {
        let style = |id: usize| format!("<w:style w:styleId=\"{id}\"><w:basedOn w:val=\"{}\"/></w:style>", id + 1);
        docx::Docx { styles: (0..size / 60).map(style).collect(), ..docx::Docx::new("<w:p/>") }.bytes()
    };
    all.push((&Docx, "styles".to_owned(), Box::new(styles)));
    all
}

/// The time that this thread has worked, other work of the machine left out where the system tells it.
#[expect(clippy::disallowed_methods, reason = "the clock is what is tested")]
fn worked() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

/// The time that so many readings take.
fn elapsed(reader: &dyn Reader, source: &[u8], times: usize) -> Duration {
    let settings = Settings { lexicon: lexicon(), fields: &Fields::default() };
    let start = worked();
    for _ in 0..times {
        std::hint::black_box(read(reader, source, None, settings));
    }
    worked().saturating_sub(start)
}

/// The time that so many annotations take.
fn annotated(document: &Document, times: usize) -> Duration {
    static CLASSES: OnceLock<Classes> = OnceLock::new();
    let classes = CLASSES.get_or_init(|| Classes::resolve(lexicon()).expect("the shipped classes"));
    let start = worked();
    for _ in 0..times {
        std::hint::black_box(annotate(document, lexicon(), classes));
    }
    worked().saturating_sub(start)
}

#[test]
fn annotating_takes_time_with_the_text_only() {
    let heavy = variable("FACTLINT_HEAVY").is_some();
    let (small, large) = if heavy { (10_000, 10_000_000) } else { (5_000, 200_000) };
    let mut slow = Vec::new();
    for piece in TEXTS.into_iter().chain(TRIGGERS) {
        let read = |size: usize| {
            let day = Day::from_ymd(2020, 2, 27);
            read_text(&Text, &piece.repeat(size / piece.len()), day, lexicon())
        };
        let many = annotated(&read(small), large / small);
        let one = annotated(&read(large), 1);
        let most = if heavy { many * 2 } else { many * 5 } + Duration::from_millis(50);
        if one > most {
            slow.push(format!("{piece:?}: {large} bytes in {many:?} by {small}, in {one:?} at once"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn time_grows_with_the_source_only() {
    let heavy = variable("FACTLINT_HEAVY").is_some();
    let (small, large) = if heavy { (10_000, 10_000_000) } else { (5_000, 200_000) };
    let mut slow = Vec::new();
    for (reader, name, make) in sources() {
        // The same bytes, in many small sources and in a large one.
        let many = elapsed(reader, &make(small), large / small);
        let one = elapsed(reader, &make(large), 1);
        // Beyond that factor: the first touch of the memory that a large text needs, and the clock's own steps.
        let most = if heavy { many * 2 } else { many * 5 } + Duration::from_millis(50);
        if one > most {
            slow.push(format!("{} {name:?}: {large} bytes in {many:?} by {small}, in {one:?} at once", reader.name()));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
