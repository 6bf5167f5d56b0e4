//! What an item shows as evidence, each thing once: documents, pages and addresses as cards, and in its place what is evidence
//! by itself: tables, people, contacts, units, services, the newest news.

use serde::Serialize;

use crate::ita::article::{ArticleKind, Show};
use crate::ita::catalogue::ItemSpec;
use crate::ita::document::Proof;
use crate::ita::item::Item;
use crate::ita::state;
use crate::render::look::{DocumentView, Link, Look, Phrase};
use crate::render::parts::article_rows::{ArticleRow, article_rows};
use crate::render::parts::contacts::{ContactView, contacts};
use crate::render::parts::organisation_chart::{UnitView, units};
use crate::render::parts::people::{People, people};
use crate::render::parts::proof::{self, Offer};
use crate::render::parts::table::{TableView, table, tables};

/// How many news an item shows.
const NEWEST: usize = 3;

#[derive(Serialize)]
pub(crate) struct Exhibit<'a> {
    #[serde(skip)]
    proof: Option<&'a Proof>,
    /// The number that requirements name it by, and whether it answers any.
    pub(crate) number: usize,
    answers: bool,
    kind: &'static str,
    /// Where it is, unless it is a document of the item itself.
    link: Option<Link<'a>>,
    document: Option<DocumentView<'a>>,
    /// What the page says of itself.
    summary: Option<Phrase<'a>>,
    date: Option<String>,
    documents: Vec<DocumentView<'a>>,
    /// The tables, and what else the page shows that can stand here in its place.
    tables: Vec<TableView<'a>>,
    shown: Option<Shown<'a>>,
}

/// The list that `what` names is filled, the others are empty.
#[derive(Default, Serialize)]
struct Shown<'a> {
    what: &'static str,
    people: Vec<People<'a>>,
    contacts: Vec<ContactView<'a>>,
    units: Vec<UnitView<'a>>,
    articles: Vec<ArticleRow<'a>>,
}

impl Exhibit<'_> {
    pub(crate) fn shows(&self, proof: &Proof) -> bool {
        self.proof.is_some_and(|own| own.is_same(proof))
    }
}

/// What answers the requirements, then the documents that answer none; what is shown in its place comes last.
pub(crate) fn exhibits<'p>(look: &Look<'_, 'p>, spec: &'p ItemSpec, item: Option<&'p Item>) -> Vec<Exhibit<'p>> {
    let Some(item) = item else { return Vec::new() };
    let mut found: Vec<Exhibit> =
        proofs(spec, item).into_iter().filter_map(|proof| of_proof(look, item, proof)).collect();
    let named = |proof: Proof| !found.iter().any(|own| own.shows(&proof));
    let others = item
        .facts
        .documents
        .iter()
        .filter(|document| document.id.as_ref().is_none_or(|id| named(Proof::Document(id.clone()))));
    let others = others.filter_map(|own| Some(Exhibit { document: Some(look.document(own)?), ..blank("document") }));
    let tables = item.facts.tables.iter().filter(|table| named(Proof::Table(table.id.clone())));
    let tables = tables.filter_map(|own| Some(Exhibit { tables: own_table(look, &own.id.value)?, ..blank("table") }));
    let others: Vec<Exhibit> = others.chain(tables).collect();
    found.extend(others);
    found.sort_by_key(|exhibit| exhibit.shown.is_some() || !exhibit.tables.is_empty());
    let (answers, others): (Vec<&mut Exhibit>, Vec<&mut Exhibit>) =
        found.iter_mut().partition(|exhibit| exhibit.answers);
    for (exhibit, number) in answers.into_iter().chain(others).zip(1..) {
        exhibit.number = number;
    }
    found
}

/// What the item offers for requirements that are met, each thing once.
fn proofs<'p>(spec: &'p ItemSpec, item: &'p Item) -> Vec<&'p Proof> {
    let mut found: Vec<&Proof> = Vec::new();
    for evidence in state::all_shown(spec, item) {
        let known = found.iter().any(|known| known.is_same(&evidence.proof));
        if !known && evidence.proof.written().is_some() {
            found.push(&evidence.proof);
        }
    }
    found
}

fn blank<'p>(kind: &'static str) -> Exhibit<'p> {
    Exhibit {
        proof: None,
        number: 0,
        answers: false,
        kind,
        link: None,
        document: None,
        summary: None,
        date: None,
        documents: Vec::new(),
        tables: Vec::new(),
        shown: None,
    }
}

fn of_proof<'p>(look: &Look<'_, 'p>, item: &'p Item, proof: &'p Proof) -> Option<Exhibit<'p>> {
    let own = Exhibit { proof: Some(proof), answers: true, ..blank(proof.key()) };
    if let Proof::Document(id) = proof {
        return Some(Exhibit { document: Some(look.document(item.facts.document(&id.value)?)?), ..own });
    }
    if let Proof::Table(id) = proof {
        return Some(Exhibit { tables: own_table(look, &id.value)?, ..own });
    }
    let link = proof::link(look, proof, &Offer::of(item))?;
    let place = matches!(proof, Proof::Page(_)).then(|| look.site.place_at(&link.href)).flatten();
    let Some(place) = place else { return Some(Exhibit { link: Some(link), ..own }) };
    let facts = place.facts();
    Some(Exhibit {
        link: Some(link),
        date: place.feed_entry().map(|(day, _)| day.to_string()),
        summary: facts.and_then(|facts| facts.summary.as_ref()).map(|text| look.phrase(text)),
        documents: facts.into_iter().flat_map(|facts| look.documents(facts)).collect(),
        tables: tables(look, &place.address()),
        shown: place.shows().and_then(|show| shown(look, show)),
        ..own
    })
}

/// A table of the item itself.
fn own_table<'p>(look: &Look<'_, 'p>, id: &str) -> Option<Vec<TableView<'p>>> {
    Some(vec![table(look, &look.page.place.address(), id)?])
}

/// What a page shows, where that can stand in an item.
fn shown<'p>(look: &Look<'_, 'p>, show: Show) -> Option<Shown<'p>> {
    let mut shown = Shown { what: show.word(), ..Shown::default() };
    match show {
        Show::People => shown.people = people(look),
        Show::Contact => shown.contacts = contacts(look),
        Show::Units => shown.units = units(look),
        Show::Services => shown.articles = article_rows(look, ArticleKind::Service).collect(),
        Show::News => shown.articles = article_rows(look, ArticleKind::News).take(NEWEST).collect(),
        Show::Documents | Show::Data | Show::Years | Show::Complaints => return None,
    }
    Some(shown)
}
