//! Reports, checked by tools that others made for them. Each says that it is skipped where its tool is not here;
//! `tests/tools.sh` installs them all.

mod support;

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::browser::Page;
use support::tools::tool;
use support::{factlint, file, folder};

const ARTICLES: [&str; 5] = [
    "examples/foreign-policy-brief.md",
    "examples/exhibition.html",
    "tests/articles/suppressed.md",
    "tests/articles/records.jsonl",
    "tests/articles/none.md",
];

/// Writes the report in a format to a file.
fn report(folder: &Path, format: &str, name: &str) -> PathBuf {
    let mut args = vec!["check", "--isolated", "-v", "--format", format];
    args.extend(ARTICLES);
    PathBuf::from(file(folder, name, factlint(args).exits(2).out))
}

/// Runs a tool, and fails with all that it says unless it is content.
#[track_caller]
fn content(command: &mut Command) -> String {
    let done = command.output().expect("the tool starts");
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{command:?}:\n{said}");
    said
}

#[test]
fn xmllint_reads_junit_and_checkstyle() {
    let Some(xmllint) = tool("xmllint") else { return };
    let folder = folder("xmllint");
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/junit-10.xsd");
    let junit = report(&folder, "junit", "junit.xml");
    content(Command::new(&xmllint).args(["--noout", "--nonet", "--schema"]).arg(schema).arg(junit));
    content(Command::new(&xmllint).args(["--noout", "--nonet"]).arg(report(&folder, "checkstyle", "checkstyle.xml")));
}

#[test]
fn sarif_multitool_is_content() {
    let Some(multitool) = tool("Sarif.Multitool") else { return };
    let log = report(&folder("multitool"), "sarif", "report.sarif");
    let said = content(Command::new(multitool).arg("validate").arg(log));
    assert!(!said.contains(": error "), "{said}");
    // The one thing it wishes for is an address of the program.
    let warnings: Vec<&str> =
        said.lines().filter(|line| line.contains(": warning ") && !line.contains("informationUri")).collect();
    assert_eq!(warnings, [""; 0]);
}

#[test]
fn tap_parser_reads_tap() {
    let Some(parser) = tool("tap-parser") else { return };
    let path = report(&folder("tap"), "tap", "report.tap");
    let tap = std::fs::File::open(path).expect("a report");
    let done = Command::new(parser).arg("-j").stdin(tap).output().expect("the tool starts");
    let said = String::from_utf8_lossy(&done.stdout);
    let events: Value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
    let mut events = events.as_array().expect("events").iter();
    let end = events.find(|event| event[0] == "complete").expect("an end");
    // The files with errors, and the one that is not there.
    assert_eq!((end[1]["count"].as_u64(), end[1]["fail"].as_u64()), (Some(6), Some(4)), "{end}");
    assert!(end[1]["failures"].as_array().expect("failures").iter().all(|one| one["tapError"].is_null()), "{end}");
}

#[test]
fn processors_read_json_ld() {
    let Some(node) = tool("node") else { return };
    if tool("tsc").is_none() {
        return;
    }
    let folder = folder("json-ld");
    let path = report(&folder, "claimreview", "review.json");
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/node_modules");
    // The vocabulary without the net: every term is one of schema.org.
    let script = format!(
        "const jsonld = require({:?});
const document = JSON.parse(require('fs').readFileSync({:?}, 'utf8'));
const context = {{'@context': {{'@vocab': 'http://schema.org/', url: {{'@type': '@id'}}}}}};
jsonld.toRDF(document, {{format: 'application/n-quads', base: 'https://example.org/', documentLoader: async url => ({{
  document: context, documentUrl: url, contextUrl: null }})}}).then(quads => console.log(quads));",
        modules.join("jsonld"),
        path,
    );
    let script = file(&folder, "quads.js", script);
    let quads = content(Command::new(&node).arg(script));
    let reviews =
        quads.matches("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/ClaimReview>").count();
    let told = std::fs::read_to_string(&path).expect("a report").matches("\"ClaimReview\"").count();
    assert!(reviews == told && told > 5, "{reviews} of {told}:\n{quads}");
    // And the types of schema.org say that each property is one of its thing.
    let mut typed = String::from("import type {Graph} from 'schema-dts';\nexport const graph: Graph = ");
    typed.push_str(&std::fs::read_to_string(&path).expect("a report"));
    typed.push_str(";\n");
    let typed = file(&folder, "review.ts", typed);
    std::os::unix::fs::symlink(&modules, folder.join("node_modules")).expect("a link");
    let tsc = modules.join("typescript/bin/tsc");
    let flags = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", "--types", ""];
    content(Command::new(&node).arg(tsc).args(flags).arg(typed).current_dir(&folder));
}

