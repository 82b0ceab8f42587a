//! Cases of a suite, and how many pass.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// One case: a text and the results wanted.
#[derive(Debug, Deserialize)]
pub struct Case {
    pub spec: String,
    pub input: String,
    #[serde(default)]
    pub reference: Option<String>,
    #[serde(default)]
    pub results: Vec<Wanted>,
}

/// A result as the suite writes it. Models give `End`, the last character; extractors `Length`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Wanted {
    pub text: Option<String>,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub length: Option<usize>,
    pub resolution: Option<Value>,
}

impl Wanted {
    /// Where it stands, in characters, the end excluded.
    pub fn place(&self, input: &str) -> (usize, usize) {
        if let Some(start) = self.start {
            let end = self.end.map_or(start + self.length.unwrap_or(0), |last| last + 1);
            return (start, end);
        }
        let text = self.text.as_deref().unwrap_or("");
        let start = input.find(text).map_or(0, |byte| super::points(input, byte));
        (start, start + text.chars().count())
    }
}

/// A result in a form that can be compared: where it stands and its value, empty where only places count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub start: usize,
    pub end: usize,
    pub value: String,
}

/// The cases of a suite of JSON Lines.
pub fn rows(text: &str) -> impl Iterator<Item = Case> {
    text.lines().map(|line| serde_json::from_str(line).expect("a case is JSON"))
}

/// How many cases of each specification pass.
#[derive(Debug, Default)]
pub struct Tally {
    specs: BTreeMap<String, (usize, usize)>,
    misses: Vec<String>,
}

impl Tally {
    /// Counts a case: the results must be the same, in any order.
    pub fn count(&mut self, case: &Case, mut wanted: Vec<Place>, mut found: Vec<Place>) {
        wanted.sort();
        found.sort();
        found.dedup();
        let same = wanted == found;
        if !same {
            let list = |places: &[Place]| {
                let show =
                    |place: &Place| format!("{:?} {}", super::cut(&case.input, place.start, place.end), place.value);
                places.iter().map(show).collect::<Vec<_>>().join("; ")
            };
            self.misses.push(format!(
                "{}: {:?}\n    wanted {}\n    found  {}",
                case.spec,
                case.input,
                list(&wanted),
                list(&found)
            ));
        }
        self.add(&case.spec, same);
    }

    /// Counts one case of a specification.
    pub fn add(&mut self, spec: &str, passed: bool) {
        let (all, good) = self.specs.entry(spec.to_owned()).or_default();
        *all += 1;
        *good += usize::from(passed);
    }

    /// Keeps a line about a case that did not pass.
    pub fn miss(&mut self, line: String) {
        self.misses.push(line);
    }

    pub fn total(&self) -> usize {
        self.specs.values().map(|(all, _)| all).sum()
    }

    pub fn passed(&self) -> usize {
        self.specs.values().map(|(_, good)| good).sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if crate::support::variable("FACTLINT_MISSES").is_some() {
            for miss in &self.misses {
                writeln!(f, "{miss}")?;
            }
        }
        for (spec, (all, good)) in &self.specs {
            writeln!(f, "{good:5} of {all:5}  {spec}")?;
        }
        writeln!(f, "{:5} of {:5}  in all", self.passed(), self.total())
    }
}
