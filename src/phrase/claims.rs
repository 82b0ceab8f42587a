//! The claims that a text states.

use super::anchors::Anchors;
use super::board::{Board, NodeMark, Noted};
use super::matcher::{Caught, CaughtWhat, Match, Matcher};
use crate::annotate::{Annotated, Content, Range};
use crate::base::EntityId;
use crate::calendar::Window;
use crate::eval::{Reason, Said, Val, World};
use crate::frame::{Frame, FrameClasses, Mood, Reader, Sentences, clause::sentence_of, frame};
use crate::lang::guard::Guard;
use crate::link::{Mention, Misspelling};
use crate::quantity::Extent;
use crate::rules::program::{Alternative, Code, Element, Function, Param, Want, What};

/// An argument of a stated claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// What it may mean: one value for each reading.
    pub readings: Vec<Val>,
    /// The words that give it; none for a default.
    pub tokens: Option<Range>,
    /// How it is said, for the normal form of a window: `clause:present`, a date, …
    pub said: Option<String>,
    /// The time of what the clause takes for granted, where the clause tells another: if the claim is true then, this
    /// time is meant.
    pub presumed: Option<Val>,
}

/// A claim that the text states.
#[expect(clippy::struct_excessive_bools, reason = "each is a doubt of its own")]
#[derive(Debug, Clone, PartialEq)]
pub struct StatedClaim {
    /// The claim.
    pub claim: u16,
    /// Its arguments, in order; as many as it has parameters.
    pub args: Vec<Argument>,
    /// The tokens of the match.
    pub tokens: Range,
    /// Name of the phrase or node.
    pub phrase: String,
    /// The frame of its clause.
    pub frame: Frame,
    /// Whether a negation stands at the marked verb, so that the contrary is stated.
    pub negated: bool,
    /// Whether something else in the clause is negated, so that it is open what is stated.
    pub denied: bool,
    /// Whether the clause only supposes or asks what is claimed, and the pattern minds that.
    pub hedged: bool,
    /// Whether the words may mean something else, so that nothing is refuted.
    pub weak: bool,
    /// Whether a finding is as grave as in the writer's own words, whoever says it.
    pub grave: bool,
}

/// Finds all claims of a text.
#[must_use]
pub fn claims(
    text: &Annotated<'_>,
    mentions: &[Mention],
    misses: &[Misspelling],
    world: World<'_>,
    anchors: &Anchors,
    frames: &FrameClasses,
) -> Vec<StatedClaim> {
    let mut board = Board::new(text, mentions, misses);
    let reader = Reader { text, lexicon: &world.program.lexicon, classes: frames };
    let mut found: Vec<StatedClaim> = Vec::new();
    let mut sentences = Sentences::new(&reader);
    let mut trials = anchors.at_words(text.walk());
    let mut known = 0;
    for pass in 0..trials.len() {
        anchors.at_entries(&board, known, pass, &mut trials);
        known = board.entries().len();
        let mut here = std::mem::take(&mut trials[pass]);
        // Words and each sort of entry come in order, so that this joins what is sorted.
        here.sort();
        here.dedup();
        let mut made: Vec<(Range, NodeMark)> = Vec::new();
        let mut matcher = Matcher::new(&board, &world, &reader);
        let mut sentence = Range::new(0, 0);
        for (token, anchor) in here {
            let Some(alternative) = world.program.alternatives.get(anchor.alternative as usize) else { continue };
            if !sentence.contains(token) {
                sentence = sentence_of(&text.sentences, token);
            }
            let Some(hit) = matcher.at(alternative, anchor.element, sentence, token) else { continue };
            state(&board, &mut sentences, alternative, &hit, world, &mut found);
            if let (Some(node), Some(value)) = (alternative.node, &alternative.value) {
                let args = catch_values(&board, alternative, &hit, world);
                let val = match world.with(&args).val(value) {
                    Val::Set(parts) if parts.len() == 1 => parts.into_iter().next().unwrap_or(Val::Unstated),
                    Val::Unknown(_) => Val::Unresolved(words(text, hit.tokens).to_owned()),
                    other => other,
                };
                made.push((hit.tokens, NodeMark { node, val, found: anchor.alternative }));
            }
        }
        for (tokens, mark) in made {
            board.add_node(tokens, mark);
        }
    }
    found
}

