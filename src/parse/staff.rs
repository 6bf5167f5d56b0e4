//! What a file says to the agency's own people: the values of all keys that the shapes mark so, wherever they stand.

use crate::base::lang::Text;
use crate::base::span::Span;
use crate::ita::staff::{Entry, Note};
use crate::parse::shape::{Field, Shape};
use crate::parse::tree::{Node, NodeKind};

/// The notes of a file of a shape, in the order of the file.
pub(super) fn notes(node: &Node, shape: &Shape) -> Vec<Note> {
    let mut walk = Walk::default();
    walk.node(node, shape, "");
    walk.notes
}

#[derive(Default)]
struct Walk {
    notes: Vec<Note>,
}

impl Walk {
    /// Walks a value that was written under `key`.
    fn node(&mut self, node: &Node, shape: &Shape, key: &'static str) {
        match (shape, &node.kind) {
            (Shape::Record(fields) | Shape::OneOf(_, fields), NodeKind::Map(entries)) => {
                for entry in entries {
                    let Some(field) = fields.iter().find(|field| field.key == entry.key.value) else { continue };
                    if field.staff {
                        self.said(&entry.value, field);
                    } else {
                        self.node(&entry.value, &field.shape, field.key);
                    }
                }
            }
            (Shape::List(inner), NodeKind::List(values)) => {
                for value in values {
                    self.within(key, || name(value, inner), |walk| walk.node(value, inner, key));
                }
            }
            (Shape::Table(_, inner), NodeKind::Map(entries)) => {
                for entry in entries {
                    self.within(key, || entry.key.value.clone(), |walk| walk.node(&entry.value, inner, key));
                }
            }
            (Shape::Either(_, many), NodeKind::List(_) | NodeKind::Map(_)) => self.node(node, many, key),
            _ => {}
        }
    }

    /// Walks an entry, whose name is only made where something is said in it.
    fn within(&mut self, list: &'static str, name: impl Fn() -> String, walk: impl FnOnce(&mut Walk)) {
        let before = self.notes.len();
        walk(self);
        for note in &mut self.notes[before..] {
            note.beside.insert(0, Entry { list, name: name() });
        }
    }

    fn said(&mut self, node: &Node, field: &Field) {
        let word =
            |word: &str, span: &Span| Text { th: word.to_owned(), en: Some(word.to_owned()), span: span.clone() };
        let text = match (&field.shape, &node.kind) {
            (Shape::Table(_, Shape::Text), NodeKind::Map(entries)) => {
                for entry in entries {
                    let beside = vec![Entry { list: field.key, name: entry.key.value.clone() }];
                    self.notes.extend(entry.value.as_text().map(|text| Note { key: field.key, beside, text }));
                }
                return;
            }
            // The first word of a mark is that of whatever is not marked.
            (Shape::Choice(words), NodeKind::Scalar(said)) => {
                (words.first() != Some(&said.trim())).then(|| word(said.trim(), &node.span))
            }
            (Shape::Flag, NodeKind::Scalar(said)) => (said.trim() == "true").then(|| word("true", &node.span)),
            (Shape::List(_), NodeKind::List(values)) => {
                let said: Vec<&str> = values.iter().filter_map(Node::scalar).collect();
                Some(word(&said.join(", "), &node.span))
            }
            _ => node.as_text(),
        };
        self.notes.extend(text.map(|text| Note { key: field.key, beside: Vec::new(), text }));
    }
}

/// What tells an entry from its neighbours: the first of its keys that must be there, which is its id, number or name.
fn name(node: &Node, shape: &Shape) -> String {
    let (Shape::Record(fields) | Shape::OneOf(_, fields)) = shape else { return String::new() };
    let Some(field) = fields.iter().find(|field| field.needed) else { return String::new() };
    match node.get(field.key).map(|value| &value.kind) {
        Some(NodeKind::List(values)) => values.iter().filter_map(Node::scalar).collect::<Vec<_>>().join(", "),
        _ => node.text(field.key).map(|text| text.th).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, notes};
    use crate::base::path::RelPath;
    use crate::parse::shapes::catalogue::CATALOGUE;
    use crate::parse::shapes::pages::ITEM;
    use crate::parse::yaml;

    #[test]
    fn a_note_tells_where_it_stands_and_what_it_says() {
        let told = |shape: &Shape, text: &str| {
            let node = yaml::parse(&RelPath::new("a.yaml").unwrap(), text, 0, &mut Vec::new()).unwrap();
            let notes = notes(&node, shape).into_iter();
            notes.map(|note| format!("{}: {} {}", note.place(), note.key, note.text.th)).collect::<Vec<_>>()
        };
        let item = "staff_note: ก\nevidence:\n  - {requirement: [2, 3], section: a, staff_note: ข}\n  \
                    - {requirement: all, section: a, staff_note: ค}\n";
        assert_eq!(told(&ITEM, item), [": staff_note ก", "evidence 2, 3: staff_note ข", "evidence all: staff_note ค"]);
        let item = "{code: O1, confidence: likely, sources: [a, b], requirements: [{id: 1, confidence: sure}]}";
        let catalogue = format!(
            "indicators: [{{id: 9, groups: [{{id: 9.1, items: [{item}]}}]}}]\nsources: {{a: คู่มือ, b: ประกาศ}}\n"
        );
        assert_eq!(
            told(&CATALOGUE, &catalogue),
            [
                "indicators 9, groups 9.1, items O1: confidence likely",
                "indicators 9, groups 9.1, items O1: sources a, b",
                "sources a: sources คู่มือ",
                "sources b: sources ประกาศ",
            ]
        );
    }
}
