//! Messages: what is said, where, and with which way out.

use crate::lang::facts::parse_facts;
use crate::lang::fault::Faults;
use crate::lang::rules::parse_rules;

/// A broken text and its faults: the underlined text, the message, the help.
type Row = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

/// Broken facts.
const FACTS: &[Row] = &[
    ("knd a", &[("knd", "unknown keyword `knd`", "did you mean `kind`?")]),
    ("kind", &[("", "unexpected end of the kind", "expected a name")]),
    ("kind :", &[(":", "unexpected `:`", "expected a name")]),
    ("kind a :", &[("", "unexpected end of the kind", "expected a name")]),
    ("kind a : b comon", &[("comon", "unexpected `comon`", "did you mean `common`?")]),
    ("kind Foo", &[("Foo", "`Foo` is not a name", "write it in lower-case letters `a` to `z`, digits and hyphens")]),
    (
        "kind a : b common x",
        &[("x", "unexpected `x`", "expected `overlapping`, `obscure`, `personal`, `worded` or the end of the line")],
    ),
    (
        "  kind a\n\"str\"\n",
        &[(
            "\"str\"",
            "unexpected `\"str\"`",
            "expected `kind`, `property`, `sense`, `source`, `entity`, `series`, `complete`, `table`, `allow` or `gazetteer`",
        )],
    ),
    ("property a.b : c onee", &[("onee", "`onee` is not a cardinality", "did you mean `once`?")]),
    ("property a.b : c one transitve", &[("transitve", "unexpected `transitve`", "did you mean `transitive`?")]),
    ("property a : c one", &[(":", "unexpected `:`", "expected `.`")]),
    ("property a.b c one", &[("c", "unexpected `c`", "expected `:`")]),
    ("property a|.b : c one", &[(".", "unexpected `.`", "expected a name")]),
    (
        "property a.b : c",
        &[("", "unexpected end of the property", "expected `one`, `many`, `once`, `phased` or `measured`")],
    ),
    ("sense a.b = ", &[("", "unexpected end of the sense", "expected a name")]),
    ("sense a.b = c | ", &[("", "unexpected end of the sense", "expected a name")]),
    ("sense a.b c", &[("c", "unexpected `c`", "expected `=`")]),
    ("source s { }", &[("{", "unexpected `{`", "expected a quoted string")]),
    (
        "source s \"T\" {\n  ulr \"x\"\n  retrieved 2020-02-30\n  url x\n}",
        &[
            ("ulr", "`ulr` is not a field of a source", "did you mean `url`?"),
            ("2020-02-30", "there is no day `2020-02-30` in the calendar", ""),
            ("x", "unexpected `x`", "expected a quoted string"),
        ],
    ),
    ("source s \"T", &[("\"T", "unterminated string", "expected `\"` before the end of the line")]),
    (
        "entity x : p \"X\" {\n  founded 2020-2-3\n  good 1\n  alias \"abc\n  member\n  a b knwn 2020\n  a b known 2020 known 2021\n  a b rank prefered\n  a b 2021/2020\n  a 1.2.3\n a b known soon\n}",
        &[
            (
                "2020-2-3",
                "`2020-2-3` is not a date: write `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or `FROM/TO` with `..` for an open end",
                "",
            ),
            ("\"abc", "unterminated string", "expected `\"` before the end of the line"),
            ("", "unexpected end of line", "expected a value"),
            ("knwn", "unexpected `knwn`", "did you mean `known`?"),
            ("known", "`known` is given twice", "keep one of them"),
            ("prefered", "`prefered` is not a rank", "did you mean `preferred`?"),
            ("2021/2020", "`2021/2020` ends before it starts", ""),
            ("1.2.3", "`1.2.3` is neither a number nor a date", ""),
            ("soon", "unexpected `soon`", "expected a date"),
        ],
    ),
    ("entity x : p \"X\" {\n  a b\n", &[("", "unexpected end of the entity", "expected `}` or a line")]),
    (
        "entity x {org}",
        &[("{org}", "`{org}` stands outside a table", "columns can be named inside a `table` item only")],
    ),
    (
        "entity {org} { a b }",
        &[("{org}", "`{org}` stands outside a table", "columns can be named inside a `table` item only")],
    ),
    ("entity x : p \"\"", &[("\"\"", "the string is empty", "")]),
    ("entity x : p label", &[("label", "unexpected `label`", "expected a quoted string, `{` or the end of the line")]),
    ("entity x p", &[("p", "unexpected `p`", "expected `:`, a quoted string, `{` or the end of the line")]),
    ("entity x { a b } y", &[("y", "unexpected `y`", "expected the end of the line")]),
    (
        "entity x {\n alias Foo\n alias \"A\" | \n alias \"A\" \"B\"\n complete a\n complete a 1990 src x\n source\n}",
        &[
            ("Foo", "unexpected `Foo`", "expected a quoted string"),
            ("", "unexpected end of line", "expected a quoted string"),
            ("\"B\"", "unexpected `\"B\"`", "expected `|`, a time of use or the end of the line"),
            ("", "unexpected end of line", "expected a date"),
            ("src", "unexpected `src`", "expected `source` or the end of the line"),
            ("", "unexpected end of line", "expected an id"),
        ],
    ),
    (
        "series s {\n  edtion 1 { held 2020 }\n  edition one { held 2020 }\n  edition 2 { held 2020 \n",
        &[
            ("edtion", "`edtion` opens no line of a series", "did you mean `edition`?"),
            ("one", "unexpected `one`", "expected the edition's number"),
            ("", "unexpected end of the series", "expected `}` or a line"),
            ("", "unexpected end of the series", "expected `}` or a line"),
        ],
    ),
    ("series s off x {}", &[("off", "unexpected `off`", "did you mean `of`?")]),
    ("complete a.b", &[("", "unexpected end of the completeness", "expected a date")]),
    ("complete a 1990", &[("1990", "unexpected `1990`", "expected `.`")]),
    ("complete a.b 1990 source", &[("", "unexpected end of the completeness", "expected an id")]),
    ("table \"f\" columns {", &[("{", "unexpected `{`", "expected a name")]),
    (
        "table \"f\" columns a {\n  knd x\n entity {a} { b {c}x }\n kind z\n entity x { a {b}/{c}/{d} }}",
        &[
            ("knd", "unknown keyword `knd`", "expected `entity`, `series` or `complete`"),
            (
                "{c}x",
                "`{c}x` is not a date: write `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or `FROM/TO` with `..` for an open end",
                "",
            ),
            ("kind", "unknown keyword `kind`", "expected `entity`, `series` or `complete`"),
            ("{b}/{c}/{d}", "`{b}/{c}/{d}` has more than two sides", ""),
        ],
    ),
    ("table \"f\" colums a { }", &[("colums", "unexpected `colums`", "did you mean `columns`?")]),
    ("allow a b", &[("", "unexpected end of the allowance", "expected a quoted string")]),
    ("allow a b \"\"", &[("\"\"", "the string is empty", "")]),
    ("entity x { a \"b\\q\" }", &[("\\q", "unknown escape `\\q`", "write `\\\"` or `\\\\`")]),
    (
        "kind a }\nkind b\n}",
        &[
            ("}", "unexpected `}`", "expected the end of the item"),
            ("}", "unexpected `}`", "expected the end of the item"),
        ],
    ),
];