/// The words of some tokens.
#[must_use]
pub fn words<'t>(text: &'t Annotated<'_>, tokens: Range) -> &'t str {
    tokens.span(&text.tokens).of(&text.document.text)
}

/// The value of each capture, for expressions.
fn catch_values(board: &Board<'_>, alternative: &Alternative, hit: &Match<'_>, world: World<'_>) -> Vec<Val> {
    (0..alternative.captures.len())
        .map(|slot| match hit.caught.get(slot).and_then(Option::as_ref) {
            None => Val::Unstated,
            Some(caught) => one(readings(board, caught, world)),
        })
        .collect()
}

fn one(mut readings: Vec<Val>) -> Val {
    match readings.len() {
        0 => Val::Unknown(Reason::NoEntity),
        1 => readings.remove(0),
        _ => Val::Set(readings),
    }
}

/// All readings of caught words.
fn readings(board: &Board<'_>, caught: &Caught<'_>, world: World<'_>) -> Vec<Val> {
    match &caught.what {
        CaughtWhat::Class("") => {
            vec![Val::Text(words(board.text, caught.tokens).to_lowercase())]
        }
        CaughtWhat::Class(value) => vec![Val::Text((*value).to_owned())],
        CaughtWhat::Name => vec![Val::Unresolved(words(board.text, caught.tokens).to_owned())],
        CaughtWhat::Place => vec![Val::Place(spaced(words(board.text, caught.tokens)))],
        CaughtWhat::Mark(mark) => {
            let Some(mark) = world.program.marks.get(usize::from(*mark)) else { return Vec::new() };
            let window = world.val(&mark.window);
            let except = mark.except.as_ref().map(|except| world.val(except));
            match (window, except) {
                (Val::Window(window, _), None) => vec![Val::Window(window, None)],
                (Val::Window(window, _), Some(Val::Window(except, _))) => vec![Val::Window(window, Some(except))],
                (other, _) => vec![other],
            }
        }
        CaughtWhat::List(parts) => vec![Val::Set(parts.iter().map(|part| one(readings(board, part, world))).collect())],
        CaughtWhat::Entry(Noted::Note(note)) => {
            board.text.notes.get(*note as usize).map(|note| note_val(&note.content)).into_iter().collect()
        }
        CaughtWhat::Entry(Noted::Mention(mention)) => {
            let mut found = board.readings(*mention, caught.want, &world);
            // A word that names a country and a state may mean either.
            for &want in caught.wants.iter().filter(|&&other| other != caught.want) {
                for reading in board.readings(*mention, want, &world) {
                    if !found.contains(&reading) {
                        found.push(reading);
                    }
                }
            }
            found.into_iter().map(Val::Entity).collect()
        }
        CaughtWhat::Entry(Noted::Miss(miss)) => board
            .misses
            .get(*miss as usize)
            .map(|miss| Val::Miss { written: words(board.text, miss.tokens).to_owned(), right: miss.right.clone() })
            .into_iter()
            .collect(),
        CaughtWhat::Entry(Noted::Node(node)) => match board.nodes.get(*node as usize).map(|mark| mark.val.clone()) {
            Some(Val::Set(parts)) => parts,
            Some(val) => vec![val],
            None => Vec::new(),
        },
    }
}

