//! The ways to reach the agency.

use serde::Serialize;

use crate::ita::contact::{Contact, ContactKind};
use crate::ita::reach::pieces;
use crate::render::look::{Link, Look, Phrase};
use crate::render::parts::picture::picture;
use crate::render::parts::searched::Texts;
use crate::render::theme::Html;

/// A way to reach the agency; `value` is missing while it is awaited.
#[derive(Serialize)]
pub(crate) struct ContactView<'a> {
    label: Phrase<'a>,
    value: Option<Phrase<'a>>,
    link: Option<Link<'a>>,
    /// The value in stretches, where it has addresses in it and no link of its own.
    pieces: Vec<PieceView>,
    /// A drawing of the way there.
    picture: Option<Html>,
    hotline: bool,
}

/// A stretch of a value, with the address that it leads to.
#[derive(Serialize)]
struct PieceView {
    text: String,
    to: Option<String>,
    outside: bool,
}

/// The agency's contacts, those still awaited included.
pub(crate) fn contacts<'p>(look: &Look<'_, 'p>) -> Vec<ContactView<'p>> {
    look.site.portal.agency.contacts.iter().map(|contact| view(look, contact)).collect()
}

/// Its channels for complaints.
pub(crate) fn complaints<'p>(look: &Look<'_, 'p>) -> Vec<ContactView<'p>> {
    look.site.portal.agency.complaints().map(|contact| view(look, contact)).collect()
}

/// The first contact of each of these kinds that is known.
pub(crate) fn known<'p>(look: &Look<'_, 'p>, kinds: &[ContactKind]) -> Vec<ContactView<'p>> {
    let first = |kind: &ContactKind| {
        let mut own = look.site.portal.agency.contacts.iter();
        own.find(|contact| contact.kind == Some(*kind) && contact.has_value())
    };
    let found = kinds.iter().filter_map(first);
    found.map(|contact| ContactView { picture: None, ..view(look, contact) }).collect()
}

fn view<'p>(look: &Look<'_, 'p>, contact: &'p Contact) -> ContactView<'p> {
    let Contact { kind, label, value, url, picture: drawing, hotline } = contact;
    let shown = value.as_ref().map(|text| look.phrase(text));
    let link =
        shown.clone().zip(url.as_ref()).and_then(|(value, url)| look.link_to(value, &label.span.path, url, true));
    let drawing = drawing.as_ref().and_then(|drawing| picture(look.site, drawing.value.as_ref()?));
    let found = shown.as_ref().zip(*kind).filter(|_| link.is_none());
    let found = found.map(|(value, kind)| pieces(kind, &value.text)).unwrap_or_default();
    let found = if found.iter().any(|own| own.to.is_some()) { found } else { Vec::new() };
    let pieces = found.into_iter().map(|own| PieceView {
        text: own.text.to_owned(),
        outside: own.to.as_ref().is_some_and(|to| to.starts_with("http")),
        to: own.to,
    });
    let pieces = pieces.collect();
    let root = look.page.root();
    let picture = drawing.map(|own| Html::new(&own.html(&root, &look.phrase(label).text, "", true)));
    ContactView { label: look.phrase(label), value: shown, link, pieces, picture, hotline: *hotline }
}

/// Says what is searched of them.
pub(crate) fn say_contacts<'p>(texts: &mut Texts<'_, '_, 'p>, contacts: impl IntoIterator<Item = &'p Contact>) {
    for Contact { kind: _, label, value, url: _, picture: _, hotline: _ } in contacts {
        texts.text(label);
        texts.texts(value);
    }
}
