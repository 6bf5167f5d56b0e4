//! The attachments that somebody names: in fields, in links of texts, in addresses of the site, as captions of a film.

use std::collections::BTreeSet;

use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::media::{captions, played};
use crate::ita::pictures::fields;
use crate::ita::portal::Portal;
use crate::ita::written::written;

/// What documents, tables and fields of pictures name.
pub(crate) fn offered(portal: &Portal) -> impl Iterator<Item = &Spanned<Option<RelPath>>> {
    portal.offers().chain(fields(portal))
}

/// Every file that a portal names.
pub(crate) fn named(portal: &Portal) -> BTreeSet<RelPath> {
    let linked = written(portal).filter_map(|link| portal.file_at(&link.at.path, link.target, link.from_content));
    let mut named: BTreeSet<RelPath> = offered(portal).filter_map(|file| file.value.clone()).chain(linked).collect();
    let films: Vec<RelPath> = named.iter().filter(|path| played(path).is_some()).cloned().collect();
    named.extend(films.iter().flat_map(captions).map(|(_, file)| file));
    named
}
