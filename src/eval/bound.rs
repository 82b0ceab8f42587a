//! What the names in the rules mean in a base: each is looked up once for both, not at each question.

use crate::base::{Base, EntityId, KindId, Lookup, PropertyId, Schema};
use crate::rules::Program;
use crate::rules::program::{KindRef, Symbol};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// Kinds, kinds of kinds and properties of one program in one base.
#[derive(Debug)]
pub struct Bound {
    /// The kinds that the rules name.
    kinds: Vec<Option<KindId>>,
    /// The kind reference that means anything at all.
    any: Option<usize>,
    /// How many kinds the base has.
    count: usize,
    /// A bit for each kind and each of its ancestors, itself included: words of bits for each kind.
    ancestors: Vec<u64>,
    /// What a symbol means for a kind, once anybody has asked; see [`packed`].
    meanings: Vec<AtomicU32>,
    /// By symbol and kind: what has which text, once anybody has looked for one.
    texts: RwLock<Gathered>,
}

/// What was gathered so far; nothing where the property is derived.
type Gathered = BTreeMap<(Symbol, KindId), Option<Arc<Texts>>>;

/// Entities by a text that a property of theirs has, in order.
pub type Texts = BTreeMap<String, Vec<EntityId>>;

/// What a property that the rules name is for a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The kind has none of that name.
    Nothing,
    /// A stored property.
    Stored(PropertyId),
    /// A sense, by its place in the schema.
    Sense(usize),
    /// A property that the rules derive, by its place in the program.
    View(usize),
}

/// The number of a meaning; 0 stands for one that has not been looked up.
fn packed(meaning: Meaning) -> u32 {
    let number = |at: usize, tag: u32| u32::try_from(at).map_or(1, |at| at.saturating_mul(4).saturating_add(tag));
    match meaning {
        Meaning::Nothing => 1,
        Meaning::Stored(property) => number(property.index() + 1, 0),
        Meaning::Sense(at) => number(at + 1, 1),
        Meaning::View(at) => number(at + 1, 2),
    }
}

fn unpacked(number: u32) -> Meaning {
    let at = (number / 4).saturating_sub(1) as usize;
    match number {
        0 | 1 => Meaning::Nothing,
        _ if number.is_multiple_of(4) => Meaning::Stored(PropertyId::at(at)),
        _ if number % 4 == 1 => Meaning::Sense(at),
        _ => Meaning::View(at),
    }
}

impl Bound {
    /// The names of a program in a base.
    #[must_use]
    pub fn new(base: &Base, program: &Program) -> Self {
        let schema = base.schema();
        let count = schema.kinds.len();
        let width = count.div_ceil(64);
        let mut ancestors = vec![0; count * width];
        for kind in 0..count {
            for ancestor in schema.chain(KindId::at(kind)).map(KindId::index).filter(|&ancestor| ancestor < count) {
                ancestors[kind * width + ancestor / 64] |= 1 << (ancestor % 64);
            }
        }
        Self {
            kinds: program.kinds.iter().map(|name| schema.kind(name)).collect(),
            any: program.kinds.iter().position(|name| name == "entity"),
            count,
            ancestors,
            texts: RwLock::default(),
            meanings: std::iter::repeat_with(|| AtomicU32::new(0)).take(program.symbols.len() * count).collect(),
        }
    }

    /// The kind that the rules name, in this base.
    #[inline]
    #[must_use]
    pub fn kind(&self, kind: KindRef) -> Option<KindId> {
        self.kinds.get(usize::from(kind.0)).copied().flatten()
    }

    /// Whether the rules mean anything at all by it.
    #[inline]
    #[must_use]
    pub fn is_any(&self, kind: KindRef) -> bool {
        self.any == Some(usize::from(kind.0))
    }

    /// Whether `kind` is `ancestor` or a kind of it.
    #[inline]
    #[must_use]
    pub fn is_a(&self, kind: KindId, ancestor: KindId) -> bool {
        let (kind, ancestor) = (kind.index(), ancestor.index());
        if kind >= self.count || ancestor >= self.count {
            return false;
        }
        let bits = self.ancestors.get(kind * self.count.div_ceil(64) + ancestor / 64);
        bits.is_some_and(|bits| bits >> (ancestor % 64) & 1 == 1)
    }

    /// What a property means for a kind.
    #[must_use]
    pub fn meaning(&self, base: &Base, program: &Program, kind: KindId, symbol: Symbol) -> Meaning {
        let slot = self.meanings.get(usize::from(symbol.0) * self.count + kind.index());
        let Some(slot) = slot.filter(|_| kind.index() < self.count) else { return Meaning::Nothing };
        match slot.load(Ordering::Relaxed) {
            0 => {
                let meaning = self.look_up(base.schema(), program, kind, symbol);
                slot.store(packed(meaning), Ordering::Relaxed);
                meaning
            }
            known => unpacked(known),
        }
    }

    /// What has which text as a property, of all things of a kind; gathered when somebody asks first.
    pub(super) fn texts(
        &self,
        kind: KindId,
        symbol: Symbol,
        gather: impl FnOnce() -> Option<Texts>,
    ) -> Option<Arc<Texts>> {
        let key = (symbol, kind);
        // What another thread left half done is whole: an entry is put in at once.
        if let Some(known) = self.texts.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let texts = gather().map(Arc::new);
        self.texts.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(texts).clone()
    }

    fn look_up(&self, schema: &Schema, program: &Program, kind: KindId, symbol: Symbol) -> Meaning {
        let name = program.symbols.get(usize::from(symbol.0)).map_or("", String::as_str);
        match schema.lookup(kind, name) {
            Some(Lookup::Stored(property)) => return Meaning::Stored(property),
            Some(Lookup::Sense(sense)) => {
                return schema.senses.iter().position(|other| other == sense).map_or(Meaning::Nothing, Meaning::Sense);
            }
            None => {}
        }
        let derives =
            |kinds: &[KindRef]| kinds.iter().any(|&other| self.kind(other).is_some_and(|other| self.is_a(kind, other)));
        let view = program.views.iter().position(|view| view.property == symbol && derives(&view.kinds));
        view.map_or(Meaning::Nothing, Meaning::View)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings_survive_packing() {
        let all = [Meaning::Nothing, Meaning::Stored(PropertyId::at(0)), Meaning::Sense(0), Meaning::View(7)];
        for meaning in all {
            assert_eq!(unpacked(packed(meaning)), meaning);
            assert_ne!(packed(meaning), 0);
        }
    }
}
