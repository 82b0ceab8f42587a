//! Kinds, properties and senses: what can be said, and how many values may hold at a time.

use super::ids::{KindId, PropertyId};
use crate::lang::ast::{KindItem, Name, PropertyItem, SenseItem};
use crate::lang::{Fault, Faults};
use serde::{Deserialize, Serialize};

/// How many values a property has, and along which axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cardinality {
    /// One value at a time.
    One,
    /// Any number of values at a time.
    Many,
    /// One value for ever.
    Once,
    /// Planned, held or cancelled: plans are one at a time on the axis of what is known.
    Phased,
    /// Changes slowly and is only measured now and then.
    Measured,
}

/// The words for cardinalities in a schema.
pub const CARDINALITIES: [(&str, Cardinality); 5] = [
    ("one", Cardinality::One),
    ("many", Cardinality::Many),
    ("once", Cardinality::Once),
    ("phased", Cardinality::Phased),
    ("measured", Cardinality::Measured),
];

/// The type of a property's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ValueType {
    /// An entity of a kind, or of any.
    Entity(Option<KindId>),
    /// Some day within a set.
    Date,
    /// From a day to a day.
    Interval,
    /// An exact number.
    Number,
    /// A text that is only shown.
    Text,
}

/// A kind of entity.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the language")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// The kind that it is a kind of.
    pub parent: Option<KindId>,
    /// Its names are common nouns, found in any case.
    pub common: bool,
    /// Two of the kind may share a part.
    pub overlapping: bool,
    /// Names close to its names are not taken for misspellings.
    pub obscure: bool,
    /// Its names are a first and a last name: for it and the kinds below it.
    pub personal: bool,
    /// Its names are made of words of the language, one of which may be mixed up with another.
    pub worded: bool,
    /// What it is.
    pub doc: String,
}

/// A stored property.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the schema language")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Property {
    /// Its name; the same name may be declared for several kinds.
    pub name: String,
    /// The kinds that have it.
    pub kinds: Vec<KindId>,
    /// Type of its values.
    pub value: ValueType,
    /// How many values.
    pub cardinality: Cardinality,
    /// Holds through: what is part of a part is a part.
    pub transitive: bool,
    /// `is` on entities of this property's value kind goes up along it.
    pub refines: bool,
    /// Its date is that on which its subject begins: nothing holds of it before.
    pub begins: bool,
    /// Its date is that on which its subject ends: nothing holds of it after.
    pub ends: bool,
    /// Its text is the code of its subject in the gazetteer: `US.ME`.
    pub gazetteer: bool,
    /// Its values are places whose land its subject claims or once held: what lies in them may be told to lie in it.
    pub contests: bool,
    /// The name of the property of the values that says the same the other way round.
    pub inverse: Option<String>,
    /// What it says.
    pub doc: String,
}

/// A name that may mean several properties; any true one supports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sense {
    /// Its name.
    pub name: String,
    /// The kinds that have it.
    pub kinds: Vec<KindId>,
    /// The names of the properties that may be meant, the likeliest first.
    pub of: Vec<String>,
}

/// What a property name means for a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// A stored property.
    Stored(PropertyId),
    /// Several properties, any of which may be meant.
    Sense(&'a Sense),
}

/// The schema of a base.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Schema {
    /// All kinds.
    pub kinds: Vec<Kind>,
    /// All stored properties.
    pub properties: Vec<Property>,
    /// All senses.
    pub senses: Vec<Sense>,
}

