//! From syntax trees to a program: names resolved, types checked, anchors chosen. All faults of all
//! files are reported in one run.

mod expr;
mod pattern;
mod types;

use super::lexicon::LexiconBuilder;
use super::program::{
    Alternative, Anchor, Claim, Element, Instead, KindRef, Mark, Node, Param, Part, Program, Severity, Symbol, View,
    WANTS, Weaken, What,
};
use crate::base::Schema;
use crate::lang::ast::{self, Name, RuleItem, TemplatePart};
use crate::lang::rules::parse_rules;
use crate::lang::{Fault, Faults};
use crate::text::Source;
use expr::Scope;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use types::Type;

/// A test of a rule file, kept beside the program.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleTest {
    /// The file that it stands in.
    pub file: String,
    /// The test.
    pub item: ast::TestItem,
}

/// What rule files come to.
#[derive(Debug)]
pub struct Compiled {
    /// The program; not to be used if there are errors.
    pub program: Program,
    /// The tests in the files.
    pub tests: Vec<RuleTest>,
    /// Everything that is wrong.
    pub faults: Faults,
}

/// Compiles the rule and word files among `files`, in the order of their names, against a schema.
#[must_use]
pub fn compile(files: &[Source], schema: &Schema) -> Compiled {
    let mut faults = Faults::new();
    let mut items: Vec<(String, RuleItem)> = Vec::new();
    let mut digest = Sha256::new();
    let mut sorted: Vec<&Source> =
        files.iter().filter(|file| file.name.ends_with(".rules") || file.name.ends_with(".words")).collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    for file in sorted {
        let (parsed, mut more) = parse_rules(&file.name, &file.text);
        faults.append(&mut more);
        items.extend(parsed.into_iter().map(|item| (file.name.clone(), item)));
        for part in [file.name.as_bytes(), file.text.as_bytes()] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    let mut compiler = Compiler::new(schema, &items, faults);
    compiler.run(&items);
    let Compiler { mut program, faults, .. } = compiler;
    program.hash = crate::base::image::open::hex(&digest.finalize());
    let tests = items
        .into_iter()
        .filter_map(|(file, item)| if let RuleItem::Test(item) = item { Some(RuleTest { file, item }) } else { None })
        .collect();
    Compiled { program, tests, faults }
}

struct Compiler<'a> {
    schema: &'a Schema,
    program: Program,
    words: LexiconBuilder,
    faults: Faults,
    claims: BTreeMap<&'a str, (u16, &'a ast::ClaimItem)>,
    nodes: BTreeMap<&'a str, (u16, &'a ast::NodeItem)>,
    marks: BTreeMap<&'a str, u16>,
    views: Vec<(&'a ast::DeriveItem, Vec<String>)>,
    file: &'a str,
}

impl<'a> Compiler<'a> {
    fn new(schema: &'a Schema, items: &'a [(String, RuleItem)], faults: Faults) -> Self {
        let mut compiler = Self {
            schema,
            program: Program::default(),
            words: LexiconBuilder::default(),
            faults,
            claims: BTreeMap::new(),
            nodes: BTreeMap::new(),
            marks: BTreeMap::new(),
            views: Vec::new(),
            file: "",
        };
        compiler.collect(items);
        compiler
    }

