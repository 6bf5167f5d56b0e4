//! The plan of a site: each page that will be, in each language, before any is rendered.

use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::ita::portal::{Place, Portal};

/// One page to be.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    pub place: Place<'a>,
    pub lang: Lang,
    /// Its neighbours in reading order, for items and measures.
    pub previous: Option<Place<'a>>,
    pub next: Option<Place<'a>>,
}

/// Every page of the site.
pub fn plan(portal: &Portal) -> Vec<Page<'_>> {
    let places = portal.places();
    let mut pages = Vec::with_capacity(places.len() * portal.agency.languages.len());
    for (at, place) in places.iter().enumerate() {
        let beside = |neighbour: Option<&Place<'_>>| neighbour.is_some_and(|neighbour| is_neighbour(place, neighbour));
        let previous = at.checked_sub(1).map(|before| places[before]).filter(|place| beside(Some(place)));
        let next = places.get(at + 1).copied().filter(|place| beside(Some(place)));
        pages.extend(portal.agency.languages.iter().map(|&lang| Page { place: *place, lang, previous, next }));
    }
    pages
}

impl Page<'_> {
    /// The address relative to the root of the site, `en/ita/2568/`; empty for the Thai home page.
    pub fn href(&self) -> String {
        self.place.address().in_lang(self.lang)
    }

    /// The file that the page is written to.
    pub fn route(&self) -> RelPath {
        RelPath::new(&format!("{}index.html", self.href())).expect("addresses are made of sound parts")
    }

    /// The way from the page to the root of the site: `./`, `../../../`.
    pub fn root(&self) -> String {
        match self.href().matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    /// Whether the page is written in its own language, and not Thai text standing in for it.
    pub fn is_translated(&self) -> bool {
        if self.lang == Lang::Th {
            return true;
        }
        let english = |bodies: &crate::ita::body::Bodies| {
            let written = |body: &Option<crate::ita::body::Body>| body.as_ref().is_some_and(|body| !body.is_blank());
            written(&bodies.en) || !written(&bodies.th)
        };
        match self.place {
            Place::Item(_, _, spec, item) => spec.title.en.is_some() && item.is_none_or(|item| english(&item.bodies)),
            Place::Measure(_, measure) => measure.title.en.is_some() && english(&measure.bodies),
            Place::Article(article) => article.title.en.is_some() && english(&article.bodies),
            Place::Issue(_, _, issue) => issue.title.en.is_some(),
            _ => true,
        }
    }
}

fn is_neighbour(place: &Place<'_>, other: &Place<'_>) -> bool {
    match (place, other) {
        (Place::Item(a, ..), Place::Item(b, ..)) => a.year == b.year,
        (Place::Measure(a, _), Place::Measure(b, _)) => a.year == b.year,
        (Place::Issue(a, ..), Place::Issue(b, ..)) => a.year == b.year,
        _ => false,
    }
}
