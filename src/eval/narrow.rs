//! Narrowing what the base says: to one value, to a window, to what was known on a day; and the windows
//! that the text does not tell.

use super::value::{Facts, Item, Reason, Val};
use super::world::World;
use crate::calendar::Window;
use crate::proof::Proof;
use crate::rules::program::Mode;
use std::rc::Rc;

impl World<'_> {
    /// Only the statements with this value.
    pub(super) fn select(&self, set: Val, value: &Val) -> Val {
        let Val::Facts(mut facts) = set else { return set };
        match value {
            Val::Unresolved(_) => return Val::Unknown(Reason::NoEntity),
            Val::Unknown(reason) => return Val::Unknown(*reason),
            _ => {}
        }
        for group in &mut facts.groups {
            // What has been worked on is no longer the value of a statement.
            let raw = |item: &Item| {
                self.base.statement(item.statement).is_some_and(|statement| Val::of(&statement) == item.val)
            };
            group.partial |=
                !group.items.iter().all(raw) || matches!(value, Val::Set(_) | Val::Unstated | Val::Facts(_));
            group.items.retain(|item| item.val == *value);
            group.selected = true;
            group.only = Some(value.clone());
        }
        Val::Facts(facts)
    }

    /// Either the date that the clause tells, if it tells one, or another time: both may be meant.
    pub(super) fn told_or(&self, other: Val) -> Val {
        match (self.clause.filter(|_| self.told), other) {
            (Some(clause), Val::Window(other, _)) if clause != other => {
                Val::Set(vec![Val::Window(clause, None), Val::Window(other, None)])
            }
            (Some(clause), _) => Val::Window(clause, None),
            (None, other) => other,
        }
    }

    /// The time about publication.
    pub(super) fn standing(&self) -> Val {
        let Some(published) = self.published else { return Val::Unknown(Reason::NoPublicationDate) };
        let window = crate::frame::window(crate::frame::Row::Present, published);
        window.map_or(Val::Unknown(Reason::NoTime), |window| Val::Window(window, None))
    }

    pub(super) fn at(&self, value: Val, mode: Mode, window: &Val, scope: Option<&Rc<Proof>>) -> Val {
        // Several windows may be meant: each is a sense.
        if let Val::Set(windows) = window {
            let mut all = Facts::default();
            for window in windows {
                match self.at(value.clone(), mode, window, scope) {
                    Val::Facts(mut facts) => all.groups.append(&mut facts.groups),
                    other => return other,
                }
            }
            return Val::Facts(all);
        }
        let (window, except) = match window {
            Val::Window(window, except) => (*window, *except),
            Val::Time(said) => (Window::of(said.time), None),
            Val::Unstated => match self.clause {
                Some(window) => (window, None),
                None => return Val::Unknown(Reason::NoPublicationDate),
            },
            Val::Unknown(reason) => return Val::Unknown(*reason),
            _ => return Val::Unknown(Reason::NoTime),
        };
        let Val::Facts(mut facts) = value else { return value };
        for group in &mut facts.groups {
            if mode == Mode::Known {
                group.known = Some(window.outer.last);
            } else {
                group.at = Some((mode, window, except));
                group.scope = scope.cloned();
            }
        }
        Val::Facts(facts)
    }
}
