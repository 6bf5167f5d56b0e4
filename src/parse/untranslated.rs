//! Every text of the content that stands in Thai only, with its place, in the order in which readers meet them.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::ita::article::ArticleKind;
use crate::ita::year::FiscalYear;
use crate::parse::edit::Step;
use crate::parse::layout::{Role, role};
use crate::parse::people::PEOPLE;
use crate::parse::shape::Shape;
use crate::parse::shapes::agency::AGENCY;
use crate::parse::shapes::analysis::{ISSUES, SCORES};
use crate::parse::shapes::catalogue::CATALOGUE;
use crate::parse::shapes::pages::{ITEM, MEASURE, article};
use crate::parse::tree::{Node, NodeKind};
use crate::parse::{front_matter, texts, yaml};

/// A text without English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Untranslated {
    pub path: RelPath,
    /// The keys and the numbers in lists that lead to it; none for the body of the page.
    pub keys: Option<Vec<Step>>,
    pub thai: String,
}

/// What stands in Thai only. First what is on every page, then the people, the pages and the services, then the years from
/// the newest, and the news from the newest; within a file its order, and its body last.
pub(crate) fn untranslated(sources: &Sources) -> Vec<Untranslated> {
    let mut files: Vec<(Rank, &RelPath, &Arc<str>)> =
        texts(sources).into_iter().filter_map(|(path, text)| Some((Rank::of(path)?, path, text))).collect();
    files.sort();
    files.into_iter().flat_map(|(_, path, text)| of_file(sources, path, text)).collect()
}

/// Where a file stands in the order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Agency,
    People,
    Page,
    Year(Reverse<FiscalYear>),
    News(Reverse<String>),
}

impl Rank {
    fn of(path: &RelPath) -> Option<Rank> {
        Some(match role(path).ok()? {
            Role::Agency => Rank::Agency,
            Role::People => Rank::People,
            Role::Article(ArticleKind::News, name) => Rank::News(Reverse(name)),
            Role::Article(..) => Rank::Page,
            Role::Catalogue(year)
            | Role::Scores(year)
            | Role::Issues(year)
            | Role::Item(year)
            | Role::Measure(year, _) => Rank::Year(Reverse(year)),
            _ => return None,
        })
    }
}

fn of_file(sources: &Sources, path: &RelPath, text: &str) -> Vec<Untranslated> {
    let shape = match role(path) {
        Ok(Role::Agency) => &AGENCY,
        Ok(Role::People) => &PEOPLE,
        Ok(Role::Catalogue(_)) => &CATALOGUE,
        Ok(Role::Scores(_)) => &SCORES,
        Ok(Role::Issues(_)) => &ISSUES,
        Ok(Role::Item(_)) => &ITEM,
        Ok(Role::Measure(..)) => &MEASURE,
        Ok(Role::Article(kind, _)) => article(kind),
        _ => return Vec::new(),
    };
    // What is wrong in a file is told by `check`.
    let faults = &mut Vec::new();
    let (yaml, body) = match path.ending() {
        "md" => match front_matter::split(path, text, faults) {
            Some(parts) => (parts.yaml, Some(parts.body)),
            None => return Vec::new(),
        },
        _ => (0..text.len(), None),
    };
    let mut walk = Walk { path, keys: Vec::new(), found: Vec::new() };
    if let Some(node) = yaml::parse(path, &text[yaml.clone()], yaml.start, faults) {
        walk.node(&node, shape);
    }
    let body = body.map(|body| text[body].trim()).filter(|body| !body.is_empty());
    let english = english_of(path).and_then(|path| sources.texts.get(&path));
    if let Some(body) = body.filter(|_| english.is_none_or(|text| text.trim().is_empty())) {
        walk.found.push(Untranslated { path: path.clone(), keys: None, thai: body.to_owned() });
    }
    walk.found
}

/// The file that holds the English body of a page.
pub(crate) fn english_of(path: &RelPath) -> Option<RelPath> {
    RelPath::new(&format!("{}.en.md", path.as_str().strip_suffix(".md")?))
}

struct Walk<'a> {
    path: &'a RelPath,
    keys: Vec<Step>,
    found: Vec<Untranslated>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, shape: &Shape) {
        match (shape, &node.kind) {
            (Shape::Text, _) => {
                let thai = node.as_text().filter(|text| text.en.is_none()).map(|text| text.th);
                if let Some(thai) = thai.filter(|thai| !thai.is_empty()) {
                    let (path, keys) = (self.path.clone(), Some(self.keys.clone()));
                    self.found.push(Untranslated { path, keys, thai });
                }
            }
            (Shape::Record(fields) | Shape::OneOf(_, fields), NodeKind::Map(entries)) => {
                for entry in entries {
                    // What only the staff reads needs no English.
                    let field = fields.iter().find(|field| field.key == entry.key.value && !field.staff);
                    if let Some(field) = field {
                        self.within(Step::Key(entry.key.value.clone()), &entry.value, &field.shape);
                    }
                }
            }
            (Shape::List(inner), NodeKind::List(values)) => {
                for (at, value) in values.iter().enumerate() {
                    self.within(Step::At(at), value, inner);
                }
            }
            (Shape::Table(_, inner), NodeKind::Map(entries)) => {
                for entry in entries {
                    self.within(Step::Key(entry.key.value.clone()), &entry.value, inner);
                }
            }
            (Shape::Either(single, _), NodeKind::Scalar(_)) => self.node(node, single),
            (Shape::Either(_, many), NodeKind::List(_) | NodeKind::Map(_)) => self.node(node, many),
            _ => {}
        }
    }

    fn within(&mut self, key: Step, node: &Node, shape: &Shape) {
        self.keys.push(key);
        self.node(node, shape);
        self.keys.pop();
    }
}

impl Untranslated {
    /// Its place in the file, as people read it: `documents[1].title`, or `body`.
    pub(crate) fn place(&self) -> String {
        let Some(keys) = &self.keys else { return crate::ita::translation::BODY.to_owned() };
        let mut text = String::new();
        for key in keys {
            match key {
                Step::Key(name) if text.is_empty() => text += name,
                Step::Key(name) => text += &format!(".{name}"),
                Step::At(at) => text += &format!("[{}]", at + 1),
            }
        }
        text
    }
}