/// The page in a real browser: nothing goes wrong, and every mark can be reached with the keyboard alone.
#[test]
fn a_browser_shows_the_page() {
    let Some(browser) = tool("chromium") else { return };
    let folder = folder("browser");
    let path = report(&folder, "html", "report.html");
    let mut page = Page::open(&browser, &folder.join("profile"), &path);
    let marks = page.value("document.querySelectorAll('.mark').length").as_u64().expect("a number");
    assert!(marks > 10, "{marks}");
    // Every finding and claim has a mark in the text, and every mark leads to its card.
    let lost = "[...document.querySelectorAll('.card')].filter(card => card.querySelector('.back') && \
                !document.querySelector(`[data-marks~=\"${card.id}\"]`)).map(card => card.id).join()";
    assert_eq!(page.value(lost), "");
    let dead = "[...document.querySelectorAll('.mark')].filter(mark => \
                !document.getElementById(mark.getAttribute('href').slice(1))).length";
    assert_eq!(page.value(dead), 0);
    // Tab goes to each mark that begins, and shows its card.
    page.value("document.getElementById('articles').focus()");
    let wanted = page.value("document.querySelectorAll('.mark:not([tabindex])').length").as_u64().expect("a number");
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..400 {
        page.press("Tab", 9);
        let at = page.value(
            "document.activeElement.matches('.mark') ? [...document.querySelectorAll('.mark')].indexOf(document.activeElement) : -1",
        );
        if let Some(at) = at.as_u64() {
            reached.insert(at);
            let lit = "document.activeElement.dataset.marks.split(' ').every(id => \
                       document.getElementById(id).classList.contains('active'))";
            assert_eq!(page.value(lit), true, "mark {at}");
        }
        if reached.len() as u64 == wanted {
            break;
        }
    }
    assert_eq!(reached.len() as u64, wanted);
    // n goes from mark to mark, Enter to the card, Escape back.
    page.value("document.activeElement.blur()");
    page.press("n", 78);
    assert_eq!(page.value("document.activeElement === document.querySelector('.mark:not([tabindex])')"), true);
    page.press("Enter", 13);
    assert_eq!(page.value("document.activeElement.matches('.card.active')"), true);
    page.press("Escape", 27);
    assert_eq!(page.value("document.activeElement.matches('.mark')"), true);
    // The pointer shows the card of what it is over.
    let place = page.value(
        "(() => { const mark = document.querySelector('.mark.error'); mark.scrollIntoView({block: 'center', behavior: 'instant'}); \
         const box = mark.getClientRects()[0]; return {x: box.x + 4, y: box.y + 4}; })()",
    );
    page.call("Input.dispatchMouseEvent", json!({"type": "mouseMoved", "x": place["x"], "y": place["y"]}));
    assert_eq!(page.value("document.querySelector('.mark.error').classList.contains('active')"), true);
    assert_eq!(page.value("document.querySelector('.card.error').classList.contains('active')"), true);
    // What is not wanted is hidden.
    page.value("document.getElementById('show-supported').click()");
    assert_eq!(page.value("getComputedStyle(document.querySelector('.card.supported')).display"), "none");
    // Landmarks and headings.
    for part in ["header", "nav[aria-label]", "main", "footer", "h1", "h2", "h3", "[role=region][aria-label]"] {
        assert_eq!(page.value(&format!("!!document.querySelector('{part}')")), true, "{part}");
    }
    for scheme in ["light", "dark"] {
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        page.call("Emulation.setEmulatedMedia", media);
        let faint = page.value(CONTRAST);
        assert_eq!(faint, json!([]), "{scheme}");
    }
    page.size(400, 800);
    assert_eq!(page.value("document.documentElement.scrollWidth <= 400"), true, "a narrow window is not wide enough");
    assert_eq!(page.wrong, [""; 0]);
}

/// Texts whose contrast with what is behind them is less than 4.5 to 1.
const CONTRAST: &str = "(() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
  const behind = one => {
    for (; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = new Set();
  for (const one of document.querySelectorAll('body *')) {
    if (![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    if (!one.checkVisibility() || ['SCRIPT', 'STYLE'].includes(one.tagName)) continue;
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(behind(one))];
    if ((Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5) faint.add(one.tagName + '.' + one.className);
  }
  return [...faint];
})()";

/// The page of an article that is made to do harm: nothing of it runs, nothing is asked for.
#[test]
fn a_browser_runs_nothing_of_an_article() {
    let Some(browser) = tool("chromium") else { return };
    let folder = folder("browser-hostile");
    let mut text = String::from("---\ntitle: \"</title><script>alert(1)</script>\"\ndate: 2020-02-27\n---\n\n");
    for harm in [
        "<script>alert(1)</script>",
        "<img src=https://example.org/x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "{{ 7 * 7 }}",
        "javascript:alert(1)",
        "</style><svg onload=alert(1)>",
    ] {
        let _ = write!(text, "`{harm}` The Non-Proliferation Treaty entered into force in 1971 {harm}.\n\n");
    }
    let article = file(&folder, "\"><img src=x onerror=alert(1)>.txt", text);
    let path = factlint(["check", "--isolated", "-v", "--format", "html", &article]).exits(1).out;
    let path = PathBuf::from(file(&folder, "report.html", path));
    let mut page = Page::open(&browser, &folder.join("profile"), &path);
    assert_eq!(page.value("document.querySelectorAll('script').length"), 1);
    assert_eq!(page.value("document.querySelectorAll('img, svg [onload], [onerror], [onmouseover]').length"), 0);
    assert_eq!(page.value("document.body.textContent.includes('<script>alert(1)</script>')"), true);
    assert_eq!(page.value("document.body.textContent.includes('{{ 7 * 7 }}')"), true);
    page.value("document.querySelectorAll('.mark').forEach(mark => mark.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})))");
    page.value("document.querySelectorAll('.mark').forEach(mark => mark.click())");
    assert_eq!(page.wrong, [""; 0]);
}
