//! The Atom feeds of a language: of news, and items and measures with the day of their last change; of the news about a tag.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fmt::Write;

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::base::output::FEED;
use crate::base::thai::slug;
use crate::ita::article::ArticleKind;
use crate::ita::places::Place;
use crate::ita::places::kind::PageKind;
use crate::ita::places::list::{Choice, ListPlace};
use crate::ita::tag::Tag;
use crate::render::site::Site;

/// How many entries a feed holds.
const ENTRIES: usize = 30;

/// The feed of everything, or of a tag.
pub(crate) fn feed<'a>(site: &Site<'a>, lang: Lang, tag: Option<&'a Tag>) -> String {
    let about = tag.map(|tag| site.about(&tag.id.value).iter().map(|article| &article.path).collect::<HashSet<_>>());
    let is_about = |place: &Place<'_>| match &about {
        Some(about) => place.source().is_some_and(|path| about.contains(path)),
        None => true,
    };
    let entry = |place: Place<'a>| {
        let (day, title) = place.feed_entry()?;
        Some((day, place, title))
    };
    let all = site.places.iter().copied().filter_map(entry).collect::<Vec<_>>();
    let newest = all.iter().map(|(day, ..)| *day).max();
    let here = |(_, place, _): &(Day, Place<'_>, &Text)| is_about(place) && place.is_translated(lang);
    let mut entries: Vec<(Day, Place<'_>, &Text)> = all.into_iter().filter(here).collect();
    entries.sort_by_cached_key(|(day, place, _)| (Reverse(*day), place.address()));
    entries.truncate(ENTRIES);
    // An empty feed is as new as the site, so that it does not change from day to day.
    let year = || Some(site.portal.years.keys().last()?.period()?.from);
    let updated = entries.first().map(|(day, ..)| *day).or(newest).or_else(year).or_else(|| Day::new(1970, 1, 1));
    let updated = updated.unwrap_or(site.today);
    let list = tag.map(|tag| ListPlace::new(ArticleKind::News, Choice::Tag(tag)).address().in_lang(lang));
    let home = site.base_url.join(&list.unwrap_or_else(|| site.prefix(lang)));
    let about = tag.map(|tag| format!(": {}", tag.title.get(lang).0)).unwrap_or_default();
    let name = format!("{}{about}", site.name().get(lang).0);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n\
         <title>{name}</title>\n<id>{home}</id>\n<link rel=\"alternate\" href=\"{home}\"/>\n\
         <link rel=\"self\" href=\"{home}{FEED}\"/>\n<updated>{updated}T00:00:00+07:00</updated>\n\
         <author><name>{author}</name></author>\n",
        tag = lang.tag(),
        name = escape(&name),
        home = escape(&home),
        author = escape(site.portal.agency.name.get(lang).0),
    );
    if tag.is_none() {
        xml.extend(notices(site, lang, &home));
    }
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

/// The notices that stand at the head of every page today, each known by its text and its last day.
fn notices<'a>(site: &'a Site<'a>, lang: Lang, home: &'a str) -> impl Iterator<Item = String> + 'a {
    let shown = site.portal.agency.front.notices.iter().filter(|notice| notice.is_shown(site.today));
    shown.map(move |notice| {
        let (text, own) = notice.text.get(lang);
        let (home, until) = (escape(home), notice.until.value);
        let id = format!("{home}#notice-{until}-{}", slug(text).chars().take(40).collect::<String>());
        let begins = notice.from.unwrap_or(until);
        format!(
            "<entry><title{}>{}</title><id>{}</id><link href=\"{home}\"/><updated>{begins}T00:00:00+07:00</updated></entry>\n",
            mark(own, lang),
            escape(text),
            escape(&id)
        )
    })
}

/// The mark of a text that is not in the language of the feed.
fn mark(own: Lang, lang: Lang) -> String {
    if own == lang { String::new() } else { format!(" xml:lang=\"{}\"", own.tag()) }
}

/// Text for XML, without what no reader of XML takes.
pub(crate) fn escape(text: &str) -> String {
    text.replace(['\u{FFFE}', '\u{FFFF}'], "")
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
