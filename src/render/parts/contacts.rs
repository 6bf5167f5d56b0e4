//! The ways to reach the agency.

use serde::Serialize;

use crate::ita::contact::Contact;
use crate::render::look::{Link, Look, Phrase};
use crate::render::parts::searched::Texts;

/// A way to reach the agency; `value` is missing while it is awaited.
#[derive(Serialize)]
pub(crate) struct ContactView<'a> {
    label: Phrase<'a>,
    value: Option<Phrase<'a>>,
    link: Option<Link<'a>>,
    hotline: bool,
}

/// The agency's contacts, those still awaited included.
pub(crate) fn contacts<'p>(look: &Look<'_, 'p>) -> Vec<ContactView<'p>> {
    let view = |Contact { kind: _, label, value, url, hotline }: &'p Contact| ContactView {
        label: look.phrase(label),
        value: value.as_ref().map(|text| look.phrase(text)),
        link: value
            .as_ref()
            .zip(url.as_ref())
            .and_then(|(value, url)| look.link_to(look.phrase(value), &label.span.path, url, true)),
        hotline: *hotline,
    };
    look.site.portal.agency.contacts.iter().map(view).collect()
}

/// Says what is searched of them.
pub(crate) fn say_contacts<'p>(texts: &mut Texts<'_, '_, 'p>, contacts: &'p [Contact]) {
    for Contact { kind: _, label, value, url: _, hotline: _ } in contacts {
        texts.text(label);
        texts.texts(value);
    }
}
