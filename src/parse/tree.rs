//! A YAML document as a tree in which every value knows its place, and the typed ways to read it.
//! Reading never reports: the shapes have checked the tree before (`shape.rs`), so what does not fit is simply absent.

use std::str::FromStr;

use crate::base::date::Day;
use crate::base::lang::{Bilingual, Text, both};
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::base::thai::{arabic_digits, is_thai};
use crate::ita::score::Score;
use crate::ita::year::Period;

/// A count or a number as people write it: `1` or `๑`.
pub(super) fn number<T: FromStr>(text: &str) -> Option<T> {
    arabic_digits(text.trim()).parse().ok()
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub kind: NodeKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    Null,
    /// A scalar, as it was written: `081234567` and `no` stay text.
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key of a map with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub key: Spanned<String>,
    pub value: Node,
}

impl NodeKind {
    /// Whether it is anything at all.
    pub(super) fn is_said(&self) -> bool {
        !matches!(self, NodeKind::Null)
    }
}

impl Node {
    /// The value of a key; a key written as null is as good as absent.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let NodeKind::Map(entries) = &self.kind else { return None };
        let value = &entries.iter().find(|entry| entry.key.value == key)?.value;
        (!matches!(value.kind, NodeKind::Null)).then_some(value)
    }

    /// Takes the value of a key out, which is as good as absent then.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let NodeKind::Map(entries) = &mut self.kind else { return None };
        let value = &mut entries.iter_mut().find(|entry| entry.key.value == key)?.value;
        let empty = Node { kind: NodeKind::Null, span: value.span.clone() };
        Some(std::mem::replace(value, empty)).filter(|value| value.kind.is_said())
    }

    pub(super) fn scalar(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn spanned(&self) -> Option<Spanned<String>> {
        Some(Spanned { value: self.scalar()?.trim().to_owned(), span: self.span.clone() })
    }

    /// A text in one or both languages.
    pub(super) fn as_text(&self) -> Option<Text> {
        let words = |node: &Node| node.scalar().map(|text| text.trim().to_owned());
        let Bilingual { th, en } = match &self.kind {
            // A name without Thai letters, as `E-Service`, serves both languages.
            NodeKind::Scalar(_) => {
                let text = words(self)?;
                let serves_both = !text.chars().any(is_thai);
                both(Some(text.clone()), serves_both.then_some(text))
            }
            _ => Bilingual::each(|lang| self.get(lang.tag()).and_then(words)),
        };
        Some(Text { th: th?, en: en.filter(|en| !en.is_empty()), span: self.span.clone() })
    }

    pub(super) fn as_period(&self) -> Option<Spanned<Period>> {
        let period = Period { from: self.day("from")?, to: self.day("to")? };
        Some(Spanned { value: period, span: self.span.clone() })
    }

    pub(super) fn text(&self, key: &str) -> Option<Text> {
        self.get(key)?.as_text()
    }

    pub(super) fn line(&self, key: &str) -> Option<Spanned<String>> {
        self.get(key)?.spanned()
    }

    /// The text of a key without its place.
    pub(super) fn plain(&self, key: &str) -> Option<String> {
        Some(self.line(key)?.value)
    }

    /// A count or a number, in Arabic or in Thai digits.
    pub(super) fn number<T: FromStr>(&self, key: &str) -> Option<T> {
        number(self.get(key)?.scalar()?)
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(Node::scalar) == Some("true")
    }

    pub(super) fn day(&self, key: &str) -> Option<Day> {
        Day::parse(self.get(key)?.scalar()?).ok()
    }

    pub(super) fn as_day(&self) -> Option<Spanned<Day>> {
        Some(Spanned { value: Day::parse(self.scalar()?).ok()?, span: self.span.clone() })
    }

    pub(super) fn score(&self, key: &str) -> Option<Spanned<Score>> {
        self.get(key)?.as_score()
    }

    pub(super) fn as_score(&self) -> Option<Spanned<Score>> {
        let value = Score::parse(self.scalar()?).ok()?;
        Some(Spanned { value, span: self.span.clone() })
    }

    /// The values of a list; none where there is no list.
    pub(super) fn list(&self, key: &str) -> &[Node] {
        self.get(key).map_or(&[], Node::items)
    }

    /// The values of this list.
    pub(super) fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::List(values) => values,
            _ => &[],
        }
    }

    /// The scalars of a list, or the one scalar that stands in its place.
    pub(super) fn lines(&self, key: &str) -> Vec<Spanned<String>> {
        match self.get(key).map(|node| &node.kind) {
            Some(NodeKind::List(values)) => values.iter().filter_map(Node::spanned).collect(),
            Some(NodeKind::Scalar(_)) => self.line(key).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The entries of a map with free keys.
    pub(super) fn table(&self, key: &str) -> &[Entry] {
        match self.get(key).map(|node| &node.kind) {
            Some(NodeKind::Map(entries)) => entries,
            _ => &[],
        }
    }

    /// A path written relative to the file that this node stands in.
    pub(super) fn file(&self, key: &str) -> Option<Spanned<Option<RelPath>>> {
        self.get(key)?.as_file()
    }

    pub(super) fn as_file(&self) -> Option<Spanned<Option<RelPath>>> {
        let written = self.spanned()?;
        let from = written.span.path.clone();
        // No file's name has a colon: that is a drive of somebody's computer, or the Web.
        Some(written.map(|link| from.resolve(&link).filter(|_| !link.contains(':'))))
    }
}
