//! Where a page stands: the pages above it.

use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::portal::Place;
use crate::render::look::{Link, Look};
use crate::render::parts::title::title;

/// The year's link for breadcrumbs; nothing where the year has no hub.
pub(crate) fn crumbs<'p>(look: &Look<'_, 'p>, of: &'p Assessment) -> Vec<Link<'p>> {
    let hub = of.catalogue.as_ref().map(|_| look.link(title(look, Place::Year(of)), &Address::year(of.year)));
    std::iter::once(look.link(title(look, Place::Years), &Address::years())).chain(hub).collect()
}
