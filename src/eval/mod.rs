//! Evaluation: what an expression of the rule language comes to, given a base.
//!
//! Evaluation is pure and total. Every comparison has three values, and an unknown one says why.

pub mod arithmetic;
pub mod article;
pub mod bound;
pub mod compare;
pub mod count;
pub mod expr;
pub mod find;
pub mod function;
pub mod holds;
pub mod locality;
pub mod narrow;
pub mod origin;
pub mod place;
pub mod property;
pub mod value;
pub mod world;

pub use article::Article;
pub use bound::{Bound, Meaning};
pub use value::{Facts, Group, Item, Reason, Said, Val};
pub use world::{Outcome, Trace, World};
