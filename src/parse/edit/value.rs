//! What a file says, without places: the value that an edit starts from, and the one that it must come to.

use crate::parse::skeleton::value::line;
use crate::parse::tree::{Node, NodeKind};

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    /// The place in a list, from 0.
    At(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    /// Any scalar, as it is read.
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    pub(crate) fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// A map with keys in this order.
    pub(crate) fn map<'k>(entries: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
        Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// The value at the end of a way.
    pub(crate) fn get(&self, way: &[Step]) -> Option<&Value> {
        let Some((step, rest)) = way.split_first() else { return Some(self) };
        match (self, step) {
            (Value::Map(entries), Step::Key(key)) => entries.iter().find(|(own, _)| own == key)?.1.get(rest),
            (Value::List(values), Step::At(at)) => values.get(*at)?.get(rest),
            _ => None,
        }
    }

    pub(super) fn of(node: &Node) -> Value {
        match &node.kind {
            NodeKind::Null => Value::Null,
            NodeKind::Scalar(text) => Value::Text(text.clone()),
            NodeKind::List(values) => Value::List(values.iter().map(Value::of).collect()),
            NodeKind::Map(entries) => {
                Value::Map(entries.iter().map(|entry| (entry.key.value.clone(), Value::of(&entry.value))).collect())
            }
        }
    }

    /// On one line, as it may stand anywhere.
    pub(crate) fn flow(&self) -> String {
        match self {
            Value::Null => "null".to_owned(),
            Value::Text(text) => line_or_quoted(text),
            Value::List(values) => format!("[{}]", joined(values.iter().map(Value::flow))),
            Value::Map(entries) => {
                format!("{{{}}}", joined(entries.iter().map(|(key, value)| format!("{}: {}", line(key), value.flow()))))
            }
        }
    }

    /// The value at the end of a way; keys that are missing are made.
    pub(super) fn at(&mut self, way: &[Step]) -> Option<&mut Value> {
        let Some((step, rest)) = way.split_first() else { return Some(self) };
        match step {
            Step::At(at) => match self {
                Value::List(values) => values.get_mut(*at)?.at(rest),
                _ => None,
            },
            Step::Key(key) => {
                if *self == Value::Null {
                    *self = Value::Map(Vec::new());
                }
                let Value::Map(entries) = self else { return None };
                let at = entries.iter().position(|(own, _)| own == key).unwrap_or_else(|| {
                    entries.push((key.clone(), Value::Null));
                    entries.len() - 1
                });
                entries[at].1.at(rest)
            }
        }
    }

    /// The same with the keys of every map in the order of the alphabet.
    pub(super) fn sorted(mut self) -> Value {
        match &mut self {
            Value::List(values) => {
                values.iter_mut().for_each(|own| *own = std::mem::replace(own, Value::Null).sorted())
            }
            Value::Map(entries) => {
                entries.iter_mut().for_each(|(_, own)| *own = std::mem::replace(own, Value::Null).sorted());
                entries.sort_by(|a, b| a.0.cmp(&b.0));
            }
            Value::Null | Value::Text(_) => {}
        }
        self
    }
}

/// A text as it is, also with spaces around it or lines in it.
fn line_or_quoted(text: &str) -> String {
    if text.trim() == text { line(text) } else { serde_json::Value::from(text).to_string() }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

impl From<&str> for Step {
    fn from(key: &str) -> Step {
        Step::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(at: usize) -> Step {
        Step::At(at)
    }
}

#[cfg(test)]
mod tests {
    use super::Value;
    use crate::base::path::RelPath;
    use crate::parse::yaml;

    #[test]
    fn on_one_line_it_reads_as_what_it_is() {
        let path = RelPath::new("content/a.yaml").unwrap();
        for words in
            ["ก", "a: b", "c, d", "[x]", "{y}", "# z", "yes", "1.0", "a'b\"c", "- l", "@x", "*a", "50%", "a #b"]
        {
            let text = Value::text(words);
            let value = Value::map([(words, Value::List(vec![text.clone(), Value::Null, Value::map([("k", text)])]))]);
            let node = yaml::parse(&path, &value.flow(), 0, &mut Vec::new());
            assert_eq!(node.map(|node| Value::of(&node)), Some(value.clone()), "{}", value.flow());
        }
    }
}
