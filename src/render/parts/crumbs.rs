//! Where a page stands: the pages above it, from the home page down.

use crate::ita::address::Address;
use crate::render::look::{Link, Look};

/// The page's part of the nearest of them comes last.
pub(crate) fn crumbs<'p>(look: &Look<'_, 'p>) -> Vec<Link<'p>> {
    let place = look.page.place;
    if place.address() == Address::home() {
        return Vec::new();
    }
    let home = look.link(look.own(&look.word("home")), &Address::home());
    let above = place.above();
    let above = above.iter().filter_map(|address| look.site.place_at(address.as_str()));
    let mut crumbs: Vec<Link> = std::iter::once(home).chain(above.map(|place| look.page_link(&*place))).collect();
    if let (Some((name, anchor)), Some(last)) = (place.part(), crumbs.last()) {
        let href = format!("{}#{anchor}", last.href);
        crumbs.push(Link { title: look.phrase(name), href, outside: false });
    }
    crumbs
}
