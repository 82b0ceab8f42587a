//! The fact base: schema, statements, names; from `.facts` text to one compiled image and back.
//!
//! `.facts` and tables are resolved into a [`Model`], linted, and written as an image that is used
//! where it lies: nothing is parsed or copied when a base is opened.

pub mod apply;
pub mod derive;
pub mod gazetteer;
pub mod ids;
pub mod image;
pub mod lint;
pub mod load;
pub mod model;
pub mod names;
pub mod near;
pub mod schema;
pub mod table;

pub use apply::thaw;
pub use gazetteer::{Place, Standing};
pub use ids::{EntityId, KindId, PropertyId, SourceId};
pub use image::{Base, BaseError, Cite, Entity, Statement, Value, WriteError, write_image};
pub use load::{load_model, load_model_over, load_model_with};
pub use model::{Basis, Model, NameSort, Phase, Rank, SourceInfo};
pub use names::{Name, NameHit};
pub use schema::{Cardinality, Lookup, Schema, ValueType};
