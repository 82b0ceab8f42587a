//! What all parsers of one file share: the file, the item being read, and the faults found so far.
//!
//! It rides along in the input ([`super::Input`]), so that a parser deep inside an item can report a
//! fault and read on while its callers stay plain combinators.

use std::cell::{Cell, RefCell};

use super::wrong::{Inside, Wrong};
use super::{Input, Res};
use crate::lang::fault::{Fault, Faults};
use crate::text::Span;

/// How deep expressions and groups may nest: far more than anybody writes, and little enough for the
/// stack of a thread in a debug build.
pub const DEEPEST: u32 = 32;

/// How many operators one expression may have.
pub const LONGEST: u32 = 500;

/// Message of the fault that hides a missing `}`: the string may have swallowed it.
pub const UNTERMINATED: &str = "unterminated string";

/// The state that parsers of one file share.
#[derive(Debug)]
pub struct Scope<'a> {
    file: &'a str,
    text: &'a str,
    faults: RefCell<Faults>,
    inside: Cell<Option<Inside>>,
    limit: Cell<usize>,
    depth: Cell<u32>,
    operators: Cell<u32>,
    table: Cell<bool>,
}

impl<'a> Scope<'a> {
    /// A scope for reading `text`, which is the whole of `file`.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            faults: RefCell::new(Faults::new()),
            inside: Cell::new(None),
            limit: Cell::new(text.len()),
            depth: Cell::new(0),
            operators: Cell::new(0),
            table: Cell::new(false),
        }
    }

    /// Keeps a fault; the parser reads on.
    pub fn report(&self, wrong: Wrong) {
        let fault = wrong.into_fault(self.file, self.text, self.limit.get(), self.inside.get());
        let mut faults = self.faults.borrow_mut();
        // Blocks within blocks all miss their `}` at the same place.
        let again = |last: &Fault| last.span == fault.span && last.message == fault.message;
        if !faults.last().is_some_and(again) {
            faults.push(fault);
        }
    }

    /// How many faults there are so far.
    pub fn count(&self) -> usize {
        self.faults.borrow().len()
    }

    /// Whether the fault found last is a string without an end.
    pub fn string_is_open(&self) -> bool {
        self.faults.borrow().last().is_some_and(|fault: &Fault| fault.message == UNTERMINATED)
    }

    /// All faults, in the order of their places.
    pub fn into_faults(self) -> Faults {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|fault| fault.span);
        faults
    }

    /// Starts on the text up to `limit`; no item is being read yet.
    pub fn start(&self, limit: usize) {
        self.limit.set(limit);
        self.inside.set(None);
        self.depth.set(0);
        self.operators.set(0);
    }

    /// An item's keyword has been read.
    pub fn enter(&self, span: Span, noun: &'static str) {
        self.inside.set(Some(Inside { span, noun }));
    }

    /// The item being read.
    pub fn inside(&self) -> Option<Inside> {
        self.inside.get()
    }

    /// Goes back to an outer item.
    pub fn back_to(&self, outer: Option<Inside>) {
        self.inside.set(outer);
    }

    /// Whether `{column}` may stand here.
    pub fn in_table(&self) -> bool {
        self.table.get()
    }

    /// Says whether `{column}` may stand from here on.
    pub fn set_table(&self, table: bool) {
        self.table.set(table);
    }

    /// Counts an operator. A chain of operators is as deep a tree as brackets are, and trees are
    /// walked by recursion.
    pub fn longer(input: Input<'_>) -> Result<(), nom::Err<Wrong>> {
        let operators = &input.extra.operators;
        operators.set(operators.get() + 1);
        if operators.get() <= LONGEST {
            return Ok(());
        }
        let message = format!("more than {LONGEST} operators in one expression");
        Err(nom::Err::Failure(Wrong::says(input.location_offset(), 0, message)))
    }

    /// Runs a parser one level deeper; too deep is a fault rather than a full stack.
    pub fn deeper<'i, T>(input: Input<'i>, parse: impl FnOnce(Input<'i>) -> Res<'i, T>) -> Res<'i, T> {
        let depth = &input.extra.depth;
        if depth.get() >= DEEPEST {
            let len = input.fragment().chars().next().map_or(0, char::len_utf8);
            let wrong = Wrong::says(input.location_offset(), len, format!("nested deeper than {DEEPEST} levels"));
            return Err(nom::Err::Failure(wrong));
        }
        if depth.get() == 0 {
            input.extra.operators.set(0);
        }
        depth.set(depth.get() + 1);
        let result = parse(input);
        depth.set(depth.get() - 1);
        result
    }
}