/// Broken rules.
const RULES: &[Row] = &[
    ("clam x() {}", &[("clam", "unknown keyword `clam`", "did you mean `claim`?")]),
    (
        "claim x() {\n true when a\n becuase \"x\"\n vray a\n weaken to warning wen a\n}",
        &[
            ("becuase", "`becuase` is not a clause of a claim", "did you mean `because`?"),
            ("vray", "`vray` is not a clause of a claim", "did you mean `vary`?"),
            ("wen", "unexpected `wen`", "did you mean `when`?"),
        ],
    ),
    ("claim x() {}", &[("x", "claim `x` does not say when it is true", "add a line `true when …`")]),
    ("claim x() {\n true when a iz b\n}", &[("iz", "unexpected `iz`", "did you mean `in`?")]),
    ("claim x(a b) { true when a }", &[("b", "unexpected `b`", "expected `:`")]),
    ("claim x(a: b c: d) { true when a }", &[("c", "unexpected `c`", "expected `,`, `?`, `|` or `)`")]),
    (
        "claim x(a: b) {\n true when a\n",
        &[(
            "",
            "unexpected end of the claim",
            "expected `}`, `true`, `because`, `vary`, `weaken`, `instead`, `severity`, `safe`, `settles`, `over`, `tags` or `basis`",
        )],
    ),
    ("claim x(a: b) { true when }", &[("}", "unexpected `}`", "expected an expression")]),
    ("claim x() { true when a and }", &[("}", "unexpected `}`", "expected an expression")]),
    ("claim x() { true when (a or b }", &[("}", "unexpected `}`", "expected an operator or `)`")]),
    ("claim x() { true when f(a b) }", &[("b", "unexpected `b`", "expected an operator, `,` or `)`")]),
    ("claim x() { true wen a }", &[("wen", "unexpected `wen`", "did you mean `when`?")]),
    ("claim x() {\n true when a\n true when b\n}", &[("true", "`true` is given twice", "keep one of them")]),
    (
        "claim x() {\n true when a\n because \"{a\"\n because \"a}\"\n because \"{a b}\"\n because \"{}\"\n because \"abc\n}",
        &[
            ("", "unexpected end of the template", "expected an operator or `}`"),
            ("}", "unexpected `}` in the template", "write `}}` for the mark itself"),
            ("b", "unexpected `b`", "expected an operator or `}`"),
            ("}", "unexpected `}`", "expected an expression"),
            ("\"abc", "unterminated string", "expected `\"` before the end of the line"),
        ],
    ),
    ("claim x() { true when a; basis txt }", &[("txt", "unexpected `txt`", "did you mean `text`?")]),
    ("claim x() { true when some x of y: z }", &[("of", "unexpected `of`", "expected `in`")]),
    ("claim x() {\n true when a\n instead f(a)\n}", &[("}", "unexpected `}`", "expected `as`")]),
    ("words x", &[("", "unexpected end of the word class", "expected `=` or `{`")]),
    ("words x = ", &[("", "unexpected end of the word class", "expected words")]),
    ("words x = a | ", &[("", "unexpected end of the word class", "expected words")]),
    ("words x = a = b", &[("=", "unexpected `=`", "expected `|` or the end of the line")]),
    (
        "words x {\n  1 = a\n  # = b\n  2 b | c?\n  3 = | d\n}",
        &[
            ("#", "`#` is neither a name nor a number", "write `value = word | word`"),
            ("?", "unexpected `?`", "expected `|` or the end of the line"),
            ("|", "unexpected `|`", "expected words"),
        ],
    ),
    ("words x { a", &[("", "unexpected end of the word class", "expected `}` or words")]),
    ("mark a \"x\" window y", &[("\"x\"", "unexpected `\"x\"`", "expected `=`")]),
    ("mark a = \"x\" windw y", &[("windw", "unexpected `windw`", "did you mean `window`?")]),
    ("mark a = \"x|\" window y", &[("\"x|\"", "a form of the mark is empty", "")]),
    ("mark a = \"x\" window y nt z", &[("z", "unexpected `z`", "expected `not`")]),
    ("mark a = \"x\" window", &[("", "unexpected end of the mark", "expected an expression")]),
    ("node a b\n  \"x\"", &[("b", "unexpected `b`", "expected `->`")]),
    ("node a -> b", &[("", "unexpected end of the node", "expected a quoted pattern")]),
    (
        "node a -> b\n  \"x\" sates f()\n  \"\" = a\n  \"<a b>\" = a\n  \"<a: b\" = a\n  \"(a|b\" = a\n  \"a)\" = a\n  \"a|b\"\n  \"a ?\"\n  \"a?!\"\n  \"(a|)\"\n  \"<a>~\"\n  \"..3?\"\n  \"\\a\"\n  \"<>\"\n  \"..99999999999\" \n  \"a>\"\n  \"x\" = \n",
        &[
            ("sates", "unexpected `sates`", "did you mean `states`?"),
            ("\"\"", "the pattern is empty", ""),
            ("b", "unexpected `b`", "expected `:`, `|` or `>`"),
            ("", "unexpected end of the pattern", "expected `|` or `>`"),
            ("", "unexpected end of the pattern", "expected `|` or `)`"),
            (")", "unexpected `)` in the pattern", "no group is open here; write `\\)` for the mark itself"),
            (
                "|",
                "unexpected `|` in the pattern",
                "put alternatives in a group: `(a|b)`; write `\\|` for the mark itself",
            ),
            (
                "?",
                "unexpected `?` in the pattern",
                "an element's marks are `~`, `!`, `^`, then `?` or `*`, right behind it; escape others with `\\`",
            ),
            (
                "!",
                "unexpected `!` in the pattern",
                "an element's marks are `~`, `!`, `^`, then `?` or `*`, right behind it; escape others with `\\`",
            ),
            (")", "unexpected `)`", "expected a word"),
            ("<a>~", "`~` stands behind a word only", "only words have inflections"),
            ("..3?", "a gap takes no marks", "write `..` or `..3`"),
            ("\\a", "unknown escape `\\a`", "only operators, `\"` and `\\` are escaped"),
            (">", "unexpected `>`", "expected a name"),
            ("99999999999", "`99999999999` is too wide a gap", ""),
            (">", "unexpected `>` in the pattern", "no `<` is open here; write `\\>` for the mark itself"),
            ("", "unexpected end of the node", "expected an expression"),
        ],
    ),
    (
        "phrase a\n  \"x\" in mood\n  \"x\" evn partitive\n  \"y\" states f\n  \"y\" states f(), \n  \"z\" = a b\n  \"un",
        &[
            ("mood", "unexpected `mood`", "expected `any`"),
            ("evn", "unexpected `evn`", "did you mean `even`?"),
            ("", "unexpected end of line", "expected `(`"),
            ("\"z\"", "unexpected `\"z\"`", "expected a name"),
            (
                "b",
                "unexpected `b`",
                "expected `=`, `states`, `unless`, `in`, `even`, `never`, `taken`, the next pattern or an operator",
            ),
            ("\"un", "unterminated string", "expected `\"` before the end of the line"),
        ],
    ),
    (
        "phrase a\n  \"x\" unless quotes\n  \"y\" unless\n",
        &[
            ("quotes", "unexpected `quotes`", "did you mean `quoted`?"),
            ("", "unexpected end of the phrase", "expected a quoted string"),
        ],
    ),
    ("derive a.b = c", &[(".", "unexpected `.`", "expected `:`")]),
    ("derive a: b.c = d e", &[("e", "unexpected `e`", "expected an operator")]),
    ("derive a: b = d", &[("=", "unexpected `=`", "expected `.`")]),
    ("test x 2020-13-01 { }", &[("2020-13-01", "there is no day `2020-13-01` in the calendar", "")]),
    ("test x gven { } { }", &[("gven", "unexpected `gven`", "did you mean `given`?")]),
    ("test x given { entity { { }", &[("{", "this `{` is not closed", "expected `}` after the facts")]),
    (
        "test x {\n  flgs \"a\"\n  unsure no-fct \"b\"\n  unsure \"c\"\n  flags \"[a\" \n  flags \"a]\"\n  flags \"[a] [b]\"\n flags \"\\q\"\n flags a\n flags \"a\" b\n}",
        &[
            ("flgs", "`flgs` is not a case word", "did you mean `flags`?"),
            ("no-fct", "`no-fct` is not a reason", "did you mean `no-fact`?"),
            (
                "\"c\"",
                "unexpected `\"c\"`",
                "expected `no-entity`, `no-fact`, `incomplete`, `beyond-horizon`, `ambiguous`, `no-publication-date`, `no-time`, `negation` or `hedged`",
            ),
            ("[", "this `[` is not closed", "put `]` after the exact words"),
            ("]", "a `]` without `[`", "write `\\]` for the mark itself"),
            ("[", "a second `[` in the example", "write `\\[` for the mark itself"),
            ("\\q", "unknown escape `\\q`", "write `\\\"`, `\\\\`, `\\[`, `\\]` or `\\n`"),
            ("a", "unexpected `a`", "expected a quoted string"),
            ("b", "unexpected `b`", "expected a quoted string or the end of the line"),
        ],
    ),
    (
        "test x { flags \"a\"",
        &[("", "unexpected end of the test", "expected `}`, `flags`, `holds`, `unsure` or `silent`")],
    ),
    ("/// dangling\n", &[]),
    (
        "claim x() { true when a.B }",
        &[("B", "`B` is not a name", "write it in lower-case letters `a` to `z`, digits and hyphens")],
    ),
    (
        "claim x() { true when 1.2345678901234567890123456789012345 is a }",
        &[(
            "1.2345678901234567890123456789012345",
            "`1.2345678901234567890123456789012345` has more digits than can be kept",
            "write at most 28 digits",
        )],
    ),
    ("claim x() { true when is }", &[("is", "unexpected `is`", "expected an expression")]),
    (
        "claim x() { true when a is b beyond c }",
        &[("beyond", "unexpected `beyond`", "expected an operator or the end of the line")],
    ),
];

