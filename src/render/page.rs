//! A page to be: a place in a language, with its neighbours, its address and its file.

use crate::base::lang::{Lang, Text};
use crate::base::path::RelPath;
use crate::ita::body::{Bodies, in_lang};
use crate::ita::portal::{Place, Portal};

/// One page to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) lang: Lang,
    /// Its neighbours in reading order, for items and measures.
    pub(crate) previous: Option<Place<'a>>,
    pub(crate) next: Option<Place<'a>>,
}

/// Every page of the site, in reading order.
pub(crate) fn all(portal: &Portal) -> Vec<Page<'_>> {
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
    pub(crate) fn href(&self) -> String {
        self.place.address().in_lang(self.lang)
    }

    /// The file that the page is written to.
    pub(crate) fn route(&self) -> RelPath {
        RelPath::new(&format!("{}index.html", self.href())).expect("addresses are made of sound parts")
    }

    /// The way from the page to the root of the site: `./`, `../../../`.
    pub(crate) fn root(&self) -> String {
        match self.href().matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    pub(crate) fn is_search(&self) -> bool {
        matches!(self.place, Place::Search)
    }

    /// Whether the page is written in its own language, and not Thai text standing in for it.
    pub(crate) fn is_translated(&self) -> bool {
        if self.lang == Lang::Th {
            return true;
        }
        let text = |title: &Text, bodies: Option<&Bodies>| match bodies.and_then(|bodies| in_lang(bodies, self.lang)) {
            Some((_, lang)) => lang == self.lang,
            None => title.en.is_some(),
        };
        match self.place {
            // The body decides; a title alone only where there is no body.
            Place::Item(_, _, spec, item) => text(&spec.title, item.map(|item| &item.bodies)),
            Place::Measure(_, measure) => text(&measure.title, Some(&measure.bodies)),
            Place::Article(article) => text(&article.title, Some(&article.bodies)),
            Place::Issue(_, _, issue) => {
                let texts = [Some(&issue.title), issue.findings.as_ref(), issue.recommendations.as_ref()];
                texts.into_iter().flatten().all(|text| text.en.is_some())
            }
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
