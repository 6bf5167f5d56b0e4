//! Every text of the content that stands in Thai only, with its place, in the order in which readers meet them.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::thai::is_thai;
use crate::ita::article::ArticleKind;
use crate::ita::portal::Portal;
use crate::ita::table::Table;
use crate::ita::year::FiscalYear;
use crate::parse::edit::{Change, Step, Value};
use crate::parse::layout::{Role, role};
use crate::parse::people::PEOPLE;
use crate::parse::shape::{Field, Shape};
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
    /// Its place in the file, as people read it: `เอกสาร 1 › ชื่อเอกสาร`. In a file no two texts have the same.
    pub place: Bilingual<String>,
    pub thai: String,
    /// It is the head of a table, whose English stands beside its file.
    is_head: bool,
}

/// What stands in Thai only. First what is on every page, then the people, the pages and the services, then the years from
/// the newest, and the news from the newest; within a file its order, and its body last.
pub(crate) fn untranslated(sources: &Sources, portal: &Portal) -> Vec<Untranslated> {
    let mut files: Vec<(Rank, &RelPath, &Arc<str>)> =
        texts(sources).into_iter().filter_map(|(path, text)| Some((Rank::of(path)?, path, text))).collect();
    files.sort();
    files.into_iter().flat_map(|(_, path, text)| of_file(sources, portal, path, text)).collect()
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

fn of_file(sources: &Sources, portal: &Portal, path: &RelPath, text: &str) -> Vec<Untranslated> {
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
    let tables = portal.tables(path);
    let mut walk = Walk { path, tables, keys: Vec::new(), place: Bilingual::default(), found: Vec::new() };
    if let Some(node) = yaml::parse(path, &text[yaml.clone()], yaml.start, faults) {
        walk.node(&node, shape);
    }
    let body = body.map(|body| text[body].trim()).filter(|body| !body.is_empty());
    let english = english_of(path).and_then(|path| sources.texts.get(&path));
    if let Some(body) = body.filter(|_| english.is_none_or(|text| text.trim().is_empty())) {
        let place = BODY.map(str::to_owned);
        walk.found.push(Untranslated { path: path.clone(), keys: None, place, thai: body.to_owned(), is_head: false });
    }
    walk.found
}

/// The file that holds the English body of a page.
pub(crate) fn english_of(path: &RelPath) -> Option<RelPath> {
    RelPath::new(&format!("{}.en.md", path.as_str().strip_suffix(".md")?))
}

/// What the text of a page is called.
const BODY: Bilingual<&str> = both("เนื้อหาของหน้า", "text of the page");

/// What the head of a table is called.
const HEAD: Bilingual<&str> = both("หัวช่อง", "head of the column");

/// Where the English heads of a table stand beside its file.
const COLUMNS: &str = "columns";

struct Walk<'a> {
    path: &'a RelPath,
    /// The tables that the file names.
    tables: &'a [Table],
    keys: Vec<Step>,
    place: Bilingual<String>,
    found: Vec<Untranslated>,
}

/// What a key is called: the first words that say what it means, with the key where they do not tell it from its neighbours.
fn noun(field: &Field, fields: &[Field]) -> Bilingual<String> {
    let first = |field: &Field, lang: Lang| {
        let ends: &[char] = lang.choose(&[' ', ',', ':', '('], &[',', ';', ':', '(']);
        field.doc.get(lang).split(ends).next().unwrap_or_default().trim().to_owned()
    };
    Bilingual::each(|lang| {
        let own = first(field, lang);
        let is_own = fields.iter().filter(|other| first(other, lang) == own).count() == 1;
        if is_own { own } else { format!("{own} ({})", field.key) }
    })
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, shape: &Shape) {
        match (shape, &node.kind) {
            (Shape::Text, _) => {
                let thai = node.as_text().filter(|text| text.en.is_none()).map(|text| text.th);
                if let Some(thai) = thai.filter(|thai| !thai.is_empty()) {
                    self.push(thai, false);
                }
            }
            (Shape::Record(fields) | Shape::OneOf(_, fields), NodeKind::Map(entries)) => {
                for entry in entries {
                    // What only the staff reads needs no English.
                    let field = fields.iter().find(|field| field.key == entry.key.value && !field.staff);
                    if let Some(field) = field {
                        let key = Step::Key(entry.key.value.clone());
                        self.within(key, &noun(field, fields), |walk| walk.node(&entry.value, &field.shape));
                    }
                }
                self.heads(node, fields);
            }
            (Shape::List(inner), NodeKind::List(values)) => {
                for (at, value) in values.iter().enumerate() {
                    let place = Bilingual::each(|_| (at + 1).to_string());
                    self.within(Step::At(at), &place, |walk| walk.node(value, inner));
                }
            }
            (Shape::Table(_, inner), NodeKind::Map(entries)) => {
                for entry in entries {
                    let key = &entry.key.value;
                    let place = Bilingual::each(|_| key.clone());
                    self.within(Step::Key(key.clone()), &place, |walk| walk.node(&entry.value, inner));
                }
            }
            (Shape::Either(single, _), NodeKind::Scalar(_)) => self.node(node, single),
            (Shape::Either(_, many), NodeKind::List(_) | NodeKind::Map(_)) => self.node(node, many),
            _ => {}
        }
    }

    /// The heads of a table of the file that its page shows in Thai only.
    fn heads(&mut self, node: &Node, fields: &[Field]) {
        let Some(columns) = fields.iter().find(|field| field.key == COLUMNS) else { return };
        let id = node.plain("id");
        let table = self.tables.iter().find(|table| Some(&table.id.value) == id.as_ref());
        let heads = table.into_iter().flat_map(|table| &table.content.heads);
        for head in heads.filter(|head| head.english.is_none() && head.text.contains(is_thai)) {
            let place = HEAD.map(|word| format!("{word} {}", head.text));
            self.within(columns.key.into(), &place, |walk| {
                walk.keys.push(head.text.as_str().into());
                walk.push(head.text.clone(), true);
                walk.keys.pop();
            });
        }
    }

    fn push(&mut self, thai: String, is_head: bool) {
        let (path, keys, place) = (self.path.clone(), Some(self.keys.clone()), self.place.clone());
        self.found.push(Untranslated { path, keys, place, thai, is_head });
    }

    /// Looks at what a key or a number in a list has.
    fn within(&mut self, key: Step, place: &Bilingual<String>, look: impl FnOnce(&mut Self)) {
        let above = self.place.clone();
        let between = match key {
            _ if above.th.is_empty() => "",
            Step::At(_) => " ",
            Step::Key(_) => " › ",
        };
        self.place = Bilingual::each(|lang| format!("{}{between}{}", above.get(lang), place.get(lang)));
        self.keys.push(key);
        look(self);
        self.keys.pop();
        self.place = above;
    }
}

impl Untranslated {
    /// The change that gives it its English; `None` for the text of a page, whose English is a file of its own.
    pub(crate) fn change(&self, english: &str) -> Option<Change> {
        let keys = self.keys.clone()?;
        Some(match self.is_head {
            true => Change::Set(keys, Value::text(english)),
            false => Change::Translate(keys, english.to_owned()),
        })
    }
}