fn check(rows: &[Row], parse: impl Fn(&str) -> Faults) {
    for (text, wanted) in rows {
        let faults = parse(text);
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.span.of(text), fault.message.as_str(), fault.help.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(&found, wanted, "{text}");
    }
}

#[test]
fn messages_of_facts() {
    check(FACTS, |text| parse_facts("t.facts", text).1);
}

#[test]
fn messages_of_rules() {
    check(RULES, |text| parse_rules("t.rules", text).1);
}

#[test]
fn places_of_what_is_missing() {
    let text = "entity x {\n  member   // nothing\n}\nclaim";
    let fault = &parse_facts("t", text).1[0];
    assert_eq!((fault.span.start as usize, fault.span.len()), (text.find("   //").unwrap(), 0));
    let text = "claim x() {\n  true when a\n\n\nwords y = z";
    let (items, faults) = parse_rules("t", text);
    assert_eq!((items.len(), faults.len()), (1, 1));
    assert_eq!(faults[0].span.start as usize, text.find("\n\n").unwrap());
    let (place, inside) = faults[0].inside.as_ref().unwrap();
    assert_eq!((place.of(text), inside.as_str()), ("claim", "in this claim"));
}

#[test]
fn bad_lines_cost_only_themselves() {
    let text = "entity x : p \"X\" {\n  founded 2020-13-01\n  good a\n  alias \"b\n  also c\n}\nkind k";
    let (items, faults) = parse_facts("t", text);
    assert_eq!(items.len(), 2);
    let crate::lang::ast::FactItem::Entity(entity) = &items[0] else { panic!() };
    assert_eq!(entity.lines.len(), 2);
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["date", "syntax"]);
}

#[test]
fn five_faults_and_one_good_item() {
    let text = "clam a() {}\nclaim b( {\n  true when a\n}\nwords c\n\n/// Good.\nwords good = a | b\nmark d = \"un window x\nderive e: f = g\n";
    let (items, faults) = parse_rules("t.rules", text);
    assert_eq!(items.len(), 1);
    assert_eq!(
        faults.iter().map(|fault| (fault.span.of(text), fault.message.as_str())).collect::<Vec<_>>(),
        [
            ("clam", "unknown keyword `clam`"),
            ("{", "unexpected `{`"),
            ("", "unexpected end of the word class"),
            ("\"un window x", "unterminated string"),
            ("=", "unexpected `=`"),
        ]
    );
}