    /// First pass: every name that others may use.
    fn collect(&mut self, items: &'a [(String, RuleItem)]) {
        for (file, item) in items {
            if let RuleItem::Words(item) = item
                && item.name.text == "irregular"
            {
                for entry in &item.entries {
                    if let Some(verb) = &entry.value {
                        self.words.irregular(&verb.text, &entry.words.text);
                    }
                }
            }
            let _ = file;
        }
        let mut order: Vec<(&'a str, &'a ast::NodeItem)> = Vec::new();
        for (file, item) in items {
            self.file = file;
            match item {
                RuleItem::Words(item) => {
                    self.words.class(&item.name.text);
                    if item.name.text == "irregular" {
                        // Forms that are neither base, third person nor participle tell of the past.
                        for entry in &item.entries {
                            let form = entry.words.text.as_str();
                            let lemma = entry.value.as_ref().is_some_and(|verb| verb.text == form);
                            if !lemma && !form.ends_with('s') && !form.ends_with("ing") {
                                self.words.add("past", "", form);
                            }
                        }
                    }
                    for entry in &item.entries {
                        let value = entry.value.as_ref().map_or("", |value| value.text.as_str());
                        self.words.add(&item.name.text, value, &entry.words.text);
                    }
                }
                RuleItem::Mark(item) => {
                    let class = format!("mark {}", item.name.text);
                    for form in &item.forms {
                        self.words.add(&class, "", &form.text);
                    }
                    let number = u16::try_from(self.marks.len()).unwrap_or(u16::MAX);
                    if self.marks.insert(&item.name.text, number).is_some() {
                        self.twice("mark", &item.name);
                    }
                }
                RuleItem::Node(item) => order.push((file, item)),
                RuleItem::Claim(item) => {
                    let number = u16::try_from(self.claims.len()).unwrap_or(u16::MAX);
                    if self.claims.contains_key(item.name.text.as_str()) {
                        self.twice("claim", &item.name);
                    } else {
                        self.claims.insert(&item.name.text, (number, item));
                    }
                }
                RuleItem::Derive(item) => {
                    let kinds = item.subject.types.iter().map(|kind| kind.text.clone()).collect();
                    self.views.push((item, kinds));
                }
                RuleItem::Phrase(_) | RuleItem::Test(_) => {}
            }
        }
        self.stratify(&order);
    }

    fn twice(&mut self, what: &str, name: &Name) {
        self.faults.push(Fault::error(
            "twice",
            self.file,
            name.span,
            format!("{what} `{}` is defined twice", name.text),
        ));
    }

    /// Orders the nodes so that each uses only earlier ones, and reports a cycle where it cannot.
    fn stratify(&mut self, items: &[(&'a str, &'a ast::NodeItem)]) {
        let names: Vec<&str> = items.iter().map(|(_, item)| item.name.text.as_str()).collect();
        let uses: Vec<Vec<usize>> = items
            .iter()
            .map(|(_, item)| {
                let mut used = Vec::new();
                for alternative in &item.alternatives {
                    pattern::types_in(&alternative.pattern.elements, &mut |name| {
                        used.extend(names.iter().position(|known| *known == name.text));
                    });
                }
                used
            })
            .collect();
        let mut strata: Vec<Option<u16>> = vec![None; items.len()];
        for _ in 0..=items.len() {
            for at in 0..items.len() {
                if strata[at].is_none()
                    && let Some(below) = uses[at].iter().map(|&other| strata[other]).collect::<Option<Vec<u16>>>()
                {
                    strata[at] = Some(below.into_iter().max().map_or(0, |stratum| stratum + 1));
                }
            }
        }
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_key(|&at| (strata[at].unwrap_or(u16::MAX), at));
        for at in order {
            let (file, item) = items[at];
            self.file = file;
            if strata[at].is_none() {
                let cycle: Vec<String> =
                    (0..items.len()).filter(|&at| strata[at].is_none()).map(|at| format!("`{}`", names[at])).collect();
                let message = format!("nodes use each other in a circle: {}", cycle.join(", "));
                self.faults.push(Fault::error("cycle", file, item.name.span, message));
            }
            let number = u16::try_from(self.nodes.len()).unwrap_or(u16::MAX);
            if self.nodes.contains_key(item.name.text.as_str()) {
                self.twice("node", &item.name);
                continue;
            }
            self.nodes.insert(&item.name.text, (number, item));
            let kind = self.kind(&item.kind).unwrap_or(KindRef(u16::MAX));
            self.program.nodes.push(Node { name: item.name.text.clone(), kind, stratum: strata[at].unwrap_or(0) });
        }
    }

    /// A kind of the schema, with a fault where there is none.
    fn kind(&mut self, name: &Name) -> Option<KindRef> {
        if name.text != "entity" && self.schema.kind(&name.text).is_none() {
            let fault = Fault::error("unknown-name", self.file, name.span, format!("there is no kind `{}`", name.text));
            self.faults.push(fault.meant(&name.text, self.schema.kinds.iter().map(|kind| kind.name.as_str())));
            return None;
        }
        Some(self.kind_ref(&name.text))
    }

    fn kind_ref(&mut self, name: &str) -> KindRef {
        let at = self.program.kinds.iter().position(|known| known == name).unwrap_or_else(|| {
            self.program.kinds.push(name.to_owned());
            self.program.kinds.len() - 1
        });
        KindRef(u16::try_from(at).unwrap_or(u16::MAX))
    }

