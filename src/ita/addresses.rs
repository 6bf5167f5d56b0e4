//! Every address that a site has: of its pages, its attachments, and what is made beside them.

use std::collections::BTreeSet;

use crate::base::output::{FEED, ROBOTS, SITE_MAP};
use crate::ita::address::Address;
use crate::ita::places::Place;
use crate::ita::portal::Portal;
use crate::ita::table::set::Tables;

/// Files that a site has in each of its languages and that may be linked to.
const OWN_FILES: [&str; 2] = [FEED, SITE_MAP];

impl Portal {
    /// Every address that the site will have, relative to its root, in every language.
    pub(crate) fn addresses(&self, places: &[Place<'_>], tables: &Tables<'_>) -> BTreeSet<String> {
        let langs = self.agency.languages.iter();
        let pages = places.iter().flat_map(|place| langs.clone().map(|lang| place.address().in_lang(*lang)));
        let files = self.public_files().map(|(_, address)| address.clone());
        pages.chain(files).chain(self.made_addresses(tables)).collect()
    }

    /// Those of all that is neither a page nor an attachment.
    pub(crate) fn made_addresses(&self, tables: &Tables<'_>) -> impl Iterator<Item = String> {
        let langs = || self.agency.languages.iter().copied();
        let own = langs().flat_map(|lang| OWN_FILES.map(|file| format!("{}{file}", Address::home().in_lang(lang))));
        let tags = self.agency.tags.iter();
        let feeds = tags.flat_map(move |tag| langs().map(|lang| Address::feed_of(&tag.id.value, lang)));
        own.chain(feeds).chain(self.data_addresses(tables.addresses())).chain([ROBOTS.to_owned()])
    }
}
