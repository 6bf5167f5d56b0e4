//! A page to be: a place in a language, with its neighbours, its address and its file.

use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::ita::places::Place;
use crate::ita::portal::Portal;

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
pub(crate) fn all<'a>(portal: &'a Portal, places: &[Place<'a>]) -> Vec<Page<'a>> {
    let mut pages = Vec::with_capacity(places.len() * portal.agency.languages.len());
    for (at, place) in places.iter().enumerate() {
        let previous = at.checked_sub(1).map(|before| places[before]).filter(|before| place.is_beside(before));
        let next = places.get(at + 1).copied().filter(|next| place.is_beside(next));
        pages.extend(portal.agency.languages.iter().map(|&lang| Page { place: *place, lang, previous, next }));
    }
    pages
}

impl<'a> Page<'a> {
    /// The home page, which stands for a page where something is the same on all of a language.
    pub(crate) fn home(portal: &'a Portal, lang: Lang) -> Page<'a> {
        Page { place: portal.home(), lang, previous: None, next: None }
    }

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

    /// Whether the page is written in its own language, and not Thai text standing in for it.
    pub(crate) fn is_translated(&self) -> bool {
        self.place.is_translated(self.lang)
    }
}
