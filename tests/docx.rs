//! What the reader of DOCX makes of documents, each written by its test.

mod support;

use factlint::document::{BlockKind, DateOrigin, Document, Location};
use factlint::embedded;
use factlint::read::{Docx as Reader, Fields, ReadError, Settings, read};
use factlint::rules::Lexicon;
use factlint::text::source::offset;
use serde_json::Value;
use std::sync::OnceLock;
use support::docx::{Docx, archive, in_style, paragraph, run, styled};
use support::{factlint, fed, file, folder};

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| embedded::rules().expect("the shipped rules").lexicon)
}

fn attempt(bytes: &[u8]) -> Result<Document, ReadError> {
    read(&Reader, bytes, None, Settings { lexicon: lexicon(), fields: &Fields::default() }).remove(0)
}

fn document(docx: &Docx) -> Document {
    attempt(&docx.bytes()).expect("a whole document")
}

fn blocks(docx: &Docx) -> Vec<(String, BlockKind)> {
    let document = document(docx);
    document.blocks.iter().map(|block| (block.span.of(&document.text).to_owned(), block.kind)).collect()
}

/// The text of a body, blocks parted by `|`.
fn text(body: &str) -> String {
    blocks(&Docx::new(body)).into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("|")
}

/// The text of a paragraph of this content.
fn line(inside: &str) -> String {
    text(&paragraph(inside))
}

#[test]
fn runs_leave_no_gap() {
    assert_eq!(line(&[run("The 2"), styled("<w:b/>", "7"), run("th of A"), run("pril")].concat()), "The 27th of April");
    assert_eq!(line(&format!("<w:hyperlink>{}</w:hyperlink>{}", run("Lin"), run("ked"))), "Linked");
    assert_eq!(line("<w:proofErr/><w:r><w:t>a &amp;&#x62;&lt;</w:t></w:r><w:bookmarkStart/>"), "a &b<");
    assert_eq!(line("<w:r><w:t>\n  a\n  b </w:t><w:t xml:space=\"preserve\"> c</w:t></w:r>"), "a   b c");
    assert_eq!(line("<w:r><w:t><![CDATA[a < b]]></w:t></w:r>"), "a < b");
    assert_eq!(line(&format!("<w:smartTag>{}</w:smartTag><w:customXml>{}</w:customXml>", run("a"), run("b"))), "ab");
}

#[test]
fn characters_that_are_elements() {
    let inside = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>\
        <w:t>e</w:t><w:sym w:font=\"Arial\" w:char=\"00B0\"/><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/><w:cr/>\
        <w:t>f</w:t></w:r>";
    assert_eq!(line(inside), "a\tb\nc-de°\u{FFFC}\nf");
    // Two breaks make an empty line, which parts blocks.
    assert_eq!(line(&format!("{}<w:r><w:br/><w:t> </w:t><w:br/></w:r>{}", run("a"), run("b"))), "a|b");
    // Stops of tabs are no tabs.
    assert_eq!(line(&format!("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>{}", run("a"))), "a");
}