/// Words with one space between them, however they are broken into lines.
fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn note_val(content: &Content) -> Val {
    match content {
        Content::Number(amount) => Val::Number(amount.extent),
        Content::Ordinal(number) => Val::Number(Extent::exact((*number).into())),
        Content::Age(extent) | Content::Multiple(extent) | Content::Vague(extent) => Val::Number(*extent),
        Content::Percent(amount) | Content::Points(amount) => Val::Percent(amount.extent),
        // A part of a whole is a percentage of it.
        Content::Fraction(amount) => amount.extent.times(100.into()).map_or(Val::Unknown(Reason::NoFact), Val::Percent),
        Content::Money(measure) | Content::Measure(measure) => Val::Quantity(measure.quantity),
        Content::Vote(vote) => {
            let part = |value| Val::Number(Extent::exact(value));
            Val::Set(vec![part(vote.first.value), part(vote.second.value)])
        }
        Content::Position(_) => Val::Unknown(Reason::NoFact),
        Content::Period(period) => Val::Period(period.clone()),
        Content::Weekday(weekday) => Val::Weekday(*weekday),
        Content::Time(note) => match (note.time, note.from) {
            (Some(time), crate::annotate::note::TimeBasis::Words | crate::annotate::note::TimeBasis::Published) => {
                Val::Time(Said { time, gap: note.gap })
            }
            _ => Val::Unknown(Reason::NoTime),
        },
    }
}

/// Adds the claims that a match states.
fn state(
    board: &Board<'_>,
    sentences: &mut Sentences<'_, '_>,
    alternative: &Alternative,
    hit: &Match<'_>,
    world: World<'_>,
    found: &mut Vec<StatedClaim>,
) {
    let partly = alternative.partitive || alternative.granted;
    if alternative.states.is_empty() || (!partly && partitive(sentences.reader, hit.tokens.start)) {
        return;
    }
    let anchor = hit.verb.unwrap_or(hit.tokens.start);
    if sentences.of(anchor).corrects {
        return;
    }
    let mut frame = frame(sentences.reader, &sentences.of(anchor), anchor, hit.tokens, world.published);
    if frame.mood == Mood::Question && !alternative.any_mood && !alternative.granted {
        return;
    }
    if alternative.guards.iter().any(|&guard| frame.does(guard)) {
        return;
    }
    if alternative.granted {
        frame.grant();
    }
    // A last name alone may be somebody else's, unless the pattern asks for one.
    let by_surname = board.by_surname(hit.tokens) && !asks(&alternative.elements, Want::Surname);
    let world = world.framed(&frame);
    let taken_for_granted = alternative.even.contains(&Guard::Denied);
    let (negated, denied) = if taken_for_granted { (false, false) } else { denial(&frame, hit) };
    for (claim, args) in &alternative.states {
        for element in 0..elements_of(args, hit) {
            let Some(params) = world.program.claims.get(usize::from(*claim)).map(|claim| &claim.params) else {
                continue;
            };
            let args: Vec<Argument> = params
                .iter()
                .enumerate()
                .map(|(at, _)| match args.get(at) {
                    Some(code) => argument(board, alternative, hit, code, element, world, &frame),
                    None => Argument { readings: vec![Val::Unstated], tokens: None, said: None, presumed: None },
                })
                .zip(params)
                .map(|(arg, param)| if param.window { windowed(arg, world, &frame) } else { arg })
                .collect();
            // What must be stated and is not states nothing.
            let unsaid = |(arg, param): (&Argument, &Param)| {
                !param.optional && arg.readings.iter().all(|val| matches!(val, Val::Unstated))
            };
            if args.iter().zip(params).any(unsaid) {
                continue;
            }
            found.push(StatedClaim {
                claim: *claim,
                args,
                tokens: hit.tokens,
                phrase: alternative.name.clone(),
                frame: frame.clone(),
                negated,
                denied,
                hedged: (frame.mood != Mood::Asserted && !alternative.any_mood)
                    || (params.iter().any(|param| param.window) && status_missed(&frame, hit)),
                weak: alternative.weak || (alternative.granted && by_surname),
                grave: (!frame.quoted()
                    || alternative.even.iter().any(|&even| even != Guard::Denied && frame.does(even)))
                    && !by_surname,
            });
        }
    }
}

/// Whether some capture of a pattern takes this.
fn asks(elements: &[Element], wanted: Want) -> bool {
    elements.iter().any(|element| match &element.what {
        What::Capture { wants, .. } => wants.contains(&wanted),
        What::Group(branches) => branches.iter().any(|branch| asks(branch, wanted)),
        What::Words(_) | What::Gap(_) => false,
    })
}

