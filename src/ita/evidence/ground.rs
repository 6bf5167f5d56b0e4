//! What judges look things up in, made once for all items: the pages of the site by file and by address, its files.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::base::date::Day;
use crate::base::document::Inspected;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Spanned;
use crate::ita::article::Article;
use crate::ita::measure::Measure;
use crate::ita::places::Place;
use crate::ita::portal::Portal;
use crate::ita::table::set::Tables;
use crate::ita::target::Target;
use crate::ita::year::FiscalYear;

/// What the judges of one year see.
pub(crate) struct Ground<'a> {
    things: Arc<Things<'a>>,
    year: FiscalYear,
    /// Whether they have looked at anything but this year, articles, the agency and attachments.
    beyond: Cell<bool>,
}

/// All that there is.
pub(crate) struct Things<'a> {
    pub portal: &'a Portal,
    pub sources: &'a Sources,
    pub today: Day,
    places: Vec<Place<'a>>,
    by_source: HashMap<&'a RelPath, usize>,
    /// Without slashes at their ends.
    by_address: HashMap<String, usize>,
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

impl<'a> Things<'a> {
    pub(crate) fn new(portal: &'a Portal, sources: &'a Sources, today: Day) -> Things<'a> {
        let places = portal.places();
        let numbered = || places.iter().enumerate();
        Things {
            portal,
            sources,
            today,
            by_source: numbered().filter_map(|(at, place)| Some((place.source()?, at))).collect(),
            by_address: numbered().map(|(at, place)| (bare(place.address().as_str()).to_owned(), at)).collect(),
            data: OnceLock::new(),
            articles: portal.articles.iter().map(|article| (&article.path, article)).collect(),
            places,
        }
    }

    fn data(&self) -> &HashSet<String> {
        let all =
            || self.portal.data_addresses(Tables::of(self.portal, &self.places).addresses()).into_iter().collect();
        self.data.get_or_init(all)
    }

    /// What was found in a file.
    pub(crate) fn inspected(&self, path: &RelPath) -> Option<&'a Inspected> {
        self.sources.files.get(path)?.inspected.as_deref()
    }

    pub(crate) fn article(&self, path: &RelPath) -> Option<&'a Article> {
        self.articles.get(path).copied()
    }
}

impl<'a> Deref for Ground<'a> {
    type Target = Things<'a>;

    fn deref(&self) -> &Things<'a> {
        &self.things
    }
}

impl<'a> Ground<'a> {
    pub(crate) fn of(year: FiscalYear, things: &Arc<Things<'a>>) -> Ground<'a> {
        Ground { things: things.clone(), year, beyond: Cell::new(false) }
    }

    /// Whether the judges have looked at what can change though neither this year nor what stands in no year does.
    pub(crate) fn is_beyond(&self) -> bool {
        self.beyond.get()
    }

    fn note(&self, thing: Option<Thing<'_, '_>>) {
        let own = match thing {
            Some(Thing::Page(place)) => {
                place.year() == Some(self.year) || place.source().is_some_and(|path| self.articles.contains_key(path))
            }
            Some(Thing::File(_)) => true,
            // Where nothing is, a page of another year may come.
            Some(Thing::Made) | None => false,
        };
        self.beyond.set(self.beyond.get() || !own);
    }

    /// What a page that evidence names is; `None` if there is none.
    pub(crate) fn named(&self, page: &Spanned<String>) -> Option<Found<'_, 'a>> {
        match self.portal.target(&page.span.path, &page.value, false) {
            Target::Address { address, anchor, .. } => Some((self.at(&address)?, anchor)),
            Target::File { path, anchor } => {
                let page = self.by_source.get(&path).map(|at| Thing::Page(&self.places[*at]));
                let file = || self.portal.files.get_key_value(&path).map(|(path, _)| Thing::File(path));
                let thing = page.or_else(file);
                self.note(thing);
                Some((thing?, anchor))
            }
            Target::Outside | Target::Nowhere => None,
        }
    }

    /// What stands at an address of this site.
    pub(crate) fn at(&self, address: &str) -> Option<Thing<'_, 'a>> {
        let plain = bare(address);
        let place = |address: &str| self.by_address.get(bare(address)).map(|at| Thing::Page(&self.places[*at]));
        let english = || plain.strip_prefix("en").filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let file = || self.portal.files.at(plain).map(Thing::File);
        let made = || self.data().contains(plain).then_some(Thing::Made);
        let thing = place(plain).or_else(|| english().and_then(place)).or_else(file).or_else(made);
        self.note(thing);
        thing
    }

    /// All pages.
    pub(crate) fn places(&self) -> &[Place<'a>] {
        self.beyond.set(true);
        &self.places
    }

    /// The whole portal, for what asks of any part of it.
    pub(crate) fn whole(&self) -> &'a Portal {
        self.beyond.set(true);
        self.portal
    }

    /// The measures of a year.
    pub(crate) fn measures(&self, year: FiscalYear) -> &'a [Measure] {
        self.beyond.set(self.beyond.get() || year != self.year);
        self.portal.years.get(&year).map_or(&[], |assessment| &assessment.measures)
    }
}

fn bare(address: &str) -> &str {
    address.trim_matches('/')
}
