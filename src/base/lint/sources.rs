//! A source that has not been looked at for long.

use super::Lint;
use crate::base::model::{Origin, Rank};
use crate::base::schema::Cardinality;
use crate::calendar::{Day, words};

/// So many months after its horizon what a source leaves open is out of date.
const STALE: i32 = 24;

impl Lint<'_> {
    /// What holds one at a time and is left open by a source that knows no more: who looks it up today gets no
    /// answer.
    pub(super) fn expired(&mut self) {
        let model = self.model;
        let released = model.sources.iter().map(|source| source.retrieved).max().unwrap_or(Day::MIN);
        let mut open: Vec<(usize, Option<Origin>)> = vec![(0, None); model.sources.len()];
        for statement in &model.statements {
            let one = model.schema.property(statement.property).is_some_and(|p| p.cardinality == Cardinality::One);
            let stated = statement.valid.start.last != Day::MIN && statement.valid.start.first != Day::MIN;
            if one
                && stated
                && statement.valid.end.last == Day::MAX
                && statement.rank != Rank::Deprecated
                && let Some((count, first)) = open.get_mut(statement.source.index())
            {
                *count += 1;
                first.get_or_insert(statement.origin);
            }
        }
        for (source, (count, first)) in model.sources.iter().zip(open) {
            let stale = source.horizon.plus_months(STALE) < released;
            if let (true, Some(origin)) = (stale, first) {
                let message = format!(
                    "source `{}` knows nothing after {}, and leaves {count} statements open",
                    source.id,
                    words::day(source.horizon)
                );
                self.report_of("expired", std::iter::once(source.id.as_str()), origin, message);
            }
        }
    }
}
