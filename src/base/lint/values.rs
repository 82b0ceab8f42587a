//! Values that cannot both be right.

use super::Lint;
use crate::base::model::{Rank, StatementDef, ValueDef};
use crate::base::schema::Cardinality;
use crate::calendar::{Days, words};

impl Lint<'_> {
    /// Two holders at a time of what has one at a time; the day of a hand-over is both's.
    pub(super) fn one_at_a_time(&mut self) {
        for group in Self::groups(self.model, Cardinality::One) {
            let mut sure: Vec<(Days, &StatementDef)> =
                group.iter().filter_map(|statement| Some((statement.valid.inner()?, *statement))).collect();
            sure.sort_by_key(|(days, statement)| (*days, statement.origin));
            // Of the statements so far, those that end last: of two values, as the next may have one of them.
            let mut latest: Vec<(Days, &StatementDef)> = Vec::new();
            for (days, statement) in sure {
                let other = latest.iter().find(|(before, other)| {
                    // Where a preferred statement speaks, the others do not count.
                    let shared = before.intersect(days).is_some_and(|shared| shared.first != shared.last);
                    other.value != statement.value && other.rank == statement.rank && shared
                });
                if let Some((before, other)) = other {
                    let message = format!(
                        "`{}` and `{}` both hold on {}",
                        self.value(&other.value),
                        self.value(&statement.value),
                        before.intersect(days).map_or_else(String::new, words::days)
                    );
                    self.report("overlap", statement.subject, statement.origin, message);
                }
                let same =
                    latest.iter().position(|(_, other)| other.value == statement.value && other.rank == statement.rank);
                match same {
                    Some(at) if latest[at].0.last < days.last => latest[at] = (days, statement),
                    Some(_) => {}
                    None => latest.push((days, statement)),
                }
                if latest.len() > 8 {
                    latest.sort_by_key(|(days, _)| std::cmp::Reverse(days.last));
                    latest.truncate(4);
                }
            }
        }
    }

    /// Two different values of what has one for ever, with no rank to settle it.
    pub(super) fn one_for_ever(&mut self) {
        for group in Self::groups(self.model, Cardinality::Once) {
            let best = group.iter().map(|statement| statement.rank).max().unwrap_or(Rank::Normal);
            let group: Vec<_> = group.into_iter().filter(|statement| statement.rank == best).collect();
            for pair in group.windows(2) {
                let [a, b] = pair else { continue };
                let differ = match (&a.value, &b.value) {
                    (ValueDef::Time(a), ValueDef::Time(b)) => !a.days().meets(b.days()),
                    (a, b) => a != b,
                };
                if differ {
                    let message =
                        format!("two values for ever: `{}` and `{}`", self.value(&a.value), self.value(&b.value));
                    self.report("disputed", b.subject, b.origin, message);
                }
            }
        }
    }
}
