//! Where everybody can complain: what pages show until the agency's own channels are known.

use serde::Serialize;

use crate::ita::channel::Channel;
use crate::render::look::{Link, Look, Phrase};
use crate::render::parts::searched::Texts;

#[derive(Serialize)]
pub(crate) struct ChannelView<'a> {
    name: Phrase<'a>,
    about: Phrase<'a>,
    phone: &'a str,
    source: Link<'a>,
}

pub(crate) fn channels<'p>(look: &Look<'_, 'p>) -> Vec<ChannelView<'p>> {
    let view = |Channel { name, about, phone, source, url }: &'p Channel| ChannelView {
        name: look.phrase(name),
        about: look.phrase(about),
        phone,
        source: Link { title: look.phrase(source), href: url.clone(), outside: true },
    };
    look.site.portal.agency.general_channels().iter().map(view).collect()
}

/// Says what is searched of them.
pub(crate) fn say_channels<'p>(texts: &mut Texts<'_, '_, 'p>, channels: &'p [Channel]) {
    for Channel { name, about, phone, source: _, url: _ } in channels {
        texts.text(name);
        texts.text(about);
        texts.add(phone);
    }
}