/// How many claims an `each` makes: one for each element of the list. Two lists go side by side; lists of
/// different lengths make none.
fn elements_of(args: &[Code], hit: &Match<'_>) -> usize {
    let mut lengths = args
        .iter()
        .filter_map(|arg| if let Code::Each(slot) = arg { hit.caught.get(usize::from(*slot))?.as_ref() } else { None })
        .map(|caught| if let CaughtWhat::List(parts) = &caught.what { parts.len() } else { 1 });
    let first = lengths.next().unwrap_or(1);
    if lengths.all(|length| length == first) { first } else { 0 }
}

fn argument(
    board: &Board<'_>,
    alternative: &Alternative,
    hit: &Match<'_>,
    code: &Code,
    element: usize,
    world: World<'_>,
    frame: &Frame,
) -> Argument {
    let caught = |slot: u8| hit.caught.get(usize::from(slot)).and_then(Option::as_ref);
    match code {
        Code::Each(slot) => {
            let part = caught(*slot).and_then(|caught| match &caught.what {
                CaughtWhat::List(parts) => parts.get(element),
                _ => Some(caught),
            });
            match part {
                Some(part) => Argument {
                    readings: readings(board, part, world),
                    tokens: Some(part.tokens),
                    said: None,
                    presumed: None,
                },
                None => Argument { readings: vec![Val::Unstated], tokens: None, said: None, presumed: None },
            }
        }
        Code::Param(slot) => match caught(*slot) {
            Some(caught) => {
                let said = if let CaughtWhat::Mark(_) = caught.what {
                    Some(words(board.text, caught.tokens).to_lowercase())
                } else {
                    None
                };
                Argument { readings: readings(board, caught, world), tokens: Some(caught.tokens), said, presumed: None }
            }
            None => Argument { readings: vec![Val::Unstated], tokens: None, said: None, presumed: None },
        },
        Code::Clause => {
            let said = told_form(board, frame);
            Argument { readings: vec![world.val(code)], tokens: frame.date, said, presumed: None }
        }
        Code::Presupposed => {
            // A date within the time that is presupposed anyway does not make it another claim.
            let within = frame
                .window
                .zip(frame.presupposed)
                .is_some_and(|(told, presupposed)| presupposed.outer.covers(told.outer));
            let told = if within { None } else { told_form(board, frame) };
            let presumed = frame.presupposed.filter(|_| told.is_some()).map(|window| Val::Window(window, None));
            let said = told.or_else(|| Some(PRESUPPOSED.to_owned()));
            Argument { readings: vec![world.val(code)], tokens: frame.date.filter(|_| !within), said, presumed }
        }
        Code::Published => Argument {
            readings: vec![world.val(code)],
            tokens: None,
            said: Some("@published".to_owned()),
            presumed: None,
        },
        Code::Standing => Argument {
            readings: vec![world.val(code)],
            tokens: None,
            said: Some("@standing".to_owned()),
            presumed: None,
        },
        Code::Call(Function::Either, parts) => match parts.as_slice() {
            [Code::Param(slot), second] if caught(*slot).is_none() => {
                argument(board, alternative, hit, second, element, world, frame)
            }
            [first @ Code::Param(_), _] => argument(board, alternative, hit, first, element, world, frame),
            _ => computed(board, alternative, hit, code, world),
        },
        Code::Call(Function::Told, parts) => {
            let all = parts.first().map(|part| computed(board, alternative, hit, part, world));
            all.map_or(Argument { readings: Vec::new(), tokens: None, said: None, presumed: None }, |all| {
                told(board, hit, all)
            })
        }
        _ => computed(board, alternative, hit, code, world),
    }
}

/// How the normal form calls the time of what is taken for granted.
pub const PRESUPPOSED: &str = "@presupposed";

/// Of what may be meant, that which the article names up to the end of the match: `the bloc` is one of those told of.
fn told(board: &Board<'_>, hit: &Match<'_>, all: Argument) -> Argument {
    let named = |entity: EntityId| board.named_first(entity).is_some_and(|first| first < hit.tokens.end);
    let readings =
        all.readings.into_iter().filter(|val| matches!(val, Val::Entity(entity) if named(*entity))).collect();
    Argument { readings, ..all }
}

