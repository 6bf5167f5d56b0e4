//! Where a page stands: the pages above it, from the home page down.

use crate::ita::address::Address;
use crate::render::look::{Link, Look};

pub(crate) fn crumbs<'p>(look: &Look<'_, 'p>) -> Vec<Link<'p>> {
    if look.page.place.address() == Address::home() {
        return Vec::new();
    }
    let home = look.link(look.own(&look.word("home")), &Address::home());
    let above = look.page.place.above();
    let above = above.iter().filter_map(|address| look.site.place_at(address.as_str()));
    std::iter::once(home).chain(above.map(|place| look.page_link(&*place))).collect()
}
