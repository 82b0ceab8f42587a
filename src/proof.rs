//! Proofs: the tree from the words of an article through the rule to the facts and their sources.
//!
//! A proof is plain data. [`crate::verify`] replays it without the evaluator's help, so every node
//! carries what it takes to check it again: its inputs, its value, and for a statement its citation.

use crate::calendar::{Day, Grain, Period, Stretch, Time, Window, edtf};
use crate::quantity::{Extent, Quantity};
use crate::text::Span;
use crate::truth::Truth;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::rc::Rc;

/// What a node of a proof is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Words of the article and what they were read as.
    Words,
    /// One of the readings of ambiguous words.
    Reading,
    /// A fact, with its source.
    Statement,
    /// A value worked out from other values.
    Derive,
    /// A comparison of two sets.
    Compare,
    /// The outcome.
    Verdict,
}

/// A value in a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Datum {
    /// Nothing is known.
    Nothing,
    /// A truth.
    Truth(Truth),
    /// An entity's id.
    Entity(String),
    /// A date or stretch.
    Time(Time),
    /// A window.
    Window(Window),
    /// A number with its tolerance.
    Number(Extent),
    /// Money or a measure.
    Quantity(Quantity),
    /// A length of time.
    Period(Period),
    /// A weekday, 1 (Monday) to 7.
    Weekday(u8),
    /// Words.
    Text(String),
    /// Several values.
    Set(Vec<Datum>),
}

/// A fact as cited in a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// Id of the subject.
    pub subject: String,
    /// Name of the property.
    pub property: String,
    /// The value.
    pub value: Datum,
    /// When it holds.
    pub valid: Stretch,
    /// When it was known.
    pub known: Stretch,
    /// Planned, held, cancelled, or empty.
    pub phase: String,
    /// Id of the source.
    pub source: String,
}

impl Cited {
    /// The fact in one line, as a fact file would have it.
    #[must_use]
    pub fn line(&self) -> String {
        let head = if self.phase.is_empty() { &self.property } else { &self.phase };
        let value = match &self.value {
            Datum::Entity(id) => id.clone(),
            Datum::Text(words) => format!("“{words}”"),
            Datum::Time(time) => edtf(*time),
            Datum::Number(extent) => extent.to_string(),
            other => format!("{other:?}"),
        };
        let mut line = format!("{}.{head} {value}", self.subject);
        for (word, stretch) in [("", self.valid), ("known ", self.known)] {
            if stretch != Stretch::ALWAYS {
                let _ = write!(line, " {word}{}", edtf(Time::stretch(stretch.start, stretch.end, Grain::Day)));
            }
        }
        let _ = write!(line, " source {}", self.source);
        line
    }
}

/// What was asked of the base: all values of one property of one subject, or only some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Id of the subject.
    pub subject: String,
    /// Name of the property.
    pub property: String,
    /// Only the statements with this value.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub only: Option<Datum>,
    /// What counts as known is what was known on this day; none: all.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub known: Option<Day>,
    /// The window in which it was asked; none: at any time.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub window: Option<Window>,
}

/// A node of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// What it is.
    #[serde(rename = "node")]
    pub step: Step,
    /// The operation: `holds-on-some-day`, `add`, `meets`, `all-readings`, …
    pub op: String,
    /// The node in words.
    pub text: String,
    /// Its value.
    pub value: Datum,
    /// The grain of a time value.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub grain: Option<Grain>,
    /// The article's words, in bytes of the source.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<Span>,
    /// The fact.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub statement: Option<Box<Cited>>,
    /// Id of the source of a statement.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// What was asked of the base: one subject and property, or all whose values may be meant.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub asked: Vec<Asked>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub inputs: Vec<Rc<Proof>>,
}

impl Proof {
    /// A node with nothing but its value.
    #[must_use]
    pub fn new(step: Step, op: &str, text: impl Into<String>, value: Datum) -> Self {
        let grain = if let Datum::Time(time) = &value { Some(time.grain) } else { None };
        Self {
            step,
            op: op.to_owned(),
            text: text.into(),
            value,
            grain,
            span: None,
            statement: None,
            source: None,
            asked: Vec::new(),
            inputs: Vec::new(),
        }
    }

    /// A node without words or value: for what only asks what a proof rests on.
    #[must_use]
    pub const fn bare() -> Self {
        Self {
            step: Step::Derive,
            op: String::new(),
            text: String::new(),
            value: Datum::Nothing,
            grain: None,
            span: None,
            statement: None,
            source: None,
            asked: Vec::new(),
            inputs: Vec::new(),
        }
    }

    /// The same, resting on these nodes.
    #[must_use]
    pub fn on(mut self, inputs: impl IntoIterator<Item = Rc<Self>>) -> Self {
        self.inputs.extend(inputs);
        self
    }

    /// The same, having asked this.
    #[must_use]
    pub fn asking(mut self, asked: impl IntoIterator<Item = Asked>) -> Self {
        self.asked.extend(asked);
        self
    }

    /// All nodes, each before its inputs.
    pub fn nodes(&self) -> Vec<&Self> {
        let mut nodes = vec![self];
        let mut at = 0;
        while let Some(&node) = nodes.get(at) {
            nodes.extend(node.inputs.iter().map(Rc::as_ref));
            at += 1;
        }
        nodes
    }

    /// Ids of all sources cited, each once, in the order of the tree.
    #[must_use]
    pub fn sources(&self) -> Vec<String> {
        let mut sources: Vec<String> = Vec::new();
        for node in self.nodes() {
            if let Some(source) = &node.source
                && !sources.contains(source)
            {
                sources.push(source.clone());
            }
        }
        sources
    }
}
