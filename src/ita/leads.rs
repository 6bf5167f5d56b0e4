//! Where what is written leads: the pages of a site by their files and by their addresses, its files, and what evidence names.

use std::collections::{HashMap, HashSet};

use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::ita::address::Address;
use crate::ita::document::Proof;
use crate::ita::item::Item;
use crate::ita::places::{Place, asks};
use crate::ita::portal::Portal;
use crate::ita::table::set::Tables;
use crate::ita::target::Target;

pub(crate) struct Leads<'a> {
    pub portal: &'a Portal,
    places: HashMap<String, Place<'a>>,
    /// The addresses of what is neither a page nor an attachment.
    made: HashSet<String>,
    by_source: HashMap<&'a RelPath, Address>,
}

impl<'a> Leads<'a> {
    pub(crate) fn new(portal: &'a Portal, places: &[Place<'a>], tables: &Tables<'_>) -> Leads<'a> {
        Leads {
            portal,
            made: portal.made_addresses(tables).collect(),
            by_source: places.iter().filter_map(|place| Some((place.source()?, place.address()))).collect(),
            places: places.iter().map(|place| (place.address().as_str().to_owned(), *place)).collect(),
        }
    }

    /// The address, relative to the root of the site, of what `written` in the file `from` leads to, and whether that is
    /// outside the site. None for a page that is not public yet.
    pub(crate) fn href(&self, from: &RelPath, written: &str, from_content: bool, lang: Lang) -> Option<(String, bool)> {
        let with = |address: String, anchor: Option<String>| match anchor {
            Some(anchor) => format!("{address}#{anchor}"),
            None => address,
        };
        let target = self.portal.target(from, written, from_content);
        if self.portal.is_unpublished(&target) {
            return None;
        }
        Some(match target {
            Target::Outside | Target::Nowhere => (written.to_owned(), true),
            // What another program answers stays as it is.
            Target::Address { address, query, whole: true, .. }
                if asks(&address, &query, true) || !self.has(&address) =>
            {
                (written.to_owned(), true)
            }
            Target::Address { mut address, query, anchor, whole } => {
                let slash = whole && self.places.contains_key(&*format!("{address}/"));
                address.push_str(if slash { "/" } else { "" });
                let page = address.is_empty() || address.ends_with('/');
                let own = if page && !address.starts_with("en/") { prefix(lang) } else { String::new() };
                (with(format!("{own}{address}{query}"), anchor), false)
            }
            Target::File { path, anchor } => match (self.by_source.get(&path), self.portal.files.get(&path)) {
                (Some(address), _) => (with(address.in_lang(lang), anchor), false),
                (None, Some(file)) => (file.clone(), false),
                (None, None) => (written.to_owned(), true),
            },
        })
    }

    /// The same of what a proof of an item names; none for what is not there, and for a reason.
    pub(crate) fn proof(&self, item: &Item, proof: &Proof, lang: Lang) -> Option<(String, bool)> {
        let below = |anchor: &str| Some((format!("{}#{anchor}", self.by_source.get(&item.path)?.in_lang(lang)), false));
        match proof {
            Proof::Document(id) => {
                let file = item.facts.document(&id.value)?.file.value.as_ref()?;
                Some((self.portal.files.get(file)?.clone(), false))
            }
            Proof::Page(page) => self.href(&page.span.path, &page.value, false, lang),
            Proof::Section(anchor) => below(&anchor.value),
            Proof::Table(id) => below(&item.facts.table(&id.value)?.anchor()),
            Proof::Url(url) => Some((url.value.clone(), true)),
            Proof::NotApplicable(_) => None,
        }
    }

    /// Whether an address is one of the site's. Hosts lead from one without its last slash to the other.
    pub(crate) fn has(&self, address: &str) -> bool {
        self.is_known(address) || self.is_known(&format!("{address}/"))
    }

    fn is_known(&self, address: &str) -> bool {
        let page = |address: &str| self.places.contains_key(address);
        let langs = self.portal.agency.languages.iter().filter(|lang| **lang != Lang::Th);
        let mut others = langs.filter_map(|lang| address.strip_prefix(&*prefix(*lang)));
        let file = || self.portal.files.at(address).is_some_and(|path| self.portal.hides(path).is_none());
        page(address) || others.any(page) || self.made.contains(address) || file()
    }

    /// The place at an address relative to the root of the site, in either language.
    pub(crate) fn place_at(&self, href: &str) -> Option<Place<'a>> {
        let page = href.split('#').next().unwrap_or(href);
        let thai = page.strip_prefix(&prefix(Lang::En)).unwrap_or(page);
        self.places.get(thai).copied()
    }
}

/// The folder of a language's pages: empty or `en/`.
fn prefix(lang: Lang) -> String {
    Address::home().in_lang(lang)
}
