//! Plain pages, news, services, and their lists.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::agency::Person;
use crate::ita::article::{Article, Kind, Show};
use crate::ita::portal::Place;
use crate::render::look::{FactsView, Link, Look, Phrase};
use crate::render::markdown::{self, BodyView};
use crate::render::pages::documents::{self, DocumentRow};
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::{self, SetView};
use crate::render::parts::organisation_chart::{UnitView, units};
use crate::render::parts::title::title;
use crate::render::parts::year_row::{YearRow, row};

#[derive(Serialize)]
pub(crate) struct ArticleView<'a> {
    page: Frame<'a>,
    title: Phrase<'a>,
    date: Option<String>,
    facts: FactsView<'a>,
    body: Option<BodyView>,
    /// What is shown under the body; the list that it names is filled, the others are empty.
    show: Option<&'static str>,
    people: Vec<People<'a>>,
    contacts: Vec<ContactView<'a>>,
    documents: Vec<DocumentRow<'a>>,
    data: Vec<Link<'a>>,
    sets: Vec<SetView<'a>>,
    articles: Vec<ArticleRow<'a>>,
    years: Vec<YearRow<'a>>,
    units: Vec<UnitView<'a>>,
}

/// Executives of one group.
#[derive(Serialize)]
struct People<'a> {
    group: Option<Phrase<'a>>,
    people: Vec<PersonView<'a>>,
}

#[derive(Serialize)]
struct PersonView<'a> {
    name: Phrase<'a>,
    position: Phrase<'a>,
    phone: Option<&'a str>,
    email: Option<&'a str>,
    photo: Option<&'a str>,
    verify: bool,
    note: Option<Phrase<'a>>,
}

/// A way to reach the agency; `value` is missing while it is awaited.
#[derive(Serialize)]
pub(crate) struct ContactView<'a> {
    label: Phrase<'a>,
    value: Option<Phrase<'a>>,
    link: Option<Link<'a>>,
    hotline: bool,
}

/// An article in a list.
#[derive(Serialize)]
pub(crate) struct ArticleRow<'a> {
    title: Phrase<'a>,
    href: String,
    date: Option<String>,
    summary: Option<Phrase<'a>>,
}

#[derive(Serialize)]
pub(crate) struct List<'a> {
    page: Frame<'a>,
    kind: &'static str,
    articles: Vec<ArticleRow<'a>>,
}

pub(crate) fn article<'p>(look: &Look<'_, 'p>, article: &'p Article) -> ArticleView<'p> {
    let facts = look.facts(&article.facts);
    let shows = |what: Show| article.show == Some(what);
    let list = match article.show {
        Some(Show::News) => rows(look, Kind::News),
        Some(Show::Services) => rows(look, Kind::Service),
        _ => Vec::new(),
    };
    let years = look.site.portal.years.values().rev();
    ArticleView {
        page: frame(look, above(look, article)).described(facts.summary.clone()),
        title: look.phrase(&article.title),
        date: article.date.map(|day| day.to_string()),
        body: markdown::body(look, &article.bodies),
        facts,
        show: article.show.map(Show::word),
        people: if shows(Show::People) { people(look) } else { Vec::new() },
        contacts: if shows(Show::Contact) { contacts(look) } else { Vec::new() },
        documents: if shows(Show::Documents) { documents::rows(look) } else { Vec::new() },
        data: if shows(Show::Data) { open_data::about(look) } else { Vec::new() },
        sets: if shows(Show::Data) { open_data::sets(look) } else { Vec::new() },
        articles: list,
        years: if shows(Show::Years) { years.map(|of| row(look, of)).collect() } else { Vec::new() },
        units: if shows(Show::Units) { units(look) } else { Vec::new() },
    }
}

pub(crate) fn list<'p>(look: &Look<'_, 'p>, kind: Kind) -> List<'p> {
    List { page: frame(look, Vec::new()), kind: kind.folder(), articles: rows(look, kind) }
}

/// All articles of a kind, in their order.
pub(crate) fn rows<'p>(look: &Look<'_, 'p>, kind: Kind) -> Vec<ArticleRow<'p>> {
    let row = |article: &'p Article| ArticleRow {
        title: look.phrase(&article.title),
        href: look.href(&Address::article(article.kind, &article.name)),
        date: article.date.map(|day| day.to_string()),
        summary: article.facts.summary.as_ref().map(|text| look.phrase(text)),
    };
    look.site.portal.articles(kind).map(row).collect()
}

/// The agency's contacts, those still awaited included.
pub(crate) fn contacts<'p>(look: &Look<'_, 'p>) -> Vec<ContactView<'p>> {
    let view = |contact: &'p crate::ita::agency::Contact| ContactView {
        label: look.phrase(&contact.label),
        value: contact.value.as_ref().map(|text| look.phrase(text)),
        link: contact
            .value
            .as_ref()
            .zip(contact.url.as_ref())
            .map(|(value, url)| look.link_to(look.phrase(value), &contact.label.span.path, url, true)),
        hotline: contact.hotline,
    };
    look.site.portal.agency.contacts.iter().map(view).collect()
}

/// The pages above an article: its list, or the page of the folder that it stands in.
fn above<'p>(look: &Look<'_, 'p>, article: &'p Article) -> Vec<Link<'p>> {
    if article.kind != Kind::Page {
        let place = Place::List(article.kind);
        return vec![look.link(title(look, place), &place.address())];
    }
    let folders = article.name.match_indices('/').map(|(at, _)| &article.name[..=at]);
    folders
        .filter_map(|folder| {
            let place = look.site.place_at(folder)?;
            Some(look.link(title(look, place), &place.address()))
        })
        .collect()
}

fn people<'p>(look: &Look<'_, 'p>) -> Vec<People<'p>> {
    let mut groups: Vec<(Option<&str>, People)> = Vec::new();
    for person in &look.site.portal.agency.people {
        let group = person.group.as_ref();
        let name = group.map(|text| text.th.as_str());
        let at = groups.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            groups.push((name, People { group: group.map(|text| look.phrase(text)), people: Vec::new() }));
            groups.len() - 1
        });
        groups[at].1.people.push(view_of(look, person));
    }
    groups.into_iter().map(|(_, people)| people).collect()
}

fn view_of<'p>(look: &Look<'_, 'p>, person: &'p Person) -> PersonView<'p> {
    let photo = person.photo.as_ref().and_then(|photo| look.site.portal.files.get(photo.value.as_ref()?));
    PersonView {
        name: look.phrase(&person.name),
        position: look.phrase(&person.position),
        phone: person.phone.as_deref(),
        email: person.email.as_deref(),
        photo: photo.map(String::as_str),
        verify: person.verify,
        note: person.note.as_ref().map(|text| look.phrase(text)),
    }
}
