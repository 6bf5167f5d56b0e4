//! What is asked of a file, and what the file must say then.

use crate::parse::edit::value::{Step, Value};

/// One change to a file; each names the way to the value that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Adds an entry at the end of a list, which is begun where there is none.
    Append(Vec<Step>, Value),
    /// Gives a key this value, in place of what it has.
    Set(Vec<Step>, Value),
    /// Gives a text of one language its English, as `{th: …, en: …}`.
    Translate(Vec<Step>, String),
    /// Gives a key another name.
    Rename(Vec<Step>, String),
}

impl Value {
    /// Makes the change; `None` where there is nothing that it could be about. A key that is new stands last, wherever the
    /// file gets it: the order of keys means nothing.
    pub(super) fn change(&mut self, change: &Change) -> Option<()> {
        match change {
            Change::Append(way, entry) => match self.at(way)? {
                Value::List(values) => values.push(entry.clone()),
                other @ Value::Null => *other = Value::List(vec![entry.clone()]),
                _ => return None,
            },
            Change::Set(way, value) => *self.at(way)? = value.clone(),
            Change::Translate(way, en) => match self.at(way)? {
                own @ Value::Text(_) => {
                    let th = std::mem::replace(own, Value::Null);
                    *own = Value::map([("th", th), ("en", Value::text(en))]);
                }
                own @ Value::Map(_) => *own.at(&["en".into()])? = Value::text(en),
                _ => return None,
            },
            Change::Rename(way, name) => {
                let (Step::Key(key), parent) = way.split_last()? else { return None };
                let Value::Map(entries) = self.at(parent)? else { return None };
                if entries.iter().any(|(own, _)| own == name) {
                    return None;
                }
                entries.iter_mut().find(|(own, _)| own == key)?.0.clone_from(name);
            }
        }
        Some(())
    }
}

impl Change {
    /// What a person would write, as lines.
    pub(super) fn by_hand(&self) -> String {
        let name = |steps: &[Step]| {
            let words = steps.iter().map(|step| match step {
                Step::Key(key) => key.clone(),
                Step::At(at) => (at + 1).to_string(),
            });
            words.collect::<Vec<_>>().join(" > ")
        };
        match self {
            Change::Append(steps, entry) => format!("  {}:\n    - {}", name(steps), entry.flow()),
            Change::Set(steps, value) => format!("  {}: {}", name(steps), value.flow()),
            Change::Translate(steps, en) => format!("  {} > en: {}", name(steps), Value::text(en).flow()),
            Change::Rename(steps, key) => format!("  {} → {key}", name(steps)),
        }
    }
}
