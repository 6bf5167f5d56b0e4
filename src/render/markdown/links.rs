//! Links of a body as a page has them.

use pulldown_cmark::{Event, LinkType};

use crate::base::path::RelPath;
use crate::ita::target::is_safe;
use crate::render::look::Look;

/// Where a written link leads from the page; none to a page that is not public yet.
pub(super) fn address(
    look: &Look<'_, '_>,
    from: &RelPath,
    kind: LinkType,
    written: &str,
    prefix: &str,
) -> Option<String> {
    if kind == LinkType::Email {
        return Some(written.to_owned());
    }
    if let Some(anchor) = written.strip_prefix('#') {
        return Some(format!("#{prefix}{anchor}"));
    }
    Some(match look.site.href(from, written, false, look.page.lang)? {
        (outside, true) if is_safe(&outside) => outside,
        // Refused by the checks; nothing that could run gets through even so.
        (_, true) => "#".to_owned(),
        (inside, false) => format!("{}{inside}", look.page.root()),
    })
}

/// A link to another site, of which the words may be its address.
pub(super) fn external(link: Event<'_>, bare: bool) -> Event<'static> {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, std::iter::once(link));
    let class = if bare { " class=\"url\"" } else { "" };
    Event::Html(html.replacen("<a", &format!("<a rel=\"noopener external\"{class}"), 1).into())
}
