//! One name for two things of one kind at one time can never be told apart.

use super::Lint;
use crate::base::model::{NameDef, NameSort};
use std::collections::BTreeMap;

impl Lint<'_> {
    pub(super) fn shared_names(&mut self) {
        let model = self.model;
        let mut owners: BTreeMap<(u16, &str), Vec<&NameDef>> = BTreeMap::new();
        for name in &model.names {
            if name.sort != NameSort::Demonym
                && let Some(entity) = model.entities.get(name.entity.index())
            {
                owners.entry((entity.kind.0, &name.text)).or_default().push(name);
            }
        }
        for ((_, text), names) in owners {
            for pair in names.windows(2) {
                let [a, b] = pair else { continue };
                if a.entity != b.entity && a.used.meets(b.used) {
                    let message = format!("`{text}` names both `{}` and `{}`", self.id(a.entity), self.id(b.entity));
                    self.report("shared-name", b.entity, b.origin, message);
                }
            }
        }
    }
}
