//! JSON Pointers (RFC 6901).

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt::{Display, Formatter};
use std::str::FromStr;
use thiserror::Error;

/// The way to a value inside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    steps: Vec<String>,
}

/// Why a text is no pointer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is no JSON Pointer: `~` is written `~0`, and `/` in a name `~1`")]
pub struct PointerError {
    /// The text.
    pub text: String,
}

impl FromStr for Pointer {
    type Err = PointerError;

    /// Reads a pointer (`/article/body`); a name without a slash is that of a field of the record.
    fn from_str(text: &str) -> Result<Self, PointerError> {
        let steps = text.strip_prefix('/').unwrap_or(text).split('/').map(|step| {
            let escaped = step.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
            // In this order: `~01` is `~1`.
            escaped.then(|| step.replace("~1", "/").replace("~0", "~"))
        });
        let steps = if text.is_empty() { Some(Vec::new()) } else { steps.collect() };
        steps.map(|steps| Self { steps }).ok_or_else(|| PointerError { text: text.to_owned() })
    }
}

impl Display for Pointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        self.steps.iter().try_for_each(|step| write!(f, "/{}", step.replace('~', "~0").replace('/', "~1")))
    }
}

impl Pointer {
    /// The pointer to a field of the record itself.
    #[must_use]
    pub fn field(name: &str) -> Self {
        Self { steps: vec![name.to_owned()] }
    }

    /// The value that it leads to; nothing where there is none, or `null`.
    #[must_use]
    pub fn find<'s>(&self, from: &Looked<'s>) -> Option<&'s RawValue> {
        let Some((first, rest)) = self.steps.split_first() else { return Some(from.value) };
        let start = match &from.members {
            Some(members) => members.get(first),
            None => descend(from.value, first),
        };
        let found = rest.iter().try_fold(start?, |value, step| descend(value, step));
        found.filter(|value| value.get() != "null")
    }
}

/// A value that several pointers look into.
#[derive(Debug)]
pub struct Looked<'s> {
    /// As it is written.
    pub value: &'s RawValue,
    members: Option<Members<'s>>,
}

impl<'s> Looked<'s> {
    /// Takes a value apart once.
    #[must_use]
    pub fn new(value: &'s RawValue) -> Self {
        let members = if value.get().starts_with('{') { serde_json::from_str(value.get()).ok() } else { None };
        Self { value, members }
    }

    /// Whether it is an object.
    #[must_use]
    pub const fn is_object(&self) -> bool {
        self.members.is_some()
    }
}

/// One step down.
fn descend<'s>(value: &'s RawValue, step: &str) -> Option<&'s RawValue> {
    match value.get().as_bytes().first()? {
        b'{' => serde_json::from_str::<Members<'s>>(value.get()).ok()?.get(step),
        b'[' => {
            let plain = step == "0" || (!step.starts_with('0') && step.bytes().all(|byte| byte.is_ascii_digit()));
            let place: usize = if plain { step.parse().ok()? } else { return None };
            let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
            items.get(place).copied()
        }
        _ => None,
    }
}

/// The fields of an object as they are written.
#[derive(Debug)]
struct Members<'s>(Vec<(Cow<'s, str>, &'s RawValue)>);

impl<'s> Members<'s> {
    /// The value of a field; of several of one name the last.
    fn get(&self, name: &str) -> Option<&'s RawValue> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| *value)
    }
}

impl<'s> Deserialize<'s> for Members<'s> {
    fn deserialize<D: Deserializer<'s>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'s> Visitor<'s> for Fields {
            type Value = Members<'s>;

            fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'s>>(self, mut map: A) -> Result<Members<'s>, A::Error> {
                let mut members = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// A name, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Name<'s>(#[serde(borrow)] Cow<'s, str>);

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of the document in RFC 6901.
    #[test]
    fn pointers_lead_where_the_standard_says() {
        let text =
            r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,"x":null}"#;
        let whole: &RawValue = serde_json::from_str(text).expect("JSON");
        for (pointer, value) in [
            ("", Some(text)),
            ("/foo", Some(r#"["bar","baz"]"#)),
            ("foo", Some(r#"["bar","baz"]"#)),
            ("/foo/0", Some(r#""bar""#)),
            ("/", Some("0")),
            ("/a~1b", Some("1")),
            ("/c%d", Some("2")),
            ("/i\\j", Some("5")),
            ("/k\"l", Some("6")),
            ("/ ", Some("7")),
            ("/m~0n", Some("8")),
            ("/foo/2", None),
            ("/foo/01", None),
            ("/foo/-", None),
            ("/x", None),
            ("/foo/0/0", None),
        ] {
            let read: Pointer = pointer.parse().expect("a pointer");
            assert_eq!(read.find(&Looked::new(whole)).map(RawValue::get), value, "{pointer}");
        }
        assert_eq!("a~1b/m~0n".parse::<Pointer>().expect("a pointer").to_string(), "/a~1b/m~0n");
        assert!("/a~2".parse::<Pointer>().is_err() && "/a~".parse::<Pointer>().is_err());
    }
}
