//! The Atom feed of a language: news, and items and measures with the day of their last change.

use std::cmp::Reverse;
use std::fmt::Write;

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::ita::places::Place;
use crate::render::site::Site;

/// How many entries a feed holds.
const ENTRIES: usize = 30;

pub(crate) fn feed<'a>(site: &Site<'a>, lang: Lang) -> String {
    let places = site.portal.places().into_iter();
    let entry = |place: Place<'a>| {
        let (day, title) = place.feed_entry()?;
        Some((day, place, title))
    };
    let mut entries: Vec<(Day, Place<'_>, &Text)> =
        places.filter(|place| place.is_translated(lang)).filter_map(entry).collect();
    entries.sort_by_cached_key(|(day, place, _)| (Reverse(*day), place.address()));
    entries.truncate(ENTRIES);
    let updated = entries.first().map_or(site.today, |(day, ..)| *day);
    let home = site.base_url.join(&site.prefix(lang));
    let name = site.name().get(lang).0;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n\
         <title>{name}</title>\n<id>{home}</id>\n<link rel=\"alternate\" href=\"{home}\"/>\n\
         <link rel=\"self\" href=\"{home}feed.xml\"/>\n<updated>{updated}T00:00:00+07:00</updated>\n\
         <author><name>{author}</name></author>\n",
        tag = lang.tag(),
        name = escape(name),
        home = escape(&home),
        author = escape(site.portal.agency.name.get(lang).0),
    );
    for (day, place, title) in entries {
        let url = escape(&site.base_url.join(&place.address().in_lang(lang)));
        let _ = writeln!(
            xml,
            "<entry><title{}>{}</title><id>{url}</id><link href=\"{url}\"/><updated>{day}T00:00:00+07:00</updated></entry>",
            mark(title.get(lang).1, lang),
            escape(title.get(lang).0)
        );
    }
    xml.push_str("</feed>\n");
    xml
}

/// The mark of a text that is not in the language of the feed.
fn mark(own: Lang, lang: Lang) -> String {
    if own == lang { String::new() } else { format!(" xml:lang=\"{}\"", own.tag()) }
}

/// Text for XML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
