//! Numbers of things in one base. They mean nothing in another base.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl $name {
            /// The number as an index.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id at an index; indices beyond the range saturate, and point at nothing.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self(<$inner>::try_from(index).unwrap_or(<$inner>::MAX))
            }
        }
    };
}

id!(
    /// A thing in the base, numbered in the order of the ids' alphabet.
    EntityId(u32)
);
id!(
    /// A kind of the schema, in order of declaration.
    KindId(u16)
);
id!(
    /// A stored property of the schema, in order of declaration.
    PropertyId(u16)
);
id!(
    /// A source of facts.
    SourceId(u32)
);