#[test]
fn changes_are_taken_as_accepted() {
    let deleted = "<w:del><w:r><w:delText>no</w:delText></w:r></w:del>";
    assert_eq!(line(&format!("{}{deleted}<w:ins>{}</w:ins>", run("a"), run("b"))), "ab");
    assert_eq!(line(&format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", run("no"), run("so"))), "so");
    assert_eq!(line(&styled("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "a")), "a");
    let old = "<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:pPrChange></w:pPr>";
    assert_eq!(blocks(&Docx::new(paragraph(&format!("{old}{}", run("a"))))), [("a".to_owned(), BlockKind::Paragraph)]);
    // A deleted mark joins two paragraphs; the properties are those of the second.
    let joined = "<w:pPr><w:pStyle w:val=\"Heading1\"/><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>";
    let body =
        paragraph(&format!("{joined}{}", run("The talks "))) + &paragraph(&run("began.")) + &paragraph(&run("So."));
    assert_eq!(
        blocks(&Docx::new(body)),
        [("The talks began.".to_owned(), BlockKind::Paragraph), ("So.".to_owned(), BlockKind::Paragraph)]
    );
    let row = |properties: &str, text: &str| {
        format!("<w:tr><w:trPr>{properties}</w:trPr><w:tc>{}</w:tc></w:tr>", paragraph(&run(text)))
    };
    assert_eq!(text(&format!("<w:tbl>{}{}</w:tbl>", row("<w:del/>", "no"), row("<w:ins/>", "yes"))), "yes");
    let gone = format!("<w:tc><w:tcPr><w:cellDel/></w:tcPr>{}</w:tc>", paragraph(&run("no")));
    assert_eq!(text(&format!("<w:tbl><w:tr>{gone}<w:tc>{}</w:tc></w:tr></w:tbl>", paragraph(&run("yes")))), "yes");
}

#[test]
fn what_is_not_shown_is_left_out() {
    assert_eq!(line(&[run("a"), styled("<w:vanish/>", "no"), styled("<w:vanish w:val=\"0\"/>", "b")].concat()), "ab");
    assert_eq!(line(&[run("a"), styled("<w:strike/>", "no"), styled("<w:dstrike/>", "no")].concat()), "a");
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = "<w:r><w:instrText> DATE \\@ \"d MMMM\" </w:instrText></w:r>";
    let whole = |inside: &str, result: &str| {
        [&field("begin"), code, inside, &field("separate"), &run(result), &field("end")].concat()
    };
    assert_eq!(line(&[run("on "), whole("", "27 April"), run(".")].concat()), "on 27 April.");
    // A field within the code of another has a result that is part of that code.
    assert_eq!(line(&whole(&whole("", "no"), "yes")), "yes");
    assert_eq!(line(&[field("begin"), code.to_owned(), field("end"), run("yes"), field("end")].concat()), "yes");
    assert_eq!(line(&format!("<w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>", run("7"))), "7");
    let control =
        |hint: &str| format!("<w:sdt><w:sdtPr>{hint}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", run("words"));
    assert_eq!(line(&control("")), "words");
    assert_eq!(line(&[control("<w:showingPlcHdr/>"), run("yes")].concat()), "yes");
    let ruby = format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", run("no"), run("yes"));
    assert_eq!(line(&ruby), "yes");
    let styles = "<w:style w:styleId=\"Ghost\"><w:name w:val=\"Ghost\"/><w:rPr><w:vanish/></w:rPr></w:style>";
    let body = paragraph(&[styled("<w:rStyle w:val=\"Ghost\"/>", "no"), run("yes")].concat())
        + &in_style("Ghost", &[run("no"), styled("<w:vanish w:val=\"false\"/>", "so")].concat());
    let docx = Docx { styles: styles.to_owned(), ..Docx::new(body) };
    assert_eq!(blocks(&docx).into_iter().map(|(text, _)| text).collect::<Vec<_>>(), ["yes", "so"]);
}

#[test]
fn text_boxes_come_once() {
    let boxed = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run(text)));
    let body = paragraph(&format!(
        "{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}",
        run("The ta"),
        boxed("In a box"),
        boxed("In a box"),
        run("lks began.")
    )) + &paragraph(&run("So."));
    assert_eq!(text(&body), "The talks began.|In a box|So.");
    assert_eq!(line(&format!("<w:r><w:pict><v:textbox>{}</v:textbox></w:pict></w:r>", boxed("Old"))), "Old");
    // An alternative in a vocabulary that is not read leaves its place to the others.
    let symbol = "<w:r><mc:AlternateContent><mc:Choice Requires=\"w16se\"><w:t>no</w:t></mc:Choice>\
        <mc:Fallback><w:t>🦀</w:t></mc:Fallback></mc:AlternateContent></w:r>";
    assert_eq!(line(symbol), "🦀");
}

#[test]
fn blocks_have_kinds() {
    use BlockKind::{Caption, Cell, Footnote, Furniture, Heading, ListItem, Paragraph, Quotation};
    let styles = "<w:style w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/></w:style>\
        <w:style w:styleId=\"Zitat\"><w:name w:val=\"Intense Quote\"/></w:style>\
        <w:style w:styleId=\"Mine\"><w:basedOn w:val=\"Bullets\"/></w:style>\
        <w:style w:styleId=\"Bullets\"><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>";
    let item = |id: u8| format!("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr></w:pPr>");
    let cell = |properties: &str, inside: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>");
    let plain = |text: &str| paragraph(&run(text));
    let nested = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", &plain("deep")));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", &plain("a")),
        cell("", &(plain("b") + &plain("c"))),
        cell("", &(plain("d") + &nested + &plain("e"))),
        cell("", &plain("f")),
    );
    let note = |sort: &str, id: u8, text: &str| {
        format!(
            "<w:{sort} w:id=\"{id}\">{}</w:{sort}>",
            paragraph(&["<w:r><w:footnoteRef/></w:r>", &run(text)].concat())
        )
    };
    let body = in_style("Title", &run("A title"))
        + &in_style("berschrift2", &run("Below"))
        + &paragraph(&format!("<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>{}", run("Deeper")))
        + &paragraph(&[run("Body"), "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".to_owned(), run(".")].concat())
        + &in_style("Zitat", &run("Said."))
        + &paragraph(&format!("{}{}", item(1), run("one")))
        + &paragraph(&format!("{}{}", item(0), run("no item")))
        + &in_style("Mine", &run("two"))
        + &in_style("ListBullet", &run("three"))
        + &in_style("Caption", &run("A picture"))
        + &in_style("TOC1", &run("Below 7"))
        + &table
        + &paragraph(
            "<w:r><w:endnoteReference w:id=\"2\"/></w:r><w:del><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:del>",
        );
    let docx = Docx {
        styles: styles.to_owned(),
        footnotes: "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote>".to_owned()
            + &note("footnote", 2, "A note.")
            + &note("footnote", 3, "No note."),
        endnotes: note("endnote", 2, "At the end."),
        ..Docx::new(body)
    };
    let expected: Vec<(String, BlockKind)> = [
        ("A title", Heading(1)),
        ("Below", Heading(2)),
        ("Deeper", Heading(3)),
        ("Body.", Paragraph),
        ("Said.", Quotation),
        ("one", ListItem),
        ("no item", Paragraph),
        ("two", ListItem),
        ("three", ListItem),
        ("A picture", Caption),
        ("Below 7", Furniture),
        ("a", Cell(0, 0)),
        ("b", Cell(0, 2)),
        ("c", Cell(0, 2)),
        ("d", Cell(1, 1)),
        ("deep", Cell(0, 0)),
        ("e", Cell(1, 1)),
        ("f", Cell(1, 2)),
        ("A note.", Footnote),
        ("At the end.", Footnote),
    ]
    .map(|(text, kind)| (text.to_owned(), kind))
    .into();
    assert_eq!(blocks(&docx), expected);
    assert_eq!(document(&docx).meta.title.as_deref(), Some("A title"));
}

#[test]
fn places_are_paragraphs_and_characters() {
    let mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    let body = paragraph(&run("One.")) // 1
        + "<w:p/>" // 2
        + &paragraph(&[run("  Naïve 🦀"), run(" two.")].concat()) // 3
        + &paragraph(&format!("{mark}{}", run("Joi"))) // 4
        + &paragraph(&run("ned.")); // 5
    let document = document(&Docx::new(body));
    let paragraphs = document.map.paragraphs().expect("paragraphs");
    let at = |words: &str| {
        let at = offset(document.text.find(words).expect("words"));
        let Location { paragraph, character } = paragraphs.locate(&document.text, at);
        (paragraph, character)
    };
    assert_eq!(["One", "Naïve", "two", "Joi", "ned"].map(at), [(1, 1), (3, 3), (3, 11), (4, 1), (5, 1)]);
    assert!(!document.map.is_verbatim(document.blocks[0].span));
}

#[test]
fn core_properties_are_metadata() {
    let core = "<dc:title>A &amp; B</dc:title><dcterms:created>2020-02-27T10:00:00Z</dcterms:created>\
        <dcterms:modified>2020-03-01T10:00:00Z</dcterms:modified><dc:language>en-GB</dc:language>";
    let docx = Docx { core: core.to_owned(), ..Docx::new(paragraph(&run("The talks began."))) };
    let meta = document(&docx).meta;
    assert_eq!((meta.title.as_deref(), meta.language.as_deref()), (Some("A & B"), Some("en-GB")));
    let published = |docx: &Docx| document(docx).meta.published.map(|found| (found.day.to_string(), found.origin));
    assert_eq!(published(&docx), Some(("2020-02-27".to_owned(), DateOrigin::Created)));
    // What the article says of itself is surer.
    let told = Docx { body: paragraph(&run("Published: 28 February 2020")) + &docx.body, ..docx };
    assert_eq!(published(&told), Some(("2020-02-28".to_owned(), DateOrigin::Byline)));
}

#[test]
fn damaged_files_are_refused() {
    let whole = Docx::new(paragraph(&run("The talks began."))).bytes();
    for len in 0..whole.len() {
        assert!(attempt(&whole[..len]).is_err(), "{len} bytes");
    }
    let refused = |parts: &[(&str, &str)]| {
        let parts: Vec<(&str, String)> = parts.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
        attempt(&archive(&parts)).expect_err("damaged").to_string()
    };
    for (parts, message) in [
        (
            &[][..],
            "is no whole DOCX file: `word/document.xml` in it cannot be unpacked: there is no such part; save it anew",
        ),
        (
            &[("word/document.xml", "<a><b></a>")],
            "is no whole DOCX file: `word/document.xml` in it is damaged at byte 3: it holds no text document; save it anew",
        ),
        (
            &[("word/document.xml", "")],
            "is no whole DOCX file: `word/document.xml` in it is damaged at byte 0: it is empty; save it anew",
        ),
        (
            &[("_rels/.rels", "<Relationships><Relationship")],
            "is no whole DOCX file: `_rels/.rels` in it is damaged at byte 15: syntax error: tag not closed: `>` not found \
             before end of input; save it anew",
        ),
    ] {
        assert_eq!(refused(parts), message);
    }
    let body = |inside: &str| attempt(&Docx::new(inside).bytes()).expect_err("damaged").to_string();
    assert!(body("<w:p>&nbsp;</w:p>").contains("`&nbsp;` stands for nothing"));
    assert!(body("<w:p></w:r>").contains("is damaged at byte"));
    assert!(body(&"<w:p>".repeat(2_000)).contains("elements are nested too deep"));
    // Not what a document has, but no damage.
    assert_eq!(text("<w:t>a</w:t><w:p><w:p><w:r/></w:p></w:p></w:p0>".trim_end_matches("</w:p0>")), "");
}

/// An article of the tests: what was told in time, and a wrong capital.
fn article() -> Docx {
    let body = in_style("Heading1", &run("A meeting in Canberra"))
        + &paragraph(&[run("They met in Syd"), styled("<w:i/>", "ney, the capital"), run(" of Australia.")].concat());
    let core = "<dcterms:created>2020-02-27T10:00:00Z</dcterms:created>";
    Docx { core: core.to_owned(), ..Docx::new(body) }
}

#[test]
fn findings_cite_paragraph_and_character() {
    let folder = folder("docx");
    let path = file(&folder, "wrong.docx", article().bytes());
    let run = factlint(["check", &path]).exits(1);
    let run = run
        .says("wrong.docx:2:13")
        .says("= note: paragraph 2, character 13")
        .says("2 | They met in Sydney, the capital of Australia.");
    run.says("note: the publication date is the day on which the file was made");
    let articles: Value =
        serde_json::from_str(&factlint(["check", "--format", "json", &path]).exits(1).out).expect("JSON");
    let finding = &articles[0]["findings"][0];
    assert_eq!(finding["location"], serde_json::json!({"paragraph": 2, "character": 13}));
    let text = "A meeting in Canberra\n\nThey met in Sydney, the capital of Australia.";
    let at = usize::try_from(finding["start"].as_u64().expect("an offset")).expect("an offset");
    assert!(text[at..].starts_with("Sydney"), "{finding}");
    assert!(
        finding["repairs"].as_array().expect("repairs").iter().all(|repair| repair["edits"] == serde_json::json!([]))
    );
    let reading: Value =
        serde_json::from_str(&factlint(["read", "--format", "json", &path]).exits(0).out).expect("JSON");
    assert_eq!(reading["blocks"][1]["location"], serde_json::json!({"paragraph": 2, "character": 1}));
    assert_eq!(reading["blocks"][1]["sentences"][0]["marks"][0]["verbatim"], false);
    factlint(["read", &path])
        .exits(0)
        .says("paragraph, paragraph 2")
        .says("2020-02-27 (the day on which the file was made)");
    // Standard input shows what it is; folders are searched.
    fed(["check", "-"], &article().bytes()).exits(1).says("--> <stdin>:2:13");
    factlint(["check", folder.to_str().expect("the path is UTF-8")]).exits(1).says("wrong.docx: 1 error");
}

#[test]
fn damaged_files_do_not_keep_others_from_being_checked() {
    let folder = folder("damaged-docx");
    let bytes = article().bytes();
    let broken = file(&folder, "broken.docx", &bytes[..bytes.len() / 2]);
    let run = factlint(["check", &broken, "examples/clean.md"]).exits(2).says("examples/clean.md: 0 errors");
    run.complains("broken.docx` is no DOCX file, which is a ZIP archive: ")
        .complains("save it as DOCX, without a password");
    let misnamed = file(&folder, "misnamed.txt", &bytes);
    factlint(["check", &misnamed]).exits(2).complains("it looks like docx: say `--input-format docx`");
    factlint(["check", "--input-format", "docx", &misnamed]).exits(1);
}