/// An argument that has to be worked out from the captures.
fn computed(board: &Board<'_>, alternative: &Alternative, hit: &Match<'_>, code: &Code, world: World<'_>) -> Argument {
    let args = catch_values(board, alternative, hit, world);
    let readings = match world.with(&args).val(code) {
        Val::Set(parts) if !parts.is_empty() && parts.iter().all(|part| matches!(part, Val::Entity(_))) => parts,
        other => vec![other],
    };
    let caught = first_slot(code).and_then(|slot| hit.caught.get(usize::from(slot)).and_then(Option::as_ref));
    Argument { readings, tokens: caught.map(|caught| caught.tokens), said: None, presumed: None }
}

/// The normal form of the date that the clause tells, if it tells one: its words.
fn told_form(board: &Board<'_>, frame: &Frame) -> Option<String> {
    frame.date.map(|tokens| words(board.text, tokens).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
}

/// The first capture that an expression uses: its words stand for the argument.
fn first_slot(code: &Code) -> Option<u8> {
    match code {
        Code::Param(slot) | Code::Each(slot) => Some(*slot),
        Code::Property(inner, _) | Code::Period(inner, _) | Code::Not(inner) => first_slot(inner),
        Code::Select(a, b) | Code::At(a, _, b) | Code::Arithmetic(a, _, b) => first_slot(a).or_else(|| first_slot(b)),
        Code::Find(_, filters) => filters.iter().find_map(|(_, code)| first_slot(code)),
        Code::Call(_, parts) | Code::Set(parts) => parts.iter().find_map(first_slot),
        _ => None,
    }
}

/// A time argument: what is not said is the clause's.
fn windowed(arg: Argument, world: World<'_>, frame: &Frame) -> Argument {
    let unsaid = arg.readings.iter().all(|val| matches!(val, Val::Unstated));
    let readings: Vec<Val> = if unsaid { vec![world.val(&Code::Clause)] } else { arg.readings };
    let readings: Vec<Val> = readings
        .into_iter()
        .map(|val| match val {
            Val::Time(said) => Val::Window(Window::of(said.time), None),
            other => other,
        })
        .collect();
    let tokens = if unsaid { frame.date } else { arg.tokens };
    // A time that the words do not tell is named, not dated, so that the form outlives the publication date.
    let said = arg.said.or_else(|| tokens.is_none().then(|| format!("@{}", frame.row.word())));
    Argument { readings, tokens, said, presumed: arg.presumed }
}

/// Whether `one of the` or its like stands just before the match.
fn partitive(reader: &Reader<'_>, start: u32) -> bool {
    (1..=4).any(|back| {
        let Some(at) = (start as usize).checked_sub(back) else { return false };
        reader.starts(reader.classes.partitive, at).is_some_and(|tokens| at + tokens + 1 >= start as usize)
    })
}

/// Whether a negation stands at the marked verb, or reaches the match from elsewhere in the clause. A
/// negation reaches what follows it: one that stands behind the match does not deny it.
fn denial(frame: &Frame, hit: &Match<'_>) -> (bool, bool) {
    let at_verb = |start: u32| hit.verb.is_some_and(|verb| start < verb && verb - start <= 3);
    match frame.denials.as_slice() {
        [] => (false, false),
        [denial] if at_verb(denial.words.start) => (true, false),
        _ => (false, true),
    }
}

/// Whether a word of status changes what is claimed and the pattern has not taken it in as a mark: who is
/// `acting` minister is not the minister.
fn status_missed(frame: &Frame, hit: &Match<'_>) -> bool {
    let Some(status) = &frame.status else { return false };
    let words = status.words;
    let marks = hit.caught.iter().flatten().filter(|caught| matches!(caught.what, CaughtWhat::Mark(_)));
    !marks.into_iter().any(|mark| mark.tokens.start < words.end && words.start < mark.tokens.end)
}