impl Schema {
    /// The kind of a name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<KindId> {
        self.kinds.iter().position(|kind| kind.name == name).map(KindId::at)
    }

    /// The name of a kind.
    #[must_use]
    pub fn kind_name(&self, kind: KindId) -> &str {
        self.kinds.get(kind.index()).map_or("entity", |kind| kind.name.as_str())
    }

    /// Whether `kind` is `ancestor` or a kind of it.
    #[must_use]
    pub fn is_a(&self, kind: KindId, ancestor: KindId) -> bool {
        self.chain(kind).any(|kind| kind == ancestor)
    }

    /// Whether the names of a kind are a first and a last name.
    #[must_use]
    pub fn is_personal(&self, kind: KindId) -> bool {
        self.chain(kind).any(|kind| self.kinds.get(kind.index()).is_some_and(|kind| kind.personal))
    }

    /// Whether the names of a kind are made of words of the language.
    #[must_use]
    pub fn is_worded(&self, kind: KindId) -> bool {
        self.chain(kind).any(|kind| self.kinds.get(kind.index()).is_some_and(|kind| kind.worded))
    }

    /// The kind and all that it is a kind of, from the narrowest.
    pub fn chain(&self, kind: KindId) -> impl Iterator<Item = KindId> {
        let mut next = Some(kind);
        let mut left = self.kinds.len();
        std::iter::from_fn(move || {
            let current = next?;
            left = left.checked_sub(1)?;
            next = self.kinds.get(current.index()).and_then(|kind| kind.parent);
            Some(current)
        })
    }

    /// What a property name means for a kind.
    #[must_use]
    pub fn lookup(&self, kind: KindId, name: &str) -> Option<Lookup<'_>> {
        self.chain(kind).find_map(|kind| {
            let stored = self.properties.iter().position(|p| p.name == name && p.kinds.contains(&kind));
            let sense = || self.senses.iter().find(|s| s.name == name && s.kinds.contains(&kind));
            stored.map(|at| Lookup::Stored(PropertyId::at(at))).or_else(|| sense().map(Lookup::Sense))
        })
    }

    /// The stored property of a name for a kind.
    #[must_use]
    pub fn stored(&self, kind: KindId, name: &str) -> Option<PropertyId> {
        match self.lookup(kind, name) {
            Some(Lookup::Stored(property)) => Some(property),
            _ => None,
        }
    }

    /// The property that says the same the other way round: of the kind of the values, with the kind as value.
    #[must_use]
    pub fn inverse(&self, property: PropertyId) -> Option<PropertyId> {
        let declared = self.property(property)?;
        let of = |name: &str| {
            let ValueType::Entity(Some(kind)) = declared.value else { return None };
            self.stored(kind, name)
        };
        match &declared.inverse {
            Some(name) => of(name),
            // Declared at the other one.
            None => {
                let other = |other: &Property| {
                    let ValueType::Entity(Some(kind)) = other.value else { return false };
                    other.inverse.as_ref() == Some(&declared.name)
                        && declared.kinds.iter().any(|&of| self.is_a(kind, of))
                };
                self.properties.iter().position(other).map(PropertyId::at)
            }
        }
    }

    /// A property by number.
    #[must_use]
    pub fn property(&self, property: PropertyId) -> Option<&Property> {
        self.properties.get(property.index())
    }

    /// The phased property of a kind with values of the wanted type: dates, or places.
    #[must_use]
    pub fn phased(&self, kind: KindId, wanted: impl Fn(ValueType) -> bool) -> Option<PropertyId> {
        self.chain(kind).find_map(|kind| {
            self.properties
                .iter()
                .position(|p| p.cardinality == Cardinality::Phased && p.kinds.contains(&kind) && wanted(p.value))
                .map(PropertyId::at)
        })
    }

    /// All names that mean something for a kind: for 'did you mean'.
    pub fn names_of(&self, kind: KindId) -> impl Iterator<Item = &str> {
        let chain: Vec<KindId> = self.chain(kind).collect();
        let again = chain.clone();
        let stored =
            self.properties.iter().filter(move |p| p.kinds.iter().any(|k| chain.contains(k))).map(|p| p.name.as_str());
        let senses =
            self.senses.iter().filter(move |s| s.kinds.iter().any(|k| again.contains(k))).map(|s| s.name.as_str());
        stored.chain(senses)
    }
}

/// Collects schema items from all files, then resolves the names among them.
#[derive(Debug, Default)]
pub struct SchemaBuilder<'a> {
    /// What is declared already.
    below: Schema,
    /// Kinds with the file that declares each.
    pub kinds: Vec<(&'a str, &'a KindItem)>,
    /// Properties likewise.
    pub properties: Vec<(&'a str, &'a PropertyItem)>,
    /// Senses likewise.
    pub senses: Vec<(&'a str, &'a SenseItem)>,
}

