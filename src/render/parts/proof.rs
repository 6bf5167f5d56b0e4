//! Where a proof leads: a document, a page, a heading, an address elsewhere.

use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::ita::body::{Bodies, in_lang};
use crate::ita::document::{Document, Proof};
use crate::ita::item::Item;
use crate::ita::table::Table;
use crate::render::look::{Link, Look, Phrase};

/// What a proof may refer to: the page that offers it.
pub(crate) struct Offer<'p> {
    pub(crate) path: &'p RelPath,
    pub(crate) documents: &'p [Document],
    pub(crate) tables: &'p [Table],
    pub(crate) bodies: &'p Bodies,
}

impl<'p> Offer<'p> {
    pub(crate) fn of(item: &'p Item) -> Offer<'p> {
        let facts = &item.facts;
        Offer { path: &item.path, documents: &facts.documents, tables: &facts.tables, bodies: &item.bodies }
    }
}

/// The link of a proof; nothing for a requirement that does not apply.
pub(crate) fn link<'p>(look: &Look<'_, 'p>, proof: &'p Proof, offer: &Offer<'p>) -> Option<Link<'p>> {
    match proof {
        Proof::Document(id) => {
            let named = |one: &&Document| one.id.as_ref().is_some_and(|own| own.value == id.value);
            offer.documents.iter().find(named).and_then(|document| look.document_link(document))
        }
        Proof::Page(page) => {
            let link = look.link_to(look.own(""), &page.span.path, &page.value, false)?;
            let name = look.site.place_at(&link.href).map(|place| look.title(place.title()));
            Some(Link { title: name.unwrap_or_else(|| look.own(&page.value)), ..link })
        }
        Proof::Section(anchor) => section(look, &anchor.value, offer),
        Proof::Table(id) => {
            let table = offer.tables.iter().find(|table| table.id.value == id.value)?;
            let anchor = table.anchor();
            let (href, _) =
                look.site.href(offer.path, &format!("{}#{anchor}", offer.path.file_name()), false, look.lang())?;
            Some(Link { title: look.phrase(&table.title), href, outside: false })
        }
        Proof::Url(url) => Some(Link { title: look.own(&url.value), href: url.value.clone(), outside: true }),
        Proof::NotApplicable(_) => None,
    }
}

/// A heading of the page's body: of the body that the reader sees, else of the Thai one, on the page that shows it.
fn section<'p>(look: &Look<'_, 'p>, anchor: &str, offer: &Offer<'p>) -> Option<Link<'p>> {
    let heading = |lang: Lang| {
        let (body, written) = in_lang(offer.bodies, lang)?;
        let heading = body.headings.iter().find(|heading| heading.anchor == anchor)?;
        Some((heading, written, lang))
    };
    let (heading, written, shown_in) = heading(look.page.lang).or_else(|| heading(Lang::Th))?;
    let (href, _) = look.site.href(offer.path, &format!("{}#{anchor}", offer.path.file_name()), false, shown_in)?;
    let title = Phrase { text: heading.text.as_str().into(), lang: look.mark(written) };
    Some(Link { title, href, outside: false })
}
