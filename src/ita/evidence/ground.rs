//! What judges look things up in, made once for all items: the pages of the site by file and by address, its files.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::base::date::Day;
use crate::base::document::Inspected;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Spanned;
use crate::ita::article::Article;
use crate::ita::places::Place;
use crate::ita::portal::Portal;
use crate::ita::table::set::Tables;
use crate::ita::target::Target;

pub(crate) struct Ground<'a> {
    pub portal: &'a Portal,
    pub sources: &'a Sources,
    pub today: Day,
    places: Vec<Place<'a>>,
    by_source: HashMap<&'a RelPath, usize>,
    /// Without slashes at their ends.
    by_address: HashMap<String, usize>,
    files: HashMap<&'a str, &'a RelPath>,
    /// The addresses of open data; sought where an address is nothing else.
    data: OnceLock<HashSet<String>>,
    articles: HashMap<&'a RelPath, &'a Article>,
}

/// What evidence leads to on this site.
#[derive(Clone, Copy)]
pub(crate) enum Thing<'g, 'a> {
    Page(&'g Place<'a>),
    File(&'a RelPath),
    /// Something that the build makes: open data.
    Made,
}

/// A thing and the heading in it.
pub(crate) type Found<'g, 'a> = (Thing<'g, 'a>, Option<String>);

impl<'a> Ground<'a> {
    pub(crate) fn new(portal: &'a Portal, sources: &'a Sources, today: Day) -> Ground<'a> {
        let places = portal.places();
        let numbered = || places.iter().enumerate();
        Ground {
            portal,
            sources,
            today,
            by_source: numbered().filter_map(|(at, place)| Some((place.source()?, at))).collect(),
            by_address: numbered().map(|(at, place)| (bare(place.address().as_str()).to_owned(), at)).collect(),
            files: portal.files.iter().map(|(path, address)| (address.as_str(), path)).collect(),
            data: OnceLock::new(),
            articles: portal.articles.iter().map(|article| (&article.path, article)).collect(),
            places,
        }
    }

    /// What a page that evidence names is; `None` if there is none.
    pub(crate) fn named(&self, page: &Spanned<String>) -> Option<Found<'_, 'a>> {
        match self.portal.target(&page.span.path, &page.value, false) {
            Target::Address { address, anchor, .. } => Some((self.at(&address)?, anchor)),
            Target::File { path, anchor } => {
                let page = self.by_source.get(&path).map(|at| Thing::Page(&self.places[*at]));
                let file = || self.portal.files.get_key_value(&path).map(|(path, _)| Thing::File(path));
                Some((page.or_else(file)?, anchor))
            }
            Target::Outside | Target::Nowhere => None,
        }
    }

    /// What stands at an address of this site.
    pub(crate) fn at(&self, address: &str) -> Option<Thing<'_, 'a>> {
        let plain = bare(address);
        let place = |address: &str| self.by_address.get(bare(address)).map(|at| Thing::Page(&self.places[*at]));
        let english = || plain.strip_prefix("en").filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let file = || self.files.get(plain).map(|path| Thing::File(path));
        let made = || self.data().contains(plain).then_some(Thing::Made);
        place(plain).or_else(|| english().and_then(place)).or_else(file).or_else(made)
    }

    fn data(&self) -> &HashSet<String> {
        let all = || self.portal.data_addresses(Tables::of(self.portal).addresses()).into_iter().collect();
        self.data.get_or_init(all)
    }

    /// What was found in a file.
    pub(crate) fn inspected(&self, path: &RelPath) -> Option<&'a Inspected> {
        self.sources.files.get(path)?.inspected.as_deref()
    }

    pub(crate) fn article(&self, path: &RelPath) -> Option<&'a Article> {
        self.articles.get(path).copied()
    }

    pub(crate) fn places(&self) -> &[Place<'a>] {
        &self.places
    }
}

fn bare(address: &str) -> &str {
    address.trim_matches('/')
}