    fn symbol(&mut self, name: &str) -> Symbol {
        let at = self.program.symbols.iter().position(|known| known == name).unwrap_or_else(|| {
            self.program.symbols.push(name.to_owned());
            self.program.symbols.len() - 1
        });
        Symbol(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// Second pass: patterns first, for their words, then everything else.
    fn run(&mut self, items: &'a [(String, RuleItem)]) {
        for (file, item) in items {
            self.file = file;
            match item {
                RuleItem::Node(item) => item.alternatives.iter().for_each(|alternative| self.literals(alternative)),
                RuleItem::Phrase(item) => item.alternatives.iter().for_each(|alternative| self.literals(alternative)),
                _ => {}
            }
        }
        self.program.lexicon = self.words.clone().build();
        self.program.claims = vec![Claim::default(); self.claims.len()];
        for (file, item) in items {
            self.file = file;
            match item {
                RuleItem::Mark(item) => self.mark(item),
                RuleItem::Claim(item) => self.claim(item),
                RuleItem::Derive(item) => self.view(item),
                _ => {}
            }
        }
        let mut nodes: Vec<(u16, &str, &ast::NodeItem)> = Vec::new();
        for (file, item) in items {
            if let RuleItem::Node(item) = item
                && let Some(&(number, known)) = self.nodes.get(item.name.text.as_str())
                && std::ptr::eq(known, item)
            {
                nodes.push((number, file, item));
            }
        }
        nodes.sort_by_key(|&(number, ..)| number);
        for (number, file, item) in nodes {
            self.file = file;
            for alternative in &item.alternatives {
                self.alternative(&item.name, Some(number), alternative);
            }
        }
        for (file, item) in items {
            if let RuleItem::Phrase(item) = item {
                self.file = file;
                for alternative in &item.alternatives {
                    self.alternative(&item.name, None, alternative);
                }
            }
        }
        self.program.word_anchors.sort_unstable();
        self.program.note_anchors.sort_unstable();
        for (file, item) in items {
            if let RuleItem::Test(item) = item {
                self.file = file;
                self.find_claim(&item.claim);
            }
        }
        self.faults.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    }

    fn literals(&mut self, alternative: &ast::Alternative) {
        for pattern in std::iter::once(&alternative.pattern).chain(&alternative.unless) {
            pattern::words_in(&pattern.elements, &mut |word, inflect| {
                if inflect {
                    for form in self.words.forms(word) {
                        self.words.literal(&form);
                    }
                } else {
                    self.words.literal(word);
                }
            });
        }
    }

    fn find_claim(&mut self, name: &Name) -> Option<(u16, &'a ast::ClaimItem)> {
        let found = self.claims.get(name.text.as_str()).copied();
        if found.is_none() {
            let fault =
                Fault::error("unknown-name", self.file, name.span, format!("there is no claim `{}`", name.text));
            self.faults.push(fault.meant(&name.text, self.claims.keys().copied()));
        }
        found
    }

    fn mark(&mut self, item: &ast::MarkItem) {
        let mut scope = Scope::default();
        let window = self.expr(&item.window, &mut scope).0;
        let except = item.except.as_ref().map(|except| self.expr(except, &mut scope).0);
        if let Some(class) = self.program.lexicon.class(&format!("mark {}", item.name.text)) {
            self.program.marks.push(Mark { name: item.name.text.clone(), class, window, except });
        }
    }

    fn view(&mut self, item: &ast::DeriveItem) {
        let kinds: Vec<KindRef> = item.subject.types.iter().filter_map(|kind| self.kind(kind)).collect();
        let names = item.subject.types.iter().map(|kind| kind.text.clone()).collect();
        let mut scope = Scope::of_params(vec![(item.subject.name.text.clone(), Type::Entity(names), false)]);
        let (body, _) = self.expr(&item.body, &mut scope);
        let property = self.symbol(&item.property.text);
        self.program.views.push(View { kinds, property, body });
    }

    fn claim(&mut self, item: &'a ast::ClaimItem) {
        let Some(&(number, known)) = self.claims.get(item.name.text.as_str()) else { return };
        if !std::ptr::eq(known, item) {
            return;
        }
        let params: Vec<(String, Type, bool)> =
            item.params.iter().map(|param| (param.name.text.clone(), self.param_type(param), false)).collect();
        let mut scope = Scope::of_params(params.clone());
        let (truth, kind) = self.expr(&item.truth, &mut scope);
        if !kind.fits(&Type::Truth) {
            let message = format!("`true when` needs a truth, this is {kind}");
            self.faults.push(Fault::error("type", self.file, item.truth.span, message));
        }
        let because = item.because.as_ref().map(|template| self.template(template, &mut scope)).unwrap_or_default();
        let vary = item
            .vary
            .iter()
            .filter_map(|vary| {
                let within = vary.within.as_ref().map(|within| self.expr(within, &mut scope).0);
                Some((self.param_number(item, &vary.name)?, within))
            })
            .collect();
        let mut weaken = Vec::new();
        for clause in &item.weaken {
            let when = self.expr(&clause.when, &mut scope).0;
            let to = if clause.to.text == "open" { Some(None) } else { self.severity(&clause.to).map(Some) };
            if let Some(to) = to {
                weaken.push(Weaken { to, unless: clause.unless, when });
            }
        }
        let mut instead = Vec::new();
        for clause in &item.instead {
            if let Some((claim, args)) = self.stated(&clause.claim, &mut scope) {
                instead.push(Instead { claim, args, words: self.template(&clause.words, &mut scope) });
            }
        }
        let severity = item.severity.as_ref().and_then(|word| self.severity(word)).unwrap_or(Severity::Error);
        let safe = item
            .safe
            .iter()
            .filter_map(|safe| {
                let when = safe.when.as_ref().map(|when| self.expr(when, &mut scope).0);
                Some((self.param_number(item, &safe.name)?, when))
            })
            .collect();
        let settles = item.settles.iter().filter_map(|name| self.param_number(item, name)).collect();
        let over = item.over.iter().filter_map(|name| self.find_claim(name)).map(|(claim, _)| claim).collect();
        let params = item
            .params
            .iter()
            .zip(params)
            .map(|(param, (name, kind, _))| Param {
                name,
                window: kind == Type::Window,
                ordinal: param.types.iter().any(|kind| kind.text == "ordinal"),
                optional: param.optional,
            })
            .collect();
        self.program.claims[usize::from(number)] = Claim {
            name: item.name.text.clone(),
            doc: item.doc.clone(),
            params,
            truth,
            because,
            vary,
            weaken,
            instead,
            severity,
            safe,
            settles,
            basis_text: item.basis_text,
            over,
            tags: item.tags.iter().map(|tag| tag.text.clone()).collect(),
            file: self.file.to_owned(),
            place: item.name.span,
        };
    }

    fn severity(&mut self, word: &Name) -> Option<Severity> {
        let found = Severity::parse(&word.text);
        if found.is_none() {
            let fault =
                Fault::error("unknown-name", self.file, word.span, format!("`{}` is not a severity", word.text));
            self.faults.push(fault.help("one of `info`, `warning`, `error`"));
        }
        found
    }

    fn param_number(&mut self, item: &ast::ClaimItem, name: &Name) -> Option<u8> {
        let found = item.params.iter().position(|param| param.name.text == name.text);
        if found.is_none() {
            let fault = Fault::error(
                "unknown-name",
                self.file,
                name.span,
                format!("claim `{}` has no argument `{}`", item.name.text, name.text),
            );
            self.faults.push(fault.meant(&name.text, item.params.iter().map(|param| param.name.text.as_str())));
        }
        found.and_then(|at| u8::try_from(at).ok())
    }

    fn template(&mut self, template: &ast::Template, scope: &mut Scope) -> Vec<Part> {
        template
            .parts
            .iter()
            .filter_map(|part| match part {
                TemplatePart::Text(text) => Some(Part::Text(text.clone())),
                TemplatePart::Hole(hole) => Some(Part::Hole(self.expr(hole, scope).0)),
                TemplatePart::Solve(name) => match scope.param(&name.text) {
                    Some(slot) => Some(Part::Solve(slot)),
                    None => {
                        let fault = Fault::error(
                            "unknown-name",
                            self.file,
                            name.span,
                            format!("there is no argument `{}`", name.text),
                        );
                        self.faults.push(fault.meant(&name.text, scope.names()));
                        None
                    }
                },
            })
            .collect()
    }

    /// A stated claim: number and arguments, checked against its parameters.
    fn stated(&mut self, stated: &ast::Stated, scope: &mut Scope) -> Option<(u16, Vec<super::program::Code>)> {
        let (number, claim) = self.find_claim(&stated.claim)?;
        let required = claim.params.iter().filter(|param| !param.optional).count();
        if stated.args.len() > claim.params.len() || stated.args.len() < required {
            let message = format!(
                "`{}` takes {} arguments, {} are given",
                claim.name.text,
                claim.params.len(),
                stated.args.len()
            );
            let names: Vec<&str> = claim.params.iter().map(|param| param.name.text.as_str()).collect();
            self.faults.push(
                Fault::error("arguments", self.file, stated.claim.span, message)
                    .help(format!("its arguments are `{}`", names.join("`, `"))),
            );
            return None;
        }
        let mut args = Vec::new();
        for (arg, param) in stated.args.iter().zip(&claim.params) {
            let (code, kind) = self.expr(arg, scope);
            let wanted = self.param_type(param);
            if !self.compatible(&kind, &wanted) {
                let message = format!("`{}` of `{}` takes {wanted}, this is {kind}", param.name.text, claim.name.text);
                self.faults.push(Fault::error("type", self.file, arg.span, message));
            }
            args.push(code);
        }
        Some((number, args))
    }

    fn alternative(&mut self, name: &Name, node: Option<u16>, item: &ast::Alternative) {
        let mut captures: Vec<(String, Type, bool)> = Vec::new();
        let elements = self.elements(&item.pattern.elements, &mut captures);
        let unless =
            item.unless.iter().map(|pattern| unnamed(self.elements(&pattern.elements, &mut Vec::new()))).collect();
        let mut scope = Scope::of_params(captures);
        let value = item.value.as_ref().map(|value| self.expr(value, &mut scope).0);
        if node.is_some() && value.is_none() {
            let message = "a node's pattern needs a value";
            self.faults.push(
                Fault::error("syntax", self.file, item.pattern.span, message)
                    .help("write `= EXPRESSION` after the pattern"),
            );
        }
        let states: Vec<_> = item.states.iter().filter_map(|stated| self.stated(stated, &mut scope)).collect();
        if node.is_none() && item.states.is_empty() {
            let message = "a phrase's pattern states nothing";
            self.faults.push(
                Fault::error("syntax", self.file, item.pattern.span, message)
                    .help("write `states CLAIM(…)` after the pattern"),
            );
        }
        for unused in scope.unused() {
            let message = format!("capture `{unused}` is never used");
            self.faults.push(
                Fault::error("unused", self.file, item.pattern.span, message).help("leave its name out: `<type>`"),
            );
        }
        let stratum =
            node.map_or(u16::MAX, |node| self.program.nodes.get(usize::from(node)).map_or(0, |node| node.stratum));
        let number = u32::try_from(self.program.alternatives.len()).unwrap_or(u32::MAX);
        let anchor = self.anchor(&item.pattern, &elements);
        if let Some(element) = anchor {
            self.add_anchor(&elements[usize::from(element)], Anchor { alternative: number, element });
        }
        self.program.alternatives.push(Alternative {
            node,
            name: name.text.clone(),
            elements,
            captures: scope.names().map(str::to_owned).collect(),
            value,
            states,
            any_mood: item.any_mood,
            partitive: item.partitive,
            weak: item.weak,
            granted: item.granted,
            even: item.even.clone(),
            unless,
            guards: item.guards.clone(),
            stratum,
        });
    }
}

/// The same elements, keeping nothing: what `unless` matches is not used.
fn unnamed(elements: Vec<Element>) -> Vec<Element> {
    elements
        .into_iter()
        .map(|element| Element {
            what: match element.what {
                What::Capture { wants, list, subject, .. } => What::Capture { slot: None, wants, list, subject },
                What::Group(branches) => What::Group(branches.into_iter().map(unnamed).collect()),
                other => other,
            },
            ..element
        })
        .collect()
}

impl Default for Claim {
    fn default() -> Self {
        Self {
            name: String::new(),
            doc: String::new(),
            params: Vec::new(),
            truth: super::program::Code::Ever,
            because: Vec::new(),
            vary: Vec::new(),
            weaken: Vec::new(),
            instead: Vec::new(),
            severity: Severity::Error,
            safe: Vec::new(),
            settles: Vec::new(),
            basis_text: false,
            over: Vec::new(),
            tags: Vec::new(),
            file: String::new(),
            place: crate::text::Span::default(),
        }
    }
}

/// The words that a capture may take beside kinds, nodes, classes and marks.
fn want_words() -> impl Iterator<Item = &'static str> {
    WANTS.iter().map(|(word, _)| *word)
}