impl SchemaBuilder<'_> {
    /// One that adds to a schema.
    #[must_use]
    pub fn over(below: Schema) -> Self {
        Self { below, ..Self::default() }
    }

    /// Resolves everything; what cannot be resolved is reported and left out.
    pub fn build(&self, faults: &mut Faults) -> Schema {
        let mut schema = self.below.clone();
        for (file, item) in &self.kinds {
            if schema.kind(&item.name.text).is_some() {
                faults.push(Fault::error(
                    "twice",
                    file,
                    item.name.span,
                    format!("kind `{}` is declared twice", item.name.text),
                ));
                continue;
            }
            let kind = Kind {
                name: item.name.text.clone(),
                parent: None,
                common: item.common,
                overlapping: item.overlapping,
                obscure: item.obscure,
                personal: item.personal,
                worded: item.worded,
                doc: item.doc.clone(),
            };
            schema.kinds.push(kind);
        }
        for (file, item) in &self.kinds {
            let Some(parent) = &item.parent else { continue };
            let Some(parent) = find_kind(&schema, file, parent, faults) else { continue };
            let Some(kind) = schema.kind(&item.name.text) else { continue };
            if schema.is_a(parent, kind) {
                faults.push(Fault::error(
                    "cycle",
                    file,
                    item.name.span,
                    format!("kind `{}` would be a kind of itself", item.name.text),
                ));
            } else {
                schema.kinds[kind.index()].parent = Some(parent);
            }
        }
        for (file, item) in &self.properties {
            self.property(&mut schema, file, item, faults);
        }
        for (file, item) in &self.properties {
            let of = item.kinds.first().and_then(|kind| schema.kind(&kind.text));
            let declared = of.and_then(|kind| schema.stored(kind, &item.name.text));
            if let Some(flag) = item.flags.iter().find(|flag| flag.text.starts_with("inverse-of "))
                && declared.is_some_and(|declared| schema.inverse(declared).is_none())
            {
                let name = flag.text.trim_start_matches("inverse-of ");
                let message = format!("`{name}` is no property of the values of `{}`", item.name.text);
                faults.push(Fault::error("unknown-name", file, flag.span, message));
            }
        }
        for (file, item) in &self.senses {
            let kinds: Vec<KindId> =
                item.kinds.iter().filter_map(|kind| find_kind(&schema, file, kind, faults)).collect();
            for part in &item.of {
                for &kind in &kinds {
                    if schema.stored(kind, &part.text).is_none() {
                        let message = format!("kind `{}` has no property `{}`", schema.kind_name(kind), part.text);
                        faults.push(
                            Fault::error("unknown-name", file, part.span, message)
                                .meant(&part.text, schema.names_of(kind)),
                        );
                    }
                }
            }
            let of = item.of.iter().map(|part| part.text.clone()).collect();
            schema.senses.push(Sense { name: item.name.text.clone(), kinds, of });
        }
        schema
    }

    fn property(&self, schema: &mut Schema, file: &str, item: &PropertyItem, faults: &mut Faults) {
        let value = match item.value.text.as_str() {
            "entity" => ValueType::Entity(None),
            "date" => ValueType::Date,
            "interval" => ValueType::Interval,
            "number" => ValueType::Number,
            "text" => ValueType::Text,
            _ => match find_kind(schema, file, &item.value, faults) {
                Some(kind) => ValueType::Entity(Some(kind)),
                None => return,
            },
        };
        let word = item.cardinality.text.as_str();
        let Some(&(_, cardinality)) = CARDINALITIES.iter().find(|(name, _)| *name == word) else {
            let message = format!("`{word}` is not a cardinality");
            let fault = Fault::error("unknown-name", file, item.cardinality.span, message);
            faults.push(
                fault
                    .help("one of `one`, `many`, `once`, `phased`, `measured`")
                    .meant(word, CARDINALITIES.map(|(name, _)| name)),
            );
            return;
        };
        let kinds: Vec<KindId> = item.kinds.iter().filter_map(|kind| find_kind(schema, file, kind, faults)).collect();
        for &kind in &kinds {
            if schema.stored(kind, &item.name.text).is_some() {
                let message =
                    format!("property `{}` of `{}` is declared twice", item.name.text, schema.kind_name(kind));
                faults.push(Fault::error("twice", file, item.name.span, message));
            }
        }
        let flag = |name: &str| item.flags.iter().any(|flag| flag.text == name);
        schema.properties.push(Property {
            name: item.name.text.clone(),
            kinds,
            value,
            cardinality,
            transitive: flag("transitive"),
            refines: flag("refines"),
            begins: flag("begins"),
            ends: flag("ends"),
            gazetteer: flag("gazetteer"),
            contests: flag("contests"),
            inverse: item.flags.iter().find_map(|flag| flag.text.strip_prefix("inverse-of ")).map(str::to_owned),
            doc: item.doc.clone(),
        });
    }
}

/// The kind of a name, or a fault with the nearest known one.
pub fn find_kind(schema: &Schema, file: &str, name: &Name, faults: &mut Faults) -> Option<KindId> {
    let found = schema.kind(&name.text);
    if found.is_none() {
        let fault = Fault::error("unknown-name", file, name.span, format!("there is no kind `{}`", name.text));
        faults.push(fault.meant(&name.text, schema.kinds.iter().map(|kind| kind.name.as_str())));
    }
    found
}
